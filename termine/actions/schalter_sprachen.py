"""Which languages somebody on the staff speaks, and with them the counter where they usually sit."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from termine.dolmetschsprachen import am_platz
from termine.models import Mitglied, Platz


@transaction.atomic
def set_languages(*, user: User, sprachen: Iterable[str]) -> None:
    """Keep ``sprachen`` as what ``user`` speaks in every team, and bring their counters up to date.

    A counter gains what is new and loses what was dropped, unless somebody else who sits there speaks it.
    Raises DomainError ``kein_team``, ``sprache``.
    """
    wanted = list(dict.fromkeys(sprachen))
    if not set(wanted) <= {code for code, _name in am_platz()}:
        raise DomainError(_("Diese Sprache kennen wir nicht."), "sprache")
    rows = list(Mitglied.objects.select_for_update(of=("self",)).filter(user=user).order_by("pk"))
    if not rows:
        raise DomainError(_("Sie sind in keinem Team mit Schaltern."), "kein_team")
    for row in rows:
        dropped = set(row.sprachen) - set(wanted)
        row.sprachen = wanted
        row.save(update_fields=["sprachen"])
        record("sprachen_geaendert", row)
        if row.platz_id:
            _follow(Platz.objects.select_for_update(of=("self",)).get(pk=row.platz_id), wanted, dropped)


def _follow(platz: Platz, wanted: list[str], dropped: set[str]) -> None:
    spoken = {code for each in platz.mitglieder.values_list("sprachen", flat=True) for code in each}
    kept = [code for code in platz.sprachen if code not in dropped or code in spoken]
    result = kept + [code for code in wanted if code not in kept]
    if result != platz.sprachen:
        platz.sprachen = result
        platz.save(update_fields=["sprachen"])
        record("platz_sprachen_geaendert", platz)
