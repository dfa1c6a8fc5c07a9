"""Who opened what: the read log for data protection, by day, by account, and for everything about one person."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.db import System, als
from behoerde.kern.export import Column, ExportFormat, export_response
from behoerde.kern.forms_datenschutz import LeseprotokollForm
from behoerde.kern.holdings import belongings, same_human
from behoerde.kern.models import LESEVORGAENGE, Person, Protokolleintrag, User
from behoerde.kern.rechte import Recht, RechtRequired

JE_SEITE, TAGE, AUSGABE_HOECHSTENS = 50, 7, 20_000


@dataclass(frozen=True)
class Lesespur:
    """One look: when, who, at what kind of thing, and why. The thing itself is a key, never a name."""

    eintrag: Protokolleintrag
    wer: str

    @property
    def was(self) -> str:
        try:
            return str(apps.get_model(self.eintrag.objekt_art)._meta.verbose_name)
        except LookupError:  # of an older release
            return self.eintrag.objekt_art


SPALTEN = (
    Column(gettext_lazy("Wann"), "eintrag.zeit"),
    Column(gettext_lazy("Wer"), "wer"),
    Column(gettext_lazy("Vorgang"), "eintrag.vorgang"),
    Column(gettext_lazy("Was"), "was"),
    Column(gettext_lazy("Kennung"), "eintrag.objekt_id"),
    Column(gettext_lazy("Grund"), "eintrag.grund"),
)


class LeseprotokollView(RechtRequired, TemplateView):
    """Looks of some days, the latest first; ``person`` narrows them to what belongs to one. Looking is a look itself."""

    recht = Recht.PROTOKOLL_LESEN
    template_name = "kern/leseprotokoll.html"

    @cached_property
    def person(self) -> Person | None:
        wanted = self.request.GET.get("person", "")
        try:
            return get_object_or_404(Person, pk=UUID(wanted)) if wanted else None
        except ValueError as error:
            raise Http404 from error

    @cached_property
    def form(self) -> LeseprotokollForm:
        days = {"von": uhr.today() - timedelta(days=TAGE), "bis": uhr.today()}
        given = {name: value for name, value in self.request.GET.items() if value}
        return LeseprotokollForm({name: day.isoformat() for name, day in days.items()} | given)

    def rows(self) -> QuerySet[Protokolleintrag]:
        if not self.form.is_valid():
            return Protokolleintrag.objects.none()
        asked = self.form.cleaned_data
        rows = Protokolleintrag.objects.filter(vorgang__in=[asked["vorgang"]] if asked["vorgang"] else LESEVORGAENGE)
        until = min(asked["bis"], uhr.today()) + uhr.DAY  # nobody looked later, and the calendar ends somewhere
        rows = rows.filter(zeit__gte=_midnight(asked["von"]), zeit__lt=_midnight(until))
        for word in asked["konto"].split():
            rows = rows.filter(user_id__in=_accounts(word).values("pk"))
        return (rows.filter(_about(self.person)) if self.person else rows).order_by("-zeit", "-pk")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_read(self.person or request.user, grund="Leseprotokoll")
        wanted = request.GET.get("format", "")
        if wanted in set(ExportFormat):
            found = _with_names(list(self.rows()[:AUSGABE_HOECHSTENS]))
            return export_response(wanted, name="leseprotokoll", columns=SPALTEN, rows=found)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.rows(), JE_SEITE).get_page(self.request.GET.get("page"))
        spuren = _with_names(list(page.object_list))
        return super().get_context_data(spuren=spuren, page_obj=page, form=self.form, person=self.person, **kwargs)


def _midnight(tag: date) -> datetime:
    return datetime.combine(tag, time(), uhr.ZONE)


def _accounts(word: str) -> QuerySet[User]:
    return User.objects.filter(Q(nachname__icontains=word) | Q(vorname__icontains=word) | Q(email__icontains=word))


def _about(person: Person) -> Q:
    """Recognise looks at anything that belongs to the human being."""
    with als(System.AUFGABE):
        owned = belongings(same_human(person))
    kinds = [Q(objekt_art=modell.lower(), objekt_id__in=[str(pk) for pk in pks]) for modell, pks in owned.items()]
    return reduce(or_, kinds, Q(objekt_art="kern.person", objekt_id=str(person.pk)))


def _with_names(rows: list[Protokolleintrag]) -> list[Lesespur]:
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={row.user_id for row in rows})}
    return [Lesespur(row, names.get(row.user_id, row.system or str(row.user_id or "–"))) for row in rows]
