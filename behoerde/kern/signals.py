"""What happens in the ground and may matter to an app; sent inside the transaction."""

from django.dispatch import Signal

grenze_erreicht = Signal()  # netz: a network (hashed) met a limit; told once a minute at most
datei_frei = Signal()  # datei: scanned and released
datei_abgewiesen = Signal()  # datei: rejected after it was taken, its content is gone
