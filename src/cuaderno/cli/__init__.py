"""The command line: each command a few lines that call a room below. Heavy rooms are entered only when a command needs them."""

from __future__ import annotations

from cuaderno.cli import figures, papers, relations, serving, upkeep
from cuaderno.cli.group import main

__all__ = ["figures", "main", "papers", "relations", "serving", "upkeep"]
