"""Keeping the vault sound: check everything, make the tables again from the envelopes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.ports import UNWATCHED
from app.services.troubles import told
from app.words import N_, _, ngettext
from db import integrity, projection
from db.figures import place_again
from db.local import Envelope
from db.search_index import rebuild_index

if TYPE_CHECKING:
    from app.ports import Progress
    from db.vault import Vault

FOUND = (
    ("pages", N_("Des pages des données sont abîmées : copiez le coffre, puis reprenez une sauvegarde.")),
    (
        "put_back",
        N_(
            "Une partie des données n’est plus celle que Palier a laissée en fermant : "
            "copiez le coffre, puis reprenez une sauvegarde."
        ),
    ),
    ("structure", N_("La structure des données est abîmée : copiez le coffre, puis reprenez une sauvegarde.")),
    (
        "references",
        N_("Des lignes renvoient à ce qui n’est pas là ; rien n’est perdu, « palier vault rebuild » les refait."),
    ),
    ("tables", N_("Des tables diffèrent de ce que dit le journal ; « palier vault rebuild » les refait.")),
    ("unreadable", N_("Une partie des données ne se lit plus : copiez le coffre, puis reprenez une sauvegarde.")),
    ("attachments", N_("Des documents joints manquent ou sont abîmés : reprenez-les d’une sauvegarde.")),
)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: sentences, and whether the vault is sound."""

    sound: bool
    findings: tuple[str, ...]
    envelopes: int


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """How many tables and rows were made again, and which tables differed from the journal."""

    tables: int
    rows: int
    differed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """Checks and mends one vault."""

    vault: Vault

    def check(self, progress: Progress = UNWATCHED) -> CheckReport:
        """Read the whole vault and say all that is wrong.

        Raises:
            Cancelled: who waits stopped it; nothing was changed by it.
        """
        with told(self.vault.folder):
            health = integrity.check(self.vault, progress.tell)
            with self.vault.read() as session:
                envelopes = session.scalar(select(func.count()).select_from(Envelope)) or 0
        findings = [_(sentence) for name, sentence in FOUND if getattr(health, name)]
        if health.journal is not None:
            findings.append(
                _("Une enveloppe du journal ne se vérifie pas : copiez le coffre, puis reprenez une sauvegarde.")
            )
        if health.audit_broken_at is not None:
            findings.append(_("Le registre des accès a été modifié ou coupé : prévenez votre responsable."))
        if health.unnamed_files:
            count = len(health.unnamed_files)
            findings.append(
                ngettext(
                    "{count} fichier ne sert plus à rien ; il ne gêne pas.",
                    "{count} fichiers ne servent plus à rien ; ils ne gênent pas.",
                    count,
                ).format(count=count)
            )
        return CheckReport(health.is_sound, tuple(findings), envelopes)

    def rebuild(self) -> RebuildReport:
        """Make every journalled table again from the envelopes, then the index from the rows."""
        with told(self.vault.folder):
            differed = tuple(difference.table for difference in projection.compare(self.vault))
            counted = projection.rebuild(self.vault)
            self.vault.write(rebuild_index)
            self.vault.write(place_again)
        return RebuildReport(len(counted), sum(counted.values()), differed)
