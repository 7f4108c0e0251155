"""What a publication can tell of at all: a place or programme that it never names is not one it covers with a blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme, related

if TYPE_CHECKING:
    from cuaderno.ledger.gaps import Series
    from cuaderno.ledger.question import Question
    from cuaderno.ledger.store import Store


class Untold(NamedTuple):
    """What was asked for and a publication cannot tell: codes of places and programmes, those under which what there is of them
    may stand, and the reason of the blanks ("" where it tells a part of what was asked for)."""

    codes: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    blank: str = ""


def recipients_of(store: Store, series: Series) -> frozenset[str]:
    """The places that the newest publications of a series name as recipients."""
    return store.once(f"recipients of {[one.snapshot for one in series.snapshots]}", lambda: _recipients(store, series))


def _recipients(store: Store, series: Series) -> frozenset[str]:
    held = store.held_lines
    if held is not None:
        return held.recipients_of({one.snapshot for one in series.snapshots})
    found = store.ask(f"SELECT DISTINCT recipient FROM {store.lines_in(series.snapshots)}")
    return frozenset(code for (code,) in found)


def untold(store: Store, question: Question, series: Series, stage: str) -> Untold:
    """What of a question's places and programmes the answering publications cannot tell at a stage.

    They tell every programme that they name at the stage. They tell every place where they name several, but for a former state
    whose years they book under the territories of today; publications of one place alone tell that place.
    """
    told = series.spoken(stage, "programme")
    programmes = [code for code in question.programmes if code not in told]
    if programmes and len(programmes) == len(question.programmes):
        return Untold(tuple(programmes), _holding(programmes, told), "not_told_apart")
    named = recipients_of(store, series) if question.recipients else frozenset[str]()
    alone = len(named) == 1
    places = [code for code in question.recipients if code not in named and (alone or named & {*place(code).now})]
    under = [now for code in places for now in place(code).now if now in named]
    blank = "not_collected_here" if alone else "not_told_apart"
    return Untold(
        (*places, *programmes),
        (*dict.fromkeys(under), *_holding(programmes, told)),
        blank if places and len(places) == len(question.recipients) else "",
    )


def _holding(programmes: list[str], told: frozenset[str]) -> tuple[str, ...]:
    """The programmes told apart that may hold the money of others: the whole of a part, and those of one account."""
    found = {
        other
        for code in programmes
        for other in told - {""}
        if _part_of(code, other) or (programme(code).account and programme(code).account == programme(other).account)
    }
    return tuple(sorted(found))


def _part_of(code: str, other: str) -> bool:
    relation = related(code, other)
    return relation is not None and (relation.kind, relation.inner) == ("part_of", code)
