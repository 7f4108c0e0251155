"""Documents in, claims out: a pure function over Arrow batches, the same in a local process and on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from cuaderno.corpus import schema
from cuaderno.corpus.gate import gate
from cuaderno.corpus.reading import Refused, loose, opaque, read, stripped
from cuaderno.corpus.rows import claim_row
from cuaderno.errors import CuadernoError

if TYPE_CHECKING:
    from cuaderno.checking.checked import Verdict
    from cuaderno.reading.document import Document
    from cuaderno.statements.claim import Claim

Judge = Callable[["Document", Sequence["Claim"]], Sequence["Verdict"]]
"""What holds the claims of a document against a ledger and gives a verdict for each."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the documents: dismissed unread, read and not of the field, searched, set aside; and the claims found."""

    documents: int = 0
    dismissed: int = 0
    elsewhere: int = 0
    searched: int = 0
    set_aside: int = 0
    claims: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in Counts.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Scanned:
    """The claims of a batch, what was set aside, and the counts."""

    claims: pa.RecordBatch
    set_aside: pa.RecordBatch
    counts: Counts


@dataclass(slots=True)
class _Found:
    claims: list[dict[str, Any]] = field(default_factory=list)
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def scan(batch: pa.RecordBatch, *, gated: bool = True, judge: Judge | None = None) -> Scanned:
    """The claims of a batch of documents (`schema.documents()`), in their order.

    `gated` False reads every document instead of dismissing most on their bytes; the claims are the same. `judge` adds the columns
    `schema.CHECKED`. A document that cannot be read is set aside with its reason; nothing is raised for one.
    """
    found = _Found(counts=Counts(documents=batch.num_rows))
    kept = passing(batch) if gated else range(batch.num_rows)
    found.counts += Counts(dismissed=batch.num_rows - len(kept))
    for row in batch.take(pa.array(kept, pa.int64())).to_pylist() if len(kept) else ():
        _one(row, judge, found, gated)
    return Scanned(
        pa.RecordBatch.from_pylist(found.claims, schema=schema.claims(judge is not None)),
        pa.RecordBatch.from_pylist(found.set_aside, schema=schema.set_aside()),
        found.counts,
    )


def passing(batch: pa.RecordBatch) -> list[int]:
    """Which documents of a batch are not dismissed on their bytes, ascending."""
    contents = batch.column("content")
    _, offsets, values = contents.buffers()
    if values is None or not batch.num_rows:
        return list(range(batch.num_rows)) if contents.null_count else []
    bounds = memoryview(offsets).cast("q")[contents.offset : contents.offset + batch.num_rows + 1].tolist()
    first = bounds[0]
    side_by_side = memoryview(values)
    # A word at the edge of a document must not grow together with its neighbour's.
    data = b"\n".join((*(side_by_side[start:end] for start, end in pairwise(bounds)), b""))
    bounds = [bound - first + number for number, bound in enumerate(bounds)]
    kept = set(passing_bytes(data, bounds, batch.column("media").to_pylist()))
    if contents.null_count:
        kept.update(n for n, one in enumerate(contents.is_null().to_pylist()) if one)
    return sorted(kept)


def passing_bytes(data: bytes, bounds: Sequence[int], media: Sequence[str | None]) -> list[int]:
    """The same of records that lie side by side: record i is the bytes `bounds[i]` to `bounds[i + 1]`."""
    kept = set(gate().kept(data, bounds, lambda n: loose(data[bounds[n] : bounds[n + 1]], media[n])))
    kept.update(n for n in range(len(media)) if n not in kept and opaque(data, bounds[n], bounds[n + 1]))
    return sorted(kept)


def _one(row: dict[str, Any], judge: Judge | None, found: _Found, gated: bool) -> None:
    """Read, search and, where asked, judge one document."""
    try:
        rows = _claims(row, judge, gated)
    except Refused as refused:
        _aside(row, refused.code, str(refused), found)
    except CuadernoError as error:
        _aside(row, "unreadable", str(error), found)
    except Exception as error:  # whatever a document of a crawl does to a library must not end the run
        _aside(row, "failed", f"{type(error).__name__}: {error}"[:500], found)
    else:
        if rows is None:
            found.counts += Counts(elsewhere=1)
            return
        found.counts += Counts(searched=1, claims=len(rows))
        found.claims += rows


def _aside(row: dict[str, Any], code: str, message: str, found: _Found) -> None:
    found.set_aside.append({"document": row["document"], "file": None, "reason": code, "message": message})
    found.counts += Counts(set_aside=1)


def _claims(row: dict[str, Any], judge: Judge | None, gated: bool) -> list[dict[str, Any]] | None:
    """The claims of one document; None where it is not of the field."""
    from cuaderno.documents.finding import find

    content = row["content"]
    if content is None:
        raise Refused("no_text", "The record holds no content.")
    if gated and loose(content, row["media"]) and not _passes_stripped(content):
        return None
    document = read(row)
    if not gate().speaks(f"{document.title}\n{document.flow.text}", short=document.form == "text"):
        return None
    claims = find(document)
    _refuse_more(claims)
    verdicts: Sequence[Verdict | None] = judge(document, claims) if judge else [None] * len(claims)
    return [claim_row(row, document, claim, verdict) for claim, verdict in zip(claims, verdicts, strict=True)]


def _passes_stripped(content: bytes) -> bool:
    """Whether a page passes without its markup, where distances count: a tenth of the time that reading it takes."""
    return opaque(content, 0, len(content)) or bool(gate().kept(text := stripped(content), [0, len(text)]))


def _refuse_more(claims: Sequence[Claim]) -> None:
    """Say so where a document is a table rather than a text."""
    from cuaderno.products.annotate.run import MOST_CLAIMS

    if len(claims) > MOST_CLAIMS:
        raise Refused(
            "too_many_figures", f"It makes {len(claims):,} claims; at most {MOST_CLAIMS:,} are taken of one document."
        )
