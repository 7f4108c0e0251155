"""Parties and their roles: the preposition before a name, the noun that it belongs to, and whether it says whose aid is meant."""

from __future__ import annotations

import re
from typing import NamedTuple

from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.small import Small
from cuaderno.statements.places import all_places

TO, FOR, FROM, BY, OF, IN, WITH, BETWEEN, AGAINST, SUPPORT, BARE, ELIDED, ASIDE = (
    "to", "for", "from", "by", "of", "in", "with", "between", "against", "support", "bare", "elided", "aside",
)  # fmt: skip
TERRITORIES = frozenset(each.code for each in all_places() if each.kind in ("territory", "former"))
"""The codes of countries."""
TOKEN = re.compile(r"[a-z0-9$§]+(?:['.-][a-z0-9]+)*|[^\sa-z0-9]")
_REACH, _PLAINLY = 64, 3
_OPEN = frozenset((TO, FOR, OF))
"""The roles of prepositions that what stands before them may change: "the aid of", "compared to"."""
_ENDS = frozenset(("", ",", ".", ";", ":", ")", "(", "\n", "?", "!", '"'))


class Party(NamedTuple):
    """A party named: its place in the text, its code, its role, the words about it.

    `role` is its preposition, or bare; `head` the noun before "of" (or before a Spanish adjective); `aid` that it says whose
    aid is meant (U.S. assistance, ayuda estadounidense); `owns` that it is a possessive (Colombia's); `joined` that it continues
    the party before it (Denmark and the EU); `kind` the kind of its mark, `state` for "the army", `country` for "the country",
    `group` for a name that several countries share, whose `code` joins theirs: "the Baltic states".
    """

    start: int
    end: int
    code: str
    kind: str
    role: str
    head: str
    aid: bool
    owns: bool
    joined: bool

    @property
    def codes(self) -> tuple[str, ...]:
        """Its code, or those of the countries that share its name: "the Baltic states"."""
        return tuple(self.code.split("+"))


def is_country(scene: Scene, mark: Mark) -> bool:
    """Whether a nationality's word is a country's name, as its capital tells: "Ucrania" and "India" in Spanish."""
    return mark.kind == "demonym" and any(
        each.kind == "place" and each.end == mark.end for each in scene.at(mark.start)
    )


def of_owner(mark: Mark, before: list[Party]) -> bool:
    """Whether a body is that of the country named right before it, which it so is a name of: "Peru's Congress"."""
    owner = before[-1] if before and mark.kind == "government" else None
    if owner is None or not owner.owns or owner.code == mark.code or mark.start - owner.end > len("'s "):
        return False
    before[-1] = owner._replace(end=mark.end, owns=False)
    return True


def role_before(plain: str, small: Small, start: int, at: int) -> tuple[str, str]:
    """The preposition before a place of a sentence from `start`, over words that only say what body it is, and the noun before "of"."""
    if at <= start:
        return BARE, ""
    if (plainly := _plain_role(plain, small, start, at)) is not None:
        return plainly
    words = TOKEN.findall(plain, at - _REACH if at - _REACH > start else start, at)
    of, said, last = False, False, len(words) - 1
    for at_word in range(last, last - 8 if last > 7 else -1, -1):
        word = words[at_word]
        role = small.role.get(word)
        if (told := _compared(small, words, at_word)) is not None:
            return told
        if role == OF:
            of = True
        elif role is not None:
            return (role, "") if role != "and" or not of else (OF, "")
        elif of and word in small.coming:
            return FROM, ""  # "procedente de España"
        elif of and small.skip.get(word) == "body":
            of, said = False, word in small.adjective
        elif word not in small.skip and (not word[0].isdigit() or _is_year(word)):
            return (OF if of or said else BARE), word  # "la ayuda militar de Alemania"
        else:
            said = False
    return (OF if of else BARE), ""


def _compared(small: Small, words: list[str], at: int) -> tuple[str, str] | None:
    """The role where a word bounds or compares: "the border with", "compared to"; none is "more than 600 Kenyan soldiers"."""
    word, before = words[at], words[at - 1] if at else ""
    role = small.role.get(word)
    if word in small.than and at + 1 < len(words) and words[at + 1][0].isdigit():
        return BARE, ""
    if role == WITH and before in small.border:
        return AGAINST, before
    return (AGAINST, "") if role in (TO, FOR) and before in small.than else None


def _plain_role(plain: str, small: Small, start: int, at: int) -> tuple[str, str] | None:
    """The same where nothing but whole words stands between, and the preposition is no open one; else None."""
    for _ in range(_PLAINLY):
        blank = plain.rfind(" ", start, at - 1)
        word = plain[blank + 1 : at - 1]
        if blank < 0 or plain[at - 1] != " " or not word.isalpha():
            return None
        role = small.role.get(word)
        if role == WITH and (neighbour := plain[start:blank].rpartition(" ")[2]) in small.border:
            return AGAINST, neighbour
        if role is not None:
            return (role, "") if role not in _OPEN else None
        if word not in small.skip:
            return BARE, word
        at = blank + 1
    return None


def _is_year(word: str) -> bool:
    return word[:2] in ("19", "20") and (len(word) == 4 or word[4:5] == "-")


def attributive(plain: str, nouns: frozenset[str], at: int, end: int) -> bool:
    """Whether a name only says which law, account or border is meant by the noun behind it: "the Ukraine supplemental"."""
    return any(word in nouns for word in TOKEN.findall(plain, at, min(at + 20, end))[:1])


def aid_follows(plain: str, small: Small, at: int, end: int, role: str = BARE) -> bool:
    """Whether the words behind a name, in a sentence up to `end`, say that it is the giver's: "U.S. security assistance".

    Those to whom something goes (`role`) may only lead what it goes to: "support to Haitian-led efforts".
    """
    place = at + 1 if plain.startswith(" ", at) else at
    first = plain[place : place + 1]
    if first in _ENDS or (
        first.isalpha() and plain[place : place + 20].partition(" ")[0].rstrip(",.;:)-") not in small.aid
    ):
        return False
    hyphen = False
    for word in TOKEN.findall(plain, at, min(at + 44, end))[:4]:
        kind = small.aid.get(word)
        led = kind == "made" and hyphen
        if kind == "aid" or (led and role not in (TO, FOR)):
            return True
        hyphen = word == "-"
        if not (kind == "on" or led or hyphen):
            return False
    return False
