"""Addresses to ask a server for, all distinct, of what a ledger holds: half questions to the API, a quarter statements, a quarter countries.

Written one a line, in an order that mixes them. Of the visits to country pages one in ten has a state that was not asked before.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from cuaderno.errors import CuadernoError
from cuaderno.ledger.ledger import Ledger
from cuaderno.statements.statement import citation

COUNTRIES = 60
FIRST, LAST = 2001, 2020
STAGES = ("obligated", "disbursed")


@dataclass(frozen=True)
class Held:
    """What of a ledger the addresses are made of: places by how much is said of them, stages with their programmes, citations."""

    places: list[str]
    programmes: list[tuple[str, str]]
    citations: list[str]
    committed: list[str]
    sources: list[str]
    entries: int


def held_by(ledger: Ledger, citations: int, seed: int) -> Held:
    """What the ledger holds, each checked to be answered."""
    store = ledger.store
    counted = f"FROM {store.lines} WHERE unit = 'USD' AND stage IN ('obligated', 'disbursed') GROUP BY 1 ORDER BY sum(count) DESC, 1"
    places = [code for (code,) in store.ask(f"SELECT recipient::VARCHAR {counted} LIMIT 150")]
    codes = [code for (code,) in store.ask(f"SELECT programme::VARCHAR {counted}") if code]
    programmes = [(stage, code) for stage in STAGES for code in codes if _answers(ledger, code, stage)]
    keys = store.ask(
        f"SELECT key, snapshot FROM {store.entries_of(store.figures)} WHERE current IS NOT NULL "
        f"USING SAMPLE reservoir({citations} ROWS) REPEATABLE ({seed})"
    )
    return Held(
        places,
        programmes,
        [citation(*one) for one in keys],
        [code for code in places if _committed(ledger, code)],
        [one.name for one in ledger.sources],
        store.ask(f"SELECT count(*) FROM {store.entries_of(store.figures)} WHERE current IS NOT NULL")[0][0],
    )


def _answers(ledger: Ledger, programme: str, stage: str) -> bool:
    try:
        ledger.total(recipient="COL", programme=programme, stage=stage, years="FY2001-FY2020")
    except CuadernoError:
        return False
    return True


def _committed(ledger: Ledger, place: str) -> bool:
    try:
        ledger.commitments(place)
    except CuadernoError:
        return False
    return True


def mixed(held: Held, count: int, seed: int) -> list[str]:
    """So many addresses in a mixed order."""
    some = random.Random(seed)  # noqa: S311
    citations = iter(held.citations)
    api = _distinct(lambda: _api(held, citations, some))
    statements = (f"/{some.choice(('en', 'es'))}/statement/{one}" for one in citations)
    countries = _countries(held, some)
    kinds: list[Iterator[str]] = [api, api, statements, countries]
    found = []
    for at in range(0, count, len(kinds)):
        some.shuffle(kinds)
        found += [next(kind) for kind in kinds[: count - at]]
    return found


def questions(held: Held, count: int, seed: int) -> list[str]:
    """Questions to the API alone."""
    some = random.Random(seed)  # noqa: S311
    citations = iter(held.citations)
    return list(islice(_distinct(lambda: _api(held, citations, some)), count))


def first_visits(held: Held) -> list[str]:
    """Every country page as it is met first."""
    return [f"/{lang}/place/{code}" for code in held.places[:COUNTRIES] for lang in ("en", "es")]


def totals_and_rows(held: Held, count: int, seed: int) -> list[tuple[str, str, str, str]]:
    """Totals of a recipient at a stage over some years, by year, and citations: what another server is asked for too."""
    some = random.Random(seed)  # noqa: S311
    found: dict[tuple[str, str, str, str], None] = {}
    while len(found) < count:
        found[some.choice(held.places), some.choice(STAGES), *_window(some)] = None
    return list(found)


def _window(some: random.Random) -> tuple[str, str]:
    first = some.randint(FIRST, LAST - 1)
    return f"FY{first}", f"FY{some.randint(first, LAST)}"


def _distinct(make: Callable[[], str]) -> Iterator[str]:
    """Addresses as they are made, each once."""
    known: set[str] = set()
    while True:
        address = make()
        if address not in known:
            known.add(address)
            yield address


def _api(held: Held, citations: Iterator[str], some: random.Random) -> str:
    kind, place, years = some.random(), some.choice(held.places), "-".join(_window(some))
    asked = f"recipient={place}&stage={some.choice(STAGES)}&years={years}"
    stage, programme = some.choice(held.programmes)
    told = f"recipient={place}&stage={stage}&years={years}"
    if kind < 0.25:
        return f"/api/v1/total?{asked}&lang={some.choice(('en', 'es'))}"
    if kind < 0.35:
        return f"/api/v1/total?{told}&by=programme"
    if kind < 0.5:
        return f"/api/v1/total?{told}&programme={quote(programme)}"
    if kind < 0.7:
        return f"/api/v1/rows?{told}&programme={quote(programme)}&limit={some.randint(10, 50)}"
    if kind < 0.88:
        return f"/api/v1/cite/{next(citations)}"
    if kind < 0.98:
        day = f"{some.randint(1990, 2024)}-{some.randint(1, 12):02}-{some.randint(1, 28):02}"
        return f"/api/v1/commitments/{some.choice(held.committed or [place])}?as-of={day}"
    if kind < 0.99:
        return f"/api/v1/places?q={place.lower()}{some.randint(0, 9999)}"
    return f"/api/v1/sources/{some.choice(held.sources)}?lang={some.choice(('en', 'es'))}"


def _countries(held: Held, some: random.Random) -> Iterator[str]:
    plain = [f"/{lang}/place/{code}" for code in held.places[:COUNTRIES] for lang in ("en", "es")]
    with_state = _distinct(lambda: "{}?years={}-{}".format(some.choice(plain), *(one[2:] for one in _window(some))))
    while True:
        yield next(with_state) if some.random() < 0.1 else some.choice(plain)
