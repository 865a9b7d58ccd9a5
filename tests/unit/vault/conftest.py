from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.unit.vault.colleagues import copied, new_vault, opened
from tests.unit.vault.world import created, reopened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.vault import Vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "coffre"


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made once: making one costs ten times opening a copy."""
    folder = tmp_path_factory.mktemp("made-once") / "coffre"
    created(folder).close()
    return folder


@pytest.fixture
def vault(request: pytest.FixtureRequest, folder: Path, empty_vault: Path) -> Iterator[Vault]:
    """An empty vault; under the mark ``watched`` the database itself refuses what the journal would not see."""
    shutil.copytree(empty_vault, folder, ignore=shutil.ignore_patterns("palier.reserve"))
    opened = reopened(folder, watched=request.node.get_closest_marker("watched") is not None)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def two_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("colleagues")
    for name in (1, 2, 3):
        new_vault(folder / str(name), name).close()
    return folder


@pytest.fixture
def team(two_empty: Path, tmp_path: Path) -> Iterator[list[Vault]]:
    vaults = [opened(copied(two_empty / str(name), tmp_path / str(name)), name, 1) for name in (1, 2, 3)]
    yield vaults
    for vault in vaults:
        vault.close()
