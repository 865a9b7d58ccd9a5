"""Papers on the screen: read, printed for several in one go, kept outside with a warning; agreements and register."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.documents.ink_demonstration import demonstration_ink
from app.errors import Expected
from app.services.signature.signing import Circumstances
from resources.vocabulary import DocumentKind, Recipient
from tests.journeys.world import benali, changed
from tests.journeys.world import shown as text_of
from tests.unit.ui.alone import alone
from ui.case.papers_tab import PapersTab
from ui.destinations import SHARING, Destination, Place
from ui.kit.discretion import COVER, discretion
from ui.kit.pages import Pages
from ui.kit.paper import PaperView
from ui.kit.printing import Copies, _in_order, draw_on, save_copy
from ui.papers.sheet import PaperSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.ui.alone import Alone

DIAGNOSIS, CONTRACT = DocumentKind.DIAGNOSIS_FORM, DocumentKind.SUPPORT_CONTRACT
HOUSEHOLD, OPERATOR, LANDLORD = Recipient.HOUSEHOLD, Recipient.OPERATOR, Recipient.LANDLORD


@pytest.fixture
def room(qtbot, desk) -> Iterator[Alone]:
    yield from alone(qtbot, desk, lambda workplace: PaperView(workplace.tasks, "Le document"))


@pytest.fixture
def tab(qtbot, desk) -> Iterator[Alone]:
    yield from alone(qtbot, desk, PapersTab)


@pytest.fixture
def pdf(desk) -> bytes:
    return made(desk, DIAGNOSIS, HOUSEHOLD).pdf


def made(desk, kind, recipient):
    return desk.papers.make(kind, desk.cases.find("2026-0142"), recipient, today=desk.today())


def to_file(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)
    return printer


def pages_in(path) -> int:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return len(document)
    finally:
        document.close()


def sheet_in(room, kind, recipient) -> PaperSheet:
    sheet = PaperSheet(room.workplace, room.window, room.case(), kind, recipient)
    sheet.open()
    room.settle()
    return sheet


def put_down(sheet):
    sheet.close()
    sheet.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_in(room, qtbot, pdf):
    with qtbot.waitSignal(room.page.shown):
        room.page.show_pdf(pdf)
    room.settle()
    return room.page


def test_words_about_health_are_said_again_where_it_is_agreed_and_printed_and_stop_nothing(qtbot, empty_desk):
    sentence = "diagnosis.points.family_situation.landlord_sentence"
    empty_desk.exchange.import_document(changed(benali(), sentence, "Elle est suivie par le CMP pour dépression."))
    for made_room in alone(qtbot, empty_desk, PapersTab):
        made_room.page.show_case(made_room.case())
        made_room.settle()
        assert "«\u00a0CMP\u00a0», «\u00a0dépression\u00a0»" in made_room.words()
        made_room.press("Relire")
        assert made_room.shell.gone[-1] == Destination(Place.DIAGNOSIS, made_room.case(), SHARING)
        sheet = sheet_in(made_room, DocumentKind.LANDLORD_SENTENCES, LANDLORD)
        assert sheet.read_again.isVisible()
        assert sheet.print.isEnabled()
        sheet.counters[LANDLORD].less.click()
        sheet.choose(HOUSEHOLD)
        assert not sheet.read_again.isVisible()
        sheet.choose(LANDLORD)
        sheet.read_again.again.click()
        assert not sheet.isVisible()
        put_down(sheet)


def test_a_paper_is_drawn_and_its_words_are_there_for_those_who_listen(room, qtbot, pdf):
    view = open_in(room, qtbot, pdf)
    first = view.sheets[0]
    assert first.accessibleName() == f"Page 1 sur {len(view.sheets)}"
    assert "Diagnostic partagé" in first.accessibleDescription()
    assert first.drawn_at == pytest.approx(first.scale * view.devicePixelRatioF())
    assert f"Page 1 sur {len(view.sheets)}" in room.words()


def test_pages_out_of_sight_are_not_drawn(room, qtbot, pdf):
    view = open_in(room, qtbot, pdf)
    assert len(view.sheets) > 3
    assert view.sheets[-1].drawn_at == 0.0
    view.go(len(view.sheets) - 1)
    room.settle()
    assert view.sheets[-1].drawn_at > 0.0
    assert view.sheets[0].drawn_at == 0.0


def test_keys_turn_pages_and_enlarge(room, qtbot, pdf):
    view = open_in(room, qtbot, pdf)
    QTest.keyClick(view.area, Qt.Key.Key_PageDown)
    assert view.here == 1
    QTest.keyClick(view.area, Qt.Key.Key_End)
    assert view.here == len(view.sheets) - 1
    QTest.keyClick(view.area, Qt.Key.Key_Home)
    assert view.here == 0
    before = view.sheets[0].width()
    QTest.keyClick(view.area, Qt.Key.Key_Plus)
    assert view.sheets[0].width() > before
    QTest.keyClick(view.area, Qt.Key.Key_Minus)
    QTest.keyClick(view.area, Qt.Key.Key_Minus)
    assert view.sheets[0].width() == before
    QTest.keyClick(view.area, Qt.Key.Key_PageUp)
    room.press("Page suivante")
    assert view.here == 1


def test_f9_covers_the_paper_for_eyes_and_for_ears(room, qtbot, pdf):
    view = open_in(room, qtbot, pdf)
    seen = view.sheets[0].grab().toImage()
    discretion().cover(True)
    assert view.sheets[0].accessibleDescription() == COVER
    assert view.sheets[0].grab().toImage() != seen
    discretion().cover(False)
    assert view.sheets[0].grab().toImage() == seen


def test_a_paper_put_away_keeps_nothing(room, qtbot, pdf):
    view = open_in(room, qtbot, pdf)
    view.clear()
    assert view.sheets == []
    assert view._held.pages is None


def test_one_more_signature_leaves_the_reader_where_they_were(room, qtbot, pdf):
    view = open_in(room, qtbot, pdf)
    view.go(2)
    view.show_pdf(pdf, same_place=True)
    room.settle()
    assert view.here == 2


def test_copies_come_out_in_order_and_each_begins_on_a_front(desk, tmp_path):
    """An odd paper printed on both sides leaves its last back blank."""
    papers = [made(desk, DIAGNOSIS, HOUSEHOLD).pdf, made(desk, DocumentKind.VISIT_REPORT, HOUSEHOLD).pdf]
    lengths = [len(pypdfium2.PdfDocument(one)) for one in papers]
    one_side = tmp_path / "recto.pdf"
    wanted = [Copies(papers[0], 2), Copies(papers[1], 1)]
    told = []
    draw_on(to_file(one_side), wanted, lambda done, whole: told.append((done, whole)))
    whole = 2 * lengths[0] + lengths[1]
    assert pages_in(one_side) == whole
    assert told[-1] == (whole, whole)
    with Pages(papers[0]) as odd, Pages(papers[1]) as next_one:
        order = [rank for _pages, rank in _in_order([(odd, 1), (next_one, 1)], both_sides=True)]
    assert lengths[0] % 2
    assert order == [*range(lengths[0]), None, *range(lengths[1])]


def test_a_place_that_cannot_be_written_is_said(qtbot, tmp_path):
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(Expected) as refused:
        save_copy(parent, b"%PDF", lambda *_asked: tmp_path / "nulle part" / "x.pdf")
    assert refused.value.code == "not_written"
    assert not save_copy(parent, b"%PDF", lambda *_asked: None)


def test_each_recipient_gets_copies_in_one_go_and_the_log_says_so(tab, tmp_path):
    sheet = sheet_in(tab, DIAGNOSIS, HOUSEHOLD)
    assert [one.value for one in sheet.recipients] == ["household", "operator", "committee"]
    assert "Diagnostic partagé" in sheet.view.sheets[0].words
    sheet.counters[OPERATOR].more.click()
    sheet.counters[OPERATOR].more.click()
    assert sheet.print.text() == "Imprimer 3 exemplaires"
    sheet.ask_printer = lambda _parent: to_file(tmp_path / "tout.pdf")
    sheet.print.click()
    tab.settle()
    assert tab.said == ["C’est parti à l’imprimante"]
    own, ours = (len(pypdfium2.PdfDocument(made(tab.desk, DIAGNOSIS, one).pdf)) for one in (HOUSEHOLD, OPERATOR))
    assert pages_in(tmp_path / "tout.pdf") == own + 2 * ours
    put_down(sheet)


def test_what_leaves_for_the_landlord_is_in_the_register_even_when_the_sheet_is_closed(tab, tmp_path):
    sheet = sheet_in(tab, DocumentKind.LANDLORD_SENTENCES, LANDLORD)
    sheet.ask_printer = lambda _parent: to_file(tmp_path / "bailleur.pdf")
    sheet.print.click()
    put_down(sheet)
    tab.settle()
    received = tab.desk.agreements.of_case(tab.case(), tab.desk.today()).received
    assert [one.what for one in received] == ["ce que le bailleur reçoit du diagnostic"]


def test_the_sheet_shows_what_each_recipient_reads(tab):
    sheet = sheet_in(tab, DIAGNOSIS, HOUSEHOLD)
    tab.press("Voir l’exemplaire pour le comité", sheet)
    assert "Nadia" not in " ".join(one.words for one in sheet.view.sheets)
    put_down(sheet)


def test_a_refusal_shows_its_sentence_and_prints_nothing(tab):
    given = tab.desk.agreements.of_case(tab.case(), tab.desk.today()).given[0]
    tab.desk.agreements.withdraw(given.consent_id, on=tab.desk.today())
    sheet = sheet_in(tab, DocumentKind.LANDLORD_SENTENCES, LANDLORD)
    assert "Rien ne part chez le bailleur" in tab.words(sheet)
    assert not sheet.print.isEnabled()
    assert not sheet.save.isEnabled()
    put_down(sheet)


def test_without_a_printer_the_sheet_says_what_to_do(tab):
    sheet = sheet_in(tab, DIAGNOSIS, HOUSEHOLD)
    sheet.print.click()
    assert "Aucune imprimante" in tab.words(sheet)
    put_down(sheet)


def test_a_pdf_kept_outside_is_warned_of_then_written_and_logged(tab, tmp_path):
    sheet = sheet_in(tab, DIAGNOSIS, HOUSEHOLD)
    place = tmp_path / "Palier.pdf"
    sheet.ask_place = lambda parent, pdf: save_copy(parent, pdf, lambda *_asked: place)
    sheet.save.click()
    (warning,) = [one for one in sheet.findChildren(QDialog) if one.isVisible()]
    assert "hors du coffre" in tab.words(warning)
    assert not place.exists()
    tab.press("Choisir l’endroit", warning)
    assert "Diagnostic partagé" in text_of(place.read_bytes())
    assert tab.said == ["PDF enregistré hors du coffre"]
    put_down(sheet)


def show(tab):
    tab.page.show_case(tab.case())
    tab.settle()


def test_the_tab_says_who_signed_and_offers_each_paper_to_its_recipients(tab):
    show(tab)
    assert "Nadia Benali a signé sur papier le 22 septembre 2026" in tab.words()
    tab.press("Diagnostic partagé, pour le ménage")
    assert tab.shell.papers == [(tab.case(), DIAGNOSIS, HOUSEHOLD)]


def test_a_paper_nobody_began_says_so_once_and_leads_where_it_begins(qtbot, empty_desk):
    document = benali()
    for key in ("contract", "mutual_commitments", "diagnosis"):
        document.pop(key)
    document["contacts"] = []
    empty_desk.exchange.import_document(document)
    for tab in alone(qtbot, empty_desk, PapersTab):
        show(tab)
        assert "Rien à imprimer" not in tab.words()
        assert tab.words().count("Pas encore commencé") == 5
        tab.press("Aller au contrat\u00a0: Contrat d’accompagnement")
        assert tab.gone == [Destination(Place.CONTRACT, tab.case())]


def test_an_agreement_is_taken_back_and_asked_again(tab):
    show(tab)
    assert "À votre bailleur, nous dirons" in tab.words()
    assert "La famille souhaite rester dans son logement." in tab.words()
    tab.press("Retirer cet accord")
    assert tab.said == ["Accord retiré\u00a0: ce qu’il permettait de dire ne part plus."]
    show(tab)
    assert "D’accord\u00a0?" in tab.words()
    assert "Dire non ne change rien à l’accompagnement." in tab.words()
    tab.press("Nadia Benali")
    tab.press("Noter cet accord")
    given = tab.desk.agreements.of_case(tab.case(), tab.desk.today()).given[0]
    assert (given.who, given.holds) == (("Nadia Benali",), True)
    show(tab)
    assert "Karim Benali" in tab.words()


def test_names_that_say_yes_are_covered_too(tab):
    tab.desk.agreements.withdraw(
        tab.desk.agreements.of_case(tab.case(), tab.desk.today()).given[0].consent_id, on=tab.desk.today()
    )
    show(tab)
    discretion().cover(True)
    assert "Benali" not in tab.words()
    discretion().cover(False)


def test_what_was_received_is_read_by_the_household_too(tab):
    tab.desk.papers.record_print(made(tab.desk, DocumentKind.LANDLORD_SENTENCES, LANDLORD))
    show(tab)
    assert "Ce que le bailleur reçoit du diagnostic" in tab.words()
    assert "Sur l’accord du 7 septembre 2026 (Nadia Benali, Karim Benali)" in tab.words()


def test_a_paper_partly_signed_says_who_is_missing_and_what_it_proves(qtbot, unsigned_desk):
    for tab in alone(qtbot, unsigned_desk, PapersTab):
        paper = unsigned_desk.kept_papers.to_sign(CONTRACT, tab.case(), today=unsigned_desk.today())
        first = paper.frozen.places[0]
        sealed = unsigned_desk.signing.sign_on_screen(
            paper.frozen, first, demonstration_ink(first.shown.name), Circumstances()
        )
        unsigned_desk.signing.record_not_today(paper.frozen, paper.frozen.places[1], Circumstances())
        show(tab)
        assert "Nadia Benali a signé à l’écran" in tab.words()
        assert "Karim Benali\u00a0: pas le" in tab.words()
        assert "Il manque la signature de\u00a0: Karim Benali, Claire Morel" in tab.words()
        assert "Document intact" in tab.words()
        tab.press("Reprendre la signature")
        assert tab.gone[-1] == Destination(Place.SIGNING, tab.case(), CONTRACT.value)
        tab.press("Lire le document figé")
        (sheet,) = [one for one in tab.window.findChildren(QDialog) if one.isVisible()]
        assert "Nadia Benali" in tab.words(sheet)
        assert hashlib.sha256(sealed).hexdigest() == tab.desk.signing.verify(sealed)[0].sha256
        sheet.close()


def test_on_a_shared_screen_a_paper_is_read_as_it_is_for_whom_it_was_asked(tab):
    tab.workplace.shared = True
    sheet = sheet_in(tab, DIAGNOSIS, HOUSEHOLD)
    assert sheet.recipients == (HOUSEHOLD,)
    assert "L’association" not in tab.words(sheet)
    put_down(sheet)
