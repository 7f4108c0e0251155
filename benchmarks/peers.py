"""What people use today on the same file: DuckDB's bare count, pandas, SQLite.

Each subcommand is one peer's whole work, to be measured as a process by run.py; each is set up as well as its
usual ways allow.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sqlite3
import statistics
import subprocess
import tomllib
from collections.abc import Callable
from importlib import import_module, resources
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
TIMES = 9
KEY = (
    "Country Name",
    "Activity ID",
    "Transaction Type Name",
    "Fiscal Year",
    "Funding Acount ID",
    "Managing Sub-agency or Bureau ID",
    "Implementing Partner ID",
    "International Purpose Code",
    "US Sector ID",
    "Submission ID",
)
OTHER_WORDS = (
    "Managing Agency Name",
    "Implementing Partner Name",
    "International Purpose Name",
    "Funding Account Name",
    "Foreign Assistance Objective Name",
    "Activity Name",
)
AMOUNTS = ("Current Dollar Amount", "Constant Dollar Amount")
ACCOUNTS = resources.files("cuaderno.sources.foreign_assistance") / "accounts.csv"


def duckdb_count(published: Path) -> None:
    """Count the rows with DuckDB: the floor, for every byte is parsed and nothing is kept."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        counted = connection.execute("select count(*) from read_csv(?)", [str(published)]).fetchall()
    print(counted[0][0])


def pandas_frame(published: Path, kept: Path) -> None:
    """The ledger's job done with pandas: its eighteen columns, each row numbered, identified, joined, sorted, on disk.

    Words are categories and amounts 64-bit integers from the first read on, which is smaller and faster than strings
    turned later; the reader stops at an amount that is no integer, so amounts are exact. Of the readers only the C one
    takes line breaks inside a field. A row's identity is pandas' own hash of the key columns, with a number for rows
    alike; the main account gives the programme. Sorted by recipient, programme, account, stage and year, the frame goes
    to Parquet by pyarrow, compressed as the ledger is. Not done: names checked against a table of places, bases of constant
    dollars, accounting of rows and blanks, the file's hash, sums for questions.
    """
    pandas: Any = import_module("pandas")  # stands only in the group `bench`, and without types
    types: dict[str, Any] = {**dict.fromkeys(KEY + OTHER_WORDS, "category"), **dict.fromkeys(AMOUNTS, "int64")}
    frame = pandas.read_csv(published, usecols=list(types), dtype=types, keep_default_na=False)
    frame.insert(0, "row", range(2, len(frame) + 2))
    frame["key"] = pandas.util.hash_pandas_object(frame[list(KEY)], index=False)
    frame["nth"] = frame.groupby("key", sort=False).cumcount().astype("uint32")
    with ACCOUNTS.open("rb") as table:
        programmes = pandas.read_csv(table, dtype=str).set_index("main_account")["programme"]
    accounts = frame["Funding Acount ID"].cat.categories
    frame["programme"] = frame["Funding Acount ID"].map(
        dict(zip(accounts, accounts.str[-4:].map(programmes), strict=True))
    )
    frame["programme"] = frame["programme"].astype("category")
    order = ["Country Name", "programme", "Funding Acount ID", "Transaction Type Name", "Fiscal Year", "row"]
    frame = frame.sort_values(order, ignore_index=True)
    frame.to_parquet(kept, engine="pyarrow", compression="zstd", index=False)
    print(len(frame))


def pandas_plain(published: Path, kept: Path) -> None:
    """The same columns as most would write it: read as they come, numbered, hashed, sorted, to Parquet."""
    pandas: Any = import_module("pandas")
    words = dict.fromkeys((*KEY, *OTHER_WORDS), str)  # a year may read 1976tq
    frame = pandas.read_csv(published, usecols=[*words, *AMOUNTS], dtype=words, keep_default_na=False)
    frame["row"] = range(2, len(frame) + 2)
    frame["key"] = pandas.util.hash_pandas_object(frame[list(KEY)], index=False)
    frame = frame.sort_values(
        ["Country Name", "Funding Acount ID", "Transaction Type Name", "Fiscal Year", "row"], ignore_index=True
    )
    frame.to_parquet(kept, index=False)
    print(len(frame))


def sqlite_plain(published: Path, database: Path) -> None:
    """`.import` into a new database and the three indexes, nothing set."""
    _import(published, database, "")


def sqlite_table(published: Path, database: Path) -> None:
    """The whole file into one table by the sqlite3 shell, with three indexes and without a journal."""
    settings = """
        pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive;
        pragma temp_store = memory; pragma cache_size = -500000; pragma threads = 2;
    """
    _import(published, database, settings)


def _import(published: Path, database: Path, settings: str) -> None:
    database.unlink(missing_ok=True)
    with published.open(encoding="utf-8", newline="") as lines:
        columns = [column_name(title) for title in next(csv.reader(lines))]
    numbers = {"fiscal_year", *(column_name(title) for title in AMOUNTS)}
    typed = ", ".join(f"{column} {'integer' if column in numbers else 'text'}" for column in columns)
    script = f"""
        {settings}
        create table aid ({typed});
        .mode csv
        .import --skip 1 "{published}" aid
        create index by_recipient on aid (country_code, fiscal_year);
        create index by_account on aid (funding_acount_id, fiscal_year);
        create index by_agency on aid (managing_agency_acronym);
        select count(*) from aid;
    """
    # The shell takes a dot command only at the start of a line.
    lines_of_script = "\n".join(line.strip() for line in script.splitlines())
    subprocess.run(["sqlite3", "-bail", str(database)], input=lines_of_script, text=True, check=True)


def column_name(title: str) -> str:
    """A published column title as a plain SQL name: `Fiscal Year` is fiscal_year."""
    return re.sub(r"\W+", "_", title).lower()


def sqlite_questions(database: Path) -> None:
    """Print, for every question, the median seconds of nine warm runs and the rows of the answer."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.execute("pragma cache_size = -500000")
    connection.execute("pragma mmap_size = 8000000000")
    answers: dict[str, dict[str, float]] = {}
    for question in questions():
        rows = len(connection.execute(question["sqlite"]).fetchall())
        runs = []
        for _ in range(TIMES):
            begun = perf_counter()
            connection.execute(question["sqlite"]).fetchall()
            runs.append(perf_counter() - begun)
        answers[question["id"]] = {"seconds": statistics.median(runs), "rows": rows}
    connection.close()
    print(json.dumps(answers))


def questions() -> list[dict[str, Any]]:
    """The typical questions of questions.toml, in its order."""
    asked: list[dict[str, Any]] = tomllib.loads((HERE / "questions.toml").read_text())["questions"]
    return asked


def main() -> None:
    """Run one peer on the files named."""
    works: dict[str, Callable[..., None]] = {
        "duckdb-count": duckdb_count,
        "pandas-frame": pandas_frame,
        "pandas-plain": pandas_plain,
        "sqlite-table": sqlite_table,
        "sqlite-plain": sqlite_plain,
        "sqlite-questions": sqlite_questions,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=works)
    parser.add_argument(
        "files", type=Path, nargs="+", help="the file to read, then the one to write where there is one"
    )
    wanted = parser.parse_args()
    works[wanted.peer](*wanted.files)


if __name__ == "__main__":
    main()
