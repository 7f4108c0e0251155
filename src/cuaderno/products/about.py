"""What a brief says about itself: coverage, gaps, the words of its stages, the files it stands on."""

from __future__ import annotations

from functools import lru_cache

from cuaderno.ledger.gaps import Series
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.manifest import SourceInfo
from cuaderno.products.desk import Desk
from cuaderno.products.groups import STAGES
from cuaderno.products.held import starts
from cuaderno.products.leads import SETTLED
from cuaderno.products.notes import found_in
from cuaderno.products.shapes import Brief, Coverage, Fig, ProgrammeRef, SnapshotRef, StageNote, Words
from cuaderno.statements.measures import all_stages
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.programmes import all_programmes


def coverage(ledger: Ledger, desk: Desk, cited: frozenset[str]) -> tuple[Coverage, ...]:
    """What the series of budget money cover at every stage, and at its stages every other series that the brief cites.

    How far each is complete, and which of its years are provisional, stands beside it; only years are provisional.
    """
    found = []
    for line in ledger.store.series():
        mine = any(one.snapshot in cited for one in line.snapshots)
        if not mine and line not in desk.series:
            continue
        others = sorted({stage for one in line.snapshots for stage in one.coverage} - set(STAGES)) if mine else []
        for stage in (*STAGES, *others):
            periods = sorted(line.periods(stage), key=starts)
            if not periods:
                continue
            found.append(
                Coverage(
                    source=line.source,
                    title=Words(line.info.title["en"], line.info.title["es"]),
                    stage=stage,
                    grain=line.grain,
                    first=periods[0],
                    last=periods[-1],
                    as_of=max(one.as_of for one in line.snapshots),
                    complete_through=line.info.complete_through,
                    provisional=_provisional(line, stage, periods),
                    known_errors=faults(line.info),
                )
            )
    return tuple(found)


def faults(info: SourceInfo) -> tuple[Words, ...]:
    """The known errors of a source."""
    return tuple(Words(en, es) for en, es in zip(info.known_errors["en"], info.known_errors["es"], strict=True))


def _provisional(line: Series, stage: str, periods: list[str]) -> tuple[str, ...]:
    """Its provisional years; a figure of a day, or of what a text says once, is not revised year by year."""
    if line.grain == "text":
        return ()
    return tuple(code for code in periods if code[:2] in ("FY", "CY") and line.maturity(code, stage) < SETTLED)


def empty_programmes(desk: Desk) -> tuple[ProgrammeRef, ...]:
    """The programmes of the catalogue of which no snapshot says anything for this place; umbrellas are no programmes."""
    said = {one.programme for groups in desk.groups.values() for one in groups if one.current}
    return tuple(
        ProgrammeRef(one.code, Words(one.name_en, one.name_es))
        for one in all_programmes()
        if one.kind not in ("umbrella", "economic") and one.code not in said
    )


BUDGET = ("requested", "appropriated", "planned", "initial_allocation", "allocated", "obligated", "disbursed")


def notes(brief: Brief) -> tuple[StageNote, ...]:
    """What the stages mean in plain words: those of money, and those of the other figures of the brief."""
    told = {one.stage for one in found_in(brief.matters, Fig)}
    codes = [one.code for one in all_stages() if one.code in told and one.code not in BUDGET]
    return _notes((*(BUDGET if brief.window else (one for one in BUDGET if one in told)), *codes))


@lru_cache(maxsize=256)
def _notes(codes: tuple[str, ...]) -> tuple[StageNote, ...]:
    stages = map(stage_of, codes)
    return tuple(
        StageNote(one.code, Words(one.name_en, one.name_es), Words(one.plain_en, one.plain_es)) for one in stages
    )


def snapshots(ledger: Ledger, cited: frozenset[str]) -> tuple[SnapshotRef, ...]:
    """The published files that a brief cites."""
    found = []
    for one in ledger.snapshots:
        if one.snapshot not in cited:
            continue
        info = ledger.store.source(one.source)
        found.append(
            SnapshotRef(
                one.snapshot, one.sha256, one.source, Words(info.title["en"], info.title["es"]), info.publisher, one.file, one.size,
                one.address, info.homepage, one.as_of, one.evidence, one.retrieved, info.licence, one.sheet,
            )
        )  # fmt: skip
    return tuple(found)
