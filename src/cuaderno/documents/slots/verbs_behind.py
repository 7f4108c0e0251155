"""The verb behind a figure that governs it: a participle or a passive, or a verb whose subject the figure is."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.relative_clauses import in_relative_clause
from cuaderno.documents.slots.roles import BARE, BY, IN, OF, TOKEN, WITH
from cuaderno.documents.slots.set_aside import clause_between, made_somewhere, was_set_aside
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.stretches import stretch
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

NOT_OF = {"deploy": (MONEY,), "need": (MONEY, QUANTITY), "work": (MONEY, QUANTITY), "do": (MONEY, PERSONNEL)}
"""Frames of verbs, and the kinds of figures of which they do not speak."""
_FOLLOWING = frozenset(("ed", "part", "fin", "fut", "weak", "base"))
_PARTICIPLES = frozenset(("ed", "part"))
_SAYING = frozenset(("ed", "fin"))
_DONE_BY_PEOPLE = frozenset(("deploy", "attend", "train", "work"))
_POST_REACH, _SUBJECT_REACH, _HELD_REACH = 72, 130, 34
_FEW, _ITEM, _SOME, _LED = 5, 6, 2, 8
_UNDONE = frozenset(("withdrawn", "refused", "cancelled", "inactive", "rescinded"))
"""What is done to what a clause without "that" only tells of: "has withdrawn the $3 billion grant it once promised"."""
_OF_A_DEED = frozenset(("approved", "notified"))
"""How far a deed has come before a parliament."""
_GIVING, _TRADE = frozenset(("give", "send")), frozenset(("buy", "sell"))


def verb_behind(parsed: Parsed, number: int, before: Verb | None) -> Verb | None:
    """A participle or passive that follows its figure, or a verb whose subject the figure is."""
    here = parsed.anchors[number]
    start, reached, until = stretch(parsed, number)
    if before is None and (doing := next((v for v in parsed.verbs if _serving(parsed, number, v)), None)) is not None:
        return doing
    if before is None and (rest := _said_of_some(parsed, number)) is not None:
        return rest
    until = min(until, reached + (_POST_REACH if before is not None else _SUBJECT_REACH) + 1)
    for verb in parsed.verbs:
        if verb.start < start or not _may_speak_of(verb, here):
            continue
        if verb.start >= until:
            return None
        words = parsed.gap(start, verb.start)
        if made_somewhere(parsed, before, verb) or (not words and _modifies(here.draft, verb)):
            continue
        if _at_once(verb, words, before) or in_relative_clause(parsed, number, before, verb, words):
            return verb
        if verb.form == "base" and not _helped(parsed, words) and not _they_do(parsed, number, verb, words):
            continue
        opens = _open(parsed, words) or (
            "," in words and (_lists_nations(parsed, start, verb) or _lists_items(parsed, here, words))
        )
        return verb if opens and _behind(parsed, number, before, verb, words) else None
    return None


def _lists_nations(parsed: Parsed, start: int, verb: Verb) -> bool:
    """Whether only a list of nations or regions has commas before a verb: "11,000 Honduran, Salvadoran and Costa Rican soldiers were trained",
    "3,000 African, European and Asian soldiers have been sent"."""
    nations = {party.start: party.end for party in parsed.parties if party.kind == "demonym" and party.start >= start}
    regions = parsed.sentence.scene.words.local("slot-region")
    at = listed = start
    for found in TOKEN.finditer(parsed.plain, start, verb.start):
        if found.start() < at:
            continue
        if found.start() in nations or found[0] in regions:
            at = listed = nations.get(found.start(), found.end())
        elif listed > start and parsed.small.role.get(found[0]) != "and":
            break
    return listed > start and _open(parsed, parsed.gap(listed, verb.start))


def _lists_items(parsed: Parsed, here: Anchor, words: list[str]) -> bool:
    """Whether only a list has commas before a verb, of what a sum is in or of the people counted: "$71 million in trucks, training, and fuel has been
    made available", "4.000 policías, fiscales y jueces pasaron"."""
    small = parsed.small
    goods = small.role.get(words[0]) == IN and small.aux.get(words[-1]) in ("passive", "perfect")
    people = here.draft.kind == PERSONNEL and all(small.role.get(word, "and") == "and" for word in words)
    if not (goods or people):
        return False
    joint = next((at for at in range(len(words) - 1, 0, -1) if small.clause.get(words[at]) == "and"), 0)
    listed = all(word[0].isalnum() or word == "," for word in words[:joint])
    listed = listed and not any(small.clause.get(word) in ("cut", "rel") for word in words)
    return bool(joint) and listed and "," not in words[joint:] and len(words) - joint <= (_ITEM if goods else _SOME + 1)


def _modifies(draft: Draft, verb: Verb) -> bool:
    """Whether a participle right behind a number tells of the noun behind it: "14 donated trucks"."""
    if draft.elided and verb.frame == "deploy":
        return False  # "51 remained at the base"
    return verb.frame not in ("none", "attend") and draft.kind != MONEY


