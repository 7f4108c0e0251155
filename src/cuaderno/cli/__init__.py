"""The command line: each command a few lines that call a room below. Heavy rooms are entered only when a command needs them."""

from __future__ import annotations

from cuaderno.cli import corpus, exporting, figures, papers, relations, serving, upkeep
from cuaderno.cli.group import main

__all__ = ["corpus", "exporting", "figures", "main", "papers", "relations", "serving", "upkeep"]
