"""What stands behind the figures of a check: the published files, and the cell of every citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cuaderno.checking.checked import Check
from cuaderno.sources.snapshot import SHORT

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Published:
    """A published file that a figure of the check stands in. `title` is by language, `letter` what the page calls it."""

    letter: str
    snapshot: str
    sha256: str
    source: str
    title: Mapping[str, str]
    publisher: str
    file: str
    as_of: str
    evidence: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The files by snapshot, in the order in which the check meets them; the locator of every cell by its citation.

    `titles` are those of the sources that the check was held against, by name and language.
    """

    files: Mapping[str, Published] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def title(self, source: str, lang: str) -> str:
        """What a source is called; its name where nobody says."""
        return self.titles.get(source, {}).get(lang, source)


def figure_cites(check: Check) -> Iterator[str]:
    """The citation of every figure of the check, in the order of claims, definitions and years; some several times."""
    for one in check.claims:
        for definition in one.verdict.definitions:
            yield from definition.cites


def all_cites(check: Check) -> Iterator[str]:
    """Every citation of the check, those of dated stages too."""
    for one in check.claims:
        for definition in one.verdict.definitions:
            yield from definition.cites
        yield from (evidence.cite for evidence in one.verdict.evidence if evidence.cite)


def letter(position: int) -> str:
    """What the file at a position is called: A, B … Z, AA, AB …"""
    tens, ones = divmod(position, len(_CAPITALS))
    return (letter(tens - 1) if tens else "") + _CAPITALS[ones]


def gather(check: Check, ledger: Ledger) -> Proof:
    """The files and cells behind a check, looked up in the ledger; a citation that it does not hold is left without a cell."""
    manifest = ledger.store.manifest
    held = {one.snapshot: one for one in manifest.snapshots}
    wanted = dict.fromkeys(cite.partition("@")[2][:SHORT] for cite in all_cites(check))
    files = {}
    for position, name in enumerate(name for name in wanted if name in held):
        one = held[name]
        card = manifest.sources[one.source]
        files[name] = Published(
            letter=letter(position),
            snapshot=name,
            sha256=one.sha256,
            source=one.source,
            title=card.title,
            publisher=card.publisher,
            file=one.file,
            as_of=one.as_of,
            evidence=one.evidence,
            address=one.address or card.homepage,
            licence=card.licence,
        )
    cites = tuple(dict.fromkeys(figure_cites(check)))
    titles = {name: manifest.sources[name].title for name in check.sources if name in manifest.sources}
    return Proof(files, ledger.cells(cites) if cites else {}, titles)
