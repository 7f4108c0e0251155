"""Who asks whom by a clause, and who spends where."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.giving import giving, together
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.pronouns import spoken_of
from cuaderno.documents.slots.receiving import receiver
from cuaderno.documents.slots.roles import BARE, BY, FOR, FROM, IN, OF, TO, WITH, Party
from cuaderno.documents.slots.sides import NOBODY, WEAK, Sides
from cuaderno.documents.slots.spent_on import spent_on_others
from cuaderno.statements.claim import MONEY, QUANTITY

_CONTRACTED, _PHRASE = frozenset(("signed", "agreed")), 4
"""The stages of what firms and states contract for, and the words of a firm's name behind its nation."""


def asking(clause: Clause) -> Sides:
    """Asked of a donor by a country, or asked of its parliament by a donor for a country."""
    subject = clause.codes(_by_whom(clause) or clause.subject())
    beside = clause.near if clause.verb is not None and clause.verb.stage == "active" else clause.after
    source = clause.codes(clause.first(clause.near, FROM) or clause.first(beside, WITH, but=subject))
    beside_it, but = _beside(clause), subject or (USA,)
    wanted = clause.codes(clause.first(beside_it, FOR, but=but) or clause.first(_wide(clause), FOR, but=but))
    if not wanted and clause.first(clause.near, FOR, but=but):
        return Sides(subject, (), "who asks" if subject else "", NOBODY)
    asked = clause.codes(clause.first(clause.after, TO, but=subject) or _within(clause))
    if USA in subject or (not subject and not source):
        wanted = wanted or tuple(code for code in asked if code != USA)
    else:
        source = source or asked
    if subject and set(source) <= set(subject) and source:
        return Sides(subject, wanted, "who asks", "for whom it is asked" if wanted else "")  # its own assembly
    if len(subject) > 1 and not source and not wanted:
        return together(clause, subject)
    if source and wanted and set(wanted) == set(source) and subject:
        return Sides(subject, source, "who signs", "for whom")
    if source:
        return _of_whom(clause, source, subject, wanted)
    if wanted:
        return Sides(subject or (), wanted, "who asks" if subject else "", "for whom it is asked")
    if USA in subject:
        got, how = receiver(clause, subject, passive=False)
        return Sides(subject, got, "who asks", how if how == NOBODY else WEAK)
    if subject:
        return Sides((), subject, "", "who asks")
    return giving(clause, passive=True)


def _by_whom(clause: Clause) -> list[Party]:
    """By whom something behind which a participle stands was asked for: "Twelve fighters were requested by Serbia"."""
    verb, here = clause.verb, clause.here
    if verb is None or here is None or verb.form not in ("ed", "part") or verb.start < here.end or clause.perfect:
        return []
    return clause.first(clause.after, BY)


def _beside(clause: Clause) -> list[Party]:
    """The parties between a figure and the next, each of which has its own: "including $399 million for Colombia, $156 million for Peru"."""
    if clause.here is None:
        return []
    end, until = clause.here.end, clause.parsed.next_anchor(clause.number)
    return [party for party in clause.near if end <= party.start < until]


def _wide(clause: Clause) -> list[Party]:
    """The parties for whom a sum can be asked that names nobody beside it: not those of its parts behind it."""
    anchors, number = clause.parsed.anchors, clause.number
    if clause.here is None or number + 1 >= len(anchors) or "part_of" not in anchors[number + 1].draft.marks:
        return clause.near
    return [party for party in clause.near if party.end <= anchors[number + 1].start]


def _of_whom(clause: Clause, source: Codes, subject: Codes, wanted: Codes) -> Sides:
    """Who is asked gives, unless who asks is the giver: the United States, or the country of a firm that sells."""
    if USA in subject and USA not in source:
        return Sides(subject, source, "who asks", "with whom")
    if (firm := _whose_firm(clause)) and USA not in source:
        return Sides(firm, source, "whose firm sells", "with whom")
    return Sides(source, subject or wanted, "of whom it is asked", "who asks")


