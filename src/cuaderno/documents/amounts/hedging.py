"""How surely a number is said: the words directly before it and behind it."""

from __future__ import annotations

from cuaderno.documents.amounts.numbers import Number, Words
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import APPROXIMATELY, AT_LEAST, AT_MOST, MONEY, NEARLY

_MEANS = {
    "approximately": (APPROXIMATELY, False), "nearly": (NEARLY, False), "at_least": (AT_LEAST, False), "over": (AT_LEAST, True),
    "at_most": (AT_MOST, False), "under": (AT_MOST, True), "passed": (AT_LEAST, True), "spread": (APPROXIMATELY, False),
    "each_at_most": (AT_MOST, False),
}  # fmt: skip
REACH, FURTHER = 4, 3
LONG, NEAR, TOLD = 80, 32, 5
HEDGE, AFTER = frozenset({"hedge"}), frozenset({"hedge_after"})
PASSED, SPREAD = "passed", frozenset({"spread", "each_at_most"})
CAPPED = 10
"""Words before a number in brackets among which the limit is named that is set to those it counts."""
SEVERAL, BRACKET = "costs", " ("
STRICT = frozenset({"under", "over"})
NO_HEDGE = "none"
"""The code of phrases that end like a hedge and are none: "spread over"."""


def lead(scene: Scene, words: Words, number: Number) -> None:
    """Find the hedges of a number and the place where it begins with them."""
    number.lead, number.hedges = hedges_before(scene, words, number.start)
    if number.hedges and any(mark.code == PASSED for mark in number.hedges) and _moves_on(scene, number.end):
        number.hedges = [mark for mark in number.hedges if mark.code != PASSED]
        number.lead = min([number.start, *(mark.start for mark in number.hedges)])
    if number.hedges and _comes_to(scene, number.hedges[-1]):
        number.hedges = number.hedges[:-1]
    if number.word and not number.hedges and _is_about(scene, number):
        number.hedges = [Mark(number.start, number.end, "hedge", APPROXIMATELY)]
    end = number.end
    aside = end + len(BRACKET) if scene.plain.startswith(BRACKET, end) else end  # "$5 million (approx.)"
    marked = end in words.starts or end + 1 in words.starts or aside in words.starts
    behind = (words.at(end, AFTER) or words.at(end + 1, AFTER) or words.at(aside, AFTER)) if marked else None
    if behind is not None and not _leads_on(scene, behind):
        number.hedges.append(behind)
        coupled = scene.word_after(behind.start)[0] in scene.words.local("and")
        number.end = behind.end if behind.start == number.end or coupled else number.end


def _leads_on(scene: Scene, behind: Mark) -> bool:
    """Whether a hedge behind a number is rather one of the next: "$30 million and up to $6 million in equipment"."""
    return any(mark.end > behind.end for mark in scene.starting("hedge", behind.start + 1, behind.end))


def _is_about(scene: Scene, number: Number) -> bool:
    """Whether a number is a noun that says so many or about as many: "una treintena de"."""
    about = scene.words.local("about_so_many")
    return any(word in about for word, _, _ in scene.words_between(number.start, number.end))


def _comes_to(scene: Scene, hedge: Mark) -> bool:
    """Whether a bound only says how far a change came: "cayó un 15 por ciento, hasta 38 millones"."""
    if scene.plain[hedge.start : hedge.end] not in scene.words.local("as_far_as"):
        return False
    sentence = scene.sentence_at(hedge.start)
    if scene.word_before(hedge.start)[0] == "," and sentence.before("multiple", hedge.start) is not None:
        return True  # duplicó su ayuda, hasta 16 millones
    turn = sentence.before("up", hedge.start)
    if turn is None or hedge.start - turn.end > NEAR:
        return False
    if "%" in scene.text[max(0, hedge.start - len("%, ")) : hedge.start]:
        return True  # aumentó su gasto un 24 %, hasta los 109.000 millones
    return not any(
        mark.kind in ("stage", "counted", "place", "currency") for mark in scene.between(turn.end, hedge.start)
    )


def _moves_on(scene: Scene, place: int) -> bool:
    """Whether a number is only where a change began: "pasó de 4 millones en 2012 a 6 millones", "… a más de 8.400"."""
    words = [word for word, _, _ in scene.words_after(place, REACH + FURTHER)]
    ends = scene.words.local("range")
    goals = [index for index, word in enumerate(words[: REACH + 1]) if word in ends]
    return any(word[0].isdigit() for index in goals for word in words[index + 1 : index + 1 + FURTHER])


def spread(scene: Scene, first: Number, second: Number, *, one_noun: bool) -> None:
    """Let a hedge hold for the next number that "and" ties to it: an estimated five … and ten …, up to twelve Army and six Navy pilots.

    Of hedges other than "an estimated" and "ceilings of" only where both share one noun (`one_noun`).
    """
    if second.hedges or not first.hedges or second.start - first.end > LONG:
        return
    if not (first.hedges[0].code in SPREAD or one_noun):
        return
    if scene.word_before(second.lead)[0] in scene.words.local("and"):
        second.hedges = first.hedges


