"""The words of relations: every type, stage, effect and role is whole in both languages, and names are found or refused."""

from __future__ import annotations

import pytest

from cuaderno.errors import UnknownName
from cuaderno.statements.measures import stage
from cuaderno.statements.relation import (
    RelationType,
    all_types,
    find_type,
    relation_stages,
    relation_type,
    stage_effects,
    viewed,
    word,
    words,
)


@pytest.mark.parametrize("kind", all_types(), ids=lambda kind: kind.code)
def test_every_type_is_whole_in_both_languages(kind: RelationType) -> None:
    for lang in ("en", "es"):
        assert kind.name(lang)
        assert kind.binds(lang).endswith(".")
    assert kind.kind in ("commitment", "event")
    assert {relation_type(code).code for code in kind.beside} == set(kind.beside)
    assert set(kind.effects) <= set(relation_stages())
    assert {word("effects", code).code for code in kind.effects.values()} == set(kind.effects.values())


@pytest.mark.parametrize("table", ["effects", "roles", "evidence"])
def test_every_word_is_whole_in_both_languages(table: str) -> None:
    assert words(table)
    for code, each in words(table).items():
        assert each.code == code
        assert each.name_en
        assert each.name_es


def test_every_stage_of_a_relation_is_a_stage_and_has_an_effect() -> None:
    for code, (effect, _, _) in stage_effects().items():
        assert stage(code).name("en")
        assert word("effects", effect).code == effect
    assert {"announced", "signed", "designated", "in_force", "denounced", "terminated"} <= set(relation_stages())


def test_no_name_stands_for_two_types() -> None:
    told = [
        name
        for kind in all_types()
        for name in {text.casefold() for text in (kind.code, kind.name_en, kind.name_es, *kind.aliases)}
    ]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MNNA", "MNNA"),
        ("mnna", "MNNA"),
        ("Major Non-NATO Ally", "MNNA"),
        ("aliado principal extra OTAN", "MNNA"),
        ("Tratado de Río", "COLLECTIVE_SECURITY"),
        ("collective security", "COLLECTIVE_SECURITY"),
        ("USCAP", "ACTION_PLAN"),
        ("visita", "VISIT"),
    ],
)
def test_a_type_is_found_by_its_code_and_its_names(text: str, code: str) -> None:
    assert find_type(text).code == code


@pytest.mark.parametrize("lang", ["en", "es"])
def test_an_unknown_type_is_named_with_those_near_it(lang: str) -> None:
    with pytest.raises(UnknownName, match="MNA") as caught:
        find_type("MNA", lang)
    assert "MNNA" in caught.value.near
    assert "COLLECTIVE_SECURITY" in caught.value.message


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "'; DROP TABLE", "\x00", "🙂"])
def test_garbage_is_no_type(text: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_type(text)
    assert len(caught.value.message) < 1_500


def test_a_status_says_whose_view_it_is() -> None:
    assert viewed("in_force", "USA") == "in force (U.S. view)"
    assert viewed("in_force", "USA", "es") == "en vigor (según Estados Unidos)"
    assert viewed("no_effect", "COL") == "no effect in Colombia"
    assert viewed("no_effect", "COL", "es") == "sin efecto en Colombia"
    assert viewed("ended", "VEN") == "ended (view of Venezuela)"
    assert viewed("ended", "") == "ended"


def test_a_word_no_table_has_is_refused() -> None:
    with pytest.raises(UnknownName, match="boss"):
        word("roles", "boss")
    with pytest.raises(UnknownName, match="MNN"):
        relation_type("MNN")
