"""Counts of nothing: no additional personnel will be assigned, not a single soldier, none has been delivered, no recibimos un peso."""

from __future__ import annotations

from decimal import Decimal

from cuaderno.documents.amounts.counting import Counter
from cuaderno.documents.draft import Draft, near
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_LONGEST, _NEAR, _BACK, _WHOSE = 90, 60, 2, 24
_THINGS = frozenset(("persons", "items"))
_CENTURIES = ("19", "20")
_GETTING = frozenset(("buy", "get"))
_GOING = frozenset(("delivered", "shipped", "deployed", "provided", "disbursed", "spent", "withdrawn"))
"""Stages of verbs by which nothing goes anywhere."""


def none_of(scene: Scene, counter: Counter, drafts: list[Draft]) -> list[Draft]:
    """Drafts of the value zero; `drafts` are the figures found, in the order of the text."""
    found: list[Draft] = []
    for mark in scene.of("none"):
        sentence = scene.sentence_at(mark.start)
        draft = _persons(scene, counter, sentence, mark) if mark.code == "any" else None
        if mark.code == "no":
            draft = _no(scene, counter, sentence, mark)
        elif mark.code == "exist":
            draft = _exist(scene, counter, sentence, mark)
        elif mark.code == "single":
            draft = _not_one(scene, sentence, mark)
        elif mark.code in ("none", "nothing"):
            draft = _none_in_a_year(scene, sentence, mark, drafts)
            if draft is None and mark.code == "none":
                draft = _none(scene, sentence, mark, drafts)
        elif mark.code in ("sum", "zeroed"):
            draft = _no_money(scene, sentence, mark)
        if draft is not None:
            found.append(draft)
    return found + _none_required(scene, found, drafts)


