"""Pieces several documents have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import blocks as b
from app.documents.typography import day, day_or, sentence
from app.words import _
from resources.vocabulary import SignatureMethod, SignatureOutcome

if TYPE_CHECKING:
    from app.documents.values import Commitment, Hearing, Objective, Person, ProgressLine, Signatory, Task, Worker

BLANK = "……………………"


def people(persons: tuple[Person, ...]) -> str:
    """Return the persons one a line, with the detail each has."""
    return "\n".join(f"{one.name}, {one.detail}" if one.detail else one.name for one in persons)


def worker(one: Worker) -> str:
    """Return « Claire Morel, assistante sociale, 03 20 … »."""
    return ", ".join(part for part in (one.name, one.profession, one.phone, one.email) if part)


def titled(title: str, *blocks: b.Block, level: int = 1) -> tuple[b.Block, ...]:
    """Return a heading kept with the first block that follows, or nothing when nothing follows."""
    if not blocks:
        return ()
    first, *rest = blocks
    return (b.Together((b.Section(title, level), first)), *rest)


def progress(line: ProgressLine | None) -> str:
    """Return where an objective stands in words: « En route · 2 mois sur 6 (17 novembre 2026) »."""
    if line is None:
        return ""
    said = " · ".join(part for part in (sentence(line.stage).rstrip("."), line.counted) if part)
    if line.on is not None and said:
        said += f" ({day(line.on)})"
    return "\n".join(part for part in (said, line.household_words) if part)


def agreed(rhythm: str) -> str:
    """Return the rhythm as what both agree on; words that say so already are left as they are."""
    said = rhythm.rstrip(".")
    return (
        sentence(said)
        if said.casefold().startswith("nous convenons")
        else _("Nous convenons : {rhythm}.").format(rhythm=said)
    )


def given_up(one: Objective) -> str:
    """Return an objective left on the way, and the household's words about it (practice 3)."""
    line = one.given_up
    words = sentence(one.household_words or one.expected_result).rstrip(".")
    when = _("nous l’avons laissé")
    if line is not None and line.on is not None:
        when = _("nous l’avons laissé le {day}").format(day=day(line.on))
    said = _("{words} : {when}.").format(words=words, when=when)
    return f"{said}\n{line.household_words}" if line is not None and line.household_words else said


def promise(commitment: Commitment) -> str:
    """Return a commitment with its day and what became of it."""
    text = sentence(commitment.text).rstrip(".")
    if commitment.due_on is not None:
        text = _("{text}, pour le {day}").format(text=text, day=day(commitment.due_on))
    return f"{text} : {commitment.followed}" if commitment.followed else text


def three_lists(
    household: tuple[str, ...],
    operator: tuple[str, ...],
    landlord: tuple[str, ...],
    names: tuple[str, str, str],
) -> tuple[b.Block, ...]:
    """Return the lists of those who promised something, side by side and alike (practice 3, decision 1)."""
    lists = tuple(
        b.Promises(voice, label, items)
        for voice, label, items in zip(b.Voice, names, (household, operator, landlord), strict=True)
        if items
    )
    return (b.ThreeLists(lists),) if lists else ()


def tasks_table(tasks: tuple[Task, ...]) -> tuple[b.Block, ...]:
    """Return what is to be done: what, who, for when, as a table."""
    if not tasks:
        return ()
    rows = tuple((sentence(task.what).rstrip("."), task.by, _when(task)) for task in tasks)
    return (b.Table((b.Column(_("Quoi"), 5), b.Column(_("Qui"), 2.4), b.Column(_("Pour le"), 2.4)), rows),)


def _when(task: Task) -> str:
    if task.done_on is not None:
        return _("fait le {day}").format(day=day(task.done_on))
    return day_or(task.due_on)


def hearing_notice(hearing: Hearing | None) -> tuple[b.Block, ...]:
    """Return the sentence no hold, pause or promise ever hides (decision 14)."""
    if hearing is None:
        return ()
    where = ", ".join(part for part in (hearing.at, hearing.place) if part)
    when = f"{day(hearing.on)} ({where})" if where else day(hearing.on)
    text = _("L’audience du {when} a toujours lieu tant que le tribunal n’a pas confirmé un renvoi ou un désistement.")
    return (b.Notice(text.format(when=when)),)


def signatures(signatories: tuple[Signatory, ...], before: str = "") -> tuple[b.Block, ...]:
    """Return the places to sign, kept together with the line said before them."""
    if not signatories:
        return ()
    spaces = tuple(b.SignatureSpace(one.field, one.name or BLANK, one.capacity, _said(one)) for one in signatories)
    return (b.Together((b.Section(_("Signatures")), b.Signatures(spaces, before))),)


def answered(one: Signatory) -> str:
    """Return what somebody answered, in a line: « Nadia Benali : signé à l’écran le 9 juillet 2026 »."""
    return _("{name} : {answer}").format(name=one.name, answer=_answer(one))


def _answer(one: Signatory) -> str:
    on = day_or(one.on, BLANK)
    if one.outcome == SignatureOutcome.NOT_TODAY:
        return _("n’a pas signé ce jour-là ({day})").format(day=on)
    if one.outcome == SignatureOutcome.DECLINED:
        return _("n’a pas souhaité signer ({day})").format(day=on)
    if one.method == SignatureMethod.SCREEN:
        return _("signé à l’écran le {day}").format(day=on)
    return _("signé le {day}").format(day=on)


def _said(one: Signatory) -> str:
    """Return what stands in the place: how it was signed, or a blank to date by hand, or nothing for a screen."""
    on = day_or(one.on, BLANK)
    if one.outcome == SignatureOutcome.NOT_TODAY:
        return _("Ne signe pas aujourd’hui ({day}).").format(day=on)
    if one.outcome == SignatureOutcome.DECLINED:
        return _("Remis le {day}. La personne n’a pas souhaité signer.").format(day=on)
    if one.method == SignatureMethod.SCREEN:
        return "" if one.on is None else _("Signé à l’écran le {day}.").format(day=on)
    if one.on is not None:
        return _("Signé sur papier le {day}.").format(day=on)
    return _("Le {blank}, signature :").format(blank=BLANK)
