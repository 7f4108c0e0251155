"""The timeline of commitments: a mark for every dated stage on a line of years, as a Vega-Lite specification.

Colour tells the kind of stage, shape what its date rests on. Two accounts of one event of which one only says less exactly what the
other says (2022; 23 May 2022) are one mark, the exact one; accounts that exclude each other are a mark each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cuaderno.products.bonds import Commitment, DatedLine
from cuaderno.products.charts import WIDTH
from cuaderno.products.drawing import Drawing, Label, Layer, layered, plane
from cuaderno.products.shapes import Words
from cuaderno.statements.relation import UNVERIFIED
from cuaderno.statements.standing import Span, span_of

KINDS: dict[str, tuple[str, ...]] = {
    "announced": ("announced", "notified"),
    "signed": ("signed", "approved"),
    "in_force": ("designated", "licensed", "in_force", "deployed", "resumed"),
    "held": ("held", "delivered", "attested", "determination", "waived"),
    "ended": ("denounced", "suspended", "no_effect", "withdrawn", "not_carried_out", "terminated"),
}
"""The stages of relations by the kind that a colour tells."""

COLOURS = {
    "announced": "requested",
    "signed": "initial_allocation",
    "in_force": "disbursed",
    "held": "planned",
    "ended": "obligated",
}
"""The colour of each kind, by the names that the style sheet and print give values to."""

LANES: dict[str, tuple[str, ...]] = {
    "status": ("MNNA", "MNNA_TREATED", "MUTUAL_DEFENCE", "COLLECTIVE_SECURITY"),
    "agreements": ("MILITARY_ASSISTANCE", "DEFENCE_COOPERATION", "ACSA", "SECURITY_OF_INFORMATION", "DATA_ARRANGEMENT", "END_USE"),
    "memberships": ("MEMBERSHIP", "PARTNERSHIP", "PTEC", "FRAMEWORK"),
    "plans": ("ACTION_PLAN", "DIALOGUE", "ASSISTANCE_PLAN", "AUTHORITY"),
    "arms": ("LICENCE", "SUPPLY", "CONSENT"),
    "deployed": ("TRAINING", "MISSION"),
    "measures": ("CERTIFICATION", "AID_MEASURE", "SANCTION"),
}  # fmt: skip
"""The types of commitment that share a lane, from top to bottom."""

_KIND = {stage: kind for kind, stages in KINDS.items() for stage in stages}
_LANE = {code: lane for lane, codes in LANES.items() for code in codes}
_PITCH = 9.0  # a mark with its air, in units of the drawing, as below
_HEAD, _GAP, _INSET = 19.0, 6.0, 8.0  # a lane's name, what stands below a lane, what stands beside all
_MOST_YEARS = 8
_STEPS = (1, 2, 5, 10, 20, 50)
_FIRST_LETTER = 0x100


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated stage on the timeline: `at` is its place on the line of years."""

    lane: str
    kind: str
    at: float
    conflicting: bool
    unverified: bool
    citation: str
    date: str = ""
    stage: str = ""
    title: Words | None = None


def marks(commitments: Iterable[Commitment]) -> list[Mark]:
    """The marks of some commitments, in time; stages after the day asked and stages without a date have none."""
    found = [
        Mark(
            _LANE[one.type],
            _KIND[line.stage],
            _middle(span_of(line.date)),
            "conflicting" in line.marks,
            line.evidence == UNVERIFIED,
            one.citation,
            line.date,
            line.stage,
            one.title,
        )
        for one in commitments
        for line in _told(one.stages)
    ]
    return sorted(found, key=lambda mark: (mark.at, mark.citation))


def _told(lines: Sequence[DatedLine]) -> list[DatedLine]:
    """The accounts to draw: of those of one event on the same days, the most exact, and of these the verified one."""
    dated = [line for line in lines if line.date and "later" not in line.marks]
    dated.sort(key=lambda line: (-len(line.date), line.evidence == UNVERIFIED))
    told: list[DatedLine] = []
    for line in dated:
        alike = (one for one in told if (one.stage, one.view) == (line.stage, line.view))
        if not any(span_of(line.date).holds(span_of(one.date)) for one in alike):
            told.append(line)
    return told


