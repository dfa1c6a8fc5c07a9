"""Documents refuse writes of whoever only reads; a letter is read also where its template belongs to a unit above."""

from django.db import migrations

from fallmanagement.zeilenschutz import EIGENE_EINHEIT, nur_lesen, schreiben_lassen

DOKUMENT = "fallmanagement_dokument"
DARF = "string_to_array(current_setting('behoerde.rechte', true), ',') && ARRAY['aufgabe', 'fallakten']"
LESEN = "".join(
    f"CREATE POLICY lesen ON fallmanagement_{name} FOR SELECT TO behoerde_app USING ({DARF});"
    for name in ("briefvorlage", "brieffassung")
)
NICHT_LESEN = "".join(f"DROP POLICY lesen ON fallmanagement_{name};" for name in ("briefvorlage", "brieffassung"))
FASSUNG = "EXISTS (SELECT 1 FROM fallmanagement_briefvorlage v WHERE v.id = vorlage_id{mehr})"
EIGENE = FASSUNG.format(mehr=f" AND v.{EIGENE_EINHEIT}")


def policy(bedingung: str) -> str:
    return f"ALTER POLICY amt ON fallmanagement_brieffassung USING ({bedingung}) WITH CHECK ({bedingung});"


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0023_plz")]

    operations = [
        migrations.RunSQL(nur_lesen(DOKUMENT), schreiben_lassen(DOKUMENT)),
        # A year at most is kept by the action: rows that were made long ago must still be erasable, and tested to be.
        migrations.RunSQL(
            "ALTER TABLE fallmanagement_freigabe DROP CONSTRAINT freigabe_hoechstens_ein_jahr;",
            "ALTER TABLE fallmanagement_freigabe ADD CONSTRAINT freigabe_hoechstens_ein_jahr CHECK (true);",
        ),
        migrations.RunSQL(policy(EIGENE) + LESEN, NICHT_LESEN + policy(FASSUNG.format(mehr=""))),
    ]
