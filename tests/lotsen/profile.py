"""For each rule somebody for whom it says JA, and what changes to make it say NEIN."""

from datetime import date
from typing import Any

TAG = date(2026, 11, 26)
Facts = dict[str, Any]


def bedarf(*codes: str, gewuenscht: bool = True) -> Facts:
    return {f"bedarf_{code.replace('.', '_')}": gewuenscht for code in codes}


GRUNDLAGEN = bedarf("sprache.grundlagen", "sprache.pflicht")
OHNE_PFLICHTAUSNAHME = {"arbeitslage": "nichts", "kurs_vergleichbar": False, "kurs_unzumutbar": False}
NEU_MIT_SCHUTZ = {
    "status": "25_2_fluechtling",
    "titel_erstmals": True,
    "titel_monate": 36,
    "titel_erteilt_am": date(2026, 6, 1),
    "voruebergehend": False,
    "schule_laufend": False,
    "integrationsbedarf_gering": False,
    "integrationskurs_besucht": False,
    "deutsch": "A0",
}
EINGEBUERGERT = {
    "bedarf_einbuergerung_antrag": True,
    "status": "18a",
    "rechtmaessig_seit": date(2021, 11, 26),
    "identitaet_geklaert": True,
    "ohne_sgb2_12": True,
    "deutsch": "B1",
    "test_bestanden": True,
    "bekenntnisse": True,
    "verurteilt": False,
    "ermittlungsverfahren": False,
    "ausschluss_11": False,
    "aufenthalt_unterbrochen": False,
}
# Rules that ask for a need only: the code of the need.
NUR_BEDARF = {
    "agentur_fuer_arbeit": ("arbeit.suche", "arbeit.beratung"),
    "ihk": ("arbeit.ausbildung", "arbeit.gruendung"),
    "willkommensbuero": ("ankommen.orientierung", "ankommen.willkommen"),
    "sprachmittlung": ("ankommen.sprachmittlung",),
    "wohnungslosenhilfe": ("wohnen.notlage",),
    "gesundheitsamt": ("gesundheit.vorsorge",),
    "psychosoziales_zentrum": ("gesundheit.psyche",),
    "eutb": ("gesundheit.behinderung",),
    "schuldnerberatung": ("finanzen.schulden",),
    "verbraucherzentrale": ("finanzen.vertraege",),
    "jugendamt": ("familie.hilfen",),
    "erziehungsberatung": ("familie.erziehung",),
    "schwangerschaftsberatung": ("familie.schwangerschaft",),
    "hochschule_international": ("bildung.studium",),
    "antidiskriminierungsberatung": ("recht.diskriminierung",),
    "gewaltschutz": ("schutz.gewalt",),
    "queere_beratung": ("schutz.queer",),
    "uebermittlung_kurs": ("sprache.grundlagen", "sprache.pflicht", "sprache.alphabetisierung"),
    "einbuergerungsfeier": ("einbuergerung.antrag",),
    "einbuergerungslotsen": ("einbuergerung.begleitung",),
    "volkshochschule": ("sprache.ergaenzend",),
    "ehrenamtliche_sprachangebote": ("sprache.ueben",),
    "freiwilligenagentur": ("ehrenamt.engagement", "ehrenamt.patenschaft"),
    "migrantenorganisation": ("ehrenamt.gemeinschaft",),
    "sportverein": ("ehrenamt.freizeit",),
}
FAELLE: dict[str, tuple[Facts, Facts]] = {
    **{key: (bedarf(*codes), bedarf(*codes, gewuenscht=False)) for key, codes in NUR_BEDARF.items()},
    "buergeramt": (bedarf("ankommen.anmeldung", gewuenscht=False) | {"angemeldet": False}, {"angemeldet": True}),
    "wohnsitzregelung": (NEU_MIT_SCHUTZ | {"wohnsitzregel_ausnahme": False}, {"wohnsitzregel_ausnahme": True}),
    "fahrerlaubnisbehoerde": (bedarf("ankommen.fuehrerschein") | {"fuehrerschein": "drittstaat"}, {"fuehrerschein": "eu"}),
    "basiskonto_bank": (bedarf("finanzen.konto") | {"status": "60a", "konto_nutzbar": False}, {"konto_nutzbar": True}),
    "integrationskurs_anspruch": (GRUNDLAGEN | NEU_MIT_SCHUTZ, {"deutsch": "B1"}),
    "integrationskurs_zulassung": (
        GRUNDLAGEN | {"status": "24", "deutsch": "A2", "integrationskurs_besucht": False},
        {"status": "60b"},
    ),
    "integrationskurs_pflicht": (NEU_MIT_SCHUTZ | OHNE_PFLICHTAUSNAHME, {"arbeitslage": "ausbildung"}),
    "integrationskurs_pflicht_schutz": (
        {"status": "25_1", "deutsch": "A1"} | OHNE_PFLICHTAUSNAHME,
        {"kurs_unzumutbar": True},
    ),
    "integrationskurs_pflicht_jobcenter": (
        {"sgb2_bezug": True, "jobcenter_verpflichtet": True} | OHNE_PFLICHTAUSNAHME,
        {"jobcenter_verpflichtet": False},
    ),
    "integrationskurs_pflicht_aufforderung": ({"abh_aufgefordert": True} | OHNE_PFLICHTAUSNAHME, {"kurs_vergleichbar": True}),
    "integrationskurs_pflicht_asylblg": (
        {"status": "aufenthaltsgestattung", "asylblg_bezug": True, "leistungsbehoerde_aufgefordert": True} | OHNE_PFLICHTAUSNAHME,
        {"asylblg_bezug": False},
    ),
    "alphabetisierungskurs": (
        bedarf("sprache.alphabetisierung") | {"schrift": "andere", "integrationskurs_besucht": False},
        {"schrift": "latein"},
    ),
    "integrationskurs_kostenfrei": (
        GRUNDLAGEN | {"sgb2_bezug": False, "asylblg_bezug": False, "ohne_sgb2_12": True, "kosten_befreit": True},
        {"kosten_befreit": False},
    ),
    "integrationskurs_erstattung": (
        {"kurs_bestanden": True, "kursberechtigung_am": date(2024, 11, 26)},
        {"kurs_bestanden": False},
    ),
    "integrationskurs_erstattung_besonders": (
        {"kurs_bestanden": True, "kurs_besonders": True, "kursberechtigung_am": date(2023, 11, 26)},
        {"kurs_besonders": False},
    ),
    "berufssprachkurs": (
        bedarf("sprache.beruf")
        | {"arbeitslage": "gemeldet", "deutsch": "B1", "status": "60a", "geduldet_seit": date(2026, 5, 26)},
        {"geduldet_seit": date(2026, 5, 27), "duldung_60a_2_3": False},
    ),
    "berufssprachkurs_pflicht": ({"sgb2_bezug": True, "jobcenter_verpflichtet": True, "deutsch": "B2"}, {"deutsch": "A2"}),
    "fruehe_foerderung": (
        bedarf("arbeit.suche")
        | {"status": "aufenthaltsgestattung", "arbeit_sechs_monate": False, "sicherer_herkunftsstaat": False},
        {"sicherer_herkunftsstaat": True},
    ),
    "jobcenter": (
        bedarf("finanzen.lebensunterhalt")
        | {
            "status": "24",
            "alter": 40,
            "erwerbsfaehig": True,
            "hilfebeduerftig": True,
            "nur_zur_suche": False,
            "asylblg_bezug": False,
        },
        {"status": "aufenthaltsgestattung"},
    ),
    "jugendberufsagentur": (bedarf("arbeit.ausbildung") | {"alter": 24}, {"alter": 25}),
    "handwerkskammer": (
        bedarf("arbeit.ausbildung", gewuenscht=False) | bedarf("anerkennung.handwerk") | {"auslandsabschluss": "handwerk"},
        {"auslandsabschluss": "keiner"},
    ),
    "fair_integration": (bedarf("arbeit.rechte") | {"status": "18b"}, {"status": "freizuegigkeit"}),
    "hinweis_arbeitgeber": (
        {"status": "18b", "arbeitslage": "beschaeftigt", "aus_ausland_angeworben": True},
        {"aus_ausland_angeworben": False},
    ),
    "existenzgruendung": (bedarf("arbeit.gruendung") | {"status": "21"}, {"status": "60a"}),
    "anerkennungsberatung": (bedarf("anerkennung.beratung") | {"auslandsabschluss": "anderer"}, {"auslandsabschluss": "keiner"}),
    "ihk_fosa": (bedarf("anerkennung.ihk") | {"auslandsabschluss": "ihk"}, {"auslandsabschluss": "handwerk"}),
    "zab": (bedarf("anerkennung.hochschule") | {"auslandsabschluss": "hochschule"}, {"auslandsabschluss": "ihk"}),
    "heilberufe_anerkennung": (
        bedarf("anerkennung.heilberufe") | {"auslandsabschluss": "heilberuf"},
        {"auslandsabschluss": "ihk"},
    ),
    "sozialamt": (
        bedarf("finanzen.lebensunterhalt") | {"hilfebeduerftig": True, "status": "60a"},
        {"hilfebeduerftig": False},
    ),
    "familienkasse": (
        bedarf("finanzen.familie") | {"kind_im_haushalt": True, "status": "25_3", "voraufenthalt_seit": date(2025, 8, 26)},
        {"voraufenthalt_seit": date(2025, 8, 27), "arbeitslage": "nichts"},
    ),
    "elterngeldstelle": (
        bedarf("finanzen.familie") | {"kind_betreut": True, "status": "18a", "arbeit_sechs_monate": True},
        {"arbeit_sechs_monate": False},
    ),
    "bafoeg_amt": (
        bedarf("finanzen.ausbildung") | {"status": "60a", "voraufenthalt_seit": date(2025, 8, 26)},
        {"voraufenthalt_seit": date(2025, 8, 27)},
    ),
    "wohnungsamt": (
        bedarf("wohnen.suche") | {"einkommen_gering": True, "haushalt_auf_dauer": True, "voruebergehend": False},
        {"voruebergehend": True},
    ),
    "wohngeldstelle": (
        bedarf("wohnen.kosten") | {"miete": True, "status": "18b", "sgb2_bezug": False, "asylblg_bezug": False},
        {"status": "20a"},
    ),
    "krankenkasse": (
        bedarf("gesundheit.versicherung") | {"arbeitslage": "beschaeftigt", "krankenversichert": False},
        {"krankenversichert": True},
    ),
    "clearingstelle_gesundheit": (
        bedarf("gesundheit.ohne_versicherung") | {"krankenversichert": False},
        {"krankenversichert": True},
    ),
    "kita_vermittlung": (bedarf("familie.kita") | {"kind_1_bis_schule": True}, {"kind_1_bis_schule": False}),
    "ganztag_grundschule": (bedarf("familie.schule") | {"kind_klasse_1": True}, {"kind_klasse_1": False}),
    "schulaufnahme": (bedarf("familie.schule", gewuenscht=False) | {"kind_schulalter": True}, {"kind_schulalter": False}),
    "jugendamt_inobhutnahme": ({"unbegleitet": True, "alter": 17}, {"unbegleitet": False}),
    "bildungsberatung_gfh": (bedarf("bildung.studium") | {"alter": 29, "status": "25_2_subsidiaer"}, {"alter": 30}),
    "mbe": (bedarf("beratung.allgemein") | {"alter": 27}, {"alter": 26}),
    "mbe_vorrang": (
        bedarf("beratung.allgemein") | {"alter": 27, "einreise_am": date(2023, 11, 26)},
        {"einreise_am": date(2023, 11, 25)},
    ),
    "jmd": (bedarf("beratung.allgemein") | {"alter": 26}, {"alter": 27}),
    "asylverfahrensberatung": (
        bedarf("recht.asyl") | {"status": "aufenthaltsgestattung"},
        {"status": "24", "asylverfahren_laeuft": False},
    ),
    "rechtsauskunft_bamf": (bedarf("recht.asyl") | {"asylverfahren_laeuft": True}, {"asylverfahren_laeuft": False}),
    "beratungshilfe": (bedarf("recht.allgemein") | {"einkommen_gering": True}, {"einkommen_gering": False}),
    "schweigepflicht": ({"rueckmeldung_erlaubt": True}, {"rueckmeldung_erlaubt": False}),
    "mitteilung_behoerden": ({"status": "ohne"}, {"status": "60a"}),
    "staatsangehoerigkeitsbehoerde": (EINGEBUERGERT, {"rechtmaessig_seit": date(2021, 11, 27)}),
    "einbuergerung_ehe": (
        EINGEBUERGERT | {"rechtmaessig_seit": date(2023, 11, 26), "ehe_deutsch": True, "ehe_seit": date(2024, 11, 26)},
        {"ehe_seit": date(2024, 11, 27)},
    ),
    "einbuergerung_ermessen": (EINGEBUERGERT | {"haushalt_auf_dauer": True}, {"verurteilt": True}),
    "einbuergerung_kind": (bedarf("einbuergerung.antrag") | {"kind_im_haushalt": True}, {"kind_im_haushalt": False}),
    "einbuergerungstest": (bedarf("einbuergerung.test") | {"test_bestanden": False, "alter": 16}, {"alter": 15}),
    "erstorientierungskurs": (bedarf("sprache.erstorientierung") | {"status": "24"}, {"status": "18a"}),
}
