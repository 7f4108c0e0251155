"""The answer of `cuaderno overlap` as text, JSON and CSV rows.

JSON, versioned by `format`:

    {"format": 2, "place": "COL", "window": "", "pairs": [{"overlap": {"code", "left", "right", "relation": {…}, "name_en", "name_es",
      "reason_en", "reason_es", "evidence_en", …}, "left": {"side", "state": "held|nothing|absent|own", "title": {"en", "es"}, …},
      "right": the same, "rows": [{"period", "left": {"figure": {…}, "covered", "asked", "words", "flags"} or null, "right": the same,
      "difference": "…" or null, "equal": true, false or null}]}],
     "lines": [{"overlap", "left", "right", "left_count", "right_count",
                "matches": [{"left": a statement, "right": a statement, "on": ["C-130H"], "apart": 1, "may_be_the_same": true}]}]}
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from cuaderno.ledger.asking import HELD, SideAnswer, Told
from cuaderno.ledger.overlap import Lines, Match, OverlapAnswer, Pair, Row
from cuaderno.products.answers import amount
from cuaderno.products.plain import plain
from cuaderno.statements.measures import stage, unit
from cuaderno.statements.overlaps import Overlap
from cuaderno.statements.places import place
from cuaderno.statements.statement import Statement

CITES_SHOWN = 1
ROWS_SHOWN = 24
"""So many years of a pair stand in the text, the newest; `--format csv` has all."""


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.products") / "locale" / "mirror.toml").read_text(encoding="utf-8"))


def word(key: str, lang: str, **parts: object) -> str:
    """A word or sentence, filled in."""
    return _words()[key][lang].format(**parts)


# ---- for a terminal


def overlap_text(answer: OverlapAnswer, lang: str) -> str:
    """Pairs for a terminal: relation and reason, then both sides by year with their citations; then what has nothing beside it."""
    heading = "heading_years" if answer.window else "heading"
    lines = [word(heading, lang, place=place(answer.place).name(lang), window=answer.window)]
    if not answer.speaks:
        lines += ["", word("none", lang)]
    for pair in answer.pairs:
        if pair.both:
            lines += ["", *_pair_lines(pair, lang)]
    for listed in answer.lines:
        if listed.left.state == listed.right.state == HELD:
            lines += ["", *_listed_lines(listed, lang)]
    if missing := list(_missing_lines(answer, lang)):
        lines += ["", word("missing", lang), *missing]
    return "\n".join(lines) + "\n"


def _opening(one: Overlap, left: SideAnswer, right: SideAnswer, lang: str) -> list[str]:
    name = one.name(lang)
    return [
        f"{name[0].upper()}{name[1:]}",
        f"  {one.relation.name(lang)}: {one.reason(lang)}",
        f"  {word('evidence', lang)}: {one.evidence(lang)}",
        f"  {word('left', lang)}: {_side(left, lang)}",
        f"  {word('right', lang)}: {_side(right, lang)}",
    ]


def _side(answer: SideAnswer, lang: str) -> str:
    side = answer.side
    stages = ", ".join(stage(code).name(lang) for code in side.stages)
    what = "; ".join(filter(None, (side.programme or side.universe, stages, unit(side.unit).name(lang))))
    return f"{side.source} ({what})"


def _pair_lines(pair: Pair, lang: str) -> list[str]:
    lines = _opening(pair.overlap, pair.left, pair.right, lang)
    if pair.left.calendar != pair.right.calendar and not any(row.left and row.left.words for row in pair.both):
        lines.append(f"  {word('years_apart', lang)}")
    shown = pair.both[-ROWS_SHOWN:]
    columns = [[_value(told, lang) for told in (row.left, row.right)] for row in shown]
    wide = [max(len(column[side]) for column in columns) for side in (0, 1)]
    for row, (left, right) in zip(shown, columns, strict=True):
        notes = [note for note in (_gap(row, lang), *_cites(row)) if note]
        lines.append(f"  {row.period}  {left.rjust(wide[0])}  {right.rjust(wide[1])}  {'  '.join(notes)}".rstrip())
        if row.left and row.left.words:
            lines.append(f"    “{row.left.words}”")
    if earlier := len(pair.both) - len(shown):
        lines.append(f"  {word('earlier', lang, count=earlier)}")
    if alone := len(pair.rows) - len(pair.both):
        lines.append(f"  {word('one_sided', lang, count=alone)}")
    return lines


def _value(told: Told | None, lang: str) -> str:
    if told is None or told.figure.value is None:
        return "–"
    said = amount(told.figure.value, lang)
    return (
        said if told.covered == told.asked else f"{said} ({word('covers', lang, covered=told.covered, all=told.asked)})"
    )


def _gap(row: Row, lang: str) -> str:
    if row.equal:
        return f"[{word('equal', lang)}]"
    return "" if row.difference is None else f"[{word('difference', lang, amount=amount(row.difference, lang))}]"


def _cites(row: Row) -> Iterator[str]:
    for told in (row.left, row.right):
        if told is not None:
            yield from told.figure.cites[:CITES_SHOWN]


def _listed_lines(listed: Lines, lang: str) -> list[str]:
    lines = _opening(listed.overlap, listed.left, listed.right, lang)
    key = "lines_counted" if listed.matches else "no_match"
    lines.append(f"  {word(key, lang, left=listed.left_count, right=listed.right_count)}")
    for one in listed.matches:
        lines.append(f"  {_line(one.left, lang)}")
        lines.append(f"    {_line(one.right, lang)}")
        shared = one.on if listed.overlap.by == "words" else [amount(Decimal(text), lang) for text in one.on]
        lines.append(f"    {word('may_be_the_same', lang)}; {word('shared', lang, words=', '.join(shared))}")
    return lines


def _line(row: Statement, lang: str) -> str:
    value = amount(row.value, lang)
    return f"{row.period}  {row.label}  {value} {row.unit}, {stage(row.stage).name(lang)}  {row.citation}"


def _missing_lines(answer: OverlapAnswer, lang: str) -> Iterator[str]:
    """The pairs of which one side alone speaks, with what the other lacks."""
    for one in answer.one_sided:
        lacks = one.right if one.left.state == HELD else one.left
        yield f"  {one.overlap.name(lang)}: {_lack(lacks, lang)}"


def _lack(answer: SideAnswer, lang: str) -> str:
    return f"{answer.side.source}: {word(answer.state, lang, source=answer.side.source)}"


# ---- JSON and CSV


def overlap_json(answer: OverlapAnswer) -> dict[str, Any]:
    """The answer as plain values; the module's head gives the shape."""
    told: dict[str, Any] = plain(answer)
    for lines in told["lines"]:
        for match in lines["matches"]:
            match["may_be_the_same"] = True
    return told


