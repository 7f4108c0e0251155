"""One of a thing, said with an article: counted only beside counted things, or where a model names the thing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from cuaderno.documents.amounts.claimed import DURATIONS
from cuaderno.documents.amounts.counting import MODEL
from cuaderno.documents.amounts.governing import among_things, governing
from cuaderno.documents.amounts.named_things import behind_its_name, included, named_and_given
from cuaderno.documents.amounts.objects import only_to_whom
from cuaderno.documents.amounts.priced_things import PRICED, priced
from cuaderno.documents.draft import Draft, near
from cuaderno.documents.lexicon import Lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_MODEL = re.compile(r"[a-z]+-?[0-9]|[0-9]+-?[a-z](?![a-z]{3})")
_LONGEST, _REACH, _TIES, _TIED, _ENUMERATED = 90, 60, 4, 16, 7
_PAIR, _DAY = 2, 2
"""Commas that set something in, and words of a day before the first."""
_GIVING, _PARTICIPLE = frozenset(("give", "send")), (" pp", " part", " ed")
_ACTIVE = (" ed", " fin")
_HANDED, _PASSIVE = frozenset(("delivered", "provided", "shipped")), (" ed", " pp", " part")
_BUYERS = frozenset(("donor", "state", "country", "host", "both", "we", "ministry"))
"""The codes of words for a party that is named elsewhere."""
_DECIDED = ("announced", "approved", "authorised", "signed", "requested", "intent", "notified", "completed")
"""The stages of a purchase of which somebody tells who need not be named again: "También anunció la compra de un avión"."""
_BESIDE = {"units": "persons"}
"""What stands beside one of a unit of count, where it is no other of its kind."""
SIGNS = frozenset(",;:.()")
ONE, HALF = Decimal(1), Decimal("0.5")


def singles(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts of one thing each, beside those already made."""
    taken = {draft.anchor[0] for draft in drafts}
    found: list[Draft] = []
    for mark in scene.of("counted1"):
        start = _article(scene, mark) if mark.code not in DURATIONS else -1
        rule = _rule(scene, mark, start, drafts) if start >= 0 and start not in taken else ""
        if rule:
            found.append(single(scene, start, mark.end, mark.code, rule))
        elif start < 0 and mark.code == "items":
            named = named_and_given(scene, mark)
            if named >= 0 and named not in taken:
                found.append(single(scene, named, mark.end, mark.code, "thing given by its name"))
            else:
                found += _priced(scene, mark, drafts)
    taken |= {draft.anchor[0] for draft in found}
    for draft in drafts:
        if draft.unit == "items":
            found += _members(scene, draft, drafts)
    plain = scene.plain
    opening = _opening(scene.words)
    for mark in scene.of("stage"):
        article = opening.search(plain, mark.end, mark.end + _REACH)
        if article is not None and (one := _model(scene, mark, article.span(1), taken)):
            found.append(one)
    return found


@lru_cache(maxsize=4)
def _opening(words: Lexicon) -> re.Pattern[str]:
    """The article of one thing, or the word for one more: "a", "another"."""
    forms = "|".join(re.escape(form) for kind in ("article", "one_more") for form in words.local(kind))
    return re.compile(rf" ({forms})(?= )")


def _priced(scene: Scene, mark: Mark, drafts: list[Draft]) -> list[Draft]:
    """The thing whose price stands between it and its article, if somebody gives it: "received a $29 million patrol vessel"."""
    article, start = priced(scene, mark, drafts)
    if article < 0 or not _given(scene, mark, article):
        return []
    one = single(scene, start, mark.end, mark.code, PRICED)
    one.item = scene.text[start : mark.end]
    return [one]