def participle_of(parsed: Parsed, number: int) -> Verb | None:
    """A participle between a number and its noun, of things of which no other word may tell: "the 12 promised helicopters"."""
    here = parsed.anchors[number]
    verb = parsed.verb_after(here.end) if here.draft.kind == QUANTITY else None
    if verb is None or verb.start - here.end > 1 or verb.form != "ed" or not _modifies(here.draft, verb):
        return None
    return verb


def _may_speak_of(verb: Verb, here: Anchor) -> bool:
    """Whether a verb by its form and its frame can tell what became of a figure before it; money that moved is not deployed."""
    if verb.form not in _FOLLOWING or verb.stage == "held" or (verb.frame == "deploy" and here.draft.kind == MONEY):
        return False
    return verb.frame != "work" or here.draft.kind not in NOT_OF["work"]


def _of_the_next(parsed: Parsed, verb: Verb) -> bool:
    """Whether a figure follows a verb at once: "asked for 40 drones and was sent 12"."""
    return any(0 < anchor.start - verb.end < _FEW for anchor in parsed.anchors)


def _said_of_some(parsed: Parsed, number: int) -> Verb | None:
    """What a passive or a future says of some of a number, behind what is said of the whole: "12 of the 75 that were promised have been sent", "two of
    the eight bought in May will arrive"."""
    if number + 1 >= len(parsed.anchors):
        return None
    here, whole = parsed.anchors[number], parsed.anchors[number + 1]
    words = parsed.gap(here.end, whole.start)
    if not words or len(words) > _SOME + 1 or OF not in [parsed.small.role.get(word) for word in words[:_SOME]]:
        return None
    aux, clause = parsed.small.aux, parsed.small.clause
    for verb in parsed.verbs:
        led = parsed.gap(whole.end, verb.start)[-3:] if verb.start >= whole.end else []
        if len(led) <= _SOME or clause.get(led[0]) == "rel":
            continue
        passive = verb.form in _PARTICIPLES and aux.get(led[-1]) == "passive"
        arrived = verb.frame == "none" and verb.form in _PARTICIPLES and aux.get(led[-1]) == "perfect"
        to_come = verb.form == "fut" or (verb.form == "base" and aux.get(led[-1]) == "future")
        if arrived or to_come or (passive and aux.get(led[-2]) in ("perfect", "future")):
            return verb
    return None


def _helped(parsed: Parsed, words: list[str]) -> bool:
    """Whether the words before an infinitive make it a verb of its own: "will arrive", "are expected to arrive"."""
    aux = [parsed.small.aux.get(word) for word in words[-3:]]
    return bool(aux) and (
        aux[-1] in ("future", "cond")
        or aux == ["passive", "intent", "to"]
        or aux[-2:] == ["passive", "to"]
        or (aux[-1] == "to" and "future" in aux)
    )


def _they_do(parsed: Parsed, number: int, verb: Verb, words: list[str]) -> bool:
    """Whether people are the subject of a verb in the present, which is no infinitive: "3,650 Kenyan troops serve in Somalia"."""
    draft = parsed.anchors[number].draft
    if not words and draft.elided and verb.frame == "deploy":
        return True  # "About 200 are there"
    if not words or verb.frame not in (("none",) if draft.unit == "countries" else _DONE_BY_PEOPLE):
        return False
    if draft.kind != PERSONNEL and draft.unit != "countries":
        return False
    return parsed.small.aux.get(words[-1], "adverb") == "adverb" and parsed.small.role.get(words[-1]) is None


def _at_once(verb: Verb, words: list[str], before: Verb | None) -> bool:
    """Whether the figure before a verb is its subject, or its object by inversion: "18 millones asignó la Comisión"."""
    return not words and (verb.frame in ("none", "attend") or (verb.form == "fin" and before is None))


