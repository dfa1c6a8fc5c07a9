"""What the portal writes to the person a Verweis is about."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.register import Anlass
from lotsen import adressen
from lotsen.beratung import Linkzweck
from lotsen.models import Verweis
from lotsen.nachrichten import opens
from lotsen.verweis_tabelle import Verweislink, VerweisStatus


def about_consent(kontext: dict) -> dict:
    verweis = Verweis.objects.select_related("angebot__traeger").get(pk=kontext["verweis"])
    return _about(verweis) | {"link": adressen.url(Verweislink.EINWILLIGUNG, verweis.pk)}


def is_asked(kontext: dict) -> bool:
    return Verweis.objects.filter(pk=kontext["verweis"], status=VerweisStatus.EINWILLIGUNG).exists()


def about_state(kontext: dict) -> dict:
    """Return where it stands; a time to come is said, nothing about why somebody said no."""
    verweis = Verweis.objects.select_related("angebot__traeger").get(pk=kontext["verweis"])
    termin = verweis.termin_am if verweis.status == VerweisStatus.TERMIN else None
    return _about(verweis) | {
        "status": str(verweis.status),
        "datum": datum.datum_lang(termin) if termin else "",
        "uhrzeit": datum.uhrzeit(termin) if termin else "",
    }


def is_alive(kontext: dict) -> bool:
    return Verweis.objects.filter(pk=kontext["verweis"]).exclude(status=VerweisStatus.WIDERRUFEN).exists()


def about_message(kontext: dict) -> dict:
    """Return where the message of a partner is read; not a word of it stands in the mail."""
    verweis = Verweis.objects.select_related("angebot__traeger").get(pk=kontext["verweis"])
    return _about(verweis) | {"link": adressen.url(Linkzweck.WEGWEISER, verweis.person_id)}


def is_still_there(kontext: dict) -> bool:
    row = Verweis.objects.filter(pk=kontext["verweis"]).exclude(kopie=None).exclude(kopie__mitteilung_am=None).first()
    return row is not None and opens(Linkzweck.WEGWEISER, row.person_id)


def has_time(kontext: dict) -> bool:
    """Say whether the appointment still stands and lies ahead."""
    return Verweis.objects.filter(pk=kontext["verweis"], status=VerweisStatus.TERMIN, termin_am__gt=uhr.now()).exists()


def about_feedback(kontext: dict) -> dict:
    verweis = Verweis.objects.select_related("angebot__traeger").get(pk=kontext["verweis"])
    return _about(verweis) | {"link": adressen.url(Verweislink.RUECKMELDUNG, verweis.pk)}


def _about(verweis: Verweis) -> dict:
    return {"angebot": verweis.angebot.name, "traeger": verweis.angebot.traeger.name}


def _example(**more: str) -> dict:
    link = f"{adressen.base()}/wegweiser/einwilligung/{'Beispiel' * 3}/"
    return {"angebot": "Sprachkurs B1", "traeger": "Volkshochschule Musterstadt", "link": link} | more


ANLAESSE = (
    Anlass(
        "verweis_einwilligung",
        "lotsen/verweis_einwilligung",
        _("Dürfen wir Sie anmelden? Bitte lesen und antworten"),
        about_consent,
        is_asked,
        beispiel=_example,
    ),
    Anlass(
        "verweis_stand",
        "lotsen/verweis_stand",
        _("Neues von {traeger}"),
        about_state,
        is_alive,
        beispiel=lambda: _example(status="termin", datum=datum.datum_lang(uhr.today() + 7 * uhr.DAY), uhrzeit="10:00"),
    ),
    Anlass(
        "verweis_einwilligung_erinnerung",
        "lotsen/verweis_einwilligung",
        _("Wir warten noch auf Ihre Antwort"),
        about_consent,
        is_asked,
        beispiel=_example,
    ),
    Anlass(
        "verweis_termin_erinnerung",
        "lotsen/verweis_stand",
        _("Ihr Termin bei {traeger}"),
        about_state,
        has_time,
        beispiel=lambda: _example(status="termin", datum=datum.datum_lang(uhr.today() + uhr.DAY), uhrzeit="10:00"),
    ),
    Anlass(
        "verweis_mitteilung",
        "lotsen/verweis_mitteilung",
        _("{traeger} hat Ihnen geschrieben"),
        about_message,
        is_still_there,
        beispiel=_example,
    ),
    Anlass(
        "verweis_rueckmeldung",
        "lotsen/verweis_rueckmeldung",
        _("Hat es geholfen? Eine Frage an Sie"),
        about_feedback,
        is_alive,
        beispiel=_example,
    ),
)
