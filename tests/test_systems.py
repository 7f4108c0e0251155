"""docs/systems.md against the code: a row for every system, no empty cell, sources that exist and commands that answer."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from cuaderno.cli import main
from cuaderno.sources.card import source_names

PAGE = Path(__file__).parents[1] / "docs" / "systems.md"
SYSTEMS = (
    "total assistance by universe", "FMF", "FMF loans and eligibility", "IMET", "NADR and NADR-CWD", "INCLE and its predecessors",
    "PDA", "USAI", "§333 and its predecessors", "§284 and §1004", "PKO and GPOI", "FMS", "DCS", "EDA", "MNNA", "Rio Treaty",
    "ACSA", "terrorist-data arrangement", "Leahy vetting", "end-use monitoring", "congressional notification thresholds",
    "cybersecurity and professionalisation cooperation", "the “most mine-affected” rank", "NATO partnership and programme",
    "PTEC", "Ocean Shield", "demining with NATO", "Ukraine", "OAS", "OECD", "UN missions", "MFO Sinai",
    "landmines and land release", "Plan Colombia", "Colombian military spending", "size of forces", "visits of defence chiefs",
    "Israel Military Industries and the Galil", "unmanned aircraft and U.S. consent", "exporter of security",
    "statements of intent",
)  # fmt: skip
HEAD = ("system", "source", "command", "what cannot be known, and what would answer it")
NO_DATA = "no open data"
QUESTIONS = {"total", "rows", "commitments", "brief", "umbrella", "thresholds"}
NAMED = {
    "NADR and NADR-CWD": ("Colombian office",),
    "FMS": ("notices", "active cases as a stock", "BPC", "national funds"),
    "congressional notification thresholds": ("dated",),
    "UN missions": ("MINUSCA", "MINURSO", "UNIFIL", "Verification Mission", "UNPROFOR"),
}


def table() -> list[list[str]]:
    """The cells of the page's last table, its head first, as Markdown."""
    tokens = MarkdownIt("commonmark").enable("table").parse(PAGE.read_text(encoding="utf-8"))
    start = max(at for at, token in enumerate(tokens) if token.type == "table_open")
    rows: list[list[str]] = []
    for token in tokens[start:]:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
    return rows


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


ROWS = table()[1:]
COMMANDS = sorted({command for row in ROWS for command in codes(row[2])})


def test_every_system_has_a_row_in_order_and_no_cell_is_empty() -> None:
    head, *rows = table()
    assert tuple(head) == HEAD
    names = [re.split(r"[:,] ", row[0])[0] for row in rows]
    assert [name.casefold() for name in names] == [name.casefold() for name in SYSTEMS]
    for row in rows:
        assert len(row) == len(HEAD)
        assert all(cell.strip() for cell in row), row[0]
        assert row[3].endswith(".")
    told = {name: row[0] for name, row in zip(SYSTEMS, rows, strict=True)}
    assert all(part in told[name] for name, parts in NAMED.items() for part in parts)


def test_the_page_ends_with_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8").rstrip().splitlines()[-1].startswith("| Statements of intent |")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_source_of_a_row_exists(row: list[str]) -> None:
    named = codes(row[1])
    assert named or row[1] == NO_DATA
    assert set(named) <= set(source_names())
    assert bool(codes(row[2])) == (row[1] != NO_DATA)


def test_every_new_source_of_the_founding_documents_has_a_row() -> None:
    named = {name for row in ROWS for name in codes(row[1])}
    assert set(source_names()) - named <= {"iati"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_the_command_line_takes(command: str) -> None:
    program, name, *words = shlex.split(command)
    assert program == "cuaderno"
    assert name in QUESTIONS
    found = main.commands[name]
    with found.make_context(name, words, parent=click.Context(main)) as context:
        assert context.params


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers_over_the_bundled_edition(command: str) -> None:
    """0 where it is held, 1 where it is not (a source of your own download); never an error of the question."""
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code in (0, 1), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.output.strip()
