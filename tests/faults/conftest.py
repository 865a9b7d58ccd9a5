from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.home import Home
from tests.faults.works import WORKS, Site, begin
from tests.faults.workshop import Workshop
from tests.journeys.world import copied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A vault of two cases, made once."""
    site = Site(tmp_path_factory.mktemp("chantier") / "site")
    begin(site)
    return site


@pytest.fixture(scope="session")
def site_of(begun: Site, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Return the site of a work, ready to be done, made once."""
    made: dict[str, Site] = {}

    def site(name: str) -> Site:
        if name not in made:
            made[name] = Site(copied(begun.base, tmp_path_factory.mktemp("chantier") / "site").resolve())
            WORKS[name].prepare(made[name])
        return made[name]

    return site


@pytest.fixture
def bench(tmp_path: Path) -> Callable[[Site], Site]:
    """Return a copy of a site to be harmed; the one before is gone."""

    def copy(site: Site) -> Site:
        place = tmp_path.resolve() / "établi"
        shutil.rmtree(place, ignore_errors=True)
        return Site(copied(site.base, place))

    return copy


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home where nothing was written yet; its name is short enough for a socket."""
    root = tmp_path_factory.mktemp("m") / "m"
    root.mkdir()
    return Home(root)
