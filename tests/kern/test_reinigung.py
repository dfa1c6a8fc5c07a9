"""What is left of an upload: pixels and pages, nothing that runs, hides or tells more than it shows."""

import io
import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from behoerde.kern.dateien import reinigung
from behoerde.kern.dateien.reinigung import Abgelehnt, clean
from behoerde.kern.enums import Ablehnung
from behoerde.kern.models import Datei
from tests.kern import evil


def refused(upload: bytes) -> str:
    with pytest.raises(Abgelehnt) as error:
        clean(upload)
    return str(error.value)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


# --- Images ---
def test_photo_loses_everything_but_its_pixels():
    result = clean(evil.jpeg())
    image = opened(result.inhalt)
    assert (result.medientyp, result.seiten, image.size) == ("image/jpeg", None, (40, 20))
    assert (dict(image.getexif()), "icc_profile" in image.info, b"Geheim" in result.inhalt) == ({}, False, False)


def test_photo_of_an_upright_phone_stands_upright():
    image = opened(clean(evil.jpeg(rotated=True)).inhalt)
    (top, _green, _blue), (below, *_rest) = image.getpixel((10, 5)), image.getpixel((10, 35))
    assert (image.size, top < 50, below > 200) == ((20, 40), True, True)


def test_large_photo_is_made_smaller():
    assert opened(clean(evil.jpeg(5000, 100)).inhalt).size == (4096, 82)


def test_photo_with_more_pixels_than_any_phone_is_refused():
    assert refused(evil.png("1", (10_000, 6_001))) == "zu_viele_pixel"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_every_kind_stays_a_png(mode):
    result = clean(evil.png(mode))
    assert (result.medientyp, opened(result.inhalt).size) == ("image/png", (30, 20))


def test_png_loses_its_texts():
    info = PngInfo()
    info.add_text("Author", "Geheimname")
    info.add_itxt("Comment", "Geheimtext", zip=True)
    result = clean(evil.png(pnginfo=info))
    assert (opened(result.inhalt).info, b"Author" in result.inhalt) == ({}, False)


def test_grey_of_16_bits_keeps_its_brightness():
    buffer = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(buffer, "PNG")
    assert opened(clean(buffer.getvalue()).inhalt).getpixel((0, 0)) == 128


def test_png_that_would_grow_too_large_becomes_a_photo(monkeypatch):
    encode = reinigung._encode
    grown = lambda image, kind, **options: bytes(20_000) if kind == "PNG" else encode(image, kind, **options)  # noqa: E731
    monkeypatch.setattr(reinigung, "MAX_BYTES", 10_000)
    monkeypatch.setattr(reinigung, "_encode", grown)
    result = clean(evil.png("RGBA", (20, 20)))
    assert (result.medientyp, opened(result.inhalt).getpixel((0, 0))) == ("image/jpeg", (255, 255, 255))


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_jpeg_of_printers_is_read(mode):
    buffer = io.BytesIO()
    Image.new(mode, (8, 8)).save(buffer, "JPEG")
    assert clean(buffer.getvalue()).medientyp == "image/jpeg"


def test_photo_with_two_pictures_keeps_the_first():
    first, second = Image.new("RGB", (8, 6), "red"), Image.new("RGB", (4, 4))
    buffer = io.BytesIO()
    first.save(buffer, "MPO", save_all=True, append_images=[second])
    assert opened(clean(buffer.getvalue()).inhalt).size == (8, 6)


# --- What is not taken ---
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP", "TIFF"])
def test_other_pictures_are_refused(kind):
    assert refused(evil.other_image(kind)) == "art"


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"heix", b"avif"])
def test_photos_of_some_phones_are_refused_with_a_reason_of_their_own(brand):
    assert refused(b"\0\0\0\x18ftyp" + brand + bytes(40)) == "heic"


@pytest.mark.parametrize(
    "upload",
    [
        b"MZ\x90\0 program",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><script>",
        b"PK\x03\x04" + bytes(40),
        b"%!PS",
    ],
)
def test_everything_else_is_refused(upload):
    assert refused(upload) == "art"


def test_empty_file_is_refused():
    assert refused(b"") == "leer"


def test_file_of_more_than_10_mb_is_refused():
    assert refused(bytes(10 * 1024**2 + 1)) == "zu_gross"


@pytest.mark.parametrize(
    "upload", [evil.jpeg()[:300], evil.png()[:45], b"%PDF-1.7\n" + bytes(200), b"\xff\xd8\xff\xe0" + bytes(99)]
)
def test_broken_file_is_refused(upload):
    assert refused(upload) == "kaputt"


def test_every_code_has_a_sentence():
    codes = set(re.findall(r'Abgelehnt\("(\w+)"\)', Path(reinigung.__file__).read_text()))
    assert codes == set(Ablehnung.values) - {"kein_platz"}


# --- PDF ---
@pytest.mark.parametrize("build", evil.EVIL, ids=lambda build: build.__name__)
def test_evil_pdf_loses_its_teeth(build):
    upload = evil.pdf(build)
    assert "BOESE" in evil.everything_in(upload)
    result = clean(upload)
    left = evil.everything_in(result.inhalt)
    assert ("BOESE" in left, "Seite 1" in left, result.seiten) == (False, True, 1)


