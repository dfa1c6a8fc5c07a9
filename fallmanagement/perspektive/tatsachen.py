"""Facts that the Perspektiven-Check asks staff for, in the order of a case file: status, time, identity, work, language."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Empfindlichkeit, Tatsache, Tatsachen, Typ
from lotsen.regeln.titel import STATUS

VERTRAULICH, BESONDERS = Empfindlichkeit.VERTRAULICH, Empfindlichkeit.BESONDERS


def ja_nein(name: str, frage, empfindlichkeit: Empfindlichkeit = Empfindlichkeit.NORMAL) -> Tatsache:
    return Tatsache(name, Typ.JANEIN, frage, empfindlichkeit=empfindlichkeit)


def tag(name: str, frage) -> Tatsache:
    return Tatsache(name, Typ.TAG, frage)


def zahl(name: str, frage) -> Tatsache:
    return Tatsache(name, Typ.ZAHL, frage)


def niveau(name: str, frage) -> Tatsache:
    return Tatsache(name, Typ.NIVEAU, frage)


def auswahl(name: str, frage, *werte) -> Tatsache:
    return Tatsache(name, Typ.AUSWAHL, frage, werte)


# Time and status
GEBURT = tag("geburtsdatum", _("Geburtsdatum"))
EINREISE = tag("einreise_am", _("Tag der Einreise"))
ANTRAG = tag("antrag_am", _("Tag des Antrags (leer: noch keiner gestellt)"))
ANTRAG_AUF = auswahl(
    "antrag_auf",
    _("Worauf zielt der Antrag?"),
    ("25a", _("Titel nach § 25a")),
    ("25b", _("Titel nach § 25b")),
    ("anderes", _("anderer Titel")),
)
TITEL_SEIT = tag("titel_seit", _("Aufenthaltserlaubnis ohne Lücke seit"))
TITEL_BIS = tag("titel_bis", _("Aufenthaltstitel gültig bis"))
GEDULDET = tag("geduldet_seit", _("Duldung ohne Lücke seit"))
ZEITEN_60B = zahl("zeiten_60b_tage", _("Tage mit dem Zusatz „ungeklärte Identität“ (§ 60b), sonst 0"))
DULDUNG_60D = tag("duldung_60d_seit", _("Beschäftigungsduldung (§ 60d) seit"))
GESTATTET = tag("gestattet_seit", _("Aufenthaltsgestattung seit"))
VOR_TAGE = zahl("voraufenthalt_tage", _("Tage mit Duldung oder erlaubtem Aufenthalt vor der Gestattung, sonst 0"))
VORAUFENTHALT = tag("voraufenthalt_seit", _("Ohne Lücke erlaubt, geduldet oder gestattet hier seit"))
REGISTRIERT = tag("asylantrag_registriert_am", _("Asylantrag registriert am"))
AUSREISEPFLICHTIG = ja_nein("vollziehbar_ausreisepflichtig", _("Vollziehbar ausreisepflichtig?"))
WOHNPFLICHT = ja_nein("wohnpflicht_aufnahmeeinrichtung", _("Pflicht, in einer Aufnahmeeinrichtung zu wohnen?"))
# Asylum
ASYL = auswahl(
    "asylverfahren",
    _("Stand des Asylverfahrens"),
    ("keiner", _("kein Antrag gestellt")),
    ("laufend", _("läuft")),
    ("abgelehnt", _("unanfechtbar abgelehnt")),
    ("zurueckgenommen", _("zurückgenommen")),
    ("anerkannt", _("Schutz erhalten")),
)
ASYL_AM = tag("asylantrag_am", _("Asylantrag gestellt am"))
ASYL_OU = ja_nein("asyl_ou_10_3_s2", _("Ablehnung, die nach § 10 Abs. 3 S. 2 AufenthG jeden Titel sperrt?"), VERTRAULICH)
VERBOT_25_3 = ja_nein("voraussetzungen_25_3", _("Voraussetzungen des § 25 Abs. 3 erfüllt?"), VERTRAULICH)
DUBLIN = ja_nein("dublin_oder_eu_schutz", _("Aufnahmegesuch an einen anderen EU-Staat oder Schutz dort?"))
BESCHLEUNIGT = ja_nein("beschleunigtes_verfahren", _("Beschleunigtes Asylverfahren (Art. 42 Abs. 1 VO 2024/1348)?"))
MITWIRKUNG = ja_nein("mitwirkung_verletzt", _("Mitwirkung im Asylverfahren unentschuldigt verletzt?"), VERTRAULICH)
STAAT = auswahl(
    "herkunftsstaat",
    _("Herkunftsstaat"),
    ("georgien_moldau", _("Georgien oder Moldau")),
    ("andere_anlage_ii", _("anderer Staat der Anlage II AsylG")),
    ("eu_liste", _("Ägypten, Bangladesch, Indien, Kolumbien, Marokko, Tunesien, Türkei")),
    ("anderer", _("keiner davon")),
)
RECHTSAUSKUNFT = ja_nein("ruecknahme_nach_rechtsauskunft", _("Rücknahme nach Rechtsauskunft des Bundesamts oder zum Kindeswohl?"))
GEDULDET_2023 = ja_nein("geduldet_am_2023_08_30", _("Am 30.08.2023 geduldet in Deutschland?"))
BESTAND_2026 = ja_nein("bestandsschutz_104_18", _("Am 06.05.2025 geduldet oder am 11.06.2026 mit Arbeitserlaubnis?"))
TITEL_10_3 = ja_nein("titel_nach_10_3_s1", _("Titel nach Ablehnung des Asylantrags erteilt (§ 10 Abs. 3 S. 1)?"))
VOR_2023 = ja_nein("eingereist_vor_2023_03_29", _("Vor dem 29.03.2023 eingereist?"))
# Identity
IDENTITAET = auswahl(
    "identitaet",
    _("Identität"),
    ("geklaert", _("geklärt")),
    ("massnahmen_ergriffen", _("nicht geklärt, alles Zumutbare getan")),
    ("offen", _("nicht geklärt")),
)
GEKLAERT_AM = tag("identitaet_geklaert_am", _("Identität geklärt am"))
MASSNAHMEN_AB = tag("massnahmen_ergriffen_ab", _("Alles Zumutbare zur Klärung getan seit"))
VERZOEGERT = ja_nein("verzoegerung_selbst_verschuldet", _("Klärung selbst verschuldet verzögert?"), VERTRAULICH)
PASS = ja_nein("pass_gueltig", _("Gültiger, anerkannter Pass oder Passersatz?"))
TAEUSCHUNG = ja_nein("taeuschung", _("Abschiebung durch eigene Täuschung oder fehlende Mitwirkung verhindert?"), VERTRAULICH)
# Work and training
BA = auswahl(
    "ba_zustimmung",
    _("Zustimmung der Bundesagentur für Arbeit"),
    ("erteilt", _("erteilt")),
    ("nicht_noetig", _("nicht nötig (§ 32 Abs. 2, 3 BeschV)")),
    ("offen", _("noch nicht erteilt")),
    ("versagt", _("versagt")),
)
FRUEHER_ERLAUBT = ja_nein("arbeit_im_asylverfahren_erlaubt", _("Schon im Asylverfahren eine Arbeit erlaubt?"))
ARBEITSVERBOT = ja_nein("arbeitsverbot_60a_6", _("Arbeitsverbot nach § 60a Abs. 6 S. 1 Nr. 1 oder 2?"), VERTRAULICH)
KONKRET = ja_nein("aufenthaltsbeendigung_konkret", _("Konkrete Maßnahmen zur Aufenthaltsbeendigung?"), VERTRAULICH)
AUSBILDUNG_ART = auswahl(
    "ausbildung_art",
    _("Art der Ausbildung"),
    ("qualifiziert", _("qualifizierte Berufsausbildung")),
    ("helfer_engpass", _("Helferausbildung mit Zusage im Engpassberuf")),
    ("andere", _("andere")),
    ("keine", _("keine")),
)
VERTRAG = auswahl(
    "ausbildungsvertrag",
    _("Ausbildungsvertrag"),
    ("eintragung_beantragt", _("Eintragung beantragt")),
    ("eingetragen", _("eingetragen")),
    ("schulisch_geschlossen", _("mit der Bildungseinrichtung geschlossen")),
    ("zustimmung_bildungseinrichtung", _("Zustimmung der Bildungseinrichtung")),
    ("keiner", _("keiner")),
)
BEGINN = tag("ausbildungsbeginn", _("Beginn der Ausbildung"))
AUFGENOMMEN = auswahl(
    "ausbildung_aufgenommen",
    _("Ausbildung aufgenommen"),
    ("im_asylverfahren", _("im Asylverfahren")),
    ("mit_duldung", _("mit Duldung")),
)
BESTANDEN = ja_nein("ausbildung_bestanden", _("Ausbildung mit diesem Status abgeschlossen?"))
STRAFE = ja_nein("straftat_ueber_grenze", _("Verurteilt wegen Vorsatztat über 50 (90) Tagessätzen?"), BESONDERS)
VORSATZTAT = ja_nein("vorsatztat_60d", _("Verurteilt wegen Vorsatztat, die bei § 60d zählt?"), BESONDERS)
EXTREMISMUS = ja_nein("extremismusbezug", _("Bezüge zu extremistischen oder terroristischen Organisationen?"), BESONDERS)
AUSWEISUNG = ja_nein("ausweisungsverfuegung", _("Ausweisungsverfügung oder Anordnung nach § 58a?"), BESONDERS)
AUSWEISUNGSINTERESSE = ja_nein("ausweisungsinteresse", _("Ausweisungsinteresse?"), BESONDERS)
SCHWERES_INTERESSE = ja_nein(
    "ausweisungsinteresse_schwer", _("Ausweisungsinteresse nach § 54 Abs. 1 oder Abs. 2 Nr. 1, 2?"), BESONDERS
)
EHEGATTE = ja_nein("ehegatte_hindert", _("Fehlen beim Ehegatten Identität, Straffreiheit oder Kurs (§ 60d Abs. 1)?"), VERTRAULICH)
KURS_PFLICHT = auswahl(
    "integrationskurs",
    _("Integrationskurs"),
    ("keine_pflicht", _("nicht verpflichtet")),
    ("bestanden", _("abgeschlossen")),
    ("abbruch_ohne_schuld", _("ohne eigene Schuld abgebrochen")),
    ("offen", _("Pflicht noch offen")),
)
BESCHAEFTIGT = tag("beschaeftigt_seit", _("Sozialversicherungspflichtig beschäftigt seit"))
STUNDEN = zahl("wochenstunden", _("Wochenstunden"))
LU_SEIT = tag("lebensunterhalt_gesichert_seit", _("Lebensunterhalt durch Arbeit gesichert seit"))
LU = auswahl(
    "lebensunterhalt",
    _("Lebensunterhalt gesichert?"),
    ("ja", _("ja")),
    ("nur_sgb3", _("ja, mit Ausbildungsförderung nach SGB III")),
    ("weit_ueberwiegend", _("weit überwiegend")),
    ("ueberwiegend", _("überwiegend")),
    ("prognose", _("nein, gute Prognose")),
    ("nein", _("nein")),
)
BAB = ja_nein("bab_bezug", _("Bezieht Ausbildungsförderung nach SGB III (BAB)?"), VERTRAULICH)
IN_AUSBILDUNG = ja_nein("in_ausbildung_oder_schule", _("In Schule, Ausbildung oder Studium?"))
ERWERB_ERLAUBT = ja_nein("erwerb_erlaubt", _("Beschäftigung und Beruf auf Dauer erlaubt (§ 9 Abs. 2 S. 1 Nr. 5, 6)?"))
# Integration
MUENDLICH = niveau("deutsch_muendlich", _("Deutsch mündlich"))
SCHRIFTLICH = niveau("deutsch_schriftlich", _("Deutsch schriftlich"))
DEUTSCH = niveau("deutsch_gesamt", _("Deutsch insgesamt"))
KURS_MOEGLICH = ja_nein("integrationskurs_war_moeglich", _("War ein Integrationskurs möglich?"))
KINDER = ja_nein("schulpflichtige_kinder", _("Schulpflichtige Kinder?"))
SCHULBESUCH = ja_nein("kinder_schulbesuch_nachgewiesen", _("Schulbesuch der Kinder nachgewiesen?"))
MIT_KIND = ja_nein("minderjaehriges_kind_im_haushalt", _("Minderjähriges lediges Kind im Haushalt?"))
SCHULJAHRE = zahl("schulbesuch_jahre", _("Jahre erfolgreichen Schulbesuchs in Deutschland"))
ABSCHLUSS = ja_nein("abschluss_anerkannt", _("Anerkannter Schul- oder Berufsabschluss in Deutschland?"))
KRANK = ja_nein("krankheit_oder_alter", _("Nachweise wegen Krankheit, Behinderung oder Alters unmöglich?"), BESONDERS)
PROGNOSE = ja_nein("integrationsprognose", _("Gute Integrationsprognose?"))
FDGO_ZWEIFEL = ja_nein("fdgo_zweifel", _("Konkrete Anhaltspunkte gegen das Bekenntnis zur Grundordnung?"), BESONDERS)
BEKENNTNISSE = ja_nein("bekenntnisse_abgegeben", _("Bekenntnisse zur Grundordnung abgegeben?"))
TEST = ja_nein("test_leben_in_deutschland", _("Test „Leben in Deutschland“ oder Einbürgerungstest bestanden?"))
WOHNRAUM = ja_nein("wohnraum", _("Ausreichender Wohnraum?"))
# Departure impossible
UNMOEGLICH = ja_nein("ausreise_unmoeglich", _("Ausreise rechtlich oder tatsächlich unmöglich?"))
WEGFALL = ja_nein("wegfall_absehbar", _("Fällt das Hindernis in absehbarer Zeit weg?"))
UNVERSCHULDET = ja_nein("ausreise_unmoeglich_unverschuldet", _("Ohne eigene Schuld an der Ausreise gehindert?"))
# Skilled work
INLANDSABSCHLUSS = ja_nein("inlandsabschluss", _("Ausbildung, Pflegehilfe oder Studium in Deutschland abgeschlossen?"))
HOCHSCHULARBEIT = tag("hochschulbeschaeftigung_seit", _("Mit anerkanntem Hochschulabschluss angemessen beschäftigt seit"))
QUALIFIZIERT = tag("qualifiziert_beschaeftigt_seit", _("Ohne Lücke qualifiziert beschäftigt seit"))
OHNE_MITTEL = ja_nein("ein_jahr_ohne_oeffentliche_mittel", _("Ein Jahr ohne öffentliche Mittel (außer Unterkunft, Heizung)?"))
STELLE = ja_nein("stelle_passend", _("Stelle, die zur Qualifikation passt?"))
QUALIFIKATION = auswahl(
    "qualifikation",
    _("Qualifikation"),
    ("beruf", _("Berufsausbildung, deutsch oder gleichwertig")),
    ("hochschule", _("Hochschulabschluss, deutsch oder anerkannt")),
    ("keine", _("keine davon")),
)
BERUFSERLAUBNIS = ja_nein("berufserlaubnis", _("Erlaubnis zur Berufsausübung erteilt, zugesagt oder nicht nötig?"))
ALTER_45 = ja_nein("altersgrenze_45_erfuellt", _("Unter 45, Gehalt ab 55 % der Bemessungsgrenze oder Altersversorgung?"))
GEHALT = zahl("jahresgehalt_brutto", _("Jahresgehalt brutto in Euro"))
ENGPASS = ja_nein("engpass_oder_neuer_abschluss", _("Engpassberuf oder Abschluss vor höchstens drei Jahren?"))
SECHS_MONATE = ja_nein("stelle_mindestens_sechs_monate", _("Stelle für mindestens sechs Monate?"))
VISUM = ja_nein("visum_oder_verzicht", _("Mit passendem Visum eingereist oder Verzicht darauf (§ 5 Abs. 2, 3)?"))
EU_GRUND = ja_nein("grund_19f", _("Anderer Ablehnungsgrund nach § 19f Abs. 1, 2?"))
# Settlement
RENTE = zahl("rentenmonate", _("Beitragsmonate Rentenversicherung"))
RENTE_EHE = ja_nein("ehegatte_erfuellt_rente", _("Erfüllt der Ehegatte die Beitragsmonate?"))
SICHERHEIT = ja_nein("gruende_der_sicherheit", _("Gründe der öffentlichen Sicherheit oder Ordnung dagegen?"), BESONDERS)
SCHUTZ_SEIT = tag("titel_seit_inkl_asylverfahren", _("Titel seit, das Asylverfahren davor mitgezählt"))
WIDERRUF = ja_nein("widerruf_mitgeteilt", _("Hat das Bundesamt Gründe für Widerruf oder Rücknahme mitgeteilt?"), VERTRAULICH)
REGELALTER = ja_nein("regelaltersgrenze", _("Regelaltersgrenze der Rente erreicht?"))
FACHKRAFT_SEIT = tag("fachkrafttitel_seit", _("Titel nach § 18a, § 18b, § 18d oder § 18g seit"))
BLAUE_KARTE = zahl("blaue_karte_beitragsmonate", _("Monate Beschäftigung mit Blauer Karte und Beiträgen"))
TITEL_16D_3 = ja_nein("titel_16d_abs_3", _("Titel nach § 16d Abs. 3?"))
DAUERAUFENTHALT = ja_nein("voruebergehender_zweck", _("Aufenthalt seiner Natur nach vorübergehend (§ 9a Abs. 3 Nr. 5)?"))
EINKUENFTE = ja_nein("feste_einkuenfte", _("Feste und regelmäßige Einkünfte für sich und Angehörige?"))
DEUTSCHE_FAMILIE = ja_nein("familie_mit_deutschen", _("Lebt in Familie mit einer oder einem Deutschen?"))
# Citizenship
RECHTMAESSIG = tag("rechtmaessig_seit", _("Rechtmäßiger gewöhnlicher Aufenthalt seit"))
SGB = ja_nein("sgb2_12_bezug", _("Leistungen nach SGB II oder XII?"), VERTRAULICH)
VOLLZEIT = ja_nein("vollzeit_20_von_24", _("Vollzeit in 20 der letzten 24 Monate, selbst oder der Ehegatte mit Kind?"))
VORTITEL = ja_nein("vortitel_reicht", _("Reichte der bisherige Titel zur Einbürgerung?"))
VERURTEILT = ja_nein("strafe_12a_beachtlich", _("Verurteilung, die nach § 12a StAG zählt?"), BESONDERS)
ERMITTLUNG = ja_nein("ermittlungsverfahren", _("Laufendes Ermittlungsverfahren?"), BESONDERS)
AUSSCHLUSS_11 = ja_nein("ausschluss_11", _("Ausschlussgrund nach § 11 StAG?"), BESONDERS)
AUSLAND = ja_nein("aufenthalt_unterbrochen", _("Durch Aufenthalte im Ausland unterbrochen (§ 12b StAG)?"))
KIND_UNTER_16 = ja_nein("kind_unter_16_altersgemaess", _("Unter 16 und altersgemäße Sprache?"))
DEUTSCHE_EHE = ja_nein("ehe_mit_deutschen", _("Mit einer oder einem Deutschen verheiratet?"))
EHE_SEIT = tag("verheiratet_seit", _("Verheiratet seit"))
# Benefits
AUFENTHALT = tag("aufenthalt_im_bundesgebiet_seit", _("Ohne wesentliche Unterbrechung in Deutschland seit"))
RECHTSMISSBRAUCH = ja_nein("rechtsmissbrauch", _("Dauer des Aufenthalts rechtsmissbräuchlich beeinflusst?"), VERTRAULICH)
EINSCHRAENKUNG = ja_nein("einschraenkung_1a", _("Anspruch nach § 1a AsylbLG eingeschränkt?"), VERTRAULICH)
ELTERNTEIL = ja_nein("elternteil_mit_analogleistung", _("Minderjährig und ein Elternteil im Haushalt mit Leistungen nach § 2?"))
BIS_2024 = ja_nein("analogleistung_am_2024_02_26", _("Am 26.02.2024 schon Leistungen nach § 2 AsylbLG?"))
AUSGESETZT_18 = ja_nein("aussetzung_vor_18_monaten", _("Abschiebung vor 18 Monaten oder länger ausgesetzt?"))

TATSACHEN = Tatsachen(
    STATUS, *(value for value in list(globals().values()) if isinstance(value, Tatsache) and value is not STATUS)
)
