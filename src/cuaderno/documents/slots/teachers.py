"""Those whose number is the subject of a verb of teaching, and those whom they teach; and people sent abroad to learn."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.people import whose_people
from cuaderno.documents.slots.pronouns import spoken_of
from cuaderno.documents.slots.roles import BARE, FOR, FROM, IN, OF, SUPPORT, TO
from cuaderno.documents.slots.sides import Sides
from cuaderno.statements.claim import PERSONNEL

_OBJECT, _FEW, _BEHIND, _LEARNER = 40, 3, 5, 3
_ACTING = frozenset(("fin", "ed", "base", "ing", "fut", "inf", "part"))


def teachers(clause: Clause) -> Sides | None:
    """Whose people teach whose: "40 British soldiers are training 300 Ukrainian recruits"; None where nobody counted teaches."""
    pair = _pair(clause)
    if pair is None:
        return _teaching_others(clause)
    teach, learn = (_theirs(clause, number) for number in pair)
    if not teach:
        return None
    verb_end = clause.verb.end if clause.verb is not None else 0
    place = clause.codes(clause.first([p for p in clause.near if p.start >= verb_end], IN, but=teach))
    taught = tuple(code for code in learn or place or clause.context.own if code not in teach)
    return Sides(teach, taught, "who teaches", "who learns" if taught else "")


def _teaching_others(clause: Clause) -> Sides | None:
    """The sides where people of one nation teach those of another who are not counted: "Some 700 U.S. troops are training the Georgian army"."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or here.draft.kind != PERSONNEL or verb is None or verb.form not in _ACTING or clause.passive:
        return None
    if verb.start < here.end or any(here.end <= anchor.start < verb.start for anchor in parsed.anchors):
        return None
    if any(word in ",;:()" or parsed.small.clause.get(word) for word in parsed.gap(here.end, verb.start)):
        return None
    teach = _theirs(clause, clause.number)
    learner = next((p for p in clause.near if p.start >= verb.end), None)
    led = parsed.gap(verb.end, learner.start) if learner is not None else []
    objects = (BARE, SUPPORT, TO) if parsed.small.clitic else (BARE, SUPPORT)  # "adiestran al Ejército de Kenia"
    if not teach or learner is None or learner.role not in objects or len(led) > _LEARNER:
        return None
    if any(word not in parsed.small.skip and parsed.small.role.get(word) not in (TO, OF) for word in led):
        return None
    taught = clause.codes(clause.chain(learner))
    return Sides(teach, taught, "who teaches", "who learns") if taught and not set(taught) & set(teach) else None


def _pair(clause: Clause) -> tuple[int, int] | None:
    """The numbers of the figures of those who teach and of those who learn, on both sides of the verb."""
    here, verb, parsed, number = clause.here, clause.verb, clause.parsed, clause.number
    if here is None or here.draft.kind != PERSONNEL or verb is None or verb.form not in _ACTING or clause.passive:
        return None
    first = number if verb.start >= here.end else number - 1
    if first < 0 or first + 1 >= len(parsed.anchors):
        return None
    left, right = parsed.anchors[first], parsed.anchors[first + 1]
    around = left.end <= verb.start and verb.end <= right.start and right.start - verb.end < _OBJECT
    if not around or left.draft.kind != PERSONNEL or right.draft.kind != PERSONNEL:
        return None
    between = [*parsed.gap(left.end, verb.start), *parsed.gap(verb.end, right.start)]
    return (
        None
        if any(w in ",;:()" or parsed.small.clause.get(w) in ("and", "cut") for w in between)
        else (first, first + 1)
    )


def _theirs(clause: Clause, number: int) -> Codes:
    other = clause if number == clause.number else Clause(clause.context, clause.parsed, number, None)
    return clause.codes(whose_people(other))


def sent_to_learn(clause: Clause) -> Sides | None:
    """Where people who are sent learn, and whose they are: "sent 24 pilots to the United States for training"; else None."""
    here, parsed = clause.here, clause.parsed
    if here is None or here.draft.kind != PERSONNEL or not _for_learning(clause):
        return None
    behind = [p for p in clause.near if here.end <= p.start < parsed.next_anchor(clause.number)]
    named = whose_people(clause) or [p for p in behind[:1] if p.kind == "demonym" and p.start - here.end < _FEW]
    people = clause.codes(named) or clause.codes(clause.subject()) or spoken_of(clause)
    where = clause.codes(clause.first(behind, TO, IN, FOR, but=people))
    if not people or not where or not are_countries((*people, *where)):
        return None
    return Sides(where, people, "where they learn", "who learns")


def _for_learning(clause: Clause) -> bool:
    """Whether words behind a number of people say that these go to learn, and do not themselves teach."""
    here, parsed = clause.parsed.anchors[clause.number], clause.parsed
    local, role = parsed.sentence.scene.words.local, parsed.small.role
    learning, teaching = local("learning"), local("teaching")
    words = parsed.gap(here.start, parsed.end)
    if any(word in teaching for word in words[:_BEHIND]):
        return False
    at = next((number for number, word in enumerate(words) if word in learning and number > _FEW), None)
    if at is None or role.get(words[at + 1] if at + 1 < len(words) else "") in (OF, FROM, TO):
        return False
    return any(role.get(word) in (FOR, TO) for word in words[max(at - _BEHIND, 0) : at])
