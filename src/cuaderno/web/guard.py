"""What stands before every answer: headers that keep a browser safe, who may ask how often, and the methods HEAD and OPTIONS."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from math import ceil
from typing import Any
from urllib.parse import parse_qs

from cuaderno.errors import say
from cuaderno.web.limits import Buckets
from cuaderno.web.problems import MEDIA, Problem
from cuaderno.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

API = "/api/"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of an answer that names none of its own: it may load and run nothing."""

_SAFE: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_OPEN: tuple[Header, ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
_NOT_MODIFIED = 304
_READING = ("GET", "HEAD", "OPTIONS")
_PREFLIGHT: tuple[Header, ...] = (
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"Accept, Accept-Language, If-None-Match"),
    (b"access-control-max-age", b"86400"),
)


class Guard:
    """An application with its guard.

    `methods` says which methods an address takes, none where there is nothing; `failed` tells the problem of an error that came through.
    """

    def __init__(
        self,
        app: App,
        settings: Settings,
        methods: Callable[[Scope], tuple[str, ...]],
        failed: Callable[[Exception, str], Problem],
    ) -> None:
        self._app = app
        self._methods = methods
        self._failed = failed
        self._buckets = Buckets(settings.rate, settings.burst, loopback=settings.limit_loopback)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        answering = _Answering(send, scope, headless=method == "HEAD")
        if wait := self._buckets.wait((scope.get("client") or ("",))[0]):
            await _refuse(answering, scope, wait)
        elif method == "OPTIONS":
            await self._options(scope, answering)
        else:
            asked = {**scope, "method": "GET"} if method == "HEAD" else scope
            await self._asked(asked, receive, answering)

    async def _asked(self, scope: Scope, receive: Receive, answering: _Answering) -> None:
        """Let a request through; whatever goes wrong behind is answered too."""
        try:
            await self._app(scope, receive, answering)
        except Exception as error:
            if answering.begun:
                raise
            lang = language_of(scope)
            await answer_problem(answering, self._failed(error, lang), lang)

    async def _options(self, scope: Scope, send: _Answering) -> None:
        methods = self._methods(scope)
        if not methods:
            await self._asked({**scope, "method": "GET"}, _nothing, send)
            return
        headers = [(b"allow", ", ".join((*methods, "OPTIONS")).encode())]
        if scope["path"].startswith(API) and "GET" in methods:
            headers += _PREFLIGHT
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


class _Answering:
    """Sends an answer on with the headers of every answer; of one without a head, the head alone."""

    def __init__(self, send: Send, scope: Scope, *, headless: bool) -> None:
        self._send = send
        self._headless = headless
        self.begun = False
        self._open = scope["path"].startswith(API) and scope["method"] in _READING

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = list(message.get("headers", ()))
            given = {name.lower() for name, _ in headers}
            headers += [one for one in (*_SAFE, *(_OPEN if self._open else ())) if one[0] not in given]
            # The headers of a 304 take the place of those that came with the page a browser holds (RFC 9111, 4.3.4).
            if b"content-security-policy" not in given and message["status"] != _NOT_MODIFIED:
                headers.append((b"content-security-policy", POLICY.encode()))
            message = {**message, "headers": headers}
        elif self._headless and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def language_of(scope: Scope) -> str:
    """The language of an error, by `lang`."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1")[:4096]).get("lang", [])
    return "es" if given[-1:] == ["es"] else "en"


async def _refuse(send: Send, scope: Scope, wait: float) -> None:
    lang = language_of(scope)
    seconds = max(1, ceil(wait))
    problem = Problem("too-many", say("too_many", lang, seconds=seconds), headers=(("retry-after", str(seconds)),))
    await answer_problem(send, problem, lang)


async def answer_problem(send: Send, problem: Problem, lang: str) -> None:
    """Send a problem."""
    body = problem.body(lang)
    headers = [
        (b"content-type", MEDIA.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *((name.encode(), value.encode()) for name, value in problem.headers),
    ]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
