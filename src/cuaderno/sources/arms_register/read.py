"""The trade register as SIPRI's site exports it, in either layout, as one table of texts with the place of each figure.

Three things keep the engine from reading it: the columns that hold a question mark have no name, some records are broken
over two lines, and the lines above the header are prose with commas of its own. A record that is shorter than the header is
joined to the line after it if the two together are as wide as the header; this repair is named JOINED and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cuaderno.errors import ReadingError
from cuaderno.reading.table import Table
from cuaderno.reading.text import read_text
from cuaderno.statements.locator import CharSpan

JOINED = "record-joined"
PART = "part-of-register"
PLACED = {
    *("Number ordered", "Number delivered", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons"),
    *("Numbers delivered", "TIV delivery values"),
}
"""Columns of figures; beside each stands where in the file its text is."""

_HEADER = {"Recipient", "Supplier"}
_FIELD = re.compile(r'("(?:[^"]|"")*"(?=[,\n]|\Z)|[^,\n]*)(,|\n|\Z)')
_GENERATED = re.compile(r"Data generated: (\d{1,2} [A-Z][a-z]{2} \d{4})")
_WHOLE = re.compile(r"from All countries +to All countries\b.*year range 'Not specified' to 'Not specified'")
_MARKS = {"?", ""}
_ANSWERS = {"Yes", "No", ""}
_RTF = "{\\rtf"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: its text, and where the text stands, in characters from the start of the file."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the text ends."""
        return self.start + len(self.text)


def read(path: Path, _layout: str) -> Table:
    """The register's columns under their printed names, those without a name as "NAME ?" after the column they doubt.

    Beside each column of figures stands "at NAME", its place (`#char=FROM,TO`). `repaired` says JOINED where a record was broken
    over two lines, `selection` PART where not the whole register was asked for. The columns tell which layout it is.
    Raises ReadingError: no register, or damaged.
    """
    text = read_text(path)
    records = _records(text)
    names, above = _header(text, records, path)
    placed = [at for at, name in enumerate(names) if name in PLACED]
    rows = (
        [
            *(field.text for field in fields),
            *(_place(fields[at]) for at in placed),
            JOINED if joined else "",
            "" if _WHOLE.search(above) else PART,
        ]
        for fields, joined in _whole(records, names, text, path)
    )
    columns = (*names, *(f"at {names[at]}" for at in placed), "repaired", "selection")
    return Table(columns, list(rows), _generated(above))


def _records(text: str) -> Iterator[list[Field]]:
    """The records of the text, blank lines left out. A field in quotation marks may hold commas and line breaks (RFC 4180)."""
    fields: list[Field] = []
    for found in _FIELD.finditer(text):
        fields.append(_field(found[1], found.start()))
        if found[2] != ",":
            if len(fields) > 1 or fields[0].text:
                yield fields
            fields = []


def _field(raw: str, start: int) -> Field:
    if raw[:1] == '"' and raw[-1:] == '"' and len(raw) > 1:
        raw, start = raw[1:-1], start + 1
    bare = raw.strip()
    return Field(bare, start + raw.index(bare) if bare else start)


def _header(text: str, records: Iterator[list[Field]], path: Path) -> tuple[tuple[str, ...], str]:
    """The column names, and the lines above them."""
    for fields in records:
        names = [field.text for field in fields]
        if set(names) >= _HEADER:
            named = [name or f"{names[at - 1] if at else ''} ?" for at, name in enumerate(names)]
            return tuple(named), text[: fields[0].start]
    how = (
        "it is the register in rich text; ask for it as CSV"
        if text.startswith(_RTF)
        else "no line of it names the columns Supplier and Recipient"
    )
    raise ReadingError(
        f"{path.name} is not the trade register that SIPRI's site gives as CSV: {how}. Nothing has been taken in."
    )


def _whole(
    records: Iterator[list[Field]], names: tuple[str, ...], text: str, path: Path
) -> Iterator[tuple[list[Field], bool]]:
    """Records as wide as the header, each with whether it was put together from several lines."""
    waiting: list[Field] = []
    for following in records:
        fields = [*waiting[:-1], _joined(waiting[-1], following[0]), *following[1:]] if waiting else following
        if len(fields) > len(names):
            raise _damaged(
                path, text, (waiting or fields)[0], f"has {len(fields)} fields where the header has {len(names)}"
            )
        if len(fields) < len(names):
            waiting = fields
            continue
        _refuse_shifted(fields, names, text, path)
        yield fields, bool(waiting)
        waiting = []
    if waiting:
        raise _damaged(
            path, text, waiting[0], f"ends after {len(waiting)} of {len(names)} fields, and so does the file"
        )


def _joined(first: Field, second: Field) -> Field:
    """A field that a line break runs through. No figure is ever made of two halves: it would be no number."""
    return Field(f"{first.text} {second.text}".strip(), first.start)


def _refuse_shifted(fields: list[Field], names: tuple[str, ...], text: str, path: Path) -> None:
    """A mark or an answer that is none shows that the record's fields stand under other columns than their own."""
    for field, name in zip(fields, names, strict=True):
        known = (
            _MARKS if name.endswith(" ?") else _ANSWERS if name.endswith(("is estimate", "Local production")) else None
        )
        if known is not None and field.text not in known:
            raise _damaged(path, text, field, f"says '{field.text[:40]}' in column '{name}', where it may not stand")


def _damaged(path: Path, text: str, field: Field, words: str) -> ReadingError:
    line = text.count("\n", 0, field.start) + 1
    return ReadingError(
        f"{path.name}: the record in line {line} {words}. The file is cut short or damaged; download it again, and nothing has "
        "been taken in."
    )


def _place(field: Field) -> str:
    return str(CharSpan(field.start, field.end)) if field.text else ""


def _generated(above: str) -> date | None:
    """The day on which the site made the file, which it prints above the header."""
    found = _GENERATED.search(above)
    return datetime.strptime(found[1], "%d %b %Y").date() if found else None  # noqa: DTZ007
