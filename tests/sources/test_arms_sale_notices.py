"""Notices of possible arms sales: the list as published, and the text of a notice in the forms it has had."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import CannotAdd, CuadernoError, ReadingError, UnknownName
from cuaderno.ledger.build import Taken
from cuaderno.ledger.ledger import Ledger
from cuaderno.reading.text import read_span, spoken_amount
from cuaderno.sources.arms_sale_notices.items import items_of
from cuaderno.sources.arms_sale_notices.read import read
from cuaderno.statements.locator import CharSpan, parse_locator
from cuaderno.statements.measures import Addend, check_addable
from cuaderno.statements.statement import Statement

from .samples import SOURCES, open_alone, statements_of, take

FOLDER = SOURCES / "arms_sale_notices"
NO_ARTICLES = ("years", "months")

OLD_RELEASE = """\
On the web: http://www.example.gov
Transmittal No. 09-203
WASHINGTON, September 7, 2009 - The Defense Security Cooperation Agency notified Congress today of a possible
Foreign Military Sale to Colombia of 14 UH-60L helicopters. The total value, if all options are exercised, could be
as high as $221 million.

The Government of Colombia has requested a possible sale of 14 UH-60L helicopters (both armed and utility) with
engines, two spare T700-GE-701C engines, 28 GAU-19 .50 caliber guns, 14 M265 2.75 inch rocket pods, ammunition, and
5 years of support. The estimated cost is $221 million.

The prime contractor will be determined by competition. There are no offset agreements proposed in connection with
this potential sale.
"""

OLD_WANTED = (
    "14 UH-60L helicopters (both armed and utility) with engines, two spare T700-GE-701C engines, 28 GAU-19 .50 caliber "
    "guns, 14 M265 2.75 inch rocket pods, ammunition, and 5 years of support"
)
NEW_WANTED = (
    "Major Defense Equipment (MDE): Sixty-four (64) AGM-84H Missiles, Block 2 improved One hundred twenty-five (125) R&D "
    "Launchers"
)

NEW_NOTICE = """\
<html><head><title>Federal Register</title></head><body><pre>
[Transmittal No. 22-204]
36(b)(1) Arms Sales Notification
(i) Prospective Purchaser: Taipei Economic and Cultural Representative Office in the United States (TECRO)
(ii) Total Estimated Value:
Major Defense Equipment *...............  $ 1.125 billion
Other...................................  $ .075 billion
  TOTAL.................................  $ 1.20 billion
