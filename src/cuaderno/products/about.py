"""What a brief says about itself: coverage, gaps, the words of its stages, the files it stands on."""

from __future__ import annotations

from functools import lru_cache

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.desk import STAGES, Desk
from cuaderno.products.leads import SETTLED
from cuaderno.products.shapes import Coverage, ProgrammeRef, SnapshotRef, StageNote, Words
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.programmes import all_programmes


def coverage(ledger: Ledger) -> tuple[Coverage, ...]:
    """What every series covers at every stage, how far it is complete, which of its years are provisional."""
    found = []
    for line in ledger.store.series():
        errors = line.info.known_errors
        for stage in STAGES:
            periods = sorted(line.periods(stage))
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
                    provisional=tuple(code for code in periods if line.maturity(code, stage) < SETTLED),
                    known_errors=tuple(Words(en, es) for en, es in zip(errors["en"], errors["es"], strict=True)),
                )
            )
    return tuple(found)


def empty_programmes(desk: Desk) -> tuple[ProgrammeRef, ...]:
    """The programmes of the catalogue of which no snapshot says anything for this place; umbrellas are no programmes."""
    said = {one.programme for groups in desk.groups.values() for one in groups if one.current}
    return tuple(
        ProgrammeRef(one.code, Words(one.name_en, one.name_es))
        for one in all_programmes()
        if one.kind not in ("umbrella", "economic") and one.code not in said
    )


@lru_cache(maxsize=1)
def notes() -> tuple[StageNote, ...]:
    """What the stages of money mean in plain words."""
    codes = (
        "requested",
        "appropriated",
        "planned",
        "initial_allocation",
        "allocated",
        "obligated",
        "disbursed",
    )
    found = []
    for code in codes:
        one = stage_of(code)
        found.append(StageNote(code, Words(one.name_en, one.name_es), Words(one.plain_en, one.plain_es)))
    return tuple(found)


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
