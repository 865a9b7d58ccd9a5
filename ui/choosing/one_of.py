"""One person among a few, or nobody: pressing who is chosen lets them go; names are covered by F9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from ui.kit.several import Several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class OneOf(Several):
    """Names, of which one at most stays pressed."""

    def __init__(self, persons: Iterable[tuple[str, str]], name: str, value: str | None = None) -> None:
        """Offer persons.

        Args:
            persons: (id, name) in the order shown.
            name: What the choice is about, for screen readers.
            value: Id of who is chosen now.
        """
        super().__init__(persons, name, () if value is None else (value,), private=True)
        self._value = value

    @property
    def value(self) -> str | None:
        """Id of who is chosen, or None."""
        return self._value

    @override
    def choose(self, values: Collection[str]) -> None:
        super().choose(values)
        self._value = next(iter(values), None)

    @override
    def _toggled(self, on: bool) -> None:
        pressed = [one for one in self.values if one != self._value]
        self.choose(pressed[:1])
        super()._toggled(on)
