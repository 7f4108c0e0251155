"""A programme that is named as one source of two, of which the other is none: it alone is not the programme of what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.slots.roles import TOKEN

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed

_BESIDE, _BACK, _FEW, _LED, _NEXT = 60, 48, 6, 14, 6


def is_accompanied(parsed: Parsed, start: int, end: int) -> bool:
    """Whether "and" joins a programme's name to another source: "IMET and border support", "INL y el Comando Sur"."""
    small = parsed.small
    place = end + parsed.plain.startswith(")", end)
    following = TOKEN.search(parsed.plain, place, min(place + _NEXT, parsed.end))
    if following is None or small.clause.get(following[0]) != "and":
        return _follows_an_account(parsed, start)
    words = parsed.gap(following.end(), min(place + _BESIDE, parsed.end))[:_FEW]
    return _aid_besides(parsed, words) or _body_besides(parsed, place)


def _aid_besides(parsed: Parsed, words: list[str]) -> bool:
    """Whether the words behind "and" are those of another aid, and no verb or figure begins there."""
    small = parsed.small
    for number, word in enumerate(words):
        if small.aid.get(word) == "aid":
            return number > 0 or bool(small.article)
        if not word[0].isalpha() or small.role.get(word) is not None or word in small.aux:
            return False
    return False


def _body_besides(parsed: Parsed, place: int) -> bool:
    """Whether an organ of state follows behind "and", without a verb of its own."""
    for party in parsed.parties:
        if party.start >= place and party.kind == "government":
            joined = parsed.gap(place, party.start)
            plain = all(w in parsed.small.skip or parsed.small.clause.get(w) == "and" for w in joined)
            return plain and not any(0 < verb.start - party.end < _FEW for verb in parsed.verbs)
    return False


def _follows_an_account(parsed: Parsed, start: int) -> bool:
    """Whether the name of another account stands before, joined by "and": "from the Baltic Security Initiative and from"."""
    small = parsed.small
    for word in parsed.gap(max(parsed.start, start - _LED), start):
        if word in small.clause and small.clause[word] == "and":
            break
    else:
        return False
    words = parsed.gap(max(parsed.start, start - _BACK), start)
    while words and (words[-1] in small.skip or (small.role.get(words[-1]) not in (None, "and"))):
        words.pop()
    if len(words) < 2 or small.clause.get(words[-1]) != "and":
        return False
    accounts = parsed.sentence.scene.words.local("account")
    return any(word in accounts for word in words[-_FEW:-1]) and not any(w in ",;:()" for w in words[-_FEW:-1])
