"""The contract: from the diagnosis to a handed paper with nothing retyped, a caret that never moves."""

from __future__ import annotations

import datetime as dt
import gc
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from app.domain.contracts import ContractState
from app.services.contract.contracting import Amending
from app.services.drafts import Typed
from app.services.signature.signing import Circumstances
from resources.vocabulary import AmendmentMotive, ContractEnd, DocumentKind, Recipient
from tests.journeys.world import benali
from tests.unit.ui.fixtures import shown
from ui.contract import view_model
from ui.contract.ending import EndSheet
from ui.contract.lines import LinesZone
from ui.contract.proposals import ProposalsSheet
from ui.contract.view_model import COMMITMENTS, Gesture
from ui.contract.withdrawing import WithdrawSheet
from ui.destinations import Destination, Place
from ui.forms.sheet import RowSheet
from ui.kit import theme
from ui.kit.discretion import discretion
from ui.shell.window import Window

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory):
    """The example before anybody thought of a contract."""
    from tests.journeys.world import Device

    document = benali()
    for key in ("contract", "mutual_commitments"):
        document.pop(key)
    document["contacts"] = []
    return Device().create(tmp_path_factory.mktemp("sans contrat") / "coffre", document)


@pytest.fixture
def bare(qtbot, device, bare_template, tmp_path):
    """The window over the example before anybody thought of a contract."""
    from tests.journeys.world import copied

    made = shown(qtbot, device, copied(bare_template, tmp_path / "coffre"))
    yield made
    discretion().cover(False)
    made.window.close()


def contract_page(opened, detail=None, object_id=None):
    return opened.go(Destination(Place.CONTRACT, opened.case(), detail, object_id))


def seen(opened):
    return opened.desk.contracting.contract(opened.case(), TODAY)


def page_of_three(opened):
    return opened.desk.commitments.commitments(opened.case(), TODAY)


def field(page, name, rank=0):
    """Return the visible text zone with this name, the rank-th of them."""
    zones = [
        one
        for kind in (QPlainTextEdit, QLineEdit)
        for one in page.column.findChildren(kind)
        if one.accessibleName() == name
    ]
    return zones[rank]


def focused():
    """Return what has the focus in the window, active or not."""
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible())
    return window.focusWidget()


def type_over(qtbot, zone, text):
    zone.setFocus()
    zone.selectAll()
    qtbot.keyClicks(zone, text)


def leave(qtbot, zone):
    qtbot.keyClick(zone, Qt.Key.Key_Tab)


# View model


def test_every_state_says_what_may_be_done_what_comes_next_first():
    def of(state, **also):
        return [one.gesture for one in view_model.gestures(SimpleNamespace(state=state, **also))]

    contract = {"contract_id": "x"}
    assert of(None, **contract) == []
    assert of(ContractState.DRAFT, **contract) == [Gesture.HAND, Gesture.SIGN, Gesture.PRINT]
    assert of(ContractState.IN_FORCE, **contract) == [Gesture.AMEND, Gesture.END, Gesture.PRINT]
    assert of(ContractState.IN_FORCE) == [Gesture.ANOTHER, Gesture.PRINT]
    assert of(ContractState.HANDED_FOR_READING) == [Gesture.SIGN, Gesture.PRINT]
    for state in ContractState:
        assert of(state, **contract)
        assert of(state)


def test_days_are_typed_as_people_say_them():
    assert view_model.day_typed("22/12", TODAY) == dt.date(2026, 12, 22)
    assert view_model.day_typed("dans 3 mois", TODAY) == dt.date(2027, 2, 20)
    assert view_model.day_typed("+30", TODAY) == dt.date(2026, 12, 20)
    assert view_model.day_typed("  ", TODAY) is None
    assert view_model.day_trouble("22/12", TODAY) == ""
    assert "bientôt" in view_model.day_trouble("bientôt", TODAY)


def test_a_number_of_originals_is_a_number_or_nothing():
    assert (view_model.count_typed(" 3 "), view_model.count_typed("")) == (3, None)
    assert view_model.count_trouble("") == ""
    assert view_model.count_trouble("trois")
    assert view_model.count_trouble("0")
    assert view_model.count_trouble("999999999")


