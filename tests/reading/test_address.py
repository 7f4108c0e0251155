"""Documents from addresses, against a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cuaderno.errors import FetchError
from cuaderno.reading import address
from cuaderno.reading.opening import open_document

from ..sources.publisher import Publisher, drops, gives, redirects, says, serving, stalls, zips
from .made import LONG, page, pdf


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as server:
        yield server


def test_a_page_is_read_at_the_address_it_ends_up_at(publisher: Publisher) -> None:
    publisher.will("/there/sheet.html", gives(page(f"<p>{LONG}</p>"), **{"Content-Type": "text/html; charset=utf-8"}))
    found = open_document(publisher.will("/here", redirects("/there/sheet.html")))
    assert (found.form, found.text, found.name) == ("html", LONG, "sheet.html")
    assert found.address == publisher.address + "/there/sheet.html"
    assert str(publisher.headers("User-Agent")[0]).startswith("Cuaderno/")


def test_the_servers_charset_and_kind_count(publisher: Publisher) -> None:
    told = {"Content-Type": "text/plain; charset=windows-1251"}
    assert open_document(publisher.will("/a", gives("Помощь".encode("cp1251"), **told))).text == "Помощь"
    assert open_document(publisher.will("/b", gives(b"It is <so>", **{"Content-Type": "text/html"}))).form == "html"
    assert (
        open_document(
            publisher.will("/c.pdf", gives(pdf("It gave."), **{"Content-Type": "application/octet-stream"}))
        ).form
        == "pdf"
    )


def test_a_packed_answer_is_unpacked_within_the_limit(publisher: Publisher) -> None:
    body = b"The sum was great. " * 500_000
    assert open_document(publisher.will("/a.txt", zips(body))).text == body.decode()
    with pytest.raises(FetchError, match="larger than 1 MB"):
        address.fetched(publisher.address + "/a.txt", 1 << 20)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, "nothing at this address"),
        (403, "not given to a program"),
        (500, "the server answers 500"),
        (304, "answers 304"),
    ],
)
def test_refusals_are_said(publisher: Publisher, status: int, why: str) -> None:
    with pytest.raises(FetchError, match=why) as told:
        open_document(publisher.will("/a", says(status, b"x")))
    assert "\n" not in str(told.value)


def test_what_is_no_document_is_not_taken(publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="no document but image/png"):
        open_document(publisher.will("/a", gives(b"x", **{"Content-Type": "image/png"})))


def test_redirects_are_counted_and_kept_to_the_web(publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="more than 5"):
        open_document(publisher.will("/loop", redirects("/loop")))
    with pytest.raises(FetchError, match="not an address"):
        open_document(publisher.will("/file", redirects("file:///etc/hostname")))


def test_what_is_too_large_is_not_taken(publisher: Publisher) -> None:
    where = publisher.will("/a", gives(b"x" * 5000, **{"Content-Type": "text/plain"}))
    with pytest.raises(FetchError, match="larger than 0 MB"):
        address.fetched(where, 1000)


def test_connections_that_break_or_stall(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_READ", 0.2)
    with pytest.raises(FetchError, match="could not be read"):
        open_document(publisher.will("/a", drops(b"x" * 500_000, 100)))
    with pytest.raises(FetchError, match="does not answer in time"):
        open_document(publisher.will("/b", stalls(b"x" * 500_000, 100)))
    monkeypatch.setattr(address, "_WHOLE", -1.0)
    with pytest.raises(FetchError, match="had not arrived"):
        open_document(publisher.will("/c", gives(b"x" * 500_000, **{"Content-Type": "text/plain"})))


@pytest.mark.parametrize("named", ["ftp://example.org/a", "https://", "http://[::1", "javascript://x"])
def test_what_is_no_address(named: str) -> None:
    with pytest.raises(FetchError, match="not an address"):
        open_document(named)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(FetchError, match="could not be read: the server refuses"):
        open_document("http://127.0.0.1:9/a")
