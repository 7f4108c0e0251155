"""Digits as two languages write them: `1,600.5`, `1.600,5`, `1 600`; which mark parts thousands and which decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

MOST_DIGITS = 38
"""What a column of the ledger holds."""


def comma_custom(tokens: Iterable[str], *, by_point: bool) -> int:
    """What the numbers of a text show of its comma: above 0 it parts decimals, below 0 thousands, 0 where none shows it.

    Spain, Colombia and most of South America write 1.600,5; Mexico, Central America and English 1,600.5. `by_point` tells
    that the language parts thousands with a point, so that 1.600 shows the first custom.
    """
    votes = 0
    for token in tokens:
        if "," not in token and "." not in token:
            continue
        head, _, tail = token.rpartition(",")
        if head and (len(tail) in (1, 2) or "." in head):
            votes += 1
        elif token.count(",") > 1 or (head and "." in tail):
            votes -= 1
        head, _, tail = token.rpartition(".")
        if head and "," not in token:
            votes += 1 if token.count(".") > 1 or (len(tail) == 3 and by_point) else -1 if len(tail) < 3 else 0
    return votes


@lru_cache(maxsize=1 << 12)
def read_digits(token: str, comma_decimal: bool, scaled: bool) -> tuple[Decimal, int] | None:
    """The number that digits with points and commas say, and how many decimals it has; None for what is no number (1.2.3).

    `comma_decimal` is the text's custom; it decides only what the digits leave open: one mark before three digits. Before a
    scale word a comma and three digits that end in two zeros are thousands (1,600 millones), and so is any without one.

    >>> read_digits("1.600", True, True), read_digits("8,69", True, True), read_digits("172.37", True, True)
    ((Decimal('1600'), 0), (Decimal('8.69'), 2), (Decimal('172.37'), 2))
    """
    points, commas = token.count("."), token.count(",")
    if len(token) > MOST_DIGITS and sum(char.isdigit() for char in token) > MOST_DIGITS:
        return None
    if points and commas:
        decimal = "." if token.rfind(".") > token.rfind(",") else ","
        if token.count(decimal) > 1:
            return None
    elif points + commas == 1:
        decimal = _single(token, "." if points else ",", comma_decimal, scaled)
    else:
        decimal = ""
    return _assemble(token, decimal)


def _single(token: str, mark: str, comma_decimal: bool, scaled: bool) -> str:
    head, tail = token.split(mark)
    if len(tail) != 3 or len(head) > 3 or head == "0":
        return mark
    if mark == ",":
        return "," if comma_decimal and scaled and not tail.endswith("00") else ""
    return "" if comma_decimal else "."


def _assemble(token: str, decimal: str) -> tuple[Decimal, int] | None:
    whole, _, part = token.rpartition(decimal) if decimal else (token, "", "")
    groups = whole.replace(",", ".").split(".")
    if len(groups) > 1 and (any(len(group) != 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3):
        return None
    digits = "".join(groups)
    return Decimal(f"{digits}.{part}" if part else digits), len(part)