def _serving(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether people do what a participle behind them says: "900 troops serving with …"."""
    here = parsed.anchors[number]
    if (
        verb.start < here.end
        or verb.form != "ing"
        or verb.frame != "deploy"
        or here.draft.kind != PERSONNEL
        or verb.start - here.end > _HELD_REACH
    ):
        return False
    return _open(parsed, parsed.gap(here.end, verb.start))


def _behind(parsed: Parsed, number: int, before: Verb | None, verb: Verb, words: list[str]) -> bool:
    """Whether a verb that follows a figure speaks of it rather than the one before the figure does."""
    if before is not None and (
        _of_the_next_clause(parsed, parsed.anchors[number].end, verb)
        or _of_what_comes_with(parsed, words)
        or _says_when(parsed, words)
        or _only_gave(parsed, before, verb, words)
        or (before.stage in _UNDONE and any(word in parsed.small.it for word in words))
    ):
        return False
    helped = parsed.small.aux.get(words[-1]) if words else None
    if (
        before is not None
        and (before.form in _SAYING or (helped == "passive" and before.form == "noun" and before.frame in _TRADE))
        and parsed.small.aux.get(words[-2] if len(words) > 1 else "") == "to"
    ):
        return False  # "approved equipment to be delivered" is approved
    if before is not None and before.form == "noun" and before.frame in ("buy", "sell") and verb.stage == "completed":
        return False  # "the purchase of 36 jets was completed"
    if before is not None and (_tells_on(parsed, number, before, verb) or _has_the_noun(before, verb)):
        return True
    if before is not None and helped != "passive" and was_set_aside(parsed, number, before, verb):
        return False
    if verb.frame == "attend" or (verb.form == "part" and helped != "perfect"):
        return True
    if verb.form == "weak" and before is not None:
        return False
    joined = any(parsed.small.clause.get(word) == "and" for word in words)
    if (
        before is not None
        and joined
        and verb.form in ("fin", "ed")
        and (helped != "passive" or _of_the_next(parsed, verb))
    ):
        return False
    if before is None or clause_between(parsed, before, parsed.anchors[number].start):
        return True
    return (
        helped == "passive"
        or (verb.form == "ed" and helped != "perfect")
        or (verb.form == "fin" and helped == "adverb")
    )


def _only_gave(parsed: Parsed, before: Verb, verb: Verb, words: list[str]) -> bool:
    """Whether a participle only tells who gave what somebody is still to get: "will receive 12 helicopters donated by the United States"."""
    helped = bool(words) and words[-1] in parsed.small.aux
    if before.frame != "get" or verb.frame not in _GIVING or verb.form not in _PARTICIPLES or helped:
        return False
    led = parsed.gap(max(parsed.start, before.start - _LED), before.start)[-1:]
    return before.form == "fut" or any(parsed.small.aux.get(word) in ("future", "to") for word in led)


def _says_when(parsed: Parsed, words: list[str]) -> bool:
    """Whether a verb has a pronoun for its subject in a clause that says when or why: "provided $50 million since it signed"."""
    when = parsed.sentence.scene.words.local("slot-when")
    return len(words) > 1 and words[-1] in parsed.small.it and words[-2] in when


def _of_what_comes_with(parsed: Parsed, words: list[str]) -> bool:
    """Whether a participle tells of what comes with the things of a figure: "26 helicopters with engines built by"."""
    helped = bool(words) and parsed.small.aux.get(words[-1]) == "passive"
    return not helped and any(parsed.small.role.get(word) == WITH for word in words)


def _tells_on(parsed: Parsed, number: int, before: Verb, verb: Verb) -> bool:
    """Whether a verb tells more than a clause about the figure that is closed before it, or what those will do who are only called a
    contingent: "un contingente de 120 soldados viajará a"."""
    if (before.form, before.frame, verb.form) == ("noun", "deploy", "fut"):
        return True
    return verb.form != "noun" and _in_a_closed_clause(parsed, number, before)


def _has_the_noun(before: Verb, verb: Verb) -> bool:
    """Whether a verb without an object tells what became of the deed that a noun before the figure names: "The sale of 20 jets cleared Congress"."""
    return before.form == "noun" and (verb.form, verb.frame) == ("fin", "none") and verb.stage in _OF_A_DEED


def _of_the_next_clause(parsed: Parsed, start: int, verb: Verb) -> bool:
    """Whether "and" and a subject of its own part a verb from a figure: "offered 24 fighters and France presented a proposal"."""
    for party in parsed.parties:
        if start <= party.start and party.end <= verb.start and party.role == BARE and party.kind == "place":
            led = parsed.gap(max(start, party.start - _ITEM), party.start)[-1:]
            if led and parsed.small.clause.get(led[0]) == "and" and not party.joined and not party.aid:
                return True
    return False


def _in_a_closed_clause(parsed: Parsed, number: int, before: Verb) -> bool:
    """Whether a verb stands in a relative clause that a comma right before the figure ends: "of the 1,200 rifles that Russia offered, 500 came",
    "de los 60 blindados prometidos por Washington, solo 12 han llegado"."""
    if not number or before.start < parsed.anchors[number - 1].end or before.form == "noun":
        return False
    agent = [parsed.small.role.get(word) for word in parsed.gap(before.end, before.end + _ITEM)[:1]] == [BY]
    led = (
        before.form == "part"
        or agent
        or any(
            parsed.small.clause.get(word) == "rel" for word in parsed.gap(parsed.anchors[number - 1].end, before.start)
        )
    )
    behind = parsed.gap(before.end, parsed.anchors[number].start)
    return led and "," in behind[-_SOME:]


def _open(parsed: Parsed, words: list[str]) -> bool:
    """Whether nothing stands between a figure and the verb after it that ends the figure's phrase; brackets do not count."""
    depth, last = 0, ""
    for word in words:
        if last == "and" and word in parsed.sentence.scene.words.local("that"):
            return False  # "owns 15 aircraft and that the training will"
        last = parsed.small.clause.get(word, "")
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth <= 0 and (word in ",;:" or parsed.small.clause.get(word) in ("cut", "rel")):
            return False
    return depth == 0
