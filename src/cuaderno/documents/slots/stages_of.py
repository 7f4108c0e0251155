"""How far a figure has come: the word that governs it, and what its helpers, its negation and its head verb make of it."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.meaning import Governing, meant
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import BY, FOR, OF
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import MONEY, PERSONNEL

_FOLLOWING = frozenset(("ed", "part", "fin", "fut", "weak", "base"))
_NOUN_REACH, _POST_REACH = 64, 72
_SAYING = frozenset(("ed", "fin"))
_FEW, _ITEM, _SOME = 5, 6, 2
_INSERTION = 40
"""Characters of an insertion before and behind its figure."""
_SUBJECT_REACH, _HELD_REACH = 130, 34


def govern(parsed: Parsed, number: int) -> Governing | None:
    """What governs a figure of the sentence, or None where no word of it does."""
    here = parsed.anchors[number]
    has = parsed.has(here) if here.draft.kind != MONEY and here.draft.unit != "years" else None
    if has is not None:
        if (own := _own(parsed, number)) is not None and own.stage == "active":
            return meant(parsed, own, "own")._replace(verb=has)  # "has 34 active cases with Kenya"
        after = _after(parsed, number, has)
        return meant(parsed, after or has, "after" if after else "before")
    if not parsed.verbs:
        return None
    if number and _inserted(parsed, number - 1) == number:
        return govern(parsed, number - 1)
    said = "attributed" in parsed.anchors[number].draft.marks
    own = _own(parsed, number)
    if own is not None:
        return meant(parsed, own, "own", said)
    if (compared := _compared(parsed, number)) is not None:
        return meant(parsed, compared, "compared with", said)
    before = _before(parsed, number) or _shared(parsed, number) or _fronted_price(parsed, number)
    after = _after(parsed, number, before)
    if after is not None:
        return meant(parsed, after, "after", said)
    if before is None and parsed.anchors[number].draft.kind != MONEY:
        return _with_the_next(parsed, number)
    return meant(parsed, before, "before", said) if before is not None else None


def _with_the_next(parsed: Parsed, number: int) -> Governing | None:
    """What is said behind the next figure, where the two are tied: "Four aircraft and 12 boats, provided last year"."""
    if number + 1 >= len(parsed.anchors):
        return None
    here, following = parsed.anchors[number], parsed.anchors[number + 1]
    words = parsed.gap(here.end, following.start)
    tied = bool(words) and (words[-1] == "," or parsed.small.clause.get(words[-1]) == "and") and ";" not in words
    if not tied or any(here.end <= v.start < following.start for v in parsed.verbs) or following.draft.kind == MONEY:
        return None
    found = govern(parsed, number + 1)
    return found if found is not None and found.verb.start > following.end else None


def govern_at(parsed: Parsed, at: int) -> Governing | None:
    """What governs a place of a sentence: the last word for a stage before it."""
    verb = next((v for v in reversed(parsed.verbs) if v.end <= at and v.form != "weak"), None)
    return meant(parsed, verb, "lead-in") if verb is not None else None


def _own(parsed: Parsed, number: int) -> Verb | None:
    """A noun in the figure's own phrase: "$40 million in obligations", "71,6 millones en casos activos"."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    for verb in parsed.verbs:
        if verb.frame == "attend" and here.draft.kind == MONEY:
            continue
        if (
            here.end <= verb.start < until
            and verb.form == "noun"
            and verb.start - here.end < 40
            and verb.frame not in ("sell", "buy")
        ):
            words = parsed.gap(here.end, verb.start)
            if not any(w in ",;:()" or parsed.small.clause.get(w) in ("and", "cut", "rel") for w in words):
                return verb
    return None


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


def _before(parsed: Parsed, number: int) -> Verb | None:
    here = parsed.anchors[number]
    weak: Verb | None = None
    for verb in _whole_deeds(parsed):
        hedging = verb.form == "noun" and verb.end < here.end
        if (verb.start > here.start and not hedging) or (verb.end > here.start and verb.form not in ("weak", "noun")):
            continue
        reached = weak.start if weak is not None else here.start
        if (verb.form == "noun" and len(_unnamed(parsed, verb.end, reached)) > _NOUN_REACH) or _taken(
            parsed, number, verb
        ):
            continue
        if (verb.frame == "deploy" and here.draft.kind == MONEY) or _set_beside(parsed, number, verb):
            continue
        if _of_an_item_before(parsed, number, verb):
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


