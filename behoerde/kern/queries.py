"""What kern's staff pages need to read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.postgres.lookups import Unaccent
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from behoerde.kern import register, uhr
from behoerde.kern.datum import datum_lang, uhrzeit
from behoerde.kern.models import (
    Geraet,
    Nachricht,
    Organisationseinheit,
    Protokolleintrag,
    Rollenzuweisung,
    User,
    Vorgabe,
    Zugangslink,
)
from behoerde.kern.regeln import Regel, Regelwerk

# What happened to an account, as the page and the mail say it.
VORGAENGE = {
    "konto_angelegt": _("Konto angelegt"),
    "konto_geaendert": _("Angaben geändert"),
    "konto_austritt": _("Ausscheiden geändert"),
    "rolle_vergeben": _("Rolle erhalten"),
    "rolle_beendet": _("Rolle beendet"),
    "sitzungen_beendet": _("Überall abgemeldet"),
    "kennwort_geaendert": _("Passwort geändert"),
    "startkennwort_vergeben": _("Startkennwort erhalten"),
    "zweiter_faktor_entfernt": _("Zweiter Faktor von der Verwaltung entfernt"),
    "app_eingerichtet": _("App für Codes eingerichtet"),
    "app_entfernt": _("App für Codes entfernt"),
    "schluessel_hinzugefuegt": _("Sicherheitsschlüssel hinzugefügt"),
    "schluessel_entfernt": _("Sicherheitsschlüssel entfernt"),
    "ersatzcodes_erneuert": _("Neue Ersatzcodes erstellt"),
    "verzeichnis_verbunden": _("Mit dem Verzeichnis der Stadt verbunden"),
}


# Marks in the User-Agent header; the first that is found wins, because browsers also name their ancestors.
BROWSER = (("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEME = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


# --- Accounts and units ----------------------------------------------------
def _rollen_now() -> QuerySet[Rollenzuweisung]:
    return Rollenzuweisung.objects.filter(Q(bis=None) | Q(bis__gte=uhr.today()))


def konten() -> QuerySet[User]:
    """Return all accounts with roles and units, ``hat_faktor`` (has a second one) and ``sortierung`` (German order of names)."""
    rollen = Rollenzuweisung.objects.select_related("organisationseinheit").order_by("rolle", "organisationseinheit__name")
    return User.objects.prefetch_related(Prefetch("rollenzuweisungen", rollen)).annotate(
        hat_faktor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
        sortierung=Lower(Unaccent(Concat("nachname", Value(" "), "vorname"))),
    )


def search_konten(queryset: QuerySet[User], text: str) -> QuerySet[User]:
    """Return the accounts in which every word of ``text`` stands somewhere in name or address, accents aside."""
    for word in text.split():
        queryset = queryset.filter(
            Q(vorname__unaccent__icontains=word) | Q(nachname__unaccent__icontains=word) | Q(email__icontains=word)
        )
    return queryset


def konten_in(queryset: QuerySet[User], **role: object) -> QuerySet[User]:
    """Return the accounts that hold a matching role today (``rolle=`` or ``organisationseinheit=``)."""
    return queryset.filter(pk__in=_rollen_now().filter(**role).values("user"))


def konten_im_zustand(queryset: QuerySet[User], zustand: str) -> QuerySet[User]:
    """Return the accounts that are "offen", "gesperrt", "ohne_faktor" or "ohne_rolle"."""
    offen = Q(austritt_am=None) | Q(austritt_am__gt=uhr.today())
    return queryset.filter(
        {
            "offen": offen,
            "gesperrt": ~offen,
            "ohne_faktor": offen & Q(hat_faktor=False),
            "ohne_rolle": offen & ~Q(pk__in=_rollen_now().values("user")),
        }[zustand]
    )


def sitzungen(user: User) -> list[UserSession]:
    """Return the open sessions of ``user``, newest first."""
    rows = UserSession.objects.filter(user=user).order_by("-created_at")
    return [row for row in rows if row.exists()]


def say_geraet(user_agent: str) -> str:
    """Return "Firefox, Windows" for what a browser says about itself; what nobody knows stays as it is."""
    browser = next((name for mark, name in BROWSER if mark in user_agent), "")
    system = next((name for mark, name in SYSTEME if mark in user_agent), "")
    return ", ".join(filter(None, (browser, system))) or user_agent[:60]


def konto_verlauf(user: User) -> list[dict]:
    """Return the latest 20 steps about an account: dicts of ``zeit``, ``was``, ``wer`` and ``grund``."""
    rollen = [str(pk) for pk in user.rollenzuweisungen.values_list("pk", flat=True)]
    about = Q(objekt_art="kern.user", objekt_id=str(user.pk)) | Q(objekt_art="kern.rollenzuweisung", objekt_id__in=rollen)
    rows = list(Protokolleintrag.objects.filter(about, vorgang__in=VORGAENGE).order_by("-zeit")[:20])
    names = User.objects.in_bulk({row.user_id for row in rows if row.user_id})
    return [
        {
            "zeit": row.zeit,
            "was": VORGAENGE[row.vorgang],
            "wer": names.get(row.user_id) or (_("System") if row.system else ""),
            "grund": row.grund,
        }
        for row in rows
    ]


def einheiten() -> QuerySet[Organisationseinheit]:
    """Return all units with the unit above them and how many people work there today (``menschen``)."""
    today = Q(rollenzuweisungen__bis=None) | Q(rollenzuweisungen__bis__gte=uhr.today())
    return Organisationseinheit.objects.select_related("parent").annotate(
        menschen=Count("rollenzuweisungen__user", filter=today, distinct=True)
    )


def geraete() -> QuerySet[Geraet]:
    """Return all devices with their house, those that were locked out last."""
    return Geraet.objects.select_related("standort").order_by("gesperrt_am", "standort__name", "name")


def setup_is_open(geraet: Geraet) -> bool:
    """Say whether the one-time address of a device can still be used."""
    open_links = Zugangslink.objects.filter(objekt_id=geraet.einrichtung, gueltig_bis__gt=uhr.now())
    return geraet.einrichtung is not None and open_links.exists()


# --- Messages --------------------------------------------------------------
GESTRANDET = (Nachricht.Status.TOT, Nachricht.Status.WIEDERHOLEN)
# Beginnings of ``Nachricht.fehler`` (class of the exception, code of the server) and what they mean.
FEHLER = (
    ("SMTPRecipientsRefused", _("Der Mailserver nimmt diese Adresse nicht an")),
    ("SMTPAuthenticationError", _("Der Mailserver lehnt unsere Anmeldung ab")),
    ("SMTPServerDisconnected", _("Der Mailserver hat die Verbindung beendet")),
    ("SMTPConnectError", _("Der Mailserver war nicht erreichbar")),
    ("SMTP", _("Der Mailserver hat die Nachricht abgelehnt")),
    ("Connection", _("Der Server war nicht erreichbar")),
    ("TimeoutError", _("Der Server hat nicht rechtzeitig geantwortet")),
    ("HTTPError", _("Der SMS-Dienst hat die Nachricht abgelehnt")),
)


def gestrandete_nachrichten() -> QuerySet[Nachricht]:
    """Return messages that could not be delivered yet, those that will not be tried again first."""
    return Nachricht.objects.filter(status__in=GESTRANDET).order_by("status", "-angelegt_am")


def tote_nachrichten(_user: User | None = None) -> QuerySet[Nachricht]:
    """Return messages that wait for somebody to decide."""
    return Nachricht.objects.filter(status=Nachricht.Status.TOT)


def nachricht_zahlen() -> dict[str, int]:
    """Return the number of messages per state that is not finished."""
    open_states = [*GESTRANDET, Nachricht.Status.WARTET, Nachricht.Status.IN_ARBEIT]
    rows = Nachricht.objects.filter(status__in=open_states).values_list("status").annotate(zahl=Count("pk"))
    return {str(status): 0 for status in open_states} | dict(rows.order_by())


def gestrandete_anlaesse() -> list[tuple[str, str]]:
    """Return (name, words) of every Anlass with a stranded message."""
    names = Nachricht.objects.filter(status__in=GESTRANDET).order_by("anlass").values_list("anlass", flat=True).distinct()
    return [(name, say_anlass(name)) for name in names]


class _Luecken(dict):
    def __missing__(self, key: str) -> str:
        return "…"


def say_anlass(name: str) -> str:
    """Return the subject of the messages of an Anlass with gaps for what each of them fills in: "Ihr Termin am …"."""
    return next(
        (str(entry.betreff).format_map(_Luecken()) for entry in register.alle(register.Anlass) if entry.name == name), name
    )


def say_fehler(fehler: str) -> str:
    """Return in words why delivery failed; what the server said follows in brackets."""
    sentence = next((text for start, text in FEHLER if fehler.startswith(start)), _("Der Versand hat nicht geklappt"))
    return f"{sentence} ({fehler})" if fehler else str(sentence)


def mask_adresse(adresse: str) -> str:
    """Return enough of an address to find a typing error in its ending, too little to write to it."""
    name, at, domain = adresse.partition("@")
    if at:
        return f"{name[:1]}…@{domain}"
    return f"{adresse[:3]}…{adresse[-2:]}" if adresse else ""


def sicherheit_kontext(kontext: dict) -> dict:
    """Return what the mail about a changed sign-in shows."""
    instant = datetime.fromisoformat(kontext["zeit"])
    user = User.objects.get(pk=UUID(kontext["user"]))
    return {
        "vorname": user.vorname,
        "was": VORGAENGE[kontext["vorgang"]],
        "tag": datum_lang(instant),
        "uhrzeit": uhrzeit(instant),
        "telefon": settings.BEHOERDE["telefon"],
    }


# --- Rules of law ----------------------------------------------------------
JETZT, KUENFTIG, VORBEI = "jetzt", "kuenftig", "vorbei"
GELTUNGEN = {JETZT: _("gilt heute"), KUENFTIG: _("gilt noch nicht"), VORBEI: _("gilt nicht mehr")}


@dataclass(frozen=True)
class Regelzeile:
    """One rule with what the office said about it and what hangs on it."""

    werk: Regelwerk
    regel: Regel
    vorgaben: list[Vorgabe]
    tag: date

    @property
    def geltung(self) -> str:
        if self.regel.in_force(self.tag):
            return JETZT
        return KUENFTIG if self.regel.ab and self.tag < self.regel.ab else VORBEI

    @property
    def aktuelle(self) -> list[Vorgabe]:
        """Return the instructions that count today."""
        return [row for row in self.vorgaben if row.ab <= self.tag and (row.bis is None or row.bis >= self.tag)]

    @cached_property
    def betroffen(self) -> Sequence[str]:
        return self.werk.betroffen(self.regel)

    def fits(self, words: list[str]) -> bool:
        """Say whether every word stands in the title, the norm, the key or the names of what hangs on the rule."""
        text = " ".join([str(self.regel.titel), self.regel.norm, self.regel.schluessel, *self.betroffen]).casefold()
        return all(word in text for word in words)


def vorgaben_am(regelwerk: str, tag: date) -> dict[str, list[Vorgabe]]:
    """Return the instructions in force on ``tag`` by rule, for ``Regelwerk.judge``; one query."""
    found: dict[str, list[Vorgabe]] = defaultdict(list)
    for vorgabe in Vorgabe.objects.in_force(tag).filter(regelwerk=regelwerk):
        found[vorgabe.regel].append(vorgabe)
    return found


def regelzeilen(
    *, q: str = "", bindung: str = "", pruefung: str = "", geltung: str = "", vorgabe: str = ""
) -> tuple[list[Regelzeile], list[Regelzeile]]:
    """Return the rules of all apps that fit, and all of them; one query."""
    tag = uhr.today()
    by_rule: dict[tuple[str, str], list[Vorgabe]] = defaultdict(list)
    for row in Vorgabe.objects.filter(Q(bis__isnull=True) | Q(bis__gte=tag)):
        by_rule[row.regelwerk, row.regel].append(row)
    everything = [
        Regelzeile(werk, regel, by_rule[werk.name, regel.schluessel], tag) for werk in register.alle(Regelwerk) for regel in werk
    ]
    words = q.casefold().split()
    fitting = [
        zeile
        for zeile in everything
        if zeile.fits(words)
        and bindung in {"", zeile.regel.bindung}
        and pruefung in {"", "belegt" if zeile.regel.belegt else "offen"}
        and geltung in {"", zeile.geltung}
        and (not vorgabe or zeile.vorgaben)
    ]
    return fitting, everything
