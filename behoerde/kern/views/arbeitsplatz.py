"""Where staff land after signing in."""

from django.views.generic import TemplateView

from behoerde.kern import register
from behoerde.kern.rechte import Recht, RechtRequired


class ArbeitsplatzView(RechtRequired, TemplateView):
    """Show what this person's roles may open, with live counts, and the blocks the apps put here."""

    recht = Recht.ARBEITSPLATZ
    template_name = "kern/arbeitsplatz.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        wege = [
            {"label": entry.label, "url": entry.url, "zahl": entry.zaehler(user) if entry.zaehler else None}
            for entry in register.alle(register.Navigation)
            if user.hat_recht(entry.recht)
        ]
        return super().get_context_data(
            wege=wege, kacheln=list(register.kacheln("arbeitsplatz", self.request)), **kwargs
        )
