"""The vault's own certificate: what seals its papers.

Self-signed, one per vault, fifteen years (review G3): papers are kept five years after the end of a measure, and a
certificate authority of our own would only be one more thing to lose. It says which device sealed, never who a person
is: the identity of signatories stands in the evidence (``app.documents.evidence``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID_YEARS = 15
LONGEST_NAME = 64
"""Bytes of UTF-8 a name may have in a certificate (RFC 5280, ub-common-name, counted so by ``cryptography``)."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """What a vault needs to seal; both parts are stored inside the encrypted vault, nowhere else.

    Attributes:
        private_key: PKCS #8, DER, not encrypted: the vault encrypts it. Never printed by ``repr``.
        certificate: X.509, DER; it travels inside every sealed file.
    """

    private_key: bytes = field(repr=False)
    certificate: bytes

    @property
    def sha256(self) -> str:
        """Fingerprint by which ``verify`` knows the vault."""
        return fingerprint(self.certificate)


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate in DER, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(certificate).hexdigest()


def new_sealing_key(*, device: str, organisation: str, now: dt.datetime) -> SealingKey:
    """Make the key and the certificate of a vault, once.

    ECDSA on P-256 with SHA-256: as strong as RSA of 3,072 bits, made at once, and accepted by the readers tried
    (``pdfsig`` of Poppler, MuPDF).

    Args:
        device: Name of the device as its worker knows it (« Portable de C. Martin »), printed on the evidence.
        organisation: Name of the organisation that accompanies.
        now: Aware time of the device.

    Raises:
        ValueError: If ``now`` has no offset, or a name is empty.
    """
    if now.tzinfo is None:
        raise ValueError("the time of a certificate needs its offset")
    begins = now.astimezone(dt.UTC).replace(microsecond=0)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(device, organisation))
        .issuer_name(_name(device, organisation))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins - dt.timedelta(days=1))  # a clock set back a little must not void what it seals
        .not_valid_after(begins + dt.timedelta(days=round(VALID_YEARS * 365.25)))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return SealingKey(
        private_key=key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
    )


def _name(device: str, organisation: str) -> x509.Name:
    """Return the subject: which device, of which organisation."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(organisation)),
            x509.NameAttribute(NameOID.COMMON_NAME, _cut(device)),
        ]
    )


def _cut(name: str) -> str:
    """Return as much of a name as fits."""
    return name.encode()[:LONGEST_NAME].decode(errors="ignore")


def _signing_only() -> x509.KeyUsage:
    """Return the only uses: digital signature and non repudiation."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
