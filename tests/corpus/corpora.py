"""Corpora made in a test: batches, and files of every form that a scan reads."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cuaderno.corpus import schema
from cuaderno.corpus.scan import Scanned, scan

FIELD = {
    "en": "In fiscal year 2019 the United States obligated $38.5 million in Foreign Military Financing for Colombia.",
    "es": "En 2012 Estados Unidos entregó a México 14 helicópteros militares y 1.600 millones de pesos, según el Ejército.",
}
ELSEWHERE = {
    "en": "Preheat the oven to 180 degrees, mix 250 grams of flour with two eggs and wait for half an hour.",
    "es": "Precaliente el horno a 180 grados, mezcle 250 gramos de harina con dos huevos y espere media hora.",
}


def row(content: bytes | None, name: str = "d1", **said: Any) -> dict[str, Any]:
    """A row of what is scanned; plain text unless it says otherwise."""
    facts = {"document": name, "address": None, "language": None, "day": None, "media": "text/plain", "charset": None}
    return {**facts, **said, "content": content}


def batch(rows: Sequence[dict[str, Any]]) -> pa.RecordBatch:
    """Rows as a batch."""
    return pa.RecordBatch.from_pylist(list(rows), schema=schema.documents())


def scanned(*rows: dict[str, Any], gated: bool = True) -> Scanned:
    """What a scan of rows gives."""
    return scan(batch(rows), gated=gated)


def records(texts: Iterable[str], start: int = 0) -> list[dict[str, Any]]:
    """Texts as records of JSON."""
    return [
        {"id": f"r{start + n}", "url": f"https://www.site{n % 3}.example/{n}", "text": text}
        for n, text in enumerate(texts)
    ]


def jsonl(rows: Iterable[dict[str, Any]], ascii_only: bool = False) -> bytes:
    """Records as lines."""
    return "".join(json.dumps(one, ensure_ascii=ascii_only) + "\n" for one in rows).encode("utf-8")


def write(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Records in the form that the name of the file says."""
    name = path.name
    if name.endswith(".jsonl.gz"):
        path.write_bytes(gzip.compress(jsonl(rows), mtime=0))
    elif name.endswith(".jsonl.zst"):
        with pa.output_stream(path, compression="zstd") as file:
            file.write(jsonl(rows))
    elif name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(list(rows)), path, row_group_size=7)
    elif ".warc" in name:
        path.write_bytes(warc(rows, packed=name.endswith(".gz")))
    elif ".wet" in name:
        path.write_bytes(wet(rows, packed=name.endswith(".gz")))
    else:
        path.write_bytes(jsonl(rows))
    return path


def warc(rows: Iterable[dict[str, Any]], *, packed: bool, media: str = "text/html; charset=utf-8") -> bytes:
    """Responses of a web server, one page for each record, written by hand."""
    return b"".join(
        _record(
            "response", one["url"], "application/http; msgtype=response", _response(page(one["text"]), media), packed
        )
        for one in rows
    )


def wet(rows: Iterable[dict[str, Any]], *, packed: bool) -> bytes:
    """Texts of pages, as crawls keep them."""
    return b"".join(_record("conversion", one["url"], "text/plain", one["text"].encode(), packed) for one in rows)


def page(text: str) -> str:
    """A web page that shows a text."""
    said = text.encode("ascii", "xmlcharrefreplace").decode("ascii").replace("\n\n", "</p><p>")
    return f"<!doctype html><html><head><title>Page</title><script>var x='</p>';</script></head><body><p>{said}</p></body></html>"


def _response(body: str, media: str) -> bytes:
    said = body.encode("utf-8")
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {len(said)}\r\n\r\n".encode() + said


def _record(kind: str, address: str, media: str, block: bytes, packed: bool) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash(address)) % 10**12:012d}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    said = head.encode() + block + b"\r\n\r\n"
    return gzip.compress(said, mtime=0) if packed else said


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a result that a reader sees."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def claims(out: Path) -> list[dict[str, Any]]:
    """The claims of a result, in order."""
    return [one for part in sorted((out / "claims").glob("*.parquet")) for one in pq.read_table(part).to_pylist()]
