"""A piece of work into batches of documents, whatever its files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from cuaderno.corpus.batches import Batch, aside, batch_of
from cuaderno.corpus.inputs import JSONL, OTHER, PARQUET, WARC, Piece
from cuaderno.corpus.lines import read_lines
from cuaderno.corpus.reading import MOST_BYTES, Refused

_BYTES = 8 << 20
_ENDINGS = {".txt": "text/plain", ".md": "text/plain"}


def batches(piece: Piece, names: Mapping[str, tuple[str, ...]], gated: bool = True) -> Iterator[Batch]:
    """The documents of a piece. Where its file is damaged, what can be read is read, and the rest is set aside with the reason."""
    try:
        yield from _batches(piece, names, gated)
    except Refused as refused:
        yield _rest(piece, refused.code, str(refused))
    except (EOFError, OSError, pa.ArrowException) as error:
        yield _rest(piece, "damaged", f"From some place on the file cannot be read ({error}).")


def _batches(piece: Piece, names: Mapping[str, tuple[str, ...]], gated: bool) -> Iterator[Batch]:
    if piece.kind == JSONL:
        return read_lines(piece, names, gated)
    if piece.kind == OTHER:
        raise Refused(
            "unreadable", "It is JSON that does not hold one object a line, which is how a corpus is written."
        )
    if piece.kind == PARQUET:
        from cuaderno.corpus.tables import read_parquet

        return read_parquet(piece, names)
    if piece.kind == WARC:
        from cuaderno.corpus.warc import read_warc

        return read_warc(piece, gated)
    return _files(piece)


def _rest(piece: Piece, reason: str, message: str) -> Batch:
    return Batch(None, 0, [aside(piece.files[0], piece.files[0], reason, message[:500])], 1)


def _files(piece: Piece) -> Iterator[Batch]:
    """Documents that are files of their own."""
    rows: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    held = records = 0
    for path in piece.files:
        records += 1
        try:
            size = Path(path).stat().st_size
            if size > MOST_BYTES:
                raise Refused("too_large", f"It has {size:,} bytes; at most {MOST_BYTES:,} are read as one document.")
            content = Path(path).read_bytes()
        except Refused as refused:
            bad.append(aside(path, path, refused.code, str(refused)))
            continue
        except OSError as error:
            bad.append(aside(path, path, "unreadable", f"The file cannot be read ({error.strerror})."))
            continue
        held += len(content)
        rows.append(_row(path, content))
        if held >= _BYTES:
            yield Batch(batch_of(rows), 0, bad, records)
            rows, bad, held, records = [], [], 0, 0
    yield Batch(batch_of(rows), 0, bad, records)


def _row(path: str, content: bytes) -> dict[str, Any]:
    markup = content.lstrip()[:1] == b"<"
    media = None if markup else _ENDINGS.get(Path(path).suffix.casefold())
    return {
        "document": path,
        "address": None,
        "language": None,
        "day": None,
        "media": media,
        "charset": None,
        "content": content,
    }
