"""Bare numbers whose noun is understood because of their place: the first four arrived, los 30.000 que, the 24 already there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.beside_a_verb import ends_or_is_dated, stands_beside_its_verb
from cuaderno.documents.amounts.lots import is_batch
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.statements.claim import MONEY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_DONE = frozenset(
    ("delivered", "shipped", "deployed", "provided", "completed", "withdrawn", "pledged", "offered", "announced")
)
"""Stages of verbs whose subject or object a bare number is."""
_FINITE = frozenset(("ed", "base", "fin", "fut", "pp", "part", "cond"))
_COMING = frozenset(("persons", "items"))
_TIED = 40
_FEW, _SMALL, _WHENCE, _HELPING, _YEARS = 2, 12, 3, 4, range(1900, 2100)


def of_its_own(drafter: Drafter, number: Number) -> bool:
    """Whether a noun of a kind not counted here follows "another" and a number: "en otras siete regiones"."""
    scene = drafter.scene
    word = scene.word_after(number.end)[0]
    led = scene.word_before(number.lead)[0] in scene.words.local("another")
    return led and word.isalpha() and word not in drafter.counter.stop and word not in scene.words.local("more")


def understood(drafter: Drafter, number: Number) -> bool:
    """Whether a number without a noun is a noun phrase by its article, its order or its verb."""
    scene = drafter.scene
    if number.value < _FEW or number.bracketed or is_year(scene, number):
        return False
    if _of_a_year(scene, number):
        return True
    known = scene.word_before(number.lead)[0] in drafter.local("definite_article")
    said, end = _ordered(drafter, number)
    if is_batch(scene, number) or _held_against(drafter, number) or _held_now(drafter, number):
        return True
    if _moved_to(drafter, number) or _owned(drafter, number) or _of_the_same(drafter, number):
        return True
    after = scene.word_after(end)
    if known and not said and number.value <= _SMALL and not number.word:
        return False
    if (said or known) and (told := _told_which(drafter, number, after, said=said, known=known)) is not None:
        return told
    if known and not said and number.value <= _SMALL:
        return False  # the two signed
    if scene.plain.startswith(tuple(drafter.local("doing_so")), end + 1):
        return True
    if _verb(drafter, number, after, end) or _behind_verb(drafter, number, after[0]):
        return True
    return stands_beside_its_verb(drafter, number)


def _of_the_same(drafter: Drafter, number: Number) -> bool:
    """Whether "ones" stands for the noun, or "and" ties a number to the count right before by an adjective alone: "ten European countries
    and five African ones", "siete países africanos y tres asiáticos"."""
    scene, last = drafter.scene, drafter.drafts[-1] if drafter.drafts else None
    if last is None or last.kind == MONEY or last.anchor[0] < drafter.sentence(number).start:
        return False
    behind = scene.words_after(number.end, _WHENCE - 1)
    if any(word in drafter.local("ones") for word, _, _ in behind[:_FEW]):
        return True
    if (
        not behind
        or number.lead - last.anchor[1] > _TIED
        or scene.word_before(number.lead)[0] not in drafter.local("and")
    ):
        return False
    word, start, end = behind[0]
    ends = not scene.plain[end : end + 1].strip() or not scene.plain[end : end + 1].isalnum()
    closed = len(behind) == 1 or not behind[1][0][:1].isalnum() or behind[1][0] in drafter.counter.stop
    nation = any(mark.kind == "demonym" or mark.kind == "region" for mark in scene.at(start))
    return ends and closed and drafter.counter.spanish and (nation or word in drafter.local("of_a_continent"))


def _owned(drafter: Drafter, number: Number) -> bool:
    """Whether a possessive stands before a number, and its verb behind: "sus 370 serán relevados", "its 370 will be relieved"."""
    before = drafter.scene.word_before(number.lead)[0]
    if number.value <= _SMALL or before not in drafter.local("possessive"):
        return False
    return drafter.scene.word_after(number.end)[0] in drafter.local("helping")


