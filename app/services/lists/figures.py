"""What the lists show of each case, kept from day to day: never wrong silently, made again in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select, update

from app.services.case_rows import rows_of_cases
from app.services.lists.deriving import derive, harm_of, shown_between
from app.services.troubles import told
from app.words import _, language
from db.local import CaseAhead, CaseFigure, table_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from app.changes import Changes
    from app.services.lists.deriving import Ahead, Derived
    from db.vault import Vault

SLICE = 20
LAZILY = 10  # lines a page derives by itself: more would keep the screen waiting
_FIGURE = table_of(CaseFigure)
_AHEAD = table_of(CaseAhead)


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a case for its line.

    Attributes:
        case_id: The case.
        number: Its number.
        label: How the household is called, or « Dossier » and the number.
        first_names: Of its members, as they are called.
        referent_id: Who follows it.
        referent: Their name.
        programme: As written in the case.
        state: A word of ``CaseState``; None until it was computed once.
        next_on: Next day something happens or falls due.
        next_what: Its sentence.
        next_neutral: The same where somebody else may read.
        last_met_on: Last day somebody of ours and the household saw each other.
        meet_every: How many days two meetings are apart; None while nobody has to be met.
        to_sign: Which paper waits for signatures (a word of ``DocumentKind``).
        is_fresh: Whether it holds for the day asked, in the language spoken, after all that was written.
    """

    case_id: str
    number: str
    label: str
    first_names: tuple[str, ...]
    referent_id: str | None
    referent: str | None
    programme: str | None
    state: str | None
    next_on: dt.date | None
    next_what: str | None
    next_neutral: str | None
    last_met_on: dt.date | None
    meet_every: int | None
    to_sign: str | None
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Keeps the figures of one vault."""

    vault: Vault

    def of(self, case_ids: Sequence[str], today: dt.date, most: int | None = None) -> tuple[Figure, ...]:
        """Return the figures of cases, in the order asked; it writes nothing.

        Args:
            case_ids: Which cases.
            today: For which day.
            most: How many may be derived now for want of a fresh one, those never computed and those written in
                first; the others are given as they stand, and say so. None: all.
        """
        with told(self.vault.folder), self.vault.read() as session:
            return figures_of(session, case_ids, today, most)

    def follow(self, changes: Changes, today: dt.date) -> None:
        """Compute again the cases a command touched, once it is committed."""
        if changes.cases:
            self.refresh(changes.cases, today)

    def refresh(self, case_ids: Iterable[str], today: dt.date) -> None:
        """Compute cases again and keep the result; one written in meanwhile stays old."""
        with told(self.vault.folder):
            with self.vault.read() as session:
                made = _derived(session, tuple(case_ids), today)
            if made:
                self.vault.write(lambda session: _keep(session, made))

    def refresh_some(self, today: dt.date, count: int = SLICE) -> int:
        """Compute again a slice of those that are old, and return how many are left: call it until 0, then rest."""
        with told(self.vault.folder), self.vault.read() as session:
            first = (CaseFigure.computed_on.is_not(None), CaseFigure.stale.is_not(True), CaseFigure.computed_on)
            query = select(CaseFigure.case_id).where(is_old(today)).order_by(*first, CaseFigure.case_id)
            ids = session.scalars(query.limit(count)).all()
        if ids:
            self.refresh(ids, today)
        return self.left(today)

    def left(self, today: dt.date) -> int:
        """Return how many figures are old: of another day, in another language, or of before a write."""
        with told(self.vault.folder), self.vault.read() as session:
            return session.scalar(select(func.count()).select_from(CaseFigure).where(is_old(today))) or 0


def is_old(today: dt.date) -> ColumnElement[bool]:
    """Return the condition under which a figure does not hold."""
    return or_(
        CaseFigure.stale.is_(True),
        CaseFigure.computed_on.is_(None),
        CaseFigure.computed_on != today,
        CaseFigure.language != language(),
    )


def figures_of(
    session: Session, case_ids: Sequence[str], today: dt.date, most: int | None = None
) -> tuple[Figure, ...]:
    """Return the figures of cases inside a reading session; see :meth:`Figures.of`."""
    figures, _ahead_now = figures_and_dates(session, case_ids, today, most)
    return figures


def figures_and_dates(
    session: Session, case_ids: Sequence[str], today: dt.date, most: int | None = None
) -> tuple[tuple[Figure, ...], dict[str, tuple[Ahead, ...]]]:
    """Return the figures of cases, and the dates ahead of those derived now; the dates of the others are kept."""
    query = select(_FIGURE).where(_FIGURE.c.case_id.in_(case_ids))
    dates = {}
    kept = {row.case_id: dict(row._mapping) for row in session.execute(query)}  # noqa: SLF001 -- SQLAlchemy's own name
    old = sorted(
        (case_id for case_id in case_ids if not _holds(kept.get(case_id), today)),
        key=lambda case_id: (case_id in kept and kept[case_id]["computed_on"] is not None, case_id not in kept),
    )
    for case_id, _touched, found in _derived(session, old[:most], today):
        kept[case_id] = {**kept.get(case_id, {}), **found.columns, "case_id": case_id}
        dates[case_id] = found.ahead
    return tuple(figure_from(kept[case_id], today) for case_id in case_ids if case_id in kept), dates


def _holds(kept: dict[str, Any] | None, today: dt.date) -> bool:
    if kept is None or kept["stale"]:
        return False
    return bool(kept["computed_on"] == today and kept["language"] == language())


def figure_from(kept: dict[str, Any], today: dt.date) -> Figure:
    """Return a figure from the columns of its row."""
    return Figure(
        case_id=kept["case_id"],
        number=kept["number"],
        label=label_of(kept["label"], kept["number"]),
        first_names=tuple(kept["first_names"] or ()),
        referent_id=kept["referent_id"],
        referent=kept["referent"],
        programme=kept["programme"],
        state=kept["state"],
        next_on=kept["next_on"],
        next_what=kept["next_what"],
        next_neutral=kept["next_neutral"],
        last_met_on=kept["last_met_on"],
        meet_every=kept["meet_every"],
        to_sign=kept["to_sign"],
        is_fresh=_holds(kept, today),
    )


def label_of(label: str | None, number: str) -> str:
    """Return how a household is called: as chosen with them, else by the number of its case."""
    return label or _("Dossier {number}").format(number=number)


def labels_of(session: Session, case_ids: Collection[str]) -> dict[str, str]:
    """Return how the households of cases are called, by case."""
    query = select(CaseFigure.case_id, CaseFigure.label, CaseFigure.number).where(CaseFigure.case_id.in_(case_ids))
    return {case_id: label_of(label, number) for case_id, label, number in session.execute(query)}


def _derived(session: Session, case_ids: Sequence[str], today: dt.date) -> list[tuple[str, int | None, Derived]]:
    """Return what is derived of cases, with how often each had been written in just before."""
    query = select(CaseFigure.case_id, CaseFigure.touched).where(CaseFigure.case_id.in_(case_ids))
    touched = {row.case_id: row.touched for row in session.execute(query)}
    return [(rows.case_id, touched.get(rows.case_id), derive(rows, today)) for rows in rows_of_cases(session, case_ids)]


def _keep(session: Session, made: Iterable[tuple[str, int | None, Derived]]) -> None:
    for case_id, touched, found in made:
        here = (_FIGURE.c.case_id == case_id, _FIGURE.c.touched == touched)
        written = session.connection().execute(update(_FIGURE).where(*here).values(found.columns))
        if not written.rowcount:  # written in meanwhile, or gone
            continue
        session.execute(_AHEAD.delete().where(_AHEAD.c.case_id == case_id))
        lines = [_ahead(case_id, one) for one in found.ahead]
        if lines:
            session.execute(insert(_AHEAD), lines)


def _ahead(case_id: str, one: Ahead) -> dict[str, Any]:
    shown_from, hidden_after = shown_between(one)
    return {
        "case_id": case_id,
        "kind": one.kind,
        "due_on": one.due_on,
        "extended_to": one.extended_to,
        "object": one.object,
        "sentence": one.sentence,
        "neutral": one.neutral,
        "state": one.state.value,
        "harm": int(harm_of(one)),
        "shown_from": shown_from,
        "hidden_after": hidden_after,
    }
