"""The ledger's answers as text for a terminal, and as rows for CSV."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from cuaderno.ledger.answer import Answered, Figure, Total
from cuaderno.ledger.cite import Citation
from cuaderno.ledger.gaps import BLANKS
from cuaderno.ledger.history import History
from cuaderno.ledger.manifest import SourceInfo
from cuaderno.products.plain import decimal_text
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.measures import stage, unit
from cuaderno.statements.periods import parse_window
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme
from cuaderno.statements.statement import Statement
from cuaderno.statements.universes import universe

CITES_SHOWN = 2
CHANGES_SHOWN = 40


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.products") / "locale" / "answers.toml").read_text(encoding="utf-8"))


def word(key: str, lang: str, **parts: object) -> str:
    """A word or sentence of the answers, filled in."""
    return _words()[key][lang].format(**parts)


def amount(value: Any, lang: str) -> str:
    """A value with its thousands marked as the language does."""
    text = f"{value:,.2f}".removesuffix(".00")
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def shown_cites(total: Total) -> list[str]:
    """The citations that the text of a total prints."""
    return [cite for figure in total.figures for cite in figure.cites[:CITES_SHOWN]]


def all_cites(total: Total) -> list[str]:
    """Every citation a total carries."""
    return [cite for figure in total.figures for cite in figure.cites]


def total_text(total: Total, lang: str, cells: Mapping[str, str] = MappingProxyType({})) -> str:
    """A total for a terminal: what was asked, as understood, the figures with their citations, who answers, who stands beside."""
    lines = [f"{_subject(total, lang)}: {_value(total, lang)}", f"  {_understood(total, lang)}", ""]
    lines += [line for said in _warnings(total, lang) for line in (said, "")]
    width = max((len(_group(total, figure, lang)) for figure in total.figures), default=0)
    amounts = [_amount(figure, lang) for figure in total.figures]
    wide = max(
        (len(text) for text, figure in zip(amounts, total.figures, strict=True) if not figure.blank),
        default=0,
    )
    for figure, text in zip(total.figures, amounts, strict=True):
        name = _group(total, figure, lang).ljust(width)
        lines.append(
            f"  {name}  {text.rjust(wide) if not figure.blank else text}  {_footing(figure, lang, cells)}".rstrip()
        )
    lines += ["", f"{word('answered_by', lang)}: {_answerer(total.answered, lang)}"]
    if total.value is not None:
        lines.append(f"  {word(f'maturity_{total.maturity}', lang)}")
    if total.answered.other_snapshots:
        older = total.answered.other_snapshots
        lines.append(f"  {word('newest', lang, count=len(older), list=', '.join(older))}")
    if total.beside:
        lines.append(f"{word('beside', lang)}:")
    for beside in total.beside:
        periods = len(beside.answered.covered) + len(beside.answered.missing)
        covers = word("beside_covers", lang, covered=len(beside.answered.covered), all=periods)
        value = word("nothing", lang) if beside.value is None else f"{amount(beside.value, lang)} {beside.unit}"
        lines.append(f"  {value}  ({covers})  {_answerer(beside.answered, lang)}")
    return "\n".join(lines) + "\n"


def _subject(total: Total, lang: str) -> str:
    recipients = ", ".join(place(code).name(lang) for code in total.recipients) or word("all_recipients", lang)
    if total.programmes:
        what = ", ".join(f"{programme(code).name(lang)} ({code})" for code in total.programmes)
    elif total.universe:
        what = f"{universe(total.universe).name(lang)} ({total.universe})"
    else:
        what = word("all_assistance", lang)
    what = ", ".join([what, *(part for part in (total.account, total.agency, total.category) if part)])
    provider = place(total.provider).name(lang) if total.provider else word("all_providers", lang)
    parties = word("to", lang, provider=provider, recipient=recipients)
    return f"{parties}, {what}, {stage(total.stage).name(lang)}"


def _value(total: Total, lang: str) -> str:
    return word("nothing", lang) if total.value is None else f"{amount(total.value, lang)} {total.unit}"


def _understood(total: Total, lang: str) -> str:
    base = total.unit.partition("@")[2]
    counted = unit(total.unit)
    prices = word("constant_prices", lang, base=base) if base else word("current_prices", lang)
    return f"{parse_window(total.window).echo(lang)}; {prices if counted.family == 'money' else counted.name(lang)}"


def _warnings(total: Total, lang: str) -> Iterator[str]:
    """What a reader must know before the figures: what they leave out."""
    if total.untold:
        told = word("untold", lang, source=total.answered.source, names=_names(total, total.untold, lang))
        yield told + (word("untold_under", lang, names=_names(total, total.under, lang)) if total.under else "")
    if total.regions_alone:
        yield word("region_alone", lang, names=", ".join(place(code).name(lang) for code in total.regions_alone))
    if total.crossing or total.answered.missing:
        yield _partial(total, lang)


def _partial(total: Total, lang: str) -> str:
    answered = total.answered
    periods = len(answered.covered) + len(answered.missing)
    if total.crossing:
        return word("crossing", lang, count=len(total.crossing), source=answered.source)
    if not answered.covered:
        return word("uncovered", lang, source=answered.source)
    return word("partial", lang, covered=len(answered.covered), all=periods, missing=", ".join(answered.missing))


def _names(total: Total, codes: Iterable[str], lang: str) -> str:
    """Places and programmes by name and code."""
    places = {code for each in total.recipients for code in (each, *place(each).now)}
    named = ((code, place(code) if code in places else programme(code)) for code in codes)
    return ", ".join(f"{each.name(lang)} ({code})" for code, each in named)


def _group(total: Total, figure: Figure, lang: str) -> str:
    name = (
        place(figure.group).name(lang)
        if total.by.startswith(("recipient", "provider")) and figure.group
        else figure.group
    )
    name = name or word("no_programme" if total.by.startswith("programme") else "not_told", lang)
    return f"{name} {figure.period}" if total.by.endswith(",year") else name


def _amount(figure: Figure, lang: str) -> str:
    return BLANKS[figure.blank][lang] if figure.value is None else amount(figure.value, lang)


def _footing(figure: Figure, lang: str, cells: Mapping[str, str]) -> str:
    if figure.value is None and not figure.cites:
        return ""
    cites = "  ".join(f"{cite} {_short(cells.get(cite, ''))}".rstrip() for cite in figure.cites[:CITES_SHOWN])
    more = figure.count - min(len(figure.cites), CITES_SHOWN)
    return f"{figure.maturity}  {cites}" + (f" {word('more_cites', lang, count=more)}" if more > 0 else "")


def _short(locator: str) -> str:
    """A locator's cell alone: H66169 of a workbook, 12,8 (record, column) of a table."""
    return locator.rpartition("cell=")[2]


