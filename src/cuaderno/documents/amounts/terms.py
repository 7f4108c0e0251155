"""How long an agreement runs, told as its adjective, and how long a service lasts that goes with things: "signed a ten-year pact", "12 jets and five years of support"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.documents.amounts.counting import Head
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.statements.claim import PERSONNEL, QUANTITY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

TERM = "term of an agreement"
_TERMS = frozenset(("years", "months"))
_WITHIN = "-abcdefghijklmnopqrstuvwxyz"
"""What goes on with the word behind a unit: "ten-year-old", "five-yearly"."""
_REACH, _CLOSE, _WORDS, _FAR, _MOST, _HALF = 90, 6, 3, 16, 99, Decimal("0.5")


def terms(scene: Scene) -> list[Draft]:
    """Years of "a ten-year agreement", "a five-month exercise": a hyphen ties them to their number, before what lasts so long."""
    found: list[Draft] = []
    for said, unit in scene.words.local("term").items():
        tied = f"-{said}"
        at = scene.plain.find(tied)
        while at >= 0:
            if (draft := _term(scene, at, at + len(tied), unit)) is not None:
                found.append(draft)
            at = scene.plain.find(tied, at + 1)
    return found


def is_term(sentence: Sentence, draft: Draft) -> bool:
    """Whether a duration is that of an agreement told to be signed: its adjective, or right behind it: "firmaron un acuerdo a diez años"."""
    if draft.rules[0] == TERM:
        return True
    start = draft.anchor[0]
    named = [mark for mark in sentence.of("rel_instrument") if 0 < start - mark.end <= _CLOSE]
    return bool(named) and any(mark.end <= named[-1].start for mark in sentence.of("rel_signing"))


def _term(scene: Scene, hyphen: int, end: int, unit: str) -> Draft | None:
    """The term of a unit tied to its number by a hyphen, where what lasts so long is named behind it."""
    said, start, last = scene.word_before(end)
    value = _value(scene, said[: hyphen - start], start) if last == end and start < hyphen else 0
    if not 1 < value <= _MOST or scene.plain[end : end + 1] in _WITHIN:
        return None
    if _is_known(scene, start) or not _lasting(scene, end):
        return None
    draft = Draft(QUANTITY, (start, end), scene.sentence_at(start).clause(start), TERM)
    draft.value, draft.half_unit, draft.unit = Decimal(value), _HALF, unit
    return draft


def _is_known(scene: Scene, start: int) -> bool:
    """Whether one speaks of a thing known, or of what is done under it: "the ten-year memorandum", "under a seven-year lease"."""
    local = scene.words.local
    before = [word for word, _, _ in scene.words_before(start, _WORDS)]
    return any(word in local("under") for word in before) or any(
        word in local("definite_article") for word in before[:1]
    )


def _lasting(scene: Scene, at: int) -> bool:
    """Whether the noun of a phrase is an agreement, or another thing that is planned for a time: "three-year Plan of Action"."""
    local, last = scene.words.local, scene.sentence_at(at).end
    instruments = scene.starting("rel_instrument", at, at + _REACH)
    for word, start, end in scene.words_after(at, _FAR):
        if start >= last or (word in local("phrase_end") and scene.word_after(end)[0] not in local("term")):
            return False
        if word in local("lasting") or any(mark.start == start for mark in instruments):
            return True
    return False


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
