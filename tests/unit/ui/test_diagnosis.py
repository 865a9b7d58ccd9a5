"""The shared diagnosis on the screen: free order, what is typed is never lost, what leaves is decided together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from app.services.diagnosis.diagnosing import Answer
from app.services.drafts import Typed
from resources.vocabulary import ApprovalStatus, DiagnosisPoint, DocumentKind, PassageKind, PointState, Recipient
from tests.journeys.world import copied
from tests.unit.ui.fixtures import shown
from ui.destinations import Destination, Place
from ui.diagnosis.sorting import Sorting
from ui.diagnosis.sorting_table import MIME, PointButton, SentenceRow, meant
from ui.diagnosis.view_model import Screen, Sight, draft_row, sight_of
from ui.kit.discretion import COVER
from ui.kit.fields import Pick
from ui.today.view_model import draft_destination

FINANCES, HEALTH, ADMIN = (
    DiagnosisPoint.FINANCIAL_SITUATION,
    DiagnosisPoint.HEALTH_ISSUES,
    DiagnosisPoint.ADMINISTRATIVE_SITUATION,
)
TALKED = "« On n’ouvre plus le courrier. » Les factures sont classées. Ils veulent rester."


def there(opened, detail=None, object_id=None):
    page = opened.go(Destination(Place.DIAGNOSIS, opened.case(), detail, object_id))
    QApplication.processEvents()
    return page


def view(opened):
    return opened.desk.diagnosing.diagnosis(opened.case(), opened.desk.today())


def point(opened, key=FINANCES):
    return next(one for one in view(opened).points if one.key is key)


def zone(page, name, nth=0):
    return [one for one in page.findChildren(QPlainTextEdit) if one.accessibleName() == name and one.isVisible()][nth]


def _focused_in_a_window_behind():
    """Return what has the caret of a window the offscreen system did not bring to the front."""
    found = [one.focusWidget() for one in QApplication.topLevelWidgets() if one.isVisible()]
    return next((one for one in found if one is not None), None)


def typed(text, field=None):
    """Type as a French keyboard does: ``keyClicks`` knows no accent."""
    target = field or QApplication.focusWidget() or _focused_in_a_window_behind()
    assert target is not None
    for sign in text:
        wanted = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, wanted, Qt.KeyboardModifier.NoModifier, "\r" if sign == "\n" else sign)
            QApplication.sendEvent(target, event)


def add(qtbot, field, text):
    """Type after what stands in a field."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    typed(text, field)


def rows(page):
    return [one for one in page.findChildren(SentenceRow) if one.isVisible()]


def key(qtbot, name):
    """Press a key where the focus is."""
    qtbot.keyClick(QApplication.focusWidget(), name)


# --- where one goes ---------------------------------------------------------------------------------------------------


def test_a_destination_names_a_screen_a_point_or_a_version():
    assert sight_of(Destination(Place.DIAGNOSIS, "c")) == Sight(Screen.POINTS)
    assert sight_of(Destination(Place.DIAGNOSIS, "c", "talk")) == Sight(Screen.TALK)
    assert sight_of(Destination(Place.DIAGNOSIS, "c", FINANCES)) == Sight(Screen.POINT, FINANCES)
    assert sight_of(Destination(Place.DIAGNOSIS, "c", "approval", "v1")) == Sight(Screen.APPROVAL, version_id="v1")


@pytest.mark.parametrize(
    ("target", "place", "seen"),
    [
        ("diagnosis_point", (FINANCES.value,), Sight(Screen.POINT, FINANCES)),
        ("diagnosis_point", ("sharing", FINANCES.value), Sight(Screen.SHARING)),
        ("diagnosis", ("talk",), Sight(Screen.TALK)),
        ("diagnosis", ("approval", "p1"), Sight(Screen.APPROVAL)),
        ("difficulty", ("difficulty", "0"), Sight(Screen.AFTERWARDS)),
    ],
)
def test_a_draft_found_again_leads_where_it_was_typed(found_draft, target, place, seen):
    assert sight_of(draft_destination(found_draft(target, draft_row("c1", *place)))) == seen


