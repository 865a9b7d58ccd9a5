"""What the settings say, decided without widgets."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from app.errors import Expected, Several
from app.services.keys.inside_settings import PIN
from app.words import _, long_day, ngettext

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from app.services.care import CheckReport
    from app.services.desk import Desk
    from app.services.exchange.case_files import ImportReport

LARGEST_FILE = 50 * 1024 * 1024
MOST_SHOWN = 12  # problems read at once; the rest is counted
NO_CASE_FILE = frozenset({"not_an_object", "byte_order_mark", "empty_file", "too_deep", "not_utf8", "not_json"})
"""Refusals of bytes that hold no case at all."""


def pin_sentence(desk: Desk) -> str:
    """Say whether a pause ends with a code."""
    if desk.settings.get(PIN) is None:
        return _("Sans code, une pause verrouille\u00a0: il faut retaper la phrase de passe.")
    return _("Six chiffres terminent une pause. Trois essais faux verrouillent.")


def kit_sentence(desk: Desk) -> str:
    """Say which kit opens the vault, and whether its paper was checked."""
    made, checked = desk.kits.made_on(), desk.kits.checked_on()
    if made is None:
        return _("Aucun kit n’a été fait\u00a0: sans la phrase de passe, personne n’ouvre le coffre.")
    if checked is None:
        return _(
            "Fait le {day}, pas encore vérifié sur le papier\u00a0: refaites-en un et retapez trois groupes."
        ).format(day=long_day(made))
    return _("Fait le {made}, vérifié le {checked}. Gardez-le sous clé, loin de l’ordinateur.").format(
        made=long_day(made), checked=long_day(checked)
    )


def passphrase_sentence(desk: Desk) -> str:
    """Say what the passphrase opens, and whether this computer is asked too."""
    if desk.bond.asked_for:
        return _("Vous, sur cet ordinateur seulement\u00a0: ailleurs, il faut le kit de secours.")
    return _("Vous, sur n’importe quel ordinateur où le coffre est copié.")


def holder_sentence(desk: Desk) -> str:
    """Say which organisation may open the vault."""
    holder = desk.escrows.holder()
    if holder is None:
        return _("Aucune. Avec sa clé, deux personnes de votre organisation l’ouvriraient si vous n’êtes plus là.")
    return _(
        "{organisation}, avec deux de ses trois feuilles, depuis le {day}. Empreinte de sa clé\u00a0: {fingerprint}"
    ).format(organisation=holder.organisation, day=long_day(holder.added_on), fingerprint=holder.fingerprint)


def check_sentences(report: CheckReport) -> tuple[str, ...]:
    """Say what a check of the vault found."""
    if report.sound and not report.findings:
        return (
            ngettext(
                "Tout est sain\u00a0: {count} enregistrement relu.",
                "Tout est sain\u00a0: {count} enregistrements relus.",
                report.envelopes,
            ).format(count=report.envelopes),
        )
    return report.findings


def import_sentences(report: ImportReport) -> tuple[str, ...]:
    """Say what an import did, then what it noticed."""
    if not (report.added or report.updated):
        first = _("{number}\u00a0: le dossier est déjà là, à l’identique. Rien n’a changé.").format(
            number=report.number
        )
    else:
        added = ngettext("{count} élément ajouté", "{count} éléments ajoutés", report.added).format(count=report.added)
        updated = ngettext("{count} mis à jour", "{count} mis à jour", report.updated).format(count=report.updated)
        first = _("{number}\u00a0: dossier enregistré, {added}, {updated}.").format(
            number=report.number, added=added, updated=updated
        )
    return first, *report.remarks


def refusal_said(fault: Several | Expected) -> tuple[str, str]:
    """Return why a file did not come in, in one sentence, then what a technician needs to put it right."""
    problems = fault.problems if isinstance(fault, Several) else (fault,)
    if isinstance(fault, Expected) and fault.path is None and fault.code not in NO_CASE_FILE:
        return fault.sentence, ""
    if any(one.code in NO_CASE_FILE or one.path == "format" for one in problems):
        said = _("Ce fichier n’est pas un dossier Palier\u00a0; rien n’est entré, le coffre est intact.")
    else:
        said = ngettext(
            "Ce fichier a {count} erreur\u00a0; rien n’est entré, le coffre est intact.",
            "Ce fichier a {count} erreurs\u00a0; rien n’est entré, le coffre est intact.",
            len(problems),
        ).format(count=len(problems))
    shown = [one.sentence for one in problems[:MOST_SHOWN]]
    left = len(problems) - len(shown)
    if left:
        shown.append(ngettext("… et {count} autre.", "… et {count} autres.", left).format(count=left))
    return said, "\n".join(shown)


def read_untrusted(place: Path) -> bytes:
    """Return the bytes of a file, at most one more than is accepted: a larger one is refused without being read.

    Raises:
        Expected: ``unreadable_file``.
    """
    try:
        with place.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise Expected(
            "unreadable_file",
            _("Le fichier {name} ne peut pas être lu. Rien n’a changé\u00a0; vérifiez-le et recommencez.").format(
                name=place.name
            ),
        ) from None


def write_export(desk: Desk, case_id: str, place: Path, today: dt.date) -> None:
    """Write a case in the open, for nobody else to read on this computer.

    Raises:
        Expected: ``not_written``.
    """
    desk.soundness.look()  # nothing leaves before
    text = json.dumps(desk.exchange.export(case_id, today=today), ensure_ascii=False, indent=1) + "\n"
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        raise Expected(
            "not_written",
            _("Le dossier n’a pas pu être écrit à cet endroit. Rien n’a changé\u00a0; choisissez un autre endroit."),
        ) from None
