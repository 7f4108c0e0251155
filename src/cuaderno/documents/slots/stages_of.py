"""How far a figure has come: the word that governs it, and what its helpers, its negation and its head verb make of it."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.insets import parted
from cuaderno.documents.slots.absolute import main_deed
from cuaderno.documents.slots.done_deeds import grants_request
from cuaderno.documents.slots.interrupted import main_verb, past_inset, said_aside, set_off, verb_resumed
from cuaderno.documents.slots.meaning import OF_ITS_PART, Governing, meant
from cuaderno.documents.slots.parsed import ELIDING, Parsed
from cuaderno.documents.slots.parts_told import beside, is_of_another, is_whole, past_its_whole, said_of_a_part, taken
from cuaderno.documents.slots.roles import BY, ELIDED, FOR, OF
from cuaderno.documents.slots.signing import signing
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.stretches import inserted, whole_in_front
from cuaderno.documents.slots.verbs_behind import participle_of, verb_behind
from cuaderno.documents.times.wholes import of_the
from cuaderno.statements.claim import MONEY, PERSONNEL

_NOUN_REACH, _POST_REACH = 64, 72
_HELD_REACH, _OF_THE, _TO_LIST, _FEW = 34, 24, 12, 2
_TRADING = frozenset(("sell", "buy"))
"""The frames of nouns of trade, whose shares and changes are no deals."""
_LIST = 40
"""Figures of a list of which each asks the next, at most."""
_ANSWERED = frozenset(("refused", "approved", "withdrawn", "cancelled"))
"""What becomes of an offer or a request that somebody has made."""


def govern(parsed: Parsed, number: int, ahead: int = 0) -> Governing | None:
    """What governs a figure of the sentence, or None where no word of it does; `ahead` counts the figures of a list that already asked the next."""
    here = parsed.anchors[number]
    has = parsed.has(here) if here.draft.kind != MONEY and here.draft.unit != "years" else None
    if has is not None:
        return _had(parsed, number, has)
    if not parsed.verbs:
        return None
    if (other := _told_with(parsed, number)) != number:
        return govern(parsed, other, ahead)
    said = "attributed" in parsed.anchors[number].draft.marks
    own = _own(parsed, number)
    if own is not None and not _is_granted(parsed, number, own):
        return meant(parsed, own, "own", said)
    if (compared := _compared(parsed, number)) is not None:
        return meant(parsed, compared, "compared with", said)
    if (verb := past_inset(parsed, number)) is not None:
        return meant(parsed, verb, "after", said)
    before = _before(parsed, number) or _shared(parsed, number) or _fronted_price(parsed, number)
    after = _behind(parsed, number, before)
    if after is not None:
        of_part = before is None and number and said_of_a_part(parsed, number - 1, after)
        rule = OF_ITS_PART if of_part else "after"
        main = main_verb(parsed, after, number)
        if main is not None and number and is_whole(parsed, number):
            main = None
        return meant(parsed, main or after, rule, said)
    if (tied := _with_the_next(parsed, number, before, ahead)) is not None:
        return tied
    return _of_the_things(parsed, number, said) if before is None else _told_before(parsed, before, said)


def _of_the_things(parsed: Parsed, number: int, said: bool) -> Governing | None:
    """What a participle before the noun of things says, of which nothing else tells: "the 12 promised helicopters"."""
    told = participle_of(parsed, number)
    return meant(parsed, told, "of the things", said) if told is not None else None


def _behind(parsed: Parsed, number: int, before: Verb | None) -> Verb | None:
    """The verb behind a figure, on its side of what is set in, or behind an insertion where it has no other."""
    here, after = parsed.anchors[number], verb_behind(parsed, number, before)
    if after is not None and not parted(parsed.sentence, here.start, after.start):
        return after
    resumes = before is None and parsed.plain.find(",", here.end, parsed.end) > 0
    return verb_resumed(parsed, number) if resumes else None


def _had(parsed: Parsed, number: int, has: Verb) -> Governing:
    """What somebody has: trainees are taught, cases are active, and all else is what a verb behind says, or held."""
    if (own := _own(parsed, number)) is not None and own.frame == "attend":
        return meant(parsed, own, "own")  # "had 400 trainees"
    if own is not None and own.stage == "active":
        return meant(parsed, own, "own")._replace(verb=has)  # "has 34 active cases with Kenya"
    after = verb_behind(parsed, number, has)
    return meant(parsed, after or has, "after" if after else "before")


def _told_before(parsed: Parsed, verb: Verb, said: bool) -> Governing:
    """What a word before a figure says: of what a contract is for that it is signed, of what each gives that it is as the whole."""
    if (signed := signing(parsed, verb)) is not None:
        return meant(parsed, signed, "before", said)
    found, main = meant(parsed, verb, "before", said), main_deed(parsed, verb)
    return found if main is None else found._replace(stage=meant(parsed, main, "before", said).stage)


def _told_with(parsed: Parsed, number: int) -> int:
    """The figure whose verb is that of this one too: behind an insertion, or where a name takes it up again; else itself."""
    if number and inserted(parsed, number - 1) == number and not _said_inside(parsed, number):
        return number - 1
    if "part_of" in parsed.anchors[number].draft.marks and (whole := whole_in_front(parsed, number)) is not None:
        return whole
    return _gapped(parsed, number) if parsed.parted else number


def _gapped(parsed: Parsed, number: int) -> int:
    """The figure whose verb a semicolon and a name take up without saying it: "Peru receives $3 million, as agreed; Chile, $2 million"."""
    known = parsed.gapped
    if number not in known:
        start, end = parsed.anchors[number - 1].end if number else parsed.end, parsed.anchors[number].start
        cut = parsed.plain.find(";", start, end)
        bare = cut >= 0 and any(
            p.role == ELIDED and cut < p.start and 0 < end - p.end <= ELIDING for p in parsed.parties
        )
        bare = bare and not any(cut < verb.start < end for verb in parsed.verbs)
        known[number] = known.get(number - 1, number - 1) if bare else number
    return known[number]


def _said_inside(parsed: Parsed, number: int) -> bool:
    """Whether an insertion has a participle of its own: "A dozen aircraft, approved in 2017 at $593 million, arrived"."""
    start, end = parsed.anchors[number - 1].end, parsed.anchors[number].start
    return any(start <= verb.start < end and verb.form in ("ed", "part") for verb in parsed.verbs)


def _with_the_next(parsed: Parsed, number: int, before: Verb | None, ahead: int) -> Governing | None:
    """What is said behind the next figure, where the two are tied and nothing but a sale is told before: "Four aircraft and 12 boats,
    provided last year", "the sale of 9 tanks and 4 guns was approved"."""
    here = parsed.anchors[number]
    near = number + 1 < len(parsed.anchors) and parsed.anchors[number + 1].start - here.end < _OF_THE
    if before is None and near and (behind := past_its_whole(parsed, number)) is not None:
        return meant(parsed, behind, "behind its whole")
    apart = before is None or ";" in parsed.plain[before.end : here.start]
    told = not apart and before is not None and not (before.form == "noun" and before.frame == "sell")
    if told or here.draft.kind == MONEY or number + 1 >= len(parsed.anchors):
        return None
    following = parsed.anchors[number + 1]
    words = parsed.gap(here.end, following.start)
    tied = bool(words) and (words[-1] == "," or parsed.small.clause.get(words[-1]) == "and") and ";" not in words
    whole = of_the(parsed.sentence.scene, here.draft, following.draft)
    behind = verb_behind(parsed, number + 1, None) if whole else None
    if behind is not None and said_of_a_part(parsed, number, behind):
        return meant(parsed, behind, "behind its whole")
    if not tied or any(here.end <= v.start < following.start for v in parsed.verbs) or following.draft.kind == MONEY:
        return None
    if _told_with(parsed, number + 1) <= number or "part_of" in following.draft.marks:
        return None  # that one asks what is said of this one, or of one before it
    found = govern(parsed, number + 1, ahead + 1) if ahead < _LIST else None
    return found if found is not None and found.verb.start > following.end else None


