"""Documents sent for checking: read in a process of their own, within bounds, and nothing kept."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cuaderno.cli import main

TEXT = "The United States obligated $38.5 million in Foreign Military Financing to Colombia in fiscal year 2017.\n"
CHECK = "/api/v1/check?name=claim.txt"


def printed(path: Path, *words: str) -> str:
    return CliRunner().invoke(main, ["check", str(path), *words]).stdout


def pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages show a packed content."""
    packed = zlib.compress(content, 9)
    kids = " ".join(f"{number + 5} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"] * pages,
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


@pytest.fixture
def check(application: Callable[..., Any]) -> Any:
    return application(checks=True)


def sent(ask: Any, body: bytes, kind: str = "text/plain; charset=utf-8", address: str = CHECK) -> Any:
    return ask(address, method="POST", headers={"content-type": kind}, body=body)


def test_the_answer_is_that_of_the_command_line(check: Any, tmp_path: Path) -> None:
    path = tmp_path / "claim.txt"
    path.write_text(TEXT, encoding="utf-8")
    answered = sent(check, TEXT.encode())
    assert answered.status == 200, answered.body
    assert answered.json == json.loads(printed(path, "--format", "json"))
    assert answered.json["claims"][0]["verdict"]["verdict"].startswith("supported")
    assert answered.headers["cache-control"] == "no-store"


def test_a_page_of_a_check_runs_its_own_script_alone(check: Any) -> None:
    answered = sent(check, TEXT.encode(), address=f"{CHECK}&format=html&lang=es")
    assert answered.headers["content-type"].startswith("text/html")
    assert "script-src 'sha256-" in answered.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answered.headers["content-security-policy"]
    assert b'lang="es"' in answered.body


def test_html_and_pdf_are_read(check: Any) -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()
    printed_page = pdf(f"BT /F1 9 Tf 40 700 Td ({TEXT.strip()}) Tj ET".encode())
    for body, kind in (
        (page, "text/html"),
        (printed_page, "application/pdf"),
        (printed_page, "application/octet-stream"),
    ):
        answered = sent(check, body, kind, "/api/v1/check")
        assert answered.status == 200, answered.body
        assert [one["value"] for one in answered.json["claims"]] == [38_500_000]


def test_a_document_that_holds_on_is_stopped(application: Callable[..., Any]) -> None:
    endless = pdf(b"BT /F1 1 Tf 1 1 Td " + b"(aaaaaaaaaaaaaaaa) Tj " * 400_000 + b"ET", pages=300)
    assert len(endless) < 1_000_000
    ask = application(checks=True, check_seconds=2.5)
    answered = sent(ask, endless, "application/pdf")
    assert (answered.status, answered.json["type"]) == (422, "urn:cuaderno:problem:document")
    assert "2.5 s" in answered.json["detail"]
    es = sent(ask, endless, "application/pdf", f"{CHECK}&lang=es")
    assert "se detuvo" in es.json["detail"]


def test_a_document_that_takes_all_memory_is_stopped(application: Callable[..., Any]) -> None:
    answered = sent(application(checks=True, check_memory=64 << 20), TEXT.encode())
    assert answered.status == 422
    assert "memory" in answered.json["detail"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "problem"),
    [
        (b"", "text/plain", 422, "document"),
        (b"\x89PNG\r\n\x1a\n", "application/octet-stream", 422, "document"),
        (b"%PDF-1.4\nnothing", "application/pdf", 422, "document"),
        (b"PK\x03\x04broken", "application/octet-stream", 422, "document"),
        (b"x", "image/png", 415, "media-type"),
        (b"x" * 2000, "text/plain", 413, "too-large"),
    ],
)
def test_what_cannot_be_read_is_said(
    application: Callable[..., Any], body: bytes, kind: str, status: int, problem: str
) -> None:
    answered = sent(application(checks=True, check_bytes=1000), body, kind)
    assert (answered.status, answered.json["type"]) == (status, f"urn:cuaderno:problem:{problem}")
    assert len(answered.json["detail"]) > 20


def test_an_announced_size_is_refused_before_it_comes(application: Callable[..., Any]) -> None:
    ask = application(checks=True, check_bytes=1000)
    answered = ask(CHECK, method="POST", headers={"content-type": "text/plain", "content-length": "99999"}, body=b"x")
    assert answered.status == 413


def test_a_document_that_does_not_arrive_is_given_up(application: Callable[..., Any]) -> None:
    answered = application(checks=True, upload_seconds=0.05)(
        CHECK, method="POST", headers={"content-type": "text/plain"}, body=None
    )
    assert answered.status == 408


def test_too_many_uploads_are_refused(application: Callable[..., Any]) -> None:
    assert sent(application(checks=True, uploads_at_once=0), TEXT.encode()).status == 503


def test_a_server_may_check_nothing(ask: Any) -> None:
    assert sent(ask, TEXT.encode()).status == 404


def test_nothing_of_a_document_is_left(check: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    long = (TEXT * 4000).encode()
    assert sent(check, long[:300_000]).status == 200
    assert list(tmp_path.iterdir()) == []
