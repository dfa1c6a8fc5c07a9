"""The office gives an instruction about a rule of law, and ends it."""

from datetime import date

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User, Vorgabe
from behoerde.kern.register import regelwerk


@transaction.atomic
def create_vorgabe(*, vorgabe: Vorgabe, user: User) -> Vorgabe:
    """Put a new instruction in force for its days.

    Raises DomainError ``unbekannt`` for a rule that does not exist and ``ueberschneidung`` when one of the same kind
    already counts on one of these days.
    """
    if vorgabe.regel not in regelwerk(vorgabe.regelwerk).by_key:
        raise DomainError(_("Diese Regel gibt es nicht."), "unbekannt")
    with connection.cursor() as cursor:  # two people at once come one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [f"{vorgabe.regelwerk}.{vorgabe.regel}"])
    same = Vorgabe.objects.filter(regelwerk=vorgabe.regelwerk, regel=vorgabe.regel, wirkung=vorgabe.wirkung)
    overlapping = same.filter(Q(bis__isnull=True) | Q(bis__gte=vorgabe.ab))
    if vorgabe.bis is not None:
        overlapping = overlapping.filter(ab__lte=vorgabe.bis)
    if overlapping.exists():
        raise DomainError(
            _("Für diese Tage gibt es schon eine Vorgabe mit derselben Wirkung. Beenden Sie diese zuerst."), "ueberschneidung"
        )
    vorgabe.angelegt_von = user
    vorgabe.save(force_insert=True)
    record("vorgabe_angelegt", vorgabe, grund=vorgabe.wirkung)
    return vorgabe


@transaction.atomic
def end_vorgabe(*, vorgabe: Vorgabe, bis: date) -> bool:
    """Let an instruction count until ``bis``, the last day; one that has not begun by then is taken away, its history stays.

    Returns False when it was taken away. Raises DomainError ``vorbei`` when it has ended already, ``vergangen`` for a day
    before yesterday: what counted then did count.
    """
    vorgabe = Vorgabe.objects.select_for_update(of=("self",)).get(pk=vorgabe.pk)
    if not vorgabe.beendbar:
        raise DomainError(_("Diese Vorgabe gilt schon nicht mehr."), "vorbei")
    if bis < uhr.today() - uhr.DAY:
        raise DomainError(_("Der letzte Tag kann frühestens gestern sein: Was galt, hat gegolten."), "vergangen")
    record("vorgabe_beendet", vorgabe, grund=bis.isoformat())
    if bis < vorgabe.ab:
        vorgabe.delete()
        return False
    vorgabe.bis = bis
    vorgabe.save(update_fields=["bis"])
    return True
