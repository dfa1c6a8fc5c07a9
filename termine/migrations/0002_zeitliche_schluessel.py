"""The temporal keys of PostgreSQL 18: what Django's models can't say."""

from django.db import migrations

DIENST = """
ALTER TABLE termine_dienst ADD CONSTRAINT dienst_platz_nicht_doppelt
    UNIQUE (platz_id, zeitraum WITHOUT OVERLAPS)
"""
# No double booking, ever; no appointment without a counter on duty.
BELEGUNG = """
ALTER TABLE termine_belegung ADD CONSTRAINT belegung_platz_nicht_doppelt
    UNIQUE (platz_id, zeitraum WITHOUT OVERLAPS);
ALTER TABLE termine_belegung ADD CONSTRAINT belegung_nur_im_dienst
    FOREIGN KEY (platz_id, PERIOD zeitraum) REFERENCES termine_dienst (platz_id, PERIOD zeitraum)
"""


class Migration(migrations.Migration):
    dependencies = [("termine", "0001_anfang"), ("kern", "0002_datenbank")]

    operations = [
        migrations.RunSQL(DIENST, "ALTER TABLE termine_dienst DROP CONSTRAINT dienst_platz_nicht_doppelt"),
        migrations.RunSQL(
            BELEGUNG,
            "ALTER TABLE termine_belegung DROP CONSTRAINT belegung_nur_im_dienst;"
            "ALTER TABLE termine_belegung DROP CONSTRAINT belegung_platz_nicht_doppelt",
        ),
    ]
