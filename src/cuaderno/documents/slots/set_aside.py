"""What is told of money or goods that were set aside, or of where goods were made, beside what became of them."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BY, FOR, IN
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import MONEY

_PARTICIPLES = frozenset(("ed", "part"))
_GIVEN = frozenset(("provided", "delivered", "disbursed", "shipped", "deployed"))
_UNDONE = frozenset(("inactive", "cancelled", "refused", "rescinded", "reprogrammed", "deobligated"))
_SET_ASIDE = frozenset(
    ("allocated", "appropriated", "approved", "obligated", "committed", "pledged", "authorised", "announced")
)
"""What is said of money that was set aside, and what became of it since."""
_PLANNED = frozenset(
    ("announced", "approved", "appropriated", "authorised", "notified", "pledged", "requested", "signed")
)
"""How far a plan has come whose purpose a participle tells."""
_ONE_OF, _ONE = 24, 3
"""Characters, and words, of "first of the" before a figure."""
_NEXT = 6
"""Characters behind a participle in which its preposition stands."""


def was_set_aside(parsed: Parsed, number: int, before: Verb, verb: Verb) -> bool:
    """Whether a participle only says what money or goods were set aside for, of which the verb before tells what became:
    "froze $300 million allocated to Ukraine", "delivered 12 boats earmarked for the coast guard", "anunció 20 millones destinados a
    reforzar la frontera", or what it had bought them by."""
    if verb.form not in _PARTICIPLES or is_one_of_them(parsed, number):
        return False
    if verb.frame == "buy" and parsed.anchors[number].draft.kind != MONEY:
        handed = before.stage in _GIVEN and before.frame != "deploy" and before.form != "noun"
        paid = parsed.small.role.get(parsed.plain[before.start : before.end].rpartition(" ")[2]) == FOR
        return handed and not paid and not _of_a_whole(parsed, number, before)
    if verb.stage not in _SET_ASIDE:
        return False
    if before.stage in _UNDONE:
        return True
    meant = parsed.plain[verb.start : verb.end] in parsed.sentence.scene.words.local("slot-meant-for")
    planned = before.stage == "allocated" or (before.stage in _PLANNED and before.form != "noun")
    told = before.stage in _GIVEN or (meant and planned)
    return told and not _of_a_whole(parsed, number, before)


def is_one_of_them(parsed: Parsed, number: int) -> bool:
    """Whether a figure is the whole of which a verb tells only of one: "recibió el primero de los 24 cazas comprados a Suecia"."""
    start = parsed.anchors[number].start
    words = parsed.gap(max(parsed.start, start - _ONE_OF), start)[-_ONE:]
    return len(words) == _ONE and words[0] in parsed.sentence.scene.words.local("nth")


def _of_a_whole(parsed: Parsed, number: int, before: Verb) -> bool:
    """Whether another clause or figure stands between a verb and a figure: "has paid 700 of the 1,600 million authorized"."""
    start = parsed.anchors[number].start
    between = number > 0 and before.end <= parsed.anchors[number - 1].start
    return between or clause_between(parsed, before, start)


def made_somewhere(parsed: Parsed, before: Verb | None, verb: Verb) -> bool:
    """Whether a participle only says where or by whom goods were made: "ordered 46 aircraft built in the Netherlands", "the sale of 10
    missiles built by"."""
    if (
        before is None
        or before.form == "weak"
        or verb.form != "ed"
        or parsed.small.aid.get(parsed.plain[verb.start : verb.end]) != "made"
    ):
        return False
    role = next((parsed.small.role.get(word) for word in parsed.gap(verb.end, verb.end + _NEXT)), None)
    making = parsed.plain[verb.start : verb.end] in parsed.sentence.scene.words.local("slot-making")
    return role == IN or (role == BY and making)


def clause_between(parsed: Parsed, verb: Verb, at: int) -> bool:
    """Whether a new clause begins between a verb and a figure: "…, and 1,240 officers attended"."""
    words = parsed.gap(verb.end, at)
    begins = ("and", "cut", "rel", "part")
    return ";" in words or any(a in ",;" and parsed.small.clause.get(b) in begins for a, b in pairwise(words))
