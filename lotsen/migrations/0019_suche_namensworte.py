"""The words of a name have a column of their own in the search, a kind is a word too."""

from importlib import import_module

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

NEU = """
TRUNCATE lotsen_suchzeile;
SELECT lotsen_suche_schreiben(ARRAY(SELECT id FROM lotsen_angebot));
"""

SCHREIBEN = """
CREATE OR REPLACE FUNCTION lotsen_suche_schreiben(welche uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM lotsen_suchzeile s WHERE s.angebot_id = ANY (welche)
     AND NOT EXISTS (SELECT FROM lotsen_angebot a WHERE a.id = s.angebot_id AND a.status = 'aktiv');

  INSERT INTO lotsen_suchzeile AS s
    (angebot_id, angebotsart, name, sprachen, hat_frei, barrierefrei, breiten, laengen, worte, namensworte)
  SELECT a.id, a.angebotsart, lower(unaccent('unaccent'::regdictionary, coalesce(a.name_de, a.name))), a.sprachen,
         coalesce(a.frei > 0, false), coalesce(o.barrierefrei, false), coalesce(o.breiten, '{}'), coalesce(o.laengen, '{}'),
         n.worte
         || strip(to_tsvector('lotsen_worte', concat_ws(' ', t.name, o.worte)))
         || strip(to_tsvector('lotsen_deutsch', concat_ws(' ', a.beschreibung_de, a.fuer_wen_de, a.zugang_text_de)))
         || strip(to_tsvector('lotsen_worte', concat_ws(' ', a.beschreibung_en, a.beschreibung_uk, a.beschreibung_ar, a.beschreibung_tr)))
         || array_to_tsvector(ARRAY['art' || replace(a.angebotsart, '_', '')]),
         n.worte
    FROM lotsen_angebot a JOIN lotsen_traeger t ON t.id = a.traeger_id
    CROSS JOIN LATERAL (
      SELECT strip(to_tsvector('lotsen_deutsch', coalesce(a.name_de, a.name)))
          || strip(to_tsvector('lotsen_worte', concat_ws(' ', a.name_de, a.name_de_simple, a.name_en, a.name_uk, a.name_ar, a.name_tr)))
          AS worte) n
    LEFT JOIN LATERAL (
      SELECT bool_or(cardinality(ort.barrierefrei) > 0) AS barrierefrei,
             string_agg(concat_ws(' ', ort.name, ort.strasse, ort.plz, ort.ort), ' ') AS worte,
             array_agg(ort.breite ORDER BY ort.id) FILTER (WHERE ort.breite IS NOT NULL) AS breiten,
             array_agg(ort.laenge ORDER BY ort.id) FILTER (WHERE ort.laenge IS NOT NULL) AS laengen
        FROM lotsen_angebot_orte hat JOIN lotsen_ort ort ON ort.id = hat.ort_id WHERE hat.angebot_id = a.id) o ON true
   WHERE a.id = ANY (welche) AND a.status = 'aktiv' ORDER BY a.id
  ON CONFLICT (angebot_id) DO UPDATE SET angebotsart = excluded.angebotsart, name = excluded.name, sprachen = excluded.sprachen,
     hat_frei = excluded.hat_frei, barrierefrei = excluded.barrierefrei,
     breiten = excluded.breiten, laengen = excluded.laengen, worte = excluded.worte, namensworte = excluded.namensworte
   WHERE (s.angebotsart, s.name, s.sprachen, s.hat_frei, s.barrierefrei, s.breiten, s.laengen, s.worte, s.namensworte) IS DISTINCT FROM
         (excluded.angebotsart, excluded.name, excluded.sprachen, excluded.hat_frei, excluded.barrierefrei,
          excluded.breiten, excluded.laengen, excluded.worte, excluded.namensworte);

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
"""
# What wrote a row before, as 0005 made it.
_SUCHE = import_module("lotsen.migrations.0005_suche").SCHREIBEN
WEG_SCHREIBEN = _SUCHE[: _SUCHE.index("END $$;") + 7].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("lotsen", "0018_erstberatung_plz")]

    operations = [
        migrations.RunSQL("TRUNCATE lotsen_suchzeile", NEU),
        migrations.AddField("suchzeile", "namensworte", django.contrib.postgres.search.SearchVectorField(), preserve_default=False),
        migrations.AddIndex(
            "suchzeile", django.contrib.postgres.indexes.GinIndex(fields=["namensworte"], name="suchzeile_namensworte")
        ),
        migrations.RunSQL(SCHREIBEN, WEG_SCHREIBEN),
        migrations.RunSQL(NEU, "TRUNCATE lotsen_suchzeile"),
    ]
