"""A label in its readings, and the thresholds of notices to Congress: as text for a terminal, and as rows for CSV."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cuaderno.products.answers import amount, statement_text
from cuaderno.statements.measures import stage
from cuaderno.statements.places import place

if TYPE_CHECKING:
    from cuaderno.ledger.umbrellas import MemberRead, ReadingAnswer, UmbrellaAnswer
    from cuaderno.statements.thresholds import Threshold
    from cuaderno.statements.umbrellas import Reading, Said


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.products") / "locale" / "umbrellas.toml").read_text(encoding="utf-8"))


def word(key: str, lang: str, **parts: object) -> str:
    """A word or sentence, filled in."""
    return _words()[key][lang].format(**parts)


def umbrella_text(answer: UmbrellaAnswer, lang: str) -> str:
    """A label for a terminal: each reading with its total, its members and what its author prints, then what texts print."""
    heading = word(
        "heading" if len(answer.readings) > 1 else "heading_one",
        lang,
        name=answer.umbrella.name(lang),
        recipients=", ".join(place(code).name(lang) for code in answer.recipients),
        stage=stage(answer.stage).name(lang),
        count=len(answer.readings),
    )
    lines = [heading]
    if answer.umbrella.unverified:
        lines.append(f"  {_unverified(answer.umbrella.unverified, lang)}")
    for one in answer.readings:
        lines += ["", *_reading_lines(one, lang)]
    if answer.texts:
        lines += ["", word("texts", lang), *(f"  {statement_text(one, lang)}" for one in answer.texts)]
    return "\n".join(lines) + "\n"


def _reading_lines(one: ReadingAnswer, lang: str) -> list[str]:
    reading, total = one.reading, one.total
    lines = [
        f"{reading.name(lang)}: {_value(one, lang)}",
        "  " + "; ".join(filter(None, (reading.code, f"{word('by', lang)} {reading.author(lang)}", one.window))),
        f"  {reading.sentence(lang)}",
    ]
    if one.reason and one.reason != reading.sentence(lang):
        lines.append(f"  {one.reason}")
    lines += _member_lines(one, lang)
    if total is not None:
        answered = total.answered
        lines.append(f"  {word('answered_by', lang, source=answered.source, snapshots=', '.join(answered.snapshots))}")
    lines += [f"  {word('prints', lang)} {_said_line(said, lang)}" for said in reading.said]
    lines.append(f"  {word('evidence', lang)}: {reading.evidence}")
    if reading.unverified:
        lines.append(f"  {_unverified(reading.unverified, lang)}")
    return lines


def _value(one: ReadingAnswer, lang: str) -> str:
    if one.total is None or one.value is None:
        return word("no_total", lang)
    told = f"{amount(one.value, lang)} {one.total.unit}"
    answered = one.total.answered
    if not one.total.partial:
        return told
    covered, years = len(answered.covered), len(answered.covered) + len(answered.missing)
    return f"{told} ({word('partial', lang, covered=covered, all=years)})"


def _member_lines(one: ReadingAnswer, lang: str) -> list[str]:
    """Its members under one another: code, years where they are not the reading's, amount or what is held, note."""
    codes = [read.member.value for read in one.members]
    years = [_own_years(read, one.reading) for read in one.members]
    amounts = ["" if read.value is None else amount(read.value, lang) for read in one.members]
    wide = [max(map(len, column), default=0) for column in (codes, years, amounts)]
    lines = []
    for read, code, when, value in zip(one.members, codes, years, amounts, strict=True):
        told = value.rjust(wide[2]) if value else word(read.held, lang)
        note = one.reading.note(read.member, lang)
        lines.append(f"    {code.ljust(wide[0])}  {when.ljust(wide[1])}  {told}" + (f"  ({note})" if note else ""))
    return lines


def _own_years(read: MemberRead, reading: Reading) -> str:
    member = read.member
    if (member.first_year, member.last_year) == (reading.first_year, reading.last_year):
        return ""
    return f"{member.first_year or ''}–{member.last_year or ''}"


def _said_line(said: Said, lang: str) -> str:
    years = f"{said.first_year}–{said.last_year}" if said.first_year != said.last_year else str(said.first_year)
    return f"{amount(said.value, lang)} USD, {years}: “{said.words}” ({said.evidence})"


def _unverified(names: tuple[str, ...], lang: str) -> str:
    return f"{word('unverified', lang)}: {', '.join(word(name, lang) for name in names)}"


def umbrella_rows(answer: UmbrellaAnswer) -> Iterator[dict[str, Any]]:
    """A label as CSV rows: a row a member of each reading, and one of the reading's own with no member."""
    for one in answer.readings:
        said: dict[str, Any] = {
            "umbrella": answer.umbrella.code,
            "reading": one.reading.code,
            "author": one.reading.author_en,
            "recipient": answer.recipients,
            "stage": answer.stage,
            "window": one.window,
            "unverified": one.reading.unverified,
            "source": one.total.answered.source if one.total else "",
            "snapshot": one.total.answered.snapshots if one.total else "",
        }
        unit = one.total.unit if one.total else ""
        yield {**said, "member": "", "held": "", "value": one.value, "unit": unit, "reason": one.reason}
        for read in one.members:
            yield {
                **said,
                "member": read.member.value,
                "held": read.held,
                "value": read.value,
                "unit": unit,
                "reason": "",
            }


def thresholds_text(found: tuple[Threshold, ...], day: date, lang: str) -> str:
    """The thresholds of a day for a terminal, group by group, with what no document confirms."""
    if not found:
        return word("no_thresholds", lang, day=day) + "\n"
    lines = [word("thresholds_heading", lang, day=day)]
    for group in dict.fromkeys(one.group for one in found):
        lines += ["", word(f"group_{group}", lang)]
        for one in found:
            if one.group == group:
                lines += _threshold_lines(one, lang)
    return "\n".join([*lines, "", word("below", lang)]) + "\n"


def _threshold_lines(one: Threshold, lang: str) -> list[str]:
    value = f"{amount(one.amount, lang)} {one.unit}" if one.amount else word("any_value", lang)
    seen = word("seen_to", lang, day=one.seen_on) if one.seen_on else word("not_seen", lang)
    lines = [
        f"  {one.channel}  {value}  {one.what(lang)}, {word('notice_days', lang, days=one.days)}  ({one.law}; {seen}; {one.evidence})"
    ]
    if one.unverified:
        lines.append(f"    {_unverified(one.unverified, lang)}")
    return lines


def threshold_rows(found: tuple[Threshold, ...]) -> Iterator[dict[str, Any]]:
    """The thresholds as CSV rows."""
    for one in found:
        said = {name: getattr(one, name) for name in type(one).__slots__}
        yield {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
