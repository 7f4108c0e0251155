"""A process beside: it does jobs, fails without harm, and ends with the one that asks."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from cuaderno.web.apart import Apart
from cuaderno.web.processes import can_share
from cuaderno.web.workers import Busy, TooSlow

from .running import runs, wait_for

pytestmark = [
    pytest.mark.skipif(not can_share(), reason="one process serves here"),
    pytest.mark.filterwarnings("ignore:This process"),  # of Python 3.12 on, about threads: these jobs need none
]

Begun = Callable[..., Apart[str, object]]


@pytest.fixture
def begun() -> Iterator[Begun]:
    made: list[Apart[str, object]] = []

    def begin(waiting: int = 2, seconds: float = 60.0) -> Apart[str, object]:
        made.append(Apart(_prepare, waiting=waiting, seconds=seconds, preparing=60))
        return made[-1]

    yield begin
    for one in made:
        one.close()


HELD = [os.getpid()]
"""What is held before the process is begun."""


def _prepare() -> Callable[[str], object]:
    HELD.append(7)

    def make(job: str) -> object:
        match job.split():
            case ["where"]:
                return os.getpid(), *HELD
            case ["wait", seconds]:
                time.sleep(float(seconds))
                return job
            case ["die"]:
                os._exit(3)
            case _:
                raise ValueError(job)

    return make


def test_jobs_are_done_in_another_process_that_shares_what_is_held(begun: Begun) -> None:
    apart = begun()
    told = asyncio.run(_asked(apart, "where"))
    assert isinstance(told, tuple)
    where, here, prepared = told
    assert (here, prepared) == (os.getpid(), 7)
    assert where != here
    assert len(HELD) == 1


async def _asked(apart: Apart[str, object], job: str) -> object:
    return await apart.do(job)


def test_what_fails_there_is_left_to_whoever_asks(begun: Begun) -> None:
    apart = begun()
    assert asyncio.run(_asked(apart, "what no make knows")) is None
    assert asyncio.run(_asked(apart, "wait 0")) == "wait 0"


def test_so_many_wait_and_no_more(begun: Begun) -> None:
    apart = begun(waiting=1)

    async def asked() -> None:
        some = [asyncio.create_task(apart.do("wait 0.5")) for _ in range(2)]
        await asyncio.sleep(0.05)
        with pytest.raises(Busy):
            await apart.do("wait 0")
        assert await asyncio.gather(*some) == ["wait 0.5"] * 2
        assert await apart.do("wait 0") == "wait 0"

    asyncio.run(asked())


def test_what_takes_too_long_is_not_waited_for(begun: Begun) -> None:
    apart = begun(seconds=0.2)

    async def asked() -> None:
        assert await apart.do("wait 0") == "wait 0"
        with pytest.raises(TooSlow):
            await apart.do("wait 1.5")
        await asyncio.sleep(1.6)
        assert await apart.do("wait 0") == "wait 0"

    asyncio.run(asked())


def test_when_it_has_died_everything_is_left_to_whoever_asks(begun: Begun, caplog: pytest.LogCaptureFixture) -> None:
    apart = begun()

    async def asked() -> None:
        waiting = asyncio.create_task(apart.do("wait 0.3"))
        assert await apart.do("die") is None
        assert await waiting in (None, "wait 0.3")
        assert await apart.do("wait 0") is None

    asyncio.run(asked())
    assert "written by the server's own threads" in caplog.text


ASKING = """
import asyncio, os, sys, time
from cuaderno.web.apart import Apart
apart = Apart(lambda: lambda job: os.getpid(), waiting=1, seconds=60, preparing=60)
print(asyncio.run(apart.do("")), flush=True)
time.sleep(600)
"""


def test_it_ends_with_the_process_that_asks() -> None:
    asking = subprocess.Popen([sys.executable, "-W", "ignore", "-c", ASKING], stdout=subprocess.PIPE, text=True)
    assert asking.stdout is not None
    beside = int(asking.stdout.readline())
    assert runs(beside)
    asking.send_signal(signal.SIGKILL)
    asking.communicate()
    wait_for(lambda: not runs(beside))
