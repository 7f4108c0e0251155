"""JSONL, packed or not: blocks of lines gated on their bytes, and only what passes is parsed."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, cast

import pyarrow as pa

from cuaderno.corpus.batches import Batch, aside, batch_of
from cuaderno.corpus.fields import row_of
from cuaderno.corpus.gate import gate
from cuaderno.corpus.inputs import PACKED, Piece
from cuaderno.corpus.reading import MOST_BYTES, Refused, loose
from cuaderno.errors import CuadernoError

BLOCK = 8 << 20
_LONGEST = MOST_BYTES + (MOST_BYTES >> 1)
"""Bytes of a line: those of a document and what escaping adds."""
_HEAD, _LEAST = 4096, 1 << 16


def read_lines(piece: Piece, names: Mapping[str, tuple[str, ...]], gated: bool) -> Iterator[Batch]:
    """The lines that begin in a piece."""
    path = piece.files[0]
    plain = not path.casefold().endswith(tuple(PACKED))
    with opened(path) as stream:
        start = piece.start if plain else 0
        if plain and start:
            stream.seek(start - 1)
            start += _skip(stream) - 1
        end = piece.end if plain and piece.end < Path(path).stat().st_size else None
        for block, at, whole, problem in _blocks(stream, start, end):
            if problem:
                yield Batch(None, 0, [aside(f"{path}@{at}", path, "too_large", problem)], 1)
            else:
                yield _batch(block, whole, at, path, names, gated)


def opened(path: str) -> BinaryIO:
    """A file as a stream of its bytes, unpacked; UTF-16 told by its mark is read as UTF-8."""
    for ending, packing in PACKED.items():
        if path.casefold().endswith(ending):
            return cast("BinaryIO", pa.input_stream(path, compression=packing, buffer_size=1 << 20))
    file = Path(path).open("rb")  # noqa: SIM115  (who asked for the stream closes it)
    mark = file.read(2)
    file.seek(0)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return cast("BinaryIO", codecs.EncodedFile(file, "utf-8", "utf-16", "replace"))
    return file


def _skip(stream: BinaryIO) -> int:
    """Read on to the end of the line; how many bytes that took."""
    taken = 0
    while chunk := stream.readline(BLOCK):
        taken += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return taken


def _passed(stream: BinaryIO, size: int) -> tuple[int, bytes]:
    """Read on to the end of a line of which so many bytes are read: its size, and what was read behind it."""
    while read := stream.read(BLOCK):
        if cut := read.find(b"\n") + 1:
            return size + cut, read[cut:]
        size += len(read)
    return size, b""


def _blocks(stream: BinaryIO, at: int, end: int | None) -> Iterator[tuple[bytes, int, int, str]]:
    """Blocks of lines: the bytes, where they begin, how many of them are whole lines, and what is wrong where no record is.

    Lines that begin at `end` or behind it are not read. Of a plain file nothing is copied: what is left of a block is read again.
    """
    plain = isinstance(stream, BufferedReader)
    carried, want = b"", BLOCK
    while end is None or at < end:
        size = want if end is None else min(want, max(end - at, _LEAST))
        if plain:
            stream.seek(at)
        read = stream.read(size)
        block = carried + read if carried else read
        cut = block.rfind(b"\n") + 1
        if not cut and (not read or (plain and len(read) < size)):
            if block:
                yield block, at, len(block), ""
            return
        if not cut and len(block) > _LONGEST:
            length, carried = _passed(stream, len(block))
            yield b"", at, 0, f"The line has {length:,} bytes; at most {_LONGEST:,} are read as one record."
            at, want, carried = at + length, BLOCK, b"" if plain else carried
            continue
        if end is not None and at + cut > end:
            yield block, at, block.find(b"\n", end - at - 1) + 1, ""
            return
        if cut:
            yield block, at, cut, ""
        elif plain:
            want *= 2
        at, carried = at + cut, b"" if plain else block[cut:]
        want = BLOCK if cut else want


def _bounds(block: bytes, whole: int) -> list[int]:
    """Where the lines of a block begin, and where the last of them ends."""
    bounds = [0]
    find, at = block.find, block.find(b"\n", 0, whole) + 1
    while at:
        bounds.append(at)
        at = find(b"\n", at, whole) + 1
    if bounds[-1] < whole:
        bounds.append(whole)
    return bounds


def _batch(block: bytes, whole: int, at: int, path: str, names: Mapping[str, tuple[str, ...]], gated: bool) -> Batch:
    bounds = _bounds(block, whole)
    records = len(bounds) - 1
    if gated:
        kept = gate().kept(block, bounds, lambda n: loose(block[bounds[n] : bounds[n] + _HEAD], None))
    else:
        kept = list(range(records))
    rows, bad = [], []
    blank = 0
    for number in kept:
        line = block[bounds[number] : bounds[number + 1]]
        place = f"{path}@{at + bounds[number]}"
        if not line.strip():
            blank += 1
            continue
        try:
            rows.append(row_of(_parsed(line), names, place))
        except (Refused, CuadernoError) as error:
            bad.append(aside(place, path, error.code if isinstance(error, Refused) else "unreadable", str(error)))
    return Batch(batch_of(rows), records - len(kept), bad, records - blank)


def _parsed(line: bytes) -> Any:
    """A line's JSON, in UTF-8 or in whatever encoding makes sense of it."""
    try:
        return json.loads(line.removeprefix(codecs.BOM_UTF8))
    except UnicodeDecodeError:
        from cuaderno.reading.decoding import decoded

        return _parsed(decoded(line, "The line").text.encode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused("damaged", f"The line is no JSON ({error}).") from None
