"""What Django's models can't say: who sees rows of referrals, and that the kept hash is the one of the kept words."""

from django.db import migrations

AMT = "string_to_array(current_setting('behoerde.rechte', true), ',') && ARRAY['verweise_bearbeiten', 'kunde', 'aufgabe']"
TABELLEN = ("lotsen_verweis", "lotsen_verweisschritt", "lotsen_einwilligung", "lotsen_rueckmeldung", "lotsen_partnerkopie")

SCHUTZ = "".join(
    f"""
ALTER TABLE {tabelle} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {tabelle} FORCE ROW LEVEL SECURITY;
CREATE POLICY amt ON {tabelle} TO behoerde_app USING ({AMT});
CREATE POLICY wartung ON {tabelle} TO behoerde_owner USING (current_setting('behoerde.wartung', true) = 'an');
"""
    for tabelle in TABELLEN
)
# A partner reads the rows of its own organisation and writes none: its answers go through the office.
PARTNER = """
CREATE POLICY partner ON lotsen_partnerkopie FOR SELECT TO behoerde_app USING (
    'partnerportal' = ANY (string_to_array(current_setting('behoerde.rechte', true), ','))
    AND einheit_id::text = ANY (string_to_array(current_setting('behoerde.einheiten', true), ','))
);
"""
OFFEN = "".join(
    f"""
DROP POLICY amt ON {tabelle};
DROP POLICY wartung ON {tabelle};
ALTER TABLE {tabelle} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {tabelle} DISABLE ROW LEVEL SECURITY;
"""
    for tabelle in TABELLEN
)
WORTLAUT = """
ALTER TABLE lotsen_einwilligung ADD CONSTRAINT einwilligung_hash_des_wortlauts
    CHECK (text_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex'));
"""


class Migration(migrations.Migration):
    dependencies = [("lotsen", "0003_verweis")]

    operations = [
        migrations.RunSQL(SCHUTZ + PARTNER, "DROP POLICY partner ON lotsen_partnerkopie;" + OFFEN),
        migrations.RunSQL(WORTLAUT, "ALTER TABLE lotsen_einwilligung DROP CONSTRAINT einwilligung_hash_des_wortlauts"),
    ]
