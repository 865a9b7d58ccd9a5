"""The port to the merge engine (loro): one document per space, and nothing of the engine seen outside.

Each row is a root map ``table:id``; each column a multi-value register in it, key ``column|lamport.replica`` (Lamport
number in 12 hexadecimal digits). A write removes the keys it has seen and sets one that never existed, so that two
values written without knowing each other are both kept; shown is the greatest (Lamport, replica) (review A10).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

import loro

from db.errors import MergeTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

Stored: TypeAlias = str | int | bytes | None
Registers: TypeAlias = dict[str, Stored]
Superseded: TypeAlias = "Callable[[str, Registers], Collection[str]]"
T = TypeVar("T")
MARK = "~"  # begins what a row keeps about itself: no column, never shown
_ROOT, _MAP = "cid:root-", ":Map"  # how the engine names a root
_SMALLEST, _GREATEST = -(1 << 63), (1 << 63) - 1


def stamp(lamport: int, replica: str) -> str:
    """Return what makes a key unique and orders two values of one register."""
    return f"{lamport:012x}.{replica}"


def root_name(table: str, row_id: str) -> str:
    """Return the name of a row in its document."""
    if not row_id or "/" in row_id or "\0" in row_id:
        raise MergeTrouble("the merge engine takes no such row id")
    return f"{table}:{row_id}"


def row_of(root: str) -> tuple[str, str]:
    """Return the table and the id a root stands for."""
    table, _, row_id = root.partition(":")
    return table, row_id


def shown(registers: Registers) -> dict[str, Stored]:
    """Return the one value each column shows among those kept."""
    best: dict[str, tuple[str, Stored]] = {}
    for key, value in registers.items():
        column, _, when = key.partition("|")
        if column not in best or when > best[column][0]:
            best[column] = (when, value)
    return {column: value for column, (_, value) in best.items()}


def contested(registers: Registers) -> set[str]:
    """Return the columns in which different values stand, written without knowing each other."""
    values: dict[str, set[tuple[type, Stored]]] = {}
    for key, value in registers.items():
        values.setdefault(key.partition("|")[0], set()).add((type(value), value))
    return {column for column, found in values.items() if len(found) > 1 and not column.startswith(MARK)}


def acts_of(changes: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each act of what was done, in order; changing one changes what was done."""
    for change in changes["changes"]:
        yield from change["ops"]


def root_of(act: dict[str, Any]) -> str:
    """Return the row an act was done in."""
    name: str = act["container"]
    return name.removeprefix(_ROOT).removesuffix(_MAP)


def take_out(act: dict[str, Any], *, whole: bool) -> None:
    """Turn an act into taking its own key away: its number stays, so that what follows it still does.

    Args:
        act: One of :func:`acts_of`.
        whole: Nothing of it stays, the names of its row and of its column neither.
    """
    if whole:
        act["container"] = f"{_ROOT}{MARK}{_MAP}"
    act["content"] = {"type": "delete", "key": MARK if whole else act["content"]["key"]}


def every_key(_column: str, seen: Registers) -> Collection[str]:
    """Supersede all the values of a column."""
    return seen.keys()


