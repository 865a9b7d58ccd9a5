"""One order, given: a text, a row with what stands in it, a whole case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, inspect, select

from app.changes import Changes
from app.domain.instants import time_zone
from app.errors import Expected
from app.services.acting import case_space, gone
from app.services.case_rows import zone_of_worker
from app.services.editing.registry import EDITABLE, children_of
from app.services.forgetting.aftermath import Aftermath, go_on, is_due
from app.services.forgetting.values import COPIES, PAPER, Certificate, GivenOrder, Motive, Place
from app.services.frozen import SHAPED, inside_of, refuse_frozen
from app.services.troubles import told
from app.words import N_, _, ngettext
from db.documents import loaded
from db.expunge_orders import EVERYTHING, Order, Scope, Target, attachment_mark, orders_in
from db.expunging import Expunged, cells_with, values_named
from db.forgetting import forget
from db.local import Attachment, AuditEvent, Device, Space
from db.merge import row_of
from db.models.document import Document
from db.twins import left_spaces
from db.versions import model_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy.orm import Session

    from db.base import Journalled
    from db.merge import Stored
    from db.vault import Vault

_NAMES = {
    "contact_passage": N_("Passage d’une note"),
    "contact": N_("Rencontre"),
    "document": N_("Document"),
}
_TELLING = 12  # letters of a line by which a text is known again elsewhere
_LEFT = ("print", "export", "share")


@dataclass(frozen=True, slots=True)
class _Done:
    order: Order
    what: str
    found: Expunged
    files: int
    elsewhere: tuple[str, ...]
    devices: int
    exits: int
    papers: int
    zone: str


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Gives orders to forget in one vault, and ends what they began."""

    vault: Vault

    def find(self, case_id: str, words: str) -> tuple[Place, ...]:
        """Return where some words stand in a case, or stood before they were corrected: an order names a place."""
        with told(self.vault.folder), self.vault.read() as session:
            cells = cells_with(session, case_space(session, case_id), {words} - {""})
        places = (_place(root, column, stands=stands) for (root, column), stands in sorted(cells.items()))
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
        target = Target(kind, row_id, _column(kind, field))

        def wish(session: Session, space: Space) -> tuple[tuple[Target, ...], dict[Target, Stored]]:
            row = _row(session, space, kind, row_id)
            refuse_frozen(session, row, (target.column,))
            return (target,), {target: _stored(session, row, target.column)} if keep_shown else {}

        return self._give(case_id, motive, _label(kind, field), wish)

    def forget_row(self, case_id: str, kind: str, row_id: str, motive: Motive) -> Certificate:
        """Forget a row, what stands in it, and the files it names.

        Raises:
            Expected: ``no_motive``; ``gone`` when there is no such row; ``frozen`` when it was signed or approved.
        """

        def wish(session: Session, space: Space) -> tuple[tuple[Target, ...], dict[Target, Stored]]:
            row = _row(session, space, kind, row_id)
            if not isinstance(row, Document):
                refuse_frozen(session, row, ("id",))
            rows = {(one.__tablename__, one.id) for one in _with_inside(session, row)}
            return tuple(Target(*one) for one in sorted(rows)), {}

        return self._give(case_id, motive, _label(kind), wish)

    def forget_case(self, case_id: str, motive: Motive) -> Certificate:
        """Forget a whole case: its household, its notes, its papers, whatever colleagues wrote there unknowingly.

        Raises:
            Expected: ``no_motive``.
        """
        return self._give(case_id, motive, _("le dossier entier"), lambda _session, _space: ((EVERYTHING,), {}))

    def orders(self, case_id: str) -> tuple[GivenOrder, ...]:
        """Return the orders that stand in a case, given here or received, the oldest first."""
        with told(self.vault.folder), self.vault.read() as session:
            zone = time_zone(zone_of_worker(session, self.vault.context.worker_id))
            orders = {
                one.order.id: one.order for one in orders_in(loaded(session, case_space(session, case_id)).document)
            }
        return tuple(
            GivenOrder(one.id, one.at.astimezone(zone).date(), _motive(one), len(one.targets))
            for one in sorted(orders.values(), key=lambda one: (one.at, one.id))
        )

    def go_on(self) -> Aftermath | None:
        """End what an order, given or received, began outside the tables; None when nothing is left to do."""
        with told(self.vault.folder):
            return go_on(self.vault) if is_due(self.vault) else None

    def _give(self, case_id: str, motive: Motive, what: str, wish: Any) -> Certificate:
        if not motive.asked_by.strip() or not motive.reason.strip():
            raise Expected(
                "no_motive",
                _("Un effacement définitif dit qui le demande et pourquoi. Rien n’a changé\u00a0; complétez-le."),
            )
        vault = self.vault

        def work(session: Session) -> _Done:
            space = case_space(session, case_id)
            targets, instead = wish(session, space)
            return _obeyed(session, vault, space, case_id, (targets, instead), motive, what)

        with told(vault.folder):
            done = vault.write(work)
            return _certificate(done, go_on(vault), case_id)


