"""One order, given: a text, a row with what stands in it, a whole case."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.domain.clauses import folded
from app.domain.instants import time_zone
from app.errors import Expected
from app.services.acting import case_space, gone
from app.services.case_rows import zone_of_worker
from app.services.editing.registry import children_of
from app.services.forgetting.aftermath import Aftermath, go_on, is_due
from app.services.forgetting.attesting import Done, certificate_of, drawn, ended, gone_further, left_over, motive_of
from app.services.forgetting.kept import begin, go_further, kept
from app.services.forgetting.places import column_named, label_of, model_named, place_of
from app.services.forgetting.values import Certificate, GivenOrder, Motive, Place
from app.services.frozen import SHAPED, inside_of, refuse_frozen
from app.services.troubles import told
from app.words import _
from db.documents import loaded
from db.expunge_orders import EVERYTHING, Order, Scope, Target, attachment_mark, orders_in
from db.expunging import cells_with, values_named
from db.forgetting import forget
from db.local import Attachment, AuditEvent, Device, Space
from db.models.document import Document
from db.twins import left_spaces

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.merge import Stored
    from db.vault import Vault

    Tell = Callable[[int, int], None]

_TELLING = 12  # letters of a line by which a text is known again elsewhere
_LEFT = ("print", "export", "share")
STEPS = 3  # the tables; the database written anew, with its backups; the second place


def _to_nobody(_done: int, _whole: int) -> None:
    """Nobody asks how far it is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an order is to name.

    Attributes:
        targets: What goes.
        instead: What stands in a cell afterwards.
        what: Table and field of each, to be said.
    """

    targets: tuple[Target, ...]
    instead: Mapping[Target, Stored]
    what: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Gives orders to forget in one vault, and ends what they began."""

    vault: Vault

    def find(self, case_id: str, words: str) -> tuple[Place, ...]:
        """Return where some words stand in a case, or stood before they were corrected: an order names a place.

        Capitals, accents and no-break spaces make no difference: what is to go must not be missed for one of them.
        """
        sought = {_plainly(words).strip()} - {""}
        with told(self.vault.folder), self.vault.read() as session:
            cells = cells_with(session, case_space(session, case_id), sought, _plainly)
        places = (place_of(root, column, stands=stands) for (root, column), stands in sorted(cells.items()))
        return tuple(one for one in places if one is not None)

    def forget_text(
        self, case_id: str, kind: str, row_id: str, field: str, motive: Motive, *, keep_shown: bool = False
    ) -> Certificate:
        """Forget all that was ever written in one field.

        Args:
            case_id: The case.
            kind: Table of the row.
            row_id: The row.
            field: The field.
            motive: Who asks, who agrees, why.
            keep_shown: What stands there now stays: only what was corrected goes.

        Raises:
            Expected: ``no_motive``; ``gone`` when there is no such row; ``frozen`` when it was signed or approved.
        """
        place = Place(kind, row_id, field, label_of(kind, field), stands=False)
        return self.forget_places(case_id, (place,), motive, keep_shown=keep_shown)

    def forget_places(
        self,
        case_id: str,
        places: Sequence[Place],
        motive: Motive,
        *,
        keep_shown: bool = False,
        tell: Tell = _to_nobody,
    ) -> Certificate:
        """Forget all that was ever written in some fields, by one order.

        Args:
            case_id: The case.
            places: The fields.
            motive: Who asks, who agrees, why.
            keep_shown: What stands now stays where the words no longer do (``Place.stands``): only what was corrected
                goes. Where they still stand, all of the field goes.
            tell: Told how far it is: how many steps are done, of how many.

        Raises:
            Expected: ``nothing_named``; ``no_motive``; ``gone`` when there is no such row; ``frozen`` when one of them
                was signed or approved: nothing was forgotten.
        """
        if not places:
            raise Expected("nothing_named", _("Rien n’est choisi. Rien n’a changé\u00a0; dites ce qu’il faut effacer."))
        targets = {Target(one.kind, one.row_id, column_named(one.kind, one.field)): one for one in places}

        def wish(session: Session, space: Space) -> Wish:
            instead: dict[Target, Stored] = {}
            for target, place in targets.items():
                row = _row(session, space, place.kind, place.row_id)
                refuse_frozen(session, row, (target.column,))
                if keep_shown and not place.stands:
                    instead[target] = _stored(session, row, target.column)
            return Wish(tuple(targets), instead, tuple((one.kind, one.field) for one in places))

        return self._give(case_id, motive, wish, tell)

    def forget_row(self, case_id: str, kind: str, row_id: str, motive: Motive) -> Certificate:
        """Forget a row, what stands in it, and the files it names.

        Raises:
            Expected: ``no_motive``; ``gone`` when there is no such row; ``frozen`` when it was signed or approved.
        """

        def wish(session: Session, space: Space) -> Wish:
            row = _row(session, space, kind, row_id)
            if not isinstance(row, Document):
                refuse_frozen(session, row, ("id",))
            rows = {(one.__tablename__, one.id) for one in _with_inside(session, row)}
            return Wish(tuple(Target(*one) for one in sorted(rows)), {}, ((kind, ""),))

        return self._give(case_id, motive, wish)

    def forget_case(self, case_id: str, motive: Motive, *, tell: Tell = _to_nobody) -> Certificate:
        """Forget a whole case: its household, its notes, its papers, whatever colleagues wrote there unknowingly.

        Args:
            case_id: The case.
            motive: Who asks, who agrees, why.
            tell: As for :meth:`forget_places`.

        Raises:
            Expected: ``no_motive``.
        """
        return self._give(case_id, motive, lambda _session, _space: Wish((EVERYTHING,), {}, ()), tell)

    def paper(self, certificate: Certificate) -> bytes:
        """Return an attestation as a PDF, in French."""
        with told(self.vault.folder):
            return drawn(self.vault, certificate)

    def attestations(self) -> tuple[Certificate, ...]:
        """Return what was attested in this vault, the newest first."""
        return kept(self.vault)

    def orders(self, case_id: str) -> tuple[GivenOrder, ...]:
        """Return the orders that stand in a case, given here or received, the oldest first."""
        with told(self.vault.folder), self.vault.read() as session:
            zone = time_zone(zone_of_worker(session, self.vault.context.worker_id))
            orders = {
                one.order.id: one.order for one in orders_in(loaded(session, case_space(session, case_id)).document)
            }
        return tuple(
            GivenOrder(one.id, one.at.astimezone(zone).date(), motive_of(one), len(one.targets))
            for one in sorted(orders.values(), key=lambda one: (one.at, one.id))
        )

    def go_on(self) -> Aftermath | None:
        """End what an order, given or received, began outside the tables; None when nothing is left to do."""
        with told(self.vault.folder):
            after = go_on(self.vault) if is_due(self.vault) else None
        if after is not None:
            with suppress(Expected):
                go_further(self.vault, after)
        return after

    def _give(
        self, case_id: str, motive: Motive, wish: Callable[[Session, Space], Wish], tell: Tell = _to_nobody
    ) -> Certificate:
        if not motive.asked_by.strip() or not motive.reason.strip():
            raise Expected(
                "no_motive",
                _("Un effacement définitif dit qui le demande et pourquoi. Rien n’a changé\u00a0; complétez-le."),
            )
        vault = self.vault

        def work(session: Session) -> Certificate:
            space = case_space(session, case_id)
            certificate = certificate_of(_obeyed(session, vault, space, case_id, wish(session, space), motive), case_id)
            begin(session, certificate)
            return certificate

        with told(vault.folder):
            tell(0, STEPS)
            begun = vault.write(work)
            tell(1, STEPS)
            after = go_on(vault, lambda step: tell(1 + step, STEPS))
        with suppress(Expected):  # no room to say that it is done: said another time
            go_further(vault, after)
        return ended(gone_further(begun, after), left_over(after))


