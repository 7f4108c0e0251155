"""Aid that is called by the name of who gets it: "the Ukraine aid package", "Kenya's military aid from Germany"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.roles import BARE, BY, FOR, FROM, IN, OF, TERRITORIES, TO

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed

_FEW, _AWAY, _BACK = 4, 4, 9
"""Words from a name to the noun for aid, and characters from that noun's preposition to a name, at most; words before a name."""
_SERVED = frozenset((OF, BARE, FOR, IN))
_GIVERS = frozenset(("USA", "GBR"))
"""Countries whose name in full stands before what they give: "United States aid"."""
_NAMES = frozenset(("place", "demonym", "capital", "government"))


def taker_of_aid(parsed: Parsed, mark: Mark, role: str, *, owns: bool) -> str:
    """The role of a name beside a noun for aid, if it gets the aid; "" where it gives it."""
    if role not in (BY, FROM) and _is_for_them(parsed, mark, owns=owns):
        return TO
    return FOR if role in _SERVED and not owns and _serves_them(parsed, mark.start) else ""


def _is_for_them(parsed: Parsed, mark: Mark, *, owns: bool) -> bool:
    """Whether aid is called by a country that gets it: by its name in full, or as its own that comes from another; not "U.S. aid", "Japan's
    aid", nor where it is told to whom it goes."""
    if mark.kind != "place" or mark.code not in TERRITORIES or parsed.small.clitic:
        return False
    if not owns and (mark.code in _GIVERS or parsed.sentence.scene.text[mark.start : mark.end].isupper()):
        return False
    scene, small = parsed.sentence.scene, parsed.small
    nouns, named = scene.words.local("slot-aid-called"), False
    for word, _, end in scene.words_after(mark.end + 2 * owns, _FEW):
        if word in nouns or (named and small.aid.get(word) == "aid"):
            led, _, at = scene.word_after(end)
            toward = small.role.get(led) if _names_at(parsed, at) else None
            return toward == FROM if owns else toward not in (TO, FOR)
        if small.aid.get(word) != "on":
            return False
        named = True
    return False


def _serves_them(parsed: Parsed, at: int) -> bool:
    """Whether aid is what a name behind it gets by it: "en apoyo del Ejército de Kenia"; and who learns, whatever leads there: "costó la
    formación de soldados kenianos"."""
    small, scene = parsed.small, parsed.sentence.scene
    words = [word for word, start, _ in scene.backward(at, _BACK) if start >= parsed.start]
    noun = next((n for n, word in enumerate(words) if small.aid.get(word) == "aid"), None)
    if noun is None or not noun or any(word not in small.skip for word in words[:noun]):
        return False
    if words[noun] in scene.words.local("slot-teaching") and words[0] in scene.words.local("slot-taught"):
        return True
    led = next((word for word in words[noun + 1 :] if word not in small.article), "")
    role = small.role.get(led)
    return role == FOR or (role == IN and words[noun] in scene.words.local("slot-on-behalf"))


def _names_at(parsed: Parsed, at: int) -> bool:
    """Whether a party is named right behind a preposition, or its article."""
    marks = parsed.sentence.scene.between(at, parsed.end)
    return any(mark.kind in _NAMES and mark.start - at <= _AWAY + 1 for mark in marks[:_FEW])
