"""Who changed what about a team: its hours, exceptions, closures, counters and itself."""

from django.db.models import Q

from behoerde.kern.geschichte import Eintrag, geschichte, names_of
from behoerde.kern.models import Protokolleintrag
from termine.models import Ausnahme, Oeffnungszeit, Platz, Schliesstag, Team

HOECHSTENS = 20


def team_verlauf(team: Team) -> list[Eintrag]:
    """Return the latest steps about a team, newest first."""
    steps = geschichte(
        (Team, Q(pgh_obj_id=team.pk)),
        (Oeffnungszeit, Q(team=team.pk)),
        (Schliesstag, Q(team=team.pk) | Q(standort=team.standort_id)),
        (Ausnahme, Q(team=team.pk) | Q(platz__team=team.pk)),
        (Platz, Q(team=team.pk)),
        hoechstens=HOECHSTENS,
    )
    return sorted(steps + _lists(team), key=lambda entry: entry.zeit, reverse=True)[:HOECHSTENS]


def _lists(team: Team) -> list[Eintrag]:
    """Return changes of the lists of Leistungen and duty by hand, which stand in the record only."""
    counters = {str(platz.pk): platz.name for platz in team.plaetze.all()}
    about = Q(objekt_art="termine.team", objekt_id=str(team.pk)) | Q(objekt_art="termine.platz", objekt_id__in=counters)
    wanted = ("team_geaendert", "platz_geaendert", "dienst_angelegt", "dienst_entfernt")
    rows = list(Protokolleintrag.objects.filter(about, vorgang__in=wanted).exclude(grund="").order_by("-zeit")[:HOECHSTENS])
    names = names_of(str(row.user_id or row.system) for row in rows)
    return [
        Eintrag(row.zeit, names.get(str(row.user_id or row.system), ""), row.grund, counters.get(row.objekt_id, str(team)))
        for row in rows
    ]
