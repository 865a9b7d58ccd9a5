"""What a word typed after a name asks for, and how it is read from the rows of a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.access import is_confided
from app.services.facts.hours import hour_words
from app.services.facts.household_facts import person_name
from app.services.lists.deriving import is_sensitive
from app.words import N_, _, amount, long_day, week_day
from db.models.aid import Procedure
from db.models.around import Partner
from db.models.case_file import CaseOrganisation, CaseWorker
from db.models.contact import Appointment
from db.models.household import Household, Person
from db.models.lease import Dwelling, Lease
from db.searchable import words_of
from resources.labels import LABELS
from resources.vocabulary import (
    ContactKind,
    OrganisationKind,
    ProcedureStatus,
    ProcedureTopic,
    WorkAxis,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from app.services.case_rows import CaseRows
    from db.models.organisation import Organisation, Worker

SHORTEST = 3  # letters that are enough of a topic's word


class Topic(StrEnum):
    """What may be asked of a case in one word."""

    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    ACCESS = "access"
    LANDLORD = "landlord"
    AROUND = "around"
    REFERENT = "referent"
    RENT = "rent"
    MEETING = "meeting"
    BODY = "body"


WORDS: dict[str, Topic] = {
    "telephone": Topic.PHONE,
    "portable": Topic.PHONE,
    "numero": Topic.PHONE,
    "mail": Topic.MAIL,
    "email": Topic.MAIL,
    "courriel": Topic.MAIL,
    "adresse": Topic.ADDRESS,
    "code": Topic.ACCESS,
    "digicode": Topic.ACCESS,
    "acces": Topic.ACCESS,
    "etage": Topic.ACCESS,
    "bailleur": Topic.LANDLORD,
    "proprietaire": Topic.LANDLORD,
    "interlocuteur": Topic.AROUND,
    "partenaire": Topic.AROUND,
    "referent": Topic.REFERENT,
    "loyer": Topic.RENT,
    "rdv": Topic.MEETING,
    "rendez": Topic.MEETING,
    "ameli": Topic.BODY,
    "avocat": Topic.BODY,
    "caf": Topic.BODY,
    "college": Topic.BODY,
    "cpam": Topic.BODY,
    "creche": Topic.BODY,
    "ecole": Topic.BODY,
    "fsl": Topic.BODY,
    "mairie": Topic.BODY,
    "mdph": Topic.BODY,
    "msa": Topic.BODY,
    "secu": Topic.BODY,
}
_SAME = (
    frozenset({"ameli", "cpam", "secu", "maladie"}),
    frozenset({"ecole", "college", "lycee", "creche", "scolarite"}),
    frozenset({"avocat", "avocate", "juridictionnelle"}),
)
SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a household, answered where it was asked.

    Attributes:
        case_id: The case.
        label: How the household is called.
        what: What it is: « Nadia, téléphone ».
        value: As it is shown.
        copyable: What a key copies; None for what is only read.
        note: What to be careful of, « ne laisser aucun message »; None when nothing was said.
        is_guarded: Whether it says something of health, justice, violence or origin, or protects somebody: not for
            a screen somebody else may read.
    """

    case_id: str
    label: str
    what: str
    value: str
    copyable: str | None = None
    note: str | None = None
    is_guarded: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one case.

    Attributes:
        rows: Its rows.
        label: How the household is called.
        names: Folded words that named it: somebody among its members, perhaps.
        word: The folded word of the topic.
        today: The day it is.
    """

    rows: CaseRows
    label: str
    names: tuple[str, ...]
    word: str
    today: dt.date

    def fact(
        self, what: str, value: str, copyable: str | None = None, note: str | None = None, *, guarded: bool = False
    ) -> Fact:
        """Return a fact of this case."""
        return Fact(self.rows.case_id, self.label, what, value, copyable, note, guarded)

    def persons(self) -> Sequence[Person]:
        """Return the members that were named, all of them when the household was."""
        everybody = self.rows.all(Person)
        named = [one for one in everybody if self.names and all(_begins(word, *_names(one)) for word in self.names)]
        return named or everybody


def topic_of(word: str) -> Topic | None:
    """Return what a folded word asks for: the word itself, or its first letters."""
    if word in WORDS:
        return WORDS[word]
    if len(word) < SHORTEST:
        return None
    return next((topic for known, topic in WORDS.items() if known.startswith(word)), None)


def facts_of(asked: Asked, topic: Topic) -> tuple[Fact, ...]:
    """Return what a case answers to a topic. What somebody confided is answered only inside its case (decision 8)."""
    return tuple(_READERS[topic](asked))


def _names(person: Person) -> tuple[str | None, ...]:
    return person.first_name, person.called, person.last_name, person.birth_name


def _begins(word: str, *texts: str | None) -> bool:
    return any(part.startswith(word) for text in texts if text for part in words_of(text))


def _phones(asked: Asked) -> Iterator[Fact]:
    for one in asked.persons():
        if one.contact_phone:
            what = _("{name}, téléphone").format(name=person_name(one))
            yield asked.fact(what, one.contact_phone, one.contact_phone, _careful(one))


def _mails(asked: Asked) -> Iterator[Fact]:
    for one in asked.persons():
        if one.contact_email:
            what = _("{name}, adresse électronique").format(name=person_name(one))
            yield asked.fact(what, one.contact_email, one.contact_email, _careful(one))


def _careful(person: Person) -> str | None:
    said = []
    if person.contact_hours:
        said.append(person.contact_hours)
    if person.contact_leave_message is False:
        said.append(_("ne laisser aucun message"))
    return SEPARATOR.join(said) or None


def _address(asked: Asked) -> Iterator[Fact]:
    home = _home(asked.rows)
    if home is None or not home.address:
        return
    if _is_protected(asked.rows):
        yield asked.fact(_("Adresse"), _("protégée\u00a0: elle se lit dans le dossier"), guarded=True)
    else:
        yield asked.fact(_("Adresse"), home.address, home.address)


def _home(rows: CaseRows) -> Dwelling | None:
    return next(iter(rows.under(Dwelling, "lease_id", rows.current(Lease))), None)


def _is_protected(rows: CaseRows) -> bool:
    household = rows.one(Household)
    return household is not None and bool(household.protected_address)


def _access(asked: Asked) -> Iterator[Fact]:
    home = _home(asked.rows)
    if home is not None and not _is_protected(asked.rows):
        if home.floor:
            yield asked.fact(_("Étage"), home.floor)
        if home.accessibility:
            yield asked.fact(_("Accès"), home.accessibility)
    for one in asked.persons():
        if one.contact_code_word:
            what = _("{name}, mot convenu").format(name=person_name(one))
            yield asked.fact(what, one.contact_code_word, guarded=True)


def _landlord(asked: Asked) -> Iterator[Fact]:
    for one in _organisations(asked.rows):
        if one.kind == OrganisationKind.LANDLORD:
            yield from _reached(asked, one)
            yield from (_worker(asked, worker) for worker in _workers(asked.rows) if worker.organisation_id == one.id)


def _organisations(rows: CaseRows) -> Iterator[Organisation]:
    for link in rows.all(CaseOrganisation):
        found = rows.organisation(link.organisation_id)
        if found is not None:
            yield found


def _workers(rows: CaseRows) -> Iterator[Worker]:
    for link in rows.all(CaseWorker):
        found = rows.worker(link.worker_id)
        if found is not None:
            yield found


def _reached(asked: Asked, one: Organisation) -> Iterator[Fact]:
    for value in (one.phone, one.email, one.address):
        if value:
            yield asked.fact(one.name, value, value)
    if not (one.phone or one.email or one.address):
        yield asked.fact(_(LABELS[OrganisationKind(one.kind)].text), one.name, one.name)


def _worker(asked: Asked, one: Worker) -> Fact:
    organisation = asked.rows.organisation(one.organisation_id)
    what = organisation.name if organisation is not None else ""
    return asked.fact(what, SEPARATOR.join(part for part in (one.name, one.phone, one.email) if part), one.phone)


def _around(asked: Asked) -> Iterator[Fact]:
    yield from _partners(asked, lambda _one: True)
    own = asked.rows.case_file.operator_id
    yield from (_worker(asked, one) for one in _workers(asked.rows) if one.organisation_id != own)


def _partners(asked: Asked, wanted: Callable[[Partner], bool]) -> Iterator[Fact]:
    for one in asked.rows.all(Partner):
        if wanted(one) and not is_confided(one):
            topic = LABELS[WorkAxis(one.topic)] if one.topic else None
            value = one.contact or one.kind or (_(topic.public) if topic is not None else "")
            guarded = is_sensitive(one) or bool(topic is not None and topic.confidentiality)
            yield asked.fact(one.name, value, one.contact, guarded=guarded)


def _referent(asked: Asked) -> Iterator[Fact]:
    own = asked.rows.case_file.operator_id
    for one in _workers(asked.rows):
        if one.organisation_id == own:
            yield _worker(asked, one)


def _rent(asked: Asked) -> Iterator[Fact]:
    lease = asked.rows.current(Lease)
    if lease is None or lease.rent is None:
        return
    said = amount(lease.rent)
    if lease.charges:
        said = _("{rent} et {charges} de charges").format(rent=said, charges=amount(lease.charges))
    yield asked.fact(_("Loyer"), said, said)


def _meeting(asked: Asked) -> Iterator[Fact]:
    coming = [one for one in asked.rows.all(Appointment) if one.on_day >= asked.today and one.outcome is None]
    for one in sorted(coming, key=lambda row: (row.on_day, row.at_time or ""))[:1]:
        confided = is_confided(one)
        when = f"{week_day(one.on_day)} {long_day(one.on_day)}"
        said = _("{day} à {at}").format(day=when, at=hour_words(one.at_time)) if one.at_time else when
        kind = LABELS[ContactKind(one.kind)].text if one.kind and not confided else N_("rendez-vous")
        yield asked.fact(_("Prochain rendez-vous"), SEPARATOR.join((said, _(kind))), said, guarded=confided)


def _body(asked: Asked) -> Iterator[Fact]:
    meant = next((same for same in _SAME if asked.word in same), frozenset({asked.word}))

    def named(*texts: str | None) -> bool:
        return any(_begins(word, *texts) for word in meant)

    def is_meant(one: Partner) -> bool:
        return named(one.name, one.kind, one.contact)

    yield from _partners(asked, is_meant)
    for one in _organisations(asked.rows):
        if named(one.name, one.service):
            yield from _reached(asked, one)
    for row in asked.rows.all(Procedure):
        topic = LABELS[ProcedureTopic(row.topic)] if row.topic else None
        if not is_confided(row) and named(row.body, row.what, topic.text if topic is not None else None):
            what = row.body or (_(topic.text) if topic is not None else _("Démarche"))
            yield asked.fact(what, _stands(row), guarded=is_sensitive(row, row.topic))


def _stands(row: Procedure) -> str:
    """Return where a démarche stands: what, its state, when it is chased."""
    said = [row.what or "", _(LABELS[ProcedureStatus(row.status)].text) if row.status else ""]
    if row.chase_on is not None:
        said.append(_("à relancer le {day}").format(day=long_day(row.chase_on)))
    return SEPARATOR.join(part for part in said if part)


_READERS: dict[Topic, Callable[[Asked], Iterator[Fact]]] = {
    Topic.PHONE: _phones,
    Topic.MAIL: _mails,
    Topic.ADDRESS: _address,
    Topic.ACCESS: _access,
    Topic.LANDLORD: _landlord,
    Topic.AROUND: _around,
    Topic.REFERENT: _referent,
    Topic.RENT: _rent,
    Topic.MEETING: _meeting,
    Topic.BODY: _body,
}
