"""Case files."""

import behoerde.kern.uhr
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

# The number runs on over the years: a gap after a rolled back transaction says nothing about a case.
AKTENZEICHEN = """
CREATE SEQUENCE fallmanagement_aktenzeichen_nummer;
CREATE FUNCTION fallmanagement_aktenzeichen() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'FM-' || to_char(now() AT TIME ZONE 'Europe/Berlin', 'YYYY') || '-'
           || lpad(nextval('fallmanagement_aktenzeichen_nummer')::text, 6, '0')
$$;
"""
ZURUECK = "DROP FUNCTION fallmanagement_aktenzeichen(); DROP SEQUENCE fallmanagement_aktenzeichen_nummer;"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kern', '0011_vorgabe'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(AKTENZEICHEN, ZURUECK),
        migrations.CreateModel(
            name='Fallakte',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aktenzeichen', models.CharField(db_default=models.Func(function='fallmanagement_aktenzeichen'), editable=False, max_length=20, unique=True, verbose_name='Aktenzeichen')),
                ('phase', models.CharField(choices=[('neu', 'neu'), ('klaerung', 'Klärung'), ('plan', 'Plan'), ('vermittlung', 'Vermittlung'), ('begleitung', 'Begleitung'), ('abgeschlossen', 'abgeschlossen'), ('ruhend', 'ruhend'), ('uebergeben', 'übergeben')], default='neu', max_length=20, verbose_name='Phase')),
                ('grund', models.CharField(blank=True, choices=[('ziel_erreicht', 'Das Ziel ist erreicht'), ('weggezogen', 'Die Person ist weggezogen'), ('ausgereist', 'Die Person ist ausgereist'), ('wunsch', 'Die Person möchte keine Begleitung mehr'), ('nicht_erreichbar', 'Die Person ist nicht erreichbar'), ('versehen', 'Die Akte wurde aus Versehen angelegt'), ('krankheit', 'Krankheit'), ('elternzeit', 'Elternzeit oder Pflege'), ('kurs', 'Ein Kurs oder eine Schule läuft'), ('verfahren', 'Ein Verfahren muss erst enden'), ('jobcenter', 'Das Jobcenter übernimmt'), ('agentur', 'Die Agentur für Arbeit übernimmt'), ('andere_behoerde', 'Eine andere Ausländerbehörde übernimmt'), ('neue_lage', 'Die Lage hat sich geändert'), ('rueckkehr', 'Die Person ist zurück'), ('irrtum', 'Das Ende war ein Irrtum')], max_length=20, verbose_name='Grund')),
                ('angelegt_am', models.DateTimeField(default=behoerde.kern.uhr.now, editable=False, verbose_name='Angelegt am')),
                ('phase_seit', models.DateTimeField(default=behoerde.kern.uhr.now, verbose_name='In dieser Phase seit')),
                ('beendet_am', models.DateField(blank=True, null=True, verbose_name='Beendet am')),
                ('angelegt_von', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angelegt von')),
                ('einheit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fallakten', to='kern.organisationseinheit', verbose_name='Stelle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fallakten', to='kern.person', verbose_name='Person')),
                ('zustaendig', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fallakten', to=settings.AUTH_USER_MODEL, verbose_name='Zuständig')),
            ],
            options={
                'verbose_name': 'Fallakte',
                'verbose_name_plural': 'Fallakten',
                'ordering': ['-aktenzeichen'],
            },
        ),
        migrations.CreateModel(
            name='FallakteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, serialize=False)),
                ('aktenzeichen', models.CharField(db_default=models.Func(function='fallmanagement_aktenzeichen'), editable=False, max_length=20, verbose_name='Aktenzeichen')),
                ('phase', models.CharField(choices=[('neu', 'neu'), ('klaerung', 'Klärung'), ('plan', 'Plan'), ('vermittlung', 'Vermittlung'), ('begleitung', 'Begleitung'), ('abgeschlossen', 'abgeschlossen'), ('ruhend', 'ruhend'), ('uebergeben', 'übergeben')], default='neu', max_length=20, verbose_name='Phase')),
                ('grund', models.CharField(blank=True, choices=[('ziel_erreicht', 'Das Ziel ist erreicht'), ('weggezogen', 'Die Person ist weggezogen'), ('ausgereist', 'Die Person ist ausgereist'), ('wunsch', 'Die Person möchte keine Begleitung mehr'), ('nicht_erreichbar', 'Die Person ist nicht erreichbar'), ('versehen', 'Die Akte wurde aus Versehen angelegt'), ('krankheit', 'Krankheit'), ('elternzeit', 'Elternzeit oder Pflege'), ('kurs', 'Ein Kurs oder eine Schule läuft'), ('verfahren', 'Ein Verfahren muss erst enden'), ('jobcenter', 'Das Jobcenter übernimmt'), ('agentur', 'Die Agentur für Arbeit übernimmt'), ('andere_behoerde', 'Eine andere Ausländerbehörde übernimmt'), ('neue_lage', 'Die Lage hat sich geändert'), ('rueckkehr', 'Die Person ist zurück'), ('irrtum', 'Das Ende war ein Irrtum')], max_length=20, verbose_name='Grund')),
                ('angelegt_am', models.DateTimeField(default=behoerde.kern.uhr.now, editable=False, verbose_name='Angelegt am')),
                ('phase_seit', models.DateTimeField(default=behoerde.kern.uhr.now, verbose_name='In dieser Phase seit')),
                ('beendet_am', models.DateField(blank=True, null=True, verbose_name='Beendet am')),
                ('angelegt_von', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Angelegt von')),
                ('einheit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kern.organisationseinheit', verbose_name='Stelle')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='kern.person', verbose_name='Person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='fallmanagement.fallakte')),
                ('zustaendig', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Zuständig')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.CheckConstraint(condition=models.Q(('phase__in', ['neu', 'klaerung', 'plan', 'vermittlung', 'begleitung', 'abgeschlossen', 'ruhend', 'uebergeben'])), name='fallakte_phase'),
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('phase', 'abgeschlossen'), _negated=True), ('grund__in', ['ziel_erreicht', 'weggezogen', 'ausgereist', 'wunsch', 'nicht_erreichbar', 'versehen']), _connector='OR'), name='fallakte_grund_abgeschlossen'),
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('phase', 'ruhend'), _negated=True), ('grund__in', ['krankheit', 'elternzeit', 'kurs', 'verfahren']), _connector='OR'), name='fallakte_grund_ruhend'),
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('phase', 'uebergeben'), _negated=True), ('grund__in', ['jobcenter', 'agentur', 'andere_behoerde']), _connector='OR'), name='fallakte_grund_uebergeben'),
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('phase__in', ('neu', 'klaerung', 'plan', 'vermittlung', 'begleitung')), _negated=True), ('grund__in', ['', 'neue_lage', 'rueckkehr', 'irrtum']), _connector='OR'), name='fallakte_grund_laufend'),
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('beendet_am__isnull', False), ('phase__in', ('abgeschlossen', 'uebergeben'))), models.Q(models.Q(('phase__in', ('abgeschlossen', 'uebergeben')), _negated=True), ('beendet_am', None)), _connector='OR'), name='fallakte_beendet_am'),
        ),
        migrations.AddConstraint(
            model_name='fallakte',
            constraint=models.UniqueConstraint(condition=models.Q(('phase__in', ('abgeschlossen', 'uebergeben')), _negated=True), fields=('person',), name='fallakte_eine_offene_je_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='uebergang', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."phase", \':\', NEW."phase") = ANY(\'{neu:abgeschlossen,neu:klaerung,neu:ruhend,neu:uebergeben,klaerung:abgeschlossen,klaerung:plan,klaerung:ruhend,klaerung:uebergeben,plan:abgeschlossen,plan:klaerung,plan:ruhend,plan:uebergeben,plan:vermittlung,vermittlung:abgeschlossen,vermittlung:begleitung,vermittlung:plan,vermittlung:ruhend,vermittlung:uebergeben,begleitung:abgeschlossen,begleitung:plan,begleitung:ruhend,begleitung:uebergeben,begleitung:vermittlung,ruhend:abgeschlossen,ruhend:begleitung,ruhend:klaerung,ruhend:plan,ruhend:uebergeben,ruhend:vermittlung,abgeschlossen:klaerung,uebergeben:klaerung}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."phase" IS DISTINCT FROM NEW."phase") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "phase" from "%" to "%" on table %\', OLD."phase", NEW."phase", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='71d3aac576c479044e948daa7c88b90db0c696c8', operation='UPDATE', pgid='pgtrigger_uebergang_a1117', table='fallmanagement_fallakte', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='beginnt_neu', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."phase" = \'neu\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;", hash='aa722e73cdef9ca3327fa16259b8a1c70c84693a', operation='INSERT', pgid='pgtrigger_beginnt_neu_8274d', table='fallmanagement_fallakte', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='bleibt_wessen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."aktenzeichen" IS DISTINCT FROM (NEW."aktenzeichen") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cc4678cddcf2c7c747bb6bd127088f2ca5e25d36', operation='UPDATE', pgid='pgtrigger_bleibt_wessen_b703b', table='fallmanagement_fallakte', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='wieder_mit_grund', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."phase" IN (\'abgeschlossen\', \'uebergeben\') AND NOT (NEW."phase" IN (\'abgeschlossen\', \'uebergeben\')) AND NOT (NEW."grund" IN (\'neue_lage\', \'rueckkehr\', \'irrtum\')))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='22d831880489b6add4f3d66b503518372f907ee3', operation='UPDATE', pgid='pgtrigger_wieder_mit_grund_98b14', table='fallmanagement_fallakte', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "fallmanagement_fallakteevent" ("aktenzeichen", "angelegt_am", "angelegt_von_id", "beendet_am", "einheit_id", "grund", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_seit", "zustaendig_id") VALUES (NEW."aktenzeichen", NEW."angelegt_am", NEW."angelegt_von_id", NEW."beendet_am", NEW."einheit_id", NEW."grund", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."phase_seit", NEW."zustaendig_id"); RETURN NULL;', hash='0e00ec63bec3941d4830f2b45454ee0a3ef83956', operation='INSERT', pgid='pgtrigger_insert_insert_0e349', table='fallmanagement_fallakte', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "fallmanagement_fallakteevent" ("aktenzeichen", "angelegt_am", "angelegt_von_id", "beendet_am", "einheit_id", "grund", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_seit", "zustaendig_id") VALUES (NEW."aktenzeichen", NEW."angelegt_am", NEW."angelegt_von_id", NEW."beendet_am", NEW."einheit_id", NEW."grund", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."phase_seit", NEW."zustaendig_id"); RETURN NULL;', hash='7f91b708bf62e1c28fa86e6573c3672dc8ad14ed', operation='UPDATE', pgid='pgtrigger_update_update_6217a', table='fallmanagement_fallakte', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakte',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "fallmanagement_fallakteevent" ("aktenzeichen", "angelegt_am", "angelegt_von_id", "beendet_am", "einheit_id", "grund", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_seit", "zustaendig_id") VALUES (OLD."aktenzeichen", OLD."angelegt_am", OLD."angelegt_von_id", OLD."beendet_am", OLD."einheit_id", OLD."grund", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phase", OLD."phase_seit", OLD."zustaendig_id"); RETURN NULL;', hash='815609cf0253efb05d19d00eb20082211dad428a', operation='DELETE', pgid='pgtrigger_delete_delete_5da2d', table='fallmanagement_fallakte', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fallakteevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a511f74ce6bea19f5ba661645794d83b96042d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8d63d', table='fallmanagement_fallakteevent', when='BEFORE')),
        ),
    ]
