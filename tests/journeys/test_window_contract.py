"""From an empty folder to a signed contract and the first note, by hand: eyes, mouse and keyboard, nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from tests.journeys.somebody import PUT_AWAY, Somebody, before, pads, without_manager
from tests.journeys.world import shown
from tests.unit.ui.fixtures import gone
from ui.diagnosis.sorting_table import SentenceRow
from ui.kit import theme
from ui.shell.window import FIRST_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.ui.fixtures import Opened

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("own_settings"), without_manager]

PIN = "271828"
MOST_CLERICAL = 30  # from « Nouveau dossier » to the contract handed for reading, texts aside
TALKED = (
    "« On n’ouvre plus le courrier depuis mars. » Les factures sont dans un tiroir, non ouvertes.\n"
    "« Je veux rester dans l’appartement. » Le loyer est payé chaque mois depuis septembre."
)
POINTS = (Qt.Key.Key_3, Qt.Key.Key_3, Qt.Key.Key_7, Qt.Key.Key_4)


LOOKS = {"usual": (FIRST_SIZE, 100), "small": ((1097, 540), 100), "large letters": (FIRST_SIZE, 200)}


@pytest.fixture(params=LOOKS)
def opened(qtbot, device, tmp_path, request) -> Iterator[Opened]:
    """The window before an empty folder: as it is first, on a small screen, with large letters."""
    made = before(device, tmp_path / "coffre", *LOOKS[request.param])
    yield made
    gone(made)
    theme.apply(theme.ThemeName.LIGHT)


@pytest.fixture
def somebody(qtbot, opened, monkeypatch, tmp_path) -> Somebody:
    """A worker whose computer has a printer and a place for files."""
    monkeypatch.setattr("ui.signing.page.ask_printer", lambda _parent: printer(tmp_path))
    offered = QFileDialog.selectedFiles
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: QFileDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda one: [str(tmp_path / Path(offered(one)[0]).name)])
    made = Somebody(qtbot, opened)
    made.folder = tmp_path
    return made


def printer(folder: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(folder / "imprimé.pdf"))
    return made


def first_run(one: Somebody, *, kit: bool) -> None:
    """Make a vault with the seven words offered, its kit checked or left for later, and a code for pauses."""
    one.click("Commencer")
    one.writes("Votre nom", "Claire Morel")
    one.picks("Votre métier", "CESF")
    one.writes("Votre association", "Habitat Demain")
    one.click("Continuer")
    one.qtbot.waitUntil(lambda: len(offered(one).split()) == 7)
    words = offered(one)
    one.click("Continuer")
    one.types(words)
    one.key(Qt.Key.Key_Return)
    one.sees("Votre kit de secours")
    one.control("Plus tard")
    check_kit(one) if kit else one.click("Plus tard")
    one.sees("Pause et affichage")
    one.types(PIN)
    one.writes("Le même code", PIN)
    one.click("Ouvrir Palier")
    one.qtbot.waitUntil(lambda: one.opened.window.vault is not None, timeout=20_000)
    one.rest()
    one.opened.desk = one.opened.vault.desk


def offered(one: Somebody) -> str:
    from ui.kit.passphrase import NewPassphrase

    return one.opened.window.findChild(NewPassphrase).shown.text()


def check_kit(one: Somebody) -> None:
    """Keep the kit's paper, read it, and retype the three groups asked."""
    one.click("Enregistrer le PDF…")
    one.sees("Enregistré. Ce fichier ouvre le coffre")
    one.click("C’est imprimé\u00a0: vérifier")
    one.sees("Vérifier la feuille")
    groups = kit_groups(one.folder)
    for field in [found for found in one.front.findChildren(QLineEdit) if found.isVisible()]:
        part = int(field.accessibleName().rpartition(" ")[2])
        one.writes(field.accessibleName(), groups[part])
    one.click("Vérifier")


def kit_groups(folder: Path) -> dict[int, str]:
    """Read the groups on the kit's paper, as eyes do."""
    text = shown((folder / "Palier.pdf").read_bytes())
    return {int(number): group for number, group in re.findall(r"\b(\d{1,2})[ .]+([0-9A-Z]{5})\b", text)}


def new_case(one: Somebody) -> None:
    one.click("Personnes")
    one.click("Nouveau dossier")
    one.types("Samia")
    one.writes("Première personne, Nom", "Haddad")
    one.writes("Deuxième personne, s’il y en a une, Prénom", "Youssef")
    one.writes("Deuxième personne, s’il y en a une, Nom", "Haddad")
    one.click("Qui sont ces deux personnes\u00a0?\u00a0: Un couple")
    one.writes("Comment appeler ce dossier", "Famille Haddad")
    one.click("La personne est-elle d’accord pour être accompagnée\u00a0?\u00a0: Oui, elle est d’accord")
    one.writes("Adresse du logement", "12 rue des Lilas, Montreuil")
    one.writes("Bailleur", "Résidences du Parc")
    one.click("Ouvrir le dossier")
    one.sees("Famille Haddad")


