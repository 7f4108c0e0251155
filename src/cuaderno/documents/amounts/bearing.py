"""What a reader must heed before using a figure: part, total, said twice, denied, on condition, meant, said by somebody."""

from __future__ import annotations

from cuaderno.documents.amounts.terms import TERM
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

NEAR, _MONTHS = 45, 12
_CLOSING = (")", "-,", "-;", "- ")
"""What ends an insertion: "14 engines (two of them spare), 12 missiles"."""
_HEARD = frozenset(("totalling", "raising_to", "denying", "conditional", "intending", "proviso", "attributing"))
"""The kinds of words that tell of a total, or in what mood a figure is told."""


def bear(scene: Scene, drafts: list[Draft]) -> None:
    """Mark the drafts, which lie in the order of the text."""
    seen: dict[tuple[object, ...], Draft] = {}
    previous: Draft | None = None
    for draft in drafts:
        sentence = scene.sentence_at(draft.anchor[0])
        beside = previous if previous is not None and previous.anchor[0] >= sentence.start else None
        _part(scene, sentence, draft, beside)
        if sentence.has(_HEARD):
            _total(scene, sentence, draft)
            _mood(scene, sentence, draft)
        _kind(sentence, draft)
        if draft.kind == MONEY and draft.value is not None and draft.unit != "percent":
            _restated(scene, sentence, draft, beside, seen)
        previous = draft


def cumulative(draft: Draft) -> None:
    """Mark a sum over several years; after the periods are known."""
    if (
        draft.kind not in (MONEY, PERSONNEL, QUANTITY)
        or "change" in draft.marks
        or draft.measure_kind == "stock"
        or not draft.period_start
        or draft.rules[0] == TERM
    ):
        return
    first, last = draft.period_start, draft.period_end
    year = first.removeprefix("FY")[:4]
    if last is None:
        return
    if last.removeprefix("FY")[:4] != year and not _within_a_year(first, last):
        draft.mark("cumulative", "several years")


def _within_a_year(first: str, last: str) -> bool:
    """Whether a span told by its months is no longer than one year: a budget year from July to June."""
    if "-" not in first or "-" not in last:
        return False
    months = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7]) - int(first[5:7])
    return months < _MONTHS or (months == _MONTHS and last[7:] < first[7:])


def _part(scene: Scene, sentence: Sentence, draft: Draft, beside: Draft | None) -> None:
    start = draft.anchor[0]
    for mark in sentence.of("partly"):
        if beside is not None and 0 <= mark.start - beside.anchor[1] <= 1:
            continue  # "two of them" is said of the two
        if 0 <= start - mark.end <= NEAR and (beside is None or beside.anchor[0] < mark.start) and mark.code != "total":
            draft.mark("part_of", f"words “{scene.text[mark.start : mark.end]}”")
            return
    if (
        beside is not None
        and "part_of" in beside.marks
        and beside.unit == draft.unit
        and start - beside.anchor[1] < 3 * NEAR
        and not any(sign in scene.plain[beside.anchor[1] : start] for sign in _CLOSING)
    ):
        lists = scene.words.local("lists").keys() | scene.words.local("part_ties").keys()
        if any(word in lists for word, _, _ in scene.words_between(beside.anchor[1], start)):
            draft.mark("part_of", "coordinated with a part")


def _total(scene: Scene, sentence: Sentence, draft: Draft) -> None:
    start = draft.anchor[0]  # where the hedges begin: "totaled over $90 million"
    for mark in sentence.of("totalling"):
        if scene.word_before(mark.start)[0] in scene.words.local("slot-reflexive"):
            continue  # "se suman" tells what joins others
        part = draft.kind != MONEY and any(one.start <= mark.start < one.end for one in sentence.of("partly"))
        if part:
            continue  # "of this total, 15 came" counts no total
        fronted = mark.start - sentence.start < 4 and scene.plain[mark.end : mark.end + 1] == ","
        if 0 <= start - mark.end <= 3 or (fronted and draft.kind == MONEY):
            draft.mark("total", f"words “{scene.text[mark.start : mark.end]}”")
            return
    if draft.kind == MONEY and _raised(scene, sentence, draft):
        draft.mark("total", "brings the total to")


def _raised(scene: Scene, sentence: Sentence, draft: Draft) -> bool:
    """The sum to which something brings the total."""
    raising = sentence.of("raising_to")
    if not raising:
        return False
    led = scene.word_before(draft.anchor[0])[0] in scene.words.local("range")
    return led and any(0 <= draft.anchor[0] - mark.end <= 3 * NEAR for mark in raising)


