"""The landlord of a case, and who signs for them: with nobody named there, the page of three has no place for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from app.changes import Changes
from app.services.directory import NewColleague, NewOrganisation
from app.services.drafts import Typed
from app.words import _
from resources.vocabulary import OrganisationKind
from ui.form_draft import FormDraft
from ui.kit.fields import Labelled, Line
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.desk import Desk
    from ui.workplace import Workplace

TARGET = "case_worker"


class LandlordSheet(Sheet):
    """Names the landlord where the case names none, and somebody there, or somebody else in their place."""

    def __init__(self, workplace: Workplace, parent: QWidget, case_id: str) -> None:
        super().__init__(_("Bailleur"), parent)
        self._workplace, self._case_id = workplace, case_id
        view = workplace.desk.commitments.commitments(case_id, workplace.today)
        self._known = view.landlord_id
        self._lines: dict[str, Line] = {}
        self._asked: dict[str, Labelled] = {}
        if self._known is None:
            self._line("landlord", _("Bailleur"))
        else:
            self.add(Words(view.landlord_name, Role.STRONG, private=True))
        if view.landlord_person:
            said = _("Signe pour le bailleur\u00a0: {name}").format(name=view.landlord_person)
            self.add(Words(said, Role.BODY, private=True))
            hint = _("Les papiers déjà figés gardent le nom qu’ils portent.")
            self._line("person", _("Quelqu’un d’autre signe désormais"), hint)
        else:
            hint = _("Son nom aura sa place sur les engagements réciproques.")
            self._line("person", _("Qui signe pour le bailleur"), hint)
        self._line("phone", _("Téléphone"))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self._draft = FormDraft(
            self,
            workplace,
            f"form:{TARGET}:{case_id}",
            self._written,
            lambda text: Typed(case_id, TARGET, "form", text),
        )
        self._note = self.gesture(_("Noter"), self._name, kind="accent")
        found = self._draft.found
        for name, line in self._lines.items():
            line.setText(found.get(name, ""))
            self._draft.watch(line)
        next(iter(self._lines.values())).setFocus()

    def _line(self, name: str, words: str, hint: str = "") -> None:
        self._lines[name] = Line(words)
        self._asked[name] = Labelled(words, self._lines[name], hint)
        self.add(self._asked[name])

    def _written(self) -> dict[str, str]:
        return {name: text for name, line in self._lines.items() if (text := line.text().strip())}

    def _lacks(self, written: dict[str, str]) -> bool:
        """Say under a field that what was typed in others needs it: nobody works for no landlord."""
        lacking = {
            "landlord": self._known is None and written.keys() - {"landlord"},
            "person": "phone" in written and "person" not in written,
        }
        needed = [name for name in self._asked if name not in written and lacking.get(name)]
        for name, labelled in self._asked.items():
            labelled.complain(_("Il manque ce nom. Rien n’est perdu\u00a0; tapez-le ici.") if name in needed else "")
        if needed:
            self._asked[needed[0]].take_focus()
        return bool(needed)

    def _name(self) -> None:
        written, desk, case_id, known = self._written(), self._workplace.desk, self._case_id, self._known
        if self._lacks(written):
            return
        self._draft.rest()
        self._note.setEnabled(False)
        self._workplace.command(
            lambda: _named(desk, case_id, known, written),
            said=_("C’est noté.") if written else "",
            done=self.accept,
            failed=self._missed,
            owner=self,
        )

    def _missed(self, fault: BaseException) -> None:
        self._note.setEnabled(True)
        self._draft.missed(fault)

    @override
    def reject(self) -> None:
        """Leave: what was typed is a draft, taken up the next time."""
        self._draft.leave()
        super().reject()


def _named(desk: Desk, case_id: str, known: str | None, written: dict[str, str]) -> Changes:
    """Name in the case the landlord written, and somebody who works there; each is added to the directory once."""
    landlord_id, kinds, undo = known, frozenset[str](), None
    if landlord_id is None and "landlord" in written:
        wanted = NewOrganisation(OrganisationKind.LANDLORD, written["landlord"])
        landlord_id = desk.directory.add_organisation(wanted)[0]
        kinds |= desk.households.name_organisation(case_id, landlord_id).kinds
    if landlord_id is not None and "person" in written:
        someone = NewColleague(landlord_id, written["person"], phone=written.get("phone"))
        named = desk.households.replace_worker(case_id, desk.directory.add_worker(someone)[0])
        kinds, undo = kinds | named.kinds, named.undo
    desk.drafts.drop(f"form:{TARGET}:{case_id}")
    return Changes(kinds, frozenset({case_id}), undo=undo)
