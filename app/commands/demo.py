"""``palier demo``: the main job on a fictional household, no screen needed."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap import build
from app.commands.parser import add_answer_options, day
from app.commands.speech import CHECK_FAILED, DONE, give, say
from app.commands.writing import make_folder, write_private
from app.errors import Expected
from app.paths import RESOURCES
from app.services.demonstration import example
from app.services.demonstration.example import Stopwatch
from app.services.signature.verification import as_document, sentences
from app.words import _, ngettext

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from app.services.desk import Desk

VAULT, MARK, SECRET, SUMMARY = "coffre", ".demonstration", "phrase-de-passe.txt", "summary.json"
SIGNED, ALTERED = "contrat-signe.pdf", "contrat-signe-puis-modifie.pdf"


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("demo", help=_("faire tout le travail sur une famille imaginaire"))
    parser.add_argument(
        "--out", metavar=_("EMPLACEMENT"), default="out/demo", help=_("où tout mettre (sinon out/demo)")
    )
    add_answer_options(parser)
    parser.set_defaults(answer=answer)


def answer(asked: argparse.Namespace) -> int:
    """Run the demonstration and say where everything is."""
    folder = _prepared(Path(asked.out))
    document = example.example_document()
    today = asked.today or day(document["as_of"])
    summary = _run(folder, document, today)
    write_private(folder / SUMMARY, (json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    if asked.json:
        give(summary)
    say(
        _(
            "Tout est dans {folder} : les documents, le coffre ({vault}), sa phrase de passe ({secret}), {summary}."
        ).format(folder=folder, vault=VAULT, secret=SECRET, summary=SUMMARY)
    )
    return (
        DONE if summary["signed"]["verify"]["intact"] and not summary["altered"]["verify"]["intact"] else CHECK_FAILED
    )


def _prepared(folder: Path) -> Path:
    """Make the folder; only what an earlier demonstration left there is replaced."""
    make_folder(folder)
    vault = folder / VAULT
    if vault.exists() and not (folder / MARK).exists():
        raise Expected(
            "already_exists",
            _("Il y a déjà un coffre dans {folder}. Il n’a pas été touché ; donnez un autre emplacement.").format(
                folder=vault
            ),
        )
    if vault.exists():
        shutil.rmtree(vault)
    write_private(folder / MARK, b"palier demo\n")
    return folder


def _run(folder: Path, document: dict[str, Any], today: dt.date) -> dict[str, Any]:
    watch, vaults = Stopwatch(), build().vaults
    passphrase = vaults.offered_passphrase()
    write_private(folder / SECRET, f"{passphrase}\n".encode())
    say(_("1. Un coffre chiffré, pour Claire Morel, qui n’existe pas."))
    with watch.step("vault"):
        vaults.create(folder / VAULT, passphrase, example.example_worker(document))
    with watch.step("unlock"):
        desk = vaults.open(folder / VAULT, passphrase)
    with desk:
        summary = _on_the_desk(desk, folder, document, today, watch)
    return {"version": version(), "today": today.isoformat(), "vault": str(folder / VAULT), **summary} | {
        "seconds": watch.seconds
    }


def _on_the_desk(
    desk: Desk, folder: Path, document: dict[str, Any], today: dt.date, watch: Stopwatch
) -> dict[str, Any]:
    say(_("2. Le dossier de la famille Benali entre. Les signatures du fichier sont laissées de côté : on va signer."))
    with watch.step("import"):
        report = desk.exchange.import_document(example.handed_but_unsigned(document))
    for remark in report.remarks:
        say(f"   {remark}")
    with watch.step("compute"):
        budget = desk.computing.budget(report.case_id, today)
        deadlines = desk.computing.deadlines(report.case_id, today)
    say(_("3. Budget et échéances calculés : {count} dates.").format(count=len(deadlines["deadlines"])))
    with watch.step("print"):
        documents = _print(desk, folder, report.case_id, today)
    say(
        ngettext("4. {count} document imprimé.", "4. {count} documents imprimés.", len(documents)).format(
            count=len(documents)
        )
    )
    with watch.step("sign"):
        _frozen, sealed = example.sign_on_the_spot(desk, report.case_id, today)
    say(_("5. Le contrat est signé à l’écran par chacun, puis vérifié :"))
    signed = _verified(desk, folder / SIGNED, sealed)
    say(_("6. Une seule lettre changée ensuite :"))
    altered = _verified(desk, folder / ALTERED, example.with_one_byte_changed(sealed))
    return {
        "case": report.number,
        "budget": budget,
        "deadlines": deadlines["deadlines"],
        "documents": documents,
        "signed": signed,
        "altered": altered,
    }


def _print(desk: Desk, folder: Path, case_id: str, today: dt.date) -> list[dict[str, Any]]:
    documents = []
    for printed in example.every_paper(desk, case_id, today):
        name = f"{printed.kind.value}-{printed.recipient.value}.pdf"
        write_private(folder / name, printed.pdf)
        desk.papers.record_print(printed)
        documents.append(
            {
                "kind": printed.kind.value,
                "for": printed.recipient.value,
                "file": name,
                "pages": printed.pages,
                "sha256": printed.sha256,
            }
        )
    return documents


def _verified(desk: Desk, path: Path, pdf: bytes) -> dict[str, Any]:
    write_private(path, pdf)
    verification, evidence = desk.signing.verify(pdf)
    for sentence in sentences(verification):
        say(f"   {sentence}")
    return {"file": path.name, "verify": as_document(verification, path.name, evidence)}


def version() -> str:
    """Return the version of the program."""
    with (RESOURCES.parent / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
