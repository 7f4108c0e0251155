"""What the documents show of the code, written by the code: answers, tables, help. `./do docs` puts it in its places."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import inspect
import os
import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
from click.testing import CliRunner

ROOT = Path(__file__).parents[1]

CARD_FIELDS = {
    "Card": {
        "name": "the folder's name",
        "title": "what the publication is called, `en` and `es`",
        "publisher": "who publishes it",
        "licence": "under which terms",
        "homepage": "where a person reads about it",
        "address": "where `cuaderno add --fetch` gets it",
        "fetch_note": "why it cannot be fetched, or what else lies there",
        "cadence": "how often it appears, `en` and `es`",
        "coverage": "what it covers, `en` and `es`",
        "known_errors": "its traps, one sentence each, as many in `en` as in `es`",
        "terms": "the terms of use that `cuaderno add` shows, `en` and `es`",
        "provider": "the place that provides, by its code; left out where each row names its own",
        "rank": "who answers first where several could; lower wins",
        "complete_through": "the last period the publisher calls complete; empty if nobody says so",
        "complete_through_evidence": "where it says so",
        "layouts": "the forms it is published in, below",
        "publications": "the files known by their hash, below",
        "own": "the table of a hand-kept source, below",
    },
    "Layout": {
        "name": "what the layout is called",
        "series": "publications of one series replace one another",
        "series_by": "the column that parts a series where every year has a file of its own",
        "form": "how the file is read; `read`: by the folder's own `read.py`",
        "shape": "whether it gives figures, or relations: agreements, memberships, visits",
        "grain": "whether it tells programmes apart; `text` figures stand in one text only and answer no total",
        "sql": "the statement that transforms it",
        "sheet": "the sheet of a workbook",
        "header_row": "the row of the column names, from 1",
        "encodings": "tried in this order",
        "delimiter": "between the fields of a CSV file",
        "columns": "our name for a column, and every name the publisher has printed over it",
        "optional": "the same for columns that some editions lack",
        "ignored": "columns left unread, each with the reason",
        "key": "the columns that tell one row from another, never a value; `place` stands for the recipient's code",
        "shared": "of a large file, the columns whose texts come again from row to row; rows alike in all of them are read once",
        "stages": "the publisher's word for a stage, and ours ([measures](measures.md#stages))",
        "calendar": "what its years are",
        "date_role": "what its years are of: appropriation year, transaction year …",
        "measure_kind": "what its figures are when the stage says nothing else",
        "unit": "of its figures where the SQL says nothing else: a currency by ISO 4217, persons, items …",
        "scale": "what a printed 1 stands for; 1000 for thousands",
        "scales": "the same for single units",
        "unpivoted": "whether one row of the file holds several amounts, which the SQL turns into rows",
        "exclusive": "whether nothing it says of one programme stands in another's figures too, so that a programme and its part add up",
        "grouped": "whether thousands are marked with commas",
        "prefix": "what stands before an amount, such as $; blanks around it go too",
        "rounded": "whether amounts with more than two decimals are rounded to two, or refused",
        "nil": "how it prints nothing",
        "as_of": "the cell that prints the day the file speaks for",
        "constant_base": "the cell that prints the base year of constant prices; or `derived` from the year in which both prices "
        "agree; `read` by `read.py`; or `none`",
        "final_stages": "our stages that are never revised, such as a request",
        "flags": "put on every statement",
        "expect": "how many rows a good file has",
    },
    "Publication": {
        "sha256": "of the file as published",
        "file": "its name",
        "address": "where it lay",
        "as_of": "the day it speaks for; left out where nobody knows",
        "evidence": "how that day is known, or why it is not",
        "note": "what else a reader should know",
        "bundled": "whether its statements are in the edition",
    },
    "Own": {
        "file": "the table in the source's folder",
        "as_of": "the day its rows speak for",
        "evidence": "how that day is known",
    },
    "Printed": {
        "row": "the row of the cell, from 1",
        "column": "its column, from 1",
        "pattern": "a regular expression with one group around the fact",
        "format": "of a date, as `strptime` takes it",
    },
    "Expect": {"rows_min": "fewer stop the intake", "rows_max": "more warn"},
}
"""What each field of a card means. A field that is missing here stops the documents from being written."""


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""

    def line(cells: Iterable[object]) -> str:
        return f"| {' | '.join(_cell(cell) for cell in cells)} |"

    names = list(head)
    return "\n".join([line(names), f"|{' --- |' * len(names)}", *map(line, rows)])


def _cell(content: object) -> str:
    return str(content).replace("|", "\\|").replace("\n", " ")


def code(text: object) -> str:
    """Text as code, nothing as nothing."""
    return f"`{text}`" if text not in ("", None) else ""


def run(line: str) -> tuple[str, int]:
    """What one command line prints, on both of its outputs, and its exit code. The bundled edition alone answers."""
    from cuaderno.cli import main

    os.environ.setdefault("CUADERNO_LEDGER", str(ROOT / "build" / "no-ledger"))
    words = shlex.split(line)
    result = CliRunner().invoke(main, words[1:], prog_name="cuaderno", terminal_width=100)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output, result.exit_code


def answer(line: str, *, last: int | None = None, after: str = "") -> str:
    """A command and its answer as a block: all of it, its `last` lines, or the line that holds `after` and three more.

    An exit code that is not 0 is named.
    """
    output, status = run(line)
    shown = output.rstrip().splitlines()
    end = [f"(exit code {status})"] if status else []
    if last is not None:
        line, shown = f"{line} | tail -n {last}", shown[-last:]
    if after:
        at = next(number for number, text in enumerate(shown) if after in text)
        line, shown = f"{line} | grep -A 3 {after}", shown[at : at + 4]
    return "\n".join(["```console", f"$ {line}", *shown, *end, "```"])


def json_answer(line: str) -> str:
    """As `answer`, the answer in a block of its own, as JSON."""
    return "\n".join(["```console", f"$ {line}", "```", "", "```json", run(line)[0].rstrip(), "```"])


def newer_edition(value: str = "400000000") -> str:
    """`add` at work on a made-up newer edition of the country totals: the bundled one with Colombia's newest obligations changed."""
    from cuaderno.cli import main

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "us_foreign_aid_country.csv"
        _write_country_totals(path, value)
        line = f"cuaderno add foreign_assistance {path.name} --as-of 2023-12-29"
        asked = ["--ledger", f"{scratch}/ledger", "add", "foreign_assistance", str(path), "--as-of", "2023-12-29"]
        result = CliRunner().invoke(main, asked)
    if result.exit_code:
        raise SystemExit(result.output)
    shown = re.sub(r"snapshot [0-9a-f]{12}|→ [0-9a-f]{12}", lambda found: found[0][:-12] + "…", result.output)
    return "\n".join(["```console", f"$ {line}", *shown.rstrip().splitlines(), "```"])


