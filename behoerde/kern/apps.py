from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

GRANTS = """
GRANT USAGE ON SCHEMA public TO behoerde_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO behoerde_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO behoerde_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM behoerde_app;
"""


def grant_app_role(sender, using, plan=None, **_kwargs) -> None:
    """Let behoerde_app use every table; what it may see and change there is up to policies and triggers."""
    from django.db import connections  # noqa: PLC0415 - no database before the apps are ready

    with connections[using].cursor() as cursor:
        cursor.execute(GRANTS)


class KernConfig(AppConfig):
    name = "behoerde.kern"
    label = "kern"
    verbose_name = _("Grundlage")

    def ready(self) -> None:
        from behoerde.kern import personenbezug  # noqa, PLC0415 - they need the app registry
        from behoerde.kern.register import Beispieldaten, Job, Navigation, add  # noqa: PLC0415
        from behoerde.kern.rechte import Recht  # noqa: PLC0415
        from behoerde.kern.actions.beispiel import build  # noqa: PLC0415
        from behoerde.kern.actions.kontaktnachweis import ANLASS as KONTAKT_CODE  # noqa: PLC0415

        post_migrate.connect(grant_app_role, sender=self)
        add(
            *personenbezug.EINTRAEGE,
            Beispieldaten(build, order=0),
            KONTAKT_CODE,
            Job("aufraeumen", "kern.aufraeumen", alle=timedelta(hours=1)),
        )
