from datetime import time, timedelta

from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Monitoring")

    def ready(self) -> None:
        from behoerde.kern.rechte import Recht  # noqa: PLC0415 - they need the app registry
        from behoerde.kern.register import Beispieldaten, Job, Kachel, Listenseite, Navigation, add  # noqa: PLC0415 - the same
        from monitoring import (  # noqa: F401, PLC0415 - the same; receivers listen by being imported
            nachrichten_warnung,
            oeffentlich,
            personenbezug,
            receivers,
            register_gremien,
            register_leitbild,
            register_schulung,
            register_strategie,
            register_transparenz,
            register_umfrage,
        )
        from monitoring.actions.beispiel import build  # noqa: PLC0415 - the same
        from monitoring.forms.lage import GEMERKT  # noqa: PLC0415 - the same

        add(
            Navigation(
                _("Kennzahlen"),
                reverse_lazy("monitoring:lage"),
                Recht.KENNZAHLEN,
                order=60,
                symbol="scale",
                text=_("Ob das Haus hält, was es verspricht, und wo es hakt"),
            ),
            *personenbezug.EINTRAEGE,
            *register_leitbild.eintraege(),
            *register_gremien.eintraege(),
            *register_schulung.eintraege(),
            *register_umfrage.eintraege(),
            *register_strategie.eintraege(),
            *register_transparenz.eintraege(),
            Listenseite("monitoring:lage", _("Lage"), Recht.KENNZAHLEN, GEMERKT, teilen=Recht.KENNZAHLEN_PFLEGEN),
            Job("verdichten", "monitoring.verdichten", alle=timedelta(minutes=5)),
            Kachel("start_versprechen", "monitoring/_oeffentlich_versprechen.html", oeffentlich.start_context),
            Beispieldaten(build, order=90),
            Job("messen", "monitoring.messen", taeglich_um=time(3, 15)),
            *nachrichten_warnung.ANLAESSE,
            Job("warnen", "monitoring.warnen", taeglich_um=time(4, 15)),
            Job("nachzaehlen", "monitoring.nachzaehlen", taeglich_um=time(3, 45)),
        )
