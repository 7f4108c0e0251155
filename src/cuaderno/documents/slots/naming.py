"""A name where it stands, as a party: its role, whose aid it is, what it owns, whom it is joined to, and whether it is only mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.ranked import led_by_a_ranking
from cuaderno.documents.slots.roles import (
    AGAINST,
    ASIDE,
    BARE,
    BY,
    FROM,
    IN,
    OF,
    TERRITORIES,
    TO,
    WITH,
    Party,
    aid_follows,
    attributive,
    role_before,
)
from cuaderno.documents.slots.small import small_aid
from cuaderno.documents.slots.whose_aid import taker_of_aid

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed

POSSESSIVE = ("'", "s")
"""The sign and the letter of a possessive."""
_SEAT, _PHRASE, _ATTACK, _TIED, _USE, _LED, _PHRASED, _PAIR = 24, 64, 56, 24, 32, 40, 5, 2
"""Characters before a place in which a seat is told, or a phrase that tells by whom; behind a name up to its aggression; between names that are joined; before a name in which it is told that it uses something; from who leads it to a mission; and words before a name that lead to it; fewer words than that part a country from its alliance."""


def party_named(parsed: Parsed, mark: Mark, code: str, kind: str, before: list[Party]) -> Party:
    """The party that a mark names, behind those `before` it in the sentence."""
    plain, small, end = parsed.plain, parsed.small, mark.end
    start = _led_from(parsed, mark, kind, before)
    role, head = role_before(plain, small, parsed.start, start)
    owns = plain[end : end + 1] in POSSESSIVE and plain.startswith(("'s", "s' ", "' "), end)
    aid = aid_follows(plain, small, end + 2 * owns, parsed.end, role) or (
        (role == OF or kind == "demonym") and small_aid(small, head)
    )
    if aid and (turned := taker_of_aid(parsed, Mark(start, end, kind, code), role, owns=owns)):
        role, aid = turned, False
    joined = _is_joined(parsed, mark, role, before)
    if (kind == "demonym" or owns) and _attacks(parsed, end, role, head):
        role, joined, aid = AGAINST, False, False
    elif _in_passing(parsed, mark, code, kind, role):
        role, joined = ASIDE, False
    elif _is_aside(parsed, mark, code, kind, role, head):
        role, joined = AGAINST, False
    if role == OF and (head in small.payer or _on_the_part(parsed, mark.start)):
        role, aid = BY, False  # "a cargo de", "at the expense of"
    if role in (BY, OF) and _uses(parsed, mark.start):
        role, aid = TO, False
        _pass_on(before, mark.start)
    if joined:
        role = before[-1].role
    elif role == "and":
        role = BARE
    elif role == FROM and not owns and kind == "place" and attributive(plain, small.account, end, parsed.end):
        role, aid = AGAINST, False
    return Party(start, end, code, kind, role, head, aid, owns, joined)


def _led_from(parsed: Parsed, mark: Mark, kind: str, named: list[Party]) -> int:
    """Where the phrase begins that a name ends: at a government's seat behind it ("the government in Kyiv"), at what the country is to another
    ("its neighbor, Poland", "NATO member Poland"), at who leads a mission ("the Kenyan-led mission"); else at the name."""
    scene, at = parsed.sentence.scene, mark.start
    if named and named[-1].role == ASIDE and kind == "place" and at - named[-1].end < _TIED:
        led = parsed.gap(named[-1].end, at)
        if len(led) < _PAIR and all(word in scene.words.local("slot-one-of-them") for word in led):
            return _one_of_them(parsed, named[-1].start)
    before = scene.words_before(at, _PHRASED)
    if not before or before[0][1] < parsed.start:
        return at
    word, start, _ = before[0]
    local = scene.words.local
    if kind == "mission" and "-" in word:
        return start if word.rpartition("-")[2] in {*local("slot-led"), *local("slot-sanctioned")} else at
    if kind == "capital" and parsed.small.role.get(word) == IN and len(before) > 1:
        return before[1][1] if before[1][0] in local("slot-seat-of") else at
    if word == "," and kind in ("place", "capital"):
        known = (led[1] for led in before[1:] if led[0] in local("slot-epithet") and led[1] >= parsed.start)
        noun = next(known, at)
        ahead = bool(named) and named[-1].role == ASIDE and 0 < noun - named[-1].end < _PAIR
        return named[-1].start if ahead else noun
    return at


def _is_joined(parsed: Parsed, mark: Mark, role: str, before: list[Party]) -> bool:
    """Whether a name continues the one before it: "Denmark and the EU"."""
    if not before or mark.start - before[-1].end >= _TIED:
        return False
    if joined_by_a_phrase(parsed, before[-1], mark.start):
        return True
    if role not in (BARE, "and"):
        return False
    words = [word for word in parsed.gap(before[-1].end, mark.start) if word not in "()"]
    ties = [parsed.small.role.get(w) == "and" for w in words]
    return any(ties) and all(tie or w in parsed.small.skip for tie, w in zip(ties, words, strict=True))


def _in_passing(parsed: Parsed, mark: Mark, code: str, kind: str, role: str) -> bool:
    """Whether a name stands by no side of a deed: "along the Libyan border", "a NATO ally", "for service in Mali", "ahead of
    Chad"."""
    if kind == "demonym":
        return attributive(parsed.plain, parsed.small.border, mark.end, parsed.end)
    if kind == "place" and code not in TERRITORIES and _has_members(parsed, mark.start, mark.end):
        return True
    return (role in (IN, TO, WITH) and _to_serve(parsed, mark.start)) or led_by_a_ranking(parsed, mark.start)


