from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.vault.world import created

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.vault import Vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "coffre"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    opened = created(folder)
    yield opened
    opened.close()
