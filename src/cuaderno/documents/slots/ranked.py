"""Who is only set beside the subject of a sentence, in a ranking: "Kenya alone drew $85 million, well ahead of Uganda ($20 million)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.slots.roles import ASIDE, Party

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed

_LED, _TIED = 40, 32
"""Characters before a name in which the phrase that ranks it stands, and between one that is ranked and the next."""


def led_by_a_ranking(parsed: Parsed, at: int) -> bool:
    """Whether a name stands behind a phrase that only ranks it: "ahead of", "twice as much as", "seguido de"."""
    led = parsed.gap(max(parsed.start, at - _LED), at)
    phrases = tuple(parsed.sentence.scene.words.local("slot-ranking"))
    while led and not f" {' '.join(led)}".endswith(phrases):
        if led[-1] not in parsed.small.article and led[-1] not in parsed.small.skip:
            return False
        led.pop()
    return bool(led)


def ranked(parsed: Parsed) -> frozenset[Party]:
    """The parties of a sentence that a phrase ranks, with those listed behind the first: "ahead of Uganda ($20 million) and Chad ($12 million)"."""
    if parsed.ranked is None:
        parsed.ranked = _ranked(parsed)
    return parsed.ranked


def _ranked(parsed: Parsed) -> frozenset[Party]:
    found: list[Party] = []
    for party in parsed.parties:
        if (party.role == ASIDE and party.code and led_by_a_ranking(parsed, party.start)) or (
            found and party is not found[-1] and _goes_on(parsed, found[-1], party)
        ):
            found.append(party)
    return frozenset(found)


def _goes_on(parsed: Parsed, before: Party, party: Party) -> bool:
    """Whether a name goes on a list of those who are ranked, each with its own figure: "($20 million) and Chad"."""
    if party.start - before.end > _TIED or any(before.end <= verb.start < party.start for verb in parsed.verbs):
        return False
    led = parsed.gap(before.end, party.start)
    while led and led[-1] in parsed.small.article:
        led.pop()
    return bool(led) and (led[-1] == "," or parsed.small.clause.get(led[-1]) == "and")
