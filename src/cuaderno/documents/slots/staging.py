"""What the text around a sentence carries into its figures as their stage: the figure before, what is taken up, a notice."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.carrying import near
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import NO_STAGE
from cuaderno.documents.slots.means import fronted_means
from cuaderno.documents.slots.moves import SETS_OUT, moved_aid
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.parts_told import beside, of_its_programme
from cuaderno.documents.slots.resuming import of_the_people
from cuaderno.documents.slots.roles import BARE, IN, WITH
from cuaderno.documents.slots.sought import is_included_too
from cuaderno.documents.slots.stages_of import govern_at
from cuaderno.documents.slots.sums_of_deals import sum_of_a_deal
from cuaderno.documents.slots.surroundings import DURATIONS, Filling
from cuaderno.documents.slots.told_next import begins_with_it, lists_within_it
from cuaderno.documents.slots.usual_stages import usual_stage
from cuaderno.documents.times.framing import definite_sum
from cuaderno.documents.times.sales_noticed import spells_out_request
from cuaderno.documents.times.spoken_of import tells_gone
from cuaderno.statements.claim import MONEY, PERSONNEL

_OF_PLANS = frozenset(("approved", "requested", "announced", "authorised", "notified", "signed", "appropriated"))
_UNDONE = frozenset(("inactive", "cancelled", "refused", "rescinded"))
_DONE = frozenset(("ed", "part"))
"""The forms of a verb by which a heading tells what became of all that stands under it."""
_OF_PEOPLE = frozenset(("train", "attend", "deploy", "send"))
"""The frames of verbs that tell in a heading what became of people."""
_BESIDE, _PLACE, _FEW, _OPENING = 10, 40, 3, 24
_WITHOUT = "people said to be somewhere, without a verb"


def carried_stage(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The stage that the text around a sentence carries into it, or None."""
    draft, last = parsed.anchors[number].draft, context.last
    sum_told = draft.kind == MONEY and draft.unit != "percent"
    told = context.told.get((draft.value, draft.unit)) if sum_told else None
    if told is not None and told.stage:
        return told.stage, "as the same figure before"
    if draft.kind == MONEY and not number and _totalled(parsed):
        return "provided", "brings the total to"
    if last is not None and last.stage and draft.unit not in DURATIONS:
        if number:
            return _after(context, parsed, number, last)
        if any(m.code == "amount" and m.end <= parsed.anchors[number].start for m in parsed.anaphors):
            return _whole(context, last).stage or last.stage, "taken up by its words"
    if (moved := moved_aid(parsed, number)) is not None:
        return moved, "aid that rises or falls"
    if draft.kind == PERSONNEL and (rule := _present(parsed, number)):
        return "deployed", rule
    if (made := _made_of(context, parsed, number)) is not None:
        return made, "part of those before"
    if context.notice and draft.kind != PERSONNEL and draft.unit not in DURATIONS:
        return _noticed(context, parsed, number)
    told_on = of_its_programme(context, parsed, number) or _gone_on(context, parsed, number)
    told_on = told_on or _said_of_it(context, parsed, number) or _still_told(context, parsed)
    return told_on or usual_stage(context, parsed, number)


def _noticed(context: Context, parsed: Parsed, number: int) -> Filling:
    """The stage of what a notice tells of without a verb for it: its buyer has asked for it, or all of the sale is notified."""
    goods = parsed.anchors[number].draft.kind != MONEY
    asked = goods and is_included_too(parsed) and _planned_before(context, parsed, number) == "requested"
    asked = asked or (goods and spells_out_request(context.scene, parsed.sentence))
    return ("requested", "asked for too") if asked else ("notified", "the notice is of a sale")


def _after(context: Context, parsed: Parsed, number: int, last: Draft) -> Filling:
    """The stage of a later figure of a sentence: the whole's that it takes up, what a change comes to, or that of the figure before."""
    if parsed.anchors[number].draft.kind == PERSONNEL and _there_are(parsed, number) and _apart(parsed, number):
        return "deployed", "people who are there"
    if f"stage: {SETS_OUT}" in last.rules and last.stage == "provided":
        return "announced", "what a planned change comes to"
    whole = _resumed(context, parsed, number)
    return (whole, "taken up by its words") if whole else (last.stage or "", "as the figure before")


