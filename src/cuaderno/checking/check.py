"""A document's claims held against the ledger: the front door of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cuaderno.checking import internal, relations
from cuaderno.checking.checked import Check, Checked, Verdict
from cuaderno.checking.figures import Desk, verdicts
from cuaderno.checking.origin import origin_of
from cuaderno.checking.windows import GIVEN, OF_DOCUMENT, speaking_day
from cuaderno.ledger.store import Store
from cuaderno.reading.document import Document
from cuaderno.statements.claim import FIGURES, Claim
from cuaderno.statements.periods import parse_period


def check(document: Document, claims: Sequence[Claim], store: Store, *, as_of: date | None = None) -> Check:
    """Every claim of a document with its verdict, in the order of the text.

    A claim is checked as of the day given, else the document's own, else the last day of the latest period it cites. Where the
    day is given or the document's own, the publications of that day are tried beside the newest.
    """
    day, why = speaking_day(as_of, document.day, claims)
    known = day.isoformat() if day is not None and why in (GIVEN, OF_DOCUMENT) else ""
    desk = Desk(store, day, known, 0 if known else _first_unpublished(store), origin_of(document))
    figures = [claim for claim in claims if claim.kind in FIGURES]
    others = [claim for claim in claims if claim.kind not in FIGURES]
    decided: dict[int, Verdict] = {
        **{id(claim): one for claim, one in zip(figures, verdicts(figures, desk), strict=True)},
        **{id(claim): one for claim, one in zip(others, relations.verdicts(others, store, day), strict=True)},
    }
    checked = tuple(Checked(claim, decided[id(claim)]) for claim in claims)
    return Check(document, checked, internal.findings(claims), day, why, _sources(checked))


def _first_unpublished(store: Store) -> int:
    """The first year of which nothing is held: of a text whose day is not known, "since 2017" may have been written in any before it, or later."""
    newest = (one.newest for line in store.series() for one in line.snapshots)
    return max((parse_period(code).end.year for code in newest if code), default=0) + 1


def _sources(checked: Sequence[Checked]) -> tuple[str, ...]:
    """The sources that any definition or dated stage came from, in the order of their names."""
    given = [one.verdict for one in checked]
    computed = {one.source for verdict in given for one in verdict.definitions}
    dated = {one.source for verdict in given for one in verdict.evidence}
    return tuple(sorted((computed | dated) - {""}))