def _whose_firm(clause: Clause) -> Codes:
    """The country whose firm is the subject of a contract, and so sells: "Two Japanese shipbuilders signed contracts with Vietnam"."""
    subject, verb = clause.subject(), clause.verb
    if not subject or verb is None or verb.stage not in _CONTRACTED or subject[-1].kind != "demonym":
        return ()
    parsed, party = clause.parsed, subject[-1]
    firms = parsed.sentence.scene.words.local("slot-firm")
    beside = (*parsed.gap(party.end, verb.start)[:_PHRASE], *parsed.gap(parsed.start, party.start)[-1:])
    named = any(word in firms for word in beside)
    return clause.codes(subject[-1:]) if named else ()


def _within(clause: Clause) -> list[Party]:
    """Whom somebody asks, between the verb and its preposition: "asked the United States in June for"."""
    end = clause.verb.end if clause.verb is not None else 0
    return [party for party in clause.after if party.role == BARE and party.end <= end][:1]


def _of_a_programme(clause: Clause) -> bool:
    """Whether a programme spends, or its money is spent by nobody named: its giver is the programme's own."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or here.draft.programme is None or verb is None or clause.first(clause.after, BY):
        return False
    named = [mark.end for mark in parsed.programmes if mark.end <= verb.start]
    subject = clause.subject()
    return bool(named) and (not subject or subject[-1].end <= named[-1])


def spending(clause: Clause) -> Sides:
    """Who spends for whom; what is spent on nobody else is its own."""
    spender = clause.codes(clause.first(clause.after, BY) or clause.subject()) or spoken_of(clause)
    if not spender:
        spender = clause.codes([p for p in clause.near if p.owns or p.role in (OF, BARE)][:1])
    if (not spender and clause.passive) or _of_a_programme(clause):
        return Sides()
    if not spender:
        spender = clause.context.subject_before(clause.parsed) or clause.context.home or clause.context.own
    target = tuple(c for c in clause.codes(clause.first(clause.near, IN, TO, FOR, but=spender)) if c != USA)
    if USA in spender and not target:
        target = (
            tuple(c for c in clause.codes([p for p in clause.near if p.role != BY]) if c != USA)[:1]
            or clause.context.own
        )
    if spender and target and USA in spender:
        return Sides(spender, target, "who spends", "where it is spent")
    if helped := _helped_before(clause, spender):
        return Sides(spender, helped, "who spends", "whom it helped before")
    if helped := spent_on_others(clause, spender):
        return Sides(spender, helped, "who spends", "on whom it is spent")
    counted = clause.here is not None and clause.here.draft.kind == QUANTITY and clause.frame == "spend"
    if counted and USA in spender:
        return Sides(spender, (), "who spends", "")  # "helped dispose of 3,000 rifles"
    return Sides(spender, spender, "who spends", "own spending") if spender else Sides()


def _helped_before(clause: Clause, spender: Codes) -> Codes:
    """Whom a foreign spender helped by the figure before, of the same sentence: "has handed over four boats and will spend 75 million on police
    training", "gave Ukraine 500 million: 300 million were spent on radars"."""
    own = clause.context.own
    if not clause.number or set(spender) & set(own):
        return ()
    before = clause.parsed.anchors[clause.number - 1].draft
    if before.provider != spender or not before.recipient or set(before.recipient) & set(spender):
        return ()
    return before.recipient if before.recipient == own or _is_spent(clause) else ()


def _is_spent(clause: Clause) -> bool:
    """Whether a sum is the subject of what tells that it is spent, so that it is some of the one before: "were spent", "se gastaron"."""
    verb, scene = clause.verb, clause.parsed.sentence.scene
    if verb is None or clause.here is None or clause.here.draft.kind != MONEY or verb.start < clause.here.end:
        return False
    return clause.passive or scene.word_before(verb.start)[0] in scene.words.local("slot-reflexive")
