"""From blocks to what ReportLab lays out on pages."""

from __future__ import annotations

from functools import cache, singledispatchmethod
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, Spacer, Table

from app.documents import blocks as b
from app.documents import fonts, styles
from app.documents.directions import has_right_to_left, starts_right_to_left, visual
from app.documents.pieces import BarParagraph, BoxParagraph, HandLines, HeadingParagraph, Kept, SignatureArea
from app.documents.typography import NBSP, french
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PADDING = 5.0
SHORT = 200  # characters of a cell that surely fits a page
LONGEST = 6000  # characters of one paragraph, two pages: ReportLab takes the square of their number to break it
_LONGEST_TURNED = 60
"""Letters. A stretch written from right to left inside a French line is kept on one line up to this length."""


@cache
def _style(scale: b.Scale, name: str) -> ParagraphStyle:
    """Return a named paragraph style of a scale; made once."""
    sizes = styles.SIZES[scale]
    body: dict[str, Any] = {
        "fontName": fonts.BODY,
        "fontSize": sizes.body,
        "leading": sizes.leading,
        "textColor": HexColor(styles.INK),
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
        "bulletFontName": fonts.BODY,
        "bulletFontSize": sizes.body,
    }
    bold = {"fontName": fonts.BOLD}
    accent = {**bold, "textColor": HexColor(styles.ACCENT)}
    quiet = {"fontSize": sizes.small, "leading": sizes.small * 1.4, "textColor": HexColor(styles.QUIET)}
    named: dict[str, dict[str, Any]] = {
        "body": {},
        "bold": bold,
        "right": {"alignment": 2},
        "right_bold": {"alignment": 2, **bold},
        "title": {**accent, "fontSize": sizes.title, "leading": sizes.title * 1.25},
        "subtitle": {"textColor": HexColor(styles.QUIET), "spaceBefore": sizes.gap * 0.4},
        "section": {
            **accent,
            "fontSize": sizes.section,
            "leading": sizes.section * 1.3,
            **_around(sizes.gap, 1.5, 0.7),
        },
        "subsection": {**bold, "fontSize": sizes.subsection, **_around(sizes.gap, 0.8, 0.3)},
        "small": quiet,
        "small_right": {**quiet, "alignment": 2},
        "label": {"textColor": HexColor(styles.QUIET)},
        "bullet": {"leftIndent": sizes.body * 1.15, "spaceAfter": sizes.gap * 0.4},
        "number": {"leftIndent": sizes.body * 1.7, "spaceAfter": sizes.gap * 0.4},
        "box": {"leftIndent": sizes.body * 1.7, "spaceAfter": sizes.gap * 0.6},
    }
    for voice, colour in styles.VOICES.items():
        named[f"said_{voice}"] = {"leftIndent": 10, "barColor": HexColor(colour)}
        named[f"voice_{voice}"] = {**bold, "textColor": HexColor(colour)}
        named[f"speaker_{voice}"] = {
            **bold,
            "leftIndent": 10,
            "textColor": HexColor(colour),
            "barColor": HexColor(colour),
        }
    return ParagraphStyle(f"{scale}-{name}", **{**body, **named[name]})


def _around(gap: float, above: float, below: float) -> dict[str, Any]:
    return {"spaceBefore": gap * above, "spaceAfter": gap * below}


