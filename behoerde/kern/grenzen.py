"""How often one network and one contact may do something; counted by allauth in the default cache.

No address stands in the cache, the database or a log: only its keyed hash.
"""

import ipaddress
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from behoerde.kern import datum, uhr
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.signals import grenze_erreicht

ERZAEHLT_ALLE = 60  # seconds
BUSY_WAIT = 60  # seconds, when so many ask at once that nobody could count


@dataclass(frozen=True)
class Grenzen:
    """Rates such as "60/10m" or "3/h,10/d" for one address, its network and one contact; "" leaves one out."""

    adresse: str
    netz: str
    kontakt: str


def grenzen_of(weg: str) -> Grenzen:
    """Return the rates of the office for ``weg`` ("geprueft" or "ohne_skript")."""
    return Grenzen(*settings.SCHUTZ_GRENZEN[weg])


def consume(request: HttpRequest, action: str, grenzen: Grenzen, kontakt: str = "") -> datetime | None:
    """Count one use of ``action``; return None when it may go on, else the instant from which it may be tried again.

    The narrow limits are asked first, so whoever runs into them takes nothing from the neighbours.
    """
    adresse, netz = networks(get_adapter().get_client_ip(request))
    counters = (
        ("adresse", grenzen.adresse, adresse),
        ("netz", grenzen.netz, netz),
        ("kontakt", grenzen.kontakt if kontakt else "", kontakt.strip().casefold()),
    )
    for name, rates, value in counters:
        if again_at := consume_rates(request, f"{action}.{name}", rates, value, kind=name):
            _tell(netz)
            return again_at
    return None


def _tell(netz: str) -> None:
    """Let others know that a network met a limit, once a minute: a flood of refusals must cost nothing more."""
    key = keyed_hash("grenze-erreicht", netz)
    if cache.add(f"grenze-erreicht:{key}", True, ERZAEHLT_ALLE):
        grenze_erreicht.send(sender=None, netz=key)


def consume_rates(request: HttpRequest, counter: str, rates: str, value: str, *, kind: str = "") -> datetime | None:
    """Count one use of ``counter`` by ``value`` under ``rates`` such as "3/h,10/d"; None, or when to try again."""
    config = {counter: ",".join(f"{rate}/key" for rate in rates.split(",") if rate)}
    key = keyed_hash("grenze", kind or counter, value)
    if ratelimit.consume(request, app="kern", action=counter, config=config, key=key, limit_get=True):
        return None
    return uhr.now() + timedelta(seconds=_wait(request, counter, config, key))


def networks(ip: str) -> tuple[str, str]:
    """Return what counts as one address and as one network of ``ip``: IPv4 itself and /24, IPv6 /56 and /48."""
    address = ipaddress.ip_address(ip)
    address = getattr(address, "ipv4_mapped", None) or address
    prefixes = (32, 24) if address.version == 4 else (56, 48)
    adresse, netz = (str(ipaddress.ip_network((address, prefix), strict=False)) for prefix in prefixes)
    return adresse, netz


def _wait(request: HttpRequest, counter: str, config: dict[str, str], key: str) -> float:
    """Return the seconds until every rate of ``counter`` has room again."""
    now, waits = time.time(), [0.0]
    for rate in ratelimit.get_rates(app="kern", action=counter, config=config):
        history = cache.get(ratelimit.get_cache_key(request, app="kern", action=counter, rate=rate, key=key), [])
        allowed, history = ratelimit.apply_rate(history, now, rate, dry_run=True)
        if not allowed:
            waits.append(history[rate.amount - 1] + rate.duration - now)
    return max(waits) or BUSY_WAIT


def sentence(again_at: datetime) -> str:
    """Return the sentence that says when to try again, rounded up to the next minute."""
    shown = again_at + timedelta(seconds=59)
    values = {"tag": datum.datum(shown), "uhrzeit": datum.uhrzeit(shown)}
    if uhr.local(shown).date() == uhr.today():
        return _("Gerade kamen zu viele Anfragen. Bitte versuchen Sie es ab %(uhrzeit)s noch einmal.") % values
    return _("Gerade kamen zu viele Anfragen. Bitte versuchen Sie es am %(tag)s ab %(uhrzeit)s noch einmal.") % values
