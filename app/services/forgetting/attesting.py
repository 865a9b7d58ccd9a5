"""What is attested of an order that was obeyed: in French whatever the screens speak, as every paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.changes import Changes
from app.documents.forgetting_certificate import ForgettingPaper, draw_forgetting_certificate
from app.domain.instants import time_zone
from app.services.forgetting.places import label_of, place_of
from app.services.forgetting.values import COPIES, PAPER, Certificate, Motive
from app.words import _, ngettext, speaking
from db.merge import row_of
from db.models.organisation import Organisation, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.forgetting.aftermath import Aftermath
    from db.expunge_orders import Order
    from db.expunging import Expunged
    from db.vault import Vault


@dataclass(frozen=True, slots=True)
class Done:
    """What an order did in the tables.

    Attributes:
        order: The order.
        what: Table and field of each thing forgotten, an empty field for a whole row; none for a whole case.
        found: What was taken out.
        files: How many joined files went.
        elsewhere: Row and column where the same text still stands.
        devices: How many other devices may hold it.
        exits: How many times something of the case left the vault.
        papers: How many papers are kept in the case.
        zone: Where the worker works.
    """

    order: Order
    what: tuple[tuple[str, str], ...]
    found: Expunged
    files: int
    elsewhere: tuple[tuple[str, str], ...]
    devices: int
    exits: int
    papers: int
    zone: str


def certificate_of(done: Done, case_id: str) -> Certificate:
    """Return what is attested of an order in the tables; :func:`gone_further` and :func:`ended` say the rest."""
    order = done.order
    kinds = frozenset(row_of(root)[0] for root in done.found.roots)
    with speaking("fr"):
        return Certificate(
            order.id,
            order.at.astimezone(time_zone(done.zone)).date(),
            _what(done),
            motive_of(order),
            tuple(_reached(done)),
            tuple(_out_of_reach(done)),
            Changes(kinds or frozenset({"case_file"}), frozenset({case_id})),
        )


def gone_further(certificate: Certificate, after: Aftermath) -> Certificate:
    """Return an attestation with what was done outside the tables since."""
    with speaking("fr"):
        return replace(certificate, reached=tuple(dict.fromkeys((*certificate.reached, *after.reached()))))


def left_over(after: Aftermath | None) -> tuple[str, ...]:
    """Return what is still out of reach outside the tables; None when nobody tried yet."""
    with speaking("fr"):
        if after is None:
            return (_("Le fichier du coffre et ses sauvegardes\u00a0: Palier finira à la prochaine ouverture."),)
        return tuple(after.out_of_reach())


def ended(certificate: Certificate, left: tuple[str, ...]) -> Certificate:
    """Return an attestation as it is shown: with what is left, and what no order ever reaches."""
    with speaking("fr"):
        return replace(certificate, out_of_reach=(*certificate.out_of_reach, *left, _(COPIES), _(PAPER)))


def motive_of(order: Order) -> Motive:
    """Return why an order was given."""
    return Motive(order.asked_by, order.agreed_by, order.reason)


def drawn(vault: Vault, certificate: Certificate) -> bytes:
    """Return the attestation as a PDF."""
    with vault.read() as session:
        worker = session.get(Worker, vault.context.worker_id)
        organisation = session.get(Organisation, worker.organisation_id) if worker is not None else None
        motive = certificate.motive
        paper = ForgettingPaper(
            order_id=certificate.order_id,
            on=certificate.day,
            what=certificate.what,
            asked_by=motive.asked_by,
            agreed_by=motive.agreed_by,
            reason=motive.reason,
            carried_out_by=worker.name if worker is not None else "",
            organisation=organisation.name if organisation is not None else "",
            reached=certificate.reached,
            out_of_reach=certificate.out_of_reach,
        )
    return draw_forgetting_certificate(paper).pdf


def _what(done: Done) -> str:
    if not done.what:
        return _("le dossier entier")
    return "\u00a0; ".join(dict.fromkeys(label_of(kind, field) for kind, field in done.what))


def _reached(done: Done) -> Iterator[str]:
    yield ngettext(
        "Le journal\u00a0: {count} écriture réécrite sans lui, versions d’avant comprises.",
        "Le journal\u00a0: {count} écritures réécrites sans lui, versions d’avant comprises.",
        done.found.envelopes,
    ).format(count=done.found.envelopes)
    yield _("Le dossier, la recherche, les listes, les brouillons de cet ordinateur.")
    if done.files:
        yield ngettext("{count} fichier joint.", "{count} fichiers joints.", done.files).format(count=done.files)
    if done.found.parked:
        yield ngettext(
            "{count} écriture reçue en avance, écartée\u00a0: elle reviendra sans lui au prochain échange.",
            "{count} écritures reçues en avance, écartées\u00a0: elles reviendront sans lui au prochain échange.",
            done.found.parked,
        ).format(count=done.found.parked)


def _out_of_reach(done: Done) -> Iterator[str]:
    if done.elsewhere:
        labels = {place.label for cell in done.elsewhere if (place := place_of(*cell)) is not None}
        yield _("Le même texte est encore ailleurs dans ce dossier\u00a0: {places}.").format(
            places=", ".join(sorted(labels))
        )
    if done.papers:
        yield ngettext(
            "{count} document gardé dans ce dossier\u00a0: s’il le cite, il se fait oublier à part.",
            "{count} documents gardés dans ce dossier\u00a0: ceux qui le citent se font oublier à part.",
            done.papers,
        ).format(count=done.papers)
    if done.devices:
        yield ngettext(
            "{count} autre appareil, jusqu’à ce qu’il prenne l’ordre\u00a0: donnez-lui le prochain fichier d’échange.",
            "{count} autres appareils, jusqu’à ce qu’ils prennent l’ordre\u00a0: donnez-leur le prochain fichier "
            "d’échange.",
            done.devices,
        ).format(count=done.devices)
    if done.exits:
        yield ngettext(
            "Ce qui est sorti de ce dossier {count} fois (imprimé, exporté, transmis).",
            "Ce qui est sorti de ce dossier {count} fois (imprimé, exporté, transmis).",
            done.exits,
        ).format(count=done.exits)
