"""A checked document as text for a terminal: claim, verdict, the sentence to write, and what it rests on."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from cuaderno.checking.checked import DEPENDS
from cuaderno.products.annotate.texts import word
from cuaderno.products.annotate.view import Panel, Try, View

WIDEST, NARROWEST = 110, 48
CITES_SHOWN = 2
QUOTED = 170
"""Of a longer quote so many characters are shown; its beginning is enough to find it."""
_INDENT = "      "


def text(view: View, *, explain: bool = False) -> str:
    """Lay a view out for a terminal, as wide as it is; `explain` adds every definition tried, what is missing, and the rules of each claim."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 24)).columns))
    lines = [*_wrapped(view.title, width), *_wrapped(view.about, width), "", *_wrapped(view.lead, width)]
    lines += _tallies(view)
    lines += [*_wrapped(view.as_of, width), *_wrapped(f"{word('held_against', view.lang)}: {view.against}", width)]
    for note in view.notes:
        lines += _wrapped(note, width)
    if view.findings:
        lines += ["", word("findings_title", view.lang)]
        for found in view.findings:
            claims = ", ".join(str(number) for _, number in found.claims)
            lines += _wrapped(f"{found.word}: {found.text} ({claims})", width, "  ")
    for panel in view.panels:
        lines += ["", *_claim(panel, view.lang, width, explain)]
    if view.files:
        lines += ["", word("files_title", view.lang)]
        for file in view.files:
            lines += _wrapped(f"{file.letter}  {file.title}. {file.publisher}. {file.file}, {file.dated}", width, "  ")
            lines.append(f"     SHA-256 {file.sha256}")
    return "\n".join(lines) + "\n"


def _wrapped(said: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        said, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=True
    )


def _tallies(view: View) -> list[str]:
    """The verdicts that were given, with their counts."""
    given = [one for one in view.tallies if one.count]
    wide = max((len(str(one.count)) for one in given), default=0)
    return [f"  {one.sign:>2} {one.count:>{wide}}  {one.name}" for one in given]


def _claim(panel: Panel, lang: str, width: int, explain: bool) -> Iterator[str]:
    yield f"{panel.number:>3}{panel.sign:>3}  {panel.verdict_name}: {panel.short}"
    quote = panel.quote if explain else textwrap.shorten(panel.quote, QUOTED, placeholder=" …")
    yield from _wrapped(f"“{quote}”", width, _INDENT)
    yield from _wrapped(panel.sentence, width, _INDENT)
    if panel.reason not in panel.sentence:
        yield from _wrapped(panel.reason, width, _INDENT)
    if explain:
        yield from _wrapped(panel.missing, width, _INDENT)
    shown = [one for one in panel.tries if explain or one.best or panel.verdict == DEPENDS]
    for one in shown:
        yield from _tried(one, width)
    if left := len(panel.tries) - len(shown):
        yield f"{_INDENT}  {word('more_tries', lang, count=left)}"
    for found in panel.stood:
        said = f"{found.stage} {found.date}: {found.title} ({found.reference}) {found.citation}"
        yield from _wrapped(said, width, f"{_INDENT}  ")
    for _, flag in panel.flags:
        yield from _wrapped(flag, width, f"{_INDENT}! ")
    if explain and panel.rules:
        yield from _wrapped(f"{word('rules', lang)}: {' → '.join(panel.rules)}", width, _INDENT)


def _tried(one: Try, width: int) -> Iterator[str]:
    covered = f" ({one.covered})" if one.covered else ""
    difference = f", {one.difference}" if one.difference else ""
    said = f"{one.sign} {one.computed_said}{difference}: {one.counted}, {one.about}, {one.publisher}{covered}"
    yield from _wrapped(said, width, f"{_INDENT}  ")
    if one.cites:
        more = f" +{len(one.cites) - CITES_SHOWN}" if len(one.cites) > CITES_SHOWN else ""
        yield f"{_INDENT}    {'  '.join(one.cites[:CITES_SHOWN])}{more}"