def _told_which(
    drafter: Drafter, number: Number, after: tuple[str, int, int], *, said: bool, known: bool
) -> bool | None:
    """Whether the word behind ends the phrase of "the first four", or tells whose "the 1,000" are; None where it does neither."""
    if after[0] in drafter.local("relative") or not after[0][:1].isalnum():
        return said or after[0] in drafter.local("relative")
    if known and (after[0] in drafter.local("who") or _to_whom(drafter, after)):
        return True  # than the three who are there
    if known and _told_whose(drafter, after):
        return True
    behind = drafter.scene.word_after(number.end)[1] != after[1]
    helped = behind and after[0] in drafter.local("helping")  # "cinco ya han sido elegidos": by the verb
    ends = after[0] in drafter.counter.stop or after[0] in drafter.local("lists")
    return True if said and ends and not helped else None


def _to_whom(drafter: Drafter, after: tuple[str, int, int]) -> bool:
    """Whether a relative of persons stands behind the preposition: "los 360 a quienes sustituyen", "the 360 whom they relieve"."""
    behind = drafter.scene.word_after(after[2])[0]
    return after[0] in drafter.local("before_persons") and behind in drafter.local("who")


def _behind_verb(drafter: Drafter, number: Number, after: str) -> bool:
    """Whether a number that ends its clause is the subject of the verb before it, in Spanish: hasta mayo habían llegado 271."""
    if not drafter.counter.spanish or (after[:1].isalnum() and after not in drafter.counter.stop):
        return False
    word, start, end = drafter.scene.word_before(number.lead)
    if word in drafter.local("doing"):
        return True
    for mark in drafter.sentence(number).of("stage"):
        if mark.end == end and mark.end - mark.start >= end - start:
            stage, frame, form = mark.code.split()
            return stage in _DONE and frame != "give" and form in _FINITE
    return False


def _held_against(drafter: Drafter, number: Number) -> bool:
    """Whether a number that ends its phrase is what a count is held against: "27 took courses, compared to 44 in 2019"."""
    drafts = drafter.drafts
    if not drafts or drafts[-1].kind == MONEY or drafts[-1].anchor[0] < drafter.sentence(number).start:
        return False
    against = any(0 <= number.lead - mark.end <= 1 for mark in drafter.sentence(number).of("contrasted"))
    return against and ends_or_is_dated(drafter, number)


def _moved_to(drafter: Drafter, number: Number) -> bool:
    """Whether a number is that to which what was counted right before has come: "its fleet grew from four (4) to six (6)"."""
    scene, last = drafter.scene, drafter.drafts[-1] if drafter.drafts else None
    goal, start, _ = scene.word_before(number.lead)
    if last is None or last.kind == MONEY or goal not in drafter.local("range"):
        return False
    begun = scene.word_before(last.anchor[0])[0] in drafter.local("between")
    return begun and scene.plain[last.anchor[1] : start].strip(" )") == "" and ends_or_is_dated(drafter, number)


def _held_now(drafter: Drafter, number: Number) -> bool:
    """Whether a number that ends its phrase is what there is by now of what was counted: "Today it has around 4,500"."""
    scene = drafter.scene
    verb, start, _ = scene.word_before(number.lead)
    existing = verb in drafter.local("existing")
    if number.value <= _SMALL or not (existing or verb in drafter.local("holding")):
        return False
    after = scene.word_after(number.end)[0]
    if after[:1].isalnum() and after not in drafter.counter.stop:
        return False
    who, now = scene.word_before(start)[0], drafter.local("nowadays")
    if existing or who in drafter.local("there") or who in drafter.local("subject_pronoun"):
        return True
    return any(word in now for word, _, _ in scene.words_between(drafter.sentence(number).start, number.lead))


def are_rest(drafter: Drafter, number: Number) -> bool:
    """Whether a number is the rest of what was counted, which may lie further back: "The last five are due in June"."""
    return number.value >= _FEW and _ordered(drafter, number)[0]


