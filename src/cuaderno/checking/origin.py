"""Who speaks: whether a document and a series come from one publisher, and what only single texts print.

Agreement within one family of publishers is no confirmation, and a figure that only a text prints supports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from cuaderno.checking.checked import Definition
from cuaderno.checking.lines import of_lines
from cuaderno.checking.rulebook import Family, credit_words, families, personnel_in
from cuaderno.checking.verdict import UNLIKE
from cuaderno.errors import UnknownName
from cuaderno.ledger.question import Question
from cuaderno.ledger.rows import rows
from cuaderno.ledger.store import Store
from cuaderno.reading.document import HEADING, Document
from cuaderno.statements.claim import Claim
from cuaderno.statements.statement import Statement
from cuaderno.statements.umbrellas import find_umbrella

SAME_ORIGIN, SINGLE_SOURCE, VALUE_ONLY = "same-origin", "single-source", "value-only-match"
TEXT_ONLY = "text_only"
TEXTS = "published_figures"
BYLINE, CREDITS = 120, 1500
"""A first line no longer than this is looked through for who signs the document, and so much after "Source:" near its end."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The families of publishers that a document comes from; none where it does not say."""

    families: tuple[Family, ...] = ()

    def publishes(self, source: str, flags: Iterable[str] = ()) -> bool:
        """Whether one of them publishes a source, or a text that is flagged as its own."""
        marked = set(flags)
        return any(source in one.sources or marked & set(one.flags) for one in self.families)


def origin_of(document: Document) -> Origin:
    """Who publishes a document: by its address, else by its title, its headings and its first line."""
    host = (urlsplit(document.address).hostname or "") if "//" in document.address else ""
    hosted = tuple(one for one in families() if host and any(_ends(host, end) for end in one.hosts))
    if hosted:
        return Origin(hosted)
    signed = _signed(document)
    return Origin(tuple(one for one in families() if any(name.casefold() in signed for name in one.names)))


def _ends(host: str, end: str) -> bool:
    return host.endswith(end) if end.startswith(".") else host == end or host.endswith(f".{end}")


def _signed(document: Document) -> str:
    text = document.text
    headings = [text[one.start : one.end] for one in document.blocks[:12] if one.kind == HEADING]
    first = [text[one.start : one.end] for one in document.blocks[:3] if one.end - one.start <= BYLINE]
    last = text[-CREDITS:]
    credited = [last[found.end() : found.end() + BYLINE] for found in credit_words().finditer(last)]
    return " \n ".join((document.title, *headings, *first, *credited)).casefold()


_held: WeakKeyDictionary[Store, tuple[Statement, ...]] = WeakKeyDictionary()


def texts_held(store: Store) -> tuple[Statement, ...]:
    """The figures that only a text prints; read once of an open ledger."""
    if TEXTS not in store.manifest.sources:
        return ()
    if store not in _held:
        _held[store] = tuple(rows(store, Question(source=TEXTS)))
    return _held[store]


def printed(claim: Claim, texts: Iterable[Statement], store: Store) -> tuple[Definition, ...]:
    """What single texts print of the same parties and programme, to be shown and held against nothing."""
    return tuple(_shown(one, claim, store) for one in texts if _same(claim, one))


def _same(claim: Claim, text: Statement) -> bool:
    if text.unit != claim.unit or text.value is None or (claim.recipient and text.recipient not in claim.recipient):
        return False
    if claim.provider and text.provider not in claim.provider:
        return False
    if text.stage == "deployed":
        return claim.stage == text.stage and bool(
            personnel_in(text.account or "") & personnel_in(claim.item or claim.quote)
        )
    if text.programme or text.stage == "spent":
        return text.programme == (claim.programme or "") and text.stage in (claim.stage, "stated")
    return bool(claim.programme) and _label(text.account or "") == claim.programme


def _label(account: str) -> str:
    try:
        return find_umbrella(account).code
    except UnknownName:
        return ""


def _shown(text: Statement, claim: Claim, store: Store) -> Definition:
    return of_lines(
        claim,
        store,
        [text],
        text.value,
        UNLIKE,
        universe=text.programme or claim.programme or "",
        like=text,
        flags=tuple(flag for flag in text.flags if flag.startswith("origin-")),
        reason=TEXT_ONLY,
    )


def repeats(claim: Claim, shown: Iterable[Definition], origin: Origin) -> tuple[str, ...]:
    """The flags of a figure that only texts print: nobody else says it, and perhaps its own publisher."""
    alike = [one for one in shown if one.difference is not None and abs(one.difference) <= (claim.half_unit or 0)]
    if not alike:
        return ()
    own = any(origin.publishes(one.source, one.flags) for one in alike)
    return (SINGLE_SOURCE, *((SAME_ORIGIN,) if own else ()))
