"""What reaches the paper: read back from the PDF itself."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime as dt
import os
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from app.documents import blocks as b
from app.documents.drawing import Drawing, draw
from app.documents.pdfa import colour_profile
from app.documents.rendering import blocks_of, content_hash, render
from app.documents.values import Commitment, DocumentState, Organisation, Person, Point, Signatory
from app.errors import Expected
from resources.vocabulary import PointState, Recipient
from tests.unit.documents import example_values as example

EVERYTHING = example.everything()
NAMES = sorted(EVERYTHING)
SPOKEN = example.spoken()
GOLDEN = Path(__file__).parent / "golden"
LONG = "Une phrase assez longue pour remplir la ligne et la suivante. " * 1700


@cache
def drawn(name: str) -> Drawing:
    return render(EVERYTHING[name])


def text_of(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    return "\n----- page\n".join(page.replace("\r\n", "\n").strip() for page in pages) + "\n"


def one_text(text: str, recipient: Recipient = Recipient.OPERATOR) -> Drawing:
    blocks = (b.Title("Essai"), b.Text(text), b.KeyValues((("Clé", text),)), b.Bullets((text,)))
    return draw(blocks, example.heading(recipient, "essai"))


@pytest.mark.parametrize("name", NAMES)
def test_the_words_on_paper_are_those_of_the_golden_file(name: str) -> None:
    compared(name, text_of(drawn(name).pdf))


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_the_words_in_another_form_of_address_are_those_of_the_golden_file(name: str) -> None:
    compared(name, text_of(render(SPOKEN[name]).pdf))


def compared(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("PALIER_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_value_gives_the_same_bytes(name: str) -> None:
    assert render(EVERYTHING[name]) == drawn(name)


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from app.documents.rendering import render;"
        "from tests.unit.documents import example_values as e;"
        "print(hashlib.sha256(render(e.everything()['support_contract-operator']).pdf).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    import hashlib

    assert there.stdout.strip() == hashlib.sha256(drawn("support_contract-operator").pdf).hexdigest()


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("-household")])
def test_the_household_s_copy_bears_no_hash_no_code_and_no_order_to_hide_it(name: str) -> None:
    text = text_of(drawn(name).pdf)
    assert content_hash(EVERYTHING[name])[:8] not in text
    for never in ("empreinte", "onfidentiel", "ne pas diffuser"):
        assert never not in text


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith("-household")])
def test_other_copies_bear_the_first_eight_digits_on_every_page(name: str) -> None:
    pages = text_of(drawn(name).pdf).split("----- page")
    assert all(f"empreinte {content_hash(EVERYTHING[name])[:8]}" in page for page in pages)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_of_how_many_the_reference_and_for_whom(name: str) -> None:
    drawing = drawn(name)
    pages = text_of(drawing.pdf).replace("\u00a0", " ").split("----- page")
    assert len(pages) == drawing.pages
    for number, page in enumerate(pages, start=1):
        assert f"page {number}/{drawing.pages}" in page
        assert EVERYTHING[name].heading.reference in page
        assert "exemplaire : " in page


@pytest.mark.parametrize("name", NAMES)
def test_every_font_of_every_page_is_embedded(name: str) -> None:
    with pikepdf.open(BytesIO(drawn(name).pdf)) as pdf:
        for page in pdf.pages:
            fonts = page.Resources.Font
            assert len(fonts)
            for font in fonts.values():
                assert "/FontFile2" in font.FontDescriptor
                assert "/ToUnicode" in font
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), font.BaseFont


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_printed_under_ten_points(name: str) -> None:
    for page in pdfium.PdfDocument(drawn(name).pdf):
        for one in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            pdfium_c.FPDFTextObj_GetFontSize(one, size)
            assert size.value >= 10


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_the_margins(name: str) -> None:
    for page in pdfium.PdfDocument(drawn(name).pdf):
        for one in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = one.get_bounds()
            assert left >= 54
            assert right <= 842
            assert bottom >= 10
            assert top <= 842
            if bottom > 60 and abs(top - bottom) < 60:
                assert right <= 595 - 54


@pytest.mark.parametrize("name", NAMES)
def test_the_file_follows_the_rules_of_pdf_a_2b_we_can_check(name: str) -> None:
    value = EVERYTHING[name]
    pdf_bytes = drawn(name).pdf
    assert pdf_bytes.startswith(b"%PDF-1.7")
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "fr-FR"
        assert root.ViewerPreferences.DisplayDocTitle
        assert len(root.OutputIntents) == 1
        assert root.OutputIntents[0].DestOutputProfile.read_bytes() == colour_profile()
        xmp = root.Metadata.read_bytes().decode()
        assert "/Filter" not in root.Metadata
        for expected in ("<pdfaid:part>2</", "<pdfaid:conformance>B</", "fr-FR", value.heading.operator.name):
            assert expected in xmp
        assert value.heading.reference in xmp
        assert "CreateDate" not in xmp
        assert str(pdf.docinfo["/Title"]) in xmp
        for never in ("/JavaScript", "/JS", "/EmbeddedFiles", "/AA", "/OpenAction", "/AcroForm"):
            assert never not in root
        for person in example.HOUSEHOLD:
            assert person.name not in xmp
        assert "/Encrypt" not in pdf.trailer
        assert "/ID" in pdf.trailer
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                assert "/SMask" not in one
                assert one.get("/CA", 1) == 1
                assert one.get("/ca", 1) == 1
                assert one.get("/Type") != "/Action"


def test_a_creation_time_is_written_when_given() -> None:
    created = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
    pdf_bytes = render(example.visit(), created=created).pdf
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261120093000Z"
        assert b"2026-11-20T09:30:00Z" in pdf.Root.Metadata.read_bytes()


def test_headings_are_bookmarks() -> None:
    with pikepdf.open(BytesIO(drawn("support_contract-operator").pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert "Qui s’engage" in titles
        wants = outline.root[titles.index("Ce que nous voulons")]
        assert [child.title.split(".")[0] for child in wants.children] == ["1", "2", "3"]


@pytest.mark.parametrize("name", [name for name in NAMES if "mutual" in name])
def test_mutual_commitments_are_exactly_one_page(name: str) -> None:
    assert drawn(name).pages == 1


@pytest.mark.parametrize("recipient", [Recipient.HOUSEHOLD, Recipient.LANDLORD])
def test_longer_commitments_shrink_but_stay_on_one_page(recipient: Recipient) -> None:
    value = example.commitments(recipient)
    lines = tuple(Commitment(f"un engagement un peu plus long que les autres, numéro {number}") for number in range(3))
    assert render(dataclasses.replace(value, household=lines, operator=lines, landlord=lines)).pages == 1


def test_commitments_that_no_page_holds_are_said_so() -> None:
    many = tuple(Commitment(f"engagement {number}") for number in range(60))
    with pytest.raises(Expected) as caught:
        render(dataclasses.replace(example.commitments(), household=many))
    assert caught.value.code == "does_not_fit_one_page"


@pytest.mark.parametrize("name", NAMES)
def test_each_place_to_sign_is_known_on_its_page(name: str) -> None:
    value, drawing = EVERYTHING[name], drawn(name)
    wanted = [one.field for one in getattr(value, "signatories", ())]
    assert [box.field for box in drawing.boxes] == wanted
    for box in drawing.boxes:
        assert 0 <= box.page < drawing.pages
        assert 56 <= box.x0 < box.x1 <= 540
        assert 60 <= box.y0 < box.y1 <= 790
        assert box.x1 - box.x0 > 150
        assert box.y1 - box.y0 > 45
    assert len({box.page for box in drawing.boxes}) <= 1


def test_places_to_sign_do_not_overlap() -> None:
    boxes = drawn("mutual_commitments-household").boxes
    for one in boxes:
        for other in boxes:
            if one is not other:
                assert one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0


def test_a_draft_says_projet_on_every_page_and_a_final_text_never() -> None:
    draft = render(example.contract(state=DocumentState.DRAFT))
    assert text_of(draft.pdf).count("PROJET") == draft.pages
    assert "PROJET" not in text_of(drawn("support_contract-household").pdf)


@pytest.mark.parametrize(
    "text",
    ["<b>gras</b> & <font size=1>", "</para><br/>", "a < b && c > d", "100 % \\n %s {name} {0}", "&lt;&#65;&nbsp;"],
)
def test_what_people_write_is_never_read_as_code(text: str) -> None:
    assert text in text_of(one_text(text).pdf).replace("\u00a0", " ")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "block",
    [
        b.Text(LONG),
        b.Said(b.Voice.HOUSEHOLD, "Voix", LONG),
        b.Together((b.Section("Ensemble"), b.Text(LONG))),
        b.Notice(LONG[:20_000]),
        b.KeyValues((("Clé", LONG[:20_000]),)),
        b.Table((b.Column("A"), b.Column("B", numeric=True)), ((LONG[:20_000], "1"),)),
        b.ThreeLists((b.Promises(b.Voice.HOUSEHOLD, "", (LONG[:20_000],)), b.Promises(b.Voice.OPERATOR, "", ("a",)))),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_very_long_text_flows_over_pages_wherever_it_stands(block: b.Block) -> None:
    assert len(LONG) > 100_000
    drawing = draw((b.Title("Essai"), block), example.heading(Recipient.OPERATOR, "essai"))
    assert drawing.pages > 4
    wanted = "".join(b.texts((block,))).count("assez")
    assert text_of(drawing.pdf).count("assez") == wanted


def test_a_word_without_end_is_cut_rather_than_lost() -> None:
    text = text_of(one_text("x" * 3000).pdf)
    assert text.count("x") >= 9000


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Bravo \U0001f600 \u263a", "Bravo \U0001f600 \u263a"),
        ("Merci \U0001f44d\U0001f3fd", "Merci \U0001f44d"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f", "\U0001f468\U0001f469\U0001f467 \u2764"),
        ("Олександр Шевченко", "Олександр Шевченко"),
        ("Ștefan, Ağrı, Łódź, cœur", "Ștefan, Ağrı, Łódź, cœur"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("cafe\u0301 \u2192 oui", "café → oui"),
    ],
)
def test_other_scripts_and_signs_are_printed_or_named_never_a_blank_box(text: str, printed: str) -> None:
    drawing = one_text(text)
    assert printed in text_of(drawing.pdf)


def test_words_from_right_to_left_are_printed_in_the_order_the_eye_reads_and_marked() -> None:
    drawing = one_text("שלום עולם, זה משפט ארוך " * 20)
    page = pdfium.PdfDocument(drawing.pdf)[0]
    raw = page.get_textpage().get_text_range()
    assert "droite à gauche" in raw
    assert "שלום" in raw or "םולש" in raw
    first = _places(page, "ש")
    assert first
    assert max(first) > 450


def _places(page: pdfium.PdfPage, letter: str) -> list[float]:
    """Return how far right each such letter stands, in points."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    return [textpage.get_charbox(index)[2] for index in range(count) if textpage.get_text_range(index, 1) == letter]


