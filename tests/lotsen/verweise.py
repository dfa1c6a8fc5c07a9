"""Builders for tests of referrals: a guide, a partner with an account, a Verweis in the state that is wanted."""

from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from lotsen.actions.einwilligung import ask_consent, give_consent, give_letter
from lotsen.actions.verweis import create_verweis
from lotsen.models import Angebot, Einwilligung, Verweis
from tests.anmelden import make_staff
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, RollenzuweisungFactory, UserFactory
from tests.factories.lotsen import AngebotFactory, TraegerFactory

ANGABEN = {"deutsch": "A2, Zertifikat", "zeiten": "Mo bis Do ab 17 Uhr", "kinder": "1 Kind, 4 Jahre"}
FELDER = ["name", "kontakt", "sprache", "deutsch", "zeiten", "kinder"]
OFFEN, VERTRAULICH, GESETZLICH, SELBST = "mbe", "psychosoziales_zentrum", "integrationskurstraeger", "buergeramt"


def partner_unit(name: str = "Beratung Nord") -> Organisationseinheit:
    return OrganisationseinheitFactory.create(name=name, art=Organisationseinheit.Art.PARTNER)


def partner_user(einheit: Organisationseinheit, **fields) -> User:
    """Return an account of that organisation, with password and second factor."""
    user = make_staff(**fields)
    RollenzuweisungFactory.create(user=user, rolle=Rolle.PARTNER, organisationseinheit=einheit)
    return user


def angebot_of(einheit: Organisationseinheit | None, art: str = OFFEN, **fields) -> Angebot:
    return AngebotFactory.create(traeger=TraegerFactory.create(einheit=einheit), angebotsart=art, **fields)


def draft(angebot: Angebot, einheit: Organisationseinheit | None = None, **person) -> Verweis:
    user = UserFactory.create()
    einheit = einheit or OrganisationseinheitFactory.create()
    return create_verweis(person=PersonFactory.create(**person), angebot=angebot, user=user, einheit=einheit)


def asked(
    angebot: Angebot, *, in_sprache: str = "de", felder: list[str] = FELDER, angaben: dict = ANGABEN, **person
) -> Einwilligung:
    return ask_consent(
        draft(angebot, **person), felder=felder, angaben=angaben, zweck="Platz in der Beratung", sprache=in_sprache, tage=180
    )


def sent(angebot: Angebot, **person) -> Verweis:
    """Return a Verweis that lies with the partner."""
    verweis = give_consent(asked(angebot, **person), art=Einwilligung.Art.SCHIRM)
    verweis.refresh_from_db()
    return verweis


def with_letter(angebot: Angebot, **person) -> Verweis:
    return give_letter(draft(angebot, **person))
