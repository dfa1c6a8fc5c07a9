from datetime import time, timedelta

from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class LotsenConfig(AppConfig):
    name = "lotsen"
    verbose_name = _("Lotsen")

    def ready(self) -> None:
        from behoerde.kern.rechte import Recht  # noqa: PLC0415 - they need the app registry
        from behoerde.kern.register import Beispieldaten, Dateizugang, Job, Kachel, Listenseite, Navigation, add  # noqa: PLC0415 - the same
        from lotsen import (  # noqa: PLC0415 - the same
            nachrichten,
            nachrichten_abschied,
            nachrichten_partner,
            nachrichten_pflege,
            nachrichten_veranstaltung,
            nachrichten_verweis,
            personenbezug,
            personenbezug_veranstaltung,
            personenbezug_verweis,
        )
        from lotsen.actions.beispiel import build  # noqa: PLC0415 - the same
        from lotsen.actions.beispielberatungen import build_beratungen  # noqa: PLC0415 - the same
        from lotsen.actions.beispielhaeuser import build_haeuser  # noqa: PLC0415 - the same
        from lotsen.actions.beispielveranstaltungen import build_veranstaltungen  # noqa: PLC0415 - the same
        from lotsen.actions.beispielverweise import build as build_verweise  # noqa: PLC0415 - the same
        from lotsen.pruefliste import MANGEL  # noqa: PLC0415 - the same
        from lotsen.queries.erstberatung import waiting  # noqa: PLC0415 - the same
        from lotsen.queries.haus import greeting, greeting_on_phone  # noqa: PLC0415 - the same
        from lotsen.queries.partner import portal_context, to_answer  # noqa: PLC0415 - the same
        from lotsen.queries.veranstaltungen import announced_context, upcoming  # noqa: PLC0415 - the same
        from lotsen.queries.verweise import ANSICHTEN, overdue  # noqa: PLC0415 - the same
        from lotsen.queries.verzeichnis import start_context  # noqa: PLC0415 - the same
        from lotsen.queries.willkommenscheck import open_maengel  # noqa: PLC0415 - the same
        from lotsen.regeln import REGELWERK  # noqa: PLC0415 - the same
        from lotsen.verweis_tabelle import VerweisStatus  # noqa: PLC0415 - the same

        add(
            *nachrichten.ANLAESSE,
            *personenbezug.EINTRAEGE,
            *personenbezug_verweis.EINTRAEGE,
            *nachrichten_partner.ANLAESSE,
            *nachrichten_pflege.ANLAESSE,
            *nachrichten_verweis.ANLAESSE,
            *nachrichten_veranstaltung.ANLAESSE,
            *personenbezug_veranstaltung.EINTRAEGE,
            Job("veranstaltungen", "lotsen.veranstaltungen", alle=timedelta(hours=1)),
            Navigation(
                _("Veranstaltungen"),
                reverse_lazy("veranstaltungen:liste"),
                Recht.VERANSTALTUNGEN,
                order=50,
                zaehler=upcoming,
                symbol="calendar-days",
                text=_("Empfänge und Feiern planen, einladen und Gäste einlassen"),
            ),
            REGELWERK,
            Beispieldaten(build, order=30),
            Beispieldaten(build_beratungen, order=35),
            Beispieldaten(build_verweise, order=34),
            Beispieldaten(build_haeuser, order=36),
            Beispieldaten(build_veranstaltungen, order=36),
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
            Job("verzeichnis", "lotsen.verzeichnis", taeglich_um=time(7, 0)),
            *nachrichten_abschied.ANLAESSE,
            Job("abschied", "lotsen.abschied", taeglich_um=time(9, 15)),
            Job("wegweiser_fristen", "lotsen.fristen", taeglich_um=time(8, 0)),
            Kachel("partner", "lotsen/_partner_kachel.html", portal_context, order=20),
            Navigation(
                _("Verweise"),
                reverse_lazy("verweise:verweise"),
                Recht.VERWEISE_BEARBEITEN,
                order=45,
                zaehler=overdue,
                symbol="send",
                text=_("Wer wohin geschickt wurde, was überfällig ist und ob es geholfen hat"),
            ),
            Listenseite(
                "verweise:verweise",
                _("Verweise"),
                Recht.VERWEISE_BEARBEITEN,
                {"ansicht": ANSICHTEN.__contains__, "stand": VerweisStatus.values.__contains__},
            ),
            Navigation(
                _("Verzeichnis"),
                reverse_lazy("pflege:liste"),
                Recht.VERZEICHNIS_BEARBEITEN,
                order=47,
                symbol="building-2",
                text=_("Träger, Orte und Angebote der Stadt aktuell halten"),
            ),
            Navigation(
                _("Eingang"),
                reverse_lazy("partner:eingang"),
                Recht.PARTNERPORTAL,
                order=10,
                zaehler=to_answer,
                symbol="inbox",
                text=_("Verweise an Ihre Organisation beantworten"),
            ),
            Navigation(
                _("Angebote und Plätze"),
                reverse_lazy("partner:plaetze"),
                Recht.PARTNERPORTAL,
                order=12,
                symbol="calendar-check",
                text=_("Freie Plätze und Wartelisten Ihrer Angebote melden"),
            ),
            Navigation(
                _("Statistik"),
                reverse_lazy("partner:statistik"),
                Recht.PARTNERPORTAL,
                order=14,
                symbol="clipboard-list",
                text=_("Was aus den Verweisen wurde, ohne Bezug zu Personen"),
            ),
            Navigation(
                _("Häuser"),
                reverse_lazy("haus:liste"),
                Recht.HAUS_PFLEGEN,
                order=70,
                zaehler=open_maengel,
                symbol="hand-heart",
                text=_("Was Wartende finden, und was die Begrüßung nach der Ankunft sagt"),
            ),
            Kachel("start", "lotsen/_kachel_start.html", start_context, order=20),
            Kachel("start", "lotsen/_kachel_einbuergerung.html", order=30),
            Kachel("start", "lotsen/_kachel_paket.html", order=25),
            Kachel("start", "lotsen/_kachel_veranstaltungen.html", announced_context, order=40),
            Dateizugang(MANGEL, darf_sehen=lambda user, objekt_id: user.hat_recht(Recht.HAUS_PFLEGEN)),
            Kachel("termin", "lotsen/_gespraech_paket.html", lambda request, *, sprache: {"sprache": sprache}),
            Kachel("ankunft", "lotsen/_kachel_gruss.html", greeting),
            Kachel("nummer", "lotsen/_kachel_gruss.html", greeting_on_phone),
        )
