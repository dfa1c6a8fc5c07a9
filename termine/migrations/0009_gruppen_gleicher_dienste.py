"""Free times are found by skipping from one group of equal duties to the next: one team, one beginning, one end."""

from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.db import migrations, models

# The team of a duty is the one of its counter, also after the counter has moved to another team.
TEAM = """
UPDATE termine_dienst d SET team_id = p.team_id FROM termine_platz p WHERE p.id = d.platz_id AND p.team_id <> d.team_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE termine_platz ADD CONSTRAINT platz_mit_team UNIQUE (id, team_id);
ALTER TABLE termine_dienst ADD CONSTRAINT dienst_im_team_des_platzes
    FOREIGN KEY (platz_id, team_id) REFERENCES termine_platz (id, team_id) ON UPDATE CASCADE
"""
# Every booking writes the row of its duty anew: room on the page spares the indexes (HOT).
LUFT = "ALTER TABLE termine_dienst SET (fillfactor = 50)"


class Migration(migrations.Migration):
    dependencies = [("termine", "0008_ein_kontaktnachweis")]

    operations = [
        migrations.AddIndex(
            model_name="dienst",
            index=models.Index(
                models.F("team"),
                RangeStartsWith("zeitraum"),
                RangeEndsWith("zeitraum"),
                models.OrderBy(models.F("platz"), descending=True),
                name="dienst_gruppe",
            ),
        ),
        migrations.RunSQL(
            TEAM,
            "ALTER TABLE termine_dienst DROP CONSTRAINT dienst_im_team_des_platzes;"
            "ALTER TABLE termine_platz DROP CONSTRAINT platz_mit_team",
        ),
        migrations.RunSQL(LUFT, "ALTER TABLE termine_dienst RESET (fillfactor)"),
    ]
