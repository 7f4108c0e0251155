"""The programme that a notice, a paragraph, a heading or the whole text carries into its figures."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.programmes_of import is_plan
from cuaderno.documents.slots.roles import BARE, TERRITORIES, TO
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

Filling = tuple[str, str]
"""What fills a slot, and the rule that says so."""
DURATIONS = frozenset(("years", "months", "weeks", "days", "hours"))
"""Units of what lasts and is neither given nor sold."""
_NEAR, _PRICED, _LED = 90, 300, 16

_DONE = frozenset(("provided", "delivered", "disbursed", "spent"))
"""What is told of other money and goods beside a sale that is only notified."""
_CLEARED = frozenset(("notified", "approved", "authorised"))
_OF_SALES = _CLEARED | {"announced"}
OF_NOTICE = {"sale": "FMS", "licence": "DCS"}
"""The programme of what a notice tells of, by its kind."""
_NOTICED = "the notice is of a sale"
_COUNTED, _NOUN = 64, 18
"""Characters behind a number, and words from it on, in which those it counts are named."""


def of_the_notice(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What a notice tells of is the sale that it gives notice of, but for people who are somewhere or took part in something."""
    if context.notice and _are_representatives(parsed, number):
        return OF_NOTICE[context.notice], _NOTICED
    kind = parsed.anchors[number].draft.kind
    of_aid = kind == MONEY and parsed.universes  # goods stand in one list with "technical assistance"
    if not context.notice or of_aid or parsed.programmes:
        return None
    if not parsed.sentence.of("notice") and _of_others(context, parsed):
        return None  # a gazette gives notice of licences for several countries, each by its number
    if kind == PERSONNEL and (_are_there(parsed) or not any(_only_would(parsed, verb) for verb in parsed.verbs)):
        return None
    if any(v.stage in _DONE and _is_told(parsed, v) and not _only_would(parsed, v) for v in parsed.verbs):
        return None
    return OF_NOTICE[context.notice], _NOTICED


def _are_representatives(parsed: Parsed, number: int) -> bool:
    """Whether people are those whom the carrying out of a sale takes: "four (4) U.S. Government and nine (9) contractor representatives"."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL:
        return False
    named = parsed.sentence.scene.words.local("slot-representative")
    until = here.end if number + 1 == len(parsed.anchors) else parsed.anchors[number + 1].end
    words = parsed.gap(here.start, min(until + _COUNTED, parsed.end))
    return any(word in named for word in words[:_NOUN])


def _are_there(parsed: Parsed) -> bool:
    """Whether a sentence tells of people stationed somewhere or of an exercise: "900 personnel are based on the island"."""
    if any(verb.frame == "deploy" and not _only_would(parsed, verb) for verb in parsed.verbs):
        return True
    return any(mark.code == "exercise" for mark in parsed.links)


def _of_others(context: Context, parsed: Parsed) -> bool:
    """Whether a sentence of a text with a notice tells of others than its seller and its buyer, or of what the buyer's own parliament allows."""
    known = {"", USA, *context.own}
    if any(p.code in TERRITORIES and p.code not in known for p in parsed.parties):
        return True
    allowing = next((v for v in parsed.verbs if v.stage in _CLEARED and v.form in ("fin", "ed")), None)
    subject = [p for p in parsed.parties if allowing is not None and p.role == BARE and p.end <= allowing.start]
    return bool(subject) and subject[-1].code in context.own


