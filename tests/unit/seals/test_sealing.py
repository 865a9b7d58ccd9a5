from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest

from app.documents.certificates import new_sealing_key
from app.documents.sealing import SealRequest, SignatureBox, prepare_final, seal, sha256_of
from app.documents.verifying import verify
from app.errors import Expected
from resources.vocabulary import SignatureCapacity
from tests.unit.seals.papers import AT, BOXES, SIGNERS, device, final, ink, paper, request, signed


def revisions():
    return [signed(count) for count in range(4)]


def fonts_of(document):
    return [
        thing
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary)
        and thing.get("/Type") == "/Font"
        and thing.get("/Subtype") != "/CIDFontType2"
    ]


def has_font_file(font):
    described = [one for one in (font, *font.get("/DescendantFonts", [])) if "/FontDescriptor" in one]
    return any(key.startswith("/FontFile") for one in described for key in one.FontDescriptor.keys())  # noqa: SIM118


def ink_in(pdf, box):
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[box.page]
    image = page.render(scale=2, may_draw_forms=True).to_pil().convert("L")
    corners = (int(box.x0 * 2), int((842 - box.y1) * 2), int(box.x1 * 2), int((842 - box.y0) * 2))
    dark = sum(1 for level in image.crop(corners).tobytes() if level < 128)
    page.close()
    document.close()
    return dark


def test_the_final_file_has_every_place_to_sign_before_anybody_signs():
    assert verify(final()).waiting == ("signature_p1", "signature_p2", "signature_w1")


def test_the_same_document_always_gives_the_same_final_file():
    assert prepare_final(paper(), BOXES) == prepare_final(paper(), BOXES)


def test_the_document_is_an_exact_beginning_of_the_final_file():
    assert final().startswith(paper())


def test_each_signature_leaves_all_bytes_before_it_as_they_were():
    for before, after in zip(revisions(), revisions()[1:], strict=False):
        assert after.startswith(before)


def test_three_people_sign_one_file_in_turn_and_all_hold():
    verification = verify(signed(3))

    assert verification.intact
    assert [one.name for one in verification.signatures] == [name for _field, name, _capacity in SIGNERS]
    assert [one.capacity for one in verification.signatures] == ["household", "household", "operator"]
    assert verification.waiting == ()


def test_a_seal_names_the_final_file_everybody_agreed_to():
    assert {verify(signed(count)).document_sha256 for count in (1, 2, 3)} == {sha256_of(final())}


def test_two_machines_sign_two_exemplars_of_the_same_final_file():
    here = seal(final(), request(0), device())
    there = seal(final(), request(1), device("Tablette de la tutrice"))

    assert here != there
    assert verify(here).intact
    assert verify(there).intact
    assert verify(here).document_sha256 == verify(there).document_sha256 == sha256_of(final())


def test_signing_in_another_order_than_the_places_is_fine():
    last_first = seal(seal(final(), request(2), device()), request(0), device())

    assert verify(last_first).intact
    assert verify(last_first).waiting == ("signature_p2",)


def test_the_first_signature_lets_only_the_prepared_places_be_filled():
    with pikepdf.open(io.BytesIO(signed(3))) as document:
        certifying = document.Root.Perms.DocMDP

        assert certifying.Reference[0].TransformParams.P == 2
        assert certifying.Name == "Nadia Benali"
        assert [("/Reference" in field.V) for field in document.Root.AcroForm.Fields] == [True, False, False]


def test_the_seal_declares_the_time_of_the_device_and_proves_none():
    first = verify(signed(1)).signatures[0]

    assert first.on == AT
    assert first.on.utcoffset() == AT.utcoffset()
    assert not first.time_proven


def test_the_seal_reads_no_other_clock_and_rewrites_no_metadata():
    with pikepdf.open(io.BytesIO(paper())) as before, pikepdf.open(io.BytesIO(signed(3))) as after:
        assert dict(before.docinfo) == dict(after.docinfo)
        assert "/Metadata" not in after.Root
        assert after.trailer.ID[0] == before.trailer.ID[0]


