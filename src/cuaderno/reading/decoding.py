"""Bytes into characters: the encoding told by mark, by declaration, or by which reading makes sense."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from cuaderno.errors import ReadingError, say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARABLE = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|ascii|iso8859-\d{1,2}|cp(?:125\d|437|850|858|874|932|949|950)|mac-\w+|koi8-[rut]"
    r"|shift_jis|euc_(?:jp|kr)|gb(?:2312|k|18030)|big5"
)
_NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp850": "DOS 850",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_SAMPLE = 1 << 16
_EXPECTED = frozenset("áéíóúñüÁÉÍÓÚÑÜ¿¡“”‘’«»–—…•ºª°§ €£\u00a0çãõâêôàè")
_UNLIKELY = frozenset("√ƒ‡†≈∆◊∑∏π∫ΩÒ˙˝˛‚„‰ÿ▒░▓│┤╡╢┐└┴┬├─┼╞╟╚╔╩╦╠═╬┘┌█▄▌▐▀¤×¦")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b\x08")
_MOST_CONTROLS = 0.01
_MOST_DAMAGE = 0.02


class Decoded(NamedTuple):
    """The characters of a file, line ends as the file has them, and what there is to say about how they were read."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, name: str, declared: str = "") -> Decoded:
    """The characters of a text file or web page.

    The encoding is that of a byte order mark; then the `declared` one if the bytes are in it; then UTF-8, UTF-16 without a
    mark, and at last whichever of Windows-1252, MacRoman and DOS 850 gives letters rather than signs. UTF-8 with a few bad
    bytes, or cut short, stays UTF-8. A few NULs are shown as �; more of them, or of other controls, is no text. Raises
    ReadingError for what is binary.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, name)
    if not data.isascii() and (known := _declared(data, declared)) is not None:
        return _clean(known, (), name)
    if unmarked := _without_mark(data):
        return _lenient(data, unmarked, name, guessed=True)
    try:
        return _clean(data.decode("utf-8"), (), name)
    except UnicodeDecodeError:
        return _not_utf8(data, name)


def _declared(data: bytes, declared: str) -> str | None:
    try:
        known = codecs.lookup(declared).name if declared else ""
        # Web pages that say Latin-1 mean Windows-1252 (WHATWG Encoding Standard, 4.2).
        known = "cp1252" if known in {"iso8859-1", "ascii"} else known
        return data.decode(known) if _DECLARABLE.fullmatch(known) else None
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _without_mark(data: bytes) -> str:
    """UTF-16 of western text has a zero in every other byte."""
    sample = data[: _SAMPLE & ~1]
    if b"\0" not in sample or len(sample) < 4:
        return ""
    half = len(sample) // 2
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        if sample[first::2].count(0) > 0.7 * half and sample[1 - first :: 2].count(0) < 0.05 * half:
            return encoding
    return ""


def _lenient(data: bytes, encoding: str, name: str, guessed: bool = False) -> Decoded:
    notes = (f"encoding_guessed:{_NAMES[encoding]}",) if guessed else ()
    try:
        return _clean(data.decode(encoding), notes, name)
    except UnicodeDecodeError:
        return _clean(
            data.decode(encoding, "replace"), (*notes, f"encoding_damaged:{encoding.upper()[:6].rstrip('-')}"), name
        )


def _not_utf8(data: bytes, name: str) -> Decoded:
    _refuse_binary(data, name)
    text = data.decode("utf-8", "replace")
    sound = sum(map(data.count, (b"\xc2", b"\xc3", b"\xe2")))
    if text.count("\N{REPLACEMENT CHARACTER}") <= max(1, _MOST_DAMAGE * sound) and sound > 1:
        return _clean(text, ("encoding_damaged:UTF-8",), name)
    encoding = max(("cp1252", "mac_roman", "cp850"), key=lambda one: _sense(data, one))
    known = data.decode(encoding, "replace")
    damage = ("encoding_damaged:Windows-1252",) if encoding == "cp1252" and "\N{REPLACEMENT CHARACTER}" in known else ()
    return _clean(known, (f"encoding_guessed:{_NAMES[encoding]}", *damage), name)


def _sense(data: bytes, encoding: str) -> int:
    beyond = data[:_SAMPLE] if not data[:_SAMPLE].isascii() else data
    signs = beyond.translate(None, bytes(range(128)))[:_SAMPLE].decode(encoding, "replace")
    return sum((one in _EXPECTED) - 2 * (one in _UNLIKELY or one == "\N{REPLACEMENT CHARACTER}") for one in signs)


def _clean(text: str, notes: tuple[str, ...], name: str) -> Decoded:
    if not text.isprintable():
        _refuse_binary(text[: 4 * _SAMPLE].encode("utf-8", "surrogatepass"), name)
    if "\0" in text:
        return Decoded(text.replace("\0", "\N{REPLACEMENT CHARACTER}"), (*notes, "nul_characters"))
    return Decoded(text, notes)


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[: 4 * _SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > max(2, _MOST_CONTROLS * len(sample)):
        raise ReadingError(say("not_a_text", name=name))
