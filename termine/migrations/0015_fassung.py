"""What a Leistung said before: every version is kept and none is changed."""

import behoerde.kern.uhr
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('termine', '0014_ankunft_zurueck'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Fassung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inhalt', models.JSONField(verbose_name='Inhalt')),
                ('am', models.DateTimeField(default=behoerde.kern.uhr.now, verbose_name='geändert am')),
                ('leistung', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fassungen', to='termine.leistung')),
                ('von', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='geändert von')),
            ],
            options={
                'verbose_name': 'Fassung',
                'verbose_name_plural': 'Fassungen',
                'ordering': ['-pk'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fassung',
            trigger=pgtrigger.compiler.Trigger(name='unveraenderlich', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='59443340f9b859e8a8b90f17860e9fb7a33039b9', operation='UPDATE', pgid='pgtrigger_unveraenderlich_39d3d', table='termine_fassung', when='BEFORE')),
        ),
    ]
