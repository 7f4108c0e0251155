"""The brief as data. Every rendering (HTML, Markdown, PDF, JSON) shows this one object, so they cannot disagree.

Words of a language appear here only where a source or a table of the vocabulary gives them, in both languages; all other
words are the renderers'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuaderno.products.bonds import RelationsView
    from cuaderno.products.mirrored import MirrorView

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A text in English and Spanish."""

    en: str
    es: str

    def in_(self, lang: str) -> str:
        """The text in a language."""
        return self.es if lang == "es" else self.en


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A provider or recipient."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class SnapshotRef:
    """A published file: publisher, file, hash, and the day it speaks for ("" if nobody knows, with the evidence)."""

    snapshot: str
    sha256: str
    source: str
    title: Words
    publisher: str
    file: str
    size: int
    address: str
    homepage: str
    as_of: str
    evidence: str
    retrieved: str
    licence: str
    sheet: str


@dataclass(slots=True, unsafe_hash=True)
class Said:
    """A statement behind a figure: `cell` is its locator's short form (H65000; row 12, column 8), `value` what it says."""

    number: int
    citation: str
    snapshot: str
    locator: str
    cell: str
    label: str
    stage: str
    period: str
    value: Decimal | None
    blank: str
    unit: str


@dataclass(slots=True, unsafe_hash=True)
class Fig:
    """One figure of the brief, or a blank with its reason.

    `id` is unique in the brief. `statements` are numbers into `Brief.statements`, ascending; `count` says how many there
    are in all (more only on ledgers where one figure adds very many rows; `ask` is the command that lists them). `unit`
    is USD, USD@2020 … or `percent`. None is ever changed; to make one that cannot be takes four times as long. `computed` names the arithmetic where the figure is not a plain sum:
    difference, share, change.
    """

    id: str
    value: Decimal | None
    unit: str
    stage: str
    period: str
    blank: str = ""
    maturity: str = ""
    count: int = 0
    statements: tuple[int, ...] = ()
    computed: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A lead figure. `kind` says which sentence it stands in: see `HEADLINES`; `other` is a second figure of the sentence."""

    kind: str
    figure: Fig
    other: Fig | None = None
    programme: str = ""
    universe: str = ""


HEADLINES = ("all_since", "military_latest", "security_latest", "largest_programme", "peak_year")


@dataclass(frozen=True, slots=True)
class StageRow:
    """One period; `cells` stand in the order of the table's stages."""

    period: str
    cells: tuple[Fig, ...]