def test_a_long_stretch_from_right_to_left_inside_a_french_line_may_wrap_out_of_order() -> None:
    """The limit of what is done: such a stretch over 60 letters is drawn whole, lines broken by the page."""
    assert one_text("Bonjour " + "שלום עולם " * 30).pages == 1


def test_an_operator_with_a_very_long_name_and_reference_still_has_its_page() -> None:
    value = example.visit(Recipient.OPERATOR)
    operator = Organisation("Association " * 20, address="adresse " * 40, email="x" * 90)
    heading = dataclasses.replace(value.heading, operator=operator, reference="2026-0142/" + "y" * 120)
    drawing = render(dataclasses.replace(value, heading=heading))
    assert f"page 1/{drawing.pages}" in text_of(drawing.pdf).replace("\u00a0", " ")


def test_every_text_of_a_person_survives_markup_and_other_scripts_in_every_kind() -> None:
    strange = "<i>É</i> & \U0001f600 漢 שלום"
    value = dataclasses.replace(
        example.diagnosis(),
        household=(Person(strange, strange),),
        points=(Point(1, strange, PointState.DISCUSSED, strange, strange, strange, (strange,)),),
        household_opinion=strange,
    )
    assert text_of(render(value).pdf).count("[U+6F22]") >= 6


def test_a_sheet_keeps_to_both_sides_of_a_leaf_when_closer_lines_are_enough() -> None:
    sheet = example.followup()
    spared = 0
    for more in range(5, 12):
        value = dataclasses.replace(sheet, meetings=sheet.meetings[:1] * more)
        ordinary = draw(blocks_of(value), value.heading).pages
        assert render(value).pages in {ordinary, 2}
        spared += ordinary == 3 and render(value).pages == 2
    assert spared


def test_signatures_never_stand_alone_on_a_page() -> None:
    sheet = example.followup()
    for more in range(4, 16):
        value = dataclasses.replace(sheet, meetings=sheet.meetings[:1] * more)
        last = text_of(render(value).pdf).split("----- page")[-1]
        assert last.index("Prochaine rencontre") < last.index("Signatures")


def test_a_place_signed_by_hand_is_framed_and_no_field_is_left_for_it() -> None:
    value = example.contract()
    places = (*value.signatories, Signatory("", "", "interprète (portugais)"))
    drawing = render(dataclasses.replace(value, signatories=places))
    assert len(drawing.boxes) == len(value.signatories)
    assert "……\ninterprète (portugais)\nLe ……" in text_of(drawing.pdf)


def test_nothing_that_draws_is_loaded_with_the_program() -> None:
    code = (
        "import sys, app.documents.rendering;"
        "print([n for n in ('reportlab', 'pikepdf', 'PIL', 'pyhanko') if n in sys.modules])"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == "[]"
