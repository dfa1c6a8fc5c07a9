from datetime import time, timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

GRANTS = """
GRANT USAGE ON SCHEMA public TO behoerde_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO behoerde_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO behoerde_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM behoerde_app;
"""


def grant_app_role(sender, using, plan=None, **_kwargs) -> None:
    """Let behoerde_app use every table; what it may see and change there is up to policies and triggers."""
    from django.db import connections

    with connections[using].cursor() as cursor:
        cursor.execute(GRANTS)


class KernConfig(AppConfig):
    name = "behoerde.kern"
    label = "kern"
    verbose_name = _("Grundlage")

    def ready(self) -> None:
        # ruff: noqa: PLC0415 - what follows needs the app registry
        from behoerde.kern import middleware, personenbezug  # noqa: F401 - the middleware listens to signals
        from behoerde.kern.actions.beispiel import build
        from behoerde.kern.actions.formular import ZWECK
        from behoerde.kern.actions.kontaktnachweis import ANLASS as KONTAKT_CODE
        from behoerde.kern.actions.konto import ANLASS
        from behoerde.kern.beispielnachrichten import security
        from behoerde.kern.queries import sicherheit_kontext, tote_nachrichten
        from behoerde.kern.rechte import Recht
        from behoerde.kern.register import Anlass, Beispieldaten, Job, Navigation, add

        post_migrate.connect(grant_app_role, sender=self)
        add(
            *personenbezug.EINTRAEGE,
            Beispieldaten(build, order=0),
            KONTAKT_CODE,
            ZWECK,
            Anlass(ANLASS, "kern/konto_sicherheit", _("Ihre Anmeldung: {was}"), sicherheit_kontext, beispiel=security),
            Navigation(
                _("Regeln"),
                reverse_lazy("kern:regeln"),
                Recht.REGELN_SEHEN,
                order=730,
                symbol="scale",
                text=_("Worauf Empfehlungen beruhen: Norm, Geltung, letzte Prüfung und Vorgaben des Amts"),
            ),
            Navigation(
                _("Texte"),
                reverse_lazy("kern:nachricht_texte"),
                Recht.KATALOG_BEARBEITEN,
                order=740,
                symbol="languages",
                text=_("Was das Portal schreibt: jede Nachricht in jeder Sprache ansehen und zur Probe schicken"),
            ),
            Navigation(
                _("Nachrichten"),
                reverse_lazy("kern:nachrichten"),
                Recht.NACHRICHTEN_BETREUEN,
                order=800,
                zaehler=tote_nachrichten,
                symbol="mail",
                text=_("Was nicht zugestellt werden konnte: noch einmal senden oder verwerfen"),
            ),
            Navigation(
                _("Datenschutz"),
                reverse_lazy("kern:datenschutz_fristen"),
                Recht.LOESCHFRISTEN,
                order=860,
                symbol="shield-check",
                text=_("Wie lange Angaben bleiben, Auskunft und Löschung, Löschsperren"),
            ),
            Navigation(
                _("Geräte"),
                reverse_lazy("kern:geraete"),
                Recht.GERAETE_VERWALTEN,
                order=850,
                symbol="monitor",
                text=_("Terminals zur Ankunft und Aufrufanzeigen einrichten und sperren"),
            ),
            Navigation(
                _("Konten"),
                reverse_lazy("kern:konten"),
                Recht.KONTEN_VERWALTEN,
                order=900,
                symbol="users",
                text=_("Wer sich anmelden darf, mit welchen Rollen und bis wann"),
            ),
            Navigation(
                _("Schnittstellen"),
                reverse_lazy("kern:schnittstellen"),
                Recht.SCHNITTSTELLEN_VERWALTEN,
                order=950,
                symbol="key-round",
                text=_("Schlüssel für Programme, die Termine buchen: anlegen und widerrufen"),
            ),
            Job("aufraeumen", "kern.aufraeumen", alle=timedelta(hours=1)),
            Job("loeschen", "kern.loeschen", taeglich_um=time(4, 15)),
            Job("dateien_pruefen", "kern.dateien_pruefen", alle=timedelta(seconds=30)),
            Job("dateien_aufraeumen", "kern.dateien_aufraeumen", alle=timedelta(hours=1)),
        )
