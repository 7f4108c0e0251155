"""A file in the exact layout of the "complete" file of ForeignAssistance.gov, of any length.

The published file has 51 columns, one of them spelt `Funding Acount ID`, and is about 3.2 GB large. This one
has its columns, its words and its cardinalities, and made-up figures: it is for measuring, not for reading.
The same rows, seed and DuckDB give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import tomllib
from importlib import resources
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb

HERE = Path(__file__).parent
RECIPIENTS = 210
LARGE = 10  # percent of the rows
NAMES = resources.files("cuaderno.sources.foreign_assistance") / "names.csv"


def main() -> None:
    """Write the file that the command line asks for, unless it stands there already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "data" / "complete.csv")
    wanted = parser.parse_args()
    if stands(wanted.out, rows=wanted.rows, seed=wanted.seed):
        print(f"{wanted.out} stands already: {wanted.rows:,} rows")
        return
    begun = perf_counter()
    size = generate(wanted.out, rows=wanted.rows, seed=wanted.seed)
    seconds = perf_counter() - begun
    per_row = size / wanted.rows
    print(f"{wanted.out}: {wanted.rows:,} rows, {size:,} bytes ({per_row:.0f} a row), {seconds:.1f} s")


def stands(out: Path, *, rows: int, seed: int) -> bool:
    """Whether `out` is complete and made by this generator from these rows and this seed."""
    marker = _marker(out)
    if not (out.exists() and marker.exists()):
        return False
    written: dict[str, Any] = json.loads(marker.read_text())
    return written == _made_from(rows, seed) | {"bytes": out.stat().st_size}


def generate(out: Path, *, rows: int, seed: int) -> int:
    """Write `rows` rows to `out`; give its size in bytes."""
    words = tomllib.loads((HERE / "words.toml").read_text())
    out.parent.mkdir(parents=True, exist_ok=True)
    _marker(out).unlink(missing_ok=True)
    with duckdb.connect() as connection:
        # One thread: it writes in order and as it goes; two hold the whole file in memory to keep the order.
        connection.execute("set threads = 1; set memory_limit = '4GB'; set preserve_insertion_order = true")
        _set_variables(connection, words, rows=rows, seed=seed)
        _lay_agencies(connection, words)
        _lay_lists(connection, words)
        _lay_recipients(connection, words)
        connection.execute((HERE / "generate.sql").read_text())
        connection.execute(f"copy complete to '{out}' (header, delimiter ',')")
    size = out.stat().st_size
    _marker(out).write_text(json.dumps(_made_from(rows, seed) | {"bytes": size}))
    return size


def _marker(out: Path) -> Path:
    return out.with_name(out.name + ".made.json")


def _made_from(rows: int, seed: int) -> dict[str, Any]:
    parts = (HERE / "generate.py", HERE / "generate.sql", HERE / "words.toml", NAMES)
    digest = hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()
    return {"rows": rows, "seed": seed, "generator": digest, "duckdb": duckdb.__version__}


def _set_variables(connection: duckdb.DuckDBPyConnection, words: dict[str, Any], *, rows: int, seed: int) -> None:
    variables = {
        "rows": rows,
        "seed": seed,
        "words": words["words"].split(),
        "endings": words["endings"],
        "partners": words["partners"],
        "bureaus": words["bureaus"],
    }
    for name, value in variables.items():
        connection.execute(f"set variable {name} = ?", [value])


