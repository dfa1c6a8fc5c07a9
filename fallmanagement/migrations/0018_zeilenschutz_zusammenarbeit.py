"""Who sees what goes to partners and the meetings about cases; what a partner has is all that it sees."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, EIGENE_EINHEIT, NICHT_NUR_LESEND, nur_lesen, oeffnen, schreiben_lassen, schuetzen

JE_AKTE = AKTE.format(spalte="fallakte_id")
DER_FREIGABE = "EXISTS (SELECT 1 FROM fallmanagement_freigabe freigabe WHERE freigabe.id = freigabe_id)"
DER_KONFERENZ = "EXISTS (SELECT 1 FROM fallmanagement_fallkonferenz konferenz WHERE konferenz.id = konferenz_id)"
DES_FALLS = "EXISTS (SELECT 1 FROM fallmanagement_konferenzfall fall WHERE fall.id = fall_id)"
TABELLEN = {
    "freigabe": JE_AKTE,
    "freigabekopie": DER_FREIGABE,
    "fallkonferenz": EIGENE_EINHEIT,
    "konferenzteilnahme": DER_KONFERENZ,
    "konferenzfall": JE_AKTE,
    "konferenzbeschluss": DES_FALLS,
}
NUR_LESEN = {
    "freigabe": "fallakte_id",
    "freigabekopie": "(SELECT f.fallakte_id FROM fallmanagement_freigabe f WHERE f.id = freigabe_id)",
    "konferenzfall": "fallakte_id",
    "konferenzbeschluss": "(SELECT f.fallakte_id FROM fallmanagement_konferenzfall f WHERE f.id = fall_id)",
}
# A partner reads the rows of its own organisation until they end, and writes none.
PARTNER = """
CREATE POLICY partner ON fallmanagement_freigabekopie FOR SELECT TO behoerde_app USING (
    'partnerportal' = ANY (string_to_array(current_setting('behoerde.rechte', true), ','))
    AND einheit_id::text = ANY (string_to_array(current_setting('behoerde.einheiten', true), ','))
    AND bis >= (statement_timestamp() AT TIME ZONE 'Europe/Berlin')::date
);
"""
WORTLAUT = """
ALTER TABLE fallmanagement_freigabe ADD CONSTRAINT freigabe_hash_des_wortlauts
    CHECK (wortlaut = '' OR wortlaut_hash = encode(sha256(convert_to(wortlaut, 'UTF8')), 'hex'));
ALTER TABLE fallmanagement_freigabe ADD CONSTRAINT freigabe_hoechstens_ein_jahr
    CHECK (bis <= (angelegt_am AT TIME ZONE 'Europe/Berlin')::date + 366);
"""
KEIN_WORTLAUT = """
ALTER TABLE fallmanagement_freigabe DROP CONSTRAINT freigabe_hash_des_wortlauts;
ALTER TABLE fallmanagement_freigabe DROP CONSTRAINT freigabe_hoechstens_ein_jahr;
"""
# Every partner that takes part must hold a Freigabe of the case on the day of the meeting, which must still be open.
LISTE = """
CREATE FUNCTION fallmanagement_konferenzfall() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fallmanagement_fallkonferenz WHERE id = NEW.konferenz_id AND abgeschlossen_am IS NOT NULL) THEN
        RAISE EXCEPTION 'this meeting is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'konferenz_abgeschlossen';
    END IF;
    IF EXISTS (
        SELECT 1 FROM fallmanagement_konferenzteilnahme t
        JOIN fallmanagement_fallkonferenz k ON k.id = t.konferenz_id
        JOIN kern_organisationseinheit e ON e.id = t.einheit_id AND e.art = 'partner'
        WHERE t.konferenz_id = NEW.konferenz_id AND NOT EXISTS (
            SELECT 1 FROM fallmanagement_freigabe f
            WHERE f.fallakte_id = NEW.fallakte_id AND f.empfaenger_id = t.einheit_id AND f.widerrufen_am IS NULL
            AND f.bis >= (k.beginnt_am AT TIME ZONE 'Europe/Berlin')::date
            AND (f.grundlage = 'einwilligung' OR f.bestaetigt_am IS NOT NULL)
        )
    ) THEN
        RAISE EXCEPTION 'a partner that takes part has no Freigabe'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'konferenzfall_freigabe';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER braucht_freigabe BEFORE INSERT ON fallmanagement_konferenzfall
    FOR EACH ROW EXECUTE FUNCTION fallmanagement_konferenzfall();
"""
KEINE_LISTE = """
DROP TRIGGER braucht_freigabe ON fallmanagement_konferenzfall;
DROP FUNCTION fallmanagement_konferenzfall();
"""


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0017_zusammenarbeit")]

    operations = [
        *(
            migrations.RunSQL(schuetzen(f"fallmanagement_{name}", bedingung), oeffnen(f"fallmanagement_{name}"))
            for name, bedingung in TABELLEN.items()
        ),
        *(
            migrations.RunSQL(
                nur_lesen(f"fallmanagement_{name}", NICHT_NUR_LESEND.format(spalte=spalte)),
                schreiben_lassen(f"fallmanagement_{name}"),
            )
            for name, spalte in NUR_LESEN.items()
        ),
        migrations.RunSQL(PARTNER, "DROP POLICY partner ON fallmanagement_freigabekopie;"),
        migrations.RunSQL(WORTLAUT, KEIN_WORTLAUT),
        migrations.RunSQL(LISTE, KEINE_LISTE),
    ]
