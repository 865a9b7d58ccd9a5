"""The window over one open vault: pages, sheets, saved hours, sharing, and how all of it is taken down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from app.errors import Expected
from app.words import _
from ui.destinations import Destination, Place
from ui.events import Hub
from ui.kit.discretion import discretion
from ui.kit.toast import Toast
from ui.shell.backups_keeper import BackupsKeeper
from ui.shell.figures_keeper import FiguresKeeper
from ui.shell.frame import Frame
from ui.shell.navigator import Navigator
from ui.shell.ring_look import RingLook
from ui.shell.vault_look import VaultLook
from ui.shell.watch import Watch
from ui.tasks import Tasks
from ui.workplace import NoteAsked, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.services.desk import Desk
    from app.services.forgetting import values as forgetting
    from resources.vocabulary import DocumentKind, Recipient

FLUSH_MS = 400  # a lock never waits longer for the disk; drafts are on it already


class OpenVault(QObject):
    """What stands in the window while a vault is open; pages know it as their :class:`ui.workplace.Shell`.

    Signals:
        signs: A household has the screen to sign (True), or no more.
    """

    signs = Signal(bool)

    def __init__(self, desk: Desk, window: QWidget, pause: Callable[[], None]) -> None:
        super().__init__(window)
        self.desk = desk
        self.pause = pause
        self._window = window
        gestures = {
            "search": self.search,
            "mask": self.mask,
            "share": self.share,
            "pause": pause,
            "note": self.new_note,
        }
        self.frame = Frame(gestures, desk.zone)
        self.hub = Hub()
        self.watch = Watch(desk, self.hub)
        self.tasks = Tasks(self.present)
        self.workplace = Workplace(desk, self.tasks, self.hub, self)
        self.navigator = Navigator(self.workplace, self.frame.pages)
        self._keeper = FiguresKeeper(desk, self.tasks, self.hub)
        self.backups = BackupsKeeper(self.workplace, self.frame.status.whisper)
        self._look = VaultLook(self.workplace, self.frame.status, self.frame.troubles)
        self._ring = RingLook(self.workplace, self.frame.troubles.present)
        self._toast = Toast(self.frame)
        self._sheets: list[QDialog] = []
        self._attestations: list[forgetting.Certificate] = []  # shown when one is there to see them
        self._away = False
        self.frame.place_asked.connect(lambda place: self.go(Destination(place)))
        self.frame.status.follow(self.tasks)
        self.hub.saved.connect(self.frame.status.saved)
        self._hear_escape()
        if desk.demonstration:
            self.frame.status.mark(_("Démonstration\u00a0: familles imaginaires"))

    def begin(self) -> None:
        """Show the first place: the household of the hour in shared mode during a visit, else the day (U-02)."""
        here = self.desk.day.view(self.desk.today()).now_case_id
        self.go(Destination(Place.CASE, here) if here is not None else Destination(Place.TODAY))
        if here is not None:
            self.set_shared(True)
        self._work()

    def begin_again(self, before: OpenVault) -> None:
        """Show where another window over the same vault was, said anew: the screen stays shared if it was."""
        before_place = before.navigator.here
        self.go(before_place or Destination(Place.TODAY))
        self.set_shared(before.workplace.shared)
        self._work()

    def _work(self) -> None:
        """Begin what goes on beside the window."""
        self._keeper.begin()
        self._look.begin()
        self._ring.begin()
        self.backups.begin()
        self.tasks.fetch(partial(_read_ahead, self.desk), self._make_ahead, lambda _fault: None, owner=self)

    def _make_ahead(self, holds_cases: bool) -> None:
        """Make the list of all cases while nobody waits for it; what it shows is read when it is."""
        if holds_cases:
            self.navigator.page(Place.PERSONS)

    def go(self, destination: Destination) -> None:
        """Show a destination; while the screen is shared, only what is of the household in sight (practice U-02)."""
        if self._betrays(destination):
            self.toast(_("Quittez d’abord l’écran partagé (F11)\u00a0: le reste parle d’autres ménages."))
            return
        self.frame.troubles.hide()
        if destination.place is Place.SIGNING:  # nothing stands over what is pressed to sign, or not to
            self._toast.hide()
        self._surround(destination.place)
        self.navigator.go(destination)

    def back(self) -> None:
        """Return to the place before; before a household, who signs or shares the screen, to nobody else's."""
        before, case_id = self.navigator.before, self.workplace.case_id
        elsewhere = before is None or before.case_id != case_id
        if self.workplace.shared or (self.navigator.signs and elsewhere):
            self.go(Destination(Place.CASE, case_id))
            return
        self._surround(before.place if before is not None else Place.TODAY)
        self.navigator.back()

    def step_back(self) -> None:
        """Go back as a chord asks (Alt+Gauche); where somebody signs, as Échap does, which asks first."""
        if self.navigator.signs:
            self.escape()
        else:
            self.back()

    def _surround(self, place: Place) -> None:
        """Let the frame and the window be as a place wants them."""
        self.frame.show_place(place)
        self.signs.emit(place is Place.SIGNING)

    def escape(self) -> None:
        """Go back (Échap): inside the page first, then to where one came from; nothing typed is lost, home is home."""
        here, shared = self.navigator.here, self.workplace.shared
        if here is None or here.place is Place.TODAY or (shared and here.place is Place.CASE):
            return
        if not self.navigator.page(here.place).retreat():
            self.back()

    def _hear_escape(self) -> None:
        """Hear Échap wherever the focus is over the vault: a sheet, an open list and a pause keep theirs."""
        heard = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.frame)
        heard.setAutoRepeat(False)  # held, it would go back all the way
        heard.activated.connect(self.escape)

    def present(self, fault: BaseException) -> None:
        """Say a trouble."""
        self.frame.troubles.present(fault)

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done."""
        self._toast.say(sentence, undo)

    def window(self) -> QWidget:
        """Return the window."""
        return self._window

    def search(self) -> None:
        """Open the palette (Ctrl+K); never over a shared screen, where it would name other households."""
        if self.navigator.signs:
            return
        if self.workplace.shared:
            self.toast(_("La recherche se rouvre quand l’écran n’est plus partagé."))
            return
        from ui.palette.sheet import PaletteSheet  # noqa: PLC0415 -- a start does not wait for it

        self._open(lambda: PaletteSheet(self.workplace, self._window))

    def write_note(self, asked: NoteAsked) -> None:
        """Open a note (Ctrl+N)."""
        from ui.note.sheet import NoteSheet  # noqa: PLC0415 -- a start does not wait for it

        self.workplace.read(asked.case_id)
        self._open(lambda: NoteSheet(self.workplace, self._window, asked))

    def new_note(self) -> None:
        """Open a new note of the case in sight; never in front of somebody who signs."""
        if not self.navigator.signs:
            self.write_note(NoteAsked(self.workplace.case_id))

    def help(self) -> None:
        """Say what this screen is for and which keys it knows (F1); the one who signs is not led away."""
        if not self.navigator.signs:
            self.go(Destination(Place.HELP))

    def take_request(self, case_id: str | None) -> None:
        """Open a request or a call (Ctrl+D)."""
        if self.navigator.signs:
            return
        from ui.request.sheet import RequestSheet  # noqa: PLC0415 -- a start does not wait for it

        self.workplace.read(case_id)
        self._open(lambda: RequestSheet(self.workplace, self._window, case_id))

    def postpone(self, case_id: str, appointment_id: str) -> None:
        """Open « Reporter » or « Porte close » for an appointment."""
        from ui.note.postpone import PostponeSheet  # noqa: PLC0415 -- a start does not wait for it

        self.workplace.read(case_id)
        self._open(lambda: PostponeSheet(self.workplace, self._window, case_id, appointment_id))

    def show_paper(self, case_id: str, kind: DocumentKind, recipient: Recipient, which: str | None = None) -> None:
        """Show a paper made for one recipient, ready to print."""
        from ui.papers.sheet import PaperSheet  # noqa: PLC0415 -- a start does not wait for it

        self.workplace.read(case_id)
        self._open(lambda: PaperSheet(self.workplace, self._window, case_id, kind, recipient, which))

    def forget(self, case_id: str, places: Sequence[forgetting.Place] = ()) -> None:
        """Open « Effacer définitivement »; what is typed anywhere is kept first, so that it is reached too."""
        if self.workplace.shared:
            self.toast(_("Quittez d’abord l’écran partagé (F11)."))
            return
        from ui.case.forgetting import ForgettingSheet  # noqa: PLC0415 -- a start does not wait for it

        self.navigator.flush()
        for sheet in self._window.findChildren(QDialog):
            sheet.reject()
        self.workplace.read(case_id)
        self._open(lambda: ForgettingSheet(self.workplace, self._window, case_id, places))

    def forgotten(self, certificate: forgetting.Certificate, *, whole: bool) -> None:
        """Show nothing of what was forgotten any more, and its attestation."""
        self._toast.say("")  # an « Annuler » still offered would write it again
        self.frame.troubles.hide()
        for sheet in self._window.findChildren(QDialog):
            sheet.done(QDialog.DialogCode.Accepted)
        self.navigator.close()  # pages out of sight hold what they showed
        for case_id in certificate.changes.cases if whole else ():
            self.navigator.forget(case_id)
        self._attestations.append(certificate)
        if not self._away:
            self.bring_back()
        self.hub.saved.emit(self.desk.now())
        self.hub.changed.emit(certificate.changes)

    def attest(self, certificate: forgetting.Certificate) -> None:
        """Show an attestation, ready to print."""
        from ui.case.attestation import AttestationSheet  # noqa: PLC0415 -- a start does not wait for it

        paper = self.desk.forgetting.paper

        def drawn(pdf: bytes) -> None:
            if self._away:  # a pause came first: nothing readable stands over it
                self._attestations.append(certificate)
            else:
                self._open(lambda: AttestationSheet(self.workplace, self._window, pdf))

        self.tasks.fetch(lambda: paper(certificate), drawn, owner=self)

    def mask(self) -> None:
        """Cover or uncover private words (F9)."""
        discretion().cover(not discretion().covered)

    def share(self) -> None:
        """Begin or end sharing the screen with the household in sight (F11); who signs has it: that ends later."""
        if not (self.navigator.signs and self.workplace.shared):
            self.set_shared(not self.workplace.shared)

    def set_shared(self, shared: bool) -> None:
        """Share the screen with the household in sight, or stop."""
        here = self.navigator.here
        if shared and (here is None or here.case_id is None):
            self.toast(_("Ouvrez d’abord un dossier\u00a0: l’écran partagé n’en montre qu’un."))
            return
        self.workplace.shared = shared
        self.frame.set_shared(shared=shared)
        self.hub.sharing_changed.emit(shared)

    def set_cramped(self, *, cramped: bool) -> None:
        """Tell everybody that room is short, or no longer."""
        if cramped != self.workplace.cramped:
            self.workplace.cramped = cramped
            self.frame.set_cramped(cramped=cramped)
            self.hub.room_changed.emit(cramped)

    def put_away(self) -> None:
        """Keep all that is typed and take everything readable down: before a pause, a lock, the end."""
        self.navigator.remember()
        self.navigator.flush()
        for sheet in self._window.findChildren(QDialog):  # also those a page opened: none stays over a pause
            sheet.reject()
        self._sheets.clear()
        self._away = True
        self.tasks.settle(FLUSH_MS)
        for sheet in self._window.findChildren(QDialog):  # what the disk refused would stay in sight
            sheet.done(QDialog.DialogCode.Rejected)
        self.navigator.close()
        self.workplace.leave_case()
        self.signs.emit(False)

    def bring_back(self) -> None:
        """Show again where one was before a pause, the caret where it was."""
        self._away = False
        here = self.navigator.here
        self._surround(here.place if here is not None else Place.TODAY)
        self.navigator.come_back()
        while self._attestations:
            self.attest(self._attestations.pop(0))

    def leave(self) -> None:
        """Put everything away and stop working for this vault, which stays open."""
        self._keeper.rest()
        self.backups.rest()
        self._ring.rest()
        self.put_away()
        self.tasks.stop()

    def close(self, *, quick: bool = False) -> None:
        """Put everything away and close the vault; quickly when the process is about to be replaced."""
        self.leave()
        if quick:
            self.desk.lock_down()
        else:
            self.desk.close()
        if not self.desk.demonstration:
            self.desk.last_seen.remember()

    def _betrays(self, destination: Destination) -> bool:
        """Tell whether a place would show other households to the one before the shared screen."""
        if not self.workplace.shared or destination.place in {Place.HELP, Place.SETTINGS}:
            return False
        here = self.navigator.here
        return here is not None and here.case_id is not None and destination.case_id != here.case_id

    def _open(self, make: Callable[[], QDialog]) -> None:
        """Open a sheet; what it is about may have gone meanwhile, which is said."""
        try:
            sheet = make()
        except Expected as trouble:
            self.present(trouble)
            return
        self._sheets.append(sheet)
        sheet.finished.connect(lambda _result: self._closed(sheet))
        sheet.open()

    def _closed(self, sheet: QDialog) -> None:
        if sheet in self._sheets:
            self._sheets.remove(sheet)
        sheet.deleteLater()


def _read_ahead(desk: Desk) -> bool:
    """Read one case beside the window: the first reading of all prepares its fifty questions, a tenth of a second.

    Returns:
        Whether there is one.
    """
    lines = desk.listing.page(desk.today(), count=1).lines
    for line in lines:
        desk.overview.of(line.case_id, desk.today())
    return bool(lines)
