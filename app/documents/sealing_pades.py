"""Sealing done with pyHanko; import ``app.documents.sealing`` instead, which loads this only when needed."""

# mypy: disable-error-code="no-untyped-call"
# pyHanko annotates its arguments, seldom its results.

from __future__ import annotations

import asyncio
import hashlib
import io
from typing import TYPE_CHECKING, Any

from asn1crypto import cms, keys, x509
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from app.errors import Expected
from app.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.certificates import SealingKey
    from app.documents.sealing_values import SealRequest, SignatureBox

DIGEST = "sha256"
ROOM_FOR_SIGNATURE = 4096
"""Hexadecimal digits kept free for the signature; a P-256 one with the longest names takes 3,800."""

PRIVATE_ENTRY = "/Palier"
"""Our own dictionary inside the signature's: /Capacity, /FinalSHA256, /FinalLength (private data, ISO 32000-1 E)."""


class _QuietWriter(IncrementalPdfFileWriter):
    """Incremental writer that adds what it is told and nothing else.

    pyHanko rewrites the metadata at the clock's time at each update and draws a random file identifier: then the file
    would tell two times, the PDF/A marks would be rewritten, and a change of title could hide between two signatures.
    """

    @override
    def _update_meta(self) -> None:
        """Leave title, author and dates as the document has them."""

    @classmethod
    @override
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        """Keep the document's identifier and derive the update's from the bytes before it."""
        prev.stream.seek(0)
        own = generic.ByteStringObject(hashlib.sha256(prev.stream.read()).digest()[:16])
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else own
        return generic.ArrayObject([first, own])


def with_fields(pdf: bytes, boxes: Sequence[SignatureBox]) -> bytes:
    """See ``app.documents.sealing.prepare_final``."""
    writer = _QuietWriter(io.BytesIO(pdf))
    if any(True for _field in enumerate_sig_fields(writer)):
        raise ValueError("the document already has signature fields: it is frozen")
    pages = int(writer.root["/Pages"]["/Count"])
    for box in boxes:
        if box.page >= pages:
            raise ValueError(f"box {box.field_name} is on page {box.page}, the document has {pages}")
        corners: Any = tuple(round(value, 2) for value in (box.x0, box.y0, box.x1, box.y1))  # hundredths of a point
        append_signature_field(
            writer,
            SigFieldSpec(box.field_name, on_page=box.page, box=corners, readable_field_name=box.label or None),
        )
    return _written(writer)


def sealed(pdf: bytes, request: SealRequest, key: SealingKey) -> bytes:
    """See ``app.documents.sealing.seal``."""
    reader = PdfFileReader(io.BytesIO(pdf))
    final = _final_of(reader, pdf, request.field_name)
    writer = _QuietWriter.from_reader(reader)
    writer.register_extension(ESIC_EXTENSION_1)
    embedding = PdfCMSEmbedder().write_cms(request.field_name, writer, existing_fields_only=True)
    next(embedding)
    embedding.send(
        SigObjSetup(
            _signature_dictionary(request, final),
            SigMDPSetup(DIGEST, certify=final is pdf, docmdp_perms=MDPPerm.FILL_FORMS),
            _appearance(request),
        )
    )
    prepared, output = embedding.send(SigIOSetup(DIGEST))
    embedding.send(_cms(prepared.document_digest, key))
    content: bytes = output.getvalue()
    return content


def canonical_container(certificate: x509.Certificate, signed: cms.SignerInfo) -> bytes:
    """Return the only container our seals are written in, from what the signature protects.

    A container has parts no signature covers (versions, lists of algorithms, names that repeat the certificate's):
    compared with this one, an altered bit of theirs is seen too.
    """
    digest = {"algorithm": DIGEST}
    container: bytes = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": [digest],
                    "encap_content_info": {"content_type": "data"},
                    "certificates": [certificate],
                    "signer_infos": [
                        {
                            "version": "v1",
                            "sid": cms.SignerIdentifier(
                                {
                                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                                    )
                                }
                            ),
                            "digest_algorithm": digest,
                            "signed_attrs": signed["signed_attrs"],
                            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                            "signature": signed["signature"].native,
                        }
                    ],
                }
            ),
        }
    ).dump()
    return container


def _written(writer: _QuietWriter) -> bytes:
    """Return the document with its update."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _final_of(reader: PdfFileReader, pdf: bytes, field_name: str) -> bytes:
    """Return the final file inside the one to sign: itself before the first signature (the same object then).

    Raises:
        Expected: The field is signed already, or another software signed first and the final file is not known.
        ValueError: The field is not there.
    """
    fields = {name: value for name, value, _reference in enumerate_sig_fields(reader)}
    if field_name not in fields:
        raise ValueError(f"no signature field {field_name}")
    if fields[field_name] is not None:
        raise Expected(
            "already_signed",
            _(
                "Cette place est déjà signée : rien n’a été changé. Un document signé se complète par un avenant, "
                "il ne se signe pas deux fois."
            ),
        )
    earlier = [value.get_object() for value in fields.values() if value is not None]
    if not earlier:
        return pdf
    if PRIVATE_ENTRY not in earlier[0]:
        raise Expected(
            "signed_elsewhere",
            _(
                "Ce fichier a d’abord été signé avec un autre logiciel : rien n’a été changé. "
                "Faites signer un autre exemplaire du même document ; les deux compteront ensemble."
            ),
        )
    return pdf[: int(earlier[0][PRIVATE_ENTRY]["/FinalLength"])]


def _signature_dictionary(request: SealRequest, final: bytes) -> SignatureObject:
    """Return what the signature says of itself; all of it lies inside the signed bytes."""
    dictionary = SignatureObject(
        timestamp=request.declared_at.replace(microsecond=0),
        subfilter=SigSeedSubFilter.PADES,
        name=request.signer_name,
        reason=request.reason or None,
        bytes_reserved=ROOM_FOR_SIGNATURE,
    )
    dictionary[generic.pdf_name(PRIVATE_ENTRY)] = generic.DictionaryObject(
        {
            generic.pdf_name("/Capacity"): generic.TextStringObject(str(request.capacity)),
            generic.pdf_name("/FinalLength"): generic.NumberObject(len(final)),
            generic.pdf_name("/FinalSHA256"): generic.TextStringObject(hashlib.sha256(final).hexdigest()),
        }
    )
    return dictionary


def _appearance(request: SealRequest) -> SigAppearanceSetup | None:
    """Return the ink as the field's appearance: an image only, so that no font comes in."""
    if request.ink_png is None:
        return None
    image = Image.open(io.BytesIO(request.ink_png))
    style = StaticStampStyle(
        border_width=0,
        background=PdfImage(image, name="Ink"),
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID),
        background_opacity=1.0,
    )
    return SigAppearanceSetup(style, request.declared_at, request.signer_name)


def _cms(digest: bytes, key: SealingKey) -> bytes:
    """Return the signature container over a digest."""
    certificate = x509.Certificate.load(key.certificate)
    signer = SimpleSigner(certificate, keys.PrivateKeyInfo.load(key.private_key), SimpleCertificateStore())
    container = asyncio.run(signer.async_sign(digest, DIGEST, use_pades=True))
    signed: bytes = container.dump()
    return signed
