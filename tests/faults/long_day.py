"""Program: a long day in the real window, in which every text is a marker; then it locks, or dies.

Arguments: folder, then words. ``lock`` ends the day by a lock, ``crash`` by a signal nobody handles; ``wait`` waits for
a line before. ``plain`` takes the encryption away, ``leaves`` writes a file that has no name any more: the searches
must find both. Says what it did, and never a marker.
"""

from __future__ import annotations

import os
import select
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

import ui.main
from app.documents.evidence import CopyHanded, Identity, IdentityKnown, ReadHow, Reading
from app.documents.ink_demonstration import demonstration_ink
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, Recipient
from tests.faults.census import MARKER, PAPERS, census_of
from tests.faults.census import PASSPHRASE as PHRASE
from tests.faults.home import Home
from tests.journeys.types_until_killed import Person, say
from tests.journeys.world import PASSPHRASE, Device
from tests.unit.papers.marked import marked_case
from ui.destinations import Destination, Place
from ui.kit.printing import JOB
from ui.workplace import NoteAsked

if TYPE_CHECKING:
    from collections.abc import Iterator

DEVICE = Device()
OFFICE_DOTS = 150  # an inch: what is drawn is the same, a little coarser and sooner
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WRONG, NOTE, REQUEST, SEARCHED, TALK, NEW, COPIED, THROWN = (f"MQ900{rank}Z été" for rank in range(8))
HOW = Circumstances(
    identity=Identity(IdentityKnown.OTHER, "MQ9010Z"),
    reading=Reading(ReadHow.READ_TOGETHER, minutes=12),
    copy_handed=CopyHanded.PAPER,
)


