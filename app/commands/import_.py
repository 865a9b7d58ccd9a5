"""``palier import``: case files come in, each whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import open_desk
from app.commands.parser import add_answer_options, add_vault_options
from app.commands.speech import DONE, WORLD, as_document, give, say, show
from app.errors import Expected, Several
from app.words import _, ngettext

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from app.services.desk import Desk
    from app.services.exchange.case_files import ImportReport

LARGEST_FILE = 50 * 1024 * 1024


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("import", help=_("faire entrer des dossiers (format palier.case/1)"))
    parser.add_argument("files", nargs="+", metavar=_("FICHIER"), help=_("un dossier par fichier"))
    add_vault_options(parser)
    add_answer_options(parser, with_today=False)
    parser.set_defaults(answer=answer)


def read_untrusted(name: str) -> bytes:
    """Return the bytes of a file, at most one more than is accepted: a larger one is refused without being read."""
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise Expected(
            "unreadable_file",
            _("Le fichier {name} ne peut pas être lu. Vérifiez son nom et recommencez.").format(name=name),
        ) from None


def answer(asked: argparse.Namespace) -> int:
    """Import each file; a refused file leaves the others to their own fate."""
    imported: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    with open_desk(asked) as desk:
        for name in asked.files:
            try:
                report = _import_one(desk, name)
                (say if asked.json else show)(_sentence(report))
            except Several as several:
                problems += [{"file": name, **as_document(problem)} for problem in several.problems]
            except Expected as trouble:
                problems.append({"file": name, **as_document(trouble)})
            else:
                imported.append({"file": name, **_report_as_document(report)})
    for problem in problems:
        say(f"{problem['file']} : {problem['sentence']}" if len(asked.files) > 1 else problem["sentence"])
    for name in dict.fromkeys(problem["file"] for problem in problems if "path" in problem):
        say(
            _("Rien de {name} n’a été importé. Corrigez-le, puis recommencez ; le coffre est intact.").format(name=name)
        )
    if asked.json:
        give({"imported": imported, "problems": problems})
    return WORLD if problems else DONE


def _import_one(desk: Desk, name: str) -> ImportReport:
    report = desk.exchange.import_bytes(read_untrusted(name))
    for remark in report.remarks:
        say(remark)
    return report


def _sentence(report: ImportReport) -> str:
    if not (report.added or report.updated):
        return _("{number} : le dossier est déjà là, à l’identique ; rien n’a changé.").format(number=report.number)
    added = ngettext("{count} élément ajouté", "{count} éléments ajoutés", report.added).format(count=report.added)
    updated = ngettext("{count} mis à jour", "{count} mis à jour", report.updated).format(count=report.updated)
    return _("{number} : dossier enregistré, {added}, {updated}.").format(
        number=report.number, added=added, updated=updated
    )


def _report_as_document(report: ImportReport) -> dict[str, Any]:
    return {
        "case": report.number,
        "id": report.case_id,
        "added": report.added,
        "updated": report.updated,
        "left_alone": list(report.left_alone),
        "remarks": list(report.remarks),
    }
