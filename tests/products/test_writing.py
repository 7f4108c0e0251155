from __future__ import annotations

import os
from pathlib import Path

import pytest

from cuaderno.errors import LedgerError, QuestionError
from cuaderno.products.writing import form_of, write_out


@pytest.mark.parametrize(
    ("name", "form"), [("a.html", "html"), ("a.HTM", "html"), ("a.md", "md"), ("a.b.pdf", "pdf"), ("a.json", "json")]
)
def test_the_ending_says_the_form(name: str, form: str) -> None:
    assert form_of(Path(name)) == form


def test_without_a_file_it_is_markdown() -> None:
    assert form_of(None) == "md"


@pytest.mark.parametrize("name", ["a.docx", "a", ".html", "html"])
def test_an_ending_that_says_nothing(name: str) -> None:
    with pytest.raises(QuestionError, match="--format"):
        form_of(Path(name))


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    target.write_text("before")
    write_out("después".encode(), target)
    assert target.read_text(encoding="utf-8") == "después"
    assert os.listdir(tmp_path) == ["brief.md"]  # noqa: PTH208


@pytest.mark.parametrize("where", ["nowhere/brief.md", "folder"])
def test_a_place_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(LedgerError, match=r"could not be written.*-o"):
        write_out(b"x", tmp_path / where)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_standard_output_gets_the_bytes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_out(b"\xff\x00", None)
    assert capfdbinary.readouterr().out == b"\xff\x00"
