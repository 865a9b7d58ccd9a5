"""Two clocks of saving: a draft while one types, a command when the caret leaves; nothing left behind (review A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.changes import Changes
from app.services.drafts import Typed
from ui.autosave import Autosave
from ui.kit.fields import Paragraphs

if TYPE_CHECKING:
    from tests.unit.ui.fixtures import Opened


def field(opened: Opened, qtbot, kept: list[str]) -> tuple[Paragraphs, Autosave]:
    zone = Paragraphs("Essai", "Comme c’était.")
    qtbot.addWidget(zone)
    zone.show()

    def keep(text: str) -> Changes:
        kept.append(text)
        return Changes()

    return zone, Autosave(opened.vault.workplace, zone, Typed(opened.case(), "contact", "essai", ""), keep)


def drafts(opened: Opened) -> list[str]:
    opened.settle()
    return [typed.text for _id, typed in opened.desk.drafts.found(opened.case())]


def test_half_a_second_of_typing_is_a_draft_on_the_disk_and_no_command(opened, qtbot):
    kept: list[str] = []
    zone, _autosave = field(opened, qtbot, kept)
    qtbot.keyClicks(zone, "Loyer: ok. ")
    qtbot.waitUntil(lambda: drafts(opened) == ["Loyer: ok. Comme c’était."])
    assert kept == []


def test_leaving_the_field_makes_one_command_and_the_draft_goes(opened, qtbot):
    kept: list[str] = []
    zone, autosave = field(opened, qtbot, kept)
    qtbot.keyClicks(zone, "Loyer: ok. ")
    autosave.flush()
    autosave.flush()
    assert drafts(opened) == []
    assert kept == ["Loyer: ok. Comme c’était."]


def test_what_is_typed_back_to_what_it_was_leaves_no_draft(opened, qtbot):
    kept: list[str] = []
    zone, autosave = field(opened, qtbot, kept)
    qtbot.keyClicks(zone, "x")
    qtbot.waitUntil(lambda: drafts(opened) != [])
    zone.setPlainText("Comme c’était.")
    autosave.flush()
    assert drafts(opened) == []
    assert kept == []


def test_a_command_that_could_not_run_leaves_the_draft_and_is_tried_again(opened, qtbot):
    zone = Paragraphs("Essai", "")
    qtbot.addWidget(zone)
    tries: list[str] = []

    def keep(text: str) -> Changes:
        tries.append(text)
        if len(tries) == 1:
            raise OSError("plein")
        return Changes()

    place = Typed(opened.case(), "contact", "essai", "")
    autosave = Autosave(opened.vault.workplace, zone, place, keep)
    qtbot.keyClicks(zone, "Loyer ok.")
    qtbot.waitUntil(lambda: drafts(opened) == ["Loyer ok."])
    autosave.flush()
    assert drafts(opened) == ["Loyer ok."]
    autosave.flush()
    assert drafts(opened) == []
    assert tries == ["Loyer ok.", "Loyer ok."]


def test_no_break_spaces_and_emoji_are_kept_and_the_caret_comes_back_after_them(opened, qtbot):
    kept: list[str] = []
    zone, autosave = field(opened, qtbot, kept)
    autosave.take_up("« Merci\u00a0! » 👨‍👩‍👧 مرحبا", 20)
    assert zone.textCursor().position() == 20
    autosave.flush()
    opened.settle()
    assert kept == ["« Merci\u00a0! » 👨‍👩‍👧 مرحبا"]