def _rule(scene: Scene, mark: Mark, start: int, drafts: list[Draft]) -> str:
    """Why a noun in the singular counts, or nothing."""
    if _by_model(scene, mark, start):
        return "article before a model"
    if _given(scene, mark, start):
        return "article behind a verb of giving"
    if mark.code == "items" and included(scene, start):
        return "article of a part of what is given"
    if mark.code == "items" and (handed_over(scene, mark, start) or _included_at_its_price(scene, mark, start, drafts)):
        return "article of a thing handed over"
    if mark.code == "items" and start == _opens(scene, start) and among_things(scene, scene.sentence_at(start), drafts):
        return "article in a list of things"
    return "article beside a count" if _beside(scene, mark, start, drafts) else ""


def _opens(scene: Scene, start: int) -> int:
    """Where the first word stands of the sentence at a place: behind the sign of an item."""
    words = scene.words_between(scene.sentence_at(start).start, start + 1)
    return next((first for word, first, _ in words if word.isalnum()), -1)


def _model(scene: Scene, stage: Mark, article: tuple[int, int], taken: set[int]) -> Draft | None:
    """A model alone behind a verb of giving: "donó un Hércules C-130H", "received from the United States a C-130J"."""
    start, end = article
    named = MODEL.match(scene.text, end + 1)
    if named is None or start in taken or not only_to_whom(scene, stage.end, start):
        return None
    taken.add(start)
    return single(scene, start, named.end(), "items", "article before a model")


def single(scene: Scene, start: int, end: int, unit: str, rule: str) -> Draft:
    """A draft of one thing whose article or ordinal begins at a place."""
    sentence = scene.sentence_at(start)
    draft = Draft(PERSONNEL if unit == "persons" else QUANTITY, (start, end), sentence.clause(start), rule)
    draft.value, draft.half_unit, draft.unit = ONE, HALF, unit
    draft.governed = governing(scene, sentence)
    if unit == "items":
        draft.item = scene.text[start:end].partition(" ")[2]
    return draft


def _article(scene: Scene, mark: Mark) -> int:
    """Where the article of a noun in the singular stands, or -1: no noun phrase reaches over a small word or a comma."""
    articles, stops = scene.words.local("article") | scene.words.local("one_more"), scene.words.local("phrase_end")
    spanish = "first" in scene.words.local("head").values()
    for word, start, _ in scene.words_before(mark.start, 2 if spanish else 7):
        if word in articles:
            return start
        if word in stops or not word[0].isalnum():
            break
    return -1


def _by_model(scene: Scene, mark: Mark, start: int) -> bool:
    reach = mark.end
    if "first" in scene.words.local("head").values():
        purpose = scene.words_after(mark.end, 2)  # "un avión de transporte Boeing 737"
        made_for = len(purpose) > 1 and purpose[0][0] in scene.words.local("of_noun") and purpose[1][0].isalpha()
        for word, _, end in scene.words_after(purpose[1][2] if made_for else mark.end, 4):
            if word in scene.words.local("phrase_end") or word in scene.words.local("of_noun") or word in SIGNS:
                break
            reach = end
    return mark.code == "items" and _MODEL.search(scene.plain, start, reach) is not None


def _given(scene: Scene, mark: Mark, start: int) -> bool:
    """Whether the article is the object of a verb of giving or having, and the noun ends its phrase."""
    after, first, last = scene.word_after(mark.end)
    if after in scene.words.local("adjective"):
        after, first, last = scene.word_after(last)
    if (
        after[:1].isalnum()
        and after not in scene.words.local("phrase_end")
        and not (mark.code == "items" and after in scene.words.local("of_noun"))
        and after not in scene.words.local("single_after")
        and after not in scene.words.local("and")
        and not (scene.text[first].isupper() and "first" in scene.words.local("head").values())
    ):
        return False
    if scene.word_before(start)[0] in scene.words.local("having"):
        return True
    if mark.code != "persons" and scene.word_before(start)[0] in scene.words.local("before_persons"):
        return False  # "arribaron el sábado a una base aérea"
    near = [stage for stage in scene.sentence_at(start).of("stage") if 0 < start - stage.end <= _REACH]
    given = [stage.end for stage in near if not _in_general(scene, stage)]
    return any(
        start - end <= 2
        or only_to_whom(scene, end, start)
        or _inserted(scene, end, start)
        or behind_its_name(scene, end, start)
        for end in given
    )


