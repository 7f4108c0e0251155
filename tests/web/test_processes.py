"""Several processes serve one address: one that dies is replaced, and all end with the first, whatever ends it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cuaderno.web.processes import can_share

from .conftest import Asker
from .running import runs, wait_for

pytestmark = pytest.mark.skipif(not can_share(), reason="one process serves here")

SERVER = """
import sys
from cuaderno.cli import main
main(["serve", "--port", sys.argv[1], "--no-check"], prog_name="cuaderno")
"""
DYING = """
import os
from cuaderno.web import processes
processes.serve_in(2, lambda number: os._exit(3))
"""
INTERRUPTED_AT_A_DEATH = """
import os
import signal
from cuaderno.web import processes

def then_interrupted(wait):
    def waited(*given):
        told = wait(*given)
        signal.raise_signal(signal.SIGINT)
        return told
    return waited

signal.signal(signal.SIGINT, signal.SIG_IGN)
os.waitid, os.waitpid = then_interrupted(os.waitid), then_interrupted(os.waitpid)
processes.serve_in(2, lambda number: os._exit(3))
"""
QUESTION = "api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2019"


@pytest.fixture
def started() -> Iterator[Callable[..., tuple[str, subprocess.Popen[str]]]]:
    servers: list[subprocess.Popen[str]] = []

    def start(port: str = "0") -> tuple[str, subprocess.Popen[str]]:
        one = subprocess.Popen(
            [sys.executable, "-c", SERVER, port], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        servers.append(one)
        assert one.stdout is not None
        found = re.search(r"http://\S+/", one.stdout.readline())
        assert found
        return found[0], one

    yield start
    for one in servers:
        if one.poll() is None:
            one.kill()
        one.communicate()


def children(of: int) -> list[int]:
    listed = Path(f"/proc/{of}/task/{of}/children").read_text().split()
    return [int(one) for one in listed]


def value(address: str) -> bytes:
    with urllib.request.urlopen(address + QUESTION, timeout=60) as answered:
        told: bytes = answered.read()
    return told


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core, one process")
def test_one_that_dies_is_replaced_and_all_end_with_the_first(
    started: Callable[..., tuple[str, subprocess.Popen[str]]],
) -> None:
    address, first = started()
    wait_for(lambda: len(children(first.pid)) == 2)
    before = children(first.pid)
    assert b'"75157289"' in value(address)
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: len(set(children(first.pid)) - {before[0]}) == 2)
    for _ in range(8):
        assert b'"75157289"' in value(address)  # none is lost, whichever process it comes to
    servers = children(first.pid)
    everyone = [first.pid, *servers, *(one for server in servers for one in children(server))]
    assert len(everyone) == 5  # beside each of the two, one that writes long pages
    first.kill()
    first.wait(30)
    wait_for(lambda: not any(runs(one) for one in everyone))
    port = address.rstrip("/").rpartition(":")[2]
    again, other = started(port)
    assert again == address
    assert b'"75157289"' in value(again)
    other.send_signal(signal.SIGTERM)
    assert other.wait(60) in (0, -signal.SIGTERM)
    assert other.stderr is not None
    assert other.stderr.read() == ""


def interrupted(*, ignored: bool, begun: bool) -> tuple[int, str]:
    """A server's exit code and last words when its whole group is interrupted, which whoever started it may have `ignored`."""

    def ignore() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN if ignored else signal.SIG_DFL)

    with subprocess.Popen(
        [sys.executable, "-c", SERVER, "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=ignore,
    ) as one:  # fmt: skip
        assert one.stdout is not None
        assert "http://" in one.stdout.readline()
        if begun:
            wait_for(lambda: len(children(one.pid)) == 2)
        os.killpg(one.pid, signal.SIGINT)
        try:
            _, said = one.communicate(timeout=60)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
        # The engine's binding lists what an interpreter that is interrupted while it imports has not let go; the rest is ours.
        return one.returncode, said.partition("nanobind: leaked")[0]


def test_a_signal_at_the_first_moment_ends_them_all() -> None:
    assert interrupted(ignored=False, begun=False) in ((130, ""), (-signal.SIGINT, ""))


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core, one process")
def test_a_server_that_was_started_with_interrupts_ignored_ends_quietly() -> None:
    assert interrupted(ignored=True, begun=True) == (0, "")


LONG = (
    "en/place/COL?years=2015-2018",
    "es/place/PER/with/USA",
    "en/place/KEN/cells.json",
    "es/compare?place=COL,PER",
    "api/v1/brief/COL?format=md",
    "en/place/COL?years=nonsense",
    "api/v1/brief/nowhere",
)
"""What is written in the process beside, and what it leaves to the server, which says what is wrong."""


def test_long_pages_are_the_same_in_the_process_beside_and_without_it(
    started: Callable[..., tuple[str, subprocess.Popen[str]]], ask: Asker
) -> None:
    address, first = started()
    there = [asked(address + one) for one in LONG]
    here = [ask("/" + one) for one in LONG]
    assert [status for status, _ in there] == [one.status for one in here] == [200] * 5 + [400, 404]
    assert [body for _, body in there] == [one.body for one in here]
    wait_for(lambda: len(children(first.pid)) == 2)
    for server in children(first.pid):
        for beside in children(server):
            os.kill(beside, signal.SIGKILL)
    for years in ("2016-2017", "2016-2018", "2016-2019"):
        status, body = asked(f"{address}en/place/COL?years={years}")
        assert status == 200
        assert body == ask(f"/en/place/COL?years={years}").body
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) in (0, -signal.SIGTERM)


def asked(address: str) -> tuple[int, bytes]:
    """As a client of the host that the application without a server is asked as."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": "test"}), timeout=60) as answered:
            return answered.status, answered.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def test_processes_that_die_one_after_the_other_are_not_started_for_ever() -> None:
    done = subprocess.run([sys.executable, "-c", DYING], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "died 5 times within 60 seconds" in done.stderr


def test_one_that_died_at_the_moment_of_an_interrupt_is_told_nothing_any_more() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT_A_DEATH], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
