"""Several processes that serve one address: what is held in memory is made once and shared, and the system hands each its connections.

The first process only watches: it starts another for one that dies, and where it dies itself, whatever the way, the others end.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn, cast

from cuaderno.errors import CuadernoError

MOST_DEATHS = 5
WITHIN = 60.0
"""Where so many processes die in so many seconds, something is wrong that another process would not mend."""

ENDING = (signal.SIGINT, signal.SIGTERM)


def can_share() -> bool:
    """Whether this system hands the connections of one address to several processes, and lets a process be doubled."""
    return sys.platform == "linux" and hasattr(os, "fork") and hasattr(socket, "SO_REUSEPORT")


def beside(taken: socket.socket) -> socket.socket:
    """One more socket at an address that was bound to be shared."""
    one = socket.socket(taken.family, taken.type, taken.proto)
    share(one)
    one.bind(taken.getsockname())
    return one


def share(one: socket.socket) -> None:
    """Let other sockets of this user be bound to the address that this one will be."""
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)


def serve_in(count: int, work: Callable[[int], None]) -> None:
    """Do the work in so many processes, each told its number, until it is interrupted. Raises CuadernoError where they die one
    after the other."""
    _Watch(count, work).until_stopped()


class _Watch:
    def __init__(self, count: int, work: Callable[[int], None]) -> None:
        self._work = work
        self._count = count
        self._running: dict[int, int] = {}
        self._stopped_by: int | None = None
        self._deaths: list[float] = []
        self._last = 0
        self._alive, self._held = os.pipe()  # nothing is ever written; it ends when the last process that holds it ends

    def until_stopped(self) -> None:
        before = {kind: signal.signal(kind, self._stop) for kind in ENDING}
        try:
            for number in range(self._count):
                self._start(number)
            self._watch()
        finally:
            os.close(self._held)
            os.close(self._alive)
            for kind, handler in before.items():
                signal.signal(kind, handler)
        if self._stopped_by is not None:
            signal.raise_signal(self._stopped_by)
            return  # where whoever started this has signals of the kind ignored
        raise CuadernoError(
            f"The server's processes died {MOST_DEATHS} times within {WITHIN:.0f} seconds ({_how(self._last)}), and were not started "
            "again. What they said before tells why; mostly the machine has too little memory."
        )

    def _start(self, number: int) -> None:
        """Start one, unless all are to end: a signal that comes meanwhile waits until it is known here, and can be ended there."""
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        child = 0
        try:
            if self._stopped_by is not None:
                return
            child = os.fork()
            if child:
                self._running[child] = number
            else:
                for kind in ENDING:
                    signal.signal(kind, signal.SIG_DFL)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        if not child:
            self._work_and_end(number)
        if self._stopped_by is not None:
            os.kill(child, signal.SIGTERM)

    def _work_and_end(self, number: int) -> NoReturn:
        code = 1
        try:
            os.close(self._held)
            end_with(self._alive)
            self._work(number)
            code = 0
        except KeyboardInterrupt:
            code = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            os._exit(code)

    def _watch(self) -> None:
        """Wait for processes to end, and start another for each that was not told to."""
        while self._running:
            number, code = self._ended()
            if self._stopped_by is not None:
                continue
            self._last = code
            now = time.monotonic()
            self._deaths = [*(when for when in self._deaths if now - when < WITHIN), now]
            if len(self._deaths) < MOST_DEATHS:
                self._start(number)
            else:
                self._tell_all(signal.SIGTERM)
                break
        while self._running:
            self._ended()

    def _ended(self) -> tuple[int, int]:
        """The number and exit code of the next process to end; it is let go only when no signal is sent on to it any more."""
        ended = cast("os.waitid_result", os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT))  # None only without waiting
        number = self._running.pop(ended.si_pid)
        _, status = os.waitpid(ended.si_pid, 0)
        return number, os.waitstatus_to_exitcode(status)

    def _stop(self, kind: int, _: FrameType | None) -> None:
        self._stopped_by = kind
        self._tell_all(signal.SIGTERM)

    def _tell_all(self, kind: int) -> None:
        for child in tuple(self._running):
            os.kill(child, kind)


def _how(code: int) -> str:
    return f"ended by signal {-code}" if code < 0 else f"exit code {code}"


def end_with(alive: int) -> None:
    """End this process when the last that holds the other end of a pipe has ended."""

    def wait() -> None:
        os.read(alive, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