class Document:
    """A space as the merge engine holds it."""

    def __init__(self, snapshot: bytes | None = None) -> None:
        self._engine: Any = loro.LoroDoc()  # type: ignore[no-untyped-call]
        if snapshot is not None:
            self.apply(snapshot)

    def write_as(self, peer: int) -> None:
        """Say who writes from now on: a number used by nobody else, nor by an earlier state of this document."""
        if self._engine.peer_id != peer:
            _guarded(lambda: setattr(self._engine, "peer_id", peer))

    def write_row(
        self,
        root: str,
        values: Mapping[str, Stored],
        when: str,
        *,
        is_new: bool,
        superseded: Superseded = every_key,
    ) -> None:
        """Write columns of a row; a value already shown alone is not written again.

        Args:
            root: Name of the row.
            values: Stored value of each column; None is not written in a new row.
            when: The stamp of this writing.
            is_new: The row did not exist: there is nothing to have seen.
            superseded: Asked which of the keys that stand in a column this writing replaces.
        """
        _guarded(lambda: self._write_row(root, values, when, None if is_new else superseded))

    def _write_row(self, root: str, values: Mapping[str, Stored], when: str, superseded: Superseded | None) -> None:
        row = self._engine.get_map(root)
        if superseded is None:
            for column, value in values.items():
                if value is not None:
                    row.insert(f"{column}|{when}", checked(value))
            return
        registers = cast("Registers", row.get_deep_value())
        for column, value in values.items():
            seen = {key: kept for key, kept in registers.items() if key.partition("|")[0] == column}
            if set(seen.values()) == {value} or (not seen and value is None):
                continue
            for key in superseded(column, seen):
                row.delete(key)
            row.insert(f"{column}|{when}", checked(value))

    def rows(self) -> Iterator[tuple[str, Registers]]:
        """Yield each row's name and all values kept of it."""
        everything = _guarded(self._engine.get_deep_value)
        yield from cast("dict[str, Registers]", everything).items()

    def row(self, root: str) -> Registers:
        """Return all values kept of one row."""
        return cast("Registers", _guarded(lambda: self._engine.get_map(root).get_deep_value()))

    def version(self) -> bytes:
        """Return how far this document has come."""

        def encoded() -> bytes:
            self._engine.commit()
            return bytes(self._engine.oplog_vv.encode())

        return _guarded(encoded)

    def updates_since(self, version: bytes) -> bytes:
        """Return what was written since a version."""

        def exported() -> bytes:
            since = loro.VersionVector.decode(version)
            return bytes(self._engine.export(loro.ExportMode.Updates(since)))

        return _guarded(exported)

    def keys_since(self, version: bytes) -> Iterator[tuple[str, str, bool]]:
        """Yield what was done since a version: the row, the key, and whether it was written or taken away."""
        for act in acts_of(self.changes_since(version)):
            yield root_of(act), act["content"]["key"], act["content"]["type"] == "insert"

    def changes_since(self, version: bytes) -> dict[str, Any]:
        """Return what was done since a version, act by act, as :func:`acts_of` reads it and ``apply_changes`` takes."""

        def exported() -> Any:
            since = loro.VersionVector.decode(version)
            return self._engine.export_json_updates(since, self._engine.oplog_vv)

        return cast("dict[str, Any]", json.loads(_guarded(exported)))

    def apply_changes(self, changes: dict[str, Any]) -> None:
        """Take in what another copy did, given act by act.

        Raises:
            MergeTrouble: the engine refuses it, it needs something never received, or it holds bytes, which are not
                what they were once they are given so.
        """
        if any(isinstance(act["content"].get("value"), list) for act in acts_of(changes)):
            raise MergeTrouble("bytes cannot be given act by act")
        status = _guarded(lambda: self._engine.import_json_updates(json.dumps(changes)))
        if status.pending is not None:
            raise MergeTrouble("an update needs another that is not there")

    def snapshot(self) -> bytes:
        """Return the whole document, history included."""
        return bytes(_guarded(lambda: self._engine.export(loro.ExportMode.Snapshot())))

    def apply(self, update: bytes) -> None:
        """Take in what another copy wrote; the caller has authenticated it.

        Raises:
            MergeTrouble: the engine refuses it, or it needs something never received.
        """
        status = _guarded(lambda: self._engine.import_(update))
        if status.pending is not None:
            raise MergeTrouble("an update needs another that is not there")


def checked(value: Stored) -> Stored:
    """Return a value the engine keeps as it is; it would turn others into something else without a word."""
    if not isinstance(value, str | int | bytes | None):
        raise MergeTrouble(f"a {type(value).__name__} cannot be kept")
    if isinstance(value, int) and not _SMALLEST <= value <= _GREATEST:
        raise MergeTrouble("a whole number is too great")
    return value


def _guarded(act: Callable[[], T]) -> T:
    try:
        return act()
    except Exception:
        raise
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the engine's errors and panics are no Exception
        raise MergeTrouble(str(error)) from error
