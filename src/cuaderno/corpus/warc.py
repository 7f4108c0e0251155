"""WARC and WET, packed or not: the records that hold a page, a text or a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from cuaderno.corpus.batches import Batch, aside, batch_of
from cuaderno.corpus.inputs import Piece
from cuaderno.corpus.reading import MOST_BYTES
from cuaderno.corpus.scan import passing_bytes
from cuaderno.errors import not_installed

_BYTES = 8 << 20
_UNREAD = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/json",
)
"""Media types that hold no text for a reader."""
_LANGUAGES = {"eng": "en", "spa": "es"}


def read_warc(piece: Piece, gated: bool = True) -> Iterator[Batch]:
    """The responses, resources and conversions of a file."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise not_installed("Reading a WARC file", "corpus") from None
    path = piece.files[0]
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    held: list[tuple[Any, str, str, bytes]] = []
    bad: list[dict[str, Any]] = []
    size = records = dismissed = 0
    for record in ArchiveIterator(path, record_types=wanted, parse_http=True, auto_decode="all"):
        records += 1
        place = record.record_id or f"{path}@{record.stream_pos}"
        media = _media(record)
        if media.startswith(_UNREAD):
            dismissed += 1
            continue
        if record.content_length > MOST_BYTES:
            said = f"The record has {record.content_length:,} bytes; at most {MOST_BYTES:,} are read."
            bad.append(aside(place, path, "too_large", said))
            continue
        declared = record.content_length
        content = record.reader.read(MOST_BYTES + 1)
        if len(content) < declared and not _coded(record):
            yield _batch(held, dismissed, bad, records - 1, gated)
            raise EOFError(f"the record {place} is cut short")
        size += len(content)
        held.append((record, place, media, content))
        if size >= _BYTES:
            yield _batch(held, dismissed, bad, records, gated)
            held, bad, size, records, dismissed = [], [], 0, 0, 0
    yield _batch(held, dismissed, bad, records, gated)


def _batch(
    held: list[tuple[Any, str, str, bytes]], dismissed: int, bad: list[dict[str, Any]], records: int, gated: bool
) -> Batch:
    """The records that the gate lets pass, with what is known of them."""
    kept: Sequence[int] = range(len(held))
    if gated and held:
        # A word at the edge of a record must not grow together with its neighbour's.
        bounds = [0, *accumulate(len(content) + 1 for *_, content in held)]
        data = b"\n".join((*(content for *_, content in held), b""))
        kept = passing_bytes(data, bounds, [media for _, _, media, _ in held])
    return Batch(batch_of([_row(*held[n]) for n in kept]), dismissed + len(held) - len(kept), bad, records)


def _coded(record: Any) -> bool:
    """Whether the body is unpacked as it is read, so that its length is another."""
    heads = record.http_headers if record.is_http else None
    return bool(heads and (heads.get("Content-Encoding") or heads.get("Transfer-Encoding")))


def _media(record: Any) -> str:
    said = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (said or "").partition(";")[0].strip().casefold()


def _row(record: Any, place: str, media: str, content: bytes) -> dict[str, Any]:
    web = record.is_http
    spoken = "" if web else (record.headers.get("WARC-Identified-Content-Language") or "").partition(",")[0]
    return {
        "document": place,
        "address": record.headers.get("WARC-Target-URI"),
        "language": _LANGUAGES.get(spoken),
        "day": None,
        "media": media or None,
        "charset": (record.http_charset or None) if web else None,
        "content": content,
    }
