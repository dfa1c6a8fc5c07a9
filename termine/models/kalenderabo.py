"""The calendar that one account subscribes to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr


class Kalenderabo(models.Model):
    """Who holds the token reads when and where this account expects visits; the row keeps only its SHA-256."""

    user = models.OneToOneField("kern.User", verbose_name=_("Konto"), on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)

    class Meta:
        verbose_name = _("Kalenderabo")
        verbose_name_plural = _("Kalenderabos")
        constraints = [
            models.CheckConstraint(condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"), name="kalenderabo_hash_form"),  # noqa: S106 - a pattern
        ]

    def __str__(self) -> str:
        return str(self.user)
