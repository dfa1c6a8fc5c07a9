import os

import pytest
from django.core.mail import EmailMultiAlternatives

from behoerde.kern.sms import DateiBackend

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kern.urls_mit_debug")]
NAME = "20261123T080000.000000-0123abcd.eml"
HTML = '<p>Guten Tag <a href="http://localhost/x">Link</a></p><script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def ablage(settings, tmp_path):
    settings.DEBUG, settings.MAIL_ABLAGE = True, tmp_path
    mail = EmailMultiAlternatives("Ihr Termin am 26. November", "Guten Tag, http://localhost/x", to=["olena@beispiel.example"])
    mail.attach_alternative(HTML, "text/html")
    mail.attach("termin.ics", "BEGIN:VCALENDAR", "text/calendar")
    (tmp_path / NAME).write_bytes(mail.message().as_bytes())
    os.utime(tmp_path / NAME, (1, 1))
    return tmp_path


def test_list_shows_mails_and_sms_newest_first(client, ablage):
    DateiBackend().send("+4915112345678", "Ihr Code ist 123 456", "s-1")
    rows = client.get("/postfach/").context["page_obj"].object_list
    assert [(row.art, row.an) for row in rows] == [("sms", "+4915112345678"), ("email", "olena@beispiel.example")]


def test_list_keeps_one_recipient(client, ablage):
    DateiBackend().send("+4915112345678", "Ihr Code", "s-1")
    assert [row.art for row in client.get("/postfach/?an=OLENA").context["page_obj"]] == ["email"]


def test_empty_mailbox_says_how_to_fill_it(client, ablage):
    (ablage / NAME).unlink()
    assert "Noch keine Post" in client.get("/postfach/").content.decode()


def test_mail_shows_its_text_with_links(client, ablage):
    page = client.get(f"/postfach/{NAME}/")
    assert '<a href="http://localhost/x"' in page.content.decode()
    assert page.context["sendung"].anhaenge == ((0, "termin.ics"),)


def test_html_runs_nothing(client, ablage):
    response = client.get(f"/postfach/{NAME}/html/")
    page = response.content.decode()
    assert ("script" in page, "onerror" in page, "Guten Tag" in page) == (False, False, True)
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; img-src data:"


def test_attachment_is_handed_out_as_a_file(client, ablage):
    response = client.get(f"/postfach/{NAME}/anhang/0/")
    assert (response.content, response["Content-Type"]) == (b"BEGIN:VCALENDAR", "text/calendar")
    assert response["Content-Disposition"] == 'attachment; filename="termin.ics"'


@pytest.mark.parametrize("address", ["fehlt.eml/", f"{NAME}/anhang/7/", "..%2F..%2Fgeheim.eml/"])
def test_nothing_but_the_mailbox_is_shown(client, ablage, address):
    (ablage.parent / "geheim.eml").write_text("geheim")
    assert client.get(f"/postfach/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", f"{NAME}/", f"{NAME}/html/", f"{NAME}/anhang/0/"])
def test_mailbox_is_closed_outside_of_debug(client, ablage, settings, address):
    settings.DEBUG = False
    assert client.get(f"/postfach/{address}").status_code == 404
