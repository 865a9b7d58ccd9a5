"""Holds a vault to what was said of it, once it was killed or its power cut: opened by the product's own way."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import Expected
from app.services.demonstration.example import example_worker
from db.backup import backups_in
from db.documents import loaded, sealed_of, stored_envelopes
from db.envelopes import header_of, opened
from db.local import Space
from db.merge import Document
from db.models.case_file import CaseFile
from db.models.contact import ContactPassage
from tests.faults.works import NUMBER, SECOND_NUMBER
from tests.journeys.world import PASSPHRASE, Device, benali
from tests.unit.vault.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.services.desk import Desk
    from tests.faults.works import Site


class Broken(AssertionError):
    """What was said is not so."""


@dataclass
class Promise:
    """What was said, as it must be found.

    Attributes:
        secrets: Passphrases of which one opens the vault; a single one when no change was under way.
        useless: Passphrases that open it no more.
        forgetting: Text to its case, and whether it was told that it is forgotten.
        notes: (case, text) in the vault; ``aside`` those in the vault that was put aside, ``either`` in one of them.
    """

    secrets: list[str] = field(default_factory=lambda: [PASSPHRASE])
    useless: list[str] = field(default_factory=list)
    cases: set[str] = field(default_factory=lambda: {NUMBER, SECOND_NUMBER})
    notes: set[tuple[str, str]] = field(default_factory=set)
    since_mark: set[tuple[str, str]] = field(default_factory=set)
    aside: set[tuple[str, str]] = field(default_factory=set)
    either: set[tuple[str, str]] = field(default_factory=set)
    drafts: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    kit: str | None = None
    former_kit: str | None = None
    backup: str | None = None
    copied: str | None = None
    forgetting: dict[str, tuple[str, bool]] = field(default_factory=dict)
    created: bool = True
    marked: bool = False

    def hear(self, said: dict[str, Any]) -> None:
        getattr(self, f"_hear_{said.pop('what')}")(**said)

    def _hear_creating(self) -> None:
        self.created, self.cases = False, set()

    def _hear_created(self) -> None:
        self.created = True

    def _hear_imported(self, case: str) -> None:
        self.created = True
        self.cases.add(case)

    def _hear_note(self, case: str, text: str) -> None:
        (self.since_mark if self.marked else self.notes).add((case, text))

    def _hear_typing(self, draft: str) -> None:
        self.drafts.setdefault(draft, None)

    def _hear_draft(self, draft: str, **found: Any) -> None:
        self.drafts[draft] = found

    def _hear_dropping(self, draft: str) -> None:
        self.drafts[draft] = None

    def _hear_changing(self, passphrase: str) -> None:
        self.secrets.append(passphrase)

    def _hear_changed(self, passphrase: str) -> None:
        self.secrets = [passphrase]

    def _hear_renewing(self, passphrase: str) -> None:
        """Under another master key the kit made before opens nothing; until it is told, either may hold."""
        self.secrets.append(passphrase)
        self.kit, self.former_kit = None, self.kit

    def _hear_renewed(self, passphrase: str, former: str) -> None:
        self.secrets, self.former_kit = [passphrase], None
        self.useless.append(former)

    def _hear_making(self) -> None:
        self.kit, self.former_kit = None, self.kit

    def _hear_kit(self, code: str) -> None:
        self.kit = code

    def _hear_backup(self, name: str) -> None:
        self.backup = name

    def _hear_copied(self, where: str) -> None:
        self.copied = self.backup if where == "THERE" else None

    def _hear_attached(self) -> None:
        """The check of the whole vault reads each attachment."""

    def _hear_migrated(self) -> None:
        """Notes said after it are looked for."""

    def _hear_mark(self) -> None:
        self.marked = True

    def _hear_deciding(self) -> None:
        self.marked = True

    def _hear_decided(self) -> None:
        """Until the next opening the vault is as it was; what is written in it goes aside with it."""

    def _hear_refused(self, code: str) -> None:
        """Whoever is told that a change was refused holds what opened the vault before; or what opens it now."""
        if code == "renewed_unfinished":
            self.useless += self.secrets[:1]
            self.secrets, self.former_kit = self.secrets[1:], None
            return
        self.secrets, self.kit = self.secrets[:1], self.kit or self.former_kit

    def _hear_forgetting(self, case: str, text: str) -> None:
        self.forgetting[text] = (case, False)

    def _hear_forgotten(self, case: str, text: str) -> None:
        self.forgetting[text] = (case, True)

    def _hear_back(self) -> None:
        self.aside |= self.since_mark
        self.since_mark, self.marked = set(), False


def heard(lines: Iterable[str]) -> Promise:
    """Return what lines that were said promise."""
    promise = Promise()
    for line in lines:
        promise.hear(json.loads(line))
    return promise


def keeps(site: Site, lines: Iterable[str]) -> None:
    """Open a vault after a fall and look for all that was said.

    Raises:
        Broken: something is not there, or not sound.
        Expected: the vault does not open.
    """
    promise = heard(lines)
    if not promise.created:
        _can_be_created(site)
        return
    with _opened(site.vault, promise.secrets) as desk:
        _is_sound(desk)
        _has_notes(site, desk, promise)
        _has_drafts(desk, promise)
        _has_backups(site, desk, promise)
        _has_forgotten(desk, promise)
    for passphrase in promise.useless:
        _no_longer_opens(site.vault, passphrase)
    if promise.kit is not None:
        Device().vaults.open_with_kit(site.vault, promise.kit).close()


def _can_be_created(site: Site) -> None:
    """A creation nobody was told of: there is a vault, or nothing that stands in the way of one."""
    try:
        desk = Device().vaults.open(site.vault, PASSPHRASE)
    except Expected:
        Device().vaults.create(site.vault, PASSPHRASE, example_worker(benali()), accept_weak=True)
        desk = Device().vaults.open(site.vault, PASSPHRASE)
    with desk:
        _is_sound(desk)


def _opened(folder: Path, secrets: list[str]) -> Desk:
    for passphrase in secrets[:-1]:
        try:
            return Device().vaults.open(folder, passphrase)
        except Expected as refused:
            if refused.code != "wrong_passphrase":
                raise
    return Device().vaults.open(folder, secrets[-1])


def _no_longer_opens(folder: Path, passphrase: str) -> None:
    try:
        Device().vaults.open(folder, passphrase).close()
    except Expected as refused:
        if refused.code == "wrong_passphrase":
            return
        raise
    raise Broken("a passphrase somebody knows still opens it")


def _is_sound(desk: Desk) -> None:
    report = desk.care.check()
    if not report.sound:
        raise Broken(f"unsound: {report.findings}")
    with desk.vault.read() as session:
        for space in session.scalars(select(Space)):
            if dict(loaded(session, space).document.rows()) != dict(_replayed(session, space).rows()):
                raise Broken("a document written whole is not what its envelopes say")


def _replayed(session: Session, space: Space) -> Document:
    """Return the document of a space from its envelopes alone."""
    document = Document()
    for row in stored_envelopes(session, space.id, space.generation):
        envelope = sealed_of(row)
        document.apply(opened(envelope, header_of(envelope), space.key))
    return document


def notes_in(desk: Desk) -> set[tuple[str, str]]:
    """Return (case, text) of all notes, the sentences each was cut into put together."""
    with desk.vault.read() as session:
        numbers = dict(session.execute(select(CaseFile.id, CaseFile.number)).all())
        rows = session.execute(
            select(Space.case_id, ContactPassage.contact_id, ContactPassage.text)
            .join(Space, Space.id == ContactPassage.space_id)
            .order_by(ContactPassage.position, ContactPassage.id)
        )
        notes: dict[tuple[str, str], list[str]] = {}
        for case_id, contact_id, text in rows:
            notes.setdefault((numbers.get(case_id, ""), contact_id), []).append(text or "")  # forgotten
    return {(number, " ".join(told)) for (number, _contact), told in notes.items()}


def _has_notes(site: Site, desk: Desk, promise: Promise) -> None:
    found = notes_in(desk)
    _all_in(promise.notes, found, "notes")
    with desk.vault.read() as session:
        numbers = set(session.scalars(select(CaseFile.number)))
    _all_in(promise.cases, numbers, "cases")
    if promise.aside or promise.since_mark:
        beside: set[tuple[str, str]] = set()
        for kept in site.vault.glob("replaced/*"):
            with Device().vaults.open(kept, PASSPHRASE) as other:
                _is_sound(other)
                beside |= notes_in(other)
        _all_in(promise.aside, beside, "notes put aside")
        _all_in(promise.since_mark, beside | found, "notes here or put aside")


def _all_in(expected: set[Any], found: set[Any], what: str) -> None:
    if lost := expected - found:
        raise Broken(f"{what} lost: {sorted(lost)[:3]}, {len(lost)} of {len(expected)}")


def _has_drafts(desk: Desk, promise: Promise) -> None:
    found = {one.id: one for one in desk.drafts.all_found()}
    ids = {NUMBER: desk.cases.find(NUMBER)} if promise.drafts else {}
    for draft, said in promise.drafts.items():
        if said is None:
            continue
        if draft not in found:
            raise Broken(f"draft lost: {draft}")
        typed = found[draft].typed
        case_id = ids.setdefault(said["case"], desk.cases.find(said["case"]))
        if typed.case_id != case_id:
            raise Broken(f"draft on another case: {draft}")
        if not typed.text.startswith(said["text"]) or (typed.text == said["text"] and typed.cursor != said["cursor"]):
            raise Broken(f"draft altered: {typed}")


def _has_backups(site: Site, desk: Desk, promise: Promise) -> None:
    """Each backup there is whole; the last one told is there, or one made since, after which older ones may go."""
    for shelf, last in ((site.vault / "backups", promise.backup), (next(site.stick.glob("*"), None), promise.copied)):
        made = backups_in(shelf) if shelf is not None else ()
        for one in made:
            desk.vault.copies.check(one.path)
        if last is not None and last > max((one.path.name for one in made), default=""):
            raise Broken(f"backup lost: {last} from {shelf}")


def _has_forgotten(desk: Desk, promise: Promise) -> None:
    """What was told forgotten is nowhere; what was about to be is there as it was, or nowhere."""
    for text, (case, is_told) in promise.forgetting.items():
        places = desk.forgetting.find(desk.cases.find(case), text)
        stands = [one for one in places if one.stands]
        if (is_told and places) or len(places) != len(stands):
            raise Broken(f"not forgotten: {places}")
        if not places and (left := traces(desk.vault, text)):
            raise Broken(f"rests of what is forgotten: {left}")
    attested = {one.order_id for one in desk.forgetting.attestations()}
    for case in {case for case, _is_told in promise.forgetting.values()}:
        if orders := [one for one in desk.forgetting.orders(desk.cases.find(case)) if one.order_id not in attested]:
            raise Broken(f"obeyed and not attested: {orders}")
