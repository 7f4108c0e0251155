"""People of an exercise: they take part in what was held together, and nobody gives them to anybody but to its host."""

from __future__ import annotations

from itertools import pairwise

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Anchor, Parsed
from cuaderno.documents.slots.roles import BARE, BY, FOR, IN, TO, Party
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import PERSONNEL

OF_AN_EXERCISE = "people of an exercise"
"""The rule by which a figure is one."""
CRAFT = frozenset(("items", "fighters"))
"""The units of what takes part beside people."""
_BRINGING = frozenset(("give", "send", "deploy"))
_HOSTS = frozenset(("verb", "both", "coming"))
"""Words by which a subject hosts, those of what is to come among them."""
_GIVING = frozenset(("give", "train", "send", "get", "attend"))
_BY = 4
"""Characters behind a participle in which the preposition of its agent stands."""
_HOSTING = 24
"""Characters in which a word for hosting stands before its agent or behind its subject."""


def takes_part(parsed: Parsed, number: int) -> bool:
    """Whether a number of people, or of the countries they are of, is that of an exercise the sentence tells of, and no other deed:
    "UNITAS, with 1,700 participants from 13 countries"."""
    here = parsed.anchors[number]
    if not parsed.links:
        return False
    if here.draft.unit == "countries" and number:
        return takes_part(parsed, number - 1) and not _verb_between(parsed, parsed.anchors[number - 1], here)
    if here.draft.kind != PERSONNEL:
        return here.draft.unit in CRAFT and _craft_take_part(parsed, here)
    if _is_named(parsed, number):
        return _only_takes_part(parsed, number)
    return _with_the_next(parsed, number) or _part_of_those(parsed, number)


def _craft_take_part(parsed: Parsed, here: Anchor) -> bool:
    """Whether aircraft or ships are said to take part in an exercise: "Two Kenyan aircraft participated in Cutlass Express"."""
    verb = next((v for v in parsed.verbs if v.start >= here.end and v.form != "noun"), None)
    if verb is None or verb.frame != "attend":
        return False
    return any(mark.code == "exercise" and mark.start >= here.end for mark in parsed.links)


def _is_named(parsed: Parsed, number: int) -> bool:
    """Whether an exercise is named in the words that speak of a figure alone."""
    since = parsed.anchors[number - 1].end if number else parsed.start
    until = _until(parsed, number)
    return any(m.code == "exercise" and since <= m.start < until for m in parsed.links)


def _only_takes_part(parsed: Parsed, number: int) -> bool:
    """Whether people beside whom an exercise is named are neither taught nor sent elsewhere."""
    here, until = parsed.anchors[number], _until(parsed, number)
    if _are_taught(parsed, here, until):
        return False
    since = parsed.plain.rfind(";", parsed.start, here.start)
    near = (v for v in parsed.verbs if v.frame in _GIVING and v.form != "noun" and v.start > since)
    near = (v for v in near if not (_brings(parsed, v) or _is_attended(parsed, v)))
    return not any(v.end <= here.start and v.stage != "delivered" for v in near)


def _is_attended(parsed: Parsed, verb: Verb) -> bool:
    """Whether people are told as those by whom an exercise was attended, and so as no pupils: "was attended by 11,000 troops"."""
    behind = [parsed.small.role.get(word) for word in parsed.gap(verb.end, min(verb.end + _BY, parsed.end))[:1]]
    return verb.frame == "attend" and behind == [BY]


def _with_the_next(parsed: Parsed, number: int) -> bool:
    """Whether "and" ties people to those counted next, who take part: "60 U.S. soldiers and 150 Armenian soldiers trained in an exercise"."""
    if number + 1 >= len(parsed.anchors):
        return False
    here, following = parsed.anchors[number], parsed.anchors[number + 1]
    words = parsed.gap(here.end, following.start)[-1:]
    tied = bool(words) and parsed.small.clause.get(words[0]) == "and" and following.draft.kind == PERSONNEL
    if not tied or _verb_between(parsed, here, following):
        return False
    if _is_named(parsed, number + 1):
        return _only_takes_part(parsed, number + 1)
    return _with_the_next(parsed, number + 1)


