"""What the page on checking shows of the code, written by the code: verdicts, definitions, worked claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from cuaderno.checking import wording
from cuaderno.checking.checked import FLAGS, OUTCOMES, VERDICTS, Verdict
from cuaderno.checking.figures import Desk, verdicts
from cuaderno.checking.rulebook import tables
from cuaderno.checking.verdict import APPROXIMATE, FAR_BELOW, LEAST_TOLERANCE, MOST_TOLERANCE, NEARLY
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.statements.claim import Claim
from cuaderno.statements.measures import stage
from cuaderno.statements.universes import universe

SHEET, BLOG = date(2024, 9, 30), date(2012, 4, 24)
"""The sheet bears no date and cites fiscal 2024 last; the article is of 24 April 2012."""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [list(head)]
    lines = [f"| {' | '.join(cells[0])} |", f"| {' | '.join('---' for _ in cells[0])} |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def names(kind: str) -> str:
    """Verdicts or outcomes with their names in both languages."""
    codes, name = {"verdict": (VERDICTS, wording.verdict_name), "outcome": (OUTCOMES, wording.outcome_name)}[kind]
    return _table((kind, "English", "Spanish"), ((f"`{code}`", name(code), name(code, "es")) for code in codes))


def flags() -> str:
    """Flags and what each warns of."""
    return _table(("flag", "what it warns of"), ((f"`{code}`", wording.flag_text(code)) for code in FLAGS))


def hedges() -> str:
    """What each way of writing a number allows the computed one to be."""
    low, near, high = (f"{part:.2f}".rstrip("0") for part in NEARLY)
    about, least, most = (f"{100 * part:.0f} %" for part in (APPROXIMATE, LEAST_TOLERANCE, MOST_TOLERANCE))
    rows = [
        ("none", "within r", f"within {least} to {most}, by how settled the inputs are"),
        ("about, around, some, *unos*", "within r", f"within {about}"),
        (
            "over, at least, *más de*",
            "X or more; `loose` from one unit of X's first digit above it",
            "less than X by no more than the rounding",
        ),
        ("close to, nearly, *cerca de*", f"{near} X to {high} X", f"{low} X to {near} X"),
        ("up to, less than, *hasta*", f"X or less (less than: below X); `loose` below {FAR_BELOW} X", "–"),
        ("between A and B", "A − r to B + r", "–"),
        ("most, the majority", "more than half", "–"),
        ("counts of people and things", "exactly", f"with *about*: within {about}"),
    ]
    return _table(("as written", "supported", "approximately"), rows)


def stages() -> str:
    """What the words for how far money had gone may mean."""
    rows = [(word, "every programme", codes) for word, codes in tables()["stages"].items()]
    rows += [(word, code, codes) for code, some in tables()["stages_of"].items() for word, codes in some.items()]
    return _table(
        ("word", "of", "asked of the ledger as"),
        (
            (f"`{word}`", of, ", ".join(f"{stage(one).name()}" for one in codes) or "no data set records it")
            for word, of, codes in rows
        ),
    )


def universes() -> str:
    """What words that name no programme may mean."""
    rows = []
    for word, codes in tables()["universes"].items():
        missing = ", ".join(tables()["not_held"][word]) or "–"
        rows.append((f"`{word}`", "; ".join(f"{one} ({universe(one).name()})" for one in codes), missing))
    return _table(("words", "tested in", "not collected"), rows)


def resolvers() -> str:
    """Which publication would answer."""
    known: dict[str, list[str]] = {}
    for key, code in tables()["resolvers"].items():
        known.setdefault(code, []).append(f"`{key}`")
    return _table(
        ("of what, at which stage", "what would decide it"),
        ((", ".join(keys), wording._said("resolver", code, "en")) for code, keys in known.items()),
    )


def _claim(text: str, value: str, step: str, **slots: Any) -> tuple[str, Claim]:
    given: dict[str, Any] = {"stage": "provided", "provider": ("USA",), "recipient": ("COL",), "unit": "USD", **slots}
    kind = given.pop("kind", "money")
    return text, Claim("c1", text, 0, len(text), kind, value=Decimal(value), half_unit=Decimal(step) / 2, **given)


def _worked() -> list[tuple[date, str, Claim]]:
    years = {"period_start": "FY2017", "period_end": "FY2023"}
    sheet = [
        _claim("approximately $278 million in FMF, FY2017 to FY2023", "278000000", "1000000", programme="FMF", hedge="approximately", **years),
        _claim("$147 million in NADR-CWD since FY2017", "147000000", "1000000", programme="NADR-CWD", period_start="FY2017"),
        _claim("security assistance of over $90 million in FY2023", "90000000", "1000000", universe="security_assistance", hedge="at_least", period_start="FY2023", period_end="FY2023"),
        _claim("the majority of security assistance through FMF", "50", "1", programme="FMF", unit="percent", hedge="at_least", marks=("share",), period_start="FY2023", period_end="FY2023"),
        _claim("$8.69 million in IMET, FY2020 to FY2024", "8690000", "10000", programme="IMET", period_start="FY2020", period_end="FY2024"),
        _claim("approximately $71.6 million in active FMS cases", "71600000", "100000", programme="FMS", stage="active", measure_kind="stock", hedge="approximately"),
        _claim("approximately $172.37 million authorised (DCS), FY2021 to FY2023", "172370000", "10000", programme="DCS", stage="authorised", hedge="approximately", period_start="FY2021", period_end="FY2023"),
        _claim("four experts on mission in MINUSCA and MINURSO", "4", "1", kind="personnel", unit="persons", stage="deployed", provider=("COL",), recipient=("MINUSCA", "MINURSO"), item="experts on mission"),
        _claim("275 personnel in the Sinai", "275", "1", kind="personnel", unit="persons", stage="deployed", provider=("COL",), recipient=("MFO",)),
    ]  # fmt: skip
    blog = [
        _claim("the $7 billion Plan Colombia", "7000000000", "1000000000", programme="PLAN-COLOMBIA", stage=None),
        _claim("close to $70 billion spent by the Colombian state over the last decade", "70000000000", "1000000000", stage="spent", provider=("COL",), hedge="nearly", period_start="2002", period_end="2012"),
        _claim("the largest military in the region", "1", "1", kind="quantity", unit="rank", marks=("rank",), stage=None),
    ]  # fmt: skip
    return [*((SHEET, *one) for one in sheet), *((BLOG, *one) for one in blog)]


def _decided() -> list[tuple[date, str, Claim]]:
    text, right = _claim("$216 million obligated, FMF, FY2017 to FY2020", "216000000", "1000000", programme="FMF", stage="obligated", period_start="FY2017", period_end="FY2020")  # fmt: skip
    changed = [
        (text, right),
        ("over $200 million", replace(right, value=Decimal(200_000_000), hedge="at_least")),
        ("3 % more", replace(right, value=Decimal(222_600_000))),
        ("10 % more", replace(right, value=Decimal(237_800_000))),
        ("twice as much", replace(right, value=Decimal(432_300_000))),
        ("of FY2017 to FY2019", replace(right, period_end="FY2019")),
        ("of FY2017 to FY2021", replace(right, period_end="FY2021")),
        ("disbursed", replace(right, stage="disbursed")),
        ("requested", replace(right, stage="requested")),
        ("announced", replace(right, stage="announced")),
        ("of IMET", replace(right, programme="IMET")),
        ("$41,127,588 of NADR, said of NADR-CWD", replace(right, programme="NADR-CWD", value=Decimal(41_127_588))),
        ("FMF, provided, 10 % more", replace(right, value=Decimal(237_800_000), stage="provided")),
        ("most of security assistance through FMF", replace(right, value=Decimal(50), unit="percent", hedge="at_least", marks=("share",))),
    ]  # fmt: skip
    return [(SHEET, name, claim) for name, claim in changed]


@cache
def _store() -> Store:
    return Ledger(Store([edition_directory()], warm=True)).store


def _verdict(day: date, claim: Claim) -> Verdict:
    return verdicts([claim], Desk(_store(), day))[0]


def claims(which: str) -> str:
    """Worked claims with their verdicts and reasons, of the two founding documents or of what the ledger decides."""
    chosen = {"founding": _worked, "decided": _decided}[which]()
    rows = []
    for day, text, claim in chosen:
        found = _verdict(day, claim)
        rows.append((text, f"**{wording.verdict_name(found.verdict)}**", wording.reason_text(found)))
    return _table(("claim", "verdict", "why"), rows)


def arithmetic() -> str:
    """The definitions tried of one worked claim."""
    day, text, claim = _worked()[0]
    found = _verdict(day, claim)
    rows = (
        (one.universe, stage(one.stage).name(), f"`{one.source}`", wording.outcome_name(one.outcome), f"{one.covered} of {one.asked}", wording.formula(one))
        for one in found.definitions
    )  # fmt: skip
    head = _table(("universe", "stage", "source", "outcome", "years", "formula"), rows)
    return f"{head}\n\n{text}: {wording.missing_text(found)}"


def matrix() -> str:
    """What came of the claims of two hundred generated documents, by the way in which each is right or wrong."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    made = import_module("checking.matrix")
    return str(made.table(made.outcomes()))
