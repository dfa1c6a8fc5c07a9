"""A proposal ends with its case, and says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0031_pruefdurchgang")]

    operations = [
        migrations.RemoveConstraint(model_name="vorschlag", name="stellenvorschlag_rueckzugsgrund"),
        migrations.AlterField(
            model_name="vorschlag",
            name="rueckzugsgrund",
            field=models.CharField(
                blank=True,
                choices=[
                    ("widerruf", "Die Person hat die Einwilligung widerrufen"),
                    ("wunsch", "Die Person möchte diese Stelle nicht"),
                    ("stelle_weg", "Die Stelle gibt es nicht mehr"),
                    ("frist", "Die Einwilligung ist abgelaufen"),
                    ("akte", "Die Akte wurde beendet"),
                    ("versehen", "Der Vorschlag war ein Versehen"),
                ],
                max_length=12,
                verbose_name="Grund",
            ),
        ),
        migrations.AddConstraint(
            model_name="vorschlag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("rueckzugsgrund__in", ["widerruf", "wunsch", "stelle_weg", "frist", "akte", "versehen"]),
                        ("status", "zurueckgezogen"),
                    ),
                    models.Q(models.Q(("status", "zurueckgezogen"), _negated=True), ("rueckzugsgrund", "")),
                    _connector="OR",
                ),
                name="stellenvorschlag_rueckzugsgrund",
            ),
        ),
    ]
