"""IATI activity files (standard 2.01 to 2.03): a row for each transaction, with what its activity says of all of them.

Where a transaction names its own sector or recipient, that counts and the activity's does not (standard 2.03, transaction
level). Of several vocabularies one is read: the DAC's five-digit sectors, else its three-digit ones, else the first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cuaderno.errors import ReadingError
from cuaderno.reading.table import UNIT, Table
from cuaderno.reading.xml import read_records
from cuaderno.sources.iati.shares import RECORD, UNKNOWN_CODE, Sector, Side, parts_of, purposes, recipients

COLUMNS = (
    "activity", "identifier", "default_currency", "reporter_ref", "reporter_type", "secondary", "reporter", "title", "implementer",
    "publisher", "dataset", "transaction", "reference", "type", "date", "amount", "currency", "provider_ref", "provider",
    "receiver_ref", "receiver", "own", "parts", "flags", "quarantine",
)  # fmt: skip
"""What an activity says, then what a transaction says; `own` is true where the transaction names its own sector or recipient."""

_COUNTRY, _REGION, _SECTOR = "recipient-country", "recipient-region", "sector"
_DAC_5, _DAC_3 = "1", "2"
_DAC_SECTOR = f"{_SECTOR}[@vocabulary = '{_DAC_5}' or not(@vocabulary)]"
_ACTIVITY = (
    "iati-identifier", "@default-currency", "reporting-org/@ref", "reporting-org/@type", "reporting-org/@secondary-reporter",
    "reporting-org/narrative", "title/narrative", "participating-org[@role = '4']/narrative",
)  # fmt: skip
_TRANSACTION = (
    "@ref", "transaction-type/@code", "transaction-date/@iso-date", "value", "value/@currency", "provider-org/@ref",
    "provider-org/narrative", "receiver-org/@ref", "receiver-org/narrative", f"{_SECTOR} or {_COUNTRY} or {_REGION}",
)  # fmt: skip
_GOVERNMENT = re.compile(r"([A-Z]{2})-GOV(?:-|$)")
_PUBLIC = ("10", "15")
OTHER_ORGANISATION, OTHER_REGION = "other organisation", "other region"
MOST_LISTED = 1_000


def read(path: Path, layout: str) -> Table:  # noqa: ARG001  (there is one)
    """The transactions of an IATI activity file.

    `parts` is a list as `shares` makes it. Raises ReadingError for what is no such file, and for one of version 1, whose codes
    are others.
    """
    records = read_records(path, "iati-activities", "iati-activity")
    version = records.attributes.get("version", "").strip()
    if not version.startswith("2."):
        raise ReadingError(
            f"{path.name} is written by version {version[:20] or '(none said)'} of the IATI standard; versions 2.01 to 2.03 are read. Ask "
            "the publisher for a current file; nothing has been taken in."
        )
    day = _day(records.attributes.get("generated-datetime", ""))
    return Table(COLUMNS, (), day, lines=lines(" ".join(path.stem.split()), records.nodes))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def lines(dataset: str, activities: Iterator[Any]) -> Iterator[str]:
    """The lines of each activity, one for each transaction: XPath joins its texts, so that no text is handled by itself."""
    from pugixml import pugi

    of_activity = pugi.XPathQuery(_joined(_ACTIVITY)).evaluate_string
    of_transaction = pugi.XPathQuery(_joined(_TRANSACTION)).evaluate_string
    transactions = pugi.XPathQuery("transaction").evaluate_node_set
    listed = _lister()
    for number, activity in enumerate(activities, 1):
        said = of_activity(activity)
        reporter = said.split(UNIT, 4)
        head = f"{number}{UNIT}{said}{UNIT}{_publisher(reporter[2], reporter[3])}{UNIT}{dataset}{UNIT}"
        places, sectors = listed(activity)
        parts = _parts(places, sectors)
        found = []
        for position, transaction in enumerate(transactions(activity)[:], 1):
            line = of_transaction(transaction)
            if line.endswith("true"):
                own_places, own_sectors = listed(transaction)
                own = _parts(own_places or places, own_sectors or sectors)
                found.append(f"{head}{position}{UNIT}{line}{UNIT}{own}\n")
            else:
                found.append(f"{head}{position}{UNIT}{line}{UNIT}{parts}\n")
        yield "".join(found)


def _joined(expressions: tuple[str, ...]) -> str:
    """One XPath expression for all of them: their texts with U+001F between."""
    between = f", '{UNIT}', "
    return f"concat({between.join(f'normalize-space({one})' for one in expressions)})"


def _lister() -> Callable[[Any], tuple[str, str]]:
    """What lists the recipients and the sectors of a node.

    Each is its vocabulary (of a country its element's name), code and percentage, and ends with U+001E.
    """
    from pugixml import pugi

    country, other = (
        pugi.XPathQuery(f"concat({_joined((vocabulary, '@code', '@percentage'))}, '{RECORD}')").evaluate_string
        for vocabulary in (f"'{_COUNTRY}'", "@vocabulary")
    )
    countries, regions, of_dac, of_any = (
        pugi.XPathQuery(name).evaluate_node_set for name in (_COUNTRY, _REGION, _DAC_SECTOR, _SECTOR)
    )

    def listed(node: Any) -> tuple[str, str]:
        places = [country(one) for one in countries(node)[:]] + [other(one) for one in regions(node)[:]]
        sectors = [other(one) for one in of_dac(node)[:] or of_any(node)[:]]
        if len(places) + len(sectors) > MOST_LISTED:
            raise ReadingError(
                f"An activity names {len(places) + len(sectors):,} recipients and sectors, more than any published one. The file "
                "is damaged; nothing has been taken in."
            )
        return "".join(places), "".join(sectors)

    return listed


@lru_cache(maxsize=8192)
def _parts(places: str, sectors: str) -> str:
    """The parts, the flags and the quarantine, by the recipients and the sectors listed."""
    return UNIT.join(parts_of(_recipients(places), _purposes(sectors)))


@lru_cache(maxsize=8192)
def _recipients(listed: str) -> Side:
    found = [one.split(UNIT) for one in listed.split(RECORD)[:-1]]
    countries = [(_country(code), share) for name, code, share in found if name == _COUNTRY]
    regions = _of_one_vocabulary([one for one in found if one[0] != _COUNTRY])
    return recipients(countries + [(_region(vocabulary, code), share) for vocabulary, code, share in regions])


@lru_cache(maxsize=8192)
def _purposes(listed: str) -> Side:
    found = _of_one_vocabulary([one.split(UNIT) for one in listed.split(RECORD)[:-1]])
    return purposes([(_sector(vocabulary, code), share) for vocabulary, code, share in found])


def _of_one_vocabulary(found: list[list[str]]) -> list[tuple[str, str, str]]:
    """Vocabulary, code and percentage of the elements of one vocabulary; one without is of the DAC's (standard 2.03)."""
    told = [(vocabulary or _DAC_5, code, share) for vocabulary, code, share in found]
    said = {vocabulary for vocabulary, *_ in told}
    chosen = next((one for one in (_DAC_5, _DAC_3) if one in said), told[0][0] if told else "")
    return [one for one in told if one[0] == chosen]


@cache
def _table(name: str) -> dict[str, str]:
    """The first two columns of a table of this folder."""
    table = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return {row[0]: row[1] for row in csv.reader(table[1:])}


def _country(code: str) -> str:
    """The code if the table has it; with a question mark if not, which quarantines the transaction."""
    return code.upper() if code.upper() in _table("names.csv") else f"{UNKNOWN_CODE}{code}"


def _region(vocabulary: str, code: str) -> str:
    name = f"region {vocabulary}:{code}"
    return name if name in _table("names.csv") else OTHER_REGION


@lru_cache(maxsize=4096)
def _sector(vocabulary: str, code: str) -> Sector:
    """The code, with its name and category where it is one of the DAC's; with its vocabulary where it is not."""
    if vocabulary not in (_DAC_5, _DAC_3):
        return Sector(f"{vocabulary}:{code}")
    names, category = _table("sectors.csv"), code[:3]
    return Sector(
        f"{code} {names[code]}" if code in names else code,
        f"{category} {names[category]}" if category in names else "",
    )


@lru_cache(maxsize=4096)
def _publisher(ref: str, kind: str) -> str:
    """The name by which `names.csv` knows the place of a reporting organisation.

    The longest part of its identifier that the table has (`XM-DAC-41114`); else its country's code, where the identifier is of
    a list of government bodies (org-id.guide: `US-GOV-11`) or of any national list and the organisation calls itself public.
    """
    known = _table("names.csv")
    marks = ref.split("-")
    for length in range(len(marks), 1, -1):
        if (prefix := "-".join(marks[:length])) in known:
            return prefix
    country = _GOVERNMENT.match(ref)
    code = country[1] if country else ref[:2] if kind in _PUBLIC and ref[2:3] == "-" else ""
    return code if code in known else OTHER_ORGANISATION
