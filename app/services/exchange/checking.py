"""Everything wrong with a case file, said at once: its structure, then its consistency.

The published schema (``resources/exchange``) is the specification; what it cannot say stands in
:mod:`app.services.exchange.consistency`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from app.services.exchange.consistency import inconsistencies
from app.services.exchange.guide import schema
from app.services.exchange.problems import excerpt, in_reading_order, one_of, problem, quoted
from app.services.exchange.remarks import remarks_of
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema import Draft202012Validator

    from app.errors import Expected
    from app.services.exchange.problems import Path

__all__ = ["problems_of", "remarks_of"]

NEVER_STORED = ("prison", "hospital")
"""A stay there is never written (decisions 10, review E8)."""


def problems_of(document: dict[str, Any]) -> tuple[Expected, ...]:
    """Return every problem of a document read by ``read_case_bytes``, in the order of its paths; none: it imports.

    Accepted on purpose: a shared point without a valid consent (review E5), an unknown programme (H3), any order of
    the procedure (H7), any text.
    """
    found: dict[str, Expected] = {}
    for trouble in _structure(document):
        found.setdefault(trouble.path or "", trouble)
    for trouble in inconsistencies(document):
        found.setdefault(f"{trouble.path}/{trouble.code}", trouble)
    return in_reading_order(found.values())


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What a rule of the schema refused.

    Attributes:
        path: Where.
        value: What stands there.
        asked: What the keyword asks (``["string", "null"]``, the list of words, …).
        rule: The rule the keyword stands in.
    """

    path: Path
    value: Any
    asked: Any
    rule: Mapping[str, Any]


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- a quarter of a second nobody else should pay

    return Draft202012Validator(schema())


def _structure(document: dict[str, Any]) -> Iterator[Expected]:
    errors = sorted(_validator().iter_errors(document), key=lambda error: error.validator != "type")
    for error in errors:
        rule: Any = error.schema
        refusal = _Refusal(tuple(error.absolute_path), error.instance, error.validator_value, rule)
        yield from _SAID[str(error.validator)](refusal)


def _unknown_key(one: _Refusal) -> Iterator[Expected]:
    allowed = one.rule["properties"]
    for key in one.value:
        if key in allowed:
            continue
        if key == "landlord_said":
            expected = _("que le bailleur ne parle que des finances, du projet résidentiel et des démarches")
            yield problem("said_not_here", (*one.path, key), found=_("une parole du bailleur"), expected=expected)
        else:
            expected = _("une clé connue ici : {keys}").format(keys=one_of(allowed))
            yield problem("unknown_key", (*one.path, key), found=_("une clé inconnue"), expected=expected)


def _missing_key(one: _Refusal) -> Iterator[Expected]:
    for key in one.asked:
        if key not in one.value:
            yield problem(
                "missing_key", (*one.path, key), found=_("rien"), expected=_("cette clé, elle est obligatoire")
            )


def _wrong_type(one: _Refusal) -> Iterator[Expected]:
    allowed = one.asked if isinstance(one.asked, list) else [one.asked]
    expected = {
        "object": _("un objet, entre accolades"),
        "array": _("une liste, entre crochets"),
        "string": _("un texte, entre guillemets"),
        "integer": _("un nombre entier, sans guillemets"),
        "boolean": _("true ou false"),
    }[allowed[0]]
    yield problem("wrong_type", one.path, found=excerpt(one.value), expected=expected)


def _unknown_word(one: _Refusal) -> Iterator[Expected]:
    found = excerpt(one.value)
    if one.value in NEVER_STORED and one.path[-1:] == ("situation",):
        expected = _("ne pas écrire ce séjour : ôtez cette période, un blanc dans le parcours est permis")
        yield problem("never_stored", one.path, found=found, expected=expected)
    elif one.path[-2:] == ("health_issues", "share_with_landlord"):
        expected = _("none : rien de la santé ne va au bailleur")
        yield problem("health_stays_here", one.path, found=found, expected=expected)
    else:
        words = one_of(word for word in one.asked if word is not None)
        yield problem("unknown_word", one.path, found=found, expected=_("un de ces mots : {words}").format(words=words))


def _wrong_format(one: _Refusal) -> Iterator[Expected]:
    yield problem("wrong_format", one.path, found=excerpt(one.value), expected=quoted(one.asked))


def _badly_written(one: _Refusal) -> Iterator[Expected]:
    kind = one.rule["x-written"]
    expected = {
        "day": _("une date AAAA-MM-JJ, entre 1900 et 2199"),
        "time": _("une heure HH:MM"),
        "instant": _("un instant AAAA-MM-JJTHH:MM, avec son décalage s’il le faut (+02:00)"),
        "money": _("un montant en euros avec deux décimales, comme 476.90"),
        "area": _("une surface en mètres carrés, comme 79.5"),
    }[kind]
    yield problem(f"bad_{kind}", one.path, found=excerpt(one.value), expected=expected)


def _empty_list(one: _Refusal) -> Iterator[Expected]:
    yield problem("empty_list", one.path, found=_("une liste vide"), expected=_("au moins un élément"))


def _empty_text(one: _Refusal) -> Iterator[Expected]:
    yield problem("empty_text", one.path, found=_("un texte vide"), expected=_("au moins un caractère"))


def _out_of_range(one: _Refusal) -> Iterator[Expected]:
    expected = _("un nombre entre {least} et {most}").format(least=one.rule["minimum"], most=one.rule["maximum"])
    yield problem("out_of_range", one.path, found=excerpt(one.value), expected=expected)


_SAID: dict[str, Callable[[_Refusal], Iterator[Expected]]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _unknown_word,
    "const": _wrong_format,
    "pattern": _badly_written,
    "minItems": _empty_list,
    "minLength": _empty_text,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
}
