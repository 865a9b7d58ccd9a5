"""What was written in one vault goes to another by file, on a USB stick or any other way (sync.md)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.changes import Changes
from app.domain.instants import time_zone
from app.errors import Expected
from app.services.case_rows import zone_of_worker
from app.services.forgetting.service import Forgetting
from app.services.keys.passphrases import refuse_weak
from app.services.troubles import told
from app.words import N_, _, ngettext
from db import audit
from db.errors import StorageTrouble
from db.local import Space
from db.parcels import closed, gathered, unpacked
from db.passphrase import STANDARD, CostPolicy
from db.receiving import receive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from db.parcels import Parcel
    from db.receiving import Received
    from db.vault import Vault

LARGEST = 1 << 30
"""Bytes of a file that goes from one vault to another: it is made, opened and read whole in memory."""

_SAID = (
    ("stored", N_("{count} écriture reçue."), N_("{count} écritures reçues.")),
    ("known", N_("{count} était déjà là."), N_("{count} étaient déjà là.")),
    (
        "parked",
        N_("{count} en attend une autre, qui n’est pas encore arrivée\u00a0: elle est gardée."),
        N_("{count} en attendent d’autres, qui ne sont pas encore arrivées\u00a0: elles sont gardées."),
    ),
    (
        "refused",
        N_("{count} a été refusée\u00a0: sa signature ne se vérifie pas. Prévenez la personne qui a fait le fichier."),
        N_(
            "{count} ont été refusées\u00a0: leur signature ne se vérifie pas. Prévenez la personne "
            "qui a fait le fichier."
        ),
    ),
    (
        "forked",
        N_(
            "{count} porte le nom d’une autre\u00a0: un coffre a été copié pendant qu’il servait. "
            "Prévenez votre responsable."
        ),
        N_(
            "{count} portent le nom d’une autre\u00a0: un coffre a été copié pendant qu’il servait. "
            "Prévenez votre responsable."
        ),
    ),
    (
        "outdated",
        N_("{count} date d’avant un effacement définitif\u00a0: elle n’a pas été reprise."),
        N_("{count} datent d’avant un effacement définitif\u00a0: elles n’ont pas été reprises."),
    ),
)

_TOO_LARGE = N_(
    "Il y a trop de documents joints pour un seul fichier, plus d’un gigaoctet\u00a0: rien n’a été écrit. "
    "Demandez seulement ce qui a été écrit depuis un jour."
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file for another vault.

    Attributes:
        content: Its bytes, sealed under the passphrase of the exchange.
        envelopes: How many writings it carries.
        cases: How many cases they are of.
    """

    content: bytes = field(repr=False)
    envelopes: int
    cases: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file of another vault.

    Attributes:
        counts: How many writings were ``stored``, ``known``, ``parked``, ``refused``, ``forked``, ``outdated``.
        sentences: The same in words, those that are none left out.
        changes: What is new.
    """

    counts: dict[str, int]
    sentences: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Carrying:
    """Makes files for other vaults, and takes in theirs."""

    vault: Vault
    policy: CostPolicy = STANDARD

    def export(self, passphrase: str, since: dt.date | None = None, *, accept_weak: bool = False) -> Outgoing:
        """Make the file of what was written or received since a day; of everything when no day is given.

        What is personal stays; joined documents go with their case.

        Args:
            passphrase: Of the exchange, said to whoever takes the file in; never the vault's own.
            since: First day, where the worker works.
            accept_weak: Take a passphrase easily guessed all the same.

        Raises:
            Expected: ``weak_passphrase``, ``empty_passphrase``, ``parcel_too_large`` (nobody could take it in), or
                what storage could not do.
        """
        refuse_weak(passphrase, accept_weak=accept_weak)
        with told(self.vault.folder):
            with self.vault.read() as session:
                parcel = gathered(session, self._instant(session, since))
            content = closed(parcel, passphrase, self.policy, self.vault.context.ids.random_bytes)
            if len(content) > LARGEST:
                raise Expected("parcel_too_large", _(_TOO_LARGE))
            found = Outgoing(content, len(parcel.envelopes), len({one.case_id for one in parcel.spaces} - {None}))
            facts = {"envelopes": found.envelopes, "cases": found.cases}
            self.vault.write(lambda session: audit.record(session, "export", "journal", None, facts))
        return found

    def apply(self, content: bytes, passphrase: str) -> Taken:
        """Take in a file of another vault: whole or not at all, and as often as one likes.

        Raises:
            Expected: ``not_a_parcel``, ``newer_parcel``, ``wrong_passphrase``, ``parcel_damaged``,
                ``parcel_refused``, or what storage could not do; nothing is changed.
        """
        with told(self.vault.folder):
            received = receive(self.vault, self._unpacked(content, passphrase))
            with self.vault.read() as session:
                query = select(Space.case_id).where(Space.id.in_(received.spaces), Space.case_id.is_not(None))
                cases = frozenset(case for case in session.scalars(query) if case is not None)
        after = Forgetting(self.vault).go_on()  # an order that came is obeyed outside the tables too
        left = tuple(after.out_of_reach()) if after is not None else ()
        counts = {name: getattr(received, name) for name, _one, _several in _SAID}
        return Taken(counts, (*_sentences(received), *_obeyed(received), *left), Changes(received.tables, cases))

    def _unpacked(self, content: bytes, passphrase: str) -> Parcel:
        try:
            return unpacked(content, passphrase, self.policy)
        except StorageTrouble as trouble:
            if trouble.code != "wrong_passphrase":
                raise
            sentence = _(  # two are asked: whoever reads it would doubt the one of the vault
                "Ce n’est pas la phrase de passe de ce fichier. Rien n’a changé\u00a0; demandez-la à qui l’a fait, ce "
                "n’est pas celle du coffre."
            )
            raise Expected(trouble.code, sentence) from trouble

    def _instant(self, session: Session, since: dt.date | None) -> dt.datetime | None:
        if since is None:
            return None
        zone = time_zone(zone_of_worker(session, self.vault.context.worker_id))
        return dt.datetime.combine(since, dt.time(), zone)


def _sentences(received: Received) -> tuple[str, ...]:
    counted = ((getattr(received, name), one, several) for name, one, several in _SAID)
    found = tuple(ngettext(one, several, count).format(count=count) for count, one, several in counted if count)
    return found or (ngettext("{count} écriture reçue.", "{count} écritures reçues.", 0).format(count=0),)


def _obeyed(received: Received) -> Iterator[str]:
    """Say that an order was obeyed: what was added here to what it names went with it, unseen otherwise."""
    if count := len(received.orders):
        yield ngettext(
            "{count} ordre d’effacement définitif a été suivi. Ce qui avait été ajouté ici à ce qu’il efface est parti "
            "avec\u00a0: écrivez-le de nouveau s’il le faut.",
            "{count} ordres d’effacement définitif ont été suivis. Ce qui avait été ajouté ici à ce qu’ils effacent "
            "est parti avec\u00a0: écrivez-le de nouveau s’il le faut.",
            count,
        ).format(count=count)
