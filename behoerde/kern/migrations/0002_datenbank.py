"""What Django's models can't say: extensions, partitions, the cache table, policies."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

JAHRE = range(2024, 2041)

EREIGNIS = f"""
CREATE TABLE kern_ereignis (
    id uuid NOT NULL,
    zeit timestamptz NOT NULL,
    art varchar(60) NOT NULL,
    wert double precision,
    leistung varchar(80) NOT NULL DEFAULT '',
    standort varchar(60) NOT NULL DEFAULT '',
    kanal varchar(20) NOT NULL DEFAULT '',
    sprache varchar(10) NOT NULL DEFAULT '',
    einheit varchar(60) NOT NULL DEFAULT '',
    ergebnis varchar(40) NOT NULL DEFAULT '',
    PRIMARY KEY (zeit, id)
) PARTITION BY RANGE (zeit);
CREATE INDEX ereignis_zeit ON kern_ereignis USING brin (zeit);
CREATE TABLE kern_ereignis_sonst PARTITION OF kern_ereignis DEFAULT;
{"".join(
    f"CREATE TABLE kern_ereignis_{jahr} PARTITION OF kern_ereignis "
    f"FOR VALUES FROM ('{jahr}-01-01T00:00:00Z') TO ('{jahr + 1}-01-01T00:00:00Z');"
    for jahr in JAHRE
)}
CREATE FUNCTION kern_nur_anfuegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'kern_ereignis is append-only';
END $$;
CREATE TRIGGER nur_anfuegen BEFORE UPDATE OR DELETE ON kern_ereignis
    FOR EACH ROW EXECUTE FUNCTION kern_nur_anfuegen();
"""

CACHE = """
CREATE TABLE kern_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX kern_cache_expires ON kern_cache (expires);
"""

# Everybody may append; who read what is visible to data protection only. The owner sees rows in maintenance only.
PROTOKOLL = """
ALTER TABLE kern_protokolleintrag ENABLE ROW LEVEL SECURITY;
ALTER TABLE kern_protokolleintrag FORCE ROW LEVEL SECURITY;
CREATE POLICY anfuegen ON kern_protokolleintrag FOR INSERT WITH CHECK (true);
CREATE POLICY lesen ON kern_protokolleintrag FOR SELECT TO behoerde_app USING (
    vorgang NOT IN ('gelesen', 'verweigert', 'notzugriff')
    AND current_setting('behoerde.rechte', true) NOT IN ('', 'kunde')
    OR 'protokoll_lesen' = ANY (string_to_array(current_setting('behoerde.rechte', true), ','))
);
CREATE POLICY wartung ON kern_protokolleintrag TO behoerde_owner
    USING (current_setting('behoerde.wartung', true) = 'an');
"""


class Migration(migrations.Migration):
    dependencies = [("kern", "0001_anfang")]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(EREIGNIS, "DROP TABLE kern_ereignis; DROP FUNCTION kern_nur_anfuegen()"),
        migrations.RunSQL(CACHE, "DROP TABLE kern_cache"),
        migrations.RunSQL(
            PROTOKOLL,
            "DROP POLICY anfuegen ON kern_protokolleintrag; DROP POLICY lesen ON kern_protokolleintrag;"
            "DROP POLICY wartung ON kern_protokolleintrag; ALTER TABLE kern_protokolleintrag DISABLE ROW LEVEL SECURITY",
        ),
    ]
