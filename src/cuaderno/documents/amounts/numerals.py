"""What reading numbers works with: a number of the text, and the marks it is made of by their places."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence

KINDS = (
    "lone", "number", "scale", "collective", "plus_half", "point", "scaled", "percent", "currency", "counted", "counted1", "hedge",
    "hedge_after", "month", "scaled_currency",
)  # fmt: skip


class Number:
    """A number of the text: characters `start` to `end` with its currency and scale, `lead` where its hedges begin.

    `unit` is a currency's code, `percent`, `points`, or "" for a bare count. `scaled` tells that a word for a power of ten
    stands behind it, `word` that it is written out, `doubled` that it is written in words and again in digits. `high` is the
    end of a range; `restates` the number that this one, in brackets, says once more; `whole` the one that it is a part of
    ("700 of the 1,600 million").
    """

    __slots__ = (
        "bracketed", "doubled", "end", "half", "hedges", "high", "lead", "power", "restates", "scaled", "sentence", "start", "unit", "value", "whole", "word",
    )  # fmt: skip

    def __init__(self, start: int, end: int, value: Decimal, half: Decimal, *, word: bool, power: int) -> None:
        self.start = self.lead = start
        self.end = end
        self.value, self.half, self.power = value, half, power
        self.high: Decimal | None = None
        self.hedges: list[Mark] = []
        self.unit = ""
        self.word = word
        self.scaled = power >= 6
        self.restates: Number | None = None
        self.sentence: Sentence | None = None
        self.whole: Number | None = None
        self.bracketed = self.doubled = False

    def raised(self, power: int) -> None:
        """Take over a scale that another number, or a word of scale and currency, lends it."""
        self.value, self.half = self.value.scaleb(power), self.half.scaleb(power)
        self.scaled, self.power = True, power


class Words:
    """The marks of a scene that numbers are made of, by the place where they start and by the place where they end."""

    __slots__ = ("ends", "starts")

    def __init__(self, scene: Scene) -> None:
        self.starts: dict[int, tuple[Mark, ...]] = {}
        self.ends: dict[int, tuple[Mark, ...]] = {}
        starts, ends = self.starts, self.ends
        for kind in KINDS:
            for mark in scene.of(kind):
                start, end, _, _ = mark
                starts[start] = (*starts[start], mark) if start in starts else (mark,)
                ends[end] = (*ends[end], mark) if end in ends else (mark,)

    def at(self, place: int, kinds: frozenset[str]) -> Mark | None:
        """A mark of the kinds that starts at a place."""
        if place in self.starts:
            for mark in self.starts[place]:
                if mark[2] in kinds:
                    return mark
        return None

    def behind(self, place: int, kinds: frozenset[str], plain: str) -> Mark | None:
        """The same, for what belongs to a number before it: not the currency of the number behind ("in 2013 $7 million")."""
        mark = self.at(place, kinds)
        if mark is not None and mark.kind == "currency" and plain[mark.end : mark.end + 2].strip()[:1].isdigit():
            return None
        return mark

    def until(self, place: int, kinds: frozenset[str]) -> Mark | None:
        """A mark of the kinds that ends at a place."""
        if place in self.ends:
            for mark in self.ends[place]:
                if mark[2] in kinds:
                    return mark
        return None
