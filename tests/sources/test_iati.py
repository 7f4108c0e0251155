"""IATI: what a list of percentages means, that parts add up to the cent, and that the fast way reads what a plain one reads."""

from __future__ import annotations

import importlib.util
from collections import Counter
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cuaderno.errors import ReadingError
from cuaderno.ledger.reopen import cell_text
from cuaderno.ledger.store import Store
from cuaderno.reading import xml
from cuaderno.reading.table import UNIT
from cuaderno.sources.card import folder_table
from cuaderno.sources.iati.read import COLUMNS, OTHER_ORGANISATION, _publisher, read
from cuaderno.sources.iati.shares import GROUP, NOT_STATED, RECORD, SPLIT, Sector, parts_of, purposes, recipients

from .samples import SOURCES, open_alone, statements_of, take

SAMPLE = SOURCES / "iati" / "sample_parts.xml"
SIZE = 4_000_000
GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generate_iati.py"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up file of 4 MB with everything that makes reading hard."""
    out = tmp_path_factory.mktemp("iati") / "generated.xml"
    _generator().generate(out, size=SIZE, seed=11)
    text = out.read_text(encoding="utf-8")
    assert all(mark in text for mark in ("<!--", "CDATA", "='US-GOV-11'", "<ext:value>"))
    return out


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_iati", GENERATOR)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generator_gives_the_same_bytes_for_the_same_seed(generated: Path, tmp_path: Path) -> None:
    for seed, alike in ((11, True), (12, False)):
        again = tmp_path / f"{seed}.xml"
        _generator().generate(again, size=SIZE, seed=seed)
        assert (again.read_bytes() == generated.read_bytes()) is alike


# ---- reading


def records(path: Path) -> list[dict[str, str]]:
    texts = read(path, "activities").lines
    assert texts is not None
    return [
        dict(zip(COLUMNS, line.split(UNIT), strict=True)) for text in texts for line in text[:-1].split("\n") if line
    ]


def plainly(path: Path) -> list[dict[str, str]]:
    """The transactions by another library and another way: the whole tree, one text at a time."""
    found = []
    root = etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()
    for number, activity in enumerate(root.iterchildren("iati-activity"), 1):
        for position, one in enumerate(activity.iterchildren("transaction"), 1):
            listed = one.findall("sector") or activity.findall("sector")
            codes = [sector.get("code", "") for sector in listed if sector.get("vocabulary", "1") == "1"]
            found.append(
                {
                    "activity": str(number),
                    "transaction": str(position),
                    "identifier": " ".join(activity.findtext("iati-identifier", "").split()),
                    "title": " ".join(activity.findtext("title/narrative", "").split()),
                    "type": one.find("transaction-type").get("code"),
                    "date": one.find("transaction-date").get("iso-date"),
                    "amount": one.findtext("value", "").strip(),
                    "currency": one.find("value").get("currency", ""),
                    "receiver": " ".join(one.findtext("receiver-org/narrative", "").split()),
                    "countries": " ".join(place.get("code") for place in activity.findall("recipient-country")),
                    "sectors": " ".join(codes),
                }
            )
    return found


