"""Whatever a case carries is seen and changed by one sheet, with what stands in it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from app.services.editing.registry import EDITABLE
from ui.forms.lists import open_row
from ui.forms.sheet import Asked, RowSheet
from ui.kit.discretion import discretion
from ui.kit.fields import Line


@pytest.mark.parametrize("kind", sorted(EDITABLE))
def test_every_kind_of_row_opens_and_shows_each_of_its_fields(opened, kind):
    case_id = opened.case()
    rows = opened.desk.editing.rows(case_id, kind)
    sheet = open_row(opened.vault.workplace, case_id, Asked(kind), rows[0] if rows else None)
    opened.settle()
    words = opened.words(sheet)
    for field in opened.desk.editing.fields(kind):
        assert field.label in words, field.name
    discretion().cover(True)
    assert "Benali" not in opened.words(sheet)
    sheet.reject()
    opened.settle()


def test_opening_and_closing_a_row_changes_nothing_and_leaves_no_draft(opened):
    case_id = opened.case()
    for kind in sorted(EDITABLE):
        for row in opened.desk.editing.rows(case_id, kind):
            before = dict(row.values)
            open_row(opened.vault.workplace, case_id, Asked(kind), row).reject()
            opened.settle()
            assert dict(opened.desk.editing.row(case_id, kind, row.id).values) == before, kind
    assert opened.desk.drafts.all_found() == ()


def test_the_pieces_of_an_aid_stand_in_its_sheet_and_one_is_added_there(opened):
    case_id = opened.case()
    aid = opened.desk.editing.rows(case_id, "aid")[0]
    sheet = open_row(opened.vault.workplace, case_id, Asked("aid"), aid)
    assert "Pièce" in opened.words(sheet)
    adding = RowSheet(opened.vault.workplace, opened.window, case_id, Asked("piece", parent_id=aid.id))
    adding.open()
    adding._inputs["name"].widget.setText("Avis d’échéance")
    adding._add()
    opened.settle()
    assert "Avis d’échéance" in opened.words(sheet)
    sheet.reject()
    opened.settle()


def test_a_row_removed_is_taken_back_by_the_toast(opened):
    case_id = opened.case()
    before = len(opened.desk.editing.rows(case_id, "movement"))
    row = opened.desk.editing.rows(case_id, "movement")[-1]
    sheet = open_row(opened.vault.workplace, case_id, Asked("movement"), row)
    opened.press("Retirer", sheet)
    assert len(opened.desk.editing.rows(case_id, "movement")) == before - 1
    opened.press("Annuler")
    assert len(opened.desk.editing.rows(case_id, "movement")) == before


def test_a_form_half_filled_in_is_a_draft_within_the_half_second_and_is_taken_up(opened, qtbot):
    sheet = RowSheet(opened.vault.workplace, opened.window, opened.case(), Asked("action"))
    sheet.open()
    line = next(one for one in sheet.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())
    qtbot.keyClicks(line, "Appeler la mai")
    qtbot.waitUntil(lambda: "Appeler la mai" in "".join(one.typed.text for one in opened.desk.drafts.all_found()))
    sheet.hide()  # as if the process had been killed: nobody closed it
    again = RowSheet(opened.vault.workplace, opened.window, opened.case(), Asked("action"))
    again.open()
    assert "Appeler la mai" in [one.text() for one in again.findChildren(QLineEdit)]
    again.reject()
    opened.settle()


def test_what_is_typed_in_a_row_is_a_draft_until_it_is_kept(opened, qtbot):
    row = opened.desk.editing.rows(opened.case(), "action")[0]
    sheet = RowSheet(opened.vault.workplace, opened.window, opened.case(), Asked("action"), row)
    sheet.open()
    line = sheet._inputs["what"].widget
    line.setFocus()
    qtbot.keyClicks(line, " encore")
    qtbot.waitUntil(lambda: opened.desk.drafts.all_found() != ())
    sheet.reject()
    opened.settle()
    assert opened.desk.drafts.all_found() == ()
    assert "encore" in str(opened.desk.editing.row(opened.case(), "action", row.id).values)


def test_f9_shows_neither_what_a_field_holds_nor_how_long_it_is(qtbot):
    fields = [Line("Nom", text) for text in ("Le", "Benali-Montmorency")]
    for field in fields:
        qtbot.addWidget(field)
        field.resize(300, 50)
    discretion().cover(True)
    try:
        short, long = (field.grab().toImage() for field in fields)
        assert short == long
        assert [field.displayText() for field in fields] == ["", ""]
        assert [field.text() for field in fields] == ["Le", "Benali-Montmorency"]
    finally:
        discretion().cover(False)
    assert fields[1].displayText() == "Benali-Montmorency"
