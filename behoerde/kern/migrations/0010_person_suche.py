"""People are found by name and birth date through indexes: the triage desk of a large office searches 50,000 of them."""

from django.db import migrations, models

# unaccent() is only STABLE because its dictionary could change; ours is named and part of PostgreSQL.
FUNKTION = """
CREATE FUNCTION kern_suchname(vorname text, nachname text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN ' ' || lower(unaccent('unaccent'::regdictionary, vorname || ' ' || nachname));
"""
INDEX = "CREATE INDEX person_suchname ON kern_person USING gin (kern_suchname(vorname, nachname) gin_trgm_ops);"


class Migration(migrations.Migration):
    dependencies = [("kern", "0009_standort_hinweise_je_sprache")]

    operations = [
        migrations.RunSQL(FUNKTION, "DROP FUNCTION kern_suchname(text, text);"),
        migrations.RunSQL(INDEX, "DROP INDEX person_suchname;"),
        migrations.AddIndex(model_name="person", index=models.Index(fields=["geburtsdatum"], name="person_geboren")),
    ]
