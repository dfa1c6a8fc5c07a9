"""What Django's models can't say: the temporal keys of PostgreSQL 18, a duty's team, room for its row."""

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
# The team of a duty is the one of its counter, also after the counter has moved to another team.
TEAM = """
ALTER TABLE termine_platz ADD CONSTRAINT platz_mit_team UNIQUE (id, team_id);
ALTER TABLE termine_dienst ADD CONSTRAINT dienst_im_team_des_platzes
    FOREIGN KEY (platz_id, team_id) REFERENCES termine_platz (id, team_id) ON UPDATE CASCADE
"""
# Every booking writes the row of its duty anew: room on the page spares the indexes (HOT).
LUFT = "ALTER TABLE termine_dienst SET (fillfactor = 50)"


class Migration(migrations.Migration):
    dependencies = [("termine", "0001_anfang")]
    # Databases from before the first release carry on: they went these steps.
    replaces = [
        ("termine", "0002_zeitliche_schluessel"),
        ("termine", "0003_aufnahme"),
        ("termine", "0004_pruefvermerk"),
        ("termine", "0005_aufnahme_wunsch"),
        ("termine", "0006_vorsprache"),
        ("termine", "0007_dienstplan"),
        ("termine", "0008_ein_kontaktnachweis"),
        ("termine", "0009_gruppen_gleicher_dienste"),
        ("termine", "0010_sichtung"),
        ("termine", "0011_warteliste"),
        ("termine", "0012_sichtung_zaehlt_im_index"),
        ("termine", "0013_auffaelligkeit"),
        ("termine", "0014_ankunft_zurueck"),
        ("termine", "0015_fassung"),
    ]

    operations = [
        migrations.RunSQL(DIENST, "ALTER TABLE termine_dienst DROP CONSTRAINT dienst_platz_nicht_doppelt"),
        migrations.RunSQL(
            BELEGUNG,
            "ALTER TABLE termine_belegung DROP CONSTRAINT belegung_nur_im_dienst;"
            "ALTER TABLE termine_belegung DROP CONSTRAINT belegung_platz_nicht_doppelt",
        ),
        migrations.RunSQL(
            TEAM,
            "ALTER TABLE termine_dienst DROP CONSTRAINT dienst_im_team_des_platzes;"
            "ALTER TABLE termine_platz DROP CONSTRAINT platz_mit_team",
        ),
        migrations.RunSQL(LUFT, "ALTER TABLE termine_dienst RESET (fillfactor)"),
    ]
