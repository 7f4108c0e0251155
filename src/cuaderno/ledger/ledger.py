"""The ledger as a Python object: the same questions as on the command line, typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cuaderno.ledger import cite as _cite
from cuaderno.ledger import commitments as _commitments
from cuaderno.ledger import history as _history
from cuaderno.ledger import rows as _rows
from cuaderno.ledger import totals as _totals
from cuaderno.ledger.answer import Total
from cuaderno.ledger.manifest import SourceInfo
from cuaderno.ledger.question import ask
from cuaderno.ledger.store import Store, edition_directory, user_directory
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.periods import Window
from cuaderno.statements.statement import Statement, parse_citation

Names = str | Iterable[str]

FEW = 32
"""So many questions are answered sooner by reading the files than by holding them in memory first."""


class Ledger:
    """An open ledger.

    >>> ledger = open_ledger()
    >>> answer = ledger.total(recipient="Colombia", programme="FMF", stage="obligated", years="FY2017-FY2020")
    >>> answer.value, answer.unit, answer.partial
    (Decimal('216151787.00'), 'USD', False)
    >>> first = answer.figures[0]
    >>> first.group, first.value
    ('FY2017', Decimal('38525000.00'))
    >>> ledger.cite(first.cites[0]).statement.locator
    '#sheet=Economic%20and%20Military%20Aid&cell=H66169'
    """

    def __init__(self, store: Store, *, few: int = 0) -> None:
        """Of a ledger's store. The first `few` questions for totals, rows and citations read its files, and leave memory alone."""
        self.store = store
        self._few = few

    def _asked(self) -> Store:
        """The store that a question is put to."""
        if self._few == 0 or not self.store.warm:
            return self.store
        self._few -= 1
        return self.store.unheld

    def total(
        self,
        *,
        recipient: Names = (),
        programme: Names = (),
        stage: Names = (),
        years: str | Window | None = None,
        by: str = "year",
        provider: str = "",
        universe: str = "",
        source: str = "",
        snapshot: str = "",
        prices: str = "current",
        known_on: str = "",
        account: str = "",
        agency: str = "",
        category: str = "",
        unit: str = "",
        lang: str = "en",
    ) -> Total:
        """The sum of what was asked for, with its parts, blanks, citations, and the other sources beside it.

        Names are places, programmes and stages in English or Spanish, or their codes; `years` a window such as
        FY2017-FY2020; `by` year, programme, source, recipient, provider, account, agency, category, sector or executor, or one of these and year
        (programme,year); `prices` current, constant or constant:2020; `known_on` a day: only what was published by then
        answers; `account` an account's name or its four digits, `agency` and `category` as the source writes them; `unit` what is
        counted in, where a source counts in several.

        Raises CannotAdd, UnknownName, QuestionError, NoAnswer.
        """
        question = ask(
            recipient=recipient, programme=programme, stage=stage, years=years, by=by, provider=provider, universe=universe,
            source=source, snapshot=snapshot, prices=prices, known_on=known_on, account=account, agency=agency,
            category=category, unit=unit, lang=lang,
        )  # fmt: skip
        return _totals.total(self._asked(), question, lang)

    def rows(
        self,
        *,
        recipient: Names = (),
        programme: Names = (),
        stage: Names = (),
        years: str | Window | None = None,
        provider: str = "",
        universe: str = "",
        source: str = "",
        snapshot: str = "",
        prices: str = "current",
        known_on: str = "",
        account: str = "",
        agency: str = "",
        category: str = "",
        unit: str = "",
        text: str = "",
        limit: int | None = None,
        lang: str = "en",
    ) -> Iterator[Statement]:
        """The statements themselves. `text` finds words in the source's own wording of a line."""
        question = ask(
            recipient=recipient, programme=programme, stage=stage, years=years, provider=provider, universe=universe,
            source=source, snapshot=snapshot, prices=prices, known_on=known_on, account=account, agency=agency,
            category=category, unit=unit, text=text, lang=lang,
        )  # fmt: skip
        return _rows.rows(self._asked(), question, limit=limit)

    def cite(self, citation: str, *, file: Path | str | None = None) -> _cite.Citation:
        """The statement behind a citation, its snapshot and cell; reopened in `file`, or where the file was taken in."""
        return _cite.cite(self._asked(), citation, file=Path(file) if file else None)

    def commitments(
        self, place: str, *, kind: str = "", partner: str = "", as_of: str = "", lang: str = "en"
    ) -> _commitments.Commitments:
        """The commitments of a place by type, and what each is worth on a day.

        `kind` is a type's code or name (MNNA), or several with commas; `partner` the other side; `as_of` a day, without which the
        newest day the tables speak for is taken. Visits are events and answer only where their type is named.

        Raises UnknownName, QuestionError, NoAnswer.
        """
        return _commitments.commitments(self.store, place, kind=kind, partner=partner, as_of=as_of, lang=lang)

    def cite_relation(self, citation: str) -> _commitments.RelationCitation | None:
        """The relation behind a citation, with its dated stages; None where it cites no relation."""
        return _commitments.cite_relation(self.store, *parse_citation(citation))

    def cells(self, citations: Iterable[str]) -> dict[str, str]:
        """The locator of each citation's cell."""
        return _cite.cells(self._asked(), tuple(citations))

    def history(
        self,
        source: str,
        *,
        old: str = "",
        new: str = "",
        recipient: Names = (),
        programme: Names = (),
        stage: Names = (),
        years: str | Window | None = None,
        lang: str = "en",
    ) -> list[_history.History]:
        """What the publisher changed between two snapshots: the two named, or the newest two of every series."""
        question = ask(recipient=recipient, programme=programme, stage=stage, years=years, source=source, lang=lang)
        return [_history.history(self.store, *pair, question) for pair in _history.pairs(self.store, source, old, new)]

    @property
    def sources(self) -> tuple[SourceInfo, ...]:
        """What the ledger keeps of each source's card."""
        return tuple(self.store.manifest.sources.values())

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """Every snapshot held, with its row accounting and coverage."""
        return self.store.manifest.snapshots

    def snapshots_of(self, source: str = "") -> tuple[Snapshot, ...]:
        """The snapshots of one source, or of all. Raises UnknownName for a source of which nothing is held."""
        _rows.refuse_unknown_source(self.store, source)
        return tuple(one for one in self.snapshots if source in ("", one.source))


def open_ledger(directory: Path | str | None = None, *, warm: bool = True) -> Ledger:
    """Open the bundled edition together with the user's own ledger.

    `directory` is the user's ledger (default: the platform's data directory, or `CUADERNO_LEDGER`). `warm` holds the sums in
    memory once a few questions were asked, for many more; without it every question reads the files. Raises LedgerError where nothing is held.
    """
    return Ledger(Store([edition_directory(), Path(directory) if directory else user_directory()], warm=warm), few=FEW)