def _is_told(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb tells a deed, in the past or the perfect: "the Army received", "tres han llegado"."""
    if verb.form in ("fin", "ed"):
        return True
    words = parsed.gap(max(parsed.start, verb.start - _LED), verb.start)[-1:]
    return verb.form == "part" and any(parsed.small.aux.get(word) == "perfect" for word in words)


def _only_would(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb tells of what would or will be: "would get 12 radios"."""
    words = parsed.gap(max(parsed.start, verb.start - _LED), verb.start)[-2:]
    return any(parsed.small.aux.get(word) in ("cond", "future") for word in words)


def of_the_paragraph(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Goods belong to the plan that their paragraph told of before."""
    last = context.last
    if (
        (parsed.anchors[number].draft.kind != QUANTITY and not _is_their_price(context, parsed, number))
        or last is None
        or not last.programme
        or not is_plan(last.programme)
    ):
        return None
    same = context.scene.sentence_at(last.anchor[0]).block == parsed.sentence.block
    known = {"", *last.provider, *last.recipient}
    if any(p.role == BARE and p.code not in known for p in parsed.parties[:1]):
        return None
    return (last.programme, "as the goods before") if same else None


def _is_their_price(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether a sum is what the goods before it in the sentence cost: "ocho helicópteros …, con un costo conjunto cercano a 60 millones"."""
    if not number or parsed.anchors[number].draft.kind != MONEY or parsed.anchors[number - 1].draft.kind != QUANTITY:
        return False
    start, end = parsed.anchors[number - 1].end, parsed.anchors[number].start
    costs = context.scene.words.local("slot-cost")
    told = any(word in costs for word in parsed.gap(start, end))
    return told and not any(start <= v.start < end and v.form not in ("noun", "weak") for v in parsed.verbs)


def of_the_heading(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Dollars and trainees without another name belong to the one programme of their heading; the title is too wide for that."""
    draft = parsed.anchors[number].draft
    taught = draft.kind == PERSONNEL and any(v.frame in ("train", "attend") for v in parsed.verbs)
    if not taught and (draft.kind != MONEY or draft.unit != "USD" or parsed.universes or parsed.civil):
        return None
    heading = context.heading(parsed.sentence)
    if context.notice and _of_others(context, parsed):
        return None
    if heading is None or not heading.block or any(v.frame == "spend" for v in parsed.verbs):
        return None
    codes = {m.code for m in heading.of("programme")}
    return (codes.pop(), "named in the heading") if len(codes) == 1 else None


def notified_sale(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """A sale of which the agency for such sales tells, approved or notified to Congress, is government to government (AECA §36(b)).

    Of a sale that only "Washington" approves nobody can tell: licences of direct sales are notified too (AECA §36(c)).
    """
    for verb in parsed.verbs:
        if verb.stage in _OF_SALES:
            break
    else:
        return None
    here = parsed.anchors[number]
    if any(v.stage == "notified" and v.form == "noun" and v.end <= here.start for v in parsed.verbs):
        told = any(p.role == TO and p.code == USA and p.kind == "government" for p in parsed.parties)
        return ("FMS", "notifications to Congress") if told and here.draft.kind != PERSONNEL else None
    agency = any(m.code == "agency" for m in parsed.sentence.of("notice"))
    cleared = {*_CLEARED, "announced"} if agency else _CLEARED
    reach = _PRICED if here.draft.kind == MONEY else _NEAR
    said = next((v for v in parsed.verbs if v.stage in cleared and abs(v.start - here.start) < reach), None)
    if said is None or said.form == "noun" or any(v.stage == "authorised" and v.form == "noun" for v in parsed.verbs):
        return None
    told = said.stage == "notified" and not any(p.role == BARE for p in parsed.parties)  # "se notificó una operación"
    if not told and not any(
        p.role == BARE
        and p.end <= said.start
        and ((p.kind == "government" and p.code == USA) or (p.kind == "donor" and context.donor == (USA,)))
        for p in parsed.parties
    ):
        return None
    if not _tells_of_government_sales(context):
        return None
    words = parsed.gap(max(parsed.start, here.start - reach), min(parsed.end, here.end + _NEAR))
    return ("FMS", "a sale approved or notified to Congress") if any(w in parsed.small.sale for w in words) else None


def _tells_of_government_sales(context: Context) -> bool:
    """Whether a text names the agency for sales between governments, or their programme."""
    named = any(mark.code == "FMS" for mark in context.scene.of("programme"))
    return named or any(mark.code == "agency" for mark in context.scene.of("notice"))


_OF_A_PLAN = frozenset(("give", "send", "ask", "get"))
"""The frames of verbs by which a plan gives."""


def of_the_text(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Goods and dollars of the donor belong to the only plan a text names, which its title is about."""
    draft = parsed.anchors[number].draft
    if draft.unit in DURATIONS or parsed.civil or (draft.kind == MONEY and draft.unit != "USD"):
        return None
    plan = context.plan
    taught = any(v.frame in ("train", "attend") and v.form != "noun" for v in parsed.verbs)
    if draft.kind == PERSONNEL and not taught:
        return None
    given = taught or any(v.frame in _OF_A_PLAN or (v.frame == "none" and v.stage == "delivered") for v in parsed.verbs)
    theirs = any(p.code == USA for p in parsed.parties) or all(p.role != BARE for p in parsed.parties)
    given = given and (draft.kind == MONEY or theirs)
    return (plan, "the plan that the title is about") if plan and given else None
