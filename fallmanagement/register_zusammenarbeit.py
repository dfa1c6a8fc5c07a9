"""What working together on cases tells kern about itself."""

from datetime import time, timedelta
from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from behoerde.kern.rechte import Recht
from behoerde.kern.register import Gleichsetzung, Job, Kachel, Navigation
from fallmanagement import nachrichten
from fallmanagement.queries.freigaben import portal_context
from fallmanagement.queries.zugriffe import to_review
from fallmanagement.queries.zusammenfuehrung import merged_persons


def eintraege() -> tuple[Any, ...]:
    return (
        *nachrichten.ANLAESSE,
        Gleichsetzung(merged_persons),
        Kachel("partner", "fallmanagement/_partner_kachel.html", portal_context, order=30),
        Job("briefserien", "fallmanagement.briefserien", alle=timedelta(minutes=5)),
        Job("pruefdurchgaenge", "fallmanagement.pruefdurchgaenge", alle=timedelta(minutes=5)),
        Job("freigaben", "fallmanagement.freigaben", taeglich_um=time(1, 15)),
        Navigation(
            _("Fallkonferenzen"),
            reverse_lazy("fallmanagement:konferenzen"),
            Recht.FALLAKTEN,
            order=34,
            symbol="users",
            text=_("Mit Partnern über Fälle sprechen und Beschlüsse festhalten"),
        ),
        Navigation(
            _("Gemeinsame Fälle"),
            reverse_lazy("fallpartner:faelle"),
            Recht.PARTNERPORTAL,
            order=25,
            symbol="users",
            text=_("Was das Amt Ihrer Organisation über einzelne Fälle mitgeteilt hat"),
        ),
        Navigation(
            _("Notzugriff"),
            reverse_lazy("fallmanagement:zugriffe"),
            Recht.FALLZUGRIFF,
            order=735,
            symbol="key-round",
            text=_("In einem Notfall eine Akte einer anderen Stelle lesen"),
        ),
        Navigation(
            _("Zugriffe"),
            reverse_lazy("fallmanagement:zugriffe_pruefen"),
            Recht.FALLAKTEN_LEITEN,
            order=33,
            zaehler=to_review,
            symbol="eye",
            text=_("Wer Akten Ihrer Stelle in einem Notfall geöffnet hat"),
        ),
        Navigation(
            _("Notzugriffe"),
            reverse_lazy("fallmanagement:zugriffe_zahlen"),
            Recht.PROTOKOLL_LESEN,
            order=62,
            symbol="eye",
            text=_("Wie oft fremde Akten in einem Notfall geöffnet werden"),
        ),
    )
