"""Is the vault sound? Looked at once an opening, beside the work; nothing leaves it before (review B3, F9).

A look reads each page and each event of the log. When all is sound, the months of the log that are no longer kept go.
"""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

from app.domain.days import add_months
from app.domain.rules import shipped_rules
from app.errors import Expected
from app.services.troubles import told
from app.words import N_, _
from db import audit
from db.integrity import first_look

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.integrity import FirstLook
    from db.vault import Vault

_FOUND = (
    (
        "pages",
        N_(
            "Des pages des données sont abîmées. Ce qui se lit encore est intact ; "
            "copiez le coffre tel qu’il est, puis reprenez la sauvegarde la plus récente."
        ),
    ),
    (
        "put_back",
        N_(
            "Une partie des données n’est plus celle que Palier a laissée en fermant. Rien n’a été changé depuis ; "
            "copiez le coffre tel qu’il est, puis reprenez la sauvegarde la plus récente."
        ),
    ),
    (
        "log",
        N_(
            "Le registre des accès a été modifié ou coupé. Les dossiers ne sont pas touchés ; "
            "prévenez votre responsable."
        ),
    ),
)


class Soundness:
    """The look at one open vault. Safe from any thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._looking = threading.Lock()
        self._found: tuple[Expected, ...] | None = None

    def look(self) -> tuple[Expected, ...]:
        """Look, or wait for the look that is being taken; return what is wrong, the worst first, once an opening."""
        with self._looking:
            if self._found is None:
                with told(self._vault.folder):
                    self._found = self._seen(first_look(self._vault))
        return self._found

    @property
    def looked(self) -> bool:
        """Whether it was looked at since it was opened."""
        return self._found is not None

    def refuse_unsound(self) -> None:
        """Refuse to copy or carry a vault that was altered over one that was not; waits for the look.

        Raises:
            Expected: ``pages``, ``put_back`` or ``log``, what was found in one sentence.
        """
        if found := self.look():
            raise found[0]

    def _seen(self, look: FirstLook) -> tuple[Expected, ...]:
        if look.is_sound:
            self._vault.write(lambda session: self._keep(session, look.events))
            return ()
        wrong = {
            "pages": bool(look.pages) or look.unreadable is not None,
            "put_back": look.put_back,
            "log": look.audit_broken_at is not None,
        }
        return tuple(Expected(code, _(sentence)) for code, sentence in _FOUND if wrong[code])

    def _keep(self, session: Session, until: int) -> None:
        now = self._vault.context.clock.now().astimezone(dt.UTC)
        kept = shipped_rules().on("access_log_kept", now.date()).number
        audit.retire(session, first_of_month(now, kept))
        audit.found_sound(session, until)


def first_of_month(now: dt.datetime, months: int) -> dt.datetime:
    """Return the beginning of the month so many months before an instant in UTC."""
    return dt.datetime.combine(add_months(now.date().replace(day=1), -months), dt.time(), dt.UTC)
