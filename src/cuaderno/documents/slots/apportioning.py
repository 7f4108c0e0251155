"""A sum granted or asked for, and then parted: its parts, told without a deed of their own, are of its stage and its time."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BARE
from cuaderno.documents.slots.yearly_sales import told_of_its_subject
from cuaderno.documents.times.period_filling import copy_period, has_period
from cuaderno.documents.times.rates import is_rate
from cuaderno.statements.claim import MONEY

_PARTED = frozenset(("approved", "appropriated", "requested", "announced", "pledged", "signed"))
"""The stages of a sum whose parts are told after it: "the bill grants 448 million. Some 180 million go to counternarcotics"."""
_PARTING = frozenset(("provided", "allocated"))
"""What the words for a part say of it, which has come no further than its whole."""
_BACK, _SENTENCES = 8, 5
_REACH, _OF_IT, _HEAD = 16, 24, 3


def apportioned(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Draft | None:
    """The sum told before of which a figure is a part: a greater one, where this one's words tell no other deed, party or time."""
    draft = parsed.anchors[number].draft
    if draft.kind != MONEY or "change" in draft.marks or draft.value is None:
        return None
    if draft.unit == "percent" and not _of_the_money(parsed, number):
        return None
    known = _tells_nothing_else(parsed, governing) or told_of_its_subject(parsed, number, governing)
    if not known or is_rate(context.scene, draft):
        return None
    whole = _whole(context, parsed, draft)
    if whole is None or not _same_parties(parsed, whole):
        return None
    own = (draft.period_start, draft.period_end)
    return whole if not has_period(draft) or own == (whole.period_start, whole.period_end) else None


def take_share(draft: Draft, whole: Draft) -> None:
    """Give a part the stage of its whole, and its time where it has none."""
    rule = "a part of the sum told before"
    draft.filled("stage", whole.stage, rule)
    if draft.unit == "percent" and whole.provider:
        draft.filled("provider", whole.provider, rule)
    if not has_period(draft) and has_period(whole):
        copy_period(draft, whole, rule)


def _of_the_money(parsed: Parsed, number: int) -> bool:
    """Whether a percentage is a share of the sum told before: "40 % del dinero", or another that goes on from such a one."""
    draft = parsed.anchors[number].draft
    if "share" not in draft.marks:
        return False
    end = parsed.anchors[number].end
    if any(m.code in ("funds", "topic", "amount") and 0 <= m.start - end < _OF_IT for m in parsed.anaphors):
        return True
    money = parsed.sentence.scene.words.local("slot-the-money")
    of = [word for word in parsed.gap(end, min(end + _OF_IT, parsed.end)) if word not in parsed.small.skip]
    if any(word in money for word in of[:2]):
        return True
    return number > 0 and _is_part(parsed.anchors[number - 1].draft)


def _tells_nothing_else(parsed: Parsed, governing: Governing | None) -> bool:
    """Whether no word for a stage governs a figure, or one that only parts: "recibe", "goes to", "were set aside"."""
    if governing is None or governing.verb.form == "weak":
        return True
    if governing.verb.stage == "allocated" and governing.verb.form == "fut":
        return not governing.negated  # "se destinará a"
    if governing.stage not in _PARTING or governing.negated:
        return False
    if governing.stage == "allocated":
        return True
    said = parsed.sentence.scene.text[governing.verb.start : governing.verb.end]
    words = parsed.gap(max(parsed.start, governing.verb.start - _REACH), governing.verb.start)
    past = parsed.sentence.scene.words.endings("past")
    return not said.endswith(past) and not any(parsed.small.aux.get(word) == "perfect" for word in words[-2:])


def _whole(context: Context, parsed: Parsed, draft: Draft) -> Draft | None:
    """The last greater sum granted near by, else the last one asked for."""
    asked: Draft | None = None
    heading = context.heading(parsed.sentence)
    for told in context.all[: -_BACK - 1 : -1]:
        away = parsed.sentence.index - context.scene.sentence_number(told.anchor[0])
        if away > _SENTENCES or context.heading(context.scene.sentence_at(told.anchor[0])) is not heading:
            break
        share = draft.unit == "percent" and told.unit not in ("percent", "ratio")
        if told.kind != MONEY or told.value is None or "change" in told.marks or not (share or told.unit == draft.unit):
            continue
        if "cumulative" in told.marks and told.period_end is None:
            continue  # all aid since a war began is not what a package parts
        if told.stage not in _PARTED:
            break
        apart = away or (told.anchor != draft.anchor and is_in_front(context.scene, told))
        if apart and draft.value is not None and (share or told.value > draft.value) and not _is_part(told):
            if told.stage != "requested":
                return told
            asked = asked or told
    return asked


def is_in_front(scene: Scene, whole: Draft) -> bool:
    """Whether a sum opens its sentence as that of which others are told to be parts: "Under the $750 million approved by Congress"."""
    words = scene.words_before(whole.anchor[0], _HEAD)
    start = scene.sentence_at(whole.anchor[0]).start
    if not words or words[0][0] not in scene.words.local("definite_article"):
        return False
    return words[-1][1] - start <= _HEAD and any(word in scene.words.local("out_of_sum") for word, _, _ in words[1:])


def _is_part(draft: Draft) -> bool:
    return any(rule == "stage: a part of the sum told before" for rule in draft.rules)


def _same_parties(parsed: Parsed, whole: Draft) -> bool:
    """Whether no other country acts in the sentence."""
    known = {"", *whole.provider, *whole.recipient}
    return all(party.code in known for party in parsed.parties if party.role == BARE and not party.aid)