def overlap_rows(answer: OverlapAnswer, lang: str) -> Iterator[dict[str, Any]]:
    """The answer as CSV rows: one a year of each pair, one each two lines that may be the same, one each pair that lacks a side."""
    for pair in answer.pairs:
        for row in pair.rows:
            yield _csv(
                pair.overlap, lang, row.period, _told(pair.left, row.left), _told(pair.right, row.right), row=row
            )
    for listed in answer.lines:
        for one in listed.matches:
            left, right = (_said(side, said) for side, said in ((listed.left, one.left), (listed.right, one.right)))
            yield _csv(listed.overlap, lang, one.left.period, left, right, match=one)
    for one_sided in answer.one_sided:
        yield _csv(one_sided.overlap, lang, "", _told(one_sided.left, None), _told(one_sided.right, None))


def _csv(
    one: Overlap,
    lang: str,
    when: str,
    left: dict[str, Any],
    right: dict[str, Any],
    *,
    row: Row | None = None,
    match: Match | None = None,
) -> dict[str, Any]:
    return {
        "pair": one.code,
        "relation": one.relation.code,
        "period": when,
        **{f"left_{name}": value for name, value in left.items()},
        **{f"right_{name}": value for name, value in right.items()},
        "difference": row.difference if row else None,
        "equal": row.equal if row else None,
        "may_be_the_same": match is not None,
        "alike_in": match.on if match else (),
        "reason": one.reason(lang),
        "evidence": one.evidence(lang),
    }


def _told(answer: SideAnswer, told: Told | None) -> dict[str, Any]:
    found = told.figure if told else None
    return {
        "source": answer.side.source,
        "state": answer.state,
        "stage": answer.side.stages,
        "unit": answer.side.unit,
        "value": found.value if found else None,
        "blank": found.blank if found else None,
        "words": told.words if told else None,
        "covered": told.covered if told else None,
        "asked": told.asked if told else None,
        "citations": found.cites if found else (),
    }


def _said(answer: SideAnswer, row: Statement) -> dict[str, Any]:
    return {
        **_told(answer, None),
        "stage": row.stage,
        "value": row.value,
        "words": row.label,
        "citations": (row.citation,),
    }
