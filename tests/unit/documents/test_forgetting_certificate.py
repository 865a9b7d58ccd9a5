"""« Attestation d’effacement définitif » : its words, and that it holds on a page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from pathlib import Path

import pypdfium2 as pdfium

from app.documents.forgetting_certificate import ForgettingPaper, draw_forgetting_certificate
from app.words import use_language

GOLDEN = Path(__file__).parent / "golden" / "forgetting_certificate.txt"
PAPER = ForgettingPaper(
    order_id="019a9b2c-7d1e-7c3a-9f10-5b6e2a4c8d01",
    on=dt.date(2026, 11, 20),
    what="Passage d’une note\u00a0; Personne, prénom d’usage",
    asked_by="Nadia Benali",
    agreed_by="Anne Lesage, déléguée à la protection des données",
    reason="écrit dans le mauvais dossier",
    carried_out_by="Claire Morel",
    organisation="Association Les Deux Rives",
    reached=(
        "Le journal\u00a0: 2 écritures réécrites sans lui, versions d’avant comprises.",
        "Le dossier, la recherche, les listes, les brouillons de cet ordinateur.",
        "1 sauvegarde du coffre qui le contenait, supprimée.",
    ),
    out_of_reach=(
        "1 autre appareil, jusqu’à ce qu’il prenne l’ordre\u00a0: donnez-lui le prochain fichier d’échange.",
        "Ce qui est sur papier, chez vous ou chez d’autres, et ce que quelqu’un a déjà lu.",
    ),
)


def words_on(paper: ForgettingPaper) -> str:
    pages = pdfium.PdfDocument(draw_forgetting_certificate(paper).pdf)
    return (
        "\n----- page\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n").strip() for page in pages)
        + "\n"
    )


def test_the_words_on_paper_are_those_of_the_golden_file() -> None:
    text = words_on(PAPER)
    if os.environ.get("PALIER_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_it_is_one_page_and_the_same_bytes_each_time() -> None:
    drawing = draw_forgetting_certificate(PAPER)
    assert drawing.pages == 1
    assert drawing == draw_forgetting_certificate(PAPER)


def test_somebody_who_works_alone_is_said() -> None:
    said = words_on(dataclasses.replace(PAPER, agreed_by=""))
    assert "personne d’autre, faute de délégué" in " ".join(said.split())


def test_it_is_in_french_whatever_the_screens_speak() -> None:
    use_language("en")
    try:
        assert words_on(PAPER) == GOLDEN.read_text(encoding="utf-8")
    finally:
        use_language("fr")
