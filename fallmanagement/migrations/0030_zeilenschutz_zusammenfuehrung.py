"""What the database keeps of merges: who sees them, that rows move only as written down, that nothing comes into a merged file."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, EIGENE_AKTE, nur_lesen, oeffnen, schreiben_lassen, schuetzen

MERGE, BEWEGUNG = "fallmanagement_aktenzusammenfuehrung", "fallmanagement_aktenbewegung"
BEIDE = " AND ".join(AKTE.format(spalte=spalte) for spalte in ("bleibt_id", "doppelt_id"))
EIGENE = " AND ".join(EIGENE_AKTE.format(spalte=spalte) for spalte in ("bleibt_id", "doppelt_id"))
DER_MERGE = f"EXISTS (SELECT 1 FROM {MERGE} m WHERE m.id = zusammenfuehrung_id{{mehr}})"  # noqa: S608 - of words that stand here
EIGENE_DES_MERGE = " AND ".join(EIGENE_AKTE.format(spalte=f"m.{spalte}") for spalte in ("bleibt_id", "doppelt_id"))

# Tables whose rows go along, by the column that says whose they are; and one that never moves.
JE_AKTE = (
    *("kompetenzprofil", "frist", "vermerk", "haushaltsmitglied", "sprachstand", "berufswunsch", "qualifikation"),
    *("berufserfahrung", "perspektivpruefung", "dokument", "brief", "vorschlag", "vermittlung", "freigabe", "konferenzfall"),
)
BLEIBT = ("zustaendigkeit", "zugriff")
# There and back, as long as the merge is remembered. The model is the name of the table without the app.
UMZUG = """
CREATE FUNCTION fallmanagement_zieht_um() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM fallmanagement_aktenbewegung b
        JOIN fallmanagement_aktenzusammenfuehrung z ON z.id = b.zusammenfuehrung_id
        WHERE b.zeile = NEW.id AND 'fallmanagement_' || lower(b.modell) = TG_TABLE_NAME
          AND (z.doppelt_id, z.bleibt_id) IN ((OLD.fallakte_id, NEW.fallakte_id), (NEW.fallakte_id, OLD.fallakte_id))
    ) THEN
        RAISE EXCEPTION 'a row changes its case only in a merge'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'zieht_nur_um';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION fallmanagement_status_zieht_um() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM fallmanagement_aktenbewegung b
        JOIN fallmanagement_aktenzusammenfuehrung z ON z.id = b.zusammenfuehrung_id
        JOIN fallmanagement_fallakte d ON d.id = z.doppelt_id JOIN fallmanagement_fallakte s ON s.id = z.bleibt_id
        WHERE b.zeile = NEW.id AND b.modell = 'Aufenthaltsstatus'
          AND (d.person_id, s.person_id) IN ((OLD.person_id, NEW.person_id), (NEW.person_id, OLD.person_id))
    ) THEN
        RAISE EXCEPTION 'a status changes its person only in a merge'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'zieht_nur_um';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zieht_nur_um BEFORE UPDATE OF person_id ON fallmanagement_aufenthaltsstatus FOR EACH ROW
    WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id) EXECUTE FUNCTION fallmanagement_status_zieht_um();
"""
ZIEHT_UM = UMZUG + "".join(
    f"""
CREATE TRIGGER zieht_nur_um BEFORE UPDATE OF fallakte_id ON fallmanagement_{name} FOR EACH ROW
    WHEN (OLD.fallakte_id IS DISTINCT FROM NEW.fallakte_id) EXECUTE FUNCTION fallmanagement_zieht_um();
"""
    for name in (*JE_AKTE, "zustaendigkeit")
)
ZIEHT_NICHT_UM = (
    "".join(f"DROP TRIGGER zieht_nur_um ON fallmanagement_{name};" for name in (*JE_AKTE, "zustaendigkeit", "aufenthaltsstatus"))
    + "DROP FUNCTION fallmanagement_zieht_um(); DROP FUNCTION fallmanagement_status_zieht_um();"
)
# Whoever writes waits for a merge that runs: the share of the key is what a foreign key takes too, only later.
RUHE = """
CREATE FUNCTION fallmanagement_zusammengefuehrt_ruht() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ziel uuid;
BEGIN
    SELECT geht_auf_in_id INTO ziel FROM fallmanagement_fallakte WHERE id = NEW.fallakte_id FOR KEY SHARE;
    IF ziel IS NOT NULL THEN
        RAISE EXCEPTION 'this case went into another one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'zusammengefuehrt_ruht';
    END IF;
    RETURN NULL;
END $$;
"""
RUHT = RUHE + "".join(
    f"""
CREATE TRIGGER zusammengefuehrt_ruht AFTER INSERT ON fallmanagement_{name}
    FOR EACH ROW EXECUTE FUNCTION fallmanagement_zusammengefuehrt_ruht();
"""
    for name in (*JE_AKTE, *BLEIBT)
)
RUHT_NICHT = (
    "".join(f"DROP TRIGGER zusammengefuehrt_ruht ON fallmanagement_{name};" for name in (*JE_AKTE, *BLEIBT))
    + "DROP FUNCTION fallmanagement_zusammengefuehrt_ruht();"
)
GEHT_AUF = """
CREATE FUNCTION fallmanagement_geht_auf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM fallmanagement_aktenzusammenfuehrung z
        WHERE z.doppelt_id = NEW.id AND z.bleibt_id = COALESCE(NEW.geht_auf_in_id, OLD.geht_auf_in_id)
    ) THEN
        RAISE EXCEPTION 'a case goes into another one only in a merge'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fallakte_geht_nur_so_auf';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER geht_nur_so_auf BEFORE UPDATE OF geht_auf_in_id ON fallmanagement_fallakte FOR EACH ROW
    WHEN (OLD.geht_auf_in_id IS DISTINCT FROM NEW.geht_auf_in_id) EXECUTE FUNCTION fallmanagement_geht_auf();
"""
GEHT_NICHT_AUF = "DROP TRIGGER geht_nur_so_auf ON fallmanagement_fallakte; DROP FUNCTION fallmanagement_geht_auf();"


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0029_zusammenfuehrung")]

    operations = [
        migrations.RunSQL(schuetzen(MERGE, BEIDE), oeffnen(MERGE)),
        migrations.RunSQL(nur_lesen(MERGE, EIGENE), schreiben_lassen(MERGE)),
        migrations.RunSQL(schuetzen(BEWEGUNG, DER_MERGE.format(mehr="")), oeffnen(BEWEGUNG)),
        migrations.RunSQL(nur_lesen(BEWEGUNG, DER_MERGE.format(mehr=f" AND {EIGENE_DES_MERGE}")), schreiben_lassen(BEWEGUNG)),
        migrations.RunSQL(ZIEHT_UM, ZIEHT_NICHT_UM),
        migrations.RunSQL(RUHT, RUHT_NICHT),
        migrations.RunSQL(GEHT_AUF, GEHT_NICHT_AUF),
    ]