def test_an_objective_moves_one_place_and_stays_at_an_end():
    assert view_model.moved(["a", "b", "c"], 1, -1) == ["b", "a", "c"]
    assert view_model.moved(["a", "b"], 1, 1) == ["a", "b"]


def test_a_draft_of_the_page_of_three_leads_to_that_page():
    def kind(detail=None, object_id=None):
        return view_model.kind_of(Destination(Place.CONTRACT, "c", detail, object_id))

    assert kind() is DocumentKind.SUPPORT_CONTRACT
    assert kind(object_id="c/2") is DocumentKind.SUPPORT_CONTRACT
    assert kind("mutual_commitments") is DocumentKind.MUTUAL_COMMITMENTS
    assert kind(object_id=view_model.place("c", COMMITMENTS)) is DocumentKind.MUTUAL_COMMITMENTS


def test_before_the_household_only_their_own_copy_of_the_contract_is_shown():
    offered = view_model.recipients(DocumentKind.SUPPORT_CONTRACT, shared=True)
    assert [one for one, _words in offered] == [Recipient.HOUSEHOLD]


# From the diagnosis to the paper


def test_from_the_diagnosis_to_a_handed_contract_with_nothing_retyped(bare):
    page = contract_page(bare)
    assert "Ses mots, dans le diagnostic" in bare.words(page)
    bare.press("Garder la proposition 1", page)
    bare.press("Garder la proposition 2", page)
    bare.press("Préparer le contrat avec 2 objectifs", page)
    assert field(page, "Avec les mots du ménage").toPlainText() == "On veut rester, les enfants ont leurs copains."
    assert "Vient du diagnostic\u00a0: Le projet résidentiel" in bare.words(page)
    assert "Encore à écrire, si vous le souhaitez" in bare.words(page)
    bare.press("Remis pour lecture", page)
    found = seen(bare)
    assert (found.state, found.handed_on, len(found.objectives)) == (ContractState.HANDED_FOR_READING, TODAY, 2)
    assert "remis pour lecture le 20 novembre 2026" in bare.words(page)


def test_a_contract_may_begin_with_one_own_objective_and_the_caret_is_in_it(qtbot, bare):
    page = contract_page(bare)
    bare.press("Ajouter un objectif", page)
    assert focused() is field(page, "Avec les mots du ménage")
    qtbot.keyClicks(focused(), "Voir la mer.")
    leave(qtbot, focused())
    bare.settle()
    (only,) = seen(bare).objectives
    assert only.household_words == "Voir la mer."


def test_more_is_taken_from_the_diagnosis_later_but_never_twice(bare):
    page = contract_page(bare)
    bare.press("Garder la proposition 1", page)
    bare.press("Préparer le contrat avec 1 objectif", page)
    bare.press("Choisir dans le diagnostic", page)
    sheet = bare.window.findChild(ProposalsSheet)
    assert "On veut rester" not in bare.words(sheet)
    bare.press("Garder la proposition 1", sheet)
    bare.press("Ajouter au contrat", sheet)
    assert len(seen(bare).objectives) == 2
    assert field(page, "Avec les mots du ménage", 1).toPlainText() == seen(bare).objectives[1].household_words


def test_what_was_chosen_stays_chosen_when_the_screen_is_shared(bare):
    page = contract_page(bare)
    bare.press("Garder la proposition 2", page)
    bare.vault.share()
    bare.settle()
    assert "Préparer le contrat avec 1 objectif" in bare.words(page)
    bare.vault.share()


# Typing


