"""The statement: what one cell of one published file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from cuaderno.errors import QuestionError, say

_CITATION = re.compile(r"([0-9a-fA-F]{16})(?:@([0-9a-fA-F]{6,64}))?")
CONSTANT_BIT = 1
"""The last bit of a key: 0 for an amount in current prices, 1 for the same amount in constant prices."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who gave what to whom, at which stage, how much, when, and where it is said.

    `key` is the same in every snapshot of a source; `value` is None where the cell says that there is nothing, with the
    reason in `blank`; `unit` holds the base year of constant prices (USD@2020); `period` is a period's code; `locator`
    a locator's text. `details` are what the source adds: days, pages. Texts that the source gives (`account`, `agency`, `category`, `label` …) are verbatim.
    """

    key: int
    source: str
    snapshot: str
    locator: str
    provider: str
    recipient: str
    recipient_name: str
    programme: str
    account: str | None
    agency: str | None
    executor: str | None
    sector: str | None
    category: str | None
    stage: str
    measure_kind: str
    value: Decimal | None
    blank: str | None
    unit: str
    period: str
    calendar: str
    date_role: str
    label: str | None
    flags: tuple[str, ...]
    funded_by: str | None = None
    executed_through: str | None = None
    authority: str | None = None
    details: str | None = None

    @property
    def citation(self) -> str:
        """`key@snapshot`, which `cuaderno cite` takes."""
        return citation(self.key, self.snapshot)


def citation(key: int, snapshot: str) -> str:
    """A key and a snapshot as one writes them: sixteen hexadecimal digits, `@`, the snapshot."""
    return f"{key:016x}@{snapshot}"


def parse_citation(text: str) -> tuple[int, str]:
    """The key, and the snapshot ("" where none is named). Raises QuestionError."""
    match = _CITATION.fullmatch(text.strip())
    if match is None:
        raise QuestionError(say("not_a_citation", text=text[:80]))
    return int(match[1], 16), (match[2] or "").lower()
