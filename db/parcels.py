"""What goes from one vault to another by hand: envelopes, the keys of their spaces, the keys they are signed with.

One file, sealed under a passphrase typed on both sides: until keys are exchanged between devices, whoever knows that
passphrase is whom the sender trusts. Nothing of it is parsed before all of it is authenticated.
"""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import or_, select

from db.attachments import get
from db.documents import sealed_of
from db.envelopes import Sealed
from db.errors import StorageTrouble
from db.local import Attachment, Device, Envelope, Space
from db.passphrase import Cost, message_key, normalised, passphrase_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.orm import Session

    from db.passphrase import CostPolicy

_MAGIC = b"PALIER\x00P"
_FORMAT = 1
_USE = b"palier/1/parcel"
_HEAD = struct.Struct(">8sB16s16sIII")
_NONCE = bytes(12)  # each parcel has its own key
_ORGANISATION, _PERSONAL = "organisation", "personal"


@dataclass(frozen=True, slots=True)
class CarriedDevice:
    """A device, and the key its signatures are checked with."""

    device_id: str
    worker_id: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class CarriedSpace:
    """A space and its key."""

    space_id: str
    kind: str
    case_id: str | None
    organisation_id: str | None
    key: bytes
    epoch: int
    generation: int


@dataclass(frozen=True, slots=True)
class CarriedEnvelope:
    """An envelope, and when its author's device says it was written."""

    envelope: Sealed
    written_at: dt.datetime


@dataclass(frozen=True, slots=True)
class CarriedAttachment:
    """The bytes of something joined to a case."""

    space_id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one vault gives another."""

    devices: tuple[CarriedDevice, ...]
    spaces: tuple[CarriedSpace, ...]
    envelopes: tuple[CarriedEnvelope, ...]
    attachments: tuple[CarriedAttachment, ...] = ()


def gathered(session: Session, since: dt.datetime | None = None) -> Parcel:
    """Gather what arrived in this vault since an instant; everything when not given.

    What is personal stays. The directory goes whole each time: rows of cases refer to it.
    """
    spaces = session.scalars(select(Space).where(Space.kind != _PERSONAL).order_by(Space.id)).all()
    query = select(Envelope).where(Envelope.space_id.in_([space.id for space in spaces])).order_by(Envelope.id)
    if since is not None:
        directories = [space.id for space in spaces if space.kind == _ORGANISATION]
        query = query.where(or_(Envelope.stored_at >= since, Envelope.space_id.in_(directories)))
    rows = session.scalars(query).all()
    used = {row.space_id for row in rows}
    return Parcel(
        tuple(
            CarriedDevice(one.id, one.worker_id, one.public_key)
            for one in session.scalars(select(Device).order_by(Device.id))
        ),
        tuple(
            CarriedSpace(one.id, one.kind, one.case_id, one.organisation_id, one.key, one.epoch, one.generation)
            for one in spaces
            if one.id in used
        ),
        tuple(CarriedEnvelope(sealed_of(row), row.written_at or row.stored_at) for row in rows),
        tuple(_attachments(session, used, since)),
    )


def _attachments(session: Session, spaces: set[str], since: dt.datetime | None) -> Iterator[CarriedAttachment]:
    query = select(Attachment.space_id, Attachment.sha256).where(Attachment.space_id.in_(spaces))
    if since is not None:
        query = query.where(Attachment.created_at >= since)
    for space_id, name in session.execute(query.order_by(Attachment.space_id, Attachment.sha256)):
        try:
            yield CarriedAttachment(space_id, get(session, space_id, name))
        except StorageTrouble:  # damaged here: the check says so, and it keeps nothing else from leaving
            continue


def closed(parcel: Parcel, passphrase: str, policy: CostPolicy, random: Callable[[int], bytes]) -> bytes:
    """Return the file of a parcel.

    Raises:
        StorageTrouble: ``empty_passphrase``.
    """
    if not normalised(passphrase):
        raise StorageTrouble("empty_passphrase")
    salt, cost = random(16), policy.chosen
    slot = passphrase_key(passphrase, salt, cost)
    head = _HEAD.pack(_MAGIC, _FORMAT, salt, slot.check, cost.passes, cost.memory, cost.lanes)
    key = message_key(slot.key, salt, _USE)
    return head + ChaCha20Poly1305(key).encrypt(_NONCE, _encoded(parcel), head)


def unpacked(file: bytes, passphrase: str, policy: CostPolicy) -> Parcel:
    """Authenticate a file, then read it.

    Raises:
        StorageTrouble: ``not_a_parcel``, ``newer_parcel``, ``wrong_passphrase``, ``parcel_damaged``.
    """
    if not file.startswith(_MAGIC):
        raise StorageTrouble("not_a_parcel")
    if len(file) < _HEAD.size:
        raise StorageTrouble("parcel_damaged", reason="truncated_or_altered")
    head = file[: _HEAD.size]
    _, form, salt, check, *numbers = _HEAD.unpack(head)
    if form > _FORMAT:
        raise StorageTrouble("newer_parcel", found=form, known=_FORMAT)
    cost = Cost(*numbers)
    if not policy.accepts(cost):
        raise StorageTrouble("parcel_damaged", reason="cost")
    slot = passphrase_key(passphrase, salt, cost)
    if slot.check != check:
        raise StorageTrouble("wrong_passphrase")
    try:
        clear = ChaCha20Poly1305(message_key(slot.key, salt, _USE)).decrypt(_NONCE, file[_HEAD.size :], head)
    except InvalidTag as error:
        raise StorageTrouble("parcel_damaged", reason="truncated_or_altered") from error
    return _decoded(clear)


def _encoded(parcel: Parcel) -> bytes:
    content: Any = [
        [[one.device_id, one.worker_id, one.public_key] for one in parcel.devices],
        [
            [one.space_id, one.kind, one.case_id, one.organisation_id, one.key, one.epoch, one.generation]
            for one in parcel.spaces
        ],
        [
            [
                one.envelope.header,
                one.envelope.signature,
                one.envelope.seal,
                one.envelope.body,
                one.written_at.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
            ]
            for one in parcel.envelopes
        ],
        [[one.space_id, one.content] for one in parcel.attachments],
    ]
    return cbor2.dumps(content, canonical=True)


def _decoded(clear: bytes) -> Parcel:
    devices, spaces, envelopes, attachments = cbor2.loads(clear)
    return Parcel(
        tuple(CarriedDevice(*one) for one in devices),
        tuple(CarriedSpace(*one) for one in spaces),
        tuple(
            CarriedEnvelope(Sealed(header, signature, seal, body), dt.datetime.fromisoformat(written_at))
            for header, signature, seal, body, written_at in envelopes
        ),
        tuple(CarriedAttachment(*one) for one in attachments),
    )
