"""Headcounts of one day against the reports of the United Nations, and notices of sales against the notices themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cuaderno.checking.check import check
from cuaderno.checking.checked import Verdict
from cuaderno.checking.figures import Desk, verdicts
from cuaderno.documents.finding import find
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.reading.opening import read_document
from cuaderno.statements.claim import Claim

from ..sources.samples import SOURCES, take
from .claims import money, persons

BOTH = "four experts on mission deployed to two missions, and one staff officer to a third"
WOMEN = ("sex: female",)
AUTUMN = date(2023, 10, 15)


def colombians(count: int, *recipients: str, **slots: object) -> Claim:
    return persons(count, provider=("COL",), recipient=recipients, **slots)


def verdict_of(claim: Claim, ledger: Ledger, day: date | None) -> Verdict:
    return verdicts([claim], Desk(ledger.store, day, day.isoformat() if day else ""))[0]


COUNTS = [
    (colombians(4, "UN", item="experts on mission"), AUTUMN, "supported", "supported"),
    (colombians(4, "UN", item="expertos en misión"), AUTUMN, "supported", "supported"),
    (colombians(1, "UN", item="staff officer"), AUTUMN, "supported", "supported"),
    (colombians(5, "UN"), AUTUMN, "supported", "supported"),
    (colombians(6, "UN"), AUTUMN, "contradicted", "contradicted"),
    (
        colombians(5, "UN", period_start="2023-09-30", period_end="2023-09-30"),
        date(2026, 1, 1),
        "supported",
        "supported",
    ),
    (colombians(2, "MINUSCA", item="experts on mission"), date(2017, 5, 10), "supported", "supported"),
    (colombians(3, "MINUSCA", item="experts on mission"), date(2017, 5, 10), "contradicted", "contradicted"),
    (colombians(4, "UN", item="cooks"), AUTUMN, "no_data", "kind_of_personnel"),
    (colombians(4, "UN", quote="four experts on mission"), AUTUMN, "supported", "supported"),
    (colombians(3, "UN", item="experts on mission", marks=("part_of",)), AUTUMN, "no_data", "kind_of_personnel"),
    (colombians(1, "UNIFIL", quote=BOTH), date(2021, 5, 1), "supported", "supported"),
    (colombians(4, "MINUSCA", "MINURSO", quote=BOTH), date(2021, 5, 1), "supported", "supported"),
    (colombians(5, "UN", quote=BOTH), date(2021, 5, 1), "no_data", "no_report"),
    (colombians(5, "UN"), None, "no_data", "no_day"),
    (colombians(5, "UN"), date(2019, 6, 30), "no_data", "no_report"),
    (colombians(4, "MINUSCA", "MINURSO", item="experts on mission"), AUTUMN, "no_data", "no_report"),
    (colombians(3, "UN", rules=WOMEN, period_start="2024-03-31"), AUTUMN, "supported", "supported"),
    (colombians(5, "UN", rules=WOMEN, period_start="2024-03-31"), AUTUMN, "contradicted", "contradicted"),
    (
        colombians(3, "UN", rules=WOMEN, quote="five experts on mission, three women"),
        AUTUMN,
        "no_data",
        "kind_of_personnel",
    ),
    (colombians(5, "UN", rules=("sex: either",), period_start="2024-03-31"), AUTUMN, "no_data", "kind_of_personnel"),
    (colombians(275, "MFO"), AUTUMN, "no_data", "not_united_nations"),
    (persons(5, recipient=("UN",)), AUTUMN, "no_data", "no_provider"),
]


@pytest.mark.parametrize(("claim", "day", "verdict", "reason"), COUNTS)
def test_a_headcount_is_held_against_the_reports_of_its_day(
    claim: Claim, day: date | None, verdict: str, reason: str, edition_ledger: Ledger
) -> None:
    found = verdict_of(claim, edition_ledger, day)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_document_without_a_date_speaks_of_the_year_that_it_cites(edition_ledger: Ledger) -> None:
    claim = colombians(4, "MINUSCA", "MINURSO", item="experts on mission")
    undated = verdicts([claim], Desk(edition_ledger.store, date(2024, 9, 30)))[0]
    assert (undated.verdict, undated.flags) == ("supported", ("window-inferred",))
    assert [one.window for one in undated.definitions if one.source == "peacekeeping"] == ["2024-03-31"]
    assert verdict_of(claim, edition_ledger, date(2024, 9, 30)).reason == "no_report"


def test_a_headcount_cites_its_lines_and_says_that_its_day_was_inferred(edition_ledger: Ledger) -> None:
    found = verdict_of(colombians(5, "UN"), edition_ledger, AUTUMN)
    (one,) = [each for each in found.definitions if each.source == "peacekeeping"]
    assert (one.window, one.computed, one.unit) == ("2023-09-30", Decimal(5), "persons")
    assert len(one.cites) > 1
    assert found.flags == ("window-inferred",)


@pytest.fixture(scope="module")
def with_notices(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    directory: Path = tmp_path_factory.mktemp("notices")
    for name in ("sample_release.txt", "sample_federal_register.txt"):
        take("arms_sale_notices", SOURCES / "arms_sale_notices" / name, directory)
    take("military_spending", SOURCES / "military_spending" / "sample.xlsx", directory)
    return Ledger(Store([directory], warm=True))


def notice(text: str, period: str, **slots: object) -> Claim:
    return money(
        text, "FMS", period, **{"stage": "notified", "measure_kind": "ceiling", "recipient": ("COL",), **slots}
    )


NOTICES = [
    (notice("41.5 million", "2008-10-03"), None, "supported", ()),
    (notice("42 million", "2008-10-03", hedge="approximately"), None, "supported", ()),
    (notice("41.5 million", "", stage="approved"), date(2008, 10, 7), "supported", ()),
    (notice("83 million", "2008-10-03"), None, "contradicted", ()),
    (notice("41.5 million", ""), None, "no_data", ("value-only-match",)),
    (notice("41.5 million", "2009-10-03"), None, "no_data", ()),
    (notice("41.5 million", "2008-10-03", recipient=("PER",)), None, "no_data", ()),
    (notice("41.5 million", "2008-10-03", recipient=()), None, "no_data", ()),
    (notice("12 million", "2010-10-18", recipient=("PHL",)), None, "contradicted", ()),
]


@pytest.mark.parametrize(("claim", "day", "verdict", "flags"), NOTICES)
def test_a_notified_ceiling_is_held_against_the_notice_of_its_day(
    claim: Claim, day: date | None, verdict: str, flags: tuple[str, ...], with_notices: Ledger
) -> None:
    found = verdict_of(claim, with_notices, day)
    assert (found.verdict, found.flags) == (verdict, flags)


def test_what_a_country_spends_on_its_forces_where_the_reader_has_taken_the_workbook_in(with_notices: Ledger) -> None:
    def spent(text: str, period: str, **slots: object) -> Verdict:
        claim = money(text, None, period, stage="spent", provider=("COL",), **slots)
        return verdict_of(claim, with_notices, date(2024, 5, 1))

    whole = spent("3.3 billion", "2019-2021", hedge="approximately")
    by_price = {one.price_basis: one for one in whole.definitions}
    assert set(by_price) == {"current", "constant:2022"}
    assert (by_price["current"].outcome, by_price["current"].computed) == ("passes", Decimal("3300873456.00"))
    assert by_price["current"].allowed == Decimal("50150000")
    assert by_price["constant:2022"].computed != by_price["current"].computed
    assert spent("3.3 billion", "2002-2011").reason == "not_held"
    assert spent("9 billion", "FY2019-FY2021").verdict == "not_comparable"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("On 31 March 2024 Nepal deployed 683 Nepali women in UN peacekeeping.", "supported"),
        ("On 31 March 2024 Nepal deployed 1,500 women in UN peacekeeping.", "contradicted"),
        ("Nepal desplegó 683 mujeres en las misiones de paz de la ONU el 31 de marzo de 2024.", "supported"),
        ("On 31 March 2024 Colombia had four experts on mission in two missions, MINUSCA and MINURSO.", "no_data"),
        ("On 31 March 2024 Nepal deployed 1,500 men in UN peacekeeping.", "no_data"),
        (
            "On 31 March 2024, Colombia had four experts on mission (three of whom are female) in MINUSCA and MINURSO.",
            "supported",
        ),
        ("As of 31 March 2024, Colombia had four experts on mission in MINUSCA and MINURSO.", "supported"),
    ],
)
def test_women_are_held_against_the_lines_of_women(text: str, verdict: str, edition_ledger: Ledger) -> None:
    document = read_document(text.encode(), "text")
    found = check(document, find(document), edition_ledger.store)
    assert found.claims[0].verdict.verdict == verdict
