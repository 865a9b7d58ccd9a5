"""From blocks to the bytes of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer, Table

from app.documents import blocks as b
from app.documents import fonts, pdfa, styles
from app.documents.flowables import Layout, cell_look, right_to_left_note
from app.documents.pages import Furniture, NumberedCanvas
from app.documents.pieces import SignatureBox
from app.documents.typography import NBSP, day, french
from app.documents.values import DocumentState, Heading
from app.words import _
from resources.vocabulary import Recipient

if TYPE_CHECKING:
    import datetime as dt

    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Drawing", "SignatureBox", "draw"]

BOTTOM = 22 * styles.MILLIMETRE
TOP = 20 * styles.MILLIMETRE


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished document: its bytes, where signatures go, how many pages."""

    pdf: bytes
    boxes: tuple[SignatureBox, ...]
    pages: int


@cache
def _prepare() -> None:
    """Set ReportLab once: same bytes for same content, no font that is not embedded."""
    rl_config.invariant = 1
    fonts.register()
    rl_config.canvas_basefontname = fonts.BODY


def exemplar(heading: Heading) -> str:
    """Return who this copy is made for, in words."""
    words = {
        Recipient.HOUSEHOLD: _("ménage"),
        Recipient.OPERATOR: _("association"),
        Recipient.LANDLORD: _("bailleur"),
        Recipient.COMMITTEE: _("comité"),
        Recipient.FUNDER: _("financeur"),
    }
    return heading.exemplar or words[heading.recipient]


def draw(
    blocks: tuple[b.Block, ...],
    heading: Heading,
    *,
    scale: b.Scale | None = None,
    fingerprint: str = "",
    created: dt.datetime | None = None,
) -> Drawing:
    """Draw a document.

    Args:
        blocks: What it says; a ``Title`` comes first.
        heading: Whose it is, for whom, which reference.
        scale: Size of the words; by default that of the recipient.
        fingerprint: Hash of the content in hexadecimal, whose first 8 digits are printed, never for the household.
        created: Instant of creation to write in the file; by default none, so that the bytes do not change.
    """
    _prepare()
    title = title_of(blocks)
    household = heading.recipient == Recipient.HOUSEHOLD
    size = scale or (b.Scale.HOUSEHOLD if household else b.Scale.STANDARD)
    furniture = _furniture(heading, title, "" if household else fingerprint[:8])
    layout = Layout(size)
    story = [*_letterhead(layout, heading), *layout.all(blocks)]
    note = right_to_left_note(b.texts(blocks))
    if note:
        story += layout.one(b.Text(note, quiet=True))
    raw, canvas = _laid_out(story, furniture)
    about = pdfa.About(title=f"{title} {heading.reference}", author=heading.operator.name, created=created)
    pdf = pdfa.finish(raw, about, tuple(canvas.bookmarks))
    return Drawing(pdf, tuple(canvas.places), len(canvas.kept))


def title_of(blocks: tuple[b.Block, ...]) -> str:
    """Return the document's title: the first one, even inside a part."""
    for block in blocks:
        if isinstance(block, b.Title):
            return block.text
        if isinstance(block, b.Part | b.Together) and (found := title_of(block.blocks)):
            return found
    return ""


def _furniture(heading: Heading, title: str, fingerprint: str) -> Furniture:
    parts = [heading.reference, _("exemplaire : {whose}").format(whose=exemplar(heading))]
    if fingerprint:
        parts.append(_("empreinte {digits}").format(digits=fingerprint))
    return Furniture(
        code=f"palier:{fingerprint}:{heading.reference}" if fingerprint else "",
        running=french(f"{heading.operator.name} · {title}"),
        footer=french(" · ".join(parts)),
        draft=heading.state == DocumentState.DRAFT,
    )


def _letterhead(layout: Layout, heading: Heading) -> list[Flowable]:
    """Return the operator's name and address on the left, reference, day and copy on the right."""
    operator = heading.operator
    parts = [part for part in (operator.phone, operator.email, operator.registration) if part]
    reach = [(NBSP + "· ").join(parts[:2]), *parts[2:]]
    left = [layout.paragraph(operator.name, "voice_operator")]
    left += [layout.paragraph(line, "small") for line in (operator.service, operator.address, *reach) if line]
    right = [
        layout.paragraph(line, "small_right")
        for line in (
            _("Référence : {reference}").format(reference=heading.reference),
            _("Édité le {day}").format(day=day(heading.edited_on)),
            _("Exemplaire : {whose}").format(whose=exemplar(heading)),
        )
    ]
    look: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 1.2, HexColor(styles.ACCENT)),
        *cell_look(left=0, above=0, below=8),
        ("RIGHTPADDING", (0, 0), (0, -1), 8),
    ]
    table = Table([[left, right]], [styles.WIDTH * 0.6, styles.WIDTH * 0.4], style=look)
    return [table, Spacer(0, layout.sizes.gap * 2)]


def _laid_out(story: list[Flowable], furniture: Furniture) -> tuple[bytes, NumberedCanvas]:
    """Lay the story out on pages."""
    made: list[NumberedCanvas] = []

    def canvas(*arguments: Any, **more: Any) -> NumberedCanvas:
        made.append(NumberedCanvas(*arguments, furniture=furniture, **more))
        return made[0]

    sheet = BytesIO()
    frame = Frame(
        styles.MARGIN,
        BOTTOM,
        styles.WIDTH,
        styles.PAGE_HEIGHT - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template = BaseDocTemplate(sheet, pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT), pageTemplates=[])
    template.addPageTemplates(PageTemplate("page", [frame], onPage=partial(_underlay, draft=furniture.draft)))
    template.build(story, canvasmaker=canvas)
    return sheet.getvalue(), made[0]


def _underlay(canvas: Canvas, _template: object, *, draft: bool) -> None:
    """Draw what lies under the text."""
    if draft and isinstance(canvas, NumberedCanvas):
        canvas.watermark()
