"""One builder for each entry of the register: ``BAUER[model](n)`` makes the n-th row, finished and held by nothing."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import Kontaktnachweis, Loeschsperre, Protokolleintrag
from fallmanagement.enums import Abschlussgrund, Fallphase
from fallmanagement.models import Aktenzusammenfuehrung, Fallakte, Fallkonferenz, Freigabekopie, Perspektivpruefung
from lotsen.actions.anmeldung import Gaeste, Wer, register
from lotsen.models import (
    Antwort,
    Einladung,
    Einwilligung,
    Netzkontakt,
    Partnerkopie,
    Rueckmeldung,
    Urkunde,
    Verweis,
    Verweisschritt,
    Widerspruch,
)
from lotsen.models.einwilligung import text_hash
from monitoring.models import Umfrageantwort, Umfragewiderspruch
from termine.models import (
    Anliegen,
    Auffaelligkeit,
    Aufnahme,
    AufnahmeUnterlage,
    Notiz,
    Rueckfrage,
    Sammelbuchung,
    Sammelzeile,
    Serviceversprechen,
    Termin,
    Terminvorschlag,
    Vorsprache,
    Wartelisteneintrag,
)
from tests.factories.austausch import AustauschtreffenFactory
from tests.factories.datei import taken
from tests.factories.fallmanagement import (
    AufenthaltsstatusFactory,
    FallakteFactory,
    FristFactory,
    HaushaltsmitgliedFactory,
    VermerkFactory,
    VertretungFactory,
    ZustaendigkeitFactory,
)
from tests.factories.fallmanagement_profil import (
    BerufserfahrungFactory,
    BerufswunschFactory,
    DokumentFactory,
    KompetenzprofilFactory,
    QualifikationFactory,
    SprachstandFactory,
)
from tests.factories.gremien import GemeindekontaktFactory, GremiumkontaktFactory
from tests.factories.kern import NachrichtFactory, OrganisationseinheitFactory, PersonFactory, UserFactory
from tests.factories.lotsen import AngebotFactory, EmpfehlungFactory, ErstberatungFactory
from tests.factories.schulung import (
    EntwicklungsgespraechFactory,
    SchulungsgastFactory,
    SchulungsnachweisFactory,
    SchulungsteilnahmeFactory,
)
from tests.factories.stellen import BetriebFactory, BetriebskontaktFactory, StellenangebotFactory, released
from tests.factories.termine import LeistungFactory, PlatzFactory, UnterlageFactory
from tests.factories.veranstaltung import EinladungslisteFactory, VeranstaltungFactory
from tests.factories.vermittlung import ErsparnismonatFactory, NachbetreuungFactory, VermittlungFactory
from tests.factories.zusammenarbeit import (
    BriefFactory,
    FallkonferenzFactory,
    KonferenzbeschlussFactory,
    KonferenzfallFactory,
    KonferenzteilnahmeFactory,
    ZugriffFactory,
    freigabe,
)
from tests.kern.altbestand_leitbild import LEITBILD
from tests.termine.sammel import BuchungspartnerFactory

NUMMER = count(1000)
LANGE_HER = timedelta(days=4000)  # so that a date in the past still comes after it


def person() -> Any:
    return PersonFactory.create()


def termin(n: int, **fields) -> Termin:
    """A hold that ran out."""
    platz = PlatzFactory.create()
    beginn = uhr.now() - LANGE_HER
    place = {"platz": platz, "standort": platz.team.standort, "starts_at": beginn, "ends_at": beginn + timedelta(minutes=15)}
    values = {"status": "verfallen", "leistung": LeistungFactory.create(), "code": f"AAA-AA{n}", "schluessel": str(uuid4())}
    return Termin.objects.create(**(place | values | fields))


def aufnahme(n: int) -> Aufnahme:
    return Aufnahme.objects.create(
        leistung=LeistungFactory.create(),
        kontakt=person(),
        einheit=OrganisationseinheitFactory.create(),
        schluessel=str(uuid4()),
        stand="erledigt",
    )


def anliegen(n: int) -> Anliegen:
    who = person()
    return Anliegen.objects.create(person=who, person_hash=who.person_hash, leistung=LeistungFactory.create(), status="erledigt")


def vorschlag(n: int) -> Terminvorschlag:
    visit = termin(n)
    times = {"starts_at": visit.starts_at, "ends_at": visit.ends_at, "gueltig_bis": visit.starts_at}
    return Terminvorschlag.objects.create(
        aufnahme=aufnahme(n), status="verfallen", platz=visit.platz, standort=visit.standort, **times
    )


def vorsprache(n: int) -> Vorsprache:
    platz = PlatzFactory.create()
    return Vorsprache.objects.create(
        standort=platz.team.standort,
        tag=uhr.today(),
        reihe="A",
        nummer=n + 1,
        schluessel=str(uuid4()),
        status="gegangen",
        beendet_am=uhr.now(),
        termin=termin(n),
    )


def sammelzeile(n: int) -> Sammelzeile:
    partner = BuchungspartnerFactory.create()
    standort = PlatzFactory.create().team.standort
    liste = Sammelbuchung.objects.create(partner=partner, leistung=LeistungFactory.create(), standort=standort, ab=uhr.today())
    return Sammelzeile.objects.create(sammelbuchung=liste, position=1, eingaben="{}")


def buchungspartner(n: int) -> Any:
    return BuchungspartnerFactory.create(kontakt_name="Olena Beispiel", email="olena@beispiel.example", telefon="0123")


def antwort(n: int) -> Antwort:
    return Antwort.objects.create(erstberatung=ErstberatungFactory.create(), tatsache="deutsch", wert='"A1"')


def anmeldung(n: int) -> Any:
    gaeste, wer = Gaeste(personen=1), Wer("Olena Koval", email="olena@beispiel.example", sprache="uk")
    return register(veranstaltung=VeranstaltungFactory.create(), wer=wer, gaeste=gaeste, schluessel=uuid4())


def kopie(n: int) -> Partnerkopie:
    return Partnerkopie.objects.create(
        angebot=AngebotFactory.create(),
        kennung=f"K-{next(NUMMER)}",
        uebergabe="einwilligung",
        status="gesendet",
        geschickt_von="Amt",
        zweck="Beratung",
        gueltig_bis=uhr.today(),
    )


def verweis(n: int) -> Verweis:
    """Return one that has ended."""
    row = Verweis.objects.create(
        kennung=f"V-{next(NUMMER)}",
        person=person(),
        angebot=AngebotFactory.create(),
        einheit=OrganisationseinheitFactory.create(),
        angelegt_von=UserFactory.create(),
        kopie=kopie(n),
        uebergabe="einwilligung",
    )
    Verweis.objects.filter(pk=row.pk).update(status="widerrufen", grund="person", beendet_am=uhr.now())
    return row


def einwilligung(n: int) -> Einwilligung:
    return Einwilligung.objects.create(
        verweis=verweis(n),
        empfaenger="Verein",
        zweck="Beratung",
        felder=["name"],
        sprache="de",
        text="Ja",
        text_hash=text_hash("Ja"),
        gueltig_bis=uhr.today(),
    )


def protokoll(n: int) -> Protokolleintrag:
    who = person()
    record("probe", who)
    return Protokolleintrag.objects.get(objekt_id=str(who.pk))


def einladung(n: int) -> Einladung:
    return Einladung.objects.create(liste=EinladungslisteFactory.create(), person=person())


def urkunde(n: int) -> Urkunde:
    return Urkunde.objects.create(veranstaltung=VeranstaltungFactory.create(), name="Olena Koval", position=1, bis=uhr.now())


def end(akte: Fallakte) -> Fallakte:
    """Close a case as of long ago."""
    ended = {"phase": Fallphase.ABGESCHLOSSEN, "grund": Abschlussgrund.WEGGEZOGEN, "beendet_am": uhr.today() - LANGE_HER}
    Fallakte.objects.filter(pk=akte.pk).update(**ended)
    return akte


def of_case(factory: Any) -> Any:
    """Return a part of a case that was closed long ago."""
    row = factory.create()
    end(row.fallakte)
    return row


def of_placement(factory: Any) -> Any:
    """Return a part of a placement whose case was closed long ago."""
    row = factory.create()
    end(row.vermittlung.fallakte)
    return row


def perspektive(n: int) -> Perspektivpruefung:
    akte = end(FallakteFactory.create())
    return Perspektivpruefung.objects.create(fallakte=akte, tag=uhr.today(), fassung="2026-11", tatsachen="{}", ergebnis=[])


def ended(row: Any, akte: Fallakte) -> Any:
    end(akte)
    return row


def kopie_beim_partner(n: int) -> Freigabekopie:
    row = freigabe()
    return ended(row.kopie, row.fallakte)


def konferenz_of(factory: Any) -> Any:
    """Return a meeting that is over, or a part of one."""
    row = factory.create()
    Fallkonferenz.objects.update(abgeschlossen_am=uhr.now())
    return row


def beschluss(n: int) -> Any:
    row = KonferenzbeschlussFactory.create()
    return ended(row, row.fall.fallakte)


def freigabe_of_case(n: int) -> Any:
    """A Freigabe that is over: the night took the copy of the partner away."""
    row = freigabe()
    row.kopie.delete()
    return ended(row, row.fallakte)


def zusammenfuehrung(n: int) -> Any:
    """A merge of two files; the one that stays goes on."""
    bleibt, doppelt = FallakteFactory.create(), FallakteFactory.create()
    return Aktenzusammenfuehrung.objects.create(bleibt=bleibt, doppelt=doppelt, vorher="{}", von=bleibt.angelegt_von)


def vorschlag_of_case(n: int) -> Any:
    akte = FallakteFactory.create()
    return ended(released(akte, StellenangebotFactory.create()), akte)


UMFRAGEN: dict[str, Callable[[int], Any]] = {
    "monitoring.Umfrageantwort": lambda n: Umfrageantwort.objects.create(periode=uhr.today(), frage="text", text="Mehr Stühle"),
    "monitoring.Umfragewiderspruch": lambda n: Umfragewiderspruch.objects.create(person_hash=f"{n}" * 64),
}
STELLEN: dict[str, Callable[[int], Any]] = {
    "fallmanagement.Betrieb": lambda n: BetriebFactory.create(
        ansprechperson="Olena Koval", email="olena@beispiel.example", telefon="0123", bemerkungen="Nett", inaktiv_seit=uhr.today()
    ),
    "fallmanagement.Betriebskontakt": lambda n: BetriebskontaktFactory.create(),
    "fallmanagement.Vorschlag": vorschlag_of_case,
}
SCHULUNG: dict[str, Callable[[int], Any]] = {
    "monitoring.Austauschtreffen": lambda n: AustauschtreffenFactory.create(),
    "monitoring.Gemeindekontakt": lambda n: GemeindekontaktFactory.create(),
    "monitoring.Gremiumkontakt": lambda n: GremiumkontaktFactory.create(),
    "monitoring.Schulungsgast": lambda n: SchulungsgastFactory.create(),
    "monitoring.Schulungsteilnahme": lambda n: SchulungsteilnahmeFactory.create(),
    "monitoring.Schulungsnachweis": lambda n: SchulungsnachweisFactory.create(erworben_am=uhr.today() - LANGE_HER),
    "monitoring.Entwicklungsgespraech": lambda n: EntwicklungsgespraechFactory.create(),
}
ZUSAMMENARBEIT: dict[str, Callable[[int], Any]] = {
    "fallmanagement.Zugriff": lambda n: of_case(ZugriffFactory),
    "fallmanagement.Aktenzusammenfuehrung": zusammenfuehrung,
    "fallmanagement.Freigabe": freigabe_of_case,
    "fallmanagement.Freigabekopie": kopie_beim_partner,
    "fallmanagement.Fallkonferenz": lambda n: konferenz_of(FallkonferenzFactory),
    "fallmanagement.Konferenzteilnahme": lambda n: konferenz_of(KonferenzteilnahmeFactory),
    "fallmanagement.Konferenzfall": lambda n: of_case(KonferenzfallFactory),
    "fallmanagement.Konferenzbeschluss": beschluss,
    "fallmanagement.Brief": lambda n: of_case(BriefFactory),
}
BAUER: dict[str, Callable[[int], Any]] = {
    "kern.Person": lambda n: person(),
    "kern.Nachricht": lambda n: NachrichtFactory.create(),
    "kern.Kontaktnachweis": lambda n: Kontaktnachweis.objects.create(
        zweck="probe", objekt_id=uuid4(), sprache="de", gueltig_bis=uhr.now()
    ),
    "kern.Datei": lambda n: taken(),
    "kern.User": lambda n: UserFactory.create(),
    "kern.Protokolleintrag": protokoll,
    "kern.Loeschsperre": lambda n: Loeschsperre.objects.create(
        person=person(), grund="Klage", bis=uhr.today(), angelegt_von=UserFactory.create()
    ),
    "termine.Termin": termin,
    "termine.Anliegen": anliegen,
    "termine.Aufnahme": aufnahme,
    "termine.AufnahmeUnterlage": lambda n: AufnahmeUnterlage.objects.create(
        aufnahme=aufnahme(n), unterlage=UnterlageFactory.create()
    ),
    "termine.Rueckfrage": lambda n: Rueckfrage.objects.create(aufnahme=aufnahme(n), text="Haben Sie einen Mietvertrag?"),
    "termine.Terminvorschlag": vorschlag,
    "termine.Wartelisteneintrag": lambda n: Wartelisteneintrag.objects.create(termin=termin(n)),
    "termine.Serviceversprechen": lambda n: Serviceversprechen.objects.create(aufnahme=aufnahme(n), angebot_bis=uhr.now()),
    "termine.Vorsprache": vorsprache,
    "termine.Notiz": lambda n: Notiz.objects.create(termin=termin(n), text="Bringt den Mietvertrag mit."),
    "termine.Auffaelligkeit": lambda n: Auffaelligkeit.objects.create(muster="netz", merkmal=f"{n}" * 64, anzahl=10),
    "termine.Buchungspartner": buchungspartner,
    "termine.Sammelzeile": sammelzeile,
    "lotsen.Erstberatung": lambda n: ErstberatungFactory.create(),
    "lotsen.Antwort": antwort,
    "lotsen.Empfehlung": lambda n: EmpfehlungFactory.create(),
    "lotsen.Netzkontakt": lambda n: Netzkontakt.objects.create(email="olena@beispiel.example"),
    "lotsen.Anmeldung": anmeldung,
    "lotsen.Einladung": einladung,
    "lotsen.Widerspruch": lambda n: Widerspruch.objects.create(person_hash=f"{n}" * 64),
    "lotsen.Urkunde": urkunde,
    "lotsen.Verweis": verweis,
    "lotsen.Verweisschritt": lambda n: Verweisschritt.objects.create(verweis=verweis(n), nach="entwurf", seite="lotse"),
    "lotsen.Einwilligung": einwilligung,
    "lotsen.Partnerkopie": kopie,
    "lotsen.Rueckmeldung": lambda n: Rueckmeldung.objects.create(verweis=verweis(n), art="person", antwort="ja"),
    "fallmanagement.Fallakte": lambda n: end(FallakteFactory.create()),
    "fallmanagement.Zustaendigkeit": lambda n: of_case(ZustaendigkeitFactory),
    "fallmanagement.Vertretung": lambda n: VertretungFactory.create(),
    "fallmanagement.Haushaltsmitglied": lambda n: of_case(HaushaltsmitgliedFactory),
    "fallmanagement.Aufenthaltsstatus": lambda n: AufenthaltsstatusFactory.create(),
    "fallmanagement.Frist": lambda n: of_case(FristFactory),
    "fallmanagement.Perspektivpruefung": perspektive,
    "fallmanagement.Vermittlung": lambda n: of_case(VermittlungFactory),
    "fallmanagement.Nachbetreuung": lambda n: of_placement(NachbetreuungFactory),
    "fallmanagement.Ersparnismonat": lambda n: of_placement(ErsparnismonatFactory),
    "fallmanagement.Vermerk": lambda n: of_case(VermerkFactory),
    "fallmanagement.Kompetenzprofil": lambda n: of_case(KompetenzprofilFactory),
    "fallmanagement.Sprachstand": lambda n: of_case(SprachstandFactory),
    "fallmanagement.Berufswunsch": lambda n: of_case(BerufswunschFactory),
    "fallmanagement.Qualifikation": lambda n: of_case(QualifikationFactory),
    "fallmanagement.Berufserfahrung": lambda n: of_case(BerufserfahrungFactory),
    **SCHULUNG,
    **UMFRAGEN,
    **STELLEN,
    **ZUSAMMENARBEIT,
    **LEITBILD,
    "fallmanagement.Dokument": lambda n: of_case(DokumentFactory),
}