def joined_by_a_phrase(parsed: Parsed, before: Party, at: int) -> bool:
    """Whether a phrase for "and" is all that stands between two names: "Germany as well as France", "tanto Alemania como Francia"."""
    local = parsed.sentence.scene.words.local
    words = [word for word in parsed.gap(before.end, at) if word.isalnum() and word not in parsed.small.article]
    if words and parsed.small.role.get(words[-1]) == before.role:
        words.pop()  # "tanto a Kenia como a Uganda"
    said = " ".join(words)
    if said in local("slot-together-with"):
        return before.role == BARE
    if said in local("slot-as-also"):
        led = parsed.gap(max(parsed.start, before.start - _TIED), before.start)
        return any(word in local("slot-both") for word in led[-_PAIR - 1 :])
    return said in local("slot-as-well-as")


def _is_aside(parsed: Parsed, mark: Mark, code: str, kind: str, role: str, head: str) -> bool:
    """Whether a name only tells of what kind or where something is: a border, a summit, a seat."""
    plain, small, end = parsed.plain, parsed.small, mark.end
    if kind == "demonym" and attributive(plain, small.aside, end, parsed.end):
        return True  # "by its French initials"
    held = kind == "capital" or (kind == "place" and code in TERRITORIES)
    if held and (head in small.meeting or attributive(plain, small.meeting, end, parsed.end)):
        return True  # "the Geneva summit", "the Wales Summit", "la cumbre de Ginebra"
    if role == OF and head in small.likened:
        return True  # "a region the size of France"
    return role == IN and _seated(parsed, mark.start)  # "the academy, based in San Salvador, has taught"


def _has_members(parsed: Parsed, start: int, end: int) -> bool:
    """Whether one country of an organisation is meant by its name: "NATO member Poland", "un aliado de la OTAN"."""
    scene = parsed.sentence.scene
    one = scene.words.local("slot-one-of-them")
    word, at, after = scene.word_after(end)
    if word in one:
        return not scene.starting("counted", at, after + 2)  # "NATO member states"
    return _one_of_them(parsed, start) < start


def _one_of_them(parsed: Parsed, at: int) -> int:
    """Where the word for one of an organisation's countries stands before its name, else the name's own place."""
    scene = parsed.sentence.scene
    led = [word for word in scene.words_before(at, _PHRASED) if word[0] not in parsed.small.article][:2]
    one = len(led) > 1 and parsed.small.role.get(led[0][0]) == OF and led[1][0] in scene.words.local("slot-one-of-them")
    return led[1][1] if one else at


def _to_serve(parsed: Parsed, at: int) -> bool:
    """Whether a name only tells where people will serve who are taught or fitted out: "for service in", "para prestar servicio en"."""
    led = parsed.plain[max(parsed.start, at - _USE) : at].rstrip()
    return led.endswith(tuple(parsed.sentence.scene.words.local("slot-to-serve")))


def _seated(parsed: Parsed, at: int) -> bool:
    """Whether a place only says where a body has its seat: "based in", "con sede en"."""
    seats = parsed.sentence.scene.words.local("slot-seated")
    return any(word in seats for word in parsed.gap(max(parsed.start, at - _SEAT), at)[-3:-1])


def _attacks(parsed: Parsed, end: int, role: str, head: str) -> bool:
    """Whether a name is that of an aggressor: "since Russia's brutal, full-scale invasion of", "la invasión rusa"."""
    aggression = parsed.sentence.scene.words.local("slot-aggression")
    if role == BARE and head in aggression:
        return True
    for word in parsed.gap(end, min(end + _ATTACK, parsed.end)):
        if word in aggression:
            return True
        if word in parsed.small.role or parsed.small.clause.get(word) in ("cut", "rel") or word in ".;:()":
            return False
    return False


def _uses(parsed: Parsed, at: int) -> bool:
    """Whether a name ends a phrase that tells who is to use what is given: "for use by the Ghanaian police"."""
    led = parsed.gap(max(parsed.start, at - _USE), at)
    while led and led[-1] in parsed.small.skip:
        led.pop()
    return " ".join(led).endswith(tuple(parsed.sentence.scene.words.local("slot-for-use")))


def _pass_on(before: list[Party], at: int) -> None:
    """Let those to whom things only go on their way be no receivers: "to Kenya for use by the Ugandan army"."""
    if before and before[-1].role == TO and at - before[-1].end <= _USE:
        before[-1] = before[-1]._replace(role=ASIDE)


def _on_the_part(parsed: Parsed, at: int) -> bool:
    """Whether a name ends a phrase that tells by whom: "recibió, por parte del Gobierno de Corea"."""
    for phrase in parsed.sentence.scene.words.local("slot-on-the-part"):
        found = parsed.plain.rfind(phrase, max(parsed.start, at - _PHRASE), at)
        if found >= 0 and parsed.only(parsed.small.skip, found + len(phrase), at):
            return True
    return False


def only_leads(parsed: Parsed, mark: Mark, marks: list[Mark]) -> bool:
    """Whether a name only says who leads the mission behind it, stands behind something, or has somebody as its member: "the Kenyan-led
    Multinational Security Support mission", "the U.N.-authorized operation", "Finland, a NATO member since 2023, bought"."""
    scene = parsed.sentence.scene
    word, _, end = scene.word_after(mark.end)
    if word in scene.words.local("slot-member"):
        named = any(one.kind == "place" for one in scene.at(scene.word_after(end)[1]))  # "NATO member Poland"
        return not named and any(one.kind == "alliance" and one.end == mark.end for one in scene.at(mark.start))
    if parsed.plain[mark.end : mark.end + 1] != "-":
        return False
    word = scene.word_after(mark.end + 1)[0]
    if word in scene.words.local("slot-sanctioned"):
        return True
    return word in scene.words.local("slot-led") and any(
        other.kind == "mission" and 0 < other.start - mark.end < _LED for other in marks
    )
