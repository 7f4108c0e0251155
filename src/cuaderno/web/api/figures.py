"""Questions about figures: total, rows, cite, sources, snapshots, history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath

from cuaderno.products import answers, plain
from cuaderno.products import commitments as commitment_words
from cuaderno.web.api.answering import answer, room_of
from cuaderno.web.api.asking import HistoryAsked, RowsAsked, SnapshotsAsked, Tabular, TotalAsked
from cuaderno.web.api.describing import documented
from cuaderno.web.api.forms import Answer, fields_of
from cuaderno.web.api.paging import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cuaderno.ledger.ledger import Ledger
    from cuaderno.ledger.manifest import SourceInfo
    from cuaderno.sources.snapshot import Snapshot

router = APIRouter(tags=["figures"])

NOT_IN_TABLES = ("accounting", "coverage", "columns", "checks", "notes")
"""What of a snapshot has no place in one row."""


@router.get("/total", **documented("total", "TotalAnswer"))
async def total(request: Request, asked: Annotated[TotalAsked, Query()]) -> Response:
    """Add up what may be added: one stage, one unit, one universe, one source; blanks with their reasons.

    `partial` says that the source that answers does not cover the whole window.
    """

    def make(ledger: Ledger) -> Answer:
        found = ledger.total(**asked.filters())

        def data() -> dict[str, Any]:
            cells = room_of(request).cells.of(answers.all_cites(found))
            more = {"count": found.count, "blanks": found.blanks, "cells": cells}
            return {"format": plain.FORMAT, **fields_of(found), **more}

        return Answer(data, lambda: answers.total_rows(found))

    return await answer(request, asked.format, make, short=asked.narrow)


@router.get("/rows", **documented("rows", "Rows", paged=True))
async def rows(request: Request, asked: Annotated[RowsAsked, Query()]) -> Response:
    """List the statements themselves, each with its citation and cell, page by page.

    `next` is the `cursor` of the page after this one, null on the last; the header `Link` has its address.
    """

    def make(ledger: Ledger) -> Answer:
        found = page(ledger.store, asked.filters(), asked.limit, asked.cursor)

        def listed() -> Iterable[dict[str, Any]]:
            return map(answers.statement_row, found.statements)

        def data() -> dict[str, Any]:
            return {"format": plain.FORMAT, "statements": list(listed()), "next": found.next or None}

        return Answer(data, listed, found.next)

    return await answer(request, asked.format, make, short=asked.narrow)


@router.get("/cite/{citation}", **documented("cite", "Cite"))
async def cite(
    request: Request,
    citation: Annotated[
        str, InPath(description="KEY or KEY@SNAPSHOT.", max_length=200, examples=["809ccb7916b21ffc@3dba11a5eda8"])
    ],
    asked: Annotated[Tabular, Query()],
) -> Response:
    """Open a citation: the row, its snapshot, its cell, and whether it still reads the same.

    The cell is reopened where the server has the published file at hand. Of a commitment or a visit, the relation with its dated stages.
    """

    def make(ledger: Ledger) -> Answer:
        if (relation := ledger.cite_relation(citation)) is not None:
            return Answer(
                lambda: {"format": plain.FORMAT, **commitment_words.citation_json(relation)},
                lambda: commitment_words.citation_rows(relation),
            )
        found = ledger.cite(citation)
        # Where on the server's disk the file lies is nobody's business.
        reopened = replace(found.reopened, path=Path(found.reopened.path).name)
        found = replace(found, reopened=reopened)
        now = {"status": reopened.status, "reads_now": reopened.text}
        return Answer(
            lambda: {"format": plain.FORMAT, "citation": found.statement.citation, **fields_of(found)},
            lambda: [{**answers.statement_row(found.statement), **now}],
        )

    at_hand = room_of(request).settings.reopen and any(one.held_at for one in room_of(request).ledger.snapshots)
    return await answer(request, asked.format, make, steady=not at_hand, short=not at_hand)


def _sources(ledger: Ledger, source: str) -> Answer:
    held = ledger.snapshots_of(source)
    cards = [one for one in ledger.sources if source in ("", one.name)]
    return Answer(lambda: _sources_data(cards, held), lambda: snapshot_rows(held))


def _sources_data(cards: list[SourceInfo], held: tuple[Snapshot, ...]) -> dict[str, Any]:
    return {"format": plain.FORMAT, "sources": cards, "snapshots": held}


def snapshot_rows(held: Iterable[Snapshot]) -> Iterable[dict[str, Any]]:
    """Snapshots as rows, with the accounting of their rows."""
    for one in held:
        row = {**plain.plain(one), **plain.plain(one.accounting)}
        yield {name: value for name, value in row.items() if name not in NOT_IN_TABLES}


@router.get("/sources", **documented("sources", "Sources"))
async def sources(request: Request, asked: Annotated[Tabular, Query()]) -> Response:
    """List the sources: cards, coverage, how far each is complete, and the accounting of every row."""
    return await answer(request, asked.format, lambda ledger: _sources(ledger, ""))


@router.get("/sources/{source}", **documented("source", "Sources"))
async def source(
    request: Request,
    source: Annotated[str, InPath(description="The source's name.", max_length=200, examples=["greenbook"])],
    asked: Annotated[Tabular, Query()],
) -> Response:
    """One source: its card, its coverage, and the accounting of every row."""
    return await answer(request, asked.format, lambda ledger: _sources(ledger, source))


@router.get("/snapshots", **documented("snapshots", "Snapshots"))
async def snapshots(request: Request, asked: Annotated[SnapshotsAsked, Query()]) -> Response:
    """List the snapshots: every published file that is held, by its hash."""

    def make(ledger: Ledger) -> Answer:
        held = ledger.snapshots_of(asked.source)
        return Answer(lambda: {"format": plain.FORMAT, "snapshots": held}, lambda: snapshot_rows(held))

    return await answer(request, asked.format, make)


@router.get("/history", **documented("history", "Histories"))
async def history(request: Request, asked: Annotated[HistoryAsked, Query()]) -> Response:
    """Show what a publisher changed between two snapshots: added, changed, withdrawn, both cells beside each other."""

    def make(ledger: Ledger) -> Answer:
        found = ledger.history(asked.source, **asked.filters())
        return Answer(lambda: {"format": plain.FORMAT, "histories": found}, lambda: answers.history_rows(found))

    return await answer(request, asked.format, make)
