"""``palier bench``: how fast the program is here, beside the same work on a database without encryption."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.speech import DONE, give, say, show
from app.commands.writing import make_folder, write_private
from app.services.benchmark.figures import AIMS, SIZES
from app.services.benchmark.window_aims import CASES, WINDOW_AIMS
from app.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OUT = "out/bench.json"
FEWEST, MOST = 1, 20_000
SEARCHES = {
    "words": N_("mots les plus fréquents et leurs débuts"),
    "name_written": N_("nom écrit ainsi"),
    "name_in_another_order": N_("nom dans l’autre ordre"),
    "name_begun": N_("début d’un nom"),
    "name_heard": N_("nom entendu"),
    "name_ill_typed": N_("nom mal tapé"),
}


def add(words: Any) -> None:
    """Add the command."""
    parser = words.add_parser("bench", help=_("mesurer la vitesse, à côté de la même base sans chiffrement"))
    parser.add_argument(
        "--cases",
        nargs="+",
        type=_number_of_cases,
        default=SIZES,
        metavar="N",
        help=_("nombres de dossiers (sinon 50, 500 et 5000 : une demi-heure ou plus, et 6 Go de disque)"),
    )
    parser.add_argument(
        "--out", metavar=_("FICHIER"), default=OUT, help=_("où écrire le rapport JSON (sinon out/bench.json)")
    )
    parser.add_argument(
        "--keep",
        metavar=_("EMPLACEMENT"),
        help=_("garder les coffres remplis, pour ne pas les refaire la prochaine fois"),
    )
    parser.add_argument(
        "--window", action="store_true", help=_("seulement la fenêtre, avec 5 000 dossiers\u00a0: cinq minutes, 300 Mo")
    )
    parser.add_argument(
        "--search",
        action="store_true",
        help=_("seulement la recherche, dans un coffre dont l’index seul est rempli\u00a0: dix minutes, 3 Go"),
    )
    parser.add_argument("--json", action="store_true", help=_("répondre par un document JSON"))
    parser.set_defaults(answer=answer)


def _number_of_cases(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not FEWEST <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(
            _("un nombre de dossiers va de {least} à {most}").format(least=FEWEST, most=MOST)
        )
    return int(text)


def answer(asked: argparse.Namespace) -> int:
    """Run the benchmark; a target that is missed is shown, never an error."""
    path = Path(asked.out)
    make_folder(path.parent)
    if asked.search:
        return _answer_search(asked, path)
    from app.services.benchmark.running import Asked, run  # noqa: PLC0415 -- no other command waits for its libraries

    keep = Path(asked.keep) if asked.keep else None
    if keep is not None:
        make_folder(keep)
    report = run(Asked(() if asked.window else tuple(asked.cases), keep, window=CASES), say)
    write_private(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    if asked.json:
        give(report)
    else:
        for line in [*table(report), *window_table(report["window"])]:
            show(line)
    say(_("Le rapport est dans {path}.").format(path=path))
    return DONE


def _answer_search(asked: argparse.Namespace, path: Path) -> int:
    from app.services.benchmark.searching import measure_search  # noqa: PLC0415 -- as above

    report = measure_search(sorted(set(asked.cases)), say)
    write_private(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    if asked.json:
        give(report)
    for line in [] if asked.json else search_table(report):
        show(line)
    say(_("Le rapport est dans {path}.").format(path=path))
    return DONE


def search_table(report: dict[str, Any]) -> list[str]:
    """Return what was measured of the search as lines: median and worst of the processor's time, for each size."""
    sizes = report["sizes"]
    lines = [[_("ms de processeur\u00a0: médiane, pire"), *(f"{one['cases']}" for one in sizes)]]
    for name, label in SEARCHES.items():
        cells = (f"{_number(one[name]['cpu_ms'])}, {_number(one[name]['worst_cpu_ms'])}" for one in sizes)
        lines.append([_(label), *cells])
    return _aligned(lines)


def table(report: dict[str, Any]) -> list[str]:
    """Return the report as lines: one figure a line, milliseconds and times the plain database, for each size."""
    if not (sizes := report.get("sizes")):
        return []
    head = [_("médianes en ms (× la même chose sans chiffrement)"), *(f"{one['cases']}" for one in sizes), _("cible")]
    lines = [head]
    for name, aim in AIMS.items():
        target = f"< {aim.target:g} ms" if aim.target is not None else ""
        lines.append(
            [_(aim.label), *(_cell(one["figures"][name]) for one in sizes), f"{target} {_met(sizes, name)}".strip()]
        )
    memory = (
        ("before", _("mémoire en Mo, coffre fermé")),
        ("in_use", _("mémoire en Mo, coffre ouvert")),
        ("end", _("mémoire en Mo, à la fin")),
    )
    for key, label in memory:
        lines.append([label, *(_number(one["memory_mb"][key]) for one in sizes), ""])
    lines.append([_("charge de la machine (processus qui attendent)"), *(_number(one["load"]) for one in sizes), ""])
    lines.append([_("un fsync de ce disque, en ms"), *(_number(one["sync_ms"]) for one in sizes), ""])
    lines.append([_("dérivation de la clé, en ms"), _number(report["key_derivation"]["median_ms"])])
    return [*_aligned(lines), *_growth(report["growth"])]


def window_table(window: dict[str, Any] | None) -> list[str]:
    """Return what was measured of the window as lines: median, worst, target."""
    if window is None:
        return []
    lines = [[_("la fenêtre, {cases} dossiers").format(cases=window["cases"]), _("médiane"), _("pire"), _("cible")]]
    for name, aim in WINDOW_AIMS.items():
        one = window["figures"][name]
        met = "" if one["met"] is None else _("tenue") if one["met"] else _("MANQUÉE")
        target = f"≤ {aim.target:g} {_(aim.unit)} {met}".rstrip()
        lines.append([_(aim.label), _number(one["median"]), _number(one["worst"]), target])
    return _aligned(lines)


def _cell(figure: dict[str, Any]) -> str:
    ratio = f" (×{_number(figure['ratio'])})" if figure["ratio"] is not None else ""
    return f"{_number(figure['encrypted']['median_ms'])}{ratio}"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}".replace(".", ",")


def _met(sizes: Sequence[dict[str, Any]], name: str) -> str:
    """Say whether a target is met, and at which sizes it is not; nothing when there is none."""
    missed = [str(one["cases"]) for one in sizes if one["figures"][name]["met"] is False]
    if missed:
        return _("MANQUÉE à {sizes}").format(sizes=", ".join(missed))
    return _("tenue") if any(one["figures"][name]["met"] for one in sizes) else ""


def _growth(grown: Iterable[dict[str, Any]]) -> list[str]:
    return [
        _("{label}, de {first} à {last} dossiers : ×{factor} {met}")
        .format(
            label=_(AIMS[one["figure"]].label),
            first=one["from_cases"],
            last=one["to_cases"],
            factor=_number(one["factor"]),
            met="" if one["met"] is None else _("(tenue)") if one["met"] else _("(MANQUÉE)"),
        )
        .rstrip()
        for one in grown
    ]


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(line[place]) for line in lines if place < len(line)) for place in range(len(lines[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip() for line in lines]
