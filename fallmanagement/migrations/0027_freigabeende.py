"""Why a Freigabe ended before its day; of what ended so far the basis says it."""

from django.db import migrations, models

GRUND = """
SET LOCAL behoerde.wartung = 'an';
ALTER TABLE fallmanagement_freigabe DISABLE TRIGGER USER;
UPDATE fallmanagement_freigabe SET ende = CASE grundlage WHEN 'einwilligung' THEN 'widerruf' ELSE 'amt' END
    WHERE widerrufen_am IS NOT NULL;
ALTER TABLE fallmanagement_freigabe ENABLE TRIGGER USER;
SET LOCAL behoerde.wartung = '';
"""


class Migration(migrations.Migration):
    dependencies = [("fallmanagement", "0026_zeilenschutz_dublettenurteil")]

    operations = [
        migrations.RemoveConstraint(model_name="freigabe", name="freigabe_widerruf"),
        migrations.AddField(
            model_name="freigabe",
            name="ende",
            field=models.CharField(
                blank=True,
                choices=[
                    ("widerruf", "Die Person hat widerrufen"),
                    ("amt", "Das Amt hat sie beendet"),
                    ("akte", "Die Akte wurde beendet"),
                ],
                default="",
                max_length=10,
                verbose_name="Grund des Endes",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(GRUND, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="freigabe",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ende", ""), ("widerrufen_am", None), ("widerrufen_von", None)),
                    models.Q(("ende__in", ["widerruf", "amt", "akte"]), ("widerrufen_am__isnull", False)),
                    _connector="OR",
                ),
                name="freigabe_widerruf",
            ),
        ),
    ]