def govern_at(parsed: Parsed, at: int) -> Governing | None:
    """What governs a place of a sentence: the last word for a stage before it."""
    verb = next((v for v in reversed(parsed.verbs) if v.end <= at and v.form != "weak"), None)
    return meant(parsed, verb, "lead-in") if verb is not None else None


def _own(parsed: Parsed, number: int) -> Verb | None:
    """A noun in the figure's own phrase: "$40 million in obligations", "71,6 millones en casos activos"."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    for verb in parsed.verbs:
        if (verb.frame == "attend" and (here.draft.kind == MONEY or here.draft.unit == "percent")) or _for_teaching(
            parsed, number, verb
        ):
            continue
        if (
            here.end <= verb.start < until
            and (until == parsed.end or until - verb.end > _FEW)
            and verb.form == "noun"
            and verb.start - here.end < 40
            and verb.frame not in ("sell", "buy")
        ):
            words = parsed.gap(here.end, verb.start)
            if not any(w in ",;:()" or parsed.small.clause.get(w) in ("and", "cut", "rel") for w in words):
                return verb
    return None


def _for_teaching(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether people are sent to teach, or a sum is for a work: "40 instructors for the training of soldiers", "$2 million for clearance of mines"."""
    here = parsed.anchors[number]
    people = verb.frame == "train" and here.draft.kind == PERSONNEL
    work = verb.stage == "completed" and here.draft.kind == MONEY
    return (people or work) and any(parsed.small.role.get(word) == FOR for word in parsed.gap(here.end, verb.start))


