"""A document checked from its file to its bytes: read, searched for claims, held against the ledger, shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cuaderno.checking.checked import NO_DATA, NOT_COMPARABLE, Check
from cuaderno.errors import ReadingError

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.annotate.proof import Proof
    from cuaderno.reading.document import Document

MOST_CHARACTERS, MOST_NUMBERS, MOST_CLAIMS = 5_000_000, 100_000, 10_000
"""What is checked as one document: some fifteen hundred pages, so many numbers in them, and so many claims; more are a table."""
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Done:
    """A check with the files and cells it rests on."""

    check: Check
    proof: Proof

    @property
    def answered(self) -> bool:
        """Whether anything could be said: a claim decided, or the document weighed against itself."""
        return bool(decided(self.check) or self.check.findings)


def decided(check: Check) -> int:
    """Of how many claims the ledger can say whether they hold."""
    return sum(one.verdict.verdict not in (NOT_COMPARABLE, NO_DATA) for one in check.claims)


def check_file(file: str, open_ledger: Callable[[], Ledger], as_of: date | None = None) -> Done:
    """Check a file, an address, or standard input (`-`).

    The ledger is opened once the document has been read. Raises ReadingError (it cannot be read, or is more than is checked as one),
    FetchError (it cannot be got) and LedgerError.
    """
    from cuaderno.checking.check import check
    from cuaderno.documents.finding import find
    from cuaderno.products.annotate.proof import gather
    from cuaderno.reading.opening import open_document

    document = open_document(file, longest=MOST_CHARACTERS)
    _refuse_more(document, sum(1 for _ in _NUMBER.finditer(document.text)), MOST_NUMBERS, "numbers")
    claims = find(document)
    _refuse_more(document, len(claims), MOST_CLAIMS, "claims")
    ledger = open_ledger()
    found = check(document, claims, ledger.store, as_of=as_of)
    return Done(found, gather(found, ledger))


def _refuse_more(document: Document, count: int, most: int, what: str) -> None:
    """Say so at once where a document is more than can be checked in some minutes, rather than work on it without end."""
    if count > most:
        raise ReadingError(
            f"{document.name} has {count:,} {what}; at most {most:,} are checked as one document. Split it, or cut out the part "
            "that is to be checked."
        )
