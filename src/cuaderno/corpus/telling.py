"""What a scan tells a person: how far it is, and at the end what it found."""

from __future__ import annotations

import sys
import time
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TextIO

_GROUPS = ("verdict", "kind", "programme", "recipient", "site")
_SHOWN = 10


@cache
def said(lang: str) -> dict[str, str]:
    """The sentences of a language."""
    table: dict[str, str] = tomllib.loads((files("cuaderno.corpus") / "said.toml").read_text(encoding="utf-8"))[lang]
    return table


def told(summary: dict[str, Any], out: Path, lang: str) -> str:
    """A summary as text."""
    words = said(lang)
    counts = {name: f"{count:,}" for name, count in summary.items() if isinstance(count, int)}
    lines = [words["documents"].format(size=sizes(summary["bytes"]), **counts), words["claims"].format(**counts)]
    if reasons := summary["set_aside_by_reason"]:
        lines.append(
            words["set_aside"].format(reasons=", ".join(f"{name} {count:,}" for name, count in reasons.items()))
        )
    for group in _GROUPS:
        if rows := summary.get(group):
            lines += ["", *_table(words, group, rows[:_SHOWN])]
    return "\n".join([*lines, "", words["out"].format(out=out)])


def _table(words: dict[str, str], group: str, rows: list[dict[str, Any]]) -> list[str]:
    head = (words[group], words["claims_head"], words["distinct"])
    cells = [head, *((str(row[group]), f"{row['claims']:,}", f"{row['distinct']:,}") for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(3)]
    return [f"{one:<{widths[0]}}  {two:>{widths[1]}}  {three:>{widths[2]}}" for one, two, three in cells]


class Meter:
    """Shows how far a run is: on a terminal on one line every second, else a line every half minute."""

    def __init__(self, lang: str, stream: TextIO | None = None) -> None:
        self._words, self._stream = said(lang), stream or sys.stderr
        self._live = self._stream.isatty()
        self._began = self._shown = time.monotonic()
        self._before: int | None = None

    def __call__(self, done: int, total: int, claims: int) -> None:
        """Note bytes done, all bytes, and claims found so far; the first note is what an earlier run had done."""
        now = time.monotonic()
        if self._before is None:
            self._before = done
        if now - self._shown < (1 if self._live else 30):
            return
        self._shown = now
        line = self.line(done, total, claims, now - self._began)
        print(f"\r{line}\033[K" if self._live else line, end="" if self._live else "\n", file=self._stream, flush=True)

    def line(self, done: int, total: int, claims: int, seconds: float) -> str:
        """The line shown after so many seconds."""
        rate = max(done - (self._before or 0), 1) / max(seconds, 0.001)
        left = round((total - done) / rate)
        return self._words["progress"].format(
            share=f"{done / max(total, 1):.0%}", done=sizes(done), total=sizes(total), rate=sizes(round(rate)), claims=f"{claims:,}",
            left=f"{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d}",
        )  # fmt: skip

    def end(self) -> None:
        """Clear the line."""
        if self._live:
            print("\r\033[K", end="", file=self._stream, flush=True)


def sizes(count: int) -> str:
    """Bytes as a person says them.

    >>> sizes(1_530_000_000), sizes(2_000)
    ('1.5 GB', '2 kB')
    """
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB" if size < 1000 else f"{size / 1000:.1f} TB"
