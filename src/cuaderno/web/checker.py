"""Documents are checked in processes of their own: bounded in time and memory, and killed where they hold on.

A process is started ahead, has everything loaded, checks one document and ends; nothing of a document outlives its answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any

from cuaderno.web.problems import Problem, busy
from cuaderno.web.uploading import IN_MEMORY, arriving, body_of, say

if TYPE_CHECKING:
    from starlette.requests import Request

    from cuaderno.web.settings import Settings

PIECE = 1 << 16
_ENVIRONMENT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "PYTHONPATH",
    "PYTHONHASHSEED",
    "SYSTEMROOT",
    "CUADERNO_LEDGER",
    "TMPDIR",
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is asked of a document: how it is called and sent, and how the answer is written.

    With an `address` the document is got from there. The form `part` is a part of a page of the explorer, `statement` the address of
    its statements with KEY where a citation stands.
    """

    name: str
    kind: str
    charset: str
    as_of: str
    lang: str
    form: str
    explain: bool = False
    address: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A checked document: the answer, the policy that its page names, and the document's title."""

    body: bytes
    policy: str
    title: str


class Checkers:
    """Checks documents, so many at once; so many more may wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._uploads = 0
        self._waiting = 0
        self._turn: asyncio.Semaphore | None = None
        self._spare: asyncio.subprocess.Process | None = None

    async def check(self, request: Request, paper: Paper) -> tuple[bytes, str]:
        """The document that is the body of a request, checked, and the policy that its page names. Raises Problem."""
        with self.upload(paper.lang), tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as held:
            async with arriving(self._settings, paper.lang):
                async for piece in body_of(request, self._settings, paper.lang):
                    held.write(piece)
            if not held.tell():
                raise Problem("document", say(paper.lang, "empty"))
            told = await self.checked(request, held, paper)
        return told.body, told.policy

    @contextlib.contextmanager
    def upload(self, lang: str) -> Iterator[None]:
        """Room for one upload. Raises Problem where there is none, or where nothing is checked."""
        if not self._settings.checks:
            raise Problem("not-found", say(lang, "off"))
        if self._uploads >= self._settings.uploads_at_once:
            raise busy(lang)
        self._uploads += 1
        try:
            yield
        finally:
            self._uploads -= 1

    async def checked(self, request: Request, held: IO[bytes], paper: Paper) -> Told:
        """A document that has arrived, checked; it is given up where its sender goes away. Raises Problem."""
        checking = asyncio.ensure_future(self._in_turn(held, paper))
        leaving = asyncio.ensure_future(_left(request))
        try:
            await asyncio.wait({checking, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not checking.done():
                raise Problem("slow-upload", say(paper.lang, "gone"))
            return checking.result()
        finally:
            checking.cancel()
            leaving.cancel()
            await asyncio.gather(checking, leaving, return_exceptions=True)

    async def _in_turn(self, held: IO[bytes], paper: Paper) -> Told:
        async with self._my_turn(paper.lang):
            return await self._checked(held, paper)

    @contextlib.asynccontextmanager
    async def _my_turn(self, lang: str) -> AsyncIterator[None]:
        if self._turn is None:
            self._turn = asyncio.Semaphore(self._settings.checks_at_once)
        if self._turn.locked() and self._waiting >= self._settings.checks_waiting:
            raise busy(lang)
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def _checked(self, held: IO[bytes], paper: Paper) -> Told:
        process, self._spare = self._spare, None
        if process is None or process.returncode is not None:
            process = await self._started()
        try:
            async with asyncio.timeout(self._settings.check_seconds):
                said, body = await self._exchanged(process, held, paper)
        except TimeoutError:
            raise Problem("document", say(paper.lang, "long", seconds=f"{self._settings.check_seconds:g}")) from None
        finally:
            await _ended(process)
        if self._spare is None:
            self._spare = await self._started()
        if "problem" in said:
            near = tuple(str(one) for one in said.get("near", ()))
            raise Problem(str(said["problem"]), str(said["detail"]), near=near)
        return Told(body, str(said.get("policy", "")), str(said.get("title", "")))

    async def _started(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "cuaderno.web.checking",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            start_new_session=True,
        )

    async def _exchanged(
        self, process: asyncio.subprocess.Process, held: IO[bytes], paper: Paper
    ) -> tuple[dict[str, Any], bytes]:
        order = {
            **asdict(paper),
            "directory": str(self._settings.directory or ""),
            "seconds": self._settings.check_seconds,
            "memory": self._settings.check_memory,
            "size": self._settings.check_bytes,
        }
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("A process without pipes was started.")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(json.dumps(order).encode() + b"\n")
            held.seek(0)
            while piece := held.read(PIECE):
                process.stdin.write(piece)
                await process.stdin.drain()
            process.stdin.close()
        answered = await process.stdout.read()
        head, _, body = answered.partition(b"\n")
        try:
            said = json.loads(head)
        except ValueError:
            said = {"problem": "document", "detail": say(paper.lang, "broken")}
        return said, body

    async def close(self) -> None:
        """End the process that waits."""
        spare, self._spare = self._spare, None
        if spare is not None:
            await _ended(spare)


async def _left(request: Request) -> None:
    """Waits until who asked has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _ended(process: asyncio.subprocess.Process) -> None:
    """A process is over, killed if need be, and so are its pipes."""
    with contextlib.suppress(ProcessLookupError):
        if process.returncode is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    if process.stdin is not None:
        process.stdin.close()
    await process.wait()