def test_cleaning_again_changes_nothing():
    once = clean(evil.pdf(evil.javascript_on_open, pages=3))
    assert clean(once.inhalt) == once


def test_ordinary_document_keeps_jump_field_and_font_whatever_their_names():
    def build(document):
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        document.pages[0].Resources = Dictionary(Font=Dictionary(AA=font, JS=font, EF=font, A=font))
        evil.annotate(document, "Link", A=evil.action("GoTo", D=Array([document.pages[1].obj, Name.Fit])))
        field = Dictionary(FT=Name.Tx, T=String("name"), V=String("Olena"))
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))
        document.Root.StructTreeRoot = Dictionary(
            K=Array([Dictionary(Type=Name.StructElem, S=Name.Sound, A=Dictionary(O=Name.Layout))])
        )

    with pikepdf.open(io.BytesIO(clean(evil.pdf(build, pages=2)).inhalt)) as document:
        page = document.pages[0]
        assert sorted(page.Resources.Font.keys()) == ["/A", "/AA", "/EF", "/JS"]
        assert str(page.Annots[0].A.S) == "/GoTo"
        assert str(document.Root.AcroForm.Fields[0].V) == "Olena"
        assert str(document.Root.StructTreeRoot.K[0].A.O) == "/Layout"


@pytest.mark.parametrize("pages", [1, 100])
def test_pages_are_counted(pages):
    assert clean(evil.pdf(pages=pages)).seiten == pages


def test_document_of_more_than_100_pages_is_refused():
    assert refused(evil.pdf(pages=101)) == "zu_viele_seiten"


def test_document_without_pages_is_refused():
    assert refused(evil.pdf(pages=0)) == "kaputt"


def test_document_with_a_password_is_refused():
    assert refused(evil.pdf(encryption=pikepdf.Encryption(owner="a", user="b"))) == "verschluesselt"


def test_document_that_only_may_not_be_printed_is_taken_and_readable():
    result = clean(evil.pdf(encryption=pikepdf.Encryption(owner="a", user="")))
    with pikepdf.open(io.BytesIO(result.inhalt)) as document:
        assert document.is_encrypted is False


@pytest.mark.parametrize("marked", [True, False])
def test_form_that_exists_in_xfa_only_is_refused(marked):
    def build(document):
        document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(document, b"<xdp/>"))
        if marked:
            document.Root.NeedsRendering = True

    assert refused(evil.pdf(build)) == "formular"


def test_page_that_is_no_page_is_no_crash():
    def build(document):
        document.Root.Names = 5
        document.Root.AcroForm = String("kein Formular")
        document.Root.OpenAction = Array([Array([Array([])])])
        evil.annotate(document, "Link", A=7, AA=Array([]), EF=3)

    assert clean(evil.pdf(build)).seiten == 1


# --- Wild inputs ---
WILD = st.one_of(
    st.binary(max_size=300),
    st.tuples(
        st.sampled_from([evil.jpeg(), evil.png(), evil.pdf(evil.javascript_on_open)]), st.integers(0), st.binary(max_size=8)
    ).map(lambda part: part[0][: part[1] % len(part[0])] + part[2] + part[0][part[1] % len(part[0]) + len(part[2]) :]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WILD)
def test_wild_bytes_are_cleaned_or_refused_with_a_known_reason(upload):
    try:
        result = clean(upload)
    except Abgelehnt as error:
        answer = Ablehnung(str(error))
    else:
        answer = Datei.Medientyp(result.medientyp)
        assert b"BOESE" not in result.inhalt
    assert answer in {*Ablehnung, *Datei.Medientyp}


NAMES = ("/A", "/AA", "/S", "/JS", "/Next", "/Type", "/Subtype", "/Rect", "/Annots", "/Names", "/Kids", "/EF", "/F")
THINGS = st.recursive(
    st.one_of(
        st.integers(-5, 5), st.booleans(), st.sampled_from(["/JavaScript", "/URI", "/Launch", "/GoTo", "/Neuartig", "BOESE"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)),
    max_leaves=12,
)


def as_object(thing):
    """Return plain Python data as PDF: lists, dictionaries, names (with a slash), strings."""
    if isinstance(thing, dict):
        return Dictionary({key: as_object(value) for key, value in thing.items()})
    if isinstance(thing, list):
        return Array([as_object(value) for value in thing])
    if isinstance(thing, str):
        return Name(thing) if thing.startswith("/") else String(thing)
    return thing


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["/OpenAction", "/AA", "/Names", "/AcroForm", "/Outlines", "/Eigenes"]), THINGS)
def test_no_action_survives_wherever_it_hides(key, thing):
    def build(document):
        document.Root[key] = as_object(thing)
        document.pages[0].obj["/AA"] = as_object(thing)
        document.pages[0].obj["/Annots"] = Array([as_object(thing)])

    try:
        result = clean(evil.pdf(build))
    except Abgelehnt:
        return
    with pikepdf.open(io.BytesIO(result.inhalt)) as document:
        things = list(reinigung._everything(document))
        kinds = {str(t.get("/S")) for t in things if isinstance(t, Dictionary) and t.get("/Type") != Name.StructElem}
    assert kinds & {"/JavaScript", "/URI", "/Launch"} == set()
