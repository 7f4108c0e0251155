"""Clauses about a figure itself: "the $66 million that it has spent", "$5 million, which was approved", "41 vehicles, handed over"."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import OF, TO
from cuaderno.documents.slots.set_aside import is_one_of_them
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import PERSONNEL

_PARTICIPLES = frozenset(("ed", "part"))
_UNDONE = frozenset(("withdrawn", "refused", "cancelled", "inactive", "rescinded"))
"""What is done to what was promised or given before, of which a clause then only tells that."""
_FEW, _ITEM, _LONG = 5, 6, 11
"""Words of a clause, of an item's name and of one without a preposition."""


def in_relative_clause(parsed: Parsed, number: int, before: Verb | None, verb: Verb, words: list[str]) -> bool:
    """Whether the verb stands in a clause about the figure, which the verb before does not govern: "the $145 million that …"."""
    if _apposed(parsed, _of_this_part(parsed, number, before) if verb.form in _PARTICIPLES else before, verb, words):
        return True
    if before is not None and before.form == "weak" and before.frame == "none":
        before = None
    if before is not None and before.frame == "buy" and verb.stage == "delivered" and not _to_come(parsed, verb, words):
        before = None  # what was bought has come since: "se compraron 22 vehículos, que se entregaron en marzo"
    at = next((i for i, w in enumerate(words[:6]) if parsed.small.clause.get(w) == "rel"), None)
    if at is None or any(w in ",;:" for w in words) or (at and words[at - 1] in parsed.small.more):
        return False
    definite = parsed.sentence.scene.words.local("definite_article")
    start, people = parsed.anchors[number].start, parsed.anchors[number].draft.kind == PERSONNEL
    known = any(word in definite for word in parsed.gap(max(parsed.start, start - _FEW), start)[-1:])
    known = known and not any(word in parsed.small.role for word in words[:at])
    known = known and (not _has_come(before) or is_one_of_them(parsed, number))
    if before is not None and before.stage in _UNDONE:
        return False  # "has withdrawn the $3 billion that it once promised"
    return (
        before is None
        or (people and _of_those_to_whom(parsed, start, before, words))
        or (known and before.form != "weak")
        or (number > 0 and before.end <= parsed.anchors[number - 1].start)
    )


def _to_come(parsed: Parsed, verb: Verb, words: list[str]) -> bool:
    """Whether a clause tells what is still to come: "bought 12 boats that will arrive in 2026"."""
    return verb.form in ("fut", "cond") or any(parsed.small.aux.get(word) in ("future", "cond") for word in words[-2:])


def _has_come(before: Verb | None) -> bool:
    """Whether a verb before things tells that they have come, whatever a clause tells of how they were ordered: "received the 12 boats that it bought"."""
    return before is not None and before.frame == "get" and before.form in ("ed", "fin")


def _of_those_to_whom(parsed: Parsed, start: int, before: Verb, words: list[str]) -> bool:
    """Whether a clause tells what those will do to whom something else was given: "gave a reception to seven officers who will attend a course"."""
    led = parsed.gap(before.end, start)
    given = bool(led) and parsed.small.role.get(led[-1]) == TO and before.frame == "give" and len(led) > 1
    return given and any(parsed.small.aux.get(word) == "future" for word in words[-2:])


def _of_this_part(parsed: Parsed, number: int, before: Verb | None) -> Verb | None:
    """A verb before a figure, unless a semicolon parts the two: "two were delivered; five more, promised the same year"."""
    parted = parsed.parted and before is not None and ";" in parsed.plain[before.end : parsed.anchors[number].start]
    return None if parted else before


def _apposed(parsed: Parsed, before: Verb | None, verb: Verb, words: list[str]) -> bool:
    """Whether a passive clause behind a comma says what became of a sum that no verb governs: "$5 million, which was approved", or a participle what became
    of things: "41 vehicles, handed over at the airfield"; but not of a programme, which is signed: "the Mérida Initiative, signed in"."""
    if before is not None and before.form != "weak":
        return False
    if words[-1:] == [","] and before is None and words.count(",") == 1 and len(words) <= _item(parsed, words):
        return verb.stage != "signed" or not any(m.end <= verb.start < m.end + _FEW for m in parsed.programmes)
    if words[:1] != [","] or len(words) > _FEW:
        return False
    kinds = [parsed.small.clause.get(word) for word in words[1:3]]
    return "rel" in kinds and parsed.small.aux.get(words[-1]) == "passive"


def _item(parsed: Parsed, words: list[str]) -> int:
    """How many words the name of an item may have: more where it is all one phrase, "antiguas lanchas de la Guardia Costera"."""
    return _ITEM if any(parsed.small.role.get(word, OF) != OF for word in words[:-1]) else _LONG
