"""The names among which no receiver of a figure is looked for: of its parts, of places on the way, of a clause in front."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.parsed import FIRM
from cuaderno.documents.slots.roles import BARE, FROM, OF, Party
from cuaderno.statements.claim import PERSONNEL

_WAY, _STEPS = 48, 6
"""Characters and words before a place in which it is told that goods only pass it."""
_HEAD, _PAIR, _FIRST, _PARTS = 24, 2, 3, 8


def of_a_part(clause: Clause, until: int) -> int:
    """Where the verb of a part stands that is told of behind a figure: "$6 billion, of which $1.3 billion went to Egypt"; 0 where none is."""
    parsed, here = clause.parsed, clause.here
    if here is None or until >= parsed.end:
        return 0
    verb = next((v for v in parsed.verbs if v.start >= until and v.form != "noun"), None)
    if verb is None or not any(parsed.small.clause.get(word) == "rel" for word in parsed.gap(here.end, until)):
        return 0
    return verb.start


def of_the_parts(clause: Clause, until: int) -> list[Party]:
    """Who is named in the phrases of the parts behind a sum: "$6 billion, including $3 billion for Israel and $1 billion for Egypt"."""
    parsed, number = clause.parsed, clause.number + 1
    if clause.here is None or number >= len(parsed.anchors) or parsed.anchors[number].start != until:
        return []
    if not parsed.sentence.scene.starting("partly", clause.here.end, until):
        return []
    found: list[Party] = []
    for at, part in enumerate(parsed.anchors[number : number + _PARTS], number):
        if "part_of" not in part.draft.marks or part.draft.unit != clause.here.draft.unit:
            break
        comma = parsed.plain.find(", ", part.end, parsed.end)
        end = min(parsed.next_anchor(at), comma if comma >= 0 else parsed.end)
        found += [p for p in clause.after if part.end <= p.start < end]
    return found


def on_the_way(clause: Clause) -> list[Party]:
    """The places that goods only pass or reach on their way to whom the text is about: "as far as a depot in Poland"."""
    parsed = clause.parsed
    if not parsed.on_the_way:
        return []
    own = clause.context.own
    if not own or (clause.here is not None and clause.here.draft.kind == PERSONNEL):
        return []
    return [
        p
        for p in clause.near
        if p.code
        and p.code not in own
        and any(w in parsed.small.way for w in parsed.gap(p.start - _WAY, p.start)[-_STEPS:])
    ]


def of_a_fronted_clause(clause: Clause) -> list[Party]:
    """Whom a clause of time or cause at the head of a sentence names beside whom the text is about: "Since Russia began its war on
    Ukraine, the United States has committed"."""
    parsed, here = clause.parsed, clause.here
    if here is None or len(parsed.parties) < _PAIR:
        return []
    comma, own = parsed.plain.find(",", parsed.start, here.start), clause.context.own
    if comma < 0 or not own or parsed.parties[0].start > comma:
        return []
    when = parsed.sentence.scene.words.local("slot-when")
    if not any(word in when for word in parsed.plain[parsed.start : parsed.start + _HEAD].split()[:_FIRST]):
        return []
    while comma > 0 and _only_dated(parsed.plain, comma):
        comma = parsed.plain.find(",", comma + 1, here.start)
    if comma < 0 or (clause.verb is not None and clause.verb.start < comma):
        return []
    if not any(p.role == BARE and p.start > comma and p.end <= here.start for p in parsed.parties):
        return []
    return [p for p in clause.near if p.end <= comma and p.code not in own]


def _only_dated(plain: str, comma: int) -> bool:
    """Whether a comma stands within a date: "February 24, 2022"."""
    return plain[comma + 2 : comma + 6].isdigit()


def of_firms(clause: Clause) -> list[Party]:
    """Firms, which sell for their country, and nations that only say whose a firm is from which goods come: "leave the Korean shipyard"."""
    scene = clause.parsed.sentence.scene
    firms = scene.words.local("slot-firm")
    return [
        p
        for p in clause.near
        if p.kind == FIRM
        or (
            p.kind == "demonym"
            and p.role in (OF, FROM)
            and (scene.word_before(p.start)[0] in firms or scene.word_after(p.end)[0] in firms)
        )
    ]
