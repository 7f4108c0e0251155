"""What starts with what: a question must not wait for libraries that it does not use."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "duckdb", "pydantic", "babel", "jinja2", "rapidfuzz", "urllib3", "vl_convert", "typst", "python_calamine", "platformdirs",
)  # fmt: skip
NOT_FOR_A_QUESTION = tuple(name for name in HEAVY if name not in ("duckdb", "platformdirs"))
RUN = """
import sys
from cuaderno.cli import main
try:
    main({args!r})
except SystemExit as stop:
    assert not stop.code, stop.code
print(*(name for name in {names!r} if name in sys.modules), file=sys.stderr)
"""


def loaded(args: list[str], names: tuple[str, ...]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(args=args, names=names)], capture_output=True, text=True, check=True
    )
    return done.stderr.split()


def test_importing_the_command_line_imports_nothing_heavy() -> None:
    code = f"import sys, cuaderno.cli; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_and_version_import_nothing_heavy() -> None:
    for args in (["--help"], ["total", "--help"], ["--version"]):
        assert loaded(args, HEAVY) == []


@pytest.mark.parametrize(
    "args",
    [
        ["total", "--recipient", "COL", "--programme", "FMF", "--stage", "obligated", "--years", "FY2017-FY2020"],
        [
            "total",
            "--recipient",
            "COL,PER",
            "--universe",
            "D1",
            "--stage",
            "obligated",
            "--lang",
            "es",
            "--format",
            "json",
        ],
        ["rows", "--recipient", "Colombia", "--stage", "obligado", "--limit", "3", "--format", "csv"],
        ["cite", "e3c472087c261258"],
        ["history", "--source", "foreign_assistance", "--recipient", "COL"],
        ["sources"],
    ],
    ids=lambda args: args[0],
)
def test_a_question_imports_only_the_engine(args: list[str]) -> None:
    assert loaded(args, NOT_FOR_A_QUESTION) == []
    expected = [] if args[0] == "sources" else ["duckdb"]
    assert loaded(args, ("duckdb",)) == expected
