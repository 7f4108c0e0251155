"""A question as a page asks it: one object that the page, the chart, the download, the API and the command line share."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from cuaderno.ledger.answer import Total
    from cuaderno.ledger.ledger import Ledger

UNSAID = {"by": "year", "prices": "current"}
"""What a question says without saying it."""

_quoted = lru_cache(maxsize=4096)(quote_plus)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a total, by the names of the command line and the API; "" where nothing is said. Several names have commas."""

    recipient: str = ""
    programme: str = ""
    universe: str = ""
    stage: str = ""
    years: str = ""
    provider: str = ""
    source: str = ""
    snapshot: str = ""
    prices: str = "current"
    unit: str = ""
    account: str = ""
    by: str = "year"

    def answer(self, ledger: Ledger, lang: str = "en") -> Total:
        """Ask it. Raises CannotAdd, UnknownName, QuestionError, NoAnswer."""
        filters = {name: getattr(self, name) for name in FILTERS}
        return ledger.total(**{**filters, "years": self.years or None}, lang=lang)

    def said(self) -> dict[str, str]:
        """What it says, in the order of the filters."""
        told = ((name, getattr(self, name)) for name in FILTERS)
        return {name: value for name, value in told if value and UNSAID.get(name) != value}

    def query(self) -> str:
        """As the query of `/api/v1/total`."""
        return "&".join([f"{name}={_quoted(value)}" for name, value in self.said().items()])

    def command(self) -> str:
        """As a command line."""
        return " ".join(["cuaderno total", *(f"--{name} {shlex.quote(value)}" for name, value in self.said().items())])

    def listing(self) -> str:
        """The command that lists the statements behind it."""
        filters = (f"--{name} {shlex.quote(value)}" for name, value in self.said().items() if name != "by")
        return " ".join(["cuaderno rows", *filters])


FILTERS = tuple(one.name for one in fields(Asked))
