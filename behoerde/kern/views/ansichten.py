"""The own views of lists: kept, renamed, opened first, deleted and brought back."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern.actions.ansicht import (
    Ansichtsangaben,
    delete_ansicht,
    may_take_back,
    rename_ansicht,
    save_ansicht,
    set_standard,
    share_ansicht,
    take_ansicht_back,
)
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms_ansichten import AnsichtForm
from behoerde.kern.models import Amtsansicht, GespeicherteAnsicht
from behoerde.kern.rechte import Recht, RechtRequired, Rolle, rollen_mit
from behoerde.kern.register import Listenseite, alle, listenseite

SITZUNG = "kern_ansicht_geloescht"
KNOPF = '{} <button type="submit" class="meldung__knopf" form="zurueck" data-taste="z">{} <kbd>Z</kbd></button>'


class AnsichtenView(RechtRequired, TemplateView):
    """All own views; POST ``was`` with ``zeile`` changes one, ``was=speichern`` keeps a new one."""

    recht = Recht.ARBEITSPLATZ
    template_name = "kern/ansichten.html"

    @cached_property
    def rows(self) -> list[GespeicherteAnsicht]:
        open_to = {seite.url for seite in alle(Listenseite) if self.request.user.hat_recht(seite.recht)}
        return list(GespeicherteAnsicht.objects.filter(user=self.request.user, seite__in=open_to))

    def get_context_data(self, *, neu: AnsichtForm | None = None, refused: AnsichtForm | None = None, **kwargs: Any) -> dict:
        labels = {seite.url: seite.label for seite in alle(Listenseite)}
        forms = [refused if refused and refused.prefix == str(row.pk) else AnsichtForm.of(row) for row in self.rows]
        zeilen = [(row, labels[row.seite], form) for row, form in zip(self.rows, forms, strict=True)]
        return super().get_context_data(
            zeilen=[(*zeile, self._roles(zeile[0])) for zeile in zeilen], geteilt=self.shared, neu=neu, **kwargs
        )

    def _roles(self, row: GespeicherteAnsicht) -> list[tuple[str, str]]:
        """Return the roles that ``row`` may be given to; none where the list is not for that."""
        seite = listenseite(row.seite)
        if seite.teilen is None or not self.request.user.hat_recht(seite.teilen):
            return []
        return [(rolle.value, str(rolle.label)) for rolle in Rolle if rolle in rollen_mit(seite.recht)]

    @cached_property
    def shared(self) -> list[Amtsansicht]:
        """What this person may take back."""
        rows = Amtsansicht.objects.select_related("geteilt_von")
        return [row for row in rows if may_take_back(row, self.request.user)]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = getattr(self, f"do_{request.POST.get('was', '')}", None)
        if step is None:
            raise Http404
        return step() or redirect("kern:ansichten")

    @property
    def _row(self) -> GespeicherteAnsicht:
        row = next((row for row in self.rows if str(row.pk) == self.request.POST.get("zeile")), None)
        if row is None:
            raise Http404
        return row

    def do_speichern(self) -> HttpResponse:
        form = AnsichtForm(self.request.POST)
        if form.is_valid():
            try:
                row = save_ansicht(Ansichtsangaben(**form.cleaned_data), user=self.request.user)
            except DomainError as error:
                form.refuse(error)
            else:
                messages.success(self.request, _("Die Ansicht „%(name)s“ ist gespeichert.") % {"name": row})
                return redirect(row)
        return self.render_to_response(self.get_context_data(neu=form))

    def do_umbenennen(self) -> HttpResponse | None:
        row = self._row
        form = AnsichtForm.of(row, self.request.POST)
        if form.is_valid():
            try:
                rename_ansicht(row, form.cleaned_data["name"])
            except DomainError as error:
                form.refuse(error)
        return self.render_to_response(self.get_context_data(refused=form)) if form.errors else None

    def do_zuerst(self) -> None:
        set_standard(self._row, standard=True)

    def do_nicht_zuerst(self) -> None:
        set_standard(self._row, standard=False)

    def do_teilen(self) -> None:
        try:
            row = share_ansicht(self._row, rolle=self.request.POST.get("rolle", ""), user=self.request.user)
        except DomainError as error:
            messages.error(self.request, error.text)
        else:
            words = {"name": row, "rolle": row.get_rolle_display()}
            messages.success(self.request, _("„%(name)s“ haben jetzt alle mit der Rolle %(rolle)s.") % words)

    def do_zuruecknehmen(self) -> None:
        row = next((row for row in self.shared if str(row.pk) == self.request.POST.get("zeile")), None)
        if row is None:
            raise Http404
        take_ansicht_back(row, user=self.request.user)
        messages.success(self.request, _("„%(name)s“ ist nicht mehr geteilt.") % {"name": row})

    def do_loeschen(self) -> None:
        gone = delete_ansicht(self._row)
        self.request.session[SITZUNG] = asdict(gone)
        sentence = _("Die Ansicht „%(name)s“ ist gelöscht.") % {"name": gone.name}
        messages.success(self.request, format_html(KNOPF, sentence, _("Rückgängig")))

    def do_zurueck(self) -> None:
        gone = self.request.session.pop(SITZUNG, None)
        try:
            if gone is not None:
                save_ansicht(Ansichtsangaben(**gone), user=self.request.user)
        except DomainError as error:
            messages.error(self.request, error.text)
