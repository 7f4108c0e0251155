"""The claims of a corpus: `scan`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cuaderno.cli.group import language, main
from cuaderno.errors import QuestionError, not_installed

if TYPE_CHECKING:
    from cuaderno.corpus.run import Engine


def _engine(name: str, master: str | None, jobs: int) -> Engine | None:
    """The engine asked for; None is this machine. Raises QuestionError for what does not go together."""
    if name == "local":
        if master:
            raise QuestionError("--master names a cluster of Spark. Add --engine spark, or leave it out.")
        return None
    if jobs:
        raise QuestionError(
            "--jobs is for the processes of this machine; on Spark the master gives the cores. Leave it out."
        )
    from cuaderno.corpus.spark import on_spark

    return on_spark(master)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Write to this folder.")
@click.option("--check", "checked", is_flag=True, help="Hold every claim against the ledger.")
@click.option(
    "--jobs",
    type=click.IntRange(0, 1024),
    default=0,
    help="How many processes work at once (default: one for each core).",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where the work is done: by processes of this machine, or on a cluster of Apache Spark.",
)
@click.option(
    "--master",
    metavar="URL",
    help="The cluster: spark://host:7077, yarn, k8s://… (default: what Spark itself is configured for).",
)
@click.option(
    "--field", "fields", multiple=True, help="Which field of a record is what: text=cuerpo, id, address, language, day."
)
@click.option("--ungated", is_flag=True, help="Read every document, rather than dismiss most on their bytes.")
@language("Language of the summary.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the summary.",
)
@click.pass_context
def scan(
    context: click.Context,
    paths: tuple[str, ...],
    output: Path,
    checked: bool,
    jobs: int,
    engine: str,
    master: str | None,
    fields: tuple[str, ...],
    ungated: bool,
    lang: str,
    form: str,
) -> None:
    """Find the claims in a corpus: PATHs are folders, globs and files, JSONL, Parquet, WARC, WET and documents in any mix.

    Interrupted, the same command goes on where it stopped (docs/corpus.md).
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise not_installed("Scanning a corpus", "corpus") from None
    from cuaderno.corpus.run import scan_corpus
    from cuaderno.corpus.telling import Meter, told

    meter = Meter(lang)
    try:
        summary = scan_corpus(
            paths,
            output,
            jobs=jobs,
            fields=fields,
            gated=not ungated,
            checked=checked,
            ledger=context.obj,
            progress=meter,
            engine=_engine(engine, master, jobs),
        )
    finally:
        meter.end()
    click.echo(json.dumps(summary, indent=2, ensure_ascii=False) if form == "json" else told(summary, output, lang))
