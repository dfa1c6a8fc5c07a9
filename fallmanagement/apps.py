from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FallmanagementConfig(AppConfig):
    name = "fallmanagement"
    verbose_name = _("Fallmanagement")

    def ready(self) -> None:
        from behoerde.kern.register import add  # noqa: PLC0415 - they need the app registry
        from fallmanagement import personenbezug  # noqa: PLC0415 - the same

        add(*personenbezug.EINTRAEGE)
