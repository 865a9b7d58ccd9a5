"""The landlord's procedure as delays the household must know: from constituted arrears to the hearing and the eviction.

Sources: loi 89-462 art. 24, CCH R824-1 and following, CPCE L412-1 and following; corrections and counting of law 1
and 5. The deadlines check the landlord's acts for the tenant (practice D-06); « à vérifier » is written elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.arrears import RentAccount
from app.domain.days import Delay, HolidayZone, Truce, add_working_days, after, before, is_holiday, term
from app.domain.deadlines import About, Deadline, DeadlineId, Under, deadline, state_on
from resources.vocabulary import ProcedureStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.arrears import Constitution
    from app.domain.rules import Rule, Rules

_ONE_DAY = dt.timedelta(days=1)
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the procedure, on its day.

    Attributes:
        step: What it is.
        on: Day it was done (for a summons, the day it was served).
        hearing_on: Day of the hearing it announces.
        written_delay: Delay written in it.
        ref: How other values name it.
        place: Where the hearing is held.
        hearing_at: Hour of the hearing.
    """

    step: ProcedureStep
    on: dt.date
    hearing_on: dt.date | None = None
    written_delay: Delay | None = None
    ref: str | None = None
    place: str | None = None
    hearing_at: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A promise of the landlord to wait: it silences nothing."""

    starts_on: dt.date
    ends_on: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Tell whether the promise runs on a day, both ends included."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """What is known of a procedure.

    Attributes:
        acts: In any order.
        zone: Public holidays of the place.
        lease_signed_on: Day the lease was signed or last renewed.
        clause_delay: Delay written in the clause of the lease.
        hold: Promise of the landlord.
        constituted: Arrears constituted on the day asked.
        has_benefit: Whether a housing benefit is paid at all; without one there is no payer to report to.
        account: The rent account, to see whether a summons was paid.
    """

    acts: tuple[Act, ...] = ()
    zone: HolidayZone = HolidayZone.METROPOLE
    lease_signed_on: dt.date | None = None
    clause_delay: Delay | None = None
    hold: Hold | None = None
    constituted: Constitution | None = None
    has_benefit: bool = True
    account: RentAccount = field(default_factory=RentAccount)

    def of(self, *steps: ProcedureStep) -> tuple[Act, ...]:
        """Give the acts of these kinds, by day."""
        return tuple(sorted((act for act in self.acts if act.step in steps), key=lambda act: act.on))

    def first(self, step: ProcedureStep) -> Act | None:
        """Give the first act of a kind."""
        return next(iter(self.of(step)), None)

    def last(self, *steps: ProcedureStep) -> Act | None:
        """Give the last act of these kinds."""
        return next(reversed(self.of(*steps)), None)


def procedure_deadlines(facts: ProcedureFacts, rules: Rules, day: dt.date) -> tuple[Deadline, ...]:
    """Give every deadline of the procedure, under the landlord's promise if one runs on the day."""
    under = Under.HOLD if facts.hold is not None and facts.hold.covers(day) else None
    entries = (
        *_arrears_report(facts, rules, day),
        *_ccapex_before_summons(facts, rules, day),
        *_summons_to_pay_ends(facts, rules, day),
        *_earliest_court_summons(facts, rules, day),
        *_prefect_notice(facts, rules, day),
        *_hearing(facts, rules, day),
        *_assessment_to_judge(facts, rules, day),
    )
    return tuple(replace(entry, under=under) for entry in entries)


def _about(act: Act | None) -> About:
    return About(ref=act.ref if act is not None else None)


def _recorded(facts: ProcedureFacts, step: ProcedureStep, day: dt.date) -> dt.date | None:
    act = facts.first(step)
    return act.on if act is not None and act.on <= day else None


