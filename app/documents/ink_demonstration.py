"""Ink for the demonstration command: nobody's hand, a name turned into waves.

Never used where somebody really signs.
"""

from __future__ import annotations

import hashlib
import math

from app.documents.ink import Ink, Point

PAD_WIDTH, PAD_HEIGHT = 900.0, 300.0
TALL = frozenset("bdfhkltABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÉÈÊ")
LOW = frozenset("gjpqyz")
POINTS_A_LETTER = 12
WIDEST_STEP = 46.0
SLANT = 0.38
BASE = 185.0


def demonstration_ink(text: str, seed: int = 0) -> Ink:
    """Return a believable, invented scribble for a name; the same name and seed give the same ink.

    Args:
        text: The name of a fictional signatory.
        seed: Another number gives another hand.
    """
    letters = [letter for letter in text if letter.isalpha()][:24] or ["x"]
    chance = hashlib.sha256(f"{seed}:{text}".encode()).digest()
    step = min(WIDEST_STEP, (PAD_WIDTH - 200) / len(letters))
    written = tuple(
        point for place, letter in enumerate(letters) for point in _letter(place, letter, step, chance[place] / 255)
    )
    return Ink((written, _flourish(step * len(letters), chance[-1] / 255)), PAD_WIDTH, PAD_HEIGHT)


def _letter(place: int, letter: str, step: float, chance: float) -> list[Point]:
    """Return one slanted loop of the wave, taller or lower as the letter is, narrower or wider by chance."""
    rise = (1.7 if place == 0 else 1.2 if letter in TALL else 0.42) * (70 + 25 * chance)
    fall = 55 if letter in LOW else 6 + 6 * chance
    points = []
    for index in range(POINTS_A_LETTER):
        part = index / POINTS_A_LETTER
        height = math.sin(math.pi * part) ** 2 * rise - math.sin(2 * math.pi * part) * fall
        loop = math.sin(2 * math.pi * part) * step * (0.35 + 0.55 * chance)
        x = 70 + step * (place + part) + loop + SLANT * height
        y = BASE - height - 2.2 * place - 9 * math.sin(place * 0.9 + chance)
        points.append((x, y, 0.75 - 0.45 * math.sin(math.pi * part) + 0.2 * chance))
    return points


def _flourish(length: float, chance: float) -> tuple[Point, ...]:
    """Return the stroke that ends the name."""
    return tuple(
        (
            70 + length * (1 - part / 20 * (0.6 + 0.4 * chance)),
            BASE + 30 + 14 * math.sin(part / 20 * math.pi * (1 + round(chance))) - part * 1.5,
            0.8 - part / 30,
        )
        for part in range(21)
    )