def _answerer(answered: Answered, lang: str) -> str:
    dates = ", ".join(word("as_of", lang, day=day) if day else word("date_unknown", lang) for day in answered.as_of)
    return (
        f"{answered.source}, {answered.publisher}, {word('snapshot', lang)} {', '.join(answered.snapshots)} ({dates})"
    )


def total_rows(total: Total) -> Iterator[dict[str, Any]]:
    """A total as CSV rows: a row a figure, and everything that names it on every row."""
    for figure in total.figures:
        yield {
            "provider": total.provider,
            "recipient": total.recipients,
            "programme": total.programmes,
            "universe": total.universe,
            "stage": total.stage,
            **dict(zip(total.by.split(","), (figure.group, figure.period), strict=False)),
            "value": figure.value,
            "unit": figure.unit,
            "blank": figure.blank,
            "maturity": figure.maturity,
            "statements": figure.count,
            "source": total.answered.source,
            "snapshot": total.answered.snapshots,
            "cites": figure.cites,
        }


_ROW = ("citation", *(name for name in Statement.__slots__ if name != "key"))
_fields = attrgetter(*_ROW)


def statement_row(one: Statement) -> dict[str, Any]:
    """A statement as a CSV row: its citation first, then its fields."""
    return dict(zip(_ROW, _fields(one), strict=True))