def _whole_deeds(parsed: Parsed) -> list[Verb]:
    """The words for a stage, last first, without nouns that a verb of receiving has for its object: "received a donation of"."""
    verbs = parsed.verbs
    if len(verbs) < _SOME:
        return verbs
    kept: list[Verb] = []
    for at in range(len(verbs) - 1, -1, -1):
        verb, before = verbs[at], verbs[at - 1] if at else None
        got = verb.form == "noun" and verb.frame == "give" and before is not None and before.frame == "get"
        if got and before is not None and before.form != "noun":
            between = (a for a in parsed.anchors if before.end <= a.start < verb.start)
            if next(between, None) is None and ";" not in parsed.plain[before.end : verb.start]:
                continue
        kept.append(verb)
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


def _set_beside(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a noun belongs to the figure before alone: "an authorization of $50 million, as well as $770 million"."""
    if not number or verb.form != "noun" or verb.end > parsed.anchors[number - 1].start:
        return False
    return beside(parsed, number)


def beside(parsed: Parsed, number: int) -> bool:
    """Whether a figure is set beside the one before as another thing: "as well as", "así como"."""
    here, before = parsed.anchors[number], parsed.anchors[number - 1]
    return any(m.code == "beside" and before.end <= m.start < here.start for m in parsed.links)


def _unnamed(parsed: Parsed, start: int, end: int) -> str:
    """What stands between two places apart from names of programmes, which may be long and have commas of their own."""
    parts = []
    for mark in parsed.programmes:
        if start <= mark.start and mark.end <= end:
            parts.append(parsed.plain[start : mark.start])
            start = mark.end
    return "".join((*parts, parsed.plain[start:end]))


def _taken(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a participle belongs to a figure before this one: "on top of the 1,300 already provided, and 60 boats"."""
    if not number or verb.form not in ("ed", "part") or parsed.plain[verb.end : verb.end + 1] != ",":
        return False
    before = max((a.end for a in parsed.anchors[:number] if a.end <= verb.start), default=-1)
    return before >= 0 and len(parsed.gap(before, verb.start)) <= 2


def _after(parsed: Parsed, number: int, before: Verb | None) -> Verb | None:
    """A participle or passive that follows its figure, or a verb whose subject the figure is."""
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    start = here.end
    if (inner := _inserted(parsed, number)) is not None:
        until, start = parsed.next_anchor(inner), parsed.plain.index(",", parsed.anchors[inner].end) + 1
    if before is None and (doing := next((v for v in parsed.verbs if _serving(parsed, number, v)), None)) is not None:
        return doing
    until = min(until, here.end + (_POST_REACH if before is not None else _SUBJECT_REACH) + 1)
    for verb in parsed.verbs:
        if verb.start < start or verb.form not in _FOLLOWING or verb.stage == "held":
            continue
        if verb.start >= until:
            return None
        words = parsed.gap(start, verb.start)
        if not words and verb.frame not in ("none", "attend") and here.draft.kind != MONEY:
            continue
        if _at_once(verb, words, before) or _relative(parsed, number, before, verb, words):
            return verb
        if verb.form == "base" and not _helped(parsed, words) and not _they_do(parsed, number, verb, words):
            continue
        return verb if _open(parsed, words) and _behind(parsed, number, before, verb, words) else None
    return None


def _helped(parsed: Parsed, words: list[str]) -> bool:
    """Whether the words before an infinitive make it a verb of its own: "will arrive", "are expected to arrive"."""
    aux = [parsed.small.aux.get(word) for word in words[-3:]]
    return bool(aux) and (aux[-1] in ("future", "cond") or aux == ["passive", "intent", "to"])


def _they_do(parsed: Parsed, number: int, verb: Verb, words: list[str]) -> bool:
    """Whether people are the subject of a verb in the present, which is no infinitive: "3,650 Kenyan troops serve in Somalia"."""
    if parsed.anchors[number].draft.kind != PERSONNEL or verb.frame not in ("deploy", "attend") or not words:
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
    helped = parsed.small.aux.get(words[-1]) if words else None
    if (
        before is not None
        and before.form in _SAYING
        and parsed.small.aux.get(words[-2] if len(words) > 1 else "") == "to"
    ):
        return False  # "approved equipment to be delivered" is approved
    if verb.frame == "attend" or (verb.form == "part" and helped != "perfect"):
        return True
    if verb.form == "weak" and before is not None:
        return False
    joined = any(parsed.small.clause.get(word) == "and" for word in words)
    if before is not None and joined and helped != "passive" and verb.form in ("fin", "ed"):
        return False
    if before is None or _clause_between(parsed, before, parsed.anchors[number].start):
        return True
    return (
        helped == "passive"
        or (verb.form == "ed" and helped != "perfect")
        or (verb.form == "fin" and helped == "adverb")
    )


def _relative(parsed: Parsed, number: int, before: Verb | None, verb: Verb, words: list[str]) -> bool:
    """Whether the verb stands in a clause about the figure, which the verb before does not govern: "the $145 million that …"."""
    if _apposed(parsed, before, words):
        return True
    if before is not None and before.form == "weak" and before.frame == "none":
        before = None
    if before is not None and before.frame == "buy" and verb.stage == "delivered":
        before = None  # what was bought has come since: "se compraron 22 vehículos, que se entregaron en marzo"
    at = next((i for i, w in enumerate(words[:6]) if parsed.small.clause.get(w) == "rel"), None)
    if at is None or any(w in ",;:" for w in words) or (at and words[at - 1] in parsed.small.more):
        return False
    return before is None or (number > 0 and before.end <= parsed.anchors[number - 1].start)


def _apposed(parsed: Parsed, before: Verb | None, words: list[str]) -> bool:
    """Whether a passive clause behind a comma says what became of a sum that no verb governs: "$5 million, which was approved", or a participle what became
    of things: "41 vehicles, handed over at the airfield"."""
    if before is not None and before.form != "weak":
        return False
    if words[-1:] == [","] and before is None and words.count(",") == 1 and len(words) <= _ITEM:
        return True
    if words[:1] != [","] or len(words) > _FEW:
        return False
    kinds = [parsed.small.clause.get(word) for word in words[1:3]]
    return "rel" in kinds and parsed.small.aux.get(words[-1]) == "passive"


def _open(parsed: Parsed, words: list[str]) -> bool:
    """Whether nothing stands between a figure and the verb after it that ends the figure's phrase; brackets do not count."""
    depth = 0
    for word in words:
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif depth <= 0 and (word in ",;:" or parsed.small.clause.get(word) in ("cut", "rel")):
            return False
    return depth == 0


def _inserted(parsed: Parsed, number: int) -> int | None:
    """The figure in an insertion between commas behind this one: "Two dozen vehicles, worth $11 million, were turned over"."""
    if number + 1 >= len(parsed.anchors):
        return None
    here, inner, plain = parsed.anchors[number], parsed.anchors[number + 1], parsed.plain
    if inner.draft.kind != MONEY or here.draft.kind == MONEY:
        return None
    opening = plain.find(",", here.end, inner.start)
    closing = plain.find(", ", inner.end, parsed.end)
    if opening < 0 or closing < 0:
        return None
    if inner.start - opening > _INSERTION or closing - inner.end > _INSERTION:
        return None
    verbs = any(here.end <= verb.start < closing and verb.form != "part" for verb in parsed.verbs)
    return None if verbs or any(a.start < closing for a in parsed.anchors[number + 2 :]) else number + 1


def _clause_between(parsed: Parsed, verb: Verb, at: int) -> bool:
    """Whether a new clause begins between a verb and a figure: "…, and 1,240 officers attended"."""
    words = parsed.gap(verb.end, at)
    begins = ("and", "cut", "rel", "part")
    return ";" in words or any(a in ",;" and parsed.small.clause.get(b) in begins for a, b in pairwise(words))