def _mood(scene: Scene, sentence: Sentence, draft: Draft) -> None:
    start = draft.anchor[0]
    denying = sentence.of("denying")
    hedges = [(mark.start, mark.end) for mark in sentence.of("hedge")] if denying else []
    for mark in denying:
        if scene.word_after(mark.end)[0] in scene.words.local("no_answer"):
            continue
        inside = any(first <= mark.start and mark.end <= last for first, last in hedges)
        if (
            not inside
            and draft.clause[0] <= mark.start
            and 0 <= start - mark.end <= NEAR
            and not _parted(scene, mark.end, start)
        ):
            draft.mark("negated", f"word “{scene.text[mark.start : mark.end]}”")
    for kind, name in (("conditional", "conditional"), ("intending", "intent")):
        for mark in sentence.of(kind):
            if any(month.start == mark.start for month in sentence.of("month")):
                continue  # May is no verb
            if draft.clause[0] <= mark.start < start or _predicate(scene, sentence, draft, mark):
                draft.mark(name, f"word “{scene.text[mark.start : mark.end]}”")
    if proviso := sentence.of("proviso"):
        draft.mark("conditional", f"words “{scene.text[proviso[0].start : proviso[0].end]}”")
    if said := [mark for mark in sentence.of("attributing") if not _is_named(scene, mark)]:
        draft.mark("attributed", f"word “{scene.text[said[0].start : said[0].end]}”")


def _is_named(scene: Scene, mark: Mark) -> bool:
    """Whether a word of saying is part of a name, as its capital within the sentence tells: "el océano Índico"."""
    text, start = scene.text, mark.start
    return start > 1 and text[start].isupper() and text[start - 2].isalpha() and not text[mark.end - 1].isupper()


def _predicate(scene: Scene, sentence: Sentence, draft: Draft, mark: Mark) -> bool:
    """Whether a word behind a figure is the verb of which the figure is the subject: "40 trucks would arrive"."""
    start, end = draft.anchor
    if not 0 < mark.start - end < 2 * NEAR or mark.end > draft.clause[1]:
        return False
    relatives = scene.words.local("relative")
    if any(word in relatives or word in (",", "(") for word, _, _ in scene.words_between(end, mark.start)):
        return False
    return sentence.before("stage", start) is None


def _parted(scene: Scene, start: int, end: int) -> bool:
    return any(sign in scene.text[start:end] for sign in (";", ":", ". "))


def _kind(sentence: Sentence, draft: Draft) -> None:
    if draft.measure_kind is not None or "change" in draft.marks or draft.unit == "percent":
        return
    stocking = sentence.of("stocking")
    if sentence.of("notifying"):
        draft.measure_kind = "ceiling"
    elif stocking and any(draft.clause[0] <= mark.start <= draft.clause[1] for mark in stocking):
        stock = draft.kind != MONEY or any(mark.code == "stock" for mark in stocking)
        draft.measure_kind = "stock" if stock else "flow"
    else:
        draft.measure_kind = "flow" if draft.kind == MONEY else None


def _restated(
    scene: Scene, sentence: Sentence, draft: Draft, beside: Draft | None, seen: dict[tuple[object, ...], Draft]
) -> None:
    """The same sum once more: in other words, in another currency, in the heading, with "the" before it."""
    key = (draft.value, draft.unit)
    start = draft.anchor[0]
    for mark in sentence.of("restating"):
        if (0 <= start - mark.end <= NEAR and beside is not None) or (key in seen and mark.end <= start):
            draft.mark("restated", f"words “{scene.text[mark.start : mark.end]}”")
    if (
        beside is not None
        and beside.value == draft.value
        and beside.unit == draft.unit
        and "restated" not in draft.marks
        and scene.word_before(start)[0] in scene.words.local("restates_by")
    ):
        draft.mark("restated", "or")
    earlier = seen.setdefault(key, draft)
    if earlier is draft or "restated" in draft.marks:
        return
    if scene.sentence_at(earlier.anchor[0]).is_heading:
        earlier.mark("restated", "heading")
        seen[key] = draft
        return
    around = [word for word, _, _ in scene.words_before(start, 2)]
    known = scene.words.local("definite_article")
    if any(word in known for word in around) or sentence.of("notifying"):
        draft.mark("restated", "said before")
