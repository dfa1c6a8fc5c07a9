"""The example office: invented decisions and what invented Gemeinden were asked; for DEBUG only."""

from datetime import timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht, Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from monitoring.actions.gremien import carry_out, save_beschluss, save_gremium
from monitoring.actions.stellungnahme import answer, ask, save_kontakt
from monitoring.models import Anhoerung, Beschluss, Gemeindekontakt, Gremium
from monitoring.stellungnahme import Haltung

# Number, subject, plain language, days since the meeting, days until it has to be done, days since it was done.
BESCHLUESSE = (
    (
        "B-101",
        "Beispiel: Terminservice",
        "Wer einen Termin braucht, bekommt ihn innerhalb von zwei Wochen angeboten.",
        200,
        150,
        60,
    ),
    ("B-102", "Beispiel: Schulungen", "Alle Beschäftigten lernen, wie Gespräche über Sprachgrenzen gelingen.", 120, 300, None),
    ("B-103", "Beispiel: Briefe", "Alle Standardbriefe werden so geschrieben, dass man sie versteht.", 100, 60, None),
)


def build(gross: bool = False) -> None:
    """Enter invented decisions and ask invented Gemeinden; running again changes nothing."""
    user = User.objects.filter(rollenzuweisungen__rolle=Rolle.LEITUNG, ist_beispiel=True).first()
    if user is None or Gremium.objects.exists():
        return
    begun, today = uhr.now(), uhr.today()
    rat = save_gremium(gremium=Gremium(name="Rat der Beispielstadt"))
    save_gremium(gremium=Gremium(name="Beispielausschuss für Integration"))
    rows = []
    for nummer, betreff, klartext, ago, until, done in BESCHLUESSE:
        day = today - timedelta(days=ago)
        frist = day + timedelta(days=until)
        row = Beschluss(gremium=rat, nummer=nummer, betreff=betreff, klartext=klartext, tag=day, frist=frist, oeffentlich=True)
        rows.append(save_beschluss(beschluss=row))
        if done is not None:
            carry_out(beschluss=row, am=today - timedelta(days=done))
    for unit in Organisationseinheit.objects.filter(art=Organisationseinheit.Art.GEMEINDE).order_by("pk"):
        save_kontakt(kontakt=Gemeindekontakt(einheit=unit, name="Kontakt Beispiel", email=f"kontakt{unit.pk}@gemeinde.example"))
    if Gemeindekontakt.objects.exists():
        _ask(rows[1], user)
    told = Nachricht.objects.filter(anlass="stellungnahme_bitte", angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    told.update(status=Nachricht.Status.HINFAELLIG, adresse="")


def _ask(beschluss: Beschluss, user: User) -> None:
    text = "Welche Schulungen brauchen Ihre Beschäftigten? (Beispiel)"
    anhoerung = Anhoerung(betreff="Beispiel: Schulungen", text=text, beschluss=beschluss)
    anhoerung.frist = uhr.today() + timedelta(days=28)
    ask(anhoerung=anhoerung, user=user)
    first = anhoerung.stellungnahmen.order_by("pk").first()
    if first:
        answer(stellungnahme=first, haltung=Haltung.ZUSTIMMUNG, text="Beispielantwort")
