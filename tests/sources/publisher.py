"""A publisher's web server on loopback, which answers each path from a script."""

from __future__ import annotations

import gzip
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

Answer = Callable[["_Handler"], None]


@dataclass
class Publisher:
    """What the server was asked (path and headers, in order) and what it answers. The last answer repeats."""

    address: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    script: dict[str, list[Answer]] = field(default_factory=dict)
    closing: threading.Event = field(default_factory=threading.Event)
    faults: list[BaseException] = field(default_factory=list)

    def will(self, path: str, *answers: Answer) -> str:
        """Answer `path` so; returns its whole address."""
        self.script[path] = list(answers)
        return self.address + path

    def headers(self, name: str) -> list[str | None]:
        """Return the values of one header, one for each request."""
        return [headers.get(name) for _, headers in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        self.publisher.asked.append((self.path, dict(self.headers.items())))
        answers = self.publisher.script[self.path.partition("?")[0]]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.close_connection = True
        try:
            answer(self)
        except ConnectionError:  # the client has gone, as some tests want it to
            pass
        except BaseException as error:
            self.publisher.faults.append(error)
            raise

    def begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[Publisher]:
    """Serve on a free port of 127.0.0.1 for as long as the block lasts."""
    publisher = Publisher()
    handler = type("Handler", (_Handler,), {"publisher": publisher})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # faults are kept, and told at the end
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    publisher.address = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield publisher
    finally:
        publisher.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
    assert not publisher.faults


def gives(body: bytes, etag: str | None = '"v1"', *, ranges: bool = True, **headers: str) -> Answer:
    """Give the file as a good server does: conditions, If-Range and Range are heeded."""
    return _giving(body, etag, ranges, headers, lambda handler, rest: handler.wfile.write(rest))


def drops(body: bytes, after: int, etag: str | None = '"v1"', *, reset: bool = False, **headers: str) -> Answer:
    """Give `after` bytes of what is due, and close the connection; `reset` closes it hard."""

    def send(handler: _Handler, rest: bytes) -> None:
        handler.wfile.write(rest[:after])
        handler.wfile.flush()
        if reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
        else:
            handler.connection.shutdown(socket.SHUT_RDWR)

    return _giving(body, etag, True, headers, send)


def stalls(body: bytes, after: int, etag: str | None = '"v1"') -> Answer:
    """Give `after` bytes of what is due, and then nothing, with the connection open."""

    def send(handler: _Handler, rest: bytes) -> None:
        handler.wfile.write(rest[:after])
        handler.wfile.flush()
        handler.publisher.closing.wait(10)

    return _giving(body, etag, True, {}, send)


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Answer just so, with the length of the body; `_` in a header's name stands for `-`."""

    def answer(handler: _Handler) -> None:
        handler.begin(status, {"Content-Length": str(len(body)), **_named(headers)})
        handler.wfile.write(body)

    return answer


def raw(text: bytes) -> Answer:
    """Write the answer byte by byte as it stands here, headers included."""
    return lambda handler: handler.wfile.write(text) and None


def redirects(location: str, status: int = 302) -> Answer:
    return says(status, Location=location)


def zips(body: bytes, *, cut: int = 0, etag: str = '"v1"', drop: int | None = None) -> Answer:
    """Give the file in `Content-Encoding: gzip`, asked or not; in two members, as some servers do.

    `cut` bytes are missing at the end of it though its length is told right; `drop` closes after so many.
    """
    packed = gzip.compress(body[:1000]) + gzip.compress(body[1000:])
    packed = packed[: len(packed) - cut]
    headers = {"Content-Encoding": "gzip"}
    return drops(packed, drop, etag, **headers) if drop else gives(packed, etag, ranges=False, **headers)


def chunks(body: bytes, etag: str | None = '"v1"', *, end: bool = True) -> Answer:
    """Give the file in chunks, without its length; without `end`, the last chunk never comes."""

    def answer(handler: _Handler) -> None:
        handler.begin(200, {"Transfer-Encoding": "chunked"} | ({"ETag": etag} if etag else {}))
        for at in range(0, len(body), 4096):
            piece = body[at : at + 4096]
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        if end:
            handler.wfile.write(b"0\r\n\r\n")

    return answer


def _giving(
    body: bytes, etag: str | None, ranges: bool, more: dict[str, str], send: Callable[[_Handler, bytes], Any]
) -> Answer:
    def answer(handler: _Handler) -> None:
        asked, headers = handler.headers, ({"ETag": etag} if etag else {}) | _named(more)
        unchanged = asked["If-None-Match"] == etag if "If-None-Match" in asked else False
        if unchanged or ("Last-Modified" in headers and asked["If-Modified-Since"] == headers["Last-Modified"]):
            handler.begin(304, headers)
            return
        wanted = re.fullmatch(r"bytes=(\d+)-", asked["Range"] or "")
        if ranges and wanted and asked["If-Range"] in (None, etag):
            start = int(wanted[1])
            if start >= len(body):
                handler.begin(416, {"Content-Range": f"bytes */{len(body)}", "Content-Length": "0"})
                return
            span = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
            headers.pop("Last-Modified", None)  # as RFC 9110, 15.3.7, has it
            handler.begin(206, {"Content-Length": str(len(body) - start), **span, **headers})
            send(handler, body[start:])
            return
        handler.begin(200, {"Content-Length": str(len(body)), **headers})
        send(handler, body)

    return answer


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
