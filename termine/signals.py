"""What happened at the appointment desk; apps above subscribe. Sent inside the transaction, with ``termin=``."""

from django.dispatch import Signal

termin_gebucht = Signal()
termin_verschoben = Signal()
termin_abgesagt = Signal()
termin_beendet = Signal()  # served or missed; may be taken back for a while
vorschlaege_verfallen = Signal()  # with vorschlaege=: open offers that ran out
