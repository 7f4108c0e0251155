"""What is written out: the brief of a place, and a document checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cuaderno.cli.group import a_day, language, main, open_ledger_of


@main.command()
@click.argument("place")
@click.option("--with", "partner", default="", help="What flows between the place and this partner, both ways.")
@click.option("--years", default="", help="Window of the tables, such as 2017-2020.")
@click.option("--as-of", default="", help="The day commitments are asked for (2015-01-01; default: the newest known).")
@language("Language of the brief.")
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
    made = make_brief(open_ledger_of(context), place, partner=partner, years=years, as_of=as_of)
    write_out(render(made, lang, chosen), output)


@main.command()
@click.argument("file")
@click.option(
    "--as-of",
    "day",
    callback=a_day,
    help="What was known and in force on this day (default: the document's own date, and the newest).",
)
@language("Language of the verdicts.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md", "json", "text", "annotations"]),
    help="Form (default: by the file's ending, else text); annotations: W3C Web Annotations.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--explain", is_flag=True, help="Tell of each claim which rules found it, and every way of computing it.")
@click.option("--draft-claimreview", "draft", is_flag=True, help="Write drafts of ClaimReview, for a person to sign.")
@click.option("--author", help="The person who will read, correct and sign the drafts.")
@click.pass_context
def check(
    context: click.Context,
    file: str,
    day: date | None,
    lang: str,
    form: str | None,
    output: Path | None,
    explain: bool,
    draft: bool,
    author: str | None,
) -> None:
    """Check FILE (a path, an address, or - for standard input): what it claims, and what the ledger can say of each claim."""
    from cuaderno.products.annotate.render import render
    from cuaderno.products.annotate.run import check_file
    from cuaderno.products.writing import CHECK_FORMS, form_of, write_out

    if draft != bool((author or "").strip()):
        raise click.UsageError("--draft-claimreview and --author NAME go together: a fact check is signed by a person.")
    if draft and form not in (None, "json"):
        raise click.UsageError("--draft-claimreview is JSON of its own: leave --format out.")
    chosen = form or ("json" if draft else form_of(output, CHECK_FORMS, "text"))
    done = check_file(file, lambda: open_ledger_of(context), day)
    write_out(render(done.check, done.proof, lang, chosen, explain=explain, author=author), output)
    if not done.answered:
        context.exit(1)
