"""A checked document as Markdown: the summary, then claim by claim, then the published files."""

from __future__ import annotations

from collections.abc import Iterator

from cuaderno.products.annotate.texts import word
from cuaderno.products.annotate.view import Panel, Row, Try, View
from cuaderno.products.markdown import address, code, escaped


def markdown(view: View, *, explain: bool = False) -> str:
    """Lay a view out as Markdown (CommonMark with tables); `explain` adds the rules of each claim."""
    lines = [f"# {escaped(view.title)}", "", f"{escaped(view.about)}", "", f"**{escaped(view.lead)}**", ""]
    lines += _tallies(view)
    lines += [escaped(view.as_of), "", f"{word('held_against', view.lang)}: {escaped(view.against)}", ""]
    for note in view.notes:
        lines += [escaped(note), ""]
    if view.findings:
        lines += [f"## {word('findings_title', view.lang)}", ""]
        for found in view.findings:
            claims = ", ".join(f"[{number}](#{name})" for name, number in found.claims)
            lines.append(f"- **{found.word}**: {escaped(found.text)} ({claims})")
        lines.append("")
    if view.panels:
        lines += [f"## {word('claims_title', view.lang)}", ""]
    for panel in view.panels:
        lines += _claim(panel, view.lang, explain)
    lines += [*_files(view), escaped(word("footer", view.lang))]
    return "\n".join(lines).strip() + "\n"


def _tallies(view: View) -> Iterator[str]:
    if not view.told:
        return
    yield f"| | {word('tally_title', view.lang)} | | |"
    yield "| --- | --- | ---: | --- |"
    for one in view.tallies:
        yield f"| {escaped(one.sign)} | {escaped(one.name)} | {one.count} | {escaped(one.means)} |"
    yield ""


def _claim(panel: Panel, lang: str, explain: bool) -> Iterator[str]:
    yield f'### <a id="{panel.id}"></a>{panel.number}. {escaped(panel.sign)} {escaped(panel.verdict_name)}: {escaped(panel.short)}'
    yield ""
    yield f"> {escaped(panel.quote)}"
    yield ""
    yield f"{escaped(panel.sentence)}"
    yield ""
    if panel.reason not in panel.sentence:
        yield f"{word('reason', lang)}: {escaped(panel.reason)}"
        yield ""
    if panel.missing:
        yield escaped(panel.missing)
        yield ""
    for _, flag in panel.flags:
        yield f"- {escaped(flag)}"
    if panel.flags:
        yield ""
    yield f"{word('understood', lang)}: {'; '.join(f'{name} *{escaped(said)}*' for name, said in panel.understood)}."
    yield ""
    for one in panel.tries:
        yield from _tried(one, lang)
    for found in panel.stood:
        yield f"- {escaped(found.stage)} {escaped(found.date)}: {escaped(found.title)}. {escaped(found.reference)} {code(found.citation)}"
    if panel.stood:
        yield ""
    if explain and panel.rules:
        yield f"{word('rules', lang)}: {' → '.join(map(code, panel.rules))}"
        yield ""


def _tried(one: Try, lang: str) -> Iterator[str]:
    said = f"**{escaped(one.sign)} {escaped(one.outcome_name)}**: {escaped(one.counted)}, {escaped(one.about)}"
    about = [f"{word('computed', lang)} {_figure(one)}"] if one.computed is not None else []
    about += [f"{word('difference', lang)} {escaped(one.difference)}"] if one.difference else []
    about += [escaped(text) for text in (one.covered, one.publisher) if text]
    yield f"{said}. {'; '.join(about)}.{f' {escaped(one.reason)}' if one.reason else ''}"
    yield ""
    if one.formula:
        yield f"{word('formula', lang)}: {code(one.formula)}"
        yield ""
    if one.rows:
        yield f"| {word('period', lang)} | {word('amount', lang)} | {word('cell', lang)} |"
        yield "| --- | ---: | --- |"
        for row in one.rows:
            provisional = f" ({word('provisional', lang)})" if row.provisional else ""
            yield f"| {escaped(row.period)} | {escaped(row.said)}{provisional} | {_cells(row)} |"
        yield ""


def _figure(one: Try) -> str:
    return escaped(one.computed_said)


def _cells(row: Row) -> str:
    return " ".join(
        f"{f'[{cell.letter}](#file-{cell.letter}) ' if cell.letter else ''}{escaped(cell.place)} {code(cell.citation)}".strip()
        for cell in row.cells
    )


def _files(view: View) -> Iterator[str]:
    if not view.files:
        return
    yield f"## {word('files_title', view.lang)}"
    yield ""
    yield word("files_sentence", view.lang, command=code("cuaderno cite KEY@SNAPSHOT"))
    yield ""
    for one in view.files:
        where = f" {address(one.address)}" if one.address else ""
        yield (
            f'- <a id="file-{one.letter}"></a>**{one.letter}** {escaped(one.title)}. {escaped(one.publisher)}. {code(one.file)}, '
            f"{escaped(one.dated)}. SHA-256 {code(one.sha256)}.{where}"
        )
    yield ""
