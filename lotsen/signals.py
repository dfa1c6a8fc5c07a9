"""What happens in lotsen that others may want to hear of."""

from django.dispatch import Signal

verweis_bewegt = Signal()  # verweis: Verweis, von: status before
mangel_bewegt = Signal()  # mangel: Mangel, von: status before, "" when it is new
