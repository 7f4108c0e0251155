"""What a verb says of a part and not of its whole, of another item of a list, or of a figure beside."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.interrupted import main_verb, said_in_front
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.purposes_apart import is_purpose_of_another
from cuaderno.documents.slots.roles import TO
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.slots.verbs_behind import NOT_OF, verb_behind
from cuaderno.documents.times.wholes import of_the
from cuaderno.statements.claim import MONEY


def said_of_a_part(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether the verb behind a whole is that of the part before it: "two of the eight boats arrived", but not "… ordered in 2018 arrived"."""
    part, whole = parsed.anchors[number], parsed.anchors[number + 1]
    if verb.form == "noun" or not of_the(parsed.sentence.scene, part.draft, whole.draft):
        return False
    if any(parsed.small.clause.get(word) == "rel" for word in parsed.gap(whole.end, verb.start)):
        return False
    return not any(v.start > verb.end and v.form != "noun" for v in parsed.verbs)


def is_whole(parsed: Parsed, number: int) -> bool:
    """Whether the figure before is a part of this one: the 30 million in "two of the 30 million promised this year were withheld"."""
    return of_the(parsed.sentence.scene, parsed.anchors[number - 1].draft, parsed.anchors[number].draft)


def past_its_whole(parsed: Parsed, number: int) -> Verb | None:
    """What became of a part, behind what only tells which whole is meant: "two of the 30 million promised this year were withheld"."""
    if not is_whole(parsed, number + 1):
        return None
    behind = verb_behind(parsed, number + 1, None)
    return main_verb(parsed, behind, number + 1) if behind is not None else None


def is_of_another(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a verb before a figure tells nothing of it, but of another figure or none."""
    return (
        _speaks_of_another(parsed, number, verb)
        or _set_beside(parsed, number, verb)
        or said_in_front(parsed, verb, parsed.anchors[number].start)
        or _of_an_item_before(parsed, number, verb)
        or is_purpose_of_another(parsed, number, verb)
    )


def _speaks_of_another(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a verb is none of such a figure: people are deployed, and money that comes "to" a sum does not arrive."""
    here = parsed.anchors[number]
    unlike = (
        here.draft.kind in NOT_OF.get(verb.frame, ()) and verb.stage != "withdrawn"
    )  # "has withdrawn the $3 billion"
    if unlike or (verb.frame == "have" and _of_learners(parsed, verb)):
        return True
    comes = here.draft.kind == MONEY and verb.stage == "delivered" and verb.frame == "none"
    return comes and any(parsed.small.role.get(word) == TO for word in parsed.gap(verb.end, here.start)[:1])


def _of_learners(parsed: Parsed, verb: Verb) -> bool:
    """Whether those whose number changes by a verb are taught: "the number of trainees grew from"."""
    return any(v.frame == "attend" and v.form == "noun" and v.end <= verb.start for v in parsed.verbs)


def of_its_programme(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The stage of the sum of a programme, of which the next sentence names it again and a part: "FMF assistance includes $54 million in"."""
    draft = parsed.anchors[number].draft
    whole = context.by_programme.get(draft.programme or "")
    if number or whole is None or "part_of" not in draft.marks or whole.kind != draft.kind:
        return None
    near = context.scene.sentence_at(whole.anchor[0]).index >= parsed.sentence.index - 1
    return (whole.stage, "part of the sum of its programme") if near and whole.stage else None


def _set_beside(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a noun belongs to the figure before alone: "an authorization of $50 million, as well as $770 million"."""
    if not number or verb.form != "noun" or verb.end > parsed.anchors[number - 1].start:
        return False
    return beside(parsed, number)


def beside(parsed: Parsed, number: int) -> bool:
    """Whether a figure is set beside the one before as another thing: "as well as", "así como"."""
    here, before = parsed.anchors[number], parsed.anchors[number - 1]
    return any(m.code == "beside" and before.end <= m.start < here.start for m in parsed.links)


def _of_an_item_before(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a verb tells something of an earlier item of a list: "44 pods, each of which holds six rockets; and nine systems"."""
    if not parsed.parted or ";" not in parsed.plain[verb.end : parsed.anchors[number].start]:
        return False
    start = parsed.plain.rfind(";", parsed.start, verb.start)
    earlier = any(max(start, parsed.start) < anchor.start < verb.start for anchor in parsed.anchors[:number])
    rel = parsed.small.clause
    return earlier and any(
        rel.get(word) == "rel" for word in parsed.gap(max(parsed.start, verb.start - 16), verb.start)
    )


def taken(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a participle belongs to a figure before this one: "on top of the 1,300 already provided, and 60 boats"."""
    if not number or verb.form not in ("ed", "part") or parsed.plain[verb.end : verb.end + 1] != ",":
        return False
    before = max((a.end for a in parsed.anchors[:number] if a.end <= verb.start), default=-1)
    return before >= 0 and len(parsed.gap(before, verb.start)) <= 2
