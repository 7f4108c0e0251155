"""Short answers from what is held need no thread; all others go to one, and nobody sees the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.web.app import make_app
from cuaderno.web.settings import Settings
from cuaderno.web.workers import Workers

from .conftest import Asker

FMF = "recipient=COL&programme=FMF&stage=obligated&years=2015-2019"
SHORT = (
    f"/api/v1/total?{FMF}",
    f"/api/v1/total?{FMF}&by=agency&format=csv",
    f"/api/v1/rows?{FMF}",
    "/api/v1/places?q=colmbia",
    "/api/v1/cite/809ccb7916b21ffc",
    "/api/v1/commitments/COL?as-of=2015-01-01",
    "/es/statement/809ccb7916b21ffc@3dba11a5eda8",
)
LONG = (
    f"/api/v1/total?{FMF}&format=parquet",
    f"/api/v1/rows?{FMF}&text=fmf",
    f"/api/v1/total?{FMF}&known-on=2026-01-01",
    "/api/v1/rows?stage=obligated&years=2019&limit=2",
    "/en/programmes",
)


@pytest.fixture(scope="module")
def held() -> Iterator[Asker]:
    ledger = Ledger(Store([edition_directory()], warm=True))
    made = Asker(make_app(ledger, settings=Settings(checks=False, seconds=120, kept=1)))
    for address in (*SHORT, *LONG):
        assert made(address).status == 200  # and what it needs is made
    yield made
    made.close()


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], Any]]:
    run, done = Workers.run, []

    async def counted(self: Workers, job: Callable[[], Any], seconds: float | None = None) -> Any:
        done.append(job)
        return await run(self, job, seconds)

    monkeypatch.setattr(Workers, "run", counted)
    return done


@pytest.mark.parametrize("address", SHORT)
def test_a_short_answer_is_given_at_once_and_as_by_a_thread(
    held: Asker, ask: Asker, threads: list[Any], address: str
) -> None:
    told = held(address)
    assert told.status == 200
    assert threads == []
    assert told.body == ask(address).body


@pytest.mark.parametrize("address", LONG)
def test_any_other_is_given_by_a_thread(held: Asker, threads: list[Any], address: str) -> None:
    assert held(address).status == 200
    assert len(threads) == 1


def test_an_error_is_told_the_same_way(held: Asker, threads: list[Any]) -> None:
    told = held("/api/v1/cite/0000000000000000")
    assert (told.status, told.json["type"]) == (404, "urn:cuaderno:problem:no-answer")
    assert threads == []