class Layout:
    """Makes flowables at one scale; ``room`` is the width they may take, in points."""

    def __init__(self, scale: b.Scale, room: float = styles.WIDTH) -> None:
        self.scale = scale
        self.sizes = styles.SIZES[scale]
        self.room = room

    def all(self, blocks: Sequence[b.Block]) -> list[Flowable]:
        """Return the flowables of several blocks."""
        return [flowable for block in blocks for flowable in self.one(block)]

    # ---- texts

    def paragraph(self, text: str, name: str = "body", *, room: float | None = None, bullet: str = "") -> Paragraph:
        """Return one paragraph; the text is escaped, spaced and given fonts."""
        style = _style(self.scale, name)
        kind = HeadingParagraph if name in {"title", "section", "subsection"} else Paragraph
        if name.startswith(("said_", "speaker_")):
            kind = BarParagraph
        if has_right_to_left(text):
            return kind(*self._turned(text, style, (room or self.room) - style.leftIndent))
        source = "<br/>".join(fonts.markup(line, style.fontName) for line in french(text).split("\n"))
        return kind(source, style, bulletText=bullet or None)

    def paragraphs(self, text: str, name: str = "body", *, room: float | None = None) -> list[Flowable]:
        """Return one flowable a line of the text, so that long texts flow over pages."""
        lines = [piece for line in text.split("\n") if line.strip() for piece in _bearable(line)]
        return [self.paragraph(line, name, room=room) for line in lines]

    @staticmethod
    def _turned(text: str, style: ParagraphStyle, room: float) -> tuple[str, ParagraphStyle]:
        """Return a text with words from right to left: broken here line by line, each line turned round."""
        lines = french(text).split("\n")
        if not starts_right_to_left(text):
            return "<br/>".join(fonts.markup(_unbroken(line), style.fontName) for line in lines), style
        broken = [piece for line in lines for piece in _broken(line, style, room)]
        source = "<br/>".join(fonts.markup(visual(line, right_to_left=True), style.fontName) for line in broken)
        return source, ParagraphStyle(f"{style.name}-right", style, alignment=2)

    # ---- blocks

    @singledispatchmethod
    def one(self, block: b.Block) -> list[Flowable]:
        """Return the flowables of one block."""
        raise TypeError(type(block).__name__)

    @one.register
    def _title(self, block: b.Title) -> list[Flowable]:
        made: list[Flowable] = [self.paragraph(block.text, "title")]
        if block.subtitle:
            made.append(self.paragraph(block.subtitle, "subtitle"))
        return [*made, Spacer(0, self.sizes.gap)]

    @one.register
    def _section(self, block: b.Section) -> list[Flowable]:
        name = "section" if block.level == 1 else "subsection"
        return [CondPageBreak(self.sizes.leading * 6), self.paragraph(block.text, name)]

    @one.register
    def _text(self, block: b.Text) -> list[Flowable]:
        name = "small" if block.quiet else "body"
        if not block.lead:
            made = self.paragraphs(block.text, name)
        else:
            style = _style(self.scale, name)
            lead = fonts.markup(french(block.lead), fonts.BOLD)
            rest = fonts.markup(french(block.text.replace("\n", " ")), style.fontName)
            made = [Paragraph(f'<font name="{fonts.BOLD}">{lead}</font> {rest}', style)]
        return [*made, Spacer(0, self.sizes.gap)]

    @one.register
    def _bullets(self, block: b.Bullets) -> list[Flowable]:
        name = "number" if block.numbered else "bullet"
        made: list[Flowable] = [
            self.paragraph(item, name, bullet=f"{place}." if block.numbered else "•")
            for place, item in enumerate(block.items, start=1)
        ]
        return [*made, Spacer(0, self.sizes.gap)]

    @one.register
    def _pairs(self, block: b.KeyValues) -> list[Flowable]:
        label = self.room * 0.3
        rows = [
            [self.paragraph(key, "label", room=label), self.paragraphs(value, room=self.room - label)]
            for key, value in block.pairs
            if value.strip()
        ]
        if not rows:
            return []
        look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *cell_look(left=0, above=1.5, below=1.5)]
        return [Table(rows, [label, self.room - label], style=look, splitInRow=1), Spacer(0, self.sizes.gap)]

    @one.register
    def _table(self, block: b.Table) -> list[Flowable]:
        shares = sum(column.share for column in block.columns)
        widths = [self.room * column.share / shares for column in block.columns]
        rows = [self._row(tuple(column.label for column in block.columns), block, widths, bold=True)]
        rows += [self._row(row, block, widths) for row in block.rows]
        look: list[Any] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(styles.TINT)),
            ("LINEBELOW", (0, 0), (-1, 0), 1, HexColor(styles.ACCENT)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(styles.LINE)),
            *cell_look(left=PADDING, above=4, below=5),
        ]
        if block.total:
            rows.append(self._row(block.total, block, widths, bold=True))
            look.append(("LINEABOVE", (0, -1), (-1, -1), 1, HexColor(styles.ACCENT)))
            if block.rows and max(map(len, block.rows[-1])) < SHORT:  # what fills a page must still be cut
                look.append(("NOSPLIT", (0, -2), (-1, -1)))
        table = Table(rows, widths, style=look, repeatRows=1, splitInRow=1)
        return [table, Spacer(0, self.sizes.gap * 1.5)]

    def _row(self, row: tuple[str, ...], block: b.Table, widths: list[float], *, bold: bool = False) -> list[object]:
        names = [("right" if column.numeric else "body", column) for column in block.columns]
        made: list[object] = []
        for text, (name, _column), room in zip(row, names, widths, strict=True):
            wanted = {"right": "right_bold", "body": "bold"}[name] if bold else name
            made.append(self.paragraphs(text, wanted, room=room - 2 * PADDING))
        return made

    @one.register
    def _said(self, block: b.Said) -> list[Flowable]:
        first = self.paragraph(block.label, f"speaker_{block.voice}")
        rest = self.paragraphs(block.text, f"said_{block.voice}")
        return [Kept([first, rest[0]]), *rest[1:], Spacer(0, self.sizes.gap)] if rest else []

    @one.register
    def _lists(self, block: b.ThreeLists) -> list[Flowable]:
        if self.scale == b.Scale.LARGE:
            return [flowable for promises in block.lists for flowable in self._stacked(promises)]
        room = self.room / len(block.lists)
        inner = Layout(self.scale, room - 2 * PADDING)
        heads = [inner.paragraph(one.label, f"voice_{one.voice}") for one in block.lists]
        bodies = [inner.all([b.Bullets(one.items)])[:-1] for one in block.lists]
        look: list[Any] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BOX", (0, 0), (-1, -1), 0.75, HexColor(styles.LINE)),
            ("INNERGRID", (0, 0), (-1, -1), 0.75, HexColor(styles.LINE)),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(styles.TINT)),
            *cell_look(left=PADDING, above=4, below=5),
        ]
        table = Table([heads, bodies], [room] * len(block.lists), style=look, repeatRows=1, splitInRow=1)
        return [table, Spacer(0, self.sizes.gap * 1.5)]

    def _stacked(self, promises: b.Promises) -> list[Flowable]:
        first, *rest = self.all([b.Bullets(promises.items)])
        return [Kept([self.paragraph(promises.label, f"voice_{promises.voice}"), first]), *rest]

    @one.register
    def _checks(self, block: b.CheckBoxes) -> list[Flowable]:
        room = self.room / block.columns
        made = [
            BoxParagraph(fonts.markup(french(box.label)), self._box_style(ticked=box.ticked)) for box in block.boxes
        ]
        if block.columns == 1:
            return [*made, Spacer(0, self.sizes.gap)]
        rows = [made[start : start + block.columns] for start in range(0, len(made), block.columns)]
        rows[-1] += [""] * (block.columns - len(rows[-1]))  # type: ignore[list-item]  # an empty cell is a text
        look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *cell_look(left=0, above=1, below=2)]
        return [Table(rows, [room] * block.columns, style=look), Spacer(0, self.sizes.gap)]

    def _box_style(self, *, ticked: bool) -> ParagraphStyle:
        return ParagraphStyle("box", _style(self.scale, "box"), ticked=ticked)

    @one.register
    def _notice(self, block: b.Notice) -> list[Flowable]:
        inner = Layout(self.scale, self.room - 20)
        cell = [inner.paragraph(block.title, "bold")] if block.title else []
        look: list[Any] = [
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(styles.TINT)),
            ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(styles.ACCENT)),
            *cell_look(left=10, above=6, below=8),
        ]
        table = Table([[[*cell, *inner.paragraphs(block.text)]]], [self.room], style=look, splitInRow=1)
        return [table, Spacer(0, self.sizes.gap * 1.5)]

    @one.register
    def _lines(self, block: b.WritingLines) -> list[Flowable]:
        label = [self.paragraph(block.label)] if block.label else []
        return [Kept([*label, HandLines(block.count, self.room)]), Spacer(0, self.sizes.gap)]

    @one.register
    def _signatures(self, block: b.Signatures) -> list[Flowable]:
        room = self.room / 2
        cells: list[object] = [self._signature(space, room - 12) for space in block.spaces]
        rows = [cells[start : start + 2] for start in range(0, len(cells), 2)]
        if len(rows[-1:]) and len(rows[-1]) == 1:
            rows[-1].append("")
        look = [("VALIGN", (0, 0), (-1, -1), "TOP"), *cell_look(left=0, above=2, below=self.sizes.gap), *_gutter(12)]
        before = self.one(b.Text(block.before)) if block.before else []
        table = Table(rows, [room, room], style=look)
        return [Kept([*before, table])]

    def _signature(self, space: b.SignatureSpace, room: float) -> list[Flowable]:
        inner = Layout(self.scale, room)
        said = inner.paragraphs(space.said, "small", room=room - 16)
        return [
            inner.paragraph(space.name, "bold"),
            inner.paragraph(space.capacity, "small"),
            Spacer(0, 3),
            SignatureArea(space.field, room, self.sizes.signature, said),
        ]

    @one.register
    def _together(self, block: b.Together) -> list[Flowable]:
        inside = _flat(self.all(block.blocks))
        after = [inside.pop()] if inside and isinstance(inside[-1], Spacer) else []
        return [Kept(inside), *after] if inside else []

    @one.register
    def _part(self, block: b.Part) -> list[Flowable]:
        return Layout(block.scale, self.room).all(block.blocks)

    @one.register
    def _break(self, _block: b.PageBreak) -> list[Flowable]:
        return [PageBreak()]


