"""A publisher's file over HTTP: whole, resumed where it broke off, and never accepted in part.

What is stored, and hashed, is the published file itself: `identity` is asked for, and a body that a server
compresses all the same (`Content-Encoding: gzip`) is unpacked on its way to the disk, unless the published
file is itself a `.gz`. Validators, ranges and redirects follow RFC 9110, sections 8.8, 13, 14 and 15.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import ssl
import time
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import urllib3.exceptions as http
from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.util import parse_url

from cuaderno import __version__
from cuaderno.errors import FetchError

_PIECE = 1 << 16  # bytes asked of the connection at a time
_REDIRECTS = 5
_LONGEST_WAIT = 120.0  # seconds between two tries
_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})
_DATA_FILE = re.compile(r"\.(csv|tsv|xlsx?|zip|gz|pdf|json|geojson|xml)$", re.IGNORECASE)
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_STATUS = {
    401: "the publisher asks for a login",
    403: "the publisher refuses to give it to a program",
    404: "the publisher has no file at this address, or none any more",
    410: "the publisher has withdrawn the file",
    429: "the publisher has been asked too often",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells one version of a file from another: the headers ETag and Last-Modified, verbatim."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole file on disk. `size` is in bytes; `address` is the one that answered, after redirects."""

    path: Path
    sha256: str
    size: int
    address: str
    etag: str | None
    last_modified: str | None
    retrieved: datetime


@dataclass(frozen=True, slots=True)
class NotModified:
    """The publisher says that the version already known is still its newest."""

    address: str
    checked: datetime


def fetch(
    address: str,
    into: Path,
    *,
    known: Validators | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    retries: int = 5,
    timeout: float = 30.0,
    backoff: float = 0.5,
    max_bytes: int | None = None,
    within: float = 6 * 3600.0,
) -> Fetched | NotModified:
    """Fetch `address` into the folder `into`, under the safe form of its own file name.

    With `known`, the file is asked for only if it has changed since. `progress` is given the bytes held and,
    where the publisher tells it, the bytes of the whole. A silence of `timeout` seconds breaks a try off;
    `retries` more are made, after waits that begin at `backoff` seconds and double, or that Retry-After sets
    (up to two minutes: no publisher is asked sooner than it wants); no try is begun or gone on with after
    `within` seconds. What an interrupted fetch holds stays in `<name>.part` and is gone on from, by this
    process or a later one, where the file has a strong ETag and the server confirms it. One fetch at a time
    may use a folder.

    Raises FetchError where the file cannot be had whole: a refusal, an HTML page in its place, more than
    `max_bytes`, a body whose end cannot be told from a broken connection, an address that is not http or
    https, a redirect from https to http.
    """
    asked = _web_address(address, asked=address)
    deadline = time.monotonic() + within
    retry = Retry(total=retries, backoff_factor=backoff, backoff_max=_LONGEST_WAIT)
    try:
        into.mkdir(parents=True, exist_ok=True)
        with PoolManager(num_pools=1, cert_reqs="CERT_REQUIRED") as pool:
            order = _Order(pool, asked, into, known or Validators(), progress, timeout, max_bytes, deadline)
            while True:
                try:
                    return order.try_once()
                except http.HTTPError as error:
                    retry = _before_next_try(order, retry, error)
    except BrokenPipeError:  # the reader of the progress went away; nothing is wrong with the disk
        raise
    except OSError as error:
        reason = f"it cannot be kept in {into} ({error.strerror or error}), make room there or name another folder"
        raise _failure(asked, reason) from error