def _part_of_those(parsed: Parsed, number: int) -> bool:
    """Whether people are listed as some of those who take part: "970 troops: 430 Peruvian, 350 American and 190 from Brazil"."""
    at = number
    while at and parsed.anchors[at - 1].draft.kind == PERSONNEL:
        before, here = parsed.anchors[at - 1], parsed.anchors[at]
        if ";" in parsed.plain[before.end : here.start]:
            return False
        if _verb_between(parsed, before, here) and "part_of" not in here.draft.marks:
            return False
        at -= 1
        if _is_named(parsed, at):
            return _only_takes_part(parsed, at)
    return False


def _brings(parsed: Parsed, verb: Verb) -> bool:
    """Whether an exercise is the subject of a verb: "Exercise Flintlock brought 1,300 troops to Ghana"."""
    named = next((m for m in reversed(parsed.links) if m.code == "exercise" and m.end <= verb.start), None)
    if verb.frame != "send" or named is None:
        return False
    return not any(named.end <= p.start < verb.start and p.role == BARE for p in parsed.parties)


def _until(parsed: Parsed, number: int) -> int:
    """Where what is said of a figure ends: behind the number of their countries, if that is the next."""
    last = number + 1
    counted = last < len(parsed.anchors) and parsed.anchors[last].draft.unit == "countries"
    return parsed.next_anchor(last if counted else number)


def _are_taught(parsed: Parsed, here: Anchor, until: int) -> bool:
    """Whether people are said to be taught by a passive behind their number: "a course in which 145 guards were trained"."""
    aux = parsed.small.aux
    for verb in parsed.verbs:
        if here.end <= verb.start < until and verb.frame in ("train", "attend"):
            led = (
                parsed.gap(here.end, verb.start)[-2:] if verb.frame == "train" else parsed.gap(verb.start, verb.end)[:1]
            )
            if any(aux.get(word) == "passive" for word in led):
                return True
    return False


def stage_of_exercise(context: Context, parsed: Parsed, number: int) -> str:
    """The stage of people of an exercise: held, or announced where it is still to come; "" where they are of none."""
    if not is_of_exercise(context, parsed, number):
        return ""
    aux = parsed.small.aux
    here = parsed.anchors[number]
    told = ("future", "cond") if "attributed" in here.draft.marks else ("future",)
    said = parsed.gap(parsed.start, _until(parsed, number))
    taking = context.scene.words.local("taking_part")
    hosting = context.scene.words.local("hosting")
    if any(code == "coming" and word in said for words in (taking, hosting) for word, code in words.items()):
        return "announced"
    coming = any(
        aux.get(w) in told or (aux.get(w) == "intent" and aux.get(b) == "passive") for b, w in pairwise(("", *said))
    )
    return "announced" if coming else "held"


