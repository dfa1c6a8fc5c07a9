from datetime import time, timedelta

from django.apps import AppConfig
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _


class TermineConfig(AppConfig):
    name = "termine"
    verbose_name = _("Termine")

    def ready(self) -> None:
        from behoerde.kern.rechte import Recht  # noqa: PLC0415 - they need the app registry
        from behoerde.kern.register import (  # noqa: PLC0415 - they need the app registry
            Befund,
            Beispieldaten,
            Dateizugang,
            Geraeteseite,
            Job,
            Kachel,
            Navigation,
            add,
        )
        from termine import (  # noqa: F401, PLC0415 - the same; receivers listen by being imported
            kontaktzwecke,
            nachrichten,
            nachrichten_anliegen,
            nachrichten_organisation,
            nachrichten_sichtung,
            nachrichten_warteliste,
            personenbezug,
            receivers,
        )
        from termine.actions.beispiel import build  # noqa: PLC0415 - the same
        from termine.actions.beispielbesuche import fill_houses  # noqa: PLC0415 - the same
        from termine.enums import Dateizweck  # noqa: PLC0415 - the same
        from termine.queries.abweichung import frei_befund  # noqa: PLC0415 - the same
        from termine.queries.anliegen import may_see_files, with_files_in_use  # noqa: PLC0415 - the same
        from termine.queries.haus import waiting_for  # noqa: PLC0415 - the same
        from termine.queries.heute import search_context, still_today  # noqa: PLC0415 - the same
        from termine.queries.heute_kalender import may_subscribe  # noqa: PLC0415 - the same
        from termine.queries.katalog import start_context  # noqa: PLC0415 - the same
        from termine.queries.sichtung import waiting  # noqa: PLC0415 - the same
        from termine.queries.verwaltung_angaben import count_open  # noqa: PLC0415 - the same

        add(
            *nachrichten.ANLAESSE,
            *kontaktzwecke.ZWECKE,
            *nachrichten_anliegen.ANLAESSE,
            *nachrichten_organisation.ANLAESSE,
            *nachrichten_sichtung.ANLAESSE,
            *nachrichten_warteliste.ANLAESSE,
            *personenbezug.EINTRAEGE,
            Beispieldaten(build, order=10),
            Beispieldaten(fill_houses, order=20, jeder_start=True),
            Befund("freie Zeiten", frei_befund),
            Dateizugang(Dateizweck.ANLIEGEN, darf_sehen=may_see_files, gebraucht=with_files_in_use),
            Navigation(
                _("Heute"),
                reverse_lazy("termine:heute"),
                Recht.TERMINE_SEHEN,
                order=20,
                zaehler=still_today,
                symbol="calendar-days",
                text=_("Wer heute kommt: wann, wohin und womit"),
            ),
            Navigation(
                _("Dienstplan"),
                reverse_lazy("dienstplan:dienstplan"),
                Recht.DIENSTPLAN_SEHEN,
                order=60,
                symbol="calendar-clock",
                text=_("Wer wann Dienst hat, wie voll es ist und wann geschlossen ist"),
            ),
            Navigation(
                _("Buchungspartner"),
                reverse_lazy("termine:heute_partner"),
                Recht.BUCHUNGSPARTNER_VERWALTEN,
                order=65,
                symbol="users",
                text=_("Arbeitgeber, Hochschulen, Verbände: wer für viele buchen darf, und wie viel"),
            ),
            Navigation(
                _("Leistungen"),
                reverse_lazy("verwaltung:leistungen"),
                Recht.KATALOG_BEARBEITEN,
                order=700,
                symbol="clipboard-list",
                text=_("Was das Amt anbietet: Texte, Gebühren, Unterlagen, in jeder Sprache"),
            ),
            Navigation(
                _("Angaben"),
                reverse_lazy("verwaltung:angaben"),
                Recht.KATALOG_BEARBEITEN,
                order=720,
                zaehler=count_open,
                symbol="file-check",
                text=_("Gebühren, Dauern und Unterlagen der Leistungen bestätigen oder berichtigen"),
            ),
            Navigation(
                _("Schalter"),
                reverse_lazy("termine:schalter"),
                Recht.SCHALTER_BEDIENEN,
                order=30,
                zaehler=waiting_for,
                symbol="ticket",
                text=_("Die nächste Person aufrufen, bedienen, weiterreichen"),
            ),
            Navigation(
                _("Empfang"),
                reverse_lazy("termine:empfang"),
                Recht.ANLIEGEN_SEHEN,
                order=10,
                zaehler=waiting,
                symbol="door-open",
                text=_("Anliegen sichten: nachfragen, Zeiten anbieten, antworten, weiterleiten"),
            ),
            Geraeteseite("kiosk", lambda _geraet: reverse("termine:ankunft")),
            Geraeteseite("anzeige", lambda geraet: reverse("termine:aufruf", args=[geraet.standort.slug])),
            Kachel("werkkopf", "termine/_heute_suche.html", search_context),
            Kachel("person", "termine/_heute_kachel_person.html", may_subscribe),
            Kachel("kopf", "termine/_kachel_kopf.html"),
            Kachel("start", "termine/_kachel_start.html", start_context, order=10),
            Job("dienstplan", "termine.dienstplan", taeglich_um=time(2, 30)),
            Job("vormerkungen_beenden", "termine.vormerkungen_beenden", alle=timedelta(minutes=1)),
            Job("warteliste_anbieten", "termine.warteliste_anbieten", alle=timedelta(minutes=1)),
            Job("sammelbuchungen", "termine.sammelbuchungen", alle=timedelta(minutes=1)),
            Job("ausfall", "termine.ausfall", alle=timedelta(minutes=5)),
            Job("versprechen_eskalieren", "termine.versprechen_eskalieren", alle=timedelta(minutes=5)),
            Job("auffaelligkeiten", "termine.auffaelligkeiten", alle=timedelta(hours=1)),
            Job("frei_pruefen", "termine.frei_pruefen", taeglich_um=time(3, 15)),
            Job("feierabend", "termine.feierabend", taeglich_um=time(0, 10)),
            Job("anliegen_schliessen", "termine.anliegen_schliessen", taeglich_um=time(0, 30)),
        )
