"""The directory for everybody: look for help, read one Angebot."""

from typing import Any

from django.http import Http404
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.views.generic import TemplateView

from behoerde.kern import uhr
from behoerde.kern.rechte import Oeffentlich
from lotsen.fassungen import TEXTE, text_column
from lotsen.forms.verzeichnis import SucheForm
from lotsen.models import Angebot
from lotsen.queries.filterzahlen import filterzahlen
from lotsen.queries.treffer import Treffer
from lotsen.queries.verzeichnis import Fund, Funde, angebote
from termine.dolmetschsprachen import sprachname


class VerzeichnisView(Oeffentlich, TemplateView):
    """Search in own words; every filter and the page stay in the address."""

    template_name = "lotsen/verzeichnis.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SucheForm(self.request.GET)
        treffer = Treffer(form.wanted())
        if zahlen := filterzahlen(treffer):
            form.count(zahlen)
        pages = Funde(treffer)
        page = pages.get_page(self.request.GET.get("page"))
        return super().get_context_data(form=form, funde=pages, page_obj=page, **kwargs)


class AngebotView(Oeffentlich, TemplateView):
    """One Angebot with place, hours, languages and room."""

    template_name = "lotsen/angebot.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            angebot = angebote().get(pk=self.kwargs["pk"])
        except Angebot.DoesNotExist:
            raise Http404 from None
        zeiten = [(WEEKDAYS[zeit.wochentag - 1], zeit) for zeit in angebot.sprechzeiten.all()]
        return super().get_context_data(
            fund=Fund(angebot, uhr.local(uhr.now())),
            angebot=angebot,
            zeiten=zeiten,
            ungeprueft=untested(angebot, get_language() or "de"),
            sprachen=sorted(sprachname(code) for code in angebot.sprachen),
            **kwargs,
        )


def untested(angebot: Angebot, sprache: str) -> bool:
    """Say whether the page shows words of ``sprache`` that nobody who speaks it has read."""
    written = sprache != "de" and any(getattr(angebot, text_column(feld, sprache)) for feld in TEXTE)
    return written and not angebot.is_geprueft(sprache)
