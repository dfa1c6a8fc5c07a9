"""JSON API v1, write part: other programs book for people, who confirm with the code that only they receive."""

import hashlib
from datetime import date, datetime
from typing import Annotated, Literal

from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Field, Header, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer

from behoerde.kern import uhr
from behoerde.kern.actions.schnittstelle import consume_kontingent, find_schnittstelle
from behoerde.kern.actions.zugang import link_token, resolve_link
from behoerde.kern.api import Fehler, Feldfehler, Ungueltig
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.grenzen import Grenzen, consume, grenzen_of, sentence
from behoerde.kern.models import Schnittstelle, Standort
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.bestaetigung import confirm_by_code, submit
from termine.actions.erfassung import record_personen
from termine.actions.vormerkung import hold_termin, once_only
from termine.angaben import Bedarf
from termine.dolmetschsprachen import ALLE
from termine.enums import GRUENDE_DER_PERSON, TERMIN_VEREINBART, Absagegrund, Absagevon, Linkzweck, TerminStatus
from termine.forms.angaben import Angaben
from termine.models import Leistung, Termin
from termine.rules import can_change

router = Router(tags=["termine"])
Need = Literal["rollstuhl", "kind", "ruhig"]


class PersonSchema(Schema):
    vorname: str = Field(max_length=80)
    nachname: str = Field(max_length=80)
    geburtsdatum: date


class KontaktSchema(Schema):
    """E-mail or mobile: the code to confirm goes there."""

    email: str = Field("", max_length=254)
    mobil: str = Field("", max_length=40)
    sprache: str = Field("de", max_length=10, description="Language in which the office writes")


class BuchungSchema(Schema):
    leistung: str = Field(max_length=80, description="Slug of a Leistung with zugang direkt")
    standort: str = Field(max_length=60, description="Slug")
    beginn: datetime = Field(description="One of the free times, with UTC offset")
    personen: list[PersonSchema] = Field(min_length=1, max_length=50)
    kontakt: KontaktSchema
    merkmale: list[Need] = []
    dolmetschen: str = Field(
        "",
        pattern=f"^({'|'.join(('', *ALLE))})$",
        json_schema_extra={"enum": ["", *ALLE]},
        description="ISO 639 code of the language an interpreter is needed for",
    )
    begleitung: bool = Field(False, description="Somebody comes along to help")


class CodeSchema(Schema):
    code: str = Field(max_length=20, description="Six digits from the message to the person")


class AbsageSchema(Schema):
    grund: str = Field(
        Absagegrund.NICHT_ANGEGEBEN.value,
        pattern=f"^({'|'.join(GRUENDE_DER_PERSON)})$",
        json_schema_extra={"enum": [grund.value for grund in GRUENDE_DER_PERSON]},
    )


class ZeitSchema(Schema):
    beginn: datetime
    standort: str = Field(max_length=60)


class TerminSchema(Schema):
    """One visit; ``token`` opens it from now on, older tokens may have ended."""

    token: str
    status: TerminStatus
    leistung: str
    standort: str
    beginn: datetime
    ende: datetime
    personen: int
    termincode: str = Field(description="Empty until the visit is confirmed")
    bestaetigen_bis: datetime | None
    aenderbar: bool


