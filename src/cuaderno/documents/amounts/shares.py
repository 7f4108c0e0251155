"""Shares without digits, changes, and ranks: the majority of the aid, a third of the funds, the third largest recipient."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.amounts.changing import change_of
from cuaderno.documents.amounts.counting import Counter
from cuaderno.documents.amounts.governing import governing
from cuaderno.documents.amounts.hedging import fill_hedge, hedges_before
from cuaderno.documents.amounts.numbers import Words
from cuaderno.documents.draft import Draft, near
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import AT_LEAST, EVENT, MONEY, PERSONNEL

LONE = frozenset({"lone"})
NEAR = 60
REFERENT = 14
HALF = Decimal("0.5")
GLOSS, GLOSS_WORDS, ROUGH, SUM_WORDS = 60, 8, 12, 3
"""How far the same share in digits may stand, in characters and words, and by how much it may differ."""
_OPENING = 4
"""Words before a share that opens its sentence: its hedge and article."""
_CAME = frozenset(("give", "get", "send"))
"""The frames of verbs of giving and receiving."""
ROUND = Decimal("0.5")
"""Half a point: what a third or a quarter may be off when it is written so."""


def spoken_shares(scene: Scene, words: Words, counter: Counter, drafts: list[Draft]) -> list[Draft]:
    """ "The majority of the assistance" as at least 50 percent, "a third of the funds" as a share."""
    found = []
    for kind in ("majority", "fraction"):
        for mark in scene.of(kind):
            if words.at(mark.start, LONE) or _of_a_year(scene, mark):
                continue  # "a quarter of a million" is no share
            if draft := _share(scene, counter, mark, drafts) or _apposed(scene, mark, drafts):
                if draft.hedge is None:
                    place, hedges = hedges_before(scene, words, mark.start)
                    fill_hedge(scene, draft, hedges)
                    draft.anchor = (place, mark.end)
                draft.governed = governing(scene, scene.sentence_at(mark.start))
                found.append(draft)
    found = [draft for draft in found if not _glossed(scene, draft, drafts)]
    found += [draft for mark in scene.of("multiple") if (draft := _multiple(scene, words, mark, drafts))]
    found += [draft for mark in scene.of("ranking") if (draft := _rank(scene, mark))]
    return found


def _of_a_year(scene: Scene, mark: Mark) -> bool:
    """Whether a fraction is a part of a year, and no share of anything: "in the second half of the year"."""
    before = mark.start - ROUGH if mark.start > ROUGH else 0
    return any(part.end == mark.end for part in scene.starting("year_part", before, mark.start + 1))


def _glossed(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a share in words stands beside the same one in digits, one of them in brackets: "almost half of it (47%)"."""
    start, end = draft.anchor
    if "share" not in draft.marks or draft.value is None:
        return False
    if draft.strict and any(_apposes(scene, end, one) for one in near(drafts, end, end + GLOSS)):
        return True
    for one in near(drafts, start - GLOSS, end + GLOSS):
        if one.unit != "percent" or one.value is None or abs(one.value - draft.value) > ROUGH:
            continue
        between = scene.plain[end : one.anchor[0]] if one.anchor[0] > start else scene.plain[one.anchor[1] : start]
        bracketed = "(" in between or _between_commas(scene, end, one)
        if bracketed and between.count(" ") <= GLOSS_WORDS:
            return True
    return False


def _between_commas(scene: Scene, end: int, figure: Draft) -> bool:
    """Whether a comma stands right before a figure, its article apart, and right behind it, and no other before: "almost half of it, 48 percent, flowed"."""
    articles, between = scene.words.local("definite_article"), scene.plain[end : max(end, figure.anchor[0])]
    lead, _, last = between.rpartition(",")
    closed = scene.plain[figure.anchor[1] : figure.anchor[1] + 1] == ","
    return closed and "," in between and "," not in lead and (not last.strip() or last.strip() in articles)


def _apposes(scene: Scene, end: int, figure: Draft) -> bool:
    """Whether a sum behind a comma tells what a majority comes to: "most of that money, $6.3 million, paid for a pier"."""
    between = scene.plain[end : figure.anchor[0]]
    after = scene.plain[figure.anchor[1] : figure.anchor[1] + 1]
    whole = figure.kind == MONEY and figure.unit != "percent" and after == ","
    return whole and between.rstrip().endswith(",") and between.count(",") == 1 and between.count(" ") <= GLOSS_WORDS


