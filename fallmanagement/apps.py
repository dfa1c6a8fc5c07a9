from datetime import time

from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class FallmanagementConfig(AppConfig):
    name = "fallmanagement"
    verbose_name = _("Fallmanagement")

    def ready(self) -> None:
        from behoerde.kern.rechte import Recht  # noqa: PLC0415 - they need the app registry
        from behoerde.kern.register import Beispieldaten, Dateizugang, Job, Navigation, add  # noqa: PLC0415 - the same
        from fallmanagement import listenseiten, personenbezug, personenbezug_stellen, register_zusammenarbeit  # noqa: PLC0415 - the same
        from fallmanagement.actions import beispielakten, beispielpaare, beispielstellen  # noqa: PLC0415 - the same
        from fallmanagement.actions.beispiel import build  # noqa: PLC0415 - the same
        from fallmanagement.actions.beispielprofil import build as build_profile  # noqa: PLC0415 - the same
        from fallmanagement.actions.beispielvermittlung import build as build_vermittlungen  # noqa: PLC0415 - the same
        from fallmanagement.dokumente import DATEIZWECK  # noqa: PLC0415 - the same
        from fallmanagement.perspektive import REGELWERK  # noqa: PLC0415 - the same
        from fallmanagement.queries.akten import mine  # noqa: PLC0415 - the same
        from fallmanagement.queries.dokumente import in_use, may_see  # noqa: PLC0415 - the same
        from fallmanagement.queries.fristen import urgent  # noqa: PLC0415 - the same

        add(
            *personenbezug.EINTRAEGE,
            *personenbezug_stellen.EINTRAEGE,
            *listenseiten.EINTRAEGE,
            Navigation(
                _("Fälle"),
                reverse_lazy("fallmanagement:liste"),
                Recht.FALLAKTEN,
                order=30,
                zaehler=mine,
                symbol="briefcase",
                text=_("Menschen auf dem Weg zu Arbeit und einem sicheren Aufenthalt begleiten"),
            ),
            Navigation(
                _("Fristen"),
                reverse_lazy("fallmanagement:fristen"),
                Recht.FALLAKTEN,
                order=31,
                zaehler=urgent,
                symbol="calendar-clock",
                text=_("Was in den Fällen zu tun ist, das Dringendste zuerst"),
            ),
            Navigation(
                _("Betriebe"),
                reverse_lazy("betriebe:liste"),
                Recht.BETRIEBE,
                order=32,
                symbol="building-2",
                text=_("Wer Arbeit und Ausbildung anbietet, und welche Stellen offen sind"),
            ),
            Navigation(
                _("Vermittlungen"),
                reverse_lazy("fallmanagement:vermittlungen"),
                Recht.FALLAKTEN,
                order=33,
                symbol="handshake",
                text=_("Vom Vorschlag bis zum ersten Tag und danach"),
            ),
            Navigation(
                _("Ersparnis"),
                reverse_lazy("fallmanagement:ersparnis_jahr"),
                Recht.FALLAKTEN_LEITEN,
                order=34,
                symbol="scale",
                text=_("Was Arbeit an Leistungen spart, ehrlich gerechnet"),
            ),
            *register_zusammenarbeit.eintraege(),
            Beispieldaten(build, order=37),
            Beispieldaten(build_profile, order=38),
            Beispieldaten(build_vermittlungen, order=39),
            Dateizugang(DATEIZWECK, darf_sehen=may_see, gebraucht=in_use),
            Beispieldaten(beispielstellen.build, order=40),
            Beispieldaten(beispielpaare.build, order=41),
            Beispieldaten(beispielakten.build, order=42),
            REGELWERK,
            Job("perspektiven", "fallmanagement.perspektiven", taeglich_um=time(4, 15)),
            Job("vorschlaege", "fallmanagement.vorschlaege", taeglich_um=time(0, 20)),
            Job("ersparnis", "fallmanagement.ersparnis", taeglich_um=time(4, 45)),
            Job("fallfristen", "fallmanagement.fristen", taeglich_um=time(6, 45)),
        )