def _is_granted(parsed: Parsed, number: int, own: Verb) -> bool:
    """Whether a verb before a sum tells how far it has come that is for teaching: "Congress had granted $200,000 for the training of"."""
    if parsed.anchors[number].draft.kind != MONEY or own.frame != "train":
        return False
    before = _before(parsed, number)
    return before is not None and before.form in ("ed", "fin") and before.frame == "give"


def _compared(parsed: Parsed, number: int) -> Verb | None:
    """The verb of what a difference is measured by: "$130 million less than the White House had requested"."""
    here, small = parsed.anchors[number], parsed.small
    if parsed.sentence.scene.word_after(here.end)[0] not in small.more:
        return None
    words = parsed.gap(here.end, min(here.end + 24, parsed.end))[:2]
    if (
        here.draft.unit in ("percent", "ratio")
        or len(words) < 2
        or words[0] not in small.more
        or not (words[1] in small.than or small.role.get(words[1]) == OF)
    ):
        return None
    verb = next((v for v in parsed.verbs if v.start > here.end), None)
    return verb if verb is not None and verb.start < min(parsed.next_anchor(number), here.end + _POST_REACH) else None


def _bracketed_off(parsed: Parsed, verb: Verb, start: int) -> bool:
    """Whether a word stands in brackets that close before a figure: "12 helicopters (a notification follows), 29 engines"."""
    between = parsed.plain[verb.end : start]
    return ")" in between and between.find(")") < (between + "(").find("(")


def _heads_a_list(parsed: Parsed, noun: Verb, until: int) -> bool:
    """Whether a colon right behind a sale leads to all that follows: "prior sales include: helicopters ($2 billion), radars ($1 billion)"."""
    colon = parsed.plain.find(":", noun.end, until)
    return noun.frame == "sell" and 0 < colon - noun.end < _TO_LIST


