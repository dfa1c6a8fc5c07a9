"""Where staff land after signing in."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from behoerde.kern import register, uhr
from behoerde.kern.navigation import wege_of
from behoerde.kern.rechte import Recht, RechtRequired


class ArbeitsplatzView(RechtRequired, TemplateView):
    """Show what this person's roles may open, with live counts, and the blocks the apps put here."""

    recht = Recht.ARBEITSPLATZ
    template_name = "kern/arbeitsplatz.html"

    def get_context_data(self, **kwargs) -> dict:
        kacheln = [
            render_to_string(name, values, self.request) for name, values in register.kacheln("arbeitsplatz", self.request)
        ]
        return super().get_context_data(wege=wege_of(self.request), kacheln=kacheln, gruss=_gruss(), heute=uhr.today(), **kwargs)


def _gruss() -> str:
    """Return the greeting of this hour at the office."""
    stunde = uhr.local(uhr.now()).hour
    if stunde < 11:
        return _("Guten Morgen")
    return _("Guten Tag") if stunde < 18 else _("Guten Abend")
