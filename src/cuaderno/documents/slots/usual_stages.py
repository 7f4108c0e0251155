"""How far a figure has come by what its programme is for, where no word tells: people of a mission are deployed, of a school taught."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.implied import TAUGHT
from cuaderno.documents.slots.memoranda import of_a_memorandum
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_of import MISSIONS, is_plan
from cuaderno.documents.slots.roles import IN
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.documents.times.tenses import FUTURE, OTHER, PAST, PERFECT, tense
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY
from cuaderno.statements.periods import last_day

_OWNED = 12
"""Characters before a number in which it is said whose things it counts."""
_LATER = 64
"""Characters behind a sum in which "later" stands."""
_GOING = 72
"""Characters from people to the verb of going that tells what they would do."""
_LEARNERS, _NOUN, _ITEM = 40, 3, 48
"""Characters and words behind a number in which it is called learners, and characters in which things are told to be at work."""
_FISCAL_START = "10"
"""The month in which the United States' fiscal year begins, in the calendar year before."""
_IN_AID = 36
"""Characters behind a sum in which the aid that it is stands: "in U.S. security assistance"."""
_UNSURE = frozenset(("intent", "conditional", "change", "negated"))
_EVENTS = frozenset(("exercises", "missions"))
"""The units of what is held and over."""
_LONG = frozenset(("years", "decades", "centuries"))
_SOLD = frozenset(("FMS", "FMS-NONMAJOR", "DCS", "EDA", "PDA"))