def _before(parsed: Parsed, number: int) -> Verb | None:
    here = parsed.anchors[number]
    weak: Verb | None = None
    aside = "attributed" in here.draft.marks
    for verb in (verb for verb in _whole_deeds(parsed) if _may_tell(here.draft, verb)):
        hedging = verb.form == "noun" and verb.end < here.end
        if (verb.start > here.start and not hedging) or (verb.end > here.start and verb.form not in ("weak", "noun")):
            continue
        reached = weak.start if weak is not None else here.start
        far = verb.form == "noun" and len(_unnamed(parsed, verb.end, reached)) > _NOUN_REACH
        if (far and not _heads_a_list(parsed, verb, here.start)) or taken(parsed, number, verb):
            continue
        if (
            _bracketed_off(parsed, verb, here.start)
            or is_of_another(parsed, number, verb)
            or (aside and said_aside(parsed, verb, here.start))
        ):
            continue
        if set_off(parsed, verb, here.start):
            continue
        if ";" in parsed.plain[verb.end : here.start] and weak is not None:
            break
        if verb.form == "weak":
            weak = weak or verb
        elif weak is not None and _unnamed(parsed, verb.end, weak.start).count(",") % 2:
            break  # a new clause begins; two commas are those of an insertion
        elif verb.stage == "held" and (
            here.draft.unit == "years" or weak is not None or here.start - verb.end > _HELD_REACH
        ):
            continue
        else:
            return verb
    return weak


def _may_tell(draft: Draft, verb: Verb) -> bool:
    """Whether a word can tell how far a figure has come: not "The report, released in May, tells of 4,000 soldiers", not "sales fell by 5 percent"."""
    if draft.kind == PERSONNEL:
        return verb.stage != "disbursed"
    return draft.unit != "percent" or (verb.frame != "mean" and (verb.form != "noun" or verb.frame not in _TRADING))


def _whole_deeds(parsed: Parsed) -> list[Verb]:
    """The words for a stage, last first, without nouns that a verb of receiving or declining has for its object: "received a donation of"."""
    if parsed.deeds is not None:
        return parsed.deeds
    verbs = parsed.verbs
    kept: list[Verb] = []
    for at in range(len(verbs) - 1, -1, -1):
        verb, before = verbs[at], verbs[at - 1] if at else None
        answered = before is not None and (before.stage in _ANSWERED or grants_request(parsed, before) is not None)
        got = before is not None and (before.frame == "get" or answered)
        asked = verb.frame == "ask" and verb.form in ("noun", "part") and answered
        if (
            (asked or (verb.form == "noun" and verb.frame == "give"))
            and got
            and before is not None
            and before.form != "noun"
        ):
            between = (a for a in parsed.anchors if before.end <= a.start < verb.start)
            if next(between, None) is None and ";" not in parsed.plain[before.end : verb.start]:
                continue
        kept.append(verb)
    parsed.deeds = kept
    return kept


def _fronted_price(parsed: Parsed, number: int) -> Verb | None:
    """The verb of a sale behind its price: "por 410 millones, Chile comprará dos fragatas"."""
    here = parsed.anchors[number]
    if number or here.draft.kind != MONEY:
        return None
    words = parsed.gap(max(parsed.start, here.start - 6), here.start)[-1:]
    verb = next((v for v in parsed.verbs if v.start > here.end), None)
    led = bool(words) and parsed.small.role.get(words[0]) in (FOR, BY)
    return verb if led and verb is not None and verb.frame in ("buy", "sell") else None


def _shared(parsed: Parsed, number: int) -> Verb | None:
    """The word that governs the figure before, where nothing but its phrase and a comma or "and" stands between the two."""
    if not number:
        return None
    start, end = parsed.anchors[number - 1].end, parsed.anchors[number].start
    words = parsed.gap(start, end)
    tied = bool(words) and (words[-1] == "," or parsed.small.clause.get(words[-1]) == "and")
    if not tied or ";" in words or any(start <= verb.start < end for verb in parsed.verbs) or beside(parsed, number):
        return None
    return _before(parsed, number - 1)


def _unnamed(parsed: Parsed, start: int, end: int) -> str:
    """What stands between two places apart from names of programmes, which may be long and have commas of their own."""
    parts = []
    for mark in parsed.programmes:
        if start <= mark.start and mark.end <= end:
            parts.append(parsed.plain[start : mark.start])
            start = mark.end
    return "".join((*parts, parsed.plain[start:end]))
