"""Small papers to seal, drawn with the house's font."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents.certificates import SealingKey, new_sealing_key
from app.documents.ink import drawn
from app.documents.ink_demonstration import demonstration_ink
from app.documents.sealing import SealRequest, SignatureBox, prepare_final, seal
from resources.vocabulary import SignatureCapacity

FONT = Path(__file__).resolve().parents[3] / "resources" / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf"
AT = dt.datetime(2026, 11, 24, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=1)))
BOXES = (
    SignatureBox("signature_p1", 1, 60, 600, 260, 667, label="Signature de Nadia Benali"),
    SignatureBox("signature_p2", 1, 60, 500, 260, 567, label="Signature de Karim Benali"),
    SignatureBox("signature_w1", 1, 300, 500, 500, 567, label="Signature de Claire Martin"),
)
SIGNERS = (
    ("signature_p1", "Nadia Benali", SignatureCapacity.HOUSEHOLD),
    ("signature_p2", "Karim Benali", SignatureCapacity.HOUSEHOLD),
    ("signature_w1", "Claire Martin", SignatureCapacity.OPERATOR),
)


@cache
def paper(pages: int = 2, *, text_field: bool = False, password: str = "") -> bytes:
    """Draw a paper of some pages."""
    pdfmetrics.registerFont(TTFont("Test", str(FONT)))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, initialFontName="Test", pagesize=(595, 842), encrypt=password or None)
    canvas.setTitle("Contrat d’accompagnement")
    for page in range(1, pages + 1):
        canvas.setFont("Test", 12)
        canvas.drawString(60, 780, f"Contrat d’accompagnement, page {page} : été, hébergement, 1 128,52 €")
        canvas.showPage()
    canvas.save()
    return with_text_field(out.getvalue()) if text_field else out.getvalue()


def with_text_field(pdf: bytes) -> bytes:
    """Add a field to fill in, as a form made elsewhere would have."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        field = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("loyer"),
                V=pikepdf.String("400,00"),
                Rect=[60, 100, 200, 120],
                F=4,
                P=page.obj,
            )
        )
        page.Annots = pikepdf.Array([field])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        document.save(out, deterministic_id=True)
    return out.getvalue()


@cache
def device(name: str = "Portable de Claire Martin") -> SealingKey:
    """Make a device's sealing key, once a session."""
    return new_sealing_key(device=name, organisation="Logis Passerelle", now=AT)


@cache
def final(*, text_field: bool = False) -> bytes:
    """Return the final file of the paper, three places to sign."""
    return prepare_final(paper(text_field=text_field), BOXES)


@cache
def ink(name: str) -> bytes:
    """Return the ink of a fictional person."""
    return drawn(demonstration_ink(name))


def request(index: int, **changes: object) -> SealRequest:
    """Return what the signatory of that place asks."""
    field, name, capacity = SIGNERS[index]
    values = {"ink_png": ink(name), "declared_at": AT} | changes
    return SealRequest(field, name, capacity, **values)


def signed(count: int, *, text_field: bool = False) -> bytes:
    """Return the file after that many signatures on one device."""
    return _signed(count, text_field)


@cache
def _signed(count: int, text_field: bool) -> bytes:
    if not count:
        return final(text_field=text_field)
    return seal(_signed(count - 1, text_field), request(count - 1), device())