def usual_stage(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What people or grants of a programme have become by its kind, told of in the past or as they are; else None."""
    draft = parsed.anchors[number].draft
    programme = draft.programme
    if (
        draft.kind == MONEY
        and "cumulative" in draft.marks
        and _UNSURE.isdisjoint(draft.marks)
        and draft.unit != "percent"
        and not _begins_later(context, draft)
    ):
        return "provided", "money of some years"
    if of_a_memorandum(parsed, number):
        return "pledged", "sum of a memorandum"
    known = _held(context, parsed, draft) or _aid_was(context, parsed, number) or _bond(parsed, number)
    known = known or _taught(context, parsed, number) or _in_use(context, parsed, number) or _would_go(parsed, number)
    known = known or _of_its_own(parsed, number) or _so_far(parsed, number)
    if (known := known or _aid_told_before(context, parsed, number)) is not None:
        return known
    if programme is None or (draft.unit == "percent" and draft.kind == MONEY):
        return None
    if draft.kind == PERSONNEL and programme in MISSIONS:
        return "announced" if "intent" in draft.marks else "deployed", "people of a mission"
    if draft.kind == MONEY and programme not in _SOLD and not parsed.verbs and _of_a_year_over(context, draft):
        return "provided", "money of a fiscal year that is over"
    start, end = parsed.start, parsed.end
    if draft.kind != PERSONNEL:  # a deed told before it, and not of what it is only set beside
        end = parsed.anchors[number].start
        start = max(start, parsed.plain.rfind(",", start, end) + 1)
    told = tense(context.scene, start, end)
    if told not in (PAST, PERFECT):
        return None
    if draft.kind == PERSONNEL and (programme in TAUGHT or programme == "GPOI"):
        return "provided", "people of a school"
    grant = programme not in _SOLD and (_is_subject(parsed, number) if is_plan(programme) else draft.kind == MONEY)
    return ("provided", "money of a programme of grants") if grant and not context.notice else None


def _aid_told_before(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What a sum without a verb has become that only tells how much the aid was, in a year that is over, of which the sentence before spoke:
    "Peru is a large recipient of U.S. military aid. Over $100 million last year"."""
    draft, before, today = parsed.anchors[number].draft, parsed.sentence.previous, context.scene.today or ""
    if number or draft.kind != MONEY or parsed.verbs or parsed.parties or before is None or before.is_heading:
        return None
    year = draft.period_end or ""
    over = year.isdigit() and year < today[: len(year)]
    spoken = over and before.block == parsed.sentence.block and _UNSURE.isdisjoint(draft.marks)
    return ("provided", "aid of a year that is over") if spoken and context.parsed(before).universes else None


def _so_far(parsed: Parsed, number: int) -> Filling | None:
    """What a sum has become that is counted like the years since: "Seven years and some $80 million in stipends later, fewer than"."""
    draft = parsed.anchors[number].draft
    if draft.kind != MONEY or draft.unit == "percent" or not _UNSURE.isdisjoint(draft.marks):
        return None
    later, end = parsed.sentence.scene.words.local("slot-afterwards"), parsed.anchors[number].end
    words = parsed.gap(end, min(end + _LATER, parsed.end))
    at = next((place for place, word in enumerate(words) if word in later), None)
    told = at is not None and words[at + 1 : at + 2] == [","] and not any(v.end <= end for v in parsed.verbs)
    return ("provided", "what was laid out since") if told else None


def _of_its_own(parsed: Parsed, number: int) -> Filling | None:
    """What things are that are called somebody's own: "Of its 12 boats, only five are seaworthy"."""
    here = parsed.anchors[number]
    if here.draft.kind != QUANTITY or here.draft.unit != "items" or parsed.verbs:
        return None
    owned = any(
        word in parsed.small.its for word in parsed.gap(max(parsed.start, here.start - _OWNED), here.start)[-1:]
    )
    return ("held", "things of one's own") if owned else None


def _would_go(parsed: Parsed, number: int) -> Filling | None:
    """What people are who would have to go somewhere: "Tres instructores tendrían que viajar a Chad"."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL or "conditional" not in here.draft.marks:
        return None
    going = parsed.verb_after(here.end)
    near = going is not None and going.start - here.end < _GOING and going.form in ("inf", "base")
    return ("announced", "people who would go") if near and going is not None and going.frame == "deploy" else None


def _in_use(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What things have become that are told to do their work: "Four new boats now fly the Panamanian flag", "33 helicópteros operan desde 2000"."""
    here = parsed.anchors[number]
    if here.draft.kind != QUANTITY or here.draft.unit != "items" or not _UNSURE.isdisjoint(here.draft.marks):
        return None
    working = context.scene.words.local("slot-at-work")
    named = (here.draft.item or "").lower().split()  # "10 patrol boats"
    for word in parsed.gap(here.end, min(here.end + _ITEM, parsed.next_anchor(number))):
        if word in working and word not in named:
            return "delivered", "things at work"
        if word in ",;:()" or word in parsed.small.role or word in parsed.small.clause or word in parsed.small.aux:
            adverb = parsed.small.aux.get(word) == "adverb"
            if not adverb:
                return None
    return None


def _taught(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What learners have become of whom no verb tells: "370 cadets from 14 countries", "hablaba de 9.200 alumnos"."""
    here = parsed.anchors[number]
    if here.draft.kind != PERSONNEL or not _UNSURE.isdisjoint(here.draft.marks) or context.notice:
        return None
    learners = context.scene.words.local("slot-learner")
    words = parsed.gap(here.end, min(here.end + _LEARNERS, parsed.next_anchor(number)))[:_NOUN]
    at = next((place for place, word in enumerate(words) if word in learners), None)
    if at is None or any(word in parsed.small.role for word in words[:at]):
        return None
    told = tense(context.scene, parsed.start, parsed.end)
    return ("announced" if told == FUTURE else "provided", "learners")


def _bond(parsed: Parsed, number: int) -> Filling | None:
    """What is told of years, where a bond between countries is named behind them: "For 60 years, … a strong partnership"."""
    bonds = parsed.sentence.scene.words.local("bond_noun")
    years = parsed.anchors[number].draft.unit in _LONG
    named = years and any(word in bonds for word in parsed.gap(parsed.anchors[number].end, parsed.end))
    return ("active", "how long a bond has lasted") if named else None


def _held(context: Context, parsed: Parsed, draft: Draft) -> Filling | None:
    """What exercises, and missions that are over, are by themselves: "there were 40 ship visits", "20 exercises every year"."""
    if draft.unit not in _EVENTS or not _UNSURE.isdisjoint(draft.marks):
        return None
    comma = parsed.plain.find(",", draft.anchor[1], parsed.end)
    told = tense(context.scene, parsed.start, comma if comma >= 0 else parsed.end)
    if told in (PAST, PERFECT):
        return "completed", "events that are over"
    return ("held", "exercises that are held") if told == OTHER and draft.unit == "exercises" else None


def _aid_was(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What a sum has become that aid is said to have been so far: "U.S. military aid to Egypt since 1979 has been $50 billion"."""
    here = parsed.anchors[number]
    draft = here.draft
    if draft.kind != MONEY or draft.unit == "percent" or number or not _UNSURE.isdisjoint(draft.marks):
        return None
    if context.notice or draft.programme in _SOLD:
        return None
    if _does_its_work(context, parsed):
        return "provided", "aid that does its work"
    if any(verb.form != "noun" for verb in parsed.verbs):
        return None
    aid = any(p.aid and p.end <= here.start for p in parsed.parties)
    told = tense(context.scene, parsed.start, here.start) if aid else OTHER
    return ("provided", "what aid has been") if told in (PERFECT, PAST) else None


def _does_its_work(context: Context, parsed: Parsed) -> bool:
    """Whether a known sum "in aid" is the subject of what it does or holds: "Our $48 million in security assistance includes support for"."""
    here, local = parsed.anchors[0], context.scene.words.local
    led = context.scene.word_before(here.start)[0]
    if not (led in local("definite_article") or led in local("possessive") or led.endswith("'s")):
        return False
    words = parsed.gap(here.end, here.end + _IN_AID)
    into = bool(words) and parsed.small.role.get(words[0]) == IN
    if not into or not any(parsed.small.aid.get(word) == "aid" for word in words[1:]):
        return False
    if any(verb.form != "noun" and verb.end <= here.start for verb in parsed.verbs):
        return False
    return tense(context.scene, here.end, parsed.end) != FUTURE


def _begins_later(context: Context, draft: Draft) -> bool:
    """Whether a sum is of years that had not begun on the document's day."""
    today, start = context.scene.today or "", draft.period_start or ""
    if start.startswith("FY"):
        start = f"{int(start[2:6]) - 1}-{_FISCAL_START}"
    return bool(today) and start > today[: len(start)]


def _of_a_year_over(context: Context, draft: Draft) -> bool:
    """Whether a figure is of a fiscal year that had ended on the document's day, as a list of grants tells it: "FY 2022: $1.6 million"."""
    day, year = context.scene.day, draft.period_end or ""
    known = day is not None and year.startswith("FY") and last_day(year) < day
    return known and not context.notice and _UNSURE.isdisjoint(draft.marks)


def _is_subject(parsed: Parsed, number: int) -> bool:
    """Whether a programme, or what takes it up, stands before the first figure of a sentence that has no other verb: "the initiative left 22 aircraft"."""
    start = parsed.anchors[0].start
    if number and parsed.next_anchor(0) < parsed.anchors[number].start and parsed.parted:
        return False
    named = any(mark.end <= start for mark in (*parsed.programmes, *parsed.anaphors))
    return named and not any(verb.form != "noun" for verb in parsed.verbs)
