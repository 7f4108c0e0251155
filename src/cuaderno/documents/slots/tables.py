"""Tables set in plain text: a head of years, rows of programmes or countries with their sums, the unit above them.

"(in millions of U.S. dollars)" over "Account | FY2022 actual | FY2024 request" over "FMF | 85.0 | 45.0": each cell is a sum of
the row's programme, or to the row's country, in the column's year, as far on its way as the column says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple, cast

from cuaderno.documents.amounts.currencies import currency
from cuaderno.documents.amounts.digits import comma_custom, read_digits
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.bare_tables import Bare, Cell, bare_tables
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.implied import IMPLIED
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.roles import TERRITORIES
from cuaderno.documents.slots.set_off_tables import set_off_tables
from cuaderno.documents.times.moments import Time
from cuaderno.reading.document import ROW, Block
from cuaderno.statements.claim import MONEY, PERSONNEL
from cuaderno.statements.periods import last_day

_SUM = re.compile(r"[^\w%]*(\d[\d.,]*)[^\w%]*(?:\(?[a-z]\)?|\[\w\])?\s*\Z")
_CAPTION, _WORD = 170, re.compile(r"[a-z]+")
"""Characters that a line above or below a table may have to speak for it."""
_HALF = Decimal("0.5")
_UNSCALED = 1000
"""Where no word says millions or thousands, sums are at least so large."""
_AID = frozenset({"programme", "universe"})


class Column(NamedTuple):
    """A column under a year: its period, how far its sums are on their way, and whether they are estimates."""

    first: str
    last: str
    stage: str
    estimated: bool


class Unit(NamedTuple):
    """What the sums of a table are counted in."""

    currency: str
    power: int
    comma: bool


def tabled(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The figures of the text, those of its tables of sums read by row and column, whatever stood for them."""
    tables = list(bare_tables(scene, cast("list[Time]", scene.notes.get("times", []))))
    if ROW in set(map(itemgetter(0), scene.blocks)):
        tables += set_off_tables(scene)
    found = [draft for table in tables for draft in _Table(scene, table).sums()]
    if not found:
        return drafts
    rows = sorted({(draft.start, draft.end) for draft in found})
    starts = list(map(itemgetter(0), rows))
    return [draft for draft in drafts if not _lies_in(rows, starts, draft.anchor[0])] + found


def _lies_in(rows: list[tuple[int, int]], starts: list[int], place: int) -> bool:
    """Whether a place is in a row."""
    at = bisect_right(starts, place) - 1
    return at >= 0 and place < rows[at][1]


