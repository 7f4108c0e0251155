"""What the tests share: the published files where they are at hand, and the bundled edition opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory

SHARED = Path(__file__).parents[2] / "shared"


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


@pytest.fixture(autouse=True)
def _own_ledger(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the ledger of whoever runs it."""
    monkeypatch.setenv("CUADERNO_LEDGER", str(tmp_path_factory.getbasetemp() / "no-ledger"))