def _lay(connection: duckdb.DuckDBPyConnection, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    by_column = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(f"create table {table} ({columns})")
    connection.execute(f"insert into {table} select {', '.join(['unnest(?)'] * len(by_column))}", by_column)


def _lay_agencies(connection: duckdb.DuckDBPyConnection, words: dict[str, Any]) -> None:
    agencies = words["agencies"]
    _lay(connection, "agency", "agency_id int, acronym text, name text", [_agency(a) for a in agencies])
    bureaus: list[tuple[Any, ...]] = []
    accounts: list[tuple[Any, ...]] = []
    details: dict[int, tuple[int, bool]] = {}
    for position, agency in enumerate(agencies):
        number = words["accounts"] // len(agencies) + (position < words["accounts"] % len(agencies))
        bureaus += _bureaus(agency, words["bureaus"])
        accounts += _accounts(agency, number)
        details[agency["id"]] = (number, agency["share"] >= LARGE)
    slots = enumerate(_slots([(agency["id"], agency["share"] * 10) for agency in agencies]))
    columns = "slot int, agency_id int, number_of_accounts int, is_large boolean"
    _lay(connection, "agency_slot", columns, [(slot, agency, *details[agency]) for slot, agency in slots])
    _lay(connection, "bureau", "id int, agency_id int, rank int, acronym text, name text", bureaus)
    columns = "agency_id int, rank int, code text, name text, objective text, funding text"
    _lay(connection, "account", columns, accounts)


def _agency(agency: dict[str, Any]) -> tuple[Any, ...]:
    return agency["id"], agency["acronym"], agency["name"]


def _bureaus(agency: dict[str, Any], number: int) -> list[tuple[Any, ...]]:
    titles = [tuple(bureau.split(":", 1)) for bureau in agency["bureaus"]]
    titles += [(None, "not applicable")]
    titles += [(f"O{k}", f"Office {k}, {agency['acronym']}") for k in range(1, number)]
    return [(agency["id"] * 10 + k, agency["id"], k, *title) for k, title in enumerate(titles[:number])]


def _accounts(agency: dict[str, Any], number: int) -> list[tuple[Any, ...]]:
    """The named accounts, filled up to `number` with plain ones of no known programme."""
    plain = ["Salaries and Expenses", "Contributed Funds", "Working Capital Fund", "Capital Investment Fund"]
    plain += [
        "Inspector General",
        "Trust Fund",
        "Research and Development",
        "Revolving Fund",
        "Recovery Act",
        "Grants",
    ]
    accounts = [(*account, agency["acronym"])[:4] for account in agency["accounts"]]
    for k, title in enumerate(plain):
        code = f"{agency['treasury']}x{8000 + agency['id'] * 20 + k}"
        accounts.append((code, f"{title}, {agency['name']}", "E", agency["acronym"]))
    return [(agency["id"], rank, *account) for rank, account in enumerate(accounts[:number])]


def _lay_lists(connection: duckdb.DuckDBPyConnection, words: dict[str, Any]) -> None:
    categories = list(dict.fromkeys(category for category, _ in words["partner_categories"]))
    partner_categories = [
        (categories.index(category) + 1, category, sub, number)
        for number, (category, sub) in enumerate(words["partner_categories"])
    ]
    columns = "category_id int, category text, sub_category text, sub_number int"
    _lay(connection, "partner_category", columns, partner_categories)
    purposes = [
        (category_id, category, code, sector, int(f"{code}{end}"), f"{sector}: {title}")
        for category_id, (category, sectors) in enumerate(words["sectors"].items(), start=1)
        for code, sector in sectors
        for end, title in words["purposes"].items()
    ]
    columns = "number int, category_id int, category text, sector_code int, sector text"
    columns += ", purpose_code int, purpose text"
    _lay(connection, "purpose", columns, [(number, *purpose) for number, purpose in enumerate(purposes)])
    us_sectors = [
        (category_id, category, sector)
        for category_id, (category, sectors) in enumerate(words["us_sectors"].items(), start=1)
        for sector in sectors
    ]
    columns = "number int, us_category_id int, us_category text, us_sector_id int, us_sector text"
    rows = [(number, c_id, category, number + 1, sector) for number, (c_id, category, sector) in enumerate(us_sectors)]
    _lay(connection, "us_sector", columns, rows)
    _lay(connection, "aid_type", "aid_type_id int, aid_type text", list(enumerate(words["aid_types"], start=1)))


def _lay_recipients(connection: duckdb.DuckDBPyConnection, words: dict[str, Any]) -> None:
    shares: dict[str, int] = words["recipient_shares"]
    named = _recipients(tuple(shares))
    regions, incomes = words["regions"], words["incomes"]
    rows = []
    for number, (code, name) in enumerate(named):
        region, income = number % len(regions), (number // 3) % len(incomes)
        acronym, income_name = incomes[income]
        rows.append((number, 100 + number, code, name, region + 1, regions[region], income + 1, income_name, acronym))
    columns = "recipient_id int, country_id int, country_code text, country_name text, region_id int"
    columns += ", region_name text, income_id int, income_name text, income_acronym text"
    _lay(connection, "recipient", columns, rows)
    slots = enumerate(_slots(_weights(named, shares, total=10_000)))
    _lay(connection, "recipient_slot", "slot int, recipient_id int", list(slots))


def _recipients(always: tuple[str, ...]) -> list[tuple[str, str]]:
    """RECIPIENTS pairs of published code and name, `always` first, from the source's own name table."""
    with NAMES.open(encoding="utf-8") as lines:
        published = {_published_code(row): row["published"] for row in csv.DictReader(lines) if row["code"]}
    others = sorted(code for code in published if code not in always)
    step = max(1.0, len(others) / (RECIPIENTS - len(always)))
    kept = [others[int(k * step)] for k in range(int(len(others) / step))]
    return [(code, published[code]) for code in (*always, *kept)]


def _published_code(row: dict[str, str]) -> str:
    """The code that stands in the file: the place's own, or the one the name table notes instead."""
    note = row["note"].removeprefix("published code ")
    return row["code"] if note == row["note"] else note


def _weights(named: list[tuple[str, str]], shares: dict[str, int], *, total: int) -> list[tuple[int, float]]:
    """Slots a recipient: its fixed share, or one that falls with a rank out of alphabetical order."""
    rest = [number for number, (code, _) in enumerate(named) if code not in shares]
    by_rank = sorted(rest, key=lambda number: number * 7919 % 211)
    raw = {number: 1 / (rank + 8) ** 1.5 for rank, number in enumerate(by_rank)}
    unit = (total - sum(shares.values())) / sum(raw.values())
    return [(n, shares.get(code, raw.get(n, 0) * unit)) for n, (code, _) in enumerate(named)]


def _slots(weights: list[tuple[int, float]]) -> list[int]:
    """Each number as often as its weight says: an even draw from the list is a weighted draw."""
    slots: list[int] = []
    reached = 0.0
    for number, weight in weights:
        reached += weight
        slots += [number] * (round(reached) - len(slots))
    return slots


if __name__ == "__main__":
    main()
