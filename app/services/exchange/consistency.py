"""What the schema cannot say of a case file: days that exist, refs that lead somewhere, times in their order.

Every rule copes with a document whose structure is wrong: it says nothing of what the structure already refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from app.services.exchange.guide import Met, walk
from app.services.exchange.moments import clock_problems
from app.services.exchange.problems import LONGEST_KEY, problem, quoted
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.errors import Expected
    from app.services.exchange.problems import Path

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IN_ORDER: Final = (
    ("from", "to"),
    ("from", "until"),
    ("from", "ended_on"),
    ("given_on", "until"),
    ("given_on", "withdrawn_on"),
    ("started_on", "ended_on"),
    ("effective_on", "ended_on"),
    ("opened_on", "closed_on"),
)
_OLDER_NOTE: Final = ("observed", "reported", "analysis")


@dataclass(slots=True)
class Facts:
    """What one walk through the document gathered.

    Attributes:
        declared: Each ref, with what bears it (``person``, ``contact``, …, or ``None``) in the order met.
        objects: Each object by the name of its rule.
        mentions: Each ref mentioned, with the kinds that may bear it.
    """

    declared: dict[str, list[tuple[Path, str | None]]] = field(default_factory=lambda: defaultdict(list))
    objects: dict[str, list[Met]] = field(default_factory=lambda: defaultdict(list))
    mentions: list[tuple[Met, tuple[str, ...]]] = field(default_factory=list)


def inconsistencies(document: Mapping[str, Any]) -> Iterator[Expected]:
    """Find what does not hold together; structure is :mod:`app.services.exchange.checking`'s."""
    met = tuple(walk(document))
    facts = _gathered(met)
    yield from clock_problems(met)
    yield from _ref_problems(facts)
    yield from _operator_problems(document)
    for name, rule in _RULES.items():
        for one in facts.objects[name]:
            yield from rule(one)
    for objects in facts.objects.values():
        for one in objects:
            yield from _order_problems(one)


def _gathered(met: tuple[Met, ...]) -> Facts:
    facts = Facts()
    for one in met:
        if isinstance(one.value, dict):
            facts.objects[one.name].append(one)
            ref = one.value.get("ref")
            if isinstance(ref, str):
                facts.declared[ref].append((one.path, one.rule.get("x-referred-as")))
        elif isinstance(one.value, str) and "x-refers-to" in one.rule:
            facts.mentions.append((one, tuple(one.rule["x-refers-to"])))
    return facts


def _kind(kind: str | None) -> str:
    return {
        "organisation": _("une organisation"),
        "worker": _("un intervenant"),
        "person": _("une personne du dossier"),
        "objective": _("un objectif"),
        "contact": _("une rencontre"),
    }.get(kind or "", _("autre chose"))


def _ref_problems(facts: Facts) -> Iterator[Expected]:
    for ref, bearers in facts.declared.items():
        for path, _bearer in bearers[1:]:
            expected = _("un nom (ref) porté une seule fois dans le fichier")
            yield problem("ref_not_unique", (*path, "ref"), found=quoted(ref, LONGEST_KEY), expected=expected)
    for one, kinds in facts.mentions:
        bearers = facts.declared.get(one.value, [])
        expected = _("le nom (ref) de : {kinds}").format(kinds=_(" ou ").join(_kind(kind) for kind in kinds))
        found = quoted(one.value, LONGEST_KEY)
        if not bearers:
            found = _("{ref}, que rien ne porte").format(ref=found)
            yield problem("unknown_ref", one.path, found=found, expected=expected)
        elif all(bearer not in kinds for _path, bearer in bearers):
            found = _("{ref}, porté par : {kind}").format(ref=found, kind=_kind(bearers[0][1]))
            yield problem("wrong_ref", one.path, found=found, expected=expected)


def _operator_problems(document: Mapping[str, Any]) -> Iterator[Expected]:
    organisations = document.get("organisations")
    if isinstance(organisations, list) and not any(
        isinstance(one, dict) and one.get("kind") == "operator" for one in organisations
    ):
        expected = _("au moins une organisation de genre operator")
        yield problem("no_operator", ("organisations",), found=_("aucun opérateur"), expected=expected)


def _order_problems(one: Met) -> Iterator[Expected]:
    for first, last in _IN_ORDER:
        begin, end = _day(one.value.get(first)), _day(one.value.get(last))
        if begin and end and end < begin:
            expected = _("une date qui n’est pas avant {first} ({day})").format(first=first, day=begin)
            yield problem("ends_before_it_begins", (*one.path, last), found=quoted(end), expected=expected)


def _point_problems(one: Met) -> Iterator[Expected]:
    sentence = one.value.get("landlord_sentence")
    spoken = isinstance(sentence, str) and sentence.strip()
    if one.value.get("share_with_landlord") == "sentence" and not spoken:
        expected = _("la phrase écrite pour le bailleur, puisque share_with_landlord vaut sentence")
        yield problem("sentence_missing", (*one.path, "landlord_sentence"), found=_("rien"), expected=expected)


def _movement_problems(one: Met) -> Iterator[Expected]:
    sides = [key for key in ("debit", "credit") if one.value.get(key) is not None]
    if len(sides) != 1:
        found = _("un débit et un crédit") if sides else _("ni débit ni crédit")
        yield problem("debit_or_credit", one.path, found=found, expected=_("soit un débit, soit un crédit"))


def _contact_problems(one: Met) -> Iterator[Expected]:
    if "note" in one.value and any(key in one.value for key in _OLDER_NOTE):
        expected = _("soit note, soit observed, reported et analysis")
        yield problem(
            "note_twice", (*one.path, "note"), found=_("les deux façons d’écrire une note"), expected=expected
        )


def _measure_problems(one: Met) -> Iterator[Expected]:
    suspensions = one.value.get("suspensions")
    if not isinstance(suspensions, list):
        return
    dated = [
        (_day(suspension.get("from")), _day(suspension.get("to")), (*one.path, "suspensions", index))
        for index, suspension in enumerate(suspensions)
        if isinstance(suspension, dict)
    ]
    started, ended = _day(one.value.get("started_on")), _day(one.value.get("ended_on"))
    resumed = ""
    for begin, end, path in sorted((dated_one for dated_one in dated if dated_one[0]), key=lambda dates: dates[0]):
        if begin < resumed:
            expected = _("des suspensions qui ne se recouvrent pas")
            yield problem("suspensions_overlap", (*path, "from"), found=quoted(begin), expected=expected)
        if (started and begin < started) or (ended and max(begin, end) > ended):
            expected = _("une suspension à l’intérieur de la mesure ({from_day} – {to_day})").format(
                from_day=started or "…", to_day=ended or "…"
            )
            yield problem("suspension_outside", path, found=quoted(f"{begin} – {end or '…'}"), expected=expected)
        resumed = max(resumed, end or "9999")


def _day(value: Any) -> str:
    """Return a well-written day, whose order is that of its characters, else an empty text."""
    return value if isinstance(value, str) and _DAY.fullmatch(value) else ""


_RULES: Mapping[str, Callable[[Met], Iterator[Expected]]] = {
    "point": _point_problems,
    "landlord_point": _point_problems,
    "movement": _movement_problems,
    "contact": _contact_problems,
    "measure": _measure_problems,
}
