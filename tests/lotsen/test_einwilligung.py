"""What a person agreed to goes to one partner, no more of it, not earlier, and not any longer."""

import hashlib

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from lotsen.actions.einwilligung import ask_consent, give_consent, refuse_consent, send_by_law, send_link, withdraw
from lotsen.actions.partner import answer, take_back
from lotsen.models import Einwilligung, Partnerkopie, Verweis
from lotsen.verweis_tabelle import Ausgang, Seite, VerweisStatus
from tests.lotsen.verweise import (
    GESETZLICH,
    SELBST,
    VERTRAULICH,
    angebot_of,
    asked,
    draft,
    partner_unit,
    partner_user,
    sent,
    with_letter,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus
SCHIRM, LINK = Einwilligung.Art.SCHIRM, Einwilligung.Art.LINK


def kopie_of(verweis: Verweis) -> Partnerkopie:
    return Partnerkopie.objects.get(kennung=verweis.kennung)


def test_words_are_kept_as_they_were_shown_in_the_language_of_the_person():
    einwilligung = asked(angebot_of(partner_unit()), in_sprache="en")
    assert einwilligung.text_hash == hashlib.sha256(einwilligung.text.encode()).hexdigest()
    assert "A2, Zertifikat" in einwilligung.text
    assert einwilligung.text.startswith("I agree")


def test_changed_words_are_refused_by_the_database():
    einwilligung = asked(angebot_of(partner_unit()))
    with pytest.raises(DatabaseError), transaction.atomic():
        Einwilligung.objects.filter(pk=einwilligung.pk).update(text="Ich bin mit allem einverstanden.")


def test_nothing_is_sent_before_the_person_says_yes():
    asked(angebot_of(partner_unit()))
    assert (Partnerkopie.objects.count(), Nachricht.objects.count()) == (0, 0)


def test_yes_sends_what_was_agreed_to_and_name_only_after_acceptance():
    verweis = sent(angebot_of(partner_unit()), vorname="Olena", nachname="Koval", sprache="uk")
    kopie = kopie_of(verweis)
    assert (kopie.sprache, kopie.deutsch, kopie.zugang, kopie.name, kopie.kontakt) == ("uk", "A2, Zertifikat", "", "", "")
    answer(kopie, S.ANGENOMMEN)
    kopie.refresh_from_db()
    assert (kopie.name, kopie.kontakt) == ("Olena Koval", verweis.person.email)
    take_back(kopie)
    kopie.refresh_from_db()
    assert (kopie.name, kopie.kontakt, kopie.angenommen_am) == ("", "", None)


def test_without_consent_to_the_name_it_never_comes():
    einwilligung = asked(angebot_of(partner_unit()), felder=["sprache"])
    verweis = give_consent(einwilligung, art=LINK)
    answer(kopie_of(verweis), S.ANGENOMMEN)
    kopie = kopie_of(verweis)
    assert (kopie.name, kopie.kontakt, kopie.deutsch, verweis.deutsch) == ("", "", "", "")


@pytest.mark.parametrize("values", [{"name": "Olena"}, {"zugang": "ohne Stufen"}, {"anliegen": "x"}])
def test_database_refuses_what_was_not_agreed_to(values):
    kopie = kopie_of(sent(angebot_of(partner_unit())))
    with pytest.raises(DatabaseError), transaction.atomic():
        Partnerkopie.objects.filter(pk=kopie.pk).update(**values)


def test_no_means_the_letter_and_no_disadvantage():
    verweis = refuse_consent(asked(angebot_of(partner_unit())), seite=Seite.PERSON)
    assert (verweis.status, verweis.uebergabe, verweis.deutsch) == ("brief", "nur_begleitschreiben", "")
    assert Partnerkopie.objects.count() == 0


def test_an_answer_is_given_once():
    einwilligung = asked(angebot_of(partner_unit()))
    give_consent(einwilligung, art=LINK)
    assert give_consent(einwilligung, art=LINK).status == "gesendet"
    with pytest.raises(DomainError, match="schon beantwortet"):
        refuse_consent(einwilligung, seite=Seite.PERSON)


def test_nothing_can_be_asked_without_a_field_or_purpose():
    verweis = draft(angebot_of(partner_unit()))
    for felder, zweck in (([], "Platz"), (["name"], " "), (["unsinn"], "Platz")):
        with pytest.raises(DomainError, match="mindestens eine Angabe"):
            ask_consent(verweis, felder=felder, angaben={}, zweck=zweck, sprache="de", tage=90)


def test_law_lets_the_little_pass_that_a_course_needs():
    verweis = draft(angebot_of(partner_unit(), GESETZLICH))
    send_by_law(verweis)
    answer(kopie_of(verweis), S.ANGENOMMEN)
    kopie = kopie_of(verweis)
    assert (kopie.name, kopie.kontakt, sorted(kopie.felder)) == (str(verweis.person), "", ["kosten", "name", "sprache"])


# --- Confidential kinds: every door ---


@pytest.mark.parametrize("art", [VERTRAULICH, SELBST, "gibt_es_nicht"])
def test_confidential_kind_can_not_carry_data_by_an_action(art):
    verweis = draft(angebot_of(partner_unit(), art))
    with pytest.raises(DomainError, match="geben wir nichts über die Person weiter"):
        ask_consent(verweis, felder=["name"], angaben={}, zweck="Platz", sprache="de", tage=90)
    with pytest.raises(DomainError, match="geben wir nichts über die Person weiter"):
        send_by_law(verweis)
    assert Einwilligung.objects.count() == 0


@pytest.mark.parametrize("art", [VERTRAULICH, SELBST, "gibt_es_nicht"])
def test_confidential_kind_can_not_carry_data_by_sql(art):
    angebot = angebot_of(partner_unit(), art)
    verweis = with_letter(angebot)
    kopie = kopie_of(sent(angebot_of(partner_unit("Beratung Süd"))))
    attempts = (
        ("UPDATE lotsen_verweis SET uebergabe = 'einwilligung' WHERE id = %s", [verweis.pk]),
        ("UPDATE lotsen_verweis SET uebergabe = 'gesetzlich' WHERE id = %s", [verweis.pk]),
        ("UPDATE lotsen_verweis SET anliegen = 'x' WHERE id = %s", [verweis.pk]),
        ("UPDATE lotsen_verweis SET kopie_id = %s WHERE id = %s", [kopie.pk, verweis.pk]),
        ("UPDATE lotsen_partnerkopie SET angebot_id = %s WHERE id = %s", [angebot.pk, kopie.pk]),
        ("UPDATE lotsen_partnerkopie SET uebergabe = 'nur_begleitschreiben' WHERE id = %s", [kopie.pk]),
    )
    for sql, values in attempts:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)


