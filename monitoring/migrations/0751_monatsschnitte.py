"""Months are kept in every cut that a page may ask for; those that exist are made anew from their days by the next roll-up."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0750_umfragefolge_vorhaben'),
    ]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO monitoring_schmutzigertag SELECT DISTINCT monat FROM monitoring_kennzahlmonat ON CONFLICT DO NOTHING;
            DELETE FROM monitoring_kennzahlmonat;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint(
            model_name='kennzahlmonat',
            name='kennzahlmonat_einmal',
        ),
        migrations.RemoveIndex(
            model_name='kennzahlmonat',
            name='kennzahlmonat_art',
        ),
        migrations.RemoveField(
            model_name='kennzahlmonat',
            name='klasse',
        ),
        migrations.RemoveField(
            model_name='kennzahlmonat',
            name='summe',
        ),
        migrations.AddField(
            model_name='kennzahlmonat',
            name='anzahlen',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='kennzahlmonat',
            name='klassen',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(null=True), default=list, size=None),
        ),
        migrations.AddField(
            model_name='kennzahlmonat',
            name='schnitt',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddIndex(
            model_name='kennzahlmonat',
            index=models.Index(fields=['schnitt', 'art', 'monat'], name='kennzahlmonat_schnitt'),
        ),
        migrations.AddConstraint(
            model_name='kennzahlmonat',
            constraint=models.UniqueConstraint(fields=('schnitt', 'monat', 'art', 'leistung', 'standort', 'kanal', 'sprache', 'einheit', 'ergebnis'), name='kennzahlmonat_einmal'),
        ),
        migrations.AddConstraint(
            model_name='kennzahlmonat',
            constraint=models.CheckConstraint(condition=models.Q(('klassen__len', models.F('anzahlen__len'))), name='kennzahlmonat_klassen'),
        ),
    ]
