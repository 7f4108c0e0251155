"""The number to which a count comes: the number of pilots trained at 64, brings to 22 the number of vessels, ascienden a ocho."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.retelling import listed
from cuaderno.documents.amounts.understood import is_year
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import NAMES
from cuaderno.statements.claim import MONEY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_CLOSE, _BEHIND, _FEW, _BACK, _SOME, _SUBJECT = 2, 8, 2, 2, 12, 70
_ROW, _NAME, _LED = 240, 40, 5
"""Characters of a row of countries and of one of their names; words up to the first number, a "for" and a name."""
_THINGS = frozenset(("persons", "items"))
_COUNTABLE = _THINGS | {"missions", "exercises", "teams", "bases", "units", "packages", "municipalities", "trainers"}
_DIGITS = frozenset("0123456789")


def reached(drafter: Drafter, number: Number) -> Head | None:
    """What a bare number counts that stands where a count ends, or None."""
    if number.scaled or number.unit or number.value < _FEW:
        return None
    return (
        _of_number(drafter, number)
        or _come_to(drafter, number)
        or _with(drafter, number)
        or _bracketed(drafter, number)
        or _moved(drafter, number)
    )


def _of_number(drafter: Drafter, number: Number) -> Head | None:
    """The noun of “the number of …” in the same clause, before "at 64" or behind "to 22"."""
    sentence, scene = drafter.sentence(number), drafter.scene
    if not sentence.of("numbering") or is_year(scene, number):
        return None
    behind = sentence.after("numbering", number.end)
    if behind is not None and behind.start - number.end < _BEHIND:
        return _noun(drafter, behind)
    before = sentence.before("numbering", number.start)
    if before is None or scene.word_before(number.lead)[0] not in drafter.local("count_end"):
        return None
    if any(char in ";:" for char in scene.plain[before.end : number.start]) or _counts(drafter, number):
        return None
    return _noun(drafter, before)


def _noun(drafter: Drafter, mark: Mark) -> Head | None:
    head = drafter.counter.head_behind(mark.end)
    return head._replace(rule="noun after “number of”") if head is not None and head.unit in _COUNTABLE else None


def _counts(drafter: Drafter, number: Number) -> bool:
    """Whether a word behind the number may be what it counts."""
    word = drafter.scene.word_after(number.end)[0]
    known = (drafter.counter.stop, drafter.local("lists"), drafter.local("elided_after"))
    return word[:1].isalnum() and not any(word in words for words in known)


def _come_to(drafter: Drafter, number: Number) -> Head | None:
    """The subject of "ascienden a", "come to", or what was counted before: a fall leads from a greater count."""
    sentence, scene = drafter.sentence(number), drafter.scene
    verb = sentence.before("counting_to", number.lead)
    if verb is None or number.lead - verb.end >= _CLOSE or _counts(drafter, number):
        return None
    if verb.code == "from":
        return None
    if verb.code in ("stock", "are") and (subject := _subject(drafter, verb)) is not None:
        return subject if verb.code == "stock" or number.value >= _SOME else None
    if verb.code == "stock" and number.value >= _SOME and (body := _body(drafter, verb)) is not None:
        return body
    if verb.code == "are":
        return None
    for draft in reversed(drafter.drafts):
        if draft.unit not in _THINGS:
            continue
        if scene.sentence_number(number.start) - scene.sentence_number(draft.anchor[0]) > _BACK or draft.value is None:
            return None
        if (
            (draft.value > number.value)
            if verb.code == "fall"
            else (draft.value <= number.value or verb.code == "total")
        ):
            return _same(drafter, draft)
    return None


def _moved(drafter: Drafter, number: Number) -> Head | None:
    """The subject of a verb of change, whose count began and ended with a number: "troops rose from 3,600 in 2003 to 12,000 in 2010"."""
    verb = drafter.sentence(number).before("counting_to", number.lead)
    if verb is None or verb.code != "from" or _counts(drafter, number) or is_year(drafter.scene, number):
        return None
    if drafter.sentence(number).of("numbering"):
        return None
    begun = number.lead - verb.end < _CLOSE
    if not begun and drafter.scene.word_before(number.lead)[0] not in drafter.local("range"):
        return None
    if not begun and (not drafter.drafts or drafter.drafts[-1].anchor[0] - verb.end >= _CLOSE):
        return None
    noun = next((mark for mark in reversed(drafter.sentence(number).of("counted")) if mark.end <= verb.start), None)
    if noun is None or noun.code not in _THINGS or drafter.scene.word_before(noun.start)[0] in drafter.local("of_noun"):
        return None
    if any(sign in drafter.scene.plain[noun.end : verb.start] for sign in ",;:"):
        return None
    return Head(noun.code, noun.start, noun.end, "subject that moved from a number to another")


def _same(drafter: Drafter, draft: Draft) -> Head:
    """What a count before counted."""
    rule = "count before, come to another number"
    if drafter.last is not None and drafter.last[0] is draft:
        return drafter.last[1]._replace(rule=rule)
    return Head(str(draft.unit), draft.anchor[1], draft.anchor[1], rule)


def _bracketed(drafter: Drafter, number: Number) -> Head | None:
    """The plural whose number stands behind it in brackets: helmets (300), vests (250) and radios (40)."""
    scene = drafter.scene
    sign, start, _ = scene.word_before(number.start)
    if sign != "(" or scene.plain[number.end : number.end + 1] != ")" or number.word or is_year(scene, number):
        return None
    place = start - 1
    for mark in reversed(drafter.sentence(number).of("counted")):
        if mark.end <= place:
            alone = mark.code in _THINGS and scene.word_before(mark.start)[0][:1] not in _DIGITS
            ends = mark.end == place or (drafter.counter.spanish and drafter.counter.names_behind(mark.end) == place)
            here = alone and (ends or _to_each(drafter, mark, place))
            return Head(mark.code, mark.start, mark.end, "number in brackets") if here else None
    return None


def _to_each(drafter: Drafter, things: Mark, place: int) -> bool:
    """Whether a country ends at a place, in a row of those to whom things go: "vehicles for Somalia (32), Uganda (17)"."""
    scene = drafter.scene
    if place - things.end > _ROW or not any(
        m.end == place and m.kind in NAMES for m in scene.between(place - _NAME, place)
    ):
        return False
    first = scene.plain.find(" (", things.end)
    led = [word for word, _, _ in scene.words_between(things.end, first) if word.isalnum()]
    if drafter.drafts and drafter.drafts[-1].kind == MONEY and drafter.drafts[-1].anchor[0] > things.end:
        return False  # the sums of "Germany with €1,033 million. Behind it are France (493) and Turkey (307)"
    several = scene.plain.count(" (", things.end, place + _NAME) > 1
    return several and 1 < len(led) <= _LED and led[0] in drafter.local("row_led")


def _with(drafter: Drafter, number: Number) -> Head | None:
    """The persons or things named in the sentence, behind a comma and "with": the largest contributor of troops, with 7,269."""
    tie, start, _ = drafter.scene.word_before(number.lead)
    if tie in drafter.local("row_tie") and (contributor := _contributor(drafter, number, start)) is not None:
        return contributor
    if tie not in drafter.local("row_tie") or drafter.scene.word_before(start)[0] != "," or _counts(drafter, number):
        return None
    marks = [
        mark for mark in drafter.sentence(number).of("counted") if mark.end <= number.lead and mark.code in _THINGS
    ]
    if not marks or number.value < _SOME or (drafter.drafts and drafter.drafts[-1].anchor[0] > marks[-1].start):
        return None
    return Head(marks[-1].code, marks[-1].start, marks[-1].end, "named before “with”")


def _contributor(drafter: Drafter, number: Number, place: int) -> Head | None:
    """Those whom a contributor sends, right before "with": "the largest contributor with 6,223, followed by Burundi with 5,432"."""
    links = [
        mark for mark in drafter.sentence(number).of("link") if mark.code == "contributor" and mark.end < number.lead
    ]
    if not links or number.value < _SOME or _counts(drafter, number):
        return None
    beside = 0 <= place - links[-1].end <= 1 or listed(drafter.scene, number.lead) is not None
    return Head("persons", links[-1].start, links[-1].end, "those whom a contributor sends") if beside else None


def _body(drafter: Drafter, verb: Mark) -> Head | None:
    """The persons of a body that is the subject: "the contingent numbers 1,200", "el contingente de Kenia era de 380"."""
    scene = drafter.scene
    subject = scene.words_between(max(scene.sentence_at(verb.start).start, verb.start - _SUBJECT), verb.start)
    if any(word in (",", ";", ":") for word, _, _ in subject):
        subject = subject[-1:]
    found = next((each for each in subject if each[0] in drafter.local("body")), None)
    return Head("persons", found[1], found[2], "strength of a body") if found is not None else None


def _subject(drafter: Drafter, verb: Mark) -> Head | None:
    """The plural, uncounted before, that opens the clause of the verb."""
    sentence = drafter.scene.sentence_at(verb.start)
    marks = [mark for mark in sentence.of("counted") if mark.end <= verb.start and mark.code in _COUNTABLE]
    return Head(marks[0].code, marks[0].start, marks[0].end, "subject that comes to a number") if marks else None
