"""What a check gives: verdicts with their arithmetic. Shapes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cuaderno.reading.document import Document
from cuaderno.statements.claim import Claim

SUPPORTED, WITHIN_ROUNDING, APPROXIMATELY = "supported", "supported_within_rounding", "approximately"
DEPENDS, CONTRADICTED, NOT_COMPARABLE, NO_DATA = "depends_on_definition", "contradicted", "not_comparable", "no_data"
VERDICTS = (SUPPORTED, WITHIN_ROUNDING, APPROXIMATELY, DEPENDS, CONTRADICTED, NOT_COMPARABLE, NO_DATA)
OUTCOMES = ("passes", "within_rounding", "approximately", "fails", "incomplete", "not_comparable")
FLAGS = (
    "loose", "provisional", "window-inferred", "unnamed-universe", "single-source", "same-origin", "value-only-match",
    "announced-only", "disputed", "unverified-date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Input:
    """One period of a definition: what the source says of it, or why it says nothing."""

    period: str
    value: Decimal | None
    blank: str = ""
    maturity: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """One admissible way to compute what a claim says.

    `universe` is a universe's or a programme's code. `computed` is None where no input is held; `difference` is computed minus claimed, `relative`
    its absolute size over the claim; `allowed` is R, the half-units of claim and inputs together. `covered` of `asked` periods
    have a value.
    """

    universe: str
    stage: str
    publisher: str
    source: str
    snapshot: str
    as_of: str
    price_basis: str
    window: str
    unit: str
    outcome: str
    computed: Decimal | None = None
    difference: Decimal | None = None
    relative: Decimal | None = None
    allowed: Decimal | None = None
    covered: int = 0
    asked: int = 0
    inputs: tuple[Input, ...] = ()
    flags: tuple[str, ...] = ()
    reason: str = ""

    @property
    def cites(self) -> tuple[str, ...]:
        """The citations of all inputs, in the order of the years."""
        return tuple(dict.fromkeys(cite for one in self.inputs for cite in one.cites))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A dated stage of a relation that a claim was held against, and the source of the ledger it is from."""

    relation: str
    title: Mapping[str, str]
    stage: str
    date: str
    reference: str
    mark: str
    cite: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict.

    `reason` is a code of `reasons.toml`, `facts` what its sentence is filled with (figures as Decimals, codes as texts).
    `best` is the definition the sentence speaks of: an index into `definitions`, -1 for none.
    """

    verdict: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    best: int = -1
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a document says against itself, without any ledger: parts that do not add up, a share its numbers exclude …

    `claims` are the ids of those that stand against each other; `reason` and `facts` as in a verdict.
    """

    reason: str
    claims: tuple[str, ...]
    holds: bool
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim and its verdict."""

    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Check:
    """A document checked: every claim in the order of the text, what it says against itself, and what it was held against."""

    document: Document
    claims: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    as_of: date | None
    as_of_reason: str
    sources: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many claims got each verdict, in the order of VERDICTS, none left out."""
        given = [one.verdict.verdict for one in self.claims]
        return {verdict: given.count(verdict) for verdict in VERDICTS}
