"""Data two vaults brought together: everything is still read, and what breaks a rule is shown to settle (review A8)."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from sqlalchemy import select

from app.documents.rendering import RECIPIENTS
from app.errors import Expected
from app.services.forgetting.values import Motive
from app.services.merging.carrying import Carrying
from db.guards import journalled_mappers
from db.models.case_file import CaseFile
from db.models.contact import Contact, ContactPassage
from db.models.contract import Contract
from db.models.household import Household, Person
from db.models.measure import Measure, ReferentPeriod, Suspension
from db.models.organisation import Worker
from resources.vocabulary import DocumentKind
from tests.journeys.world import CHEAP, NUMBER, benali, changed, copied

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
WORDS = "des mots que seuls nous savons"
DIRECTORY = {"organisation", "worker"}


@pytest.fixture
def pair(device, filled, tmp_path):
    """Two copies of one vault, open at once."""
    other = copied(filled, tmp_path / "autre")
    with device.open(filled) as one, device.open(other) as two:
        yield one, two


def exchange(one, two) -> None:
    for giver, taker in ((one, two), (two, one)):
        file = Carrying(giver.vault, CHEAP).export(WORDS, accept_weak=True)
        Carrying(taker.vault, CHEAP).apply(file.content, WORDS)


def first(desk, model):
    with desk.vault.read() as session:
        return session.scalars(select(model).where(model.archived_at.is_(None)).order_by(model.id)).first()


def write(desk, model, row_id, **values) -> None:
    def work(session):
        row = session.get(model, row_id)
        for name, value in values.items():
            setattr(row, name, value)

    desk.vault.write(work)


def add(desk, model, **values) -> str:
    def work(session):
        like = session.scalars(select(CaseFile)).first()
        row = model(id=desk.vault.context.ids.new(), space_id=like.space_id, **values)
        session.add(row)
        return row.id

    return desk.vault.write(work)


def read_everything(desk, case_id, *, papers: bool = True) -> None:
    """Call every reading service; a sentence is allowed where something is made, never a fault."""
    desk.overview.of(case_id, TODAY)
    desk.cases.summary(desk.cases.show(case_id, TODAY))
    assert len(desk.cases.all(TODAY)) >= 1
    desk.listing.page(TODAY)
    desk.figures.refresh([case_id], TODAY)
    desk.computing.deadlines(case_id, TODAY)
    desk.settling.to_settle(case_id)
    desk.versions.of(case_id)
    with suppress(Expected):
        desk.computing.budget(case_id, TODAY)
    with suppress(Expected):
        desk.exchange.export(case_id, today=TODAY)
    for kind in DocumentKind if papers else ():
        with suppress(Expected):
            desk.papers.make(kind, case_id, min(RECIPIENTS[kind]), today=TODAY)


def codes(desk, case_id) -> list[str]:
    return [one.code for one in desk.settling.to_settle(case_id)]


def test_a_sound_case_has_nothing_to_settle(desk):
    assert desk.settling.to_settle(desk.cases.find(NUMBER)) == ()


def test_two_versions_name_the_field_who_wrote_and_what(pair):
    one, two = pair
    case = one.cases.find(NUMBER)
    passage = first(one, ContactPassage)
    write(one, ContactPassage, passage.id, text="Dette : 1282 €.")
    write(two, ContactPassage, passage.id, text="Dette : 1542 €.")
    exchange(one, two)
    (found,) = one.versions.of(case)
    assert one.versions.of(case) == two.versions.of(case)
    assert (found.kind, found.row_id, found.field) == ("contact_passage", passage.id, "text")
    assert {version.text for version in found.versions} == {"Dette : 1282 €.", "Dette : 1542 €."}
    assert {version.who for version in found.versions} == {"Claire Morel"}
    assert codes(one, case) == ["versions"]
    changes = two.versions.choose(case, found.kind, found.row_id, found.field, "Dette : 1282 €.")
    assert (changes.kinds, changes.cases) == ({"contact_passage"}, {case})
    exchange(one, two)
    assert one.versions.of(case) == two.versions.of(case) == ()
    assert first(one, ContactPassage).text == "Dette : 1282 €."


def test_two_days_of_one_field_are_read_as_days(pair):
    one, two = pair
    case = one.cases.find(NUMBER)
    person = first(one, Person)
    write(one, Person, person.id, birth_date=dt.date(1990, 1, 2))
    write(two, Person, person.id, birth_date=dt.date(1990, 2, 1))
    exchange(one, two)
    (found,) = one.versions.of(case)
    assert {version.value for version in found.versions} == {dt.date(1990, 1, 2), dt.date(1990, 2, 1)}
    assert all("1990" in version.text for version in found.versions)
    read_everything(one, case)


def test_what_was_put_away_is_chosen_by_nobody(pair):
    one, two = pair
    case = one.cases.find(NUMBER)
    contact = first(one, Contact)
    passage = first(one, ContactPassage)
    write(one, ContactPassage, passage.id, text="un", archived_at=one.vault.context.clock.now())
    write(two, ContactPassage, passage.id, text="deux")
    exchange(one, two)
    assert contact is not None
    assert one.versions.of(case) == ()
    with pytest.raises(Expected, match="n’est plus dans le dossier"):
        one.versions.choose(case, "contact_passage", passage.id, "text", "deux")


def test_two_referents_at_once_and_pauses_that_overlap(pair):
    one, two = pair
    case = one.cases.find(NUMBER)
    measure = first(one, Measure)
    with one.vault.read() as session:
        workers = session.scalars(select(Worker.id).order_by(Worker.id)).all()[:2]
    for desk, worker, day in ((one, workers[0], 1), (two, workers[1], 5)):
        add(desk, ReferentPeriod, measure_id=measure.id, worker_id=worker, from_day=dt.date(2026, 11, day))
        add(desk, Suspension, measure_id=measure.id, from_day=dt.date(2026, 11, day), to_day=dt.date(2026, 11, 15))
    exchange(one, two)
    assert {"referent_overlap", "suspensions_overlap"} <= set(codes(one, case))
    assert one.settling.to_settle(case) == two.settling.to_settle(case)
    read_everything(one, case)


def test_two_current_contracts(pair):
    one, two = pair
    case = one.cases.find(NUMBER)
    for desk in pair:
        write(desk, Contract, first(desk, Contract).id, earlier=True)
        add(desk, Contract, position=99)
    exchange(one, two)
    assert "contracts" in codes(one, case)
    read_everything(one, case)


def test_two_cases_of_one_number(desk):
    case = desk.cases.find(NUMBER)
    other = desk.exchange.import_document(changed(benali(), "case.number", "2026-0143")).case_id
    write(desk, CaseFile, other, number=NUMBER)
    assert "same_number" in codes(desk, case)
    assert "same_number" in codes(desk, other)


def test_written_under_what_a_colleague_put_away(pair):
    one, two = pair
    case = one.cases.find(NUMBER)
    contact = first(one, Contact)
    write(one, Contact, contact.id, archived_at=one.vault.context.clock.now())
    add(two, ContactPassage, contact_id=contact.id, kind="observed", text="Écrit pendant ce temps")
    exchange(one, two)
    assert "under_put_away" in codes(one, case)
    read_everything(one, case)


def twice(session, ids, table) -> list[str]:
    """Write every living row of a table once more."""
    mapper = next(one for one in journalled_mappers() if one.local_table.description == table)
    rows = session.scalars(select(mapper.class_).where(mapper.class_.archived_at.is_(None))).all()
    made = []
    for row in rows:
        values = {attribute.key: getattr(row, attribute.key) for attribute in mapper.column_attrs}
        copy = mapper.class_(**(values | {"id": ids.new()}))
        session.add(copy)
        made.append(copy.id)
    return made


def put_away(session, table, ids, at) -> None:
    mapper = next(one for one in journalled_mappers() if one.local_table.description == table)
    for row_id in ids:
        session.get(mapper.class_, row_id).archived_at = at


def doubled_then_put_away(desk, table) -> None:
    case = desk.cases.find(NUMBER)
    context = desk.vault.context
    mapper = next(one for one in journalled_mappers() if one.local_table.description == table)
    with desk.vault.read() as session:
        living = session.scalars(select(mapper.class_.id).where(mapper.class_.archived_at.is_(None))).all()
    made = desk.vault.write(lambda session: twice(session, context.ids, table))
    read_everything(desk, case)
    desk.vault.write(lambda session: put_away(session, table, [*made, *living], context.clock.now()))
    if table != "case_file":  # a case put away is found no more
        read_everything(desk, case, papers=False)
    desk.vault.write(lambda session: put_away(session, table, living, None))


@pytest.mark.parametrize("table", ["contract", "household", "measure"])
def test_everything_is_read_when_rows_came_twice_or_were_put_away(desk, table):
    doubled_then_put_away(desk, table)


@pytest.mark.thorough
def test_everything_is_read_whatever_table_came_twice_or_was_put_away(desk):
    for mapper in journalled_mappers():
        if mapper.local_table.description not in DIRECTORY:
            doubled_then_put_away(desk, mapper.local_table.description)


def test_a_household_with_two_labels_stands_once_in_the_list(pair):
    one, two = pair
    for desk, label in ((one, "Bénali"), (two, "Benali-Roux")):
        write(desk, Household, first(desk, Household).id, label=label)
    exchange(one, two)
    assert len(one.listing.page(TODAY).lines) == 1
    assert one.listing.page(TODAY).lines[0].label == two.listing.page(TODAY).lines[0].label


def test_an_order_to_forget_that_came_is_told_since_what_was_added_there_went_with_it(pair):
    one, two = pair
    passage = first(one, ContactPassage)
    case_id = one.cases.find(NUMBER)
    one.forgetting.forget_text(case_id, "contact_passage", passage.id, "text", Motive("Mme Lopez", "", "par erreur"))
    file = Carrying(one.vault, CHEAP).export(WORDS, accept_weak=True)
    assert any(
        "effacement définitif" in said for said in Carrying(two.vault, CHEAP).apply(file.content, WORDS).sentences
    )
    again = Carrying(two.vault, CHEAP).apply(file.content, WORDS)
    assert not any("effacement définitif" in said for said in again.sentences)