def _none_required(scene: Scene, found: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """The persons that a sale or a mission does not take, in sentences that say so in no other way."""
    told = {scene.sentence_number(draft.anchor[0]) for draft in found}
    marks = [mark for mark in scene.of("requiring_none") if scene.sentence_number(mark.start) not in told]
    made = (_required(scene, scene.sentence_at(mark.start), mark, drafts) for mark in marks)
    return [draft for draft in made if draft is not None]


def _required(scene: Scene, sentence: Sentence, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """No persons that something takes: "will require no U.S. Government or contractor representatives", "no exigirá personal adicional"."""
    last = min(sentence.end, mark.end + _LONGEST)
    end = next((one.end for one in scene.starting("counted", mark.end, last) if one.code == "persons"), 0)
    if not end:
        alone = scene.words.local("sole_person")
        end = next((ending for word, _, ending in scene.words_between(mark.end, last) if word in alone), 0)
    if not end or near(drafts, mark.end, end):
        return None
    return _zero(scene, sentence, mark, "persons", "no such persons are required")


def _zero(scene: Scene, sentence: Sentence, mark: Mark, unit: str, rule: str) -> Draft:
    kind = PERSONNEL if unit == "persons" else QUANTITY if unit == "items" else MONEY
    draft = Draft(kind, (mark.start, mark.end), sentence.clause(mark.start), rule)
    draft.value, draft.half_unit, draft.unit = Decimal(0), Decimal(0), unit
    draft.mark("negated", f"word “{scene.text[mark.start : mark.end]}”")
    return draft


def _persons(scene: Scene, counter: Counter, sentence: Sentence, mark: Mark) -> Draft | None:
    """No persons at all: "will not require the assignment of any additional representatives"."""
    denying = sentence.before("denying", mark.start)
    head = counter.head_behind(mark.end)
    if head is None or head.unit != "persons" or denying is None or mark.start - denying.end > _LONGEST:
        return None
    draft = _zero(scene, sentence, mark, "persons", "none, denied")
    draft.marks, draft.rules = [], draft.rules[:1]
    draft.mark("negated", f"word “{scene.text[denying.start : denying.end]}”")
    return draft


def _no(scene: Scene, counter: Counter, sentence: Sentence, mark: Mark) -> Draft | None:
    """No persons or things at the head of a clause, with a verb of going behind them: "No additional personnel will be assigned"."""
    if not _opens(scene, sentence, mark):
        return None
    head = counter.head_behind(mark.end)
    if head is None or head.unit not in _THINGS or head.rule != "noun" or not _goes(sentence, head.end):
        return None
    return _zero(scene, sentence, mark, head.unit, "no such persons or things")


def _exist(scene: Scene, counter: Counter, sentence: Sentence, mark: Mark) -> Draft | None:
    """No persons of a country, or in one: "there are no U.S. troops in Bolivia", "no hay militares estadounidenses"."""
    head = counter.head_behind(mark.end)
    if head is None or head.unit != "persons" or head.rule != "noun" or sentence.of("harming"):
        return None
    if not any(one.kind in NAMES for one in scene.between(mark.end, head.end + _WHOSE)):
        return None
    return _zero(scene, sentence, mark, head.unit, "no such persons are there")


def _opens(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    word = scene.word_before(mark.start)[0]
    return mark.start <= sentence.start + 1 or not word[:1].isalnum() or word in scene.words.local("clause_opening")


def _goes(sentence: Sentence, place: int) -> bool:
    return any(
        0 <= one.start - place < _NEAR and (one.code.split()[0] in _GOING or one.code.startswith("allocated"))
        for one in sentence.of("stage")
    )


def _not_one(scene: Scene, sentence: Sentence, mark: Mark) -> Draft | None:
    """Not a single soldier, ni un solo avión: a singular that a table of counted things has; a thing has to go somewhere."""
    denied = scene.plain[mark.start : mark.end].split()[0] in scene.words.local("negation")
    if not denied and sentence.before("denying", mark.start) is None and mark.start > sentence.start + 1:
        return None
    for single in sentence.of("counted1"):
        words = scene.words_between(mark.end, single.start)
        if mark.end > single.start or len(words) > _BACK or not all(word[0].isalpha() for word, _, _ in words):
            continue
        goes = single.code == "persons" or any(
            one.code.split()[0] in _GOING or one.code.split()[1] in _GETTING for one in sentence.of("stage")
        )
        return (
            _zero(scene, sentence, mark, single.code, "not a single one")
            if goes and not sentence.of("harming")
            else None
        )
    return None


def _none(scene: Scene, sentence: Sentence, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """None has been delivered: of what was counted in the sentence before or earlier in this one."""
    told = mark.start <= sentence.start + 1 and _goes(sentence, mark.end) and _is_pronoun(scene, mark)
    told = told and not _only_given(scene, sentence, mark)
    if not told and not _ends_clause(scene, sentence, mark):
        return None
    before = [draft for draft in drafts if draft.anchor[0] < mark.start and draft.unit in _THINGS]
    if not before or sentence.index - scene.sentence_number(before[-1].anchor[0]) > _BACK:
        return None
    return _zero(scene, sentence, mark, str(before[-1].unit), "none of what was counted")


def _only_given(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a participle only tells which they are: "Ninguno de los aparatos entregados lleva armas", and not "… fue entregado"."""
    if scene.word_after(mark.end)[0] not in scene.words.local("of_noun"):
        return False
    deed = next((one for one in sentence.of("stage") if one.start >= mark.end), None)
    if deed is None or not deed.code.endswith((" pp", " part")):
        return False
    return scene.word_before(deed.start)[0] not in scene.words.local("helping")


def _none_in_a_year(scene: Scene, sentence: Sentence, mark: Mark, drafts: list[Draft]) -> Draft | None:
    """None of a sum in a year, beside what it was in others: "$2 million in 2021, none in 2022"."""
    words = scene.words_after(mark.end, 2)
    year = len(words) > 1 and words[0][0] in scene.words.local("year_before") and words[1][0][:2] in _CENTURIES
    if not year or not words[1][0].isdigit():
        return None
    before = [one for one in drafts if sentence.start <= one.anchor[0] < mark.start]
    if not before or before[-1].kind != MONEY or before[-1].unit in ("percent", "ratio"):
        return None
    draft = _zero(scene, sentence, mark, str(before[-1].unit), "none in that year")
    draft.clause = before[-1].clause
    return draft


def _ends_clause(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a verb by which something goes stands right before, and no noun behind: "but has shipped none"."""
    word = scene.word_after(mark.end)[0]
    if word[:1].isalnum() and word not in scene.words.local("phrase_end"):
        return False
    return any(
        one.end == mark.start - 1 and one.code.split()[0] in _GOING and one.code.split()[1] != "get"
        for one in sentence.of("stage")
    )


def _is_pronoun(scene: Scene, mark: Mark) -> bool:
    """Whether no noun follows: "Ninguna llegó", and not "Ninguna condición frenó el envío"."""
    word, start, _ = scene.word_after(mark.end)
    if not word[:1].isalpha() or any(one.kind == "stage" for one in scene.at(start)):
        return True
    return any(word in scene.words.local(kind) for kind in ("phrase_end", "helping", "of_noun"))


def _no_money(scene: Scene, sentence: Sentence, mark: Mark) -> Draft | None:
    """Not a dollar, no recibimos un peso: with a verb of giving or receiving beside it and a denial before that."""
    if mark.code == "zeroed":
        return _zero(scene, sentence, mark, "USD", "a programme at nothing") if sentence.of("programme") else None
    beside = [one for one in sentence.of("stage") if -_NEAR < one.start - mark.end < _NEAR]
    if not sentence.of("programme") and not any(one.code.split()[1] in ("get", "give", "spend") for one in beside):
        return None
    said = scene.plain[mark.start : mark.end].split()
    denied = sentence.before("denying", mark.start)
    if said[0] not in scene.words.local("negation") and (denied is None or mark.start - denied.end > _NEAR // 2):
        return None
    units = [one.code for one in scene.between(mark.start, mark.end) if one.kind == "currency"]
    return _zero(scene, sentence, mark, units[0] if units else "USD", "no money at all")
