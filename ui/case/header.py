"""The head of a case: who and where; the measure in plain words, the referent, the contract; what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cases import CaseState
from app.words import _, long_day
from ui.kit.flow import FlowLayout
from ui.kit.texts import Pill, Role, Words

LONGEST = 90  # characters: a longer sentence goes on in the tabs, a longer name in « Ménage »
MOST_WHERE = 240
ENDED = {CaseState.CLOSED, CaseState.ARCHIVED}

if TYPE_CHECKING:
    import datetime as dt

    from app.services.case.overview import Header, Member


class CaseHeader(QWidget):
    """Three lines; one where room is short."""

    def __init__(self, header: Header, gestures: list[QWidget], *, cramped: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Words(short(header.label), Role.TITLE if cramped else Role.HEADING, private=True))
        if cramped and header.state in ENDED:
            words.addWidget(Pill(header.state_label), 0, Qt.AlignmentFlag.AlignLeft)
        if not cramped:
            words.addWidget(Words(short(who_and_where(header), MOST_WHERE), Role.SECONDARY, private=True))
            words.addWidget(_pills(header))
        line.addLayout(words, 1)
        for gesture in gestures:
            line.addWidget(gesture, 0, Qt.AlignmentFlag.AlignTop)


def short(text: str, most: int = LONGEST) -> str:
    """Return a text, cut where it would push away all that stands below."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def who_and_where(header: Header) -> str:
    """Return the second line: address, people with their ages, number."""
    where = _("adresse protégée") if header.protected else header.address
    people = [_person(member) for member in header.members]
    number = _("dossier {number}").format(number=header.number)
    return " · ".join(part for part in (where, ", ".join(people), number) if part)


def _person(member: Member) -> str:
    if member.unspecified:
        return _("{name} (adulte ou enfant, à préciser)").format(name=member.first_name)
    if member.age is None:
        return member.first_name
    return _("{name} {age} ans").format(name=member.first_name, age=member.age)


def _pills(header: Header) -> QWidget:
    made = QWidget()
    made.setObjectName("plain")
    layout = FlowLayout(made, spacing=8)
    closed = header.state in ENDED  # what was agreed for the time of the support is over with it
    for words, tone in (
        (header.state_label if closed else header.measure or header.state_label, "accent"),
        (_("Référent\u00a0: {name}").format(name=header.referent) if header.referent else "", None),
        (_("Contrat\u00a0: {state}").format(state=header.contract) if header.contract else "", None),
    ):
        if words:
            layout.addWidget(
                Pill(
                    words, tone=tone, private=words.endswith(header.referent) and bool(header.referent), longest=LONGEST
                )
            )
    if header.next_on is not None:
        layout.addWidget(Pill(next_of(header.next_on, header.next_words), private=True, longest=LONGEST))
    return made


def next_of(on: dt.date, words: str) -> str:
    """Return what comes next; the day stands before what does not say it."""
    said = words if long_day(on) in words else f"{long_day(on)} · {words}"
    return short(said).removesuffix(".")