def _write_country_totals(path: Path, value: str) -> None:
    """The newest bundled country totals in the publisher's layout, one value changed."""
    import csv

    from cuaderno import open_ledger
    from cuaderno.sources.card import load_card

    layout = load_card("foreign_assistance").layout("country_totals")
    published = {ours: theirs for theirs, ours in layout.stages.items()}
    numbers = {"planned": "1", "obligated": "2", "disbursed": "3", "requested": "18", "initial_allocation": "19"}
    store = open_ledger(warm=False).store
    newest = store.manifest.series("foreign_assistance", "country_totals")[-1]
    rows = store.ask(
        f"SELECT recipient, recipient_name, stage, period, current, constant FROM {store.entries_of([newest])} ORDER BY row"
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = [newest.columns[at] for at in sorted(newest.columns, key=int)]
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        headers = {ours: next(one for one in theirs if one in columns) for ours, theirs in layout.columns.items()}
        for recipient, name, stage, period, current, constant in rows:
            said = value if (recipient, stage, period) == ("COL", "obligated", "FY2023") else current
            row = {
                "country_code": recipient,
                "country_name": name,
                "transaction_type_id": numbers[stage],
                "stage": published[stage],
                "fiscal_year": period[2:].lower(),
                "amount": said,
                "amount_constant": constant,
            }
            writer.writerow({headers[ours]: text for ours, text in row.items()})


def example_files() -> dict[str, str]:
    """The files of the example of `add-a-source.md`, by name."""
    page = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^### `([a-z_]+\.[a-z]+)`\n\n```[a-z]+\n(.*?)```", page, re.DOTALL | re.MULTILINE))


@contextlib.contextmanager
def example_source_folder() -> Iterator[Path]:
    """The example as the only source there is, in a folder of its own."""
    card: Any = importlib.import_module("cuaderno.sources.card")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "sources" / "training_grants"
        folder.mkdir(parents=True)
        for name, text in example_files().items():
            (folder / name).write_text(text, encoding="utf-8")
        packaged = card.files
        try:
            card.files = lambda _: folder.parent
            _forget(card)
            yield folder
        finally:
            card.files = packaged
            _forget(card)


def _forget(card: Any) -> None:
    card.source_names.cache_clear()
    card.load_card.cache_clear()


def example_source(line: str) -> str:
    """A command about the example of `add-a-source.md`, whose sample has been taken in, and its answer."""
    from cuaderno.cli import main

    with example_source_folder() as folder:
        here = ["--ledger", str(folder.parents[1] / "ledger")]
        added = CliRunner().invoke(
            main, [*here, "add", folder.name, str(folder / "sample.csv"), "--as-of", "2020-02-01"]
        )
        result = added if line.startswith("cuaderno add") else CliRunner().invoke(main, [*here, *shlex.split(line)[1:]])
    if result.exit_code:
        raise SystemExit(result.output)
    return "\n".join(["```console", f"$ {line}", *result.output.rstrip().splitlines(), "```"])


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command of the command line, by name."""
    from cuaderno.cli import main

    yield from sorted(main.commands.items())


def help_of_all() -> str:
    """The help of the command itself and of each of its commands, under a heading each."""
    parts = ["```text", run("cuaderno --help")[0].rstrip(), "```"]
    for name, _ in commands():
        parts += ["", f"## {name}", "", "```text", run(f"cuaderno {name} --help")[0].rstrip(), "```"]
    return "\n".join(parts)


def _type_name(hint: Any) -> str:
    """A type as a reader of TOML or JSON calls it."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"`{one}`" for one in parts)
    if origin in (tuple, list, Sequence):
        return f"list of {_type_name(parts[0])}"
    if origin is dict:
        return f"table of {_type_name(parts[1])}"
    if origin is Union or type(hint).__name__ == "UnionType":
        return " or ".join(dict.fromkeys(_type_name(one) for one in parts))
    plain = {
        "str": "text",
        "int": "number",
        "bool": "true or false",
        "NoneType": "null",
        "Decimal": "amount",
        "date": "date",
    }
    name: str = hint.__name__
    return plain.get(name, name)


def card_fields() -> str:
    """Every field of a card, model by model."""
    from pydantic_core import PydanticUndefined

    from cuaderno.sources import card

    parts = []
    for name, meanings in CARD_FIELDS.items():
        model = getattr(card, name)
        hints = get_type_hints(model)
        if set(meanings) != set(model.model_fields):
            raise SystemExit(f"CARD_FIELDS and the fields of {name} differ: {set(meanings) ^ set(model.model_fields)}")
        rows = []
        for field, about in model.model_fields.items():
            default = "required" if about.default is PydanticUndefined else _default(about.default)
            rows.append((code(field), _type_name(hints[field]), default, meanings[field]))
        parts += [
            f"### {name}",
            "",
            inspect.getdoc(model) or "",
            "",
            table(("field", "type", "default", "meaning"), rows),
            "",
        ]
    return "\n".join(parts).rstrip()


def _default(value: object) -> str:
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, tuple):
        return code(", ".join(value))
    return "" if value in (None, "", {}) else code(value)


