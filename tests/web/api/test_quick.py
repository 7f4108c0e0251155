"""A question read quickly is the question that FastAPI reads; what is wrong with one is said as it always was."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.ledger.answer import Cites
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.plain import plain
from cuaderno.web.api import quick
from cuaderno.web.api.forms import as_bytes

QUERIES = (
    "total?recipient=COL&stage=obligated&years=2019",
    "total?recipient=COL&recipient=MEX,JOR&stage=obligated&known-on=2023-09-29&by=programme,year",
    "total?recipient=&stage=obligated",
    "total?recipient=COL&stage=obligated&years=",
    "total?recipient=COL&stage=obligated&stage=disbursed",
    "total?recipient=COL&stage=obligated&years=2019&years=2020",
    "total?recipient=COL&stage=obligated&known_on=2023-09-29",
    "total?recipient=COL&stage=obligated&nonsense=1",
    "total?recipient=COL&stage=obligated&lang=de",
    "total?recipient=COL&stage=obligated&format=pdf",
    "total?" + "&".join(["recipient=COL"] * 51) + "&stage=obligated",
    "rows?recipient=COL&stage=obligated&limit=3",
    "rows?recipient=COL&stage=obligated&limit=0",
    "rows?recipient=COL&stage=obligated&limit=x",
    "rows?recipient=COL&stage=obligated&limit=%202%20",
    "history?recipient=COL",
    f"cite/{'a' * 201}",
    f"commitments/{'COL' * 80}",
    "commitments/COL?as-of=2015-01-01",
    "places?q=colmbia&limit=3",
    "thresholds?as-of=2020-01-01",
)


@pytest.mark.parametrize("query", QUERIES)
def test_quick_and_thorough_answer_alike(
    query: str, application: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = application(kept=0)
    quickly = asked(f"/api/v1/{query}")
    read: list[Any] = []
    monkeypatch.setattr(quick, "_asked", lambda *given: read.append(given))
    thoroughly = asked(f"/api/v1/{query}")
    assert len(read) == 1
    assert (quickly.status, quickly.body) == (thoroughly.status, thoroughly.body)
    kept = [{name: value for name, value in one.headers.items() if name != "date"} for one in (quickly, thoroughly)]
    assert kept[0] == kept[1]


@dataclasses.dataclass(frozen=True)
class Thing:
    key: int
    held: Any


THINGS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text(max_size=20)
    | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    lambda some: (
        st.lists(some, max_size=4)
        | st.lists(some, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(0, 9), some, max_size=4)
        | st.builds(Thing, st.integers(0, 2**64 - 1), some)
    ),
    max_leaves=12,
)


@given(THINGS)
def test_json_is_what_the_slower_writer_writes(thing: Any) -> None:
    slower = json.dumps(plain(thing), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    assert as_bytes(thing) == slower


def test_json_of_what_a_ledger_answers(edition_ledger: Ledger) -> None:
    cites = Cites([([3, 1], "3dba11a5eda8")])
    held = {"cites": cites, "some": {"b"}, "snapshot": edition_ledger.snapshots[0], "amount": Decimal("1.50")}
    told = as_bytes(held)
    assert told == json.dumps(plain(held), ensure_ascii=False, separators=(",", ":")).encode()
    assert as_bytes(held) == told  # the snapshot is written once and kept
    assert orjson.loads(told)["cites"] == list(cites)
    assert json.loads(as_bytes("half a letter \ud83d")) == "half a letter \ud83d"
    with pytest.raises(TypeError):
        as_bytes(object())
