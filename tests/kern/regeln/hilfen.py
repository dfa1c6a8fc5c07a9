"""Facts, conditions and profiles to try the engine on."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from behoerde.kern.regeln import (
    Alle,
    Bedingung,
    Bis,
    Eine,
    Empfindlichkeit,
    In,
    Innerhalb,
    Ist,
    Mindestens,
    MonateBis,
    MonateSeit,
    Nicht,
    NichtVorbei,
    Niveau,
    Tatsache,
    Tatsachen,
    Typ,
    Unter,
)
from behoerde.kern.regeln.tatsache import NIVEAUS

# A busy machine draws slowly; that is no fault of the engine.
ruhig = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAG = date(2026, 11, 26)
GEDULDET = Tatsache("geduldet", Typ.JANEIN, "Geduldet?")
STATUS = Tatsache("status", Typ.AUSWAHL, "Welcher Status?", (("18a", "§ 18a"), ("24", "§ 24"), ("60a", "§ 60a")))
ALTER = Tatsache("alter", Typ.ZAHL, "Wie alt?")
SEIT = Tatsache("seit", Typ.TAG, "Seit wann?")
DEUTSCH = Tatsache("deutsch", Typ.NIVEAU, "Welches Niveau?")
VERURTEILT = Tatsache("verurteilt", Typ.JANEIN, "Verurteilt?", empfindlichkeit=Empfindlichkeit.BESONDERS)
TATSACHEN = Tatsachen(GEDULDET, STATUS, ALTER, SEIT, DEUTSCH, VERURTEILT)

EINZELN: tuple[Bedingung, ...] = (
    Ist(GEDULDET, True, text="geduldet", norm="§ 60a"),
    Ist(VERURTEILT, True, text="verurteilt"),
    In(STATUS, frozenset({"18a", "24"}), text="Titel"),
    Mindestens(ALTER, 27, text="ab 27"),
    Unter(ALTER, 27, text="unter 27"),
    Bis(SEIT, date(2022, 12, 31), text="bis Ende 2022"),
    NichtVorbei(SEIT, text="noch nicht vorbei"),
    MonateSeit(SEIT, 3, text="drei Monate"),
    MonateBis(SEIT, 7, text="höchstens sieben Monate vorher"),
    Innerhalb(SEIT, 12, text="binnen eines Jahres"),
    Niveau(DEUTSCH, "B1", text="B1"),
)
bedingungen = st.recursive(
    st.sampled_from(EINZELN),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: Alle(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Eine(tuple(parts))),
        inner.map(Nicht),
    ),
    max_leaves=8,
)
_WERTE = {
    GEDULDET: st.booleans(),
    VERURTEILT: st.booleans(),
    STATUS: st.sampled_from([value for value, _label in STATUS.auswahl]),
    ALTER: st.integers(0, 100),
    SEIT: st.dates(TAG - timedelta(days=2000), TAG + timedelta(days=500)),
    DEUTSCH: st.sampled_from(NIVEAUS),
}
vollstaendig = st.fixed_dictionaries({tatsache.name: werte for tatsache, werte in _WERTE.items()})
profile = st.fixed_dictionaries({}, optional={tatsache.name: st.none() | werte for tatsache, werte in _WERTE.items()})