def shape(*names: str) -> str:
    """Dataclasses of the answers as tables: what each is, and its fields in the order of the JSON."""
    parts = []
    for dotted in names:
        module, name = dotted.rsplit(".", 1)
        kind = getattr(importlib.import_module(f"cuaderno.{module}"), name)
        hints = get_type_hints(kind, localns=_parts_of_a_brief())
        rows = [(code(field.name), _type_name(hints[field.name])) for field in dataclasses.fields(kind)]
        about = " ".join((inspect.getdoc(kind) or "").split())
        parts += [f"### {name}", "", about, "", table(("field", "type"), rows), ""]
    return "\n".join(parts).rstrip()


def _parts_of_a_brief() -> dict[str, Any]:
    """The dataclasses of a brief, by name, in the order of a reader: the whole first."""
    modules = [importlib.import_module(f"cuaderno.products.{name}") for name in ("shapes", "bonds", "mirrored")]
    return {
        name: one
        for module in modules
        for name, one in reversed(vars(module).items())
        if dataclasses.is_dataclass(one) and one.__module__ == module.__name__
    }


def brief_shapes() -> str:
    """The shapes of a brief."""
    return shape(*(f"{one.__module__.removeprefix('cuaderno.')}.{name}" for name, one in _parts_of_a_brief().items()))


