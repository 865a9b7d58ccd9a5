"""Strict reading of the bytes of a case file, before anything in it is believed (review C8).

Python's ``json`` lets through what no case file may hold: duplicate keys, lone surrogates, NaN, numbers with a
fraction or with thousands of digits, and nesting that exhausts the stack. Size and depth are therefore judged on the
bytes; the rest is judged on what was parsed, so that each problem has its path.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from app.errors import Expected, Several
from app.services.exchange.problems import LONGEST_NUMBER, problem, shortened
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.exchange.problems import Path

LARGEST_FILE: Final = 50 * 1000 * 1000
"""Bytes; exchange.md says 50 MB."""
DEEPEST: Final = 64
"""Levels of nesting."""
LARGEST_INTEGER: Final = 2**53
"""Beyond it, other programs that read the file would not find the same number."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_NEVER_IN_TEXT = re.compile("[\0\ud800-\udfff]")


class _Unreadable:
    """A number no case file may hold; it stays in its place until its path is known."""

    def __init__(self, code: str, literal: str) -> None:
        self.code = code
        self.found = shortened(literal, LONGEST_NUMBER)


class _Repeated(dict[str, Any]):
    """An object some keys of which stand twice."""

    repeated: tuple[str, ...] = ()


def read_case_bytes(untrusted: bytes) -> dict[str, Any]:
    """Return the JSON object of a case file.

    Args:
        untrusted: The file as it came; at most 50 MB of UTF-8 without byte-order mark, 64 levels deep.

    Raises:
        Expected: The file cannot be read, or one thing in it can stand in no case file; the path says where.
        Several: Several such things.
    """
    _refuse_from_outside(untrusted)
    text = _text_of(untrusted)  # first: of a picture or a recording, « nested too deep » would say nothing
    if _too_deep(untrusted):
        raise _refusal("too_deep", _("il est imbriqué sur plus de 64 niveaux"))
    document = _parsed(text)
    if not isinstance(document, dict):
        raise _refusal("not_an_object", _("il ne contient pas un objet JSON, entre accolades"))
    problems = tuple(_problems_within(document))
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise Several(problems)
    return document


def _refusal(code: str, reason: str) -> Expected:
    return Expected(
        code,
        _(
            "Ce fichier ne peut pas être lu : {reason}. Rien n’a été importé ; demandez un autre export du dossier."
        ).format(reason=reason),
    )


def _refuse_from_outside(untrusted: bytes) -> None:
    """Refuse on the bytes alone what must not reach the parser."""
    if len(untrusted) > LARGEST_FILE:
        raise _refusal("too_large", _("il dépasse 50 Mo"))
    if untrusted.startswith(_BYTE_ORDER_MARK):
        raise _refusal("byte_order_mark", _("il commence par une marque d’ordre des octets (BOM)"))
    if not untrusted.strip():
        raise _refusal("empty_file", _("il est vide"))


def _too_deep(untrusted: bytes) -> bool:
    """Count brackets outside strings; no recursion, whatever the bytes."""
    depth = 0
    for bracket in _STRINGS.sub(b"", untrusted).translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST:
            return True
    return False


def _text_of(untrusted: bytes) -> str:
    try:
        return untrusted.decode("utf-8")
    except UnicodeDecodeError as trouble:
        reason = _("il n’est pas écrit en UTF-8 (octet {offset})").format(offset=trouble.start)
        raise _refusal("not_utf8", reason) from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=lambda literal: _Unreadable("not_an_integer", literal),
            parse_constant=lambda literal: _Unreadable("not_a_number", literal),
        )
    except json.JSONDecodeError as trouble:
        reason = _("ce n’est pas du JSON (ligne {line}, colonne {column})").format(
            line=trouble.lineno, column=trouble.colno
        )
        raise _refusal("not_json", reason) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) == len(pairs):
        return built
    doubtful = _Repeated(built)
    doubtful.repeated = tuple(key for key, times in Counter(key for key, _value in pairs).items() if times > 1)
    return doubtful


def _integer(literal: str) -> int | _Unreadable:
    if len(literal) > len(str(-LARGEST_INTEGER)) or abs(int(literal)) > LARGEST_INTEGER:
        return _Unreadable("integer_too_large", literal)
    return int(literal)


def _problems_within(value: Any, path: Path = ()) -> Iterator[Expected]:
    match value:
        case dict():
            yield from _problems_of_object(value, path)
        case list():
            for index, item in enumerate(value):
                yield from _problems_within(item, (*path, index))
        case str() if _NEVER_IN_TEXT.search(value):
            yield _text_problem(value, path)
        case _Unreadable():
            yield problem(value.code, path, found=value.found, expected=_expected_of_number(value.code))


def _problems_of_object(value: dict[str, Any], path: Path) -> Iterator[Expected]:
    if isinstance(value, _Repeated):
        for key in value.repeated:
            yield problem(
                "duplicate_key",
                (*path, key),
                found=_("deux fois la même clé"),
                expected=_("qu’elle n’y soit qu’une fois"),
            )
    for key, item in value.items():
        if _NEVER_IN_TEXT.search(key):
            yield _text_problem(key, (*path, key))
        yield from _problems_within(item, (*path, key))


def _text_problem(text: str, path: Path) -> Expected:
    if "\0" in text:
        return problem("nul_in_text", path, found=_("un caractère nul"), expected=_("un texte sans caractère nul"))
    return problem("lone_surrogate", path, found=_("une moitié de caractère"), expected=_("un texte Unicode entier"))


def _expected_of_number(code: str) -> str:
    if code == "integer_too_large":
        return _("un nombre entier d’au plus 9007199254740992")
    return _("un nombre entier (un montant s’écrit entre guillemets : {example})").format(example='"476.90"')
