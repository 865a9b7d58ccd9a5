from __future__ import annotations

import datetime as dt
import io
import os
import random
import re
import warnings

import pikepdf
import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.documents.certificates import new_sealing_key
from app.documents.sealing import seal, sha256_of
from app.documents.verifying import LARGEST_FILE, Change, ChangeKind, Trust, change_sentence, verify
from app.errors import Expected
from tests.unit.seals.papers import AT, device, final, paper, request, signed

MARK = b" /ByteRange [0 1 2 3] /SubFilter /ETSI.CAdES.detached "
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def holes(pdf):
    found = re.finditer(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", pdf)
    return [(int(one[1]), int(one[2])) for one in found]


def flipped(pdf, place, bit):
    return pdf[:place] + bytes([pdf[place] ^ 1 << bit]) + pdf[place + 1 :]


def accepted(pdf, seed, count, start=0, end=None):
    """Return which of these single altered bits the verification lets pass."""
    chance = random.Random(seed)  # noqa: S311 -- the same places at each run
    places = [(chance.randrange(start, end or len(pdf)), chance.randrange(8)) for _try in range(count)]
    return [one for one in places if verify(flipped(pdf, *one)).intact is not False]


def kinds(verification):
    return {change.kind for change in verification.changes_after}


def updated(pdf, change):
    """Return the file after an incremental update that signs nothing."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def made_of(*objects, before=b""):
    """Return a bare PDF made of these objects."""
    text, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (len(objects) + 1, before.replace(b"HERE", b"%d" % len(text)))
    return text + head + table + tail + b"startxref\n%d\n%%%%EOF\n" % len(text)


# -- what holds -------------------------------------------------------------------------------------------------------


def test_a_sealed_paper_is_intact_and_answers_four_questions_apart():
    verification = verify(signed(1), known_certificates={device().sha256: "Claire Martin, Logis Passerelle"})
    only = verification.signatures[0]

    assert verification.intact is True
    assert only.intact
    assert only.sealed_by == "Claire Martin, Logis Passerelle"
    assert (only.on, only.time_proven) == (AT, False)
    assert only.trust is Trust.KNOWN


def test_a_machine_that_knows_nobody_says_so_and_the_paper_is_still_intact():
    verification = verify(signed(1))

    assert verification.intact is True
    assert verification.signatures[0].trust is Trust.UNKNOWN
    assert verification.signatures[0].sealed_by == "Portable de Claire Martin"


def test_a_seal_outlives_its_certificate():
    old = new_sealing_key(device="Vieux portable", organisation="Logis", now=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))

    assert verify(seal(final(), request(0), old)).intact is True


def test_the_answer_has_the_shape_of_the_interface():
    answer = verify(signed(2)).as_json("contrat.pdf")

    assert {"file", "sha256", "intact", "changes_after", "signatures", "evidence"} <= answer.keys()
    assert answer["sha256"] == sha256_of(signed(2))
    assert answer["document_sha256"] == sha256_of(final())
    assert answer["signatures"][1] == {
        "field": "signature_p2",
        "name": "Karim Benali",
        "capacity": "household",
        "on": "2026-11-24T15:10:00+01:00",
        "time_proven": False,
        "certificate_sha256": device().sha256,
        "sealed_by": "Portable de Claire Martin",
        "trust": "unknown",
        "intact": True,
    }
    assert answer["waiting"] == ["signature_w1"]
    assert answer["evidence"] is None


def test_a_paper_nobody_signed_is_neither_intact_nor_altered():
    verification = verify(final())

    assert verification.intact is None
    assert verification.signatures == ()
    assert verification.waiting == ("signature_p1", "signature_p2", "signature_w1")


def test_a_paper_of_somebody_else_s_authority_is_intact_and_unknown():
    verification = verify(sealed_elsewhere(final(), "signature_p1"))

    assert verification.intact is True
    assert verification.signatures[0].trust is Trust.UNKNOWN
    assert verification.signatures[0].capacity == ""
    assert verification.signatures[0].on is not None
    assert verification.document_sha256 is None


# -- what was done to the file ----------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_every_altered_bit_is_detected():
    assert accepted(signed(1), 20261124, 400) == []


@pytest.mark.thorough
def test_every_altered_bit_of_a_signature_itself_is_detected():
    assert accepted(signed(1), 20261125, 300, *holes(signed(1))[0]) == []


@pytest.mark.thorough
def test_every_altered_bit_is_detected_whoever_signed_after():
    assert accepted(signed(3), 20261126, 60) == []


def test_an_altered_byte_of_the_text_is_called_by_its_name():
    place = paper().index(b"stream") + 20
    verification = verify(flipped(signed(1), place, 0), known_certificates={device().sha256: "Claire"})

    assert kinds(verification) == {ChangeKind.BYTES_ALTERED}
    assert verification.signatures[0].name == "Nadia Benali"
    assert verification.signatures[0].trust is Trust.UNKNOWN  # nobody vouches for other bytes
    assert verification.document_sha256 is None


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%%EOF", b"x" * 3000], ids=["line", "space", "mark", "much"])
def test_anything_appended_is_detected(tail):
    assert verify(signed(2) + tail).intact is False


def test_an_added_page_is_told():
    def add_a_page(writer):
        contents = writer.add_object(generic.StreamObject(stream_data=b""))
        writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 595, 842)))

    verification = verify(updated(signed(2), add_a_page))

    assert verification.intact is False
    assert Change(ChangeKind.PAGES_ADDED, "1") in verification.changes_after


def test_a_changed_page_is_told():
    def write_over(writer):
        page, _resources = writer.find_page_for_modification(0)
        page = page.get_object()
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f"))
        writer.update_container(page)

    verification = verify(updated(signed(2), write_over))

    assert verification.intact is False
    assert Change(ChangeKind.PAGE_CHANGED, "1") in verification.changes_after


def fill_the_rent(writer):
    field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    field.get_object()["/V"] = generic.TextStringObject("4 000,00")
    writer.mark_update(field.reference)


def test_a_field_filled_after_the_last_signature_is_told():
    verification = verify(updated(signed(2, text_field=True), fill_the_rent))

    assert verification.intact is False
    assert Change(ChangeKind.FIELD_CHANGED, "loyer") in verification.changes_after


def test_a_field_filled_between_two_signatures_is_told_although_the_last_one_covers_it():
    verification = verify(seal(updated(signed(1, text_field=True), fill_the_rent), request(1), device()))

    assert verification.intact is False
    assert Change(ChangeKind.FIELD_CHANGED, "loyer") in verification.changes_after


def test_a_changed_title_is_a_change():
    def rename(writer):
        writer.set_info(
            writer.add_object(generic.DictionaryObject({generic.pdf_name("/Title"): generic.TextStringObject("Bail")}))
        )

    assert verify(updated(signed(1), rename)).intact is False


def test_a_place_to_sign_added_afterwards_is_a_change():
    def add_a_place(writer):
        fields.append_signature_field(writer, fields.SigFieldSpec("bailleur", on_page=0, box=(10, 10, 90, 40)))

    assert verify(updated(signed(1), add_a_place)).intact is False


def test_a_signature_emptied_by_an_update_is_detected():
    def empty(writer):
        field = writer.root["/AcroForm"]["/Fields"].raw_get(1)
        del field.get_object()["/V"]
        writer.mark_update(field.reference)

    verification = verify(updated(signed(2), empty))

    assert verification.intact is False
    assert ChangeKind.SIGNATURE_MISSING in kinds(verification)


def test_a_signature_wiped_in_place_is_detected():
    start, end = holes(signed(2))[1]
    wiped = signed(2)[: start + 1] + b"0" * (end - start - 2) + signed(2)[end - 1 :]

    assert verify(wiped).intact is False


def test_a_signature_made_on_another_day_does_not_fit():
    other = seal(final(), request(0, declared_at=AT + dt.timedelta(days=1)), device())
    start, end = holes(signed(1))[0]

    assert holes(other) == [(start, end)]
    assert verify(signed(1)[:start] + other[start:end] + signed(1)[end:]).intact is False


def test_two_files_joined_end_to_end_are_not_one_signed_file():
    assert verify(signed(1) + seal(final(), request(1), device("Tablette"))).intact is False


def test_a_file_cut_back_to_an_earlier_signature_shows_who_is_missing():
    verification = verify(signed(2)[: len(signed(1))])

    assert verification.intact is True
    assert [one.name for one in verification.signatures] == ["Nadia Benali"]
    assert verification.waiting == ("signature_p2", "signature_w1")
    assert verification.sha256 != sha256_of(signed(2))  # what the evidence of the second signature names


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_truncated_signed_file_is_never_called_unsigned(share):
    cut = signed(2)[: int(len(signed(2)) * share)]

    assert b"/ByteRange" not in cut or verify(cut).intact is False


def test_data_hidden_after_the_signature_inside_its_hole_is_detected():
    _start, end = holes(signed(1))[0]

    assert verify(signed(1)[: end - 9] + b"DEADBEEF" + signed(1)[end - 1 :]).intact is False


def test_another_case_of_the_digits_is_detected():
    start, end = holes(signed(1))[0]
    mixed = signed(1)[start:end].replace(b"A", b"a", 1)

    assert verify(signed(1)[:start] + mixed + signed(1)[end:]).intact is False


def test_proofs_added_for_archives_leave_the_paper_intact():
    def add_proofs(writer):
        store = generic.DictionaryObject({generic.pdf_name("/Certs"): generic.ArrayObject()})
        store["/Certs"].append(writer.add_object(generic.StreamObject(stream_data=device().certificate)))
        writer.root["/DSS"] = writer.add_object(store)
        writer.update_root()

    class Quiet(IncrementalPdfFileWriter):
        def _update_meta(self):
            pass

    writer = Quiet(io.BytesIO(signed(2)))
    add_proofs(writer)
    out = io.BytesIO()
    writer.write(out)
    verification = verify(out.getvalue())

    assert verification.intact is True
    assert kinds(verification) == {ChangeKind.VALIDATION_DATA}
    assert verify(out.getvalue() + b"x").intact is False


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_change_has_its_sentence(kind):
    assert change_sentence(Change(kind, "2")).endswith(".")


# -- what is no paper -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x00" * (LARGEST_FILE + 1), "file_too_large"),
        (b"PK\x03\x04 a letter", "not_a_pdf"),
        (b"%PDF-1.7", "damaged_pdf"),
        (paper()[:4000], "damaged_pdf"),
        (paper()[: len(paper()) - 40], "damaged_pdf"),
        (paper(password="secret"), "encrypted_pdf"),
        (made_of(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), "damaged_pdf"),
        (made_of(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "damaged_pdf"),
    ],
    ids=["empty", "huge", "zip", "header", "cut", "tail cut", "locked", "no page", "page loop"],
)
def test_what_is_no_readable_pdf_is_refused_with_one_sentence(content, code):
    with pytest.raises(Expected) as refusal:
        verify(content)

    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        made_of(CATALOG + MARK, PAGES, PAGE),
        made_of(CATALOG, PAGES, PAGE, b"(%b)" % MARK, before=b"/Prev HERE"),
        made_of(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1/X(%b)>>" % MARK),
        made_of(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 90_000 + b"]" * 90_000 + b"/Y(%b)>>" % MARK, PAGES, PAGE),
        made_of(
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
            PAGES,
            PAGE,
            b"<</FT/Sig/T(a)/Kids[4 0 R]/X(%b)>>" % MARK,
        ),
        b"%PDF-1.7" + b" " * 3_000_000 + MARK,
        b"%PDF-1.7" + b"<<" * 1_000_000 + MARK,
        signed(1) + b"\nxref\n0 0\ntrailer\n<<>>\nstartxref\n1\n%%EOF" * 100,
    ],
    ids=["stray marks", "own past", "page loop", "deep", "field loop", "spaces", "brackets", "many ends"],
)
@pytest.mark.timeout(20)
def test_a_file_made_to_trap_a_reader_is_answered_quickly_and_never_vouched_for(content):
    assert verify(content).intact is False


def test_a_file_with_more_updates_than_any_paper_is_not_compared_update_by_update():
    many = signed(1)
    for _time in range(70):
        many = updated(many, lambda writer: writer.add_object(generic.NullObject()))

    assert kinds(verify(many)) == {ChangeKind.STRUCTURE_DAMAGED}


def answered(content):
    """Return what a file is taken for; anything but a finding or a sentence fails the test."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return verify(content).intact
        except Expected as refusal:
            return refusal.code


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_at_all_get_an_answer(content, marked):
    assert answered(b"%PDF-1.4\n" + content + (MARK if marked else b"")) is not True


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_a_mangled_sealed_paper_always_gets_an_answer(chance, count):
    content = bytearray(signed(1))
    for _cut in range(count):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(4)] = chance.randbytes(chance.randrange(1, 4))

    assert answered(bytes(content)) is not True or bytes(content) == signed(1)


