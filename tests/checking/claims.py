"""Claims made by hand, as finding would give them, and documents around them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from cuaderno.reading.document import PARAGRAPH, Block, Document, Flow
from cuaderno.statements.claim import Claim
from cuaderno.statements.locator import Locator, parse_locator

MILLION, BILLION = 10**6, 10**9
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WRITTEN = {"million": MILLION, "billion": BILLION, "": 1}


def money(text: str, programme: str | None = None, period: str = "", **slots: Any) -> Claim:
    """A claim of dollars: "278 million", a programme, and a period such as FY2017-FY2023, FY2017-, FY2019 or 2022-03-16."""
    digits, _, scale = text.partition(" ")
    step = Decimal(WRITTEN[scale])
    places = len(digits.partition(".")[2])
    start, dash, end = (period, "-", "") if DAY.fullmatch(period) else period.partition("-")
    given: dict[str, Any] = {
        "programme": programme,
        "stage": "provided",
        "provider": ("USA",),
        "recipient": ("COL",),
        "unit": "USD",
        "value": Decimal(digits.replace(",", "")) * step,
        "half_unit": step.scaleb(-places) / 2,
        "period_start": start or None,
        "period_end": (end or None) if dash else (start or None),
    }
    return Claim("c1", text, 0, len(text), slots.pop("kind", "money"), **{**given, **slots})


def persons(count: int, stage: str = "deployed", **slots: Any) -> Claim:
    """A claim of people."""
    given: dict[str, Any] = {"stage": stage, "unit": "persons", "value": Decimal(count), "half_unit": Decimal("0.5")}
    return Claim("c1", slots.pop("quote", str(count)), 0, 1, "personnel", **{**given, **slots})


class Nowhere:
    """Where a made-up document stands."""

    def locate(self, start: int, end: int) -> Locator:
        return parse_locator(f"#char={start},{end}")


def document(text: str = "A text.", **fields: Any) -> Document:
    """A document of one paragraph."""
    given: dict[str, Any] = {
        "blocks": (Block(PARAGRAPH, 0, len(text)),),
        "origins": Nowhere(),
        "name": "text.txt",
        "form": "text",
        "sha256": "0" * 64,
        "day": date(2024, 9, 30),
    }
    return Document(text=text, flow=Flow(text), **{**given, **fields})
