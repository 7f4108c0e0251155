"""Writing the explorer out as files: export."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

import click

from cuaderno.cli.group import main, open_ledger_of
from cuaderno.errors import CuadernoError, QuestionError

FORMS = ("site",)


@main.command()
@click.option("--to", "form", required=True, metavar="FORM", help="What is written: site, the explorer as files.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--lang", type=click.Choice(["en", "es"]), help="Write this language alone.")
@click.option(
    "--place", "places", multiple=True, help="Write the pages of this place alone; may be given several times."
)
@click.option("--force", is_flag=True, help="Replace an earlier export in that folder.")
@click.option("--processes", type=click.IntRange(0, 64), default=0, help="So many at once (default: one a processor).")
@click.pass_context
def export(
    context: click.Context,
    form: str,
    output: Path,
    lang: str | None,
    places: tuple[str, ...],
    force: bool,
    processes: int,
) -> None:
    """Write the whole explorer into a folder that any web space can serve, and that also works opened from disk."""
    if form not in FORMS:
        raise QuestionError(
            f"'{form}' is nothing that can be exported. There is {', '.join(FORMS)}: --to site writes the explorer as files."
        )
    try:
        from cuaderno.web.export import export_site, refuse_occupied
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("fastapi", "starlette"):
            raise
        raise CuadernoError("The explorer needs libraries more. Install them: pip install 'cuaderno[web]'") from None
    refuse_occupied(output, force=force)
    open_ledger_of(context)  # refuses a folder without a ledger
    seen = sys.stderr.isatty()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what ends it, too, leaves nothing half-written

    def say(done: int, whole: int) -> None:
        if seen:
            click.echo(f"\r{done} of {whole} pages", nl=False, err=True)

    made = export_site(
        context.obj, output, langs=(lang,) if lang else ("en", "es"), places=places, force=force, processes=processes, say=say
    )  # fmt: skip
    if seen:
        click.echo("\r", nl=False, err=True)
    click.echo(
        f"{made.pages:,} pages in {made.files:,} files ({made.size / 1e6:,.0f} MB) of ledger edition {made.edition} are written to "
        f"{made.directory}. Open {made.directory / 'index.html'}, or copy the folder to any web space."
    )
