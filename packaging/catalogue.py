#!/usr/bin/env python3
"""Keep the one gettext catalogue in step with the code.

    .venv/bin/python packaging/catalogue.py update    read the sentences out of the code, merge them into the catalogues
    .venv/bin/python packaging/catalogue.py check     fail when a catalogue is stale or English lacks a sentence

Sources are French; ``resources/locale/en/LC_MESSAGES/palier.po`` is the complete second catalogue.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "palier.pot"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "palier.po"
ROOMS = ("app", "resources", "ui")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
VOLATILE = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Generated-By'
    r"|Last-Translator|Language-Team).*\n",
    re.MULTILINE,
)
HEADER = "# Palier: sentences read out of the code by packaging/catalogue.py, the French one first."
SOME_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FIELD = re.compile(r"\{(\w*)[^}]*\}")


def extracted() -> Catalog:
    """Return the catalogue of all sentences marked in the code, without line numbers: those change all the time."""
    catalogue = Catalog(header_comment=HEADER, charset="utf-8", fuzzy=False)
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for file, _line, message, _comments, _context in found:
            catalogue.add(message, locations=[(f"{room}/{file}", 0)])
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """Return a catalogue as it is written on disk: sorted, without dates nor lines."""
    written = io.BytesIO()
    write_po(written, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)
    text = written.getvalue().decode("utf-8")
    return VOLATILE.sub("", text)


def merged_english(template: Catalog) -> Catalog:
    """Return the English catalogue brought up to the template, obsolete sentences dropped."""
    old = read_po(io.StringIO(ENGLISH.read_text("utf-8")), locale="en") if ENGLISH.exists() else Catalog(locale="en")
    english = Catalog(locale="en", header_comment=HEADER, charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            known = old.get(message.id)
            english.add(message.id, _as_many(message.id, known.string if known is not None else ""))
    return english


def _as_many(message: str | list[str] | tuple[str, ...], known: str | list[str] | tuple[str, ...]) -> str | list[str]:
    """Return the known translation in as many forms as the sentence has: one gains a plural, or loses it."""
    if isinstance(message, str):
        return known if isinstance(known, str) else known[0]
    forms = [known] if isinstance(known, str) else list(known)
    return (forms + [""] * len(message))[: len(message)]


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the program reads it: the same bytes whenever it is made."""
    catalogue.creation_date = catalogue.revision_date = SOME_DAY
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def update() -> int:
    """Write the template and the catalogues."""
    template = extracted()
    english = merged_english(template)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(as_text(template), "utf-8")
    ENGLISH.write_text(as_text(english), "utf-8")
    ENGLISH.with_suffix(".mo").write_bytes(compiled(english))
    lacking = lacking_sentences(english)
    print(f"{len(list(template)) - 1} sentences, {len(lacking)} without English")
    return 0


def lacking_sentences(catalogue: Catalog) -> list[str]:
    """Return the sentences without a translation, or whose fields differ from the source's."""
    lacking = []
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        fields = {name for source in sources for name in FIELD.findall(source)}
        if not all(strings) or any(set(FIELD.findall(text)) - fields for text in strings):
            lacking.append(str(sources[0]))
    return lacking


def check() -> int:
    """Return 1 and say why when something is stale."""
    template = extracted()
    english = merged_english(template)
    wrong = []
    if not TEMPLATE.exists() or TEMPLATE.read_text("utf-8") != as_text(template):
        wrong.append("palier.pot is stale: run packaging/catalogue.py update")
    if not ENGLISH.exists() or ENGLISH.read_text("utf-8") != as_text(english):
        wrong.append("the English catalogue is stale: run packaging/catalogue.py update")
    elif ENGLISH.with_suffix(".mo").read_bytes() != compiled(english):
        wrong.append("the compiled English catalogue is not the one of palier.po")
    wrong += [f"no English (or other fields) for: {sentence[:100]}" for sentence in lacking_sentences(english)]
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}.get(" ".join(sys.argv[1:]), check)())
