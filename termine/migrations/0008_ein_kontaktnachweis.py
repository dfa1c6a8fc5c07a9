"""Contacts are proved by kern alone: what waits for a code moves there, then the own table goes."""

from datetime import timedelta

from django.db import migrations

from behoerde.kern import uhr


def move(apps, _editor) -> None:
    """Let waiting bookings go on: their page can send a new code, and the link in the message still counts.

    Wishes without a held time end with their code; people whom nothing but such a wish named go with it.
    """
    Kontaktpruefung, Termin = apps.get_model("termine", "Kontaktpruefung"), apps.get_model("termine", "Termin")
    Kontaktnachweis, Person = apps.get_model("kern", "Kontaktnachweis"), apps.get_model("kern", "Person")
    rounds = dict(Kontaktpruefung.objects.filter(termin__isnull=False).values_list("termin_id", "rotation"))
    for termin in Termin.objects.filter(status="bestaetigung_offen").select_related("kontakt"):
        person, runde = termin.kontakt, rounds.get(termin.pk, 0)
        Kontaktnachweis.objects.create(
            zweck="termin_buchung",
            objekt_id=termin.pk,
            kanal="email" if person.email else "sms" if person.mobil else "",
            adresse=person.email or str(person.mobil),
            sprache=person.sprache,
            runde=runde,
            sendungen=min(runde, 4),
            gueltig_bis=uhr.now() + timedelta(days=1),
        )
    wishes = Kontaktpruefung.objects.filter(termin=None)
    named = {pk for wunsch in wishes.values_list("wunsch", flat=True) for pk in wunsch["personen"]}
    wishes.delete()
    Person.objects.filter(pk__in=named, anliegen=None, termine=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("termine", "0007_dienstplan"),
        ("kern", "0008_kontaktnachweis_mit_gegenstand"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop, elidable=True),
        migrations.DeleteModel(name="Kontaktpruefung"),
    ]
