"""What a server bears: slow clients, open uploads, clients that leave, and being killed. Each beside a client that asks on."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ASKED = "api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2019&by=year"
UPLOADS = 200


def borne(address: str, while_: Callable[[], Any]) -> dict[str, float]:
    """How another client is answered meanwhile: requests, those that failed, the longest wait in milliseconds."""
    stop, times, failed = threading.Event(), [], []

    def ask() -> None:
        while not stop.is_set():
            begun = time.perf_counter()
            try:
                with urllib.request.urlopen(address + ASKED, timeout=30) as answered:  # noqa: S310
                    answered.read()
            except OSError:
                failed.append(1)
            times.append(time.perf_counter() - begun)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        while_()
    finally:
        stop.set()
        asking.join()
    return {"requests": len(times), "failed": len(failed), "longest": max(times) * 1000}


def slow_clients(where: tuple[str, int], count: int = 50, seconds: float = 10.0) -> None:
    """Clients that send their request a letter at a time."""
    said = f"GET /{ASKED} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with ExitStack() as stack:
        open_ = [stack.enter_context(socket.create_connection(where)) for _ in range(count)]
        until, at = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            for one in open_:
                one.sendall(said[at : at + 1])
            at = min(at + 1, len(said) - 2)
            time.sleep(0.2)


def open_uploads(where: tuple[str, int], seconds: float = 10.0) -> None:
    """Uploads that are begun and not ended."""
    head = b"POST /api/v1/check HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n"
    with ExitStack() as stack:
        open_ = [stack.enter_context(socket.create_connection(where)) for _ in range(UPLOADS)]
        for one in open_:
            one.sendall(head + b"The United States ")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for one in open_:
                one.sendall(b"a")
            time.sleep(0.5)


def leaving(where: tuple[str, int], count: int = 200, seconds: float = 5.0) -> None:
    """Clients that ask for a page and go away at once."""
    for at in range(count):
        with socket.create_connection(where) as one:
            one.sendall(f"GET /en/place/COL?years={1950 + at % 60}-2020 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(seconds)


def family(first: int) -> list[int]:
    """A process and all that it has started."""
    found, parents = [first], {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def killed(first: int, scratch: Path) -> dict[str, int]:
    """What is left of a server a moment after it was killed: processes, and files in the folder for what passes."""
    all_of_it = family(first)
    os.kill(first, signal.SIGKILL)
    for _ in range(50):
        left = [one for one in all_of_it if _runs(one)]
        if not left:
            break
        time.sleep(0.2)
    return {"processes": len(left), "files": len(list(scratch.iterdir()))}


def _runs(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def answers(address: str) -> bool:
    """Whether it answers at all."""
    try:
        with urllib.request.urlopen(address + ASKED, timeout=60) as answered:  # noqa: S310
            return bool(answered.status == 200)
    except (OSError, urllib.error.URLError):
        return False
