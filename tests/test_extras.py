"""Without the libraries of an extra, what needs them says which to install, in one paragraph."""

from __future__ import annotations

import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.documents import lexicon


@pytest.fixture(autouse=True)
def _read_anew() -> None:
    lexicon.lexicon.cache_clear()


def test_finding_claims_names_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = tmp_path / "sheet.txt"
    text.write_text("In FY 2019 the United States obligated $75 million in FMF for Colombia.", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    answer = CliRunner().invoke(main, ["check", str(text)])
    assert answer.exit_code == 2
    assert answer.stderr.strip().count("\n") == 0
    assert "cuaderno[documents]" in answer.stderr


def test_reading_a_docx_names_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "sheet.docx"
    docx.Document().save(str(file))
    monkeypatch.setitem(sys.modules, "docx", None)
    answer = CliRunner().invoke(main, ["check", str(file)])
    assert answer.exit_code == 2
    assert "cuaderno[documents]" in answer.stderr
