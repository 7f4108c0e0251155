"""Tables of Markdown."""

from __future__ import annotations


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table whose first column is words and whose others are figures."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
