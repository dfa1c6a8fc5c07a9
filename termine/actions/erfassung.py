"""Who comes: named people, each with one living concern per Leistung."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person
from termine.actions.verfall import OHNE_ZUSAGE, lapse
from termine.actions.vormerkung import abgelaufen, lock_termin
from termine.angaben import Kontakt, PersonAngaben
from termine.enums import ANLIEGEN_OFFEN, AnliegenStatus, TerminStatus
from termine.models import Anliegen, Aufnahme, Leistung, Termin


@transaction.atomic
def record_personen(termin: Termin, personen: Sequence[PersonAngaben], kontakt: Kontakt) -> Termin:
    """Name who comes and how to reach them; may be repeated until the booking is sent.

    Raises DomainError ``verfallen``, ``personenzahl``, ``doppelt_genannt``, ``anliegen_besteht``.
    """
    termin = lock_termin(termin)
    if termin.status == TerminStatus.VERFALLEN:
        raise abgelaufen()
    if termin.status != TerminStatus.VORGEMERKT:
        return termin
    _check_count(personen, termin.personenzahl)
    _forget(termin)
    return assign_personen(termin, create_personen(personen, kontakt))


def _check_count(personen: Sequence[PersonAngaben], expected: int) -> None:
    if len(personen) != expected:
        sentence = ngettext(
            "Diese Zeit ist für %(anzahl)s Person vorgemerkt. Bitte nennen Sie jede Person.",
            "Diese Zeit ist für %(anzahl)s Personen vorgemerkt. Bitte nennen Sie jede Person.",
            expected,
        )
        raise DomainError(sentence % {"anzahl": expected}, "personenzahl")


def create_personen(personen: Sequence[PersonAngaben], kontakt: Kontakt) -> list[Person]:
    """Write the people; the first one gets the contact. Raises DomainError ``doppelt_genannt``."""
    check_named_once(personen)
    rows = [
        Person(
            vorname=angaben.vorname,
            nachname=angaben.nachname,
            geburtsdatum=angaben.geburtsdatum,
            person_hash=angaben.person_hash,
            sprache=kontakt.sprache,
            email=kontakt.email if first else "",
            mobil=kontakt.mobil if first else "",
        )
        for first, angaben in zip([True, *[False] * len(personen)], personen, strict=False)
    ]
    return Person.objects.bulk_create(rows)


def check_named_once(personen: Sequence[PersonAngaben]) -> None:
    """Raise DomainError ``doppelt_genannt`` when somebody is named twice."""
    seen: set[str] = set()
    for angaben in personen:
        if angaben.person_hash in seen:
            raise DomainError(_("%(name)s ist zweimal genannt.") % {"name": angaben}, "doppelt_genannt")
        seen.add(angaben.person_hash)


def _forget(termin: Termin) -> None:
    """Drop what was typed before on the same started booking."""
    rows = list(termin.anliegen.values_list("pk", "person_id"))
    if not rows:
        return
    Termin.objects.filter(pk=termin.pk).update(kontakt=None)
    Anliegen.objects.filter(pk__in=[pk for pk, _person in rows]).delete()
    Person.objects.filter(pk__in=[person for _pk, person in rows]).delete()


def assign_personen(termin: Termin, personen: Sequence[Person]) -> Termin:
    """Bind named people to the visit; raises DomainError ``anliegen_besteht``."""
    _open_anliegen(personen, termin.leistung, termin=termin)
    termin.kontakt = personen[0]
    termin.save(update_fields=["kontakt"])
    return termin


def assign_to_aufnahme(aufnahme: Aufnahme, personen: Sequence[Person]) -> None:
    """Bind named people to a concern that was taken in; raises DomainError ``anliegen_besteht``."""
    _open_anliegen(personen, aufnahme.leistung, aufnahme=aufnahme)


def _open_anliegen(personen: Sequence[Person], leistung: Leistung, **target: Termin | Aufnahme) -> None:
    _make_way(personen, leistung)
    # Ordered by hash: two families with the same members wait for each other in the same order.
    rows = [
        Anliegen(person=person, person_hash=person.person_hash, leistung=leistung, position=position, **target)
        for position, person in sorted(enumerate(personen), key=lambda entry: entry[1].person_hash)
    ]
    Anliegen.objects.bulk_create(rows, ignore_conflicts=True)
    taken = set(Anliegen.objects.filter(**target).values_list("person_hash", flat=True))
    if missing := [person for person in personen if person.person_hash not in taken]:
        raise _besteht(missing[0])


def _make_way(personen: Sequence[Person], leistung: Leistung) -> None:
    """End started bookings of the same people that were given up or ran out; refuse what is really promised."""
    by_hash = {person.person_hash: person for person in personen}
    living = Anliegen.objects.filter(person_hash__in=by_hash, leistung=leistung, status__in=ANLIEGEN_OFFEN)
    for anliegen in living.select_related("termin__belegung"):
        other = anliegen.termin
        if other is None:
            raise _liegt_vor(by_hash[anliegen.person_hash])
        if not _is_given_up(other):
            raise _besteht(by_hash[anliegen.person_hash], other)
        if other.status in OHNE_ZUSAGE:
            if not lapse(Termin.objects.filter(pk=other.pk)):
                raise _besteht(by_hash[anliegen.person_hash], other)
        else:
            living.filter(pk=anliegen.pk).update(status=AnliegenStatus.ERLEDIGT)


def _is_given_up(termin: Termin) -> bool:
    instant = uhr.now()
    if termin.status == TerminStatus.VORGEMERKT:
        return True
    if termin.status == TerminStatus.BESTAETIGUNG_OFFEN:
        return termin.belegung.ablauf <= instant
    return termin.status == TerminStatus.ERLEDIGT or termin.ends_at <= instant  # served early: the next visit may be booked


def _liegt_vor(person: Person) -> DomainError:
    text = _(
        "Das Anliegen von %(name)s liegt uns schon vor. Wie es steht, sehen Sie mit dem Link in unserer "
        "Eingangsbestätigung. Der Empfang hilft Ihnen gern."
    )
    return DomainError(text % {"name": person}, "anliegen_besteht")


def _besteht(person: Person, termin: Termin | None = None) -> DomainError:
    if termin is not None and termin.status == TerminStatus.BESTAETIGUNG_OFFEN:
        text = _(
            "Für %(name)s wartet zu diesem Anliegen schon eine Zeit auf die Bestätigung. Bitte nutzen Sie den Link oder den "
            "Code in unserer Nachricht. Nach %(uhrzeit)s Uhr können Sie neu buchen."
        )
        return DomainError(text % {"name": person, "uhrzeit": f"{uhr.local(termin.belegung.ablauf):%H:%M}"}, "anliegen_besteht")
    text = _(
        "Für %(name)s gibt es zu diesem Anliegen schon einen Termin. Sie können ihn ändern oder absagen: mit dem Link in "
        "der Bestätigung oder mit Termincode und Geburtsjahr. Der Empfang hilft Ihnen gern."
    )
    return DomainError(text % {"name": person}, "anliegen_besteht")
