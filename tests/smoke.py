"""The installed wheel, started as a user starts it, cut off from the network. Run by its own interpreter, not by pytest."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import sys
import tempfile
import zipfile
from pathlib import Path

EDITION = "cuaderno/ledger/edition/"
LARGEST = 12_000_000
"""Bytes that the bundled edition may have in the wheel."""

STRANGE = re.compile(r"__pycache__|/tests?/|/(sample|expected)[^/]*$")
"""What only the checks need."""

NEEDED = (
    "cuaderno/py.typed",
    "cuaderno/ledger/edition/manifest.json",
    "cuaderno/ledger/entries.sql",
    "cuaderno/products/locale/answers.toml",
    "cuaderno/products/locale/es/LC_MESSAGES/cuaderno.po",
    "cuaderno/sources/greenbook/card.toml",
    "cuaderno/sources/greenbook/names.csv",
    "cuaderno/sources/greenbook/statements.sql",
    "cuaderno/statements/tables/measures.toml",
    "cuaderno/statements/tables/places.csv",
)


def check_contents(wheel: Path) -> None:
    """What a wheel must hold, what it must not, and how large its edition may be."""
    with zipfile.ZipFile(wheel) as archive:
        files = {one.filename: one.compress_size for one in archive.infolist()}
    missing = [name for name in NEEDED if name not in files]
    strange = [name for name in files if not name.startswith(("cuaderno/", "cuaderno-")) or STRANGE.search(name)]
    edition = sum(size for name, size in files.items() if name.startswith(EDITION))
    templates = [name for name in files if name.startswith("cuaderno/products/templates/")]
    assert not missing, f"the wheel lacks {missing}"
    assert not strange, f"the wheel should not hold {strange}"
    assert templates, "the wheel lacks the templates of the brief"
    assert edition <= LARGEST, f"the edition has {edition:,} bytes, more than {LARGEST:,}"


def offline(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook that lets nothing out."""
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise RuntimeError(f"the installed command went to the network: {event} {arguments}")


def ask(*arguments: str) -> int:
    """One command of the installed package; its exit code."""
    from cuaderno.cli import main

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            main(list(arguments))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def check_answers(folder: Path) -> None:
    """The commands that need nothing but the bundled edition."""
    asked = ("total", "--recipient", "colombia", "--programme", "FMF", "--stage", "obligated", "--years", "2017-2020")
    assert ask(*asked) == 0
    assert ask("sources", "--lang", "es") == 0
    for name in ("brief.html", "brief.md", "brief.json"):
        assert ask("brief", "colombia", "--lang", "es", "-o", str(folder / name)) == 0
        assert (folder / name).stat().st_size > 10_000


if __name__ == "__main__":
    check_contents(Path(sys.argv[1]))
    developers = [name for name in ("pytest", "hypothesis", "mypy", "playwright") if importlib.util.find_spec(name)]
    assert not developers, f"this environment should hold no development package, and holds {developers}"
    sys.addaudithook(offline)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CUADERNO_LEDGER"] = str(Path(scratch) / "ledger")
        check_answers(Path(scratch))
    sys.stderr.write("The wheel answers in a clean environment, offline.\n")
