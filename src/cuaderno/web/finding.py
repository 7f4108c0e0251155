"""What a reader looks for, whatever it is: places, programmes, universes, commitments, visits, sources, and the wording of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cuaderno.errors import LedgerError, NoAnswer, QuestionError
from cuaderno.ledger.cite import cite
from cuaderno.ledger.commitments import cite_relation
from cuaderno.ledger.packed import found as found_in
from cuaderno.reading.table import literal
from cuaderno.statements.places import place
from cuaderno.statements.programmes import programme
from cuaderno.statements.statement import citation, parse_citation
from cuaderno.statements.universes import all_universes
from cuaderno.web.mentions import mentions
from cuaderno.web.search import EXACT, HELD, Index, places_index, programmes_index, search
from cuaderno.web.wording import Wordings

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.ledger.store import Store
    from cuaderno.statements.relation import Relation

KINDS = ("place", "programme", "universe", "commitment", "source", "visit", "wording")
"""The kinds of things, in the order in which they are shown."""

SUGGESTED = 8
EACH = {"place": 4, "programme": 4, "universe": 2, "commitment": 3, "source": 2}
"""Of one kind no more than these are suggested."""

LABELS = 200_000
"""So many wordings are kept to be searched, those of the most statements; `/api/v1/rows?text=` looks through all of a larger ledger."""

NAMED = 95.0
"""How surely a thing is meant that a sentence names, of 100."""

_BEGUN = 3
"""A text of fewer letters suggests nothing but names that begin so."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found: what it is called in the reader's language, the other name it was found by, and how like the text that is, of 100.

    `code` is its code, of a commitment or visit its citation, of a wording the citation of one statement. `places` are the codes of
    those it is between or about, `count` is how many statements have the wording.
    """

    kind: str
    code: str
    name: str
    score: float
    by: str = ""
    places: tuple[str, ...] = ()
    count: int = 0
    first: str = ""
    last: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The best things of a kind, and how many there are in all."""

    kind: str
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Things:
    """Things of one kind with the index of their words."""

    hits: tuple[Hit, ...]
    words: Wordings
    spanish: tuple[str, ...] = ()

    def find(self, text: str, lang: str, limit: int) -> Group:
        """Those that hold every word of a text."""
        matches, count = self.words.find(text, limit)
        found = tuple(self._hit(one.at, lang, 70 + 20 * one.share) for one in matches)
        return Group(found[0].kind if found else "", found, count)

    def _hit(self, at: int, lang: str, score: float) -> Hit:
        one = self.hits[at]
        name = self.spanish[at] if lang == "es" and self.spanish else one.name
        return Hit(
            one.kind, one.code, name, round(score, 1), "", one.places, one.count, one.first, one.last, one.source
        )


def find(ledger: Ledger, text: str, lang: str, limit: int = 12) -> tuple[Group, ...]:
    """Everything that a text may mean, by kind; of a citation, what it cites alone."""
    if cited := _cited(ledger, text, lang):
        return (Group(cited.kind, (cited,), 1),)
    groups = [*named(text, lang, limit)]
    others = (universes(), commitments(ledger), sources(ledger), visits(ledger), wordings(ledger))
    groups += [one.find(text, lang, limit) for one in others]
    return tuple(one for one in groups if one.hits)


def _cited(ledger: Ledger, text: str, lang: str) -> Hit | None:
    """What a citation cites; None of a text that is none, or that the ledger does not hold."""
    try:
        key, snapshot = parse_citation(text)
    except QuestionError:
        return None
    with suppress(NoAnswer, LedgerError):
        if held := cite_relation(ledger.store, key, snapshot):
            one = held.relation
            sides = tuple(side.code for side in (one.party, one.partner) if side)
            title = one.title_es if lang == "es" else one.title_en
            return Hit("commitment", citation(one.key, one.snapshot), title, 100, "", sides, source=one.source)
    with suppress(NoAnswer, LedgerError):
        said = cite(ledger.store, text, reopen=False).statement
        places, name = (said.recipient,) if said.recipient else (), said.label or said.citation
        return Hit("wording", said.citation, name, 100, "", places, 1, said.period, said.period, said.source)
    return None


def suggest(ledger: Ledger, text: str, lang: str) -> tuple[Hit, ...]:
    """The few names that somebody who writes a text may mean; wordings and visits are left to a search."""
    most = max(EACH.values())
    groups = [*named(text, lang, most), universes().find(text, lang, most)]
    if len(text.strip()) >= _BEGUN:
        groups += [one.find(text, lang, most) for one in (commitments(ledger), sources(ledger))]
    hits = [hit for group in groups if group.hits for hit in group.hits[: EACH[group.kind]]]
    return tuple(sorted(hits, key=lambda one: (-one.score, KINDS.index(one.kind)))[:SUGGESTED])


def meant(groups: Sequence[Group]) -> Hit | None:
    """The one place or programme that a text names exactly, if it is one."""
    exact = [hit for group in groups if group.kind in ("place", "programme") for hit in group.hits if hit.score == 100]
    return exact[0] if len(exact) == 1 else None


def named(text: str, lang: str, limit: int) -> tuple[Group, Group]:
    """The places and the programmes that a text may name."""
    return (
        _named("place", places_index(), _words_of(places_index), text, lang, limit),
        _named("programme", programmes_index(), _words_of(programmes_index), text, lang, limit),
    )


@cache
def _words_of(index: Callable[[], Index]) -> Wordings:
    return Wordings(index().names)


