"""What a disk may hold after the power was cut: all that it was waited for, and any part of the rest.

A file synced holds all that was written to it before; a folder synced knows all names given in it before. Of what was
done since, any subset may be there, whatever the order: writes piece by piece (of a sector, or of a page), names each
by itself, or, as a journalling file system does, up to some moment. A file may be made longer without its bytes: zeros.
Syncing a file says nothing of its name. Every deed that was begun before the cut may be there, even half.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.faults.recording import NOT_KEPT, Named, Said, Sized, Synced, Written

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.recording import Deed, Recording

SECTOR, PAGE = 512, 4096
CHANCES = (0.0, 0.05, 0.3, 0.5, 0.7, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Luck:
    """What a power cut leaves of what the disk was not waited for.

    Attributes:
        writes: Probability that a piece of a write is there.
        names: Probability that a change of names is there; None when they are kept in order up to some moment.
        piece: Bytes of a piece.
        grown: Whether a file is made longer even though its bytes are not there.
    """

    writes: float
    names: float | None
    piece: int
    grown: bool


def drawn(chance: random.Random) -> Luck:
    """Return one kind of luck; the extremes, all is there and nothing is, are among them."""
    return Luck(chance.choice(CHANCES), chance.choice((*CHANCES, None, None)), chance.choice((SECTOR, PAGE)),
                chance.random() < 0.5)  # fmt: skip


class Disk:
    """States of the folder of a recording.

    Args:
        recording: What was there, and what was done.
        syncs: Whether syncing does anything; without it the simulation must find losses.
    """

    def __init__(self, recording: Recording, *, syncs: bool = True) -> None:
        self._recording = recording
        self._syncs = syncs

    def cuts(self) -> list[int]:
        """Return the moments when the power may be cut: around each deed."""
        return sorted({moment for deed in self._recording.deeds for moment in (deed.begun, deed.done)})

    def said(self, cut: int) -> list[str]:
        """Return what had been told before a cut."""
        return [deed.text for deed in self._recording.deeds if isinstance(deed, Said) and deed.begun < cut]

    def write(self, target: Path, cut: int, luck: Luck, chance: random.Random) -> None:
        """Write one state the disk may hold after a cut."""
        safe = self._safe(cut)
        begun = [deed for deed in self._recording.deeds if deed.begun < cut]
        names = [deed for deed in begun if isinstance(deed, Named)]
        there = set(self._names_there(names, safe, luck, chance))
        state = _State(self._recording)
        for deed in begun:
            match deed:
                case Named():
                    if deed in there:
                        state.name(deed)
                case Written():
                    state.write(deed, _pieces(deed, luck, chance, safe=_is_safe(deed, safe)), grown=luck.grown)
                case Sized():
                    if _is_safe(deed, safe) or chance.random() < luck.writes:
                        state.size(deed)
        state.lay(self._recording.root, target)

    def _safe(self, cut: int) -> Callable[[int], int]:
        """Return, for a node, the moment before which all that was done to it is safe."""
        last: dict[int, int] = defaultdict(int)
        for deed in self._recording.deeds if self._syncs else ():
            if isinstance(deed, Synced) and deed.done < cut:
                last[deed.node] = max(last[deed.node], deed.begun)
        return last.__getitem__

    @staticmethod
    def _names_there(
        names: list[Named], safe: Callable[[int], int], luck: Luck, chance: random.Random
    ) -> Iterator[Named]:
        kept = [deed for deed in names if any(deed.done < safe(folder) for folder, _name, _node in deed.changes)]
        if luck.names is None:  # in order: all that came before what is safe is there too
            last = names.index(kept[-1]) + 1 if kept else 0
            yield from names[: chance.randint(last, len(names))]
            return
        yield from kept
        yield from (deed for deed in names if deed not in set(kept) and chance.random() < luck.names)


def _is_safe(deed: Written | Sized, safe: Callable[[int], int]) -> bool:
    return deed.done < safe(deed.node)


def _pieces(deed: Written, luck: Luck, chance: random.Random, *, safe: bool) -> list[tuple[int, int]]:
    """Return the spans of a write, from and to in its bytes, that are on the disk."""
    if safe:
        return [(0, len(deed.content))]
    end = deed.at + len(deed.content)
    bounds = [deed.at, *range((deed.at // luck.piece + 1) * luck.piece, end, luck.piece), end]
    spans = pairwise(bounds)
    return [(start - deed.at, stop - deed.at) for start, stop in spans if chance.random() < luck.writes]


class _State:
    def __init__(self, recording: Recording) -> None:
        self._before = recording
        self._files: dict[int, bytearray] = {}
        self._folders = {node: dict(names) for node, names in recording.folders.items()}

    def name(self, deed: Named) -> None:
        for folder, name, node in deed.changes:
            if node is None:
                self._folders[folder].pop(name, None)
            else:
                self._folders[folder][name] = node

    def write(self, deed: Written, spans: list[tuple[int, int]], *, grown: bool) -> None:
        content = self._content(deed.node)
        ends = [deed.at + stop for _start, stop in spans]
        length = max([deed.at + len(deed.content)] if grown else ends, default=0)
        content.extend(bytes(max(0, length - len(content))))
        for start, stop in spans:
            content[deed.at + start : deed.at + stop] = deed.content[start:stop]

    def size(self, deed: Sized) -> None:
        content = self._content(deed.node)
        del content[deed.size :]
        content.extend(bytes(deed.size - len(content)))

    def _content(self, node: int) -> bytearray:
        if node not in self._files:
            self._files[node] = bytearray(self._before.files.get(node, b""))
        return self._files[node]

    def lay(self, node: int, place: Path) -> None:
        place.mkdir(mode=0o700)
        for name, inside in self._folders[node].items():
            if inside in self._folders:
                self.lay(inside, place / name)
            elif name != "palier.db-shm":  # made again by whoever opens first
                (place / name).write_bytes(b"" if name in NOT_KEPT else self._content(inside))
                (place / name).chmod(0o600)


def deeds_of(recording: Recording) -> dict[str, int]:
    """Count what was done, by kind."""
    counted: dict[str, int] = defaultdict(int)
    for deed in recording.deeds:
        counted[_kind(deed)] += 1
    return dict(counted)


def _kind(deed: Deed) -> str:
    return type(deed).__name__
