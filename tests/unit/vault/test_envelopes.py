"""Envelopes: signed, sealed, padded."""

from __future__ import annotations

import os
from dataclasses import replace

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from db.envelopes import (
    Dependency,
    Header,
    check_signature,
    digest,
    header_of,
    opened,
    padded_length,
    redacted,
    salted,
    sealed,
)
from db.errors import StorageTrouble

KEY = bytes(range(32))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
PUBLIC = {"d": SIGNER.public_key().public_bytes_raw()}
GUARD = bytes(range(16))


def header(update: bytes, **values) -> Header:
    made = Header(
        space_id="s", generation=1, replica="a" * 16, n=2, previous=b"p" * 32,
        dependencies=(Dependency("a" * 16, 1, b"p" * 32),), lamport=7, device_id="d", digest=digest(GUARD + update),
    )  # fmt: skip
    return replace(made, **values)


def envelope(update: bytes, **values):
    clear = GUARD + update
    return sealed(header(update, **values), clear, space_key=KEY, epoch=1, signing_key=SIGNER, random=os.urandom)


@given(st.binary(max_size=3000))
def test_what_is_sealed_is_opened(update):
    closed = envelope(update)
    check_signature(closed, header_of(closed), PUBLIC)
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
            check_signature(replace(closed, header=broken), header(b"bonjour"), PUBLIC)


def test_another_signer_is_refused():
    other = {"d": OTHER.public_key().public_bytes_raw()}
    with pytest.raises(StorageTrouble):
        check_signature(envelope(b"x"), header(b"x"), other)


def test_a_device_nobody_knows_is_refused():
    with pytest.raises(StorageTrouble):
        check_signature(envelope(b"x"), header(b"x"), {})


def less(closed, update: bytes, device: str = "e"):
    return redacted(closed, update, space_key=KEY, epoch=1, device_id=device, signing_key=OTHER, random=os.urandom)


def test_what_is_left_keeps_its_name_and_is_signed_by_who_took_the_rest_out():
    closed = envelope(b"bonjour")
    left = less(closed, b"bon")
    assert (left.hash, left.signature) == (closed.hash, closed.signature)
    assert opened(left, header_of(left), KEY) == b"bon"
    check_signature(left, header_of(left), PUBLIC | {"e": OTHER.public_key().public_bytes_raw()})


def test_what_somebody_unknown_took_out_is_refused():
    left = less(envelope(b"bonjour"), b"bon")
    for keys in (PUBLIC, PUBLIC | {"e": PUBLIC["d"]}):
        with pytest.raises(StorageTrouble):
            check_signature(left, header_of(left), keys)


def test_one_text_written_twice_has_two_digests():
    assert digest(salted(b"oui", os.urandom)) != digest(salted(b"oui", os.urandom))


def test_an_envelope_written_before_bodies_were_salted_is_still_read():
    older = header(b"", digest=digest(b"bonjour"), codec="loro1+zstd", min_reader=1)
    closed = sealed(older, b"bonjour", space_key=KEY, epoch=1, signing_key=SIGNER, random=os.urandom)
    assert opened(closed, header_of(closed), KEY) == b"bonjour"


def test_another_space_s_key_does_not_open():
    closed = envelope(b"x")
    with pytest.raises(StorageTrouble):
        opened(closed, header_of(closed), bytes(32))


def test_a_member_may_offer_it_again_under_another_epoch():
    first = envelope(b"x")
    again = sealed(header_of(first), GUARD + b"x", space_key=b"\7" * 32, epoch=2, signing_key=SIGNER, random=os.urandom)
    assert again.hash == first.hash
    assert again.signature == first.signature


def test_a_later_reader_is_asked_for():
    later = envelope(b"x", min_reader=3)
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
