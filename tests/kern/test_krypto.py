from datetime import date

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.krypto import decrypt, encrypt, fold, hash_person, rotate
from behoerde.kern.models import Nachricht


@given(st.text())
def test_decrypt_returns_what_was_encrypted(text):
    assert decrypt(encrypt(text)) == text


def test_rotate_moves_to_the_newest_key(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FELD_SCHLUESSEL = [old]
    token = encrypt("Olena")
    settings.FELD_SCHLUESSEL = [new, old]
    moved = rotate(token)
    settings.FELD_SCHLUESSEL = [new]
    assert decrypt(moved) == "Olena"


def test_encrypt_without_key_says_which_setting_is_missing(settings):
    settings.FELD_SCHLUESSEL = []
    with pytest.raises(ImproperlyConfigured, match="FELD_SCHLUESSEL"):
        encrypt("Olena")


@pytest.mark.django_db
def test_field_is_encrypted_in_the_database_only():
    nachricht = Nachricht.objects.create(
        schluessel="a", anlass="probe", empfaenger_art="person", empfaenger_id="018f3a50-0000-7000-8000-000000000001",
        adresse="olena@beispiel.example", kanal="email", sprache="uk",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT adresse FROM kern_nachricht")
        assert "olena" not in cursor.fetchone()[0]
    nachricht.refresh_from_db()
    assert nachricht.adresse == "olena@beispiel.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller-Lüdenscheid", "müller lüdenscheid"), ("Yıldız", "YıLDıZ"), ("Nguyễn", "nguyen"), ("Groß", "GROSS")],
)
def test_fold_makes_spellings_equal(one, other):
    assert fold(one) == fold(other)


def test_hash_person_tells_persons_apart():
    born = date(1990, 5, 17)
    hashes = {
        hash_person("Olena", "Kovalenko", born),
        hash_person("OlenaK", "ovalenko", born),
        hash_person("Olena", "Kovalenko", date(1990, 5, 18)),
    }
    assert len(hashes) == 3
