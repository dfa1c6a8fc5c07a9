"""Who sees letters: whoever sees the case; templates and runs belong to their unit."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, EIGENE_EINHEIT, nur_lesen, oeffnen, schreiben_lassen, schuetzen

BRIEF = "fallmanagement_brief"
TABELLEN = {
    "fallmanagement_briefvorlage": EIGENE_EINHEIT,
    "fallmanagement_brieffassung": "EXISTS (SELECT 1 FROM fallmanagement_briefvorlage v WHERE v.id = vorlage_id)",
    "fallmanagement_briefserie": EIGENE_EINHEIT,
    BRIEF: AKTE.format(spalte="fallakte_id"),
}


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0019_brief")]

    operations = [
        *(migrations.RunSQL(schuetzen(tabelle, bedingung), oeffnen(tabelle)) for tabelle, bedingung in TABELLEN.items()),
        migrations.RunSQL(nur_lesen(BRIEF), schreiben_lassen(BRIEF)),
    ]
