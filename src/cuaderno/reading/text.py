"""Plain text: its encoding found, its line endings single newlines, its characters counted as RFC 5147 counts them.

Saved web pages are text as well: `visible` blanks their markup and leaves every character in its place, so that a span
found in what a reader sees is a span of the file.
"""

from __future__ import annotations

import codecs
import html
import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from cuaderno.errors import ReadingError
from cuaderno.reading.table import existing
from cuaderno.statements.money import parse_amount

MOST_BYTES = 64 << 20
FILLER = "\0"
"""What pads a character that the file writes as several (`&amp;`); no text file holds it."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNSEEN = re.compile(
    r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?[a-z!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def read_text(path: Path) -> str:
    """The whole text, without a byte order mark, every line ending one newline.

    The encoding is that of the byte order mark; without one UTF-8, and where the bytes are not UTF-8, Windows-1252.
    Raises ReadingError: no file, too large, binary, or in neither encoding.
    """
    if existing(path).stat().st_size > MOST_BYTES:
        raise ReadingError(
            f"{path.name} is larger than {MOST_BYTES >> 20} MB, which no published text is. Nothing has been taken in."
        )
    data = path.read_bytes()
    text = _decoded(data, path)
    if FILLER in text:
        raise ReadingError(
            f"{path.name} holds NUL characters; it is not a text. Save the document as plain text in UTF-8; nothing has been "
            "taken in."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, path: Path) -> str:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadingError(
        f"{path.name} is neither UTF-8 nor Windows-1252 text. Save the document as plain text in UTF-8; nothing has been "
        "taken in."
    )


def read_span(path: Path, start: int, end: int) -> str | None:
    """The characters `start` to `end`, counted from 0 between characters; None where the text ends before `end`.

    Raises ReadingError for what is no text.
    """
    text = read_text(path)
    return text[start:end] if 0 <= start < end <= len(text) else None


def visible(text: str) -> str:
    """The text with its markup blanked and its entities resolved, each character where it stood.

    Tags, comments, scripts and styles become spaces; an entity becomes its character and as many FILLERs as it is longer.
    A text without markup is returned as it is.
    """
    return _ENTITY.sub(_resolved, _UNSEEN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text))


def _resolved(found: re.Match[str]) -> str:
    said = html.unescape(found[0])
    if len(said) != 1 or said in {"\n", "\r", FILLER, "\N{REPLACEMENT CHARACTER}"}:
        return found[0]
    return " " * len(found[0]) if said == _NO_BREAK_SPACE else said.ljust(len(found[0]), FILLER)


def tidy(text: str) -> str:
    """A stretch of text as one line: blanks and line ends to single blanks, FILLERs away."""
    return " ".join(text.replace(FILLER, "").split())


@cache
def number_words() -> dict[str, dict[str, int]]:
    """The words of numbers, `small` ones and `magnitudes`, as `number_words.toml` has them."""
    return tomllib.loads((files("cuaderno.reading") / "number_words.toml").read_text(encoding="utf-8"))


def spoken_amount(text: str) -> Decimal:
    """The number that a stretch of English prose says, exactly. Raises ReadingError where it says none.

    >>> spoken_amount("$1.125 billion"), spoken_amount("1,200"), spoken_amount("one hundred twenty-five")
    (Decimal('1125000000.000'), Decimal('1200'), Decimal('125'))
    """
    said = tidy(text).casefold().removeprefix("us")
    magnitudes = number_words()["magnitudes"]
    digits, _, word = said.rpartition(" ")
    if word in magnitudes and any(one.isdigit() for one in digits):
        return parse_amount(digits) * magnitudes[word]
    if any(one.isdigit() for one in said):
        return parse_amount(said)
    return Decimal(_in_words(said))


def _in_words(said: str) -> int:
    small, magnitudes = number_words().values()
    whole = part = 0
    for word in re.split(r"[ -]+", re.sub(r"(?<=\w) and (?=\w)", " ", said)):
        if word in small:
            part += small[word]
        elif word == "hundred":
            part = max(part, 1) * magnitudes[word]
        elif word in magnitudes:
            whole, part = whole + max(part, 1) * magnitudes[word], 0
        else:
            raise ReadingError(f"'{said[:60]}' is not a number in digits or in English words.")
    return whole + part
