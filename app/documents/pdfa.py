"""The last step: what PDF/A-2b asks and ReportLab does not write (ISO 19005-2; review G4).

Built to PDF/A-2b rules and checked by our own list in the tests; no outside validator has seen these files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pikepdf
from PIL import ImageCms

from app.documents.typography import clean

if TYPE_CHECKING:
    import datetime as dt

    from app.documents.pieces import Bookmark

_BEYOND = re.compile(rb"> <([0-9A-F]{5,6})>")
LANGUAGE = "fr-FR"
PRODUCER = "Palier"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>{created}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: kind and reference, organisation; never a person's name."""

    title: str
    author: str
    created: dt.datetime | None = None


@cache
def colour_profile() -> bytes:
    """Return an sRGB profile; its day of making, which changes each time, is replaced by a fixed one."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes.fromhex("07d0000100010000" + "00000000")
    return bytes(made)


def finish(raw: bytes, about: About, bookmarks: tuple[Bookmark, ...] = ()) -> bytes:
    """Return the document with metadata, output intent, language and bookmarks; same bytes for same content.

    Args:
        raw: What ReportLab wrote.
        about: Title, author and, if any, instant of creation (aware).
        bookmarks: Headings in their order.
    """
    with pikepdf.open(BytesIO(raw)) as pdf:
        _describe(pdf, about)
        _intend(pdf)
        _spell_pictures(pdf)
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = pikepdf.Name.UseOutlines if len(bookmarks) > 1 else pikepdf.Name.UseNone
        _bookmark(pdf, bookmarks)
        out = BytesIO()
        pdf.save(out, force_version="1.7", deterministic_id=True, linearize=False)
    return out.getvalue()


def _describe(pdf: Any, about: About) -> None:
    """Write the same facts in the two places readers look."""
    title, author = clean(about.title), clean(about.author)
    facts = {"/Title": title, "/Author": author, "/Producer": PRODUCER}
    created = ""
    if about.created is not None:
        facts["/CreationDate"] = about.created.strftime("D:%Y%m%d%H%M%S") + "Z"
        created = f"<xmp:CreateDate>{about.created.strftime('%Y-%m-%dT%H:%M:%SZ')}</xmp:CreateDate>"
    pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary(facts))
    xmp = _XMP.format(title=escape(title), author=escape(author), language=LANGUAGE, producer=PRODUCER, created=created)
    stream = pikepdf.Stream(pdf, xmp.encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)


def _intend(pdf: Any) -> None:
    """Say that colours are sRGB, with the profile."""
    profile = pikepdf.Stream(pdf, colour_profile())
    profile.N = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _spell_pictures(pdf: Any) -> None:
    """Write letters beyond U+FFFF as the two halves a reader expects, so that copied text is what was printed.

    ReportLab writes their number as it is, five digits, which readers take for another letter.
    """
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            table = thing.ToUnicode.read_bytes()
            spelt = _BEYOND.sub(_halves, table)
            if spelt != table:
                thing.ToUnicode.write(spelt)


def _halves(found: re.Match[bytes]) -> bytes:
    return b"> <" + chr(int(found[1], 16)).encode("utf-16-be").hex().upper().encode() + b">"


def _bookmark(pdf: Any, bookmarks: tuple[Bookmark, ...]) -> None:
    """Write the headings as bookmarks, the second level under the first."""
    with pdf.open_outline() as outline:
        for mark in bookmarks:
            item = pikepdf.OutlineItem(mark.text, mark.page, "XYZ", top=mark.top + 8, left=0)
            beside = outline.root[-1].children if mark.level and outline.root else outline.root
            beside.append(item)
