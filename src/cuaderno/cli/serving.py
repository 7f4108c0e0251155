"""Serving the ledger to browsers and programs: serve."""

from __future__ import annotations

import click

from cuaderno.cli.group import main, open_ledger_of


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 lets everybody in.")
@click.option("--no-check", is_flag=True, help="Check no documents.")
@click.option("--fetch-urls", is_flag=True, help="Let readers name a public address whose document is got and checked.")
@click.pass_context
def serve(context: click.Context, port: int, host: str, no_check: bool, fetch_urls: bool) -> None:
    """Serve the explorer and the REST API (docs/api.md) until Ctrl-C, to this machine alone unless --host says otherwise."""
    from cuaderno.ledger.ledger import Ledger, open_ledger
    from cuaderno.web.serving import serve as run
    from cuaderno.web.settings import Settings

    def opened() -> Ledger:
        open_ledger_of(context)  # refuses a folder without a ledger
        return open_ledger(context.obj)

    settings = Settings(directory=context.obj, checks=not no_check, fetches=fetch_urls)
    run(
        opened,
        settings,
        host=host,
        port=port,
        say=lambda address: click.echo(f"Cuaderno is served at {address} (Ctrl-C stops it)."),
    )
