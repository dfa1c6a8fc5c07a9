from datetime import time, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermineConfig(AppConfig):
    name = "termine"
    verbose_name = _("Termine")

    def ready(self) -> None:
        from behoerde.kern.register import Befund, Beispieldaten, Job, add  # noqa: PLC0415 - they need the app registry
        from termine import nachrichten, personenbezug  # noqa: PLC0415 - the same
        from termine.actions.beispiel import build  # noqa: PLC0415 - the same
        from termine.queries.abweichung import frei_befund  # noqa: PLC0415 - the same

        add(
            *nachrichten.ANLAESSE,
            *personenbezug.EINTRAEGE,
            Beispieldaten(build, order=10),
            Befund("freie Zeiten", frei_befund),
            Job("dienstplan", "termine.dienstplan", taeglich_um=time(2, 30)),
            Job("vormerkungen_beenden", "termine.vormerkungen_beenden", alle=timedelta(minutes=1)),
            Job("frei_pruefen", "termine.frei_pruefen", taeglich_um=time(3, 15)),
            Job("anliegen_schliessen", "termine.anliegen_schliessen", taeglich_um=time(0, 30)),
        )
