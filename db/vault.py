"""An encrypted folder, open: the only place that sees a key (security.md, review B, E2, F).

A vault belongs to one worker on one device. All writes run on one thread, each in one transaction that ends in at most
one sealed envelope per space; reads run anywhere.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from db import audit
from db.attachments import FILES
from db.backup import back_up_before_migration
from db.context import VaultContext
from db.copying import Copies
from db.engine import checkpoint, reader_engine, writer_engine
from db.errors import StorageTrouble, from_database, told_by_code
from db.figures import FigureMarks
from db.folder import MOUNTS, VaultFolder
from db.following import Follower
from db.guards import WriteGuard
from db.head_file import UNKNOWN, HeadFile
from db.in_place import InPlace
from db.journal import Journal
from db.keys_file import DATABASE_FORMAT, KeysFile, load, replace_secret, restore, store, unwrapped, with_secret
from db.local import Device, Setting
from db.opening import check_folder
from db.outside_head import OutsideHead
from db.page_watch import PageWatch
from db.passphrase import KEY_LENGTH, STANDARD, CostPolicy, VaultKeys, normalised, vault_keys
from db.schema import VAULT_ID, bring_up_to_date, make_database, own_device
from db.search_index import Indexer
from db.types import canonical_json
from db.vault_lock import VaultLock
from db.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from db.context import Clock, Ids
    from db.slots import NewSecret, Secret

T = TypeVar("T")
_ID_LENGTH = 16
_WAIT_AT_LOCK = 0.2  # seconds, of the half second a lock may take


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a vault needs of the world.

    Attributes:
        clock: The time.
        ids: Ids and random bytes.
        policy: Cost of a passphrase; only tests pass another.
        mounts: The system's list of file systems.
        watched: Let the database itself refuse any write the journal does not see: tests only, 83 µs a row.
    """

    clock: Clock
    ids: Ids
    policy: CostPolicy = field(default=STANDARD)
    mounts: Path = field(default=MOUNTS)
    watched: bool = False


