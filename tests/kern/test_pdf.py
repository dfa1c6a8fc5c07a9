"""Every PDF can be read aloud, in every script of our clients, and takes nothing from anywhere but our static files."""

import re
from collections import Counter
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from outloud.model import Document
from weasyprint.urls import FatalURLFetchingError

from behoerde.kern.diagramme import BarChart, Series
from behoerde.kern.pdf import PdfUnavailable, pdf_available, render, render_pdf
from behoerde.kern.pdf.files import StaticFiles

TEXTE = {
    "de": ("Ihr Termin", "Bitte bringen Sie Ihren Pass und zwei Fotos mit.", "Termin ändern"),
    "ar": ("موعدك", "يرجى إحضار جواز السفر وصورتين بيومتريتين إلى الغرفة", "تغيير الموعد"),
    "uk": ("Ваш прийом", "Будь ласка, візьміть паспорт і дві фотографії. Ґанок, їжак, є.", "Змінити час"),
    "tr": ("Randevunuz", "Lütfen pasaportunuzu ve iki fotoğrafınızı getirin.", "Randevuyu değiştir"),
}


@pytest.fixture
def probe(settings):
    """Return a function that renders a page with everything our letters contain."""
    own = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], Path(__file__).parent / "vorlagen"]}
    settings.TEMPLATES = [own]

    def make(sprache="de", rows=2, extra=""):
        titel, text, kurz = TEXTE[sprache]
        chart = BarChart(name=titel, axis=kurz, labels=[kurz, text], series=[Series(kurz, [3, 5.5]), Series(titel, [1, None])])
        context = {
            "diagramm": chart,
            "titel": titel,
            "text": text,
            "kurz": kurz,
            "link": "/termin/1",
            "zeilen": range(rows),
            "zusatz": mark_safe(extra),
        }
        return render_pdf("pdf_probe.html", context, sprache=sprache)

    return make


@pytest.fixture
def opened(probe):
    """Return a function that opens the probe and closes it after the test."""
    with ExitStack() as stack:
        yield lambda *args, **options: stack.enter_context(pikepdf.open(BytesIO(probe(*args, **options))))


def elements(pdf, kind):
    """Return the structure elements of one kind in reading order."""

    def walk(element):
        for kid in element.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    return [element for element in walk(pdf.Root.StructTreeRoot) if kind == element.S]


def kinds(parent):
    return [str(kid.S) for kid in parent.K]


@pytest.mark.parametrize("sprache", TEXTE)
def test_pdf_satisfies_both_checkers(probe, tmp_path, sprache):
    path = tmp_path / "probe.pdf"
    path.write_bytes(probe(sprache, rows=40))
    result = outloud.check(str(path))

    assert (result.error, result.errors, [finding.message for finding in result.findings if finding.severity == "error"]) == (
        None,
        0,
        [],
    )
    assert pdfua.validate(str(path)).findings == ()


@pytest.mark.parametrize("sprache", ["ar", "uk"])
def test_pdf_text_keeps_every_letter(probe, tmp_path, sprache):
    path = tmp_path / "probe.pdf"
    path.write_bytes(probe(sprache))
    text = Document(str(path)).content(0).text
    wanted = Counter(filter(str.isalpha, TEXTE[sprache][1]))

    assert {letter: text.count(letter) >= number for letter, number in wanted.items()} == dict.fromkeys(wanted, True)


def test_pdf_uses_only_the_fonts_of_the_house(opened):
    names = {str(font.BaseFont).split("+")[1] for font in opened("ar").pages[0].Resources.Font.values()}

    assert names == {"Fira-Sans", "Fira-Sans-Semi-Bold", "Vazirmatn", "Vazirmatn-Semi-Bold"}


def test_pdf_names_title_language_and_author(opened, settings):
    pdf = opened("ar")

    assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == (TEXTE["ar"][0], "ar")
    assert str(pdf.docinfo["/Author"]) == f"{settings.BEHOERDE['name']}, {settings.BEHOERDE['stadt']}"


@pytest.mark.parametrize("sprache", [code for code, _name in settings.LANGUAGES])
def test_words_around_page_numbers_keep_their_order(sprache):
    with translation.override(sprache):
        wording = gettext("Seite %(seite)s von %(seiten)s")

    assert re.findall(r"%\((\w+)\)s", wording) == ["seite", "seiten"]


