"""A form field for several files: what was taken stays with the form, what was refused is said file by file."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from behoerde.kern.actions.datei import remove_from_entwurf, shown_name, take_file
from behoerde.kern.dateien.menge import TOGETHER
from behoerde.kern.dateien.reinigung import MAX_BYTES
from behoerde.kern.db import System, wer
from behoerde.kern.enums import Ablehnung
from behoerde.kern.exceptions import DomainError
from behoerde.kern.grenzen import Grenzen, consume, sentence
from behoerde.kern.models import ENTWURF, Datei
from behoerde.kern.schutz import SchutzMixin

HILFE = gettext_lazy("PDF oder Foto (JPEG, PNG), jede Datei höchstens 10 MB, auf einmal höchstens 30 MB.")


@dataclass(frozen=True)
class Auswahl:
    """What a POST said about files: the key of the form, new files, one to remove, whether only a file button was pressed."""

    entwurf: UUID
    neu: tuple[UploadedFile, ...] = ()
    entfernen: UUID | None = None
    nur_dateien: bool = False


def file_sentence(name: str, grund: str) -> str:
    """Return why the file called ``name`` was refused."""
    return _("„%(name)s“: %(grund)s") % {"name": name, "grund": grund}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


class DateiWidget(forms.Widget):
    """The list of files taken so far with a button to remove each, and the control for more of them."""

    input_type = "file"
    needs_multipart_form = True
    template_name = "kern/widgets/dateien.html"

    def value_from_datadict(self, data, files, name: str) -> Auswahl:
        neu = files.getlist(name) if hasattr(files, "getlist") else []
        entfernen = data.get(f"{name}_entfernen")
        mehr = data.get(f"{name}_hinzufuegen")
        entwurf = _uuid(data.get(f"{name}_entwurf")) or uuid4()
        return Auswahl(entwurf, tuple(neu), _uuid(entfernen), nur_dateien=bool(entfernen or mehr))

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # a file that came with an earlier POST counts, and the browser doesn't know it

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        entwurf = value.entwurf if isinstance(value, Auswahl) else uuid4()
        context = super().get_context(name, None, attrs)
        dateien = list(Datei.objects.of(ENTWURF, entwurf))
        context["widget"] |= {
            "entwurf": entwurf,
            "dateien": dateien,
            "accept": ",".join(Datei.Medientyp.values),
            "je": MAX_BYTES,
            "zusammen": TOGETHER,
            "zu_gross": file_sentence("{name}", str(Ablehnung.ZU_GROSS.label)),
        }
        return context


class DateiFeld(forms.Field):
    """Files of one form, ``hoechstens`` so many; cleans to the key for ``adopt_entwurf``. Its form needs DateienMixin."""

    widget = DateiWidget
    default_error_messages = {"required": gettext_lazy("Bitte fügen Sie mindestens eine Datei hinzu.")}
    request: HttpRequest

    def __init__(self, *, hoechstens: int = 10, **kwargs):
        kwargs.setdefault("help_text", HILFE)
        super().__init__(**kwargs)
        self.hoechstens = hoechstens

    def clean(self, value: Auswahl) -> UUID:
        """Take what is new and remove what is not wanted; raises ValidationError with one sentence for each refused file."""
        if value.entfernen:
            remove_from_entwurf(value.entwurf, value.entfernen)
        refused = [text for upload in value.neu if (text := self._take(upload, value.entwurf))]
        if refused:
            raise ValidationError(refused)
        if self.required and not value.nur_dateien and not Datei.objects.filter(entwurf=value.entwurf).exists():
            raise ValidationError(self.error_messages["required"], code="required")
        return value.entwurf

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data.neu or data.entfernen)

    def _take(self, upload: UploadedFile, entwurf: UUID) -> str:
        """Return why ``upload`` was refused, "" when it was taken."""
        try:
            self._refuse_too_many(entwurf)
            take_file(upload=upload, zweck=ENTWURF, objekt_id=entwurf)
        except DomainError as error:
            return file_sentence(shown_name(upload.name or ""), str(error))
        return ""

    def _refuse_too_many(self, entwurf: UUID) -> None:
        if Datei.objects.of(ENTWURF, entwurf).count() >= self.hoechstens:
            text = ngettext(
                "Hier ist Platz für höchstens %(anzahl)d Datei.",
                "Hier ist Platz für höchstens %(anzahl)d Dateien.",
                self.hoechstens,
            )
            raise DomainError(text % {"anzahl": self.hoechstens}, "zu_viele")
        if isinstance(wer(), System):
            adresse, netz = settings.DATEIEN_GRENZEN
            again_at = consume(self.request, "dateien", Grenzen(adresse=adresse, netz=netz, kontakt=""))
            if again_at:
                raise DomainError(sentence(again_at), "grenze")


class DateienMixin:
    """Stands before ``SchutzMixin`` and ``forms.Form``; a button of a DateiFeld changes files and judges nothing else."""

    def __init__(self, *args, request: HttpRequest, **kwargs):
        more = {"request": request} if isinstance(self, SchutzMixin) else {}
        super().__init__(*args, **more, **kwargs)
        self.nur_dateien = False
        for field in self._dateifelder().values():
            field.request = request

    def full_clean(self) -> None:
        values = {name: self[name].data for name in self._dateifelder()} if self.is_bound else {}
        self.nur_dateien = any(value.nur_dateien for value in values.values())
        if self.nur_dateien:
            self.take_files()
        else:
            super().full_clean()

    def take_files(self) -> None:
        """Take and remove files as the POST says, and judge nothing else."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        for name, field in self._dateifelder().items():
            try:
                self.cleaned_data[name] = field.clean(self[name].data)
            except ValidationError as refused:
                self.add_error(name, refused)

    def is_valid(self) -> bool:
        return super().is_valid() and not self.nur_dateien

    def _dateifelder(self) -> dict[str, DateiFeld]:
        return {name: field for name, field in self.fields.items() if isinstance(field, DateiFeld)}
