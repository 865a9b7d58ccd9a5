"""What an order leaves to do outside the tables: done after it, at the next opening when it was cut short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.backups.backups import SECOND_FOLDER
from app.services.backups.looking import shelf_in
from app.services.keys.inside_settings import InsideSettings
from app.words import _, ngettext
from db.errors import StorageTrouble
from db.leftovers import (
    Cleared,
    clear_here,
    clear_second,
    is_due_here,
    is_due_in_second,
    nothing_is_due_in_second,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What became of it.

    Attributes:
        here: In the folder of the vault; None when the disk did not let it be done yet.
        second: In the second folder; None when it is absent, or did not let it be done.
        has_second: Whether there is a second folder at all.
    """

    here: Cleared | None
    second: Cleared | None
    has_second: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left for another time."""
        return self.here is not None and (self.second is not None or not self.has_second)

    def reached(self) -> Iterator[str]:
        """Say what was reached."""
        if self.here is not None:
            yield _(
                "Le fichier du coffre, écrit de nouveau en entier\u00a0: journal d’écriture et pages libres compris."
            )
            yield from _removed(self.here, _("du coffre"))
            if self.here.made:
                yield _("Une sauvegarde a été refaite à leur place, et relue.")
        if self.second is not None and self.has_second:
            yield from _removed(self.second, _("du second emplacement"))

    def out_of_reach(self) -> Iterator[str]:
        """Say what was not."""
        if self.here is None:
            yield _(
                "Le fichier du coffre et ses sauvegardes\u00a0: le disque n’a pas permis de finir. "
                "Libérez de la place\u00a0; Palier finira à la prochaine ouverture."
            )
        if self.has_second and self.second is None:
            yield _(
                "Les sauvegardes du second emplacement, absent aujourd’hui\u00a0: branchez-le, Palier les effacera à "
                "la prochaine ouverture."
            )
        for one in (self.here, self.second):
            for path in one.left if one is not None else ():
                yield _(
                    "Une sauvegarde qui ne se lit pas, ou qui ne s’efface pas\u00a0: {path}. Détruisez-la à la main."
                ).format(path=path)


def go_on(vault: Vault, tell: Callable[[int], None] = lambda _step: None) -> Aftermath:
    """Do what is left to do; what cannot be done now is done another time.

    Args:
        vault: The vault.
        tell: Told each of the two steps that is done, 1 then 2.
    """
    second = InsideSettings(vault).get(SECOND_FOLDER)
    here = _here(vault)
    tell(1)
    there = _second(vault, second)
    tell(2)
    return Aftermath(here, there, second is not None)


def is_due(vault: Vault) -> bool:
    """Tell whether anything is left to do that may be done now."""
    second = InsideSettings(vault).get(SECOND_FOLDER)
    return is_due_here(vault) or (is_due_in_second(vault) and (second is None or second.is_dir()))


def _here(vault: Vault) -> Cleared | None:
    try:
        return clear_here(vault)
    except StorageTrouble:
        return None


def _second(vault: Vault, second: Path | None) -> Cleared | None:
    if not is_due_in_second(vault):
        return Cleared()
    try:
        if second is None:
            nothing_is_due_in_second(vault)
            return Cleared()
        return clear_second(vault, shelf_in(second, vault.context.vault_id)) if second.is_dir() else None
    except StorageTrouble:
        return None


def _removed(cleared: Cleared, where: str) -> Iterator[str]:
    if cleared.removed:
        yield ngettext(
            "{count} sauvegarde {where} qui le contenait, supprimée.",
            "{count} sauvegardes {where} qui le contenaient, supprimées.",
            cleared.removed,
        ).format(count=cleared.removed, where=where)
