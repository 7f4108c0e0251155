"""Things that no table names, counted as the object or subject of a verb of giving: "sold Cairo 54 Rafales", "donó 12 pulverizadoras"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cuaderno.documents.amounts.claimed import UNKNOWN
from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

Word = tuple[str, int, int]
_HANDING = frozenset(
    ("delivered", "shipped", "provided", "offered", "pledged", "requested", "agreed", "signed", "committed")
)
"""Stages whose verbs have things for their objects."""
_WITH_NAMES = _HANDING | {
    "approved",
    "authorised",
    "notified",
    "announced",
    "refused",
    "inactive",
    "cancelled",
    "deployed",
}
"""Those of which a name, as 54 Rafales, is an object as well."""
_FRAMES = frozenset(("give", "send", "sell", "buy", "get", "ask", "deploy", "none"))
_ENDING = ("lists", "specification", "elided_after", "definite", "ordering", "ordering_behind")
"""Tables of words over which no name of a thing reaches."""
_REACH, _MOST, _SHORTEST, _FEW, _BACK, _SWARM, _TIE = 60, 4, 4, 2, 24, 2000, 6
_BESIDE = NAMES | {"weekday", "relative", "month", "season"}


def handed(drafter: Drafter, number: Number) -> Head | None:
    """The thing that a number without a known noun counts, or None."""
    if number.scaled or number.unit or number.value < _FEW:
        return None
    scene = drafter.scene
    noun = _noun(scene, number, drafter.counter.stop)
    if noun is None:
        return None
    words, named = noun
    if named and number.word and scene.text[number.start].isupper() and scene.word_before(number.lead)[0].isalpha():
        return None  # the town of "Tres Esquinas"
    stages = _WITH_NAMES if named else _HANDING
    end = words[-1][2]
    if not (
        _object(scene, number, stages)
        or _subject(drafter, end, stages)
        or _beside(drafter, number)
        or (named and _among_things(scene, words[0], number))
    ):
        return None
    return Head("items", words[0][1], end, "name of a thing handed over" if named else UNKNOWN)


def _noun(scene: Scene, number: Number, stop: dict[str, str]) -> tuple[list[Word], bool] | None:
    """The words of the noun phrase behind a number and whether it is a name, if they can be a thing's."""
    words = _run(scene, number, stop)
    if not words:
        return None
    spanish = "first" in scene.words.local("head").values()
    head, start, end = words[0 if spanish else -1]
    local = scene.words.local
    if (
        head in local("uncounted")
        or head in local("before_model")
        or scene.word_after(words[-1][2])[0] in local("of_whom")
    ):
        return None  # "20 Uighurs who had fled"
    if _is_name(scene, number, words, spanish=spanish):
        return words, True
    if len(head) < _SHORTEST or head[-1] not in scene.words.local("plural_ending") or head.endswith("ss"):
        return None
    if head.endswith(tuple(local("abstract_ending"))):
        return None
    if any(mark.kind in _BESIDE or mark.kind == "stage" for mark in scene.at(start)):
        return None
    return ([(head, start, end)] if spanish else words), False


def _run(scene: Scene, number: Number, stop: dict[str, str]) -> list[Word]:
    """The words behind a number up to the end of its phrase; none where the phrase ends at once."""
    ends = _ending(scene.words)
    found: list[Word] = []
    for word in scene.words_after(number.end, _MOST + 2):
        said = word[0]
        if said in "'\"" and not found:
            continue
        if not said[0].isalnum() or said in stop or said in ends or len(found) == _MOST:
            break
        if found and any(mark.kind in ("stage", "month") for mark in scene.at(word[1])):
            break
        found.append(word)
    return found


@lru_cache(maxsize=4)
def _ending(words: Lexicon) -> frozenset[str]:
    return frozenset(form for kind in _ENDING for form in words.local(kind))


def _is_name(scene: Scene, number: Number, words: list[Word], *, spanish: bool) -> bool:
    """Whether a phrase is a name that is no country's, in a text that is not all in capitals."""
    text = scene.text
    shown = words[:1] if spanish else words
    if any(not text[start].isupper() or text[start:end].isupper() for _, start, end in shown):
        return False
    if _follows_name(scene, number):
        return False
    return not any(mark.kind in _BESIDE or mark.kind in ("programme", "currency") for mark in scene.at(words[0][1]))


def _follows_name(scene: Scene, number: Number) -> bool:
    """Whether the number is part of a name, as in Debian 10 Buster: behind a capital that begins no sentence and names no party."""
    word, start, end = scene.word_before(number.lead)
    if not word[:1].isalpha() or not scene.text[start].isupper():
        return False
    if start <= scene.sentence_at(number.start).start + 1:
        known = map(scene.words.local, ("definite", "determiner", "another", "definite_article"))
        return not number.word and not any(word in words for words in known) and not scene.names(start, end)
    return not scene.names(start - _BACK, end)


def _fits(mark: Mark, stages: frozenset[str]) -> bool:
    stage, frame, form = mark.code.split()
    return stage in stages and frame in _FRAMES and form != "weak"


def _object(scene: Scene, number: Number, stages: frozenset[str]) -> bool:
    """Whether a verb stands before a number with nothing between but to whom and when."""
    sentence = scene.sentence_at(number.start)
    for mark in reversed(sentence.of("stage")):
        if mark.end > number.lead or number.lead - mark.end > _REACH:
            continue
        if _fits(mark, stages) and only_to_whom(scene, mark.end, number.lead):
            return True
    return False


def _subject(drafter: Drafter, end: int, stages: frozenset[str]) -> bool:
    """Whether a verb stands right behind what is counted: 54 Rafales were delivered, 24 Kfir llegaron."""
    scene = drafter.scene
    helping = scene.words.local("helping")
    word, _, last = scene.word_after(end)
    while word in helping or word in scene.words.local("between_objects"):
        end = last
        word, _, last = scene.word_after(end)
    if not word[:1].isalnum():
        return False
    start = last - len(word)
    return any(
        mark.kind == "stage" and mark.code.split()[2] in ("ed", "fin", "part", "fut") and _fits(mark, stages)
        for mark in scene.at(start)
    )


def _among_things(scene: Scene, word: Word, number: Number) -> bool:
    """Whether a plural name stands in a sentence that names other things of the field: "40 Caracals and 120 engines"."""
    if number.value > _SWARM or word[0][-1] not in scene.words.local("plural_ending") or word[0].endswith("ss"):
        return False
    return any(mark.code == "items" for mark in scene.sentence_at(number.start).of("counted"))


def _beside(drafter: Drafter, number: Number) -> bool:
    """Whether the number is a further member of the list in which a thing of this rule was counted."""
    last = drafter.last
    if last is None or "handed over" not in last[1].rule or last[0].anchor[0] < drafter.sentence(number).start:
        return False
    return drafter.scene.word_before(number.lead)[0] in drafter.local("lists") and number.lead - last[1].end <= _TIE


def only_to_whom(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but to whom and when stands between a verb and its object: "donó el lunes a Ecuador un avión"."""
    skipped, place = scene.words.local("between_objects"), start
    marks = [
        mark
        for mark in scene.between(start, end)
        if mark.kind in _BESIDE or mark.kind == "number" or mark.code == "state"
    ]
    for mark in (*marks, Mark(end, end, "", "")):
        if any(word not in skipped and not word[0].isdigit() for word, _, _ in scene.words_between(place, mark.start)):
            return False
        place = max(place, mark.end)
    return True
