from datetime import time, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Monitoring")

    def ready(self) -> None:
        from behoerde.kern.register import Job, add  # noqa: PLC0415 - they need the app registry
        from monitoring import personenbezug, register_schulung  # noqa: PLC0415 - the same

        add(
            *personenbezug.EINTRAEGE,
            *register_schulung.eintraege(),
            Job("verdichten", "monitoring.verdichten", alle=timedelta(minutes=5)),
            Job("nachzaehlen", "monitoring.nachzaehlen", taeglich_um=time(3, 45)),
        )
