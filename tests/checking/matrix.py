"""Generated documents through the whole pipeline, from their text to their verdicts, and the matrix of what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cuaderno.checking.check import check
from cuaderno.checking.checked import VERDICTS, Checked
from cuaderno.documents.finding import find
from cuaderno.reading.opening import read_document
from cuaderno.statements.claim import MONEY

from .generated import WAYS, Made, Truth, documents
from .readings import edition

MISSED = "not found"
CALLED = {"off_3": "off by 3 %", "off_10": "off by 10 %", "twice": "twice or half", "parent_for_part": "whole for part"}


@dataclass(frozen=True)
class Outcome:
    """What came of a claim that was planted: the claim found in its sentence, None where none with its number was."""

    made: Made
    truth: Truth
    found: Checked | None

    @property
    def verdict(self) -> str:
        """The verdict, or that the claim was not found."""
        return self.found.verdict.verdict if self.found else MISSED

    def __str__(self) -> str:
        told = [f"{one.universe} {one.stage} {one.source} {one.computed} {one.outcome}" for one in self.found.verdict.definitions] if self.found else []  # fmt: skip
        return "\n".join(
            (f"{self.truth.way}, {self.verdict}: {self.truth.quote}", *map(str, self.truth.readings), *told)
        )


def outcomes(count: int = 200, seed: int = 1) -> list[Outcome]:
    """What came of every claim planted in so many documents."""
    return [one for made in documents(count, seed) for one in _of(made)]


def _of(made: Made) -> Iterable[Outcome]:
    document = read_document(made.text.encode(), "generated.txt")
    found = check(document, find(document), edition().store, as_of=made.day)
    for truth in made.truths:
        start = document.text.index(truth.quote)
        there = [one for one in found.claims if start <= one.claim.start < start + len(truth.quote)]
        mine = [one for one in there if one.claim.kind == MONEY and one.claim.value == truth.value]
        yield Outcome(made, truth, mine[0] if len(mine) == 1 else None)


def matrix(some: Iterable[Outcome]) -> Counter[tuple[str, str]]:
    """How many claims of each way came out as what."""
    return Counter((one.truth.way, one.verdict) for one in some)


def table(some: Iterable[Outcome]) -> str:
    """The matrix in Markdown: a row for each way of making a claim, a column for each verdict."""
    counts = matrix(some)
    heads = [one for one in (*VERDICTS, MISSED) if one != MISSED or any(verdict == MISSED for _, verdict in counts)]
    rows = [
        [CALLED.get(way, way.replace("_", " ")), *(str(counts[way, head] or "–") for head in heads)] for way in WAYS
    ]
    cells = [["claim", *(head.replace("_", " ") for head in heads)], ["---", *("---:" for _ in heads)], *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
