"""Fixtures journeys, services and papers share: vaults made once a session, copied for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.demonstration.example import handed_but_unsigned
from tests.journeys.world import Device, Palier, benali, copied, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.desk import Desk


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory) -> Path:
    return Device().create(tmp_path_factory.mktemp("vide") / "coffre")


@pytest.fixture(scope="session")
def filled_template(tmp_path_factory) -> Path:
    return Device().create(tmp_path_factory.mktemp("rempli") / "coffre", benali())


@pytest.fixture(scope="session")
def unsigned_template(tmp_path_factory) -> Path:
    return Device().create(tmp_path_factory.mktemp("à signer") / "coffre", handed_but_unsigned(benali()))


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path) -> Path:
    return copied(empty_template, tmp_path / "coffre")


@pytest.fixture
def filled(filled_template: Path, tmp_path: Path) -> Path:
    return copied(filled_template, tmp_path / "coffre")


@pytest.fixture
def unsigned(unsigned_template: Path, tmp_path: Path) -> Path:
    return copied(unsigned_template, tmp_path / "coffre")


@pytest.fixture
def palier(monkeypatch, device: Device, filled: Path) -> Palier:
    """The command line on a vault that holds the example."""
    return installed(monkeypatch, device, filled)


@pytest.fixture
def new_palier(monkeypatch, device: Device, empty: Path) -> Palier:
    """The command line on an empty vault."""
    return installed(monkeypatch, device, empty)


@pytest.fixture
def desk(device: Device, filled: Path) -> Iterator[Desk]:
    """The example on a desk."""
    with device.open(filled) as opened:
        yield opened


@pytest.fixture
def empty_desk(device: Device, empty: Path) -> Iterator[Desk]:
    with device.open(empty) as opened:
        yield opened


@pytest.fixture
def unsigned_desk(device: Device, unsigned: Path) -> Iterator[Desk]:
    """The example before anybody signed."""
    with device.open(unsigned) as opened:
        yield opened


SHARED = (
    empty_template, filled_template, unsigned_template, device, empty, filled, unsigned, palier, new_palier, desk,
    empty_desk, unsigned_desk,
)  # fmt: skip