class Schluessel(HttpBearer):
    """The key of an integrator, as ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> Schnittstelle | None:
        return find_schnittstelle(token)


FEHLER = {400: Fehler, 404: Fehler, 409: Fehler, 422: Fehler, 429: Fehler}


@router.post(
    "/termine",
    auth=Schluessel(),
    response={201: TerminSchema, 401: Fehler, **FEHLER},
    url_name="termine",
    summary="Book a visit that the person confirms",
)
def buchen(
    request: HttpRequest,
    buchung: BuchungSchema,
    idempotency_key: Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=200)],
):
    """Hold the time and send the code; the same Idempotency-Key yields the same visit, for other content it is refused."""
    schnittstelle: Schnittstelle = request.auth  # type: ignore[attr-defined] # set by ninja
    schluessel = _once_only(schnittstelle, idempotency_key, buchung)
    if existing := Termin.objects.filter(schluessel=schluessel).first():
        return Status(201, _shape(existing))
    leistung = Leistung.objects.offered().filter(slug=_text(buchung.leistung)).first()
    if leistung is None:
        raise _unknown()
    angaben = _check(buchung)
    _limit(request, schnittstelle, buchung)
    with transaction.atomic(), translation.override(buchung.kontakt.sprache):
        termin = hold_termin(
            leistung=leistung,
            beginn=_instant(buchung.beginn),
            standort=_standort(buchung.standort),
            schluessel=schluessel,
            personen=len(buchung.personen),
            bedarf=Bedarf(merkmale=list(buchung.merkmale), dolmetschen=buchung.dolmetschen, begleitung=buchung.begleitung),
        )
        termin = submit(record_personen(termin, angaben.personen.personen(), angaben.kontakt.angaben()))
    return Status(201, _shape(termin))


def _once_only(schnittstelle: Schnittstelle, key: str, buchung: BuchungSchema) -> str:
    start = f"api-{hashlib.sha256(f'{schnittstelle.pk}|{key}'.encode()).hexdigest()[:32]}-"
    once_only(start)  # requests with the same key wait here for each other
    schluessel = start + hashlib.sha256(buchung.model_dump_json().encode()).hexdigest()[:24]
    if Termin.objects.filter(schluessel__startswith=start).exclude(schluessel=schluessel).exists():
        raise DomainError(_("Dieser Idempotency-Key wurde schon für eine andere Buchung benutzt."), "schluessel_benutzt")
    return schluessel


def _text(value: str) -> str:
    return value.replace("\0", "?")  # the database cannot even look for it


def _unknown() -> HttpError:
    return HttpError(404, _("Diese Leistung oder diesen Standort gibt es nicht."))


def _standort(slug: str) -> Standort:
    standort = Standort.objects.filter(slug=_text(slug)).first()
    if standort is None:
        raise _unknown()
    return standort


def _instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise Ungueltig([Feldfehler(feld="beginn", grund=_("Bitte geben Sie die Zeit mit ihrem Abstand zu UTC an."))])
    return value


def _check(buchung: BuchungSchema) -> Angaben:
    """Read people and contact as the page of the portal does; raises Ungueltig with a sentence per field."""
    data = {"kontaktweg": "email" if buchung.kontakt.email else "mobil", **buchung.kontakt.model_dump()}
    for n, person in enumerate(buchung.personen):
        born = person.geburtsdatum
        data |= {f"person-{n}-vorname": person.vorname, f"person-{n}-nachname": person.nachname}
        data |= {f"person-{n}-geburtsdatum_{part}": str(value) for part, value in enumerate((born.day, born.month, f"{born:%Y}"))}
    angaben = Angaben(len(buchung.personen), data)
    if not angaben.is_valid():
        people = enumerate(angaben.personen.forms)
        faults = [fault for n, form in people for fault in _faults(f"personen.{n}", form)]
        raise Ungueltig(faults + _faults("kontakt", angaben.kontakt))
    return angaben


def _faults(where: str, form) -> list[Feldfehler]:
    return [Feldfehler(feld=f"{where}.{name}", grund=" ".join(texts)) for name, texts in form.errors.items()]


def _limit(request: HttpRequest, schnittstelle: Schnittstelle, buchung: BuchungSchema) -> None:
    contact = Grenzen(adresse="", netz="", kontakt=grenzen_of("geprueft").kontakt)
    again_at = consume(request, "termin_angaben", contact, buchung.kontakt.email or buchung.kontakt.mobil)
    if again_at := again_at or consume_kontingent(request, schnittstelle):
        raise HttpError(429, sentence(again_at))


@router.get("/termine/{token}", response={200: TerminSchema, 404: Fehler}, url_name="termin", summary="A visit")
def termin(request: HttpRequest, token: str):
    """Show the visit that ``token`` opens, without names."""
    return _shape(_load(token))


@router.post(
    "/termine/{token}/bestaetigen", response={200: TerminSchema, **FEHLER}, url_name="termin_bestaetigen", summary="Confirm"
)
def bestaetigen(request: HttpRequest, token: str, eingabe: CodeSchema):
    """Make the visit final with the code that the person received; again yields the same visit."""
    return _shape(confirm_by_code(_load(token), eingabe.code))


@router.post("/termine/{token}/absagen", response={200: TerminSchema, **FEHLER}, url_name="termin_absagen", summary="Cancel")
def absagen(request: HttpRequest, token: str, absage: AbsageSchema):
    """Cancel the visit; again changes nothing."""
    return _shape(cancel_termin(_load(token), von=Absagevon.PERSON, grund=Absagegrund(absage.grund)))


@router.post(
    "/termine/{token}/verschieben", response={200: TerminSchema, **FEHLER}, url_name="termin_verschieben", summary="Move"
)
def verschieben(request: HttpRequest, token: str, zeit: ZeitSchema):
    """Give the visit another time; the old one stays until the new one is taken."""
    return _shape(move_termin(_load(token), beginn=_instant(zeit.beginn), standort=_standort(zeit.standort)))


def _load(token: str) -> Termin:
    """Return the visit of a booking's or a visit's token; raises LinkUngueltig."""
    try:
        pk = resolve_link(Linkzweck.TERMIN, token)
    except LinkUngueltig:
        pk = resolve_link(Linkzweck.BUCHUNG, token)
    return Termin.objects.select_related("leistung", "standort", "belegung").get(pk=pk)


def _shape(termin: Termin) -> dict:
    agreed = termin.status in TERMIN_VEREINBART
    zweck = Linkzweck.TERMIN if agreed or termin.bestaetigt_am else Linkzweck.BUCHUNG
    return {
        "token": link_token(zweck, termin.pk),
        "status": termin.status,
        "leistung": termin.leistung.slug,
        "standort": termin.standort.slug,
        "beginn": uhr.local(termin.starts_at),
        "ende": uhr.local(termin.ends_at),
        "personen": termin.personenzahl,
        "termincode": termin.code if agreed else "",
        "bestaetigen_bis": None if agreed or termin.ablauf is None else uhr.local(termin.ablauf),
        "aenderbar": can_change(termin.status, termin.starts_at, uhr.now()),
    }
