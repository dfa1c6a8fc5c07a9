"""The facts of a Leistung that the office confirms, and which columns each of them stands in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Angabe(models.TextChoices):
    GEBUEHR = "gebuehr", _("Gebühr")
    DAUER = "dauer", _("Dauer")
    ZUGANG = "zugang", _("Zugang")
    VERSPRECHEN = "versprechen", _("Versprechen")
    UNTERLAGEN = "unterlagen", _("Unterlagen")
    LEIKA = "leika", _("LeiKa-Schlüssel")

    @property
    def merkfeld(self) -> str:
        """Name of the column that says: clients see this fact without a remark."""
        return f"{self.value}_geprueft"


# The documents stand in rows of their own, which have a trigger of their own.
SPALTEN: dict[Angabe, tuple[str, ...]] = {
    Angabe.GEBUEHR: ("gebuehr_eur", "gebuehr_hinweis_de", "gebuehr_grundlage"),
    Angabe.DAUER: ("dauer_minuten", "weitere_person_min", "max_personen"),
    Angabe.ZUGANG: ("zugang", "kanal_online", "kanal_termin", "kanal_post"),
    Angabe.VERSPRECHEN: ("versprechen_angebot_arbeitstage", "versprechen_termin_arbeitstage", "versprechen_wartezeit_min"),
    Angabe.UNTERLAGEN: (),
    Angabe.LEIKA: ("leika",),
}


def _withdraw(angabe: Angabe) -> str:
    """Return the statements that end a confirmation as soon as its fact changes, whoever changes it."""
    old, new = (", ".join(f"{row}.{column}" for column in SPALTEN[angabe]) for row in ("OLD", "NEW"))
    return f"""
IF ROW({old}) IS DISTINCT FROM ROW({new}) THEN
    DELETE FROM termine_pruefvermerk WHERE leistung_id = NEW.id AND angabe = '{angabe}';
    IF OLD.{angabe.merkfeld} THEN NEW.{angabe.merkfeld} = false; END IF;
END IF;"""  # noqa: S608 - names of this module only


ANGABEN_GEAENDERT = "".join(_withdraw(angabe) for angabe in Angabe if SPALTEN[angabe]) + "\nRETURN NEW;"
UNTERLAGEN_GEAENDERT = """
DELETE FROM termine_pruefvermerk
WHERE leistung_id = COALESCE(NEW.leistung_id, OLD.leistung_id) AND angabe = 'unterlagen';
UPDATE termine_leistung SET unterlagen_geprueft = false
WHERE id = COALESCE(NEW.leistung_id, OLD.leistung_id) AND unterlagen_geprueft;
RETURN NULL;
"""
