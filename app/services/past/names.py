"""How those who acted are called, and the hours at which they did, where the worker works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.instants import time_zone
from app.services.case_rows import zone_of_worker
from app.words import _
from db.context import context_of
from db.local import Device
from db.models.organisation import Worker

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy.orm import Session


class Actors:
    """Workers and their devices, each asked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._zone = time_zone(zone_of_worker(session, context_of(session).worker_id))
        self._devices = {one.id: one.worker_id for one in session.scalars(select(Device))}

    def of_device(self, device_id: str) -> str:
        """Return who writes on a device."""
        return self.named(self._devices.get(device_id))

    def named(self, worker_id: str | None) -> str:
        """Return how a worker is called."""
        found = self._session.get(Worker, worker_id) if worker_id is not None else None
        return found.name if found is not None else _("quelqu’un qui n’est pas dans l’annuaire")

    def local(self, at: dt.datetime) -> dt.datetime:
        """Return an instant where the worker works."""
        return at.astimezone(self._zone)
