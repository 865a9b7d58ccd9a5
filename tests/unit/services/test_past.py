"""What was put away, what a row said before, who did what: read from the journal and the log, never measured."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from app.errors import Expected
from app.services.past.acts import ActKind
from app.services.past.readings import WHY, WhyAsked
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import NUMBER, second

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def case_id(desk) -> str:
    return desk.cases.find(NUMBER)


def first(desk, case_id, kind):
    return desk.editing.rows(case_id, kind)[0]


def in_the_bin(desk, case_id, today=None):
    return desk.past.removed.of_case(case_id, today or desk.today())


class TestTheBin:
    def test_is_empty_before_anything_is_put_away(self, desk, case_id):
        assert in_the_bin(desk, case_id) == ()

    def test_says_what_was_put_away_by_whom_and_for_how_long(self, desk, case_id):
        resource = first(desk, case_id, "budget_resource")
        desk.editing.remove(case_id, "budget_resource", resource.id)
        (thing,) = in_the_bin(desk, case_id)
        assert (thing.kind, thing.id, thing.who) == ("budget_resource", resource.id, "Claire Morel")
        assert thing.what == " · ".join([one for one in resource.shown.values() if one][:3])
        assert (thing.at.date(), thing.days_left) == (desk.today(), 30)

    def test_lists_what_went_with_a_thing_under_it(self, desk, case_id):
        procedure = first(desk, case_id, "procedure")
        pieces = desk.editing.rows(case_id, "piece", procedure.id)
        if not pieces:
            desk.editing.add(case_id, "piece", {"name": "avis d’imposition"}, procedure.id)
        desk.editing.remove(case_id, "procedure", procedure.id)
        (thing,) = in_the_bin(desk, case_id)
        assert thing.kind == "procedure"
        assert thing.inside

    def test_lists_apart_what_was_put_away_before_its_whole(self, desk, device, case_id):
        procedure = first(desk, case_id, "procedure")
        piece_id, _ = desk.editing.add(case_id, "piece", {"name": "avis d’imposition"}, procedure.id)
        desk.editing.remove(case_id, "piece", piece_id)
        device.clock.instant += dt.timedelta(hours=1)
        desk.editing.remove(case_id, "procedure", procedure.id)
        assert [one.kind for one in in_the_bin(desk, case_id)] == ["procedure", "piece"]

    def test_gives_a_thing_back_and_can_take_that_back(self, desk, case_id):
        resource = first(desk, case_id, "budget_resource")
        desk.editing.remove(case_id, "budget_resource", resource.id)
        changes = desk.past.removed.restore(case_id, "budget_resource", resource.id)
        assert first(desk, case_id, "budget_resource").id == resource.id
        assert in_the_bin(desk, case_id) == ()
        desk.undoing.apply(changes.undo)
        assert [one.id for one in in_the_bin(desk, case_id)] == [resource.id]

    def test_gives_back_what_a_thing_stands_in_but_not_its_neighbours(self, desk, device, case_id):
        procedure = first(desk, case_id, "procedure")
        piece_id, _ = desk.editing.add(case_id, "piece", {"name": "avis d’imposition"}, procedure.id)
        other_id, _ = desk.editing.add(case_id, "piece", {"name": "attestation"}, procedure.id)
        desk.editing.remove(case_id, "piece", piece_id)
        device.clock.instant += dt.timedelta(hours=1)
        desk.editing.remove(case_id, "procedure", procedure.id)
        desk.past.removed.restore(case_id, "piece", piece_id)
        pieces = {one.id for one in desk.editing.rows(case_id, "piece", procedure.id)}
        assert piece_id in pieces
        assert other_id not in pieces

    def test_shows_nothing_older_than_a_month_and_deletes_nothing(self, desk, case_id):
        resource = first(desk, case_id, "budget_resource")
        desk.editing.remove(case_id, "budget_resource", resource.id)
        last = desk.today() + dt.timedelta(days=29)
        assert [one.days_left for one in in_the_bin(desk, case_id, last)] == [1]
        assert in_the_bin(desk, case_id, last + dt.timedelta(days=1)) == ()
        desk.past.removed.restore(case_id, "budget_resource", resource.id)
        assert resource.id in {one.id for one in desk.editing.rows(case_id, "budget_resource")}

    def test_gives_back_nothing_of_another_case(self, desk, case_id):
        with pytest.raises(Expected) as refused:
            desk.past.removed.restore(case_id, "budget_resource", "nobody")
        assert refused.value.code == "gone"


class TestTheHistoryOfARow:
    def test_says_who_wrote_each_value_and_what_it_replaced(self, desk, device, case_id):
        partner = first(desk, case_id, "partner")
        field = "role" if "role" in partner.values else next(iter(partner.values))
        before = partner.shown[field]
        device.clock.instant += dt.timedelta(hours=1)
        desk.editing.change(case_id, "partner", partner.id, {field: "assistante sociale du collège"})
        newest, *_, oldest = desk.past.histories.of_field(case_id, "partner", partner.id, field)
        assert (newest.before, newest.after) == (before, "assistante sociale du collège")
        assert newest.who == "Claire Morel"
        assert newest.at == desk.local_now().replace(microsecond=newest.at.microsecond)
        assert not newest.first
        assert (oldest.before, oldest.after, oldest.first) == ("", before, True)

    def test_says_what_was_emptied(self, desk, case_id):
        household = desk.editing.current(case_id, "household")
        desk.editing.change(case_id, "household", household.id, {"label": "Famille B."})
        desk.editing.change(case_id, "household", household.id, {"label": None})
        newest = desk.past.histories.of_field(case_id, "household", household.id, "label")[0]
        assert (newest.before, newest.after) == ("Famille B.", "")

    def test_reads_words_days_and_amounts_as_the_screens_do(self, desk, case_id):
        resource = first(desk, case_id, "budget_resource")
        versions = desk.past.histories.of_row(case_id, "budget_resource", resource.id)
        assert {one.field: one.after for one in versions if one.first} == {
            name: shown for name, shown in resource.shown.items() if shown
        }

    def test_of_a_row_lists_all_its_fields_newest_first(self, desk, device, case_id):
        household = desk.editing.current(case_id, "household")
        device.clock.instant += dt.timedelta(hours=1)
        desk.editing.change(case_id, "household", household.id, {"label": "Famille B."})
        versions = desk.past.histories.of_row(case_id, "household", household.id)
        assert versions[0].field == "label"
        assert [one.at for one in versions] == sorted((one.at for one in versions), reverse=True)

    def test_knows_no_other_field(self, desk, case_id):
        with pytest.raises(ValueError, match="no field"):
            desk.past.histories.of_field(case_id, "household", "h", "nothing")


class TestTheJournalOfACase:
    def test_begins_with_the_file_that_came_in(self, desk, case_id):
        (only,) = desk.past.acts.of_case(case_id)
        assert (only.kind, only.what, only.who) == (ActKind.CHANGE, "Un fichier de dossier est entré", "Claire Morel")

    def test_says_changes_prints_what_was_shared_and_exports(self, desk, case_id):
        resource = first(desk, case_id, "budget_resource")
        desk.editing.remove(case_id, "budget_resource", resource.id)
        sheet = desk.papers.make(DocumentKind.FOLLOWUP_SHEET, case_id, Recipient.HOUSEHOLD, today=TODAY)
        desk.papers.record_print(sheet, copies=2)
        letter = desk.papers.make(DocumentKind.LANDLORD_SENTENCES, case_id, Recipient.LANDLORD, today=TODAY)
        desk.papers.record_print(letter)
        desk.exchange.export(case_id, today=TODAY)
        said = [(one.label, one.what) for one in desk.past.acts.of_case(case_id)][:4]
        assert said == [
            ("Export", "Le dossier entier, en clair"),
            ("Transmission", "ce que le bailleur reçoit du diagnostic · pour le bailleur · 1 exemplaire"),
            ("Impression", "fiche de suivi · pour le ménage · 2 exemplaires"),
            ("Modification", "Ressource"),
        ]

    def test_says_no_reading(self, desk, case_id):
        before = desk.past.acts.of_case(case_id)
        desk.cases.note_read(case_id)
        assert desk.past.acts.of_case(case_id) == before

    def test_is_asked_by_act_and_by_period(self, desk, device, case_id):
        device.clock.instant += dt.timedelta(days=3)
        desk.exchange.export(case_id, today=TODAY)
        acts = desk.past.acts
        day = desk.local_now().date()
        assert [one.kind for one in acts.of_case(case_id, {ActKind.EXPORT})] == [ActKind.EXPORT]
        assert [one.kind for one in acts.of_case(case_id, since=day)] == [ActKind.EXPORT]
        assert [one.kind for one in acts.of_case(case_id, until=day - dt.timedelta(days=1))] == [ActKind.CHANGE]

    def test_leaves_as_a_table_and_that_is_written_too(self, desk, case_id):
        table = desk.past.acts.table(case_id, desk.past.acts.of_case(case_id))
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["Jour", "Heure", "Qui", "Acte", "Sur quoi"]
        assert rows[1][2:] == ["Claire Morel", "Modification", "Un fichier de dossier est entré"]
        assert desk.past.acts.of_case(case_id)[0].what == "Le journal du dossier, en tableau"

    def test_holds_nothing_of_another_case(self, desk, case_id):
        before = desk.past.acts.of_case(case_id)
        other = desk.exchange.import_document(second()).case_id
        desk.exchange.export(other, today=TODAY)
        assert desk.past.acts.of_case(case_id) == before
        assert [one.kind for one in desk.past.acts.of_case(other)] == [ActKind.EXPORT, ActKind.CHANGE]


class TestReadings:
    def test_are_told_with_a_reason_that_is_written_too(self, desk, device, case_id):
        desk.cases.note_read(case_id)
        device.clock.instant += dt.timedelta(hours=1)
        asked, read = desk.past.readings.of_case(case_id, WhyAsked.ACCESS_REQUEST)
        assert (read.what, read.who, f"{read.at:%H:%M}") == ("Le dossier", "Claire Morel", "10:00")
        assert asked.what == f"La liste des consultations · {WHY[WhyAsked.ACCESS_REQUEST]}"
        assert asked.n > read.n

    def test_stay_out_of_the_journal(self, desk, case_id):
        before = desk.past.acts.of_case(case_id)
        desk.past.readings.of_case(case_id, WhyAsked.INCIDENT)
        assert desk.past.acts.of_case(case_id) == before

    def test_hold_nothing_of_another_case(self, desk, case_id):
        desk.cases.note_read(desk.exchange.import_document(second()).case_id)
        (asked,) = desk.past.readings.of_case(case_id, WhyAsked.INCIDENT)
        assert asked.what.startswith("La liste")

    def test_leave_as_a_table_which_the_journal_says(self, desk, case_id):
        desk.cases.note_read(case_id)
        table = desk.past.readings.table(case_id, desk.past.readings.of_case(case_id, WhyAsked.INCIDENT))
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["Jour", "Heure", "Qui", "Ce qui a été consulté"]
        assert [row[3] for row in rows[1:]][-1] == "Le dossier"
        assert desk.past.acts.of_case(case_id)[0].what == "Les consultations du dossier, en tableau"
