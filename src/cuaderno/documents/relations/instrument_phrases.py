"""The noun phrase of a word for an agreement: its name, its year, where it begins and where it ends."""

from __future__ import annotations

import re

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look

HAS, PHRASE = "has", 70
_OF_YEAR = re.compile(rb" (?:[a-z]+ ){0,3}(?:19|20)[0-9]{2}\b(?!.{1,5}(?:19|20)[0-9]{2})")
_YEAR = re.compile(rb"\((?:[a-z]+\.? )?(?:19|20)[0-9]{2}[)-]|\b(?:19|20)[0-9]{2} (?!.{0,4}(?:19|20)[0-9]{2})")
_NEXT, _SHORT = 16, 4
"""Characters behind a verb in which the next word stands, and letters of one too short to be told by its ending."""
_NUMBER = re.compile(rb"(?:\b[0-9]+[- ]|[a-z]-)\Z")
_TERM = 24
"""Characters behind a word for an agreement in which its term stands."""
_CASE = re.compile(r" \(?(?:[A-Z]{2,4}\) )?[A-Z]{2}-[A-Z]-[A-Z]{3}(?![\w-])")
_SIGNS = (b",", b";", b"(", b")")


def name(seen: Look, trigger: Mark) -> str:
    """The name of the instrument, with the capitals before it ("Special Measures Agreement")."""
    text, start = seen.text, trigger.start
    if not text[start].isupper() or text[start : trigger.end].isupper():
        return text[start : trigger.end]
    for token in reversed(seen.words(max(seen.start, start - 60), start)):
        opens = token.start == seen.start and seen.code("is_det", token)
        other = opens or seen.code("is_definite", token) or seen.named(token.start, token.end)
        if other or not text[token.start].isupper() or seen.folded(token.end, start).strip(b"- "):
            break
        start = token.start
    return text[start : trigger.end]


def phrase_start(seen: Look, at: int) -> int:
    """Where the noun phrase of the instrument begins: back to the verb, the comma or the bracket before it."""
    far = max(seen.start, at - PHRASE)
    verbs = [m.end for kind in ("rel_sign", "rel_restrict") if (m := _last_begun(seen, kind, at)) is not None]
    edge = max([far, *verbs])
    folded = seen.scene.folded
    signs = max(folded.rfind(sign, edge, at) for sign in _SIGNS) + 1
    words = seen.words(max(edge, signs), at)
    return words[0].start if words else at


def _last_begun(seen: Look, kind: str, at: int) -> Mark | None:
    """The last mark of a kind that begins before a place."""
    return next((mark for mark in reversed(seen.of(kind)) if mark.start < at), None)


def phrase_end(seen: Look, at: int) -> int:
    """Where it ends: with its clause, or before another in the series."""
    end = seen.clause_end(at)
    for cut in seen.within("rel_cut", at, end):
        if seen.folded(cut.start - 2, cut.start) == b", " or b" " in seen.folded(cut.start, cut.end):
            return cut.start
    return end


def is_case(seen: Look, trigger: Mark) -> bool:
    """Whether the number of a case stands behind it, which makes an offer one that was accepted: "the Letter of Offer and Acceptance KE-B-VAC"."""
    return _CASE.match(seen.text, trigger.end) is not None


def is_helper(seen: Look, verb: Mark) -> bool:
    """Whether "has" only helps a participle, and nothing is had: "has been awarded a contract", "has imposed a deal"."""
    behind = seen.words(verb.end, min(seen.end, verb.end + _NEXT))[:1]
    word = behind[0].word.decode("ascii") if behind else ""
    local = seen.scene.words.local
    return word in local("is_participle") or (len(word) > _SHORT and word.endswith(tuple(local("regular_past"))))


def of_year(seen: Look, trigger: Mark) -> bool:
    """Whether a year right before or behind makes it a known one ("the 2019 memorandum", "el convenio de 1988")."""
    before, behind = seen.folded(trigger.start - 6, trigger.start), seen.folded(trigger.end, trigger.end + 28)
    return _YEAR.match(before.lstrip()) is not None or _OF_YEAR.match(behind) is not None


def of_term(seen: Look, trigger: Mark) -> bool:
    """Whether it is told for how many years it is, and with whom: "a new ten-year memorandum with Jordan", "un memorando de diez años"."""
    start, end = max(seen.start, trigger.start - PHRASE), min(seen.end, trigger.end + _TERM)
    units = [mark for mark in seen.scene.starting("timeunit", start, end) if mark.code == "year"]
    counted = any(_NUMBER.search(seen.folded(start, mark.start)) for mark in units)
    return counted and bool(seen.named(trigger.end, min(seen.end, trigger.end + PHRASE)))


def dated(seen: Look, trigger: Mark) -> bool:
    """Whether a year stands beside it: "the Memorandum of Understanding (FY 2023-2029)"."""
    stretch = seen.folded(max(seen.start, trigger.start - 12), min(seen.end, trigger.end + 40))
    return _YEAR.search(stretch) is not None
