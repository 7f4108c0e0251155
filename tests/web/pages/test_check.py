"""The page that checks a document: what it answers, what it refuses, and that nothing of a document runs or stays."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.web.app import make_app
from cuaderno.web.pages.frame import POLICY
from cuaderno.web.settings import Settings

from ...products.reading import Elements
from ..conftest import Asker
from ..test_checker import pdf

TEXT = "The United States obligated $38.5 million in Foreign Military Financing to Colombia in fiscal year 2017.\n"
CITED = "e3c472087c261258@3dba11a5eda8"
BOUNDARY = "cuaderno-boundary"
HOSTILE = (
    "<html><head><title>\"'></title><script>document.title='ran'</script></title></head><body onload='x()'>"
    "<script>x()</script><img src=x onerror='x()'><style>*{display:none}</style><iframe src='//example.org'></iframe>"
    f"<p style='color:red' onclick='x()'>{TEXT} &lt;script&gt;x()&lt;/script&gt; &lt;img src=x onerror=x()&gt;</p></body></html>"
)


def form(*parts: tuple[str, str | bytes] | tuple[str, str | bytes, str, str]) -> bytes:
    """A form: fields (name, value) and files (name, content, file name, type)."""
    written = b""
    for name, value, *file in parts:
        said = f'Content-Disposition: form-data; name="{name}"'
        if file:
            said += f'; filename="{file[0]}"\r\nContent-Type: {file[1]}'
        content = value.encode() if isinstance(value, str) else value
        written += f"--{BOUNDARY}\r\n{said}\r\n\r\n".encode() + content + b"\r\n"
    return written + f"--{BOUNDARY}--\r\n".encode()


def posted(ask: Any, *parts: Any, lang: str = "en", body: bytes | None = b"", **headers: str) -> Any:
    given = {"content-type": f"multipart/form-data; boundary={BOUNDARY}", **headers}
    return ask(f"/{lang}/check", method="POST", headers=given, body=form(*parts) if parts else body)


@pytest.fixture(scope="module")
def check(edition_ledger: Ledger) -> Iterator[Asker]:
    made = Asker(make_app(edition_ledger, settings=Settings(checks=True, seconds=120)))
    yield made
    made.close()


def harmless(text: str) -> None:
    """Nothing inline can run in a page, and nothing is loaded but its own files."""
    for tag, attributes in Elements(text).found:
        assert tag not in ("iframe", "object", "embed", "base", "style", "img")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        if tag == "script":
            assert str(attributes["src"]).startswith("/static/")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_form_is_labelled_and_says_that_nothing_is_kept(check: Any, lang: str) -> None:
    answered = check(f"/{lang}/check")
    said = answered.body.decode()
    assert answered.status == 200
    assert answered.headers["content-security-policy"] == POLICY
    assert 'enctype="multipart/form-data"' in said
    assert {"en": "Nothing is kept.", "es": "No se guarda nada."}[lang] in said
    names = set(re.findall(r'<(?:textarea|input|select|button)[^>]*id="(check-\w+)"', said))
    assert {"check-text", "check-file", "check-form", "check-submit"} <= names
    labelled = set(re.findall(r'<label for="([^"]+)"', said))
    assert {"check-text", "check-file"} <= labelled
    assert 'name="address"' not in said
    harmless(said)


def test_the_answer_is_a_page_of_its_own_that_carries_its_files(check: Any) -> None:
    answered = posted(check, ("text", TEXT), ("form", "page"))
    said = answered.body.decode()
    assert answered.status == 200, said[:400]
    assert answered.headers["content-security-policy"] == POLICY
    assert answered.headers["cache-control"] == "no-store"
    for name, value in (
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
    ):
        assert answered.headers[name] == value
    assert f'href="/en/statement/{CITED}"' in said
    harmless(said)
    api = check(
        "/api/v1/check?name=pasted%20text",
        method="POST",
        headers={"content-type": "text/plain; charset=utf-8"},
        body=TEXT.encode(),
    )
    files = {
        name.rpartition(".")[2]: b64decode(body)
        for name, body in re.findall(r'download="([^"]+)" href="data:[^,]+;base64,([^"]+)"', said)
    }
    assert set(files) == {"html", "json", "md", "jsonld"}
    assert json.loads(files["json"]) == api.json
    assert files["html"].startswith(b"<!doctype html>")
    assert b"/en/statement/" not in files["html"]
    assert json.loads(files["jsonld"])["@context"]


@pytest.mark.parametrize(("lang", "chosen"), [("en", "es"), ("es", "en"), ("es", "")])
def test_the_answer_is_in_the_language_asked_for(check: Any, lang: str, chosen: str) -> None:
    answered = posted(check, ("text", TEXT), ("lang", chosen), lang=lang)
    expected = chosen or lang
    assert answered.headers["content-language"] == expected
    assert f'<html lang="{expected}"' in answered.body.decode()
    assert f"/{expected}/statement/{CITED}" in answered.body.decode()


def test_a_script_gets_the_part_alone(check: Any) -> None:
    answered = posted(
        check, ("file", TEXT, "claim.txt", "text/plain"), ("form", "part"), accept="application/problem+json"
    )
    said = answered.body.decode().strip()
    assert answered.headers["content-security-policy"] == POLICY
    assert said.startswith('<div class="checked"')
    assert "<html" not in said
    assert "<script" not in said


@pytest.mark.parametrize(
    ("kind", "ending"), [("html", "html"), ("json", "json"), ("md", "md"), ("annotations", "jsonld")]
)
def test_the_answer_may_be_a_file(check: Any, kind: str, ending: str) -> None:
    answered = posted(check, ("file", TEXT, "claim.txt", "text/plain"), ("form", kind))
    assert answered.headers["content-disposition"] == f'attachment; filename="claim-checked.{ending}"'
    assert b"38" in answered.body


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a%22; filename=%22b.exe", "a\u202egnp.exe", "<img src=x onerror=x()>.html", "é" * 300]
)
def test_a_file_name_steers_nothing(check: Any, name: str) -> None:
    shape = "page" if name.startswith("<") else "md"
    answered = posted(check, ("file", TEXT, name, "text/plain"), ("form", shape))
    assert answered.status == 200, answered.body
    if shape == "page":
        harmless(answered.body.decode())
        assert "&lt;img src=x onerror=x()&gt;" in answered.body.decode()
    else:
        assert re.fullmatch(r'attachment; filename="[A-Za-z0-9-]{1,70}\.md"', answered.headers["content-disposition"])
        assert "/etc" not in answered.body.decode()


def test_a_line_break_in_a_file_name_ends_no_header(check: Any) -> None:
    answered = posted(check, ("file", TEXT, "a\r\nSet-Cookie: x=y\r\n.txt", "text/plain"), ("form", "md"))
    assert "set-cookie" not in answered.headers
    assert answered.status in (200, 400)


def test_nothing_of_a_hostile_page_is_in_the_answer(check: Any) -> None:
    for shape in ("page", "part"):
        said = posted(check, ("file", HOSTILE, "page.html", "text/html"), ("form", shape)).body.decode()
        assert CITED in said
        harmless(said)
        assert "&lt;script&gt;x()" in said


def test_pdf_is_read_and_whatever_type_a_browser_does_not_know(check: Any) -> None:
    printed = pdf(f"BT /F1 9 Tf 40 700 Td ({TEXT.strip()}) Tj ET".encode())
    for kind in ("application/pdf", "application/octet-stream"):
        assert CITED in posted(check, ("file", printed, "sheet.pdf", kind)).body.decode()


def test_it_is_asked_as_of_a_day(check: Any) -> None:
    said = posted(check, ("text", TEXT), ("as-of", "2015-01-01"), ("form", "json")).json
    assert said["as_of"] == "2015-01-01"


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([("text", "")], 400),
        ([("text", TEXT), ("file", TEXT, "a.txt", "text/plain")], 400),
        ([("file", TEXT, "a.txt", "text/plain"), ("file", TEXT, "b.txt", "text/plain")], 400),
        ([("text", TEXT), *[("more", "x")] * 12], 400),
        ([("text", "x" * 1_200_000)], 400),
        ([("text", TEXT), ("form", "exe")], 400),
        ([("text", TEXT), ("lang", "de")], 400),
        ([("text", TEXT), ("as-of", "yesterday")], 400),
        ([("address", "https://example.org/")], 400),
        ([("file", b"\x89PNG\r\n\x1a\n", "a.png", "image/png")], 415),
        ([("file", b"\x89PNG\r\n\x1a\n", "a.txt", "text/plain")], 422),
        ([("file", b"PK\x03\x04broken", "a.docx", "application/octet-stream")], 422),
    ],
)
def test_what_cannot_be_checked_is_said(check: Any, parts: list[Any], status: int) -> None:
    page = posted(check, *parts)
    assert page.status == status
    assert page.headers["content-security-policy"] == POLICY
    assert "<h1>" in page.body.decode()
    harmless(page.body.decode())
    told = posted(check, *parts, lang="es", accept="application/problem+json")
    assert told.headers["content-type"] == "application/problem+json"
    assert len(told.json["detail"]) > 20


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x", "text/plain", 415),
        (b"a=b", "application/x-www-form-urlencoded", 415),
        (b"x", "multipart/form-data", 400),
        (b"nothing of a form", f"multipart/form-data; boundary={BOUNDARY}", 400),
        (
            b"--" + BOUNDARY.encode() + b"\r\n" + b"X-Long: " + b"a" * 200_000,
            f"multipart/form-data; boundary={BOUNDARY}",
            400,
        ),
    ],
)
def test_what_is_no_form_is_refused(check: Any, body: bytes, kind: str, status: int) -> None:
    assert check("/en/check", method="POST", headers={"content-type": kind}, body=body).status == status


def test_size_and_time_are_bounded(application: Callable[..., Any]) -> None:
    ask = application(checks=True, check_bytes=1000, upload_seconds=0.05)
    assert posted(ask, ("file", "x" * 2000, "a.txt", "text/plain")).status == 413
    assert posted(ask, ("file", "x" * 200_000, "a.txt", "text/plain")).status == 413
    assert posted(ask, ("text", TEXT), **{"content-length": "999999"}).status == 413
    assert posted(ask, body=None).status == 408
    assert posted(application(checks=True, uploads_at_once=0), ("text", TEXT)).status == 503


def test_a_document_that_holds_on_is_stopped(application: Callable[..., Any]) -> None:
    endless = pdf(b"BT /F1 1 Tf 1 1 Td " + b"(aaaaaaaaaaaaaaaa) Tj " * 400_000 + b"ET", pages=300)
    answered = posted(
        application(checks=True, check_seconds=2.5), ("file", endless, "a.pdf", "application/pdf"), lang="es"
    )
    assert answered.status == 422
    assert "se detuvo" in answered.body.decode()


def test_the_check_of_a_sender_who_left_is_ended(edition_ledger: Ledger) -> None:
    endless = pdf(b"BT /F1 1 Tf 1 1 Td " + b"(aaaaaaaaaaaaaaaa) Tj " * 400_000 + b"ET", pages=300)
    app = make_app(edition_ledger, settings=Settings(checks=True, check_seconds=240))
    told = [{"type": "http.request", "body": form(("file", endless, "a.pdf", "application/pdf")), "more_body": False}]
    sent: list[Any] = []

    async def receive() -> Any:
        return told.pop(0) if told else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def leave() -> None:
        scope = {
            "type": "http", "method": "POST", "path": "/en/check", "raw_path": b"/en/check", "root_path": "", "query_string": b"",
            "scheme": "http", "http_version": "1.1", "asgi": {"version": "3.0"}, "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
            "headers": [(b"host", b"test"), (b"content-type", f"multipart/form-data; boundary={BOUNDARY}".encode())],
        }  # fmt: skip
        await app(scope, receive, send)
        await app.state.room.checkers.close()

    asyncio.run(leave())
    app.state.room.workers.close()
    assert sent[0]["status"] == 408


def test_nothing_of_a_document_is_left(check: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert posted(check, ("file", TEXT * 4000, "a.txt", "text/plain"), ("form", "md")).status == 200
    assert posted(check, ("file", b"\x89PNG" + b"x" * 400_000, "a.txt", "text/plain")).status == 422
    assert list(tmp_path.iterdir()) == []
    second = posted(check, ("text", "Nothing is claimed here."), ("form", "page")).body
    assert b"38.5 million" not in second


def test_a_form_of_another_site_is_refused(check: Any) -> None:
    for site, status in (("cross-site", 400), ("same-site", 400), ("same-origin", 200), ("none", 200)):
        assert posted(check, ("text", TEXT), ("form", "md"), **{"sec-fetch-site": site}).status == status


def test_who_asks_too_often_waits(application: Callable[..., Any]) -> None:
    ask = application(checks=True, rate=0.001, burst=2, limit_loopback=True)
    answers = [ask("/en/check", client="203.0.113.9").status for _ in range(2)]
    answers.append(posted(lambda *given, **more: ask(*given, client="203.0.113.9", **more), ("text", TEXT)).status)
    assert answers == [200, 200, 429]


def test_a_server_may_check_nothing(ask: Any) -> None:
    assert "cuaderno check" in ask("/es/check").body.decode()
    assert "<textarea" not in ask("/en/check").body.decode()
    assert posted(ask, ("text", TEXT)).status == 404


def test_addresses_are_read_only_where_allowed_and_never_private_ones(application: Callable[..., Any]) -> None:
    ask = application(checks=True, fetches=True)
    assert 'name="address"' in ask("/en/check").body.decode()
    answered = posted(ask, ("address", "http://127.0.0.1:9/"), accept="application/problem+json")
    assert answered.status == 422
    assert "not an address of the public web" in answered.json["detail"]


@pytest.mark.parametrize("host", ['evil.example"><script>x()</script>', "evil.example/%0d%0aX: y", "a" * 300])
def test_a_host_that_is_made_up_is_escaped_and_kept_from_others(ask: Any, host: str) -> None:
    first = ask("/en/about", headers={"host": host})
    assert first.status in (200, 400)
    harmless(first.body.decode())
    assert "evil.example" not in ask("/en/about").body.decode()
    other = ask("/en/about", headers={"host": "other.example"})
    assert "http://other.example/en/about" in other.body.decode()
    assert first.headers.get("etag") != other.headers["etag"]
