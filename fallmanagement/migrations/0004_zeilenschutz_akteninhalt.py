"""Who sees what belongs to a case; notes by their level. Household and status belong to whoever sees a case of the person."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, AKTE_DER_PERSON, HINTERGRUND, VERMERK, oeffnen, schuetzen

# Accounts for which the acting one answers today: itself, and those it covers for. The day is that of the database.
VERTRETENE = """
CREATE FUNCTION fallmanagement_ich_fuer() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    WITH ich AS (SELECT nullif(current_setting('behoerde.user', true), '')::uuid AS id)
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT id FROM ich WHERE id IS NOT NULL
        UNION SELECT v.user_id FROM fallmanagement_vertretung v, ich
        WHERE v.durch_id = ich.id AND v.zeitraum @> (now() AT TIME ZONE 'Europe/Berlin')::date
    ) konten
$$;
"""
JE_AKTE = AKTE.format(spalte="fallakte_id")
TABELLEN = {
    "zustaendigkeit": (JE_AKTE, ""),
    "haushaltsmitglied": (JE_AKTE, ""),
    "haushaltsmitgliedevent": (f"{HINTERGRUND} OR {JE_AKTE}", "true"),
    "aufenthaltsstatus": (AKTE_DER_PERSON.format(tabelle="fallmanagement_aufenthaltsstatus"), ""),
    "aufenthaltsstatusevent": (f"{HINTERGRUND} OR {AKTE_DER_PERSON.format(tabelle='fallmanagement_aufenthaltsstatusevent')}", "true"),
    "frist": (JE_AKTE, ""),
    "vermerk": (VERMERK, ""),
}


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0003_akteninhalt")]

    operations = [
        migrations.RunSQL(VERTRETENE, "DROP FUNCTION fallmanagement_ich_fuer();"),
        *(
            migrations.RunSQL(schuetzen(f"fallmanagement_{name}", *rules), oeffnen(f"fallmanagement_{name}"))
            for name, rules in TABELLEN.items()
        ),
    ]
