"""A chart as a file: its table as CSV or JSON with the citations of every figure, its drawing as SVG or PNG."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from cuaderno.products.drawing import INK, on_paper
from cuaderno.products.page import Chart, Page, Spans, Table
from cuaderno.products.plain import as_csv
from cuaderno.products.words import plain

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""The media type of each form."""

PIXELS = 2
"""So many pixels of a PNG to a unit of its drawing."""

_PRINTED = 'font-family="Libertinus Serif" '
"""The typeface of a printed brief, which a picture by itself cannot count on: text in a typeface that is not there is left out."""

_LINK = re.compile(r"</?a\b[^>]*>|<title>[^<]*</title>|(?<=<svg) aria-hidden=\"true\"")
"""What a drawing on its own page has for its readers, and a file has no use for."""

_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def rows(table: Table, page: Page) -> Iterator[dict[str, Any]]:
    """A row for each figure that a table shows: what it is of, its exact value or the reason of its blank, and its citations.

    A table without figures (who is whose partner, what was signed when) gives its own rows.
    """
    if not any(_figures(cell) for line in table.rows for cell in line):
        heads = [plain(head) for head in table.heads]
        yield from (dict(zip(heads, map(_datum, line), strict=True)) for line in table.rows)
        return
    cited = {line.number: line.citation for file in page.files for line in file.said}
    runs = {note.id: _numbers(note.runs) for note in page.notes}
    for line in (*table.rows, *table.foot):
        names = [plain(cell) for cell in line if not _figures(cell) and plain(cell)]
        for at, cell in enumerate(line):
            for span in _figures(cell):
                yield {
                    "row": " · ".join(names),
                    "column": " ".join(
                        filter(None, (plain(table.heads[at]), plain(table.under[at]) if table.under else ""))
                    ),
                    "value": span.value if span.kind == "figure" else "",
                    "unit": span.unit,
                    "blank": span.value if span.kind == "blank" else "",
                    "provisional": bool(span.mark),
                    "citations": [cited[number] for number in runs.get(span.ref, ()) if number in cited],
                }


def _datum(cell: Spans) -> str:
    """A date as ISO 8601 has it, anything else as it is read."""
    return cell[0].value if len(cell) == 1 and cell[0].kind == "time" else plain(cell)


def _figures(cell: Spans) -> list[Any]:
    return [span for span in cell if span.kind in ("figure", "blank")]


def _numbers(runs: str) -> list[int]:
    found: list[int] = []
    for run in runs.split():
        first, _, last = run.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def download(chart: Chart, page: Page, form: str, about: Mapping[str, str]) -> bytes:
    """A chart in one of `FORMS`. `about` is said in the file: page, address, edition.

    Raises KeyError where a chart without a table is asked for as one.
    """
    if form in ("csv", "json"):
        if chart.figures is None:
            raise KeyError(chart.id)
        listed = list(rows(chart.figures, page))
        if form == "csv":
            return as_csv(listed).encode()
        told = {
            "title": plain(chart.title),
            "sentence": plain(chart.sentence),
            **about,
            "asked": list(chart.asked),
            "figures": listed,
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    drawn = captioned(chart, about)
    if form == "svg":
        return drawn.encode()
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawn, scale=PIXELS))


def captioned(chart: Chart, about: Mapping[str, str]) -> str:
    """The drawing on white with what a picture alone must say: page, title, sentence, key, source, address and edition."""
    found = _VIEW.search(chart.svg)
    width, height = (float(found[1]), float(found[2])) if found else (600.0, 300.0)
    page, *where = about.values()
    head = [(12.0, "bold", line) for line in _wrapped(page, width / 6)]
    head += [(18.0, "bold", line) for line in _wrapped(plain(chart.title), width / 9)]
    head += [(12.0, "normal", line) for line in _wrapped(plain(chart.sentence), width / 5.6)]
    foot = [
        (10.0, "normal", line) for line in _wrapped(f"{plain(chart.note)} {' · '.join(where)}".strip(), width / 4.7)
    ]
    begins = 16 + sum(size * 1.4 for size, _, _ in head)
    key, top = _key(chart, begins, width)
    whole = top + height + 14 + sum(size * 1.4 for size, _, _ in foot)
    inner = _LINK.sub("", on_paper(chart.svg)).replace(_PRINTED, "", 1)
    inner = inner.replace("<svg ", f'<svg x="14" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 28:.0f} {whole + 8:.0f}" width="{width + 28:.0f}" '
        f'height="{whole + 8:.0f}" font-family="sans-serif" font-size="10"><title>{escape(plain(chart.title))}</title>'
        f"<desc>{escape(plain(chart.sentence))}</desc>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{_lines(head, 8)}{key}{inner}{_lines(foot, top + height + 8)}</svg>\n'
    )


def _key(chart: Chart, top: float, width: float) -> tuple[str, float]:
    """What each colour of the drawing is, a mark of it before its word, in lines as wide as the drawing; and where they end."""
    if not chart.colours:
        return "", top
    written, at, line = [], 0.0, top + 12
    for colour, said in chart.colours:
        wide = 16 + 5.8 * len(said) + 14
        if at and at + wide > width:
            at, line = 0.0, line + 15
        high = 8.0 if f'fill="var(--{colour})"' in chart.svg else 2.0
        written.append(
            f'<rect x="{14 + at:.0f}" y="{line - 4 - high / 2:.1f}" width="10" height="{high:.0f}" fill="{INK[colour]}"/>'
            f'<text x="{30 + at:.0f}" y="{line:.1f}" font-size="11" fill="{INK["ink"]}">{escape(said)}</text>'
        )
        at += wide
    return "".join(written), line + 10


def _lines(lines: list[tuple[float, str, str]], top: float) -> str:
    written, at = [], top
    for size, weight, line in lines:
        at += size * 1.4
        written.append(
            f'<text x="14" y="{at:.1f}" font-size="{size:.0f}" font-weight="{weight}" fill="#1c1b19">{escape(line)}</text>'
        )
    return "".join(written)


def _wrapped(text: str, width: float) -> list[str]:
    import textwrap

    return textwrap.wrap(text, max(20, int(width)))
