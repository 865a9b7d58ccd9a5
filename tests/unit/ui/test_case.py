"""The page of a case: five tabs, nothing private left under F9, only what the person present may see when shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.documents.evidence import Identity, IdentityKnown, ReadHow, Reading
from app.documents.ink_demonstration import demonstration_ink
from app.services.households import NewCase, NewPerson
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind
from tests.journeys.world import CONFIDED, HEALTH
from ui.case.household import HouseholdSheet
from ui.destinations import CaseTab, Destination, Place
from ui.forms.sheet import Asked, RowSheet
from ui.kit.discretion import discretion

if TYPE_CHECKING:
    from tests.unit.ui.fixtures import Opened

PRIVATE = ("Benali", "Nadia", "Karim", "Lilas", "1 753,30", "1\u00a0753,30", "476,90")


def everything(widget: QWidget) -> str:
    """Return all that eyes and screen readers can read: words, names, descriptions."""
    found: list[str] = []
    for one in (widget, *widget.findChildren(QWidget)):
        if one.isVisibleTo(widget) or one is widget:
            found += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle()]
            for name in ("text", "toPlainText", "currentText", "placeholderText"):
                read = getattr(one, name, None)
                if callable(read):
                    found.append(one.displayText() if isinstance(one, QLineEdit) else str(read()))
    return "\n".join(found)


def open_tab(opened: Opened, tab: CaseTab) -> QWidget:
    return opened.go(Destination(Place.CASE, opened.case(), tab))


def test_f9_covers_who_has_not_signed_yet(opened_unsigned):
    desk, case_id = opened_unsigned.desk, opened_unsigned.case()
    frozen = desk.signing.freeze(DocumentKind.SUPPORT_CONTRACT, case_id, today=desk.today())
    signed, missing, *_others = frozen.places
    how = Circumstances(Identity(IdentityKnown.KNOWN_TO_SERVICE, "Claire Morel"), Reading(ReadHow.READ_TOGETHER))
    desk.signing.sign_on_screen(frozen, signed, demonstration_ink(signed.shown.name), how)
    tab = opened_unsigned.go(Destination(Place.CASE, case_id, CaseTab.PROJECT))
    assert missing.shown.name.split()[0] in everything(tab)
    discretion().cover(True)
    assert missing.shown.name.split()[0] not in everything(tab)


@pytest.mark.parametrize("tab", CaseTab)
def test_each_tab_shows_the_example_and_f9_covers_all_of_it(opened, tab):
    page = open_tab(opened, tab)
    assert "Famille Benali" in everything(page)
    discretion().cover(True)
    left = [one for one in PRIVATE if one in everything(opened.window)]
    assert not left


def test_the_thread_is_newest_first_and_what_is_planned_stands_above(opened):
    words = opened.words(open_tab(opened, CaseTab.THREAD))
    assert words.index("9 décembre") < words.index("17 novembre") < words.index("12 novembre")


def test_the_rent_account_says_what_is_owed_and_the_benefit_to_claim(opened):
    words = opened.words(open_tab(opened, CaseTab.HOME_AND_MONEY)).replace("\u00a0", " ")
    assert "1 753,30 € restent dus" in words
    assert "420,80 €" in words


def test_a_hearing_is_never_hidden_by_a_promise(opened):
    words = opened.words(open_tab(opened, CaseTab.HOME_AND_MONEY)).lower()
    assert "l’audience a toujours lieu" in words


def test_the_shared_screen_shows_no_alert_no_analysis_and_no_secret(opened):
    opened.go(Destination(Place.CASE, opened.case()))
    opened.vault.share()
    opened.settle()
    words = everything(opened.window)
    assert "Bonjour Nadia" in words
    assert "Notre travail ensemble" in words
    for hidden in (HEALTH, CONFIDED, "Échange avec le bailleur", "Dette de loyer", "Échéances", "Reporter"):
        assert hidden not in words, hidden
    opened.vault.share()


def test_the_person_present_is_chosen_and_stays_after_a_change(opened):
    opened.go(Destination(Place.CASE, opened.case()))
    opened.vault.share()
    opened.settle()
    opened.press("Qui est là\u00a0: Karim")
    assert "Bonjour Karim" in opened.words()
    opened.vault.navigator.page(Place.CASE).again()
    opened.settle()
    assert "Bonjour Karim" in opened.words()
    opened.vault.share()


def test_an_action_is_done_in_one_press_and_taken_back_in_another(opened):
    case_id = opened.case()
    opened.desk.editing.add(case_id, "action", {"what": "Appeler la CAF"})
    page = open_tab(opened, CaseTab.THREAD)
    done = [one for one in page.findChildren(QPushButton) if one.text() == "Fait"]
    next(one for one in done if "Appeler la CAF" in one.accessibleDescription()).click()
    opened.settle()
    assert "Appeler la CAF" not in [one.what for one in opened.desk.overview.of(case_id, opened.desk.today()).actions]
    opened.press("Annuler")
    assert "Appeler la CAF" in [one.what for one in opened.desk.overview.of(case_id, opened.desk.today()).actions]


def test_a_field_is_kept_when_the_caret_leaves_it(opened, qtbot):
    case_id = opened.case()
    row = opened.desk.editing.rows(case_id, "partner")[0]
    sheet = RowSheet(opened.vault.workplace, opened.window, case_id, Asked("partner"), row)
    sheet.open()
    line = sheet._inputs["contact"].widget
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "03 20 11 22 33")
    sheet._inputs["name"].widget.setFocus()
    line.left.emit()
    opened.settle()
    assert opened.desk.editing.row(case_id, "partner", row.id).values["contact"] == "03 20 11 22 33"
    sheet.reject()
    opened.settle()


def test_an_amount_that_does_not_read_is_said_and_kept_as_a_draft(opened, qtbot):
    case_id = opened.case()
    asked = Asked("budget_charge")
    sheet = RowSheet(opened.vault.workplace, opened.window, case_id, asked)
    sheet.open()
    qtbot.keyClicks(sheet._inputs["monthly"].widget, "soixante")
    opened.press("Ajouter", sheet)
    assert "ne se lit pas comme un montant" in opened.words(sheet)
    assert sheet.focusWidget() is sheet._inputs["monthly"].widget  # the caret goes where something is to put right
    sheet.reject()
    opened.settle()
    again = RowSheet(opened.vault.workplace, opened.window, case_id, asked)
    assert again._inputs["monthly"].written == "soixante"
    again.reject()
    opened.settle()


def test_at_the_small_size_the_tabs_are_a_list_and_places_are_icons(opened):
    opened.window.resize(1097, 540)
    opened.settle()
    page = open_tab(opened, CaseTab.THREAD)
    assert opened.vault.workplace.cramped
    assert "Logement et argent" not in opened.words(page).split("\n")


def test_a_household_that_says_yes_is_accompanied_from_that_day_and_it_can_be_taken_back(opened_empty):
    case_id, _changes = opened_empty.desk.households.open_case(NewCase((NewPerson("Amina"),)))
    sheet = HouseholdSheet(opened_empty.vault.workplace, opened_empty.window, case_id)
    sheet.open()
    opened_empty.settle()
    opened_empty.press("La personne est d’accord pour être accompagnée", sheet)
    assert opened_empty.desk.editing.current(case_id, "measure") is not None
    assert "La personne est d’accord" not in "\n".join(
        one.text() for one in sheet.findChildren(QPushButton) if one.isVisible()
    )
    opened_empty.press("Annuler")
    assert opened_empty.desk.editing.current(case_id, "measure") is None
    sheet.reject()


@pytest.mark.parametrize("size", [(1366, 768), (1097, 540)])
def test_a_case_that_is_closed_says_so_at_its_head_and_no_longer_how_often_we_come(opened, size):
    opened.window.resize(*size)
    opened.desk.households.close_case(opened.case(), opened.desk.today())
    words = opened.words(opened.go(Destination(Place.CASE, opened.case())))
    assert "clos" in words.splitlines()
    assert "Une visite tous les quinze jours" not in words


def test_a_case_is_closed_and_opened_again_as_it_was(opened):
    sheet = HouseholdSheet(opened.vault.workplace, opened.window, opened.case())
    sheet.open()
    opened.settle()
    opened.press("Clore le dossier", sheet)
    assert opened.desk.editing.current(opened.case(), "case_file").values["closed_on"] is not None
    opened.press("Rouvrir le dossier", sheet)
    assert opened.desk.editing.current(opened.case(), "case_file").values["closed_on"] is None
    sheet.reject()
