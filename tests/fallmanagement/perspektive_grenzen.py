"""Where paths begin and end: literal verdicts around the day or the number, and circumstances that change the answer."""

from datetime import date

M, A, U, F, X = "moeglich_jetzt", "ab_datum", "unbekannt", "fehlt", "ausgeschlossen"
OFFEN_BIS, OFFEN_AB = (M, M, A), (F, M, M)  # a day since which time runs: later is too late; a number: less is too little
GRENZEN = [
    ("arbeit_gestattung", "gestattet_seit", date(2026, 8, 27), OFFEN_BIS),
    ("arbeit_aufnahme", "asylantrag_registriert_am", date(2026, 8, 27), OFFEN_BIS),
    ("arbeit_duldung", "voraufenthalt_seit", date(2026, 8, 27), OFFEN_BIS),
    ("arbeit_aufnahme_wieder", "voraufenthalt_seit", date(2026, 8, 27), OFFEN_BIS),
    ("ausbildungstitel_16g", "geduldet_seit", date(2026, 8, 27), OFFEN_BIS),
    ("ausbildungstitel_16g", "ausbildungsbeginn", date(2027, 6, 27), OFFEN_BIS),
    ("ausbildungsduldung", "geduldet_seit", date(2026, 8, 27), OFFEN_BIS),
    ("ausbildungsduldung", "ausbildungsbeginn", date(2027, 6, 27), OFFEN_BIS),
    ("ausbildungsduldung", "zeiten_60b_tage", 0, (M, M, A)),
    ("ausbildungsduldung_ermessen", "geduldet_seit", date(2026, 8, 27), OFFEN_BIS),
    ("ausbildungstitel_16g_ermessen", "geduldet_seit", date(2026, 8, 27), OFFEN_BIS),
    ("beschaeftigungsduldung", "einreise_am", date(2022, 12, 31), (M, M, F)),
    ("beschaeftigungsduldung", "geduldet_seit", date(2025, 11, 27), OFFEN_BIS),
    ("beschaeftigungsduldung", "beschaeftigt_seit", date(2025, 11, 27), OFFEN_BIS),
    ("beschaeftigungsduldung", "lebensunterhalt_gesichert_seit", date(2025, 11, 27), OFFEN_BIS),
    ("beschaeftigungsduldung", "wochenstunden", 20, OFFEN_AB),
    ("beschaeftigungsduldung_ermessen", "wochenstunden", 20, OFFEN_AB),
    ("aufenthalt_25a", "geburtsdatum", date(1999, 11, 28), (F, M, M)),
    ("aufenthalt_25a", "geduldet_seit", date(2025, 11, 27), (M, M, F)),  # the birthday comes first
    ("aufenthalt_25a", "voraufenthalt_seit", date(2023, 11, 27), (M, M, F)),
    ("aufenthalt_25a_ermessen", "geburtsdatum", date(1999, 11, 28), (F, M, M)),
    ("aufenthalt_25b", "voraufenthalt_seit", date(2020, 11, 27), OFFEN_BIS),
    ("aufenthalt_25b_6", "duldung_60d_seit", date(2024, 5, 27), OFFEN_BIS),
    ("aufenthalt_25b_ermessen", "voraufenthalt_seit", date(2020, 11, 27), OFFEN_BIS),
    ("aufenthalt_25_5", "geduldet_seit", date(2025, 5, 27), OFFEN_BIS),
    ("chancen_104c", "titel_bis", date(2026, 11, 27), (F, M, M)),
    ("chancen_104c_ermessen", "titel_bis", date(2026, 11, 27), (F, M, M)),
    ("verlaengerung_81_4", "titel_bis", date(2026, 11, 27), (F, M, M)),
    ("niederlassung_9", "titel_seit", date(2021, 11, 27), OFFEN_BIS),
    ("daueraufenthalt_9a", "titel_seit", date(2021, 11, 27), OFFEN_BIS),
    ("niederlassung_26_3_3", "titel_seit_inkl_asylverfahren", date(2023, 11, 27), OFFEN_BIS),
    ("niederlassung_26_3_5", "titel_seit_inkl_asylverfahren", date(2021, 11, 27), OFFEN_BIS),
    ("niederlassung_26_4", "titel_seit_inkl_asylverfahren", date(2021, 11, 27), OFFEN_BIS),
    ("niederlassung_18c", "fachkrafttitel_seit", date(2023, 11, 27), OFFEN_BIS),
    ("niederlassung_18c", "rentenmonate", 36, OFFEN_AB),
    ("niederlassung_18c_2", "blaue_karte_beitragsmonate", 21, OFFEN_AB),
    ("niederlassung_28_2", "titel_seit", date(2023, 11, 27), OFFEN_BIS),
    ("blaue_karte_18g", "jahresgehalt_brutto", 50700, (F, M, M)),
    ("einbuergerung", "rechtmaessig_seit", date(2021, 11, 27), OFFEN_BIS),
    ("einbuergerung_ehe", "rechtmaessig_seit", date(2023, 11, 27), OFFEN_BIS),
    ("einbuergerung_ehe", "verheiratet_seit", date(2024, 11, 27), OFFEN_BIS),
    ("analogleistung", "aufenthalt_im_bundesgebiet_seit", date(2023, 11, 27), OFFEN_BIS),
]
NACH_2019 = {"einreise_am": date(2020, 1, 1)}
VOR_2020 = {"einreise_am": date(2019, 12, 31)}
UMSTAENDE = [
    # A1: unknown exclusions; A6: periods of identity
    ("ausbildungsduldung", {"ausweisungsverfuegung": None}, U),
    ("ausbildungsduldung", VOR_2020 | {"identitaet_geklaert_am": date(2020, 6, 30)}, M),
    (
        "ausbildungsduldung",
        VOR_2020 | {"identitaet_geklaert_am": date(2020, 7, 1), "massnahmen_ergriffen_ab": date(2020, 7, 1)},
        F,
    ),
    ("ausbildungsduldung", NACH_2019 | {"identitaet_geklaert_am": date(2020, 7, 1)}, M),
    (
        "ausbildungsduldung",
        NACH_2019 | {"identitaet_geklaert_am": date(2020, 7, 2), "massnahmen_ergriffen_ab": date(2020, 7, 2)},
        F,
    ),
    ("ausbildungsduldung", {"einreise_am": date(2016, 12, 31), "identitaet_geklaert_am": date(2026, 11, 1)}, M),
    (
        "ausbildungsduldung",
        {
            "identitaet_geklaert_am": date(2026, 1, 1),
            "massnahmen_ergriffen_ab": date(2024, 9, 1),
            "verzoegerung_selbst_verschuldet": False,
        },
        M,
    ),
    (
        "ausbildungsduldung",
        {
            "identitaet_geklaert_am": date(2026, 1, 1),
            "massnahmen_ergriffen_ab": date(2024, 9, 1),
            "verzoegerung_selbst_verschuldet": True,
        },
        F,
    ),
    ("ausbildungstitel_16g", {"identitaet_geklaert_am": date(2026, 1, 1), "massnahmen_ergriffen_ab": date(2025, 1, 1)}, F),
    ("beschaeftigungsduldung", {"identitaet_geklaert_am": date(2025, 1, 1), "massnahmen_ergriffen_ab": date(2025, 1, 1)}, F),
    (
        "beschaeftigungsduldung",
        {
            "identitaet_geklaert_am": date(2025, 1, 1),
            "massnahmen_ergriffen_ab": date(2024, 12, 31),
            "verzoegerung_selbst_verschuldet": False,
        },
        M,
    ),
    # A4: § 19f
    ("blaue_karte_18g", {"status": "24"}, X),
    ("blaue_karte_18g", {"status": "60a"}, X),
    ("blaue_karte_18g", {"status": "25_3"}, X),
    ("blaue_karte_18g", {"status": "25_2_fluechtling"}, M),
    ("blaue_karte_18g", {"asylverfahren": "laufend"}, X),
    (
        "blaue_karte_18g",
        {"jahresgehalt_brutto": 45934.2, "engpass_oder_neuer_abschluss": True, "ba_zustimmung": "erteilt"},
        M,
    ),
    (
        "blaue_karte_18g",
        {"jahresgehalt_brutto": 45934.19, "engpass_oder_neuer_abschluss": True, "ba_zustimmung": "erteilt"},
        F,
    ),
    # § 10 Abs. 1, 3
    ("fachkraft_18a", {"asylverfahren": "abgelehnt"}, X),
    ("fachkraft_18b", {"asylverfahren": "laufend"}, X),
    ("fachkraft_18a", {"asylverfahren": "zurueckgenommen", "eingereist_vor_2023_03_29": True}, M),
    ("fachkraft_18a", {"asylverfahren": "zurueckgenommen", "eingereist_vor_2023_03_29": False}, X),
    ("fachkraft_18a", {"asylverfahren": "zurueckgenommen"}, U),
    # A5, B2: § 104c
    ("aufenthalt_25a", {"status": "104c", "geduldet_seit": None, "zeiten_60b_tage": None, "pass_gueltig": None}, M),
    ("aufenthalt_25b", {"status": "104c", "identitaet": "massnahmen_ergriffen", "zeiten_60b_tage": None}, F),
    ("aufenthalt_25b_ermessen", {"status": "104c", "zeiten_60b_tage": None}, M),
    ("aufenthalt_25b_ermessen", {"status": "104c", "identitaet": "offen"}, F),
    # A8: refused as manifestly unfounded
    ("aufenthalt_25_5", {"asyl_ou_10_3_s2": True}, X),
    ("aufenthalt_25_5", {"asyl_ou_10_3_s2": True, "voraussetzungen_25_3": True}, M),
    ("qualifiziert_19d", {"asyl_ou_10_3_s2": True}, X),
    ("qualifiziert_19d_1a", {"asyl_ou_10_3_s2": True}, M),
    ("aufenthalt_25a", {"asyl_ou_10_3_s2": True}, X),
    ("aufenthalt_25b_ermessen", {"asyl_ou_10_3_s2": True}, M),
    # A9: § 81 Abs. 4
    ("verlaengerung_81_4", {"status": "104c", "antrag_auf": "25b"}, M),
    ("verlaengerung_81_4", {"status": "104c", "antrag_auf": "anderes"}, F),
    ("verlaengerung_81_4", {"status": "104c"}, U),
    ("verlaengerung_81_4", {"status": "9"}, X),
    # A10: who § 9 is not for
    *(
        ("niederlassung_9", {"status": status}, X)
        for status in ("16a", "16b", "16f_sprache", "16f_schule", "20a", "25_5", "26_4")
    ),
    ("niederlassung_9", {"status": "16d", "titel_16d_abs_3": True}, X),
    ("niederlassung_9", {"status": "16d", "titel_16d_abs_3": False}, M),
    ("niederlassung_26_4", {"status": "25_1"}, X),
    # A11: reception centre
    ("arbeit_duldung", {"wohnpflicht_aufnahmeeinrichtung": True}, F),
    (
        "arbeit_aufnahme_duldung",
        {"geduldet_seit": date(2026, 5, 28), "pass_gueltig": False, "ausbildung_aufgenommen": "im_asylverfahren"},
        A,
    ),
    ("arbeit_aufnahme_duldung", {"geduldet_seit": date(2026, 8, 27), "pass_gueltig": True}, M),
    ("arbeit_aufnahme_duldung", {"geduldet_seit": date(2026, 8, 28), "pass_gueltig": True}, A),
    # A12: time with § 60b
    ("aufenthalt_25b", {"zeiten_60b_tage": 1}, A),
    ("aufenthalt_25b", {"zeiten_60b_tage": None}, U),
    # A13, B9: work during the procedure
    ("arbeit_gestattung", {"ba_zustimmung": "offen", "voraufenthalt_seit": date(2026, 1, 1)}, A),  # after four years
    ("arbeit_gestattung", {"ba_zustimmung": "offen", "voraufenthalt_seit": date(2022, 11, 27)}, M),
    ("arbeit_gestattung", {"gestattet_seit": date(2026, 9, 27), "voraufenthalt_tage": 31}, M),
    ("arbeit_gestattung", {"gestattet_seit": date(2026, 9, 27), "voraufenthalt_tage": 30}, A),
    ("arbeit_gestattung", {"mitwirkung_verletzt": True}, X),
    ("arbeit_aufnahme", {"status": "ankunftsnachweis"}, M),
    ("arbeit_aufnahme", {"dublin_oder_eu_schutz": True}, A),
    ("arbeit_aufnahme", {"dublin_oder_eu_schutz": True, "asylantrag_registriert_am": date(2026, 5, 27)}, M),
    # B5, B6: training begun in the procedure
    ("ausbildungsduldung", {"ausbildung_aufgenommen": "im_asylverfahren", "geduldet_seit": date(2026, 11, 20)}, M),
    ("ausbildungsduldung", {"ausbildung_aufgenommen": "im_asylverfahren", "aufenthaltsbeendigung_konkret": True}, M),
    ("ausbildungsduldung", {"status": "aufenthaltsgestattung", "asylverfahren": "laufend"}, F),
    # B7, B8: work with a Duldung
    ("arbeit_duldung", {"ba_zustimmung": "nicht_noetig", "voraufenthalt_seit": date(2026, 11, 1)}, M),
    ("arbeit_duldung", {"ba_zustimmung": "offen", "voraufenthalt_seit": date(2022, 11, 27)}, M),
    ("arbeit_duldung", {"ba_zustimmung": "offen", "voraufenthalt_seit": date(2022, 11, 28)}, A),
    ("arbeit_duldung", {"status": "60b"}, X),
    # B10: safe countries of origin and those who came before
    ("arbeit_gestattung", {"herkunftsstaat": "andere_anlage_ii", "asylantrag_am": date(2015, 8, 31)}, M),
    ("arbeit_gestattung", {"herkunftsstaat": "andere_anlage_ii", "asylantrag_am": date(2015, 9, 1)}, X),
    ("arbeit_gestattung", {"herkunftsstaat": "georgien_moldau", "asylantrag_am": date(2023, 8, 30)}, M),
    ("arbeit_gestattung", {"herkunftsstaat": "georgien_moldau", "asylantrag_am": date(2023, 8, 31)}, X),
    ("arbeit_gestattung", {"herkunftsstaat": "eu_liste"}, M),
    ("arbeit_gestattung", {"herkunftsstaat": None}, U),
    ("arbeit_duldung", {"herkunftsstaat": "eu_liste", "asylverfahren": "keiner", "bestandsschutz_104_18": True}, M),
    (
        "arbeit_duldung",
        {"herkunftsstaat": "andere_anlage_ii", "asylverfahren": "keiner", "ruecknahme_nach_rechtsauskunft": False},
        X,
    ),
    (
        "arbeit_duldung",
        {
            "herkunftsstaat": "georgien_moldau",
            "asylverfahren": "keiner",
            "ruecknahme_nach_rechtsauskunft": False,
            "geduldet_am_2023_08_30": False,
            "asylantrag_am": date(2024, 1, 1),
        },
        X,
    ),
    ("arbeit_duldung", {"herkunftsstaat": "georgien_moldau", "asylverfahren": "keiner", "geduldet_am_2023_08_30": True}, M),
    # B1, B4, B16: livelihood
    *(("aufenthalt_25b", {"lebensunterhalt": wert}, M) for wert in ("ja", "nur_sgb3", "weit_ueberwiegend", "prognose")),
    ("aufenthalt_25b", {"lebensunterhalt": "nein", "krankheit_oder_alter": False}, F),
    ("aufenthalt_25b", {"lebensunterhalt": "nein", "krankheit_oder_alter": True}, M),
    ("niederlassung_26_3_5", {"lebensunterhalt": "weit_ueberwiegend"}, M),
    ("niederlassung_26_3_3", {"lebensunterhalt": "ueberwiegend"}, F),
    ("ausbildungstitel_16g", {"lebensunterhalt": "nein", "bab_bezug": True}, M),
    ("ausbildungstitel_16g", {"lebensunterhalt": "nein"}, F),
    # B3: the day of the application counts
    ("aufenthalt_25a", {"geburtsdatum": date(1999, 10, 10), "antrag_am": date(2026, 10, 9)}, M),
    ("aufenthalt_25a", {"geburtsdatum": date(1999, 10, 10), "antrag_am": date(2026, 10, 10)}, F),
    ("aufenthalt_25b", {"voraufenthalt_seit": date(2022, 11, 27), "minderjaehriges_kind_im_haushalt": True}, M),
    ("aufenthalt_25b", {"voraufenthalt_seit": date(2022, 11, 28), "minderjaehriges_kind_im_haushalt": True}, A),
    ("aufenthalt_25b_6", {"integrationskurs_war_moeglich": True, "deutsch_schriftlich": "A1"}, F),
    ("aufenthalt_25b_6", {"integrationskurs_war_moeglich": True, "deutsch_schriftlich": "A2"}, M),
    # B11: skilled workers
    ("niederlassung_18c", {"fachkrafttitel_seit": date(2024, 11, 27), "rentenmonate": 24, "inlandsabschluss": True}, M),
    ("niederlassung_18c", {"fachkrafttitel_seit": date(2024, 11, 28), "rentenmonate": 24, "inlandsabschluss": True}, A),
    ("niederlassung_18c", {"rentenmonate": 23, "inlandsabschluss": True}, F),
    ("niederlassung_18c_2", {"blaue_karte_beitragsmonate": 27, "deutsch_gesamt": "A1", "krankheit_oder_alter": False}, M),
    ("niederlassung_18c_2", {"blaue_karte_beitragsmonate": 26, "deutsch_gesamt": "A2", "krankheit_oder_alter": False}, F),
    # B12: § 19d
    ("qualifiziert_19d", {"status": "60d"}, M),
    ("qualifiziert_19d", {"status": "25_3", "titel_nach_10_3_s1": True}, M),
    ("qualifiziert_19d", {"status": "25_3", "titel_nach_10_3_s1": False}, F),
    ("qualifiziert_19d", {"inlandsabschluss": False, "hochschulbeschaeftigung_seit": date(2024, 11, 27)}, M),
    (
        "qualifiziert_19d",
        {
            "inlandsabschluss": False,
            "hochschulbeschaeftigung_seit": date(2024, 11, 28),
            "qualifiziert_beschaeftigt_seit": date(2026, 1, 1),
        },
        A,
    ),
    (
        "qualifiziert_19d",
        {
            "inlandsabschluss": False,
            "qualifiziert_beschaeftigt_seit": date(2023, 11, 27),
            "ein_jahr_ohne_oeffentliche_mittel": True,
        },
        M,
    ),
    # B13: § 25 Abs. 5
    ("aufenthalt_25_5_ermessen", {"wegfall_absehbar": True}, F),
    ("aufenthalt_25_5_ermessen", {"ausreise_unmoeglich_unverschuldet": False}, F),
    # B14, B15: citizenship
    ("einbuergerung", {"status": "freizuegigkeit"}, M),
    ("einbuergerung", {"status": "81_4", "vortitel_reicht": True}, M),
    ("einbuergerung", {"status": "81_4", "vortitel_reicht": False}, F),
    ("einbuergerung", {"status": "24"}, X),
    ("einbuergerung", {"sgb2_12_bezug": True, "vollzeit_20_von_24": True}, M),
    ("einbuergerung", {"sgb2_12_bezug": True, "vollzeit_20_von_24": False}, F),
    ("einbuergerung", {"deutsch_gesamt": "A2", "krankheit_oder_alter": True}, M),
    # B17: exceptions of § 9
    ("niederlassung_9", {"rentenmonate": 0, "ehegatte_erfuellt_rente": True}, M),
    ("niederlassung_9", {"rentenmonate": 0, "in_ausbildung_oder_schule": True}, M),
    ("niederlassung_9", {"rentenmonate": 0, "lebensunterhalt": "nein", "krankheit_oder_alter": True}, M),
    # B18: § 60d
    ("beschaeftigungsduldung", {"integrationskurs": "offen"}, F),
    ("beschaeftigungsduldung", {"ehegatte_hindert": True}, X),
    # B19, special benefits
    ("analogleistung", {"status": "60b"}, X),
    ("analogleistung", {"status": "ankunftsnachweis"}, M),
    ("analogleistung", {"status": "25_5", "aussetzung_vor_18_monaten": True}, X),
    ("analogleistung", {"aufenthalt_im_bundesgebiet_seit": date(2026, 1, 1), "elternteil_mit_analogleistung": True}, M),
    ("analogleistung", {"aufenthalt_im_bundesgebiet_seit": date(2026, 1, 1), "analogleistung_am_2024_02_26": True}, M),
]
