"""Pages and briefs, written in a process beside the server: what that process holds, and what it makes of what is wanted."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from cuaderno.ledger.collector import spare_what_is_held, uncollected
from cuaderno.ledger.ledger import Ledger
from cuaderno.products.brief import MAIN_PROVIDER, make_brief
from cuaderno.products.render import render
from cuaderno.web.api.answering import LongJob, as_sent
from cuaderno.web.api.papers import BriefWanted
from cuaderno.web.kept import Written
from cuaderno.web.pages.routes import Pages
from cuaderno.web.pages.site import KINDS
from cuaderno.web.shared import SharedStore

if TYPE_CHECKING:
    import duckdb

    from cuaderno.web.settings import Settings


FOUNDING = "COL"
"""The place whose brief has ready what the briefs of all places need."""


CHOSEN = "2010-2019"
"""Years as a reader chooses them: what every choice of years needs is ready after the first."""


def begin_briefs(ledger: Ledger) -> None:
    """Have ready what the briefs of all places need, in whatever years. Raises NoAnswer of a ledger that holds nothing of one."""
    make_brief(ledger, FOUNDING)
    make_brief(ledger, FOUNDING, years=CHOSEN, keep=False)


def warm_briefs(ledger: Ledger) -> None:
    """The same, and what the first page would wait for."""
    begin_briefs(ledger)
    render(make_brief(ledger, MAIN_PROVIDER), "en", "html")


def page_writer(ledger: Ledger, settings: Settings) -> Callable[[LongJob], Written]:
    """What writes pages and briefs of an open ledger, in a process of its own. A question to the engine is stopped after `settings.seconds`."""
    ledger.store.connection.execute("SET threads = 1")
    store = SharedStore(ledger.store, reopen=settings.reopen)
    shared, pages = Ledger(store), Pages(KINDS)
    with suppress(Exception):  # a ledger that holds nothing of it
        warm_briefs(shared)
    spare_what_is_held()

    @uncollected()  # until all of a page is gone: with its last table it would be looked through whole
    def write(job: LongJob) -> Written:
        with _stopped_after(settings.seconds, store.connection):
            if isinstance(job.which, BriefWanted):
                body = job.which.written(shared, job.form)
            else:
                body = pages.written(job.which, shared, settings)
            return as_sent(body, "", job.form, squeezing=job.squeezing)

    return write


@contextlib.contextmanager
def _stopped_after(seconds: float, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
