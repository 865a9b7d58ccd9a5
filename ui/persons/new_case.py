"""A new case: somebody's first name is enough; all the rest can wait, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.services.directory import NewOrganisation
from app.services.drafts import Typed
from app.services.households import NewCase, NewPerson
from app.words import N_, _
from resources.labels import PROGRAMMES
from resources.vocabulary import OrganisationKind, Relation
from ui.form_draft import FormDraft
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled, Line, Pick
from ui.kit.sheets import Sheet
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.changes import Changes
    from ui.workplace import Workplace

BOTH = {  # what two persons may be, and what it says of each; of one adult alone, nothing needs to be said
    "couple": (N_("Un couple"), (Relation.PARTNER, Relation.PARTNER)),
    "adults": (N_("Deux adultes"), (Relation.OTHER_ADULT, Relation.OTHER_ADULT)),
    "child": (N_("Un adulte et un enfant"), (None, Relation.CHILD)),
}
DRAFT = "form:case_file:new"


class NewCaseSheet(Sheet):
    """Opens a case.

    Signals:
        opened: id of the case.
    """

    opened = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(_("Nouveau dossier"), parent)
        self._workplace = workplace
        self._lines: dict[str, Line] = {}
        self._first = self._person("1", _("Première personne"))
        second = self._person("2", _("Deuxième personne, s’il y en a une"))
        self.both = self._ask_both(second)
        self._line("label", _("Comment appeler ce dossier"), _("Avec leurs mots. Sans nom, il porte son numéro."))
        self.adhered: Choice[bool] = Choice(
            [(True, _("Oui, elle est d’accord")), (False, _("Pas encore\u00a0: premier contact"))],
            _("La personne est-elle d’accord pour être accompagnée\u00a0?"),
        )
        self.add(Words(_("La personne est-elle d’accord pour être accompagnée\u00a0?"), Role.SECONDARY))
        self.add(self.adhered)
        self._line("address", _("Adresse du logement"))
        self._line("landlord", _("Bailleur"))
        self.programme: Pick[str | None] = Pick(
            _("Dispositif"), [(None, _("pas précisé")), *((one, _(PROGRAMMES[one].text)) for one in PROGRAMMES)], None
        )
        self.add(Labelled(_("Dispositif"), self.programme))
        self.body.addStretch(1)
        self.gesture(_("Fermer"), self.reject)
        self._open = self.gesture(_("Ouvrir le dossier"), self._open_case, kind="accent")
        self._draft = FormDraft(
            self, workplace, DRAFT, self._written, lambda text: Typed(None, "case_file", "form", text)
        )
        self._take_up(self._draft.found)
        for line in self._lines.values():
            self._draft.watch(line)
        self._first.setFocus()

    def _ask_both(self, second: Line) -> Choice[str]:
        """Ask, once a second person is named, who is of age: they approve and sign."""
        question = _("Qui sont ces deux personnes\u00a0?")
        choice: Choice[str] = Choice([(name, _(words)) for name, (words, _places) in BOTH.items()], question)
        asked = Labelled(question, choice)
        asked.hide()
        second.textChanged.connect(lambda text: asked.setVisible(bool(text)))
        self.add(asked)
        return choice

    def _person(self, which: str, title: str) -> Line:
        self.add(Words(title, Role.STRONG))
        beside = QWidget()
        beside.setObjectName("plain")
        layout = QHBoxLayout(beside)
        layout.setContentsMargins(0, 0, 0, 0)
        fields = (("first", _("Prénom")), ("last", _("Nom")), ("phone", _("Téléphone")))
        for field, words in fields:
            line = Line(f"{title}, {words}")
            self._lines[f"{field}{which}"] = line
            layout.addWidget(Labelled(words, line))
        self.add(beside)
        return self._lines[f"first{which}"]

    def _line(self, name: str, words: str, hint: str = "") -> None:
        line = Line(words)
        self._lines[name] = line
        self.add(Labelled(words, line, hint))

    def _text(self, name: str) -> str | None:
        return self._lines[name].text().strip() or None

    def _persons(self) -> tuple[NewPerson, ...]:
        found = []
        places = BOTH[self.both.value][1] if self._text("first2") and self.both.value is not None else (None, None)
        for which, place in zip(("1", "2"), places, strict=True):
            first, last, phone = (self._text(f"{field}{which}") for field in ("first", "last", "phone"))
            if first or last:
                found.append(NewPerson(first or last or "", last if first else None, relation=place, phone=phone))
        return tuple(found)

    def _open_case(self) -> None:
        desk, today, persons = self._workplace.desk, self._workplace.today, self._persons()
        landlord = self._text("landlord")
        new = NewCase(
            persons=persons,
            label=self._text("label"),
            adhered_on=today if self.adhered.value else None,
            programme=self.programme.value,
            address=self._text("address"),
        )
        made: list[str] = []

        def work() -> Changes:
            landlord_id = None
            if landlord:
                landlord_id = desk.directory.add_organisation(NewOrganisation(OrganisationKind.LANDLORD, landlord))[0]
            case_id, changes = desk.households.open_case(replace(new, landlord_id=landlord_id))
            made.append(case_id)
            desk.drafts.drop(DRAFT)
            return changes

        self._draft.rest()
        self._open.setEnabled(False)
        self._workplace.command(work, done=lambda: self._opened(made[0]), failed=self._missed, owner=self)

    def _opened(self, case_id: str) -> None:
        self.accept()
        self.opened.emit(case_id)

    def _missed(self, fault: BaseException) -> None:
        self._open.setEnabled(True)
        self._draft.missed(fault)

    @override
    def reject(self) -> None:
        """Leave: what was typed is a draft, taken up the next time."""
        self._draft.leave()
        super().reject()

    def _written(self) -> dict[str, str]:
        typed = {name: line.text() for name, line in self._lines.items() if line.text()}
        both, adhered, programme = self.both.value, self.adhered.value, self.programme.value
        chosen = {"both": both, "adhered": None if adhered is None else str(adhered), "programme": programme}
        return {**typed, **{name: one for name, one in chosen.items() if one is not None}}

    def _take_up(self, found: Mapping[str, str]) -> None:
        """Put back what was typed and chosen the last time."""
        for name, text in found.items():
            if name in self._lines:
                self._lines[name].setText(text)
        if found.get("both") in BOTH:
            self.both.choose(found["both"])
        if "adhered" in found:
            self.adhered.choose(found["adhered"] == str(True))
        if found.get("programme") in PROGRAMMES:
            self.programme.pick(found["programme"])
