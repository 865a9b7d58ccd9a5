"""What the page of the diagnosis shows and says, decided without a widget: free order, no counter, no mark (U-04)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.diagnosis.leak_warnings import leaks_of
from app.words import N_, _, long_day, on_one_line
from resources.vocabulary import ApprovalStatus, DiagnosisPoint, PassageKind, PointState

if TYPE_CHECKING:
    from app.services.diagnosis.leak_warnings import Leak
    from app.services.diagnosis.view import ApprovalView, DiagnosisView, PointView, VersionView
    from ui.destinations import Destination


class Screen(StrEnum):
    """What the page shows; the details of a destination, beside the eight points."""

    POINTS = "points"
    TALK = "talk"
    AFTERWARDS = "afterwards"
    SHARING = "sharing"
    APPROVAL = "approval"
    POINT = "point"


SCREENS = (
    (Screen.POINTS, N_("Les huit points")),
    (Screen.TALK, N_("Parler d’abord")),
    (Screen.AFTERWARDS, N_("Pour la suite")),
    (Screen.SHARING, N_("Ce qui part")),
    (Screen.APPROVAL, N_("Relire ensemble")),
)
SHORT = {
    DiagnosisPoint.FAMILY_SITUATION: N_("Famille"),
    DiagnosisPoint.FAMILY_HISTORY: N_("Parcours"),
    DiagnosisPoint.ADMINISTRATIVE_SITUATION: N_("Administratif"),
    DiagnosisPoint.FINANCIAL_SITUATION: N_("Finances"),
    DiagnosisPoint.PROFESSIONAL_SITUATION: N_("Travail"),
    DiagnosisPoint.HEALTH_ISSUES: N_("Santé"),
    DiagnosisPoint.RESIDENTIAL_PROJECT: N_("Projet résidentiel"),
    DiagnosisPoint.ONGOING_PROCEDURES: N_("Démarches"),
}
STATES = (
    (PointState.DISCUSSED, N_("abordé"), N_("nous en avons parlé")),
    (PointState.TO_REVISIT, N_("à reprendre"), N_("à reprendre")),
    (PointState.PREFERS_NOT_TO, N_("ne souhaite pas en parler"), N_("vous ne souhaitez pas en parler")),
    (PointState.NOT_YET, N_("pas encore abordé"), N_("pas encore abordé")),
)
ANSWERS = (
    (ApprovalStatus.APPROVED, N_("D’accord"), N_("Je suis d’accord")),
    (
        ApprovalStatus.APPROVED_WITH_RESERVATIONS,
        N_("D’accord avec une réserve"),
        N_("Je suis d’accord avec une réserve"),
    ),
    (ApprovalStatus.DISPUTED, N_("Pas d’accord"), N_("Je ne suis pas d’accord")),
)
PREVIEW = 110  # characters
_PLACES = {"difficulty": Screen.AFTERWARDS}


@dataclass(frozen=True, slots=True)
class Sight:
    """What is in sight.

    Attributes:
        screen: Which screen.
        point: The point, on its own screen.
        version_id: An earlier version to read.
    """

    screen: Screen
    point: DiagnosisPoint | None = None
    version_id: str | None = None

    @property
    def detail(self) -> str | None:
        """How a destination names it."""
        if self.point is not None:
            return self.point.value
        return None if self.screen is Screen.POINTS else self.screen.value


def sight_of(destination: Destination) -> Sight:
    """Return what a destination asks for: a screen, a point, an earlier version, or where a draft was typed."""
    asked, version_id = destination.detail, destination.object_id
    if version_id is not None and ":" in version_id:
        asked, version_id = asked or version_id.split(":")[1], None
    if asked in set(DiagnosisPoint):
        return Sight(Screen.POINT, DiagnosisPoint(asked))
    if asked in set(Screen) - {Screen.POINT}:
        screen = Screen(str(asked))
        return Sight(screen, version_id=version_id if screen is Screen.APPROVAL else None)
    return Sight(_PLACES.get(asked or "", Screen.POINTS))


def draft_row(case_id: str, *place: str) -> str:
    """Return the row a draft names: where it is typed, since an edit gives rows of a new version other ids."""
    return ":".join((case_id, *place))


def point_of(view: DiagnosisView, key: DiagnosisPoint) -> PointView:
    """Return one of the eight."""
    return next(one for one in view.points if one.key is key)


def state_words(state: PointState, *, addressed: bool) -> str:
    """Return how far a point was talked about, to us or to the household."""
    return next(_(said if addressed else words) for one, words, said in STATES if one is state)


def state_options(*, addressed: bool) -> list[tuple[PointState, str]]:
    """Return the four answers about a point; none is better than another."""
    return [(state, _(said if addressed else words)) for state, words, said in STATES]


def answer_options(*, addressed: bool) -> list[tuple[ApprovalStatus, str]]:
    """Return the three answers about a version."""
    return [(status, _(said if addressed else words)) for status, words, said in ANSWERS]


def voice_title(voice: str, *, addressed: bool) -> str:
    """Return whose words a zone holds."""
    titles = {
        "household": _("Ce que vous dites") if addressed else _("Ce que dit le ménage"),
        "operator": _("Ce que nous observons"),
        "landlord": _("Ce que dit le bailleur"),
    }
    return titles[voice]


def preview(text: str) -> str:
    """Return a text on one line."""
    return on_one_line(text, PREVIEW)


def first_words(point: PointView) -> str:
    """Return the first words written under a point: theirs first; those of health are read on its own screen only."""
    if point.key is DiagnosisPoint.HEALTH_ISSUES:
        return ""
    return preview(next((text for text in (point.reported, point.observed, *point.strengths) if text), ""))


def read_again(view: DiagnosisView) -> str:
    """Return the quiet line of a version that was changed since it was approved; nothing otherwise (review E4)."""
    if not view.changed_since_approval:
        return ""
    changed = ", ".join(view.changed_since_approval)
    return _("Cette version est à relire ensemble. Ce qui a changé\u00a0: {changed}.").format(changed=changed)


def version_words(version: VersionView) -> str:
    """Return a version in one line."""
    day = long_day(version.approved_on) if version.approved_on is not None else ""
    number = _("Version {number}").format(number=version.number)
    return " · ".join(part for part in (number, version.state_label, day) if part)


def answered(approval: ApprovalView) -> str:
    """Return what an adult said, and when."""
    if approval.on is None:
        return _("pas encore dit")
    answer = next(_(words) for status, words, _said in ANSWERS if status is approval.status)
    return _("{answer}, le {day}").format(answer=answer, day=long_day(approval.on))


def leaks_in(view: DiagnosisView, key: DiagnosisPoint, sentence: str) -> tuple[Leak, ...]:
    """Return the warnings of a sentence while it is typed, before it is kept (practice P-03)."""
    texts = {one.key: " ".join((one.reported, one.observed, one.analysis, *one.strengths)) for one in view.points}
    kept = texts.pop(DiagnosisPoint.HEALTH_ISSUES)
    return () if key is DiagnosisPoint.HEALTH_ISSUES else leaks_of(sentence, kept, " ".join(texts.values()))


def voice_words(kind: PassageKind, *, addressed: bool) -> str:
    """Return whose a sentence is, in a few words."""
    if kind is PassageKind.REPORTED:
        return _("vous dites") if addressed else _("dit le ménage")
    return _("nous observons")