def _ordered(drafter: Drafter, number: Number) -> tuple[bool, int]:
    """Whether a word says which of them: the first four, los tres anteriores, the 24 already; and where it ends."""
    scene, ordering = drafter.scene, drafter.local("ordering")
    before, start, _ = scene.word_before(number.lead)
    led = before in ordering and scene.word_before(start)[0] in drafter.local("definite_article")
    end = number.end
    word, _, last = scene.word_after(end)
    if word in drafter.local("ordering_behind"):
        led, end = True, last
    return led, end


def is_year(scene: Scene, number: Number) -> bool:
    """Whether a number is written as years are: four digits without a sign."""
    return number.value in _YEARS and scene.text[number.start : number.end].isdigit()


def _told_whose(drafter: Drafter, after: tuple[str, int, int]) -> bool:
    """Whether the word behind a number begins what tells whose they are: "the 1,000 it pledged", "los 80 de 2019"."""
    word, _, end = after
    if word in drafter.local("subject_pronoun"):
        return True
    return word in drafter.local("share_of") and _whose(drafter, end)


def _whose(drafter: Drafter, place: int) -> bool:
    """Whether a year or a country stands at a place: frente a los 80 de 2019, los 15 del año pasado, los 20 de Turquía."""
    word, start, _ = drafter.scene.word_after(place)
    if (word.isdigit() and int(word) in _YEARS) or word in drafter.local("time_noun"):
        return True
    return any(mark.kind in NAMES for mark in drafter.scene.at(start))


def whence(scene: Scene, number: Number) -> bool:
    """Whether a country or a service right behind a number tells whence they come: "including 11,000 from the United States",
    "16.000 de la Fuerza Aérea"."""
    words, branches = scene.words_after(number.end, _WHENCE)[1:], scene.words.local("service_branch")
    if any(word in branches for word, _, _ in words):
        return True
    return any(mark.kind in NAMES for _, start, _ in words for mark in scene.at(start))


def whence_listed(drafter: Drafter, number: Number, word: str) -> bool:
    """Whether a member of a list of people, or of things, tells only whence they come: "430 nacionales y 190 del Brasil", "14 de Alemania"."""
    if drafter.last is None or drafter.last[1].unit not in _COMING:
        return False
    if word in drafter.local("origin_adjective"):
        behind = drafter.scene.words_after(number.end, 2)
        return len(behind) < 2 or not behind[1][0][:1].isalnum() or behind[1][0] in drafter.local("lists")
    before = drafter.scene.word_before(number.lead)[0]
    tied = before in drafter.local("lists") or before in drafter.local("another")
    return tied and word in drafter.local("share_of") and whence(drafter.scene, number)


def _of_a_year(scene: Scene, number: Number) -> bool:
    """In brackets behind a year, what was counted then: más del doble que en 2012 (2 mil 95)."""
    if scene.plain[number.end : number.end + 1] != ")":
        return False
    opens, start, _ = scene.word_before(number.lead)
    year = scene.word_before(start)[0] if opens == "(" else ""
    return year.isdigit() and int(year) in _YEARS


def _verb(drafter: Drafter, number: Number, after: tuple[str, int, int], end: int) -> bool:
    """Whether a finite verb of giving or going stands right behind: seis llegaron la semana pasada, 860 are still serving."""
    scene, first = drafter.scene, after
    helping = drafter.local("helping")
    for _ in range(_HELPING + 1):
        helped = after[0] in helping
        told = after[0][:1].isalpha() and _gives_or_goes(scene, after[1], helped=after is not first)
        # "unos 1.200 han pasado por allí"; a few may be of what was not counted: "of the nine battalions four have completed"
        if told and (not helped or number.value > _SMALL):
            return True
        if not helped:
            return False
        end = after[2]
        after = scene.word_after(end)
    return False


def _gives_or_goes(scene: Scene, place: int, *, helped: bool) -> bool:
    """Whether a finite verb of giving or going, its helpers with it, begins at a place; behind a helper also one in -ing."""
    marks = (m for m in scene.at(place) if m.kind == "stage" and not scene.plain.startswith("-", m.end))
    codes = (mark.code.split() for mark in marks)
    return any(stage in _DONE and (form in _FINITE or (helped and form == "ing")) for stage, _, form in codes)
