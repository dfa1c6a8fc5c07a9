"""What ``manage.py doctor`` looks at in the ground; every sentence says what to do."""

import os
import shutil
import smtplib
import time
from datetime import timedelta
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils.translation import gettext as _

from behoerde import systempakete
from behoerde.amt import BEISPIEL
from behoerde.kern import uhr
from behoerde.kern.checks import check_keys, missing_extensions, missing_version
from behoerde.kern.dateien import befunde as dateien
from behoerde.kern.db import System, als
from behoerde.kern.models import Loeschlauf, Nachricht, User
from behoerde.kern.register import Befund

LONGEST_WAIT = timedelta(minutes=10)
OLDEST_ERASURE = timedelta(hours=36)
FREE_BYTES = 2 * 1024**3
CLOCK_SECONDS = 2.0


def _value(sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def database() -> str:
    return missing_version(_value("SELECT current_setting('server_version_num')::int"))


def extensions() -> str:
    return missing_extensions(_value("SELECT array(SELECT name::text FROM pg_available_extensions)"))


def roles() -> str:
    if _value("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user"):
        return _(
            "Das Portal ist als Datenbankrolle angemeldet, für die keine Zugriffsregel gilt: "
            "Bitte melden Sie es als behoerde_owner an (siehe behoerde/rollen.sql)."
        )
    if not _value(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'behoerde_app' AND pg_has_role(session_user, oid, 'MEMBER'))"
    ):
        return _("Die Datenbankrolle behoerde_app fehlt: Bitte führen Sie behoerde/rollen.sql aus.")
    return ""


def migrations() -> str:
    executor = MigrationExecutor(connection)
    if pending := len(executor.migration_plan(executor.loader.graph.leaf_nodes())):
        return _("%(anzahl)d Migrationen fehlen: Bitte rufen Sie „manage.py migrate“ auf.") % {"anzahl": pending}
    return ""


def clock() -> str:
    before = time.time()
    difference = abs(_value("SELECT extract(epoch FROM clock_timestamp())::float8") - (before + time.time()) / 2)
    if difference > CLOCK_SECONDS:
        return _("Die Uhren von Datenbank und Portal gehen %(sekunden)d Sekunden auseinander: Bitte richten Sie NTP ein.") % {
            "sekunden": round(difference)
        }
    return ""


def test_clock() -> str:
    if settings.BEHOERDE_UHR:
        return _("Die Testuhr ist gestellt: Bitte leeren Sie BEHOERDE_UHR für den echten Betrieb.")
    return ""


def mail() -> str:
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except OSError as fault:
        return _("Der Mailserver %(host)s:%(port)d nimmt nichts an (%(grund)s): Bitte prüfen Sie EMAIL_HOST und EMAIL_PORT.") % {
            "host": settings.EMAIL_HOST,
            "port": settings.EMAIL_PORT,
            "grund": fault.__class__.__name__,
        }
    return ""


