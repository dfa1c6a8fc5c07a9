"""Stock is kept by month too: as of the last day of the month that was counted. What pages ask for is found by an index."""

from django.db import migrations, models


MONATE = """
INSERT INTO monitoring_messwert
    (slug, zeitraum, von, bis, merkmal, auspraegung, zaehler, nenner, wert, herkunft, quelle, gemessen_am)
SELECT m.slug, 'monat', date_trunc('month', m.von)::date, (date_trunc('month', m.von) + interval '1 month - 1 day')::date,
       m.merkmal, m.auspraegung, m.zaehler, m.nenner, m.wert, m.herkunft, m.quelle, m.gemessen_am
FROM monitoring_messwert m
JOIN (SELECT slug, max(von) AS letzter FROM monitoring_messwert WHERE zeitraum = 'tag' AND herkunft = 'gerechnet'
      GROUP BY slug, date_trunc('month', von)) l ON m.slug = l.slug AND m.von = l.letzter
WHERE m.zeitraum = 'tag' AND m.herkunft = 'gerechnet'
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0751_monatsschnitte'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='messwert',
            name='messwert_einmal',
        ),
        migrations.AddIndex(
            model_name='messwert',
            index=models.Index(fields=['herkunft', 'gemessen_am'], name='messwert_stand'),
        ),
        migrations.AddConstraint(
            model_name='messwert',
            constraint=models.UniqueConstraint(fields=('slug', 'zeitraum', 'merkmal', 'auspraegung', 'von'), name='messwert_einmal'),
        ),
        migrations.RunSQL(MONATE, migrations.RunSQL.noop),
    ]
