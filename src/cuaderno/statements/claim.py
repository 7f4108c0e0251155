"""The claim: what a sentence of somebody's document says, in the words of a statement: hedged, partial, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MONEY, PERSONNEL, QUANTITY = "money", "personnel", "quantity"
FIGURES = (MONEY, PERSONNEL, QUANTITY)
"""The kinds of claim with a number in them."""
AGREEMENT, DESIGNATION, MEMBERSHIP, VISIT = "agreement", "designation", "membership", "visit"
RELATIONS = (AGREEMENT, DESIGNATION, MEMBERSHIP, VISIT)
"""The kinds that state a relation between parties."""
EVENT = "event"
KINDS = (*FIGURES, *RELATIONS, EVENT)

APPROXIMATELY, NEARLY, AT_LEAST, AT_MOST = "approximately", "nearly", "at_least", "at_most"
HEDGES = (APPROXIMATELY, NEARLY, AT_LEAST, AT_MOST)
"""about, some, unos; close to, almost, cerca de; over, at least, más de; up to, less than, hasta, menos de."""

MARKS = (
    "share", "rank", "change", "part_of", "total", "restated", "negated", "attributed", "conditional", "intent", "cumulative",
    "yearly", "several_programmes", "civil",
)  # fmt: skip
"""What a reader must heed before adding a claim to another or holding it against its author."""

SEX = "sex: "
"""What the rule begins with that read that a number is of women (`female`), of men (`male`), or of "men" who may be soldiers (`either`)."""
IN_NAME = "period_start: year in the name"
"""The rule that took a claim's date from the name of what it speaks of: "the 1952 agreement remains in force"."""
JOINING, SINCE = "stage: verb of joining", "period_start: time since when"
BEGAN = frozenset({JOINING, SINCE})
"""The rules that read that something began at its date, and not only that it held then."""
FAILING = "stage: failing determination"
"""The rule that read that a determination was a failing one."""
HEEDED = frozenset({IN_NAME, *BEGAN, FAILING})
"""The rules that a check of relations heeds."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a document.

    `start` and `end` count the characters of the document's text, and `quote` is what stands between them. `programme` is a
    code of the catalogue, `provider` and `recipient` are places' codes (several where a sentence names several, none where
    the text names none), `stage` a code of `measures` or a word of documents (`provided`, `committed`). `value` is exact and in
    single units, `value_high` the end of "between A and B", `half_unit` half of the last place written, `unit` USD, COP,
    persons, percent, rank, years … or `items` with the words for them in `item`. `strict` tells "less than" from "up to".
    `period_start` and `period_end` are FY2017, 2012, 2012-04 or 2012-04-23, CY2012 where a text says that it is no fiscal year; an open
    range has no end. `universe` is set where
    the words mean a set of programmes and name none (`security_assistance`, `military_assistance`, `all_assistance`).
    `relation` is a code of `relations`. `rules` names the rules that found the claim and filled its slots, in that order.
    """

    id: str
    quote: str
    start: int
    end: int
    kind: str
    programme: str | None = None
    stage: str | None = None
    provider: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    value: Decimal | None = None
    value_high: Decimal | None = None
    half_unit: Decimal | None = None
    unit: str | None = None
    item: str | None = None
    hedge: str | None = None
    strict: bool = False
    measure_kind: str | None = None
    marks: tuple[str, ...] = ()
    period_start: str | None = None
    period_end: str | None = None
    universe: str | None = None
    price_base: int | None = None
    relation: str | None = None
    sentence: tuple[int, int] = (0, 0)
    rules: tuple[str, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Whether a number can be held against the ledger."""
        return self.value is not None and self.kind in FIGURES
