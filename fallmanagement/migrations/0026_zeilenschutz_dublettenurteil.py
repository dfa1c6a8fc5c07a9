"""Who sees that two files were told apart: whoever sees both. Nobody writes it who only reads one of them."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, EIGENE_AKTE, nur_lesen, oeffnen, schreiben_lassen, schuetzen

TABELLE = "fallmanagement_dublettenurteil"
BEIDE = " AND ".join(AKTE.format(spalte=spalte) for spalte in ("erste_id", "zweite_id"))
# A whole pair of own files: a Zugriff to read is no right to judge. The background owns all units.
EIGENE = " AND ".join(EIGENE_AKTE.format(spalte=spalte) for spalte in ("erste_id", "zweite_id"))


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0025_dublettenurteil")]

    operations = [
        migrations.RunSQL(schuetzen(TABELLE, BEIDE), oeffnen(TABELLE)),
        migrations.RunSQL(nur_lesen(TABELLE, EIGENE), schreiben_lassen(TABELLE)),
    ]
