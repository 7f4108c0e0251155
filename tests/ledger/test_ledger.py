from __future__ import annotations

from pathlib import Path

import pytest

import cuaderno
from cuaderno import open_ledger
from cuaderno.errors import CannotAdd, UnknownName
from cuaderno.ledger.ledger import Ledger


def test_the_readme_s_question(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "mine")
    answer = ledger.total(recipient="Colombia", programme="FMF", stage="obligated", years="FY2017-FY2020")
    assert (answer.value, answer.unit) == (216_151_787, "USD")
    assert not (tmp_path / "mine").exists()


def test_a_few_questions_are_answered_out_of_the_files_and_more_out_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cuaderno.ledger.ledger.FEW", 4)
    ledger = open_ledger(tmp_path / "mine")
    asked = {"recipient": "COL", "stage": "obligated", "years": "FY2010-FY2012", "by": "programme,year"}
    first = ledger.total(**asked)
    rows = list(ledger.rows(recipient="COL", programme="FMF", years="FY2017"))
    cited = ledger.cite(rows[0].citation)
    cells = ledger.cells([rows[0].citation])
    assert "held lines" not in ledger.store._kept
    assert "held entries" not in ledger.store._kept
    again = ledger.total(**asked)
    assert "held lines" in ledger.store._kept
    assert (again, list(ledger.rows(recipient="COL", programme="FMF", years="FY2017"))) == (first, rows)
    assert (ledger.cite(rows[0].citation), ledger.cells([rows[0].citation])) == (cited, cells)


def test_the_user_s_ledger_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUADERNO_LEDGER", str(tmp_path))
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(cuaderno.errors.LedgerError, match=str(tmp_path)):
        open_ledger(warm=False)


def test_the_package_s_public_names() -> None:
    for name in cuaderno.__all__:
        assert getattr(cuaderno, name)
    assert cuaderno.Ledger is Ledger
    with pytest.raises(AttributeError, match="no attribute 'closed_ledger'"):
        cuaderno.closed_ledger  # noqa: B018


def test_sources_and_snapshots(edition_ledger: Ledger) -> None:
    names = [one.name for one in edition_ledger.sources]
    assert names == sorted(names)
    assert {"budget_justification", "foreign_assistance", "greenbook", "military_training"} <= set(names)
    for one in edition_ledger.sources:
        assert set(one.title) == set(one.coverage) == set(one.cadence) == {"en", "es"}
        assert len(one.known_errors["en"]) == len(one.known_errors["es"])
    assert {one.source for one in edition_ledger.snapshots} == set(names)


def test_languages(edition_ledger: Ledger) -> None:
    with pytest.raises(CannotAdd, match=r"^No se puede sumar"):
        edition_ledger.total(recipient="COL", programme="FMF,FMS", stage="obligado", lang="es")
    with pytest.raises(UnknownName, match="una etapa"):
        edition_ledger.rows(stage="obligatoire", lang="es")
    with pytest.raises(UnknownName, match="una etapa"):
        edition_ledger.history("foreign_assistance", stage="obligatoire", lang="es")


def test_a_file_may_be_named_as_text(edition_ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(cuaderno.errors.ReadingError, match="no file"):
        edition_ledger.cite("e3c472087c261258", file=str(tmp_path / "none.xlsx"))
