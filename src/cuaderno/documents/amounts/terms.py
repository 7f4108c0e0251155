"""How long an agreement runs, told as its adjective, and how long a service lasts that goes with things: "signed a ten-year pact", "12 jets and five years of support"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import PERSONNEL, QUANTITY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

TERM = "term of an agreement"
_TERMS = frozenset(("years", "months"))
_REACH, _CLOSE, _WORDS, _MOST, _HALF = 90, 6, 3, 99, Decimal("0.5")


def terms(scene: Scene) -> list[Draft]:
    """Years of "signed a ten-year agreement": a hyphen ties them to their number, between the signing and the agreement."""
    found: dict[int, Draft] = {}
    for signing in scene.of("rel_signing"):
        named = scene.starting("rel_instrument", signing.end, signing.end + _REACH)
        if named and (draft := _between(scene, signing, named[0])) is not None:
            found[draft.anchor[0]] = draft
    return list(found.values())


def is_term(sentence: Sentence, draft: Draft) -> bool:
    """Whether a duration is that of an agreement told to be signed: its adjective, or right behind it: "firmaron un acuerdo a diez años"."""
    if draft.rules[0] == TERM:
        return True
    start = draft.anchor[0]
    named = [mark for mark in sentence.of("rel_instrument") if 0 < start - mark.end <= _CLOSE]
    return bool(named) and any(mark.end <= named[-1].start for mark in sentence.of("rel_signing"))


def _between(scene: Scene, signing: Mark, named: Mark) -> Draft | None:
    """The term told between a verb of signing and its agreement."""
    if "-" not in scene.plain[signing.end : named.start]:
        return None
    units = scene.words.local("term")
    for word, start, end in scene.words_between(signing.end, named.start):
        said, _, last = word.rpartition("-")
        value = _value(scene, said, start) if last in units else 0
        if 1 < value <= _MOST:
            sentence = scene.sentence_at(start)
            draft = Draft(QUANTITY, (start, end), sentence.clause(start), TERM)
            draft.value, draft.half_unit, draft.unit = Decimal(value), _HALF, units[last]
            return draft
    return None


def _value(scene: Scene, said: str, start: int) -> int:
    """What a number in digits or in one word says, 0 where it is none."""
    if said.isdigit():
        return int(said)
    return next(
        (int(mark.code) for mark in scene.at(start) if mark.kind == "number" and mark.end - start == len(said)), 0
    )


def service_time(drafter: Drafter, index: int, number: Number) -> Draft | None:
    """Years of "as well as five years of maintenance", behind things or their price in the same sentence, or None."""
    scene, head = drafter.scene, drafter.phrase(index).head
    if head is None or head.unit not in _TERMS or not drafter.drafts:
        return None
    last = drafter.drafts[-1]
    if last.kind == PERSONNEL or last.anchor[0] < drafter.sentence(number).start:
        return None
    before = scene.word_before(number.lead)[0]
    if before not in drafter.local("lists") and before not in drafter.local("part_ties"):
        return None
    return drafter.counted(number, head._replace(rule="how long a service lasts")) if _serves(drafter, head) else None


def _serves(drafter: Drafter, head: Head) -> bool:
    """Whether "of" and a service stand behind a duration."""
    behind = [word for word, _, _ in drafter.scene.words_after(head.end, _WORDS)]
    services = drafter.local("service")
    return bool(behind) and behind[0] in drafter.local("of_noun") and any(word in services for word in behind[1:])