@pytest.fixture
def found_draft():
    import datetime as dt

    from app.services.drafts import FoundDraft

    def made(target, row):
        draft = Typed("c1", target, "reported", "…", row_id=row)
        return FoundDraft("d", draft, "X", dt.datetime(2026, 11, 20, tzinfo=dt.UTC), "…")

    return made


def test_the_eight_points_are_choices_said_in_words_with_nothing_counted(opened):
    page = there(opened)
    said = opened.words(page)
    assert "4. La situation financière" in said
    assert "abordé" in said
    assert "à reprendre" in said
    assert "sur 8" not in said
    accents = [one.text() for one in page.findChildren(QPushButton) if one.property("kind") == "accent"]
    assert accents == ["Assez pour aujourd’hui"]


def test_health_shows_no_first_words_in_passing(opened):
    assert "SECRET-SANTE-7319" not in opened.words(there(opened))
    assert "SECRET-SANTE-7319" in opened.words(there(opened, HEALTH))


def test_one_jumps_to_any_point(opened, qtbot):
    page = there(opened)
    opened.press("7 Projet résidentiel", page)
    assert "7. Le projet résidentiel" in opened.words(page)


# --- a point ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_when_the_caret_leaves_and_the_caret_stays_in_the_next_zone(opened, qtbot):
    page = there(opened, FINANCES)
    said = zone(page, "Ce que dit le ménage")
    assert said.hasFocus()
    add(qtbot, said, " Et l’électricité.")
    qtbot.keyClick(said, Qt.Key.Key_Tab)
    seen = zone(page, "Ce que nous observons")
    assert seen.hasFocus()
    typed("Vu. ", seen)
    opened.settle()
    assert point(opened).reported.endswith("Et l’électricité.")
    assert seen.hasFocus()
    assert seen.toPlainText().startswith("Vu. ")
    assert seen.textCursor().position() == len("Vu. ")


