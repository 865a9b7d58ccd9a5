"""One input for each type of field: how it is typed or chosen, how it reads back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import Expected
from app.services.editing.fields import FieldType
from app.services.editing.values import shown_value
from app.services.typed import cents_from_typed, day_from_typed, hour_from_typed, number_from_typed
from app.words import _
from ui.kit.buttons import Choice
from ui.kit.fields import Labelled, Line, Paragraphs, Pick
from ui.kit.several import Several

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.services.editing.fields import Field
    from app.services.editing.views import Choice as Option

FEW = 5  # options shown side by side; more are a list
_SEPARATOR = ";"
_PARAGRAPHS = {FieldType.LONG_TEXT, FieldType.TEXTS, FieldType.DAYS}
_CHOSEN_ONE = {
    FieldType.WORD,
    FieldType.PERSON,
    FieldType.WORKER,
    FieldType.ORGANISATION,
    FieldType.SOMEONE,
    FieldType.CONTACT,
}
_CHOSEN_MANY = {
    FieldType.WORDS,
    FieldType.PERSONS,
    FieldType.WORKERS,
    FieldType.ORGANISATIONS,
    FieldType.PEOPLE,
    FieldType.OBJECTIVES,
}
_TODAY_BY_DEFAULT = {FieldType.DAY, FieldType.INSTANT}
_WORDS_OF_THE_HOUSE = {FieldType.WORD, FieldType.WORDS}  # all else that is chosen says something of somebody


class Input(QObject):
    """An input under its label.

    Signals:
        left: what it holds may have changed and the caret left it.
    """

    left = Signal()

    def __init__(self, field: Field, value: Any, options: tuple[Option, ...], today: dt.date) -> None:
        """Make the input of a field.

        Args:
            field: What it is.
            value: What it holds now, as ``RowView.values`` gives it.
            options: What it may hold, for what is chosen.
            today: The day from which « demain » and « +15 » are counted.
        """
        super().__init__()
        self.field = field
        self._today = today
        self._seen = value
        self.widget = self._made(value, options)
        self.labelled = Labelled(field.label, self.widget, _hint(field))

    @property
    def written(self) -> str | None:
        """What is typed, as it is typed; None for what is chosen."""
        if isinstance(self.widget, Paragraphs):
            return self.widget.typed
        return self.widget.text() if isinstance(self.widget, Line) else None

    def write(self, text: str) -> None:
        """Put back what was typed."""
        if isinstance(self.widget, Paragraphs):
            self.widget.setPlainText(text)
        elif isinstance(self.widget, Line):
            self.widget.setText(text)

    def value(self) -> Any:
        """Return what it holds, as a service takes it.

        Raises:
            Expected: what is typed does not read; the sentence says how to write it.
        """
        if isinstance(self.widget, Several):
            return self.widget.values
        if isinstance(self.widget, Choice | Pick):
            return self.widget.value
        return self._read(self.written or "")

    @property
    def lacks(self) -> bool:
        """Whether it holds nothing, the thing means nothing without it, and no day of today stands for it."""
        if not self.field.needed or self.field.type in _TODAY_BY_DEFAULT:
            return False
        try:
            return self.value() in {None, "", ()}
        except Expected:
            return False

    def check(self) -> bool:
        """Say under the field what does not read, or nothing; returns whether it reads."""
        try:
            self.value()
        except Expected as trouble:
            self.labelled.complain(trouble.sentence)
            return False
        self.labelled.complain("")
        return True

    def _read(self, text: str) -> Any:
        many = _MANY_READERS.get(self.field.type)
        if many is not None:
            separator, read = many
            return tuple(read(part.strip(), self._today) for part in text.split(separator) if part.strip())
        one = _READERS.get(self.field.type)
        if one is None:
            return text
        return one(text.strip(), self._today) if text.strip() else None

    def _made(self, value: Any, options: tuple[Option, ...]) -> QWidget:
        label = self.field.label
        kind = self.field.type
        if kind is FieldType.FLAG:
            return self._choice([(True, _("Oui")), (False, _("Non"))], value)
        if kind in _CHOSEN_ONE:
            return self._one([(one.value, one.text) for one in options], value)
        if kind in _CHOSEN_MANY:
            pairs = [(one.value, one.text) for one in options]
            several = Several(pairs, label, value or (), private=kind not in _WORDS_OF_THE_HOUSE)
            several.chosen.connect(self.left)
            return several
        text = _typed_text(self.field, value)
        if kind in _PARAGRAPHS:
            paragraphs = Paragraphs(label, text, lines=2)
            paragraphs.left.connect(self.left)
            return paragraphs
        line = Line(label, text, placeholder=_PLACEHOLDERS.get(kind, lambda: "")())
        line.left.connect(self.left)
        return line

    def _one(self, pairs: list[tuple[Any, str]], value: Any) -> QWidget:
        if len(pairs) <= FEW and self.field.type is FieldType.WORD:
            return self._choice(pairs, value)
        private = self.field.type not in _WORDS_OF_THE_HOUSE
        pick: Pick[Any] = Pick(self.field.label, [(None, _("pas précisé")), *pairs], value, private=private)
        pick.picked.connect(self.left)
        return pick

    def _choice(self, pairs: list[tuple[Any, str]], value: Any) -> QWidget:
        choice: Choice[Any] = Choice(pairs, self.field.label, value)
        choice.chosen.connect(self.left)
        return choice


def _count(text: str, _today: dt.date) -> int:
    digits = "".join(text.split())
    if not digits.isascii() or not digits.isdigit() or len(digits) > 5:  # noqa: PLR2004 -- no count is longer
        raise Expected(
            "count_unread", _("«\u00a0{text}\u00a0» ne se lit pas comme un nombre entier.").format(text=text)
        )
    return int(digits)


def _instant(text: str, today: dt.date) -> dt.datetime:
    day, _space, hour = text.rpartition(" ")
    if not day:
        return dt.datetime.combine(day_from_typed(text, today), dt.time(9))
    return dt.datetime.combine(day_from_typed(day.removesuffix(" à"), today), hour_from_typed(hour))


_READERS: dict[FieldType, Callable[[str, dt.date], Any]] = {
    FieldType.DAY: day_from_typed,
    FieldType.HOUR: lambda text, _today: hour_from_typed(text),
    FieldType.INSTANT: _instant,
    FieldType.CENTS: lambda text, _today: cents_from_typed(text),
    FieldType.COUNT: _count,
    FieldType.NUMBER: lambda text, _today: number_from_typed(text),
}
_MANY_READERS: dict[FieldType, tuple[str, Callable[[str, dt.date], Any]]] = {
    FieldType.AMOUNTS: (_SEPARATOR, lambda text, _today: cents_from_typed(text)),
    FieldType.DAYS: ("\n", day_from_typed),
    FieldType.TEXTS: ("\n", lambda text, _today: text),
}
_PLACEHOLDERS: dict[FieldType, Callable[[], str]] = {
    FieldType.DAY: lambda: _("9/12/2026, 9 déc, demain, +15"),
    FieldType.HOUR: lambda: _("14h30"),
    FieldType.INSTANT: lambda: _("9/12/2026 14h30"),
    FieldType.CENTS: lambda: _("60,50"),
    FieldType.AMOUNTS: lambda: _("845,00\u00a0; 845,00\u00a0; 910,50"),
}


def _hint(field: Field) -> str:
    if field.type in {FieldType.TEXTS, FieldType.DAYS}:
        return _("Un par ligne.")
    return _("Un montant par mois, séparés par «\u00a0;\u00a0».") if field.type is FieldType.AMOUNTS else ""


def _typed_text(field: Field, value: Any) -> str:
    """Return a value as somebody would type it."""
    if value is None or value == ():
        return ""
    write = _WRITERS.get(field.type)
    return write(value) if write is not None else shown_value(field, value, str)


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


_WRITERS: dict[FieldType, Callable[[Any], str]] = {
    FieldType.DAY: lambda day: f"{day:%d/%m/%Y}",
    FieldType.DAYS: lambda days: "\n".join(f"{day:%d/%m/%Y}" for day in days),
    FieldType.HOUR: lambda hour: f"{hour:%Hh%M}",
    FieldType.INSTANT: lambda instant: f"{instant:%d/%m/%Y %Hh%M}",
    FieldType.CENTS: _euros,
    FieldType.AMOUNTS: lambda amounts: f" {_SEPARATOR} ".join(_euros(one) for one in amounts),
}
