"""People are found by how their names sound: Oleksandr and Alexander, Muhammad and Mohammed."""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations

# Codes of Daitch and Mokotoff, of each word one or more; nothing for words in other letters than Latin ones.
FUNKTION = """
CREATE FUNCTION kern_klang(vorname text, nachname text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN ARRAY(SELECT DISTINCT code FROM regexp_split_to_table(kern_suchname(vorname, nachname), '[^a-z]+') wort,
                                       unnest(daitch_mokotoff(wort)) code);
"""
INDEX = "CREATE INDEX person_klang ON kern_person USING gin (kern_klang(vorname, nachname));"


class Migration(migrations.Migration):
    dependencies = [("kern", "0011_vorgabe")]

    operations = [
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(FUNKTION, "DROP FUNCTION kern_klang(text, text);"),
        migrations.RunSQL(INDEX, "DROP INDEX person_klang;"),
    ]
