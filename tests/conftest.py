"""What the tests share: the published files where they are at hand, and the bundled edition opened once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory

from .tracing import untraced

os.environ["CUADERNO_CACHE"] = ""  # no test reads or writes what others have kept

SHARED = Path(__file__).parents[2] / "shared"
LONGEST = (
    "corpus/test_spark.py", "ledger/test_published.py", "web/browser/test_every_kind.py", "products/test_same_figures.py",
    "test_check_hostile.py", "sources/test_sources.py", "web/browser/test_journey.py", "sources/test_peacekeeping.py",
    "corpus/test_run.py", "web/test_answers_over_http.py", "web/pages/test_check.py", "web/test_same_everywhere.py",
    "ledger/test_intake.py", "ledger/test_build.py", "web/api/test_openapi.py", "test_check_fuzz.py", "ledger/test_held.py",
    "sources/test_training.py", "web/test_export.py", "products/annotate/test_page.py", "products/test_pages.py",
)  # fmt: skip
"""Files of tests by how long they take: where two processes run them, neither waits at the end for a long one of the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first."""
    places = {f"tests/{name}": at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published files beside the checkout; skips where there is none."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the published files (../shared) are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def edition_ledger() -> Ledger:
    """The bundled edition alone, held in memory."""
    return Ledger(Store([edition_directory()], warm=True))


@pytest.fixture(name="untraced")
def _untraced() -> Iterator[None]:
    """The lines that a test runs are not counted."""
    with untraced():
        yield


@pytest.fixture(autouse=True)
def _own_ledger(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the ledger of whoever runs it."""
    monkeypatch.setenv("CUADERNO_LEDGER", str(tmp_path_factory.getbasetemp() / "no-ledger"))
