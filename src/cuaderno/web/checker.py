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
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any

from starlette.requests import ClientDisconnect

from cuaderno.web.problems import Problem, busy

if TYPE_CHECKING:
    from starlette.requests import Request

    from cuaderno.web.settings import Settings

IN_MEMORY = 1 << 18
"""What is longer of an upload waits on disk, in a file without a name."""

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
    """What is asked of a document: how it is called and sent, and how the answer is written."""

    name: str
    kind: str
    charset: str
    as_of: str
    lang: str
    form: str
    explain: bool


class Checkers:
    """Checks documents, so many at once; so many more may wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._uploads = 0
        self._waiting = 0
        self._turn: asyncio.Semaphore | None = None
        self._spare: asyncio.subprocess.Process | None = None

    async def check(self, request: Request, paper: Paper) -> tuple[bytes, str]:
        """The checked document, and the policy that its page names. Raises Problem."""
        if not self._settings.checks:
            raise Problem("not-found", "This server checks no documents. Use `cuaderno check` on your own machine.")
        if self._uploads >= self._settings.uploads_at_once:
            raise busy(paper.lang)
        self._uploads += 1
        try:
            with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as held:
                await self._received(request, held, paper.lang)
                async with self._my_turn(paper.lang):
                    return await self._checked(held, paper)
        finally:
            self._uploads -= 1

    async def _received(self, request: Request, held: IO[bytes], lang: str) -> None:
        """Take the body in, no more of it and no longer than allowed."""
        most = self._settings.check_bytes
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            raise _too_large(most, lang)
        size = 0
        try:
            async with asyncio.timeout(self._settings.upload_seconds):
                async for piece in request.stream():
                    size += len(piece)
                    if size > most:
                        raise _too_large(most, lang)
                    held.write(piece)
        except TimeoutError:
            raise Problem("slow-upload", _say(lang, "slow")) from None
        except ClientDisconnect:
            raise Problem("slow-upload", _say(lang, "gone")) from None
        if not size:
            raise Problem("document", _say(lang, "empty"))

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

    async def _checked(self, held: IO[bytes], paper: Paper) -> tuple[bytes, str]:
        process, self._spare = self._spare, None
        if process is None or process.returncode is not None:
            process = await self._started()
        try:
            async with asyncio.timeout(self._settings.check_seconds):
                said, body = await self._exchanged(process, held, paper)
        except TimeoutError:
            raise Problem("document", _say(paper.lang, "long", seconds=f"{self._settings.check_seconds:g}")) from None
        finally:
            await _ended(process)
        if self._spare is None:
            self._spare = await self._started()
        if "problem" in said:
            near = tuple(str(one) for one in said.get("near", ()))
            raise Problem(str(said["problem"]), str(said["detail"]), near=near)
        return body, str(said.get("policy", ""))

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
            said = {"problem": "document", "detail": _say(paper.lang, "broken")}
        return said, body

    async def close(self) -> None:
        """End the process that waits."""
        spare, self._spare = self._spare, None
        if spare is not None:
            await _ended(spare)


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


_TEXTS = {
    "slow": {
        "en": "The document did not arrive in the time allowed. Send it again over a better line, or a smaller one.",
        "es": "El documento no llegó en el tiempo permitido. Envíelo de nuevo con mejor conexión, o uno más pequeño.",
    },
    "gone": {
        "en": "The sender went away before the document had arrived.",
        "es": "Quien enviaba se fue antes de que llegara el documento.",
    },
    "empty": {
        "en": "The body of the request is empty. Send the document as the body.",
        "es": "El cuerpo de la petición está vacío. Envíe el documento como cuerpo.",
    },
    "long": {
        "en": "Reading and checking the document took longer than the {seconds} s allowed and was stopped. Send the part that is to be "
        "checked, or its text; `cuaderno check` on your own machine sets no limit.",
        "es": "Leer y verificar el documento tardó más de los {seconds} s permitidos y se detuvo. Envíe la parte que se ha de verificar, "
        "o su texto; `cuaderno check` en su propia máquina no pone límite.",
    },
    "broken": {
        "en": "The document could not be read within the memory and time allowed: it is damaged, or made to harm. Send its text instead.",
        "es": "El documento no se pudo leer con la memoria y el tiempo permitidos: está dañado, o hecho para dañar. Envíe su texto.",
    },
    "large": {
        "en": "The document is larger than the {size} MB that are read here. Send the part that is to be checked, or its text.",
        "es": "El documento supera los {size} MB que aquí se leen. Envíe la parte que se ha de verificar, o su texto.",
    },
}


def _say(lang: str, key: str, **parts: str) -> str:
    return _TEXTS[key]["es" if lang == "es" else "en"].format(**parts)


def _too_large(most: int, lang: str) -> Problem:
    return Problem("too-large", _say(lang, "large", size=f"{most / 2**20:g}"), headers=(("connection", "close"),))
