"""Shares without digits, changes, and ranks: the majority of the aid, a third of the funds, the third largest recipient."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.counting import Counter
from cuaderno.documents.draft import Draft, near
from cuaderno.documents.hedging import fill_hedge, hedges_before
from cuaderno.documents.marks import Mark
from cuaderno.documents.numbers import Words
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import AT_LEAST, EVENT, MONEY, PERSONNEL

NEAR = 60
REFERENT = 14
HALF = Decimal("0.5")
SIGNS = ("+", "-")
ROUND = Decimal("0.5")
"""Half a point: what a third or a quarter may be off when it is written so."""


def spoken_shares(scene: Scene, words: Words, counter: Counter, drafts: list[Draft]) -> list[Draft]:
    """ "The majority of the assistance" as at least 50 percent, "a third of the funds" as a share."""
    found = []
    for kind in ("majority", "fraction"):
        for mark in scene.of(kind):
            if draft := _share(scene, counter, mark) or _apposed(scene, mark, drafts):
                if draft.hedge is None:
                    place, hedges = hedges_before(scene, words, mark.start)
                    fill_hedge(scene, draft, hedges)
                    draft.anchor = (place, mark.end)
                found.append(draft)
    found += [draft for mark in scene.of("multiple") if (draft := _multiple(scene, mark))]
    found += [draft for mark in scene.of("ranking") if (draft := _rank(scene, mark))]
    return found


def _multiple(scene: Scene, mark: Mark) -> Draft | None:
    """Aid doubled, increased fivefold, se triplicó."""
    sentence = scene.sentence_at(mark.start)
    if not (sentence.of("fund") or sentence.of("universe") or sentence.of("programme")):
        return None
    draft = Draft(MONEY, (mark.start, mark.end), sentence.clause(mark.start), "multiple")
    draft.value, draft.unit, draft.half_unit = Decimal(mark.code), "ratio", HALF
    draft.mark("change", "multiple")
    return draft


def _parted(scene: Scene, start: int, end: int) -> bool:
    """Whether the noun behind a share is another phrase's: behind a semicolon, or a comma that opens no enumeration."""
    words = {word for word, _, _ in scene.words_between(start, end)}
    return not words.isdisjoint(";:(") or ("," in words and words.isdisjoint(scene.words.local("and")))


def _apposed(scene: Scene, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """A fraction behind a comma, of what was counted before it: "17,000 police, half with U.S. money"."""
    if mark.kind != "fraction" or scene.word_before(mark.start)[0] != ",":
        return None
    if scene.word_after(mark.end)[0] not in scene.words.local("apposing"):
        return None
    sentence = scene.sentence_at(mark.start)
    counted = [one for one in near(drafts, sentence.start, mark.start) if one.unit != "percent"]
    if not counted:
        return None
    draft = Draft(
        counted[-1].kind, (mark.start, mark.end), sentence.clause(mark.start), "fraction of the figure before"
    )
    draft.value, draft.unit, draft.half_unit = Decimal(mark.code), "percent", ROUND
    draft.mark("share", "fraction")
    return draft


def _share(scene: Scene, counter: Counter, mark: Mark) -> Draft | None:
    sentence = scene.sentence_at(mark.start)
    of, start, end = scene.word_after(mark.end)
    if of not in scene.words.local("share_of"):
        return None if mark.kind == "majority" else _changed(sentence, mark)
    noun = sentence.after("fund", mark.end)
    kind = MONEY
    if noun is None or noun.start - mark.end > NEAR or _parted(scene, mark.end, noun.start):
        article, _, behind = scene.word_after(end)
        head = counter.head_behind(behind if article in scene.words.local("definite_article") else end)
        spoken = any(one.kind in ("partly", "anaphor") for one in scene.between(start, end + REFERENT))
        if not spoken and (mark.kind == "majority" or head is None or head.unit != "persons"):
            return None
        kind = MONEY if spoken else PERSONNEL
    rule = "majority" if mark.kind == "majority" else "fraction"
    draft = Draft(kind, (mark.start, mark.end), sentence.clause(mark.start), rule)
    draft.value, draft.unit, draft.half_unit = (
        Decimal(mark.code),
        "percent",
        Decimal(0) if rule == "majority" else ROUND,
    )
    draft.mark("share", rule)
    if mark.kind == "majority":
        draft.filled("hedge", AT_LEAST, "a majority is more than half")
        draft.strict = True
    return draft


def _changed(sentence: Sentence, mark: Mark) -> Draft | None:
    """A change by a fraction: fell by a third, a quarter more than, la mitad menos."""
    sign = change_of(sentence, mark.start, mark.end)
    if not sign:
        return None
    draft = Draft(MONEY, (mark.start, mark.end), sentence.clause(mark.start), "fraction")
    draft.value, draft.unit, draft.half_unit = Decimal(mark.code) * (-1 if sign == "-" else 1), "percent", ROUND
    draft.mark("change", "by a fraction")
    return draft


def _rank(scene: Scene, mark: Mark) -> Draft | None:
    """A rank among givers or receivers: no figure to be added, so an event."""
    if mark.code == "1" and not scene.word_before(mark.start)[0]:
        return None
    sentence = scene.sentence_at(mark.start)
    noun = sentence.after("ranked", mark.end)
    if noun is None or noun.start - mark.end > 30:
        return None
    draft = Draft(EVENT, (mark.start, mark.end), sentence.clause(mark.start), "rank")
    draft.value, draft.unit, draft.half_unit = Decimal(mark.code), "rank", Decimal(0)
    draft.mark("rank", "ordinal")
    return draft


def change_of(sentence: Sentence, start: int, end: int) -> str:
    """The sign of a change that the words around a number say, or nothing."""
    turns, than = sentence.of("up"), sentence.of("than")
    if turns or than:
        local, word_before = sentence.scene.words.local("season_before"), sentence.scene.word_before
        turns = [mark for mark in turns if mark.code in SIGNS and not (local and word_before(mark.start)[0] in local)]
        behind = [mark for mark in (*than, *turns) if 0 <= mark.start - end <= 4]
        before = [mark for mark in turns if -4 <= start - mark.end <= 12 and not _moved(sentence, mark.end, start)]
        if behind or before:
            return behind[0].code if behind else before[-1].code
    degree, comparing = sentence.scene.words.local("degree_sign"), sentence.scene.words.local("comparing")
    after, _, last = sentence.scene.word_after(end)
    return degree[after] if after in degree and sentence.scene.word_after(last)[0] in comparing else ""


def _moved(sentence: Sentence, start: int, end: int) -> bool:
    """Whether "to" or "from" stands between a verb of change and a number: what it fell to is not by how much."""
    words = [word for word, _, _ in sentence.scene.words_between(start, end)]
    ends = sentence.scene.words.local("moved")
    return bool(words) and (words[0] in ends or words[-1] in ends)
