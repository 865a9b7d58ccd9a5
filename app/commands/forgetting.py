"""``palier vault forget``: forget a text, a row or a whole case for good, by a named order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import open_desk
from app.commands.parser import add_case_argument, add_vault_options
from app.commands.speech import DONE, give, say, show
from app.commands.writing import refuse_unwritable, write_private
from app.errors import Expected
from app.services.forgetting.values import Motive
from app.words import _, long_day

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from app.services.desk import Desk
    from app.services.forgetting.values import Certificate, GivenOrder, Place


def add_verb(verbs: Any) -> None:
    """Add the verb to those of ``palier vault``."""
    parser = verbs.add_parser("forget", help=_("oublier vraiment un contenu, partout, par un ordre qui se nomme"))
    add_case_argument(parser)
    add_vault_options(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--find", metavar=_("MOTS"), help=_("dire où ces mots sont, ou ont été, dans le dossier"))
    what.add_argument("--row", metavar=_("GENRE:IDENTIFIANT"), help=_("oublier cette ligne, et ce qu’elle contient"))
    what.add_argument("--whole-case", action="store_true", help=_("oublier le dossier entier"))
    what.add_argument("--orders", action="store_true", help=_("dire les ordres déjà donnés dans ce dossier"))
    parser.add_argument("--field", metavar=_("CHAMP"), help=_("n’oublier que ce champ de la ligne"))
    parser.add_argument(
        "--keep-shown",
        action="store_true",
        help=_("garder ce que le champ montre\u00a0: n’oublier que ses versions d’avant"),
    )
    parser.add_argument("--asked-by", metavar=_("NOM"), default="", help=_("qui le demande"))
    parser.add_argument(
        "--agreed-by", metavar=_("NOM"), default="", help=_("qui l’accepte\u00a0: délégué à la protection des données")
    )
    parser.add_argument("--reason", metavar=_("MOTIF"), default="", help=_("pourquoi, sans dire quoi"))
    parser.add_argument(
        "--out", metavar=_("FICHIER"), help=_("écrire aussi l’attestation dans ce fichier, en PDF ou en texte")
    )
    parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
    parser.set_defaults(answer=forget)


def forget(asked: argparse.Namespace) -> int:
    """Forget, or say where words are, or which orders were given."""
    if asked.out:
        refuse_unwritable(Path(asked.out))
    with open_desk(asked) as desk:
        case_id = desk.cases.find(asked.case)
        if asked.find is not None:
            return _tell_places(desk.forgetting.find(case_id, asked.find), as_json=asked.json)
        if asked.orders:
            return _tell_orders(desk.forgetting.orders(case_id), as_json=asked.json)
        desk.soundness.refuse_unsound()
        certificate = _given(desk, case_id, asked)
        text = "\n".join(certificate.lines())
        if asked.out:
            out = Path(asked.out)
            is_paper = out.suffix.lower() == ".pdf"
            write_private(out, desk.forgetting.paper(certificate) if is_paper else f"{text}\n".encode())
    if asked.json:
        give(_document(certificate))
    else:
        show(text)
        say(_("Gardez cette attestation avec la demande\u00a0; elle ne contient rien de ce qui est oublié."))
    return DONE


def _given(desk: Desk, case_id: str, asked: argparse.Namespace) -> Certificate:
    motive = Motive(asked.asked_by, asked.agreed_by, asked.reason)
    if asked.whole_case:
        return desk.forgetting.forget_case(case_id, motive)
    kind, _colon, row_id = asked.row.partition(":")
    if asked.field:
        return desk.forgetting.forget_text(case_id, kind, row_id, asked.field, motive, keep_shown=asked.keep_shown)
    if asked.keep_shown:
        raise Expected(
            "keep_without_field",
            _("«\u00a0--keep-shown\u00a0» demande un champ. Rien n’a changé\u00a0; ajoutez «\u00a0--field\u00a0»."),
        )
    return desk.forgetting.forget_row(case_id, kind, row_id, motive)


def _tell_places(found: tuple[Place, ...], *, as_json: bool) -> int:
    if as_json:
        places = [
            {"row": f"{one.kind}:{one.row_id}", "field": one.field, "label": one.label, "stands": one.stands}
            for one in found
        ]
        give({"places": places})
        return DONE
    for one in found:
        when = _("s’y trouve") if one.stands else _("s’y trouvait avant correction")
        show(f"--row {one.kind}:{one.row_id} --field {one.field}  {one.label} ({when})")
    if not found:
        show(_("Ces mots ne sont nulle part dans ce dossier."))
    return DONE


def _tell_orders(found: tuple[GivenOrder, ...], *, as_json: bool) -> int:
    if as_json:
        give({"orders": [{"order": one.order_id, "day": one.day.isoformat(), **_motive(one.motive)} for one in found]})
        return DONE
    for one in found:
        show(
            _("{day}\u00a0: ordre {name}, demandé par {who}, accepté par {agreed}. {reason}").format(
                day=long_day(one.day),
                name=one.order_id,
                who=one.motive.asked_by,
                agreed=one.motive.agreed_by or _("personne d’autre"),
                reason=one.motive.reason,
            )
        )
    if not found:
        show(_("Rien n’a été oublié dans ce dossier."))
    return DONE


def _motive(motive: Motive) -> dict[str, str]:
    return {"asked_by": motive.asked_by, "agreed_by": motive.agreed_by, "reason": motive.reason}


def _document(one: Certificate) -> dict[str, Any]:
    return {
        "order": one.order_id,
        "day": one.day.isoformat(),
        "what": one.what,
        **_motive(one.motive),
        "reached": list(one.reached),
        "out_of_reach": list(one.out_of_reach),
    }
