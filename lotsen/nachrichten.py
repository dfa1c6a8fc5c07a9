"""What lotsen writes to a person: links, and reminders of deadlines; never what it is about, that stands behind the link."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum
from behoerde.kern.models import Zugangslink
from behoerde.kern.register import Anlass
from lotsen import adressen
from lotsen.beratung import BERATUNG_OFFEN, EmpfehlungStatus, Linkzweck
from lotsen.models import Empfehlung, Erstberatung


def about_questions(kontext: dict) -> dict:
    return _link(Linkzweck.BERATUNG, kontext["erstberatung"])


def about_way(kontext: dict) -> dict:
    return _link(Linkzweck.WEGWEISER, Erstberatung.objects.get(pk=kontext["erstberatung"]).person_id)


def about_deadline(kontext: dict) -> dict:
    row = Empfehlung.objects.select_related("erstberatung").get(pk=kontext["empfehlung"])
    return about_way({"erstberatung": row.erstberatung_id}) | {"tag": datum(row.frist) if row.frist else ""}


def _link(zweck: Linkzweck, objekt_id) -> dict:
    link = Zugangslink.objects.get(zweck=zweck, objekt_id=objekt_id)
    return {"link": adressen.url(zweck, link.objekt_id), "bis": datum(link.gueltig_bis) if link.gueltig_bis else ""}


def is_open(kontext: dict) -> bool:
    rows = Erstberatung.objects.filter(pk=kontext["erstberatung"], status__in=BERATUNG_OFFEN)
    return rows.exists() and opens(Linkzweck.BERATUNG, kontext["erstberatung"])


def has_way(kontext: dict) -> bool:
    row = Erstberatung.objects.filter(pk=kontext["erstberatung"]).first()
    return row is not None and opens(Linkzweck.WEGWEISER, row.person_id)


def still_due(kontext: dict) -> bool:
    """Say whether the step still waits, the person still wants to hear of it, and the link still opens it."""
    row = Empfehlung.objects.select_related("erstberatung").filter(pk=kontext["empfehlung"]).first()
    if row is None or row.frist is None or row.frist < uhr.today() or row.erledigt_am:
        return False
    wanted = row.status == EmpfehlungStatus.ANGENOMMEN and row.erstberatung.erinnern
    return wanted and has_way({"erstberatung": row.erstberatung_id})


def opens(zweck: Linkzweck, objekt_id) -> bool:
    """Say whether the link of this purpose opens something right now."""
    return Zugangslink.objects.filter(zweck=zweck, objekt_id=objekt_id, gueltig_bis__gt=uhr.now()).exists()


def example() -> dict:
    link = f"{settings.ADRESSE.rstrip('/')}/wegweiser/mein/{'Beispiel' * 2}/"
    return {"link": link, "bis": datum(uhr.today() + timedelta(days=30)), "tag": datum(uhr.today() + timedelta(days=14))}


ANLAESSE = (
    Anlass("erstberatung_vorab", "lotsen/vorab", _("Fragen vor Ihrer Beratung"), about_questions, is_open, beispiel=example),
    Anlass("wegweiser_link", "lotsen/wegweiser", _("Ihr Wegweiser"), about_way, has_way, beispiel=example),
    Anlass("wegweiser_frist", "lotsen/frist", _("Eine Frist endet am {tag}"), about_deadline, still_due, beispiel=example),
)
