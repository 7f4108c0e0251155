"""A number put together from its pieces: two hundred and five thousand; mil 600 millones; 8.69 million."""

from __future__ import annotations

from decimal import Decimal

ZERO, ONE, HALF = Decimal(0), Decimal(1), Decimal("0.5")
HUNDRED, THOUSAND, LAKH, MILLION = 2, 3, 5, 6


class Sum:
    """One number in the making.

    `small` is what stands below a thousand, `thousands` what "thousand" raised, `total` what "million" and greater words
    closed. `half` is half of the last place written, `power` the greatest scale. `closed` tells that nothing may follow, `nought`
    that "0" was written, which a scale word raises to nothing and not to one ("$0 million").
    """

    __slots__ = ("closed", "half", "nought", "power", "seen", "small", "thousands", "total")

    def __init__(self) -> None:
        self.total = self.thousands = self.small = self.half = ZERO
        self.power = 0
        self.seen = self.closed = self.nought = False

    @property
    def value(self) -> Decimal:
        """The number so far."""
        return self.total + self.thousands + self.small

    def digits(self, value: Decimal, half: Decimal) -> None:
        """Digits: 8.69, or the 600 of "mil 600"."""
        self.small, self.half, self.seen, self.nought = value, half, True, not value

    def word(self, value: int) -> bool:
        """A number word, if it fits into what is there: "twenty" takes "four", "hundred" takes "thirty"."""
        if self.small and not self._takes(value):
            return False
        self.small += value
        self.half, self.seen = HALF, True
        return True

    def _takes(self, value: int) -> bool:
        said = str(int(self.small))
        return int(self.small) == self.small and value < 10 ** (len(said) - len(said.rstrip("0")))

    def times(self, value: int) -> None:
        """A noun that is a number: two dozen."""
        self.small = (self.small or ONE) * value
        self.half, self.seen, self.closed = HALF, True, True

    def _counted(self) -> Decimal:
        """What a scale word counts: the number before it, or one of itself ("a million")."""
        return self.small if self.small or self.nought else ONE

    def plus_half(self) -> bool:
        """Half of what the last word counts: two and a half (million), seis millones y medio."""
        if self.small:
            whole = self.small == int(self.small)
            if whole:
                self.small, self.half = self.small + HALF, HALF.scaleb(-1)
            return whole
        if self.power < MILLION:
            return False
        self.total += HALF.scaleb(self.power)
        self.half, self.closed = HALF.scaleb(self.power - 1), True
        return True

    def fraction(self, digits: str) -> None:
        """What stands behind the point: one-point-three."""
        self.small += Decimal(f"0.{digits}")
        self.half = HALF.scaleb(-len(digits))

    def lone(self, said: str) -> None:
        """A number of one piece: half a million."""
        zeros = len(said) - len(said.rstrip("0"))
        self.small, self.half = Decimal(said), HALF.scaleb(zeros)
        self.power = 6 if len(said) > 6 else 3 if len(said) > 3 else 0
        self.seen = self.closed = True

    def scale(self, power: int) -> None:
        """A scale word: it raises what stands before it; "thousand" may be raised once more (mil millones)."""
        half = (self.half or HALF).scaleb(power)
        if power == HUNDRED:
            self.small = self._counted().scaleb(power)
            half = HALF
        elif power in (THOUSAND, LAKH):
            self.thousands, self.small = self.thousands + self._counted().scaleb(power), ZERO
        else:
            raised = self.thousands + (self.small if self.thousands else self._counted())
            self.total, self.thousands, self.small = self.total + raised.scaleb(power), Decimal(0), ZERO
        self.half, self.power, self.seen = half, max(self.power, power), True

    def glued(self, power: int) -> None:
        """Letters for a scale directly behind the digits: $1.2bn."""
        self.small, self.half = self.small.scaleb(power), self.half.scaleb(power)
        self.power, self.closed = power, True
