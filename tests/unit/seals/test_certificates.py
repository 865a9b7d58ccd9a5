from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_private_key

from app.documents.certificates import fingerprint, new_sealing_key
from tests.unit.seals.papers import AT, device


def test_a_vault_makes_its_own_certificate_valid_fifteen_years():
    certificate = x509.load_der_x509_certificate(device().certificate)

    certificate.verify_directly_issued_by(certificate)
    assert certificate.not_valid_before_utc <= AT <= certificate.not_valid_after_utc
    assert certificate.not_valid_after_utc.year == 2041


def test_the_certificate_names_the_device_and_nobody_else():
    certificate = x509.load_der_x509_certificate(device().certificate)

    assert certificate.subject.rfc4514_string() == "CN=Portable de Claire Martin,O=Logis Passerelle"
    assert certificate.issuer == certificate.subject


def test_the_certificate_signs_and_does_nothing_else():
    certificate = x509.load_der_x509_certificate(device().certificate)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value

    assert usage.digital_signature
    assert usage.content_commitment
    assert [usage.key_cert_sign, usage.crl_sign, usage.key_encipherment, usage.key_agreement] == [False] * 4
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_the_private_key_is_the_certificate_s_and_is_never_shown():
    key = load_der_private_key(device().private_key, password=None)
    certificate = x509.load_der_x509_certificate(device().certificate)

    assert key.public_key() == certificate.public_key()
    assert "private" not in repr(device())


def test_two_vaults_have_two_fingerprints():
    assert device().sha256 == fingerprint(device().certificate) == hashlib.sha256(device().certificate).hexdigest()
    assert device().sha256 != device("Portable de Samir Haddad").sha256


def test_names_as_long_as_they_come_still_make_a_certificate():
    key = new_sealing_key(device="É" * 200, organisation="Œ" * 200, now=AT)

    assert x509.load_der_x509_certificate(key.certificate)


def test_a_time_without_offset_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="offset"):
        new_sealing_key(device="a", organisation="b", now=dt.datetime(2026, 1, 1))  # noqa: DTZ001
