"""The corpora that are measured, made once: the same numbers give the same bytes.

corpus_files.py FOLDER [--documents 100000]
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from corpus_generate import corpus, write_jsonl, write_warc

SHARES = (0.001, 0.01, 0.02, 0.05, 0.2)
"""The shares of relevant documents over which the curve is drawn."""
RELEVANT = 0.02


@dataclass(frozen=True)
class Corpora:
    """Where they stand: pages as text and as web pages, many short documents, and pages with more and less of the field."""

    text: Path
    web: Path
    short: Path
    shares: dict[float, Path]

    @property
    def all(self) -> list[Path]:
        """Every file."""
        return [self.text, self.web, self.short, *self.shares.values()]


def corpora(folder: Path, documents: int) -> Corpora:
    """The corpora for so many pages, those made that are missing: ten times as many short documents, a quarter for each share."""
    folder.mkdir(parents=True, exist_ok=True)
    text = _made(folder / f"pages-{documents}.jsonl", documents, 4_000, RELEVANT)
    web = _made(folder / f"pages-{documents}.warc.gz", documents, 4_000, RELEVANT)
    short = _made(folder / f"short-{documents * 10}.jsonl", documents * 10, 400, 0.001)
    few = documents // 4
    shares = {share: _made(folder / f"share-{share}-{few}.jsonl", few, 4_000, share) for share in SHARES}
    return Corpora(text, web, short, shares)


def _made(file: Path, documents: int, size: int, relevant: float) -> Path:
    """A file that is there when all of it is."""
    if not file.exists():
        part = file.with_name(f".{file.name}.part")
        write = write_jsonl if file.suffix == ".jsonl" else write_warc
        write(part, corpus(documents, size, relevant, seed=1))
        part.replace(file)
    return file


def main() -> None:
    """Make them and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    wanted = parser.parse_args()
    for one in corpora(wanted.folder, wanted.documents).all:
        print(f"{one}: {one.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