def _obeyed(session: Session, vault: Vault, space: Space, case_id: str, wish: Wish, motive: Motive) -> Done:
    targets, instead = wish.targets, wish.instead
    order_id, zone = vault.context.ids.new(), zone_of_worker(session, vault.context.worker_id)
    files = _files(session, space, targets)
    at = vault.context.clock.now()
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    marks = tuple(sorted(attachment_mark(order_id, one) for one in files))
    order = Order(order_id, motive.asked_by, motive.agreed_by, motive.reason, at, targets, marks)
    papers = session.scalar(
        select(func.count()).select_from(Document).where(Document.space_id == space.id, Document.archived_at.is_(None))
    )
    found = forget(session, vault.journal, space, order, instead)
    for other in _others(session, space, case_id) if targets == (EVERYTHING,) else ():
        more = forget(session, vault.journal, other, order)
        found.envelopes += more.envelopes
    lines = _lines(found.values) - _lines(str(value) for value in instead.values())
    named = {(one.root, one.column) for one in targets if one.column}
    elsewhere = (cells_with(session, space, lines) if lines else {}).keys() - named
    exits = select(func.count()).select_from(AuditEvent).where(
        AuditEvent.object_id == case_id, AuditEvent.action.in_(_LEFT)
    )  # fmt: skip
    return Done(
        order,
        wish.what,
        found,
        len(files),
        tuple(sorted(elsewhere)),
        (session.scalar(select(func.count()).select_from(Device)) or 1) - 1,
        session.scalar(exits) or 0,
        0 if targets == (EVERYTHING,) else papers or 0,
        zone,
    )


