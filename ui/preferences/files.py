"""Case files come in and go out: every problem of a file at once, and a sentence on what leaves the vault."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.changes import Changes
from app.errors import Cancelled, Expected, Several
from app.words import _
from ui.destinations import Destination, Place
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.fields import Labelled, Line
from ui.kit.files import ask_file, ask_place
from ui.kit.going_on import GoingOn
from ui.kit.texts import Role, Words
from ui.preferences.view_model import import_sentences, read_untrusted, refusal_said, write_export

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.exchange.case_files import ImportReport
    from ui.workplace import Workplace

KINDS = "Palier (*.json)"


class FilesCard(Card):
    """Import and export of one case."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(_("Faire entrer ou sortir un dossier"))
        self._workplace = workplace
        self.add(
            Words(
                _("Un dossier par fichier, écrit par un autre Palier. Il entre en entier, ou pas du tout."),
                Role.SECONDARY,
            )
        )
        self._import = Button(_("Importer un dossier…"), self._ask_import, icon="upload")
        self.body.addWidget(self._import, 0, Qt.AlignmentFlag.AlignLeft)
        self.going_on = GoingOn(workplace.tasks)
        self.add(self.going_on)
        self.result = Words("", private=True)
        self.add(self.result)
        self.result.hide()
        self._open = Button(_("Ouvrir le dossier"), self._go, icon="file-text")
        self.body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self._open.hide()
        self._case_id = ""
        self.problems = Banner("warning")
        self.add(self.problems)
        self._more = Button(_("Voir le détail"), self._unfold, kind="quiet")
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        self.detail = Words("", Role.SECONDARY, private=True)
        self.add(self.detail)
        self.detail.hide()
        self.number = Line(_("Numéro du dossier à exporter"), placeholder="2026-0142")
        self._field = Labelled(
            _("Numéro du dossier à exporter"),
            self.number,
            _("Le fichier écrit n’est plus protégé par le coffre\u00a0; effacez-le après usage."),
        )
        self.add(self._field)
        export = Button(_("Exporter le dossier…"), self._ask_export, icon="download")
        self.body.addWidget(export, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask_import(self) -> None:
        place = ask_file(self, _("Importer un dossier"), KINDS)
        if place is None:
            return
        exchange = self._workplace.desk.exchange
        self._say(())
        self._refuse("")
        self.going_on.run(
            _("Import en cours…"),
            lambda progress: exchange.import_bytes(read_untrusted(place), progress),
            self._imported,
            self._import_missed,
            pressed=self._import,
            writes=True,
        )

    def _imported(self, report: ImportReport) -> None:
        self._say(import_sentences(report))
        self._case_id = report.case_id
        self._open.show()
        self._workplace.hub.saved.emit(self._workplace.desk.now())
        self._workplace.hub.changed.emit(Changes(cases=frozenset({report.case_id})))

    def _import_missed(self, fault: BaseException) -> None:
        self._say(())
        if isinstance(fault, Several | Expected):
            self._refuse(*refusal_said(fault))
        elif not isinstance(fault, Cancelled):
            self._workplace.shell.present(fault)

    def _refuse(self, sentence: str, detail: str = "") -> None:
        """Say in a sentence why nothing came in; what a technician needs is folded under it."""
        self.problems.say(sentence)
        self.detail.say(detail)
        self.detail.hide()
        self._more.say(_("Voir le détail"))
        self._more.setVisible(bool(detail))

    def _unfold(self) -> None:
        unfolded = self.detail.isHidden()
        self.detail.setVisible(unfolded)
        self._more.say(_("Cacher le détail") if unfolded else _("Voir le détail"))

    def _go(self) -> None:
        self._workplace.go(Destination(Place.CASE, self._case_id))

    def _say(self, sentences: tuple[str, ...]) -> None:
        self._open.hide()
        self.result.say("\n".join(sentences))
        self.result.setVisible(bool(sentences))

    def _ask_export(self) -> None:
        desk = self._workplace.desk
        self._field.complain("")
        try:
            case_id = desk.cases.find(self.number.text().strip())
        except Expected as unknown:
            self._field.complain(unknown.sentence)
            self.number.setFocus()
            return
        name = f"dossier-{self.number.text().strip()}.json"
        place = ask_place(self, _("Exporter le dossier"), name, KINDS)
        if place is None:
            return
        today = desk.today()
        self._workplace.tasks.command(
            lambda: write_export(desk, case_id, place, today), partial(self._exported, place), self._export_missed, self
        )

    def _exported(self, place: Path, _done: None) -> None:
        self._workplace.shell.toast(_("Dossier écrit en clair\u00a0: {name}").format(name=place.name))

    def _export_missed(self, fault: BaseException) -> None:
        if isinstance(fault, Expected):
            self._field.complain(fault.sentence)
        else:
            self._workplace.shell.present(fault)
