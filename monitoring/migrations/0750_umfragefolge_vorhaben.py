import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0401_warnungen'),
    ]

    # Nothing ever wrote the plain identifier: no row loses a measure.
    operations = [
        migrations.RemoveField(
            model_name='umfragefolge',
            name='vorhaben_id',
        ),
        migrations.AddField(
            model_name='umfragefolge',
            name='periode',
            field=models.DateField(blank=True, null=True, verbose_name='Ergebnis aus dem Quartal'),
        ),
        migrations.AddField(
            model_name='umfragefolge',
            name='vorhaben',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='umfragefolgen', to='monitoring.vorhaben', verbose_name='Maßnahme dazu'),
        ),
    ]
