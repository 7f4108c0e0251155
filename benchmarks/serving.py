"""The explorer and the API under load, beside Datasette on the same statements in SQLite, with the load of wrk.

    python serving.py LEDGER PEERS FOLDER     one ledger ("edition": the bundled one alone); prints the figures as JSON

The load is a constant rate for a minute: all-distinct questions to the API, all-distinct statement pages, country pages of sixty
countries of which one in ten has a state that was not asked before. What nobody has asked yet is asked once beforehand only of the
sixty pages as they are met first. Then both servers are asked as fast as they answer, for the same totals and rows.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import addresses
import resilience

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory

HERE = Path(__file__).parent
RATE, SECONDS = 500, 60
CONNECTIONS = 50
SAME = 1_000
"""So many questions are asked again and again, as readers do."""

FASTEST = 10
"""Seconds for which a server is asked as fast as it answers."""

TABLE = """
    CREATE TABLE statements (key TEXT, snapshot TEXT, source TEXT, row INTEGER, col INTEGER, recipient TEXT, programme TEXT,
        account TEXT, agency TEXT, executor TEXT, sector TEXT, category TEXT, stage TEXT, period TEXT, unit TEXT, label TEXT, cents INTEGER)
"""
INDEXES = "CREATE INDEX by_recipient ON statements (recipient, stage, period); CREATE INDEX by_key ON statements (key)"
TOTAL = (
    "select period, sum(cents) as cents, count(*) as count from statements "
    "where recipient = :recipient and stage = :stage and period between :first and :last group by period"
)


@contextlib.contextmanager
def served(ledger: Path | None, scratch: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Cuaderno as a user serves it."""
    command = [sys.executable, "-c", "from cuaderno.cli import main; main()"]
    command += [*(["--ledger", str(ledger)] if ledger else []), "serve", "--port", str(port)]
    environment = {**os.environ, "CUADERNO_LEDGER": str(scratch / "none"), "TMPDIR": str(scratch)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert process.stdout is not None
    found = re.search(r"http://\S+/", process.stdout.readline())
    assert found, "the server said no address"
    try:
        yield found[0], process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        process.wait(30)


@contextlib.contextmanager
def datasette(python: Path, database: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Datasette on the database, without a limit of time that a total could meet."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(python), "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--setting", "sql_time_limit_ms", "20000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _until_open(port)
        yield f"http://127.0.0.1:{port}/", process
    finally:
        process.terminate()
        process.wait(30)


def _until_open(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)


def loaded(
    address: str, process: int, asked: list[str], scratch: Path, *, seconds: int, rate: int = 0
) -> dict[str, float]:
    """What wrk measures at a constant rate, or as fast as it is answered (0), and how long a core works for a request."""
    listed = scratch / "addresses.txt"
    listed.write_text("\n".join(asked) + "\n")
    command = [
        "wrk",
        "--threads",
        "1",
        "--connections",
        str(CONNECTIONS),
        "--duration",
        f"{seconds}s",
        "--timeout",
        "20s",
    ]
    command += ["--script", str(HERE / "load.lua"), address, "--", str(listed), str(rate), "1"]
    begun = busy(process)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return told | {
        "a_second": told["requests"] / told["seconds"],
        "core_ms": (busy(process) - begun) * 1000 / max(1, told["requests"]),
    }


def memory(process: int) -> int:
    """Bytes that a server and all its processes hold, shared ones counted once."""
    total = 0
    for one in resilience.family(process):
        with contextlib.suppress(OSError):
            said = (Path("/proc") / str(one) / "smaps_rollup").read_text()
            total += int(re.findall(r"^Pss:\s+(\d+)", said, re.MULTILINE)[0]) * 1024
    return total


def busy(process: int) -> float:
    """Seconds of a core that a server and all its processes have used."""
    ticks = 0
    for one in resilience.family(process):
        with contextlib.suppress(OSError):
            said = (Path("/proc") / str(one) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(said[11]) + int(said[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def as_sqlite(store: Store, database: Path) -> None:
    """The ledger's statements as one table, with the indexes that its questions need."""
    database.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.executescript(f"pragma journal_mode = off; pragma synchronous = off; {TABLE};")
        found = store.run(
            "SELECT printf('%016x', key), snapshot, source, row, col, recipient, programme, account, agency, executor, sector, category, "
            f"stage, period, unit, label, (current * 100)::BIGINT FROM {store.entries_of(store.figures)} WHERE current IS NOT NULL"
        )
        while some := found.fetchmany(50_000):
            connection.executemany(f"INSERT INTO statements VALUES ({', '.join('?' * 17)})", some)
        connection.executescript(f"{INDEXES};")
        connection.commit()


def measure(ledger: Path | None, python: Path, folder: Path, rate: int, seconds: int) -> dict[str, Any]:
    """All figures of one ledger."""
    store = Store([edition_directory(), *([ledger] if ledger else [])], warm=True)
    held = addresses.held_by(Ledger(store), citations=rate * (seconds + 20), seed=7)
    database = folder / "served.sqlite"
    as_sqlite(store, database)
    store.rest()
    found: dict[str, Any] = {"entries": held.entries}
    with tempfile.TemporaryDirectory(dir=folder) as named:
        scratch = Path(named)
        with served(ledger, scratch) as (address, process):
            found |= _under_load(address, process.pid, held, scratch, rate, seconds)
            found["ours"] = _fastest(address, process.pid, held, scratch, ours=True)
        with datasette(python, database) as (address, peer):
            found["datasette"] = _fastest(address, peer.pid, held, scratch, ours=False)
        found["borne"] = _borne(ledger, scratch)
    database.unlink()
    return found


def _under_load(
    address: str, process: int, held: addresses.Held, scratch: Path, rate: int, seconds: int
) -> dict[str, Any]:
    pages = all(_is_answered(f"{address}{one}") for one in ("en/place/COL", f"en/statement/{held.citations[0]}"))
    made = addresses.mixed if pages else addresses.questions
    asked = made(held, rate * (seconds + 10), seed=1)
    if pages:
        loaded(address, process, addresses.first_visits(held), scratch, seconds=30, rate=20)
    loaded(address, process, asked[rate * seconds :], scratch, seconds=8, rate=rate // 2)
    before = memory(process)
    told = loaded(address, process, asked[: rate * seconds], scratch, seconds=seconds, rate=rate)
    return {"pages": pages, "load": told, "memory": [before, memory(process)], "rate": rate}


def _fastest(
    address: str, process: int, held: addresses.Held, scratch: Path, *, ours: bool
) -> dict[str, dict[str, float]]:
    """As many totals, and as many rows, as are answered in a second: each asked for the first time, and the same ones again."""
    asked = addresses.totals_and_rows(held, 20_000, seed=3)
    cited = held.citations[-20_000:]
    if ours:
        pages = _is_answered(f"{address}en/statement/{cited[0]}")
        totals = [f"/api/v1/total?recipient={place}&stage={stage}&years={a}-{b}" for place, stage, a, b in asked]
        opened = [f"/en/statement/{one}" if pages else f"/api/v1/cite/{one}" for one in cited]
    else:
        sql = f"/served.json?sql={quote(TOTAL)}"
        totals = [f"{sql}&recipient={place}&stage={stage}&first={a}&last={b}" for place, stage, a, b in asked]
        opened = [f"/served/statements/{1 + int(one[:8], 16) % held.entries}" for one in cited]
    asked_for = {
        "totals": totals[SAME:], "totals_again": totals[:SAME], "rows": opened[SAME:], "rows_again": opened[:SAME],
    }  # fmt: skip
    return {name: loaded(address, process, some, scratch, seconds=FASTEST) for name, some in asked_for.items()}


def _borne(ledger: Path | None, scratch: Path) -> dict[str, Any]:
    apart = scratch / "passing"
    apart.mkdir()
    with served(ledger, apart) as (address, process):
        port = int(address.rstrip("/").rpartition(":")[2])
        where = ("127.0.0.1", port)
        resilience.answers(address)
        found: dict[str, Any] = {
            "slow": resilience.borne(address, lambda: resilience.slow_clients(where)),
            "uploads": resilience.borne(address, lambda: resilience.open_uploads(where)),
            "leaving": resilience.borne(address, lambda: resilience.leaving(where)),
        }
        found["left"] = resilience.killed(process.pid, apart)
    with served(ledger, apart, port) as (address, _):
        found["again"] = resilience.answers(address)
    return found


def _is_answered(address: str) -> bool:
    """Whether there is such a page; a server that still warms is asked again."""
    for _ in range(20):
        try:
            with urllib.request.urlopen(address, timeout=60) as answered:  # noqa: S310
                return bool(answered.status == 200)
        except urllib.error.HTTPError as refused:
            if refused.code != 503:
                return False
        except OSError:
            time.sleep(1)
    return False


def main() -> None:
    """Measure one ledger and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", help='a ledger\'s folder, or "edition" for the bundled one alone')
    parser.add_argument("peers", type=Path, help="the Python of an environment that holds peers.txt")
    parser.add_argument("folder", type=Path, help="where what is built for the run stands")
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    wanted = parser.parse_args()
    ledger = None if wanted.ledger == "edition" else Path(wanted.ledger)
    print(json.dumps(measure(ledger, wanted.peers, wanted.folder, wanted.rate, wanted.seconds)))


if __name__ == "__main__":
    main()