def statement_text(one: Statement, lang: str) -> str:
    """A statement on one line."""
    value = word("nil", lang) if one.value is None else amount(one.value, lang)
    said = one.label if one.label == one.account or not one.account else f"{one.label} / {one.account}"
    return f"{one.citation}  {one.period:<8}  {one.stage:<11}  {one.recipient:<8}  {value:>18} {one.unit}  {said}  {one.locator}"


def citation_text(found: Citation, lang: str) -> str:
    """A citation for a terminal: what is said, where, by whom, and whether the cell still reads so."""
    from cuaderno.statements.locator import parse_locator

    one, snapshot = found.statement, found.snapshot
    value = word("nil", lang) if one.value is None else f"{amount(one.value, lang)} {one.unit}"
    who = word("to", lang, provider=place(one.provider).name(lang), recipient=place(one.recipient).name(lang))
    told = [who, one.period, stage(one.stage).name(lang), one.account or one.label or ""]
    as_of = word("as_of", lang, day=snapshot.as_of) if snapshot.as_of else word("date_unknown", lang)
    column = f", {word('column', lang)} “{found.column}”" if found.column else ""
    lines = [
        f"{one.citation}",
        f"  {word('says', lang)}: {', '.join(part for part in told if part)}: {value}",
        f"  {word('cell', lang)}: {parse_locator(one.locator).describe(lang)}{column}  {one.locator}",
        f"  {word('file', lang)}: {snapshot.file}, {amount(snapshot.size, lang)} bytes, SHA-256 {snapshot.sha256} ({as_of}; {snapshot.evidence})",
        f"  {word('publisher', lang)}: {found.publisher}"
        + (f"  {word('address', lang)}: {snapshot.address}" if snapshot.address else ""),
    ]
    for other in found.others:
        said = word("nil", lang) if other.value is None else f"{amount(other.value, lang)} {other.unit}"
        lines.append(f"  {word('also', lang)}: {other.citation}  {said}")
    return "\n".join([*lines, f"  {_reopened(found, lang)}"]) + "\n"


def _reopened(found: Citation, lang: str) -> str:
    again = found.reopened
    key = "unchanged_other_file" if again.status == "unchanged" and not again.same_file else again.status
    return word(key, lang, path=again.path, text=again.text)


def history_text(found: History, lang: str) -> str:
    """A comparison of two snapshots for a terminal."""
    counts = ", ".join(f"{word(kind, lang)} {found.count(kind)}" for kind in ("added", "changed", "withdrawn"))
    old, new = (f"{one.snapshot} ({one.as_of or word('date_unknown', lang)})" for one in (found.old, found.new))
    lines = [
        f"{found.source} / {found.series}: {old} → {new}",
        f"  {counts}, {word('same', lang)} {found.unchanged}",
    ]
    for one in found.changes[:CHANGES_SHOWN]:
        old = "–" if one.old is None else amount(one.old, lang)
        new = "–" if one.new is None else amount(one.new, lang)
        what = one.programme or one.account or ""
        cells = f"{one.old_cell or '–'} → {one.new_cell or '–'}"
        lines.append(
            f"  {word(one.kind, lang):<10} {one.recipient:<7} {one.period:<8} {one.stage:<18} {what:<8} {old:>17} → {new:>17}  {cells}"
        )
    if len(found.changes) > CHANGES_SHOWN:
        lines.append(f"  {word('more_cites', lang, count=len(found.changes) - CHANGES_SHOWN)} (--format csv)")
    return "\n".join(lines) + "\n"