def test_the_ink_shows_in_its_own_box_and_in_no_other():
    before, after = final(), signed(1)

    assert ink_in(before, BOXES[0]) == 0
    assert ink_in(after, BOXES[0]) > 300
    assert ink_in(after, BOXES[1]) == 0


def test_a_seal_without_ink_draws_nothing():
    sealed = seal(final(), request(0, ink_png=None), device())

    assert verify(sealed).intact
    assert ink_in(sealed, BOXES[0]) == 0


@pytest.mark.parametrize("count", range(4))
def test_every_font_of_every_revision_is_embedded(count):
    with pikepdf.open(io.BytesIO(signed(count))) as document:
        assert fonts_of(document)
        assert all(has_font_file(font) for font in fonts_of(document))
    assert b"/Courier" not in signed(count)
    assert b"/Helvetica" not in signed(count)


def test_every_place_to_sign_prints_and_has_an_appearance():
    with pikepdf.open(io.BytesIO(signed(1))) as document:
        for field, box in zip(document.Root.AcroForm.Fields, BOXES, strict=True):
            assert int(field.F) & 4
            assert not int(field.F) & 0b100010
            assert "/N" in field.AP
            assert str(field.TU) == box.label
            assert [float(value) for value in field.Rect] == [box.x0, box.y0, box.x1, box.y1]


def test_the_update_keeps_the_version_pdf_a_2_asks_for():
    with pikepdf.open(io.BytesIO(signed(3))) as document:
        assert str(document.Root.Version) == "/1.7"
        assert "/ISO_" not in str(document.Root.Extensions.keys())


def test_a_place_is_signed_once():
    with pytest.raises(Expected) as refusal:
        seal(signed(1), request(0), device())

    assert refusal.value.code == "already_signed"


def test_a_place_never_prepared_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="no signature field"):
        seal(final(), SealRequest("other", "X", SignatureCapacity.WITNESS, AT), device())


def test_a_frozen_document_receives_no_other_place():
    with pytest.raises(ValueError, match="frozen"):
        prepare_final(signed(1), BOXES)


@pytest.mark.parametrize(
    "boxes",
    [(), (BOXES[0], BOXES[0]), (SignatureBox("signature_p9", 7, 1, 1, 9, 9),)],
    ids=["none", "twice", "no page"],
)
def test_places_that_cannot_be_are_a_fault_of_ours(boxes):
    with pytest.raises(ValueError):  # noqa: PT011
        prepare_final(paper(), boxes)


@pytest.mark.parametrize(
    ("name", "page", "corners"),
    [("", 0, (1, 1, 2, 2)), ("a.b", 0, (1, 1, 2, 2)), ("a", -1, (1, 1, 2, 2)), ("a", 0, (2, 1, 2, 2))],
)
def test_a_box_without_name_page_or_size_is_a_fault_of_ours(name, page, corners):
    with pytest.raises(ValueError, match="signature"):
        SignatureBox(name, page, *corners)


def test_a_time_without_offset_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="offset"):
        SealRequest("a", "b", SignatureCapacity.WITNESS, AT.replace(tzinfo=None))


def test_the_longest_names_fit_in_the_room_kept_for_the_signature():
    key = new_sealing_key(device="𝔐" * 64, organisation="𝔐" * 64, now=AT)
    sealed = seal(final(), SealRequest("signature_p1", "É" * 300, SignatureCapacity.HOUSEHOLD, AT, ink("Li")), key)

    assert verify(sealed).intact


def test_nothing_of_pyhanko_is_loaded_before_something_is_sealed_or_verified():
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from app.documents import certificates, evidence, ink, sealing, verifying;"  # noqa: ISC004
            "print([m for m in sys.modules if m.startswith(('pyhanko', 'pikepdf'))])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert seen.stdout.strip() == "[]"
