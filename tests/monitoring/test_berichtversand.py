"""Reports on their way out: by the outbox, once to each, public ones for everybody, internal ones behind the login."""

from datetime import date
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from monitoring.actions.bericht import correct
from monitoring.actions.berichtversand import forget_kontakt, send_inside, send_to_gremien
from monitoring.bericht import Berichtart
from monitoring.models import Bericht, Berichtversand, Gremiumkontakt
from monitoring.queries.berichtversand import released, sent
from monitoring.tasks import write_reports
from tests.factories.bericht import written
from tests.factories.gremien import GremiumFactory, GremiumkontaktFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
QUARTAL = {"art": Berichtart.QUALITAET, "von": date(2026, 10, 1)}


@pytest.fixture
def leitung(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def stands(row: Bericht) -> list[str]:
    return [zeile.nachricht.status for zeile in sent(row)]


def test_report_is_published_and_each_address_told_once(leitung, client):
    row, rat = written(leitung), GremiumkontaktFactory.create(email="rat@beispiel.example")
    public = reverse("transparenz:bericht", args=[row.pk])
    assert client.get(public).status_code == 404
    assert [send_to_gremien(bericht=row, kontakte=[rat], user=leitung) for _twice in range(2)] == [1, 0]
    deliver_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["rat@beispiel.example"], "Bericht für den Rat 1, 2. Halbjahr 2026 ist fertig")
    assert public in letter.body
    assert letter.attachments == []
    client.logout()
    assert client.get(public).content == bytes(row.pdf)
    assert stands(row) == ["gesendet"]


def test_internal_report_is_told_by_a_link_behind_the_login(leitung, client):
    row = written(leitung, **QUARTAL)
    with pytest.raises(DomainError, match="Dienstgebrauch"):
        send_to_gremien(bericht=row, kontakte=[GremiumkontaktFactory.create()], user=leitung)
    outsider = staff_of(OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    with pytest.raises(DomainError, match="nicht öffnen"):
        send_inside(bericht=row, konten=[outsider], user=leitung)
    assert send_inside(bericht=row, konten=[leitung], user=leitung) == 1
    deliver_due()
    assert row.get_absolute_url() in mail.outbox[-1].body
    client.logout()
    assert client.get(row.get_absolute_url()).status_code == 302
    assert client.get(reverse("transparenz:bericht", args=[row.pk])).status_code == 404


def test_address_that_is_forgotten_hears_nothing_and_the_gremium_stays(leitung):
    row, rat = written(leitung), GremiumkontaktFactory.create(gremium__name="Rat")
    send_to_gremien(bericht=row, kontakte=[rat], user=leitung)
    forget_kontakt(kontakt=rat)
    deliver_due()
    assert (mail.outbox, stands(row)) == ([], ["hinfaellig"])
    assert str(Berichtversand.objects.get().gremium) == "Rat"


def test_mail_that_nobody_takes_is_shown_as_such(leitung, client, monkeypatch):
    def refuses(*_args):
        raise SMTPRecipientsRefused({"rat@beispiel.example": (550, b"")})

    row = written(leitung)
    send_to_gremien(bericht=row, kontakte=[GremiumkontaktFactory.create()], user=leitung)
    monkeypatch.setattr(EmailBackend, "send_messages", refuses)
    deliver_due()
    assert stands(row) == ["tot"]
    assert "nicht zustellbar" in client.get(row.get_absolute_url()).content.decode()


def test_everybody_finds_the_newest_published_revision(leitung, client):
    first, rat = written(leitung), GremiumkontaktFactory.create()
    send_to_gremien(bericht=first, kontakte=[rat], user=leitung)
    second = correct(bericht=first, berichtigt="Ein Beschluss fehlte.", vorwort="", user=leitung)
    write_reports()
    assert list(released()) == [first]
    second.refresh_from_db()
    send_to_gremien(bericht=second, kontakte=[rat], user=leitung)
    assert list(released()) == [second]
    assert reverse("transparenz:bericht", args=[second.pk]) in client.get(reverse("transparenz:neueste")).content.decode()


# --- Pages ---
def test_nothing_is_sent_before_somebody_says_that_it_may_go(leitung, client):
    row, rat = written(leitung), GremiumkontaktFactory.create()
    address = reverse("berichte:senden", args=[row.pk])
    page = client.post(address, {"an": [str(rat.pk)]}).content.decode()
    assert ("aria-invalid" in page, Berichtversand.objects.count()) == (True, 0)
    assert client.post(address, {"an": [str(rat.pk)], "sicher": "on"})["Location"] == row.get_absolute_url()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Büro des Rates" in page
    assert "wartet" in page


def test_addresses_are_added_once_and_forgotten(leitung, client):
    address, gremium = reverse("berichte:adressen"), GremiumFactory.create()
    values = {"gremium": gremium.pk, "name": "Büro", "email": "rat@beispiel.example"}
    client.post(address, values)
    page = client.post(address, values).content.decode()
    assert ("Diese Adresse steht bei diesem Gremium schon." in page, Gremiumkontakt.objects.count()) == (True, 1)
    assert client.post(address, {"weg": "unsinn"}).status_code == 302
    client.post(address, {"weg": str(Gremiumkontakt.objects.get().pk)})
    assert Gremiumkontakt.objects.count() == 0