@dataclass(frozen=True, slots=True)
class StageTable:
    """Years by stage, side by side, never added across. `sources` names, stage by stage, who says it."""

    programme: str
    name: Words
    meaning: Words
    authority: str
    unverified: tuple[str, ...]
    stages: tuple[str, ...]
    sources: tuple[str, ...]
    rows: tuple[StageRow, ...]
    totals: tuple[Fig, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account that is no programme of the catalogue, with its sum over the window."""

    account: str
    agency: str
    category: str
    figure: Fig


@dataclass(frozen=True, slots=True)
class LongRow:
    """One period of the long view: military and all, current and constant."""

    period: str
    military: Fig
    military_constant: Fig
    all: Fig
    all_constant: Fig


@dataclass(frozen=True, slots=True)
class LongView:
    """Obligations since the series begins. `base` is the base year of the publisher's constant dollars."""

    source: str
    stage: str
    base: int
    rows: tuple[LongRow, ...]
    military_total: Fig
    all_total: Fig
    military_constant_total: Fig
    all_constant_total: Fig


@dataclass(frozen=True, slots=True)
class UniverseRow:
    """One universe's total over the window, or why there is none (`figure.value` is None and `reason` says it)."""

    code: str
    name: Words
    sentence: Words
    figure: Fig | None
    reason: Words


@dataclass(frozen=True, slots=True)
class Universes:
    """D1 … D6 over one window, from one source at one stage."""

    window: str
    source: str
    stage: str
    rows: tuple[UniverseRow, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What a publisher changed: `kind` is added, changed or withdrawn; `old` or `new` is None accordingly."""

    kind: str
    stage: str
    period: str
    old: Fig | None
    new: Fig | None
    change: Fig | None


@dataclass(frozen=True, slots=True)
class Revisions:
    """Two snapshots of one series compared; `rows` are the largest, the counts are of all."""

    source: str
    old: str
    new: str
    added: int
    changed: int
    withdrawn: int
    unchanged: int
    rows: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sources on one thing, side by side. `reason` is a code of `REASONS`."""

    programme: str
    period: str
    left_source: str
    left: Fig
    right_source: str
    right: Fig
    difference: Fig
    reason: str


REASONS = ("different_stage", "same_stage_other_publication", "equal")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one series covers at one stage, and how far it is complete."""

    source: str
    title: Words
    stage: str
    grain: str
    first: str
    last: str
    as_of: str
    complete_through: str
    provisional: tuple[str, ...]
    known_errors: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeRef:
    """A programme by code and name."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class StageNote:
    """What a stage means in plain words."""

    code: str
    name: Words
    plain: Words


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row is about, in one respect. `kind` is one of `MARKS`, `code` the code, or the source's own words.

    period: a period's code. place, programme: a code, with its name. quoted: words of the source. word: a phrase's key of the
    renderers. flags: flags of a statement, joined by "|". none: nothing.
    """

    kind: str
    code: str
    name: Words | None = None


MARKS = ("period", "place", "programme", "quoted", "word", "stage", "flags", "none")


@dataclass(frozen=True, slots=True)
class MatterColumn:
    """A column of figures: its head is a phrase of the renderers (or the period, where it has one), `source` says who says it."""

    head: str
    unit: str
    source: str
    period: str = ""
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """What the row is about, and a figure or nothing in every column."""

    marks: tuple[Mark, ...]
    cells: tuple[Fig | None, ...]


@dataclass(frozen=True, slots=True)
class MatterTable:
    """Rows under heads; `name` says what the table shows, `heads` name the marks. Columns of different units stand side by side and are never added.

    `totals` is empty where the rows have no sum. `more` says how many rows there are beside those shown; of a ranking, `rest` names
    those that have less than every row shown, though something.
    """

    name: str
    heads: tuple[str, ...]
    columns: tuple[MatterColumn, ...]
    rows: tuple[MatterRow, ...]
    totals: tuple[Fig | None, ...] = ()
    more: int = 0
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence with its figures; `kind` says which phrase, `names` what else stands in it."""

    kind: str
    figures: tuple[Fig, ...] = ()
    period: str = ""
    names: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """A part of the brief beside budget money: sentences, tables, and what must be kept in mind (`remarks`, phrases by key)."""

    id: str
    leads: tuple[Lead, ...]
    tables: tuple[MatterTable, ...]
    remarks: tuple[str, ...] = ()


MATTERS = ("given", "arms", "training", "people", "mines", "spending", "partners", "returned", "texts")
"""The parts in their order; `returned` is what the place provides to the partner of a relationship brief."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the ledger says of one place, every figure with its statements.

    `provider` is whose budget money the tables show. `partner` is set where the brief is of a relationship: `provider` is then the
    partner. `matters` are the parts beside budget money, `relations` what binds the place on a day, `mirror` what two publishers say
    of one thing.
    """

    format: int
    place: PlaceRef
    provider: PlaceRef
    window: str
    newest: str
    headlines: tuple[Headline, ...]
    programmes: tuple[StageTable, ...]
    accounts: tuple[AccountRow, ...]
    all_assistance: StageTable | None
    long_view: LongView | None
    universes: Universes | None
    revisions: Revisions | None
    comparisons: tuple[Comparison, ...]
    coverage: tuple[Coverage, ...]
    empty_programmes: tuple[ProgrammeRef, ...]
    notes: tuple[StageNote, ...]
    snapshots: tuple[SnapshotRef, ...]
    statements: Sequence[Said]
    partner: PlaceRef | None = None
    matters: tuple[Matter, ...] = ()
    relations: RelationsView | None = None
    mirror: MirrorView | None = None