class Vault:
    """An open vault. Use :func:`create_vault` or :func:`open_vault`, and close it.

    Attributes:
        folder: Where it lies.
        around: What it needs of the world.
        context: Who and what writes in it.
        journal: What captures and seals its changes.
        copies: Writes and reads its backups.
        notices: Codes of what was put right while opening: ``keys_restored``, ``history_accepted``, ``migrated``.
        pages: Tells whether somebody put a page of the database back.
        outside: What something outside the folder keeps of the log, and how the log stands to it.
    """

    def __init__(self, held: _Held, context: VaultContext, signing_key: Ed25519PrivateKey) -> None:
        self.folder = held.place.path
        self.around = held.around
        self.context = context
        self.journal = Journal(context, signing_key, WriteGuard())
        self.copies = Copies(context, held.derived)
        self.notices = tuple(held.notices)
        self.outside = OutsideHead(context, held.head, held.derived.head)
        self._held = held
        self._engine = held.engine
        info = {"vault": context, FILES: held.place.files}
        self._sessions = sessionmaker(self._engine, expire_on_commit=False, info=info)
        self._read_engine = reader_engine(held.place.database, held.derived.database)
        self._readers = sessionmaker(self._read_engine, autoflush=False, expire_on_commit=False, info=info)
        self.pages = PageWatch(held.place.database, held.head, held.derived.head, self._engine)
        self.pages.begin(held.known, self._read_engine)
        self._in_place = InPlace(held.place.database)
        self._reading: set[Any] = set()
        self._closed = False
        self._closing = threading.Lock()
        self.journal.guard.watch(self._engine)
        self.journal.attach(self._sessions, self._engine.dialect)
        FigureMarks().attach(self._sessions)
        Indexer().attach(self._sessions)
        if held.around.watched:
            with self._engine.connect() as connection:
                self.journal.guard.install_triggers(connection.connection.driver_connection)
        self._follower = Follower(self.journal, self._transaction)
        self._writer = Writer(self._follower.when_quiet)

    def write(self, work: Callable[[Session], T]) -> T:
        """Run a work in one transaction on the writer thread, after those already waiting.

        The work neither commits nor rolls back. Whatever it raises is raised here, and nothing of it is kept.

        Raises:
            StorageTrouble: ``disk_full`` (with ``room_made``: trying again may succeed), ``vault_moved`` …
            UnseenWrite: the work wrote what the journal cannot see.
        """
        return self._writer.run(lambda: self._transaction(work))

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a reading session, of one moment of the vault; end it at once, hold nothing open between events."""
        with self._readers() as session:
            raw = session.connection().connection.driver_connection
            self._reading.add(raw)
            try:
                yield session
            except DBAPIError as error:
                trouble = from_database(error)
                if trouble is None or trouble.code == "read_only_folder":  # a write through a reading session
                    raise
                raise trouble from error
            finally:
                self._reading.discard(raw)

    def catch_up(self) -> None:
        """Wait until the search knows all that was written; on a disk that takes nothing more it stays as it is."""
        if self._follower.unread:
            with suppress(StorageTrouble):
                self._writer.run(self._follower.index)

    def expect(self, case_id: str) -> None:
        """Say that a case was opened: what a first command in it needs is read while nobody waits."""
        self._follower.expect(case_id)

    def settle(self) -> None:
        """Do now what waits for a quiet moment, so that what is measured next pays for nothing but itself."""
        self._writer.run(self._follower.when_quiet)

    def maintain(self, work: Callable[[Any], T]) -> T:
        """Run a work on the driver's writing connection, between two transactions: pragmas and checks, never rows."""

        def run() -> T:
            with told_by_code(), self._engine.connect() as connection:
                return work(connection.connection.driver_connection)

        return self._writer.run(run)

    def examine(self, work: Callable[[Any], T]) -> T:
        """Run a work on a fresh reading connection, thrown away after: a damaged page spoils the one it meets."""
        with told_by_code():
            pooled = self._read_engine.raw_connection()
            try:
                return work(pooled.driver_connection)
            finally:
                pooled.invalidate()

    def change_secret(self, old: Secret, new: NewSecret, on: str | None = None) -> None:
        """Make another passphrase, kit or organisation (dated ``on``) open the vault; older copies stay as they are.

        Raises:
            StorageTrouble: ``empty_passphrase``, or a code of :func:`db.keys_file.unwrapped`.
        """
        replace_secret(self.folder, old, new, self._held.around, on)

    def close(self, *, quick: bool = False) -> None:
        """Finish the works that wait, interrupt readers, let another open the vault. Closing twice does nothing.

        Args:
            quick: The process is about to be replaced (review B6): nothing long is awaited, opening does it. A work
                too long to wait for is undone, and the vault let go by the system, when the process ends.
        """
        with self._closing:
            if self._closed:
                return
            self._closed = True
        if not quick:
            with suppress(StorageTrouble, DBAPIError):
                self._writer.run(self._follower.at_close)
        if not self._writer.stop(_WAIT_AT_LOCK if quick else None):
            return
        for raw in tuple(self._reading):
            raw.interrupt()
        self.pages.let_go(quick=quick)
        self._read_engine.dispose()
        with suppress(StorageTrouble, DBAPIError):
            checkpoint(self._engine, "PASSIVE", busy_ms=0)
        self._held.engine.dispose()
        self.pages.end(quick=quick)
        self._held.release()

    def _transaction(self, work: Callable[[Session], T]) -> T:
        self.journal.begin()
        session = self._sessions()
        try:
            audit.begin(session)
            result = work(session)
            self.journal.end()
            self._in_place.check()
            session.commit()
        except BaseException as error:
            self._undo(session)
            trouble = from_database(error) if isinstance(error, DBAPIError) else error
            if isinstance(trouble, StorageTrouble):
                self._explain(trouble)
                if trouble is not error:
                    raise trouble from error
            raise
        session.close()
        self._held.head.follow(session.info.get(audit.HEAD), session.info.get(audit.QUIET))
        if (due := self._follower.committed(session.info)) is not None:
            self._writer.later(due)
        return result

    def _undo(self, session: Session) -> None:
        try:
            session.rollback()
            session.close()
        except DBAPIError:  # the connection itself is lost: the next work gets a new one
            self._engine.dispose()
            self._in_place.connected_again()
        self.journal.abandon()

    def _explain(self, trouble: StorageTrouble) -> None:
        if trouble.code == "disk_full":
            trouble.facts["room_made"] = self._held.place.release_reserve()


@dataclass(slots=True)
class _Held:
    """What an open vault holds of the system."""

    place: VaultFolder
    lock: VaultLock
    engine: Engine
    head: HeadFile
    derived: VaultKeys
    around: Surroundings
    notices: list[str] = field(default_factory=list)
    known: bytes = UNKNOWN  # what the file was when it was closed

    def release(self) -> None:
        """Give it all back."""
        self.engine.dispose()
        self.head.close()
        self.lock.release()