def history_rows(histories: Iterable[History]) -> Iterator[dict[str, Any]]:
    """Every change as a CSV row, both citations beside their cells."""
    for found in histories:
        for one in found.changes:
            yield {
                "source": found.source,
                "kind": one.kind,
                "recipient": one.recipient,
                "programme": one.programme,
                "account": one.account,
                "stage": one.stage,
                "period": one.period,
                "unit": one.unit,
                "old": one.old,
                "old_cell": one.old_cell,
                "old_citation": one.cite(found.old.snapshot) if one.old_cell else None,
                "new": one.new,
                "new_cell": one.new_cell,
                "new_citation": one.cite(found.new.snapshot) if one.new_cell else None,
            }


def sources_text(
    sources: Iterable[SourceInfo], snapshots: tuple[Snapshot, ...], lang: str, *, every_check: bool = False
) -> str:
    """Cards, coverage, how far each is complete, and the row accounting of every snapshot (law 3)."""
    lines: list[str] = []
    for info in sources:
        lines += [
            f"{info.name}: {info.title[lang]}",
            f"  {info.publisher}; {info.licence}; {info.cadence[lang]}",
            f"  {info.coverage[lang]}",
        ]
        through = info.complete_through
        complete = word("complete_through", lang, period=through) if through else word("complete_unknown", lang)
        lines.append(f"  {complete}" + (f" ({info.complete_through_evidence})" if through else ""))
        lines += [f"  ! {fault}" for fault in info.known_errors[lang]]
        for one in snapshots:
            if one.source == info.name:
                lines += _snapshot_lines(one, lang, every_check=every_check)
        lines.append("")
    return "\n".join(lines)


def _snapshot_lines(one: Snapshot, lang: str, *, every_check: bool) -> list[str]:
    books = one.accounting
    covers = "; ".join(f"{stage(code).name(lang)} {periods[0]}–{periods[-1]}" for code, periods in one.coverage.items())
    cells = word(
        "value_cells",
        lang,
        cells=amount(books.value_cells, lang),
        statements=amount(books.statements, lang),
        blanks=_sum_of(books.blanks, lang),
    )
    as_of = word("as_of", lang, day=one.as_of) if one.as_of else word("date_unknown", lang)
    return [
        f"  {one.snapshot}  {one.file}  ({as_of}; {one.evidence})",
        f"    {covers}",
        f"    {rows_read(one, lang)}",
        f"    {cells}",
        *(f"    {line}" for line in checks_lines(one, lang, every=every_check)),
    ]


def checks_lines(one: Snapshot, lang: str, *, every: bool = False) -> list[str]:
    """How many printed totals agree with the rows of a snapshot, check by check; `every` lists those that do not."""
    lines = []
    for name, check in one.checks.items():
        share = f"{check.agree / max(1, check.agree + check.differ):.1%}"
        counts = {"agree": amount(check.agree, lang), "all": amount(check.agree + check.differ, lang)}
        lines.append(word("check", lang, name=name, **counts, share=share if lang == "en" else share.replace(".", ",")))
        if every:
            lines += [
                f"  {word('check_off', lang, what=w, place=p, printed=a, computed=b)}" for w, p, a, b in check.off
            ]
            if check.differ > len(check.off):
                lines.append(f"  {word('check_more', lang, count=check.differ - len(check.off))}")
    return lines


def rows_read(one: Snapshot, lang: str) -> str:
    """What became of every row of a snapshot (law 3)."""
    books = one.accounting
    return word(
        "rows_read",
        lang,
        read=amount(books.rows_read, lang),
        kept=amount(books.rows_kept, lang),
        aside=_sum_of(books.set_aside, lang),
        quarantined=_sum_of(books.quarantined, lang),
    )


def _sum_of(parts: dict[str, int], lang: str) -> str:
    total = amount(sum(parts.values()), lang)
    said = ", ".join(f"{name} {amount(count, lang)}" for name, count in sorted(parts.items()))
    return f"{total} ({said})" if parts else total


def exact(value: Any) -> str:
    """A value without marks, as `--format csv` prints it."""
    return decimal_text(value)
