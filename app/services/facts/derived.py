"""What ``show`` derives from a case: its states, its rent account, how soon requests were met, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain import agenda
from app.domain.arrears import constitution, first_default, monthly_reference
from app.domain.cases import case_state
from app.domain.contracts import commitments_state, contract_state
from app.domain.days import zone_from_text
from app.domain.housing_benefit import missing_benefits
from app.domain.instants import DEFAULT_ZONE, WorkingHours, instant_from_text, time_zone
from app.domain.measures import measure_state
from app.domain.money import text_from_cents
from app.domain.plans import plan_schedule
from app.domain.requests import request_delays
from app.domain.rules import shipped_rules
from app.services.facts import case_facts, household_facts, paper_facts
from app.services.facts.computing import deadline_document
from db.models.arrears import Arrears
from db.models.contract import Contract
from db.models.measure import Measure
from db.models.mutual_commitments import MutualCommitments
from db.models.request import Request

if TYPE_CHECKING:
    import datetime as dt

    from app.domain.rules import Rules
    from app.services.case_rows import CaseRows


def computed(rows: CaseRows, today: dt.date) -> dict[str, Any]:
    """Return the computed part of ``show`` (review N1)."""
    rules = shipped_rules()
    facts = case_facts.case_facts(rows, rules, today)
    contract, mutual = rows.current(Contract), rows.current(MutualCommitments)
    ahead = agenda.still_open(agenda.case_deadlines(facts, rules, today))
    return {
        "state": case_state(case_facts.history(rows, rules, today), rules, today).value,
        "contract_state": contract and contract_state(paper_facts.contract(rows, contract, rules, today), today).value,
        "mutual_commitments_state": mutual
        and commitments_state(paper_facts.commitments(rows, mutual, rules, today), today).value,
        "measure_state": rows.current(Measure) and measure_state(facts.measure, today).value,
        "rent_account": rent_account(rows, rules, today),
        "requests": requests(rows, rules),
        "next": [deadline_document(entry) for entry in ahead],
    }


def rent_account(rows: CaseRows, rules: Rules, today: dt.date) -> dict[str, Any] | None:
    """Return the rent account on a day: balance, default, constitution, benefit missing, plan; amounts as text."""
    ledger = rows.current(Arrears)
    if ledger is None:
        return None
    home = case_facts.tenancy(rows)
    account = home.account.until(today)
    constituted = constitution(account, monthly_reference(home.rent, home.charges, home.housing), rules, today)
    default = first_default(account, today)
    missing = missing_benefits(account, home.housing, today)
    return {
        "balance": text_from_cents(account.balance_on(today)),
        "first_default_on": default.isoformat() if default is not None else None,
        "constituted_on": constituted.on.isoformat() if constituted is not None else None,
        "rule": constituted.rule.id if constituted is not None else None,
        "missing_housing_benefit": text_from_cents(sum(one.amount for one in missing)),
        "plan": _plan(rows, ledger, today),
    }


def _plan(rows: CaseRows, ledger: Arrears, today: dt.date) -> dict[str, Any] | None:
    agreed = household_facts.plan(ledger)
    schedule = plan_schedule(household_facts.account(rows, ledger), agreed, today) if agreed is not None else None
    if schedule is None:
        return None
    return {
        "instalments": schedule.count,
        "last_amount": text_from_cents(schedule.last_amount),
        "last_on": schedule.last_on.isoformat(),
    }


def requests(rows: CaseRows, rules: Rules) -> list[dict[str, Any]]:
    """Return how soon each request was answered and settled, in half-days (review D5)."""
    operator = rows.operator()
    zone = time_zone((operator.time_zone if operator is not None else None) or DEFAULT_ZONE)
    holidays = zone_from_text(operator.holiday_zone if operator is not None else None)
    found = []
    for row in rows.all(Request):
        asked = instant_from_text(row.requested_at, zone)
        answered = instant_from_text(row.first_response_at, zone) if row.first_response_at else None
        settled = instant_from_text(row.settled_at, zone) if row.settled_at else None
        hours = WorkingHours.of_rules(rules, asked.date(), holidays)
        delays = request_delays(asked, answered, settled, hours, rules)
        found.append({"requested_at": row.requested_at, "answered": delays.answered, "settled": delays.settled})
    return found
