from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.exchange_tables.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def memory() -> Iterator[Memory]:
    store = Memory()
    yield store
    store.close()
