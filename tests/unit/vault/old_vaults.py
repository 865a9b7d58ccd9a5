"""Vaults made by earlier code, kept byte for byte in a hundredth of the room.

An encrypted page does not compress. Its content does, and with the initial vector and the key the same bytes come back:
what is kept is the pages in clear (of the fictional household), their vectors, and the other files as they were.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import lzma
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).with_name("old_vaults")
PAGE, SALT, VECTOR, SEAL = 4096, 16, 16, 64  # SQLCipher 4: cipher_page_size, and what each page reserves at its end
DATABASE, KEY = "vault/palier.db", "key"
_LEFT = {"palier.reserve", "palier.lock"}


@dataclass(frozen=True)
class Old:
    """What an earlier code made and said."""

    exported: dict[str, Any]
    rows: dict[str, Any]


def pack(made: Path, key: bytes, kept: Path) -> None:
    """Keep what was made; ``key`` is the database's."""
    database = (made / DATABASE).read_bytes()
    clear, vectors = zip(*_opened(database, key), strict=True)
    files = {str(one.relative_to(made)): one.read_bytes() for one in sorted(made.rglob("*")) if _is_kept(one)}
    files |= {DATABASE: b"".join(clear), "vectors": b"".join(vectors), "salt": database[:SALT], KEY: key}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    kept.write_bytes(lzma.compress(packed.getvalue(), preset=9))


def unpack(kept: Path, folder: Path) -> Old:
    """Write a vault as it was, and return what its code said of it."""
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(kept.read_bytes()))) as tar:
        files = {one.name: tar.extractfile(one).read() for one in tar.getmembers()}  # type: ignore[union-attr]
    salt, vectors, key = (files.pop(name) for name in ("salt", "vectors", KEY))
    old = Old(*(json.loads(files.pop(name)) for name in ("exported.json", "rows.json")))
    files[DATABASE] = b"".join(_closed(files[DATABASE], vectors, key, salt))
    for name, content in files.items():
        place = folder / Path(name).relative_to("vault")
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.write_bytes(content)
        place.chmod(0o600)
    return old


def _is_kept(path: Path) -> bool:
    return path.is_file() and path.name not in _LEFT


def _content_of(number: int) -> int:
    """Return where the content of a page begins: the salt stands before that of the first."""
    return SALT if number == 1 else 0


def _opened(database: bytes, key: bytes) -> Iterator[tuple[bytes, bytes]]:
    for number in range(1, len(database) // PAGE + 1):
        page = database[(number - 1) * PAGE : number * PAGE]
        sealed, vector = page[_content_of(number) : -VECTOR - SEAL], page[-VECTOR - SEAL : -SEAL]
        cipher = Cipher(AES(key), CBC(vector)).decryptor()
        yield cipher.update(sealed) + cipher.finalize(), vector


def _closed(clear: bytes, vectors: bytes, key: bytes, salt: bytes) -> Iterator[bytes]:
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)
    place = 0
    for number in range(1, len(vectors) // VECTOR + 1):
        length = PAGE - VECTOR - SEAL - _content_of(number)
        vector = vectors[(number - 1) * VECTOR : number * VECTOR]
        cipher = Cipher(AES(key), CBC(vector)).encryptor()
        sealed = cipher.update(clear[place : place + length]) + cipher.finalize()
        place += length
        seal = hmac.digest(seal_key, sealed + vector + number.to_bytes(4, "little"), "sha512")
        yield (salt if number == 1 else b"") + sealed + vector + seal
