"""What each document says, made for ONE recipient: what is not for them is not in the value at all.

Days are ``datetime.date``, amounts are integer cents, words are already the words people read. Enumerations stand
only where a text depends on them (tenure, regime, state of a point). Sources: domain C, decisions 1, 3, 4, 8 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.agreement_values import (
    Amendment,
    AmendmentPaper,
    Commitment,
    Commitments,
    Hearing,
    MutualCommitments,
    Objective,
    ProgressLine,
    RepaymentPlan,
    Sharing,
    SupportContract,
)
from app.documents.parties import DocumentState, Heading, LegalFrame, Organisation, Person, Signatory, Worker

if TYPE_CHECKING:
    import datetime as dt

    from resources.vocabulary import ApprovalStatus, PointState

__all__ = [
    "Amendment",
    "AmendmentPaper",
    "Approval",
    "Axis",
    "Budget",
    "Commitment",
    "Commitments",
    "DiagnosisForm",
    "Difficulty",
    "DocumentState",
    "DocumentValue",
    "FollowupSheet",
    "Heading",
    "Hearing",
    "LandlordSentences",
    "LandlordWord",
    "LegalFrame",
    "Meeting",
    "MoneyLine",
    "MutualCommitments",
    "Objective",
    "Organisation",
    "Person",
    "Point",
    "ProgressLine",
    "RepaymentPlan",
    "SharedSentence",
    "Sharing",
    "Signatory",
    "SupportContract",
    "Task",
    "VisitReport",
    "Worker",
]


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence written for the landlord and read by the household."""

    title: str
    sentence: str
    read_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LandlordWord:
    """What the landlord said of a point, at the second stage."""

    text: str
    by: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One of the eight points; ``leaves`` is the sentence that goes to the landlord, empty when nothing goes."""

    number: int
    title: str
    state: PointState
    reported: str = ""
    observed: str = ""
    analysis: str = ""
    strengths: tuple[str, ...] = ()
    landlord: LandlordWord | None = None
    leaves: str = ""
    read_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What weighs, why, and what follows."""

    what: str
    cause: str = ""
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """What an adult says of the diagnosis; ``status`` None = not said yet, boxes to tick."""

    name: str
    status: ApprovalStatus | None = None
    on: dt.date | None = None
    reservations: str = ""


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of a money table, in cents a month unless the table says otherwise."""

    label: str
    cents: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """The household's money on a day; ``facts`` are computed ratios already in words."""

    on: dt.date
    resources: tuple[MoneyLine, ...] = ()
    housing: tuple[MoneyLine, ...] = ()
    charges: tuple[MoneyLine, ...] = ()
    debts: tuple[MoneyLine, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DiagnosisForm:
    """Shared diagnosis (C.1): household and operator whole; committee: only ``points`` with ``leaves``."""

    heading: Heading
    legal: LegalFrame
    household: tuple[Person, ...]
    points: tuple[Point, ...]
    dwelling: str = ""
    interviews: tuple[dt.date, ...] = ()
    place: str = ""
    present: tuple[str, ...] = ()
    authors: tuple[Worker, ...] = ()
    referred_by: str = ""
    difficulties: tuple[Difficulty, ...] = ()
    work_axes: tuple[str, ...] = ()
    operator_means: str = ""
    partners: tuple[str, ...] = ()
    estimated_months: int | None = None
    proposed_measure: str = ""
    household_opinion: str = ""
    disagreements: str = ""
    landlord_opinion: str = ""
    budget: Budget | None = None
    approvals: tuple[Approval, ...] = ()
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class LandlordSentences:
    """What the landlord receives of a diagnosis, or, for the household, « ce qui part ».

    ``household`` names the tenants and nothing else; only sentences of topics with a valid authorisation are here.
    """

    heading: Heading
    legal: LegalFrame
    landlord: Organisation
    household: tuple[Person, ...]
    sentences: tuple[SharedSentence, ...]
    dwelling: str = ""
    purpose: str = ""
    given_on: dt.date | None = None
    until: dt.date | None = None
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what, who, for when."""

    what: str
    by: str = ""
    due_on: dt.date | None = None
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class VisitReport:
    """A visit (C.4); on the household's copy ``said``, ``analysis`` and ``minutes`` are empty."""

    heading: Heading
    on: dt.date
    kind: str
    worker: Worker
    household: tuple[Person, ...] = ()
    at: str = ""
    minutes: int | None = None
    place: str = ""
    outcome: str = ""
    announced: bool | None = None
    landlord_present: bool = False
    present: tuple[str, ...] = ()
    interpreter: str = ""
    facts: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    analysis: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    next_on: dt.date | None = None
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """A domain of support and whether we work on it."""

    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """One line of what happened: day, how, and one sentence of facts for this recipient."""

    on: dt.date
    kind: str
    facts: str = ""


@dataclass(frozen=True, slots=True)
class FollowupSheet:
    """Follow-up sheet (C.4): where we are, three lists followed alike, what moved for them."""

    heading: Heading
    legal: LegalFrame
    household: tuple[Person, ...]
    from_on: dt.date
    to_on: dt.date
    referent: Worker | None = None
    rhythm: str = ""
    axes: tuple[Axis, ...] = ()
    objectives: tuple[Objective, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    household_commitments: tuple[Commitment, ...] = ()
    operator_commitments: tuple[Commitment, ...] = ()
    landlord_commitments: tuple[Commitment, ...] = ()
    tasks: tuple[Task, ...] = ()
    own_words: str = ""
    next_on: dt.date | None = None
    next_at: str = ""
    hearing: Hearing | None = None
    signatories: tuple[Signatory, ...] = ()


DocumentValue = (
    DiagnosisForm
    | LandlordSentences
    | SupportContract
    | AmendmentPaper
    | MutualCommitments
    | VisitReport
    | FollowupSheet
)