def _multiple(scene: Scene, words: Words, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """Aid doubled, increased fivefold, se triplicó."""
    sentence = scene.sentence_at(mark.start)
    beside = any(one.kind == MONEY for one in near(drafts, sentence.start, mark.start))
    if not (beside or sentence.of("fund") or sentence.of("universe") or sentence.of("programme")):
        return None
    draft = Draft(MONEY, (mark.start, mark.end), sentence.clause(mark.start), "multiple")
    draft.value, draft.unit, draft.half_unit = Decimal(mark.code), "ratio", HALF
    draft.mark("change", "multiple")
    place, hedges = hedges_before(scene, words, mark.start)
    fill_hedge(scene, draft, hedges)
    draft.anchor = (place, mark.end)
    return draft


def _parted(scene: Scene, start: int, end: int) -> bool:
    """Whether the noun behind a share is another phrase's: behind a semicolon, or a comma that opens no enumeration."""
    words = {word for word, _, _ in scene.words_between(start, end)}
    return not words.isdisjoint(";:(") or ("," in words and words.isdisjoint(scene.words.local("and")))


def _apposed(scene: Scene, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """A fraction behind a comma, of what was counted before it: "17,000 police, half with U.S. money", "600 officers, most of them"."""
    sentence = scene.sentence_at(mark.start)
    before = near(drafts, sentence.start, mark.start)
    counted = [one for one in before if one.unit != "percent"]
    if counted and _is_apposed(scene, sentence, mark, counted[-1]):
        whole = counted[-1]
    elif before and _is_coordinated(scene, mark, before[-1]):
        whole = before[-1]
    elif counted and _is_subject(scene, sentence, mark, counted[-1]):
        whole = counted[-1]
    elif not before and (money := _of_the_sum_before(scene, sentence, mark, drafts)) is not None:
        return _of(sentence, mark, money.kind, "of the sum before")
    else:
        return None
    if mark.kind == "majority" and whole.kind == MONEY:
        return None
    return _of(sentence, mark, whole.kind, "of the figure before")


def _of_the_sum_before(scene: Scene, sentence: Sentence, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """The last sum of the sentence before, where a share of it opens this one as its subject: "More than half came from INCLE"; or those
    counted there: "Half were donated by Spain"."""
    opening = [word for word, _, _ in scene.words_between(sentence.start, mark.start)]
    verb = scene.word_after(mark.end)[0]
    flows = verb in scene.words.local("flowing")
    if len(opening) > _OPENING or not (flows or verb in scene.words.local("helping")):
        return None
    before = sentence.previous
    if before is None or before.block != sentence.block:
        return None
    told = [one for one in near(drafts, before.start, before.end) if one.unit != "percent"]
    money = [one for one in told if one.kind == MONEY]
    if money:
        return money[-1] if flows else None
    return told[-1] if told and told[-1].unit in ("persons", "items") else None


def _is_subject(scene: Scene, sentence: Sentence, mark: Mark, whole: Draft) -> bool:
    """Whether a fraction of what was counted right before opens its clause alone: "32 helicopters; half have been delivered"."""
    if mark.kind == "majority" or whole.kind == MONEY:
        return False
    opens = scene.plain[max(0, mark.start - 4) : mark.start].rstrip(" la")[-1:] in (",", ";")
    word, start, end = scene.word_after(mark.end)
    if word in scene.words.local("helping"):
        start = scene.word_after(end)[1]
        if scene.word_after(end)[0] in scene.words.local("helping"):
            start = scene.word_after(scene.word_after(end)[2])[1]
    return opens and any(one.kind == "stage" for one in scene.at(start)) and bool(sentence.of("stage"))


def _is_coordinated(scene: Scene, mark: Mark, share: Draft) -> bool:
    """Whether a fraction goes on a row of shares: "65 percent goes to the police, and barely a fifth to development"."""
    if share.unit != "percent" or "share" not in share.marks or mark.start - share.anchor[1] > 2 * NEAR:
        return False
    around = [word for word, _, _ in scene.words_before(mark.start, 2)]
    tied = any(word in scene.words.local("and") for word in around)
    return tied and scene.word_after(mark.end)[0] in scene.words.local("going_to")


def _of(sentence: Sentence, mark: Mark, kind: str, rule: str = "") -> Draft:
    """The draft of a share in words."""
    majority = mark.kind == "majority"
    name = "majority" if majority else "fraction"
    draft = Draft(kind, (mark.start, mark.end), sentence.clause(mark.start), f"{name} {rule}".strip())
    draft.value, draft.unit, draft.half_unit = Decimal(mark.code), "percent", Decimal(0) if majority else ROUND
    draft.mark("share", name)
    if majority:
        draft.filled("hedge", AT_LEAST, "a majority is more than half")
        draft.strict = True
    return draft


def _whole(scene: Scene, drafts: list[Draft], place: int) -> Draft | None:
    """The figure that follows "of", with or without an article: half of the 600 vehicles, two thirds of $400 million."""
    articles = scene.words.local("definite_article")
    for one in near(drafts, place, place + REFERENT):
        said = scene.plain[place : one.anchor[0]].strip()
        return one if one.unit not in ("percent", "countries") and (not said or said in articles) else None
    return None


def _is_apposed(scene: Scene, sentence: Sentence, mark: Mark, figure: Draft) -> bool:
    """Whether a fraction speaks of the figure before: ", half with", ", a third of the force", "y que la mitad corre", "of which … half"."""
    local = scene.words.local
    before, after = scene.word_before(mark.start)[0], scene.word_after(mark.end)[0]
    if before == ",":
        return after in local("apposing") or (after in local("share_of") and mark.start - figure.anchor[1] < NEAR // 2)
    if after in local("share_of"):
        return False
    if before in local("clause_opening") and figure.kind == MONEY:
        return after[:1].isalpha() and after not in local("lists")
    partly = sentence.before("partly", mark.start)
    return partly is not None and partly.start > figure.anchor[1] and mark.start - partly.end < NEAR


def _share(scene: Scene, counter: Counter, mark: Mark, drafts: list[Draft]) -> Draft | None:
    sentence = scene.sentence_at(mark.start)
    of, start, end = scene.word_after(mark.end)
    if of not in scene.words.local("share_of"):
        return None if mark.kind == "majority" else _changed(sentence, mark)
    noun = sentence.after("fund", mark.end)
    kind = MONEY
    if noun is None or noun.start - mark.end > NEAR or _parted(scene, mark.end, noun.start):
        article, _, behind = scene.word_after(end)
        known = article in scene.words.local("definite_article") or article in scene.words.local("possessive")
        head = counter.head_behind(behind if known else end)
        taken_up = any(one.kind in ("partly", "anaphor") for one in scene.between(start, end + REFERENT))
        spoken = taken_up and (head is None or head.unit == "persons")  # not "the bulk of those units"
        spoken = spoken or scene.plain.startswith(tuple(scene.words.local("of_the_total")), start)
        spoken = spoken or _of_a_sum(scene, end, drafts) or _of_what_came(scene, end)
        whole = _whole(scene, drafts, end)
        numbered = scene.plain[end : end + 2].strip().isdigit()  # half of 2018
        unsaid = mark.kind == "majority" or numbered or head is None or head.unit != "persons"
        if not spoken and whole is None and unsaid:
            return None
        kind = MONEY if spoken else whole.kind if whole is not None else PERSONNEL
    return _of(sentence, mark, kind)


def _of_a_sum(scene: Scene, place: int, drafts: list[Draft]) -> bool:
    """Whether "the total" or "the sum" stands right behind "of", told at once: "a quarter of the annual total of $1.3 billion"."""
    for word, _, last in scene.words_after(place, SUM_WORDS):
        if word in scene.words.local("sum_noun"):
            return any(one.kind == MONEY and one.unit != "percent" for one in near(drafts, last, last + REFERENT))
    return False


def _of_what_came(scene: Scene, place: int) -> bool:
    """Whether a clause behind "of" tells what was given or received: "less than half of what it received"."""
    if not scene.plain.startswith(tuple(scene.words.local("of_what")), place + 1):
        return False
    return any(mark.code.split()[1] in _CAME for mark in scene.starting("stage", place, place + NEAR // 2))


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