def test_random_bytes_after_a_header_are_no_document():
    assert answered(b"%PDF-1.7\n" + os.urandom(200_000)) in {"damaged_pdf", False}


def test_a_name_in_a_hostile_file_cannot_dress_the_screen():
    sly = seal(
        final(), type(request(0))("signature_p1", "Nadia\u202e\x1b[31m" + "x" * 500, request(0).capacity, AT), device()
    )
    name = verify(sly).signatures[0].name

    assert name.startswith("Nadia[31mx")
    assert len(name) == 200


# -- seals made elsewhere ---------------------------------------------------------------------------------------------


def outsider(*, stamps=False):
    """Return a signer for whom an authority vouches, or who stamps the time."""

    use = x509.ExtendedKeyUsageOID.TIME_STAMPING if stamps else x509.ExtendedKeyUsageOID.EMAIL_PROTECTION

    def certificate(name, issuer, public, signer, *, ca):
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)]))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(AT)
            .not_valid_after(AT + dt.timedelta(days=365))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([use]), critical=stamps)
            .sign(signer, hashes.SHA256())
        )

    def loaded(one):
        return asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER))

    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _one in range(2))
    store = SimpleCertificateStore()
    store.register(loaded(certificate("Autorité", "Autorité", root_key.public_key(), root_key, ca=True)))
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    leaf = loaded(certificate("Bailleur", "Autorité", key.public_key(), root_key, ca=False))
    return signers.SimpleSigner(leaf, keys.PrivateKeyInfo.load(private), store)


