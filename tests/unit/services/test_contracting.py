"""The contract from the diagnosis to the end: nothing retyped, nothing signed changes, nothing blocks."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.clauses import commitment_lines, shipped_clauses, speaks_of
from app.domain.contracts import ContractState
from app.errors import Expected
from app.services.contract.contracting import Amending, Said
from resources.vocabulary import (
    AmendmentMotive,
    ContractEnd,
    DiagnosisPoint,
    DocumentKind,
    ObjectiveStage,
    PassageKind,
    PointState,
    Recipient,
    WorkAxis,
)
from tests.journeys.world import CONFIDED, HEALTH, NUMBER, benali, shown

pytestmark = pytest.mark.thorough  # long: the integration server runs it

TODAY = dt.date(2026, 11, 20)
LATER = dt.date(2026, 11, 27)


@pytest.fixture
def case(desk):
    """The example, everybody having signed."""
    return desk.cases.find(NUMBER)


@pytest.fixture
def handed(unsigned_desk):
    """The example as it was handed for reading."""
    return unsigned_desk.cases.find(NUMBER)


@pytest.fixture
def bare(empty_desk):
    """The example before anybody thought of a contract."""
    document = benali()
    for key in ("contract", "mutual_commitments"):
        document.pop(key)
    document["contacts"] = []
    return empty_desk.exchange.import_document(document).case_id


def view(desk, case, today=TODAY):
    return desk.contracting.contract(case, today)


def contracts_to_sign(desk, case):
    return [one for one in desk.kept_papers.of_case(case, TODAY) if one.kind is DocumentKind.SUPPORT_CONTRACT]


def refused(code, work):
    with pytest.raises(Expected) as trouble:
        work()
    assert trouble.value.code == code


def begun(desk, case, *ids):
    found = desk.contracting.propose(case, TODAY)
    desk.contracting.create_from_diagnosis(case, [one for one in found if one.id in ids], TODAY)


def test_the_diagnosis_proposes_objectives_in_the_households_own_words(empty_desk, bare):
    found = {one.id: one for one in empty_desk.contracting.propose(bare, TODAY)}
    stay = found["clause:stay_in_the_home"]
    assert stay.household_words == "On veut rester, les enfants ont leurs copains."
    assert stay.own_words
    assert stay.points == (DiagnosisPoint.RESIDENTIAL_PROJECT,)
    plan = found["clause:repayment_plan"]
    assert "60,00\u00a0€" in plan.household
    assert plan.target == "30"
    assert any(one.id.startswith("procedure:") and one.axis is WorkAxis.RIGHTS_ADMIN for one in found.values())


def test_what_comes_from_what_we_saw_is_never_written_in_the_households_words(empty_desk, bare):
    found = empty_desk.contracting.propose(bare, TODAY)
    ours = [one for one in found if not one.own_words]
    assert ours
    said = [sentence for one in empty_desk.diagnosing.diagnosis(bare, TODAY).points for sentence in [one.reported]]
    for one in found:
        assert not one.household_words or any(one.household_words in sentence for sentence in said)
        assert one.title
    empty_desk.contracting.create_from_diagnosis(bare, ours[:1], TODAY)
    objective = view(empty_desk, bare).objectives[0]
    assert (objective.household_words, objective.expected_result) == ("", ours[0].expected_result)
    assert "Objectif 1\u00a0: il manque les mots du ménage." in view(empty_desk, bare).missing


def proposed_without(empty_desk, *, steps):
    document = benali()
    for key in ("contract", "mutual_commitments"):
        document.pop(key)
    document["contacts"] = []
    document["arrears"]["procedure"] = steps
    case = empty_desk.exchange.import_document(document).case_id
    found = empty_desk.contracting.propose(case, TODAY)
    return next(one for one in found if one.id.startswith("clause:stay_in_the_home"))


def spoken(one):
    return f"{one.expected_result} {one.indicator} {one.household} {one.operator} {one.landlord}"


def test_staying_at_home_speaks_of_no_procedure_nor_hearing_where_the_case_has_none(empty_desk):
    stay = proposed_without(empty_desk, steps=[])
    assert stay.household_words == "On veut rester, les enfants ont leurs copains."
    assert not speaks_of(("procedure", "audience", "renvoi"), spoken(stay))


def test_a_procedure_without_a_hearing_ahead_promises_nothing_about_a_hearing(empty_desk):
    stay = proposed_without(empty_desk, steps=[{"ref": "pr1", "step": "summons_to_pay", "on": "2026-10-01"}])
    assert speaks_of(("procedure",), spoken(stay))
    assert not speaks_of(("audience", "renvoi"), spoken(stay))


def test_a_demarche_about_health_is_of_health_and_never_for_the_landlord(empty_desk, bare):
    of_health = [one for one in empty_desk.contracting.propose(bare, TODAY) if one.axis is WorkAxis.HEALTH]
    assert of_health
    assert {one.landlord for one in of_health} == {""}
    assert {one.points for one in of_health} == {(DiagnosisPoint.HEALTH_ISSUES,)}


def test_what_the_household_does_not_wish_to_talk_about_proposes_nothing(empty_desk, bare):
    empty_desk.diagnosing.set_state(bare, DiagnosisPoint.FAMILY_SITUATION, PointState.PREFERS_NOT_TO)
    points = {point for one in empty_desk.contracting.propose(bare, TODAY) for point in one.points}
    assert DiagnosisPoint.FAMILY_SITUATION not in points


def test_chosen_objectives_make_a_contract_with_nothing_retyped(empty_desk, bare):
    assert view(empty_desk, bare).state_label == "pas encore commencé"
    begun(empty_desk, bare, "clause:stay_in_the_home", "clause:repayment_plan")
    found = view(empty_desk, bare)
    assert found.state is ContractState.DRAFT
    assert found.rhythm == "une visite tous les quinze jours"
    assert found.review_on == dt.date(2027, 5, 20)
    assert [one.number for one in found.objectives] == [1, 2]
    assert found.objectives[0].operator == "préparer l’audience ensemble, et y venir si vous le souhaitez"
    assert found.objectives[0].stage_label == "pas commencé"
    assert "Le contrat n’a pas encore été remis pour lecture." in found.missing


def test_objectives_are_added_edited_ordered_and_removed(empty_desk, bare):
    contracting = empty_desk.contracting
    begun(empty_desk, bare, "clause:stay_in_the_home")
    contracting.add_objective(bare, "Voir la mer.", WorkAxis.SOCIAL_TIES)
    first, second = view(empty_desk, bare).objectives
    contracting.edit_objective(bare, second.id, "due_on", LATER)
    contracting.edit_objective(bare, second.id, "points", (DiagnosisPoint.FAMILY_SITUATION,))
    contracting.order_objectives(bare, [second.id, first.id])
    contracting.remove_objective(bare, first.id)
    (left,) = view(empty_desk, bare).objectives
    assert (left.title, left.due_on, left.axis_label) == ("Voir la mer.", LATER, "liens et activités")
    assert left.points == ((DiagnosisPoint.FAMILY_SITUATION, "La situation familiale"),)
    assert any("ce que nous faisons" in sentence for sentence in view(empty_desk, bare).missing)


def test_the_order_chosen_is_the_order_shown(empty_desk, bare):
    begun(empty_desk, bare, "clause:stay_in_the_home", "clause:repayment_plan")
    first, second = view(empty_desk, bare).objectives
    empty_desk.contracting.order_objectives(bare, [second.id, first.id])
    assert [one.id for one in view(empty_desk, bare).objectives] == [second.id, first.id]


def test_an_edit_after_handing_opens_a_second_version_that_says_what_changed(unsigned_desk, handed):
    """Practice S-04."""
    before = view(unsigned_desk, handed)
    assert (before.state_label, before.opens_version) == ("remis pour lecture le 14 septembre 2026", True)
    unsigned_desk.contracting.edit_objective(handed, before.objectives[0].id, "target", "12")
    unsigned_desk.contracting.edit_objective(handed, before.objectives[0].id, "indicator", "mois payés")
    unsigned_desk.contracting.set_field(handed, "rhythm", "une visite par semaine")
    unsigned_desk.contracting.remove_objective(handed, before.objectives[2].id)
    after = view(unsigned_desk, handed)
    assert (after.version, after.state, after.handed_before_on) == (2, ContractState.DRAFT, before.handed_on)
    assert after.changes_since_handed == (
        f"Rythme\u00a0: «\u00a0{before.rhythm}\u00a0» devient «\u00a0une visite par semaine\u00a0».",
        "Retiré\u00a0: «\u00a0Retrouver une mutuelle\u00a0».",
        "Changé dans «\u00a0Payer le loyer à la date\u00a0»\u00a0: ce qu’on compte, arrivée.",
    )
    old = unsigned_desk.contracting.contract(handed, TODAY, before.contract_id)
    assert old.objectives == before.objectives


def test_a_version_replaced_before_anybody_answered_waits_for_no_signature(unsigned_desk, handed):
    """Practice S-04."""
    first = view(unsigned_desk, handed)
    assert [one.which for one in contracts_to_sign(unsigned_desk, handed)] == [first.contract_id]
    unsigned_desk.contracting.set_field(handed, "rhythm", "une visite par semaine")
    second = view(unsigned_desk, handed)
    assert second.contract_id != first.contract_id
    assert [one.which for one in contracts_to_sign(unsigned_desk, handed)] == [second.contract_id]


def test_writing_the_same_again_opens_nothing(unsigned_desk, handed):
    before = view(unsigned_desk, handed)
    unsigned_desk.contracting.set_field(handed, "rhythm", before.rhythm)
    unsigned_desk.contracting.edit_objective(handed, before.objectives[0].id, "target", before.objectives[0].target)
    assert view(unsigned_desk, handed).version == 1


def test_to_modify_keeps_the_day_it_was_talked_about_and_opens_a_version(unsigned_desk, handed):
    before = view(unsigned_desk, handed)
    unsigned_desk.contracting.to_modify(handed, TODAY)
    assert view(unsigned_desk, handed).version == 2
    old = unsigned_desk.contracting.contract(handed, TODAY, before.contract_id)
    assert old.state_label == "reparlé ensemble le 20 novembre 2026"
    unsigned_desk.contracting.hand(handed, LATER)
    assert view(unsigned_desk, handed, LATER).state_label == "remis pour lecture le 27 novembre 2026"


def test_talking_again_opens_no_version(unsigned_desk, handed):
    unsigned_desk.contracting.talk_again(handed, TODAY)
    found = view(unsigned_desk, handed)
    assert (found.version, found.state) == (1, ContractState.TALKED_AGAIN)


def test_a_signed_contract_never_changes(desk, case):
    """Decision 7, a hard refusal."""
    found = view(desk, case)
    assert (found.state, found.may_change, found.missing) == (ContractState.IN_FORCE, False, ())
    contracting, first = desk.contracting, found.objectives[0]
    refused("signed_document", lambda: contracting.edit_objective(case, first.id, "target", "12"))
    refused("signed_document", lambda: contracting.add_objective(case, "Autre chose"))
    refused("signed_document", lambda: contracting.remove_objective(case, first.id))
    refused("signed_document", lambda: contracting.set_field(case, "rhythm", "chaque jour"))
    refused("signed_document", lambda: contracting.hand(case, TODAY))
    refused("signed_document", lambda: contracting.create_from_diagnosis(case, [], TODAY))
    assert view(desk, case) == found


def test_an_amendment_says_what_changes_beside_the_signed_contract(desk, case):
    desk.contracting.amend(case, Amending(AmendmentMotive.MODULATION, "Une visite par mois.", effective_on=TODAY))
    found = view(desk, case)
    assert (found.state, found.amendments[0].number) == (ContractState.IN_FORCE, 1)
    assert found.amendments[0].state_label == "en cours d’écriture"


def test_an_unsigned_contract_needs_no_amendment(unsigned_desk, handed):
    refused(
        "nothing_to_amend",
        lambda: unsigned_desk.contracting.amend(handed, Amending(AmendmentMotive.MODULATION)),
    )


def test_progress_is_counted_and_said_in_words(desk, case):
    """Decision 4: no mark."""
    first = view(desk, case).objectives[0]
    assert (first.counted, first.stage_label, first.ratio) == ("2 mois sur 6", "en route", 2 / 6)
    said = Said(TODAY, "3", ObjectiveStage.ALMOST, "Ça tient.")
    desk.contracting.record_progress(case, first.id, said)
    desk.contracting.record_progress(case, first.id, Said(TODAY, "4", ObjectiveStage.ALMOST))
    again = view(desk, case).objectives[0]
    assert (again.counted, again.stage_label, len(again.progress)) == ("4 mois sur 6", "presque", 3)
    desk.contracting.record_progress(case, first.id, Said(LATER, "6", ObjectiveStage.REACHED))
    assert view(desk, case, LATER).objectives[0].achieved_on == LATER


def test_what_is_not_a_number_is_not_drawn(desk, case):
    third = view(desk, case).objectives[2]
    assert (third.counted, third.ratio, third.of_health) == ("", None, True)


def test_the_landlord_may_not_sign_what_is_not_shared_with_them(unsigned_desk, handed):
    """Review G1."""
    assert "le bailleur signe les engagements réciproques" in view(unsigned_desk, handed).landlord_refusal
    refused("not_for_landlord", lambda: unsigned_desk.contracting.set_field(handed, "landlord_signs", True))
    third = view(unsigned_desk, handed).objectives[2]
    unsigned_desk.contracting.remove_objective(handed, third.id)
    refused("not_for_landlord", lambda: unsigned_desk.contracting.set_field(handed, "landlord_signs", True))
    second = view(unsigned_desk, handed).objectives[1]
    unsigned_desk.contracting.remove_objective(handed, second.id)
    unsigned_desk.contracting.set_field(handed, "landlord_signs", True)
    assert view(unsigned_desk, handed).landlord_refusal == ""
    assert len(view(unsigned_desk, handed).signatories) == 4


def test_a_contract_ends_in_words_said_to_the_household_and_another_may_begin(desk, case):
    desk.contracting.end(case, TODAY, ContractEnd.RENOUNCED)
    found = view(desk, case)
    assert (found.state_label, found.end_label) == ("terminé le 20 novembre 2026", "terminé à votre demande")
    begun(desk, case, "clause:stay_in_the_home")
    assert view(desk, case).version == 2


def test_nothing_is_handed_nor_ended_before_a_contract_is_begun(empty_desk, bare):
    refused("nothing_to_hand", lambda: empty_desk.contracting.hand(bare, TODAY))
    refused("nothing_to_hand", lambda: empty_desk.contracting.end(bare, TODAY, ContractEnd.EXPIRED))


def test_the_preview_is_the_paper_with_what_stands_in_the_fields(empty_desk, bare):
    begun(empty_desk, bare, "clause:stay_in_the_home")
    pdf = empty_desk.contracting.preview(bare, DocumentKind.SUPPORT_CONTRACT, Recipient.HOUSEHOLD, TODAY)
    assert "On veut rester, les enfants ont leurs copains." in shown(pdf)


def test_mutual_commitments_begin_from_the_contract_and_the_account(unsigned_desk, handed):
    unsigned_desk.commitments.create(handed, TODAY)
    found = unsigned_desk.commitments.commitments(handed, TODAY)
    assert found.version == 2
    assert "virement le 5 du mois" in found.household
    assert "rembourser 60,00\u00a0€ par mois à partir du 5 décembre 2026" in found.household
    assert "préparer l’audience du 9 décembre 2026 avec le ménage" in found.operator
    assert "demander le renvoi si le loyer courant est payé" in found.landlord
    assert "un seul interlocuteur\u00a0: Sophie Delattre" in found.landlord
    every = " ".join((*found.household, *found.operator, *found.landlord))
    for never in (HEALTH, CONFIDED, "mutuelle", "boîte bleue", "complémentaire"):
        assert never not in every
    assert found.leaks == ()


def test_a_point_no_longer_shared_leaves_the_landlords_page_at_once(unsigned_desk, handed):
    unsigned_desk.diagnosing.share(handed, DiagnosisPoint.FINANCIAL_SITUATION, None)
    unsigned_desk.commitments.create(handed, TODAY)
    assert "virement le 5 du mois" not in unsigned_desk.commitments.commitments(handed, TODAY).household


def test_a_point_shared_but_not_approved_yet_is_not_for_the_landlord(unsigned_desk, handed):
    second = view(unsigned_desk, handed).objectives[1]
    for one in view(unsigned_desk, handed).objectives[2:]:
        unsigned_desk.contracting.remove_objective(handed, one.id)
    unsigned_desk.diagnosing.share(handed, DiagnosisPoint.ADMINISTRATIVE_SITUATION, "Le courrier est suivi ensemble.")
    assert second.points[0][0] is DiagnosisPoint.ADMINISTRATIVE_SITUATION
    refused("not_for_landlord", lambda: unsigned_desk.contracting.set_field(handed, "landlord_signs", True))


def test_the_three_lists_are_written_alike_and_handed(unsigned_desk, handed):
    commitments = unsigned_desk.commitments
    commitments.create(handed, TODAY)
    commitments.set_lines(handed, "landlord", ("répondre sous huit jours", " "))
    commitments.set_field(handed, "next_point_on", LATER)
    commitments.hand(handed, TODAY)
    found = commitments.commitments(handed, TODAY)
    assert (found.landlord, found.next_point_on, found.missing) == (("répondre sous huit jours",), LATER, ())
    assert found.state_label == "remis pour lecture le 20 novembre 2026"
    assert found.missing_signatories[-1] == "Sophie Delattre"
    commitments.set_lines(handed, "household", ("la mutuelle est demandée",))
    again = commitments.commitments(handed, TODAY)
    assert (again.version, again.handed_on) == (found.version + 1, None)
    assert again.leaks[0].word == "mutuelle"


def test_signed_commitments_never_change_but_their_next_point(desk, case):
    refused("signed_document", lambda: desk.commitments.set_lines(case, "operator", ("autre chose",)))
    desk.commitments.set_field(case, "next_point_on", LATER)
    found = desk.commitments.commitments(case, TODAY)
    assert (found.next_point_on, found.state_label, found.may_change) == (LATER, "signé par les trois", False)


def test_a_case_without_commitments_says_so(empty_desk, bare):
    assert empty_desk.commitments.commitments(bare, TODAY).state_label == "pas encore commencés"
    refused("nothing_to_hand", lambda: empty_desk.commitments.hand(bare, TODAY))
    empty_desk.commitments.set_lines(bare, "household", ("payer le loyer courant",))
    assert empty_desk.commitments.commitments(bare, TODAY).household == ("payer le loyer courant",)


def test_every_domain_of_support_has_a_clause_and_each_says_where_it_comes_from():
    assert {clause.axis for clause in shipped_clauses()} == set(WorkAxis)
    assert all(clause.source and clause.household and clause.operator for clause in shipped_clauses())
    assert all(line.source for line in commitment_lines())
    assert {clause.landlord for clause in shipped_clauses() if clause.axis is WorkAxis.HEALTH} == {""}


def test_a_beginning_of_words_is_found_whatever_case_and_accents():
    assert speaks_of(("impaye", "carte d’identite"), "Deux IMPAYÉS")
    assert speaks_of(("carte d’identite",), "Sa carte d'identité est perdue.")
    assert not speaks_of(("loyer",), "déployer")


def test_the_journal_says_everything_that_was_written(unsigned_desk, handed):
    unsigned_desk.contracting.to_modify(handed, TODAY)
    unsigned_desk.contracting.add_objective(handed, "Voir la mer.")
    unsigned_desk.commitments.create(handed, TODAY)
    assert unsigned_desk.care.check().sound
    assert unsigned_desk.care.rebuild().differed == ()


def test_a_case_that_went_through_all_of_it_is_exported_and_taken_in_again(unsigned_desk, handed):
    unsigned_desk.contracting.to_modify(handed, TODAY)
    unsigned_desk.diagnosing.write(handed, DiagnosisPoint.FAMILY_SITUATION, PassageKind.OBSERVED, "Tout va bien.")
    document = unsigned_desk.exchange.export(handed, today=TODAY)
    assert unsigned_desk.exchange.import_document(document).added == 0
    assert unsigned_desk.exchange.export(handed, today=TODAY) == document
    assert view(unsigned_desk, handed).version == 2


def test_a_demarche_the_diagnosis_already_speaks_of_is_proposed_once_with_both_reasons(empty_desk, bare):
    of_health = [one for one in empty_desk.contracting.propose(bare, TODAY) if one.axis is WorkAxis.HEALTH]
    assert [one.id for one in of_health] == ["clause:health_cover"]
    assert of_health[0].because == ("Pas de mutuelle depuis juin.", "CPAM – complémentaire santé solidaire")


def test_an_order_given_from_a_version_just_left_is_that_of_the_version_being_written(unsigned_desk, handed):
    before = view(unsigned_desk, handed)
    first, second, third = (one.id for one in before.objectives)
    unsigned_desk.contracting.edit_objective(handed, first, "target", "12")
    unsigned_desk.contracting.order_objectives(handed, [second, first, third])
    titles = [one.title for one in before.objectives]
    assert [one.title for one in view(unsigned_desk, handed).objectives] == [titles[1], titles[0], titles[2]]
    old = unsigned_desk.contracting.contract(handed, TODAY, before.contract_id)
    assert [one.title for one in old.objectives] == titles


def test_an_objective_is_known_from_version_to_version_whatever_was_taken_out_meanwhile(unsigned_desk, handed):
    contracting = unsigned_desk.contracting
    before = view(unsigned_desk, handed)
    first, second, third = (one.id for one in before.objectives)
    contracting.edit_objective(handed, first, "target", "12")
    contracting.hand(handed, TODAY)
    contracting.remove_objective(handed, first)
    assert view(unsigned_desk, handed).version == 3
    titles = [one.title for one in before.objectives]
    contracting.edit_objective(handed, second, "target", "7")
    assert [(one.title, one.target) for one in view(unsigned_desk, handed).objectives] == [
        (titles[1], "7"),
        (titles[2], before.objectives[2].target),
    ]
    contracting.order_objectives(handed, [third, second])
    assert [one.title for one in view(unsigned_desk, handed).objectives] == [titles[2], titles[1]]
    with pytest.raises(Expected) as refused:
        contracting.edit_objective(handed, first, "target", "3")
    assert refused.value.code == "gone"


def test_each_line_of_a_commitment_is_a_line_of_the_page_with_the_landlord(unsigned_desk, handed):
    first = view(unsigned_desk, handed).objectives[0]
    unsigned_desk.contracting.edit_objective(handed, first.id, "commitments_household", "payer\ndire si je ne peux pas")
    unsigned_desk.commitments.create(handed, TODAY)
    assert unsigned_desk.commitments.commitments(handed, TODAY).household[:2] == ("payer", "dire si je ne peux pas")
