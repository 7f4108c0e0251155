"""What the stage of a verb is for the figure it speaks of: people are deployed, goods delivered, and what is in use has come."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.implied import TAUGHT
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BY, Party
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_LED, _FEW = 28, 3
_SERVED = 40
"""Characters behind a verb of taking part in which the mission is named."""


def fitting(parsed: Parsed, governing: Governing, draft: Draft) -> str:
    """People who are had or sent are deployed, goods that are sent delivered; shipped is a stage of licensed exports alone, and
    offered of excess stocks: what else is offered is pledged.

    What is acquired of excess stocks is given, not bought; things on which money is spent have come.
    """
    stage, frame = governing.stage, governing.verb.frame
    if "intent" in draft.marks and governing.verb.form == "noun" and stage in ("provided", "delivered"):
        return "intent"  # "intends to help, including through provision of five vessels"
    sent = stage == "provided" and (frame == "send" or _lent(parsed, governing, draft))
    if draft.kind == PERSONNEL:
        return _of_people(parsed, governing, draft, sent=sent)
    if draft.kind == MONEY and (moved := _of_money(parsed, governing, draft)):
        return moved
    if stage == "agreed" and frame == "buy":
        return "provided" if draft.programme == "EDA" else _bought(parsed, governing, draft)
    if stage == "shipped" and draft.programme != "DCS":
        return "delivered"
    if stage == "offered" and draft.programme != "EDA":
        return "pledged"
    if frame == "host" and draft.unit == "countries":
        return "held"  # nations are hosted at what is held together
    if draft.unit == "missions" and (sent or serve(parsed, governing.verb)):
        return "deployed"  # "sent 600 troops to four operations"
    bought = stage == "spent" and frame == "spend" and draft.kind == QUANTITY and draft.unit == "items"
    return "delivered" if draft.kind == QUANTITY and (sent or bought) else stage


def _of_money(parsed: Parsed, governing: Governing, draft: Draft) -> str:
    """What a verb says of money alone: withdrawn before it was given it is refused, a share of the economy is spent, and money of a school is
    given where it is spent; else ""."""
    if governing.stage == "withdrawn":
        return "refused"  # "has withdrawn the $3 billion grant"
    if governing.stage == "allocated" and governing.verb.form != "noun" and _of_the_economy(parsed, draft):
        return "spent"  # "devote 2 percent of GDP to defense"
    taught = governing.stage == "spent" and governing.passive and draft.programme in TAUGHT
    return "provided" if taught else ""  # "IMET, under which $147,000 was expended"


def _of_the_economy(parsed: Parsed, draft: Draft) -> bool:
    """Whether a share is one of what a country produces: "2 percent of GDP", "el 2 por ciento del PIB"."""
    economy = parsed.sentence.scene.words.local("slot-economy")
    return draft.unit == "percent" and any(
        word in economy for word in parsed.gap(draft.anchor[1], min(draft.anchor[1] + _LED, parsed.end))[:_FEW]
    )


def _of_people(parsed: Parsed, governing: Governing, draft: Draft, *, sent: bool) -> str:
    """The stage of people: those brought or let into a course are taught, those sent, had or assigned are deployed."""
    stage, frame = governing.stage, governing.verb.frame
    if draft.programme in TAUGHT and (sent or stage == "delivered" or frame == "permit"):
        return "provided"
    if stage == "offered":
        return "pledged"
    if stage == "provided" and (_is_contribution(parsed, governing.verb) or _helps(parsed, governing.verb, draft)):
        return "deployed"
    if stage == "provided" and governing.rule == "after" and _have_given(parsed, governing):
        return "deployed"  # "a team of 19 has assisted in"
    if (stage == "announced" and governing.verb.form == "ing" and _lent(parsed, governing, draft)) or serve(
        parsed, governing.verb
    ):
        return "deployed"  # "is providing 300 soldiers", "have taken part in the mission"
    if frame == "leave" and left_by(parsed, governing.verb, draft) is not None:
        return "withdrawn"
    if stage == "delivered" and _is_teaching(parsed, governing.verb, draft):
        return "provided"
    assigned = stage == "allocated" and governing.verb.form != "noun" and _is_object(parsed, governing, draft)
    had = stage in ("held", "delivered", "shipped") or (frame == "have" and stage == "active")
    had = had or (frame == "get" and stage == "provided" and are_teachers(parsed, draft))
    return "deployed" if sent or assigned or had else stage


def _have_given(parsed: Parsed, governing: Governing) -> bool:
    """Whether people are those who have given, as the subject of a perfect: "200 advisers have provided training", but not "have been given"."""
    if governing.verb.frame != "give" or governing.passive or governing.verb.form not in ("ed", "part"):
        return False
    led = parsed.gap(max(parsed.start, governing.verb.start - _LED), governing.verb.start)[-1:]
    return any(parsed.small.aux.get(word) == "perfect" for word in led)


def _is_teaching(parsed: Parsed, verb: Verb, draft: Draft) -> bool:
    """Whether what is delivered to people is training: "delivered training to 400 soldiers"."""
    courses = parsed.sentence.scene.words.local("slot-course")
    return verb.frame == "give" and any(word in courses for word in parsed.gap(verb.end, draft.anchor[0]))


def _helps(parsed: Parsed, verb: Verb, draft: Draft) -> bool:
    """Whether people are those by whom somebody is helped, and not whom somebody pays for: "The force was supported by 900 Kenyan soldiers"."""
    words = parsed.gap(verb.end, draft.anchor[0])
    return verb.form == "weak" and len(words) == 1 and parsed.small.role.get(words[0]) == BY


def _is_contribution(parsed: Parsed, verb: Verb) -> bool:
    """Whether a noun tells what a country contributes to a mission, which so are those who are there: "Italy's contribution to UNIFIL is"."""
    if verb.form != "noun":
        return False
    contributing = parsed.sentence.scene.words.local("slot-contribution")
    return any(word in contributing for word in parsed.gap(verb.start, verb.end))


def serve(parsed: Parsed, verb: Verb) -> bool:
    """Whether people take part in a mission, and not in a course: "took part in the peacekeeping mission in Liberia"."""
    if verb.frame != "attend" or verb.form == "noun":
        return False
    local = parsed.sentence.scene.words.local
    words = parsed.gap(verb.end, min(verb.end + _SERVED, parsed.end))
    taught = any(word in local("slot-course") for word in words)
    return not taught and any(word in local("slot-duty") for word in words)


def are_teachers(parsed: Parsed, draft: Draft) -> bool:
    """Whether people are those who teach or advise, and so came where they were received: "received 12 instructors"."""
    teachers = parsed.sentence.scene.words.local("slot-teacher")
    return any(word in teachers for word in parsed.gap(draft.anchor[1], min(draft.anchor[1] + _LED, parsed.end))[:_FEW])


def left_by(parsed: Parsed, verb: Verb, draft: Draft) -> Party | None:
    """The place that people of another nation leave: "los últimos 90 soldados italianos salieron de Bagdad"; else None."""
    theirs = {p.code for p in parsed.parties if p.kind == "demonym" and draft.anchor[1] <= p.start < verb.start}
    place = next((p for p in parsed.parties if p.start >= verb.end and p.kind in ("place", "capital")), None)
    near = place is not None and place.start - verb.end < _FEW
    return place if near and theirs and place is not None and place.code not in theirs else None


def _is_object(parsed: Parsed, governing: Governing, draft: Draft) -> bool:
    """Whether people are what a verb before them speaks of, and not a sum that is for them."""
    return governing.verb.end <= draft.anchor[0] and not any(anchor.draft.kind == MONEY for anchor in parsed.anchors)


def _lent(parsed: Parsed, governing: Governing, draft: Draft) -> bool:
    """Whether people themselves are given, and not help to them: "provides 35 soldiers to the mission"."""
    if draft.kind != PERSONNEL or governing.verb.frame != "give" or governing.verb.form == "noun":
        return False
    words = parsed.gap(governing.verb.end, draft.anchor[0])
    said = parsed.plain[governing.verb.start : governing.verb.end].rpartition(" ")[2]
    if said in parsed.sentence.scene.words.local("slot-equips"):
        return False  # "trained and equipped 900 soldiers"
    return governing.verb.end <= draft.anchor[0] and not any(parsed.small.aid.get(word) == "aid" for word in words)


def _bought(parsed: Parsed, governing: Governing, draft: Draft) -> str:
    """What is bought is agreed, but delivered where somebody uses it: "flies 46 aircraft bought from"."""
    if draft.kind != QUANTITY or governing.verb.start < draft.anchor[1]:
        return governing.stage
    using = parsed.sentence.scene.words.local("slot-using")
    led = parsed.gap(max(parsed.start, draft.anchor[0] - _LED), draft.anchor[0])[-_FEW:]
    return "delivered" if any(word in using for word in led) else governing.stage
