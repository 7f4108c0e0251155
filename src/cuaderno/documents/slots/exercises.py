"""People of an exercise: they take part in what was held together, and nobody gives them to anybody but to its host."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.roles import BARE, BY, Party
from cuaderno.statements.claim import PERSONNEL

_GIVING = frozenset(("give", "train", "send", "get", "attend"))
_HOSTING = 24
"""Characters in which a word for hosting stands before its agent or behind its subject."""


def takes_part(parsed: Parsed, number: int) -> bool:
    """Whether a number of people, or of the countries they are of, is that of an exercise the sentence tells of, and no other deed:
    "UNITAS, with 1,700 participants from 13 countries"."""
    here = parsed.anchors[number]
    if not parsed.links:
        return False
    if here.draft.unit == "countries" and number:
        return takes_part(parsed, number - 1) and not _verb_between(parsed, parsed.anchors[number - 1], here)
    if here.draft.kind != PERSONNEL:
        return False
    since, until = parsed.anchors[number - 1].end if number else parsed.start, parsed.next_anchor(number)
    own = (m for m in parsed.links if m.code == "exercise" and since <= m.start < until)
    if next(own, None) is None:
        return False
    near = (v for v in parsed.verbs if v.frame in _GIVING and v.form != "noun")
    return not any(v.end <= here.start and v.stage != "delivered" for v in near)


def _verb_between(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    return any(before.end <= verb.start < here.start for verb in parsed.verbs)


def is_hosted(parsed: Parsed, number: int) -> bool:
    """Whether a pronoun hosts the exercise of a figure: "it hosted"."""
    words = parsed.sentence.scene.words.local("hosting")
    said = parsed.gap(_clause(parsed, number), parsed.anchors[number].start)
    return any(words.get(word) in ("verb", "both") and before in parsed.small.it for before, word in pairwise(said))


def _clause(parsed: Parsed, number: int) -> int:
    """Where the clause of a figure begins: the sentence, or what stands behind its last semicolon."""
    return max(parsed.plain.rfind(";", parsed.start, parsed.anchors[number].start), parsed.start)


def host_of(parsed: Parsed, number: int) -> Party | None:
    """Who hosts the exercise of a figure by the words of its clause: "Jordan hosted", "organizado por Belice"; None where they do not say."""
    words = parsed.sentence.scene.words.local("hosting")
    place = parsed.anchors[number].start
    start = _clause(parsed, number)
    for party in parsed.parties:
        if not start <= party.start < place:
            continue
        if party.role == BY and words.get(_before(parsed, party)) in ("part", "both"):
            return party
        if party.role == BARE and any(
            words.get(word) in ("verb", "both") for word in parsed.gap(party.end, min(party.end + _HOSTING, place))[:3]
        ):
            return party
    return None


def _before(parsed: Parsed, party: Party) -> str:
    """The word before the preposition of an agent."""
    words = [
        w for w in parsed.gap(max(parsed.start, party.start - _HOSTING), party.start) if w not in parsed.small.skip
    ]
    return words[-2] if len(words) > 1 else ""
