"""What changed between two versions of a contract, in sentences to read aloud (practice S-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.services.facts.measure_words import rhythm_words
from app.words import N_, _, long_day, speaking
from db.models.contract import Amendment, Contract, Objective, Progress
from resources.vocabulary import ObjectiveStage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from app.services.case_rows import CaseRows

OF_OBJECTIVE: Final = {
    "axis": N_("domaine"),
    "expected_result": N_("ce qu’on pourra voir"),
    "indicator": N_("ce qu’on compte"),
    "baseline": N_("départ"),
    "target": N_("arrivée"),
    "due_on": N_("date"),
    "means": N_("moyens"),
    "partner": N_("partenaire"),
    "commitments_household": N_("ce que vous faites"),
    "commitments_operator": N_("ce que nous faisons"),
    "commitments_landlord": N_("ce que fait le bailleur"),
}
OF_CONTRACT: Final = {
    "rhythm": N_("Rythme"),
    "effective_on": N_("Début"),
    "review_on": N_("Relecture ensemble"),
}


def changes_between(rows: CaseRows, before: Contract, after: Contract) -> tuple[str, ...]:
    """Return what a version says otherwise than the one before; an objective is known by its title."""
    old = {_title(one): one for one in rows.under(Objective, "contract_id", before)}
    new = {_title(one): one for one in rows.under(Objective, "contract_id", after)}
    return (
        *_of_contract(before, after),
        *(_("Ajouté : « {title} ».").format(title=title) for title in new if title not in old),
        *(_("Retiré : « {title} ».").format(title=title) for title in old if title not in new),
        *_of_objectives(old, new),
    )


def changes_since_signed(rows: CaseRows, contract: Contract, today: dt.date) -> tuple[str, ...]:
    """Return what is otherwise in the case than in a signed contract: what an amendment may begin with."""
    with speaking("fr"):  # it becomes text of the case, which is French
        return tuple(_since_signed(rows, contract, today))


def _since_signed(rows: CaseRows, contract: Contract, today: dt.date) -> Iterator[str]:
    amended = {line.strip() for one in rows.under(Amendment, "contract_id", contract) for line in _lines(one.changes)}
    then, now = rhythm_words(rows, contract.effective_on or today), rhythm_words(rows, today)
    found = []
    if now and then != now:
        found.append(_("Nous nous voyons : {rhythm}.").format(rhythm=now))
    for one in rows.under(Objective, "contract_id", contract):
        last = max(
            (said for said in rows.under(Progress, "objective_id", one) if said.on_day <= today),
            key=lambda said: said.on_day,
            default=None,
        )
        if last is not None and last.stage == ObjectiveStage.DROPPED:
            found.append(_("Laissé : « {title} ».").format(title=_title(one)))
    yield from (line for line in found if line not in amended)


def _lines(text: str | None) -> list[str]:
    return (text or "").splitlines()


def _title(row: Objective) -> str:
    return (row.household_words or row.expected_result or _("sans titre")).rstrip(".")


def _of_contract(before: Contract, after: Contract) -> Iterator[str]:
    for column, label in OF_CONTRACT.items():
        was, now = _written(getattr(before, column)), _written(getattr(after, column))
        if was != now:
            yield _("{what} : « {before} » devient « {after} ».").format(what=_(label), before=was, after=now)


def _written(value: Any) -> str:
    if value is None:
        return _("rien")
    return value if isinstance(value, str) else long_day(value)


def _of_objectives(old: dict[str, Objective], new: dict[str, Objective]) -> Iterator[str]:
    for title, one in new.items():
        was = old.get(title)
        changed = [
            _(label)
            for column, label in OF_OBJECTIVE.items()
            if was is not None and (getattr(was, column) or None) != (getattr(one, column) or None)
        ]
        if changed:
            yield _("Changé dans « {title} » : {what}.").format(title=title, what=", ".join(changed))
