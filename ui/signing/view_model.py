"""Signing, decided without a widget: what was told once for all, who is next, what each record keeps (S-04, P-13)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.documents.evidence import CopyHanded, Identity, IdentityKnown, ReadHow, Reading
from app.services.signature.signing import Circumstances
from app.words import N_, _, long_day
from resources.vocabulary import DocumentKind, SignatureCapacity, SignatureMethod, SignatureOutcome

if TYPE_CHECKING:
    from app.services.papers.common import Place
    from app.services.signature.kept_papers import Answered, ToSign


class NotToday(StrEnum):
    """What somebody who does not sign today says; three answers of one size (practice 3)."""

    THINK = "think"
    CHANGE = "change"
    DECLINE = "decline"


READING = (
    (ReadHow.READ_TOGETHER, N_("Lu ensemble")),
    (ReadHow.READ_TO_ME, N_("Lu à haute voix")),
    (ReadHow.READ_ALONE, N_("Lu par la personne")),
)
IDENTITY = (
    (IdentityKnown.KNOWN_TO_SERVICE, N_("Connue du service")),
    (IdentityKnown.DOCUMENT_SEEN, N_("Pièce vue")),
    (IdentityKnown.OTHER, N_("Autre")),
)
COPY = (
    (CopyHanded.PAPER, N_("Sur papier")),
    (CopyHanded.ELECTRONIC, N_("Par voie électronique")),
)
NOT_TODAY = (
    (NotToday.THINK, N_("Je veux y réfléchir")),
    (NotToday.CHANGE, N_("Je veux modifier quelque chose")),
    (NotToday.DECLINE, N_("Je ne souhaite pas signer")),
)
MINUTES = (5, 10, 15, 20, 30, 45, 60)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told once for everybody who signs in this sitting; nothing is said beforehand.

    Attributes:
        minutes: How long the reading took, when it was counted.
        identity_words: What « autre » means.
        copy: In what form a copy was handed; None while it was not.
    """

    reading: ReadHow | None = None
    minutes: int | None = None
    identity: IdentityKnown | None = None
    identity_words: str = ""
    copy: CopyHanded | None = None

    @property
    def enough(self) -> bool:
        """Whether both questions have their answer, and one may go on to sign."""
        return self.reading is not None and self.identity not in {None, IdentityKnown.OTHER}

    def sentences(self) -> tuple[str, ...]:
        """Return what was told, in a few words each."""
        said = []
        if self.reading is not None:
            words = _(dict(READING)[self.reading])
            said.append(f"{words} · {self.minutes}\u00a0min" if self.minutes else words)
        if self.identity is not None:
            said.append(self.identity_words or _(dict(IDENTITY)[self.identity]))
        if self.copy is not None:
            said.append(_("Exemplaire remis"))
        return tuple(said)


def circumstances(told: Told, paper: ToSign, place: Place, reason: str = "") -> Circumstances:
    """Return what the evidence of one signatory keeps.

    Raises:
        Expected: ``identity_number`` when the number of an identity paper was written.
    """
    identity = None
    if told.identity is not None and place.signatory_id != paper.witness_id:  # nobody checks their own identity
        identity = Identity(told.identity, paper.witness, told.identity_words)
    reading = None
    if told.reading is not None:
        by = paper.witness if told.reading is ReadHow.READ_TO_ME else ""
        reading = Reading(told.reading, told.minutes, by)
    return Circumstances(identity, reading, told.copy, reason=reason)


def reason_of(answer: NotToday, words: str) -> str:
    """Return the reason kept: what was chosen, then the person's own words if they gave some."""
    chosen = {NotToday.THINK: _("y réfléchir"), NotToday.CHANGE: _("modifier quelque chose"), NotToday.DECLINE: ""}
    return "\u00a0: ".join(part for part in (chosen[answer], words.strip()) if part)


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody began to answer instead of signing, and may come back to.

    Attributes:
        answer: What they chose, if they did.
        words: What they wrote.
    """

    answer: NotToday | None = None
    words: str = ""


@dataclass(slots=True)
class Sitting:
    """One sitting around one paper: who signs now, who was passed for today.

    Attributes:
        paper: The paper and who signed it.
        told: What was told once for all.
        passed: Ids of those who answered otherwise in this sitting.
        begun: What each began to answer instead of signing, by id.
    """

    paper: ToSign
    told: Told = field(default_factory=Told)
    passed: set[str] = field(default_factory=set)
    begun: dict[str, Begun] = field(default_factory=dict)

    def resumed(self, paper: ToSign) -> Sitting:
        """Return the sitting one comes back to: what was told of the reading and begun holds for the same paper."""
        if paper.frozen.document_id != self.paper.frozen.document_id:
            return Sitting(paper)
        return Sitting(paper, self.told, begun=self.begun)

    @property
    def places(self) -> tuple[Place, ...]:
        """All those who sign, in order."""
        return self.paper.frozen.places

    @property
    def left(self) -> tuple[Place, ...]:
        """Those still to be asked in this sitting, in order."""
        return tuple(place for place in self.paper.awaited if place.signatory_id not in self.passed)

    @property
    def now(self) -> Place | None:
        """Who is asked now."""
        return next(iter(self.left), None)

    @property
    def rank(self) -> int:
        """Which signature this is, from 1."""
        return self.places.index(self.left[0]) + 1 if self.left else len(self.places)

    @property
    def last(self) -> bool:
        """Whether nobody comes after."""
        return len(self.left) <= 1


def answer_sentence(answer: Answered) -> str:
    """Return what one signatory answered, in words that blame nobody."""
    on = long_day(answer.on) if answer.on is not None else ""
    match answer.outcome:
        case SignatureOutcome.SIGNED:
            how = _("à l’écran") if answer.method is SignatureMethod.SCREEN else _("sur papier")
            return _("A signé {how} le {day}").format(how=how, day=on)
        case SignatureOutcome.NOT_TODAY:
            return _("Pas ce jour-là ({day})").format(day=on)
        case SignatureOutcome.DECLINED:
            return _("N’a pas souhaité signer ({day})").format(day=on)
        case None:
            return _("Pas encore demandé")


def standing(kind: DocumentKind, paper: ToSign) -> str:
    """Say how a paper stands once all those who are there have answered."""
    if paper.awaited:
        return _("Le document attend encore des signatures, un autre jour")
    if kind is DocumentKind.MUTUAL_COMMITMENTS and not any(
        place.capacity is SignatureCapacity.LANDLORD for place in paper.frozen.places
    ):
        return _("Le ménage et l’association ont signé\u00a0; personne n’est nommé chez le bailleur")
    return _("Tout le monde a signé")
