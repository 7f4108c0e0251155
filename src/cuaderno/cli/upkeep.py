"""Looking after the ledger: add, build-edition."""

from __future__ import annotations

from pathlib import Path

import click

from cuaderno.cli.group import language, main


@main.command()
@click.argument("source")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fetch", is_flag=True, help="Get the file from the publisher's address on the card.")
@click.option("--address", default="", help="Another address to get it from.")
@click.option("--as-of", default="", help="The day the file speaks for, where the file does not print it (2023-09-29).")
@language("Language of the report.")
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
