"""The savings ledger: a month is entered, computed, closed, opened again. Amounts always come from the row and the rates."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import lock
from fallmanagement.ersparnis import (
    TAGE,
    Ersparnis,
    Monat,
    OhneBetrag,
    auf_vollen_monat,
    ersparnis,
    fassung,
    tage_im_monat,
)
from fallmanagement.ersparniswerte import Annahmeart, Leistungsbezug, Rechtskreis
from fallmanagement.models import Annahme, Ersparnismonat, Vermittlung
from fallmanagement.models.ersparnis import BETRAEGE

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Monatsangaben:
    """What the payslip of a month says; ``monat`` is its first day."""

    monat: date
    brutto: Decimal
    netto: Decimal
    unterkunft: Decimal
    werbungskosten: Decimal
    stufe: int
    analog: bool
    auszubildend: bool
    leistung: str
    nachweis: str


@transaction.atomic
def save_monat(vermittlung: Vermittlung, angaben: Monatsangaben, *, user: User) -> Ersparnismonat:
    """Enter a month or put it right; its amounts are computed anew.

    Raises DomainError ``monat`` for a month without work, ``zukunft``, ``abgeschlossen``, ``doppelt`` when more than one month
    of the person would count.
    """
    lock(vermittlung.fallakte_id)
    vermittlung.refresh_from_db()
    row = Ersparnismonat.objects.filter(vermittlung=vermittlung, monat=angaben.monat).first()
    if row is not None and row.abgeschlossen_am is not None:
        raise DomainError(_("Dieser Monat ist abgeschlossen. Die Leitung kann ihn wieder öffnen."), "abgeschlossen")
    _check_month(vermittlung, angaben.monat)
    row = row or Ersparnismonat(vermittlung=vermittlung)
    if angaben.nachweis != row.nachweis:
        row.nachweis_am, row.nachweis_von = (uhr.today(), user) if angaben.nachweis else (None, None)
    for name, value in asdict(angaben).items():
        setattr(row, name, value)
    compute(row, assumed())
    _refuse_twice(row)
    row.save()
    record("ersparnis_eingetragen", row)
    melde("ersparnismonat_eingetragen", einheit=str(vermittlung.fallakte.einheit_id), ergebnis=row.ohne_betrag)
    return row


def _check_month(vermittlung: Vermittlung, monat: date) -> None:
    if not vermittlung.began or vermittlung.beginn is None or not tage_im_monat(monat, vermittlung.beginn, vermittlung.ende):
        raise DomainError(_("In diesem Monat bestand die Beschäftigung nicht."), "monat")
    if monat > uhr.today():
        raise DomainError(_("Dieser Monat hat noch nicht begonnen."), "zukunft")


def _refuse_twice(row: Ersparnismonat) -> None:
    others = Ersparnismonat.objects.filter(vermittlung__fallakte=row.vermittlung.fallakte_id, monat=row.monat).exclude(pk=row.pk)
    if row.tage + sum(others.values_list("tage", flat=True)) > TAGE:
        text = _("Für diese Tage zählt schon eine andere Beschäftigung. Tragen Sie beide Löhne zusammen in einer Zeile ein.")
        raise DomainError(text, "doppelt")


@transaction.atomic
def remove_monat(row: Ersparnismonat) -> None:
    """Take a month out that was entered by mistake; the history keeps it. Raises DomainError ``abgeschlossen``."""
    lock(row.vermittlung.fallakte_id)
    row.refresh_from_db()
    if row.abgeschlossen_am is not None:
        raise DomainError(_("Dieser Monat ist abgeschlossen. Die Leitung kann ihn wieder öffnen."), "abgeschlossen")
    record("ersparnis_entfernt", row)
    row.delete()


@transaction.atomic
def close_monate(monat: date, *, user: User) -> int:
    """Close what has an amount in a month of the cases of ``user``, so that a report of it can be made again; return how many.

    Raises DomainError ``laeuft`` before the month is over.
    """
    if tage_im_monat(monat, uhr.today(), None):
        raise DomainError(_("Dieser Monat ist noch nicht vorbei."), "laeuft")
    rows = Ersparnismonat.objects.sichtbar_fuer(user).open().filter(monat=monat, ohne_betrag="")
    closed = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for row in closed:
        row.abgeschlossen_am, row.abgeschlossen_von = uhr.now(), user
        record("ersparnis_abgeschlossen", row)
    Ersparnismonat.objects.bulk_update(closed, ["abgeschlossen_am", "abgeschlossen_von"], batch_size=500)
    return len(closed)


@transaction.atomic
def reopen_monat(row: Ersparnismonat, *, grund: str) -> None:
    """Open a closed month so that it can be put right. Raises DomainError ``grund`` when nobody says why."""
    lock(row.vermittlung.fallakte_id)
    if not grund.strip():
        raise DomainError(_("Bitte schreiben Sie, warum der Monat wieder geöffnet wird."), "grund")
    Ersparnismonat.objects.filter(pk=row.pk).update(abgeschlossen_am=None, abgeschlossen_von=None)
    record("ersparnis_wieder_offen", row, grund=grund.strip()[:100])


def recompute_vermittlung(vermittlung: Vermittlung) -> None:
    """Compute the months of a placement anew after its days changed.

    Raises DomainError ``abgeschlossen`` when a closed month would say something else.
    """
    annahmen = assumed()
    for row in vermittlung.monate.order_by("monat"):
        row.vermittlung = vermittlung
        before = row.tage
        if row.abgeschlossen_am is None:
            compute(row, annahmen)
            row.save(update_fields=[*BETRAEGE, "berechnet_am"])
        elif before != _days(row):
            text = _("Der Monat %(monat)s ist abgeschlossen und würde sich ändern. Die Leitung kann ihn wieder öffnen.")
            raise DomainError(text % {"monat": row}, "abgeschlossen")


@transaction.atomic
def recompute_open() -> int:
    """Compute every open month anew with the rates and assumptions of today; return how many say something else now."""
    annahmen, changed = assumed(), []
    rows = Ersparnismonat.objects.open().select_related("vermittlung").select_for_update(of=("self",), skip_locked=True)
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        before = [getattr(row, name) for name in BETRAEGE]
        compute(row, annahmen)
        if before != [getattr(row, name) for name in BETRAEGE]:
            changed.append(row)
    Ersparnismonat.objects.bulk_update(changed, [*BETRAEGE, "berechnet_am"], batch_size=500)
    return len(changed)


def assumed() -> list[Annahme]:
    """Return what the office assumes."""
    return list(Annahme.objects.released())


def compute(row: Ersparnismonat, annahmen: Iterable[Annahme]) -> None:
    """Set the amounts of a month from what was entered, the rates and the assumptions of that month."""
    valid = {annahme.art: annahme for annahme in annahmen if row.monat in _Range(annahme)}
    share = valid.get(Annahmeart.OHNE_HILFE)
    row.tage, row.anteil = _days(row), share.anteil if share else None
    result = _result(row, valid.get(Annahmeart.UKRAINE))
    for name in ("gemindert", "verlagert", "kontrafaktisch"):
        setattr(row, name, _cents(getattr(result, name)))
    row.ohne_betrag = result.grund or ""
    row.fassung, row.berechnet_am = fassung(), uhr.now()


@dataclass(frozen=True)
class _Range:
    annahme: Annahme

    def __contains__(self, tag: date) -> bool:
        zeitraum = self.annahme.zeitraum
        return zeitraum.lower <= tag and (zeitraum.upper is None or tag < zeitraum.upper)


def _days(row: Ersparnismonat) -> int:
    job = row.vermittlung
    return tage_im_monat(row.monat, job.beginn, job.ende) if job.beginn and job.began else 0


def _result(row: Ersparnismonat, ukraine: Annahme | None) -> Ersparnis:
    if row.nachweis and row.leistung == Leistungsbezug.UKRAINE:
        if ukraine is None:
            return Ersparnis(None, None, None, OhneBetrag.RECHTSLAGE)
        if ukraine.rechtskreis == Rechtskreis.SGB:
            return Ersparnis(None, None, None, OhneBetrag.ANDERES_GESETZ)
    return ersparnis(
        Monat(
            erster=row.monat,
            stufe=row.stufe,
            brutto=auf_vollen_monat(Fraction(row.brutto), row.tage),
            netto=auf_vollen_monat(Fraction(row.netto), row.tage),
            unterkunft=Fraction(row.unterkunft),
            werbungskosten=auf_vollen_monat(Fraction(row.werbungskosten), row.tage),
            analog=row.analog,
            auszubildend=row.auszubildend,
            leistungsberechtigt=row.leistung != Leistungsbezug.BEENDET,
            nachgewiesen=bool(row.nachweis),
            tage=row.tage,
            ohne_hilfe=None if row.anteil is None else Fraction(row.anteil),
        )
    )


def _cents(amount: Fraction | None) -> Decimal | None:
    if amount is None:
        return None
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(CENT, ROUND_HALF_UP)