def _middle(span: Span) -> float:
    days = (span.earliest.timetuple().tm_yday + (span.latest - span.earliest).days / 2 - 0.5) / 366
    return span.earliest.year + days


def years(found: Sequence[Mark]) -> tuple[int, int]:
    """The first and the last year of some marks."""
    return int(found[0].at), int(found[-1].at)


def timeline(found: Sequence[Mark]) -> Drawing:
    """The drawing of some marks, of which there is at least one. Each lane is as high as its marks stand above each other."""
    first, last = years(found)
    width = WIDTH - 2 * _INSET

    def place(at: float) -> float:
        return round(_INSET + (at - first) / (last + 1 - first) * width, 2)

    rows: list[dict[str, Any]] = []
    labels: dict[str, Label] = {}

    def letter(kind: str, text: str) -> str:
        name = chr(_FIRST_LETTER + len(labels))
        labels[name] = Label(kind, text)
        return name

    bottom = 0.0
    for lane in (one for one in LANES if any(mark.lane == one for mark in found)):
        stacked = _stacked([(place(mark.at), mark) for mark in found if mark.lane == lane])
        rows.append({"k": "lane", "x": 0, "y": bottom + _HEAD / 2, "t": letter("lane", lane)})
        bottom += _HEAD + _PITCH * (max(level for _, level, _ in stacked) + 1)
        rows += [_point(x, bottom - _PITCH * (level + 0.5), mark) for x, level, mark in stacked]
        rows.append({"k": "base", "y": round(bottom + 1, 2)})
        bottom += _GAP
    for year in _labelled(first, last):
        x = place(year)
        rows.append({"k": "grid", "x": x})
        rows.append({"k": "year", "x": x, "y": bottom + 9, "t": letter("year", str(year))})
    return Drawing(_spec(rows, bottom + 18), labels, 1, tuple(COLOURS[kind] for kind in COLOURS if _has(found, kind)))


def _has(found: Sequence[Mark], kind: str) -> bool:
    return any(mark.kind == kind for mark in found)


def _stacked(marks_at: Sequence[tuple[float, Mark]]) -> list[tuple[float, int, Mark]]:
    """Each mark with the lowest level on which it covers no other."""
    levels: list[float] = []
    stacked = []
    for x, mark in marks_at:
        level = next((number for number, end in enumerate(levels) if x - end >= _PITCH), len(levels))
        levels[level:] = [x, *levels[level + 1 :]]
        stacked.append((x, level, mark))
    return stacked


def _point(x: float, y: float, mark: Mark) -> dict[str, Any]:
    ink = f"var(--{COLOURS[mark.kind]})"
    shape = "diamond" if mark.conflicting else "circle"
    return {"k": shape, "x": x, "y": round(y, 2), "c": ink, "f": "var(--paper)" if mark.unverified else ink}


def _labelled(first: int, last: int) -> list[int]:
    step = next(one for one in _STEPS if (last + 1 - first) / one <= _MOST_YEARS or one == _STEPS[-1])
    return [year for year in range(first, last + 2) if year % step == 0]


def _spec(rows: list[dict[str, Any]], height: float) -> dict[str, Any]:
    x, y = plane(WIDTH, height)
    fill, stroke = ({"field": field, "type": "nominal", "scale": None, "legend": None} for field in ("f", "c"))
    text = {"field": "t", "type": "nominal"}
    drawn: dict[str, Layer] = {
        "grid": ({"type": "rule", "color": "var(--rule)", "strokeWidth": 0.6}, {"x": x}),
        "base": ({"type": "rule", "color": "var(--zero)", "strokeWidth": 0.6}, {"y": y}),
        **{
            shape: (
                {"type": "point", "shape": shape, "size": size, "strokeWidth": 1.4, "opacity": 1},
                {"x": x, "y": y, "fill": fill, "stroke": stroke},
            )
            for shape, size in (("circle", 36), ("diamond", 46))
        },
        "lane": ({**_LETTERS, "align": "left", "color": "var(--ink)", "fontWeight": "bold"}, {"x": x, "y": y, "text": text}),
        "year": ({**_LETTERS, "align": "center", "color": "var(--soft)"}, {"x": x, "y": y, "text": text}),
    }  # fmt: skip
    return layered(rows, WIDTH, height, drawn)


_LETTERS = {"type": "text", "baseline": "middle", "fontSize": 10}
