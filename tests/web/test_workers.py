from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import duckdb
import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.web.shared import NARROWED, SharedStore
from cuaderno.web.workers import Busy, TooSlow, Workers

ENDLESS = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b"


@pytest.fixture
def store(edition_ledger: Ledger) -> SharedStore:
    return SharedStore(edition_ledger.store)


@pytest.fixture
def workers(store: SharedStore) -> Iterator[Workers]:
    made = Workers(store, threads=1, waiting=1, seconds=60)
    yield made
    made.close()


def test_an_endless_question_is_stopped_and_its_thread_answers_on(workers: Workers, store: SharedStore) -> None:
    stopped = threading.Event()

    def endless() -> object:
        try:
            return store.ask(ENDLESS)
        except duckdb.InterruptException:
            stopped.set()
            raise

    async def asked() -> int:
        with pytest.raises(TooSlow):
            await workers.run(endless, seconds=0.2)
        found: int = (await workers.run(lambda: store.ask("SELECT 42")))[0][0]
        return found

    assert asyncio.run(asked()) == 42
    assert stopped.is_set()


def test_what_waits_too_long_is_never_begun(workers: Workers) -> None:
    go, begun = threading.Event(), []

    async def asked() -> None:
        first = asyncio.create_task(workers.run(lambda: go.wait(60)))
        await asyncio.sleep(0)
        with pytest.raises(TooSlow):
            await workers.run(lambda: begun.append(1), seconds=0.05)
        with pytest.raises(Busy):
            await workers.run(lambda: begun.append(2))
        go.set()
        assert await first
        assert await workers.run(lambda: "again") == "again"

    asyncio.run(asked())
    assert begun == []


def test_every_thread_has_a_connection_of_its_own(store: SharedStore) -> None:
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(store.connection)) for _ in range(3)]
    for one in threads:
        one.start()
        one.join()
    assert len({id(one) for one in (*seen, store.connection)}) == 4
    assert store.connection is store.connection


def test_narrowed_views_are_not_kept_without_end(store: SharedStore, edition_ledger: Ledger) -> None:
    for day in range(1, NARROWED * 2):
        store.series(known_on=f"20{day % 90:02}-01-{day % 28 + 1:02}")
    assert len(store._narrowed) == NARROWED
    assert [one.name for one in store.series()] == [one.name for one in edition_ledger.store.series()]


def test_a_server_for_others_reopens_no_file() -> None:
    from dataclasses import replace

    from cuaderno.ledger.store import Store, edition_directory

    base = Store([edition_directory()])
    held = tuple(replace(one, held_at="/somewhere/file.xlsx") for one in base.manifest.snapshots)
    base.manifest = replace(base.manifest, snapshots=held)
    closed = SharedStore(base, reopen=False)
    assert not any(one.held_at for one in closed.manifest.snapshots)
    assert not any(one.held_at for one in closed.figures)
    assert all(one.held_at for one in SharedStore(base).figures)


def test_stores_that_share_their_memory_make_what_they_hold_once() -> None:
    base = Store([edition_directory()], warm=True)
    shared = SharedStore(base)
    assert shared.ask(f"SELECT count(*) > 1000 FROM {shared.lines}") == [(True,)]
    made = shared.ask("SELECT table_oid FROM duckdb_tables() WHERE table_name = 'lines'")
    assert base.ask(f"SELECT count(*) > 1000 FROM {base.lines}") == [(True,)]
    assert base.ask("SELECT table_oid FROM duckdb_tables() WHERE table_name = 'lines'") == made
    assert SharedStore(base).lines == "lines"


def test_what_is_held_is_answered_at_once_and_nothing_else_is(workers: Workers, store: SharedStore) -> None:
    here = threading.get_ident()
    assert workers.at_once(threading.get_ident) == here
    assert workers.at_once(lambda: store.ask("SELECT 1")) is None
    assert workers.at_once(lambda: store.once("not made yet", lambda: 1)) is None
    assert store.once("not made yet", lambda: 2) == 2
    assert workers.at_once(lambda: store.once("not made yet", lambda: 3)) == 2
    assert store.ask("SELECT 1") == [(1,)]


def test_nothing_is_answered_at_once_while_all_is_made_ready(workers: Workers) -> None:
    workers.patience = 1.0
    assert workers.at_once(lambda: 1) is None


def test_a_fault_of_a_short_answer_is_told_and_the_next_may_ask_the_engine(
    workers: Workers, store: SharedStore
) -> None:
    with pytest.raises(ZeroDivisionError):
        workers.at_once(lambda: 1 // 0)
    assert store.ask("SELECT 1") == [(1,)]
