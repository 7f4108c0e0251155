"""Shares of the arms that a country imports: "Russia supplied 41 percent of Uganda's arms imports, against 9 percent for France"."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.roles import BARE, BY, FOR, FROM, OF, TO, WITH, Party
from cuaderno.documents.slots.sides import NOBODY, Sides

_NEAR, _OWNED, _FEW = 26, 40, 5


def imported(clause: Clause) -> Sides | None:
    """Who supplies a share of a country's imports, and that country; None for all other figures."""
    here, parsed = clause.here, clause.parsed
    if here is None or here.draft.unit != "percent" or not parsed.parties:
        return None
    words = parsed.sentence.scene.words.local("imports")
    first = parsed.anchors[0]
    if not any(word in words for word in parsed.gap(first.end, min(parsed.end, first.end + 2 * _OWNED))):
        return None
    importer = _importer(clause, first.end, words)
    if importer is None:  # "Perú recibió el 9 % de las importaciones de la zona"
        gets = clause.codes(clause.subject()) if clause.frame == "get" else ()
        return Sides((), gets, NOBODY, "whose imports") if gets else None
    theirs = clause.codes([importer])
    supplier = _supplier(clause, importer)
    given = tuple(code for code in supplier if code not in theirs)
    return Sides(given, theirs, "who supplies" if given else "", "whose imports") if theirs else None


def _importer(clause: Clause, start: int, words: dict[str, str]) -> Party | None:
    """Whose imports: a possessor before the noun, "of" behind it, or the subject of "imported"."""
    parsed = clause.parsed
    for party in parsed.parties:
        if party.start < start:
            continue
        ahead = [words.get(word) for word in parsed.gap(party.end, min(party.end + _OWNED, parsed.end))[:_FEW]]
        behind = [words.get(word) for word in parsed.gap(max(start, party.start - _OWNED), party.start)]
        if ("noun" in ahead and (party.owns or party.kind == "demonym")) or ("verb" in ahead and party.role == BARE):
            return party
        by = party.role == BY and behind[-2:-1] == ["verb"]  # "the arms imported by Peru"
        if ("noun" in behind and party.role == OF) or (behind[-1:] == ["verb"]) or by:
            return party
    return None


def _supplier(clause: Clause, importer: Party) -> Codes:
    """The party beside a later share, else the subject, else whence the share comes."""
    here, parsed = clause.here, clause.parsed
    if here is None:
        return ()
    if clause.number:
        beside = [p for p in parsed.parties if 0 <= p.start - here.end < _NEAR and p.role in (FOR, FROM, OF, BARE, TO)]
        return clause.codes(beside[:1])
    others = [p for p in parsed.parties if p is not importer]
    subject = [p for p in others if p.end <= here.start and p.role == BARE]
    source = [p for p in others if p.start >= importer.end and p.role in (FROM, OF, WITH)]
    return clause.codes(subject[-1:] or source[:1])
