"""What the screen of the contract decides without a widget: gestures of each state, days typed, places of fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.domain.contracts import ContractState
from app.errors import Expected
from app.services.typed import day_from_typed
from app.words import N_, _, long_day, ngettext
from resources.vocabulary import ContractEnd, DocumentKind, Recipient

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from app.services.contract.amendments_view import AmendmentView
    from app.services.contract.commitments_view import CommitmentsView
    from app.services.contract.objective_view import ObjectiveView
    from app.services.contract.proposals import ProposedObjective
    from app.services.contract.view import ContractView
    from ui.destinations import Destination

COMMITMENTS: Final = DocumentKind.MUTUAL_COMMITMENTS.value
MOST_ORIGINALS: Final = 20


class Gesture(StrEnum):
    """What may be done with the whole document."""

    HAND = "hand"
    TALK = "talk"
    MODIFY = "modify"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    AMEND = "amend"
    END = "end"
    ANOTHER = "another"
    PRINT = "print"


GESTURES: Final = {
    Gesture.HAND: N_("Remis pour lecture"),
    Gesture.TALK: N_("On en a reparlé"),
    Gesture.MODIFY: N_("À modifier"),
    Gesture.WITHDRAW: N_("Reprendre la rédaction"),
    Gesture.SIGN: N_("Signer"),
    Gesture.AMEND: N_("Faire un avenant"),
    Gesture.END: N_("Mettre fin"),
    Gesture.ANOTHER: N_("En préparer un autre"),
    Gesture.PRINT: N_("Imprimer"),
}
ICONS: Final = {
    Gesture.HAND: "send",
    Gesture.TALK: "message-circle",
    Gesture.MODIFY: "pen-line",
    Gesture.WITHDRAW: "pen-line",
    Gesture.SIGN: "signature",
    Gesture.AMEND: "file-text",
    Gesture.ANOTHER: "plus",
    Gesture.PRINT: "printer",
}
ENDS: Final = (
    (ContractEnd.RENOUNCED, N_("Fin à votre demande")),
    (ContractEnd.ENDED_BY_MUTUAL, N_("D’un commun accord")),
    (ContractEnd.EXPIRED, N_("Arrivé à son terme")),
    (ContractEnd.TERMINATED, N_("Nous n’avons pas trouvé ensemble")),
)
_OF_STATE: Final = {
    ContractState.DRAFT: (Gesture.HAND, Gesture.SIGN),
    ContractState.HANDED_FOR_READING: (Gesture.SIGN, Gesture.TALK, Gesture.MODIFY),
    ContractState.TALKED_AGAIN: (Gesture.SIGN, Gesture.MODIFY),
    ContractState.NOT_TODAY: (Gesture.SIGN, Gesture.TALK, Gesture.MODIFY),
    ContractState.DECLINED: (Gesture.SIGN, Gesture.TALK, Gesture.MODIFY),
    ContractState.PARTLY_SIGNED: (Gesture.SIGN, Gesture.WITHDRAW),
    ContractState.SIGNED: (Gesture.AMEND, Gesture.END),
    ContractState.IN_FORCE: (Gesture.AMEND, Gesture.END),
    ContractState.AMENDED: (Gesture.AMEND, Gesture.END),
    ContractState.ENDED: (Gesture.ANOTHER,),
}
_NEXT: Final = frozenset({Gesture.HAND, Gesture.SIGN, Gesture.ANOTHER})
_FOR_THE_PAGE: Final = frozenset({Gesture.HAND, Gesture.SIGN, Gesture.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Offered:
    """A gesture of the head; ``next`` marks the one to do next."""

    gesture: Gesture
    next: bool = False

    @property
    def words(self) -> str:
        """What it says."""
        return _(GESTURES[self.gesture])


def gestures(view: ContractView | CommitmentsView) -> tuple[Offered, ...]:
    """Return what may be done now, what comes next first; printing always, once there is something to print."""
    if view.state is None:
        return ()
    found = _OF_STATE[view.state] if hasattr(view, "contract_id") else _of_page(view.state)
    marked = tuple(Offered(one, rank == 0 and one in _NEXT) for rank, one in enumerate(found))
    return (*marked, Offered(Gesture.PRINT))


def _of_page(state: ContractState) -> tuple[Gesture, ...]:
    """Return the gestures of the mutual commitments: no amendment, no end, another page instead."""
    if state in {ContractState.SIGNED, ContractState.IN_FORCE, ContractState.ENDED}:
        return (Gesture.ANOTHER,)
    return tuple(one for one in _OF_STATE[state] if one in _FOR_THE_PAGE)


def state_words(view: ContractView | CommitmentsView, *, shared: bool) -> str:
    """Return where the document stands, with its version from the second on; on the shared screen it says « vous »."""
    said = view.state_label
    if shared and view.state is ContractState.DECLINED:
        said = _("vous ne souhaitez pas signer\u00a0; l’accompagnement continue")
    return said if view.version < 2 else _("version {number} · {state}").format(number=view.version, state=said)  # noqa: PLR2004 -- the first version is the only one


def kind_of(destination: Destination) -> DocumentKind:
    """Return which document a destination means; a draft found again names it by its row."""
    named = COMMITMENTS in {destination.detail, (destination.object_id or "").rpartition("/")[2]}
    return DocumentKind.MUTUAL_COMMITMENTS if named else DocumentKind.SUPPORT_CONTRACT


def place(case_id: str, what: object) -> str:
    """Return the row a draft names: stable, whatever versions an edit opens."""
    return f"{case_id}/{what}"


def recipients(kind: DocumentKind, *, shared: bool, landlord_signs: bool = False) -> tuple[tuple[Recipient, str], ...]:
    """Return whose copy may be looked at; before the household, never the one that is for the association only."""
    yours = _("Votre exemplaire") if shared else _("Pour le ménage")
    if kind is DocumentKind.MUTUAL_COMMITMENTS:
        return ((Recipient.HOUSEHOLD, yours), (Recipient.LANDLORD, _("Pour le bailleur")))
    ours = () if shared else ((Recipient.OPERATOR, _("Pour l’association")),)
    theirs = ((Recipient.LANDLORD, _("Pour le bailleur")),) if landlord_signs else ()
    return ((Recipient.HOUSEHOLD, yours), *ours, *theirs)


def landlord_signs(view: ContractView | CommitmentsView) -> bool:
    """Tell whether the landlord signs the contract itself, and so has a copy of it."""
    return bool(getattr(view, "landlord_signs", False))


def landlord_notice(view: ContractView) -> str:
    """Return why the landlord cannot sign the contract that asks them to, or nothing."""
    return view.landlord_refusal if view.landlord_signs else ""


def day_typed(text: str, today: dt.date) -> dt.date | None:
    """Return the day a text means, nothing for an empty one.

    Raises:
        Expected: what is typed is no day.
    """
    return day_from_typed(text, today) if text.strip() else None


def day_trouble(text: str, today: dt.date) -> str:
    """Return what is off with a day that was typed, or nothing."""
    try:
        day_typed(text, today)
    except Expected as trouble:
        return trouble.sentence
    return ""


def day_text(day: dt.date | None) -> str:
    """Return a day as somebody would type it."""
    return f"{day:%d/%m/%Y}" if day is not None else ""


def count_typed(text: str) -> int | None:
    """Return how many originals a text means; nothing for an empty one."""
    return int(text.strip()) if text.strip() else None


def count_trouble(text: str) -> str:
    """Return what is off with a number of originals, or nothing."""
    typed = text.strip()
    if not typed or (typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= MOST_ORIGINALS):
        return ""
    return _("Écrivez un nombre, par exemple 3.")


def moved(ids: Sequence[str], rank: int, by: int) -> list[str]:
    """Return the ids in their new order: one moved up or down; the same at an end."""
    found = list(ids)
    if 0 <= rank + by < len(found):
        found.insert(rank + by, found.pop(rank))
    return found


def still_proposed(
    found: Iterable[ProposedObjective], objectives: Iterable[ObjectiveView]
) -> tuple[ProposedObjective, ...]:
    """Return the proposals that are not in the contract yet."""
    there = {one.title.strip().rstrip(".") for one in objectives}
    return tuple(one for one in found if one.title.strip().rstrip(".") not in there)


def begin_words(count: int) -> str:
    """Return what the one gesture that makes the draft says."""
    if not count:
        return _("Commencer sans objectif")
    return ngettext(
        "Préparer le contrat avec {count} objectif", "Préparer le contrat avec {count} objectifs", count
    ).format(count=count)


def about_proposal(one: ProposedObjective) -> str:
    """Return the second line of a proposal: what one could see, and when to look at it."""
    due = _("à regarder le {day}").format(day=long_day(one.due_on)) if one.due_on is not None else ""
    seen = one.expected_result.rstrip(".") if one.own_words else ""  # else it is what the proposal is called
    return " · ".join(part for part in (seen, due) if part)


def because(one: ProposedObjective, *, shared: bool) -> str:
    """Return where a proposal comes from, as written in the case."""
    own = _("Vos mots, dans le diagnostic") if shared else _("Ses mots, dans le diagnostic")
    lead = own if one.own_words else _("Proposé par nous, d’après le dossier")
    return _("{lead} · {points}\u00a0: {said}").format(lead=lead, points=one.points_label, said=" · ".join(one.because))


def provenance(one: ObjectiveView, *, shared: bool) -> str:
    """Return which points of the diagnosis an objective comes from, nothing when it was written here."""
    labels = ", ".join(label for _point, label in one.points)
    if not labels:
        return ""
    said = (
        _("Vient de ce que nous avons dit ensemble\u00a0: {points}")
        if shared
        else _("Vient du diagnostic\u00a0: {points}")
    )
    return said.format(points=labels)


def about_amendment(one: AmendmentView) -> str:
    """Return where an amendment stands, and from when it changes the contract."""
    since = _("à partir du {day}").format(day=long_day(one.effective_on)) if one.effective_on is not None else ""
    return " · ".join(part for part in (one.state_label[:1].upper() + one.state_label[1:], since) if part)


def about_objective(one: ObjectiveView) -> str:
    """Return what is counted of a signed objective, and when it is looked at."""
    due = _("à regarder le {day}").format(day=long_day(one.due_on)) if one.due_on is not None else ""
    counted = one.counted or " · ".join(
        part
        for part in (one.indicator, _("but\u00a0: {target}").format(target=one.target) if one.target else "")
        if part
    )
    return " · ".join(part for part in (one.stage_label, counted, due) if part)