def test_pdf_is_the_same_every_time(probe):
    assert probe("de") == probe("de")


def test_page_number_running_head_and_repeated_table_head_are_artifacts(opened):
    page = opened(rows=60).pages[1]
    marks = [mark.operands for mark in pikepdf.parse_content_stream(page, "BDC") if mark.operands[0] == "/Artifact"]

    assert [dict(properties) for _name, properties in marks] == [{"/Type": "/Pagination"}] * (1 + 1 + 3)


def test_header_cells_head_rows_or_columns(opened):
    assert [str(cell.A.Scope) for cell in elements(opened(), "/TH")] == ["/Column"] * 3 + ["/Row"] * 2 + ["/Column"] * 3


def test_table_over_pages_is_one_table(opened):
    pdf = opened(rows=60)
    table, _chart = elements(pdf, "/Table")

    assert kinds(table) == ["/Caption", "/THead"] + ["/TBody"] * (len(kinds(table)) - 2)
    assert sum(len(body.K) for body in table.K if body.S == "/TBody") == 60
    assert len({body.Pg.objgen for body in table.K if body.S == "/TBody"}) == len(kinds(table)) - 2 > 1


def test_description_list_pairs_terms_with_values(opened):
    groups = [kinds(item) for item in elements(opened(), "/LI")]

    assert groups == [["/Lbl", "/LBody"]] * 5 + [["/LBody"]]


def test_pictures_have_words_and_decoration_has_no_place(opened):
    figures = elements(opened(), "/Figure")
    left, bottom, right, top = map(float, figures[0].A.BBox)

    assert [str(figure.Alt)[:10] for figure in figures] == [TEXTE["de"][2][:10], TEXTE["de"][0]]
    assert (round(right - left), round(top - bottom), bottom > 0) == (27, 30, True)


def test_links_lead_to_the_portal_and_print(opened, settings):
    links = [(str(link.A.URI), int(link.F)) for page in opened().pages for link in page.get("/Annots", [])]

    assert links == [(f"{settings.ADRESSE}/termin/1", 4), (f"mailto:{settings.BEHOERDE['email']}", 4)]


@pytest.mark.parametrize("source", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "/termin/bild.png"])
def test_foreign_picture_falls_back_to_its_words(probe, tmp_path, source):
    path = tmp_path / "probe.pdf"
    path.write_bytes(probe(extra=f'<p><img src="{source}" alt="Ersatzwort"></p>'))

    document = Document(str(path))

    assert "Ersatzwort" in "".join(document.content(page).text for page in range(len(document.pages)))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "file:///etc/hostname", "ftp://127.0.0.1/x", "/static/css/druck.css"])
def test_nothing_else_is_read(url):
    with pytest.raises(ValueError, match="reads nothing"):
        StaticFiles().fetch(url)


@pytest.mark.parametrize("name", ["css/gibt-es-nicht.css", "../behoerde/settings.py", "%2e%2e/manage.py"])
def test_missing_or_outside_static_file_ends_the_rendering(settings, name):
    with pytest.raises(FatalURLFetchingError):
        StaticFiles().fetch(f"{settings.ADRESSE}/static/{name}")


def test_missing_static_file_is_an_ordinary_error(probe):
    with pytest.raises(FileNotFoundError, match="fehlt"):
        probe(extra='<img src="/static/fehlt.png" alt="x">')


def test_static_file_is_read_from_disk(settings):
    answer = StaticFiles().fetch(f"{settings.ADRESSE}/static/css/druck.css?v=1")

    assert (answer.content_type, answer.read()) == ("text/css", Path("static/css/druck.css").read_bytes())


@pytest.mark.parametrize("missing", ["pango", "fonts"])
def test_machine_without_pango_or_fonts_says_so(monkeypatch, missing):
    if missing == "pango":
        monkeypatch.setattr(render, "has_pango", lambda: False)
    else:
        monkeypatch.setattr(render, "FONTS", "extern/nicht-gebaut.css")

    assert pdf_available() is False
    with pytest.raises(PdfUnavailable, match="drucken Sie die Seite"):
        render_pdf("pdf/basis.html", {}, sprache="de")
