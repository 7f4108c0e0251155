"""Short forms of a country's bodies, each known by the name behind which a text tells it: "the Armed Forces of Liberia (AFL)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark

if TYPE_CHECKING:
    from cuaderno.documents.scene import Scene

_SHORT = re.compile(r" \(([A-Z](?=[A-Za-z-]*[A-Z])[A-Za-z-]{1,11})\)")
_NAME, _BACK, _MOST, _FORMS = re.compile(r"[a-z]+"), 80, 9, 40
"""Characters, and words, of a name before its bracket, and short forms of a text that are looked for."""
KIND = "government"
_PARTIES = frozenset(("place", "demonym", KIND))
_OTHERS = frozenset(("programme", "mission", "rel_body", "rel_instrument", "rel_status", "plan"))
"""What a name may be that is no country's body."""


def short_names(scene: Scene) -> list[Mark]:
    """Every place where the text speaks of a country's body by a short form that it tells."""
    known: dict[str, str] = {}
    for found in _SHORT.finditer(scene.text):
        if found[1] not in known:
            known[found[1]] = _whose(scene, *found.span(1))
    named = [(short, code) for short, code in known.items() if code][:_FORMS]
    marks = [
        Mark(*found.span(), KIND, code)
        for short, code in named
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", scene.text)
    ]
    return sorted(mark for mark in marks if all(other.kind not in _PARTIES for other in scene.at(mark.start)))


def _whose(scene: Scene, start: int, end: int) -> str:
    """The country whose body's name stands before a short form in brackets; "" where none does."""
    bodies = scene.words.local("state_body")
    if bodies.keys().isdisjoint(scene.plain[start - _BACK if start > _BACK else 0 : start].split()):
        return ""
    if not _PARTIES.isdisjoint(kinds := {mark.kind for mark in scene.between(start, end)}) or "programme" in kinds:
        return ""
    begin = _begin(scene, start - len(" ("))
    marks = scene.between(begin, start - 1)
    if not _OTHERS.isdisjoint(kinds.union(mark.kind for mark in marks)):
        return ""
    if bodies.keys().isdisjoint(_NAME.findall(scene.plain, begin, start)):
        return ""
    codes = {mark.code for mark in marks if mark.kind in _PARTIES}
    return codes.pop() if len(codes) == 1 and "-" not in codes else ""


def _begin(scene: Scene, end: int) -> int:
    """Where a name begins that ends at a place: back over words with a capital and those that tie them."""
    begin, tie = end, scene.words.local("is_tie")
    for word, start, _ in scene.backward(end, _MOST):
        if end - start > _BACK or not (scene.text[start].isupper() or word in tie):
            break
        begin = start
    return begin
