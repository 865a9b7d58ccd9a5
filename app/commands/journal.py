"""``palier journal``: what was written goes from one vault to another by file, and comes in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import ask_passphrase, open_desk, read_passphrase_descriptor, read_passphrase_file
from app.commands.parser import add_case_argument, add_vault_options, day
from app.commands.speech import DONE, give, say, show
from app.commands.writing import refuse_unwritable, write_private
from app.errors import Expected
from app.services.merging.carrying import LARGEST
from app.words import _, long_day, ngettext

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from app.services.merging.settling import Matter
    from app.services.merging.versions import Disagreement


def add(words: Any) -> None:
    """Add the command and its verbs."""
    group = words.add_parser("journal", help=_("porter ce qui est écrit d’un coffre à un autre, par fichier"))
    verbs = group.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    out = verbs.add_parser("export", help=_("faire le fichier pour un autre coffre de l’association"))
    out.add_argument("--since", type=day, metavar=_("AAAA-MM-JJ"), help=_("depuis ce jour (sinon tout)"))
    out.add_argument("--out", metavar=_("FICHIER"), required=True, help=_("où écrire le fichier"))
    out.add_argument(
        "--accept-weak", action="store_true", help=_("garder quand même une phrase de passe facile à deviner")
    )
    out.set_defaults(answer=export)
    take = verbs.add_parser("apply", help=_("prendre le fichier d’un autre coffre de l’association"))
    take.add_argument("file", metavar=_("FICHIER"), help=_("fichier fait par «\u00a0palier journal export\u00a0»"))
    take.set_defaults(answer=apply)
    _add_settling(verbs)
    for parser in (out, take):
        add_vault_options(parser)
        secret = parser.add_mutually_exclusive_group()
        secret.add_argument(
            "--exchange-passphrase-file", metavar=_("FICHIER"), help=_("fichier de la phrase de passe de l’échange")
        )
        secret.add_argument(
            "--exchange-passphrase-fd", type=int, metavar="N", help=_("descripteur de la phrase de passe de l’échange")
        )
        parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))


def _add_settling(verbs: Any) -> None:
    settle_parser = verbs.add_parser("settle", help=_("ce qu’il y a à choisir et à régler dans un dossier"))
    choose_parser = verbs.add_parser(
        "choose", help=_("garder une version parmi celles que «\u00a0settle\u00a0» montre")
    )
    for parser, answer in ((settle_parser, settle), (choose_parser, choose)):
        add_case_argument(parser)
        add_vault_options(parser)
        parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
        parser.set_defaults(answer=answer)
    choose_parser.add_argument("choice", type=int, metavar=_("CHOIX"), help=_("numéro du choix"))
    choose_parser.add_argument("version", type=int, metavar=_("VERSION"), help=_("numéro de la version à garder"))


def export(asked: argparse.Namespace) -> int:
    """Write the file of what was written since a day."""
    out = Path(asked.out)
    refuse_unwritable(out)
    with open_desk(asked) as desk:
        desk.soundness.refuse_unsound()
        passphrase = _passphrase(asked)
        outgoing = desk.carrying.export(passphrase, asked.since, accept_weak=asked.accept_weak)
    write_private(out, outgoing.content)
    if asked.json:
        give({"envelopes": outgoing.envelopes, "cases": outgoing.cases})
        return DONE
    show(
        ngettext(
            "{count} écriture est dans {name}, chiffrée.", "{count} écritures sont dans {name}, chiffrées.",
            outgoing.envelopes,
        ).format(count=outgoing.envelopes, name=out)
    )  # fmt: skip
    say(_("Dites la phrase de passe de l’échange de vive voix, jamais avec le fichier."))
    return DONE


def apply(asked: argparse.Namespace) -> int:
    """Take in the file of another vault."""
    content = _read(Path(asked.file))
    with open_desk(asked) as desk:
        desk.soundness.refuse_unsound()
        taken = desk.carrying.apply(content, _passphrase(asked))
    if asked.json:
        give(taken.counts)
    else:
        for sentence in taken.sentences:
            show(sentence)
    return DONE


def settle(asked: argparse.Namespace) -> int:
    """Show what there is to choose and to settle in a case."""
    with open_desk(asked) as desk:
        case_id = desk.cases.find(asked.case)
        choices, matters = desk.versions.of(case_id), desk.settling.to_settle(case_id)
    if asked.json:
        give({"choices": [_document(one) for one in choices], "to_settle": [_matter(one) for one in matters]})
        return DONE
    for number, one in enumerate(choices, start=1):
        show(f"{number}. {one.thing} – {one.label}" if one.thing else f"{number}. {one.label}")
        for place, version in enumerate(one.versions, start=1):
            said = _("{who}, le {day}").format(who=version.who, day=long_day(version.at.date()))
            show(f"   {number}.{place}  {said} : {version.text or _('(vide)')}")
    for matter in matters:
        show(matter.sentence)
    if not matters:
        show(_("Rien à choisir, rien à régler."))
    return DONE


def choose(asked: argparse.Namespace) -> int:
    """Keep one version; the others are superseded by it."""
    with open_desk(asked) as desk:
        case_id = desk.cases.find(asked.case)
        choices = desk.versions.of(case_id)
        if not 1 <= asked.choice <= len(choices) or not 1 <= asked.version <= len(choices[asked.choice - 1].versions):
            raise Expected(
                "no_such_version",
                _("Cette version n’existe pas. Rien n’a changé\u00a0; «\u00a0palier journal settle\u00a0» les montre."),
            )
        one = choices[asked.choice - 1]
        value = one.versions[asked.version - 1].value
        desk.versions.choose(case_id, one.kind, one.row_id, one.field, value)
        left = len(desk.versions.of(case_id))
    if asked.json:
        give({"left": left})
    else:
        show(_("C’est cette version qui est gardée."))
    return DONE


def _document(one: Disagreement) -> dict[str, Any]:
    versions = [{"text": version.text, "who": version.who, "at": version.at.isoformat()} for version in one.versions]
    return {"kind": one.kind, "row": one.row_id, "field": one.field, "label": one.label, "versions": versions}


def _matter(one: Matter) -> dict[str, Any]:
    return {"code": one.code, "sentence": one.sentence, "rows": list(one.row_ids)}


def _passphrase(asked: argparse.Namespace) -> str:
    if asked.exchange_passphrase_file:
        return read_passphrase_file(asked.exchange_passphrase_file)
    if asked.exchange_passphrase_fd is not None:
        return read_passphrase_descriptor(asked.exchange_passphrase_fd)
    return ask_passphrase(_("Phrase de passe de l’échange\u00a0: "))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        content = None
    if content is None or len(content) > LARGEST:
        raise Expected(
            "unreadable_file",
            _("Le fichier {name} ne peut pas être lu. Vérifiez son nom et recommencez.").format(name=path),
        )
    return content
