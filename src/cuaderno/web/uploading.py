"""What arrives: the body of a request within bounds of size and time, and the form of a page with its one file."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, TYPE_CHECKING

from starlette.requests import ClientDisconnect

from cuaderno.products.explore.words import Voice
from cuaderno.web.problems import Problem

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from cuaderno.web.settings import Settings

IN_MEMORY = 1 << 18
"""What is longer of an upload waits on disk, in a file without a name."""

FIELDS = 8
FIELD_BYTES = 1 << 20
"""A form has so many fields besides its file, and so much in each; a longer text is sent as a file."""

AROUND = 1 << 16
"""What a form may hold beside its document: boundaries, headers, the other fields."""

FORM = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its fields, and its document with the name and the type that the browser gives it."""

    fields: dict[str, str]
    held: IO[bytes]
    name: str
    kind: str


def say(lang: str, key: str, **parts: str) -> str:
    """A message of the check, in a language."""
    return Voice("check", "es" if lang == "es" else "en").word(key, **parts)


@contextlib.asynccontextmanager
async def arriving(settings: Settings, lang: str) -> AsyncIterator[None]:
    """The time in which a body has to arrive. Raises Problem."""
    try:
        async with asyncio.timeout(settings.upload_seconds):
            yield
    except TimeoutError:
        raise Problem("slow-upload", say(lang, "slow")) from None
    except ClientDisconnect:
        raise Problem("slow-upload", say(lang, "gone")) from None


async def body_of(request: Request, settings: Settings, lang: str, around: int = 0) -> AsyncGenerator[bytes, None]:
    """The body of a request piece by piece, no more of it than allowed and `around` besides. Raises Problem."""
    most = settings.check_bytes + around
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise _too_large(settings, lang)
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise _too_large(settings, lang)
        yield piece


@contextlib.asynccontextmanager
async def form_of(request: Request, settings: Settings, lang: str) -> AsyncIterator[Sent]:
    """The form of a request, read as it arrives and gone when it is left. Raises Problem."""
    from starlette.formparsers import MultiPartException, MultiPartParser

    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Problem("media-type", say(lang, "no_form"))
    stream = body_of(request, settings, lang, AROUND)
    parser = MultiPartParser(
        request.headers, stream, max_files=1, max_fields=FIELDS, max_part_size=min(FIELD_BYTES, settings.check_bytes)
    )
    parser.spool_max_size = IN_MEMORY
    try:
        async with arriving(settings, lang):
            form = await parser.parse()
    except MultiPartException as error:
        raise Problem("question", say(lang, "bad_form", why=error.message.rstrip("."))) from None
    try:
        yield _sent(form, settings, lang)
    finally:
        await form.close()


def _sent(form: FormData, settings: Settings, lang: str) -> Sent:
    """The document of a form: its file, or else its text. Raises Problem where there are two."""
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    text = fields.pop("text", "")
    file = next((one for _, one in form.multi_items() if not isinstance(one, str) and one.size), None)
    given = [
        name for name, one in (("text", text.strip()), ("file", file), ("address", fields.get("address", ""))) if one
    ]
    if len(given) > 1:
        raise Problem("question", say(lang, "two_documents"))
    if file is None:
        return Sent(fields, BytesIO(text.encode("utf-8", "replace")), "", "text/plain" if text.strip() else "")
    if (file.size or 0) > settings.check_bytes:
        raise _too_large(settings, lang)
    return Sent(
        fields, file.file, _named(file.filename or ""), (file.content_type or "").partition(";")[0].strip().lower()
    )


def _named(name: str) -> str:
    """The name of a file without the folders that a browser may put before it, on one line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(one if one.isprintable() else " " for one in last).split())[:200]


def _too_large(settings: Settings, lang: str) -> Problem:
    size = f"{settings.check_bytes / 2**20:g}"
    return Problem("too-large", say(lang, "large", size=size), headers=(("connection", "close"),))
