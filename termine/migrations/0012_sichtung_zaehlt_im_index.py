"""The triage desk of a large office: numbers are counted in an index alone, the list follows one."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kern', '0010_person_suche'),
        ('termine', '0011_warteliste'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='aufnahme',
            index=models.Index(condition=models.Q(('stand__in', ('eingegangen', 'in_sichtung', 'rueckfrage', 'angeboten'))), fields=['stand', 'einheit', 'aufgenommen_in', 'leistung', 'team', 'sprache', 'ansprechperson', 'id'], name='aufnahme_gezaehlt'),
        ),
        migrations.AddIndex(
            model_name='serviceversprechen',
            index=models.Index(fields=['angebot_bis', 'aufnahme'], name='versprechen_reihenfolge'),
        ),
    ]
