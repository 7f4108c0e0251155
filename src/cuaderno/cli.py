"""The command line: each command a few lines that call a room below. Heavy rooms are entered only when a command needs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuaderno import __version__
from cuaderno.errors import CuadernoError, LedgerError, QuestionError

if TYPE_CHECKING:
    from cuaderno.ledger.commitments import RelationCitation
    from cuaderno.ledger.ledger import Ledger

FORMATS = click.Choice(["text", "json", "csv"])
LANGUAGES = click.Choice(["en", "es"])
INTERRUPTED, BROKEN_PIPE = 130, 141
"""The exit codes that shells know for SIGINT and SIGPIPE."""


class Commands(click.Group):
    """Turns every error a user can meet into one paragraph on stderr and an exit code; a broken pipe and Ctrl-C end quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; before Click sees these errors, for it calls an interruption and a broken pipe an exit of 1."""
        try:
            return super().invoke(ctx)
        except CuadernoError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # What remains to be flushed goes nowhere, so that the interpreter does not complain on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else "The answer could not be written: "
            click.echo(f"Error: {where}{error.strerror or error}.", err=True)
            ctx.exit(CuadernoError.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cuaderno")
@click.option(
    "--ledger",
    "directory",
    type=click.Path(path_type=Path),
    help="Where your own ledger lives (default: the data directory).",
)
@click.pass_context
def main(context: click.Context, directory: Path | None) -> None:
    """The open ledger of security cooperation: every figure with the cell it stands in."""
    context.obj = directory


def _open(context: click.Context) -> Ledger:
    from cuaderno.ledger.ledger import open_ledger

    if context.obj is not None and not (context.obj / "manifest.json").is_file():
        raise LedgerError(
            f"There is no ledger in {context.obj}. Check --ledger, or leave it out to ask the bundled edition and your own; "
            "`cuaderno --ledger DIR add SOURCE FILE` makes one."
        )
    return open_ledger(context.obj, warm=False)


def _options(*options: Callable[..., Any]) -> Callable[..., Any]:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


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
PRINTING = (
    click.option(
        "--format", "form", type=FORMATS, default="text", show_default=True, help="How the answer is printed."
    ),
    click.option("--lang", type=LANGUAGES, default="en", show_default=True, help="Language of the answer."),
)


def _asked(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters as the Python API takes them."""
    if filters["years"] == "":
        raise QuestionError("--years is empty. Name a window such as 2017-2020, or leave it out to ask for every year.")
    return filters


@main.command()
@_options(*FILTERS, *PRINTING)
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

    ledger = _open(context)
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
@_options(*FILTERS, *PRINTING)
@click.option("--text", default="", help="Only lines whose own wording holds this.")
@click.option("--limit", type=int, help="At most so many.")
@click.pass_context
def rows(context: click.Context, /, form: str, lang: str, **filters: Any) -> None:
    """List the statements themselves, each with its citation and cell."""
    from cuaderno.products import answers, plain

    found = list(_open(context).rows(lang=lang, **_asked(filters)))
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
@_options(*PRINTING)
@click.pass_context
def cite(context: click.Context, citation: str, file: Path | None, form: str, lang: str) -> None:
    """Open CITATION (KEY or KEY@SNAPSHOT): the row, its snapshot, its cell, and whether it still reads the same."""
    from cuaderno.products import answers, plain

    ledger = _open(context)
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
@_options(*PRINTING)
@click.pass_context
def sources(context: click.Context, source: str, checks: bool, form: str, lang: str) -> None:
    """List the sources, or one SOURCE: cards, coverage, how far each is complete, and the accounting of every row."""
    from cuaderno.products import answers, plain

    ledger = _open(context)
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
@_options(*PRINTING)
@click.pass_context
def history(context: click.Context, /, source: str, form: str, lang: str, **filters: Any) -> None:
    """Show what a publisher changed between two snapshots: added, changed, withdrawn, both cells beside each other."""
    from cuaderno.products import answers, plain

    found = _open(context).history(source, lang=lang, **_asked(filters))
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, "histories": found}))
    elif form == "csv":
        click.echo(plain.as_csv(answers.history_rows(found)), nl=False)
    else:
        click.echo("\n".join(answers.history_text(one, lang) for one in found), nl=False)


@main.command()
@click.argument("source")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fetch", is_flag=True, help="Get the file from the publisher's address on the card.")
@click.option("--address", default="", help="Another address to get it from.")
@click.option("--as-of", default="", help="The day the file speaks for, where the file does not print it (2023-09-29).")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True, help="Language of the report.")
@click.pass_context
def add(
    context: click.Context,
    source: str,
    files: tuple[Path, ...],
    fetch: bool,
    address: str,
    as_of: str,
    lang: str,
) -> None:
    """Take newer publications of SOURCE in from FILES, and print what they added, changed and withdrew."""
    from cuaderno.products.taking import fetched, take

    directory = context.obj
    if bool(files) == fetch:
        raise click.UsageError("Name the published files, or let --fetch get the publication; one of the two.")
    for path, origin in [(path, address) for path in files] if files else fetched(source, directory, address):
        told = take(source, path, directory, as_of=as_of, address=origin, fetched=fetch, lang=lang)
        click.echo(told, nl=False)


@main.command()
@click.argument("place")
@click.option("--with", "partner", default="", help="What flows between the place and this partner, both ways.")
@click.option("--years", default="", help="Window of the tables, such as 2017-2020.")
@click.option("--as-of", default="", help="The day commitments are asked for (2015-01-01; default: the newest known).")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True, help="Language of the brief.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md", "pdf", "json"]),
    help="Form (default: by the file's ending, else md).",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.pass_context
