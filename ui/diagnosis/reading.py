"""A version of the diagnosis to read, point by point: what each said, what helps, what would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.words import _
from resources.vocabulary import PointState
from ui.diagnosis import view_model
from ui.kit.cards import Card
from ui.kit.texts import Role, Words

if TYPE_CHECKING:
    from app.services.diagnosis.view import DiagnosisView, PointView


def reading_cards(view: DiagnosisView, *, shared: bool) -> list[Card]:
    """Return a version to read; points nobody talked about have no box.

    Args:
        view: The version.
        shared: Whether the household looks on: no analysis, « vous ».
    """
    cards = [_point(point, shared=shared) for point in view.points if _told(point)]
    if view.difficulties:
        card = Card(_("Les difficultés"))
        for one in view.difficulties:
            card.add(Words(" → ".join(part for part in (one.what, one.cause, one.consequence) if part), private=True))
        cards.append(card)
    return cards


def _told(point: PointView) -> bool:
    return point.state is not PointState.NOT_YET or any((point.reported, point.observed, *point.strengths))


def _point(point: PointView, *, shared: bool) -> Card:
    card = Card(f"{point.number}. {point.label}")
    if point.state is not PointState.DISCUSSED:
        card.add(Words(view_model.state_words(point.state, addressed=shared), Role.SECONDARY))
    if point.strengths:
        said = " · ".join(point.strengths)
        _said(card, _("Points d’appui"), said, None)
    for voice, text in (("household", point.reported), ("operator", point.observed)):
        _said(card, view_model.voice_title(voice, addressed=shared), text, voice)
    if point.landlord_said is not None:
        _said(card, view_model.voice_title("landlord", addressed=shared), point.landlord_said.text, "landlord")
    if not shared:
        _said(card, _("Notre analyse"), point.analysis, None)
    if point.shares and point.may_be_shared:
        _said(card, _("Ce qui peut partir chez le bailleur"), point.landlord_sentence, "landlord")
    return card


def _said(card: Card, title: str, text: str, voice: str | None) -> None:
    if not text:
        return
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(Words(title, Role.SECONDARY, voice=voice))
    lines.addWidget(Words(text, private=True))
    card.body.addLayout(lines)
