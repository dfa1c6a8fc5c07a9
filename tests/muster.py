"""One sample per address with parameters, so that the matrix of rights can open it.

Each entry returns the keyword arguments of the URL; it is called with the database open.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from behoerde.kern import register, uhr
from behoerde.kern.actions.datei import release
from behoerde.kern.actions.kontaktnachweis import page_token, start_nachweis
from behoerde.kern.db import System, als
from behoerde.kern.models import Rollenzuweisung
from lotsen.actions.willkommenscheck import begin_check, report_mangel
from lotsen.fassungen import inhalt_of
from lotsen.models import Angebotsfassung, Willkommenscheck
from termine.actions.ankunft import draw_number
from termine.models import (
    Auffaelligkeit,
    Ausnahme,
    Buchungspartner,
    Fassung,
    Sammelbuchung,
    Schliesstag,
    Termin,
    Unterlage,
    Wochenvorlage,
)
from termine.planung import as_range
from tests.factories.datei import taken
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import (
    GeraetFactory,
    NachrichtFactory,
    OrganisationseinheitFactory,
    RollenzuweisungFactory,
    StandortFactory,
    UserFactory,
    VorgabeFactory,
)
from tests.factories.lotsen import AngebotFactory, ErstberatungFactory, OrtFactory, TraegerFactory
from tests.factories.termine import DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, aufnahme, gebuchter_termin
from tests.factories.veranstaltung import EinladungslisteFactory, VeranstaltungFactory
from tests.lotsen.verweise import angebot_of, sent, with_letter
from tests.muster_datenschutz import DATENSCHUTZ
from tests.muster_schulung import SCHULUNG
from tests.muster_stellen import STELLEN
from tests.muster_vermittlung import vermittlung
from tests.muster_zusammenarbeit import ZUSAMMENARBEIT
from tests.termine.sammel import BuchungspartnerFactory

WEGWEISER = ("beginn", "bedarf", "frage", "pruefen", "mein", "mein_pdf", "mein_fristen")
ERSTBERATUNG = ("gespraech", "bedarf", "antworten", "empfehlungen", "naehe", "abschluss", "link", "paket", "abschied")


def vorgabe() -> dict:
    return {"pk": VorgabeFactory.create().pk}


def auffaelligkeit() -> dict:
    return {"pk": Auffaelligkeit.objects.create(muster="netz", merkmal="0" * 64, anzahl=10).pk}


def konto() -> dict:
    return {"pk": UserFactory.create().pk}


def rolle() -> dict:
    zuweisung = RollenzuweisungFactory.create()
    return {"pk": zuweisung.user_id, "rolle": zuweisung.pk}


def geraet() -> dict:
    return {"pk": GeraetFactory.create().pk}


def nachricht() -> dict:
    return {"pk": NachrichtFactory.create().pk}


def termin_von_heute() -> dict:
    """Return one that begins in a minute: two hours later it may be tomorrow."""
    return termin_der_stelle(uhr.now().replace(second=0, microsecond=0) + timedelta(minutes=1))


def termin_der_stelle(beginn: datetime | None = None) -> dict:
    """Return a visit at a team of the unit in which the newest account works."""
    zuweisung = Rollenzuweisung.objects.order_by("pk").last()
    einheit = zuweisung.organisationseinheit if zuweisung else OrganisationseinheitFactory.create()
    leistung = LeistungFactory.create()
    team = TeamFactory.create(organisationseinheit=einheit, leistungen=[leistung])
    beginn = beginn or uhr.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    zeitraum = as_range((beginn, beginn + timedelta(hours=2)))
    dienst = DienstFactory.create(platz=PlatzFactory.create(team=team), zeitraum=zeitraum)
    return {"pk": gebuchter_termin(dienst, leistung, beginn=beginn).pk}


def team_der_stelle():
    """Return a team of the unit in which the newest account works."""
    zuweisung = Rollenzuweisung.objects.order_by("pk").last()
    return TeamFactory.create(
        organisationseinheit=zuweisung.organisationseinheit if zuweisung else OrganisationseinheitFactory.create()
    )


def akte_der_stelle() -> dict:
    """Return a case of the unit in which the newest account works."""
    einheit = team_der_stelle().organisationseinheit
    with als(System.AUFGABE):
        return {"pk": FallakteFactory.create(einheit=einheit).pk}


def dienst_von_hand() -> dict:
    return {"pk": DienstFactory.create(platz=PlatzFactory.create(team=team_der_stelle()), herkunft="hand").pk}


def schliesstag() -> dict:
    tag = uhr.today()
    return {"pk": Schliesstag.objects.create(team=team_der_stelle(), von=tag, bis=tag, grund="Umzug").pk}


def ausnahme() -> dict:
    tag = uhr.today()
    return {"pk": Ausnahme.objects.create(team=team_der_stelle(), von=tag, bis=tag, grund="Umzug").pk}


def fassung() -> dict:
    leistung = LeistungFactory.create()
    return {"slug": leistung.slug, "pk": Fassung.objects.create(leistung=leistung, inhalt={}).pk}


def angabe() -> dict:
    return {"slug": LeistungFactory.create().slug, "angabe": "gebuehr"}


def partner_der_stelle() -> Buchungspartner:
    """Return an organisation that the unit looks after in which the newest account works."""
    return BuchungspartnerFactory.create(einheit=team_der_stelle().organisationseinheit)


def liste_der_stelle() -> dict:
    partner, standort = partner_der_stelle(), StandortFactory.create()
    row = Sammelbuchung.objects.create(partner=partner, leistung=LeistungFactory.create(), standort=standort, ab=uhr.today())
    return {"pk": row.pk}


def nummer_der_stelle() -> dict:
    """Return a number drawn in the house of a team of the unit in which the newest account works."""
    termin = Termin.objects.get(**termin_der_stelle())
    return {"pk": draw_number(standort=termin.standort, schluessel="muster", am_schalter=True).pk}


def anliegen_der_stelle() -> dict:
    """Return a concern for which the unit answers in which the newest account works."""
    zuweisung = Rollenzuweisung.objects.order_by("pk").last()
    einheit = zuweisung.organisationseinheit if zuweisung else OrganisationseinheitFactory.create()
    leistung = LeistungFactory.create(zugang="sichtung")
    TeamFactory.create(organisationseinheit=einheit, leistungen=[leistung])
    return {"pk": aufnahme(leistung).pk}


def verweis_der_stelle() -> dict:
    """Return a referral by letter of the unit in which the newest account works."""
    zuweisung = Rollenzuweisung.objects.order_by("pk").last()
    einheit = zuweisung.organisationseinheit if zuweisung else OrganisationseinheitFactory.create()
    with als(System.AUFGABE):
        return {"pk": with_letter(angebot_of(None), einheit=einheit).pk}


def kopie_der_stelle() -> dict:
    """Return a referral to the unit in which the newest account works."""
    with als(System.AUFGABE):
        return {"pk": sent(angebot_of(team_der_stelle().organisationseinheit)).kopie_id}


def kontaktnachweis() -> dict:
    return {"token": page_token(start_nachweis(zweck="probe", weiter="/", sprache="de"))}


def jeder_darf(user, objekt_id) -> bool:
    return True


def datei() -> dict:
    """Return a scanned file that everybody on the staff may open: the matrix looks at the right of the address alone."""
    register.add(register.Dateizugang("muster", jeder_darf))
    datei = taken(zweck="muster")
    release(datei)
    return {"pk": datei.pk}


def erstberatung_der_stelle() -> dict:
    """Return a talk of the unit in which the newest account works."""
    return {"pk": ErstberatungFactory.create(einheit=team_der_stelle().organisationseinheit).pk}


def veranstaltung_der_stelle() -> dict:
    """Return a reception of the unit in which the newest account works."""
    return {"pk": VeranstaltungFactory.create(einheit=team_der_stelle().organisationseinheit).pk}


PFLEGE = ("angebot", "texte", "plaetze", "stand", "bestaetigen", "verlauf")


def fassung_eines_angebots() -> dict:
    angebot = AngebotFactory.create()
    fassung = Angebotsfassung.objects.create(angebot=angebot, inhalt=inhalt_of(angebot), herkunft="amt")
    return {"pk": angebot.pk, "fassung": fassung.pk}


def hauscheck() -> Willkommenscheck:
    return begin_check(standort=StandortFactory.create(), user=UserFactory.create())


def mangel() -> dict:
    user = UserFactory.create()
    found = report_mangel(hauscheck(), punkt="wasser", text="leer", schwere="mittel", verantwortlich=user, faellig_am=uhr.today())
    return {"pk": found.pk}


MUSTER: dict[str, Callable[[], dict]] = {
    "kern:konto": konto,
    "kern:datei": datei,
    "kern:konto_bearbeiten": konto,
    "kern:konto_rolle": konto,
    "kern:konto_rolle_beenden": rolle,
    "kern:konto_austritt": konto,
    "kern:konto_sitzungen": konto,
    "kern:konto_kennwort": konto,
    "kern:konto_faktor": konto,
    **{f"wegweiser:{name}": lambda: {"token": "unbekannt"} for name in WEGWEISER},
    **{f"pflege:{name}": lambda: {"pk": AngebotFactory.create().pk} for name in PFLEGE},
    "pflege:zurueck": fassung_eines_angebots,
    "traegerpflege:uebersicht": lambda: {"token": "unbekannt"},
    "traegerpflege:berichtigen": lambda: {"token": "unbekannt", "pk": UUID(int=0)},
    "pflege:uebernahme": lambda: {"pk": UUID(int=0)},
    "pflege:traeger": lambda: {"pk": TraegerFactory.create().pk},
    "pflege:traeger_zurueck": lambda: {"pk": TraegerFactory.create().pk, "event": 1},
    "pflege:ort": lambda: {"pk": OrtFactory.create().pk},
    "pflege:ort_zurueck": lambda: {"pk": OrtFactory.create().pk, "event": 1},
    **{f"erstberatung:{name}": erstberatung_der_stelle for name in ERSTBERATUNG},
    "erstberatung:aus_termin": termin_von_heute,
    **{
        f"veranstaltungen:{name}": veranstaltung_der_stelle
        for name in ("veranstaltung", "bearbeiten", "absagen", "teilnehmende", "einlass")
    },
    "veranstaltungen:schritt": lambda: veranstaltung_der_stelle() | {"schritt": "freigeben"},
    "veranstaltungen:feier": lambda: {
        "pk": VeranstaltungFactory.create(einheit=team_der_stelle().organisationseinheit, art="einbuergerungsfeier").pk
    },
    "veranstaltungen:einladungsliste": lambda: {
        "pk": EinladungslisteFactory.create(einheit=team_der_stelle().organisationseinheit).pk
    },
    **{
        f"fallmanagement:{name}": akte_der_stelle
        for name in ("akte", "aufenthalt", "perspektive", "perspektive_blatt", "akte_fristen", "vermerke", "verlauf")
    },
    "fallmanagement:akte_vermittlungen": akte_der_stelle,
    **{f"fallmanagement:{name}": lambda: vermittlung(akte_der_stelle()) for name in ("vermittlung", "ersparnis")},
    **ZUSAMMENARBEIT,
    **{f"fallmanagement:{name}": akte_der_stelle for name in ("profil", "lebenslauf", "lebenslauf_pdf", "dokumente")},
    "monitoring:kennzahl": lambda: {"slug": "garantie-eingehalten"},
    "monitoring:pflege": lambda: {"slug": "garantie-eingehalten", "was": "ziel"},
    "fallmanagement:schritt": lambda: akte_der_stelle() | {"schritt": "phase"},
    **SCHULUNG,
    **STELLEN,
    "anmeldung:veranstaltung": lambda: {"pk": UUID(int=0)},
    **{f"haus:{name}": lambda: {"pk": StandortFactory.create().pk} for name in ("haus", "check_neu")},
    "willkommen:netz": lambda: {"token": "unbekannt"},
    "haus:check": lambda: {"pk": hauscheck().pk},
    "haus:mangel_neu": lambda: {"pk": hauscheck().pk, "punkt": "wasser"},
    "haus:mangel": mangel,
    **{f"anmeldung:{name}": lambda: {"token": "unbekannt"} for name in ("mein", "kalender", "einladung")},
    "lotsen:angebot": lambda: {"pk": UUID(int=0)},
    "hsds:service": lambda: {"pk": UUID(int=0)},
    "hsds:service_at_location": lambda: {"pk": UUID(int=0)},
    "hsds:organization": lambda: {"pk": UUID(int=0)},
    "hsds:taxonomy_term": lambda: {"pk": UUID(int=0)},
    "kern:regel": lambda: {"werk": "lotsen", "regel": "buergeramt"},
    "kern:vorgabe_neu": lambda: {"werk": "lotsen", "regel": "buergeramt"},
    "kern:vorgabe_beenden": vorgabe,
    **DATENSCHUTZ,
    "kern:geraet": geraet,
    "termine:heute_auffaelligkeit": auffaelligkeit,
    "kern:geraet_einrichtung": geraet,
    "kern:geraet_sperren": geraet,
    "kern:geraet_einrichten": lambda: {"token": "unbekannt"},
    "kern:einheit": lambda: {"pk": OrganisationseinheitFactory.create().pk},
    "kern:schnittstelle_widerrufen": lambda: {"pk": uuid4()},
    "api:termin": lambda: {"token": "unbekannt"},
    "api:termin_bestaetigen": lambda: {"token": "unbekannt"},
    "api:termin_absagen": lambda: {"token": "unbekannt"},
    "api:termin_verschieben": lambda: {"token": "unbekannt"},
    "kern:nachricht_text": lambda: {"name": "kontakt_code"},
    "kern:nachricht_erneut": nachricht,
    "kern:nachricht_verwerfen": nachricht,
    "api:freie_zeiten": lambda: {"slug": "unbekannt"},
    "termine:leistung": lambda: {"slug": "unbekannt"},  # pages for everybody: here it only counts that nobody must sign in
    "termine:buchen": lambda: {"slug": "unbekannt"},
    "termine:angaben": lambda: {"slug": "unbekannt"},
    "termine:anfragen": lambda: {"slug": "unbekannt"},
    **{
        f"termine:{name}": lambda: {"token": "unbekannt"}
        for name in (
            *("buchung", "buchung_zeit", "buchung_bestaetigen", "kontakt_zeit"),
            *("beleg_pruefen", "anliegen_antworten", "anliegen_unterlagen", "anliegen_vorschlaege"),
            *("anliegen_zurueckziehen", "anliegen_eingang"),
            *(
                "organisation",
                "organisation_vorlage",
                "nummer",
                "mein",
                "mein_verschieben",
                "mein_frueher",
                "mein_absagen",
                "mein_kalender",
                "mein_beleg",
            ),
        )
    },
    **{
        f"termine:heute_{name}": termin_der_stelle
        for name in (
            "termin",
            "angekommen",
            "bestaetigen",
            "verschieben",
            "absagen",
            "absage_zurueck",
            "zettel",
            "ankunft_zurueck",
            "nicht_erschienen",
            "dolmetschen",
            "dolmetschen_zurueck",
        )
    },
    **{
        f"dienstplan:{name}": lambda: {"pk": team_der_stelle().pk}
        for name in ("team", "team_angaben", "zeiten", "ausnahme_neu", "platz_neu")
    },
    **{f"dienstplan:{name}": lambda: {"pk": PlatzFactory.create(team=team_der_stelle()).pk} for name in ("platz", "dienst_neu")},
    **{f"dienstplan:{name}": schliesstag for name in ("schliesstag", "schliesstag_entfernen")},
    "dienstplan:ausnahme_entfernen": ausnahme,
    "dienstplan:dienst_entfernen": dienst_von_hand,
    "dienstplan:vorlage": lambda: {"pk": Wochenvorlage.objects.create(name="Ferien").pk},
    "dienstplan:standort": lambda: {"pk": StandortFactory.create().pk},
    **{
        f"verwaltung:leistung{page}": lambda: {"slug": LeistungFactory.create().slug}
        for page in ("", "_texte", "_unterlagen", "_vorschau", "_verlauf")
    },
    "verwaltung:leistung_zurueck": fassung,
    "verwaltung:unterlage": lambda: {"pk": Unterlage.objects.create(key="probe", name="Probe").pk},
    "verwaltung:angaben_leistung": lambda: {"slug": LeistungFactory.create().slug},
    **{f"verwaltung:angabe{step}": angabe for step in ("", "_bestaetigen", "_zuruecknehmen")},
    **{f"termine:heute_sammel_{name}": liste_der_stelle for name in ("liste", "ausgabe")},
    "termine:organisation_liste": lambda: {"token": "unbekannt", "pk": UUID(int=0)},
    **{f"termine:heute_partner_{name}": lambda: {"pk": partner_der_stelle().pk} for name in ("zugang", "verlauf")},
    "termine:heute_partner_form": lambda: {"pk": partner_der_stelle().pk},
    "termine:kalenderabo": lambda: {"token": "unbekannt"},
    "termine:ankunft_nummer": lambda: {"token": "unbekannt"},
    "termine:ankunft_sms": lambda: {"token": "unbekannt"},
    "termine:aufruf": lambda: {"standort": "unbekannt"},
    "termine:aufruf_teil": lambda: {"standort": "unbekannt"},
    **{f"termine:schalter_{name}": nummer_der_stelle for name in ("nummer", "parken", "weiterreichen", "notiz", "ausweis")},
    "termine:schalter_schritt": lambda: nummer_der_stelle() | {"schritt": "aufrufen"},
    "kern:code": kontaktnachweis,
    "kern:code_adresse": kontaktnachweis,
    **{
        f"termine:empfang_{name}": anliegen_der_stelle
        for name in (
            "anliegen",
            "personen",
            "zeiten",
            "kette",
            "kette_dazu",
            "zuweisen",
            "rueckfrage",
            "angebot",
            "antwort",
            "weiter",
            "leistung",
            "teilen",
        )
    },
    "termine:empfang_wieder_offen": termin_der_stelle,
    "termine:empfang_zusammen": lambda: anliegen_der_stelle() | {"doppelt": UUID(int=0)},
    "termine:empfang_unterlage": lambda: anliegen_der_stelle() | {"zeile": 1},
    "termine:empfang_zurueck": lambda: anliegen_der_stelle() | {"was": "frage"},
    **{f"partner:{name}": kopie_der_stelle for name in ("verweis", "zurueck", "mitteilung")},
    **{f"partner:{name}": lambda: {"token": "unbekannt"} for name in ("antwort", "brief")},
    **{f"verweis_person:{name}": lambda: {"token": "unbekannt"} for name in ("einwilligung", "rueckmeldung")},
    "verweise:verweis": verweis_der_stelle,
    "verweise:brief": verweis_der_stelle,
    "verweise:schritt": lambda: verweis_der_stelle() | {"schritt": "brief"},
    "mfa_remove_webauthn": lambda: {"pk": 1},  # asks for the password before it looks
    "mfa_edit_webauthn": lambda: {"pk": 1},
    "openid_connect_login": lambda: {"provider_id": "stadt"},
    "openid_connect_callback": lambda: {"provider_id": "stadt"},
}