def test_the_fast_way_reads_what_a_plain_way_reads(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for block, stretch in ((xml.BLOCK, xml.STRETCH), (997, 30)):
        monkeypatch.setattr(xml, "BLOCK", block)
        monkeypatch.setattr(xml, "STRETCH", stretch)
        said = records(generated)
        for one in said:
            parts = [part.split(GROUP) for part in one["parts"].split(RECORD)]
            one["countries"] = " ".join(dict.fromkeys(part[0] for part in parts))
            one["sectors"] = " ".join(dict.fromkeys(part[1].split(" ")[0] for part in parts))
        expected = plainly(generated)
        assert len(expected) > 100
        assert [{name: one[name] for name in expected[0]} for one in said] == expected


def test_the_day_of_the_file_is_that_on_which_it_was_made(tmp_path: Path) -> None:
    assert str(read(SAMPLE, "activities").as_of) == "2024-05-06"
    path = changed(tmp_path, ' generated-datetime="2024-05-06T07:08:09Z"', "")
    assert read(path, "activities").as_of is None


def changed(tmp_path: Path, old: str, new: str, count: int = -1) -> Path:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "sample.xml"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return path


# ---- the rule split-by-percentage

SHARES = st.lists(st.tuples(st.text("ABCDEF", min_size=1, max_size=2), st.decimals(0, 100, places=2)), max_size=6)


def texts(shares: list[tuple[str, Decimal]]) -> list[tuple[str, str]]:
    return [(name, str(share)) for name, share in shares]


@given(SHARES)
def test_recipients_share_by_their_percentages_and_what_is_missing_has_none(shares: list[tuple[str, Decimal]]) -> None:
    side, total = recipients(texts(shares)), sum(share for _, share in shares)
    if total > 101:
        assert side.quarantine == "percentages-over-100"
        return
    assert not side.quarantine
    weights = dict(side.weighed)
    assert len(weights) == len(side.weighed)
    if not shares:
        assert (side.weighed, side.flags) == (((NOT_STATED, 1),), ("recipient-not-stated",))
        return
    for name in {name for name, _ in shares}:
        assert weights.get(name, 0) == sum(share for one, share in shares if one == name) * 10**6
    assert (NOT_STATED in weights) == (total < 99) == ("percentages-incomplete" in side.flags)


def test_a_single_recipient_without_a_percentage_has_the_whole_and_one_of_several_has_none() -> None:
    assert recipients([("CO", "")]).weighed == (("CO", 100 * 10**6),)
    assert recipients([("CO", "60"), ("PE", "")]).quarantine == "percentage-not-stated"
    assert recipients([("CO", "sixty")]).quarantine == "percentage-not-stated"
    assert recipients([("?QQ", "100")]).quarantine == "recipient-not-in-the-codelist"


def test_sectors_that_do_not_add_up_stay_together_and_keep_a_category_they_share() -> None:
    police, mines, food = (
        Sector("15132 Police", "151 G"),
        Sector("15250 Mines", "152 C"),
        Sector("15220 Peace", "152 C"),
    )
    assert purposes([(police, "50"), (mines, "50")]).weighed == (
        (f"15132 Police{GROUP}151 G", 50 * 10**6),
        (f"15250 Mines{GROUP}152 C", 50 * 10**6),
    )
    together = purposes([(mines, "50"), (food, "20")])
    assert together.weighed == ((f"15250 Mines; 15220 Peace{GROUP}152 C", 1),)
    assert together.flags == ("sectors-not-split",)
    assert purposes([(police, ""), (mines, "")]).weighed == ((f"15132 Police; 15250 Mines{GROUP}", 1),)
    assert purposes([(police, "40")]).weighed == ((f"15132 Police{GROUP}151 G", 1),)
    assert purposes([]).weighed == ((GROUP, 1),)


def test_only_what_has_several_parts_is_marked_as_split() -> None:
    one, two = recipients([("CO", "100")]), recipients([("CO", "60"), ("PE", "40")])
    none = purposes([])
    assert parts_of(one, none)[1] == ""
    assert parts_of(two, none)[1] == SPLIT


def test_parts_add_up_to_the_value_to_the_cent(generated: Path, tmp_path: Path) -> None:
    taken = take("iati", generated, tmp_path)
    said = statements_of(open_alone(tmp_path), taken.snapshot.snapshot)
    of_value: Counter[str] = Counter()
    for one in said:
        of_value[one.locator] += one.value or Decimal(0)
    wholes = {
        f"#xpath=/iati-activities/iati-activity%5B{one['activity']}%5D/transaction%5B{one['transaction']}%5D/value": Decimal(one["amount"])
        for one in plainly(generated)
        if one["type"] in {"2", "3", "4"}
    }  # fmt: skip
    assert dict(of_value) == wholes
    assert any(SPLIT in one.flags for one in said)
    assert taken.snapshot.accounting.set_aside == {"incoming": sum(one["type"] == "1" for one in plainly(generated))}
    assert len({one.key for one in said}) == len(said)


def test_the_cents_left_over_go_to_the_largest_remainders(tmp_path: Path) -> None:
    """0.05 by thirds: 1.66… cents each, so 1 + 1 + 1 and two cents left, which the first two get."""
    path = changed(tmp_path, '<recipient-country code="UA" percentage="50"/>', three_countries())
    path.write_text(path.read_text(encoding="utf-8").replace('percentage="25"/>', 'percentage="0"/>'), encoding="utf-8")
    taken = take("iati", path, tmp_path / "ledger")
    said = statements_of(open_alone(tmp_path / "ledger"), taken.snapshot.snapshot)
    parts = {one.recipient: str(one.value) for one in said if one.label.startswith("Food")}
    assert parts == {"UKR": "0.02", "COL": "0.02", "PER": "0.01"}


def three_countries() -> str:
    return "".join(f'<recipient-country code="{code}" percentage="33.33"/>' for code in ("UA", "CO", "PE"))


# ---- what is set aside, quarantined and refused


QUARANTINED = {
    "value-not-a-decimal": ("-0.03</value>", "three cents</value>"),
    "date-not-a-day": ('iso-date="2019-12-31"/>\n      <value', 'iso-date="December 2019"/>\n      <value'),
    "currency-not-stated": ('<iati-activity default-currency="USD" xml:lang="en">', "<iati-activity>"),
    "recipient-not-in-the-codelist": ('<recipient-country code="PE"', '<recipient-country code="QQ"'),
    "percentage-not-stated": ('code="PE" percentage="40"', 'code="PE"'),
    "percentages-over-100": ('code="PE" percentage="40"', 'code="PE" percentage="60"'),
}


@pytest.mark.parametrize(("why", "change"), QUARANTINED.items(), ids=QUARANTINED)
def test_what_cannot_be_believed_is_counted_with_its_reason(why: str, change: tuple[str, str], tmp_path: Path) -> None:
    before = take("iati", SAMPLE, tmp_path / "before").snapshot.accounting
    after = take("iati", changed(tmp_path, *change), tmp_path / "after").snapshot.accounting
    assert after.holds()
    assert after.rows_read == before.rows_read
    assert after.quarantined.get(why, 0) > before.quarantined.get(why, 0)
    assert after.rows_kept < before.rows_kept


@pytest.mark.parametrize(
    ("code", "rule"),
    [("1", "incoming"), ("5", "repayment"), ("6", "repayment"), ("8", "equity"), ("9", "incoming"), ("10", "guarantee"),
     ("11", "incoming"), ("12", "pledge"), ("13", "incoming")],
)  # fmt: skip
def test_what_is_no_money_given_is_set_aside_by_a_rule(code: str, rule: str, tmp_path: Path) -> None:
    path = changed(tmp_path, "<transaction-type code='4'/>", f"<transaction-type code='{code}'/>")
    assert take("iati", path, tmp_path / "ledger").snapshot.accounting.set_aside.get(rule, 0) == 1 + (
        rule == "incoming"
    )


def test_a_type_that_the_standard_does_not_have_stops_the_intake(tmp_path: Path) -> None:
    path = changed(tmp_path, "<transaction-type code='4'/>", "<transaction-type code='D'/>")
    with pytest.raises(ReadingError, match="'D' is no transaction type"):
        take("iati", path, tmp_path / "ledger")
    assert not (tmp_path / "ledger" / "manifest.json").exists()


@pytest.mark.parametrize("version", ['version="1.05"', ""])
def test_a_file_of_the_first_version_is_refused(version: str, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"versions 2\.01 to 2\.03 are read"):
        take("iati", changed(tmp_path, 'version="2.03"', version), tmp_path / "ledger")


HOSTILE = {
    "cut in the middle": (lambda text: text[: len(text) // 2], "ends in the middle|not well-formed"),
    "without its last tag": (lambda text: text.replace("</iati-activities>", ""), "ends in the middle"),
    "with entities": (lambda text: text.replace("?>", "?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>", 1), "document type"),
    "of another kind": (lambda text: text.replace("iati-activities", "iati-organisations"), "XML of another kind"),
    "with a tag that is not closed": (lambda text: text.replace("</title>", "", 1), "not well-formed"),
}


@pytest.mark.parametrize(("spoil", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_file_is_refused_and_leaves_the_ledger_as_it_was(spoil, words: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    take("iati", SAMPLE, tmp_path / "ledger")
    manifest = (tmp_path / "ledger" / "manifest.json").read_bytes()
    path = tmp_path / "spoilt.xml"
    path.write_text(spoil(SAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ReadingError, match=words):
        take("iati", path, tmp_path / "ledger")
    assert (tmp_path / "ledger" / "manifest.json").read_bytes() == manifest


# ---- who reports


@pytest.mark.parametrize(
    ("ref", "kind", "name"),
    [
        ("US-GOV-11", "10", "US"),
        ("US-GOV-11-CO", "", "US"),
        ("XM-DAC-301-2", "10", "XM-DAC-301"),
        ("XM-DAC-41114", "40", "XM-DAC-41114"),
        ("XI-IATI-EC_INTPA", "15", "XI-IATI-EC_INTPA"),
        ("CA-3", "10", "CA"),
        ("NL-KVK-41150298", "15", "NL"),
        ("NL-KVK-41150298", "22", OTHER_ORGANISATION),
        ("GB-CHC-202918", "21", OTHER_ORGANISATION),
        ("XM-DAC-99999", "40", OTHER_ORGANISATION),
        ("DIDI-1", "10", OTHER_ORGANISATION),
        ("", "", OTHER_ORGANISATION),
    ],
)
def test_an_organisation_leads_to_its_place_or_to_other_organisations(ref: str, kind: str, name: str) -> None:
    assert _publisher(ref, kind) == name
    assert any(row["published"] == name and row["code"] for row in folder_table("iati", "names.csv"))


def test_a_part_reopens_to_the_value_it_is_a_part_of(tmp_path: Path) -> None:
    taken = take("iati", SAMPLE, tmp_path)
    said = statements_of(open_alone(tmp_path), taken.snapshot.snapshot)
    parts = [one for one in said if SPLIT in one.flags and one.stage == "obligated"]
    assert {cell_text(Store([tmp_path]), taken.snapshot, one.locator, SAMPLE) for one in parts} == {"100.01"}
    assert sum(one.value or 0 for one in parts) == Decimal("100.01")
