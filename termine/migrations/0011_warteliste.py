"""Whoever has a visit may wait for an earlier time; one open offer for each visit."""

import behoerde.kern.uhr
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kern', '0009_standort_hinweise_je_sprache'),
        ('termine', '0010_sichtung'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wartelisteneintrag',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('wartet', 'wartet auf eine frühere Zeit'), ('erfuellt', 'hat eine frühere Zeit bekommen'), ('beendet', 'beendet')], default='wartet', max_length=10, verbose_name='Status')),
                ('tage', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(choices=[(0, 'Montag'), (1, 'Dienstag'), (2, 'Mittwoch'), (3, 'Donnerstag'), (4, 'Freitag'), (5, 'Samstag'), (6, 'Sonntag')]), blank=True, default=list, size=None, verbose_name='Tage')),
                ('tageszeiten', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('vormittag', 'am Vormittag, vor 12 Uhr'), ('nachmittag', 'am Nachmittag, ab 12 Uhr')], max_length=10), blank=True, default=list, size=None, verbose_name='Tageszeiten')),
                ('frist', models.DateField(blank=True, null=True, verbose_name='Termin spätestens am')),
                ('angelegt_am', models.DateTimeField(default=behoerde.kern.uhr.now, editable=False, verbose_name='Wartet seit')),
            ],
            options={
                'verbose_name': 'Eintrag der Warteliste',
                'verbose_name_plural': 'Einträge der Warteliste',
                'ordering': [models.OrderBy(models.F('frist'), nulls_last=True), 'angelegt_am'],
            },
        ),
        migrations.AddConstraint(
            model_name='terminvorschlag',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'offen')), fields=('termin',), name='vorschlag_einer_je_termin'),
        ),
        migrations.AddField(
            model_name='wartelisteneintrag',
            name='termin',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='warteliste', to='termine.termin'),
        ),
        migrations.AddIndex(
            model_name='wartelisteneintrag',
            index=models.Index(condition=models.Q(('status', 'wartet')), fields=['frist', 'angelegt_am'], name='warteliste_reihenfolge'),
        ),
        migrations.AddConstraint(
            model_name='wartelisteneintrag',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['wartet', 'erfuellt', 'beendet'])), name='warteliste_status'),
        ),
        migrations.AddConstraint(
            model_name='wartelisteneintrag',
            constraint=models.CheckConstraint(condition=models.Q(('tage__contained_by', [0, 1, 2, 3, 4, 5, 6])), name='warteliste_tage'),
        ),
        migrations.AddConstraint(
            model_name='wartelisteneintrag',
            constraint=models.CheckConstraint(condition=models.Q(('tageszeiten__contained_by', ['vormittag', 'nachmittag'])), name='warteliste_tageszeiten'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wartelisteneintrag',
            trigger=pgtrigger.compiler.Trigger(name='uebergang', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{wartet:beendet,wartet:erfuellt,erfuellt:wartet,beendet:wartet}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='6ecab0be218fe2030c0426ee7b3b70f10edb9560', operation='UPDATE', pgid='pgtrigger_uebergang_a9f19', table='termine_wartelisteneintrag', when='BEFORE')),
        ),
    ]
