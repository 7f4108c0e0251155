"""Questions about figures: total, rows, cite, sources, history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuaderno.cli.group import PRINTING, main, open_ledger_of, options
from cuaderno.errors import QuestionError

if TYPE_CHECKING:
    from cuaderno.ledger.commitments import RelationCitation

FILTERS = (
    click.option("--recipient", multiple=True, help="Place that receives: a name in English or Spanish, or a code."),
    click.option("--programme", multiple=True, help="Programme: a code such as FMF, or its name."),
    click.option("--stage", multiple=True, help="Stage: requested, allocated, obligated, disbursed …"),
    click.option(
        "--years", help="Window, such as FY2017-FY2020; bare years are fiscal for U.S. money, else calendar years."
    ),
    click.option("--provider", default="", help="Place that provides."),
    click.option("--universe", default="", help="What is counted: D1 … D6 (docs/measures.md)."),
    click.option("--source", default="", help="Only this source."),
    click.option("--snapshot", default="", help="Only the snapshot whose hash begins so, however old."),
    click.option("--prices", default="current", show_default=True, help="current, constant, or constant:2020."),
    click.option("--account", default="", help="Account: the source's own name of it, or its four digits."),
    click.option("--agency", default="", help="Agency, as the source writes it."),
    click.option("--category", default="", help="Category, as the source writes it (Military, Economic)."),
    click.option("--unit", default="", help="What is counted in: USD, persons, sessions, items, TIV …"),
    click.option("--known-on", default="", help="Only what was published by this day (2023-09-29)."),
)


def _asked(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters as the Python API takes them."""
    if filters["years"] == "":
        raise QuestionError("--years is empty. Name a window such as 2017-2020, or leave it out to ask for every year.")
    return filters


@main.command()
@options(*FILTERS, *PRINTING)
@click.option(
    "--by",
    default="year",
    show_default=True,
    help="year, programme, source, recipient, provider, account, agency, category, sector, executor; or one and year: programme,year.",
)
@click.pass_context
def total(context: click.Context, /, form: str, lang: str, by: str, **filters: Any) -> None:
    """Add up what may be added: one stage, one unit, one universe, one source; blanks with their reasons."""
    from cuaderno.products import answers, plain

    ledger = open_ledger_of(context)
    answer = ledger.total(by=by, lang=lang, **_asked(filters))
    cells = ledger.cells(answers.shown_cites(answer) if form == "text" else answers.all_cites(answer))
    printed = {
        "text": lambda: answers.total_text(answer, lang, cells),
        "json": lambda: plain.as_json(
            {
                "format": plain.FORMAT,
                **plain.plain(answer),
                "count": answer.count,
                "blanks": answer.blanks,
                "cells": cells,
            }
        ),
        "csv": lambda: plain.as_csv(answers.total_rows(answer)),
    }
    click.echo(printed[form](), nl=form == "json")
    if answer.partial or answer.value is None:
        context.exit(1)


@main.command()
@options(*FILTERS, *PRINTING)
@click.option("--text", default="", help="Only lines whose own wording holds this.")
@click.option("--limit", type=int, help="At most so many.")
@click.pass_context
def rows(context: click.Context, /, form: str, lang: str, **filters: Any) -> None:
    """List the statements themselves, each with its citation and cell."""
    from cuaderno.products import answers, plain

    found = list(open_ledger_of(context).rows(lang=lang, **_asked(filters)))
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, "statements": [answers.statement_row(one) for one in found]}))
    elif form == "csv":
        click.echo(plain.as_csv(answers.statement_row(one) for one in found), nl=False)
    else:
        for one in found:
            click.echo(answers.statement_text(one, lang))
    if not found:
        click.echo(answers.word("no_rows", lang), err=True)
        context.exit(1)


@main.command()
@click.argument("citation")
@click.option("--file", type=click.Path(path_type=Path), help="A copy of the publication to reopen the cell in.")
@options(*PRINTING)
@click.pass_context
def cite(context: click.Context, citation: str, file: Path | None, form: str, lang: str) -> None:
    """Open CITATION (KEY or KEY@SNAPSHOT): the row, its snapshot, its cell, and whether it still reads the same."""
    from cuaderno.products import answers, plain

    ledger = open_ledger_of(context)
    if (relation := ledger.cite_relation(citation)) is not None:
        _print_relation(relation, form, lang)
        return
    found = ledger.cite(citation, file=file)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, "citation": found.statement.citation, **plain.plain(found)}))
    elif form == "csv":
        row = {
            **answers.statement_row(found.statement),
            "status": found.reopened.status,
            "reads_now": found.reopened.text,
        }
        click.echo(plain.as_csv([row]), nl=False)
    else:
        click.echo(answers.citation_text(found, lang), nl=False)


def _print_relation(found: RelationCitation, form: str, lang: str) -> None:
    from cuaderno.products import commitments as words
    from cuaderno.products import plain

    if form == "text":
        click.echo(words.relation_text(found, lang), nl=False)
    elif form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **words.citation_json(found)}))
    else:
        click.echo(plain.as_csv(words.citation_rows(found)), nl=False)


@main.command()
@click.argument("source", default="")
@click.option("--checks", is_flag=True, help="List every printed total that differs from the sum of its rows.")
@options(*PRINTING)
@click.pass_context
def sources(context: click.Context, source: str, checks: bool, form: str, lang: str) -> None:
    """List the sources, or one SOURCE: cards, coverage, how far each is complete, and the accounting of every row."""
    from cuaderno.products import answers, plain

    ledger = open_ledger_of(context)
    held = ledger.snapshots_of(source)
    cards = [one for one in ledger.sources if source in ("", one.name)]
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, "sources": cards, "snapshots": held}))
    elif form == "csv":
        flat = ({**plain.plain(one), **plain.plain(one.accounting)} for one in held)
        left_out = ("accounting", "coverage", "columns", "checks", "notes")
        click.echo(
            plain.as_csv({name: value for name, value in row.items() if name not in left_out} for row in flat),
            nl=False,
        )
    else:
        click.echo(answers.sources_text(cards, held, lang, every_check=checks), nl=False)


@main.command()
@click.option("--source", required=True, help="The source whose snapshots are compared.")
@click.option("--recipient", multiple=True, help="Only this place.")
@click.option("--programme", multiple=True, help="Only this programme.")
@click.option("--stage", multiple=True, help="Only this stage.")
@click.option("--years", help="Only this window.")
@click.option("--old", default="", help="The older snapshot (default: the newest but one of every series).")
@click.option("--new", default="", help="The newer snapshot.")
@options(*PRINTING)
@click.pass_context
def history(context: click.Context, /, source: str, form: str, lang: str, **filters: Any) -> None:
    """Show what a publisher changed between two snapshots: added, changed, withdrawn, both cells beside each other."""
    from cuaderno.products import answers, plain

    found = open_ledger_of(context).history(source, lang=lang, **_asked(filters))
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, "histories": found}))
    elif form == "csv":
        click.echo(plain.as_csv(answers.history_rows(found)), nl=False)
    else:
        click.echo("\n".join(answers.history_text(one, lang) for one in found), nl=False)
