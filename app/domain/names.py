"""Names of people as a lock screen may show them."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[\s\-‐‑'’.]+")
_MOST = 4


def initials(name: str) -> str:
    """Return « CM » for « Claire Morel », « ASLG » for « Anne-Sophie Le Goff »; empty for an empty name."""
    return "".join(word[0] for word in _BETWEEN.split(name.strip()) if word)[:_MOST].upper()
