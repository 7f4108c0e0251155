"""What is scanned: folders, globs and files into inputs, and inputs into pieces of work, the same ones in every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cuaderno.errors import ReadingError

JSONL, PARQUET, WARC, PLAIN, OTHER = "jsonl", "parquet", "warc", "documents", "other"
PACKED = {".gz": "gzip", ".zst": "zstd"}
"""The endings of packed files, and what Arrow calls the packing."""
_KINDS = {
    ".jsonl": JSONL, ".ndjson": JSONL, ".json": JSONL, ".parquet": PARQUET, ".pq": PARQUET, ".warc": WARC, ".wet": WARC,
}  # fmt: skip
PIECE = 4 << 20
"""Bytes of input in a piece of work, where a file can be cut: small, so that all cores end at nearly the same time."""
_MOST_FILES = 256
_GLOB = frozenset("*?[")


class Input(NamedTuple):
    """A file and what it was when the scan began."""

    path: str
    kind: str
    size: int
    changed: int


class Piece(NamedTuple):
    """A piece of work: one file from `start` to `end` (bytes of JSONL, row groups of Parquet, else the whole), or several documents."""

    number: int
    kind: str
    files: tuple[str, ...]
    start: int
    end: int
    size: int

    @property
    def name(self) -> str:
        """What its output is called."""
        return f"{self.number:07d}"


def inputs_of(said: Sequence[str], without: Path) -> list[Input]:
    """The files that paths, folders and globs name, each once, in the order of their names; hidden ones and `without` left out.

    Raises ReadingError where a path names nothing.
    """
    found: dict[str, Input] = {}
    for one in said:
        named = False
        for path in _expanded(one, without.resolve()):
            named = True
            if str(path) not in found:
                facts = path.stat()
                found[str(path)] = Input(str(path), kind_of(path), facts.st_size, facts.st_mtime_ns)
        if not named and not Path(one).exists():
            raise ReadingError(
                f"There is no file or folder {one}. Check the name; a glob such as 'crawl/*.warc.gz' goes in quotes."
            )
    return sorted(found.values())


def _expanded(said: str, without: Path) -> Iterator[Path]:
    path = Path(said)
    named = _globbed(said) if not path.exists() and _GLOB & set(said) else [path]
    for one in named:
        inside = one.rglob("*") if one.is_dir() else [one]
        for file in inside:
            hidden = any(part.startswith(".") for part in file.relative_to(one).parts)
            if file.is_file() and not hidden and without not in file.resolve().parents:
                yield file


def _globbed(said: str) -> list[Path]:
    from glob import glob

    return [Path(one) for one in glob(said, recursive=True)]  # noqa: PTH207  (one pattern, absolute or not)


def kind_of(path: Path) -> str:
    """How a file is read, by its name; `.json` by its first line as well, for many a corpus calls its JSONL so."""
    lower = path.name.casefold()
    for ending in PACKED:
        lower = lower.removesuffix(ending)
    kind = _KINDS.get(Path(lower).suffix, PLAIN)
    return OTHER if lower == path.name.casefold() and lower.endswith(".json") and not _lines(path) else kind


def _lines(path: Path) -> bool:
    """Whether the first line of a file is a whole object."""
    with path.open("rb") as file:
        first = file.readline(1 << 20).strip()
    return first.startswith(b"{") and (first.endswith(b"}") or len(first) > (1 << 19))


def pieces_of(inputs: Iterable[Input]) -> list[Piece]:
    """The pieces of work, in the order of the inputs."""
    pieces: list[Piece] = []
    group: list[Input] = []

    def add(kind: str, files: Sequence[Input], start: int, end: int, size: int) -> None:
        pieces.append(Piece(len(pieces), kind, tuple(one.path for one in files), start, end, size))

    def close() -> None:
        if group:
            add(PLAIN, group, 0, 0, sum(one.size for one in group))
            group.clear()

    for one in inputs:
        if one.kind == PLAIN:
            group.append(one)
            if len(group) == _MOST_FILES or sum(each.size for each in group) > PIECE:
                close()
            continue
        close()
        for start, end, size in _cuts(one):
            add(one.kind, [one], start, end, size)
    close()
    return pieces


def _cuts(one: Input) -> Iterator[tuple[int, int, int]]:
    if one.kind == JSONL and not one.path.casefold().endswith(tuple(PACKED)) and not _wide(one.path):
        for start in range(0, max(one.size, 1), PIECE):
            end = min(start + PIECE, one.size)
            yield start, end, end - start
    elif one.kind == PARQUET:
        yield from _row_groups(one)
    else:
        yield 0, one.size, one.size


def _wide(path: str) -> bool:
    with Path(path).open("rb") as file:
        return file.read(2) in (b"\xff\xfe", b"\xfe\xff")


def _row_groups(one: Input) -> Iterator[tuple[int, int, int]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        facts: Any = pq.read_metadata(one.path)
    except (OSError, pa.ArrowException):
        yield 0, 0, one.size
        return
    share = one.size // max(facts.num_row_groups, 1)
    start = held = 0
    for group in range(facts.num_row_groups):
        held += facts.row_group(group).total_byte_size
        if held >= PIECE:
            yield start, group + 1, share * (group + 1 - start)
            start, held = group + 1, 0
    if start < facts.num_row_groups or not facts.num_row_groups:
        yield start, facts.num_row_groups, share * (facts.num_row_groups - start)
