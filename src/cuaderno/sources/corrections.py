"""Named repairs of a publisher's faults, each with its reason and with the value it expects to find.

A correction stands in `corrections.toml` of the source's folder. It names a row by its published columns, says what the
file is expected to say there and what it should be read as. Where the row is found but no longer says what was
expected, the publisher has changed it and the intake stops, so that a repair never outlives its fault.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cuaderno.errors import SourceError
from cuaderno.reading.table import literal, quoted
from cuaderno.sources.card import folder

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Correction:
    """One repair: rows where `where` holds, whose `column` reads `expect`, are read as `read_as`."""

    name: str
    layout: str
    where: dict[str, str]
    column: str
    expect: str
    read_as: str
    reason: str
    since: str
    reason_es: str = ""

    def why(self, lang: str = "en") -> str:
        """The reason in English or Spanish; in English where nobody has said it in Spanish."""
        return (self.reason_es if lang == "es" else "") or self.reason


def load_corrections(source: str, layout: str) -> tuple[Correction, ...]:
    """The corrections of a source for one layout; none if it has no corrections file."""
    entry = folder(source) / "corrections.toml"
    if not entry.is_file():
        return ()
    table = tomllib.loads(entry.read_text(encoding="utf-8"))
    return tuple(Correction(**one) for one in table["corrections"] if one["layout"] == layout)


def corrected_relation(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    columns: tuple[str, ...],
    corrections: tuple[Correction, ...],
) -> tuple[str, tuple[str, ...]]:
    """`relation` with the corrections applied, and the names of those that applied.

    Where one applied, a column `corrected` says which rows it touched. Raises SourceError.
    """
    applied: list[str] = []
    for correction in corrections:
        match = " AND ".join(f"{quoted(name)} = {literal(value)}" for name, value in correction.where.items())
        found = connection.execute(
            f"SELECT DISTINCT {quoted(correction.column)} FROM {relation} WHERE {match}"
        ).fetchall()
        if not found:
            continue
        if found != [(correction.expect,)]:
            raise SourceError(
                f"The correction '{correction.name}' expects {correction.column} to read '{correction.expect}', and the "
                f"file now reads '{found[0][0]}'. The publisher has changed it: remove or renew the correction."
            )
        replaced = f"CASE WHEN {match} THEN {literal(correction.read_as)} ELSE {quoted(correction.column)} END"
        others = ", ".join(quoted(name) for name in columns if name != correction.column)
        touched = f"({match})" + (" OR corrected" if applied else "")
        relation = (
            f"(SELECT {others}, {replaced} AS {quoted(correction.column)}, coalesce({touched}, false) AS corrected "
            f"FROM {relation})"
        )
        applied.append(correction.name)
    return relation, tuple(applied)
