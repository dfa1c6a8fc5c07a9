"""For each path somebody for whom it is open on TAG."""

from datetime import date
from typing import Any

TAG = date(2026, 11, 27)
Facts = dict[str, Any]

KEIN_VERBOT = {"arbeitsverbot_60a_6": False, "herkunftsstaat": "anderer", "aufenthaltsbeendigung_konkret": False}
UNBESCHOLTEN = {"straftat_ueber_grenze": False, "extremismusbezug": False, "ausweisungsverfuegung": False}
GEKLAERT = {"identitaet": "geklaert", "pass_gueltig": True}
IM_VERFAHREN = {
    "status": "aufenthaltsgestattung",
    "herkunftsstaat": "anderer",
    "beschleunigtes_verfahren": False,
    "mitwirkung_verletzt": False,
    "ba_zustimmung": "erteilt",
}
GEDULDET = {
    "status": "60a",
    **KEIN_VERBOT,
    "ba_zustimmung": "erteilt",
    "geduldet_seit": date(2026, 8, 27),
    "zeiten_60b_tage": 0,
    "voraufenthalt_seit": date(2026, 8, 27),
}
AUSBILDUNG = {
    **GEDULDET,
    **UNBESCHOLTEN,
    **GEKLAERT,
    "ausbildung_aufgenommen": "mit_duldung",
    "ausbildung_art": "qualifiziert",
    "ausbildungsvertrag": "eingetragen",
    "ausbildungsbeginn": date(2027, 6, 27),
    "einreise_am": date(2024, 3, 1),
    "identitaet_geklaert_am": date(2024, 9, 1),
}
ZU_SPAET = {"identitaet": "massnahmen_ergriffen", "identitaet_geklaert_am": None, "massnahmen_ergriffen_ab": date(2025, 1, 1)}
TITEL_16G = {**AUSBILDUNG, "lebensunterhalt": "nur_sgb3", "bab_bezug": False}
NACH_AUSBILDUNG = {
    **UNBESCHOLTEN,
    **GEKLAERT,
    "ausbildung_bestanden": True,
    "stelle_passend": True,
    "ba_zustimmung": "erteilt",
    "wohnraum": True,
    "deutsch_gesamt": "B1",
    "lebensunterhalt": "ja",
}
BESCHAEFTIGT = {
    **GEKLAERT,
    "status": "60a",
    "einreise_am": date(2022, 12, 31),
    "geduldet_seit": date(2025, 11, 27),
    "zeiten_60b_tage": 0,
    "beschaeftigt_seit": date(2025, 11, 27),
    "lebensunterhalt_gesichert_seit": date(2025, 11, 27),
    "wochenstunden": 20,
    "deutsch_muendlich": "A2",
    "schulpflichtige_kinder": False,
    "integrationskurs": "keine_pflicht",
    "identitaet_geklaert_am": date(2024, 12, 31),
    "vorsatztat_60d": False,
    "extremismusbezug": False,
    "ausweisungsverfuegung": False,
    "ehegatte_hindert": False,
}
JUNG = {
    **GEKLAERT,
    "status": "60a",
    "geburtsdatum": date(1999, 11, 28),
    "geduldet_seit": date(2025, 11, 27),
    "zeiten_60b_tage": 0,
    "voraufenthalt_seit": date(2023, 11, 27),
    "schulbesuch_jahre": 3,
    "integrationsprognose": True,
    "lebensunterhalt": "ja",
    "taeuschung": False,
    "fdgo_zweifel": False,
    "ausweisungsinteresse": False,
    "asyl_ou_10_3_s2": False,
}
INTEGRIERT = {
    **GEKLAERT,
    "status": "60a",
    "voraufenthalt_seit": date(2020, 11, 27),
    "zeiten_60b_tage": 0,
    "bekenntnisse_abgegeben": True,
    "test_leben_in_deutschland": True,
    "lebensunterhalt": "ueberwiegend",
    "deutsch_muendlich": "A2",
    "schulpflichtige_kinder": False,
    "minderjaehriges_kind_im_haushalt": False,
    "taeuschung": False,
    "ausweisungsinteresse_schwer": False,
    "asyl_ou_10_3_s2": False,
}
UNMOEGLICH = {
    "status": "60a",
    "vollziehbar_ausreisepflichtig": True,
    "ausreise_unmoeglich": True,
    "wegfall_absehbar": False,
    "ausreise_unmoeglich_unverschuldet": True,
    "geduldet_seit": date(2025, 5, 27),
    "asyl_ou_10_3_s2": False,
    "voraussetzungen_25_3": False,
}
FACHKRAFT = {
    **GEKLAERT,
    "status": "16a",
    "qualifikation": "beruf",
    "ba_zustimmung": "nicht_noetig",
    "altersgrenze_45_erfuellt": True,
    "stelle_passend": True,
    "berufserlaubnis": True,
    "lebensunterhalt": "ja",
    "visum_oder_verzicht": True,
    "asylverfahren": "keiner",
    "ausweisungsinteresse": False,
}
BLAUE_KARTE = {
    **FACHKRAFT,
    "status": "18b",
    "qualifikation": "hochschule",
    "jahresgehalt_brutto": 50700,
    "stelle_mindestens_sechs_monate": True,
    "grund_19f": False,
}
SESSHAFT = {
    "status": "30",
    "titel_seit": date(2021, 11, 27),
    "rentenmonate": 60,
    "lebensunterhalt": "ja",
    "erwerb_erlaubt": True,
    "deutsch_gesamt": "B1",
    "test_leben_in_deutschland": True,
    "wohnraum": True,
    "gruende_der_sicherheit": False,
}
SCHUTZ = {
    **SESSHAFT,
    "status": "25_2_fluechtling",
    "titel_seit_inkl_asylverfahren": date(2021, 11, 27),
    "widerruf_mitgeteilt": False,
}
EINGEBUERGERT = {
    "status": "18a",
    "rechtmaessig_seit": date(2021, 11, 27),
    "identitaet": "geklaert",
    "bekenntnisse_abgegeben": True,
    "sgb2_12_bezug": False,
    "deutsch_gesamt": "B1",
    "test_leben_in_deutschland": True,
    "strafe_12a_beachtlich": False,
    "ermittlungsverfahren": False,
    "ausschluss_11": False,
    "aufenthalt_unterbrochen": False,
}
OFFEN: dict[str, Facts] = {
    "arbeit_gestattung": {
        **IM_VERFAHREN,
        "wohnpflicht_aufnahmeeinrichtung": False,
        "gestattet_seit": date(2026, 8, 27),
        "voraufenthalt_tage": 0,
    },
    "arbeit_aufnahme": {
        **IM_VERFAHREN,
        "wohnpflicht_aufnahmeeinrichtung": True,
        "asylantrag_registriert_am": date(2026, 8, 27),
        "dublin_oder_eu_schutz": False,
    },
    "arbeit_duldung": {**GEDULDET, "wohnpflicht_aufnahmeeinrichtung": False},
    "arbeit_aufnahme_wieder": {**GEDULDET, "wohnpflicht_aufnahmeeinrichtung": True, "arbeit_im_asylverfahren_erlaubt": True},
    "arbeit_aufnahme_duldung": {**GEDULDET, "wohnpflicht_aufnahmeeinrichtung": True, "geduldet_seit": date(2026, 5, 27)},
    "ausbildungstitel_16g": TITEL_16G,
    "ausbildungstitel_16g_ermessen": {**TITEL_16G, **ZU_SPAET},
    "ausbildungsduldung": AUSBILDUNG,
    "ausbildungsduldung_ermessen": {**AUSBILDUNG, **ZU_SPAET},
    "fachkraft_16g_8": {**NACH_AUSBILDUNG, "status": "16g"},
    "beschaeftigungsduldung": BESCHAEFTIGT,
    "beschaeftigungsduldung_ermessen": {**BESCHAEFTIGT, **ZU_SPAET},
    "qualifiziert_19d_1a": {**NACH_AUSBILDUNG, "status": "60c"},
    "qualifiziert_19d": {
        **NACH_AUSBILDUNG,
        "status": "60a",
        "inlandsabschluss": True,
        "taeuschung": False,
        "asyl_ou_10_3_s2": False,
    },
    "fachkraft_18a": FACHKRAFT,
    "fachkraft_18b": {**FACHKRAFT, "qualifikation": "hochschule"},
    "blaue_karte_18g": BLAUE_KARTE,
    "aufenthalt_25a": JUNG,
    "aufenthalt_25a_ermessen": {**JUNG, "identitaet": "massnahmen_ergriffen", "asyl_ou_10_3_s2": True},
    "aufenthalt_25b": INTEGRIERT,
    "aufenthalt_25b_6": {
        **INTEGRIERT,
        **BESCHAEFTIGT,
        "status": "60d",
        "duldung_60d_seit": date(2024, 5, 27),
        "integrationskurs_war_moeglich": False,
    },
    "aufenthalt_25b_ermessen": {**INTEGRIERT, "identitaet": "massnahmen_ergriffen"},
    "aufenthalt_25_5": UNMOEGLICH,
    "aufenthalt_25_5_ermessen": {**UNMOEGLICH, "geduldet_seit": date(2026, 11, 1)},
    "chancen_104c": {"status": "104c", "titel_bis": TAG, "identitaet": "geklaert"},
    "chancen_104c_ermessen": {"status": "104c", "titel_bis": TAG, "identitaet": "massnahmen_ergriffen"},
    "verlaengerung_81_4": {"status": "18a", "titel_bis": TAG},
    "niederlassung_9": SESSHAFT,
    "daueraufenthalt_9a": {
        **SESSHAFT,
        "feste_einkuenfte": True,
        "voruebergehender_zweck": False,
        "asylverfahren": "keiner",
    },
    "niederlassung_26_3_3": {
        **SCHUTZ,
        "titel_seit_inkl_asylverfahren": date(2023, 11, 27),
        "deutsch_gesamt": "C1",
        "lebensunterhalt": "weit_ueberwiegend",
    },
    "niederlassung_26_3_5": {**SCHUTZ, "deutsch_gesamt": "A2", "lebensunterhalt": "ueberwiegend"},
    "niederlassung_26_4": {**SCHUTZ, "status": "25_5"},
    "niederlassung_18c": {
        **SESSHAFT,
        "status": "18a",
        "fachkrafttitel_seit": date(2023, 11, 27),
        "stelle_passend": True,
        "rentenmonate": 36,
        "inlandsabschluss": False,
    },
    "niederlassung_18c_2": {**SESSHAFT, "status": "18g", "blaue_karte_beitragsmonate": 21},
    "niederlassung_28_2": {
        **SESSHAFT,
        "status": "28",
        "titel_seit": date(2023, 11, 27),
        "familie_mit_deutschen": True,
        "ausweisungsinteresse": False,
    },
    "einbuergerung": EINGEBUERGERT,
    "einbuergerung_ehe": {
        **EINGEBUERGERT,
        "rechtmaessig_seit": date(2023, 11, 27),
        "ehe_mit_deutschen": True,
        "verheiratet_seit": date(2024, 11, 27),
    },
    "analogleistung": {
        "status": "60a",
        "aufenthalt_im_bundesgebiet_seit": date(2023, 11, 27),
        "analogleistung_am_2024_02_26": False,
        "elternteil_mit_analogleistung": False,
        "rechtsmissbrauch": False,
        "einschraenkung_1a": False,
    },
}
