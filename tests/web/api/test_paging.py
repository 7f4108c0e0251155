from __future__ import annotations

import base64
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from cuaderno.ledger.ledger import Ledger

QUESTIONS = (
    "recipient=COL&programme=FMF&stage=obligated",
    "recipient=CRI&years=2010-2020",
    "source=published_figures",
    "recipient=COL&stage=obligated&source=greenbook&prices=constant",
)


def pages(ask: Any, question: str, limit: int) -> list[list[str]]:
    found = []
    address = f"/api/v1/rows?{question}&limit={limit}"
    while address:
        answered = ask(address)
        assert answered.status == 200, answered.body
        found.append([one["citation"] for one in answered.json["statements"]])
        links = {
            part.partition("rel=")[2].strip('"'): part.partition("<")[2].partition(">")[0]
            for part in answered.headers.get("link", "").split(", ")
        }
        assert bool(answered.json["next"]) == ("next" in links)
        address = links.get("next", "")
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_pages_hold_every_statement_once(ask: Any, question: str, edition_ledger: Ledger) -> None:
    expected = [one.citation for one in edition_ledger.rows(**dict(parse_qsl(question)))]
    size = min(1000, max(3, len(expected) // 5))
    found = pages(ask, question, size)
    assert all(len(some) == size for some in found[:-1])
    assert len(found) >= 4
    assert [one for some in found for one in some] == expected
    assert len(set(expected)) == len(expected)


def test_a_cursor_belongs_to_its_question(ask: Any) -> None:
    cursor = ask("/api/v1/rows?recipient=COL&limit=1").json["next"]
    assert ask(f"/api/v1/rows?recipient=COL&limit=2&cursor={cursor}").status == 200
    assert ask(f"/api/v1/rows?recipient=PER&limit=1&cursor={cursor}").status == 400


@pytest.mark.parametrize(
    "cursor",
    ["x", "%00", "====", "é", base64.urlsafe_b64encode(b"00000000 3dba11a5eda8 ffffffffffffffff").decode(), "A" * 7999],
)
def test_a_cursor_that_is_none_is_refused(ask: Any, cursor: str) -> None:
    answered = ask(f"/api/v1/rows?recipient=COL&cursor={cursor}")
    assert answered.status == 400
    assert answered.json["type"] == "urn:cuaderno:problem:question"


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7])
def test_parts_of_an_amount_stand_at_one_place_and_none_is_lost(tmp_path: Path, limit: int, warm: bool) -> None:
    """A source that splits an amount says several things at one place; a page may end between them."""
    from cuaderno.ledger.build import Facts, take_in
    from cuaderno.ledger.store import Store
    from cuaderno.web.api.paging import ORDER, page
    from cuaderno.web.shared import SharedStore

    sample = Path(str(resources.files("cuaderno.sources"))) / "iati" / "sample_parts.xml"
    take_in("iati", sample, tmp_path, Facts(as_of="2024-01-01"))
    store = SharedStore(Store([tmp_path], warm=warm))
    every, places = store.ask(f"SELECT count(*), count(DISTINCT ({', '.join(ORDER)})) FROM {store.entries}")[0]
    assert every > places
    found, cursor = [], ""
    for _ in range(every):
        some = page(store, {}, limit, cursor)
        found += [one.citation for one in some.statements]
        if not (cursor := some.next):
            break
    whole = [one.citation for one in page(store, {}, 1000, "").statements]
    assert cursor == ""
    assert sorted(found) == sorted(whole)
    assert len(set(found)) == len(found) > places / 2
