"""What merged data may break of the practice's rules: shown to settle, never refused and never a crash (review A8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.domain.measures import referent_problems, suspension_problems
from app.services.case_rows import rows_of
from app.services.editing.registry import EDITABLE
from app.services.facts import household_facts
from app.services.merging.versions import disagreements
from app.services.troubles import told
from app.words import N_, _, long_day, ngettext
from db.local import Envelope, Space
from db.models.arrears import Arrears
from db.models.budget import Budget
from db.models.case_file import CaseFile
from db.models.contract import Contract
from db.models.diagnosis import Diagnosis
from db.models.household import Household
from db.models.measure import Measure
from db.models.mutual_commitments import MutualCommitments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.case_rows import CaseRows
    from db.base import Journalled
    from db.vault import Vault

_ONE_CURRENT: tuple[tuple[type[Any], str, str], ...] = (
    (Contract, "contracts", N_("Il y a {count} contrats en cours\u00a0: un seul compte. Mettez les autres de côté.")),
    (Measure, "measures", N_("Il y a {count} mesures en cours\u00a0: une seule compte. Mettez les autres de côté.")),
    (
        Diagnosis,
        "diagnoses",
        N_("Il y a {count} diagnostics en cours\u00a0: un seul compte. Mettez les autres de côté."),
    ),
    (Budget, "budgets", N_("Il y a {count} budgets en cours\u00a0: un seul compte. Mettez les autres de côté.")),
    (
        Arrears,
        "arrears",
        N_("Il y a {count} comptes locataires en cours\u00a0: un seul compte. Mettez les autres de côté."),
    ),
    (
        MutualCommitments,
        "mutual_commitments",
        N_(
            "Il y a {count} pages d’engagements réciproques en cours\u00a0: une seule compte. Mettez "
            "les autres de côté."
        ),
    ),
)
_ONE_ONLY: tuple[tuple[type[Any], str, str], ...] = (
    (CaseFile, "case_files", N_("Ce dossier a {count} pages de garde\u00a0: gardez-en une.")),
    (Household, "households", N_("Ce dossier a {count} ménages\u00a0: gardez-en un.")),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to settle.

    Attributes:
        code: Stable English word.
        sentence: What it is and what to do.
        row_ids: Rows it is about.
    """

    code: str
    sentence: str
    row_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settling:
    """Says what there is to settle in a case."""

    vault: Vault

    def to_settle(self, case_id: str) -> tuple[Matter, ...]:
        """Return what somebody has to settle, what there is to choose first; empty when nothing is."""
        with told(self.vault.folder), self.vault.read() as session:
            rows = rows_of(session, case_id)
            choices = tuple({one.row_id: None for one in disagreements(session, case_id)})
            return (*_choices(choices), *_doubled(rows), *_measure(rows), *_numbers(rows), *_under_put_away(rows))

    def after_meeting(self, case_id: str) -> tuple[Matter, ...]:
        """Return the same for a case in which something came from another vault, nothing for any other (1 ms)."""
        with told(self.vault.folder), self.vault.read() as session:
            came = select(Envelope.id).join(Space).where(Space.case_id == case_id, Envelope.written_at.is_not(None))
            met = session.scalar(came.limit(1)) is not None
        return self.to_settle(case_id) if met else ()


def _choices(row_ids: tuple[str, ...]) -> Iterator[Matter]:
    if row_ids:
        said = ngettext(
            "{count} ligne a deux versions, écrites sans se connaître\u00a0: choisissez.",
            "{count} lignes ont deux versions, écrites sans se connaître\u00a0: choisissez.",
            len(row_ids),
        )
        yield Matter("versions", said.format(count=len(row_ids)), row_ids)


def _doubled(rows: CaseRows) -> Iterator[Matter]:
    for model, code, sentence in _ONE_CURRENT:
        found = tuple(row.id for row in rows.all(model) if not row.earlier)
        if len(found) > 1:
            yield Matter(code, _(sentence).format(count=len(found)), found)
    for model, code, sentence in _ONE_ONLY:
        found = tuple(row.id for row in rows.all(model))
        if len(found) > 1:
            yield Matter(code, _(sentence).format(count=len(found)), found)


def _measure(rows: CaseRows) -> Iterator[Matter]:
    facts = household_facts.measure(rows)
    for problem in referent_problems(facts):
        if problem.code == "referent_overlap":
            workers = [rows.worker(worker_id) for worker_id in problem.about]
            names = [worker.name if worker is not None else "" for worker in workers]
            said = _("{one} et {other} sont référents en même temps\u00a0: corrigez les dates de l’un ou de l’autre.")
            yield Matter(problem.code, said.format(one=names[0], other=names[1]), tuple(problem.about))
    if any(problem.code == "suspensions_overlap" for problem in suspension_problems(facts)):
        pauses = sorted(facts.suspensions, key=lambda one: one.starts_on)
        for one, following in pairwise(pauses):
            if one.covers(following.starts_on):
                said = _("Les pauses du {one} et du {other} se recouvrent\u00a0: corrigez leurs dates.")
                sentence = said.format(one=long_day(one.starts_on), other=long_day(following.starts_on))
                yield Matter("suspensions_overlap", sentence)


def _numbers(rows: CaseRows) -> Iterator[Matter]:
    number = rows.case_file.number
    alike = select(func.count()).where(
        CaseFile.number == number, CaseFile.archived_at.is_(None), CaseFile.id != rows.case_file.id
    )
    if number and rows.session.scalar(alike):
        said = _("Un autre dossier porte le numéro {number}\u00a0: changez l’un des deux.")
        yield Matter("same_number", said.format(number=number), (rows.case_file.id,))


def _under_put_away(rows: CaseRows) -> Iterator[Matter]:
    """Yield what was written under something a colleague put away meanwhile."""
    counted: Counter[str] = Counter()
    ids: dict[str, list[str]] = {}
    for spec in EDITABLE.values():
        for kind, column in spec.parents.items():
            living = {row.id for row in rows.all(EDITABLE[kind].model)} if kind in EDITABLE else set()
            for row in rows.all(spec.model):
                named = getattr(row, column)
                if named not in living and _is_put_away(rows, kind, named):
                    counted[spec.message] += 1
                    ids.setdefault(spec.message, []).append(row.id)
    for message, count in counted.items():
        said = _(
            "Sous une ligne retirée entre-temps\u00a0: {what} ({count}). Remettez la ligne, ou retirez aussi cela."
        )
        yield Matter("under_put_away", said.format(what=_(message), count=count), tuple(ids[message]))


def _is_put_away(rows: CaseRows, kind: str, row_id: str | None) -> bool:
    if row_id is None or kind not in EDITABLE:
        return False
    model: type[Journalled] = EDITABLE[kind].model
    parent = rows.session.get(model, row_id)
    return parent is not None and parent.archived_at is not None