def _gone_on(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The stage of the figure before, where a sentence opens with a word that adds to it ("además", "moreover") or a pronoun."""
    last = context.last
    if not number and (stage := _of_several(context, parsed)):
        return stage, "part of those before"
    if last is None or not last.stage or not near(context, parsed, last):
        return None
    if not number and (_some_of_those(parsed) or of_the_people(parsed.anchors[0].draft)):
        return last.stage, "some of those before"
    here = parsed.anchors[number].draft
    if not number and here.elided and here.kind == last.kind == PERSONNEL:
        return last.stage, "some of those before"  # "They were not always so few: in 2018 there were 950"
    if not number and last.stage in _UNDONE and tells_gone(parsed.sentence):
        return last.stage, "what is gone of it"
    adding = any(word in parsed.small.adding for word in parsed.gap(parsed.start, parsed.start + 16)[:1])
    adding = adding or parsed.plain.startswith(tuple(context.scene.words.local("joined_by")), parsed.start)
    if adding and not number and last.kind == parsed.anchors[number].draft.kind:
        return last.stage, "more of those before"
    if not number and definite_sum(parsed.sentence, parsed.anchors[0].draft):
        return last.stage, "the sum of what was told before"
    before = parsed.sentence.previous
    if before is not None and last.anchor[0] < before.start and (said := _planned_before(context, parsed, number)):
        return said, "said of it in the sentence before"
    opens = begins_with_it(parsed, parsed.sentence.opening) or (not number and lists_within_it(parsed))
    opens = opens or (not number and _lists_on(context, parsed))
    return (last.stage, "taken up by its words") if opens else None


def _of_several(context: Context, parsed: Parsed) -> str:
    """The stage of several sums told before, of one of which a sentence tells: "The first concerns trucks", "By the second, whose cost is"; or ""."""
    if parsed.anchors[0].draft.kind != MONEY:
        return ""
    local = parsed.sentence.scene.words.local
    words = parsed.gap(parsed.start, min(parsed.start + _OPENING, parsed.end))[:_FEW]
    at = next((place for place, word in enumerate(words) if word in local("nth")), None)
    if not at or words[at - 1] not in local("definite_article"):
        return ""
    told = next((d for d in reversed(context.all[-_BESIDE:]) if d.kind == MONEY and d.unit != "percent"), None)
    return told.stage or "" if told is not None and told.stage in _OF_PLANS else ""


def _lists_on(context: Context, parsed: Parsed) -> bool:
    """Whether a sentence without a verb only goes on counting what was counted in its paragraph: "Una célula de 2 oficiales y 9 soldados."."""
    last, here = context.last, parsed.anchors[0].draft
    if last is None or parsed.verbs or parsed.sentence.is_heading or MONEY in (last.kind, here.kind):
        return False
    same = context.scene.sentence_at(last.anchor[0]).block == parsed.sentence.block
    return same and not any(party.code for party in parsed.parties) and here.unit not in DURATIONS


def _some_of_those(parsed: Parsed) -> bool:
    """Whether a figure counts some of those told before, behind which no verb is known: "Fewer than 4 percent of them"."""
    at = parsed.anchors[0].end
    return parsed.plain.startswith(tuple(parsed.sentence.scene.words.local("slot-of-it")), at + 1)


def _labelled(parsed: Parsed, number: int) -> bool:
    """Whether a programme's name, a sum and its year stand together and nothing else is said: "FMF: $35 million in FY 2018"."""
    here = parsed.anchors[number]
    if number or here.draft.kind != MONEY or not here.draft.programme or not here.draft.period_start:
        return False
    led = parsed.gap(max(parsed.start, here.start - _BESIDE), here.start)
    named = any(mark.end <= here.start and here.start - mark.end < _PLACE for mark in parsed.programmes)
    return named and any(word in ":(" for word in led) and not any(v.start < here.end + _PLACE for v in parsed.verbs)


def _row_of_a_donor(parsed: Parsed, number: int) -> str | None:
    """What a list of donors says of what each gave: "Germany: 19 armored carriers", "Canada – $63 million"."""
    here = parsed.anchors[number]
    if number or parsed.verbs or not parsed.parties or here.draft.kind == PERSONNEL or here.draft.unit in DURATIONS:
        return None
    donor = parsed.parties[0]
    words = parsed.gap(donor.end, here.start)
    row = (
        donor.kind == "place"
        and donor.start - parsed.start < _FEW
        and words[:1] in ([":"], ["-"])
        and len(words) <= _FEW
    )
    return ("provided" if here.draft.kind == MONEY else "delivered") if row else None


def _headed(context: Context, parsed: Parsed, *, people: bool) -> str:
    """What a heading says was done, of what stands under it without a verb: "WHAT WE HAVE GIVEN"."""
    heading = context.heading(parsed.sentence)
    if heading is None or not heading.block or heading.index == parsed.sentence.index:
        return ""
    governing = govern_at(context.parsed(heading), heading.end)
    told = bool(context.parsed(heading).verbs) and heading.index == context.scene.sentence_number(
        context.scene.blocks[0].start
    )
    plain = governing is not None and governing.verb.form in _DONE and not governing.negated and not told
    plain = plain and not (governing and parsed.plain.startswith(":", governing.verb.end))  # "Received: January 19"
    if governing is None or not plain or (people and governing.verb.frame not in _OF_PEOPLE):
        return ""
    return governing.stage if governing.stage != NO_STAGE else ""


def _still_told(context: Context, parsed: Parsed) -> Filling | None:
    """The stage of the sum before, in the same paragraph, where a sentence has no word for one and names nobody new."""
    last, here = context.last, parsed.anchors[0].draft
    if last is None or last.kind != MONEY or here.kind != MONEY:
        return None
    if parsed.verbs and parsed.verbs[0].start < parsed.next_anchor(0):
        return None
    last = last if last.unit == here.unit else _whole(context, last)
    if last.kind != MONEY or last.unit != here.unit:
        return None
    known = {"", *last.provider, *last.recipient}
    same = context.scene.sentence_at(last.anchor[0]).block == parsed.sentence.block
    alone = all(party.code in known for party in parsed.parties)
    return (last.stage, "as the figure before") if same and alone and last.stage else None


def _said_of_it(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What the sentence before says of a bill or a plan that "it includes" goes on about; the sum of a deal is agreed."""
    if (dealt := sum_of_a_deal(parsed, number)) is not None:
        return dealt
    if _labelled(parsed, number) or fronted_means(parsed, number):
        return "provided", "the sum of a programme in a year, without a verb"
    if (given := _row_of_a_donor(parsed, number)) is not None:
        return given, "a donor and what it gave, without a verb"
    bare = not any(verb.end <= parsed.anchors[number].start for verb in parsed.verbs)
    if bare and (said := _headed(context, parsed, people=parsed.anchors[number].draft.kind == PERSONNEL)):
        return said, "said in the heading"
    planned = _planned_before(context, parsed, number)
    return (planned, "said of it in the sentence before") if planned else None


def _planned_before(context: Context, parsed: Parsed, number: int) -> str:
    """How far a plan has come of which the sentence before told, and which this one takes up; "" where it does not."""
    before = parsed.sentence.previous
    if number or parsed.anchors[0].draft.kind == PERSONNEL or before is None or before.block != parsed.sentence.block:
        return ""
    words = [w for w in parsed.gap(parsed.start, parsed.start + 20)[:2] if w not in parsed.small.clause]
    taken = (bool(words) and words[0] in parsed.small.it) or _opens_with_it(parsed) or is_included_too(parsed)
    governing = govern_at(context.parsed(before), before.end) if taken else None
    if governing is None or governing.negated or governing.stage not in _OF_PLANS:
        return ""
    return governing.stage


def _opens_with_it(parsed: Parsed) -> bool:
    """Whether a definite noun at the head takes up what was told: "The deal includes 50 tanks"."""
    return any(m.code in ("funds", "topic") and m.start - parsed.sentence.opening < _FEW for m in parsed.anaphors[:1])


def _labelled_people(parsed: Parsed, number: int) -> bool:
    """Whether a label says who is where, and the figure only how many: "Cameroonian troops in MINUSCA: 1,064"."""
    here = parsed.anchors[number]
    if number or parsed.verbs or parsed.gap(max(parsed.start, here.start - _BESIDE), here.start)[-1:] != [":"]:
        return False
    return any(p.role == IN and parsed.plain.startswith(":", p.end) for p in parsed.parties)


def _present(parsed: Parsed, number: int) -> str:
    """The rule by which people are somewhere without a verb for it, or ""."""
    if _labelled_people(parsed, number):
        return _WITHOUT
    if _at_work(parsed, number):
        return "people that a country works with"
    if _verbless(parsed, number):
        return _WITHOUT
    until = parsed.next_anchor(number)
    theirs = (p for p in parsed.parties if p.code and p.role != IN and parsed.anchors[number].end <= p.start < until)
    return "people who are there" if any(theirs) and _there_are(parsed, number) else ""


def _verbless(parsed: Parsed, number: int) -> bool:
    """Whether a number of people stands with a place and without any verb: "694 efectivos en Líbano, 600 en Letonia"."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    if any(verb.end <= here.start for verb in parsed.verbs) or parsed.sentence.is_heading:
        return False
    words = parsed.gap(parsed.anchors[number - 1].end if number else parsed.start, here.start)
    tied = bool(words) and (words[-1] in ",;" or parsed.small.clause.get(words[-1]) == "and")
    opens = not words or words[-1] == ":" or (number and tied and _said_verbless(parsed.anchors[number - 1].draft))
    behind = parsed.gap(here.end, until)[-1:]
    if behind and parsed.small.clause.get(behind[0]) == "and" and parsed.anchors[number + 1].draft.kind != PERSONNEL:
        until = parsed.next_anchor(number + 1)  # "346 soldiers and six tanks in Latvia"
    return bool(opens) and any(
        p.role == IN and 0 < p.start - here.end < _PLACE and p.start < until for p in parsed.parties
    )


def _said_verbless(draft: Draft) -> bool:
    return f"stage: {_WITHOUT}" in draft.rules


def _at_work(parsed: Parsed, number: int) -> bool:
    """Whether a country does something with people: "Spain runs the school with 330 soldiers"."""
    here = parsed.anchors[number]
    words = parsed.gap(max(parsed.start, here.start - 12), here.start)[-1:]
    led = bool(words) and parsed.small.role.get(words[0]) == WITH
    return led and any(p.kind == "place" and p.role == BARE and p.end < here.start for p in parsed.parties[:1])


def _resumed(context: Context, parsed: Parsed, number: int) -> str | None:
    """The stage of the whole that a sentence takes up and parts in two: "This includes A of B, as well as C"."""
    if len(context.all) <= number or not beside(parsed, number) or not begins_with_it(parsed, parsed.start):
        return None
    whole = context.all[-1 - number]
    return whole.stage if near(context, parsed, whole) else None


def _there_are(parsed: Parsed, number: int) -> bool:
    """Whether people are said to be somewhere: "hay alrededor de 800 militares", "there are 800 troops"."""
    here = parsed.anchors[number]
    return any(w in parsed.small.there for w in parsed.gap(max(parsed.start, here.start - 24), here.start)[-4:])


def _made_of(context: Context, parsed: Parsed, number: int) -> str | None:
    """The stage of the last figure of a kind, where a group is said to be made up of this one: "integrado por 25 militares"."""
    here = parsed.anchors[number]
    if not any(m.code == "made_of" and m.end <= here.start for m in parsed.links):
        return None
    same = (d for d in reversed(context.all[-8:]) if d.kind == here.draft.kind and d.stage)
    return next((d.stage for d in same), None)


def _totalled(parsed: Parsed) -> bool:
    """Whether a sum is what something brings a total to."""
    return any(m.code == "total" and m.end <= parsed.anchors[0].start for m in parsed.links)


def _whole(context: Context, last: Draft) -> Draft:
    """What "of that" is of: the last sum that is no difference between two."""
    return next((d for d in reversed(context.all[-4:]) if "change" not in d.marks and d.unit != "percent"), last)


def _apart(parsed: Parsed, number: int) -> bool:
    """Whether a semicolon parts a figure from the one before."""
    return ";" in parsed.plain[parsed.anchors[number - 1].end : parsed.anchors[number].start]
