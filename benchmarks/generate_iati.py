"""An IATI 2.03 activity file of any size, for measuring how fast one is read.

The words and figures are made up; the elements, their order and their sizes are those of published files: two to six kB an
activity, three to eight transactions in each, long narratives, documents and budgets that nobody asked for. Now and then
an activity has what makes reading hard: a comment, a CDATA section, single quotes, attributes in another order, an element
of another namespace. The same size and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).parent
MEGABYTE = 1_000_000

ROOT = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<iati-activities version="2.03" generated-datetime="2024-05-06T07:08:09Z" '
    'xmlns:ext="https://example.org/extension">\n'
)

_SPOKEN = """
support training of the national and local police for border control with equipment community justice mine action
rural roads health water schools women youth victims reintegration planning monitoring evaluation technical assistance
programme second phase municipal government reform capacity building access services emergency response recovery trade
energy climate forest coast data accountability statistics región gestión paz niñez año
"""
WORDS = _SPOKEN.split()
COUNTRIES = ("CO", "PE", "EC", "GT", "HN", "UA", "JO", "LB", "KE", "SO", "ML", "NE", "AF", "PK", "PH", "HT")
SECTORS = ("15210", "15220", "15250", "15110", "15160", "12220", "11220", "31120", "14030", "72010", "43010", "21020")
PARTNERS = ("Foundation for Rural Roads", "Ministry of Planning", "Clear Ground", "Smith &amp; Sons", "Agua para Todos")
TYPES = ("1", "2", "2", "3", "3", "3", "4", "4")
FIRST_DAY = date(2010, 1, 1)
DAYS = 5_000


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "data" / "iati.xml")
    wanted = parser.parse_args()
    begun = perf_counter()
    count, transactions = generate(wanted.out, size=wanted.megabytes * MEGABYTE, seed=wanted.seed)
    size = wanted.out.stat().st_size
    print(
        f"{wanted.out}: {size:,} bytes, {count:,} activities ({size / count:,.0f} bytes each), "
        f"{transactions:,} transactions, {perf_counter() - begun:.1f} s"
    )


def generate(out: Path, *, size: int, seed: int) -> tuple[int, int]:
    """Write at least `size` bytes; give the number of activities and of transactions."""
    chance = random.Random(seed)  # noqa: S311
    out.parent.mkdir(parents=True, exist_ok=True)
    written = count = transactions = 0
    with out.open("w", encoding="utf-8", newline="\n") as file:
        written += file.write(ROOT)
        while written < size:
            count += 1
            payments = list(_transactions(chance))
            transactions += len(payments)
            written += file.write(_activity(chance, count, payments))
        file.write("</iati-activities>\n")
    return count, transactions


def _text(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(least, most))).capitalize()


def _narrative(text: str, lang: str = "") -> str:
    marked = f' xml:lang="{lang}"' if lang else ""
    return f"      <narrative{marked}>{text}</narrative>\n"


def _day(chance: random.Random) -> str:
    return (FIRST_DAY + timedelta(chance.randrange(DAYS))).isoformat()


def _shares(chance: random.Random, count: int) -> list[str]:
    """Percentages that add up to 100, with up to two decimals."""
    if count == 1:
        return ["100"]
    cuts = sorted(chance.sample(range(100, 9_900, 25), count - 1))
    parts = [right - left for left, right in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return [f"{part / 100:.2f}".rstrip("0").rstrip(".") for part in parts]


def _transactions(chance: random.Random) -> Iterator[str]:
    own_sector = chance.random() < 0.1
    for _ in range(chance.randint(3, 8)):
        day, value = _day(chance), f"{chance.lognormvariate(11, 2):.2f}"
        if chance.random() < 0.02:
            value = f"-{value}"
        code = chance.choice(TYPES)
        receiver = (
            f'      <receiver-org ref="XX-REG-{chance.randrange(400)}" type="22">\n  {_narrative(chance.choice(PARTNERS))}'
            "      </receiver-org>\n"
            if chance.random() < 0.7
            else ""
        )
        sector = f'      <sector vocabulary="1" code="{chance.choice(SECTORS)}" />\n' if own_sector else ""
        yield (
            f'    <transaction ref="{chance.randrange(10**6)}">\n'
            f'      <transaction-type code="{code}" />\n'
            f'      <transaction-date iso-date="{day}" />\n'
            f'      <value currency="USD" value-date="{day}">{value}</value>\n'
            f"      <description>\n  {_narrative(_text(chance, 3, 9))}      </description>\n"
            f'      <provider-org ref="US-GOV-11" type="10">\n  {_narrative("U.S. Department of State")}      </provider-org>\n'
            f"{receiver}{sector}"
            '      <flow-type code="10" />\n      <finance-type code="110" />\n      <aid-type code="C01" />\n'
            '      <tied-status code="5" />\n'
            "    </transaction>\n"
        )


def _places(chance: random.Random) -> str:
    count = chance.choices((1, 2, 3, 5), weights=(85, 8, 5, 2))[0]
    codes = chance.sample(COUNTRIES, count)
    return "".join(
        f'    <recipient-country code="{code}" percentage="{share}" />\n'
        for code, share in zip(codes, _shares(chance, count), strict=True)
    )


def _sectors(chance: random.Random) -> str:
    count = chance.choices((1, 2, 3), weights=(70, 20, 10))[0]
    codes = chance.sample(SECTORS, count)
    own = f'    <sector vocabulary="99" vocabulary-uri="https://example.org/s" code="PS.{chance.randrange(9)}" percentage="100" />\n'
    return own + "".join(
        f'    <sector vocabulary="1" code="{code}" percentage="{share}" />\n'
        for code, share in zip(codes, _shares(chance, count), strict=True)
    )


def _budget(chance: random.Random) -> str:
    year = 2010 + chance.randrange(14)
    return (
        f'    <budget type="1" status="1">\n      <period-start iso-date="{year}-01-01" />\n'
        f'      <period-end iso-date="{year}-12-31" />\n'
        f'      <value currency="USD" value-date="{year}-01-01">{chance.randrange(10**7)}</value>\n    </budget>\n'
    )


def _document(chance: random.Random) -> str:
    return (
        f'    <document-link format="application/pdf" url="https://example.org/d/{chance.randrange(10**9)}.pdf">\n'
        f"      <title>\n  {_narrative(_text(chance, 3, 8))}      </title>\n"
        f'      <category code="A0{chance.randint(1, 9)}" />\n      <language code="en" />\n    </document-link>\n'
    )


def _activity(chance: random.Random, number: int, transactions: list[str]) -> str:
    identifier = f"US-GOV-11-{number:06}"
    state = "U.S. Department of State"
    head = (
        f'  <iati-activity default-currency="USD" xml:lang="en" hierarchy="1" last-updated-datetime="{_day(chance)}T00:00:00Z">\n'
        f"    <iati-identifier>{identifier}</iati-identifier>\n"
        f'    <reporting-org ref="US-GOV-11" type="10" secondary-reporter="0">\n{_narrative(state)}    </reporting-org>\n'
        f"    <title>\n{_narrative(_text(chance, 4, 10))}    </title>\n"
        f'    <description type="1">\n{_narrative(_text(chance, 10, 70))}    </description>\n'
    )
    orgs = (
        f'    <participating-org ref="US-GOV-11" type="10" role="{role}">\n{_narrative(state)}    </participating-org>\n'
        for role in range(1, chance.randint(2, 4))
    )
    dates = (
        f'    <activity-status code="{chance.randint(1, 5)}" />\n'
        f'    <activity-date iso-date="{_day(chance)}" type="2" />\n    <activity-date iso-date="{_day(chance)}" type="3" />\n'
    )
    flows = '    <default-flow-type code="10" />\n    <default-finance-type code="110" />\n'
    parts = [head, *orgs, dates, _places(chance), _sectors(chance), flows]
    parts += [_budget(chance) for _ in range(chance.randrange(3))]
    parts += transactions
    parts += [_document(chance) for _ in range(chance.randrange(2))]
    parts.append("  </iati-activity>\n")
    return _hard(chance, "".join(parts))


def _hard(chance: random.Random, activity: str) -> str:
    """One activity in fifty is written as a hand or another program would write it."""
    way = chance.randrange(250)
    if way == 0:
        return activity.replace("    <title>", "    <!-- <value>1</value> </iati-activity> -->\n    <title>", 1)
    if way == 1:
        return activity.replace("<narrative>", "<narrative><![CDATA[<b>&", 1).replace(
            "</narrative>", "]]></narrative>", 1
        )
    if way == 2:
        return activity.replace('"', "'")
    if way == 3:
        return activity.replace('<value currency="USD" value-date=', '<value currency="USD"  value-date = ')
    if way == 4:
        return activity.replace(
            "  </iati-activity>", "    <ext:transaction><ext:value>1</ext:value></ext:transaction>\n  </iati-activity>"
        )
    return activity


if __name__ == "__main__":
    main()
