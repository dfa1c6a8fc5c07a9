"""What every part of the JSON API answers when it refuses."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import ValidationError

from behoerde.kern.exceptions import DomainError, LinkUngueltig

# A "no" that may be a "yes" for another time or person; every other one is about the request itself.
KONFLIKTE = frozenset(
    {"vergeben", "anliegen_besteht", "abgesagt", "nicht_aenderbar", "verfallen", "uebergang", "schluessel_benutzt"}
)


class Feldfehler(Schema):
    feld: str
    grund: str


class Fehler(Schema):
    """Why the request was refused; ``felder`` names what could not be understood."""

    detail: str = Field(description="One sentence in the language of Accept-Language")
    felder: list[Feldfehler] = []
    code: str = Field("", description="Name of the case, for programs")


class Ungueltig(Exception):
    """The request fits the description, but what it says is wrong: one sentence per field."""

    def __init__(self, felder: list[Feldfehler]):
        super().__init__()
        self.felder = felder


def install(api: NinjaAPI) -> None:
    """Answer requests that don't fit the description in the one shape."""

    @api.exception_handler(ValidationError)
    def refuse(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        return wrong(request, Ungueltig([Feldfehler(feld=str(entry["loc"][-1]), grund=entry["msg"]) for entry in fault.errors]))

    @api.exception_handler(Ungueltig)
    def wrong(request: HttpRequest, fault: Ungueltig) -> HttpResponse:
        detail = _("Bitte prüfen Sie die Angaben der Anfrage.")
        return api.create_response(request, Fehler(detail=detail, felder=fault.felder, code="angaben"), status=422)

    @api.exception_handler(DomainError)
    def say_no(request: HttpRequest, fault: DomainError) -> HttpResponse:
        status = 404 if isinstance(fault, LinkUngueltig) else 409 if fault.code in KONFLIKTE else 422
        return api.create_response(request, Fehler(detail=str(fault), code=fault.code), status=status)
