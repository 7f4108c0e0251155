"""Serving: the address taken, the application behind it, and a quiet end."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING

from cuaderno.errors import CuadernoError, QuestionError
from cuaderno.ledger.collector import spare_what_is_held
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.rows_around import prepare
from cuaderno.web.processes import beside, can_share, serve_in, share
from cuaderno.web.settings import Settings

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from cuaderno.web.apart import Apart
    from cuaderno.web.api.answering import LongJob
    from cuaderno.web.kept import Written
MOST_PROCESSES = 2
"""So many processes serve where nothing else is asked for; each has an engine of its own in memory."""

SWITCH = 0.001
"""Seconds a thread goes on while others wait: a question of a millisecond shall not wait five for a page that is being written."""

CONNECTIONS = 1000
KEPT_OPEN = 15
"""Seconds an idle connection is kept."""

LAST_WORDS = 3
"""Seconds a request that runs has to end when the server is stopped."""

BACKLOG = 1024


def serve(
    open_ledger: Callable[[], Ledger], settings: Settings, *, host: str, port: int, say: Callable[[str], None]
) -> None:
    """Serve a ledger until interrupted. `port` 0 takes a free one; `say` is told the address.

    Raises QuestionError where the address cannot be taken, CuadernoError where the extra `web` is not installed, LedgerError.
    """
    try:
        import uvicorn

        from cuaderno.web.app import make_app
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("uvicorn", "fastapi", "starlette", "orjson", "isal"):
            raise
        raise CuadernoError(
            "The explorer needs two libraries more. Install them: pip install 'cuaderno[web]'"
        ) from None
    count, threshold = _processes(settings), gc.get_threshold()
    taken = _taken(host, port, shared=count > 1)
    with taken:
        local = _is_loopback(taken)
        chosen = replace(settings, reopen=settings.reopen and local)
        ledger = open_ledger()
        if count > 1:
            _hold(ledger)  # once, and shared by all
            ledger.store.rest()  # the engine's threads do not follow into another process; each opens its own
        gc.freeze()  # what is held now is held to the end: the collector need not look through it

        def answer(where: socket.socket) -> None:
            apart = _apart(ledger, chosen) if count > 1 else None  # before this process has an engine of its own
            ledger.store.connection.execute(f"SET threads = {max(1, (os.cpu_count() or 1) // count)}")
            app = make_app(ledger, settings=chosen, apart=apart)
            spare_what_is_held()
            sys.setswitchinterval(SWITCH)
            uvicorn.Server(_config(app)).run(sockets=[where])

        say(address_of(taken))
        try:
            if count == 1:
                answer(taken)
            else:
                with contextlib.ExitStack() as more:
                    each = [taken, *(more.enter_context(_listening(beside(taken))) for _ in range(count - 1))]
                    serve_in(count, lambda number: answer(each[number]))
        finally:
            gc.set_threshold(*threshold)
            gc.unfreeze()


def _hold(ledger: Ledger) -> None:
    """Hold in memory what pages and questions are answered from; a brief brings what the briefs of all places need."""
    from cuaderno.web.writing import begin_briefs

    _ = ledger.store.held_lines
    prepare(ledger.store)
    with contextlib.suppress(CuadernoError):  # a ledger that holds nothing of it
        begin_briefs(ledger)


def _apart(ledger: Ledger, settings: Settings) -> Apart[LongJob, Written]:
    from cuaderno.web.apart import Apart
    from cuaderno.web.app import WARMING
    from cuaderno.web.writing import page_writer

    return Apart(
        partial(page_writer, ledger, settings), waiting=settings.waiting, seconds=settings.seconds, preparing=WARMING
    )


def _processes(settings: Settings) -> int:
    return (settings.processes or min(MOST_PROCESSES, os.cpu_count() or 1)) if can_share() else 1


def _config(app: FastAPI) -> uvicorn.Config:
    import uvicorn

    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEPT_OPEN,
        timeout_graceful_shutdown=LAST_WORDS,
        ws="none",
    )


def _listening(one: socket.socket) -> socket.socket:
    one.listen(BACKLOG)
    return one


def _taken(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """The address, listened to; `shared`, bound for sockets of other processes to listen to. Raises QuestionError in plain words."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        one = socket.socket(family, kind, protocol)
    except (socket.gaierror, UnicodeError, OverflowError):
        raise QuestionError(
            f"'{host}' is no address of this machine. Leave --host out to serve this machine alone."
        ) from None
    try:
        if hasattr(socket, "SO_REUSEADDR"):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(where)
        one.listen(BACKLOG)
    except OSError as error:
        one.close()
        raise QuestionError(_why(error, host, port)) from None
    if not shared:
        return one
    where = one.getsockname()  # it is free: taken again by a socket that lets others beside it
    one.close()
    again = socket.socket(family, kind, protocol)
    share(again)
    again.bind(where)
    return _listening(again)


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program. Choose another with --port, or --port 0 for any that is free."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by you: ports below 1024 belong to the system. Choose another with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"'{host}' is no address of this machine. Leave --host out to serve this machine alone."
    return f"{host}:{port} cannot be listened to ({error.strerror}). Choose another address with --host and --port."


def address_of(taken: socket.socket) -> str:
    """The address as a browser takes it."""
    host, port = taken.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _is_loopback(taken: socket.socket) -> bool:
    return ip_address(taken.getsockname()[0].partition("%")[0]).is_loopback
