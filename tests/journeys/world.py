"""A device for journeys: vaults that cost nothing to open, the real command line in this process, papers read back."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
from sqlalchemy import select

from app.bootstrap import App
from app.commands.main import run
from app.services.demonstration.example import example_document, example_worker
from app.services.vaults import Vaults
from db.base import Base
from db.passphrase import Cost, CostPolicy
from db.vault import Surroundings
from resources.exchange import SECOND_EXAMPLE
from tests.fakes.clock import FakeClock
from tests.fakes.ids import FakeIds
from tests.fakes.key_ring import FakeKeyRing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from app.services.desk import Desk

CHEAP = CostPolicy(chosen=Cost(1, 64, 1), floor=Cost(1, 8, 1))
PASSPHRASE = "PASSE-8842 sept mots que personne ne devine"
TODAY = "2026-11-20"
NUMBER = "2026-0142"
HEALTH, CONFIDED = "SECRET-SANTE-7319", "SECRET-CONFIE-4410"
COMPOSITION = (
    "app.commands.opening.build",
    "app.commands.vault.build",
    "app.commands.backups.build",
    "app.commands.escrow.build",
    "app.commands.demo.build",
)
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Device:
    """Clock, ids and vaults of one computer."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ids = FakeIds(self.clock, os.urandom(8).hex())
        self.key_ring = FakeKeyRing()
        self.vaults = Vaults(Surroundings(self.clock, self.ids, CHEAP), key_ring=self.key_ring)

    def app(self) -> App:
        return App(self.clock, self.ids, self.vaults)

    def create(self, folder: Path, document: dict[str, Any] | None = None) -> Path:
        """Make a vault of the example's worker, holding a case when one is given."""
        self.vaults.create(folder, PASSPHRASE, example_worker(example_document()), accept_weak=True)
        if document is not None:
            with self.open(folder) as desk:
                desk.exchange.import_document(document)
        return folder

    def open(self, folder: Path) -> Desk:
        return self.vaults.open(folder, PASSPHRASE)


class Palier:
    """The command line on one vault, in this process."""

    def __init__(self, folder: Path, secret: Path) -> None:
        self.folder = folder
        self.secret = secret

    def bare(self, *arguments: object) -> Answer:
        """Run a command exactly as written."""
        out, err = io.StringIO(), io.StringIO()
        mask = os.umask(0o077)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run([str(one) for one in arguments])
        finally:
            os.umask(mask)
        return Answer(code, out.getvalue(), err.getvalue())

    def __call__(self, *arguments: object) -> Answer:
        """Run a command on the vault, with its passphrase."""
        return self.bare(*arguments, "--vault", self.folder, "--passphrase-file", self.secret)

    def json(self, *arguments: object, today: str = TODAY) -> Any:
        """Run a command that answers, and return its answer."""
        answer = self(*arguments, "--json", "--today", today)
        assert answer.code == 0, answer.err
        return answer.json


def installed(monkeypatch: pytest.MonkeyPatch, device: Device, folder: Path) -> Palier:
    """Return the command line over a device whose vaults are cheap to open."""
    for place in COMPOSITION:
        monkeypatch.setattr(place, device.app)
    secret = folder.parent / "phrase.txt"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    return Palier(folder, secret)


def benali() -> dict[str, Any]:
    return example_document()


def second() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(SECOND_EXAMPLE.read_text("utf-8"))
    return document


def copied(template: Path, target: Path) -> Path:
    """Copy a vault; the room it keeps for a full disk is never written, one is enough for all copies."""

    def copy_or_link(source: str, place: str) -> object:
        return os.link(source, place) if source.endswith("palier.reserve") else shutil.copy2(source, place)

    shutil.copytree(template, target, copy_function=copy_or_link)
    return target


def written(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return a document with one value put at a path (``contract.objectives.0.due_on``); ``...`` removes it."""
    made = copy.deepcopy(document)
    place: Any = made
    *way, last = [int(one) if one.isdecimal() else one for one in path.split(".")]
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return made


def dump(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but the log, the index and what is kept to open and to list faster."""
    apart = {"audit_event", "document_cache", "case_figure", "case_ahead"}
    counted = ("quiet_commits",)  # how many transactions wrote no event: drafts and the index are among them
    with desk.vault.read() as session:
        return {
            table.name: sorted(
                (tuple(row) for row in session.execute(select(table)) if row[0] not in counted), key=repr
            )
            for table in Base.metadata.sorted_tables
            if table.name not in apart and not table.name.startswith("search")
        }


def sentences_only(text: str) -> None:
    """Check that what people read is sentences: no trace of the program, no fault of ours."""
    assert "Traceback" not in text
    assert "Palier s’est trompé" not in text
    assert not re.search(r"\b\w+(Error|Exception)\b", text), text


def words_of(pdf: bytes) -> str:
    """Return all a reader of a PDF could find in it, in any way: text, outline, metadata, streams, attachments."""
    return "\n".join(_found(pdf))


def shown(pdf: bytes) -> str:
    """Return the text of the pages, white space made single."""
    return " ".join("\n".join(_pages(pdf)).split())


def _pages(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()


def _found(pdf: bytes) -> Iterator[str]:
    joined = "\n".join(_pages(pdf))
    yield joined
    yield re.sub(r"[\s\ufffe\u00ad-]+", "", joined)  # a marker cut at the end of a line
    yield pdf.decode("latin-1")
    yield pdf.decode("utf-16-be", "ignore")
    yield pdf[1:].decode("utf-16-be", "ignore")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            yield from _texts(thing)
        for attached in opened.attachments.values():
            yield attached.get_file().read_bytes().decode("utf-8", "replace")


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        yield from _content(thing)
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (text for key in thing.keys() for text in _inside(thing[key]))  # noqa: SIM118 -- not a dict
    elif isinstance(thing, pikepdf.Array):
        yield from (text for one in thing for text in _inside(one))


def _inside(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Object) and not thing.is_indirect:  # what is indirect is met by itself
        yield from _texts(thing)


def _content(stream: pikepdf.Stream) -> Iterator[str]:
    with contextlib.suppress(pikepdf.PdfError):
        content = stream.read_bytes()
        yield content.decode("utf-8", "ignore")
        yield content.decode("utf-16-be", "ignore")