Funding Source: National Funds
(iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:
Major Defense Equipment (MDE):
Sixty-four (64) AGM-84H Missiles, Block
2 improved
One hundred twenty-five (125) R&amp;D Launchers
Non-MDE: Also included are seven (7) trucks.
(iv) Military Department: Navy
(viii) Date Report Delivered to Congress: June 8, 2022
</pre></body></html>
"""


def notice(directory: Path, text: str | bytes, name: str = "notice.txt") -> Path:
    path = directory / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def said(path: Path, directory: Path) -> list[Statement]:
    ledger = directory / "ledger"
    taken = take("arms_sale_notices", path, ledger)
    return statements_of(open_alone(ledger), taken.snapshot.snapshot)


def told(statements: list[Statement]) -> list[tuple[str, Decimal | None, str | None]]:
    return [(one.unit, one.value, one.label) for one in statements]


# ---- the list


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Taken, Ledger]:
    directory = tmp_path_factory.mktemp("list")
    taken = take("arms_sale_notices", shared / "data" / "dsca_notifications" / "dsca_notifications.json", directory)
    return taken, open_alone(directory)


@pytest.mark.shared
def test_every_record_of_the_published_list_is_accounted_for(published: tuple[Taken, Ledger]) -> None:
    taken, ledger = published
    assert taken.snapshot.accounting.rows_read == 1_098
    assert taken.snapshot.accounting.set_aside == {"repeated": 22}
    assert taken.snapshot.accounting.statements == 1_076
    statements = list(ledger.rows(source="arms_sale_notices"))
    assert {(one.unit, one.value, one.stage, one.measure_kind, one.programme) for one in statements} == {
        ("notices", Decimal(1), "notified", "count", "FMS")
    }
    assert sum("number-from-title" in one.flags for one in statements) == 7
    assert sum("number-shared" in one.flags for one in statements) == 10
    assert all(one.period == f"CY20{(one.account or '')[:2]}" for one in statements)


@pytest.mark.shared
def test_the_notice_for_colombia_is_listed_cited_and_counted(published: tuple[Taken, Ledger]) -> None:
    _, ledger = published
    (one,) = ledger.rows(recipient="COL", stage="notified")
    assert (one.account, one.period, one.locator) == ("10-27", "CY2010", "#/1/cn_number")
    assert one.label == "Press Release - Columbia 10-27 _0 CN.PDF"
    total = ledger.total(recipient="COL", stage="notified", unit="notices", years="CY2010")
    assert total.value == 1


@pytest.mark.parametrize(
    ("change", "words", "error"),
    [
        (lambda rows: [{**rows[0], "country": "Colombiq"}], "'Colombiq' in row 2 .near: Colombia", UnknownName),
        (lambda rows: [{**rows[0], "value": 5}], "a record should have cn_number", ReadingError),
        (lambda rows: [{key: rows[0][key] for key in ("cn_number", "country")}], "a record should have", ReadingError),
        (lambda rows: [{**rows[0], "country": ["Colombia"]}], "a record should have", ReadingError),
        (lambda rows: [rows], "record 0 is no object", ReadingError),
        (lambda rows: {"rows": rows}, "neither a list of records", ReadingError),
        (lambda _: [], "no row|not one row|at least", ReadingError),
        (lambda rows: [{**rows[0], "cn_number": None, "title": "x"}], "not one row to keep", ReadingError),
    ],
)
def test_a_list_that_is_spoilt_is_refused(
    change: object, words: str, error: type[CuadernoError], tmp_path: Path
) -> None:
    rows = json.loads((FOLDER / "sample.json").read_text(encoding="utf-8"))
    assert callable(change)
    path = notice(tmp_path, json.dumps(change(rows)), "list.json")
    with pytest.raises(error, match=words) as caught:
        said(path, tmp_path)
    assert "\n" not in caught.value.message


# ---- the text of one notice


def test_a_release_of_the_older_form(tmp_path: Path) -> None:
    statements = said(notice(tmp_path, OLD_RELEASE), tmp_path)
    assert told(statements) == [
        ("USD", 221_000_000, OLD_WANTED),
        ("items", 14, "UH-60L helicopters (both armed and utility) with engines"),
        ("items", 2, "spare T700-GE-701C engines"),
        ("items", 28, "GAU-19 .50 caliber guns"),
        ("items", 14, "M265 2.75 inch rocket pods"),
    ]
    assert {(one.recipient, one.period, one.account, one.executor) for one in statements} == {
        ("COL", "2009-09-07", "09-203", None)
    }
    assert {one.flags for one in statements} == {("offsets-none",)}


def test_a_notice_of_the_newer_form_saved_as_a_web_page(tmp_path: Path) -> None:
    path = notice(tmp_path, NEW_NOTICE.replace("$ .075", "$ 0.075"), "page.html")
    statements = said(path, tmp_path)
    assert told(statements) == [
        ("USD", 1_125_000_000, "Major Defense Equipment"),
        ("USD", 75_000_000, "Other"),
        ("USD", 1_200_000_000, NEW_WANTED),
        ("items", 64, "AGM-84H Missiles"),
        ("items", 125, "R&D Launchers"),
    ]
    assert {(one.recipient, one.period, one.account) for one in statements} == {("TWN", "2022-06-08", "22-204")}


@pytest.mark.parametrize("name", ["sample_release.txt", "sample_federal_register.txt"])
@pytest.mark.parametrize("spoil", [lambda text: text, lambda text: text.replace("\n", "\r\n")])
def test_every_amount_stands_where_its_locator_says(name: str, spoil: object, tmp_path: Path) -> None:
    assert callable(spoil)
    path = notice(tmp_path, spoil((FOLDER / name).read_text(encoding="utf-8")))
    statements = said(path, tmp_path)
    assert statements
    for one in statements:
        where = parse_locator(one.locator)
        assert isinstance(where, CharSpan)
        text = read_span(path, where.start, where.end)
        assert text is not None
        assert spoken_amount(text) == one.value


def test_the_ceilings_of_one_notice_have_no_sum(tmp_path: Path) -> None:
    take("arms_sale_notices", FOLDER / "sample_federal_register.txt", tmp_path)
    with pytest.raises(CannotAdd) as caught:
        open_alone(tmp_path).total(recipient="PHL", stage="notified", unit="USD")
    assert caught.value.rule == "ceiling_not_summed"


@pytest.mark.parametrize(
    ("unit", "kind", "refused"), [("USD", "ceiling", True), ("items", "ceiling", True), ("notices", "count", False)]
)
def test_notices_are_counted_and_what_they_may_come_to_is_not_summed(unit: str, kind: str, refused: bool) -> None:
    two = [
        Addend("notified", unit, kind, "FMS", "arms_sale_notices", "list", "CY", period)
        for period in ("CY2010", "CY2011")
    ]
    if not refused:
        check_addable(two)
        return
    with pytest.raises(CannotAdd) as caught:
        check_addable(two)
    assert caught.value.rule == "ceiling_not_summed"


def test_a_release_without_a_number_goes_by_its_buyer_and_day(tmp_path: Path) -> None:
    text = (FOLDER / "sample_release.txt").read_text(encoding="utf-8").replace("Transmittal No: 08-200\n", "")
    statements = said(notice(tmp_path, text), tmp_path)
    assert {one.flags for one in statements} == {("no-transmittal", "offsets-none")}
    assert {one.account or "" for one in statements} == {""}


def test_a_release_without_a_day_goes_by_the_year_of_its_number(tmp_path: Path) -> None:
    text = (FOLDER / "sample_release.txt").read_text(encoding="utf-8").replace("WASHINGTON, Oct. 3, 2008", "WASHINGTON")
    assert {one.period for one in said(notice(tmp_path, text), tmp_path)} == {"CY2008"}


def test_two_totals_in_one_text_are_quarantined_and_the_articles_kept(tmp_path: Path) -> None:
    text = (FOLDER / "sample_release.txt").read_text(encoding="utf-8").replace("cost is $41.5", "cost is $45.1")
    taken = take("arms_sale_notices", notice(tmp_path, text), tmp_path / "ledger")
    assert taken.snapshot.accounting.quarantined == {"two totals: the text says $41.5 million and $45.1 million": 1}
    assert taken.snapshot.accounting.statements == 3


def test_words_and_digits_that_differ_are_quarantined(tmp_path: Path) -> None:
    text = (FOLDER / "sample_release.txt").read_text(encoding="utf-8").replace("fourteen (14)", "fifteen (14)")
    taken = take("arms_sale_notices", notice(tmp_path, text), tmp_path / "ledger")
    assert taken.snapshot.accounting.quarantined == {"two quantities: fifteen (14)": 1}


def test_a_total_that_is_not_its_parts_is_told(tmp_path: Path) -> None:
    text = (
        (FOLDER / "sample_federal_register.txt").read_text(encoding="utf-8").replace("$9.75 million", "$9.57 million")
    )
    taken = take("arms_sale_notices", notice(tmp_path, text), tmp_path / "ledger")
    (check,) = taken.snapshot.checks.values()
    assert (check.agree, check.differ) == (0, 1)


RELEASE = (FOLDER / "sample_release.txt").read_text(encoding="utf-8")
REGISTER = (FOLDER / "sample_federal_register.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words", "error"),
    [
        (RELEASE.replace("Government of Colombia", "Government of Colombiq"), "'Colombiq' in row 2", UnknownName),
        (
            RELEASE.replace("has requested to buy", "wants"),
            "does not say what is wanted|who the buyer is",
            ReadingError,
        ),
        (RELEASE.replace("$", "EUR "), "does not print an estimated cost", ReadingError),
        (RELEASE.replace("Foreign Military Sale", "sale"), "neither the list of notices nor the text", ReadingError),
        (RELEASE.replace("Oct. 3, 2008", "Oct. 32, 2008"), "is dated Oct. 32, 2008, which is no day", ReadingError),
        (
            RELEASE.replace("Transmittal No: 08-200", "").replace("Oct. 3, 2008", ""),
            "neither a transmittal number nor a day",
            ReadingError,
        ),
        (REGISTER.replace("(ii)", "(2)"), "does not say who|no clause .ii.", ReadingError),
        (REGISTER.replace("$", ""), "does not print an estimated cost", ReadingError),
        (REGISTER.replace("(iii)", "(3)"), "does not say what is wanted", ReadingError),
        (REGISTER.replace("(i) Prospective Purchaser", "Purchaser"), "does not say|neither the list", ReadingError),
        (REGISTER.replace("36(b)(1)", "36(b)(5)(C)"), "changes a notice given earlier", ReadingError),
        (REGISTER.replace("Nos. 10-201]", "Nos. 10-1C]"), "changes a notice given earlier", ReadingError),
        ("", "is empty", ReadingError),
        (b"\x81\x8d Foreign Military Sale", "neither UTF-8 nor Windows-1252", ReadingError),
        (b"%PDF-1.4\n\0\0 possible Foreign Military Sale", "NUL characters", ReadingError),
        ("<!DOCTYPE html><html><p>Sign in</p></html>", "neither the list", ReadingError),
        ("possible Foreign Military Sale " * 100_000, "larger than any notice", ReadingError),
    ],
)
def test_a_text_that_is_no_whole_notice_is_refused(
    text: str | bytes, words: str, error: type[CuadernoError], tmp_path: Path
) -> None:
    with pytest.raises(error, match=words) as caught:
        said(notice(tmp_path, text), tmp_path)
    assert "\n" not in caught.value.message
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_each_layout_takes_its_own_kind_of_file_only() -> None:
    kinds = {"list": "sample.json", "release": "sample_release.txt", "federal_register": "sample_federal_register.txt"}
    for kind in kinds:
        for other, name in kinds.items():
            if kind == other:
                assert list(read(FOLDER / name, kind).rows)
            else:
                with pytest.raises(ReadingError, match=f"no file of the layout '{kind}'"):
                    read(FOLDER / name, kind)


# ---- articles


@pytest.mark.parametrize(
    ("clause", "items"),
    [
        ("fifteen (15) guns", [(15, "guns")]),
        ("up to 1,200 TOW 2A missiles, and spare parts", [(1200, "TOW 2A missiles")]),
        (
            "four (4) F-16 aircraft (12 seats, 3 spare); and 2 radars",
            [(4, "F-16 aircraft (12 seats, 3 spare)"), (2, "radars")],
        ),
        ("follow-on support for 3 years", []),
        ("two years of support, three boats", [(3, "boats")]),
        ("an upgrade of radars, Block\n20 software", []),
        ("rockets:\ntwo hundred (200) of kind A\nfive (5) of kind B", [(200, "of kind A"), (5, "of kind B")]),
        ("20 2.75-inch rockets and 30 pods", [(20, "2.75-inch rockets"), (30, "pods")]),
    ],
)
def test_articles_and_their_quantities(clause: str, items: list[tuple[int, str]]) -> None:
    found = list(items_of(clause, 0, len(clause), NO_ARTICLES))
    assert [(one.quantity, one.label) for one in found] == items
    assert all(spoken_amount(clause[slice(*one.span)]) == one.quantity for one in found)


@given(st.text(alphabet="0123456789(),;: \nonetwohundredand", max_size=60))
def test_no_clause_breaks_the_reader(clause: str) -> None:
    for one in items_of(clause, 0, len(clause), NO_ARTICLES):
        assert spoken_amount(clause[slice(*one.span)]) == one.quantity
