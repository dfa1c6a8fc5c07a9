"""What apps tell kern about themselves. Each app fills it in ``AppConfig.ready()``, without touching the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from behoerde.kern.rechte import Recht
from behoerde.kern.regeln import Regelwerk

if TYPE_CHECKING:
    from django.db.models import Q, QuerySet
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Anlass:
    """A reason to write to somebody: ``template`` is a path below templates/mail without its ending.

    ``betreff`` is lazily translated and may hold ``{name}`` fields of the rendered context.
    ``kontext(kontext) -> dict`` builds what the template shows, right before sending, in the person's language;
    the key ``anhaenge`` may hold a list of (file name, bytes, media type).
    ``noch_gueltig(kontext) -> bool`` is asked before each sending: no reminder for a cancelled Termin.
    ``beispiel() -> dict`` is what ``kontext`` would return of nobody real, in the active language, for preview and test.
    """

    name: str
    template: str
    betreff: "StrOrPromise"
    kontext: Callable[[dict], dict]
    noch_gueltig: Callable[[dict], bool] = lambda kontext: True
    beispiel: Callable[[], dict] = field(kw_only=True)


FORMULAR = "formular"


@dataclass(frozen=True)
class Kontaktzweck:
    """What a code sent to a contact is for: ``name`` is the ``zweck`` of its Kontaktnachweis.

    ``kopf`` is the template above the field for the code; it shows what ``kontext(nachweis)`` returns. The pages also read
    from there ``erklaerung`` and ``knopf``, ``warum`` before an address is known; the message reads ``wofuer``.
    ``senden(nachweis)`` queues the message and ``bestaetigt(nachweis) -> path`` does what the right code is for, both in
    the transaction that made or accepted it, so a DomainError there takes back everything; the same right code again
    must yield the same path.
    ``umweg(nachweis)`` is where the pages lead once no code is wanted any more, else "".
    ``gilt`` counts from each sending, ``grenzen`` names the limits of ``behoerde.kern.grenzen``.
    """

    name: str
    kopf: str
    kontext: Callable[[Any], dict]
    senden: Callable[[Any], None]
    bestaetigt: Callable[[Any], str]
    umweg: Callable[[Any], str] = lambda nachweis: ""
    gilt: timedelta = timedelta(hours=1)
    grenzen: str = "ohne_skript"


@dataclass(frozen=True)
class Personenbezug:
    """Personal fields of one model: why they are kept (``zweck``, ``rechtsgrundlage``) and until when.

    ``frist`` counts from ``ab_feld``; a row without that date stays. ``erst_wenn() -> Q`` keeps what is not finished yet.
    ``aktion`` is "loeschen" or "leeren": keep the row and set ``leer``, pairs of field and value (constant or expression).
    ``sachfelder`` are fields that could hold words about somebody but don't (a status, a key).
    ``pfad_zur_person`` is the lookup from the model to ``kern.Person``, to a ``person_hash``, or to a plain field that holds
    the key of anything that belongs to a person; "" where there is none, and for the person itself.
    ``adressfeld`` is the e-mail address by which rows without any key to a person are found when somebody asks for them.
    ``gehalten_leer`` are texts that become empty when the period is over while a row that stays longer holds this one.
    ``nimmt_mit`` names foreign keys whose row goes along. ``bleibt`` says why a row stays although somebody asks for its
    erasure (Art. 17 Abs. 3 DSGVO).
    """

    modell: str
    felder: tuple[str, ...]
    zweck: "StrOrPromise"
    rechtsgrundlage: str
    frist: timedelta
    ab_feld: str
    aktion: str = "loeschen"
    pfad_zur_person: str = "person"
    sachfelder: tuple[str, ...] = ()
    erst_wenn: "Callable[[], Q] | None" = None
    leer: tuple[tuple[str, Any], ...] = ()
    adressfeld: str = ""
    gehalten_leer: tuple[str, ...] = ()
    nimmt_mit: tuple[str, ...] = ()
    bleibt: str = ""


@dataclass(frozen=True)
class Gleichsetzung:
    """What an app knows about who is the same human being though name or birth date differ.

    ``auch(persons) -> set``: keys of rows of people that are the same as one of ``persons``, which are keys too. What belongs
    to one of them belongs to all: Art. 15, erasure, Löschsperre.
    """

    auch: Callable[[set], set]


@dataclass(frozen=True)
class OhnePersonenbezug:
    """A model that holds no personal data, and why that is so."""

    modell: str
    grund: str


@dataclass(frozen=True)
class Beispieldaten:
    """Builder of a part of the example office; ``builder(gross: bool)`` runs in ascending ``order``.

    With ``jeder_start`` it runs at every start: what belongs to today.
    """

    builder: Callable[[bool], None]
    order: int
    jeder_start: bool = False


@dataclass(frozen=True)
class Navigation:
    """An entry in the head of staff pages; ``zaehler(user)`` returns a live count, or the rows to be counted.

    ``symbol`` (an icon of ZEICHEN) and ``text`` (one sentence) stand on its card on the start page of staff.
    """

    label: "StrOrPromise"
    url: "StrOrPromise"
    recht: Recht
    order: int = 100
    zaehler: "Callable[[Any], int | QuerySet] | None" = None
    symbol: str = "door-open"
    text: Any = ""


@dataclass(frozen=True)
class Befund:
    """A check of ``manage.py doctor``: returns "" when all is well, else a sentence that says what to do.

    A ``hinweis`` is a remark: it does not change the exit code.
    """

    name: str
    check: Callable[[], str]
    hinweis: bool = False


@dataclass(frozen=True)
class Job:
    """A task that the scheduler starts: every ``alle`` or daily at ``taeglich_um`` (wall time at the office)."""

    name: str
    task: str
    alle: timedelta | None = None
    taeglich_um: time | None = None


@dataclass(frozen=True)
class Kachel:
    """A block that an upper app puts on a lower app's page ``seite``; ``kontext(request, **angaben) -> dict | None``.

    ``angaben`` is what that page tells its blocks, none on most; None means that the block is not shown.
    """

    seite: str
    template: str
    kontext: Callable[..., dict | None] = lambda request, **angaben: {}
    order: int = 100


@dataclass(frozen=True)
class Listenseite:
    """A list whose filters staff keep under a name: ``url`` is the name of its address, ``label`` what staff call it.

    ``erlaubt`` says for each parameter of the address which values are kept: never one that somebody types, such as a
    search for a name. Whoever holds ``teilen`` may give a view of it to a role; None: nobody may.
    """

    url: str
    label: "StrOrPromise"
    recht: Recht
    erlaubt: Mapping[str, Callable[[str], bool]]
    teilen: Recht | None = None


@dataclass(frozen=True)
class Dateizugang:
    """Who on the staff may open the files of ``zweck``: ``darf_sehen(user, objekt_id) -> bool``; without an entry nobody may.

    ``gebraucht() -> QuerySet`` of one column names the objects whose files stay beyond their period.
    """

    zweck: str
    darf_sehen: Callable[[Any, UUID], bool]
    gebraucht: "Callable[[], QuerySet] | None" = None


@dataclass(frozen=True)
class Geraeteseite:
    """What a device of kind ``art`` shows: ``url(geraet) -> str``."""

    art: str
    url: Callable[[Any], str]


@dataclass
class _Register:
    entries: dict[type, list] = field(default_factory=lambda: defaultdict(list))


_register = _Register()
T = TypeVar("T")


def add(*entries: object) -> None:
    """Register ``entries``; adding an equal one again changes nothing."""
    for entry in entries:
        if entry not in _register.entries[type(entry)]:
            _register.entries[type(entry)].append(entry)


def alle(kind: type[T]) -> list[T]:
    """Return all entries of one kind, by their ``order`` where they have one."""
    return sorted(_register.entries[kind], key=lambda entry: getattr(entry, "order", 0))


def anlass(name: str) -> Anlass:
    """Return the Anlass called ``name``; KeyError when no app registered it."""
    return {entry.name: entry for entry in alle(Anlass)}[name]


def listenseite(url: str) -> Listenseite:
    """Return the list whose address is called ``url``; KeyError when no app registered it."""
    return {entry.url: entry for entry in alle(Listenseite)}[url]


def darf_datei_sehen(user: Any, zweck: str, objekt_id: UUID) -> bool:
    """Tell whether ``user`` may open files of this object; nobody may where no app registered ``zweck``."""
    return any(entry.darf_sehen(user, objekt_id) for entry in alle(Dateizugang) if entry.zweck == zweck)


def regelwerk(name: str) -> Regelwerk:
    """Return the set of rules called ``name``; KeyError when no app registered it."""
    return {entry.name: entry for entry in alle(Regelwerk)}[name]


def kontaktzweck(name: str) -> Kontaktzweck:
    """Return the Kontaktzweck called ``name``; protected forms share one, whatever they are called."""
    known = {entry.name: entry for entry in alle(Kontaktzweck)}
    return known.get(name) or known[FORMULAR]


def kacheln(seite: str, request, **angaben: Any) -> Iterable[tuple[str, dict]]:
    """Yield (template, context) of every block that wants to stand on ``seite``."""
    for kachel in alle(Kachel):
        if kachel.seite == seite and (kontext := kachel.kontext(request, **angaben)) is not None:
            yield kachel.template, kontext