def is_of_exercise(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether a figure is of people of an exercise, named in its sentence or just before."""
    if not context.exercised:
        return False
    return bool(parsed.links and takes_part(parsed, number)) or still_takes_part(context, parsed, number)


def still_takes_part(context: Context, parsed: Parsed, number: int) -> bool:
    """Whether people are said to take part in what was told just before: "480 U.S. soldiers took part alongside 620 Tunisian troops"."""
    here = parsed.anchors[number]
    if here.draft.unit == "countries" and number:
        return still_takes_part(context, parsed, number - 1)
    if here.draft.kind != PERSONNEL or not _in_an_exercise(context, parsed):
        return False
    if any(mark.code == "exercise" for mark in parsed.links):
        return False  # what the sentence says of its own exercise is asked before
    said = parsed.plain[parsed.start : parsed.end]
    return any(words in said for words in context.scene.words.local("taking_part")) or _contributed(parsed, number)


def _contributed(parsed: Parsed, number: int) -> bool:
    """Whether people are only said to be brought, by a country or by none: "Ghana sent 150", "1,300 troops had parachuted"."""
    here = parsed.anchors[number]
    if parsed.programmes or any(
        v.frame not in _BRINGING or v.form == "noun" for v in parsed.verbs if v.start < here.start
    ):
        return False
    comma, until = parsed.plain.find(",", here.end, parsed.end), parsed.next_anchor(number)
    until = min(until, comma) if comma >= 0 else until
    if any(p.role in (TO, FOR) or p.kind == "mission" for p in parsed.parties if p.start < until):
        return False
    return not any(here.end <= v.start < until for v in parsed.verbs)


def _in_an_exercise(context: Context, parsed: Parsed) -> bool:
    """Whether the figure told before, or the sentence before, is of an exercise."""
    last, before = context.last, parsed.sentence.previous
    if last is not None and f"stage: {OF_AN_EXERCISE}" in last.rules:
        return context.scene.sentence_at(last.anchor[0]).block >= parsed.sentence.block - 1
    return before is not None and any(mark.code == "exercise" for mark in before.of("link"))


def hosts(context: Context, parsed: Parsed) -> tuple[str, ...]:
    """Who hosts the exercise of a figure by a sentence beside its own: "The exercise was co-hosted by Tunisia"."""
    index, bounds = parsed.sentence.index, len(context.scene.bounds)
    for beside in (index - 1, index + 1):
        if not 0 <= beside < bounds:
            continue
        sentence = context.scene.sentence(beside)
        if any(mark.code == "exercise" for mark in sentence.of("link")):
            told = context.parsed(sentence)
            party = _host_within(told, told.start, told.end)
            if party is not None and party.code:
                return (party.code,)
    return ()


def hosts_before(context: Context) -> tuple[str, ...]:
    """Who hosts the exercise of the figure before."""
    last = context.last
    return last.recipient if last is not None and f"stage: {OF_AN_EXERCISE}" in last.rules else ()


def _verb_between(parsed: Parsed, before: Anchor, here: Anchor) -> bool:
    return any(before.end <= verb.start < here.start for verb in parsed.verbs)


def is_hosted(parsed: Parsed, number: int) -> bool:
    """Whether a pronoun hosts the exercise of a figure: "it hosted"."""
    words = parsed.sentence.scene.words.local("hosting")
    said = parsed.gap(_clause(parsed, number), parsed.anchors[number].start)
    return any(words.get(word) in _HOSTS and before in parsed.small.it for before, word in pairwise(said))


def _clause(parsed: Parsed, number: int) -> int:
    """Where the clause of a figure begins: the sentence, or what stands behind its last semicolon."""
    return max(parsed.plain.rfind(";", parsed.start, parsed.anchors[number].start), parsed.start)


def host_of(parsed: Parsed, number: int) -> Party | None:
    """Who hosts the exercise of a figure by the words of its clause: "Jordan hosted", "organizado por Belice"; None where they do not say."""
    start, place = _clause(parsed, number), parsed.anchors[number].start
    return _host_within(parsed, start, place) or _place_of(parsed, number)


def _place_of(parsed: Parsed, number: int) -> Party | None:
    """Where an exercise is held, behind its name or else before it: "concluded exercise Eastern Accord in Kenya"."""
    named = max((m.start for m in parsed.links if m.code == "exercise"), default=parsed.end)
    here, until = parsed.anchors[number].end, _until(parsed, number)
    craft = parsed.anchors[number].draft.unit in CRAFT
    there = [
        p
        for p in parsed.parties
        if p.role in (IN, TO)
        and p.kind == "place"
        and p.code
        and (here < p.start < until or (p.start > named and (craft or parsed.plain.startswith(",", p.end))))
    ]
    return next((p for p in there if p.start > named), there[-1] if there else None)


def _host_within(parsed: Parsed, start: int, place: int) -> Party | None:
    words = parsed.sentence.scene.words.local("hosting")
    for party in parsed.parties:
        if not start <= party.start < place:
            continue
        if party.role == BY and words.get(_before(parsed, party)) in ("part", "both"):
            return party
        if party.role == BARE and any(
            words.get(word) in _HOSTS for word in parsed.gap(party.end, min(party.end + _HOSTING, place))[:3]
        ):
            return party
    return None


def _before(parsed: Parsed, party: Party) -> str:
    """The word before the preposition of an agent."""
    words = [
        w for w in parsed.gap(max(parsed.start, party.start - _HOSTING), party.start) if w not in parsed.small.skip
    ]
    return words[-2] if len(words) > 1 else ""
