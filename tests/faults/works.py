"""Works somebody does in a vault, through the services of the window, that tell each thing once it is kept.

A site is a folder: ``disk`` (all that is at stake, the vault ``coffre`` in it), ``said`` (what was told, a JSON line
each), and what a work needs beside. :mod:`tests.faults.keeping` holds a vault to what was said.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.services.demonstration.example import example_worker
from app.services.drafts import Typed
from app.services.exchange.generated import big_case
from app.services.forgetting.values import Motive
from app.services.merging.carrying import Carrying
from app.services.troubles import told
from app.services.visit.notes import NewNote
from db import attachments, copying, documents, following, schema
from db.backup import backups_in
from db.spaces import space_for
from tests.journeys.world import CHEAP, NUMBER, PASSPHRASE, Device, benali, second

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.services.desk import Desk

SECOND_NUMBER = second()["case"]["number"]
BIG = attachments.LARGEST_ROW + 4321
NEXT = "9999"
_NEXT_MIGRATION = f'revision, down_revision, branch_labels, depends_on = "{NEXT}", "{schema.HEAD}", None, None'
_NEXT_MIGRATION += """
from alembic import op
def upgrade():
    op.execute("CREATE TABLE next_version AS SELECT * FROM envelope")
    op.execute("CREATE INDEX ix_next_version ON contact_passage (space_id, text)")
