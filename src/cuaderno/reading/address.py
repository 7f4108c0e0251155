"""A document from an address: within a size, a time and a number of redirects, and only what is a document."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from cuaderno import __version__
from cuaderno.errors import FetchError

if TYPE_CHECKING:
    from urllib3 import PoolManager

_REDIRECTS = 5
_CONNECT, _READ, _WHOLE = 10.0, 20.0, 120.0  # seconds
_PIECE = 1 << 16
_KINDS = re.compile(
    r"text/(?:html|plain|xml|markdown|x-[\w-]+)|application/(?:xhtml\+xml|pdf|x-pdf|octet-stream|xml|binary|download|force-download"
    r"|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|binary/octet-stream|"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]+)", re.IGNORECASE)
_SAID = {
    401: "it asks for a login",
    403: "it is not given to a program",
    404: "there is nothing at this address, or no longer",
    410: "it has been withdrawn",
    429: "the server has been asked too often",
    451: "it is withheld for legal reasons",
}
_INSTEAD = "Open it in a browser, save it, and name the saved file."


class Answer(NamedTuple):
    """What an address gave: the bytes, the name of the file, the address after redirects, and what the server says it is."""

    data: bytes
    name: str
    address: str
    kind: str
    charset: str


def fetched(
    address: str, most: int, *, seconds: float | None = None, pool: Callable[[], PoolManager] | None = None
) -> Answer:
    """The document at an http or https address, of at most `most` bytes, unpacked if it came packed.

    At most five redirects are followed, never from https to http, and two minutes are given, or so many `seconds`. `pool` makes the
    connections. Raises FetchError otherwise.
    """
    from urllib3 import Retry, Timeout
    from urllib3.exceptions import HTTPError

    whole = _WHOLE if seconds is None else seconds
    deadline = time.monotonic() + whole
    timeout = Timeout(connect=_CONNECT, read=_READ) if seconds is None else Timeout(connect=seconds, read=seconds)
    retry = Retry(total=2, redirect=0, status=0, other=0, backoff_factor=0.3)
    with (pool or _pool)() as pool_of:
        asked = _checked(address, address)
        for _ in range(_REDIRECTS + 1):
            try:
                answer = pool_of.request(
                    "GET", asked, preload_content=False, redirect=False, retries=retry, timeout=timeout,
                    headers={"User-Agent": f"Cuaderno/{__version__}", "Accept-Encoding": "gzip, deflate",
                             "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5"},
                )  # fmt: skip
                with answer:
                    place = answer.get_redirect_location()
                    if not place:
                        return _taken(answer, asked, most, deadline, whole)
                asked = _checked(_joined(asked, place), address)
            except (HTTPError, OSError, ValueError) as error:
                raise _failure(address, _reason(error)) from None
    raise _failure(address, f"it leads on through more than {_REDIRECTS} other addresses")


def _pool() -> PoolManager:
    from urllib3 import PoolManager

    return PoolManager(num_pools=_REDIRECTS, cert_reqs="CERT_REQUIRED")


def _joined(asked: str, place: str) -> str:
    from urllib.parse import urljoin

    joined = urljoin(asked, place)
    if asked.startswith("https:") and not joined.startswith("https:"):
        raise _failure(asked, "it leads from a secure address (https) to one that is not")
    return joined


def _checked(asked: str, named: str) -> str:
    from urllib3.exceptions import HTTPError
    from urllib3.util import parse_url

    try:
        parts = parse_url(asked)
    except (HTTPError, ValueError):
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not parts.host:
        raise FetchError(
            f"{named} is not an address a document can be read from. Write it in full, with https:// or http://."
        )
    return parts._replace(fragment=None).url


def _taken(answer: object, asked: str, most: int, deadline: float, whole: float) -> Answer:
    from urllib3 import BaseHTTPResponse

    assert isinstance(answer, BaseHTTPResponse)  # noqa: S101  (for the type checker)
    if answer.status != 200:
        raise _failure(asked, _SAID.get(answer.status, f"the server answers {answer.status}"))
    said = answer.headers.get("Content-Type", "")
    kind = said.partition(";")[0].strip().lower()
    if not _KINDS.fullmatch(kind):
        raise _failure(asked, f"it is no document but {kind}")
    size = answer.headers.get("Content-Length", "")
    if size.isdigit() and int(size) > most:
        raise _too_large(asked, most)
    pieces, held = [], 0
    while piece := answer.read1(_PIECE, decode_content=True):
        held += len(piece)
        if held > most:
            raise _too_large(asked, most)
        if time.monotonic() > deadline:
            raise _failure(asked, f"it had not arrived after {whole:.0f} seconds")
        pieces.append(piece)
    charset = _CHARSET.search(said)
    name = PurePosixPath(unquote(urlsplit(asked).path)).name or urlsplit(asked).netloc
    return Answer(b"".join(pieces), name, asked, kind, charset[1] if charset else "")


def _too_large(asked: str, most: int) -> FetchError:
    return FetchError(
        f"{asked} is larger than {most >> 20} MB, the most that is read as one document. Nothing has been kept of it."
    )


def _failure(asked: str, reason: str) -> FetchError:
    return FetchError(f"{asked} could not be read: {reason}. {_INSTEAD}")


def _reason(error: Exception) -> str:
    from urllib3 import exceptions as http

    cause = error.reason if isinstance(error, http.MaxRetryError) and error.reason else error
    known = (
        (http.NameResolutionError, "no server of this name is known, or there is no network"),
        (http.NewConnectionError, "the server refuses the connection or cannot be reached"),
        ((http.ConnectTimeoutError, http.ReadTimeoutError), "the server does not answer in time"),
        (http.SSLError, "the server cannot prove that it is the one named"),
        (http.DecodeError, "it arrived packed in a way that cannot be unpacked"),
        ((http.IncompleteRead, http.ProtocolError), "the connection broke off"),
    )
    return next(
        (said for kind, said in known if isinstance(cause, kind)), f"the connection failed ({type(cause).__name__})"
    )
