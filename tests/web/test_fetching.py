"""Documents from addresses: only public ones are connected to, whatever a name or a redirect says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cuaderno.errors import FetchError
from cuaderno.web.fetching import fetch_public, is_public

TEXT = b"Colombia received $38.5 million."


class Publisher(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self) -> None:
        self.server.seen.append(self.headers["Host"])  # type: ignore[attr-defined]
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        body = TEXT if self.path == "/a.txt" else b"x" * 5000
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if self.path == "/picture" else "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def publisher() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(server: ThreadingHTTPServer, path: str = "/a.txt", host: str = "127.0.0.1") -> str:
    return f"http://{host}:{server.server_port}{path}"


def anyone(_: str, __: int) -> bool:
    return True


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "0.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.127.255.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8:1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "2001:db8::1", "localhost", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address, 443)


@pytest.mark.parametrize(("address", "port", "public"), [
    ("93.184.216.34", 443, True), ("2606:2800:220:1::1", 80, True), ("::ffff:93.184.216.34", 443, True), ("93.184.216.34", 22, False),
])  # fmt: skip
def test_public_addresses_on_the_ports_of_the_web(address: str, port: int, public: bool) -> None:
    assert is_public(address, port) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001"])
def test_this_machine_is_never_asked(publisher: ThreadingHTTPServer, host: str) -> None:
    with pytest.raises(FetchError):
        fetch_public(at(publisher, host=host), 1000, seconds=5)
    assert publisher.seen == []  # type: ignore[attr-defined]


def test_an_allowed_address_is_read_and_named_as_it_was_asked(publisher: ThreadingHTTPServer) -> None:
    got = fetch_public(at(publisher, host="localhost"), 1000, seconds=5, allowed=anyone)
    assert (got.data, got.name, got.kind) == (TEXT, "a.txt", "text/plain")
    assert publisher.seen == [f"localhost:{publisher.server_port}"]  # type: ignore[attr-defined]


def test_a_redirect_is_looked_at_like_the_first_address(publisher: ThreadingHTTPServer) -> None:
    hops: list[str] = []

    def first_only(address: str, _: int) -> bool:
        hops.append(address)
        return len(hops) == 1

    with pytest.raises(FetchError, match="not an address of the public web"):
        fetch_public(at(publisher, f"/to/{at(publisher, host='localhost')}"), 1000, seconds=5, allowed=first_only)
    assert len(publisher.seen) == 1  # type: ignore[attr-defined]
    assert fetch_public(at(publisher, f"/to/{at(publisher)}"), 1000, seconds=5, allowed=anyone).data == TEXT


@pytest.mark.parametrize("place", ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/"])
def test_a_redirect_leads_to_the_web_alone(publisher: ThreadingHTTPServer, place: str) -> None:
    with pytest.raises(FetchError):
        fetch_public(at(publisher, f"/to/{place}"), 1000, seconds=5, allowed=anyone)


def test_a_name_that_stands_for_a_private_address_too_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(_: str, port: int, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("93.184.216.34", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(FetchError, match="not an address of the public web"):
        fetch_public("http://rebound.example/a.txt", 1000, seconds=5)


def test_what_was_looked_at_is_what_is_connected_to(
    publisher: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def turning(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port))]

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    looked: list[str] = []

    def look(address: str, _: int) -> bool:
        looked.append(address)
        return True

    got = fetch_public(at(publisher, host="turning.example"), 1000, seconds=5, allowed=look)
    assert got.data == TEXT
    assert (asked, looked) == (["turning.example"], ["127.0.0.1"])


def test_size_and_type_are_bounded(publisher: ThreadingHTTPServer) -> None:
    with pytest.raises(FetchError, match="larger"):
        fetch_public(at(publisher, "/long"), 1000, seconds=5, allowed=anyone)
    with pytest.raises(FetchError, match="no document"):
        fetch_public(at(publisher, "/picture"), 10_000, seconds=5, allowed=anyone)
    with pytest.raises(FetchError, match=r"seconds|in time"):
        fetch_public(at(publisher), 1000, seconds=1e-9, allowed=anyone)
