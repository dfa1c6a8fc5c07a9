"""Who sees a document: whoever sees its case. Its history also the background, which erases it."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, VERLAUF, oeffnen, schuetzen

TABELLEN = {
    "fallmanagement_dokument": (AKTE.format(spalte="fallakte_id"), ""),
    "fallmanagement_dokumentevent": (VERLAUF.format(spalte="fallakte_id"), "true"),
}


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0021_dokument")]

    operations = [migrations.RunSQL(schuetzen(name, *rules), oeffnen(name)) for name, rules in TABELLEN.items()]
