"""Each cell of who may read what, tried at each door: a note and a task of every level, confided or not.

The answers are written here by hand and not asked of the rule: a rule that changed would have to be changed twice.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.errors import Expected
from app.services.search.finding import Finding
from db.models.contact import ContactPassage
from resources.vocabulary import Confidentiality, DocumentKind, Recipient
from tests.journeys.world import benali, words_of

if TYPE_CHECKING:
    from app.services.desk import Desk

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
NADIA, KARIM = "p1", "p2"
LEVELS = ((), *((level.value,) for level in Confidentiality), ("health", "violence"))
PROTECTED = {
    "nothing": {},
    "confided": {"confided_by": NADIA},
    "hidden": {"hide_from": [KARIM]},
    "confided and hidden": {"confided_by": NADIA, "hide_from": [KARIM]},
}
CELLS = tuple(itertools.product(LEVELS, PROTECTED))
FREE = "nothing"


@dataclass
class Matrix:
    """A case with one note and one task a cell."""

    desk: Desk
    case_id: str
    persons: dict[str, str]

    def shared_with(self, who: str) -> str:
        return repr(self.desk.overview.shared(self.case_id, self.persons[who], TODAY))

    def papers_for(self, recipient: Recipient) -> str:
        """Return the words of every paper somebody is made, one after the other."""
        papers = self.desk.papers
        offers = [one for one in papers.offered(self.case_id, today=TODAY) if one.recipient is recipient]
        made = [papers.make(one.kind, self.case_id, recipient, today=TODAY) for one in offers if not one.refusal]
        return "\n".join(words_of(one.pdf) for one in made)

    def contact_with(self, text: str) -> str:
        with self.desk.vault.read() as session:
            found: str = session.scalars(select(ContactPassage.contact_id).where(ContactPassage.text == text)).one()
        return found

    def report(self, contact_id: str) -> str:
        """Return the words of the report of one visit for the household, or the code of its refusal."""
        try:
            made = self.desk.papers.make(
                DocumentKind.VISIT_REPORT, self.case_id, Recipient.HOUSEHOLD, today=TODAY, which=contact_id
            )
        except Expected as refused:
            return refused.code
        return words_of(made.pdf)


def marker(rank: int) -> str:
    return f"repère{chr(ord('a') + rank // 26)}{chr(ord('a') + rank % 26)}"


@pytest.fixture(scope="module")
def matrix(tmp_path_factory) -> Matrix:
    from tests.journeys.world import Device

    document = benali()
    for rank, (levels, protected) in enumerate(CELLS):
        marks = {**PROTECTED[protected], **({"confidentiality": list(levels)} if levels else {})}
        document["contacts"].append(
            {"ref": f"cell{rank}", "on": "2026-11-12", "kind": "home_visit", "worker": "w1", "present": [NADIA, KARIM],
             "note": [{"as": "observed", "text": f"note {marker(rank)}"}], **marks}
        )  # fmt: skip
        document["actions"].append(
            {"what": f"tâche {marker(rank)}", "by": NADIA, "done_on": "2026-11-18", "from_contact": f"cell{rank}"}
        )
    device = Device()
    with device.open(device.create(tmp_path_factory.mktemp("droits") / "coffre", document)) as desk:
        case_id = desk.cases.find(document["case"]["number"])
        choices = desk.editing.choices(case_id, "request", "person_id")
        persons = {ref: one.value for ref, one in zip((NADIA, KARIM), choices, strict=False)}
        yield Matrix(desk, case_id, persons)


def readers(protected: str) -> set[str]:
    """Say by hand who of the household is shown a thing, alone before the screen (decision 8)."""
    return {NADIA, KARIM} if protected == FREE else {NADIA}


def test_the_matrix_has_every_level_with_every_protection():
    assert len(CELLS) == (len(Confidentiality) + 2) * len(PROTECTED)


@pytest.mark.parametrize("who", [NADIA, KARIM])
def test_the_shared_screen_shows_each_person_what_is_theirs(matrix, who, monkeypatch):
    monkeypatch.setattr("app.services.case.promises_view.MOST_DONE", len(CELLS))  # all of it and not the last few
    seen = matrix.shared_with(who)
    for rank, (_levels, protected) in enumerate(CELLS):
        assert (marker(rank) in seen) is (who in readers(protected)), CELLS[rank]


def test_a_paper_for_all_the_adults_holds_only_what_all_may_read(matrix):
    seen = matrix.papers_for(Recipient.HOUSEHOLD)
    for rank, (_levels, protected) in enumerate(CELLS):
        if protected != FREE:
            assert marker(rank) not in seen, CELLS[rank]


def test_the_report_of_a_visit_is_refused_to_all_when_one_may_not_read_it(matrix):
    for rank, (_levels, protected) in enumerate(CELLS):
        report = matrix.report(matrix.contact_with(f"note {marker(rank)}"))
        assert (marker(rank) in report) is (protected == FREE), CELLS[rank]
        assert (report == "confided") is (protected != FREE), CELLS[rank]


@pytest.mark.parametrize("recipient", [Recipient.LANDLORD, Recipient.COMMITTEE, Recipient.FUNDER])
def test_whoever_is_outside_is_never_made_a_paper_with_a_note_or_a_task(matrix, recipient):
    seen = matrix.papers_for(recipient)
    assert [CELLS[rank] for rank in range(len(CELLS)) if marker(rank) in seen] == []


def test_the_palette_answers_nothing_confided_while_its_case_shows_all_to_its_worker(matrix):
    desk = matrix.desk
    whole = repr(desk.overview.of(matrix.case_id, TODAY)) + repr(desk.exchange.export(matrix.case_id, today=TODAY))
    for rank, (_levels, protected) in enumerate(CELLS):
        assert marker(rank) in whole, CELLS[rank]
        assert bool(desk.facts.answer(f"note {marker(rank)}").texts) is (protected == FREE), CELLS[rank]
        assert Finding(desk.vault).search(f"note {marker(rank)}"), CELLS[rank]
