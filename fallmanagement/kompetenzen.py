"""Words of a competence profile. What nobody asked is empty, what was asked and is not there is said so: three different things."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.stellenwerte import FUEHRERSCHEINE

NIVEAUWAHL = [(niveau, niveau) for niveau in NIVEAUS]
KLASSENWAHL = [(klasse, klasse) for klasse in FUEHRERSCHEINE]  # § 6 FeV


class Fertigkeit(TextChoices):
    """A skill of a language; the values are the keys of ``matching.Profil.deutsch``."""

    HOEREN = "hoeren", _("hören")
    LESEN = "lesen", _("lesen")
    SPRECHEN = "sprechen", _("sprechen")
    SCHREIBEN = "schreiben", _("schreiben")


class Sprachnachweis(TextChoices):
    """How a level is known. There is no "mother tongue": it would point to where somebody is from (§ 1 AGG)."""

    SELBST = "selbst", _("eigene Einschätzung")
    GESPRAECH = "gespraech", _("Eindruck im Gespräch")
    EINSTUFUNG = "einstufung", _("Einstufungstest")
    ZERTIFIKAT = "zertifikat", _("Zertifikat")


class Profilteil(TextChoices):
    """What somebody may not have at all, once asked."""

    WUNSCH = "wunsch", _("kein Berufswunsch")
    ABSCHLUSS = "abschluss", _("kein beruflicher Abschluss")
    ERFAHRUNG = "erfahrung", _("keine Berufserfahrung")


class Qualifikationsart(TextChoices):
    SCHULE = "schule", _("Schulabschluss")
    AUSBILDUNG = "ausbildung", _("Berufsausbildung")
    STUDIUM = "studium", _("Studium")
    KURS = "kurs", _("Kurs oder Zertifikat")


BERUFLICH = (Qualifikationsart.AUSBILDUNG, Qualifikationsart.STUDIUM)


class Anerkennung(TextChoices):
    """How far the recognition of a qualification from abroad is (BQFG and the laws of the Länder)."""

    INLAND = "inland", _("in Deutschland erworben")
    NICHT_BEANTRAGT = "nicht_beantragt", _("nicht beantragt")
    BEANTRAGT = "beantragt", _("beantragt")
    TEILWEISE = "teilweise", _("teilweise gleichwertig")
    ANERKANNT = "anerkannt", _("anerkannt")
    ABGELEHNT = "abgelehnt", _("abgelehnt")


GILT = (Anerkennung.INLAND, Anerkennung.ANERKANNT)


class Verkehrsmittel(TextChoices):
    AUTO = "auto", _("Auto")
    RAD = "rad", _("Fahrrad")
    OEPNV = "oepnv", _("Bus und Bahn")


class Arbeitszeit(TextChoices):
    VOLLZEIT = "vollzeit", _("Vollzeit")
    TEILZEIT = "teilzeit", _("Teilzeit")
    BEIDES = "beides", _("Vollzeit oder Teilzeit")


class Berufssystem(TextChoices):
    """Where the name of an occupation comes from."""

    KLDB = "kldb", _("KldB 2010")
    ESCO = "esco", _("ESCO")