def create_vault(folder: Path, passphrase: str, worker_id: str, around: Surroundings) -> Vault:
    """Make a vault for one worker and open it. A creation that fails leaves nothing behind.

    Raises:
        StorageTrouble: ``already_exists``, ``folder_not_empty``, ``synchronised_folder``, ``empty_passphrase``,
            ``disk_full``, ``read_only_folder``.
    """
    place = VaultFolder(folder)
    place.check_place(around.mounts)
    if not normalised(passphrase):
        raise StorageTrouble("empty_passphrase")
    place.begin_creation()
    lock = VaultLock(place.lock)
    try:
        with told_by_code():
            random = around.ids.random_bytes
            master = random(KEY_LENGTH)
            keys = KeysFile(random(_ID_LENGTH), random(_ID_LENGTH), DATABASE_FORMAT, 0, ())
            keys = with_secret(keys, passphrase, master, around)
            device = own_device(keys.device_id.hex(), worker_id, random, around.clock.now())
            make_database(place.database, vault_keys(master).database, device, keys.vault_id.hex())
            HeadFile(place.head, keys.vault_id, vault_keys(master).head).create()
            store(folder, keys, verify=lambda read: unwrapped(read, passphrase, around.policy))
            vault = _opened(place, lock, keys, master, around)
            place.end_creation()
    except BaseException:
        lock.release()
        place.abandon_creation()
        raise
    return vault


def open_vault(folder: Path, secret: Secret, around: Surroundings, *, accept_rolled_back: bool = False) -> Vault:
    """Open a vault.

    Args:
        folder: Where it lies.
        secret: What opens it: a passphrase as typed, the code of the kit …
        around: Clock, ids and the rest.
        accept_rolled_back: Open even when the database was cut or put back, and write it in the log: for a backup
            restored on purpose.

    Raises:
        StorageTrouble: any code of :func:`db.opening.check_folder`; ``in_use``, ``read_only_folder``,
            ``wrong_passphrase``, ``wrong_kit``, ``no_kit``, ``database_damaged``, ``newer_format``, ``rolled_back``.
    """
    place = VaultFolder(folder)
    check_folder(folder, around.mounts)
    lock = VaultLock(place.lock)
    try:
        with told_by_code():
            keys, weak = load(folder)
            master = unwrapped(keys, secret, around.policy)
            restore(folder, keys, weak)
            notices = ("keys_restored",) if weak else ()
            return _opened(place, lock, keys, master, around, notices, accept_rolled_back=accept_rolled_back)
    except BaseException:
        lock.release()
        raise


def _opened(
    place: VaultFolder,
    lock: VaultLock,
    keys: KeysFile,
    master: bytes,
    around: Surroundings,
    notices: tuple[str, ...] = (),
    *,
    accept_rolled_back: bool = False,
) -> Vault:
    derived = vault_keys(master)
    head = HeadFile(place.head, keys.vault_id, derived.head)
    held = _Held(place, lock, writer_engine(place.database, derived.database), head, derived, around, [*notices])

    def before_migration() -> None:
        back_up_before_migration(place, held.engine, keys, derived, around)
        head.forget_pages()  # cut short, it would pass for pages put back

    try:
        if bring_up_to_date(held.engine, before_migration):
            held.notices.append("migrated")
        place.empty_temporary()
        place.fill_reserve()
        return _checked(held, keys, accept_rolled_back=accept_rolled_back)
    except BaseException:
        held.engine.dispose()
        head.close()
        raise


def _checked(held: _Held, keys: KeysFile, *, accept_rolled_back: bool) -> Vault:
    checkpoint(held.engine, "TRUNCATE")
    with Session(held.engine) as session:
        device = session.get(Device, keys.device_id.hex())
        vault_id = session.scalar(select(Setting.value).where(Setting.name == VAULT_ID))
        if device is None or device.signing_key is None or vault_id != canonical_json(keys.vault_id.hex()):
            raise StorageTrouble("database_damaged", reason="other_vault")
        context = VaultContext(
            vault_id=keys.vault_id.hex(),
            device_id=device.id,
            worker_id=device.worker_id,
            clock=held.around.clock,
            ids=held.around.ids,
            audit_key=held.derived.audit,
            attachment_key=held.derived.attachment,
        )
        session.info["vault"] = context
        accepted = _history_accepted(session, held, accept_rolled_back=accept_rolled_back)
        held.head.begin(*audit.head(session), audit.quiet_count(session))
        signing_key = Ed25519PrivateKey.from_private_bytes(device.signing_key)
    vault = Vault(held, context, signing_key)
    if accepted:
        vault.write(lambda session: audit.record(session, "restored", "vault", context.vault_id, accepted))
    return vault


def _history_accepted(session: Session, held: _Held, *, accept_rolled_back: bool) -> dict[str, Any]:
    outside = held.head.read()
    try:
        audit.check_head(session, outside)
    except StorageTrouble as trouble:
        if not accept_rolled_back:
            raise
        held.notices.append("history_accepted")
        return trouble.facts
    if "migrated" not in held.notices:  # a migration writes before anything is compared
        held.known = outside.pages if outside is not None else UNKNOWN
    return {}
