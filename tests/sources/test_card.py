from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cuaderno.errors import SourceError
from cuaderno.sources import card as cards
from cuaderno.sources.card import Layout, folder_table, load_card


def layout(**changes: Any) -> Layout:
    """A layout as a card has it, with some of it changed."""
    given: dict[str, Any] = {
        "name": "a", "series": "a", "form": "csv", "grain": "programme", "columns": {"year": ["Year"]}, "key": ["year"],
        "stages": {"Obligations": "obligated"}, "date_role": "transaction year", "expect": {"rows_min": 1, "rows_max": 2},
    }  # fmt: skip
    return Layout(**{**given, **changes})


def test_a_key_is_of_the_columns_or_the_place() -> None:
    assert layout(key=["place", "year", "more"], optional={"more": ["More"]}).key == ("place", "year", "more")
    with pytest.raises(ValidationError, match=r"key columns \['yaer'\] are not among its columns"):
        layout(key=["yaer"])


@pytest.mark.parametrize("slip", [{"colunms": {}}, {"form": "pdf"}, {"grain": "row"}, {"expect": {"rows_min": 1}}])
def test_what_no_card_may_say_is_refused(slip: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        layout(**slip)


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands among the sources."""
    monkeypatch.setattr(cards, "source_names", lambda: ("made_up",))
    monkeypatch.setattr(cards, "folder", lambda _: tmp_path)
    yield tmp_path
    load_card.cache_clear()


@pytest.mark.parametrize("text", ["name = ", 'name = "made_up"\n', 'name = "made_up"\nnonsense = 1\n'])
def test_a_card_that_is_none_is_named(made_up: Path, text: str) -> None:
    (made_up / "card.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="The card of made_up is not a valid card"):
        load_card("made_up")


def test_a_source_without_a_table_has_no_rows_of_it(made_up: Path) -> None:
    assert folder_table("made_up", "accounts.csv") == []
    (made_up / "accounts.csv").write_text("account,programme\nA,FMF\n", encoding="utf-8")
    assert folder_table("made_up", "accounts.csv") == [{"account": "A", "programme": "FMF"}]


def test_a_layout_and_a_publication_are_found_by_name_and_hash() -> None:
    card = load_card("greenbook")
    assert card.layout("funding_accounts").sheet == "Economic and Military Aid"
    known = card.publications[0]
    assert card.publication(known.sha256) == known
    assert card.publication("0" * 64) is None