def broker() -> str:
    try:
        with redis.Redis.from_url(settings.VALKEY_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    except redis.RedisError:
        return _(
            "Valkey antwortet nicht. Buchung und Anmeldung gehen weiter, Nachrichten warten: "
            "Bitte prüfen Sie VALKEY_URL und ob der Server läuft."
        )
    return ""


def outbox() -> str:
    now = uhr.now()
    with als(System.AUFGABE):
        oldest = Nachricht.objects.due(now).values_list("faellig_ab", flat=True).first()
    if oldest is not None and now - oldest > LONGEST_WAIT:
        return _(
            "Die älteste fällige Nachricht wartet seit %(minuten)d Minuten: Bitte prüfen Sie, ob Worker und Zeitgeber laufen."
        ) % {"minuten": (now - oldest).total_seconds() // 60}
    return ""


def dead_letters() -> str:
    with als(System.AUFGABE):
        dead = Nachricht.objects.filter(status=Nachricht.Status.TOT).count()
    if dead:
        return _("%(anzahl)d Nachrichten waren nicht zustellbar: Bitte sehen Sie auf der Seite „Nachrichten“ nach.") % {
            "anzahl": dead
        }
    return ""


def erasure() -> str:
    """Return when the nightly erasure did not come to its end; a portal that has not run for a day owes none yet."""
    since = uhr.now() - OLDEST_ERASURE
    runs = Loeschlauf.objects.filter(art=Loeschlauf.Art.NACHT, beendet_am__gte=since)
    if User.objects.filter(angelegt_am__lt=since).exists() and not runs.exists():
        return _(
            "Der Löschlauf ist seit mehr als 36 Stunden nicht fertig geworden: "
            "Bitte prüfen Sie, ob Worker und Zeitgeber laufen, und sehen Sie im Protokoll des Workers nach."
        )
    return ""


def disk() -> str:
    free = shutil.disk_usage(settings.STATIC_ROOT.parent).free
    if free < FREE_BYTES:
        return _("Auf der Platte des Portals sind nur noch %(mb)d MB frei: Bitte schaffen Sie Platz.") % {"mb": free // 1024**2}
    return ""


def debug() -> str:
    if settings.DEBUG:
        return _("DEBUG ist an, Fehlerseiten zeigen Inneres: Bitte setzen Sie DEBUG=0.")
    return ""


def hosts() -> str:
    host = urlsplit(settings.ADRESSE).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        return _("ALLOWED_HOSTS lässt jeden Namen zu: Bitte nennen Sie nur die Namen des Portals.")
    if not validate_host(host, settings.ALLOWED_HOSTS):
        return _("ADRESSE nennt %(host)s, ALLOWED_HOSTS kennt den Namen nicht: Bitte ergänzen Sie ihn.") % {"host": host}
    return ""


def transport() -> str:
    if not settings.ADRESSE.startswith("https://"):
        return _("ADRESSE beginnt nicht mit https://: Bitte betreiben Sie das Portal nur verschlüsselt.")
    return ""


def office() -> str:
    left = [f"BEHOERDE_{name.upper()}" for name, value in BEISPIEL.items() if settings.BEHOERDE[name] == value]
    if left:
        return _("Auf Seiten und in Mails stehen noch Angaben des Beispielamts: Bitte setzen Sie %(names)s.") % {
            "names": ", ".join(left)
        }
    return ""


def system_checks() -> str:
    errors = [message for message in checks.run_checks() if message.is_serious() and not message.is_silenced()]
    return "; ".join(str(message.msg) for message in errors)


def keys() -> str:
    return "; ".join(str(message.msg) for message in check_keys())


def pango() -> str:
    return "" if systempakete.has_pango() else systempakete.PAKETE["pango"].line()


def embedded() -> str:
    if os.environ.get("EINGEBETTET"):
        return _(
            "Die eingebettete Datenbank ist zum Ausprobieren da: Für den echten Betrieb bitte DATABASE_URL und VALKEY_URL setzen."
        )
    return ""


def kern_befunde() -> list[Befund]:
    """Return the checks of the ground; in a trial its looser settings are remarks."""
    trial = bool(os.environ.get("EINGEBETTET"))
    return [
        Befund("datenbank", database),
        Befund("erweiterungen", extensions),
        Befund("rollen", roles),
        Befund("migrationen", migrations),
        Befund("uhr", clock),
        Befund("testuhr", test_clock, hinweis=trial),
        Befund("mail", mail),
        Befund("warteschlange", broker),
        Befund("postausgang", outbox),
        Befund("unzustellbar", dead_letters, hinweis=True),
        Befund("loeschlauf", erasure),
        Befund("platte", disk),
        Befund("dateiablage", dateien.storage),
        Befund("dateiinhalte", dateien.contents),
        Befund("virenscanner", dateien.scanner, hinweis=trial),
        Befund("quarantaene", dateien.quarantine),
        Befund("debug", debug, hinweis=trial),
        Befund("namen", hosts),
        Befund("verschluesselung", transport, hinweis=trial),
        Befund("amt", office, hinweis=trial),
        Befund("schluessel", keys),
        Befund("systempruefung", system_checks),
        Befund("pdf", pango, hinweis=trial),
        Befund("eingebettet", embedded, hinweis=True),
    ]
