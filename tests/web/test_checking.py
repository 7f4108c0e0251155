"""What the process that checks a document writes for a page."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import Any

import pytest

from cuaderno.web import checking

from ..products.annotate.made import proof, sample_check

ORDER: dict[str, Any] = {"lang": "es", "statement": "/es/statement/KEY"}


def test_a_page_carries_its_check_along() -> None:
    said = checking._part(sample_check(), proof(), ORDER).decode()
    files = dict(re.findall(r'download="([^"]+)" href="data:[^,]+;base64,([^"]+)"', said))
    assert set(files) == {f"sheet-checked.{ending}" for ending in ("html", "json", "md", "jsonld")}
    assert json.loads(b64decode(files["sheet-checked.json"]))["lang"] == "es"
    assert b"<!doctype html>" in b64decode(files["sheet-checked.html"])


def test_what_is_too_large_to_travel_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_CARRIED", 10)
    said = checking._part(sample_check(), proof(), ORDER).decode()
    assert "base64" not in said
    assert "Datos (JSON)" in said


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("report.pdf", "report-checked"),
        ("../../etc/passwd", "etc-passwd-checked"),
        ('a"b\r\nX: y.txt', "a-b-X-y-checked"),
        ("informe año 2020.docx", "informe-a-o-2020-checked"),
        ("..", "document-checked"),
        ("", "document-checked"),
        ("x" * 500, "x" * 60 + "-checked"),
    ],
)
def test_names_of_files_are_letters_digits_and_hyphens(name: str, saved: str) -> None:
    assert checking.saved_as(name) == saved
