"""What an office consists of: units, places, accounts and their roles."""

from collections.abc import Iterable
from functools import cached_property

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.rechte import RECHTE, Recht, Rolle

EINHEITEN_DARUNTER = """
WITH RECURSIVE darunter AS (
    SELECT id FROM kern_organisationseinheit WHERE id = ANY (%s)
    UNION SELECT e.id FROM kern_organisationseinheit e JOIN darunter ON e.parent_id = darunter.id
) SELECT id FROM darunter ORDER BY id
"""


def units_below(einheiten: Iterable[int]) -> list[int]:
    """Return the ids of these units and of all units below them, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(EINHEITEN_DARUNTER, [sorted(einheiten)])
        return [pk for (pk,) in cursor.fetchall()]


@pghistory.track()
class Organisationseinheit(models.Model):
    """A unit that is responsible for something: the office, a team's Sachgebiet, a Bürgerbüro, a partner."""

    class Art(models.TextChoices):
        SACHGEBIET = "sachgebiet", _("Sachgebiet")
        RESSORT = "ressort", _("Ressort")
        BUERGERBUERO = "buergerbuero", _("Bürgerbüro")
        GEMEINDE = "gemeinde", _("Gemeinde")
        PARTNER = "partner", _("Partner")

    name = models.CharField(_("Name"), max_length=120, unique=True)
    art = models.CharField(_("Art"), max_length=20, choices=Art)
    parent = models.ForeignKey(
        "self", verbose_name=_("gehört zu"), null=True, blank=True, on_delete=models.PROTECT, related_name="untereinheiten"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("Organisationseinheit")
        verbose_name_plural = _("Organisationseinheiten")
        constraints = [
            models.CheckConstraint(
                condition=Q(art__in=["sachgebiet", "ressort", "buergerbuero", "gemeinde", "partner"]), name="einheit_art"
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="einheit_nicht_unter_sich"),
        ]

    def __str__(self) -> str:
        return self.name

    def with_units_above(self) -> list[int]:
        """Return the id of this unit and of all above it, the nearest first."""
        found: list[int] = []
        unit: Organisationseinheit | None = self
        while unit is not None:
            found.append(unit.pk)
            unit = unit.parent
        return found


@pghistory.track()
class Standort(models.Model):
    """A house where people are received."""

    name = models.CharField(_("Name"), max_length=120, unique=True)
    slug = models.SlugField(_("Kurzname für Adressen"), max_length=60, unique=True)
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=120)
    plz = models.CharField(_("Postleitzahl"), max_length=5)
    ort = models.CharField(_("Ort"), max_length=80)
    land = models.CharField(
        _("Bundesland"), max_length=2, help_text=_("Kürzel nach ISO 3166-2, zum Beispiel NW: bestimmt die Feiertage.")
    )
    zeitzone = TimeZoneField(_("Zeitzone"), default="Europe/Berlin")
    hinweise = models.CharField(_("Weg und Zugang"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Standort")
        verbose_name_plural = _("Standorte")
        constraints = [
            models.CheckConstraint(condition=Q(plz__regex=r"^\d{5}$"), name="standort_plz"),
            models.CheckConstraint(condition=Q(land__regex=r"^[A-Z]{2}$"), name="standort_land"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def anschrift(self) -> str:
        return f"{self.strasse}, {self.plz} {self.ort}"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Create an account; without ``password`` it signs in through the city's directory only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who works with the portal. Clients have no account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("E-Mail"), unique=True)
    vorname = models.CharField(_("Vorname"), max_length=80)
    nachname = models.CharField(_("Nachname"), max_length=80)
    sprache = models.CharField(_("Sprache der Oberfläche"), max_length=10, default="de")
    ist_beispiel = models.BooleanField(_("Konto des Beispielamts"), default=False)
    kennwort_aendern = models.BooleanField(_("Startkennwort, muss geändert werden"), default=False)
    austritt_am = models.DateField(_("Ausgeschieden am"), null=True, blank=True)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["vorname", "nachname"]

    class Meta:
        ordering = ["nachname", "vorname"]
        verbose_name = _("Nutzerkonto")
        verbose_name_plural = _("Nutzerkonten")
        constraints = [
            models.CheckConstraint(condition=Q(email=models.functions.Lower("email")), name="user_email_klein"),
        ]

    def __str__(self) -> str:
        return f"{self.vorname} {self.nachname}"

    def get_absolute_url(self) -> str:
        return reverse("kern:konto", args=[self.pk])

    @property
    def is_active(self) -> bool:  # type: ignore[override] # a date decides, so nobody can forget to switch it
        """Leavers are out at the next request."""
        return self.austritt_am is None or self.austritt_am > uhr.today()

    @property
    def kuerzel(self) -> str:
        return (self.vorname[:1] + self.nachname[:1]).upper()

    @cached_property
    def _rollen(self) -> list["Rollenzuweisung"]:
        heute = uhr.today()
        return [z for z in self.rollenzuweisungen.all() if z.bis is None or z.bis >= heute]

    @property
    def rollen(self) -> list[Rolle]:
        return sorted({Rolle(z.rolle) for z in self._rollen})

    @property
    def rechte(self) -> frozenset[Recht]:
        return frozenset().union(*(RECHTE[z.rolle] for z in self._rollen))

    @property
    def einheiten(self) -> frozenset[int]:
        """Ids of the Organisationseinheiten this person works for."""
        return frozenset(z.organisationseinheit_id for z in self._rollen)

    @cached_property
    def einheiten_darunter(self) -> list[int]:
        """Ids of those units and of all units below, looked up once: whoever works for the whole office sees all."""
        return units_below(self.einheiten)

    def hat_recht(self, recht: Recht) -> bool:
        return recht in self.rechte


@pghistory.track()
class Rollenzuweisung(models.Model):
    """One role of one account in one unit, until a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="rollenzuweisungen")
    rolle = models.CharField(_("Rolle"), max_length=20, choices=Rolle)
    organisationseinheit = models.ForeignKey(
        Organisationseinheit, verbose_name=_("Organisationseinheit"), on_delete=models.PROTECT, related_name="rollenzuweisungen"
    )
    bis = models.DateField(_("bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Rolle eines Kontos")
        verbose_name_plural = _("Rollen der Konten")
        constraints = [
            models.UniqueConstraint(fields=["user", "rolle", "organisationseinheit"], name="rolle_einmal_je_einheit"),
            models.CheckConstraint(condition=Q(rolle__in=Rolle.values), name="rolle_bekannt"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rolle_display()}"
