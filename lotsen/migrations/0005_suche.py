"""The directory is searched through indexes: fifty thousand Angebote in their own words, with typing errors."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Accents go before words are stemmed, so that "Burgerburo" finds "Bürgerbüro".
WOERTERBUECHER = """
CREATE TEXT SEARCH CONFIGURATION lotsen_deutsch (COPY = pg_catalog.german);
ALTER TEXT SEARCH CONFIGURATION lotsen_deutsch ALTER MAPPING FOR word, hword, hword_part WITH unaccent, german_stem;
CREATE TEXT SEARCH CONFIGURATION lotsen_worte (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION lotsen_worte ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;
"""
WEG_WOERTERBUECHER = "DROP TEXT SEARCH CONFIGURATION lotsen_worte; DROP TEXT SEARCH CONFIGURATION lotsen_deutsch;"

FREMDSCHLUESSEL = """
ALTER TABLE lotsen_suchzeile ADD CONSTRAINT suchzeile_angebot
  FOREIGN KEY (angebot_id) REFERENCES lotsen_angebot (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""

# Kilometres to the nearest of up to four places; in a city the earth is flat, so this is exact to a few metres.
ENTFERNUNG = """
CREATE FUNCTION lotsen_km(breite float8, laenge float8, von_breite float8, von_laenge float8, stauchung float8) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sqrt(power((breite - von_breite) * 111.195, 2) + power((laenge - von_laenge) * 111.195 * stauchung, 2));
"""

SCHREIBEN = """
CREATE FUNCTION lotsen_suche_schreiben(welche uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM lotsen_suchzeile s WHERE s.angebot_id = ANY (welche)
     AND NOT EXISTS (SELECT FROM lotsen_angebot a WHERE a.id = s.angebot_id AND a.status = 'aktiv');

  INSERT INTO lotsen_suchzeile AS s (angebot_id, angebotsart, name, sprachen, hat_frei, barrierefrei, breiten, laengen, worte)
  SELECT a.id, a.angebotsart, lower(unaccent('unaccent'::regdictionary, coalesce(a.name_de, a.name))), a.sprachen,
         coalesce(a.frei > 0, false), coalesce(o.barrierefrei, false), coalesce(o.breiten, '{}'), coalesce(o.laengen, '{}'),
         setweight(to_tsvector('lotsen_deutsch', coalesce(a.name_de, a.name))
                || to_tsvector('lotsen_worte', concat_ws(' ', a.name_de, a.name_de_simple, a.name_en, a.name_uk, a.name_ar, a.name_tr)), 'A')
         || setweight(to_tsvector('lotsen_worte', concat_ws(' ', t.name, o.worte)), 'B')
         || setweight(to_tsvector('lotsen_deutsch', concat_ws(' ', a.beschreibung_de, a.fuer_wen_de, a.zugang_text_de)), 'C')
         || setweight(to_tsvector('lotsen_worte', concat_ws(' ', a.beschreibung_en, a.beschreibung_uk, a.beschreibung_ar, a.beschreibung_tr)), 'C')
    FROM lotsen_angebot a JOIN lotsen_traeger t ON t.id = a.traeger_id
    LEFT JOIN LATERAL (
      SELECT bool_or(cardinality(ort.barrierefrei) > 0) AS barrierefrei,
             string_agg(concat_ws(' ', ort.name, ort.strasse, ort.plz, ort.ort), ' ') AS worte,
             array_agg(ort.breite ORDER BY ort.id) FILTER (WHERE ort.breite IS NOT NULL) AS breiten,
             array_agg(ort.laenge ORDER BY ort.id) FILTER (WHERE ort.laenge IS NOT NULL) AS laengen
        FROM lotsen_angebot_orte hat JOIN lotsen_ort ort ON ort.id = hat.ort_id WHERE hat.angebot_id = a.id) o ON true
   WHERE a.id = ANY (welche) AND a.status = 'aktiv' ORDER BY a.id
  ON CONFLICT (angebot_id) DO UPDATE SET angebotsart = excluded.angebotsart, name = excluded.name, sprachen = excluded.sprachen,
     hat_frei = excluded.hat_frei, barrierefrei = excluded.barrierefrei, breiten = excluded.breiten, laengen = excluded.laengen,
     worte = excluded.worte
   WHERE (s.angebotsart, s.name, s.sprachen, s.hat_frei, s.barrierefrei, s.breiten, s.laengen, s.worte) IS DISTINCT FROM
         (excluded.angebotsart, excluded.name, excluded.sprachen, excluded.hat_frei, excluded.barrierefrei, excluded.breiten,
          excluded.laengen, excluded.worte);

  INSERT INTO lotsen_suchwort (wort)
  SELECT DISTINCT neu.wort FROM (
    SELECT unnest(tsvector_to_array(to_tsvector('lotsen_worte', concat_ws(' ', t.name, a.name_de, a.name_de_simple, a.name_en, a.name_uk,
             a.name_ar, a.name_tr, a.beschreibung_de, a.beschreibung_en, a.beschreibung_uk, a.beschreibung_ar, a.beschreibung_tr,
             a.fuer_wen_de, a.zugang_text_de)))) AS wort
      FROM lotsen_angebot a JOIN lotsen_traeger t ON t.id = a.traeger_id WHERE a.id = ANY (welche) AND a.status = 'aktiv'
     UNION
    SELECT unnest(tsvector_to_array(to_tsvector('lotsen_worte', concat_ws(' ', ort.name, ort.strasse, ort.ort))))
      FROM lotsen_angebot_orte hat JOIN lotsen_ort ort ON ort.id = hat.ort_id WHERE hat.angebot_id = ANY (welche)) neu
   WHERE neu.wort ~ '^[[:alpha:]]{2,40}$' AND NOT EXISTS (SELECT FROM lotsen_suchwort s WHERE s.wort = neu.wort)
   ORDER BY neu.wort
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION lotsen_suche_angebot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM lotsen_suche_schreiben(ARRAY(SELECT id FROM zeilen)); RETURN NULL; END $$;
CREATE FUNCTION lotsen_suche_orte() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM lotsen_suche_schreiben(ARRAY(SELECT DISTINCT angebot_id FROM zeilen)); RETURN NULL; END $$;
CREATE FUNCTION lotsen_suche_ort() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM lotsen_suche_schreiben(ARRAY(SELECT DISTINCT angebot_id FROM lotsen_angebot_orte WHERE ort_id IN (SELECT id FROM zeilen)));
RETURN NULL; END $$;
CREATE FUNCTION lotsen_suche_traeger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM lotsen_suche_schreiben(ARRAY(SELECT id FROM lotsen_angebot WHERE traeger_id IN (SELECT id FROM zeilen)));
RETURN NULL; END $$;

CREATE TRIGGER suche_neu AFTER INSERT ON lotsen_angebot REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_angebot();
CREATE TRIGGER suche_anders AFTER UPDATE ON lotsen_angebot REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_angebot();
CREATE TRIGGER suche_neu AFTER INSERT ON lotsen_angebot_orte REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_orte();
CREATE TRIGGER suche_weg AFTER DELETE ON lotsen_angebot_orte REFERENCING OLD TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_orte();
CREATE TRIGGER suche_anders AFTER UPDATE ON lotsen_ort REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_ort();
CREATE TRIGGER suche_anders AFTER UPDATE ON lotsen_traeger REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_traeger();

SELECT lotsen_suche_schreiben(ARRAY(SELECT id FROM lotsen_angebot));
"""
WEG_SCHREIBEN = """
DROP TRIGGER suche_anders ON lotsen_traeger;
DROP TRIGGER suche_anders ON lotsen_ort;
DROP TRIGGER suche_weg ON lotsen_angebot_orte;
DROP TRIGGER suche_neu ON lotsen_angebot_orte;
DROP TRIGGER suche_anders ON lotsen_angebot;
DROP TRIGGER suche_neu ON lotsen_angebot;
DROP FUNCTION lotsen_suche_traeger();
DROP FUNCTION lotsen_suche_ort();
DROP FUNCTION lotsen_suche_orte();
DROP FUNCTION lotsen_suche_angebot();
DROP FUNCTION lotsen_suche_schreiben(uuid[]);
"""


class Migration(migrations.Migration):
    dependencies = [("lotsen", "0004_verweis_zeilenschutz")]

    operations = [
        migrations.CreateModel(
            name="Suchwort",
            fields=[("wort", models.TextField(primary_key=True, serialize=False))],
            options={
                "verbose_name": "Suchwort",
                "verbose_name_plural": "Suchwörter",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("wort", name="gin_trgm_ops"), name="suchwort_aehnlich"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suchzeile",
            fields=[
                (
                    "angebot",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="suchzeile",
                        serialize=False,
                        to="lotsen.angebot",
                    ),
                ),
                ("angebotsart", models.CharField(max_length=60)),
                ("name", models.TextField()),
                ("sprachen", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), size=None)),
                ("hat_frei", models.BooleanField()),
                ("barrierefrei", models.BooleanField()),
                ("breiten", django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None)),
                ("laengen", django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None)),
                ("worte", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name": "Suchzeile",
                "verbose_name_plural": "Suchzeilen",
                "indexes": [
                    models.Index(fields=["name", "angebot"], name="suchzeile_name"),
                    models.Index(fields=["angebotsart", "name"], name="suchzeile_art"),
                    django.contrib.postgres.indexes.GinIndex(fields=["worte"], name="suchzeile_worte"),
                    django.contrib.postgres.indexes.GinIndex(fields=["sprachen"], name="suchzeile_sprachen"),
                ],
            },
        ),
        migrations.RunSQL(FREMDSCHLUESSEL, "ALTER TABLE lotsen_suchzeile DROP CONSTRAINT suchzeile_angebot;"),
        migrations.RunSQL(WOERTERBUECHER, WEG_WOERTERBUECHER),
        migrations.RunSQL(ENTFERNUNG, "DROP FUNCTION lotsen_km(float8, float8, float8, float8, float8);"),
        migrations.RunSQL(SCHREIBEN, WEG_SCHREIBEN),
    ]