def _plainly(text: str) -> str:
    return " ".join(folded(text).replace("’", "'").split())


def _lines(texts: Iterable[str]) -> set[str]:
    return {line.strip() for text in texts for line in text.split("\n") if len(line.strip()) >= _TELLING}


def _others(session: Session, space: Space, case_id: str) -> list[Space]:
    """Return the other spaces of a case: what is shared of it goes too."""
    left = left_spaces(session)
    found = session.scalars(select(Space).where(Space.case_id == case_id, Space.id != space.id).order_by(Space.id))
    return [one for one in found if one.id not in left]


def _files(session: Session, space: Space, targets: Collection[Target]) -> set[str]:
    names = set(session.scalars(select(Attachment.sha256).where(Attachment.space_id == space.id)))
    if not names or EVERYTHING in targets:
        return names
    return names & values_named(session, space, Scope().add(targets))


def _row(session: Session, space: Space, kind: str, row_id: str) -> Journalled:
    row: Journalled | None = session.get(model_named(kind), row_id)
    if row is None or row.space_id != space.id:
        raise gone()
    return row


def _with_inside(session: Session, row: Journalled) -> Iterator[Journalled]:
    """Yield a row and all that stands in it, put away or not."""
    yield row
    shaped = inside_of(type(row)) if type(row) in SHAPED else ()
    places = {*shaped, *((spec.model, column) for spec, column in children_of(row.__tablename__))}
    for model, column in sorted(places, key=lambda place: (place[0].__name__, place[1])):
        query = select(model).where(model.space_id == row.space_id, getattr(model, column) == row.id)
        for inner in session.scalars(query.order_by(model.id)).all():
            yield from _with_inside(session, inner)


def _stored(session: Session, row: Journalled, column: str) -> Stored:
    query = select(type(row).__table__.c[column]).where(type(row).__table__.c.id == row.id)
    value = session.scalar(query)
    kind = type(row).__table__.c[column].type
    bind = kind.dialect_impl(session.get_bind().dialect).bind_processor(session.get_bind().dialect)
    stored: Stored = bind(value) if bind is not None and value is not None else value
    return int(stored) if isinstance(stored, bool) else stored
