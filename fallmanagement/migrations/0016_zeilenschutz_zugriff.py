"""Who reads a case by a Zugriff, that nobody writes by one, and that no Notzugriff goes without a notice."""

from django.db import migrations

from fallmanagement.zeilenschutz import EIGENE_EINHEIT, NICHT_NUR_LESEND, ZUGRIFFE, nur_lesen, schreiben_lassen

# Cases that the acting account may read right now though they are none of its units. The clock is that of the database.
# It reads ``zugriff`` only, whose policies ask for no case: else they would ask each other for ever.
LESBARE = """
CREATE FUNCTION fallmanagement_zugriffe() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(fallakte_id), '{}') FROM fallmanagement_zugriff
    WHERE user_id = nullif(current_setting('behoerde.user', true), '')::uuid AND zeitraum @> statement_timestamp()
$$;
"""
LEITET = "string_to_array(current_setting('behoerde.rechte', true), ',') && ARRAY['aufgabe', 'fallakten_leiten']"
ICH = "nullif(current_setting('behoerde.user', true), '')::uuid"
ZUGRIFF = f"""
ALTER TABLE fallmanagement_zugriff ENABLE ROW LEVEL SECURITY;
ALTER TABLE fallmanagement_zugriff FORCE ROW LEVEL SECURITY;
CREATE POLICY amt ON fallmanagement_zugriff TO behoerde_app USING ({LEITET} AND {EIGENE_EINHEIT});
CREATE POLICY lesen ON fallmanagement_zugriff FOR SELECT TO behoerde_app USING (user_id = {ICH} OR {EIGENE_EINHEIT});
CREATE POLICY wartung ON fallmanagement_zugriff TO behoerde_owner USING (current_setting('behoerde.wartung', true) = 'an');
ALTER TABLE fallmanagement_zugriff ADD CONSTRAINT zugriff_notzugriff_ein_tag
    CHECK (art <> 'notzugriff' OR upper(zeitraum) - lower(zeitraum) <= interval '25 hours');
"""
KEIN_ZUGRIFF = """
ALTER TABLE fallmanagement_zugriff DROP CONSTRAINT zugriff_notzugriff_ein_tag;
DROP POLICY amt ON fallmanagement_zugriff;
DROP POLICY lesen ON fallmanagement_zugriff;
DROP POLICY wartung ON fallmanagement_zugriff;
ALTER TABLE fallmanagement_zugriff NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fallmanagement_zugriff DISABLE ROW LEVEL SECURITY;
"""
AKTE = f"CREATE POLICY zugriff ON fallmanagement_fallakte FOR SELECT TO behoerde_app USING (id = {ZUGRIFFE});"
PROFIL = ("kompetenzprofil", "sprachstand", "berufswunsch", "qualifikation", "berufserfahrung")
JE_AKTE = ("zustaendigkeit", "haushaltsmitglied", "frist", "vermerk", "perspektivpruefung", "vorschlag", "vermittlung", *PROFIL)
JE_VERMITTLUNG = ("nachbetreuung", "ersparnismonat")
DER_VERMITTLUNG = NICHT_NUR_LESEND.format(
    spalte="(SELECT v.fallakte_id FROM fallmanagement_vermittlung v WHERE v.id = vermittlung_id)"
)
STATUS = "fallmanagement_aufenthaltsstatus"
STATUS_DARF = f"""
    NOT EXISTS (SELECT 1 FROM fallmanagement_fallakte akte WHERE akte.person_id = {STATUS}.person_id AND akte.id = {ZUGRIFFE})
    OR EXISTS (SELECT 1 FROM fallmanagement_fallakte akte WHERE akte.person_id = {STATUS}.person_id AND akte.{EIGENE_EINHEIT})
"""  # noqa: S608 - of words that stand here
# Notes for few stay closed, whatever rights the account has in its own unit.
VERMERK = f"""
CREATE POLICY zugriff_nicht_vertraulich ON fallmanagement_vermerk AS RESTRICTIVE FOR SELECT TO behoerde_app
    USING (stufe IN ('team', 'klient') OR {NICHT_NUR_LESEND.format(spalte="fallakte_id")});
"""
GEMELDET = """
CREATE FUNCTION fallmanagement_notzugriff_gemeldet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM kern_nachricht WHERE schluessel LIKE 'notzugriff-' || NEW.id || '-%') THEN
        RAISE EXCEPTION 'a Notzugriff needs a notice to somebody'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'zugriff_notzugriff_gemeldet';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER notzugriff_gemeldet AFTER INSERT ON fallmanagement_zugriff DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.art = 'notzugriff') EXECUTE FUNCTION fallmanagement_notzugriff_gemeldet();
"""
NICHT_GEMELDET = """
DROP TRIGGER notzugriff_gemeldet ON fallmanagement_zugriff;
DROP FUNCTION fallmanagement_notzugriff_gemeldet();
"""


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0015_zugriff")]

    operations = [
        migrations.RunSQL(LESBARE, "DROP FUNCTION fallmanagement_zugriffe();"),
        migrations.RunSQL(ZUGRIFF, KEIN_ZUGRIFF),
        migrations.RunSQL(AKTE, "DROP POLICY zugriff ON fallmanagement_fallakte;"),
        *(
            migrations.RunSQL(nur_lesen(f"fallmanagement_{name}"), schreiben_lassen(f"fallmanagement_{name}"))
            for name in JE_AKTE
        ),
        *(
            migrations.RunSQL(nur_lesen(f"fallmanagement_{name}", DER_VERMITTLUNG), schreiben_lassen(f"fallmanagement_{name}"))
            for name in JE_VERMITTLUNG
        ),
        migrations.RunSQL(nur_lesen(STATUS, STATUS_DARF), schreiben_lassen(STATUS)),
        migrations.RunSQL(VERMERK, "DROP POLICY zugriff_nicht_vertraulich ON fallmanagement_vermerk;"),
        migrations.RunSQL(GEMELDET, NICHT_GEMELDET),
    ]
