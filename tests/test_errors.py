from __future__ import annotations

import re
import string
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import cuaderno
from cuaderno.errors import CuadernoError, retold, say
from cuaderno.statements.measures import find_stage
from cuaderno.statements.places import find_place
from cuaderno.statements.universes import universe

TABLE = tomllib.loads((files("cuaderno") / "errors.toml").read_text(encoding="utf-8"))


def _filled(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TABLE)
def test_a_sentence_stands_in_both_languages_with_the_same_words_and_is_used(key: str) -> None:
    said = TABLE[key]
    assert set(said) == {"en", "es"}
    assert _filled(said["en"]) == _filled(said["es"])
    code = "".join(one.read_text(encoding="utf-8") for one in Path(cuaderno.__file__).parent.rglob("*.py"))
    assert f'"{key}"' in code


def test_a_sentence_is_said_anew_with_all_that_it_holds() -> None:
    said = say("unknown", text="foo", what=say("a_stage"), hint=say("nothing_near"))
    assert said == "“foo” is not a stage this ledger knows. Nothing is near it."
    assert retold(said, "es") == "«foo» no es una etapa que este cuaderno conozca. Nada se le parece."
    assert retold("Of one language.", "es") == "Of one language."
    assert say("too_long", "es", text="a", count=12345) == (
        "«a …» es demasiado largo para un nombre: 12.345 caracteres. Escriba el nombre o su código."
    )


def test_the_language_of_an_error_is_chosen_when_it_is_told() -> None:
    with pytest.raises(CuadernoError) as raised:
        find_place("Colmbia")
    assert str(raised.value) == raised.value.told("en")
    assert "Nearest names: Colombia (COL)." in raised.value.told("en")
    assert re.search(
        r"No se conoce .*«Colmbia»\. Los nombres más parecidos: Colombia \(COL\)\.", raised.value.told("es")
    )


@pytest.mark.parametrize("text", ["foo", "money", "zzz"])
def test_what_is_not_alike_is_not_offered(text: str) -> None:
    with pytest.raises(CuadernoError, match=r"Nothing is near it\."):
        find_stage(text)


def test_a_universe_that_is_none_is_told_those_there_are() -> None:
    with pytest.raises(CuadernoError, match="D1, D2, D3, D4, D5, D6"):
        universe("D9")