def talk_and_sort(one: Somebody) -> None:
    """Talk first, then put each sentence to its point with one key."""
    one.turns_to("Dossier", "Projet")
    one.click("Commencer le diagnostic")
    one.click("Parler d’abord")
    one.types(TALKED)
    one.click("Ranger les phrases")
    assert sum(row.isVisible() for row in one.opened.window.findChildren(SentenceRow)) == len(POINTS)
    for key in POINTS:
        one.key(key)
    one.click("C’est rangé")


def approve(one: Somebody) -> None:
    one.turns_to("Diagnostic partagé", "Relire ensemble")
    for nth in range(2):
        one.click("D’accord", QPushButton, nth)
    one.qtbot.waitUntil(lambda: one.all_words().count("D’accord, le 20 novembre 2026") == 2)


def contract(one: Somebody) -> None:
    """Keep what the diagnosis proposes; nothing is retyped."""
    one.click("Assez pour aujourd’hui")
    one.click("Préparer le contrat")
    one.click("Garder la proposition 1")
    one.click("Préparer le contrat avec 1 objectif")
    one.click("Remis pour lecture")
    one.sees("Noté\u00a0: remis pour lecture aujourd’hui.")


def sign(one: Somebody) -> None:
    """Each adult and the association sign with the mouse."""
    one.click("Signer")
    one.click("Comment le document a-t-il été lu\u00a0?\u00a0: Lu ensemble")
    one.click("Comment savons-nous qui signe\u00a0?\u00a0: Connue du service")
    for rank, words in enumerate(("C’est signé, au suivant", "C’est signé, au suivant", "C’est signé, terminer"), 1):
        one.sees(f"Signature {rank} sur 3")
        one.draws(next(pads(one.front)), strokes=2)
        one.click(words)
    one.sees("Tout le monde a signé")
    one.sees("Document intact")


def printed(one: Somebody) -> None:
    """Print a copy for each, then keep the sealed file outside the vault."""
    one.click("Imprimer les exemplaires")
    one.qtbot.waitUntil(lambda: (one.folder / "imprimé.pdf").exists() and one.opened.vault.tasks.settle())
    one.click("Revenir au dossier")
    one.click("Lire le document figé")
    one.click("Enregistrer le PDF…")
    one.click("Choisir l’endroit")
    one.sees("Une copie est sortie du coffre")
    one.click("Fermer")


def note(one: Somebody) -> None:
    one.turns_to("Dossier", "Fil")
    one.chord(Qt.Key.Key_N)
    one.types("Contrat signé à la table.\n« On respire. »")
    one.chord(Qt.Key.Key_Return)
    one.sees("« On respire. »")


@pytest.mark.parametrize("kit", [True, False], ids=["kit checked", "kit for later"])
def test_from_an_empty_folder_to_a_signed_contract_and_the_first_note(somebody, kit):
    first_run(somebody, kit=kit)
    begun = len(somebody.done)
    new_case(somebody)
    assert "aucun bailleur" not in somebody.all_words()
    talk_and_sort(somebody)
    approve(somebody)
    contract(somebody)
    clerical = sum(one != PUT_AWAY for one in somebody.done[begun:])  # nobody else is quicker than its ten seconds
    sign(somebody)
    printed(somebody)
    note(somebody)
    print(f"gestures: first run {begun}, to the contract to read {clerical}, all {len(somebody.done)}")  # noqa: T201 -- what it is for
    assert clerical <= MOST_CLERICAL
    check(somebody)


def check(one: Somebody) -> None:
    """The file that left the vault proves who signed; the one that was printed has a copy for each."""
    sealed = (one.folder / "Palier.pdf").read_bytes()
    found, _evidences = one.opened.desk.signing.verify(sealed)
    assert found.intact
    assert [signature.name for signature in found.signatures] == ["Samia Haddad", "Youssef Haddad", "Claire Morel"]
    text = shown(sealed)
    assert "Je veux rester dans l’appartement" in text
    pages = len(pypdfium2.PdfDocument(sealed))
    assert len(pypdfium2.PdfDocument((one.folder / "imprimé.pdf").read_bytes())) == 3 * pages
    altered = bytearray(sealed)
    altered[len(altered) // 3] ^= 1
    assert not one.opened.desk.signing.verify(bytes(altered))[0].intact
