"""Who sees a check of paths: whoever sees its case."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, oeffnen, schuetzen

TABELLE = "fallmanagement_perspektivpruefung"


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0005_perspektivpruefung")]

    operations = [migrations.RunSQL(schuetzen(TABELLE, AKTE.format(spalte="fallakte_id")), oeffnen(TABELLE))]
