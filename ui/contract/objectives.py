"""One objective being written: the household's words first, what is counted, what each of the three does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.words import N_, _
from resources.labels import LABELS
from resources.vocabulary import WorkAxis
from ui.contract.board import PLACE, Abreast, Zones
from ui.contract.lines import LinesZone, level, lines_of
from ui.contract.view_model import day_text, day_typed, moved, place, provenance
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.fields import Labelled, Line, Paragraphs, Pick
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.changes import Changes
    from app.services.contract.contracting import ObjectiveField
    from app.services.contract.objective_view import ObjectiveView
    from ui.contract.board import Board

SIDES: Final[tuple[tuple[str, ObjectiveField, str], ...]] = (
    ("household", "commitments_household", N_("Vous")),
    ("operator", "commitments_operator", N_("Nous")),
    ("landlord", "commitments_landlord", N_("Bailleur")),
)
LEAST_ABREAST = 430  # pixels for three lists side by side, at 100 % of text
LEAST_COUNTED = 400


class ObjectiveCard(Card):
    """One objective, at its rank."""

    def __init__(
        self, board: Board, rank: int, objective: ObjectiveView, order: Callable[[], list[str]], *, last: bool
    ) -> None:
        """Lay out an objective.

        Args:
            board: Where it stands.
            rank: From 0; it is what the card keeps, the objective there may become another.
            objective: What stands there now.
            order: Ids of all objectives, as they stand now.
            last: Whether none comes after.
        """
        super().__init__(_("Objectif {number}").format(number=rank + 1))
        self._board, self._rank, self._order, self.objective = board, rank, order, objective
        self.zones = Zones(board, "objective", rank + 1)
        self._shared = board.page.workplace.shared
        self._add_gestures(last=last)
        self._add_words()
        self._add_counted()
        self._add_sides()
        self._add_more()
        self._show_provenance()

    def say(self, objective: ObjectiveView) -> None:
        """Say what stands at this rank now."""
        self.objective = objective
        texts = [(name, getattr(objective, name)) for name in ("household_words", "expected_result", "indicator")]
        texts += [(name, getattr(objective, name)) for name in ("target", "baseline", "means", "partner")]
        texts += [(field, getattr(objective, side)) for side, field, _title in SIDES]
        self.zones.say((*texts, ("due_on", day_text(objective.due_on))))
        if objective.axis is not None and objective.axis is not self._axis.value:
            self._axis.pick(objective.axis)
        self._show_provenance()

    def _add_gestures(self, *, last: bool) -> None:
        number = self._rank + 1
        gestures = (
            ("up", "chevron-up", _("Monter l’objectif {number}"), partial(self._move, -1), self._rank > 0),
            ("down", "chevron-down", _("Descendre l’objectif {number}"), partial(self._move, 1), not last),
            ("remove", "archive", _("Retirer l’objectif {number}"), self._remove, True),
        )
        for what, icon, words, pressed, possible in gestures:
            name = words.format(number=number)
            made = Button("", pressed, kind="quiet", icon=icon, name=name, hint=name)
            made.setEnabled(possible)
            made.setProperty(PLACE, place(self._board.case_id, f"{number}/{what}"))
            self.beside_title(made)

    def _add_words(self) -> None:
        label = _("Ce que vous voulez, avec vos mots") if self._shared else _("Avec les mots du ménage")
        line = Abreast((1, 1), LEAST_ABREAST)
        line.add(self._paragraphs("household_words", label))
        line.add(self._paragraphs("expected_result", _("Ce qu’on pourra voir")))
        self.add(line)
        self._provenance = Words("", Role.HINT, private=True)
        self.add(self._provenance)

    def _add_counted(self) -> None:
        line = Abreast((5, 2, 4), LEAST_COUNTED)
        for field, label in (("indicator", _("Ce qu’on compte")), ("target", _("But"))):
            line.add(self._line(field, label))
        keep = self._keep("due_on", lambda text: day_typed(text, self._board.page.workplace.today))
        line.add(self.zones.day("due_on", _("À regarder le"), day_text(self.objective.due_on), keep))
        self.add(line)

    def _add_sides(self) -> None:
        line = Abreast((1, 1, 1), LEAST_ABREAST)
        zones = []
        for side, field, title in SIDES:
            box = QWidget()
            box.setObjectName("plain")
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            words = Words(_(title), Role.STRONG, voice=side)
            zone = LinesZone(_(title), getattr(self.objective, side), lines=3)
            words.setBuddy(zone)
            self.zones.text(field, zone, self._keep(field, lambda text: "\n".join(lines_of(text))))
            column.addWidget(words)
            column.addWidget(zone)
            column.addStretch(1)
            line.add(box)
            zones.append(zone)
        level(zones)
        self.add(line)

    def _add_more(self) -> None:
        self._more = QWidget()
        self._more.setObjectName("plain")
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 0, 0, 0)
        self._axis: Pick[WorkAxis] = Pick(
            _("Domaine"), [(axis, _(LABELS[axis].text)) for axis in WorkAxis], self.objective.axis
        )
        self._axis.picked.connect(self._pick_axis)
        column.addWidget(Labelled(_("Domaine"), self._axis))
        line = Abreast((1, 2, 2), LEAST_COUNTED)
        for field, label in (("baseline", _("Départ")), ("means", _("Moyens")), ("partner", _("Avec qui"))):
            line.add(self._line(field, label))
        column.addWidget(line)
        self._more.hide()
        name = _("Plus\u00a0: objectif {number}").format(number=self._rank + 1)
        self._unfold = Button(_("Domaine, départ, moyens, avec qui"), self._turn, kind="quiet", name=name)
        self._unfold.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.add(self._unfold)
        self.add(self._more)

    def _turn(self) -> None:
        self._more.setVisible(self._more.isHidden())

    def _line(self, field: Any, label: str) -> Labelled:
        line = Line(label, getattr(self.objective, field))
        line.setCursorPosition(0)  # its beginning is what is read
        self.zones.text(field, line, self._keep(field))
        return Labelled(label, line)

    def _paragraphs(self, field: ObjectiveField, label: str) -> Labelled:
        made = Paragraphs(label, getattr(self.objective, field), lines=1)
        self.zones.text(field, made, self._keep(field))
        return Labelled(label, made)

    def _show_provenance(self) -> None:
        said = provenance(self.objective, shared=self._shared)
        self._provenance.say(said)
        self._provenance.setVisible(bool(said))

    def _keep(self, field: ObjectiveField, read: Callable[[str], Any] = str.strip) -> Callable[[str], Changes]:
        contracting, case_id = self._board.page.workplace.desk.contracting, self._board.case_id

        def keep(text: str) -> Changes:
            return contracting.edit_objective(case_id, self.objective.id, field, read(text))

        return keep

    def _pick_axis(self, axis: WorkAxis) -> None:
        contracting, case_id, objective_id = self._desk.contracting, self._board.case_id, self.objective.id
        self._board.command(lambda: contracting.edit_objective(case_id, objective_id, "axis", axis.value))

    def _move(self, by: int) -> None:
        contracting, case_id = self._desk.contracting, self._board.case_id
        ids = moved(self._order(), self._rank, by)
        there = self._rank + 1 + by
        wanted = tuple(place(case_id, f"{there}/{what}") for what in (("up", "down") if by < 0 else ("down", "up")))
        self._board.command(lambda: contracting.order_objectives(case_id, ids), wanted=wanted)

    def _remove(self) -> None:
        contracting, case_id, objective_id = self._desk.contracting, self._board.case_id, self.objective.id
        here = self._rank + 1
        wanted = (*(place(case_id, f"{number}/remove") for number in (here, here - 1)), "add")
        self._board.command(
            lambda: contracting.remove_objective(case_id, objective_id), said=_("Objectif retiré."), wanted=wanted
        )

    @property
    def _desk(self) -> Any:
        return self._board.page.workplace.desk
