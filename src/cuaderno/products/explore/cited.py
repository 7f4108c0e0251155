"""Figures out of the ledger's answers, each with its statements, and the page that shows them with their files and cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from cuaderno.products.about import faults, snapshots
from cuaderno.products.compose import COMMAND, template_words
from cuaderno.products.notes import files, notes
from cuaderno.products.page import Page, Section, Span, Spans
from cuaderno.products.shapes import Fig, SnapshotRef
from cuaderno.products.stated import Cited, Statements
from cuaderno.products.words import say
from cuaderno.statements.statement import CONSTANT_BIT, citation, parse_citation

if TYPE_CHECKING:
    from cuaderno.ledger.answer import Figure, Total
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.asked import Asked
    from cuaderno.statements.statement import Statement


class Citing:
    """Makes the figures of one page. Statements are numbered when a figure first cites them.

    `about` is the code of the place that most of them are about, "" of none; it only makes the search for their cells quicker.
    Where figures of another make stand on the same page, `prefix` tells the names of these apart, and `before` are the statements
    that those number.
    """

    def __init__(self, ledger: Ledger, about: str = "", *, prefix: str = "f", before: Cited = ()) -> None:
        self.ledger = ledger
        self.figures: list[Fig] = []
        self._about = about
        self._prefix = prefix
        self._numbers: dict[tuple[int, str, bool], int] = {one: number for number, one in enumerate(before, 1)}

    def figure(self, one: Figure, total: Total, asked: Asked, *, period: str = "") -> Fig:
        """A figure of an answer. `period` is its year or window, without which it is the figure's own, or else its group."""
        ask = asked.listing() if one.count > len(one.cites) else ""
        return self._kept(
            one.value, one.unit, total.stage, period or one.period or one.group, one.blank, one.maturity, one.count,
            self._cite(one.cites), "", ask,
        )  # fmt: skip

    def total(self, total: Total, asked: Asked) -> Fig:
        """The sum of an answer, over the years its source covers."""
        parts = [one for one in total.figures if one.value is not None]
        numbers = sorted({number for one in parts for number in self._cite(one.cites)})
        blank = (
            ""
            if total.value is not None
            else next((one.blank for one in total.figures if one.blank), "not_collected_here")
        )
        covered = total.answered.covered
        period = (f"{covered[0]}-{covered[-1]}" if len(covered) > 1 else covered[0]) if covered else total.window
        ask = asked.listing() if total.count > len(numbers) else ""
        return self._kept(
            total.value, total.unit, total.stage, period, blank, total.maturity, total.count, numbers, "", ask
        )

    def said(self, one: Statement) -> Fig:
        """What one statement says."""
        cited = self._cite([citation(one.key, one.snapshot)])
        return self._kept(one.value, one.unit, one.stage, one.period, one.blank or "", "", 1, cited, "", "")

    def stated(self, value: Decimal | None, unit: str, stage: str, period: str, key: str) -> Fig:
        """A figure that the statement of one citation (`key`) says, of whatever snapshot; nil where it says no amount."""
        blank = "zero_reported" if value is None else ""
        return self._kept(value, unit, stage, period, blank, "", 1, self._cite((key,)), "", "")

    def derived(self, computed: str, value: Decimal, unit: str, parts: Sequence[Fig]) -> Fig:
        """A figure computed from others (`difference`, `share`, `change`, `sum`); it stands on all their statements."""
        numbers = sorted({number for part in parts for number in part.statements})
        count = sum(part.count for part in parts)
        return self._kept(
            value, unit, parts[-1].stage, parts[-1].period, "", min(part.maturity for part in parts), count, numbers, computed, ""
        )  # fmt: skip

    def blank(self, reason: str, unit: str, stage: str, period: str) -> Fig:
        """A figure that there is none of, with the reason (a code of `gaps.BLANKS`)."""
        return self._kept(None, unit, stage, period, reason, "", 0, (), "", "")

    def _kept(
        self, value: Decimal | None, unit: str, stage: str, period: str, blank: str, maturity: str, count: int,
        numbers: Iterable[int], computed: str, ask: str,
    ) -> Fig:  # fmt: skip
        made = Fig(
            f"{self._prefix}{len(self.figures) + 1}",
            value,
            unit,
            stage,
            period,
            blank,
            maturity,
            count,
            tuple(numbers),
            computed,
            ask,
        )
        self.figures.append(made)
        return made

    def _cite(self, citations: Iterable[str]) -> list[int]:
        found = []
        for text in citations:
            key, snapshot = parse_citation(text)
            name = (key & ~CONSTANT_BIT, snapshot, bool(key & CONSTANT_BIT))
            found.append(self._numbers.setdefault(name, len(self._numbers) + 1))
        return sorted(found)

    @cached_property
    def statements(self) -> Statements:
        """The statements cited, once every figure is made."""
        return Statements(self.ledger.store, self._about, tuple(self._numbers))

    @cached_property
    def snapshots(self) -> tuple[SnapshotRef, ...]:
        """The published files they stand in."""
        return snapshots(self.ledger, self.statements.snapshots)


def cited_page(
    citing: Citing,
    lang: str,
    *,
    kicker: str,
    title: str,
    subtitle: Spans = (),
    deck: tuple[Spans, ...] = (),
    standing: Spans = (),
    sections: tuple[Section, ...] = (),
    cells: bool = True,
) -> Page:
    """A page of figures with their files; with `cells`, with the note and the statements of each figure it shows."""
    known = {one.source: faults(citing.ledger.store.source(one.source)) for one in citing.snapshots}
    return Page(
        lang=lang,
        kicker=kicker,
        title=title,
        subtitle=subtitle,
        deck=deck,
        standing=standing,
        sections=sections,
        files=files(citing.snapshots, citing.statements if cells else (), known, lang),
        notes=notes(citing.figures, citing.statements, citing.snapshots, lang, (deck, sections)) if cells else (),
        sources=say(lang, "sources_sentence", command=Span("code", COMMAND)),
        words=template_words(lang),
    )
