"""Which country a text is about by how often and where it names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.slots.implied import IMPLIED
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.programmes_of import is_plan
from cuaderno.documents.slots.roles import TERRITORIES

_OPENING = 4
"""The sentences at the head of a text in which a country is not named in passing."""
_LEAD, _PAIR = 3, 2
"""The last of the first sentences, one of which names the country that a text is about; so often a sentence may name it."""


def named_of(scene: Scene) -> Counter[str]:
    """How often a text names each country, by whatever name; "an Italian-led centre" names none."""
    named = [mark for mark in _outermost(scene.named) if mark.code in TERRITORIES]
    places = {(m.start, m.code) for m in named if m.kind != "demonym" or scene.plain[m.end : m.end + 1] != "-"}
    return Counter([code for _, code in sorted(places)])


def most_named(scene: Scene, counts: Counter[str], first: int) -> tuple[str, ...]:
    """The country named most by far, or alone, and so early that its figures, the first of which stands at `first`, can be of it."""
    ranked = [(code, times) for code, times in counts.most_common(3) if code != USA]
    if not ranked or not _opens_with(scene, ranked[0][0], first):
        return ()
    if ranked[0][1] < 2:
        return tuple(code for code, _ in ranked) if len(ranked) == 1 else ()
    if len(ranked) > 1 and (
        ranked[0][1] < 1.5 * ranked[1][1] or (ranked[0][1] > _PAIR and _in_one_list(scene, ranked[0][0]))
    ):
        return ()
    return (ranked[0][0],)


def _in_one_list(scene: Scene, code: str) -> bool:
    """Whether a country is named in a single sentence, however often: of the items of its list it has several."""
    places = [mark.start for mark in scene.named if mark.code == code]
    return scene.sentence_number(places[0]) == scene.sentence_number(places[-1])


def other_named(scene: Scene, own: tuple[str, ...]) -> tuple[str, ...]:
    """The one country that a text without the United States names beside its own, time and again and by its own name."""
    if not own:
        return ()
    named = Counter([m[3] for m in scene.of("place") if m[3] in TERRITORIES and m[3] not in own])
    ranked = named.most_common(2)
    if not ranked or ranked[0][1] < _PAIR or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return ()
    return (ranked[0][0],)


def _opens_with(scene: Scene, code: str, first: int) -> bool:
    """Whether a country is named in the first sentences of a text, or by the one behind its first figure."""
    last = max(_LEAD, scene.sentence_number(first) + 1)
    opening = scene.bounds[min(last, len(scene.bounds) - 1)][1]
    return any(mark.code == code for mark in scene.between(0, opening) if mark.kind in NAMES)


def _outermost(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks in order without those that are only a part of another: "Saudi" in "Saudi Arabia"."""
    start = end = -1
    for mark in marks:
        if mark.end > end or (mark.start, mark.end) == (start, end):
            start, end = mark[:2]
            yield mark


def named_in_passing(scene: Scene, named: list[Mark], counts: Counter[str], first: int) -> bool:
    """Whether the United States are only named far behind the beginning, by a text that names another twice as often and none of their
    programmes, and does not speak of their government as of the donor: "the President requests"."""
    told = any(IMPLIED.get(mark.code, (USA, ""))[0] == USA and not is_plan(mark.code) for mark in scene.of("programme"))
    spoken = sum(mark.code == "donor" for mark in scene.of("anaphor"))
    opening = scene.bounds[min(_OPENING, len(scene.bounds)) - 1][1]
    if told or spoken > 1 or named[0].start <= max(opening, first):
        return False
    return any(times >= 2 * len(named) for times in counts.values())
