"""One application over the bundled edition, and a client that asks it without a server."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi import FastAPI

from cuaderno.ledger.ledger import Ledger
from cuaderno.web.app import make_app
from cuaderno.web.settings import Settings


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Asker:
    """Asks an application without a server, in one loop of its own, from whatever thread."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def __call__(
        self,
        address: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = b"",
        client: str = "127.0.0.1",
    ) -> Answered:
        """An answer. A `body` of None never arrives."""
        path, _, query = address.partition("?")
        given = {"host": "test", **(headers or {})}
        scope = {
            "type": "http", "method": method, "path": unquote(path), "raw_path": path.encode(), "root_path": "",
            "query_string": query.encode(), "scheme": "http", "http_version": "1.1", "asgi": {"version": "3.0"},
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
            "server": ("127.0.0.1", 80), "client": (client, 1),
        }  # fmt: skip
        return asyncio.run_coroutine_threadsafe(self._asked(scope, body), self._loop).result(timeout=300)

    async def _asked(self, scope: dict[str, Any], body: bytes | None) -> Answered:
        sent: list[Any] = []
        pieces = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""] if body is not None else []

        async def receive() -> dict[str, Any]:
            if not pieces:
                await asyncio.sleep(60)
                return {"type": "http.disconnect"}
            piece = pieces.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answered(sent[0]["status"], told, b"".join(one.get("body", b"") for one in sent[1:]))

    def close(self) -> None:
        """End the application's threads and processes, and the loop."""
        room = self._app.state.room
        room.workers.close()
        asyncio.run_coroutine_threadsafe(room.checkers.close(), self._loop).result(timeout=60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture(scope="session")
def app(edition_ledger: Ledger) -> FastAPI:
    return make_app(edition_ledger, settings=Settings(checks=False, seconds=120))


@pytest.fixture(scope="session")
def ask(app: FastAPI) -> Iterator[Asker]:
    made = Asker(app)
    yield made
    made.close()


@pytest.fixture
def application(edition_ledger: Ledger) -> Iterator[Callable[..., Asker]]:
    """Makes an application of other settings."""
    made: list[Asker] = []

    def make(**settings: Any) -> Asker:
        app = make_app(edition_ledger, settings=Settings(**{"seconds": 120, "checks": False, **settings}))
        made.append(Asker(app))
        return made[-1]

    yield make
    for one in made:
        one.close()
