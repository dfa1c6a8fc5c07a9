"""What the triage desk writes: a question, times to choose from, an answer; built right before sending, while it still holds."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum
from behoerde.kern.register import Anlass
from termine import adressen
from termine import beispielnachrichten as beispiele
from termine.enums import AnliegenStatus, Linkzweck, VorschlagStatus
from termine.models import Aufnahme, Rueckfrage, Terminvorschlag, Zusammenfuehrung
from termine.queries.kette import offered_stations


def _concern(kontext: dict) -> dict:
    """Return what every message about a concern shows; names of people are none of it."""
    aufnahme = Aufnahme.objects.select_related("leistung", "geht_auf_in").get(pk=kontext["aufnahme"])
    return {
        "aufnahme": aufnahme,
        "vorgang": aufnahme.vorgang,
        "leistung": aufnahme.leistung.name,
        "link": adressen.url(Linkzweck.ANLIEGEN, aufnahme.pk),
    }


def about_question(kontext: dict) -> dict:
    frage = Rueckfrage.objects.prefetch_related("unterlagen").get(pk=kontext["rueckfrage"])
    return _concern(kontext) | {"frage": frage.text, "unterlagen": list(frage.unterlagen.all())}


def about_offers(kontext: dict) -> dict:
    rows = Terminvorschlag.objects.filter(pk__in=kontext["vorschlaege"]).select_related("standort").order_by("starts_at")
    times = [
        {
            "tag": datum.datum_lang(row.starts_at),
            "uhrzeit": datum.uhrzeit(row.starts_at),
            "ort": row.standort,
            "stationen": _stations(row),
        }
        for row in rows
    ]
    until = min(row.gueltig_bis for row in rows)
    return _concern(kontext) | {"zeiten": times, "bis_tag": datum.datum_lang(until), "bis_uhrzeit": datum.uhrzeit(until)}


def _stations(vorschlag: Terminvorschlag) -> list[dict]:
    """Return when and for what each Station of an offered way begins, nothing for a single time."""
    return [
        {"uhrzeit": datum.uhrzeit(row.starts_at), "leistung": row.aufnahme.leistung.name}
        for row in offered_stations(vorschlag)
        if row.aufnahme
    ]


def about_answer(kontext: dict) -> dict:
    concern = _concern(kontext)
    return concern | {"antwort": concern["aufnahme"].antwort, "stelle": concern["aufnahme"].weiter_an}


def about_promise(kontext: dict) -> dict:
    concern = _concern(kontext)
    until = concern["aufnahme"].versprechen.angebot_bis
    return concern | {"bis_tag": datum.datum_lang(until), "bis_uhrzeit": datum.uhrzeit(until)}


def is_asked(kontext: dict) -> bool:
    """Ask only what is still unanswered and not taken back."""
    return Rueckfrage.objects.filter(pk=kontext["rueckfrage"], beantwortet_am=None, zurueckgenommen_am=None).exists()


def is_offered(kontext: dict) -> bool:
    return Terminvorschlag.objects.filter(pk__in=kontext["vorschlaege"], status=VorschlagStatus.OFFEN).exists()


def _stands(*staende: AnliegenStatus):
    return lambda kontext: Aufnahme.objects.filter(pk=kontext["aufnahme"], stand__in=staende).exists()


def is_merged(kontext: dict) -> bool:
    """Tell of one number only while that merge stands."""
    return Zusammenfuehrung.objects.filter(pk=kontext["zusammenfuehrung"], zurueckgenommen_am=None).exists()


is_back = _stands(AnliegenStatus.EINGEGANGEN, AnliegenStatus.IN_SICHTUNG)


def _anlass(name: str, betreff, kontext, noch_gueltig, beispiel=beispiele.concern) -> Anlass:
    return Anlass(f"anliegen_{name}", f"termine/anliegen_{name}", betreff, kontext, noch_gueltig, beispiel=beispiel)


ANLAESSE = (
    _anlass("rueckfrage", _("Wir brauchen noch etwas von Ihnen: {vorgang}"), about_question, is_asked, beispiele.question),
    _anlass("vorschlaege", _("Wählen Sie Ihren Termin: {vorgang}"), about_offers, is_offered, beispiele.offers),
    _anlass("vorschlaege_verfallen", _("Wir suchen neue Zeiten für Sie: {vorgang}"), about_promise, is_back),
    _anlass(
        "beantwortet",
        _("Unsere Antwort zu Ihrem Anliegen {vorgang}"),
        about_answer,
        _stands(AnliegenStatus.BEANTWORTET),
        beispiele.answer,
    ),
    _anlass(
        "weitergeleitet",
        _("Wer für Ihr Anliegen zuständig ist: {vorgang}"),
        about_answer,
        _stands(AnliegenStatus.WEITERGELEITET),
        beispiele.answer,
    ),
    _anlass("wieder_offen", _("Wir suchen eine neue Zeit für Sie: {vorgang}"), about_promise, is_back),
    _anlass("geteilt", _("Eigene Nummer für Ihr Anliegen: {vorgang}"), about_promise, is_back),
    _anlass("zusammengefuehrt", _("Ihr Anliegen hat jetzt eine Nummer: {vorgang}"), _concern, is_merged),
)