def json_shape(dotted: str) -> str:
    """The JSON that a module's own words describe, as they stand there."""
    about = inspect.getdoc(importlib.import_module(f"cuaderno.{dotted}")) or ""
    block = re.search(r"(?:^    .*\n)+", about, re.MULTILINE)
    if block is None:
        raise SystemExit(f"{dotted} describes no JSON.")
    rest = about[block.end() :].strip()
    return "\n".join(["```text", inspect.cleandoc("\n" + block[0]), "```", "", rest])


def stages() -> str:
    """Every stage, its lifecycle, and what it means."""
    from cuaderno.statements.measures import all_stages

    return table(
        ("code", "lifecycle", "kind", "adds over years", "English", "Spanish", "meaning"),
        (
            (
                code(one.code),
                ", ".join((one.flow, *one.other_flows)),
                one.kind,
                "yes" if one.sums_over_years else f"no: {one.why_not_en}",
                one.name_en,
                one.name_es,
                one.plain_en,
            )
            for one in all_stages()
        ),
    )


def units() -> str:
    """Every unit."""
    from cuaderno.statements.measures import all_units

    return table(
        ("code", "family", "English", "Spanish", "adds over years", "adds over programmes"),
        (
            (
                code(one.code),
                one.family,
                one.name_en,
                one.name_es,
                "yes" if one.sums_over_years else "no",
                "yes" if one.sums_over_programmes else "no",
            )
            for one in all_units()
        ),
    )


def rules() -> str:
    """Every refusal: its condition, the reason as a template, and what to ask instead."""
    from cuaderno.statements.measures import Rule, all_rules

    def condition(one: Rule) -> str:
        parts = []
        if one.among:
            parts.append("among " + "; ".join(f"{field} {' or '.join(values)}" for field, values in one.among.items()))
        if one.same:
            parts.append(f"one {one.same} only")
        for field, values in (one.together or {}).items():
            parts.append(f"{field} {' and '.join(values)} never together")
        for field, values in (one.forbid or {}).items():
            parts.append(f"never {field} {' or '.join(values)}")
        for field, values in (one.named or {}).items():
            parts.append(f"{field} {' or '.join(values)} never named with another")
        if one.at_most is not None:
            parts.append(f"at most {one.at_most}")
        if one.relation:
            parts.append(f"no two programmes related by {one.relation}")
        if one.universe:
            parts.append(f"never universe {one.universe}")
        return ", ".join(parts)

    return table(
        ("rule", "condition", "why it is refused", "ask instead"),
        ((code(one.id), condition(one), one.reason_en, one.ask_en) for one in all_rules()),
    )


def universes() -> str:
    """Every universe, and whether a total can be asked in it."""
    from cuaderno.statements.universes import all_universes

    return table(
        ("code", "English", "Spanish", "what it counts", "a total"),
        (
            (one.code, one.name_en, one.name_es, one.sentence_en, "yes" if one.answerable else one.reason_en)
            for one in all_universes()
        ),
    )


def members() -> str:
    """The dated membership table of the universes."""
    from cuaderno.statements.universes import all_members

    def years(first: int | None, last: int | None) -> str:
        return "all" if first is None and last is None else f"{first or ''}–{last or ''}"

    return table(
        ("universe", "source", "field", "value", "fiscal years", "note"),
        (
            (one.universe, "every other" if one.source == "*" else one.source, one.field, one.value,
             years(one.first_year, one.last_year), one.note)
            for one in all_members()
        ),
    )  # fmt: skip


