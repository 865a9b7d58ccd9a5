"""« Oublier vraiment » on the example: a text, a row, a case, and what the certificate says of it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.errors import Expected
from app.services.forgetting.values import Motive, Place
from app.services.keys.escrows import make_organisation_key, read_organisation_key
from app.services.visit.notes import Notes
from app.words import use_language
from db.folder import VaultFolder
from db.leftovers import is_due_here, is_due_in_second
from db.models.contact import ContactPassage
from db.models.contract import Signature
from tests.journeys.world import NUMBER, PASSPHRASE, shown, words_of
from tests.unit.vault.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.thorough  # long: the integration server runs it

MOTIVE = Motive("Claire Morel", "Anne Weber", "écrit dans le mauvais dossier")
MARKER = "MARQUEUR-SANTE-9417"


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Expected) as trouble:
        yield
    assert trouble.value.code == code


@pytest.fixture
def case_id(desk) -> str:
    return desk.cases.find(NUMBER)


@pytest.fixture
def resource(desk, case_id) -> str:
    """A resource whose words were typed, then corrected."""
    row = desk.editing.rows(case_id, "person")[0]
    for said in (f"{MARKER} dit trop", "prénom d’usage"):
        desk.editing.change(case_id, "person", row.id, {"called": said})
    desk.vault.settle()
    return row.id


def test_words_are_found_where_they_were_before_they_were_corrected(desk, case_id, resource):
    (place,) = desk.forgetting.find(case_id, MARKER)
    assert (place.kind, place.row_id, place.field, place.stands) == ("person", resource, "called", False)
    assert MARKER not in place.label


@pytest.mark.parametrize("words", ["marqueur-santé-9417 DIT", "marqueur-sante-9417\u00a0dit"])
def test_words_are_found_whatever_their_capitals_accents_and_spaces(desk, case_id, resource, words):
    assert [one.row_id for one in desk.forgetting.find(case_id, words)] == [resource]


def test_nothing_asked_finds_nothing(desk, case_id, resource):
    assert desk.forgetting.find(case_id, "  ") == ()


def test_one_order_names_several_places_and_keeps_what_is_shown_only_where_the_words_no_longer_stand(
    desk, case_id, resource
):
    other = desk.editing.rows(case_id, "person")[1].id
    desk.editing.change(case_id, "person", other, {"called": f"{MARKER} encore là"})
    desk.vault.settle()
    steps = []
    certificate = desk.forgetting.forget_places(
        case_id,
        desk.forgetting.find(case_id, MARKER),
        MOTIVE,
        keep_shown=True,
        tell=lambda done, whole: steps.append((done, whole)),
    )
    assert desk.editing.row(case_id, "person", resource).values["called"] == "prénom d’usage"
    assert desk.editing.row(case_id, "person", other).values["called"] is None
    assert traces(desk.vault, MARKER) == set()
    assert [one.order_id for one in desk.forgetting.orders(case_id)] == [certificate.order_id]
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_an_order_that_names_nothing_is_refused(desk, case_id):
    with refused("nothing_named"):
        desk.forgetting.forget_places(case_id, (), MOTIVE)


def test_one_place_that_was_signed_keeps_the_others_too(desk, case_id, resource):
    with desk.vault.read() as session:
        signature = session.scalars(select(Signature)).first()
    signed = Place("signature", signature.id, "outcome", "", stands=True)
    with refused("frozen"):
        desk.forgetting.forget_places(case_id, (*desk.forgetting.find(case_id, MARKER), signed), MOTIVE)
    assert desk.forgetting.find(case_id, MARKER)


def test_the_attestation_is_a_paper_that_says_who_asked_and_carries_nothing_of_it(desk, case_id, resource):
    certificate = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE, keep_shown=True)
    pdf = desk.forgetting.paper(certificate)
    said = shown(pdf)
    for words in (certificate.order_id, "20 novembre 2026", "Claire Morel", "Anne Weber", MOTIVE.reason):
        assert words in said
    assert MARKER not in words_of(pdf)
    assert "sauvegarde" in said
    assert "papier" in said


def test_attestations_are_kept_the_newest_first_without_a_word_of_it(desk, case_id, resource, device):
    first = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE, keep_shown=True)
    second = desk.forgetting.forget_case(case_id, MOTIVE)
    folder = desk.vault.folder
    desk.close()
    with device.open(folder) as again:
        kept = again.forgetting.attestations()
        assert [one.order_id for one in kept] == [second.order_id, first.order_id]
        assert [one.lines() for one in kept] == [second.lines(), first.lines()]
        assert again.forgetting.paper(kept[1]) == again.forgetting.paper(first)
        assert traces(again.vault, MARKER) == set()


def test_an_attestation_is_in_french_whatever_the_screens_speak(desk, case_id, resource):
    use_language("en")
    try:
        certificate = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE)
        said = shown(desk.forgetting.paper(certificate))
    finally:
        use_language("fr")
    assert "Ce qui est effacé" in said
    assert any(one.startswith("Le journal") for one in certificate.reached)


def test_what_was_corrected_goes_and_what_is_shown_stays(desk, case_id, resource):
    desk.backups.make()
    assert traces(desk.vault, MARKER)
    certificate = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE, keep_shown=True)
    assert traces(desk.vault, MARKER) == set()
    assert desk.editing.row(case_id, "person", resource).values["called"] == "prénom d’usage"
    assert desk.forgetting.find(case_id, MARKER) == ()
    assert desk.care.check().sound
    assert desk.care.rebuild().differed == ()
    text = "\n".join(certificate.lines())
    assert MARKER not in text
    assert all(word in text for word in ("Claire Morel", "Anne Weber", "mauvais dossier", certificate.order_id))
    assert any("sauvegarde" in one for one in certificate.reached)
    assert any("papier" in one for one in certificate.out_of_reach)


def test_its_past_says_nothing_of_it_any_more(desk, case_id, resource):
    desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE, keep_shown=True)
    said = [one.after for one in desk.past.histories.of_field(case_id, "person", resource, "called")]
    assert said == ["prénom d’usage"]


def test_a_row_goes_with_what_stands_in_it_and_is_not_in_the_bin(desk, case_id):
    procedure = desk.editing.rows(case_id, "procedure")[0]
    desk.editing.add(case_id, "piece", {"name": MARKER}, procedure.id)
    desk.vault.settle()
    desk.forgetting.forget_row(case_id, "procedure", procedure.id, MOTIVE)
    assert procedure.id not in {one.id for one in desk.editing.rows(case_id, "procedure")}
    assert procedure.id not in {one.id for one in desk.past.removed.of_case(case_id, desk.today())}
    assert traces(desk.vault, MARKER) == set()
    assert desk.care.check().sound


def test_a_note_goes_with_its_passages(desk, case_id):
    with desk.vault.read() as session:
        passage = session.scalars(select(ContactPassage).where(ContactPassage.archived_at.is_(None))).first()
    text = max(passage.text.split("\n"), key=len)
    certificate = desk.forgetting.forget_row(case_id, "contact", passage.contact_id, MOTIVE)
    assert desk.forgetting.find(case_id, text) == ()
    assert certificate.what
    assert isinstance(desk.notes, Notes)


def test_a_whole_case_goes(desk, case_id):
    with desk.vault.read() as session:
        household = desk.cases.all(desk.today())[0].label
        assert session is not None
    certificate = desk.forgetting.forget_case(case_id, MOTIVE)
    assert desk.cases.all(desk.today()) == ()
    assert desk.search(household) == ()
    with refused("no_case"):
        desk.cases.find(NUMBER)
    assert desk.care.check().sound
    assert traces(desk.vault, household) == set()
    assert list(VaultFolder(desk.vault.folder).files.glob("*/*")) == []
    assert certificate.changes.cases == {case_id}


def test_an_order_without_who_or_why_is_refused(desk, case_id, resource):
    with refused("no_motive"):
        desk.forgetting.forget_text(case_id, "person", resource, "called", Motive("", "", "x"))
    with refused("no_motive"):
        desk.forgetting.forget_case(case_id, Motive("Claire Morel", "", " "))


def test_a_place_that_does_not_exist_is_refused(desk, case_id, resource):
    for kind, row_id, field in (("rien", "x", "y"), ("person", resource, "rien"), ("person", resource, "id")):
        with refused("no_such_place"):
            desk.forgetting.forget_text(case_id, kind, row_id, field, MOTIVE)
    with refused("gone"):
        desk.forgetting.forget_row(case_id, "person", "nobody", MOTIVE)


def test_what_was_signed_does_not_change(desk, case_id):
    with desk.vault.read() as session:
        signature = session.scalars(select(Signature)).first()
    with refused("frozen"):
        desk.forgetting.forget_row(case_id, "signature", signature.id, MOTIVE)


def test_the_orders_given_are_told(desk, case_id, resource):
    certificate = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE)
    (given,) = desk.forgetting.orders(case_id)
    assert (given.order_id, given.motive, given.day) == (certificate.order_id, MOTIVE, desk.today())


def test_the_same_text_elsewhere_is_told(desk, case_id, resource):
    other = desk.editing.rows(case_id, "person")[1]
    desk.editing.change(case_id, "person", other.id, {"called": f"{MARKER} dit trop"})
    certificate = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE, keep_shown=True)
    assert any("ailleurs" in one for one in certificate.out_of_reach)


def test_an_absent_second_folder_is_told_then_cleared(desk, case_id, resource, tmp_path, device):
    stick = tmp_path / "clé"
    stick.mkdir()
    desk.backups.choose_second_folder(stick)
    desk.backups.keep_up(at_once=True)
    away = stick.rename(tmp_path / "ailleurs")
    certificate = desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE)
    assert any("second emplacement" in one for one in certificate.out_of_reach)
    assert (is_due_here(desk.vault), is_due_in_second(desk.vault)) == (False, True)
    (waiting,) = desk.forgetting.attestations()
    assert any("prochaine ouverture" in one for one in waiting.out_of_reach)
    assert waiting.lines() == certificate.lines()  # what is done here is not said to be still to do
    assert not any("Le fichier du coffre" in one for one in waiting.out_of_reach)
    away.rename(stick)
    folder = desk.vault.folder
    desk.close()
    with device.open(folder) as again:
        assert not is_due_in_second(again.vault)
        assert list(stick.rglob("*.palier")) == []
        (ended,) = again.forgetting.attestations()
    assert not any("prochaine ouverture" in one for one in ended.out_of_reach)
    assert any("second emplacement" in one for one in ended.reached)
    assert set(certificate.reached) < set(ended.reached)


def code_on(sheet: bytes) -> str:
    groups = re.findall(r"\b(\d{1,2}) ([0-9A-HJKMNP-TV-Z]{5})\b", shown(sheet))
    return "".join(group for _number, group in sorted(groups, key=lambda one: int(one[0])))


@pytest.mark.parametrize("opened_by", ["kit", "organisation"])
def test_what_is_due_is_done_whatever_opens_the_vault(desk, case_id, resource, tmp_path, device, opened_by):
    kit = desk.kits.make(PASSPHRASE)
    made = make_organisation_key("Association", device.ids, device.clock)
    desk.escrows.add(PASSPHRASE, read_organisation_key(made.key.file))
    stick = tmp_path / "clé"
    stick.mkdir()
    desk.backups.choose_second_folder(stick)
    desk.backups.keep_up(at_once=True)
    away = stick.rename(tmp_path / "ailleurs")
    desk.forgetting.forget_text(case_id, "person", resource, "called", MOTIVE)
    away.rename(stick)
    folder = desk.vault.folder
    desk.close()
    vaults = device.vaults
    with (
        vaults.open_with_kit(folder, "".join(kit.groups))
        if opened_by == "kit"
        else vaults.open_with_organisation(folder, [code_on(one) for one in made.sheets[:2]])
    ) as again:
        assert not is_due_in_second(again.vault)
        assert list(stick.rglob("*.palier")) == []
