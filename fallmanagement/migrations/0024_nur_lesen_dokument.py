"""Whoever reads a case by a Zugriff only changes nothing about its documents either."""

from django.db import migrations

from fallmanagement.zeilenschutz import nur_lesen, schreiben_lassen

TABELLE = "fallmanagement_dokument"


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0023_plz")]

    operations = [migrations.RunSQL(nur_lesen(TABELLE), schreiben_lassen(TABELLE))]
