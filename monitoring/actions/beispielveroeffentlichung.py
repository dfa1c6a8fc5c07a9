"""The example office has published once: the figures it drew by chance."""

from monitoring.actions.veroeffentlichung import last_month_end, publish
from monitoring.models import Veroeffentlichung


def build(gross: bool = False) -> None:
    """Publish the last twelve months; running again changes nothing."""
    if not Veroeffentlichung.objects.filter(bis__gte=last_month_end()).exists():
        publish()