def sealed_elsewhere(pdf, field):
    """Sign with pyHanko's own habits: metadata rewritten, names of the chain, other algorithms."""
    meta = signers.PdfSignatureMetadata(field, subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, outsider()).getvalue()


def test_somebody_who_signs_after_us_with_another_software_leaves_our_signature_whole():
    verification = verify(sealed_elsewhere(signed(1), "signature_p2"), known_certificates={device().sha256: "nous"})

    assert verification.intact is True
    assert [one.trust for one in verification.signatures] == [Trust.KNOWN, Trust.UNKNOWN]
    assert verification.document_sha256 is None  # the other software does not say which final file it signed


def test_a_timestamp_of_nobody_we_know_changes_nothing_and_proves_nothing():
    clock = outsider(stamps=True)
    stamping = signers.PdfTimeStamper(
        DummyTimeStamper(clock.signing_cert, clock.signing_key, certs_to_embed=clock.cert_registry, fixed_dt=AT)
    )
    verification = verify(stamping.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(signed(1))), "sha256").getvalue())

    assert verification.intact is True
    assert [(one.name, one.time_proven) for one in verification.signatures] == [("Nadia Benali", False)]


def test_a_file_first_signed_elsewhere_asks_for_another_exemplar():
    with pytest.raises(Expected) as refusal:
        seal(sealed_elsewhere(final(), "signature_p1"), request(1), device())

    assert refusal.value.code == "signed_elsewhere"


def test_a_file_sealed_here_opens_in_another_reader_without_repair():
    with pikepdf.open(io.BytesIO(signed(3)), attempt_recovery=False) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == 2
