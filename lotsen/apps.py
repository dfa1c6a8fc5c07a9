from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LotsenConfig(AppConfig):
    name = "lotsen"
    verbose_name = _("Lotsen")

    def ready(self) -> None:
        from behoerde.kern.register import Beispieldaten, Job, Kachel, add  # noqa: PLC0415 - they need the app registry
        from lotsen import (  # noqa: PLC0415 - the same
            nachrichten_partner,
            nachrichten_verweis,
            personenbezug,
            personenbezug_verweis,
        )
        from lotsen.actions.beispiel import build  # noqa: PLC0415 - the same
        from lotsen.queries.verzeichnis import start_context  # noqa: PLC0415 - the same
        from lotsen.regeln import REGELWERK  # noqa: PLC0415 - the same

        add(
            *personenbezug.EINTRAEGE,
            *personenbezug_verweis.EINTRAEGE,
            *nachrichten_partner.ANLAESSE,
            *nachrichten_verweis.ANLAESSE,
            REGELWERK,
            Beispieldaten(build, order=30),
            Job("verweise", "lotsen.verweise", taeglich_um=time(6, 30)),
            Kachel("start", "lotsen/_kachel_start.html", start_context, order=20),
        )
