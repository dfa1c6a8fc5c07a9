"""The form field for numbers that receive text messages."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


class MobilField(PhoneNumberField):
    """A number that receives text messages: no landline and no number that costs extra."""

    default_error_messages = {
        "required": _("Bitte geben Sie Ihre Handynummer an."),
        "invalid": _("Diese Nummer stimmt nicht. Bitte geben Sie sie mit Vorwahl an, zum Beispiel 0151 23456789."),
    }

    def validate(self, value):
        super().validate(value)
        if value and phonenumbers.number_type(value) not in MOBILE:
            raise ValidationError(
                _(
                    "An diese Nummer können wir keine SMS schicken. Bitte geben Sie eine Handynummer an, zum Beispiel 0151 23456789."
                )
            )
