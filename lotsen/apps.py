from datetime import time

from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class LotsenConfig(AppConfig):
    name = "lotsen"
    verbose_name = _("Lotsen")

    def ready(self) -> None:
        from behoerde.kern.rechte import Recht  # noqa: PLC0415 - they need the app registry
        from behoerde.kern.register import Beispieldaten, Job, Kachel, Navigation, add  # noqa: PLC0415 - the same
        from lotsen import (  # noqa: PLC0415 - the same
            nachrichten,
            nachrichten_partner,
            nachrichten_verweis,
            personenbezug,
            personenbezug_verweis,
        )
        from lotsen.actions.beispiel import build  # noqa: PLC0415 - the same
        from lotsen.queries.erstberatung import waiting  # noqa: PLC0415 - the same
        from lotsen.queries.verzeichnis import start_context  # noqa: PLC0415 - the same
        from lotsen.regeln import REGELWERK  # noqa: PLC0415 - the same

        add(
            *nachrichten.ANLAESSE,
            *personenbezug.EINTRAEGE,
            *personenbezug_verweis.EINTRAEGE,
            *nachrichten_partner.ANLAESSE,
            *nachrichten_verweis.ANLAESSE,
            REGELWERK,
            Beispieldaten(build, order=30),
            Job("verweise", "lotsen.verweise", taeglich_um=time(6, 30)),
            Navigation(
                _("Erstberatung"),
                reverse_lazy("erstberatung:liste"),
                Recht.ERSTBERATUNG,
                order=40,
                zaehler=waiting,
                symbol="signpost",
                text=_("Herausfinden, was für jemanden in Frage kommt, und den Weg dorthin zeigen"),
            ),
            Job("wegweiser_fristen", "lotsen.fristen", taeglich_um=time(8, 0)),
            Kachel("start", "lotsen/_kachel_start.html", start_context, order=20),
        )