def _obeyed(
    session: Session,
    vault: Vault,
    space: Space,
    case_id: str,
    wish: tuple[tuple[Target, ...], Mapping[Target, Stored]],
    motive: Motive,
    what: str,
) -> _Done:
    targets, instead = wish
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
    return _Done(
        order,
        what,
        found,
        len(files),
        tuple(sorted({place.label for cell in elsewhere if (place := _place(*cell)) is not None})),
        (session.scalar(select(func.count()).select_from(Device)) or 1) - 1,
        session.scalar(exits) or 0,
        0 if targets == (EVERYTHING,) else papers or 0,
        zone,
    )


def _lines(texts: Iterable[str]) -> set[str]:
    return {line.strip() for text in texts for line in text.split("\n") if len(line.strip()) >= _TELLING}


def _certificate(done: _Done, after: Aftermath, case_id: str) -> Certificate:
    order = done.order
    kinds = frozenset(row_of(root)[0] for root in done.found.roots)
    return Certificate(
        order.id,
        order.at.astimezone(time_zone(done.zone)).date(),
        done.what,
        _motive(order),
        (*_reached(done), *after.reached()),
        (*_out_of_reach(done), *after.out_of_reach(), _(COPIES), _(PAPER)),
        Changes(kinds or frozenset({"case_file"}), frozenset({case_id})),
    )


def _reached(done: _Done) -> Iterator[str]:
    yield ngettext(
        "Le journal\u00a0: {count} écriture réécrite sans lui, versions d’avant comprises.",
        "Le journal\u00a0: {count} écritures réécrites sans lui, versions d’avant comprises.",
        done.found.envelopes,
    ).format(count=done.found.envelopes)
    yield _("Le dossier, la recherche, les listes, les brouillons de cet ordinateur.")
    if done.files:
        yield ngettext("{count} fichier joint.", "{count} fichiers joints.", done.files).format(count=done.files)
    if done.found.parked:
        yield ngettext(
            "{count} écriture reçue en avance, écartée\u00a0: elle reviendra sans lui au prochain échange.",
            "{count} écritures reçues en avance, écartées\u00a0: elles reviendront sans lui au prochain échange.",
            done.found.parked,
        ).format(count=done.found.parked)


def _out_of_reach(done: _Done) -> Iterator[str]:
    if done.elsewhere:
        yield _("Le même texte est encore ailleurs dans ce dossier\u00a0: {places}.").format(
            places=", ".join(done.elsewhere)
        )
    if done.papers:
        yield ngettext(
            "{count} document gardé dans ce dossier\u00a0: s’il le cite, il se fait oublier à part.",
            "{count} documents gardés dans ce dossier\u00a0: ceux qui le citent se font oublier à part.",
            done.papers,
        ).format(count=done.papers)
    if done.devices:
        yield ngettext(
            "{count} autre appareil, jusqu’à ce qu’il prenne l’ordre\u00a0: donnez-lui le prochain fichier d’échange.",
            "{count} autres appareils, jusqu’à ce qu’ils prennent l’ordre\u00a0: donnez-leur le prochain fichier "
            "d’échange.",
            done.devices,
        ).format(count=done.devices)
    if done.exits:
        yield ngettext(
            "Ce qui est sorti de ce dossier {count} fois (imprimé, exporté, transmis).",
            "Ce qui est sorti de ce dossier {count} fois (imprimé, exporté, transmis).",
            done.exits,
        ).format(count=done.exits)


def _motive(order: Order) -> Motive:
    return Motive(order.asked_by, order.agreed_by, order.reason)


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
    row: Journalled | None = session.get(_model(kind), row_id)
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


def _model(kind: str) -> type[Any]:
    try:
        return model_of(kind)
    except StopIteration:
        raise _unknown() from None


def _column(kind: str, field: str) -> str:
    attributes = inspect(_model(kind)).column_attrs
    if field not in attributes or field in {"id", "space_id", "archived_at"}:
        raise _unknown()
    return str(attributes[field].columns[0].name)


def _unknown() -> Expected:
    return Expected(
        "no_such_place",
        _(
            "Cet endroit n’existe pas. Rien n’a changé\u00a0; "
            "«\u00a0palier vault forget --find\u00a0» montre les endroits."
        ),
    )


def _stored(session: Session, row: Journalled, column: str) -> Stored:
    query = select(type(row).__table__.c[column]).where(type(row).__table__.c.id == row.id)
    value = session.scalar(query)
    kind = type(row).__table__.c[column].type
    bind = kind.dialect_impl(session.get_bind().dialect).bind_processor(session.get_bind().dialect)
    stored: Stored = bind(value) if bind is not None and value is not None else value
    return int(stored) if isinstance(stored, bool) else stored


def _place(root: str, column: str, *, stands: bool = True) -> Place | None:
    table, row_id = row_of(root)
    try:
        model = model_of(table)
    except StopIteration:  # of a later version
        return None
    names = [one.key for one in inspect(model).column_attrs if one.columns[0].name == column]
    return Place(table, row_id, names[0], _label(table, names[0]), stands) if names else None


def _label(kind: str, field: str = "") -> str:
    spec = EDITABLE.get(kind)
    name = spec.label if spec is not None else _(_NAMES.get(kind, kind))
    known = {one.name: one for one in spec.fields} if spec is not None else {}
    return f"{name}, {known[field].label.lower()}" if field in known else name
