"""What an umbrella label amounts to in each of its readings, side by side and never merged.

A reading is asked as a universe of its own, over its own years. Beside its total stand its members, each with whether the
answering source tells it at all, and what its author and other texts print under the label.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.errors import CannotAdd, NoAnswer, QuestionError, say
from cuaderno.ledger.answer import Total
from cuaderno.ledger.question import ask
from cuaderno.ledger.rows import rows
from cuaderno.ledger.totals import total
from cuaderno.statements.periods import Window, fiscal_year, parse_window
from cuaderno.statements.statement import Statement
from cuaderno.statements.umbrellas import Reading, Umbrella, find_umbrella
from cuaderno.statements.universes import Member

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cuaderno.ledger.store import Store

TEXTS = "published_figures"
"""The source of figures that only a text prints; it names a label as the account of a figure."""

HELD, NOTHING, NOT_TOLD, NOT_ASKED = "held", "no_line", "not_told", "not_asked"
"""What a source says of a member: figures; no line of these recipients and years; it does not tell the programme apart; none was asked."""


@dataclass(frozen=True, slots=True)
class MemberRead:
    """One member of a reading: the row of its membership, its sum, and what the answering source holds of it.

    `held` is held, no_line, not_told or not_asked; `value` is None where it is not held. `count` statements were added.
    """

    member: Member
    held: str
    value: Decimal | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class ReadingAnswer:
    """One reading: its total by programme, or in `reason` why there is none; its members; the window asked of it."""

    reading: Reading
    window: str
    total: Total | None
    reason: str
    members: tuple[MemberRead, ...]

    @property
    def value(self) -> Decimal | None:
        """The total; None where there is none."""
        return self.total.value if self.total else None

    @property
    def complete(self) -> bool:
        """Whether every year is covered and every member told by the source that answers."""
        told = all(one.held in (HELD, NOTHING) for one in self.members)
        return self.total is not None and self.value is not None and not self.total.partial and told


@dataclass(frozen=True, slots=True)
class UmbrellaAnswer:
    """A label in every reading, and the figures that texts print under it. None of them is ever added to another."""

    umbrella: Umbrella
    recipients: tuple[str, ...]
    stage: str
    readings: tuple[ReadingAnswer, ...]
    texts: tuple[Statement, ...]


def read_umbrella(
    store: Store,
    name: str,
    *,
    recipient: str | Iterable[str] = (),
    stage: str = "obligated",
    years: str | None = None,
    source: str = "",
    lang: str = "en",
) -> UmbrellaAnswer:
    """What the label `name` amounts to in each reading, at one stage.

    Without `recipient` the places the label is about are asked for. `years` narrows each reading's own years.

    Raises UnknownName (label, place, stage) and QuestionError (several stages, a window that is no window of fiscal years).
    """
    umbrella = find_umbrella(name, lang)
    asked = ask(recipient=recipient or umbrella.recipients, stage=stage, lang=lang)
    if len(asked.stages) != 1:
        raise QuestionError(say("label_needs_stage"))
    window = parse_window(years) if years else None
    if window is not None and window.calendar != "US-FY":
        raise QuestionError(say("label_needs_fiscal", code=window.code))
    return UmbrellaAnswer(
        umbrella=umbrella,
        recipients=asked.recipients,
        stage=asked.stages[0],
        readings=tuple(
            _read(store, reading, asked.recipients, asked.stages[0], window, source, lang)
            for reading in umbrella.readings
        ),
        texts=_texts(store, umbrella, asked.recipients),
    )


def _read(
    store: Store,
    reading: Reading,
    recipients: tuple[str, ...],
    stage: str,
    asked: Window | None,
    source: str,
    lang: str,
) -> ReadingAnswer:
    window = _narrowed(reading, asked)
    if window is None:
        return ReadingAnswer(reading, "", None, _outside(reading, asked, lang), _unasked(reading))
    if not reading.answerable:
        return ReadingAnswer(reading, window.code, None, reading.reason(lang), _unasked(reading))
    question = ask(
        recipient=recipients, stage=stage, years=window, universe=reading.code, by="programme", source=source, lang=lang
    )
    try:
        answer = total(store, question, lang)
    except (NoAnswer, CannotAdd) as error:
        return ReadingAnswer(reading, window.code, None, error.told(lang), _unasked(reading))
    return ReadingAnswer(reading, answer.window, answer, "", _members(store, reading, answer))


def _narrowed(reading: Reading, asked: Window | None) -> Window | None:
    """The reading's own years within those asked for; None where they do not meet."""
    begins, ends = (asked.first, asked.last) if asked else (None, None)
    own_end = fiscal_year(reading.last_year) if reading.last_year else None
    first = max(end for end in (fiscal_year(reading.first_year), begins) if end is not None)
    last = min((end for end in (own_end, ends) if end is not None), default=None)
    return None if last is not None and last.start < first.start else Window(first, last)


def _outside(reading: Reading, asked: Window | None, lang: str) -> str:
    years = f"{reading.first_year}–{reading.last_year or ''}"
    if lang == "es":
        return f"Esta lectura cuenta los años fiscales {years}, que no coinciden con {asked}."
    return f"This reading counts fiscal years {years}, which {asked} does not meet."


def _unasked(reading: Reading) -> tuple[MemberRead, ...]:
    return tuple(MemberRead(member, NOT_ASKED) for member in reading.members)


def _members(store: Store, reading: Reading, answer: Total) -> tuple[MemberRead, ...]:
    """Each member with its sum. A source that never speaks of a programme at this stage does not tell it apart."""
    figures = {figure.group: figure for figure in answer.figures}
    told = _programmes_told(store, answer)
    read = []
    for member in reading.members:
        figure = figures.get(member.value)
        if figure is not None and figure.value is not None:
            read.append(MemberRead(member, HELD, figure.value, figure.count))
        else:
            read.append(MemberRead(member, NOTHING if member.value in told else NOT_TOLD))
    return tuple(read)


def _programmes_told(store: Store, answer: Total) -> frozenset[str]:
    series = next(
        one
        for one in store.series(source=answer.answered.source)
        if (one.source, one.name) == (answer.answered.source, answer.answered.series)
    )
    return series.spoken(answer.stage, "programme")


def _texts(store: Store, umbrella: Umbrella, recipients: tuple[str, ...]) -> tuple[Statement, ...]:
    """What texts print under the label, where the ledger holds any."""
    if TEXTS not in store.manifest.sources:
        return ()
    names = {umbrella.name_en, umbrella.name_es, *umbrella.also}
    return tuple(
        one for name in sorted(names) for one in rows(store, ask(recipient=recipients, source=TEXTS, account=name))
    )
