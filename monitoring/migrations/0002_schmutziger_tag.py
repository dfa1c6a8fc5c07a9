"""Whoever writes an event of a day that is over marks the day; the events of today mark nothing, so bookings share no row."""

from django.db import migrations

# A share of the lock that rolling up takes: it waits for whoever has written and not committed yet, or they wait for it.
TRIGGER = """
CREATE FUNCTION monitoring_schmutziger_tag() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE spaet date;
BEGIN
    FOR spaet IN
        SELECT DISTINCT (zeit AT TIME ZONE 'Europe/Berlin')::date AS tag FROM neue
        WHERE zeit < date_trunc('day', now() AT TIME ZONE 'Europe/Berlin') AT TIME ZONE 'Europe/Berlin' ORDER BY tag
    LOOP
        PERFORM pg_advisory_xact_lock_shared(hashtext('monitoring_schmutzigertag'), spaet - DATE '0001-01-01');
        INSERT INTO monitoring_schmutzigertag VALUES (spaet) ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER schmutziger_tag AFTER INSERT ON kern_ereignis REFERENCING NEW TABLE AS neue
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring_schmutziger_tag();
"""


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_verdichtung"), ("kern", "0002_datenbank")]

    operations = [
        migrations.RunSQL(
            TRIGGER, "DROP TRIGGER schmutziger_tag ON kern_ereignis; DROP FUNCTION monitoring_schmutziger_tag();"
        )
    ]