class _Table:
    """Rows of one table, and the lines above and below that speak for it."""

    def __init__(self, scene: Scene, table: Bare) -> None:
        self.scene, self.head, self.rows, self.persons = scene, table.head, table.rows, table.persons
        above = _speaking(scene.blocks[max(0, table.first - 2) : table.first])
        self.above = [(self.head[0].start, self.head[0].end), *above, *table.captions]
        self.beneath, self.context = table.beneath, Context(scene)
        self.lines = self.above + _speaking(scene.blocks[table.last : table.last + 1])

    def sums(self) -> list[Draft]:
        """A figure for each cell that is a sum under a year; none where nothing says what is counted, or that it is aid."""
        columns = self._columns()
        if not self.rows or not any(columns):
            return []
        unit = self._unit()
        labels = [(row[0].start, row[0].end) for row in self.rows]
        if unit is None or not (self._of_title() or any(m.kind in _AID for m in self._marks(self.lines + labels))):
            return []
        total = any(map(self._totals, self.rows))
        return [
            draft
            for row in self.rows
            if len(row) == len(columns) + 1
            for draft in self._row(row, columns, unit, parts=total)
        ]

    def _of_title(self) -> list[Mark]:
        """The programmes of which the title tells that the text is about them."""
        return self.context.titled.programmes

    def _columns(self) -> list[Column | None]:
        """The columns from the second on: those under one year each, and None for the others."""
        times = cast("list[Time]", self.scene.notes.get("times", []))
        width = max((len(row) for row in self.rows), default=0) - 1
        heads = self.head[-width:] if 0 < width <= len(self.head) else []
        fiscal = any(time.fiscal and start <= time.start < end for start, end in self.lines for time in times)
        fiscal = fiscal or any(mark.kind == "fiscal" for mark in self._marks(self.lines))
        fiscal = fiscal or bool(self._of_title() and self.context.titled.sentence.of("fiscal"))
        beneath = self.beneath if len(self.beneath) == len(heads) else [()] * len(heads)
        return [self._column(cell, names, times, fiscal=fiscal) for cell, names in zip(heads, beneath, strict=True)]

    def _column(self, cell: Cell, names: tuple[Cell, ...], times: list[Time], *, fiscal: bool) -> Column | None:
        mine = [time for time in times if cell.start <= time.start < cell.end]
        if len(mine) != 1 or mine[0].first is None or mine[0].last is None:
            return None
        first, last = mine[0].first, mine[0].last
        if fiscal and len(first) == len(last) == len("2022"):
            first, last = f"FY{first}", f"FY{last}"
        estimates = self.scene.words.local("column_estimate")
        estimated = any(word[0] in estimates for word in _WORD.finditer(self.scene.plain, cell.start, cell.end))
        stages = (self._stage(each.start, each.end) for each in (cell, *names))
        return Column(first, last, next(filter(None, stages), ""), estimated)

    def _stage(self, start: int, end: int) -> str:
        known = self.scene.words.local("column_stage")
        return next((known[word[0]] for word in _WORD.finditer(self.scene.plain, start, end) if word[0] in known), "")

    def _marks(self, lines: list[tuple[int, int]]) -> list[Mark]:
        return [mark for start, end in lines for mark in self.scene.between(start, end)]

    def _unit(self) -> Unit | None:
        marks = self._marks(self.lines)
        money = [mark for mark in marks if mark.kind == "currency"]
        money = money or [
            m for row in self.rows for m in self._marks([(row[0].end, row[-1].end)]) if m.kind == "currency"
        ]
        scales = [int(mark.code) for mark in marks if mark.kind == "scale"] or self._thousands()
        said = currency(self.scene, money[0].code, money[0].start) if money else ""
        if not said:
            return None
        tokens = [cell.text.strip(" $*") for row in self.rows for cell in row[1:]]
        by_point = bool(self.scene.words.local("point_parts_thousands"))
        custom = comma_custom(tokens, by_point=by_point)
        return Unit(said, scales[0] if scales else 0, custom > 0)

    def _thousands(self) -> list[int]:
        """The powers of ten of words that count no sum elsewhere: "in thousands"."""
        known = self.scene.words.local("column_scale")
        said = (word[0] for line in self.lines for word in _WORD.finditer(self.scene.plain, *line))
        return [int(known[word]) for word in said if word in known]

    def _totals(self, row: list[Cell]) -> bool:
        return any(mark.kind == "totalling" for mark in self._marks([(row[0].start, row[0].end)]))

    def _row(self, row: list[Cell], columns: list[Column | None], unit: Unit, *, parts: bool) -> Iterator[Draft]:
        for number, (cell, column) in enumerate(zip(row[1:], columns, strict=True)):
            said = _SUM.match(cell.text)
            read = read_digits(said[1].rstrip(".,"), unit.comma, bool(unit.power)) if said and column else None
            if column is None or read is None or not read[0]:
                continue
            counted = number < len(self.persons) and self.persons[number]
            power = 0 if counted else unit.power
            if not (counted or power) and read[0] < _UNSCALED:
                continue
            kind = PERSONNEL if counted else MONEY
            draft = Draft(kind, (cell.start, cell.end), (row[0].start, row[-1].end), "cell of a table")
            draft.value, draft.half_unit = read[0].scaleb(power), _HALF.scaleb(power - read[1])
            draft.unit = "persons" if counted else unit.currency
            draft.filled("period_start", column.first, "year of its column")
            draft.period_end = column.last
            if column.estimated:
                draft.filled("hedge", "approximately", "column of estimates")
            if stage := column.stage or self._above():
                draft.filled("stage", stage, "said of its column")
            elif self._is_over(column):
                draft.filled("stage", "provided", "column of a year that is over")
            self._parties(draft, row[0])
            if self._totals(row):
                draft.mark("total", "row of the total")
            elif parts:
                draft.mark("part_of", "row above a total")
            yield draft

    def _is_over(self, column: Column) -> bool:
        """Whether the year of a column had ended on the document's day."""
        day = self.scene.day
        if day is None or column.last.startswith("FY"):
            return day is not None and last_day(column.last) < day
        return column.last < day.isoformat()[: len(column.last)]

    def _above(self) -> str:
        return next((stage for start, end in self.above if (stage := self._stage(start, end))), "")

    def _parties(self, draft: Draft, label: Cell) -> None:
        """Fill the programme, the giver and the receiver: by the row's label, else the lines around the table, else the text."""
        context, own, lines = self.context, self._marks([(label.start, label.end)]), self._marks(self.above)
        told = ((own, "label of its row"), (lines, "named above the table"), (self._of_title(), "named in the title"))
        for marks, rule in told:
            programmes = {mark.code for mark in marks if mark.kind == "programme"}
            if len(programmes) == 1 and draft.programme is None:
                draft.filled("programme", programmes.pop(), rule)
        giver = USA if draft.programme and IMPLIED.get(draft.programme, (USA, ""))[0] == USA else ""
        named = {mark.code for mark in lines if mark.kind in ("place", "demonym", "government")}
        if giver or USA in named:
            draft.filled("provider", (USA,), "who gives in the table")
        else:
            draft.filled("provider", context.donor, "the text's donor")
        row = [mark.code for mark in own if mark.kind in ("place", "demonym") and mark.code in TERRITORIES]
        receivers = row or [code for code in named if code in TERRITORIES and code not in draft.provider]
        if len(receivers) == 1:
            draft.filled("recipient", tuple(receivers), "label of its row" if row else "named above the table")
        elif not row:
            draft.filled("recipient", context.own, "whom the text is about")


def _speaking(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Where lines stand that are short enough to be a caption or a note."""
    return [(one.start, one.end) for one in blocks if one.kind != ROW and one.end - one.start <= _CAPTION]
