"""The Perspektiven-Check: which paths to a secure status are open, until when, and what is missing. Pure functions and data."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Regelwerk
from fallmanagement.perspektive import arbeit, ausbildung, bleiberecht, einbuergerung, fachkraft, niederlassung
from fallmanagement.perspektive.ablage import version
from fallmanagement.perspektive.tatsachen import TATSACHEN

MODULE = (arbeit, ausbildung, fachkraft, bleiberecht, niederlassung, einbuergerung)
PFADE = tuple(pfad for module in MODULE for pfad in module.PFADE)
FASSUNG = version(PFADE)  # a stored check names it
REGELWERK = Regelwerk("perspektive", _("Wege zu einem sicheren Status"), TATSACHEN, PFADE, asked=False)
