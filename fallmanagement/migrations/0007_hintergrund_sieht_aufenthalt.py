"""The background sees a status whose case is gone: else nobody could ever erase it, nor its person."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE_DER_PERSON, HINTERGRUND

JE_PERSON = AKTE_DER_PERSON.format(tabelle="fallmanagement_aufenthaltsstatus")
NEU = f"{HINTERGRUND} OR {JE_PERSON}"


def policy(bedingung: str) -> str:
    return f"ALTER POLICY amt ON fallmanagement_aufenthaltsstatus USING ({bedingung}) WITH CHECK ({bedingung});"


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0006_zeilenschutz_perspektive")]

    operations = [migrations.RunSQL(policy(NEU), policy(JE_PERSON))]