def programmes() -> str:
    """The programme catalogue; a field that no document has confirmed yet is marked."""
    from cuaderno.statements.programmes import all_programmes

    def marked(text: str, field: str, unverified: tuple[str, ...]) -> str:
        return f"{text} (unverified)" if field in unverified and text else text

    def touches(one: Any) -> str:
        parts = [f"part of {one.parent}"] if one.parent else []
        parts += [f"pays for {', '.join(one.funds)}"] if one.funds else []
        parts += [f"carried out through {', '.join(one.executed_through)}"] if one.executed_through else []
        return "; ".join(parts)

    return table(
        ("code", "English", "Spanish", "kind", "authority", "touches", "what its figures mean"),
        (
            (code(one.code), one.name_en, one.name_es, one.kind, marked(one.authority, "authority", one.unverified),
             touches(one), marked(one.figures_en, "figures", one.unverified))
            for one in all_programmes()
        ),
    )  # fmt: skip


def blanks() -> str:
    """Why a figure may be missing."""
    from cuaderno.ledger.gaps import BLANKS

    return table(
        ("reason", "English", "Spanish"), ((code(name), words["en"], words["es"]) for name, words in BLANKS.items())
    )


def errors() -> str:
    """Every class of error, what it means, and the exit code it ends a command with."""
    from cuaderno import errors as module

    found = [one for _, one in inspect.getmembers(module, inspect.isclass) if issubclass(one, module.CuadernoError)]
    found.sort(key=lambda one: inspect.getsourcelines(one)[1])
    return table(
        ("error", "exit code", "meaning"),
        ((code(one.__name__), one.exit_code, " ".join((inspect.getdoc(one) or "").split())) for one in found),
    )


def locators() -> str:
    """Every form of locator with an example."""
    from cuaderno.statements import locator

    examples = (
        (locator.SheetCell("Economic and Military Aid", 66169, 8), "Cuaderno's own, in the manner of RFC 7111"),
        (locator.TableCell(4158, 10), "RFC 7111"),
        (locator.TableRow(4158), "RFC 7111"),
        (locator.Page(12), "RFC 8118"),
        (locator.PageBox(12, 72.0, 90.5, 200.0, 40.0), "RFC 8118"),
        (locator.CharSpan(1843, 1921), "RFC 5147"),
        (locator.LineSpan(10, 12), "RFC 5147"),
        (locator.XPath("/trips/trip[3]/date"), "Cuaderno's own, in the same manner"),
        (locator.JsonPointer("/features/12/properties/name"), "RFC 6901"),
    )
    return table(
        ("written", "in words", "after"), ((code(str(one)), one.describe("en"), norm) for one, norm in examples)
    )


def edition() -> str:
    """What the bundled edition holds, source by source and stage by stage."""
    from cuaderno import open_ledger
    from cuaderno.ledger.gaps import all_series

    manifest = open_ledger(warm=False).store.manifest
    rows = []
    for series in all_series(manifest):
        held = (*series.snapshots, *series.superseded)
        stages_held = sorted({stage for one in held for stage in one.coverage})
        covers = [
            f"{stage.replace('_', ' ')} {min(series.periods(stage))}–{max(series.periods(stage))}"
            for stage in stages_held
        ]
        count = sum(one.accounting.statements for one in held)
        dates = sorted({one.as_of or "date not printed" for one in held})
        rows.append((series.info.title["en"], "; ".join(covers), len(held), f"{count:,}", ", ".join(dates)))
    return table(("publication", "stages and years", "snapshots", "statements", "as of"), rows)


def size_of_edition() -> str:
    """How large the edition is, in words."""
    from cuaderno.ledger.store import edition_directory

    return f"{sum(one.stat().st_size for one in edition_directory().rglob('*') if one.is_file()) / 2**20:.1f} MB"


def kinds_of_pages() -> str:
    """The kinds of pages of the explorer, from their modules: address, state, what they show."""
    from cuaderno.web.pages.site import KINDS

    lines = ["| address | state | shows |", "| --- | --- | --- |"]
    for kind in KINDS:
        fields = kind.state.model_fields
        state = ", ".join(f"`{field.alias or name}`" for name, field in fields.items())
        shows = " ".join((inspect.getdoc(kind.view) or "").partition("\n\n")[0].split())
        lines.append(f"| `{kind.path or '/'}` | {state or '–'} | {shows} |")
    return "\n".join(lines)
