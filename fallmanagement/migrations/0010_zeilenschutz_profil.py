"""Who sees a competence profile: whoever sees its case. Its history also the background, which erases it."""

from django.db import migrations

from fallmanagement.zeilenschutz import AKTE, VERLAUF, oeffnen, schuetzen

JE_AKTE = AKTE.format(spalte="fallakte_id")
TEILE = ("kompetenzprofil", "sprachstand", "berufswunsch", "qualifikation", "berufserfahrung")
TABELLEN = dict.fromkeys(TEILE, (JE_AKTE, "")) | {
    f"{teil}event": (VERLAUF.format(spalte="fallakte_id"), "true") for teil in TEILE
}


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0009_profil")]

    operations = [
        migrations.RunSQL(schuetzen(f"fallmanagement_{name}", *rules), oeffnen(f"fallmanagement_{name}"))
        for name, rules in TABELLEN.items()
    ]
