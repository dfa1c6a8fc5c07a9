"""The example office: people whom a guide accompanies, in every state a consultation can have; for DEBUG only."""

from datetime import date, timedelta
from typing import Any

from behoerde.kern import uhr
from behoerde.kern.actions.beispiel import EINHEIT
from behoerde.kern.models import Organisationseinheit, Person, User
from behoerde.kern.rechte import Rolle
from lotsen.actions.antwort import answer, answer_bedarfe, send_off
from lotsen.actions.empfehlung import accept, skip, tick
from lotsen.actions.erstberatung import begin_erstberatung, finish
from lotsen.actions.link import make_link
from lotsen.beratung import Linkzweck, Uebersprunggrund
from lotsen.models import Angebot, Erstberatung
from lotsen.queries.empfehlung import vorschlaege
from lotsen.queries.erstberatung import lage

VIELE = 300  # people of the large example
# name, birth date, language, needs, facts; whatever else is asked stays open
OLENA = ("Olena", "Schewtschenko", date(1991, 4, 12), "uk")
AMIR = ("Amir", "Haddad", date(1998, 9, 3), "ar")
ELIF = ("Elif", "Kaya", date(1985, 1, 27), "tr")
KURS = "integrationskurstraeger"


def build_beratungen(gross: bool = False) -> None:
    """Build three people's ways, or some hundreds; running again changes nothing."""
    user = User.objects.filter(rollenzuweisungen__rolle=Rolle.LOTSE, ist_beispiel=True).first()
    einheit = Organisationseinheit.objects.filter(name=EINHEIT).first()
    if user is None or einheit is None or Erstberatung.objects.exists():
        return
    _finished(_begin(OLENA, user, einheit), user)
    _running(_begin(AMIR, user, einheit), user)
    _prepared(_begin(ELIF, user, einheit, allein=True))
    for number in range(VIELE if gross else 0):
        who = (
            f"Beispiel {number}",
            "Person",
            date(1970, 1, 1) + timedelta(days=40 * number),
            ("uk", "ar", "tr", "en")[number % 4],
        )
        _running(_begin(who, user, einheit), user)


def _begin(who: tuple, user: User, einheit: Organisationseinheit, **how: Any) -> Erstberatung:
    vorname, nachname, geburtsdatum, sprache = who
    email = f"{vorname}.{nachname}@beispiel.example".lower().replace(" ", "-")
    person = Person.objects.create(vorname=vorname, nachname=nachname, geburtsdatum=geburtsdatum, sprache=sprache, email=email)
    return begin_erstberatung(person=person, einheit_id=einheit.pk, user=user, sprache=sprache, **how)


def _finished(beratung: Erstberatung, user: User) -> None:
    """Somebody with protection who learns German: four steps, one of them done."""
    named = ["bedarf_sprache_grundlagen", "bedarf_beratung_allgemein", "bedarf_finanzen_konto", "bedarf_ankommen_orientierung"]
    answer_bedarfe(erstberatung=beratung, names=named, user=user)
    facts = {
        "status": "25_2_fluechtling",
        "titel_erteilt_am": uhr.today() - timedelta(days=200),
        "titel_erstmals": True,
        "titel_monate": 36,
        "voruebergehend": False,
        "schule_laufend": False,
        "integrationsbedarf_gering": False,
        "integrationskurs_besucht": False,
        "deutsch": "A0",
        "angemeldet": False,
        "einzug_am": uhr.today() - timedelta(days=5),
        "konto_nutzbar": False,
    }
    for name, value in facts.items():
        answer(erstberatung=beratung, tatsache=name, value=value, user=user)
    for vorschlag in vorschlaege(lage(beratung)).ja:
        slug = vorschlag.art.slug
        if slug == "willkommensbuero":
            skip(erstberatung=beratung, angebotsart=slug, grund=Uebersprunggrund.ERLEDIGT, user=user)
            continue
        angebot = Angebot.objects.offered().filter(angebotsart=slug).first()
        row = accept(erstberatung=beratung, angebotsart=slug, angebot=angebot, user=user)
        if slug == "basiskonto_bank":
            tick(empfehlung=row, erledigt=True)
    finish(erstberatung=beratung, user=user, erinnern=True)
    make_link(zweck=Linkzweck.WEGWEISER, erstberatung=beratung)


def _running(beratung: Erstberatung, user: User) -> None:
    """Somebody in the asylum procedure who looks for work: the talk stands in the middle."""
    answer_bedarfe(erstberatung=beratung, names=["bedarf_arbeit_suche", "bedarf_sprache_erstorientierung"], user=user)
    for name, value in {"status": "aufenthaltsgestattung", "deutsch": "A1"}.items():
        answer(erstberatung=beratung, tatsache=name, value=value, user=user)


def _prepared(beratung: Erstberatung) -> None:
    """Somebody who answered alone and has sent it off."""
    answer_bedarfe(erstberatung=beratung, names=["bedarf_anerkennung_beratung", "bedarf_familie_kita"])
    for name, value in {"auslandsabschluss": "heilberuf", "kind_1_bis_schule": True}.items():
        answer(erstberatung=beratung, tatsache=name, value=value)
    make_link(zweck=Linkzweck.BERATUNG, erstberatung=beratung)
    send_off(erstberatung=beratung)
