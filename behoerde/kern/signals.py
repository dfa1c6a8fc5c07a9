"""What happens in the ground and may matter to an app; sent inside the transaction."""

from django.dispatch import Signal

datei_frei = Signal()  # datei: scanned and released
datei_abgewiesen = Signal()  # datei: rejected after it was taken, its content is gone
