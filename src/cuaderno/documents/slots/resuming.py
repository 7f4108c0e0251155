"""A programme that nouns of a sentence resume: "of the FY2024 sum", "the remaining $95 million", "its courses"."""

from __future__ import annotations

from cuaderno.documents.amounts.percentages import OF_THE_PEOPLE
from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.roles import BARE, OF
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import MONEY, PERSONNEL

_HEAD, _BACK, _LED, _NEXT = 40, 4, 24, 48
_FEW = 4


def of_the_sum(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """A part of the sum told before, named by its year: "Of the FY2024 sum, $320 million"."""
    words = parsed.gap(parsed.start, min(parsed.start + _HEAD, parsed.anchors[0].start))
    clause = parsed.small.clause
    if parsed.anchors[number].draft.kind != MONEY or not words:
        return None
    if clause.get(words[0]) != "part" and parsed.small.role.get(words[0]) != OF:
        return None
    sums = context.scene.words.local("slot-sum")
    ends = next((at for at, word in enumerate(words) if word == ","), 0)
    if not 1 < ends <= len(words) or not any(word in sums for word in words[:ends]):
        return None
    whole = _sum_before(context, parsed)
    return (whole.programme or "", "part of the sum told before") if whole is not None else None


def the_rest(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What is parted in two, of a sum told just before: "waived the conditions on $225 million and withheld the remaining $95 million"."""
    if parsed.anchors[number].draft.kind != MONEY or parsed.universes or parsed.programmes:
        return None
    if any(p.role == BARE and p.code not in ("", USA) for p in parsed.parties):
        return None
    whole, rest = _sum_before(context, parsed), context.scene.words.local("slot-rest")
    if whole is None or not any(
        word in rest
        for here in parsed.anchors
        for word in (
            *parsed.gap(max(parsed.start, here.start - _LED), here.start)[-2:],
            *parsed.gap(here.end, here.end + _LED)[:3],
        )
    ):
        return None
    return whole.programme or "", "the rest of the sum told before"


def _sum_before(context: Context, parsed: Parsed) -> Draft | None:
    """The last sum of the paragraph before a sentence, if it has a programme."""
    for draft in context.all[: -_BACK - 1 : -1]:
        if draft.anchor[0] < parsed.start and draft.kind == MONEY and draft.unit != "percent":
            same = context.scene.sentence_at(draft.anchor[0]).block == parsed.sentence.block
            return draft if same and draft.programme else None
    return None


def its_courses(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """People who learnt in the courses of the programme told just before: "participaron en sus cursos", "in these workshops"."""
    here, last, before = parsed.anchors[number], context.last, parsed.sentence.previous
    if here.draft.kind != PERSONNEL or last is None or not last.programme or before is None:
        return None
    if last.anchor[0] < before.start or before.block != parsed.sentence.block:
        return None
    if any(p.role == BARE and p.kind != "demonym" and p.code != USA for p in parsed.parties):
        return None
    courses, small = context.scene.words.local("slot-course"), parsed.small
    words = parsed.gap(here.end, min(here.end + _NEXT, parsed.end))
    owned = any(
        word in courses and at and (words[at - 1] in small.its or words[at - 1] in small.it)
        for at, word in enumerate(words)
    )
    return (last.programme, "learnt in the programme's courses") if owned else None


def of_the_latter(context: Context, parsed: Parsed, _number: int) -> Filling | None:
    """The last programme named in the sentence before: "Under the latter, 214 officers", "en el marco de este último"."""
    latter, head = context.scene.words.local("slot-latter"), parsed.plain[parsed.start : parsed.start + _HEAD]
    before = parsed.sentence.previous if any(word in head for word in latter) else None
    if before is None or parsed.programmes or before.block < parsed.sentence.block - 1:
        return None
    words = parsed.gap(parsed.start, parsed.start + _HEAD)
    at = next((at for at, word in enumerate(words) if word in latter), 0)
    led = bool(at) and any(parsed.small.role.get(word) is not None for word in words[:at])
    ends = at + 1 == len(words) or not words[at + 1].isalnum()
    if not led or not ends or (words[at - 1] not in parsed.small.it and words[at - 1] not in parsed.small.skip):
        return None
    names = context.parsed(before).programmes
    return (names[-1].code, "the last programme named before") if names else None


def of_the_people(draft: Draft) -> bool:
    """Whether a figure is a share of the people whom the sentence before counted: "El 9 % son mujeres"."""
    return f"share: {OF_THE_PEOPLE}" in draft.rules


def of_those(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Some of the things or people of a programme told just before: "will buy 12 aircraft through FMS (for $90 million). Five have come"."""
    draft = parsed.anchors[number].draft
    last = next((told for told in reversed(context.all[-2:]) if told.kind != MONEY), None)
    if last is None or not last.programme or draft.kind != last.kind or draft.kind == MONEY:
        return None
    if of_the_people(draft):
        return last.programme, "some of those told before"
    if not draft.elided or not (last.item or "").startswith(draft.item or "") or parsed.universes:
        return None
    if any(p.code not in ("", USA, *last.provider, *last.recipient) for p in parsed.parties):
        return None
    away = parsed.sentence.block - context.scene.sentence_at(last.anchor[0]).block
    return (last.programme, "some of those told before") if not away else None


def told_of_others(parsed: Parsed) -> bool:
    """Whether a sentence that begins with "it" tells of other things, which those told before come to: "It joins 24 boats"."""
    joining = parsed.sentence.scene.words.local("slot-joining")
    return any(word in joining for word in parsed.gap(parsed.start, parsed.start + _LED)[1:_FEW])
