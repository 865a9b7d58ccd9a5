"""Papers of a case, each made for one recipient from a query that returns only what that recipient may read."""

from __future__ import annotations

from app.services.papers.service import Papers, Printed

__all__ = ["Papers", "Printed"]
