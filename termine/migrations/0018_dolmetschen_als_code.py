"""What people typed ("Tigrinya") becomes the code of the language; what is none stays readable in their own words."""

from babel import Locale
from django.db import migrations, models

SPRACHEN = ("de", "en", "uk", "ar", "tr")
WEITERE = {"dari": "prs", "kurmandschi": "kmr", "kurmanci": "kmr", "sorani": "ckb", "kurdisch": "kmr", "farsi": "fa"}
CODES = ["am", "ar", "az", "bg", "bm", "bn", "bs", "ckb", "cs", "el", "en", "es", "et", "fa", "ff", "fil", "fr", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "it", "ja", "ka", "kk", "kmr", "ko", "ky", "ln", "lt", "lv", "mk", "mn", "my", "ne", "om", "pa", "pl", "prs", "ps", "pt", "ro", "rom", "ru", "rw", "si", "sk", "sl", "so", "sq", "sr", "sw", "ta", "tg", "th", "ti", "tr", "uk", "ur", "uz", "vi", "wo", "yo", "zh", "gsg", "mis"]


def as_codes(apps, schema_editor):
    """Convert every intake that asks for an interpreter; a language without a code is kept in ``worte``."""
    known = {name.casefold(): code for sprache in SPRACHEN for code, name in Locale.parse(sprache).languages.items() if code in CODES}
    known |= WEITERE | {code: code for code in CODES}
    for row in apps.get_model("termine", "Aufnahme").objects.exclude(dolmetschen=""):
        typed = row.dolmetschen
        row.dolmetschen = known.get(typed.strip().casefold(), "mis")
        if row.dolmetschen == "mis" and typed != "mis":
            row.worte = f"{row.worte}\n\nDolmetschen aus: {typed}".strip()
        row.save(update_fields=["dolmetschen", "worte"])


class Migration(migrations.Migration):

    dependencies = [
        ('termine', '0017_dolmetschen'),
    ]

    operations = [
        migrations.RunPython(as_codes, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='aufnahme',
            constraint=models.CheckConstraint(condition=models.Q(('dolmetschen__regex', '^([a-z]{2,3})?$')), name='aufnahme_dolmetschen'),
        ),
    ]
