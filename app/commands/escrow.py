"""``palier vault escrow``: the key of an organisation, made, given to vaults, used when a passphrase is lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import build
from app.commands.opening import ask_passphrase, open_desk, passphrase, vault_folder
from app.commands.parser import add_vault_options
from app.commands.speech import DONE, give, say, show
from app.commands.writing import make_folder, refuse_unwritable, write_private
from app.errors import Expected
from app.services.keys.escrows import holder_of, make_organisation_key, read_organisation_key
from app.words import _, long_day

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

KEY_FILE, SHEET = "cle-de-l-organisation.json", "feuille-{number}.pdf"
LARGEST_FILE = 4096


def add_verbs(verbs: Any, new_passphrase: Callable[[argparse.Namespace], str]) -> None:
    """Add the verb and its own to those of ``palier vault``.

    Args:
        verbs: Those of ``palier vault``.
        new_passphrase: Gives the passphrase that takes the place of the present one.
    """
    group = verbs.add_parser("escrow", help=_("l’organisation qui peut ouvrir le coffre, et sa clé"))
    acts = group.add_subparsers(dest="act", metavar=_("ACTION"), required=True)
    make = acts.add_parser("make-key", help=_("faire la clé d’une organisation\u00a0: un fichier et trois feuilles"))
    make.add_argument("--organisation", metavar=_("NOM"), required=True, help=_("son nom"))
    make.add_argument("--out", metavar=_("EMPLACEMENT"), required=True, help=_("où écrire le fichier et les feuilles"))
    make.set_defaults(answer=make_key)
    add_ = acts.add_parser("add", help=_("permettre à l’organisation d’ouvrir ce coffre"))
    add_vault_options(add_)
    add_.add_argument("--key", metavar=_("FICHIER"), required=True, help=_("le fichier que l’organisation a donné"))
    add_.set_defaults(answer=add)
    remove_ = acts.add_parser("remove", help=_("ne plus le permettre"))
    add_vault_options(remove_)
    remove_.set_defaults(answer=remove)
    seen = acts.add_parser("show", help=_("dire quelle organisation peut ouvrir ce coffre"))
    seen.add_argument("--vault", metavar=_("EMPLACEMENT"), help=_("où est le coffre (sinon celui de cet ordinateur)"))
    seen.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
    seen.set_defaults(answer=shown)
    _add_open(acts, new_passphrase)


def _add_open(acts: Any, new_passphrase: Callable[[argparse.Namespace], str]) -> None:
    open_ = acts.add_parser(
        "open", help=_("ouvrir le coffre par deux feuilles, et lui donner une autre phrase de passe")
    )
    open_.add_argument("--vault", metavar=_("EMPLACEMENT"), help=_("où est le coffre (sinon celui de cet ordinateur)"))
    open_.add_argument(
        "--sheet-file", action="append", metavar=_("FICHIER"), help=_("fichier du code d’une feuille\u00a0; deux fois")
    )
    open_.add_argument("--new-passphrase-file", metavar=_("FICHIER"), help=_("fichier de la nouvelle phrase"))
    open_.add_argument("--new-passphrase-fd", type=int, metavar="N", help=_("descripteur de la nouvelle phrase"))
    open_.add_argument(
        "--accept-weak", action="store_true", help=_("garder quand même une phrase de passe facile à deviner")
    )
    open_.set_defaults(answer=lambda asked: open_with_sheets(asked, new_passphrase))


def make_key(asked: argparse.Namespace) -> int:
    """Write the file that is given and the three sheets; nothing of the key stays anywhere else."""
    out, app = Path(asked.out), build()
    make_folder(out)
    places = [out / KEY_FILE, *(out / SHEET.format(number=number) for number in range(1, 4))]
    for place in places:
        _refuse_existing(place)
        refuse_unwritable(place)
    made = make_organisation_key(asked.organisation, app.ids, app.clock)
    for place, content in zip(places, (made.key.file, *made.sheets), strict=True):
        write_private(place, content)
    show(
        _("La clé de l’organisation «\u00a0{organisation}\u00a0» est dans {place}.").format(
            organisation=made.key.organisation, place=out
        )
    )
    show(_("Empreinte\u00a0: {fingerprint}").format(fingerprint=made.key.fingerprint))
    say(
        _(
            "Imprimez les trois feuilles, confiez chacune à une personne différente, puis effacez-les d’ici\u00a0: "
            "deux ensemble ouvrent tous les coffres. Seul le fichier {name} se donne."
        ).format(name=KEY_FILE)
    )
    return DONE


def add(asked: argparse.Namespace) -> int:
    """Let an organisation open the vault."""
    vaults, folder = build().vaults, vault_folder(asked)
    vaults.refuse_unopenable(folder)  # before asking for anything
    key = read_organisation_key(_read(asked.key))
    typed = passphrase(asked)
    with vaults.open(folder, typed) as desk:
        desk.escrows.add(typed, key)
    show(
        _("{organisation} peut ouvrir ce coffre, avec deux de ses trois feuilles.").format(
            organisation=key.organisation
        )
    )
    say(_("Comparez de vive voix l’empreinte de la clé\u00a0: {fingerprint}").format(fingerprint=key.fingerprint))
    return DONE


def remove(asked: argparse.Namespace) -> int:
    """Let no organisation open the vault any more."""
    with open_desk(asked) as desk:
        desk.escrows.remove()
    show(_("Aucune organisation ne peut plus ouvrir ce coffre."))
    say(_("Une sauvegarde faite avant s’ouvre encore avec ses feuilles."))
    return DONE


def shown(asked: argparse.Namespace) -> int:
    """Say which organisation may open the vault; nothing is opened."""
    holder = holder_of(vault_folder(asked))
    if asked.json:
        give(
            {
                "organisation": holder and holder.organisation,
                "made_on": holder and holder.made_on.isoformat(),
                "added_on": holder and holder.added_on.isoformat(),
                "fingerprint": holder and holder.fingerprint,
            }
        )
    elif holder is None:
        show(_("Aucune organisation ne peut ouvrir ce coffre."))
    else:
        show(
            _("{organisation} peut ouvrir ce coffre depuis le {day}. Empreinte\u00a0: {fingerprint}").format(
                organisation=holder.organisation, day=long_day(holder.added_on), fingerprint=holder.fingerprint
            )
        )
    return DONE


def open_with_sheets(asked: argparse.Namespace, new_passphrase: Callable[[argparse.Namespace], str]) -> int:
    """Open the vault by two sheets, and give it another passphrase; its log says so."""
    vaults, folder = build().vaults, vault_folder(asked)
    vaults.refuse_unopenable(folder)  # before asking for anything
    sheets = _sheets(asked)
    with vaults.open_with_organisation(folder, sheets) as desk:
        desk.escrows.new_passphrase(sheets, new_passphrase(asked), accept_weak=asked.accept_weak)
    show(_("Le coffre s’ouvre avec la nouvelle phrase de passe."))
    say(_("L’ancienne ne l’ouvre plus\u00a0; le registre des accès du coffre retient cette ouverture."))
    return DONE


def _sheets(asked: argparse.Namespace) -> list[str]:
    if asked.sheet_file:
        return [_read(name).decode("utf-8", "replace") for name in asked.sheet_file]
    if not sys.stdin.isatty():
        raise Expected(
            "no_sheets",
            _("Aucune feuille n’a été donnée\u00a0: ajoutez deux fois --sheet-file, ou lancez la commande à la main."),
        )
    questions = (_("Code de la première feuille\u00a0: "), _("Code de la deuxième feuille\u00a0: "))
    return [ask_passphrase(question) for question in questions]


def _read(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise Expected(
            "unreadable_file",
            _("Le fichier {name} ne peut pas être lu. Vérifiez son nom et recommencez.").format(name=name),
        ) from None


def _refuse_existing(place: Path) -> None:
    if place.exists():
        raise Expected(
            "already_exists",
            _(
                "Il y a déjà {name}. Une clé écrite par-dessus une autre serait perdue. Rien n’a été fait\u00a0; "
                "choisissez un autre emplacement."
            ).format(name=place),
        )
