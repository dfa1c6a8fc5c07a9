"""What is open right now is seen in the row of the search, without a look at the hours of each Angebot."""

from importlib import import_module

from django.db import migrations, models

import lotsen.models.suche

# Which remarks do not restrict hours says lotsen.queries.treffer too.
ZEITEN = """
CREATE FUNCTION lotsen_suche_zeiten(welche uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever writes hours of the same Angebot waits here, and reads below what the other one wrote.
  PERFORM FROM lotsen_suchzeile WHERE angebot_id = ANY (welche) ORDER BY angebot_id FOR UPDATE;

  UPDATE lotsen_suchzeile s SET offen = z.immer, offen_zeitweise = z.zeitweise
    FROM unnest(welche) AS w(id) CROSS JOIN LATERAL (
      SELECT coalesce(range_agg(int4range((wochentag - 1) * 86400 + floor(extract(epoch FROM von))::int,
                                          (wochentag - 1) * 86400 + ceil(extract(epoch FROM bis))::int))
                        FILTER (WHERE gilt_ab IS NULL AND gilt_bis IS NULL), '{}') AS immer,
             coalesce(bool_or(gilt_ab IS NOT NULL OR gilt_bis IS NOT NULL), false) AS zeitweise
        FROM lotsen_sprechzeit WHERE angebot_id = w.id AND hinweis IN ('', 'Offene Sprechstunde')) z
   WHERE s.angebot_id = w.id AND (s.offen, s.offen_zeitweise) IS DISTINCT FROM (z.immer, z.zeitweise);
END $$;

CREATE FUNCTION lotsen_suche_sprechzeit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM lotsen_suche_zeiten(ARRAY(SELECT DISTINCT angebot_id FROM zeilen)); RETURN NULL; END $$;

CREATE TRIGGER suche_neu AFTER INSERT ON lotsen_sprechzeit REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_sprechzeit();
CREATE TRIGGER suche_anders AFTER UPDATE ON lotsen_sprechzeit REFERENCING NEW TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_sprechzeit();
CREATE TRIGGER suche_vorher AFTER UPDATE ON lotsen_sprechzeit REFERENCING OLD TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_sprechzeit();
CREATE TRIGGER suche_weg AFTER DELETE ON lotsen_sprechzeit REFERENCING OLD TABLE AS zeilen
  FOR EACH STATEMENT EXECUTE FUNCTION lotsen_suche_sprechzeit();

SELECT lotsen_suche_zeiten(ARRAY(SELECT id FROM lotsen_angebot));
"""
WEG_ZEITEN = """
DROP TRIGGER suche_weg ON lotsen_sprechzeit;
DROP TRIGGER suche_vorher ON lotsen_sprechzeit;
DROP TRIGGER suche_anders ON lotsen_sprechzeit;
DROP TRIGGER suche_neu ON lotsen_sprechzeit;
DROP FUNCTION lotsen_suche_sprechzeit();
DROP FUNCTION lotsen_suche_zeiten(uuid[]);
"""
# A row that is written anew, as when an Angebot is offered again, has its hours at once.
WEG_SCHREIBEN = import_module("lotsen.migrations.0019_suche_namensworte").SCHREIBEN
SCHREIBEN = WEG_SCHREIBEN.replace("END $$;", "  PERFORM lotsen_suche_zeiten(welche);\nEND $$;")


class Migration(migrations.Migration):
    dependencies = [("lotsen", "0022_empfaenger_bleibt")]

    operations = [
        migrations.AddField("suchzeile", "offen", lotsen.models.suche.Wochenzeiten(db_default="{}")),
        migrations.AddField("suchzeile", "offen_zeitweise", models.BooleanField(db_default=False)),
        migrations.RunSQL(ZEITEN, WEG_ZEITEN),
        migrations.RunSQL(SCHREIBEN, WEG_SCHREIBEN),
    ]
