"""The diagnosis on the table: what is written, what leaves, what each adult says of which version."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.diagnosis import DiagnosisState
from app.errors import Expected
from app.services.diagnosis.diagnosing import Answer, SortedSentence
from resources.vocabulary import ApprovalStatus, DiagnosisPoint, DocumentKind, PassageKind, PointState, Recipient
from tests.journeys.world import NUMBER, benali, changed, second, shown

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
FINANCES, HEALTH, FAMILY = (
    DiagnosisPoint.FINANCIAL_SITUATION,
    DiagnosisPoint.HEALTH_ISSUES,
    DiagnosisPoint.FAMILY_SITUATION,
)
SAID, SEEN = PassageKind.REPORTED, PassageKind.OBSERVED


@pytest.fixture
def case(desk):
    return desk.cases.find(NUMBER)


@pytest.fixture
def fresh(empty_desk):
    """A case in which nobody began a diagnosis."""
    return empty_desk.exchange.import_document(changed(second(), "diagnosis", ...)).case_id


def view(desk, case, version=None):
    return desk.diagnosing.diagnosis(case, TODAY, version)


def point(desk, case, key=FINANCES):
    return next(one for one in view(desk, case).points if one.key is key)


def leaving(desk, case, key=FINANCES):
    return next(one for one in view(desk, case).landlord_sees if one.point is key)


def adults(desk, case):
    return [one.person_id for one in view(desk, case).approvals]


def approved(desk, case, on=TODAY):
    for person in adults(desk, case):
        desk.diagnosing.approve(case, person, Answer(ApprovalStatus.APPROVED, on))


def test_the_eight_points_come_in_their_order_with_what_each_voice_says(desk, case):
    points = view(desk, case).points
    assert [one.number for one in points] == list(range(1, 9))
    assert points[3].label == "La situation financière"
    assert points[3].landlord_said.by == "Sophie Delattre"
    assert [one.landlord_speaks for one in points] == [False, False, False, True, False, False, True, True]
    assert points[2].state_label == "à reprendre"


def test_a_diagnosis_nobody_began_shows_eight_points_to_talk_about(empty_desk, fresh):
    found = view(empty_desk, fresh)
    assert found.diagnosis_id is None
    assert {one.state for one in found.points} == {PointState.NOT_YET}
    empty_desk.diagnosing.start(fresh, TODAY)
    begun = view(empty_desk, fresh)
    assert begun.whole.interviews == (TODAY,)
    assert begun.state is DiagnosisState.DRAFT
    assert empty_desk.diagnosing.start(fresh, TODAY).kinds == frozenset()


def test_the_first_word_written_begins_the_diagnosis(empty_desk, fresh):
    empty_desk.diagnosing.write(fresh, FAMILY, SAID, "«\u00a0On est bien ici.\u00a0»")
    found = point(empty_desk, fresh, FAMILY)
    assert found.reported == "«\u00a0On est bien ici.\u00a0»"
    assert found.state is PointState.DISCUSSED


def test_what_was_approved_stays_as_it_was_read_and_an_edit_opens_a_version(desk, case):
    """Review E4."""
    before = view(desk, case)
    assert before.state is DiagnosisState.APPROVED
    assert not before.being_written
    desk.diagnosing.write(case, FINANCES, SEEN, "APL rétablie.")
    after = view(desk, case)
    assert (after.number, after.state, after.being_written) == (2, DiagnosisState.DRAFT, True)
    assert after.changed_since_approval == ("La situation financière",)
    assert after.difficulties[0].what == before.difficulties[0].what
    old = view(desk, case, before.diagnosis_id)
    assert (old.points, old.state, old.approvals) == (before.points, before.state, before.approvals)
    assert not old.versions[0].current


def test_a_second_edit_goes_to_the_same_new_version(desk, case):
    desk.diagnosing.write(case, FINANCES, SEEN, "APL rétablie.")
    desk.diagnosing.write(case, FAMILY, SAID, "«\u00a0Tout va mieux.\u00a0»")
    assert len(view(desk, case).versions) == 2


def test_writing_what_stands_there_already_opens_nothing(desk, case):
    written = point(desk, case).observed
    assert desk.diagnosing.write(case, FINANCES, SEEN, written).kinds == frozenset()
    assert len(view(desk, case).versions) == 1


def test_the_landlord_still_gets_the_version_that_was_approved(desk, case):
    before = view(desk, case).landlord_sees
    desk.diagnosing.share(case, FINANCES, "Tout est réglé.")
    after = view(desk, case)
    assert after.landlord_sees == before
    would = next(one for one in after.landlord_would_see if one.point is FINANCES)
    assert (would.leaves, would.reason) == (False, "La phrase n’a pas encore été lue par le ménage.")


def test_what_leaves_is_what_the_paper_of_the_landlord_says(desk, case):
    paper = desk.papers.make(DocumentKind.LANDLORD_SENTENCES, case, Recipient.LANDLORD, today=TODAY)
    text = shown(paper.pdf)
    sent = [one.sentence for one in view(desk, case).landlord_sees if one.leaves]
    assert len(sent) == 6
    assert all(" ".join(sentence.split()) in text for sentence in sent)


def test_a_new_sentence_leaves_once_read_and_approved_again(desk, case):
    desk.diagnosing.share(case, FINANCES, "Le plan est tenu.")
    desk.diagnosing.read_by_household(case, FINANCES, TODAY)
    approved(desk, case)
    assert leaving(desk, case).sentence == "Le plan est tenu."


def test_the_day_a_sentence_was_read_opens_no_version(desk, case):
    desk.diagnosing.read_by_household(case, FINANCES, TODAY)
    assert len(view(desk, case).versions) == 1
    assert point(desk, case).read_on == TODAY


def test_without_a_valid_authorisation_the_line_says_so(empty_desk):
    """Review E5."""
    document = changed(benali(), "consents.0.withdrawn_on", "2026-10-01")
    case = empty_desk.exchange.import_document(document).case_id
    found = leaving(empty_desk, case)
    assert (found.leaves, found.sentence, found.reason) == (False, "", "Pas d’accord valable pour ce point.")
    assert leaving(empty_desk, case, HEALTH).reason == "La santé ne part jamais chez le bailleur."


def test_before_each_adult_approved_nothing_leaves(empty_desk):
    case = empty_desk.exchange.import_document(changed(benali(), "diagnosis.approvals", [])).case_id
    (only,) = view(empty_desk, case).landlord_sees
    assert only.reason == "Rien ne part\u00a0: le diagnostic n’est pas encore approuvé par chaque adulte."
    assert sum(one.leaves for one in view(empty_desk, case).landlord_would_see) == 6


def test_health_is_never_shared(desk, case):
    with pytest.raises(Expected) as refused:
        desk.diagnosing.share(case, HEALTH, "Tout va bien.")
    assert refused.value.code == "never_to_landlord"
    assert not point(desk, case, HEALTH).may_be_shared


def test_the_landlord_has_no_word_on_the_family(desk, case):
    with pytest.raises(Expected) as refused:
        desk.diagnosing.landlord_said(case, FAMILY, "Bruyants.", by_id=None, on=TODAY)
    assert refused.value.code == "landlord_has_no_word"


def test_what_the_landlord_says_opens_no_version(desk, case):
    desk.diagnosing.landlord_said(case, FINANCES, "Le compte baisse.", by_id=None, on=TODAY)
    assert point(desk, case).landlord_said.text == "Le compte baisse."
    assert len(view(desk, case).versions) == 1
    desk.diagnosing.landlord_said(case, FINANCES, "", by_id=None, on=TODAY)
    assert point(desk, case).landlord_said is None


def test_a_sentence_near_health_is_warned_of_and_kept(desk, case):
    """Practice P-03."""
    desk.diagnosing.share(case, FINANCES, "La mutuelle est demandée.")
    assert [one.word for one in point(desk, case).leaks] == ["mutuelle"]
    assert "«\u00a0mutuelle\u00a0»" in point(desk, case).leaks[0].warning


def test_not_wishing_to_talk_is_a_complete_answer(desk, case):
    desk.diagnosing.set_state(case, FAMILY, PointState.PREFERS_NOT_TO)
    assert point(desk, case, FAMILY).state_label == "ne souhaite pas en parler"


def test_strengths_and_difficulties_are_added_changed_and_removed(desk, case):
    diagnosing = desk.diagnosing
    diagnosing.set_strengths(case, FINANCES, ("Cahier de Nadia", " ", "Reprise d’emploi"))
    assert point(desk, case).strengths == ("Cahier de Nadia", "Reprise d’emploi")
    diagnosing.add_difficulty(case, "Chauffage cher", cause="Fenêtres anciennes")
    first, added = view(desk, case).difficulties
    diagnosing.change_difficulty(case, added.id, "consequence", "Facture de 300\u00a0€")
    diagnosing.remove_difficulty(case, first.id)
    (left,) = view(desk, case).difficulties
    assert (left.what, left.cause, left.consequence) == (
        "Chauffage cher",
        "Fenêtres anciennes",
        "Facture de 300\u00a0€",
    )


def test_a_difficulty_changes_in_the_new_version_even_by_the_id_it_had_before(desk, case):
    old = view(desk, case)
    desk.diagnosing.change_difficulty(case, old.difficulties[0].id, "cause", "Fin de mission")
    desk.diagnosing.change_difficulty(case, old.difficulties[0].id, "consequence", "Un commandement")
    (found,) = view(desk, case).difficulties
    assert (found.cause, found.consequence) == ("Fin de mission", "Un commandement")
    assert view(desk, case, old.diagnosis_id).difficulties == old.difficulties


def test_each_adult_answers_for_themselves_and_disagreement_has_the_same_place(desk, case):
    desk.diagnosing.new_version(case)
    nadia, karim = adults(desk, case)
    desk.diagnosing.approve(case, nadia, Answer(ApprovalStatus.APPROVED_WITH_RESERVATIONS, TODAY, "Pas le budget."))
    assert view(desk, case).state is DiagnosisState.PARTLY_APPROVED
    desk.diagnosing.approve(case, karim, Answer(ApprovalStatus.DISPUTED, TODAY, "Ce n’est pas ma faute."))
    found = view(desk, case)
    assert found.state is DiagnosisState.DISPUTED
    assert [one.label for one in found.approvals] == ["j’approuve avec des réserves", "je ne suis pas d’accord"]
    assert found.approvals[1].reservations == "Ce n’est pas ma faute."
    desk.diagnosing.approve(case, karim, Answer(ApprovalStatus.APPROVED, TODAY))
    assert view(desk, case).state is DiagnosisState.APPROVED_WITH_RESERVATIONS


def test_nothing_is_approved_before_it_is_begun(empty_desk, fresh):
    with pytest.raises(Expected) as refused:
        empty_desk.diagnosing.approve(fresh, "p1", Answer(ApprovalStatus.APPROVED, TODAY))
    assert refused.value.code == "nothing_to_approve"


def test_sentences_talked_first_are_sorted_in_one_command(desk, case):
    """Decision 20."""
    cut = desk.diagnosing.sentences("Karim reprend. «\u00a0On respire.\u00a0»")
    placed = [SortedSentence(cut[0], FINANCES, SEEN), SortedSentence(cut[1], FINANCES), SortedSentence(cut[1], HEALTH)]
    before = point(desk, case)
    desk.diagnosing.sort_sentences(case, placed)
    after = point(desk, case)
    assert after.observed == f"{before.observed}\nKarim reprend."
    assert after.reported.endswith("\n«\u00a0On respire.\u00a0»")
    assert len(view(desk, case).versions) == 2


def test_what_is_written_for_the_whole_is_part_of_the_version_but_not_the_landlords_opinion(desk, case):
    desk.diagnosing.set_whole(case, "landlord_opinion", "Favorable.")
    assert len(view(desk, case).versions) == 1
    desk.diagnosing.set_whole(case, "estimated_duration_months", 12)
    found = view(desk, case)
    assert (found.whole.estimated_duration_months, found.whole.landlord_opinion) == (12, "Favorable.")
    assert found.changed_since_approval == ("La conclusion et les avis",)


def test_the_journal_says_everything_that_was_written(desk, case):
    desk.diagnosing.write(case, FINANCES, SEEN, "APL rétablie.")
    desk.diagnosing.add_difficulty(case, "Chauffage cher")
    approved(desk, case)
    assert desk.care.check().sound
    assert desk.care.rebuild().differed == ()


def test_taking_back_the_edit_that_opened_a_version_gives_the_approved_one_back(desk, case):
    before = view(desk, case)
    changes = desk.diagnosing.write(case, FINANCES, SEEN, "APL rétablie.")
    desk.undoing.apply(changes.undo)
    assert view(desk, case) == before
