"""Who sees placements, looks back and months of the ledger: whoever sees the case."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, HINTERGRUND, VERMITTLUNG, oeffnen, schuetzen

JE_AKTE = AKTE.format(spalte="fallakte_id")
TABELLEN = {
    "vermittlung": (JE_AKTE, ""),
    "vermittlungevent": (f"{HINTERGRUND} OR {JE_AKTE}", "true"),
    "nachbetreuung": (VERMITTLUNG.format(tabelle="fallmanagement_nachbetreuung"), ""),
    "ersparnismonat": (VERMITTLUNG.format(tabelle="fallmanagement_ersparnismonat"), ""),
    "ersparnismonatevent": (f"{HINTERGRUND} OR {VERMITTLUNG.format(tabelle='fallmanagement_ersparnismonatevent')}", "true"),
}


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0013_vermittlung")]

    operations = [
        migrations.RunSQL(schuetzen(f"fallmanagement_{name}", *rules), oeffnen(f"fallmanagement_{name}"))
        for name, rules in TABELLEN.items()
    ]