def _arrears_report(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    if facts.constituted is None:
        return
    rule = rules.on("arrears_report_to_payer", facts.constituted.on)
    if rule.value is None:
        return
    due_on = after(facts.constituted.on, Delay.of_rule(rule))
    recorded = _recorded(facts, ProcedureStep.ARREARS_REPORT, day)
    state = state_on(due_on, day, done=recorded is not None, applicable=facts.has_benefit)
    yield deadline(
        DeadlineId.ARREARS_REPORT,
        due_on,
        state,
        rule,
        constituted_on=facts.constituted.on,
        recorded_on=recorded,
        late=recorded is not None and recorded > due_on,
    )


def _ccapex_referral(facts: ProcedureFacts) -> Act | None:
    """Give the referral to the commission; a report to the payer is deemed to be one (loi 89-462 art. 24 II)."""
    return facts.first(ProcedureStep.CCAPEX_REFERRAL) or facts.first(ProcedureStep.ARREARS_REPORT)


def _ccapex_before_summons(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    """Give it only when it is worth a check: no referral known, or one that came too late."""
    summons = facts.last(ProcedureStep.COURT_SUMMONS)
    if summons is None:
        return
    rule = rules.on("ccapex_before_assignation", summons.on)
    due_on = before(summons.on, Delay.of_rule(rule))
    referral = _ccapex_referral(facts)
    if referral is not None and referral.on <= due_on:
        return
    recorded = referral.on if referral is not None and referral.on <= day else None
    state = state_on(due_on, day, done=recorded is not None)
    yield deadline(
        DeadlineId.CCAPEX_BEFORE_SUMMONS,
        due_on,
        state,
        rule,
        _about(summons),
        court_summons_on=summons.on,
        recorded_on=recorded,
        late=recorded is not None,
    )


@dataclass(frozen=True, slots=True)
class SummonsDelay:
    """The delay of a summons to pay.

    Attributes:
        end: Last day to pay, nominal and extended.
        rule: Where the delay comes from: the act, the clause of the lease, or the law.
        computed_on: Nominal day the law would give.
    """

    end: dt.date
    extended_to: dt.date
    rule: Rule
    computed_on: dt.date

    @property
    def differs_from_computed(self) -> bool:
        """Whether the act or the lease gives another day than the law would."""
        return self.end != self.computed_on


def summons_delay(summons: Act, facts: ProcedureFacts, rules: Rules) -> SummonsDelay:
    """Count the delay of a summons to pay: written in the act, else in the lease, else by the law (review D4).

    Without a lease day the law's shorter delay is taken: the household is never told a later day than the true one.
    """
    legal = _legal_summons_rule(summons, facts, rules)
    computed_on = after(summons.on, Delay.of_rule(legal))
    if summons.written_delay is not None:
        delay, rule = summons.written_delay, rules.on("summons_to_pay_written", summons.on)
    elif facts.clause_delay is not None:
        delay, rule = facts.clause_delay, rules.on("summons_to_pay_clause", summons.on)
    else:
        delay, rule = Delay.of_rule(legal), legal
    end = term(summons.on, delay, facts.zone)
    return SummonsDelay(end.nominal, end.extended, rule, computed_on)


def _legal_summons_rule(summons: Act, facts: ProcedureFacts, rules: Rules) -> Rule:
    rows = rules.of("summons_to_pay_delay")
    if facts.lease_signed_on is not None:
        rows = tuple(row for row in rows if row.holds_for_lease(facts.lease_signed_on)) or rows
        return rows[0]
    return min(rows, key=lambda row: after(summons.on, Delay.of_rule(row)))


def _summons_to_pay_ends(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    for summons in facts.of(ProcedureStep.SUMMONS_TO_PAY):
        delay = summons_delay(summons, facts, rules)
        paid_on = facts.account.cleared_on(summons.on, min(day, delay.extended_to))
        entry = deadline(
            DeadlineId.SUMMONS_TO_PAY_END,
            delay.end,
            state_on(delay.end, day, done=paid_on is not None),
            delay.rule,
            _about(summons),
            served_on=summons.on,
            computed_on=delay.computed_on,
            paid_on=paid_on,
        )
        yield replace(entry, extended_to=delay.extended_to, differs_from_computed=delay.differs_from_computed)


def _earliest_court_summons(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    summons = facts.last(ProcedureStep.SUMMONS_TO_PAY)
    if summons is None:
        return
    waits = [summons_delay(summons, facts, rules).end]
    referral = _ccapex_referral(facts)
    if referral is not None:
        waits.append(after(referral.on, Delay.of_rule(rules.on("ccapex_before_assignation", referral.on))))
    rule = rules.on("earliest_assignation", summons.on)
    due_on = after(max(waits), Delay.of_rule(rule))
    served = facts.last(ProcedureStep.COURT_SUMMONS)
    yield deadline(
        DeadlineId.EARLIEST_COURT_SUMMONS,
        due_on,
        state_on(due_on, day),
        rule,
        _about(summons),
        referred_on=referral.on if referral is not None else None,
        court_summons_on=served.on if served is not None else None,
        too_early=served is not None and served.on < due_on,
    )


def _prefect_notice(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    summons = facts.last(ProcedureStep.COURT_SUMMONS)
    if summons is None or summons.hearing_on is None:
        return
    rule = rules.find("summons_prefect_notice", summons.on)
    if rule is None:
        return
    due_on = before(summons.hearing_on, Delay.of_rule(rule))
    recorded = _recorded(facts, ProcedureStep.PREFECT_NOTICE, day)
    yield deadline(
        DeadlineId.PREFECT_NOTICE,
        due_on,
        state_on(due_on, day, done=recorded is not None),
        rule,
        _about(summons),
        hearing_on=summons.hearing_on,
        recorded_on=recorded,
        late=recorded is not None and recorded > due_on,
    )


@dataclass(frozen=True, slots=True)
class Hearing:
    """The hearing a household must go to.

    Attributes:
        on: Its day.
        act: The act that announces it.
        held: Whether it took place.
        called_off_on: Day the court put it off without a new day, or the landlord withdrew; a promise never does.
    """

    on: dt.date
    act: Act
    held: bool
    called_off_on: dt.date | None


def hearing(facts: ProcedureFacts, day: dt.date) -> Hearing | None:
    """Give the last hearing announced (summons, postponement), whatever anybody promised (practice D-05)."""
    announced = [
        (act.on, act.hearing_on or act.on, act)
        for act in facts.of(ProcedureStep.COURT_SUMMONS, ProcedureStep.POSTPONEMENT, ProcedureStep.HEARING)
        if act.hearing_on is not None or act.step is ProcedureStep.HEARING
    ]
    if not announced:
        return None
    _, on, act = max(announced, key=lambda found: found[:2])
    judgments = (ProcedureStep.JUDGMENT, ProcedureStep.JUDGMENT_STAY, ProcedureStep.JUDGMENT_TERMINATION)
    closing = (ProcedureStep.HEARING, *judgments)
    held = on < day and any(on <= fact.on <= day for fact in facts.of(*closing))
    return Hearing(on, act, held, _called_off_on(facts, act, day))


def _called_off_on(facts: ProcedureFacts, announced: Act, day: dt.date) -> dt.date | None:
    """Give the day the landlord withdrew, or the court put the hearing off without naming another day."""
    withdrawn = facts.of(ProcedureStep.WITHDRAWAL)
    put_off = tuple(
        act
        for act in facts.of(ProcedureStep.POSTPONEMENT)
        if act.hearing_on is None and announced.step is not ProcedureStep.HEARING
    )
    since = dt.date.min if announced.step is ProcedureStep.HEARING else announced.on
    return next((act.on for act in (*withdrawn, *put_off) if since <= act.on <= day), None)


def _hearing(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    found = hearing(facts, day)
    if found is None:
        return
    yield deadline(
        DeadlineId.HEARING,
        found.on,
        state_on(found.on, day, done=found.held, applicable=found.called_off_on is None),
        rules.on("hearing_date", found.act.on),
        About(found.act.place, found.act.ref),
        announced_on=found.act.on,
        called_off_on=found.called_off_on,
        place=found.act.place,
        at=found.act.hearing_at.isoformat("minutes") if found.act.hearing_at is not None else None,
    )


def _assessment_to_judge(facts: ProcedureFacts, rules: Rules, day: dt.date) -> Iterator[Deadline]:
    found = hearing(facts, day)
    if found is None:
        return
    rule = rules.on("dsf_to_judge", found.on)
    due_on = add_working_days(found.on, -rule.number, facts.zone)
    recorded = _recorded(facts, ProcedureStep.ASSESSMENT_TO_JUDGE, day)
    yield deadline(
        DeadlineId.ASSESSMENT_TO_JUDGE,
        due_on,
        state_on(due_on, day, done=recorded is not None, applicable=found.called_off_on is None),
        rule,
        _about(found.act),
        hearing_on=found.on,
        recorded_on=recorded,
    )


def earliest_eviction(order_served_on: dt.date, rules: Rules, zone: HolidayZone) -> dt.date:
    """Give the first day a household may be put out after an order to leave, at the earliest the law allows.

    The delay of CPCE L412-1, then the winter truce (L412-6), never a Sunday nor a holiday (L141-1). Delays a judge
    grants and the prefect's answer come on top. The truce puts off this day alone, and no other step.
    """
    waited = after(order_served_on, Delay.of_rule(rules.on("order_to_leave_delay", order_served_on)))
    truce = Truce.of_rule(rules.on("winter_truce", waited))
    day = truce.first_day_outside(waited + _ONE_DAY)
    while day.weekday() == _SUNDAY or is_holiday(day, zone) or truce.covers(day):
        day += _ONE_DAY
    return day
