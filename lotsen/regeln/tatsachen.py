"""Facts that the rules of lotsen ask for, in the order of a talk: who, since when, what for, and the delicate last."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Empfindlichkeit, Tatsache, Tatsachen, Typ
from lotsen.regeln.bedarfe import BEDARFE
from lotsen.regeln.titel import STATUS

VERTRAULICH, BESONDERS = Empfindlichkeit.VERTRAULICH, Empfindlichkeit.BESONDERS


def ja_nein(name: str, frage, empfindlichkeit: Empfindlichkeit = Empfindlichkeit.NORMAL) -> Tatsache:
    return Tatsache(name, Typ.JANEIN, frage, empfindlichkeit=empfindlichkeit)


def tag(name: str, frage) -> Tatsache:
    return Tatsache(name, Typ.TAG, frage)


ALTER = Tatsache("alter", Typ.ZAHL, _("Wie alt sind Sie?"))
DEUTSCH = Tatsache("deutsch", Typ.NIVEAU, _("Wie gut können Sie Deutsch?"))
EINREISE = tag("einreise_am", _("Wann sind Sie nach Deutschland gekommen?"))
EINZUG = tag("einzug_am", _("Wann sind Sie in Ihre Wohnung eingezogen?"))
ANGEMELDET = ja_nein("angemeldet", _("Ist Ihre Wohnung angemeldet?"))
TITEL_AM = tag("titel_erteilt_am", _("Wann haben Sie diesen Aufenthaltstitel oder Schutz bekommen?"))
TITEL_ERSTMALS = ja_nein("titel_erstmals", _("Ist es Ihr erster Aufenthaltstitel dieser Art?"))
TITEL_MONATE = Tatsache("titel_monate", Typ.ZAHL, _("Für wie viele Monate wurde der Aufenthaltstitel erteilt?"))
BESITZT_SEIT = tag("titel_seit", _("Seit wann haben Sie ohne Lücke eine Aufenthaltserlaubnis?"))
VORUEBERGEHEND = ja_nein("voruebergehend", _("Wollen oder sollen Sie nur vorübergehend bleiben?"))
SATZ_3 = ja_nein("titel_25_4a_satz_3", _("Wurde der Titel nach § 25 Abs. 4a Satz 3 erteilt?"), VERTRAULICH)
DULDUNG_ERMESSEN = ja_nein("duldung_60a_2_3", _("Beruht die Duldung auf § 60a Abs. 2 Satz 3?"))
GEDULDET_SEIT = tag("geduldet_seit", _("Seit wann haben Sie eine Duldung?"))
VORAUFENTHALT = tag("voraufenthalt_seit", _("Seit wann sind Sie ohne Unterbrechung erlaubt, gestattet oder geduldet hier?"))
RECHTMAESSIG = tag("rechtmaessig_seit", _("Seit wann leben Sie rechtmäßig in Deutschland?"))
WOHNSITZ_SEIT = tag("wohnsitz_seit", _("Seit wann wohnen Sie in Deutschland?"))
WOHNSITZ_FREI = ja_nein(
    "wohnsitzregel_ausnahme",
    _("Gibt es Arbeit mit ausreichendem Einkommen, Ausbildung, Studium oder einen Kurs, den es am Ort nicht gibt?"),
)
ARBEITSLAGE = Tatsache(
    "arbeitslage",
    Typ.AUSWAHL,
    _("Was machen Sie zurzeit?"),
    (
        ("beschaeftigt", _("Arbeit oder Arbeitsvertrag")),
        ("selbstaendig", _("selbständig")),
        ("ausbildung", _("Ausbildung")),
        ("ausbildungsvertrag", _("Ausbildungsvertrag, noch nicht begonnen")),
        ("gemeldet", _("bei der Agentur für Arbeit gemeldet")),
        ("studium", _("Studium")),
        ("schule", _("Schule")),
        ("nichts", _("nichts davon")),
    ),
)
ANGEWORBEN = ja_nein("aus_ausland_angeworben", _("Haben Sie den Arbeitsvertrag geschlossen, als Sie noch im Ausland wohnten?"))
ARBEIT_ERLAUBT = ja_nein("arbeit_sechs_monate", _("Erlaubt Ihr Titel für mindestens sechs Monate, zu arbeiten?"))
ERWERBSFAEHIG = ja_nein("erwerbsfaehig", _("Können Sie mindestens drei Stunden am Tag arbeiten?"), VERTRAULICH)
HILFEBEDUERFTIG = ja_nein("hilfebeduerftig", _("Reicht Ihr Geld nicht zum Leben?"), VERTRAULICH)
SELBST_SUCHE = ja_nein("nur_zur_suche", _("Sind Sie nur hier, um Arbeit, Ausbildung oder Studium zu suchen?"))
SGB2 = ja_nein("sgb2_bezug", _("Bekommen Sie Geld vom Jobcenter?"), VERTRAULICH)
ASYLBLG = ja_nein("asylblg_bezug", _("Bekommen Sie Leistungen nach dem Asylbewerberleistungsgesetz?"), VERTRAULICH)
JOBCENTER_PFLICHT = ja_nein("jobcenter_verpflichtet", _("Hat das Jobcenter Sie zu einem Kurs verpflichtet?"))
ABH_PFLICHT = ja_nein("abh_aufgefordert", _("Hat die Ausländerbehörde Sie zu einem Integrationskurs aufgefordert?"))
PFLICHT_FESTGESTELLT = ja_nein(
    "kurspflicht_festgestellt",
    _("Hat die Ausländerbehörde mit Ihrem Titel festgestellt, dass Sie in den Integrationskurs müssen?"),
)
LEISTUNG_PFLICHT = ja_nein("leistungsbehoerde_aufgefordert", _("Hat das Sozialamt Sie zu einem Integrationskurs aufgefordert?"))
SCHULE = ja_nein("schule_laufend", _("Sind Sie jung und gehen hier zur Schule oder fangen damit an?"))
GERINGER_BEDARF = ja_nein("integrationsbedarf_gering", _("Kommen Sie nach Abschluss und Arbeit erkennbar ohne Kurs zurecht?"))
KURS_GEMACHT = ja_nein("integrationskurs_besucht", _("Haben Sie schon an einem Integrationskurs teilgenommen?"))
VERHINDERT = ja_nein("anmeldung_verhindert", _("Konnten Sie sich ohne eigene Schuld nicht zu einem Kurs anmelden?"))
VERGLEICHBAR = ja_nein("kurs_vergleichbar", _("Besuchen Sie ein vergleichbares Bildungsangebot?"))
UNZUMUTBAR = ja_nein("kurs_unzumutbar", _("Ist ein Kurs für Sie auf Dauer unmöglich oder unzumutbar?"), BESONDERS)
SCHRIFT = Tatsache(
    "schrift",
    Typ.AUSWAHL,
    _("Wie gut lesen und schreiben Sie?"),
    (("latein", _("gut, in lateinischer Schrift")), ("andere", _("gut, in anderer Schrift")), ("kaum", _("kaum"))),
)
GUENSTIG = ja_nein("kosten_befreit", _("Bekommen Sie Arbeitslosengeld oder verdienen Sie wenig?"), VERTRAULICH)
BERECHTIGUNG_AM = tag("kursberechtigung_am", _("Wann wurde Ihre erste Berechtigung für einen Integrationskurs ausgestellt?"))
KURS_BESTANDEN = ja_nein("kurs_bestanden", _("Haben Sie den Integrationskurs erfolgreich abgeschlossen?"))
KURS_BESONDERS = ja_nein("kurs_besonders", _("War es ein Kurs zum Lesen und Schreiben oder ein anderer Kurs mit mehr Stunden?"))
DEUFOEV_AM = tag("berufssprachkurs_berechtigt_am", _("Wann wurde Ihre Berechtigung für einen Berufssprachkurs ausgestellt?"))
ABSCHLUSS = Tatsache(
    "auslandsabschluss",
    Typ.AUSWAHL,
    _("Haben Sie im Ausland einen Abschluss gemacht?"),
    (
        ("keiner", _("keinen")),
        ("ihk", _("in einem kaufmännischen oder technischen Beruf")),
        ("handwerk", _("in einem Handwerk")),
        ("heilberuf", _("in einem Gesundheitsberuf")),
        ("hochschule", _("an einer Hochschule")),
        ("anderer", _("einen anderen")),
    ),
)
ANERKENNUNG_LAEUFT = ja_nein("anerkennung_laeuft", _("Läuft die Anerkennung Ihres Abschlusses?"))
UNTERLAGEN_VOLLSTAENDIG = tag(
    "anerkennung_vollstaendig_am", _("Seit wann liegen bei der Anerkennungsstelle alle Unterlagen vor?")
)
FUEHRERSCHEIN = Tatsache(
    "fuehrerschein",
    Typ.AUSWAHL,
    _("Haben Sie einen Führerschein?"),
    (("keiner", _("keinen")), ("eu", _("aus Deutschland, der EU oder dem EWR")), ("drittstaat", _("aus einem anderen Staat"))),
)
KIND = ja_nein("kind_im_haushalt", _("Leben Kinder in Ihrem Haushalt?"))
KIND_KLEIN = ja_nein("kind_1_bis_schule", _("Ist ein Kind mindestens ein Jahr alt und noch nicht in der Schule?"))
KIND_KLASSE_1 = ja_nein("kind_klasse_1", _("Ist ein Kind seit dem Schuljahr 2026/27 oder später in die erste Klasse gekommen?"))
KIND_SCHULE = ja_nein("kind_schulalter", _("Ist ein Kind im Schulalter?"))
KIND_BABY = ja_nein("kind_betreut", _("Betreuen Sie Ihr Baby selbst und arbeiten höchstens 32 Stunden in der Woche?"))
UNBEGLEITET = ja_nein("unbegleitet", _("Sind Sie unter 18 und ohne Eltern oder Sorgeberechtigte hier?"), BESONDERS)
KONTO = ja_nein("konto_nutzbar", _("Haben Sie in Deutschland ein Konto, das Sie nutzen können?"))
WENIG_GELD = ja_nein("einkommen_gering", _("Haben Sie wenig Einkommen?"), VERTRAULICH)
HAUSHALT_MIETE = ja_nein("miete", _("Wohnen Sie zur Miete oder in der eigenen Wohnung?"))
EIGENER_HAUSHALT = ja_nein("haushalt_auf_dauer", _("Können Sie auf längere Zeit einen eigenen Haushalt führen?"))
VERSICHERT = ja_nein("krankenversichert", _("Sind Sie krankenversichert?"), VERTRAULICH)
ASYLVERFAHREN = ja_nein("asylverfahren_laeuft", _("Läuft Ihr Asylverfahren noch?"), VERTRAULICH)
SICHER = ja_nein("sicherer_herkunftsstaat", _("Kommen Sie aus einem sicheren Herkunftsstaat?"), VERTRAULICH)
RUECKMELDUNG = ja_nein("rueckmeldung_erlaubt", _("Darf die Beratungsstelle uns sagen, ob Sie dort waren?"))
IDENTITAET = ja_nein("identitaet_geklaert", _("Sind Identität und Staatsangehörigkeit geklärt?"))
OHNE_SGB = ja_nein("ohne_sgb2_12", _("Leben Sie und Ihre Familie ohne Geld vom Jobcenter oder Sozialamt?"), VERTRAULICH)
VOLLZEIT = ja_nein(
    "vollzeit_20_von_24", _("Haben Sie in den letzten 24 Monaten mindestens 20 Monate Vollzeit gearbeitet und tun es noch?")
)
TEST = ja_nein("test_bestanden", _("Haben Sie den Einbürgerungstest oder „Leben in Deutschland“ bestanden?"))
BEKENNTNIS = ja_nein(
    "bekenntnisse", _("Bekennen Sie sich zum Grundgesetz und zur Verantwortung Deutschlands aus der Geschichte?"), BESONDERS
)
AUSLAND = ja_nein(
    "aufenthalt_unterbrochen",
    _("Hat eine lange Zeit im Ausland Ihren Aufenthalt unterbrochen (über sechs Monate, ohne Frist der Ausländerbehörde)?"),
)
VORTITEL = ja_nein("vortitel_reicht", _("Reichte Ihr bisheriger Titel zur Einbürgerung?"))
DEUTSCHE_EHE = ja_nein("ehe_deutsch", _("Sind Sie mit einer Deutschen oder einem Deutschen verheiratet oder verpartnert?"))
EHE_SEIT = tag("ehe_seit", _("Seit wann sind Sie verheiratet oder verpartnert?"))
VERURTEILT = ja_nein("verurteilt", _("Wurden Sie zu einer Strafe verurteilt, die nicht außer Betracht bleibt?"), BESONDERS)
ERMITTLUNG = ja_nein("ermittlungsverfahren", _("Wird gegen Sie wegen einer Straftat ermittelt?"), BESONDERS)
BESTREBUNGEN = ja_nein("ausschluss_11", _("Gibt es Anhaltspunkte für einen Ausschluss nach § 11 StAG?"), BESONDERS)

TATSACHEN = Tatsachen(
    STATUS,
    *(value for name, value in list(globals().items()) if isinstance(value, Tatsache) and name != "STATUS"),
    *BEDARFE.values(),
)