def fill_hedge(scene: Scene, draft: Draft, marks: list[Mark]) -> None:
    """Fill `hedge` and `strict` of a draft; a bound counts more than "estimated" beside it."""
    if not marks:
        return _estimated(scene, draft)
    bounds = [mark for mark in marks if _MEANS[mark.code][0] in (AT_LEAST, AT_MOST)]
    chosen = (bounds or marks)[0]
    said, draft.strict = _MEANS[chosen.code]
    if said == AT_LEAST and scene.word_before(chosen.start)[0] in scene.words.local("never"):
        said, draft.strict = AT_MOST, False  # "never exceeded $7 million"
    draft.filled("hedge", said, f"words “{scene.text[chosen.start : chosen.end]}”")
    return None


def _estimated(scene: Scene, draft: Draft) -> None:
    """The estimated total cost is $280 million: a sum whose subject says that it is an estimate; "estimated costs" does so of several."""
    if draft.kind != MONEY:
        if cap := _capped(scene, draft):
            draft.filled("hedge", AT_MOST, f"words “{cap}”")
        return
    said = scene.sentence_at(draft.anchor[0]).before("estimating", draft.anchor[0])
    if said is None or said.start < draft.clause[0] or draft.anchor[0] - said.end >= LONG:
        return
    led = scene.word_before(draft.anchor[0])[0]
    if said.code == "at" and not (led in scene.words.local("count_end") or led in scene.words.local("slot-cost")):
        return
    if said.code == SEVERAL or not any(mark.kind == "currency" for mark in scene.between(said.end, draft.anchor[0])):
        draft.filled("hedge", APPROXIMATELY, f"words “{scene.text[said.start : said.end]}”")


def _capped(scene: Scene, draft: Draft) -> str:
    """The word for a limit on what is counted in brackets behind its noun: "the cap on soldiers (800) and contractors (600)"; "" without."""
    start, end = draft.anchor
    if scene.plain[start - 1 : start] != "(" or scene.plain[end : end + 1] != ")":
        return ""
    caps, first = scene.words.local("cap"), scene.sentence_at(start).start
    for word, place, _ in scene.backward(start - 1, CAPPED):
        if place < first or word in ".;:,":
            return ""
        if word in caps:
            return word
    return ""


def hedges_before(scene: Scene, words: Words, place: int) -> tuple[int, list[Mark]]:
    """The hedges that end before a place, nearest first, articles and the like between them skipped."""
    found: list[Mark] = []
    skipped = scene.words.local("hedge_skip")
    here, ends = place, words.ends
    for _ in range(REACH):
        marked = here - 1 in ends or here in ends
        mark = (words.until(here - 1, HEDGE) or words.until(here, HEDGE)) if marked else None
        if mark is not None and (
            mark.code == NO_HEDGE or (mark.code in STRICT and _of_a_thing(scene, mark, place)) or _tells_of(scene, mark)
        ):
            break
        if mark is not None:
            found.append(mark)
            here = place = mark.start
            continue
        word, start, end = scene.word_before(here)
        if word not in skipped or here - end > 1:
            break
        here = start
    return place, found


def _of_a_thing(scene: Scene, mark: Mark, place: int) -> bool:
    """Whether an article parts a bound from its number, so that it only tells where or over what: "under a $68 million contract",
    "an increase over the $5 million of 2012", "$20 million less than the $79 million of the budget"."""
    if scene.plain[place].isalpha():
        return False
    word, start, _ = scene.word_before(place)
    if word in scene.words.local("article"):
        return True
    if word not in scene.words.local("definite_article"):
        return False
    return scene.plain[mark.start : mark.end] in scene.words.local("placing") or _of_another_sum(scene, start)


def _tells_of(scene: Scene, mark: Mark) -> bool:
    """Whether a word that is a preposition too stands behind a verb of telling: "notified Congress this week about eight sales"."""
    if scene.plain[mark.start : mark.end] not in scene.words.local("topical"):
        return False
    led = scene.word_before(mark.start)[0]
    if led in scene.words.local("slot-role") or led in scene.words.local("slot-that"):
        return False  # "asked for about half of the money"
    telling = scene.words.local("telling")
    for word, _, _ in scene.words_before(mark.start, TOLD):
        if word in telling:
            return True
        if not word[0].isalnum() or word[0].isdigit():
            return False
    return False


def _of_another_sum(scene: Scene, end: int) -> bool:
    """Whether what stands before a definite sum compares another one with it, which is told right before."""
    sentence = scene.sentence_at(end)
    return any(mark.kind in ("scale", "currency") for mark in scene.between(max(sentence.start, end - NEAR), end))
