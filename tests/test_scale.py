"""The corpora of the benchmarks, and the plan for a crawl: figures made up, the arithmetic held."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def found():  # type: ignore[no-untyped-def]
    """The files of the benchmarks import each other by their names."""
    before = set(sys.modules)
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))
    for name in set(sys.modules) - before:
        if str(BENCHMARKS) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def loaded(name: str) -> ModuleType:
    return importlib.import_module(name)


def figures() -> dict[str, Any]:
    """What a measured run may have given, in round numbers."""
    stages = {
        "documents": 1000,
        "bytes": 4_000_000,
        "gate": 0.02,
        "kept": 40,
        "decode": 0.04,
        "searched": 20,
        "find": 0.06,
    }
    stages |= {"claims": 100, "write": 0.01, "finish": 0.1, "finished": 10_000}
    gave = {"documents": 1000, "searched": 20, "claims": 100, "dismissed": 960}
    warm = {name: {"cpu_seconds": 0.2, "seconds": 0.2, "gave": gave} for name in ("unpack", "gate", "scan")}
    run = {"seconds": 10.0, "spread": [9.0, 11.0]}
    said = {"seconds": 10.0, "start": 1.0, "work": 8.0, "end": 1.0, "pieces": 6.0}
    return {
        "documents": 1000,
        "text": {"bytes": 4_000_000, "warm": warm},
        "web": {"warm": warm | {"bytes": 14_000_000}},
        "shares": {share: warm | {"bytes": 4_000_000} for share in ("0.001", "0.2")},
        "cores": {
            "text": stages,
            "web": stages,
            "together": 0.9,
            "scan": {"1": run, "2": run | {"seconds": 5.0}},
            "predicted": {"1": said, "2": said},
        },
    }  # fmt: skip


def test_a_page_of_a_crawl_costs_what_its_stages_cost() -> None:
    crawl = loaded("crawl")
    given = crawl.assumed() | {"field": {"share": 0.5, "claims": 1}}
    given["warc"] = given["warc"] | {"unpacked": 28_000}
    page = crawl.page(figures(), "warc", given)
    assert page.gate == pytest.approx(0.02 / 1000 * 2)
    assert page.decode == pytest.approx(0.5 * 2 * 0.04 / 40 * 2)
    assert page.find == pytest.approx(0.5 * 0.06 / 20)
    assert page.write == pytest.approx(0.5 * 0.01 / 20)


@pytest.mark.parametrize("form", ["warc", "wet"])
def test_a_plan_pays_for_waiting_and_never_for_less_than_the_work(form: str) -> None:
    crawl = loaded("crawl")
    plan = crawl.plan(figures(), form)
    given = crawl.assumed()
    assert plan["core_hours"] == pytest.approx(plan["page"].seconds * given["pages"] / 3600)
    assert plan["paid_hours"] >= plan["core_hours"]
    assert plan["dollars"] > plan["spot_dollars"] > 0
    assert plan["bytes"] == given["pages"] * given[form]["packed"]


def test_a_machine_reads_no_more_than_its_card_gives() -> None:
    crawl = loaded("crawl")
    given = crawl.assumed()
    page = crawl.Page(gate=1e-6, decode=0.0, find=0.0, write=0.0, packed=given["warc"]["packed"])
    flow = crawl.machine(page, "warc", given, 64)
    pages = flow.throughput * given["pages"] / given["warc"]["files"]
    assert pages * page.packed == pytest.approx(given["machine"]["card"], rel=0.01)
    assert flow.busy["card"] > 0.99


def test_every_assumption_is_told() -> None:
    given = loaded("crawl").assumed()
    parts = ("warc", "wet", "field", "machine", "prices")
    assert {part: set(given[part]) for part in parts} == {part: set(given["says"][part]) for part in parts}
    told = loaded("scale").scale(figures())
    assert all(words in told for part in parts for words in given["says"][part].values())


def test_the_page_tells_the_curve_and_the_cores() -> None:
    told = loaded("scale").scale(figures())
    assert "| 0.1% | 2.0% | 20 | 5,000 | 200 |" in told
    assert "| 20.0% |" in told
    assert "Two cores are 2.00 × as fast as one." in told
    assert [line for line in told.splitlines() if line.startswith("## ")] == [
        "## One core", "## The share of relevant documents", "## Cores", "## A whole crawl, on paper", "## What breaks first",
        "## What is taken for granted",
    ]  # fmt: skip


def test_the_corpora_are_the_same_again(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        command = [sys.executable, str(BENCHMARKS / "corpus_files.py"), str(folder), "--documents", "40"]
        subprocess.run(command, check=True, capture_output=True)
    one, two = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in folders)
    assert one == two
    assert len(one["short-400.jsonl"].splitlines()) == 400
    assert {"pages-40.jsonl", "pages-40.warc.gz", "share-0.2-10.jsonl"} < set(one)
    assert not any(name.startswith(".") for name in one)


def test_a_scan_is_the_same_to_the_byte_or_it_is_not(tmp_path: Path) -> None:
    resume = loaded("corpus_resume")
    for name in ("one", "two"):
        (tmp_path / name / "claims").mkdir(parents=True)
        (tmp_path / name / "claims" / "part").write_bytes(b"1")
        (tmp_path / name / ".lock").write_text(name)
    assert resume.files_of(tmp_path / "one") == resume.files_of(tmp_path / "two")
    (tmp_path / "two" / "claims" / "part").write_bytes(b"2")
    assert resume.files_of(tmp_path / "one") != resume.files_of(tmp_path / "two")
