"""What the agreements say: contract, amendment, mutual commitments. Used through ``app.documents.values``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from app.documents.parties import Heading, LegalFrame, Organisation, Person, Signatory, Worker


@dataclass(frozen=True, slots=True)
class Commitments:
    """What each promises on one objective; empty where nothing is promised."""

    household: str = ""
    operator: str = ""
    landlord: str = ""


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """Where an objective stands: a stage in words and what is counted, never a mark."""

    stage: str = ""
    counted: str = ""
    on: dt.date | None = None
    household_words: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective of a contract, in the household's words first; ``given_up`` says when it was left, and why."""

    axis: str = ""
    household_words: str = ""
    expected_result: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    due_on: dt.date | None = None
    means: str = ""
    partner: str = ""
    commitments: Commitments = Commitments()
    progress: ProgressLine | None = None
    given_up: ProgressLine | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of a signed contract (C.3); ``number`` counts by day, ``signatories`` say what each answered.

    Attributes:
        waits: Whether somebody still has to sign it: nothing is changed by it yet.
    """

    number: int
    motive: str
    changes: str = ""
    handed_on: dt.date | None = None
    effective_on: dt.date | None = None
    signatories: tuple[Signatory, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Sharing:
    """One authorisation to share; ``state`` in words (« accord du 7 septembre 2026 », « retiré le … »)."""

    recipient: str
    topics: str
    purpose: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SupportContract:
    """Support contract between household and operator (C.2, decision 1).

    Attributes:
        frame: Neutral public name of the scheme that pays for the measure.
        relay: Who answers when the referent is away.
        answer_delay: How soon a request is answered, in words.
        rhythm: Rhythm agreed, in words, without a capital or a full stop.
        landlord: Only when the programme makes the landlord a signatory.
        own_commitments: What each adds beside the objectives.
        watch_period: How long the service stays reachable after the end.
        originals: Number of originals; None leaves a blank to fill by hand.
        copy_given_on: Day a copy was handed, printed only when recorded.
        amendments: What was changed since, oldest first.
    """

    heading: Heading
    legal: LegalFrame
    household: tuple[Person, ...]
    objectives: tuple[Objective, ...]
    dwelling: str = ""
    frame: str = ""
    measure: str = ""
    phase: str = ""
    committee_on: dt.date | None = None
    referent: Worker | None = None
    relay: str = ""
    answer_delay: str = ""
    rhythm: str = ""
    effective_on: dt.date | None = None
    review_on: dt.date | None = None
    handed_on: dt.date | None = None
    talked_again_on: dt.date | None = None
    landlord: Organisation | None = None
    household_commitments: tuple[str, ...] = ()
    operator_commitments: tuple[str, ...] = ()
    landlord_commitments: tuple[str, ...] = ()
    sharings: tuple[Sharing, ...] = ()
    watch_period: str = ""
    annexes: tuple[str, ...] = ()
    originals: int | None = None
    copy_given_on: dt.date | None = None
    signatories: tuple[Signatory, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def living(self) -> tuple[Objective, ...]:
        """The objectives that still hold."""
        return tuple(one for one in self.objectives if one.given_up is None)

    @property
    def left(self) -> tuple[Objective, ...]:
        """The objectives given up since."""
        return tuple(one for one in self.objectives if one.given_up is not None)


@dataclass(frozen=True, slots=True)
class AmendmentPaper:
    """An amendment as the paper of its own that household and operator sign (C.3).

    Attributes:
        amendment: What it says; its answers stand in ``signatories``.
        contract_reference: The contract it changes, as its footer names it.
        contract_signed_on: Day the last party signed that one.
        originals: Number of originals; None leaves a blank to fill by hand.
    """

    heading: Heading
    legal: LegalFrame
    household: tuple[Person, ...]
    amendment: Amendment
    contract_reference: str
    contract_signed_on: dt.date | None = None
    originals: int | None = None
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise with its day, and, once followed, what became of it in words."""

    text: str
    due_on: dt.date | None = None
    followed: str = ""


@dataclass(frozen=True, slots=True)
class RepaymentPlan:
    """A debt of rent and how it is paid back; cents."""

    starts_on: dt.date
    monthly_cents: int
    balance_cents: int | None = None
    balance_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """A day in court that no promise moves (decision 14)."""

    on: dt.date
    at: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class MutualCommitments:
    """« Engagements réciproques » (C.2b): one page, three lists, followed alike."""

    heading: Heading
    legal: LegalFrame
    household_persons: tuple[Person, ...]
    landlord_organisation: Organisation
    household: tuple[Commitment, ...] = ()
    operator: tuple[Commitment, ...] = ()
    landlord: tuple[Commitment, ...] = ()
    dwelling: str = ""
    agreed_on: dt.date | None = None
    next_point_on: dt.date | None = None
    operator_contact: str = ""
    landlord_contact: str = ""
    plan: RepaymentPlan | None = None
    hearing: Hearing | None = None
    originals: int | None = None
    signatories: tuple[Signatory, ...] = ()
