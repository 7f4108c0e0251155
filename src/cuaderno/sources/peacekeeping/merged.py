"""Names of countries that stand once, in a merged cell, in the middle of the lines they are for."""

from __future__ import annotations

from dataclasses import dataclass, field

from cuaderno.errors import ReadingError
from cuaderno.reading.pdf import Word
from cuaderno.sources.peacekeeping.forms import TYPES
from cuaderno.sources.peacekeeping.grid import Line, Report, joined

LEADING = 2.5
"""How far below one another, in points, two lines of one broken name stand at most."""

CLOSE = 3.0
"""How far, in points, the middle of a name may stand from the middle of its lines."""


@dataclass(slots=True)
class _Name:
    words: list[Word]
    below: float

    @property
    def middle(self) -> float:
        return (min(word.top for word in self.words) + max(word.bottom for word in self.words)) / 2 + self.below


@dataclass(slots=True)
class _Block:
    """Lines of one mission, each with its middle, and the names beside them, not yet brought together.

    Where a merged cell runs over the end of a page, its lines on the next page are measured as if they stood `below` the
    others, at the same distance from line to line.
    """

    rows: list[tuple[float, Line]] = field(default_factory=list)
    names: list[_Name] = field(default_factory=list)
    below: float = 0.0
    leading: float = 0.0

    def take(self, line: Line) -> None:
        """Take in a line of figures, a name, or both on one line."""
        if words := line.cells.pop("country", []):
            self._take_name(_Name(list(words), self.below))
        if line.cells:
            middle = line.cells["type"][0].middle + self.below
            if self.rows:
                self.leading = middle - self.rows[-1][0]
            self.rows.append((middle, line))

    def _take_name(self, name: _Name) -> None:
        last = self.names[-1] if self.names else None
        if (
            last
            and last.below == name.below
            and abs(name.words[0].top - max(word.bottom for word in last.words)) < LEADING
        ):
            last.words += name.words
        elif not (last and joined(last.words) == joined(name.words) and abs(last.middle - name.middle) < CLOSE):
            self.names.append(name)  # a name on the very edge of a page is printed on both

    def turn(self, first: float) -> None:
        """Go on with the next page, whose first line of figures stands at `first`."""
        if self.rows:
            self.below = self.rows[-1][0] + self.leading - first

    def settle(self) -> None:
        """Give lines their names: a name is for those from the first without one to the one as far below as that is above.

        What cannot be settled is left.
        """
        while self.names and self.rows:
            name, first = self.names[0], self.rows[0][0]
            last = next((at for at, (y, _) in enumerate(self.rows) if abs((first + y) / 2 - name.middle) < CLOSE), None)
            if last is None:
                return
            for _, line in self.rows[: last + 1]:
                line.cells = {"country": name.words, **line.cells}
            del self.rows[: last + 1], self.names[0]

    def refusal(self, report: Report) -> ReadingError | None:
        """The error for what was left; None if all is settled."""
        if self.names:
            name = joined(self.names[0].words)
            line = self.rows[0][1] if self.rows else Line(0, 0.0, {"country": self.names[0].words})
            return report.refuse(line, f"the name '{name}' does not stand in the middle of the lines it would be for")
        return report.refuse(self.rows[0][1], "no country stands beside it") if self.rows else None


def with_countries(report: Report) -> tuple[Line, ...]:
    """The lines of the report, each with the name of its country. Raises ReadingError where names and lines do not meet."""
    first = {line.page: line.cells["type"][0].middle for line in reversed(report.lines) if _is_row(line)}
    kept: list[Line] = []
    block = _Block()
    page = 0
    for line in report.lines:
        if line.page != page:
            page = line.page
            block.settle()
            block.turn(first.get(page, 0.0))
        if _is_row(line) or set(line.cells) == {"country"}:
            block.take(line)
        elif "type" in line.cells:
            raise report.refuse(line, f"'{line.text('type')}' is no type of personnel that these reports print")
        else:
            block = _next(report, block)
        if line.cells:
            kept.append(line)
    _next(report, block)
    return tuple(kept)


def _is_row(line: Line) -> bool:
    return line.text("type") in TYPES


def _next(report: Report, block: _Block) -> _Block:
    block.settle()
    if error := block.refusal(report):
        raise error
    return _Block()
