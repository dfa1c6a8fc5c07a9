"""The example office: invented goals and measures, each clearly an example; for DEBUG only."""

from datetime import timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from monitoring.actions.beschlussbezug import link_beschluss
from monitoring.actions.strategie import measure_by, save_feld, save_ziel
from monitoring.actions.vorhaben import add_meilenstein, expect, finish_meilenstein, involve, move_vorhaben, save_vorhaben
from monitoring.models import Beschluss, Handlungsfeld, Leitsatz, Vorhaben, Ziel
from monitoring.strategie import Erwartung, Vorhabenstand, Zuversicht

V = Vorhabenstand
# Title, days until its end, figure of the catalogue.
ZIELE = (
    ("Beispiel: Wer einen Termin braucht, bekommt ihn in der zugesagten Frist", 400, "angebot-fristgerecht"),
    ("Beispiel: Niemand wartet lange im Haus", 300, "wartezeit-vor-ort-p90"),
    ("Beispiel: Wir stellen Menschen ein, die mehr Sprachen sprechen", 500, "mehrsprachige-beschaeftigte"),
)
# Title, of which goal, milestones (title, days from today, done), figure it shall move.
VORHABEN = (
    (
        "Beispiel: Zweiter Schalter am Freitag",
        1,
        (("Dienstplan steht", -60, True), ("Schalter ist offen", -10, False), ("Auswertung", 60, False)),
        "wartezeit-vor-ort-p90",
    ),
    (
        "Beispiel: Briefe, die man versteht",
        0,
        (("Zehn Briefe neu geschrieben", -30, True), ("Alle Briefe neu", 90, False)),
        "angebot-fristgerecht",
    ),
)


def build(gross: bool = False) -> None:
    """Build a field with two goals and a measure each; running again changes nothing."""
    user = User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=Rolle.LEITUNG).order_by("pk").first()
    units = list(Organisationseinheit.objects.exclude(art=Organisationseinheit.Art.PARTNER).order_by("pk")[:2])
    if user is None or not units or Handlungsfeld.objects.exists():
        return
    today = uhr.today()
    leitsatz = Leitsatz.objects.filter(texte__isnull=False).order_by("pk").first()
    feld = save_feld(feld=Handlungsfeld(name="Beispiel: Service", text="Was Menschen bei uns erleben.", leitsatz=leitsatz))
    goals = []
    for titel, days, slug in ZIELE:
        dates = {"von": today - timedelta(days=200), "bis": today + timedelta(days=days)}
        ziel = save_ziel(ziel=Ziel(handlungsfeld=feld, titel=titel, einheit=units[0], **dates))
        measure_by(ziel=ziel, slug=slug, ausgangswert=None, ausgangstag=None)
        goals.append(ziel)
    for titel, which, steps, slug in VORHABEN:
        _run(titel, goals[which], steps, slug, user, units)
    save_vorhaben(vorhaben=Vorhaben(titel="Beispiel: Abendsprechstunde", einheit=units[0]))
    decision = Beschluss.objects.order_by("nummer").first()
    if decision:
        link_beschluss(beschluss=decision, was=goals[0])


def _run(titel: str, ziel: Ziel, steps: tuple, slug: str, user: User, units: list[Organisationseinheit]) -> None:
    today = uhr.today()
    dates = {"von": today - timedelta(days=150), "bis": today + timedelta(days=120)}
    row = save_vorhaben(vorhaben=Vorhaben(titel=titel, ziel=ziel, einheit=units[0], verantwortlich=user, **dates))
    for name, days, done in steps:
        step = add_meilenstein(vorhaben=row, titel=name, faellig_am=today + timedelta(days=days))
        if done:
            finish_meilenstein(meilenstein=step)
    for unit in units[1:]:
        involve(vorhaben=row, einheit=unit, aufgabe="stellt Personal (Beispiel)")
    falls = slug.startswith("wartezeit")
    expect(
        vorhaben=row,
        slug=slug,
        erwartung=Erwartung.SINKT if falls else Erwartung.STEIGT,
        zuversicht=Zuversicht.MITTEL,
        warum="Beispiel, keine Erfahrung eines wirklichen Amts",
    )
    for stand in (V.GEPLANT, V.BESCHLOSSEN, V.LAUFEND):
        row = move_vorhaben(vorhaben=row, nach=stand)