class _TryAgainError(http.HTTPError):
    """This try brought no whole file, another may; `retry_after` is in seconds, if the server says it."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is held of a file so far, `<name>.part`; `<name>.part.json` tells of which version it is part."""

    path: Path
    asked: str
    address: str
    held: int = 0
    version: Validators = field(default_factory=Validators)
    size: int | None = None

    @classmethod
    def of(cls, asked: str, address: str, into: Path) -> _Part:
        """Find what an earlier try left; nothing counts as held unless a strong ETag tells its version."""
        empty = cls(into / f"{_safe_name(address)}.part", asked, address)
        try:
            note = json.loads(empty.side.read_text(encoding="utf-8"))
            version, size = Validators(note["etag"], note["last_modified"]), note["size"]
            same = note["asked"] == asked and _without_query(note["address"]) == _without_query(address)
            held = empty.path.stat().st_size
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return empty
        if not same or not (version.etag or "").startswith('"'):
            return empty
        return cls(empty.path, asked, address, held, version, size)

    @property
    def side(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    def anew(self, version: Validators, size: int | None) -> _Part:
        """Begin again from nothing, and write down of which version."""
        self.discard()
        self.path.touch()
        note = {"asked": self.asked, "address": self.address, "size": size, **asdict(version)}
        self.side.write_text(json.dumps(note), encoding="utf-8")
        return _Part(self.path, self.asked, self.address, 0, version, size)

    def discard(self) -> None:
        self.side.unlink(missing_ok=True)  # first: a part without its version is never gone on from
        self.path.unlink(missing_ok=True)

    def finish(self) -> Path:
        """Give the whole file its name, all at once and for good."""
        path = self.path.with_suffix("")
        self.path.replace(path)
        self.side.unlink(missing_ok=True)
        with suppress(OSError):  # not every system can write a folder through
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return path


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for, and how one try for it is made."""

    pool: PoolManager
    asked: str
    into: Path
    known: Validators
    progress: Callable[[int, int | None], None] | None
    timeout: float
    max_bytes: int | None
    deadline: float

    def try_once(self) -> Fetched | NotModified:
        """Follow the redirects and take the file. Raises urllib3's HTTPError where another try may help."""
        address = self.asked
        for _ in range(_REDIRECTS + 1):
            part = _Part.of(self.asked, address, self.into)
            response = self.pool.request(
                "GET",
                address,
                headers=self._headers(part),
                timeout=Timeout(connect=self.timeout, read=self.timeout),
                preload_content=False,
                redirect=False,
                retries=False,
            )
            with closing(response):
                target = response.get_redirect_location()
                if not target:
                    return self._take(response, part)
            address = _web_address(target, asked=self.asked, before=address)
        raise _failure(self.asked, f"its server redirects more than {_REDIRECTS} times, last to {address}")

    def check_time(self, wait: float = 0.0) -> None:
        if time.monotonic() + wait > self.deadline:
            reason = "it took longer than the time allowed (what has come is kept, and a new try may go on there)"
            raise _failure(self.asked, reason)

    def _headers(self, part: _Part) -> dict[str, str]:
        headers = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": f"cuaderno/{__version__}"}
        if self.known.etag:
            headers["If-None-Match"] = self.known.etag
        if self.known.last_modified:
            headers["If-Modified-Since"] = self.known.last_modified
        if part.held and part.version.etag:
            headers["Range"] = f"bytes={part.held}-"
            headers["If-Range"] = part.version.etag
        return headers

    def _take(self, response: BaseHTTPResponse, part: _Part) -> Fetched | NotModified:
        """Act on the answer: 200 is the file, 206 the rest of it, 304 no need of it; all else is a fault."""
        if response.status == 304 and self.known != Validators():
            return NotModified(part.address, datetime.now(UTC))
        if response.status in (206, 416) and not _goes_on(response, part):
            part.discard()
            raise _TryAgainError("the file changed on its server while it was being fetched")
        if response.status not in (200, 206):
            raise _refusal(response, self.asked)
        self._check_kind(response, part)
        if response.status == 206:
            return self._receive(_pieces(response), part, part.version, _content_range(response)[1])
        if response.length_remaining is None and not response.chunked:
            reason = "its server does not say how long it is, so that a part of it could pass for the whole"
            raise _failure(self.asked, reason)
        version = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        packed = _is_packed(response, part)
        size = None if packed else response.length_remaining
        self._check_size(size or 0, part)
        if packed:  # ranges would count the packed bytes, so what comes is never gone on from
            return self._receive(_unpacked(response), part.anew(Validators(), None), version, None)
        return self._receive(_pieces(response), part.anew(version, size), version, size)

    def _receive(self, pieces: Iterator[bytes], part: _Part, version: Validators, size: int | None) -> Fetched:
        """Write the body behind what is held; give the file its name only if all `size` bytes are there."""
        done, digest = part.held, hashlib.sha256()
        with part.path.open("r+b") as file:
            while held := file.read(_PIECE):
                digest.update(held)
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                done += len(piece)
                self._check_size(done, part)
                self.check_time()
                if self.progress:
                    self.progress(done, size)
            file.flush()
            os.fsync(file.fileno())
        if size is not None and 0 < done < size:
            raise _TryAgainError(f"its server sent {done:,} of {size:,} bytes")
        if done == 0 or (size is not None and done > size):
            part.discard()
            raise _TryAgainError(f"its server sent {done:,} bytes, which is not the file")
        path, now = part.finish(), datetime.now(UTC)
        return Fetched(path, digest.hexdigest(), done, part.address, version.etag, version.last_modified, now)

    def _check_kind(self, response: BaseHTTPResponse, part: _Part) -> None:
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        expected = any(_DATA_FILE.search(urlsplit(address).path) for address in (self.asked, part.address))
        if expected and kind in ("text/html", "application/xhtml+xml"):
            reason = "a web page came in place of the data file (it may be a notice, a login or a search page)"
            raise _failure(self.asked, reason)

    def _check_size(self, size: int, part: _Part) -> None:
        if self.max_bytes is not None and size > self.max_bytes:
            part.discard()
            raise _failure(self.asked, f"it has more than the {self.max_bytes:,} bytes allowed for it")


def _before_next_try(order: _Order, retry: Retry, error: http.HTTPError) -> Retry:
    """Count the failed try and wait as long as is due. Raises FetchError where there is to be no other."""
    if isinstance(error, http.SSLError) and isinstance(error.args[0], ssl.SSLCertVerificationError):
        reason = f"the certificate of its server is not valid ({error.args[0].verify_message})"
        raise _failure(order.asked, reason) from error
    try:
        retry = retry.increment("GET", order.asked, error=error)
    except http.MaxRetryError:
        reason = f"{_why(error, order)}, at the last of {len(retry.history) + 1} tries"
        raise _failure(order.asked, reason) from error
    wait = getattr(error, "retry_after", None) or retry.get_backoff_time()
    if wait > _LONGEST_WAIT:
        reason = f"{error}, and wants to be asked again no sooner than in {wait / 60:.0f} minutes"
        raise _failure(order.asked, reason) from error
    order.check_time(wait)
    time.sleep(wait)
    return retry


def _why(error: http.HTTPError, order: _Order) -> str:
    match error:
        case _TryAgainError():
            return str(error)
        case http.NameResolutionError():
            return "the name of its server is not known here (is there a connection to the internet?)"
        case http.NewConnectionError():
            return "its server does not take the connection"
        case http.TimeoutError():
            return f"its server was silent for {order.timeout:g} seconds"
        case http.ProtocolError():
            return "the connection broke off before the whole file had come"
        case _:
            return f"its server cannot be understood ({error})"


def _failure(asked: str, reason: str) -> FetchError:
    return FetchError(
        f"{asked} was not fetched: {reason}. Download the file by hand in a browser and take it in with "
        "`cuaderno add SOURCE FILE`."
    )


def _refusal(response: BaseHTTPResponse, asked: str) -> Exception:
    status = response.status
    reason = _STATUS.get(status, "its server has a fault" if status >= 500 else "its server does not give it")
    reason = f"{reason} (HTTP status {status})"
    if status not in _TRANSIENT:
        return _failure(asked, reason)
    try:
        return _TryAgainError(reason, Retry().get_retry_after(response))
    except (http.HTTPError, ValueError, OverflowError):  # a time that nobody can read is no time
        return _TryAgainError(reason)


def _web_address(address: str, *, asked: str, before: str | None = None) -> str:
    """Return the normal form of an address that may be asked; `before` is the one that redirected to it."""
    place = f"its server redirects to {address}, which" if before else "the address"
    try:
        url = parse_url(urldefrag(urljoin(before, address) if before else address).url)
    except ValueError as error:
        raise _failure(asked, f"{place} is not a web address") from error
    if url.auth:
        bare = re.sub(r"//[^/?#]*@", "//", asked)
        raise _failure(bare, "the address holds a user name or password, which would be written down")
    if url.scheme not in ("http", "https") or not url.host:
        raise _failure(asked, f"{place} does not begin with https:// or http://")
    if before and before.startswith("https:") and url.scheme == "http":
        raise _failure(asked, f"{place} is not encrypted, so that anybody on the way could change the file")
    return url.url


def _safe_name(address: str) -> str:
    """Return a file name that cannot leave its folder, from the last part of the address's path.

    >>> _safe_name("https://example.org/data/..%2F..%2Fetc%2Fpasswd")
    'etc_passwd'
    >>> _safe_name("https://example.org/informes/a%C3%B1o%202023.csv?v=2")
    'año_2023.csv'
    """
    last = unicodedata.normalize("NFC", unquote(urlsplit(address).path.rpartition("/")[2]))
    name = re.sub(r"[^\w.-]", "_", last).lstrip("._-").rstrip(".")
    name = re.sub(r"\.(?=part(\.json)?$)", "_", name, flags=re.IGNORECASE)
    if _WINDOWS_DEVICE.match(name):
        name = f"file_{name}"
    if len(name.encode()) > 150:  # file systems allow 255, endings included
        name = name.encode()[:120].decode(errors="ignore") + PurePosixPath(name).suffix[:16]
    return name or "download"


def _without_query(address: str) -> str:
    """Signed addresses carry a new query each time; the ETag tells whether the file is still the same."""
    return urlsplit(address)._replace(query="").geturl()


def _goes_on(response: BaseHTTPResponse, part: _Part) -> bool:
    """Tell whether a partial answer is the rest of the very version held, from the byte where it ends."""
    start, size = _content_range(response)
    return (
        response.status == 206
        and part.held > 0
        and start == part.held
        and part.size in (None, size)
        and response.headers.get("ETag") == part.version.etag
        and "Content-Encoding" not in response.headers
    )


def _content_range(response: BaseHTTPResponse) -> tuple[int | None, int | None]:
    text = response.headers.get("Content-Range", "")
    found = re.fullmatch(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18})", text.strip())
    return (int(found[1]), int(found[2])) if found else (None, None)


def _is_packed(response: BaseHTTPResponse, part: _Part) -> bool:
    """Tell whether to unpack the body; servers label a published `.gz` as packed, and mean the `.gz`."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise _failure(part.asked, f"its server sends it in the coding {coding!r}, which was not asked for")
    return coding != "identity" and not part.path.name.lower().endswith((".gz.part", ".tgz.part"))


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    """Yield the body as it arrives; `read1` gives what is there, so that a stall costs no bytes."""
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece


def _unpacked(response: BaseHTTPResponse) -> Iterator[bytes]:
    """Yield a gzip body unpacked; unlike urllib3's own decoder, this one misses an end that never came."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        for packed in _pieces(response):
            while packed:
                if unpack.eof:  # gzip bodies may be several, one behind the other
                    unpack = zlib.decompressobj(wbits=31)
                yield unpack.decompress(packed, _PIECE)
                packed = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
        yield unpack.flush()
    except zlib.error as error:
        raise _TryAgainError("its server sent it packed, in a way that cannot be unpacked") from error
    if not unpack.eof:
        raise _TryAgainError("its server sent it packed, and the end of it is missing")
