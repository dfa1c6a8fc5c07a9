"""The example office: invented courses, dates, duties and evidence; for DEBUG only."""

from datetime import datetime, time, timedelta

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht, Organisationseinheit, Rollenzuweisung, User
from behoerde.kern.rechte import Rolle
from monitoring.actions.schulung import add_pflicht, save_durchfuehrung, save_kurs
from monitoring.actions.schulungsnachweis import grant
from monitoring.actions.teilnahme import register, register_gast
from monitoring.models import Durchfuehrung, Kurs, Pflichtprofil, Stellenstand
from monitoring.schulung import Schulungsthema

Art = Organisationseinheit.Art
KURSE = (
    (
        "Interkulturelle Kompetenz im Amt",
        Schulungsthema.INTERKULTURELL,
        36,
        "Gespräche führen, wenn Sprache und Erwartungen verschieden sind.",
    ),
    ("Klar schreiben, klar sprechen", Schulungsthema.SERVICE, 24, "Briefe und Auskünfte, die man beim ersten Lesen versteht."),
    ("Datenschutz am Schalter", Schulungsthema.SCHUTZ, 12, "Was man am Schalter sagen und zeigen darf."),
)
STELLEN = (
    ("Sozialamt (Beispiel)", Art.RESSORT, 40),
    ("Jugendamt (Beispiel)", Art.RESSORT, 25),
    ("Gemeinde Beispieldorf", Art.GEMEINDE, 12),
    ("Gemeinde Musterhausen", Art.GEMEINDE, 8),
)


def build(gross: bool = False) -> None:
    """Plan invented courses and fill them; running again changes nothing."""
    people = {rolle: User.objects.filter(rollenzuweisungen__rolle=rolle, ist_beispiel=True).first() for rolle in Rolle}
    koordination, ressort = people[Rolle.SCHULUNG], people[Rolle.RESSORT]
    if koordination is None or ressort is None or Kurs.objects.exists():
        return
    begun = uhr.now()
    kurse = [save_kurs(kurs=Kurs(titel=t, thema=th, gueltig_monate=m, beschreibung=b)) for t, th, m, b in KURSE]
    stellen = _report(koordination)
    Rollenzuweisung.objects.get_or_create(user=ressort, rolle=Rolle.RESSORT, organisationseinheit=stellen[0])
    add_pflicht(pflicht=Pflichtprofil(kurs=kurse[0]))
    add_pflicht(pflicht=Pflichtprofil(kurs=kurse[2], rolle=Rolle.EMPFANG))
    first = _plan(kurse[0], 20, 12, koordination)
    _plan(kurse[1], 34, 10, koordination)
    _plan(kurse[2], 48, 2, koordination)
    for number, rolle in enumerate((Rolle.EMPFANG, Rolle.LOTSE, Rolle.FALLMANAGEMENT, Rolle.LEITUNG, Rolle.SACHBEARBEITUNG)):
        if user := people[rolle]:
            if number < 3:
                grant(user=user, kurs=kurse[0], tag=uhr.today() - timedelta(days=900 + 60 * number), von=koordination)
            else:
                register(durchfuehrung=first, user=user, von=user)
    for n in (1, 2, 3):
        register_gast(
            durchfuehrung=first, einheit=stellen[0], name=f"Beispielperson {n}", email=f"person{n}@sozialamt.example", von=ressort
        )
    # An invented past needs no mail.
    told = Nachricht.objects.filter(anlass="schulung_stand", angelegt_am__gte=begun, status=Nachricht.Status.WARTET)
    told.update(status=Nachricht.Status.HINFAELLIG, adresse="")


def _report(user: User) -> list[Organisationseinheit]:
    monat, found = uhr.today().replace(day=1), []
    for name, art, koepfe in STELLEN:
        unit, _made = Organisationseinheit.objects.get_or_create(name=name, defaults={"art": art})
        values = {"koepfe": koepfe, "vollzeit": koepfe * 3 // 4, "quelle": "Beispiel", "erfasst_von": user}
        Stellenstand.objects.get_or_create(einheit=unit, monat=monat, defaults=values)
        found.append(unit)
    return found


def _plan(kurs: Kurs, days: int, plaetze: int, user: User) -> Durchfuehrung:
    day = uhr.today() + timedelta(days=days)
    beginn = datetime.combine(day, time(9), uhr.ZONE)
    row = Durchfuehrung(
        kurs=kurs, beginnt_am=beginn, endet_am=beginn + timedelta(hours=6), ort="Rathaus, Raum 1", plaetze=plaetze
    )
    row.anmeldung_bis = beginn - timedelta(days=2)
    save_durchfuehrung(durchfuehrung=row, user=user)
    return row
