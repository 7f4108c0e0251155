"""The post from which a cable was sent: "FM AMEMBASSY RABAT / TO SECSTATE WASHDC", "Telegram from the Embassy in Peru to the Department of State"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark
from cuaderno.statements.places import all_places

if TYPE_CHECKING:
    from cuaderno.documents.scene import Scene

HEAD, _WAY, _WORDS = 1600, 3, 3
"""Characters of a text in which a cable tells its post, from the words for it to its name, and words of a town's name at most."""
_PLACES = frozenset(("place", "capital"))


def post_of(scene: Scene) -> str:
    """The country of the post that sent a cable; "" where a text is none."""
    known = scene.notes.get("post")
    if not isinstance(known, str):
        known = scene.notes["post"] = _post_of(scene)
    return known


def governments(scene: Scene) -> list[Mark]:
    """Every place where a cable speaks of the government of its post by its initials: "GOM HAS SIGNED" from Rabat."""
    code = post_of(scene)
    initial = _names()[code][:1] if code in _names() else ""
    if not initial:
        return []
    return [Mark(*found.span(), "government", code) for found in re.finditer(rf"\bGO{initial}\b", scene.text)]


@cache
def _names() -> dict[str, str]:
    """The English names of countries."""
    return {each.code: each.name_en for each in all_places() if each.kind == "territory"}


def _post_of(scene: Scene) -> str:
    head, local = scene.plain[:HEAD], scene.words.local
    if not any(words in head for words in local("slot-cable-to")):
        return ""
    for words in local("slot-cable-from"):
        at = head.find(words)
        while at >= 0:
            if code := _named(scene, at + len(words)):
                return code
            at = head.find(words, at + 1)
    return ""


def _named(scene: Scene, at: int) -> str:
    """The country of the town or country right behind a place."""
    named = (m for m in scene.between(at, at + HEAD) if m.kind in _PLACES)
    first = next(named, None)
    if first is not None and first.start - at < _WAY:
        return first.code
    towns = scene.words.local("rel_town")
    words = [word for word, _, _ in scene.words_after(at, _WORDS)]
    return next((towns[name] for n in range(len(words), 0, -1) if (name := " ".join(words[:n])) in towns), "")
