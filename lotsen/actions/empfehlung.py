"""A person takes up what comes into question, or goes another way; the judgement is kept as it was."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.regeln import Urteil
from lotsen.beratung import Beurteilung, EmpfehlungStatus, Uebersprunggrund
from lotsen.models import Angebot, Empfehlung, Erstberatung
from lotsen.queries.empfehlung import Vorschlag, vorschlaege
from lotsen.queries.erstberatung import Lage, lage


@transaction.atomic
def accept(*, erstberatung: Erstberatung, angebotsart: str, angebot: Angebot | None, user: User) -> Empfehlung:
    """Make a kind of service a step of the person's way, at a certain Angebot or not yet; accepting anew may change it.

    Raises DomainError ``nein`` when the law says no, ``fremd`` when the Angebot is of another kind or no longer offered.
    """
    vorschlag = _vorschlag(erstberatung, angebotsart)
    if vorschlag.urteil is Urteil.NEIN:
        raise DomainError(_("Das kommt zurzeit nicht in Frage. Prüfen Sie die Antworten."), "nein")
    if angebot and not Angebot.objects.offered().filter(pk=angebot.pk, angebotsart=angebotsart).exists():
        raise DomainError(_("Dieses Angebot gibt es hier nicht mehr. Bitte wählen Sie ein anderes."), "fremd")
    decided = {"status": EmpfehlungStatus.ANGENOMMEN, "grund": "", "angebot": angebot}
    if not erstberatung.empfehlungen.steps().filter(angebotsart=angebotsart).exists():
        decided["reihenfolge"] = erstberatung.empfehlungen.steps().count() + 1
    return _decide(erstberatung, vorschlag, user, decided)


@transaction.atomic
def skip(*, erstberatung: Erstberatung, angebotsart: str, grund: str, user: User) -> Empfehlung:
    """Keep that the person does not go this way now, and why. Raises DomainError ``grund`` without a reason."""
    if grund not in Uebersprunggrund.values:
        raise DomainError(_("Bitte wählen Sie einen Grund."), "grund")
    decided = {"status": EmpfehlungStatus.UEBERSPRUNGEN, "grund": grund, "angebot": None, "erledigt_am": None}
    return _decide(erstberatung, _vorschlag(erstberatung, angebotsart), user, decided)


@transaction.atomic
def undo(*, erstberatung: Erstberatung, angebotsart: str) -> None:
    """Take back what was decided about a kind of service: it is a suggestion again."""
    row = Empfehlung.objects.select_for_update().filter(erstberatung=erstberatung, angebotsart=angebotsart).first()
    if row is None or row.status == EmpfehlungStatus.VORGESCHLAGEN:
        return
    row.status, row.grund, row.angebot, row.erledigt_am = EmpfehlungStatus.VORGESCHLAGEN, "", None, None
    row.entschieden_am, row.entschieden_von, row.reihenfolge = None, None, 0
    row.save()
    record("empfehlung_zurueckgenommen", row)


@transaction.atomic
def tick(*, empfehlung: Empfehlung, erledigt: bool) -> None:
    """The person ticks a step of their way, or takes the tick back; doing it twice changes nothing."""
    row = Empfehlung.objects.select_for_update(of=("self",)).get(pk=empfehlung.pk)
    if row.status != EmpfehlungStatus.ANGENOMMEN or bool(row.erledigt_am) is erledigt:
        return
    row.erledigt_am = uhr.now() if erledigt else None
    row.save(update_fields=["erledigt_am"])
    record("schritt_erledigt" if erledigt else "schritt_offen", row)
    melde("schritt_erledigt" if erledigt else "schritt_offen", ergebnis=row.angebotsart)


def keep_proposals(erstberatung: Erstberatung) -> int:
    """Store every JA that nobody decided about as it is today, so that it can be explained later; returns how many."""
    now = lage(erstberatung)
    found = vorschlaege(now).ja
    rows = [Empfehlung(erstberatung=erstberatung, angebotsart=v.art.slug, **judgement(v, now)) for v in found]
    return len(Empfehlung.objects.bulk_create(rows, ignore_conflicts=True))


def judgement(vorschlag: Vorschlag, now: Lage) -> dict[str, Any]:
    """Return the fields that keep a judgement: German words, whatever language the page has."""
    ergebnis = vorschlag.ergebnis
    with translation.override("de"):
        gruende = [
            {"text": str(p.text), "norm": str(p.norm), "urteil": p.urteil.name.lower(), "nicht": p.nicht}
            for p in vorschlag.gruende
        ]
        frist = vorschlag.frist
        return {
            "regel": ergebnis.regel.schluessel,
            "norm": ergebnis.regel.norm,
            "urteil": Beurteilung(ergebnis.urteil.name.lower()),
            "gruende": gruende,
            "fehlende": sorted(ergebnis.missing),
            "vorgaben": [{"wirkung": v.wirkung, "text": v.text, "quelle": v.quelle} for v in ergebnis.vorgaben],
            "regelfassung": ergebnis.regel.stand,
            "beurteilt_am": now.tag,
            "frist": frist[1] if frist else None,
            "frist_text": str(frist[0].text) if frist else "",
        }


def _vorschlag(erstberatung: Erstberatung, angebotsart: str) -> Vorschlag:
    Erstberatung.objects.select_for_update(of=("self",)).get(pk=erstberatung.pk)
    found = {vorschlag.art.slug: vorschlag for vorschlag in vorschlaege(lage(erstberatung))}
    if angebotsart not in found:
        raise DomainError(_("Diese Art von Angebot gibt es nicht."), "unbekannt")
    return found[angebotsart]


def _decide(erstberatung: Erstberatung, vorschlag: Vorschlag, user: User, decided: dict[str, Any]) -> Empfehlung:
    fields = judgement(vorschlag, lage(erstberatung)) | decided | {"entschieden_am": uhr.now(), "entschieden_von": user}
    row, _created = Empfehlung.objects.update_or_create(
        erstberatung=erstberatung, angebotsart=vorschlag.art.slug, defaults=fields
    )
    record(f"empfehlung_{row.status}", row, grund=row.grund)
    melde(f"empfehlung_{row.status}", ergebnis=row.grund or row.angebotsart, einheit=str(erstberatung.einheit_id))
    return row
