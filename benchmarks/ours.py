"""Cuaderno on the same file: the ledger built, the questions asked through the Python API, one brief.

Each subcommand is measured as a process by run.py. The questions are those of questions.toml, each asked as a user of the
library would; stages, which the ledger never adds, are asked one by one. Where the question says programme, this side tells
programmes apart, with the years and blanks of each; the peer has only the accounts. A warm ledger looks the statements behind
sums up when their citations are read, which these questions do not do.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from peers import TIMES, questions

from cuaderno.errors import NoAnswer
from cuaderno.ledger.build import Facts, take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.products.brief import make_brief
from cuaderno.products.render import render
from cuaderno.statements.places import all_places

SOURCE = "foreign_assistance"
FIRST_ASKED = ("AFG", "BOL", "ECU", "EGY", "GTM", "HND", "IRQ", "ISR", "JOR", "MEX", "PAK", "PER", "PHL", "SLV", "UKR")
"""Places whose briefs are made once each: what a reader waits for who asks first."""


class TimedStore(Store):
    """A store that sums the seconds its engine takes: what remains is spent on understanding and composing."""

    in_engine = 0.0

    def ask(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """As `Store.ask`."""
        begun = perf_counter()
        try:
            return super().ask(sql, parameters)
        finally:
            self.in_engine += perf_counter() - begun


def build(published: Path, directory: Path) -> None:
    """Take the file in and print the number of its rows."""
    taken = take_in(SOURCE, published, directory, Facts(remember_path=False))
    print(taken.snapshot.accounting.rows_read)


def ask_all(directory: Path) -> None:
    """Print, for every question, the median seconds of nine warm runs, those spent outside the engine, the rows."""
    store = TimedStore([directory], warm=True)
    ledger = Ledger(store)
    answers: dict[str, dict[str, float]] = {}
    for question in questions():
        answer = _asked(ledger, question["ask"])
        rows = answer()
        runs, outside = [], []
        for _ in range(TIMES):
            store.in_engine = 0.0
            begun = perf_counter()
            answer()
            runs.append(perf_counter() - begun)
            outside.append(runs[-1] - store.in_engine)
        answers[question["id"]] = {
            "seconds": statistics.median(runs),
            "outside_engine": statistics.median(outside),
            "rows": rows,
        }
    print(json.dumps(answers))


def _asked(ledger: Ledger, ask: dict[str, Any]) -> Callable[[], int]:
    """A question in the words of questions.toml as a call that answers it and gives the number of rows."""
    most: int | None = ask.get("rank")
    if "row" in ask:
        found = ledger.store.ask(f"SELECT key FROM {ledger.store.entries} WHERE row = ?", [ask["row"]])
        return lambda: len([ledger.cite(f"{found[0][0]:016x}").statement])
    names: dict[str, Any] = {
        name: ask[name] for name in ("recipient", "programme", "agency", "category") if name in ask
    }
    if "years" in ask:
        names["years"] = "FY{}-FY{}".format(*ask["years"])
    stages = _stages(ledger, ask)
    if ask.get("rows"):
        return lambda: len(
            list(ledger.rows(**names, stage=ask.get("stage", ()), text=ask.get("contains", ""), limit=most))
        )
    by = ask.get("by", ["year"])
    own = {"partner": "executor"}
    other = [own.get(group, group) for group in by if group not in ("stage", "year")]
    told = ",".join(other + ["year"] * ("year" in by))
    if not told:
        return lambda: len([ledger.total(**names, stage=stage).value for stage in stages])
    return lambda: sum(len(ledger.total(**names, stage=stage, by=told).figures[:most]) for stage in stages)


def _stages(ledger: Ledger, ask: dict[str, Any]) -> list[str]:
    if "stage" in ask:
        return [ask["stage"]] if isinstance(ask["stage"], str) else list(ask["stage"])
    return sorted({stage for one in ledger.snapshots for stage in one.coverage})


def brief(directory: Path) -> None:
    """Print the median seconds of a brief's data in a warm process, of places asked for the first time (`first`) and of one asked
    again, and of its HTML out of its data."""
    ledger = Ledger(Store([directory], warm=True))
    made = make_brief(ledger, "colombia")
    firsts = []
    for place in FIRST_ASKED:
        begun = perf_counter()
        make_brief(ledger, place)
        firsts.append(perf_counter() - begun)
    told = {
        "first": statistics.median(firsts),
        "seconds": _median(lambda: make_brief(ledger, "colombia")),
        "html": _median(lambda: render(made, "en", "html")),
    }
    print(json.dumps(told))


def _median(work: Callable[[], object]) -> float:
    runs = []
    for _ in range(TIMES):
        begun = perf_counter()
        work()
        runs.append(perf_counter() - begun)
    return statistics.median(runs)


def briefs(directory: Path) -> None:
    """Print the seconds in which the briefs of all places are written as HTML in both languages, by a process a core."""
    begun = perf_counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_open, initargs=(directory,)) as pool:
        written = sum(pool.map(_write, [one.code for one in all_places()], chunksize=8))
    print(json.dumps({"seconds": perf_counter() - begun, "places": written}))


_opened: list[Ledger] = []


def _open(directory: Path) -> None:
    _opened.append(Ledger(Store([directory], warm=True)))


def _write(code: str) -> int:
    try:
        made = make_brief(_opened[0], code)
    except NoAnswer:
        return 0
    return sum(len(render(made, lang, "html")) > 0 for lang in ("en", "es")) // 2


def main() -> None:
    """Run one part on the files named."""
    works: dict[str, Callable[..., None]] = {"build": build, "questions": ask_all, "brief": brief, "briefs": briefs}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=works)
    parser.add_argument("files", type=Path, nargs="+", help="the published file and the ledger, or the ledger alone")
    wanted = parser.parse_args()
    works[wanted.work](*wanted.files)


if __name__ == "__main__":
    main()
