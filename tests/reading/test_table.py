from __future__ import annotations

from pathlib import Path

import pytest

from cuaderno.errors import ReadingError
from cuaderno.reading.table import existing, literal, quoted


def test_a_name_and_a_text_cannot_leave_their_quotation_marks() -> None:
    assert quoted('a"; DROP TABLE x; --') == '"a""; DROP TABLE x; --"'
    assert literal("it's") == "'it''s'"


def test_a_file_that_is_there_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a")
    assert existing(path) == path


def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a")
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ReadingError, match="may not be read"):
        existing(path)