def _inserted(scene: Scene, start: int, end: int) -> bool:
    """Whether nothing but a day and what two commas set in stands within a stretch: "ofreció, asimismo, una corbeta", "recibió este jueves,
    por parte del Gobierno de Corea del Sur, una lancha"."""
    words = [word for word, _, _ in scene.words_between(start, end)]
    if words.count(",") != _PAIR or words[-1] != "," or any(word in SIGNS and word != "," for word in words):
        return False
    if len(words) in (3, 4):
        return words[0] == "," and all(word.isalpha() for word in words[1:-1])
    agent = any(word in scene.words.local("passive_agent") for word in words[words.index(",") :][:2])
    return agent and words.index(",") <= _DAY


def _in_general(scene: Scene, stage: Mark) -> bool:
    """Whether a gerund only says by what something gets better: "will improve its defense by providing a modern missile"; or a noun what
    anybody may buy, where nobody is named: "the purchase of a vehicle"."""
    if stage.code.endswith(" buy noun"):
        sentence = scene.sentence_at(stage.start)
        told = any(mark.code in _BUYERS for mark in sentence.of("anaphor"))
        told = told or any(mark.code.startswith(_DECIDED) for mark in sentence.of("stage") if mark.end <= stage.start)
        return not (told or scene.names(sentence.start, sentence.end))
    return stage.code.endswith(" ing") and scene.word_before(stage.start)[0] in scene.words.local("by_doing")


def handed_over(scene: Scene, mark: Mark, start: int) -> bool:
    """Whether a passive of giving is said of the noun: "a cutter that was handed over to", "una fragata donada por"."""
    ties, place = scene.words.local("passive_tie"), mark.end
    tied = scene.word_before(start)[0] in scene.words.local("slot-included")
    if _apposed(scene, mark) or _which_somebody_gave(scene, mark):
        return True
    for word, first, end in scene.words_after(mark.end, _TIES + 1):
        if word in ties:
            place, tied = end, True
            continue
        if first - place > 1:
            return False
        if scene.plain.startswith(tuple(scene.words.local("piloted")), first):
            return False
        for stage in scene.at(first):
            if stage.kind == "stage" and stage.code.split()[0] in _HANDED and stage.code.endswith(_PASSIVE):
                return tied or scene.word_after(stage.end)[0] in scene.words.local("passive_agent")
        return False
    return False


def _included_at_its_price(scene: Scene, mark: Mark, start: int, drafts: list[Draft]) -> bool:
    """Whether a thing is said to be among what was given, with its price right behind it: "the aid received includes a boat worth $3 million"."""
    if scene.word_before(start)[0] not in scene.words.local("slot-included"):
        return False
    price = next((one for one in near(drafts, mark.end, mark.end + _REACH) if one.kind == MONEY), None)
    words = scene.words_between(mark.end, price.anchor[0]) if price is not None else []
    worth = bool(words) and len(words) <= _TIES and any(word in scene.words.local("priced") for word, _, _ in words)
    return worth and any(stage.end <= start for stage in scene.sentence_at(start).of("stage"))


def _which_somebody_gave(scene: Scene, mark: Mark) -> bool:
    """Whether a clause right behind the noun says who gave it: "a frigate that the Danish Navy handed over"."""
    word, start, end = scene.word_after(mark.end)
    if start - mark.end > 1 or word not in scene.words.local("that"):
        return False
    given = next((one for one in scene.between(end, end + _REACH) if one.kind == "stage"), None)
    if given is None or given.code.split()[0] not in _HANDED or given.code.split()[1] not in _GIVING:
        return False
    return given.code.endswith(_ACTIVE) and not any(sign in scene.plain[end : given.start] for sign in SIGNS - {"."})


