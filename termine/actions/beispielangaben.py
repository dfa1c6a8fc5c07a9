"""Facts of the catalogue that the example office has confirmed: everything of a few Leistungen, fees of some more."""

from django.apps import apps

from behoerde.kern.models import User
from behoerde.kern.rechte import Rolle
from termine.actions.pruefung import confirm_all, confirm_angabe
from termine.models import Angabe, Leistung
from termine.queries.verwaltung_angaben import fingerprint, joint_fingerprint, with_facts, zeilen_of

GANZ = ("eat-abholung", "eat-eid-pin", "verpflichtungserklaerung", "bescheinigung")
JE_LEISTUNG = {Angabe.GEBUEHR: 3, Angabe.DAUER: 5}  # every third and every fifth


def confirm_some() -> None:
    """Let the example account of VERWALTUNG confirm a part, once: what somebody takes back stays taken back."""
    user = User.objects.filter(email=f"{Rolle.VERWALTUNG}@musterstadt.example").first()
    if user is None or apps.get_model("termine.PruefvermerkEvent").objects.exists():
        return
    for n, leistung in enumerate(with_facts(Leistung.objects.offered())):
        if leistung.slug in GANZ:
            confirm_all(leistung=leistung, abdruck=joint_fingerprint(zeilen_of(leistung)), user=user, quelle="Dienstbesprechung")
            continue
        for angabe, step in JE_LEISTUNG.items():
            if n % step == 0:
                confirm_angabe(leistung=leistung, angabe=angabe, abdruck=fingerprint(leistung, angabe), user=user)
