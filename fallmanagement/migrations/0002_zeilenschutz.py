"""What Django's models can't say: who sees rows of case files."""

from django.db import migrations

from fallmanagement.zeilenschutz import EIGENE_EINHEIT, VERLAUF, oeffnen, schuetzen

# Units whose case files may be seen in this transaction: all for the office in the background, those of the account and
# below with the right. As a subquery of a policy it is asked once for each statement, and an index can use its answer.
EINHEITEN = """
CREATE FUNCTION fallmanagement_einheiten() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    WITH RECURSIVE darf AS (
        SELECT string_to_array(coalesce(current_setting('behoerde.rechte', true), ''), ',') AS rechte,
               string_to_array(coalesce(current_setting('behoerde.einheiten', true), ''), ',') AS einheiten
    ), darunter AS (
        SELECT e.id FROM kern_organisationseinheit e, darf
        WHERE 'aufgabe' = ANY (rechte) OR ('fallakten' = ANY (rechte) AND e.id::text = ANY (einheiten))
        UNION SELECT e.id FROM kern_organisationseinheit e JOIN darunter ON e.parent_id = darunter.id
    ) SELECT coalesce(array_agg(id), '{}') FROM darunter
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0001_fallakte")]

    operations = [
        migrations.RunSQL(EINHEITEN, "DROP FUNCTION fallmanagement_einheiten();"),
        migrations.RunSQL(schuetzen("fallmanagement_fallakte", EIGENE_EINHEIT), oeffnen("fallmanagement_fallakte")),
        migrations.RunSQL(
            schuetzen("fallmanagement_fallakteevent", VERLAUF.format(spalte="pgh_obj_id"), "true"),
            oeffnen("fallmanagement_fallakteevent"),
        ),
    ]