def brief(
    context: click.Context,
    place: str,
    partner: str,
    years: str,
    as_of: str,
    lang: str,
    form: str | None,
    output: Path | None,
) -> None:
    """Write the cited brief of PLACE: what it received and provided, and what binds it."""
    from cuaderno.products.brief import make_brief
    from cuaderno.products.render import render
    from cuaderno.products.writing import form_of, write_out

    chosen = form or form_of(output)
    made = make_brief(_open(context), place, partner=partner, years=years, as_of=as_of)
    write_out(render(made, lang, chosen), output)


@main.command()
@click.argument("name")
@click.option("--recipient", multiple=True, help="Place that receives (default: those the label is about).")
@click.option("--stage", default="obligated", show_default=True, help="One stage: requested, allocated, obligated …")
@click.option("--years", help="Narrows each reading's own years, such as FY2000-FY2005.")
@click.option("--source", default="", help="Only this source.")
@_options(*PRINTING)
@click.pass_context
def umbrella(
    context: click.Context,
    name: str,
    recipient: tuple[str, ...],
    stage: str,
    years: str | None,
    source: str,
    form: str,
    lang: str,
) -> None:
    """What the label NAME (Plan Colombia, Mérida …) amounts to in each of its readings, side by side and never added."""
    from cuaderno.ledger.umbrellas import read_umbrella
    from cuaderno.products import plain, umbrellas

    store = _open(context).store
    found = read_umbrella(store, name, recipient=recipient, stage=stage, years=years, source=source, lang=lang)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **plain.plain(found)}))
    elif form == "csv":
        click.echo(plain.as_csv(umbrellas.umbrella_rows(found)), nl=False)
    else:
        click.echo(umbrellas.umbrella_text(found, lang), nl=False)
    if all(one.value is None for one in found.readings):
        context.exit(1)


@main.command()
@click.option("--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day asked about (default: today).")
@click.option("--channel", default="", help="Only this channel: FMS, DCS, EDA, S333.")
@_options(*PRINTING)
@click.pass_context
def thresholds(context: click.Context, day: datetime | None, channel: str, form: str, lang: str) -> None:
    """From what value on Congress is told of a transfer, and how long before, as of a day."""
    from cuaderno.products import plain, umbrellas
    from cuaderno.statements.programmes import find_programme
    from cuaderno.statements.thresholds import thresholds_on

    asked = (day or datetime.now()).date()  # noqa: DTZ005
    found = thresholds_on(asked, channel=find_programme(channel, lang).code if channel else "")
    if form == "json":
        listed = list(umbrellas.threshold_rows(found))
        click.echo(plain.as_json({"format": plain.FORMAT, "as_of": asked.isoformat(), "thresholds": listed}))
    elif form == "csv":
        click.echo(plain.as_csv(umbrellas.threshold_rows(found)), nl=False)
    else:
        click.echo(umbrellas.thresholds_text(found, asked, lang), nl=False)
    if not found:
        context.exit(1)


@main.command()
@click.argument("place")
@click.option("--type", "kind", default="", help="Only this type: a code such as MNNA, or its name.")
@click.option("--with", "partner", default="", help="Only with this partner.")
@click.option("--as-of", default="", help="What they are worth on this day (2015-01-01).")
@_options(*PRINTING)
@click.pass_context
def commitments(context: click.Context, place: str, kind: str, partner: str, as_of: str, form: str, lang: str) -> None:
    """List the commitments of PLACE: agreements, designations, memberships, missions, and what each is worth on a day."""
    from cuaderno.products import commitments as words
    from cuaderno.products import plain

    answer = _open(context).commitments(place, kind=kind, partner=partner, as_of=as_of, lang=lang)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **words.commitments_json(answer)}))
    elif form == "csv":
        click.echo(plain.as_csv(words.commitments_rows(answer)), nl=False)
    else:
        click.echo(words.commitments_text(answer, lang), nl=False)


@main.command()
@click.argument("place")
@click.option("--years", default="", help="Only these years, such as 2012-2020.")
@_options(*PRINTING)
@click.pass_context
def overlap(context: click.Context, place: str, years: str, form: str, lang: str) -> None:
    """Set side by side what two publishers say of one thing about PLACE, with how the two stand to each other and why."""
    from cuaderno.ledger.overlap import overlap as set_beside
    from cuaderno.products import overlaps, plain

    answer = set_beside(_open(context).store, place, years=years, lang=lang)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **overlaps.overlap_json(answer)}))
    elif form == "csv":
        click.echo(plain.as_csv(overlaps.overlap_rows(answer, lang)), nl=False)
    else:
        click.echo(overlaps.overlap_text(answer, lang), nl=False)
    if not answer.speaks:
        context.exit(1)


@main.command("build-edition")
@click.argument("files", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to build it (default: the bundled edition's place).",
)
@click.option("--everything", is_flag=True, help="Take in what may not be bundled too, for a ledger of your own (-o).")
def build_edition(files: Path, output: Path | None, everything: bool) -> None:
    """Build the bundled edition from a folder of the published files, found by their hashes."""
    from cuaderno.ledger.editions import build_edition as build
    from cuaderno.ledger.store import edition_directory
    from cuaderno.products.taking import timed

    if everything and output is None:
        raise click.UsageError("--everything needs -o: what may not be passed on has no place in the edition.")
    for line in timed(build(files, output or edition_directory(), everything=everything)):
        click.echo(line)
