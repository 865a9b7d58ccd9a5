"""The journal says everything: tables made again from it are the same, and what bypassed it is found."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from app.errors import Expected
from app.services.demonstration.example import every_paper, handed_but_unsigned, sign_on_the_spot
from db.local import AuditEvent
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER, Device, benali, changed, dump, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
EDITS = (
    ("household.label", "Famille Benali-Kaci"),
    ("household.persons.0.contact.hours", "14:00-16:00"),
    ("contacts.6.note.0.text", "Loyer de novembre payé. Courrier ouvert ensemble, sans peur."),
    ("contacts.3.minutes", 50),
    ("budget.charges.0.monthly", "95.10"),
    ("arrears.hold.promise", "demander le renvoi par écrit"),
    ("procedures.1.status", "refused"),
    ("actions.0.done_on", "2026-11-20"),
    ("requests.0.text", "Coupure annulée 🙂 e\u0301"),
    ("lease.dwelling.area_m2", "80"),
    ("household.persons.1.called", None),
    ("partners.0.contact", ...),
)


def worked_on(desk, seed: int) -> str:
    """Leave a vault as months of work would: imports, edits, papers, signatures, refusals."""
    chance = random.Random(seed)  # noqa: S311 -- a test's
    document = handed_but_unsigned(benali())
    case = desk.exchange.import_document(document).case_id
    desk.exchange.import_document(second())
    for path, value in chance.sample(EDITS, 8):
        document = changed(document, path, value)
        desk.exchange.import_document(document)
    document["contacts"].insert(chance.randrange(4), {"on": "2026-11-19", "kind": "phone", "worker": "w1"})
    desk.exchange.import_document(document)
    for printed in every_paper(desk, case, TODAY):
        if chance.random() < 0.3:
            desk.papers.record_print(printed)
    sign_on_the_spot(desk, case, TODAY)
    return case


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
def test_tables_made_again_from_the_journal_are_the_same(device, empty, seed):
    with device.open(empty) as desk:
        worked_on(desk, seed)
        before = dump(desk)
        assert desk.care.check().sound
        report = desk.care.rebuild()
        assert report.differed == ()
        assert dump(desk) == before
        assert report.rows > 200
    with device.open(empty) as desk:
        assert dump(desk) == before
        assert desk.care.check().sound


def behind_the_journal(desk, statement: str) -> None:
    """Change the database as a stranger with the key would."""

    def change(raw):
        raw.execute(statement)
        raw.commit()

    desk.vault.maintain(change)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET first_name = 'Autre'",
        "UPDATE contact_passage SET text = text || ' '",
        "DELETE FROM signature",
        "UPDATE movement SET debit = debit + 1 WHERE debit IS NOT NULL",
        "UPDATE consent SET withdrawn_on = NULL, purpose = 'tout'",
    ],
)
def test_what_changed_behind_the_journal_is_found_and_put_right(device, filled, statement):
    """The control of the test above: a check that found nothing would prove nothing."""
    with device.open(filled) as desk:
        before = dump(desk)
        behind_the_journal(desk, statement)
        assert dump(desk) != before
        report = desk.care.check()
        assert not report.sound
        assert any("rebuild" in sentence for sentence in report.findings)
        assert len(desk.care.rebuild().differed) == 1
        assert dump(desk) == before
        assert desk.care.check().sound


def test_a_log_that_was_altered_is_found(device, filled):
    with device.open(filled) as desk:
        desk.cases.show(desk.cases.find(NUMBER), TODAY)
        behind_the_journal(desk, "UPDATE audit_event SET action = 'rien' WHERE n = 1")
        report = desk.care.check()
    assert not report.sound
    assert any("registre" in sentence for sentence in report.findings)


def test_a_log_whose_end_was_cut_does_not_open(device, filled):
    with device.open(filled) as desk:
        desk.cases.show(desk.cases.find(NUMBER), TODAY)
        behind_the_journal(desk, "DELETE FROM audit_event WHERE n = (SELECT max(n) FROM audit_event)")
    with pytest.raises(Expected) as refused:
        device.open(filled)
    assert refused.value.code == "rolled_back"
    assert "n’a pas été ouvert" in refused.value.sentence


def test_search_finds_the_same_after_a_rebuild(desk):
    def found():
        return sorted(
            (one.kind, one.id, one.snippet) for words in ("loyer", "nadia", "fsl") for one in desk.search(words)
        )

    before = found()
    assert before
    desk.care.rebuild()
    assert found() == before


def test_every_access_to_a_case_stands_in_the_log(palier, device, tmp_path):
    """Invariant 11."""

    def actions() -> list[str]:
        with device.open(palier.folder) as desk, desk.vault.read() as session:
            return [row.action for row in session.query(AuditEvent).order_by(AuditEvent.n)]

    before = len(actions())
    expected = []
    for words, action in (
        (("show", NUMBER), "read"),
        (("budget", NUMBER), "read"),
        (("deadlines", NUMBER), "read"),
        (("export", NUMBER), "export"),
        (("print", "visit_report", NUMBER, "--for", "operator", "--out", tmp_path / "a.pdf"), "print"),
    ):
        assert palier(*words).code == 0
        expected.append(action)
    assert actions()[before:] == expected


def test_a_log_holds_no_content_of_a_case(desk):
    case = desk.cases.find(NUMBER)
    desk.papers.record_print(desk.papers.make(DocumentKind.VISIT_REPORT, case, Recipient.OPERATOR, today=TODAY))
    with desk.vault.read() as session:
        told = " ".join(str(row.facts) for row in session.query(AuditEvent))
    for private in ("Benali", "Nadia", NUMBER, "SECRET"):
        assert private not in told


def test_two_devices_make_the_same_rows_of_the_same_file(tmp_path):
    def rows(place):
        device = Device()
        device.create(place)
        with device.open(place) as desk:
            desk.exchange.import_document(benali())
            return {
                name: {row[0] for row in found} for name, found in dump(desk).items() if name in {"contact", "person"}
            }

    assert rows(tmp_path / "un") == rows(tmp_path / "deux")
