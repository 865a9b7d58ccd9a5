"""Papiers et accords: what is signed, what can be printed for whom, what we may say to whom, who received what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.services.papers.service import NAMES, WHOM
from app.services.signature.verification import sentences
from app.words import N_, _, long_day
from resources.vocabulary import DocumentKind, Recipient, SignatureMethod, SignatureOutcome
from ui.case.agreement_cards import AskedCard, given_rows, received_rows
from ui.case.looking_back import Bin, journal_card
from ui.case.tab import Tab
from ui.destinations import CaseTab, Destination, Place
from ui.kit.buttons import Button
from ui.kit.cards import Card, Empty, Row, Rows, rule
from ui.kit.columns import Columns
from ui.kit.flow import FlowLayout
from ui.kit.reading import ReadingSheet
from ui.kit.texts import Pill, Role, Words
from ui.kit.theme import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.agreements import CaseAgreements
    from app.services.papers.service import Offer
    from app.services.signature.kept_papers import Answered, KeptPaper

_FOR = {
    Recipient.HOUSEHOLD: "users",
    Recipient.OPERATOR: "house",
    Recipient.LANDLORD: "landmark",
    Recipient.COMMITTEE: "handshake",
}

_BEGINS = {
    DocumentKind.DIAGNOSIS_FORM: (N_("Aller au diagnostic"), Place.DIAGNOSIS, None),
    DocumentKind.LANDLORD_SENTENCES: (N_("Aller au diagnostic"), Place.DIAGNOSIS, None),
    DocumentKind.SUPPORT_CONTRACT: (N_("Aller au contrat"), Place.CONTRACT, None),
    DocumentKind.MUTUAL_COMMITMENTS: (
        N_("Aller aux engagements"),
        Place.CONTRACT,
        DocumentKind.MUTUAL_COMMITMENTS.value,
    ),
    DocumentKind.VISIT_REPORT: (N_("Aller au fil"), Place.CASE, CaseTab.THREAD),
    DocumentKind.FOLLOWUP_SHEET: (N_("Aller au fil"), Place.CASE, CaseTab.THREAD),
}
"""Where a paper not begun begins."""


class PapersTab(Tab):
    """The papers and the agreements of a case."""

    @override
    def lay_out(self, object_id: str | None) -> None:
        desk, today = self.workplace.desk, self.workplace.today
        agreements = desk.agreements.of_case(self.case_id, today)
        columns = Columns(3, 2)
        columns.left.addWidget(self._kept(desk.kept_papers.of_case(self.case_id, today)))
        if agreements.asked is not None:
            columns.left.addWidget(AskedCard(self.workplace, self.case_id, agreements.asked))
        self.body.addWidget(columns)
        self.lay_out_next(partial(self._lay_rest, columns, agreements))

    def _lay_rest(self, columns: Columns, agreements: CaseAgreements) -> None:
        columns.left.addWidget(given_rows(self.workplace, agreements.given))
        columns.right.addWidget(self._offers())
        columns.right.addWidget(received_rows(agreements.received))
        columns.right.addWidget(Bin(self.workplace, self.case_id))
        columns.right.addWidget(journal_card(self.workplace, self.case_id))

    # What is signed.

    def _kept(self, papers: Sequence[KeptPaper]) -> Rows:
        rows = Rows(_("À signer, signés"))
        for paper in papers:
            rows.add(self._paper(paper))
        if not papers:
            rows.add(
                Empty(
                    "signature",
                    _("Rien à signer pour l’instant\u00a0: le contrat se prépare dans «\u00a0Projet\u00a0»."),
                )
            )
        return rows

    def _paper(self, paper: KeptPaper) -> Row:
        row = Row()
        row.say(Words(_named(paper.kind), Role.STRONG))
        for sentence in _standing(paper.answers):
            row.say(Words(sentence, Role.SECONDARY, private=True))
        proof = Words("", Role.SECONDARY)
        proof.hide()
        row.say(proof)
        if paper.signed:
            row.trail(Pill(_("Signé"), tone="success"))
        if paper.document_id is not None:
            self._check(paper.document_id, proof)
            row.trail(Button(_("Lire"), partial(self._read, paper), name=_("Lire le document figé")))
        if paper.current and not paper.signed:
            words = _("Reprendre la signature") if paper.begun else _("Signer")
            row.trail(Button(words, partial(self._sign, paper), icon="signature"))
        return row

    def _check(self, document_id: str, proof: Words) -> None:
        """Say what the kept bytes prove, off the thread."""
        desk = self.workplace.desk

        def said(found: Iterable[str]) -> None:
            proof.say(next(iter(found), ""))
            proof.show()

        self.workplace.tasks.fetch(
            lambda: sentences(desk.signing.verify(desk.kept_papers.latest(document_id))[0]), said, owner=proof
        )

    def _sign(self, paper: KeptPaper) -> None:
        self.workplace.go(Destination(Place.SIGNING, self.case_id, paper.kind.value))

    def _read(self, paper: KeptPaper) -> None:
        desk, document_id = self.workplace.desk, paper.document_id or ""

        def read() -> tuple[bytes, list[str]]:
            pdf = desk.kept_papers.latest(document_id)
            return pdf, sentences(desk.signing.verify(pdf)[0])

        def show(found: tuple[bytes, list[str]]) -> None:
            sheet = ReadingSheet(_named(paper.kind), self.workplace.shell.window(), self.workplace.tasks, *found)
            sheet.leaves(partial(self._note_copy, document_id))
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()

        self.workplace.tasks.fetch(read, show, owner=self)

    def _note_copy(self, document_id: str) -> None:
        kept, case_id = self.workplace.desk.kept_papers, self.case_id
        self.workplace.command(
            lambda: kept.record_print(case_id, document_id, copies=1), said=_("Une copie est sortie du coffre")
        )

    # What can be printed.

    def _offers(self) -> Card:
        card = Card(_("Papiers à imprimer"))
        desk, case_id, today = self.workplace.desk, self.case_id, self.workplace.today
        self.expect()
        self.workplace.tasks.fetch(
            lambda: desk.papers.offered(case_id, today=today), partial(self._fill, card), owner=card
        )
        return card

    def _fill(self, card: Card, offers: Sequence[Offer]) -> None:
        for rank, kind in enumerate(DocumentKind):
            those = [one for one in offers if one.kind is kind]
            if kind is DocumentKind.AMENDMENT and not any(one.begun for one in those):
                continue  # nobody has to begin one
            if rank:
                card.add(rule())
            card.add(Words(_named(kind), Role.STRONG))
            if not any(one.begun for one in those):
                card.add(self._not_begun(kind))
                continue
            ready = [one for one in those if not one.refusal]
            if ready:
                card.add(self._recipients(ready))
            for sentence in dict.fromkeys(one.refusal for one in those if one.refusal):
                card.add(Words(sentence, Role.SECONDARY, private=True))
        self.has_come()

    def _not_begun(self, kind: DocumentKind) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        line = FlowLayout(made)
        line.addWidget(_in_line(Words(_("Pas encore commencé"), Role.SECONDARY, wrap=False)))
        words, place, detail = _BEGINS[kind]
        there = Destination(place, self.case_id, detail)
        said = _(words)
        name = f"{said}\u00a0: {_named(kind)}"
        line.addWidget(Button(said, partial(self.workplace.go, there), kind="quiet", name=name))
        return made

    def _recipients(self, offers: Sequence[Offer]) -> QWidget:
        made = QWidget()
        made.setObjectName("plain")
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        line = FlowLayout(made)
        for one in offers:
            whom = _(WHOM[one.recipient])
            line.addWidget(
                Button(
                    _("Pour {whom}").format(whom=whom),
                    partial(self.workplace.shell.show_paper, self.case_id, one.kind, one.recipient),
                    icon=_FOR.get(one.recipient),
                    name=_("{document}, pour {whom}").format(document=_named(one.kind), whom=whom),
                )
            )
        return made


def _in_line(words: Words) -> QWidget:
    """Return words as high as the button beside them, so that they stand in its middle."""
    made = QWidget()
    made.setObjectName("plain")
    made.setFixedHeight(current().target)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(words)
    return made


def _named(kind: DocumentKind) -> str:
    name = _(NAMES[kind])
    return name[:1].upper() + name[1:]


def _standing(answers: Sequence[Answered]) -> list[str]:
    """Return who signed, who answered otherwise, who is still to be asked."""
    said = [_answer(one) for one in answers if one.outcome is not None]
    missing = [one.name for one in answers if one.outcome is not SignatureOutcome.SIGNED]
    if missing:
        said.append(_("Il manque la signature de\u00a0: {names}").format(names=", ".join(missing)))
    return said


def _answer(one: Answered) -> str:
    day = long_day(one.on) if one.on is not None else ""
    if one.outcome is SignatureOutcome.NOT_TODAY:
        return _("{name}\u00a0: pas le {day}").format(name=one.name, day=day)
    if one.outcome is SignatureOutcome.DECLINED:
        return _("{name} n’a pas souhaité signer le {day}").format(name=one.name, day=day)
    if one.method is SignatureMethod.SCREEN:
        return _("{name} a signé à l’écran le {day}").format(name=one.name, day=day)
    return _("{name} a signé sur papier le {day}").format(name=one.name, day=day)
