"""Turn an untrusted upload into a file that carries pixels or pages and nothing else.

Run as a program of its own (``abschirmung`` does so): it knows neither Django nor keys nor database, reads the upload
from standard input and writes one JSON line and the clean content to standard output.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import filetype
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from pikepdf.sanitize import Sanitizer
from PIL import Image, ImageFile, ImageOps

MAX_BYTES = 10 * 1024**2
MAX_PIXELS = 60_000_000
MAX_PAGES = 100
LONGEST_SIDE = 4096  # A4 at 350 dpi: more shows nothing more
JPEG_QUALITY = 88
MEMORY_BYTES = 1024**3
CPU_SECONDS = 20

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}


@dataclass(frozen=True)
class Gereinigt:
    """What is left of an upload; ``seiten`` counts the pages of a PDF."""

    inhalt: bytes
    medientyp: str
    seiten: int | None = None


class Abgelehnt(Exception):
    """The upload is refused; the text is the code of the reason (``Ablehnung`` in kern/enums.py)."""


def clean(upload: bytes) -> Gereinigt:
    """Return ``upload`` without everything that runs, hides or tells more than it shows; raises Abgelehnt."""
    if not upload:
        raise Abgelehnt("leer")
    if len(upload) > MAX_BYTES:
        raise Abgelehnt("zu_gross")
    kind = filetype.guess(upload)
    if upload[4:8] == b"ftyp" and upload[8:12] in _HEIC_BRANDS:
        raise Abgelehnt("heic")
    cleaners = {PDF: clean_pdf, JPEG: clean_image, PNG: clean_image}
    if kind is None or kind.mime not in cleaners:
        raise Abgelehnt("art")
    try:
        with warnings.catch_warnings(action="ignore"):  # oddities of a document that is written anew anyway
            result = cleaners[kind.mime](upload)
    except Abgelehnt:
        raise
    except Exception as fault:  # decoders fail in many ways, and each means the same for the person
        raise Abgelehnt("kaputt") from fault
    if len(result.inhalt) > MAX_BYTES:
        raise Abgelehnt("zu_gross")
    return result


# --- Images ----------------------------------------------------------------
def clean_image(upload: bytes) -> Gereinigt:
    """Decode and encode anew: upright, without metadata, no side longer than LONGEST_SIDE."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint in the same process would let broken pictures pass
    image: Image.Image = Image.open(io.BytesIO(upload), formats=["JPEG", "PNG"])
    if image.width * image.height > MAX_PIXELS:
        raise Abgelehnt("zu_viele_pixel")
    medientyp = PNG if image.format == "PNG" else JPEG
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # lets JPEG skip pixels that nobody will see
    image = ImageOps.exif_transpose(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if medientyp == PNG:
        content = _encode(_for_png(image), "PNG", optimize=True)
        if len(content) <= MAX_BYTES:
            return Gereinigt(content, PNG)
    return Gereinigt(_encode(_for_jpeg(image), "JPEG", quality=JPEG_QUALITY, optimize=True), JPEG)


def _for_png(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits for each grey value: a screen shows 8
        return image.point(lambda value: value / 256).convert("L")
    return image if image.mode in {"1", "L", "LA", "RGB", "RGBA"} else image.convert("RGBA")


def _for_jpeg(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        image = ground
    image = _for_png(image) if image.mode.startswith("I") else image
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def _encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    image.info = {}  # where colour profile, comments and text hide
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=b"", **options)
    return buffer.getvalue()


# --- PDF -------------------------------------------------------------------
_BANNED_ACTIONS = {
    *("/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/GoToDp", "/SubmitForm", "/ImportData", "/Rendition"),
    *("/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Thread", "/Hide", "/SetOCGState", "/Trans"),
}
_BANNED_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/3D", "/Screen", "/TrapNet"}
_BANNED_IN_CATALOG = (
    *("/OpenAction", "/AA", "/URI", "/AF", "/Collection", "/SpiderInfo", "/PieceInfo", "/Requirements", "/Perms", "/Legal"),
    *("/Threads", "/DSS", "/DPartRoot"),
)
_BANNED_NAME_TREES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/URLS", "/IDS", "/AlternatePresentations")
_ACTION_SLOTS = {"/A", "/PA", "/Next"}
_EXTERNAL_DATA = ("/F", "/FFilter", "/FDecodeParms", "/OPI")
_LIBRARY = (
    Sanitizer()
    .remove_javascript()
    .remove_external_access()
    .remove_attachments()
    .remove_multimedia()
    .remove_web_capture()
    .remove_private_app_data()
    .remove_collection()
    .remove_thumbnails()
)


def clean_pdf(upload: bytes) -> Gereinigt:
    """Write the document anew without scripts, actions, attachments, media, XFA and references to anything outside."""
    try:
        pdf = pikepdf.open(io.BytesIO(upload))
    except pikepdf.PasswordError:
        raise Abgelehnt("verschluesselt") from None
    with pdf, pikepdf.explicit_conversion():
        pages = len(pdf.pages)
        if not pages:
            raise Abgelehnt("kaputt")
        if pages > MAX_PAGES:
            raise Abgelehnt("zu_viele_seiten")
        _refuse_dynamic_form(pdf.Root)
        _LIBRARY.apply(pdf)
        _clean_catalog(pdf.Root)
        for thing in _everything(pdf):
            _clean_object(thing)
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return Gereinigt(buffer.getvalue(), PDF, pages)


def _refuse_dynamic_form(root: Any) -> None:
    """Refuse a form whose pages only exist in XFA: without it nothing but "please wait" would be left."""
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        fields = form.get("/Fields")
        if "/NeedsRendering" in root or not isinstance(fields, Array) or len(fields) == 0:
            raise Abgelehnt("formular")


def _clean_catalog(root: Any) -> None:
    _drop(root, _BANNED_IN_CATALOG)
    if isinstance(names := root.get("/Names"), Dictionary):
        _drop(names, _BANNED_NAME_TREES)
    if isinstance(form := root.get("/AcroForm"), Dictionary):
        _drop(form, ("/XFA",))


def _everything(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary, stream and array, also those that no page leads to; each before what lies in it."""
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Dictionary | Stream | Array):
            yield thing
            inside = list(thing) if isinstance(thing, Array) else [thing[key] for key in thing.keys()]  # noqa: SIM118 - no dict
            waiting += [part for part in inside if isinstance(part, Dictionary | Array) and not part.is_indirect]


def _clean_object(thing: Any) -> None:
    if isinstance(thing, Array):
        for index in reversed(range(len(thing))):
            if _is_banned(thing[index]):
                del thing[index]
        return
    for key in list(thing.keys()):
        if _is_banned(thing[key]) or (key in _ACTION_SLOTS and _kind(thing[key]) not in {"", "/GoTo"}):
            del thing[key]
    if isinstance(events := thing.get("/AA"), Dictionary) and any(_kind(events[key]) for key in events.keys()):  # noqa: SIM118
        del thing["/AA"]
    if "/EF" in thing and ({"/F", "/UF"} & set(thing.keys()) or thing.get("/Type") == Name.Filespec):
        del thing["/EF"]
    if isinstance(thing, Stream):
        _clean_stream(thing)


def _clean_stream(stream: Any) -> None:
    _drop(stream, _EXTERNAL_DATA)
    if isinstance(stream.get("/Ref"), Dictionary):  # the page of another file
        del stream["/Ref"]
    if stream.get("/Type") == Name.EmbeddedFile:
        stream.write(b"")


def _is_banned(thing: Any) -> bool:
    if not isinstance(thing, Dictionary):
        return False
    if thing.get("/Type") == Name.StructElem:
        return False
    subtype = thing.get("/Subtype")
    is_annotation = "/Rect" in thing and isinstance(subtype, Name) and str(subtype) in _BANNED_ANNOTATIONS
    return is_annotation or _kind(thing) in _BANNED_ACTIONS


def _kind(thing: Any) -> str:
    """Return the kind of an action, "" for everything else."""
    kind = thing.get("/S") if isinstance(thing, Dictionary) else None
    return str(kind) if isinstance(kind, Name) else ""


def _drop(thing: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


# --- The program -----------------------------------------------------------
def limit() -> None:
    """Take away what a decoder never needs: memory without end, time without end, files."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # MAX_PIXELS counts, and has a sentence of its own
    pikepdf.settings.set_qpdf_limits(flate_max_memory=256 * 1024**2, doc_max_warnings=1000, parser_max_container_size=200_000)


def main() -> None:
    limit()
    try:
        result = clean(sys.stdin.buffer.read(MAX_BYTES + 1))
    except Abgelehnt as refused:
        head: dict[str, Any] = {"grund": str(refused)}
        content = b""
    else:
        head = {"medientyp": result.medientyp, "seiten": result.seiten}
        content = result.inhalt
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
