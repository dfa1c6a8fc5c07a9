from django.db import migrations

# Consent and letter name Träger and kind: while people are sent there, or the partner holds a copy, both stay whoever writes.
# The function looks at referrals of every unit, which row-level security hides from the account that changes the Angebot.
BLEIBT = """
CREATE FUNCTION lotsen_empfaenger_bleibt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE vorher text := coalesce(current_setting('behoerde.wartung', true), '');
        gehen boolean;
BEGIN
    PERFORM set_config('behoerde.wartung', 'an', true);
    gehen := EXISTS (SELECT 1 FROM lotsen_verweis
                      WHERE angebot_id = OLD.id AND status NOT IN ('abgeschlossen', 'widerrufen', 'abgelaufen'))
          OR EXISTS (SELECT 1 FROM lotsen_partnerkopie WHERE angebot_id = OLD.id);
    PERFORM set_config('behoerde.wartung', vorher, true);
    IF gehen THEN
        RAISE EXCEPTION 'angebot_empfaenger_bleibt' USING ERRCODE = 'check_violation', CONSTRAINT = 'angebot_empfaenger_bleibt';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER empfaenger_bleibt BEFORE UPDATE OF traeger_id, angebotsart ON lotsen_angebot FOR EACH ROW
WHEN (NEW.traeger_id IS DISTINCT FROM OLD.traeger_id OR NEW.angebotsart IS DISTINCT FROM OLD.angebotsart)
EXECUTE FUNCTION lotsen_empfaenger_bleibt();
"""
ZURUECK = "DROP TRIGGER empfaenger_bleibt ON lotsen_angebot; DROP FUNCTION lotsen_empfaenger_bleibt();"


class Migration(migrations.Migration):
    dependencies = [("lotsen", "0021_sprechzeit_jetzt")]

    operations = [migrations.RunSQL(BLEIBT, ZURUECK)]
