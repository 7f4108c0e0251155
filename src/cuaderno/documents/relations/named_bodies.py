"""Bodies that no table has, known by the noun in their name: "the Central Treaty Organisation", "la Conferencia de Fuerzas Navales"."""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.instruments import LOOSE
from cuaderno.documents.relations.light_words import is_light
from cuaderno.documents.relations.looking import Look, Token, organisations
from cuaderno.documents.scene import Scene

UNKNOWN = "NAMED"
"""The code of a body that is known by its name alone."""
STRONG = "strong"
COLLECTIVE = "COLLECTIVE_SECURITY"
REACH, FEWEST, FEW, BEHIND, WHOSE = 90, 2, 1, 10, 40
JOINED, NEXT = 40, 4
"""Characters, and words, behind a body's name in which it is told in what somebody joins it."""
_BEGINS = re.compile(r" (?:[a-záéíóú]{1,4} |[0-9]{4} )*[A-ZÁÉÍÓÚÑ]")


def may_be_named(scene: Scene, trigger: Mark) -> bool:
    """Whether a name begins behind a word of belonging: a cheap question."""
    return _BEGINS.match(scene.text, trigger.end) is not None


def named_body(seen: Look, trigger: Mark) -> tuple[int, int] | None:
    """The characters of a body's name behind a trigger: capitals, one of them a noun for a body, tied by "of" and the like."""
    lead = seen.scene.words.local("is_lead")
    words = seen.words(trigger.end, min(seen.end, trigger.end + REACH))
    words = list(dropwhile(lambda word: word.word.isdigit() or word.word.decode("ascii") in lead, words))
    name = _capitals(seen, words)
    nouns = seen.scene.words.local("is_body")
    said = {nouns.get(word.word.decode("ascii")) for word in name}
    if len(name) < FEWEST + (STRONG not in said) or said == {None} or not name_ends(seen, name[-1].end):
        return None
    return None if _is_bilateral(seen, name) else (name[0].start, name[-1].end)


def name_ends(seen: Look, at: int) -> bool:
    """Whether a name is no epithet of the noun behind it: "the Working Group meeting", "Walter Reed hospital", "the Committee's"."""
    if seen.folded(at, at + 1) == b"'":
        return False
    behind = seen.words(at, min(seen.end, at + BEHIND + len("  ")))[:1]
    if not behind or behind[0].start != at + 1 or seen.text[behind[0].start].isupper():
        return True
    word, local = behind[0], seen.scene.words.local
    said = word.word.decode("ascii")
    return is_light(seen, word) or said in local("phrase_end") or said in local("lists") or _being(seen, word)


def goes_on(seen: Look, at: int) -> bool:
    """Whether a name goes on behind that of a body, which so only tells whose it is: "the NATO Training Mission"."""
    behind = seen.words(at, min(seen.end, at + BEHIND + len("  ")))[:1]
    if seen.sentence.is_heading or not behind or behind[0].start != at + 1:
        return False
    word = behind[0]
    others = [mark.start for kind in ("month", "weekday") for mark in seen.sentence.of(kind)]
    others += [party.start for party in seen.parties]
    return seen.text[word.start : word.end].istitle() and word.start not in others


def is_owner(seen: Look, at: int) -> bool:
    """Whether a body only is whose something common is: "a large part of NATO's contribution"."""
    if not seen.scene.plain.startswith(seen.scene.words.endings("owner"), at):
        return False
    behind = seen.words(at + len("'s"), min(seen.end, at + BEHIND))[:1]
    return bool(behind) and seen.text[behind[0].start].islower()


def joins_in(seen: Look, at: int) -> bool:
    """Whether one only does something with a body whose name ends at a place: "joins NATO allies in implementing plans"."""
    words, local = seen.words(at, min(seen.end, at + JOINED)), seen.scene.words
    for first, second in pairwise(words[:NEXT]):
        led = local.local("slot-role").get(first.word.decode("ascii")) == "in"
        if led and second.word.decode("ascii").endswith(local.endings("gerund") or ("-",)):
            return True
    return False


def _is_bilateral(seen: Look, name: list[Token]) -> bool:
    """Whether it is a treaty of two: of a type that an agreement has, or "with" somebody."""
    start, end = name[0].start, name[-1].end
    link = seen.first("rel_to", end, min(seen.end, end + BEHIND))
    if link is not None and link.code == "from" and link.start == end + 1 and seen.named(end, end + WHOSE):
        return True
    typed = [m for m in seen.sentence.of("rel_instrument") if m.start < end and m.end > start]
    return any(mark.code not in LOOSE and mark.code != COLLECTIVE for mark in typed)


def is_subject(seen: Look, at: int, trigger: Mark) -> bool:
    """Whether a country is what the word is said of: but one other word between, or a word that takes up countries."""
    words = [word for word in seen.words(at, trigger.start) if not is_light(seen, word) and not _being(seen, word)]
    return len(words) <= FEW or any(seen.code("is_plural", word) for word in words)


def antecedents(seen: Look, edge: int) -> list[str]:
    """Of whom a relative tells: the country named last before it, and those tied to it ("Peru, together with Colombia, …")."""
    parties = [p for p in seen.named(seen.start, edge) if p.code not in organisations()]
    codes = [parties[-1].code] if parties else []
    for before, party in pairwise(reversed(parties)):
        tie = seen.first("rel_and", party.end, before.start)
        if tie is None or not all(
            is_light(seen, word) or _being(seen, word) for word in seen.words(party.end, tie.start)
        ):
            break
        codes.insert(0, party.code)
    return codes


def _being(seen: Look, word: Token) -> bool:
    return seen.code("is_being", word) is not None or seen.code("is_epithet", word) is not None


def _capitals(seen: Look, words: list[Token]) -> list[Token]:
    """The words with a capital that the stretch begins with, and the small ones that tie them."""
    ties, ends = seen.scene.words.local("is_tie"), seen.scene.words.local("phrase_end")
    months = {mark.start for mark in seen.sentence.of("month")}
    name: list[Token] = []
    pending: list[Token] = []
    for word in words:
        said = word.word.decode("ascii")
        between = (pending or name)[-1:]
        if word.start in months or (between and seen.text[between[0].end : word.start].strip()):
            break
        if name and said in ties:
            pending.append(word)
        elif pending and any(party.start == word.start for party in seen.parties) and _joins(seen, pending):
            break
        elif seen.text[word.start].isupper() and said not in ends:
            name += [*pending, word]
            pending = []
        else:
            break
    return name


def _joins(seen: Look, ties: list[Token]) -> bool:
    """Whether "and" is among the words before a country, which so is no part of the name: "the Pacific Islands Forum and Fiji"."""
    return seen.first("rel_and", ties[0].start, ties[-1].end) is not None
