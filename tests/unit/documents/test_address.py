"""How papers speak to the household: its own choice, on its own copies only (decision 22, practice S-26)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.documents import address, templates
from app.documents import blocks as b
from app.documents.rendering import blocks_of, content_hash
from resources.vocabulary import AddressForm, LeaseKind, LegalRegime, Recipient
from tests.unit.documents import example_values as example
from tests.unit.documents.example_values import speaking

VOUS = re.compile(r"(?<!Chacun de )(?<!rendez-)\b(vous|votre|vos|dites|écrivez|parlez|pouvez)\b", re.IGNORECASE)
TU = re.compile(r"\b(tu|toi|ton|ta|tes|t’\w+)\b", re.IGNORECASE)
OWN = {name: value for name, value in example.everything().items() if value.heading.recipient is Recipient.HOUSEHOLD}
OTHERS = {name: value for name, value in example.everything().items() if name not in OWN}


def said(value) -> str:
    return "\n".join(b.texts(blocks_of(value)))


def written_in_templates() -> set[str]:
    folder = Path(templates.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_paper_of_the_household_speaks_in_one_form_from_end_to_end(name):
    assert not VOUS.findall(said(speaking(OWN[name], AddressForm.TU)))
    in_je = said(speaking(OWN[name], AddressForm.JE))
    assert not VOUS.findall(in_je)
    assert not TU.findall(in_je)


@pytest.mark.parametrize("regime", [*LegalRegime])
@pytest.mark.parametrize("tenure", [None, *LeaseKind])
def test_legal_mentions_follow_whatever_the_regime_and_the_tenure(regime, tenure):
    found = example.contract()
    legal = type(found.legal)(regime=regime, tenure=tenure, complaint_to="Anne Lesage")
    value = type(found)(found.heading, legal, found.household, found.objectives, copy_given_on=example.SIGNED)
    for form in (AddressForm.TU, AddressForm.JE):
        assert not VOUS.findall(said(speaking(value, form)))


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_papers_of_others_say_vous_whatever_the_household_chose(name):
    assert not TU.findall(said(OTHERS[name]))


def test_what_is_said_otherwise_is_what_the_templates_say():
    """A sentence changed in a template without its other forms would fall back to « vous » unseen."""
    assert set(address.OTHERWISE) <= written_in_templates()


def test_every_form_keeps_the_fields_of_its_sentence():
    for sentence, forms in address.OTHERWISE.items():
        for form in forms:
            assert sorted(re.findall(r"{\w+}", form)) == sorted(re.findall(r"{\w+}", sentence))


def test_several_people_are_each_spoken_to():
    """« Tu » and « je » are one person's: beside the names of two, the paper says that it speaks to each."""
    contract = example.contract()
    alone = type(contract)(contract.heading, contract.legal, contract.household[:1], contract.objectives)
    assert "Toi : Nadia Benali." in said(speaking(alone, AddressForm.TU)).replace("\u00a0", " ")
    assert "Chacun dit « je » : Nadia Benali, Karim Benali." in said(speaking(contract, AddressForm.JE)).replace(
        "\u00a0", " "
    )


def test_vous_keeps_the_number_papers_had_and_another_form_has_its_own():
    hashes = {content_hash(speaking(example.contract(), form)) for form in AddressForm}
    assert len(hashes) == len(AddressForm)