def test_a_command_of_the_zone_itself_leaves_text_and_caret_where_they_are(opened, qtbot):
    page = there(opened, FINANCES)
    said = zone(page, "Ce que dit le ménage")
    add(qtbot, said, " Oui.\n")
    place = said.textCursor().position()
    qtbot.keyClick(said, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert point(opened).reported.endswith("Oui.")
    assert (said.hasFocus(), said.textCursor().position()) == (True, place)


def test_an_edit_of_an_approved_version_says_quietly_that_it_is_to_be_read_again(opened, qtbot):
    page = there(opened, FINANCES)
    assert "ouvre une nouvelle version" not in opened.words(page)
    add(qtbot, zone(page, "Ce que nous observons"), " Plan tenu.")
    qtbot.keyClick(zone(page, "Ce que nous observons"), Qt.Key.Key_Tab)
    opened.settle()
    assert "Cette version est à relire ensemble. Ce qui a changé\u00a0: La situation financière." in opened.words(page)


def test_not_wishing_to_talk_about_it_is_one_press_and_an_answer_like_another(opened, qtbot):
    page = there(opened, ADMIN)
    opened.press("ne souhaite pas en parler", page)
    assert point(opened, ADMIN).state is PointState.PREFERS_NOT_TO
    assert "ne souhaite pas en parler" in opened.words(there(opened))


def test_what_helps_stands_first_a_line_each(opened, qtbot):
    page = there(opened, FINANCES)
    add(qtbot, zone(page, "Points d’appui, un par ligne"), "\nUn frère qui aide")
    qtbot.keyClick(zone(page, "Points d’appui, un par ligne"), Qt.Key.Key_Tab)
    opened.settle()
    assert point(opened).strengths == ("Budget tenu par Nadia dans un cahier", "Un frère qui aide")


def test_the_landlord_has_a_column_only_where_they_have_facts(opened, qtbot):
    assert "Ce que dit le bailleur" not in opened.words(there(opened, HEALTH))
    page = there(opened, FINANCES)
    add(qtbot, zone(page, "Ce que dit le bailleur"), " Un plan est possible.")
    qtbot.keyClick(zone(page, "Ce que dit le bailleur"), Qt.Key.Key_Tab)
    opened.settle()
    said = point(opened).landlord_said
    assert said.text.endswith("Un plan est possible.")
    assert said.by == "Sophie Delattre"
    assert len(view(opened).versions) == 1  # it is no part of what the household approved


def test_difficulties_keep_their_rank_whatever_version_they_are_written_in(opened, qtbot):
    page = there(opened, FINANCES)
    cause = zone(page, "D’où cela vient")
    add(qtbot, cause, ", puis un arrêt")
    qtbot.keyClick(cause, Qt.Key.Key_Tab)  # opens a version: the row has another id
    add(qtbot, zone(page, "Ce que cela entraîne"), ", et l’angoisse")
    opened.press("Ajouter une difficulté", page)
    QApplication.processEvents()
    typed("Plus de mutuelle")
    key(qtbot, Qt.Key.Key_Tab)
    opened.settle()
    found = view(opened).difficulties
    assert [one.cause for one in found] == ["Fin de l’intérim en mars, puis un arrêt", ""]
    assert found[0].consequence.endswith("et l’angoisse")
    assert found[1].what == "Plus de mutuelle"
    assert len(view(opened).versions) == 2


def test_a_difficulty_taken_away_comes_back(opened):
    page = there(opened, FINANCES)
    opened.press("Retirer la difficulté 1", page)
    assert view(opened).difficulties == ()
    opened.press("Annuler")
    QApplication.processEvents()
    assert len(view(opened).difficulties) == 1
    assert zone(page, "D’où cela vient").toPlainText() == "Fin de l’intérim en mars"


def test_leaving_keeps_what_is_typed(opened, qtbot):
    page = there(opened, FINANCES)
    add(qtbot, zone(page, "Notre analyse"), " À revoir.")
    there(opened, HEALTH)
    assert point(opened).analysis.endswith("À revoir.")


def test_a_draft_whose_command_never_ran_is_found_where_it_was_typed(opened, device, filled, tmp_path, qtbot):
    page = there(opened, FINANCES)
    add(qtbot, zone(page, "Ce que dit le ménage"), " Coupé net")
    qtbot.waitUntil(lambda: bool(opened.desk.drafts.all_found()))
    again = shown(qtbot, device, copied(filled, tmp_path / "après la coupure"))
    assert not point(again).reported.endswith("Coupé net")
    page = again.go(draft_destination(again.desk.drafts.all_found()[0]))
    QApplication.processEvents()
    said = zone(page, "Ce que dit le ménage")
    assert said.toPlainText().endswith(" Coupé net")
    qtbot.keyClick(said, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again.settle()
    assert point(again).reported.endswith("Coupé net")
    assert again.desk.drafts.all_found() == ()
    again.window.close()


def test_a_draft_of_a_difficulty_nobody_added_yet_has_its_row_again(opened):
    case = opened.case()
    draft = Typed(case, "difficulty", "what", "Un impayé d’eau", row_id=draft_row(case, "difficulty", "1"))
    opened.desk.drafts.save(f"difficulty:{draft.row_id}:what", draft)
    page = opened.go(draft_destination(opened.desk.drafts.all_found()[0]))
    QApplication.processEvents()
    assert zone(page, "Ce qui est difficile", 1).toPlainText() == "Un impayé d’eau"


# --- room, discretion, the shared screen ------------------------------------------------------------------------------


def test_with_little_room_the_choices_are_a_list_and_one_voice_is_wide(opened, qtbot):
    opened.window.resize(1097, 540)
    page = there(opened, FINANCES)
    assert page.findChildren(Pick)
    said = zone(page, "Ce que dit le ménage")
    assert said.width() > page.width() / 2
    assert "RSA ouvert en avril. APL non versée en août et septembre." in opened.words(page)
    key_of_other = [one for one in page.findChildren(QPlainTextEdit) if one.accessibleName() == "Ce que nous observons"]
    assert not key_of_other[0].isVisible()
    page._panel._voices._voices[1].folded.setFocus()
    key(qtbot, Qt.Key.Key_Return)
    assert key_of_other[0].hasFocus()
    assert not said.isVisible()


def test_masked_nothing_of_the_case_can_be_read(opened):
    for detail in (None, FINANCES, "sharing", "approval", "afterwards"):
        page = there(opened, detail)
        opened.vault.mask()
        said = opened.words(page)
        assert COVER in said
        for private in ("intérim", "RSA", "Benali", "Nadia", "Sophie", "tenable"):
            assert private not in said, (detail, private)
        opened.vault.mask()


def test_a_draft_found_again_while_masked_stays_covered(opened):
    case = opened.case()
    draft = Typed(case, "diagnosis_point", "reported", "Un secret tapé", row_id=draft_row(case, FINANCES.value))
    opened.desk.drafts.save(f"diagnosis_point:{draft.row_id}:reported", draft)
    opened.vault.mask()
    page = there(opened, FINANCES)
    assert "Un secret tapé" not in opened.words(page)
    opened.vault.mask()
    assert "Un secret tapé" in opened.words(page)
    there(opened)
    assert point(opened).reported == "Un secret tapé"


def test_the_shared_screen_speaks_to_them_and_shows_no_analysis(opened):
    page = there(opened, FINANCES)
    opened.vault.share()
    QApplication.processEvents()
    said = opened.words(page)
    assert "Ce que vous dites" in said
    assert "Ce que dit le ménage" not in said
    assert "vous ne souhaitez pas en parler" in said
    assert "analyse" not in said
    assert "Compte arrêté au 31 août" in said
    assert "Ce que dit le bailleur" not in opened.words(there(opened, DiagnosisPoint.RESIDENTIAL_PROJECT))
    assert "défaut de gestion" not in opened.words(there(opened, "approval"))
    assert "bailleur, recueilli ensuite" not in opened.words(there(opened, "afterwards"))


# --- talking first ----------------------------------------------------------------------------------------------------


def test_on_a_french_keyboard_digits_need_no_shift():
    assert meant(Qt.Key.Key_Ampersand.value) == Qt.Key.Key_1.value
    assert meant(Qt.Key.Key_Eacute.value) == Qt.Key.Key_2.value
    assert meant(Qt.Key.Key_Underscore.value) == Qt.Key.Key_8.value
    assert meant(Qt.Key.Key_Agrave.value) == Qt.Key.Key_0.value
    assert meant(Qt.Key.Key_9.value) is None
    assert meant(Qt.Key.Key_A.value) is None


def test_a_quotation_is_theirs_and_the_next_sentence_without_a_point_comes_to_hand():
    sorting = Sorting.of(("« Oui. »", "Vu.", "Encore."))
    assert [one.voice for one in sorting.sentences] == [
        PassageKind.REPORTED,
        PassageKind.OBSERVED,
        PassageKind.OBSERVED,
    ]
    sorting.take(2)
    sorting.put(FINANCES)
    assert sorting.current == 0
    sorting.put(FINANCES)
    sorting.put(HEALTH)
    assert sorting.current == 1  # all have one: it stays in hand
    sorting.take_back()
    assert [one.sentence for one in sorting.leave()] == ["« Oui. »", "Encore."]
    assert [one.text for one in sorting.sentences] == ["Vu."]


def test_sentences_are_talked_first_and_sorted_with_one_key_each(opened, qtbot):
    page = there(opened, "talk")
    typed(TALKED)
    opened.press("Ranger les phrases", page)
    QApplication.processEvents()
    assert len(rows(page)) == 3
    key(qtbot, Qt.Key.Key_3)
    key(qtbot, Qt.Key.Key_O)  # the factures are sorted by them: said
    key(qtbot, Qt.Key.Key_QuoteDbl)
    opened.press("C’est rangé", page)
    admin = point(opened, ADMIN)
    assert admin.reported == "« On n’ouvre plus le courrier. »\nLes factures sont classées."
    assert zone(page, "Notes libres").toPlainText() == "Ils veulent rester."
    assert [one.beginning for one in opened.desk.drafts.all_found()] == ["Ils veulent rester."]


def test_putting_away_stands_apart_from_the_eight_points(opened):
    page = there(opened, "talk")
    typed(TALKED)
    opened.press("Ranger les phrases", page)
    QApplication.processEvents()
    away = next(one for one in page.findChildren(QPushButton) if one.text() == "C’est rangé")
    points = page.findChildren(PointButton)
    assert len(points) == 8
    assert not any(one.parentWidget() is away.parentWidget() for one in points)
    around = away.rect().translated(away.mapTo(page, QPoint())).adjusted(-24, -24, 24, 24)
    assert not any(around.intersects(one.rect().translated(one.mapTo(page, QPoint()))) for one in points)


def test_once_every_sentence_is_sorted_the_page_of_notes_is_empty(opened, qtbot):
    page = there(opened, "talk")
    typed("Une phrase. Une autre.")
    opened.press("Ranger les phrases", page)
    QApplication.processEvents()
    key(qtbot, Qt.Key.Key_4)
    key(qtbot, Qt.Key.Key_4)
    opened.press("C’est rangé", page)
    assert zone(page, "Notes libres").toPlainText() == ""  # else the next letter would sort them a second time
    assert opened.desk.drafts.all_found() == ()
    opened.press("Annuler")
    opened.settle()
    assert zone(page, "Notes libres").toPlainText() == "Une phrase.\nUne autre."


def test_sorted_sentences_taken_back_stand_on_the_page_of_notes_again(opened, qtbot):
    page = there(opened, "talk")
    typed("Une phrase. Une autre.")
    opened.press("Ranger les phrases", page)
    QApplication.processEvents()
    key(qtbot, Qt.Key.Key_4)
    opened.press("C’est rangé", page)
    opened.press("Annuler")
    opened.settle()
    assert "Une phrase." not in point(opened).observed
    assert zone(page, "Notes libres").toPlainText() == "Une autre.\nUne phrase."


def test_leaving_in_the_middle_puts_what_is_sorted_and_keeps_the_rest(opened, qtbot):
    page = there(opened, "talk")
    typed("Une phrase. Une autre.")
    opened.press("Ranger les phrases", page)
    QApplication.processEvents()
    key(qtbot, Qt.Key.Key_4)
    there(opened, FINANCES)
    assert point(opened).observed.endswith("Une phrase.")
    assert zone(there(opened, "talk"), "Notes libres").toPlainText() == "Une autre."


def test_a_sentence_is_dropped_on_a_point(opened, qtbot):
    page = there(opened, "talk")
    typed("Une phrase. Une autre.")
    opened.press("Ranger les phrases", page)
    QApplication.processEvents()
    carried = QMimeData()
    carried.setData(MIME, b"1")
    button = page.findChildren(PointButton)[5]
    button.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.MoveAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert "6 · Santé" in opened.words(rows(page)[1])
    opened.press("2 · Parcours", page)
    assert "2 · Parcours" in opened.words(rows(page)[0])


def test_notes_are_a_draft_on_the_disk_while_one_talks(opened, qtbot):
    there(opened, "talk")
    typed("On parle")
    qtbot.waitUntil(lambda: bool(opened.desk.drafts.all_found()))
    opened.vault.navigator.close()
    opened.settle()
    page = opened.go(draft_destination(opened.desk.drafts.all_found()[0]))
    QApplication.processEvents()
    assert zone(page, "Notes libres").toPlainText() == "On parle"


# --- what leaves ------------------------------------------------------------------------------------------------------


def test_a_sentence_is_chosen_written_and_read_together(opened, qtbot):
    page = there(opened, "sharing")
    card = page._panel._points[2]
    opened.press("une phrase", card)
    QApplication.processEvents()
    typed("Les papiers sont à jour.")
    key(qtbot, Qt.Key.Key_Tab)
    opened.settle()
    assert (point(opened, ADMIN).shares, point(opened, ADMIN).landlord_sentence) == (True, "Les papiers sont à jour.")
    assert "Pas encore lue par le ménage" in opened.words(card)
    opened.press("Lue ensemble aujourd’hui", card)
    assert point(opened, ADMIN).read_on == opened.desk.today()
    assert "Lue par le ménage le 20 novembre 2026" in opened.words(card)


def test_everything_is_read_together_in_one_gesture(opened, qtbot):
    page = there(opened, "sharing")
    add(qtbot, zone(page, "La phrase pour le bailleur"), " Soudés.")
    opened.press("Finalement pas lue", page._panel._points[1])
    assert point(opened, DiagnosisPoint.FAMILY_HISTORY).read_on is None
    opened.press("Tout est lu ensemble", page)
    assert {one.read_on for one in view(opened).points if one.shares} >= {opened.desk.today()}
    assert all(one.read_on for one in view(opened).points if one.shares)


def test_no_is_one_press_and_keeps_the_words(opened):
    page = there(opened, "sharing")
    opened.press("non", page._panel._points[0])
    family = point(opened, DiagnosisPoint.FAMILY_SITUATION)
    assert (family.shares, family.landlord_sentence) == (False, "Couple avec deux enfants scolarisés.")


def test_deciding_a_sentence_after_everybody_answered_says_that_all_is_read_together_again(opened):
    page = there(opened, "sharing")
    assert "ouvre une nouvelle version, à relire" in opened.words(page)
    opened.desk.diagnosing.share(opened.case(), FINANCES, "Tout va mieux.")
    assert "ouvre une nouvelle version" not in opened.words(there(opened, "sharing"))


def test_health_has_no_choice(opened):
    card = there(opened, "sharing")._panel._points[5]
    assert "La santé ne part jamais chez le bailleur." in opened.words(card)
    assert not card.findChildren(QPushButton)


def test_words_that_let_guess_somebodys_health_are_said_beside_while_typing(opened, qtbot):
    page = there(opened, "sharing")
    add(qtbot, zone(page, "La phrase pour le bailleur"), " Retour d’hospitalisation.")
    assert "peut laisser deviner la santé" in opened.words(page._panel._points[0])


def test_what_leaves_stands_beside_with_the_reason_of_what_stays(opened):
    said = opened.words(there(opened, "sharing"))
    assert "Ce qui part aujourd’hui" in said
    assert "Rien n’est dit au bailleur sur ce point." in said
    assert "Ce qui partira une fois cette version approuvée" not in said
    opened.desk.diagnosing.share(opened.case(), FINANCES, "Tout va mieux.")
    said = opened.words(there(opened, "sharing"))
    assert "Ce qui partira une fois cette version approuvée" in said
    assert "La phrase n’a pas encore été lue par le ménage." in said


def test_what_the_landlord_would_get_is_shown_as_their_paper(opened, monkeypatch):
    asked = []
    monkeypatch.setattr(type(opened.vault), "show_paper", lambda _self, *what: asked.append(what))
    opened.press("Aperçu pour le bailleur", there(opened, "sharing"))
    opened.press("Imprimer le diagnostic", there(opened, "approval"))
    assert asked == [
        (opened.case(), DocumentKind.LANDLORD_SENTENCES, Recipient.LANDLORD),
        (opened.case(), DocumentKind.DIAGNOSIS_FORM, Recipient.HOUSEHOLD),
    ]


# --- read together ----------------------------------------------------------------------------------------------------


def cards(page):
    return list(page._panel._adults.values())


def buttons(card):
    return card._answers.findChildren(QPushButton)


@pytest.mark.parametrize("size", [(1366, 768), (1097, 540)])
def test_the_three_answers_have_one_size(opened, size):
    opened.window.resize(*size)
    page = there(opened, "approval")
    assert len({(one.width(), one.height()) for card in cards(page) for one in buttons(card)}) == 1
    assert len({card._words.size().toTuple() for card in cards(page)}) == 1


def test_one_adult_answers_alone_with_their_words(opened, qtbot):
    opened.desk.diagnosing.write(opened.case(), FINANCES, PassageKind.OBSERVED, "Plan tenu.")
    page = there(opened, "approval")
    nadia = cards(page)[0]
    add(qtbot, nadia._words, "Pas sur le loyer.")
    opened.press("Pas d’accord", nadia)
    said = view(opened).approvals
    assert [(one.status, one.on, one.reservations) for one in said] == [
        (ApprovalStatus.DISPUTED, opened.desk.today(), "Pas sur le loyer."),
        (None, None, ""),
    ]
    assert "Pas d’accord, le 20 novembre 2026" in opened.words(nadia)
    assert opened.desk.drafts.all_found() == ()


def test_words_added_after_an_answer_go_with_it(opened, qtbot):
    page = there(opened, "approval")
    nadia = cards(page)[0]
    add(qtbot, nadia._words, "Merci.")
    qtbot.keyClick(nadia._words, Qt.Key.Key_Tab)
    opened.settle()
    said = view(opened).approvals[0]
    assert (said.status, said.reservations) == (ApprovalStatus.APPROVED, "Merci.")
    assert len(view(opened).versions) == 1


def test_an_answer_taken_back_leaves_its_words_as_a_draft(opened, qtbot):
    opened.desk.diagnosing.write(opened.case(), FINANCES, PassageKind.OBSERVED, "Plan tenu.")
    page = there(opened, "approval")
    nadia = cards(page)[0]
    add(qtbot, nadia._words, "Sauf le loyer.")
    opened.press("D’accord avec une réserve", nadia)
    opened.press("Annuler")
    opened.settle()
    assert view(opened).approvals[0].status is None
    assert nadia._words.toPlainText() == "Sauf le loyer."
    assert [one.beginning for one in opened.desk.drafts.all_found()] == ["Sauf le loyer."]
    assert not any(one.isChecked() for one in buttons(nadia))


def test_a_version_that_was_approved_stays_readable(opened):
    before = point(opened).observed
    opened.desk.diagnosing.write(opened.case(), FINANCES, PassageKind.OBSERVED, "Tout autre chose.")
    page = there(opened, "approval")
    assert before not in opened.words(page)
    there(opened, "approval", view(opened).versions[0].id)
    said = opened.words(page)
    assert "Version 1, telle qu’elle a été lue" in said
    assert before in said
    assert "Tout autre chose." not in said
    assert "ouvre une nouvelle version" not in said


def test_the_whole_is_written_in_its_words(opened, qtbot):
    page = there(opened, "afterwards")
    add(qtbot, zone(page, "Les jours"), "\nhier")
    qtbot.keyClick(zone(page, "Les jours"), Qt.Key.Key_Tab)
    opened.settle()
    assert view(opened).whole.interviews[-1].isoformat() == "2026-11-19"
    opened.press("Sur quoi travailler\u00a0: santé", page)
    assert "health" in {axis for axis, _label in view(opened).whole.work_axes}


def test_enough_for_today_goes_back_to_the_case(opened, monkeypatch):
    went = []
    page = there(opened, FINANCES)
    monkeypatch.setattr(type(opened.vault), "go", lambda _self, where: went.append(where))
    opened.press("Assez pour aujourd’hui", page)
    assert (went[0].place, went[0].case_id) == (Place.CASE, opened.case())


def test_a_diagnosis_talked_first_takes_twenty_gestures_at_most(opened_unsigned, qtbot):
    """Practice section 5, row (m): typing itself is not counted."""
    opened, gestures = opened_unsigned, 0
    case = opened.case()
    page = there(opened, "talk")  # 1
    typed(" ".join(f"Phrase numéro {number}." for number in range(1, 9)))
    opened.press("Ranger les phrases", page)  # 2
    QApplication.processEvents()
    gestures += 2
    for number in range(1, 9):
        key(qtbot, Qt.Key.Key_0 + number)
        gestures += 1
    there(opened, "sharing")
    opened.press("une phrase", page._panel._points[2])
    QApplication.processEvents()
    typed("Les papiers sont à jour.")
    opened.press("Tout est lu ensemble", page)
    gestures += 3
    there(opened, "approval")
    gestures += 1
    for card in cards(page):
        opened.press("D’accord", card)
        gestures += 1
    found = opened.desk.diagnosing.diagnosis(case, opened.desk.today())
    assert all(one.status is ApprovalStatus.APPROVED for one in found.approvals)
    assert "Phrase numéro 4." in found.points[3].observed
    assert gestures <= 20


def test_an_answer_of_before_is_not_that_of_the_version_written_since(opened):
    person = view(opened).approvals[0].person_id
    opened.desk.diagnosing.approve(
        opened.case(), person, Answer(ApprovalStatus.APPROVED_WITH_RESERVATIONS, opened.desk.today(), "Sauf le loyer.")
    )
    page = there(opened, "approval")
    assert cards(page)[0]._words.toPlainText() == "Sauf le loyer."
    opened.vault.workplace.command(
        lambda: opened.desk.diagnosing.write(opened.case(), FINANCES, PassageKind.OBSERVED, "Autre chose.")
    )
    opened.settle()
    assert cards(page)[0]._words.toPlainText() == ""
    assert not any(one.isChecked() for one in buttons(cards(page)[0]))
