"""The paper recovery kit, and the passphrase of an open vault: made, printed, checked, used (security.md « Keys »)."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.changes import Changes
from app.documents.recovery_kit import RecoveryKitPaper, draw_recovery_kit
from app.domain.names import initials
from app.errors import Expected
from app.services.case_rows import local_now
from app.services.keys.device_secrets import rebound
from app.services.keys.inside_settings import KIT_CHECKED_ON, InsideSettings
from app.services.keys.passphrases import refuse_weak
from app.services.troubles import told
from app.words import _
from db import audit
from db.changing_keys import day_of_kit
from db.errors import StorageTrouble
from db.models.organisation import Organisation, Worker
from db.recovery_code import GROUPS, RecoveryCode, group_holds, new_code, read_code, same_group

if TYPE_CHECKING:
    from app.ports import Ids
    from app.services.keys.device_secrets import DeviceSecrets
    from db.slots import NewSecret, Secret
    from db.vault import Vault

ASKED_GROUPS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Kit:
    """A kit just made: the only time its code is known. Print it, check it, let it go.

    Attributes:
        groups: Thirteen groups of five signs.
        made_on: Day it was made.
        initials: Of the worker whose vault it opens.
        organisation: Whose letterhead its paper bears.
    """

    groups: tuple[str, ...]
    made_on: dt.date
    initials: str
    organisation: str

    def pdf(self) -> bytes:
        """Return the paper to print, one page, from memory."""
        return draw_recovery_kit(RecoveryKitPaper(self.groups, self.made_on, self.initials, self.organisation)).pdf

    def parts_to_ask(self, ids: Ids) -> tuple[int, ...]:
        """Return the numbers, 1 to 13, of three groups drawn at random, in order: those to retype from the paper."""
        left = list(range(1, GROUPS + 1))
        drawn = (left.pop(int.from_bytes(ids.random_bytes(4), "big") % len(left)) for _turn in range(ASKED_GROUPS))
        return tuple(sorted(drawn))

    def checks(self, part: int, typed: str) -> bool:
        """Tell whether what was retyped is the group of that number."""
        return same_group(self.groups[part - 1], typed)


def kit_group_holds(part: int, typed: str) -> bool:
    """Tell whether what is being typed can be the group of that number, before the whole code is there."""
    return group_holds(part, typed)


def code_of_kit(typed: str) -> RecoveryCode:
    """Read a code from the paper.

    Raises:
        Expected: ``kit_mistyped``, which names the first group that cannot be right.
    """
    try:
        return read_code(typed)
    except StorageTrouble as trouble:
        raise _mistyped(trouble) from trouble


def _mistyped(trouble: StorageTrouble) -> Expected:
    group = trouble.facts["group"]
    if group is not None:
        sentence = _(
            "Le groupe {group} contient une faute de frappe. Rien n’a changé\u00a0; relisez-le sur la feuille."
        ).format(group=group)
    else:
        sentence = _(
            "Le code a {signs} signes, il en faut {expected}. Rien n’a changé\u00a0; vérifiez "
            "qu’aucun groupe ne manque."
        ).format(signs=trouble.facts["signs"], expected=trouble.facts["expected"])
    return Expected(trouble.code, sentence)


@dataclass(frozen=True, slots=True)
class RecoveryKits:
    """The kit and the passphrase of an open vault."""

    vault: Vault
    secrets: DeviceSecrets

    def make(self, passphrase: str) -> Kit:
        """Make a kit; the former one opens nothing any more but older copies of the keys file.

        Raises:
            Expected: ``wrong_passphrase``: an open vault does not hold what a kit must wrap.
        """
        code = new_code(self.vault.context.ids.random_bytes)
        with told(self.vault.folder):
            with self.vault.read() as session:
                day = local_now(session, self.vault.context).date()
            old = self.secrets.completed(self.vault.folder, passphrase)
            self.vault.change_secret(old, code, day.isoformat())
        with suppress(Expected):
            InsideSettings(self.vault).set(KIT_CHECKED_ON, None)
        self._note("recovery_kit")
        return self._described(code)

    def made_on(self) -> dt.date | None:
        """Return the day the present kit was made, None when there is none."""
        with told(self.vault.folder):
            day = day_of_kit(self.vault.folder)
        return None if day is None else dt.date.fromisoformat(day)

    def record_check(self, on: dt.date) -> Changes:
        """Keep the day the kit was checked by retyping parts of it."""
        return InsideSettings(self.vault).set(KIT_CHECKED_ON, on)

    def checked_on(self) -> dt.date | None:
        """Return the day the present kit was checked, None when it was not yet."""
        return InsideSettings(self.vault).get(KIT_CHECKED_ON) if self.made_on() is not None else None

    def new_passphrase(self, code: str, new: str, *, accept_weak: bool = False) -> Changes:
        """Give the vault another passphrase by its kit, which stays valid; no secret of a device is asked any more.

        Raises:
            Expected: ``kit_mistyped``, ``wrong_kit``, ``no_kit``, ``weak_passphrase``, ``empty_passphrase``.
        """
        refuse_weak(new, accept_weak=accept_weak)
        return self._change(code_of_kit(code), new)

    def change_passphrase(self, old: str, new: str, *, accept_weak: bool = False) -> Changes:
        """Change the passphrase, bound to this device if it was; older copies of the keys file are unchanged (F2).

        Raises:
            Expected: ``wrong_passphrase``, ``weak_passphrase``, ``empty_passphrase``, or a value of ``BondState``.
        """
        refuse_weak(new, accept_weak=accept_weak)
        with told(self.vault.folder):
            former = self.secrets.completed(self.vault.folder, old)
        return self._change(former, rebound(former, new))

    def _change(self, old: Secret, new: NewSecret) -> Changes:
        with told(self.vault.folder):
            self.vault.change_secret(old, new)
        self._note("passphrase")
        return Changes()

    def _note(self, what: str) -> None:
        """Let the log say what opens the vault now; on a full disk it cannot, and the change holds all the same."""
        with suppress(StorageTrouble):
            self.vault.write(lambda session: audit.record(session, "change", "keys", None, {"what": what}))

    def _described(self, code: RecoveryCode) -> Kit:
        made_on = self.made_on()
        assert made_on is not None  # noqa: S101 -- it was written just before
        with told(self.vault.folder), self.vault.read() as session:
            worker = session.get(Worker, self.vault.context.worker_id)
            organisation = session.get(Organisation, worker.organisation_id) if worker is not None else None
        return Kit(
            code.groups(),
            made_on,
            initials(worker.name if worker is not None else ""),
            organisation.name if organisation is not None else "",
        )
