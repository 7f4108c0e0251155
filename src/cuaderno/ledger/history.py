"""What a publisher changed between two snapshots of one series."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cuaderno.errors import NoAnswer, QuestionError, say
from cuaderno.ledger.filters import filters, within
from cuaderno.ledger.question import Question
from cuaderno.ledger.rows import locator_text, refuse_unknown_source
from cuaderno.ledger.store import Store
from cuaderno.sources.snapshot import Snapshot
from cuaderno.statements.statement import citation


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that differs. `kind` is added, changed or withdrawn; old or new value and cell are None accordingly."""

    kind: str
    key: int
    recipient: str
    programme: str
    account: str | None
    label: str | None
    stage: str
    period: str
    unit: str
    old: Decimal | None
    old_cell: str | None
    new: Decimal | None
    new_cell: str | None

    def cite(self, snapshot: str) -> str:
        """Its citation in one of the two snapshots."""
        return citation(self.key, snapshot)


@dataclass(frozen=True, slots=True)
class History:
    """Two snapshots of a series compared, in current prices, the largest change first."""

    source: str
    series: str
    old: Snapshot
    new: Snapshot
    unchanged: int
    changes: tuple[Change, ...]

    def count(self, kind: str) -> int:
        """How many statements were added, changed or withdrawn."""
        return sum(1 for one in self.changes if one.kind == kind)


def pairs(store: Store, source: str, old: str = "", new: str = "") -> list[tuple[Snapshot, Snapshot]]:
    """The pairs of snapshots to compare: the two named, or the newest two of every series that has two.

    Raises NoAnswer where nothing can be compared, QuestionError where the two are not of one series of this source.
    """
    refuse_unknown_source(store, source)
    if bool(old) != bool(new):
        raise QuestionError(say("two_or_none"))
    if old and new:
        first, second = store.manifest.find(old), store.manifest.find(new)
        if first is None or second is None:
            named = (old if first is None else new)[:80]
            raise QuestionError(say("no_single_snapshot", text=named))
        if (first.source, first.series) != (second.source, second.series):
            raise QuestionError(say("not_one_series", first=first.snapshot, second=second.snapshot))
        if source and first.source != source:
            said = {"first": first.snapshot, "second": second.snapshot, "held": first.source, "source": source}
            raise QuestionError(say("of_another_source", **said))
        if first.relations:
            raise NoAnswer(say("holds_relations", source=source or first.source))
        return [(first, second)]
    series = dict.fromkeys(
        (one.source, one.series) for one in store.manifest.snapshots if one.source == source and not one.relations
    )
    found = [held[-2:] for held in (store.manifest.series(*one) for one in series) if len(held) > 1]
    if not found:
        raise NoAnswer(say("no_two_snapshots", source=source))
    return [(one, other) for one, other in found]


def history(store: Store, old: Snapshot, new: Snapshot, question: Question) -> History:
    """Every statement the question selects that `new` adds, changes or withdraws against `old`."""
    where, parameters = filters(question, {old.source})
    clause, more = within(question)
    where += clause
    parameters += more
    columns = "key, recipient, programme, account, label, stage, period, unit, current, row, col, locator"
    rows = store.ask(
        f"""
        WITH old AS (SELECT {columns} FROM {store.entries_of([old])} WHERE {where}),
             new AS (SELECT {columns} FROM {store.entries_of([new])} WHERE {where})
        SELECT
            key, coalesce(new.recipient, old.recipient), coalesce(new.programme, old.programme), coalesce(new.account, old.account),
            coalesce(new.label, old.label), coalesce(new.stage, old.stage), coalesce(new.period, old.period),
            coalesce(new.unit, old.unit), old.current, old.row, old.col, old.locator, new.current, new.row, new.col, new.locator
        FROM old FULL JOIN new USING (key)
        ORDER BY abs(coalesce(new.current, 0) - coalesce(old.current, 0)) DESC, key
        """,
        parameters * 2,
    )
    changes = tuple(_change(row, old, new) for row in rows if row[9] is None or row[13] is None or row[8] != row[12])
    return History(old.source, old.series, old, new, len(rows) - len(changes), changes)


def _change(row: tuple[Any, ...], old: Snapshot, new: Snapshot) -> Change:
    (
        key,
        recipient,
        programme,
        account,
        label,
        stage,
        period,
        unit,
        before,
        row_old,
        col_old,
        locator_old,
        after,
        row_new,
        col_new,
        locator_new,
    ) = row
    kind = "added" if row_old is None else "withdrawn" if row_new is None else "changed"
    return Change(
        kind, key, recipient, programme, account, label, stage, period, unit,
        before, locator_old or locator_text(old.sheet, row_old, col_old) if row_old is not None else None,
        after, locator_new or locator_text(new.sheet, row_new, col_new) if row_new is not None else None,
    )  # fmt: skip
