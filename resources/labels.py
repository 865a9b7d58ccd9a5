"""How each word of the vocabulary is said, and to whom.

The words of an enumeration are looked up by themselves: ``LABELS[ResourceType.RSA].text``. Members of different
enumerations may be written alike (``health``) and are then equal as texts; the lookup keeps them apart by their class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain

from typing_extensions import override

from resources.labelling.label import Label
from resources.labelling.money import MONEY
from resources.labelling.people import PEOPLE
from resources.labelling.programmes import PROGRAMMES
from resources.labelling.steps import STEPS
from resources.labelling.support import SUPPORT

__all__ = ["LABELS", "PROGRAMMES", "Label"]

_TABLES: Mapping[type[StrEnum], Mapping[StrEnum, Label]] = {**PEOPLE, **SUPPORT, **MONEY, **STEPS}


class _Labels(Mapping[StrEnum, Label]):
    """Every label, by word."""

    @override
    def __getitem__(self, word: StrEnum) -> Label:
        return _TABLES[type(word)][word]

    @override
    def __iter__(self) -> Iterator[StrEnum]:
        return chain.from_iterable(_TABLES.values())

    @override
    def __len__(self) -> int:
        return sum(map(len, _TABLES.values()))


LABELS: Mapping[StrEnum, Label] = _Labels()
