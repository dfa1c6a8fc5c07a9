"""The example office: an invented meeting with an invented office, and a phase of development; for DEBUG only."""

from datetime import timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from monitoring.actions.austausch import agree, finish_phase, note_werkstatt, save_phase, save_treffen, take_up
from monitoring.models import Austauschtreffen, Entwicklungsphase, Entwicklungswerkstatt, Vereinbarung

# Title, begin and end in days from today, result.
PHASEN = (
    ("Beispiel: Bestandsaufnahme", -200, -100, "Beispiel: Die Beschäftigten haben aufgeschrieben, was sie am meisten aufhält."),
    ("Beispiel: Werkstätten", -90, 60, ""),
    ("Beispiel: Ausprobieren", 61, 200, ""),
)


def build(gross: bool = False) -> None:
    """Build a meeting with two agreements and three phases; running again changes nothing."""
    user = User.objects.filter(ist_beispiel=True, rollenzuweisungen__rolle=Rolle.LEITUNG).order_by("pk").first()
    unit = Organisationseinheit.objects.exclude(art=Organisationseinheit.Art.PARTNER).order_by("pk").first()
    if user is None or unit is None or Austauschtreffen.objects.exists() or Entwicklungsphase.objects.exists():
        return
    today = uhr.today()
    meeting = Austauschtreffen(
        tag=today - timedelta(days=20), thema="Beispiel: Terminvergabe", niederschrift="Beispiel einer Niederschrift."
    )
    save_treffen(treffen=meeting, aemter=["Ausländerbehörde Beispielstadt"], user=user)
    first = agree(vereinbarung=Vereinbarung(treffen=meeting, text="Beispiel: Textbausteine tauschen"))
    agree(vereinbarung=Vereinbarung(treffen=meeting, text="Beispiel: In einem halben Jahr wieder treffen"))
    take_up(was=first, einheit=unit)
    for titel, von, bis, ergebnis in PHASEN:
        dates = {"von": today + timedelta(days=von), "bis": today + timedelta(days=bis)}
        phase = save_phase(phase=Entwicklungsphase(titel=titel, **dates))
        if ergebnis:
            finish_phase(phase=phase, ergebnis=ergebnis)
        elif von < 0:
            words = "Beispiel: Eine Ansprechperson je Anliegen spart Rückfragen."
            note_werkstatt(
                werkstatt=Entwicklungswerkstatt(
                    phase=phase, tag=today - timedelta(days=30), titel="Beispiel: Rückfragen", teilnehmende=14, ergebnis=words
                )
            )