def test_what_is_typed_and_left_is_kept_and_the_paper_follows(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    with qtbot.waitSignal(page.preview.drawn):
        type_over(qtbot, field(page, "Ce qu’on pourra voir"), "Le loyer part le 5")
        leave(qtbot, focused())
    assert seen(opened_unsigned).objectives[0].expected_result == "Le loyer part le 5"
    page.preview.look_again()
    with qtbot.waitSignal(page.preview.drawn):
        pass
    assert page.preview.paper.sheets


def test_the_caret_stays_where_it_is_when_an_edit_opens_a_second_version(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    zone = field(page, "Avec les mots du ménage")
    type_over(qtbot, zone, "Payer le 5 ")
    qtbot.keyClick(zone, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # kept, the caret does not leave
    opened_unsigned.settle()
    assert seen(opened_unsigned).version == 2
    assert focused() is zone
    qtbot.keyClicks(zone, "du mois")
    leave(qtbot, zone)
    opened_unsigned.settle()
    assert seen(opened_unsigned).objectives[0].household_words == "Payer le 5 du mois"
    assert seen(opened_unsigned).version == 2


def test_two_zones_left_at_once_go_to_the_same_second_version(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    type_over(qtbot, field(page, "But", 1), "10")
    field(page, "But", 2).setFocus()
    type_over(qtbot, field(page, "But", 2), "non")
    page.flush()
    opened_unsigned.settle()
    found = seen(opened_unsigned)
    assert (found.version, [one.target for one in found.objectives]) == (2, ["6", "10", "non"])


def test_a_day_is_typed_as_it_is_said_and_shown_as_a_day(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    due = field(page, "À regarder le")
    type_over(qtbot, due, "dans 3 mois")
    leave(qtbot, due)
    opened_unsigned.settle()
    assert seen(opened_unsigned).objectives[0].due_on == dt.date(2027, 2, 20)
    assert due.text() == "20/02/2027"


def test_what_is_no_day_is_said_under_it_and_stays_a_draft(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    due = field(page, "À relire ensemble le")
    type_over(qtbot, due, "au printemps")
    leave(qtbot, due)
    opened_unsigned.settle()
    assert "ne se lit pas comme une date" in opened_unsigned.words(page)
    assert due.text() == "au printemps"
    drafts = opened_unsigned.desk.drafts.found(opened_unsigned.case())
    assert [typed.text for _id, typed in drafts] == ["au printemps"]
    type_over(qtbot, due, "+30")
    leave(qtbot, due)
    opened_unsigned.settle()
    assert seen(opened_unsigned).review_on == dt.date(2026, 12, 20)
    assert opened_unsigned.desk.drafts.found(opened_unsigned.case()) == ()


def test_a_draft_found_again_is_taken_up_where_it_was_typed(opened_unsigned):
    case = opened_unsigned.case()
    row = view_model.place(case, 2)
    typed = Typed(case, "objective", "household_words", "Ne plus avoir", 8, row_id=row)
    opened_unsigned.desk.drafts.save(f"objective:{row}:household_words", typed)
    page = contract_page(opened_unsigned, object_id=row)
    zone = field(page, "Avec les mots du ménage", 1)
    assert (zone.toPlainText(), zone.textCursor().position(), focused() is zone) == ("Ne plus avoir", 8, True)


# Objectives


def test_an_objective_is_removed_and_annuler_gives_it_back(opened_unsigned):
    page = contract_page(opened_unsigned)
    titles = [one.title for one in seen(opened_unsigned).objectives]
    opened_unsigned.press("Retirer l’objectif 2", page)
    assert [one.title for one in seen(opened_unsigned).objectives] == [titles[0], titles[2]]
    opened_unsigned.press("Annuler")
    assert [one.title for one in seen(opened_unsigned).objectives] == titles
    assert field(page, "Avec les mots du ménage", 1).toPlainText() == titles[1]


def test_objectives_are_put_in_order_with_the_keyboard_alone(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    titles = [one.title for one in seen(opened_unsigned).objectives]
    button = next(one for one in page.findChildren(QPushButton) if one.accessibleName() == "Descendre l’objectif 1")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    opened_unsigned.settle()
    assert [one.title for one in seen(opened_unsigned).objectives] == [titles[1], titles[0], titles[2]]
    assert field(page, "Avec les mots du ménage").toPlainText() == titles[1]
    assert focused().accessibleName() == "Descendre l’objectif 2"
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    opened_unsigned.settle()
    assert [one.title for one in seen(opened_unsigned).objectives] == [titles[1], titles[2], titles[0]]
    assert focused().accessibleName() == "Monter l’objectif 3"


def test_what_is_typed_before_a_gesture_is_kept_before_it(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    type_over(qtbot, field(page, "But", 1), "15")
    opened_unsigned.press("Monter l’objectif 2", page)
    assert [one.target for one in seen(opened_unsigned).objectives] == ["15", "6", "oui"]


def test_every_thing_of_the_page_is_reached_by_the_keyboard_and_has_a_name(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    first = field(page, "Avec les mots du ménage")
    first.setFocus()
    reached = []
    while focused() not in reached and len(reached) < 200:
        reached.append(focused())
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    names = {one.accessibleName() for one in reached}
    assert "" not in names
    wanted = {"Vous", "Nous", "Bailleur", "À regarder le", "Signer", "À modifier", "Nous nous voyons", "Originaux"}
    assert wanted <= names


# Reading at home, a second version


def test_handing_is_taken_back_with_annuler(opened_unsigned):
    page = contract_page(opened_unsigned)
    opened_unsigned.press("À modifier", page)
    assert seen(opened_unsigned).state is ContractState.DRAFT
    opened_unsigned.press("Remis pour lecture", page)
    assert seen(opened_unsigned).handed_on == TODAY
    opened_unsigned.press("Annuler")
    assert seen(opened_unsigned).handed_on is None


def test_a_second_version_says_what_changed_since_the_one_handed(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    opened_unsigned.press("On en a reparlé", page)
    assert "reparlé ensemble le 20 novembre 2026" in opened_unsigned.words(page)
    opened_unsigned.press("À modifier", page)
    assert "Rien n’a encore changé depuis la version remise le 14 septembre 2026." in opened_unsigned.words(page)
    type_over(qtbot, field(page, "Nous nous voyons"), "une visite par semaine")
    leave(qtbot, focused())
    opened_unsigned.settle()
    words = opened_unsigned.words(page)
    assert "version 2 · en cours d’écriture" in words
    assert "devient «\u00a0une visite par semaine\u00a0»" in words


def test_signing_leads_to_the_place_where_one_signs(opened_unsigned):
    page = contract_page(opened_unsigned)
    opened_unsigned.press("Signer", page)
    assert opened_unsigned.vault.navigator.here == Destination(
        Place.SIGNING, opened_unsigned.case(), DocumentKind.SUPPORT_CONTRACT.value
    )


def test_papers_speak_to_the_household_as_they_choose(opened_unsigned):
    page = contract_page(opened_unsigned)
    opened_unsigned.press("tu", page)
    row = opened_unsigned.desk.editing.current(opened_unsigned.case(), "household")
    assert row.values["address_form"] == "tu"


# Signed


def test_a_signed_contract_is_read_and_never_typed_in(opened):
    page = contract_page(opened)
    words = opened.words(page)
    assert "Payer le loyer à la date." in words
    assert "2 mois sur 6" in words
    assert page.column.findChildren(QPlainTextEdit) == []
    assert page.column.findChildren(QLineEdit) == []


def test_a_programme_may_have_the_landlord_sign_when_every_clause_is_shared_with_them(opened_unsigned):
    """Decision 1, review G1: refused with its reason beside the choice, and nothing else moves."""
    contracting, case = opened_unsigned.desk.contracting, opened_unsigned.case()
    page = contract_page(opened_unsigned)
    opened_unsigned.press("Le bailleur signe ce contrat : Oui, le programme le demande", page)
    assert "ne peut ni lire ni signer ce contrat" in opened_unsigned.words(page)
    assert not seen(opened_unsigned).landlord_signs
    while len(found := seen(opened_unsigned).objectives) > 1:
        contracting.remove_objective(case, found[-1].id)
    page = contract_page(opened_unsigned)
    opened_unsigned.press("Le bailleur signe ce contrat : Oui, le programme le demande", page)
    assert seen(opened_unsigned).landlord_signs
    assert seen(opened_unsigned).signatories[-1].name == "Sophie Delattre"
    assert "Pour le bailleur" in [one.text() for one in page.preview.findChildren(QPushButton)]
    opened_unsigned.press("Le bailleur signe ce contrat : Non", page)
    assert not seen(opened_unsigned).landlord_signs
    assert "Pour le bailleur" not in [one.text() for one in page.preview.findChildren(QPushButton)]


def test_what_only_some_signed_is_written_again_after_saying_what_becomes_of_it(opened_unsigned):
    desk, case = opened_unsigned.desk, opened_unsigned.case()
    paper = desk.kept_papers.to_sign(DocumentKind.SUPPORT_CONTRACT, case, today=TODAY)
    desk.signing.record_on_paper(paper.frozen, paper.awaited[0], Circumstances())
    page = contract_page(opened_unsigned)
    opened_unsigned.press("Reprendre la rédaction", page)
    sheet = opened_unsigned.window.findChild(WithdrawSheet)
    assert "Ont déjà signé : Nadia Benali." in opened_unsigned.words(sheet)
    assert "restent au dossier" in opened_unsigned.words(sheet)
    opened_unsigned.press("Reprendre la rédaction", sheet)
    found = desk.contracting.contract(case, TODAY)
    assert (found.version, found.may_change) == (2, True)
    assert page.column.findChildren(QPlainTextEdit) != []


def test_an_amendment_stands_beside_the_signed_contract(qtbot, opened):
    page = contract_page(opened)
    opened.press("Faire un avenant", page)
    sheet = opened.window.findChild(RowSheet)
    inputs = {one.labelled.field.accessibleName(): one.widget for one in sheet._inputs.values()}
    inputs["Pourquoi"].setCurrentIndex(1)
    qtbot.keyClicks(inputs["Ce qui change"], "Une visite par mois.")
    qtbot.keyClicks(inputs["Commence le"], "aujourd'hui")
    opened.press("Ajouter", sheet)
    (made,) = seen(opened).amendments
    assert (made.number, made.changes, made.effective_on) == (1, "Une visite par mois.", TODAY)
    assert "Avenant 1 · " in opened.words(page)
    assert "En cours d’écriture" in opened.words(page)
    opened.press("Signer", page)
    assert opened.vault.navigator.here == Destination(Place.SIGNING, opened.case(), "amendment")


def test_an_amendment_nobody_signed_yet_is_gone_on_with(opened):
    """One text at a time: « Faire un avenant » leads back to the one that waits."""
    opened.desk.contracting.amend(opened.case(), Amending(AmendmentMotive.MODULATION, "Une visite par mois."))
    page = contract_page(opened)
    opened.press("Faire un avenant", page)
    inputs = opened.window.findChild(RowSheet)._inputs.values()
    assert "Une visite par mois." in [one.widget.toPlainText() for one in inputs if hasattr(one.widget, "toPlainText")]
    assert len(seen(opened).amendments) == 1


def test_a_contract_ends_in_words_that_blame_nobody_and_another_is_prepared(opened):
    page = contract_page(opened)
    opened.press("Mettre fin", page)
    sheet = opened.window.findChild(EndSheet)
    opened.press("Mettre fin", sheet)
    assert "Choisissez comment" in opened.words(sheet)
    sheet.reason.choose(ContractEnd.RENOUNCED)
    opened.press("Mettre fin", sheet)
    assert "terminé le 20 novembre 2026" in opened.words(page)
    opened.press("En préparer un autre", page)
    opened.press("Garder la proposition 1", page)
    opened.press("Préparer le contrat avec 1 objectif", page)
    assert (seen(opened).version, seen(opened).state) == (2, ContractState.DRAFT)


# With the landlord


def test_the_page_of_three_is_prepared_written_and_handed(qtbot, bare):
    page = contract_page(bare, COMMITMENTS)
    bare.press("Préparer la page à partir du contrat", page)
    zone = field(page, "Bailleur")
    zone.setFocus()
    zone.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(zone, Qt.Key.Key_Return)
    qtbot.keyClicks(zone, "appeler sous huit jours")
    next_point = field(page, "Prochain point à trois")
    type_over(qtbot, next_point, "22/12")
    leave(qtbot, next_point)
    bare.settle()
    found = page_of_three(bare)
    assert found.landlord[-1] == "appeler sous huit jours"
    assert found.next_point_on == dt.date(2026, 12, 22)
    bare.press("Remis pour lecture", page)
    assert page_of_three(bare).handed_on == TODAY


def test_a_word_that_lets_guess_health_is_said_before_the_landlord_reads(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned, COMMITMENTS)
    zone = field(page, "Vous")
    type_over(qtbot, zone, "demander la mutuelle")
    leave(qtbot, zone)
    opened_unsigned.settle()
    assert "Le mot «\u00a0mutuelle\u00a0» peut laisser deviner la santé" in opened_unsigned.words(page)


def test_a_line_is_moved_and_removed_and_annuler_gives_it_back(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned, COMMITMENTS)
    zone = field(page, "Vous")
    first, second = page_of_three(opened_unsigned).household
    zone.setFocus()
    qtbot.keyClick(zone, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert zone.toPlainText() == f"{second}\n{first}"
    opened_unsigned.press("Retirer la ligne\u00a0: Vous", page)
    assert page_of_three(opened_unsigned).household == (second,)
    opened_unsigned.press("Annuler")
    assert page_of_three(opened_unsigned).household == (second, first)
    assert zone.toPlainText() == f"{second}\n{first}"


def test_signed_commitments_keep_their_next_point_only(qtbot, opened):
    page = contract_page(opened, COMMITMENTS)
    assert page.column.findChildren(LinesZone) == []
    next_point = field(page, "Prochain point à trois")
    type_over(qtbot, next_point, "dans 6 semaines")
    leave(qtbot, next_point)
    opened.settle()
    assert page_of_three(opened).next_point_on == dt.date(2027, 1, 1)


def test_one_goes_from_the_contract_to_the_page_of_three(opened_unsigned):
    page = contract_page(opened_unsigned)
    opened_unsigned.press("Engagements réciproques", page)
    assert "Une ligne par engagement" in opened_unsigned.words(page)


# Shown to whom, and in what room


def test_the_family_reads_along_spoken_to_and_without_our_list(bare):
    page = contract_page(bare)
    bare.press("Ajouter un objectif", page)
    assert "Encore à écrire" in bare.words(page)
    bare.vault.share()
    bare.settle()
    words = bare.words(page)
    assert "Ce que vous voulez, avec vos mots" in words
    for never in ("Encore à écrire", "ménage", "Pour l’association"):
        assert never not in words
    bare.vault.share()


def test_f9_covers_every_word_of_the_case_and_loses_none(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    type_over(qtbot, field(page, "Vous"), "virement le 6")
    opened_unsigned.vault.mask()
    opened_unsigned.settle()
    words = opened_unsigned.words(page)
    for covered in ("virement", "Payer le loyer", "mutuelle", "La situation financière"):
        assert covered not in words
    opened_unsigned.vault.mask()
    page.flush()
    opened_unsigned.settle()
    assert seen(opened_unsigned).objectives[0].household == "virement le 6"


def test_on_a_small_screen_words_and_paper_take_turns(qtbot, opened_unsigned):
    opened_unsigned.window.resize(1097, 540)
    page = contract_page(opened_unsigned)
    assert (page.area.isVisible(), page.preview.isVisible()) == (True, False)
    with qtbot.waitSignal(page.preview.drawn):
        opened_unsigned.press("Aperçu", page)
    assert (page.area.isVisible(), page.preview.isVisible()) == (False, True)
    opened_unsigned.press("Texte", page)
    assert (page.area.isVisible(), page.preview.isVisible()) == (True, False)
    column = page.column
    for one in column.findChildren(QPushButton):
        if one.isVisible():
            assert one.height() >= theme.current().target
            assert one.mapTo(column, one.rect().topRight()).x() <= column.width()


def test_large_words_still_fit_the_width(opened_unsigned):
    theme.apply(theme.ThemeName.DARK, 200)
    try:
        page = contract_page(opened_unsigned)
        assert page.column.width() <= page.area.viewport().width()
    finally:
        theme.apply(theme.ThemeName.LIGHT, 100)


def test_what_is_being_typed_survives_a_change_of_room(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    zone = field(page, "Avec les mots du ménage", 1)
    type_over(qtbot, zone, "Ne plus craindre")
    del zone
    gc.collect()
    opened_unsigned.window.resize(1097, 540)
    opened_unsigned.settle()
    again = field(page, "Avec les mots du ménage", 1)
    assert (again.toPlainText(), focused() is again) == ("Ne plus craindre", True)
    assert again.textCursor().position() == len("Ne plus craindre")


def test_the_paper_stays_in_sight_while_it_is_made_again(qtbot, opened_unsigned):
    page = contract_page(opened_unsigned)
    paper = page.preview.paper
    qtbot.waitUntil(lambda: bool(paper.sheets) and paper.sheets[0].image is not None)
    page.preview.look_again()
    with qtbot.waitSignal(page.preview.drawn):
        pass
    assert paper.sheets[0].image is not None


def test_the_household_stands_under_the_title_on_preparation_too(bare):
    for detail in (None, COMMITMENTS):
        page = contract_page(bare, detail)
        assert "Famille Benali" in bare.words(page.head)
    discretion().cover(True)
    assert "Famille Benali" not in bare.words(page.head)
