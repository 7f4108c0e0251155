"""What a server allows: how much at once, how long, how large."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of a server. Sizes are bytes, times seconds.

    `directory` is the user's own ledger, for the processes that check documents; `kept` bytes of the latest answers are
    kept. `rate` requests a second are answered to one address
    on the long run, `burst` of them at once; 0 sets no limit, and the machine itself has none unless `limit_loopback`. `threads` answer
    questions, `waiting` more may wait. So many `processes` serve, each with all of these for itself (0: two where there are two cores). `reopen` lets a citation reopen the publisher's file where it was taken in from. `fetches` lets a
    reader name a public address whose document is got and checked.
    """

    directory: Path | None = None
    kept: int = 32 << 20
    threads: int = 4
    processes: int = 0
    waiting: int = 256
    seconds: float = 15.0
    rate: float = 20.0
    burst: int = 100
    limit_loopback: bool = False
    reopen: bool = True
    checks: bool = True
    check_bytes: int = 10 << 20
    check_seconds: float = 30.0
    check_memory: int = 4 << 30
    checks_at_once: int = 2
    checks_waiting: int = 16
    upload_seconds: float = 30.0
    uploads_at_once: int = 400
    fetches: bool = False
