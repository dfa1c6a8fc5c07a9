"""What every part of the JSON API answers when it refuses."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import ValidationError


class Feldfehler(Schema):
    feld: str
    grund: str


class Fehler(Schema):
    """Why the request was refused; ``felder`` names what could not be understood."""

    detail: str = Field(description="One sentence in the language of Accept-Language")
    felder: list[Feldfehler] = []


def install(api: NinjaAPI) -> None:
    """Answer requests that don't fit the description in the one shape."""

    @api.exception_handler(ValidationError)
    def refuse(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        felder = [{"feld": str(entry["loc"][-1]), "grund": entry["msg"]} for entry in fault.errors]
        detail = _("Bitte prüfen Sie die Angaben der Anfrage.")
        return api.create_response(request, {"detail": detail, "felder": felder}, status=422)