def _named(kind: str, index: Index, words: Wordings, text: str, lang: str, limit: int) -> Group:
    """Places or programmes: by the whole name, and by its words where that finds few."""
    found = {
        one.code: Hit(kind, one.code, _name(kind, one.code, lang), one.score, one.name)
        for one in search(text, index, limit)
    }
    if any(one.score == EXACT for one in found.values()):  # then what is merely written like it is not meant
        found = {code: one for code, one in found.items() if one.score >= HELD}
    for code in mentions(text)[kind]:
        found.setdefault(code, Hit(kind, code, _name(kind, code, lang), NAMED))
    if len(found) < limit:
        for one in words.find(text, limit * 3)[0]:
            code = index.codes[one.at]
            if code not in found and len(found) < limit:
                found[code] = Hit(
                    kind, code, _name(kind, code, lang), round(55 + 20 * one.share, 1), index.names[one.at]
                )
    ranked = tuple(sorted(found.values(), key=lambda one: -one.score))
    hits = tuple(_plainly(one) for one in ranked[:limit])
    return Group(kind, hits, len(hits))


def _plainly(one: Hit) -> Hit:
    """Without the name it was found by where that is its own or its code."""
    if one.by.casefold() not in (one.name.casefold(), one.code.casefold()):
        return one
    return Hit(one.kind, one.code, one.name, one.score)


def _name(kind: str, code: str, lang: str) -> str:
    return place(code).name(lang) if kind == "place" else programme(code).name(lang)


@cache
def universes() -> Things:
    """D1 to D6, and what they are called."""
    some = all_universes()
    hits = tuple(Hit("universe", one.code, one.name_en, 0) for one in some)
    return Things(
        hits, Wordings(f"{one.code} {one.name_en} {one.name_es}" for one in some), tuple(one.name_es for one in some)
    )


def commitments(ledger: Ledger) -> Things:
    """The commitments of the newest tables, by their titles, their types and their parties."""
    return ledger.store.once("search commitments", lambda: _related(_relations(ledger, events=False), "commitment"))


def visits(ledger: Ledger) -> Things:
    """The events of the newest tables: visits, travels."""
    return ledger.store.once("search visits", lambda: _related(_relations(ledger, events=True), "visit"))


def _relations(ledger: Ledger, *, events: bool) -> list[Relation]:
    from cuaderno.ledger.commitments import all_relations
    from cuaderno.statements.relation import EVENT, relation_type

    if not any(one.relations for one in ledger.snapshots):
        return []
    return [one for one in all_relations(ledger.store) if (relation_type(one.type).kind == EVENT) == events]


def _related(relations: Iterable[Relation], kind: str) -> Things:
    from cuaderno.statements.relation import relation_type

    some = list(relations)
    hits, texts = [], []
    for one in some:
        sides = tuple(side.code for side in (one.party, one.partner) if side)
        dates = sorted(stage.date for stage in one.stages if stage.date)
        hits.append(
            Hit(kind, citation(one.key, one.snapshot), one.title_en, 0, "", sides, 0, dates[0] if dates else "",
                dates[-1] if dates else "", one.source)
        )  # fmt: skip
        called = relation_type(one.type)
        names = (name for code in sides for name in (place(code).name_en, place(code).name_es))
        texts.append(
            " ".join((one.title_en, one.title_es, called.code, called.name_en, called.name_es, *called.aliases, *names))
        )
    return Things(tuple(hits), Wordings(texts), tuple(one.title_es for one in some))


def sources(ledger: Ledger) -> Things:
    """The sources of the ledger, by title and publisher."""

    def made() -> Things:
        some = ledger.sources
        texts = (f"{one.name} {one.title['en']} {one.title['es']} {one.publisher}" for one in some)
        hits = tuple(Hit("source", one.name, one.title["en"], 0) for one in some)
        return Things(hits, Wordings(texts), tuple(one.title["es"] for one in some))

    return ledger.store.once("search sources", made)


def wordings(ledger: Ledger) -> Things:
    """Every wording of a line in the newest files, those of the most statements first."""
    return ledger.store.once("search wordings", lambda: _wordings(ledger))


def _labels(store: Store, newest: list[str]) -> str:
    """Every wording with how many statements have it, the first of them, their years, and whom they are all about."""
    chosen = ", ".join(map(literal, newest))
    return (
        "SELECT label, count(*), arg_min(key, (key, snapshot)), arg_min(snapshot, (key, snapshot))::TEXT, min(period)::TEXT, "
        "max(period)::TEXT, CASE WHEN count(DISTINCT recipient) = 1 THEN any_value(recipient)::TEXT END, "
        f"min(source)::TEXT FROM {store.entries} WHERE label IS NOT NULL AND label <> '' "
        f"AND snapshot::TEXT IN ({chosen}) GROUP BY label ORDER BY 2 DESC, 1 LIMIT {LABELS}"
    )


def _wordings(ledger: Ledger) -> Things:
    newest = [one.snapshot for line in ledger.store.series() for one in line.snapshots]
    if not newest:
        return Things((), Wordings(()))
    rows = found_in(ledger.store, "wordings", lambda store: _labels(store, newest))
    hits = tuple(
        Hit(
            "wording",
            citation(key, snapshot),
            label,
            0,
            "",
            (recipient,) if recipient else (),
            count,
            first,
            last,
            source,
        )
        for label, count, key, snapshot, first, last, recipient, source in rows
    )
    return Things(hits, Wordings(row[0] for row in rows))
