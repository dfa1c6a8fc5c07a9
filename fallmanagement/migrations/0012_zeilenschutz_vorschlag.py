"""Who sees a proposal: whoever sees its case. Employers see none; their page reads it as the office does."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, oeffnen, schuetzen

TABELLE = "fallmanagement_vorschlag"


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0011_vorschlag")]

    operations = [migrations.RunSQL(schuetzen(TABELLE, AKTE.format(spalte="fallakte_id")), oeffnen(TABELLE))]