"""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a work is done."""

    base: Path

    @property
    def disk(self) -> Path:
        return self.base / "disk"

    @property
    def vault(self) -> Path:
        return self.disk / "coffre"

    @property
    def stick(self) -> Path:
        return self.disk / "stick"

    @property
    def said(self) -> Path:
        return self.base / "said"

    def say(self, what: str, **facts: Any) -> None:
        """Tell that something is kept, or about to be changed: one write, which a killed process does not lose."""
        descriptor = os.open(self.said, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(descriptor, (json.dumps({"what": what, **facts}) + "\n").encode())
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Work:
    """Something done in a vault.

    Attributes:
        run: Does it, so many rounds.
        prepare: Adds what it needs to a site with a vault of two cases.
        around: How vaults are opened meanwhile, and by whoever looks after.
        goes_on: Whether it begins again where it was, whatever stopped it.
    """

    run: Callable[[Site, Iterator[int]], None]
    prepare: Callable[[Site], None] = lambda _site: None
    around: Callable[[Site], AbstractContextManager[None]] = lambda _site: nullcontext()
    goes_on: bool = True


def begin(site: Site) -> None:
    """Make a site: a vault of two cases, and a stick."""
    site.stick.mkdir(parents=True)
    device = Device()
    device.create(site.vault, benali())
    with device.open(site.vault) as desk:
        desk.exchange.import_document(second())


def _opened(site: Site, passphrase: str = PASSPHRASE) -> Desk:
    return Device().vaults.open(site.vault, passphrase)


def _note(site: Site, desk: Desk, number: int = 0, *, early: bool = False) -> None:
    """Keep a note, and tell it; ``early`` tells it before, which a check must catch."""
    case = NUMBER if number % 2 else SECOND_NUMBER
    text = f"MARQUE-{desk.new_id()} Elle dit que « ça ira ». " + "Loyer payé. " * (number % 40)
    if early:
        site.say("note", case=case, text=text.strip())
    desk.notes.write(desk.cases.find(case), NewNote(desk.today(), text))
    if not early:
        site.say("note", case=case, text=text.strip())


def _type(site: Site, desk: Desk, number: int) -> None:
    """Type a note, draft after draft, on one case then on the other; every other one is not finished."""
    case = NUMBER if number % 2 else SECOND_NUMBER
    draft = desk.new_id()
    for length in range(1, 4):
        text = f"Brouillon {draft} : " + "elle dit que le loyer est payé, " * length
        site.say("typing", draft=draft)
        desk.drafts.save(draft, Typed(desk.cases.find(case), "contact", "text", text, len(text) - length))
        site.say("draft", draft=draft, case=case, text=text, cursor=len(text) - length)
    if number % 4 < 2:
        _note(site, desk, number)
        site.say("dropping", draft=draft)
        desk.drafts.drop(draft)


def _typing(site: Site, rounds: Iterator[int]) -> None:
    with _opened(site) as desk:
        for number in rounds:
            _type(site, desk, number)


@contextmanager
def _a_snapshot_each_time(_site: Site) -> Iterator[None]:
    """Write a space's document whole after each command, and at closing: it takes 64 of them otherwise."""
    before = documents.SNAPSHOT_EVERY, following._SNAPSHOT_AT_CLOSE
    documents.SNAPSHOT_EVERY, following._SNAPSHOT_AT_CLOSE = 1, 1
    try:
        yield
    finally:
        documents.SNAPSHOT_EVERY, following._SNAPSHOT_AT_CLOSE = before


def _compacting(site: Site, rounds: Iterator[int]) -> None:
    """Keep notes on two cases, each followed by its document written whole; begin again from those documents."""
    while group := list(itertools.islice(rounds, 3)):
        with _opened(site) as desk:
            for number in group:
                _note(site, desk, number)


def _hasty(site: Site, rounds: Iterator[int]) -> None:
    with _opened(site) as desk:
        for number in rounds:
            _note(site, desk, number, early=True)


def _importing(site: Site, rounds: Iterator[int]) -> None:
    with _opened(site) as desk:
        for number in rounds:
            document = big_case(int.from_bytes(os.urandom(2), "big"), contacts=4 + number % 5)
            desk.exchange.import_document(document)
            site.say("imported", case=document["case"]["number"])


def _attach(site: Site, desk: Desk) -> None:
    content = os.urandom(BIG)
    case_id = desk.cases.find(NUMBER)

    def work(session: Session) -> None:
        attachments.put(session, space_for(session, "case/operator", case_id).id, content)

    with told(site.vault):
        desk.vault.write(work)
    site.say("attached")


def _backing_up(site: Site, rounds: Iterator[int]) -> None:
    device = Device()
    for before in backups_in(site.vault / "backups")[:1]:
        device.clock.set(before.made_at)
    with device.vaults.open(site.vault, PASSPHRASE) as desk:
        desk.backups.choose_second_folder(site.stick)
        for number in rounds:
            if number % 3 == 0:
                _attach(site, desk)
            _note(site, desk, number)
            device.clock.advance(hours=7)
            kept = desk.backups.keep_up(at_once=True)
            site.say("backup", name=kept.last.path.name)
            site.say("copied", where=kept.elsewhere.name)


def _changing_keys(site: Site, rounds: Iterator[int]) -> None:
    passphrase = PASSPHRASE
    with _opened(site) as desk:
        for number in rounds:
            new = f"{PASSPHRASE} {number} {desk.new_id()}"
            site.say("changing", passphrase=new)
            desk.kits.change_passphrase(passphrase, new, accept_weak=True)
            site.say("changed", passphrase=new)
            passphrase = new
            site.say("making")
            site.say("kit", code=" ".join(desk.kits.make(passphrase).groups))
            _note(site, desk, number)


def _renewing(site: Site, rounds: Iterator[int]) -> None:
    """Give the vault another master key, since somebody knows its passphrase, then another kit."""
    passphrase = PASSPHRASE
    for number in itertools.islice(rounds, 3):
        with _opened(site, passphrase) as desk:
            _note(site, desk, number)
            if number % 2 == 0:
                _attach(site, desk)
        new = f"{PASSPHRASE} {number} renouvelée"
        site.say("renewing", passphrase=new)
        with Device().vaults.renew(site.vault, passphrase, new, accept_weak=True) as desk:
            site.say("renewed", passphrase=new, former=passphrase)
            passphrase = new
            _note(site, desk, number + 1)
            site.say("making")
            site.say("kit", code=" ".join(desk.kits.make(passphrase).groups))


def _next_version(site: Site) -> None:
    shutil.copytree(schema._MIGRATIONS, site.base / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (site.base / "migrations" / "versions" / f"{NEXT}_next.py").write_text(_NEXT_MIGRATION, "utf-8")


@contextmanager
def _by_the_next_version(site: Site) -> Iterator[None]:
    """Be the version of Palier after this one: one more migration, on the way every migration goes."""
    before = schema.HEAD, schema._MIGRATIONS
    schema._MIGRATIONS, schema.HEAD, copying.HEAD = site.base / "migrations", NEXT, NEXT
    try:
        yield
    finally:
        schema.HEAD, schema._MIGRATIONS = before
        copying.HEAD = before[0]


def _migrating(site: Site, rounds: Iterator[int]) -> None:
    with _opened(site) as desk:
        site.say("migrated")
        for number in itertools.islice(rounds, 3):
            _note(site, desk, number)


def _going_back(site: Site, rounds: Iterator[int]) -> None:
    device = Device()
    for number in itertools.islice(rounds, 2):
        device.clock.advance(hours=1)
        with device.vaults.open(site.vault, PASSPHRASE) as desk:
            _note(site, desk, number)
            made = desk.backups.make()
            site.say("mark")
            _note(site, desk, number + 1)
            site.say("deciding")
            desk.backups.go_back(made.path, PASSPHRASE)
            site.say("decided")
            _note(site, desk, number + 2)
        with device.vaults.open(site.vault, PASSPHRASE) as desk:
            site.say("back")
            _note(site, desk, number + 3)


def _carried(site: Site) -> None:
    """Make the files of a colleague, each holding more than the one before."""
    device = Device()
    other = site.base / "autre"
    device.create(other)
    with device.open(other) as desk:
        for number in range(6):
            desk.exchange.import_document(big_case(9_000 + number, contacts=3))
            outgoing = Carrying(desk.vault, CHEAP).export(PASSPHRASE, accept_weak=True)
            (site.base / f"parcel{number}").write_bytes(outgoing.content)
    shutil.rmtree(other)


def _receiving(site: Site, rounds: Iterator[int]) -> None:
    with _opened(site) as desk:
        for number in itertools.islice(rounds, 6):
            Carrying(desk.vault, CHEAP).apply((site.base / f"parcel{number}").read_bytes(), PASSPHRASE)
            site.say("imported", case=f"G-{9_000 + number:06d}")


def _forgetting(site: Site, rounds: Iterator[int]) -> None:
    """Keep notes, back them up, and forget every other one."""
    motive = Motive("Claire Morel", "Anne Weber", "écrit par erreur")
    with _opened(site) as desk:
        for number in rounds:
            case = NUMBER if number % 2 else SECOND_NUMBER
            case_id, text = desk.cases.find(case), f"SECRET-{desk.new_id()}"
            _note(site, desk, number)
            desk.notes.write(case_id, NewNote(desk.today(), text))
            if number % 3 == 0:
                desk.backups.make()
            (place,) = desk.forgetting.find(case_id, text)
            site.say("forgetting", case=case, text=text)
            desk.forgetting.forget_text(case_id, place.kind, place.row_id, place.field, motive)
            site.say("forgotten", case=case, text=text)


def _nothing(site: Site) -> None:
    """Leave no vault; it is said before anything else, for a process killed before it says a word."""
    shutil.rmtree(site.vault)
    site.say("creating")


def _creating(site: Site, rounds: Iterator[int]) -> None:
    device = Device()
    site.say("creating")
    device.vaults.create(site.vault, PASSPHRASE, example_worker(benali()), accept_weak=True)
    site.say("created")
    with device.open(site.vault) as desk:
        desk.exchange.import_document(benali())
        site.say("imported", case=NUMBER)
        for number in rounds:
            desk.notes.write(desk.cases.find(NUMBER), NewNote(desk.today(), f"MARQUE {number}"))
            site.say("note", case=NUMBER, text=f"MARQUE {number}")


WORKS = {
    "typing": Work(_typing),
    "compacting": Work(_compacting, around=_a_snapshot_each_time),
    "importing": Work(_importing),
    "migrating": Work(_migrating, _next_version, _by_the_next_version),
    "backing up": Work(_backing_up),
    "changing keys": Work(_changing_keys, goes_on=False),
    "renewing": Work(_renewing, goes_on=False),
    "going back": Work(_going_back, goes_on=False),
    "receiving": Work(_receiving, _carried),
    "forgetting": Work(_forgetting),
    "creating": Work(_creating, _nothing, goes_on=False),
    "telling too early": Work(_hasty),
}
"""A work added here is killed, and has its power cut; the last is the control of the kills."""

TOO_EARLY = "telling too early"


def done(work: Work, site: Site, rounds: Iterator[int]) -> None:
    """Do a work."""
    with work.around(site):
        work.run(site, rounds)