def _apposed(scene: Scene, mark: Mark) -> bool:
    """Whether a participle of giving stands behind the comma that ends the noun's phrase: "a cutter of the Island class, ceded as"."""
    comma = scene.plain.find(", ", mark.end, mark.end + _REACH // 2)
    if comma < 0 or any(one.kind == "stage" for one in scene.between(mark.end, comma)):
        return False
    return any(
        one.kind == "stage"
        and one.code.split()[0] in _HANDED
        and one.code.split()[1] in _GIVING
        and one.code.endswith(_PARTICIPLE)
        for one in scene.at(comma + 2)
    )


def _beside(scene: Scene, mark: Mark, start: int, drafts: list[Draft]) -> bool:
    """Whether "and", "as well as", "along with" or "including" ties the noun to a counted one of its kind earlier in the sentence, or
    a body of people to the number of others: "316 efectivos y un destacamento aéreo"."""
    sentence = scene.sentence_at(start)
    included = any(mark.end == start - 1 for mark in sentence.of("partly"))
    included = included or any(link.end == start - 1 and link.code == "beside" for link in sentence.of("link"))
    before, place, _ = scene.word_before(start)
    counted = [
        draft for draft in near(drafts, sentence.start, start) if draft.unit == _BESIDE.get(mark.code, mark.code)
    ]
    if before in scene.words.local("of_noun") and counted and scene.word_before(counted[-1].anchor[0])[0] == before:
        before = scene.word_before(place)[0]  # "de dos patrulleras y de una lancha"
    beside = tuple(scene.words.local("together_with"))
    tied = included or before == "," or before in scene.words.local("and")
    if not counted or not (tied or scene.plain[max(sentence.start, start - _TIED) : start].rstrip().endswith(beside)):
        return False
    return before != "," or _goes_on(scene, sentence, counted[-1].anchor[1], start, mark.end)


def _goes_on(scene: Scene, sentence: Sentence, since: int, start: int, end: int) -> bool:
    """Whether a thing behind a comma is a member of an enumeration that goes on: "ten trucks, a field hospital and a crane", "two engines,
    a flight simulator, spares and tools"."""
    if start - since > _LONGEST or any(since <= stage.start < start for stage in sentence.of("stage")):
        return False
    joint, articles = scene.words.local("and"), scene.words.local("article")
    words = [word for word, _, last in scene.words_after(end, _ENUMERATED) if last <= sentence.end]
    following = next((number + 1 for number, word in enumerate(words) if word in joint), len(words))
    if following == len(words) or any(word in SIGNS and word != "," for word in words[:following]):
        return False
    if words[following] in articles or words[following].isdigit():
        return True
    return words[:following].count(",") == 1 and following - words.index(",") == len((",", "spares", "and"))


def _members(scene: Scene, draft: Draft, drafts: list[Draft]) -> list[Draft]:
    """The members of an enumeration before a counted thing that begin with an article: "a clinic, an office and eight boats"."""
    sentence = scene.sentence_at(draft.anchor[0])
    articles, lists = scene.words.local("article"), scene.words.local("lists")
    found: list[Draft] = []
    place = draft.anchor[0]
    around = scene.words_before(place, 2)
    for word, start, _ in around:
        if word not in lists:
            break
        place = start
    if place == draft.anchor[0]:
        return []
    while True:
        comma = scene.text.rfind(", ", max(sentence.start, place - _LONGEST), place)
        if comma < 0:
            return found
        if scene.word_after(comma + 2)[0] not in articles or near(drafts, comma, place):
            return found  # "una veintena de blindados" is counted already
        found.append(single(scene, comma + 2, place, "items", "article in an enumeration"))
        found[-1].item = scene.text[comma + 2 : place].partition(" ")[2].strip(" ,")
        place = comma