def test_letter_of_a_confidential_kind_writes_nothing_to_the_partner():
    einheit = partner_unit()
    partner_user(einheit)
    with_letter(angebot_of(einheit, VERTRAULICH))
    assert (Partnerkopie.objects.count(), Nachricht.objects.count()) == (0, 0)


# --- Withdrawal ---


def planted(word: str) -> list[str]:
    """Return the tables of partners and histories in which ``word`` stands, decrypted where a field is encrypted."""
    found = []
    for model in apps.get_models():
        if model is Partnerkopie or hasattr(model, "pgh_tracked_model"):
            found += [model._meta.label for row in model.objects.all() if word in " ".join(map(str, vars(row).values()))]
    return found


@pytest.mark.parametrize("ended", [False, True])
def test_withdrawal_deletes_the_copy_at_once_everywhere(ended):
    einwilligung = asked(angebot_of(partner_unit()), angaben={"deutsch": "Geheimwort"}, in_sprache="uk")
    verweis = give_consent(einwilligung, art=LINK)
    answer(kopie_of(verweis), S.ANGENOMMEN)
    assert planted("Geheimwort") == ["lotsen.Partnerkopie"]
    if ended:
        answer(kopie_of(verweis), S.ABGESCHLOSSEN, grund=Ausgang.GEHOLFEN)
    withdraw(verweis, seite=Seite.PERSON)
    verweis.refresh_from_db()
    einwilligung.refresh_from_db()
    assert (planted("Geheimwort"), verweis.kopie_id, verweis.deutsch, einwilligung.gilt) == ([], None, "", False)
    assert verweis.status == ("abgeschlossen" if ended else "widerrufen")


def test_partner_hears_of_a_withdrawal_without_a_word_about_the_person():
    einheit = partner_unit()
    user = partner_user(einheit)
    withdraw(sent(angebot_of(einheit), vorname="Olena", nachname="Koval"), seite=Seite.PERSON)
    mails = {row.anlass: row for row in Nachricht.objects.filter(empfaenger_id=user.pk)}
    assert set(mails) == {"verweis_neu", "verweis_zurueckgezogen"}
    assert "Koval" not in str([row.kontext for row in mails.values()])


def test_deleting_the_person_takes_the_copy_along():
    verweis = sent(angebot_of(partner_unit()))
    verweis.person.delete()
    assert (Verweis.objects.count(), Partnerkopie.objects.count()) == (0, 0)


def test_person_gets_the_link_once():
    einwilligung = asked(angebot_of(partner_unit()))
    assert [send_link(einwilligung), send_link(einwilligung)] == [True, True]
    assert Nachricht.objects.get().anlass == "verweis_einwilligung"


@pytest.mark.parametrize("sprache", ["de", "de-simple", "en", "uk", "ar", "tr"])
def test_words_of_the_consent_in_every_language(sprache):
    with translation.override("de"):
        einwilligung = asked(angebot_of(partner_unit()), in_sprache=sprache)
    assert len(einwilligung.text.splitlines()) == 12