def _flat(flowables: Sequence[Flowable]) -> list[Flowable]:
    """Return what is to be kept together as one list: groups inside groups make ReportLab leave pages half empty."""
    found: list[Flowable] = []
    for one in flowables:
        if isinstance(one, Kept):
            found += _flat(one.inside)
        elif not isinstance(one, CondPageBreak):
            found.append(one)
    return found


def cell_look(left: float, above: float, below: float) -> list[Any]:
    """Return the paddings of every cell, same on both sides, and an embedded font: a table's own is not."""
    everywhere = ((0, 0), (-1, -1))
    names = (("LEFTPADDING", left), ("RIGHTPADDING", left), ("TOPPADDING", above), ("BOTTOMPADDING", below))
    return [("FONTNAME", *everywhere, fonts.BODY), *((name, *everywhere, value) for name, value in names)]


def _gutter(space: float) -> list[Any]:
    """Leave a space between two columns and none outside."""
    return [("RIGHTPADDING", (0, 0), (0, -1), space), ("LEFTPADDING", (1, 0), (1, -1), space)]


def _bearable(line: str) -> Iterator[str]:
    """Cut a very long line where a sentence or a word ends, into paragraphs that are laid out in reasonable time."""
    while len(line) > LONGEST:
        half = LONGEST // 2
        place = line.rfind(". ", half, LONGEST) + 1 or line.rfind(" ", half, LONGEST) + 1 or LONGEST
        yield line[:place].rstrip()
        line = line[place:].lstrip()
    yield line


def _unbroken(line: str) -> str:
    """Turn the stretches from right to left of a French line; short ones are kept on one line."""
    words = line.split(" ")
    out: list[str] = []
    stretch: list[str] = []
    for word in [*words, ""]:
        if has_right_to_left(word):
            stretch.append(word)
            continue
        if stretch:
            glue = NBSP if len(" ".join(stretch)) <= _LONGEST_TURNED else " "
            out.append(visual(" ".join(stretch), right_to_left=False).replace(" ", glue))
            stretch = []
        out.append(word)
    return " ".join(out[:-1])


def _broken(line: str, style: ParagraphStyle, room: float) -> list[str]:
    """Break a line in reading order where it would not fit."""
    lines = [""]
    for word in line.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and fonts.width(visual(longer, right_to_left=True), style.fontName, style.fontSize) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def right_to_left_note(texts: Sequence[str]) -> str:
    """Return the line that warns of words written from right to left, or nothing."""
    if not any(has_right_to_left(text) for text in texts):
        return ""
    return _("Ce document contient du texte en écriture de droite à gauche : vérifiez-le avec la personne.")
