"""Say in what a file differs from what was signed, in the reader's terms: pages and fields, not objects."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf

from app.documents.verifying_values import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 500
"""Pages compared one by one; beyond, only their number is."""


def is_encrypted(pdf: bytes) -> bool:
    """Tell whether a password protects the file."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True, attempt_recovery=False) as document:
            return bool(document.is_encrypted)
    except pikepdf.PasswordError:
        return True
    except Exception:  # noqa: BLE001 -- hostile bytes; being unreadable is judged elsewhere
        return False


def empty_signature_fields(pdf: bytes) -> tuple[str, ...] | None:
    """Return the fields where somebody is expected to sign, or None when this is no whole PDF (nothing is repaired)."""
    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True, attempt_recovery=False) as document:
            fields = _top_fields(document) if len(document.pages) else None
            if fields is None:
                return None
            return tuple(str(field.T) for field in fields if field.get("/FT") == "/Sig" and "/V" not in field)
    except Exception:  # noqa: BLE001 -- hostile bytes
        return None


def described(signed: bytes, now: bytes) -> tuple[Change, ...]:
    """Return the differences between the signed file and the present one; at least one, for there is one.

    Args:
        signed: The file as it was when signed: a prefix of ``now``.
        now: The file given.
    """
    try:
        with (
            pikepdf.open(io.BytesIO(signed), suppress_warnings=True) as before,
            pikepdf.open(io.BytesIO(now), suppress_warnings=True) as after,
        ):
            found = (*_pages(before, after), *_fields(before, after))
    except Exception:  # noqa: BLE001 -- hostile bytes
        found = ()
    return found or (Change(ChangeKind.CONTENT_ADDED),)


def _pages(before: pikepdf.Pdf, after: pikepdf.Pdf) -> Iterator[Change]:
    """Yield pages that came, went or changed."""
    had, has = len(before.pages), len(after.pages)
    if has > had:
        yield Change(ChangeKind.PAGES_ADDED, str(has - had))
    elif has < had:
        yield Change(ChangeKind.PAGES_REMOVED, str(had - has))
    for index in range(min(had, has, MOST_PAGES)):
        if _drawn(before.pages[index]) != _drawn(after.pages[index]):
            yield Change(ChangeKind.PAGE_CHANGED, str(index + 1))


def _drawn(page: pikepdf.Page) -> bytes:
    """Return a digest of what is drawn on a page, fonts and images included, annotations apart."""
    digest = hashlib.sha256()
    contents = page.obj.get("/Contents", pikepdf.Array())
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        digest.update(stream.read_raw_bytes())
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    for kind in ("/XObject", "/Font"):
        for name, value in sorted(resources.get(kind, pikepdf.Dictionary()).items()):
            digest.update(name.encode())
            digest.update(value.read_raw_bytes() if isinstance(value, pikepdf.Stream) else value.unparse(resolved=True))
    return digest.digest()


def _fields(before: pikepdf.Pdf, after: pikepdf.Pdf) -> Iterator[Change]:
    """Yield fields whose value is not the one that was there."""
    had, has = _values(before), _values(after)
    for name in sorted(had.keys() | has.keys()):
        if had.get(name) != has.get(name):
            yield Change(ChangeKind.FIELD_CHANGED, name)


def _values(document: pikepdf.Pdf) -> dict[str, bytes]:
    """Return the value of each top field; of a signature, only whether there is one."""
    values = {}
    for field in _top_fields(document):
        value = field.get("/V")
        values[str(field.get("/T", ""))] = b"" if value is None else value.unparse(resolved=True)[:1000]
    return values


def _top_fields(document: pikepdf.Pdf) -> pikepdf.Object:
    """Return the fields of the form, none when there is no form."""
    form = document.Root.get("/AcroForm", pikepdf.Dictionary())
    return form.get("/Fields", pikepdf.Array())
