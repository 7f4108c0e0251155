"""The documents against the code: everything a reader may meet is documented, links lead somewhere, commands are the real ones."""

from __future__ import annotations

import csv
import dataclasses
import importlib.util
import io
import json
import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from cuaderno import errors
from cuaderno.checking.checked import OUTCOMES, VERDICTS
from cuaderno.cli import main
from cuaderno.ledger.build import Facts, take_in
from cuaderno.ledger.gaps import BLANKS
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.manifest import read_manifest
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.sources import card
from cuaderno.statements import locator, measures, periods, programmes, universes

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.es.md", *sorted((ROOT / "docs").glob("*.md"))]
IDS = [str(page.relative_to(ROOT)) for page in PAGES]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def cells_of(name: str) -> set[str]:
    """Everything a page writes as code, whole or word by word."""
    found = re.findall(r"`([^`\n]+)`", text_of(name))
    return {word for one in found for word in (one, *re.findall(r"[\w@.-]+", one))}


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generated", ROOT / "docs" / "generated.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sections(name: str) -> dict[str, str]:
    """The text under each second heading of a page."""
    parts = re.split(r"^## (.+)$", text_of(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_is_documented(command: str) -> None:
    told = sections("docs/command-line.md")[command]
    for parameter in main.commands[command].params:
        wanted = parameter.opts if isinstance(parameter, click.Option) else [parameter.human_readable_name]
        for name in wanted:
            assert name in told


def test_the_options_of_every_command_are_documented() -> None:
    told = text_of("docs/command-line.md").partition("\n## ")[0]
    assert all(name in told for parameter in main.params for name in parameter.opts)


def test_a_reader_of_the_readme_meets_the_questions() -> None:
    told = text_of("README.md") + text_of("README.es.md")
    for command in ("brief", "total", "rows", "cite", "history", "sources", "add"):
        assert f"cuaderno {command}" in told


def all_errors() -> list[type[errors.CuadernoError]]:
    found = [errors.CuadernoError]
    for one in found:
        found += one.__subclasses__()
    return found


@pytest.mark.parametrize("error", all_errors(), ids=lambda one: one.__name__)
def test_every_error_is_documented_with_its_exit_code(error: type[errors.CuadernoError]) -> None:
    assert f"| `{error.__name__}` | {error.exit_code} |" in text_of("docs/answers.md")


def test_every_field_of_a_checked_document_is_documented(tmp_path: Path) -> None:
    (tmp_path / "sheet.txt").write_text("In FY 2019, the United States provided $75 million in FMF to Colombia.\n")
    said = CliRunner().invoke(main, ["check", str(tmp_path / "sheet.txt"), "--format", "json"]).stdout
    told = set(re.findall(r"`(\w+)`", sections("docs/answers.md")["check"]))
    found = json.loads(said)
    (claim,) = found["claims"]
    parts = (
        found,
        found["document"],
        found["summary"],
        found["files"][0],
        found["sources"][0],
        claim,
        claim["verdict"],
    )
    definition = claim["verdict"]["definitions"][claim["verdict"]["best"]]
    for part in (*parts, definition, definition["inputs"][0]):
        assert set(part) <= told
    assert {*VERDICTS, *OUTCOMES} <= told


def reasons_stored() -> set[str]:
    """Every reason for a blank that the accounting of the edition knows."""
    return {reason for one in read_manifest(edition_directory()).snapshots for reason in one.accounting.blanks}


def test_every_word_of_the_vocabulary_is_documented() -> None:
    told = cells_of("docs/measures.md")
    assert told >= {one.code for one in measures.all_stages()}
    assert told >= {one.code for one in measures.all_units()}
    assert told >= {one.id for one in measures.all_rules()}
    assert told >= {one.code for one in programmes.all_programmes()}
    assert told >= set(BLANKS) | reasons_stored()
    page = text_of("docs/measures.md")
    assert all(f"| {one.code} | {one.name_en} |" in page for one in universes.all_universes())
    assert all(f"| {one.name} |" in page for one in periods.Maturity)


def test_every_unverified_authority_is_marked() -> None:
    page = text_of("docs/measures.md")
    for one in programmes.all_programmes():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{one.code}` |"))
        assert ("(unverified)" in row) == bool({"authority", "figures"} & set(one.unverified))


def forms(kind: Any) -> Iterator[str]:
    """What every form of locator calls itself."""
    for one in kind.__subclasses__():
        yield from (one.form, *forms(one))


def test_every_form_of_locator_is_documented_by_an_example() -> None:
    written = [text for text in cells_of("docs/citing.md") if text.startswith("#")]
    read = [locator.parse_locator(text) for text in written]
    assert {one.form for one in read} == set(forms(locator.Locator)) - {""}


def test_every_column_a_source_gives_is_documented() -> None:
    said = re.findall(r"said\.(\w+)", text_of("src/cuaderno/ledger/entries.sql"))
    table = sections("docs/add-a-source.md")["What the SQL gives"]
    assert set(said) <= set(re.findall(r"\w+", table))


def test_the_example_source_says_what_the_page_expects(generated: ModuleType, tmp_path: Path) -> None:
    with generated.example_source_folder() as folder:
        one = take_in(folder.name, folder / "sample.csv", tmp_path, Facts(as_of="2020-02-01"))
        found = [dataclasses.asdict(said) for said in Ledger(Store([tmp_path])).rows(source=folder.name)]
    assert one.snapshot.accounting.set_aside == {"grand_total": 1}
    wanted = list(csv.DictReader(io.StringIO(generated.example_files()["expected.csv"])))
    assert wanted == [{name: str(row[name] if row[name] is not None else "") for name in wanted[0]} for row in found]
    assert "training_grants" not in card.source_names()


def commands_of_the_readme(name: str = "README.md") -> list[str]:
    block = re.search(r"^```sh\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL)
    assert block is not None
    return [line.partition("#")[0].strip() for line in block[1].splitlines()]


def test_the_readmes_commands_are_those_of_the_makefile() -> None:
    assert commands_of_the_readme() == commands_of_the_readme("README.es.md") == ["./do brief", "./do test"]
    targets = re.search(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)
    cases = re.findall(r"^(\w+)\) \w+ ;;$", text_of("do"), re.MULTILINE)
    assert targets is not None
    assert targets[1].split() == cases
    assert {"brief", "test"} <= set(cases)
    assert "\t@./do $@" in text_of("Makefile")


def test_ci_runs_the_readmes_second_command() -> None:
    extraction = re.search(r"^command=\$\((.*)\)$", text_of(".ci/run"), re.MULTILINE)
    assert extraction is not None
    found = subprocess.run(["bash", "-c", extraction[1]], cwd=ROOT, check=True, capture_output=True, text=True)
    assert found.stdout.strip() == commands_of_the_readme()[1]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
    assert (ROOT / "do").stat().st_mode & 0o111


def test_an_unknown_task_is_a_readable_error() -> None:
    found = subprocess.run([ROOT / "do", "nothing"], check=False, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("Name a task: ./do brief")


def test_the_result_stands_on_the_first_screen() -> None:
    lines = text_of("README.md").splitlines()
    picture = next(number for number, line in enumerate(lines) if line.startswith("!["))
    assert picture < 16
    image = (ROOT / "docs" / "colombia.png").read_bytes()
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", image[16:20]) == (1280,)
    assert len(image) <= 300_000


def anchors(page: Path) -> set[str]:
    """The anchors that a Markdown page's headings get on a code host."""
    tokens = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    heads = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(page: Path) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    inner = [child for token in tokens for child in token.children or ()]
    found = [child.attrGet("href") or child.attrGet("src") for child in inner if child.type in ("link_open", "image")]
    return [str(one) for one in found if one]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_internal_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_reached_from_the_readme() -> None:
    reached = {ROOT / "README.md"}
    for _ in range(3):
        pages = [page for page in reached if page in PAGES]
        reached |= {(page.parent / link.partition("#")[0]).resolve() for page in pages for link in links(page)}
    assert reached >= set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_pages_speak_of_the_project_and_of_no_machine(page: Path) -> None:
    told = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w./])/(work|tmp|root|home|opt|Users)/", told)
    assert not re.search(r"pypi|pythonhosted|conda|localhost", told, re.IGNORECASE)
    assert not re.search(r"\b(TODO|FIXME|TBD|simply|easily)\b", told)
