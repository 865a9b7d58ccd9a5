"""Envelopes: signed, sealed, padded."""

from __future__ import annotations

import os
from dataclasses import replace

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from db.envelopes import Dependency, Header, check_signature, digest, header_of, opened, padded_length, sealed
from db.errors import StorageTrouble

KEY = bytes(range(32))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(32))
PUBLIC = SIGNER.public_key().public_bytes_raw()


def header(update: bytes, **values) -> Header:
    made = Header(
        space_id="s", generation=1, replica="a" * 16, n=2, previous=b"p" * 32,
        dependencies=(Dependency("a" * 16, 1, b"p" * 32),), lamport=7, device_id="d", digest=digest(update),
    )  # fmt: skip
    return replace(made, **values)


def envelope(update: bytes, **values):
    return sealed(header(update, **values), update, space_key=KEY, epoch=1, signing_key=SIGNER, random=os.urandom)


@given(st.binary(max_size=3000))
def test_what_is_sealed_is_opened(update):
    closed = envelope(update)
    check_signature(closed, PUBLIC)
    assert header_of(closed) == header(update)
    assert opened(closed, header_of(closed), KEY) == update


@pytest.mark.parametrize("part", ["header", "seal", "body"])
def test_every_byte_altered_is_noticed(part):
    closed = envelope(b"bonjour")
    content = getattr(closed, part)
    for place in range(len(content)):
        broken = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        altered = replace(closed, **{part: broken})
        with pytest.raises(StorageTrouble):
            opened(altered, header(b"bonjour"), KEY)


def test_a_header_altered_is_not_signed():
    closed = envelope(b"bonjour")
    for place in range(len(closed.header)):
        broken = closed.header[:place] + bytes([closed.header[place] ^ 1]) + closed.header[place + 1 :]
        with pytest.raises(StorageTrouble):
            check_signature(replace(closed, header=broken), PUBLIC)


def test_another_signer_is_refused():
    other = Ed25519PrivateKey.from_private_bytes(b"\1" * 32).public_key().public_bytes_raw()
    with pytest.raises(StorageTrouble):
        check_signature(envelope(b"x"), other)


def test_another_space_s_key_does_not_open():
    closed = envelope(b"x")
    with pytest.raises(StorageTrouble):
        opened(closed, header_of(closed), bytes(32))


def test_a_member_may_offer_it_again_under_another_epoch():
    first = envelope(b"x")
    again = sealed(header_of(first), b"x", space_key=b"\7" * 32, epoch=2, signing_key=SIGNER, random=os.urandom)
    assert again.hash == first.hash
    assert again.signature == first.signature


def test_a_later_reader_is_asked_for():
    later = envelope(b"x", min_reader=2)
    with pytest.raises(StorageTrouble, match="newer_format"):
        header_of(later)


def test_a_header_has_one_way_to_be_written():
    closed = envelope(b"x")
    values = cbor2.loads(closed.header)
    with pytest.raises(StorageTrouble):
        header_of(replace(closed, header=cbor2.dumps(values) + b"\0"))
    with pytest.raises(StorageTrouble):
        header_of(replace(closed, header=cbor2.dumps([1, 2])))


@given(st.integers(min_value=1, max_value=1 << 40))
def test_padding_adds_little_and_leaves_few_lengths(length):
    padded = padded_length(length)
    assert length <= padded <= length * 1.12 + 1
    assert padded_length(padded) == padded


def test_a_frontier_costs_little():
    assert len(envelope(b"x").header) < 260
