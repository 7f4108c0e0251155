"""The command itself: what every command shares, and how errors become one paragraph and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuaderno import __version__
from cuaderno.errors import CuadernoError, LedgerError, QuestionError

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

FORMATS = click.Choice(["text", "json", "csv"])
LANGUAGES = click.Choice(["en", "es"])
SPOKEN = "cuaderno.lang"
"""Where a command's context keeps the language that it is asked in, for its errors."""
INTERRUPTED, BROKEN_PIPE = 130, 141
"""The exit codes that shells know for SIGINT and SIGPIPE."""
ENGINE_INTERRUPTED = "Query interrupted"
"""What the engine raises as a bare RuntimeError where Ctrl-C meets a running query."""


def a_day(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """The day an option names, written as 2015-01-01; what is none is refused in words."""
    from cuaderno.statements.standing import as_of_day

    try:
        return None if text is None else as_of_day(text)
    except QuestionError as error:
        raise click.BadParameter(str(error), context, parameter) from None


class Commands(click.Group):
    """Turns every error a user can meet into one paragraph on stderr and an exit code; a broken pipe and Ctrl-C end quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; before Click sees these errors, for it calls an interruption and a broken pipe an exit of 1."""
        try:
            return super().invoke(ctx)
        except CuadernoError as error:
            click.echo(f"Error: {error.told(ctx.meta.get(SPOKEN, 'en'))}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except RuntimeError as error:
            if str(error) != ENGINE_INTERRUPTED:
                raise
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


def open_ledger_of(context: click.Context) -> Ledger:
    """The ledger that was asked for. Raises LedgerError where --ledger names a folder that holds none."""
    from cuaderno.ledger.ledger import open_ledger

    if context.obj is not None and not (context.obj / "manifest.json").is_file():
        raise LedgerError(
            f"There is no ledger in {context.obj}. Check --ledger, or leave it out to ask the bundled edition and your own; "
            "`cuaderno --ledger DIR add SOURCE FILE` makes one."
        )
    return open_ledger(context.obj, warm=False)


def options(*chosen: Callable[..., Any]) -> Callable[..., Any]:
    """Several options as one decorator, in the order given."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(chosen):
            command = option(command)
        return command

    return decorate


def language(about: str) -> Callable[..., Any]:
    """The option of the language, in which the errors are told too; `about` is its help."""

    def kept(context: click.Context, _: click.Parameter, value: str) -> str:
        context.meta[SPOKEN] = value
        return value

    return click.option(
        "--lang", type=LANGUAGES, default="en", show_default=True, callback=kept, is_eager=True, help=about
    )


PRINTING = (
    click.option(
        "--format", "form", type=FORMATS, default="text", show_default=True, help="How the answer is printed."
    ),
    language("Language of the answer."),
)