class LongDay(Person):
    """Does one thing after the other, and says each."""

    def begin(self) -> Iterator[object]:
        yield from self.come_in()
        desk = self.vault.desk
        self.case_id = desk.exchange.import_document(marked_case().document).case_id
        say("imported")
        yield from self.write()
        yield from self.look_for()
        yield from self.read_papers()
        self.sign()
        desk.exchange.export(self.case_id, today=desk.today())
        desk.past.acts.table(self.case_id, desk.past.acts.of_case(self.case_id))
        desk.backups.make()
        say("exported")
        yield from self.fail()
        self.look_at_what_is_open()
        yield from self.end()

    def come_in(self) -> Iterator[object]:
        yield from self.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        yield from self.types(WRONG)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        yield from self.wait(self.refused)
        DEVICE.clock.advance(minutes=1)
        yield from self.wait(lambda: self.button("Ouvrir").isEnabled())
        yield from self.types(PASSPHRASE)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        yield from self.wait(lambda: self.window.vault is not None)
        yield from self.rest()
        say("opened")

    def refused(self) -> bool:
        """Tell whether what was typed was tried: it is then chosen, so that typing again takes its place."""
        field = QApplication.focusWidget()
        return isinstance(field, QLineEdit) and field.hasSelectedText()

    def button(self, words: str) -> QPushButton:
        return next(one for one in self.window.findChildren(QPushButton) if one.text() == words and one.isVisible())

    def write(self) -> Iterator[object]:
        """Type in a note, a request, a page, a form, half-way; each leaves a draft."""
        self.vault.write_note(NoteAsked(self.case_id))
        yield from self.types_in(NOTE)
        self.vault.take_request(self.case_id)
        yield from self.types_in(REQUEST)
        self.vault.go(Destination(Place.DIAGNOSIS, self.case_id, "talk"))
        yield from self.press("Notes libres")
        yield from self.wait(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
        yield from self.types(TALK)
        yield from self.kept(TALK)
        self.vault.go(Destination(Place.PERSONS))
        yield from self.press("Nouveau dossier")
        yield from self.wait(
            lambda: self.front is not self.window and isinstance(QApplication.focusWidget(), QLineEdit)
        )
        yield from self.types(NEW)
        yield from self.kept(NEW)
        yield from self.put_away()
        say("typed")

    def types_in(self, text: str) -> Iterator[object]:
        """Type in the sheet that has just opened, wait until it is kept, and put it away."""
        yield from self.wait(
            lambda: self.front is not self.window and isinstance(QApplication.focusWidget(), QPlainTextEdit)
        )
        yield from self.types(text)
        yield from self.kept(text)
        yield from self.put_away()

    def kept(self, text: str) -> Iterator[object]:
        yield from self.wait(lambda: any(text in one.typed.text for one in self.vault.desk.drafts.all_found()))

    def put_away(self) -> Iterator[object]:
        """Close the sheet in front: a first Escape may only close a list, or empty a field."""
        while self.front is not self.window:
            QTest.keyClick(QApplication.focusWidget() or self.front, Qt.Key.Key_Escape)
            yield from self.rest()

    def look_for(self) -> Iterator[object]:
        """Search, copy, and look at every page of the case."""
        self.vault.search()
        yield from self.wait(
            lambda: self.front is not self.window and isinstance(QApplication.focusWidget(), QLineEdit)
        )
        yield from self.types("mq0")
        yield from self.rest()
        yield from self.types(SEARCHED)
        yield from self.rest()
        yield from self.put_away()
        QApplication.clipboard().setText(COPIED)
        for place in (Place.CASE, Place.DIAGNOSIS, Place.CONTRACT, Place.TODAY, Place.PROCEDURES):
            self.vault.go(Destination(place, self.case_id))
            yield from self.rest()
        QTest.keyClick(self.window, Qt.Key.Key_Plus, CONTROL)  # a choice of this device is written
        say("searched")

    def read_papers(self) -> Iterator[object]:
        """Look at one paper on the screen, draw all the others, and write in the log that they were printed."""
        desk = self.vault.desk
        self.vault.show_paper(self.case_id, DocumentKind.SUPPORT_CONTRACT, Recipient.HOUSEHOLD)
        yield from self.wait(lambda: self.front is not self.window)
        yield from self.rest()
        yield from self.print_paper()
        yield from self.keep_copy()
        yield from self.put_away()
        count = 0
        for offer in desk.papers.offered(self.case_id, today=desk.today()):
            if not offer.refusal:
                desk.papers.record_print(
                    desk.papers.make(offer.kind, self.case_id, offer.recipient, today=desk.today())
                )
                count += 1
                yield True
        say(f"drew {count} papers")

    def print_paper(self) -> Iterator[object]:
        """Print the paper in sight, as the window does; the print queue takes it, prints it and lets go of it."""
        queued = Home.of_environment().queued
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(JOB)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(queued))
        printer.setResolution(OFFICE_DOTS)
        self.front.ask_printer = lambda _parent: printer
        before = len(self.vault.desk.past.acts.of_case(self.case_id))
        yield from self.press("Imprimer 1 exemplaire")
        while self.vault.tasks.busy or len(self.vault.desk.past.acts.of_case(self.case_id)) == before:
            yield True
        paper = queued.read_bytes()
        queued.unlink()
        say(f"printed {len(paper)} bytes of {paper[:4].decode()}")

    def keep_copy(self) -> Iterator[object]:
        """Keep the paper in sight outside the vault, where somebody says in Qt’s own dialog, which remembers places."""
        sheet, place = self.front, Home.of_environment().copy
        place.parent.mkdir()
        yield from self.press("Enregistrer le PDF…")
        yield from self.wait(lambda: self.front is not sheet)
        choose = self.button("Choisir l’endroit")
        QTimer.singleShot(0, choose, choose.click)  # not from here: the dialog comes back only once it is answered
        yield from self.wait(lambda: isinstance(self.front, QFileDialog))
        dialog = self.front
        dialog.selectFile(str(place))
        yield from self.rest()
        QTimer.singleShot(0, dialog, dialog.accept)
        yield from self.wait(place.exists)
        yield from self.rest()
        say(f"kept a copy of {place.read_bytes()[:4].decode()}")

    def sign(self) -> None:
        desk = self.vault.desk
        frozen = desk.signing.freeze(DocumentKind.SUPPORT_CONTRACT, self.case_id, today=desk.today())
        for place in frozen.places:
            desk.signing.sign_on_screen(frozen, place, demonstration_ink(place.shown.name), HOW)
        say(f"signed by {len(frozen.places)}")

    def fail(self) -> Iterator[object]:
        """Fail where nobody foresaw it: in a slot, on another thread, in a command."""
        QTimer.singleShot(0, self.window, self.throw)
        thread = threading.Thread(target=self.throw)
        thread.start()
        thread.join()
        self.vault.tasks.command(self.throw)
        yield from self.rest()
        yield from self.rest()
        say("failed")

    def throw(self) -> None:
        raise ValueError(THROWN)

    def look_at_what_is_open(self) -> None:
        if "leaves" in self.what:
            self.left = tempfile.TemporaryFile()  # noqa: SIM115 -- open until the end
            self.left.write(NOTE.encode("utf-16-le"))
            self.left.flush()
        seen = census_of(MARKER, PHRASE, PAPERS)
        seen.open_files()
        say(f"open: {seen.summary()}")

    def end(self) -> Iterator[object]:
        words = THROWN  # on the stack when it dies
        if "wait" in self.what:
            self.vault.write_note(NoteAsked(self.case_id))
            yield from self.wait(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
            yield from self.types(NOTE)
            say("waiting")
            while not select.select([sys.stdin], [], [], 0)[0]:
                yield True
        if "lock" in self.what:
            say("locking")
            QTest.keyClick(self.window, Qt.Key.Key_L, CONTROL | SHIFT)
        say(f"dying with {len(words)} letters in hand")
        os.abort()
        yield

    def rest(self) -> Iterator[object]:
        yield True
        yield from self.wait(lambda: not self.vault.tasks.busy)


def without_encryption() -> None:
    """Open databases as plain ones: nothing keeps their words from the disk."""
    from db import engine

    def connected(database: Path, _key: bytes, pragmas: tuple[str, ...]) -> object:
        connection = engine.sqlcipher3.dbapi2.connect(str(database), isolation_level=None, check_same_thread=False)
        for pragma in pragmas:
            if "cipher" not in pragma:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    engine._connected = connected


def main(folder: str, *words: str) -> int:
    if "plain" in words:
        without_encryption()
    say(str(os.getpid()))
    DEVICE.create(Path(folder))
    ui.main.put_together = DEVICE.app
    application = QApplication(sys.argv[:1])
    day: list[LongDay] = []
    QTimer.singleShot(0, application, lambda: day.append(LongDay(" ".join(words))))
    return ui.main.start(["--vault", folder])


if __name__ == "__main__":
    from app.adapters.hardening import harden_process

    harden_process()
    sys.exit(main(*sys.argv[1:]))
