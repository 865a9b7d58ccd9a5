"""Who may read what on paper: each text of a case is a marker, and each paper is searched for all of them.

Proves invariant 4 (health never reaches the landlord), decisions 7, 8 and 10, P-02, P-03, D-07, and the rule of the
documents page « recipient first »: text, metadata, attachments and streams of each paper are searched, not its look.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from app.errors import Expected
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import CONFIDED, HEALTH, Device, benali, shown, words_of
from tests.unit.papers.marked import MARKER, VEILED, Marked, every_text_key, marked_case, text_keys_marked

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
SHARED_POINTS = (
    "family_situation",
    "family_history",
    "financial_situation",
    "professional_situation",
    "residential_project",
    "ongoing_procedures",
)
SENTENCES = tuple(f"diagnosis.points.{point}.landlord_sentence" for point in SHARED_POINTS)
LANDLORD_MAY_READ = (
    "organisations.0.",
    "organisations.1.",
    "workers.0.",
    "workers.2.",
    "household.persons.0.called",
    "household.persons.0.last_name",  # a tenant is named by the name on the lease
    "household.persons.1.called",
    "household.persons.1.last_name",
    "case.number",
    "lease.dwelling.address",
    *SENTENCES,
    "mutual_commitments.household",
    "mutual_commitments.operator",
    "mutual_commitments.landlord",
    "arrears.procedure.2.place",
)
COMMITTEE_MAY_READ = ("organisations.0.", "case.number", *SENTENCES, "diagnosis.approvals.")
CONFIDED_THINGS = ("contacts.2.", "contacts.8.", "actions.1.", "partners.1.", "procedures.2.", "appointments.2.")
NEVER_TO_A_HOUSEHOLD = (*CONFIDED_THINGS, "organisations.2.", "earlier.")


@dataclass
class Pile:
    """Every paper of a case, by kind and recipient; visits one by one."""

    case: Marked
    papers: dict[tuple[str, str, str], bytes]
    refused: dict[tuple[str, str, str], str]

    def markers(self, recipient: str, kind: str = "") -> set[str]:
        return {
            marker
            for (one, whom, _which), pdf in self.papers.items()
            if whom == recipient and one.startswith(kind)
            for marker in MARKER.findall(words_of(pdf))
        }

    def paths(self, recipient: str, kind: str = "") -> set[str]:
        return {self.case.paths[marker] for marker in self.markers(recipient, kind)}


OUTSIDE = (Recipient.LANDLORD, Recipient.COMMITTEE, Recipient.FUNDER)


def piled(folder, case: Marked, recipients: tuple[Recipient, ...] = OUTSIDE) -> Pile:
    """Print every paper there is of a case for these recipients."""
    device = Device()
    device.create(folder)
    pile = Pile(case, {}, {})
    with device.open(folder) as desk:
        case_id = desk.exchange.import_document(case.document).case_id
        for kind in DocumentKind:
            for recipient in recipients:
                for which in _whiches(kind, case):
                    place = (kind.value, recipient.value, which or "")
                    try:
                        made = desk.papers.make(kind, case_id, recipient, today=TODAY, which=which)
                        pile.papers[place] = made.pdf
                    except Expected as refused:
                        pile.refused[place] = refused.code
    return pile


def _whiches(kind: DocumentKind, case: Marked) -> list[str | None]:
    if kind is not DocumentKind.VISIT_REPORT:
        return [None]
    return [one["on"] for one in case.document["contacts"]]


@pytest.fixture(scope="module")
def pile(tmp_path_factory) -> Pile:
    return piled(tmp_path_factory.mktemp("papiers") / "coffre", marked_case(), tuple(Recipient))


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Pile:
    return piled(tmp_path_factory.mktemp("exemple") / "coffre", Marked(benali()), tuple(Recipient))


def test_every_text_key_of_the_format_is_marked(pile):
    assert every_text_key() - text_keys_marked(pile.case) == set()


def test_markers_are_found_where_they_should_be(pile):
    """The control: were the search blind, everything below would pass."""
    found = pile.paths("operator")
    expected = (
        "diagnosis.points.health_issues.reported",
        "diagnosis.points.family_situation.analysis",
        "contacts.2.note.0.text",
        "contacts.8.note.0.text",
        "contacts.7.note.0.text",
        "mutual_commitments.landlord",
        "actions.0.what",
        "actions.1.what",
        "lease.dwelling.address",
        "organisations.0.name",
    )
    assert set(expected) <= found
    assert len(found) > 90


def test_a_landlord_reads_only_what_was_written_for_them(pile):
    allowed = pile.case.of(*LANDLORD_MAY_READ)
    assert {pile.case.paths[one] for one in pile.markers("landlord") - allowed} == set()


def test_a_landlord_does_receive_the_sentences_the_lists_and_the_hearing(pile):
    found = pile.paths("landlord")
    lists = {f"mutual_commitments.{side}" for side in ("household", "operator", "landlord")}
    assert {*SENTENCES, *lists, "arrears.procedure.2.place", "lease.dwelling.address"} <= found


def test_health_never_reaches_a_landlord(pile):
    """Invariant 4."""
    assert not pile.markers("landlord") & pile.case.of("diagnosis.points.health_issues.")


def test_a_committee_reads_sentences_without_names(pile):
    allowed = pile.case.of(*COMMITTEE_MAY_READ)
    assert {pile.case.paths[one] for one in pile.markers("committee") - allowed} == set()
    assert set(SENTENCES) <= pile.paths("committee")
    assert not pile.markers("committee") & pile.case.of("household.")


def test_a_funder_reads_nothing_of_a_case(pile):
    assert not [place for place in pile.papers if place[1] == "funder"]


def test_a_paper_for_all_the_household_holds_nothing_somebody_confided(pile):
    hidden = pile.case.of(*NEVER_TO_A_HOUSEHOLD)
    assert {pile.case.paths[one] for one in pile.markers("household") & hidden} == set()


def test_a_household_reads_the_facts_of_its_visits_and_not_our_analysis(pile):
    found = pile.paths("household", "visit_report")
    assert "contacts.9.observed" in found
    assert "contacts.9.analysis" not in found
    assert pile.refused[("visit_report", "household", "2026-11-16")] == "confided"


@pytest.mark.parametrize("recipient", ["landlord", "committee", "funder"])
def test_sensitive_words_of_the_vocabulary_stay_with_us(pile, recipient):
    """P-02: a profession, a resource, a debt or a partner tells as much as a sentence."""
    for (kind, whom, _which), pdf in pile.papers.items():
        if whom == recipient:
            text = shown(pdf).lower()
            assert [word for word in VEILED if word.lower() in text] == [], kind


def test_sensitive_words_are_plain_for_the_household(pile):
    """The control of the test above."""
    text = shown(pile.papers[("diagnosis_form", "household", "")]).lower()
    assert "allocation aux adultes handicapés" in text


def test_the_two_secrets_of_the_example_stay_where_they_belong(example):
    def holding(secret):
        return {(kind, whom) for (kind, whom, _which), pdf in example.papers.items() if secret in words_of(pdf)}

    assert {whom for _kind, whom in holding(HEALTH)} == {"household", "operator"}
    assert {whom for _kind, whom in holding(CONFIDED)} == {"operator"}


def changed_case(change) -> Marked:
    case = marked_case()
    change(case.document)
    return case


def _withdraw(document):
    document["consents"][0]["withdrawn_on"] = "2026-11-20"


def _expire(document):
    document["consents"][0]["until"] = "2026-11-19"


def _begin_later(document):
    document["consents"][0]["given_on"] = "2026-11-21"


def _end_measure(document):
    document["measure"]["ended_on"] = "2026-11-20"


def _give_to_another(document):
    document["consents"][0]["recipient"] = "cmp"


def _remove(document):
    del document["consents"]


def _read_nothing(document):
    for point in document["diagnosis"]["points"].values():
        point.pop("household_read_on", None)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "change", [_withdraw, _expire, _begin_later, _end_measure, _give_to_another, _remove, _read_nothing]
)
def test_without_an_authorisation_of_that_day_no_sentence_leaves(tmp_path, change):
    pile = piled(tmp_path / "coffre", changed_case(change))
    assert pile.refused[("landlord_sentences", "landlord", "")] == "nothing_to_share"
    assert not pile.markers("landlord") & pile.case.of("diagnosis.")
    assert not pile.markers("committee") & pile.case.of("diagnosis.points.")


def test_a_consent_holds_until_its_last_day(tmp_path):
    def until_today(document):
        document["consents"][0]["until"] = "2026-11-20"

    pile = piled(tmp_path / "coffre", changed_case(until_today))
    assert ("landlord_sentences", "landlord", "") in pile.papers


def test_a_sentence_nobody_read_is_left_out_and_the_others_leave(tmp_path):
    def unread(document):
        del document["diagnosis"]["points"]["family_history"]["household_read_on"]
        document["diagnosis"]["points"]["financial_situation"]["household_read_on"] = "2026-11-21"

    found = piled(tmp_path / "coffre", changed_case(unread)).paths("landlord", "landlord_sentences")
    kept = {path for path in SENTENCES if "family_history" not in path and "financial" not in path}
    assert {path for path in found if "landlord_sentence" in path} == kept


def _nobody(document):
    del document["diagnosis"]["approvals"]


def _one_of_two(document):
    del document["diagnosis"]["approvals"][1]


def _disputed(document):
    document["diagnosis"]["approvals"][1]["status"] = "disputed"


def _tomorrow(document):
    document["diagnosis"]["approvals"][1]["on"] = "2026-11-21"


@pytest.mark.thorough
@pytest.mark.parametrize("change", [_nobody, _one_of_two, _disputed, _tomorrow])
def test_a_diagnosis_each_adult_has_not_approved_leaves_for_nobody(tmp_path, change):
    """Invariant 1: no committee presentation without an approved diagnosis."""
    pile = piled(tmp_path / "coffre", changed_case(change))
    for place in (("landlord_sentences", "landlord", ""), ("diagnosis_form", "committee", "")):
        assert pile.refused[place] == "diagnosis_not_approved"
    assert not pile.markers("landlord") & pile.case.of("diagnosis.")
    assert pile.markers("committee") == set()


def _landlord_signs(document, points=("financial_situation",)):
    document["contract"]["landlord_signs"] = True
    for goal in document["contract"]["objectives"]:
        goal["axis"], goal["points"] = "budget_rent", list(points)


def test_a_contract_the_landlord_signs_names_no_other_authorisation(tmp_path):
    pile = piled(tmp_path / "coffre", changed_case(_landlord_signs))
    assert ("support_contract", "landlord", "") in pile.papers
    allowed = pile.case.of(*LANDLORD_MAY_READ, "contract.objectives.", "contract.rhythm", "household.persons.")
    assert {pile.case.paths[one] for one in pile.markers("landlord") - allowed} == set()
    assert not pile.markers("landlord") & pile.case.of("organisations.2.", "consents.1.")


@pytest.mark.parametrize("axis", ["health", None])
def test_a_contract_with_what_is_not_shared_has_no_copy_for_the_landlord(tmp_path, axis):
    def mixed(document):
        _landlord_signs(document)
        if axis:
            document["contract"]["objectives"][0]["axis"] = axis
        else:
            document["contract"]["objectives"][0]["points"] = ["administrative_situation"]

    pile = piled(tmp_path / "coffre", changed_case(mixed))
    assert pile.refused[("support_contract", "landlord", "")] == "not_for_landlord"


@pytest.mark.parametrize("approvals", [_nobody, _one_of_two, _disputed])
def test_a_point_shared_in_a_version_nobody_approved_opens_no_contract_to_the_landlord(tmp_path, approvals):
    def unapproved(document):
        _landlord_signs(document)
        approvals(document)

    pile = piled(tmp_path / "coffre", changed_case(unapproved))
    assert pile.refused[("support_contract", "landlord", "")] == "not_for_landlord"


def test_the_landlord_s_sheet_never_names_somebody_housed(tmp_path):
    """P-14: who lives there without being a tenant is nobody's business."""

    def hosted(document):
        document["household"]["persons"].append(
            {"ref": "p9", "first_name": "x", "called": "MQ9999Z", "birth_date": "1970-01-01"}
        )
        document["diagnosis"]["approvals"].append({"person": "p9", "status": "approved", "on": "2026-09-07"})

    pile = piled(tmp_path / "coffre", changed_case(hosted), (Recipient.LANDLORD, Recipient.HOUSEHOLD))
    assert "MQ9999Z" not in words_of(pile.papers[("landlord_sentences", "landlord", "")])
    assert "MQ9999Z" in words_of(pile.papers[("diagnosis_form", "household", "")])
