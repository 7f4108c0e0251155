"""A row of countries, each with its own figure: "followed by Panama (3,026), Honduras (2,609) and Ecuador (1,132)"."""

from __future__ import annotations

import re

from cuaderno.documents.slots.acts import act_of_title
from cuaderno.documents.slots.clause import Clause
from cuaderno.documents.slots.context import are_countries
from cuaderno.documents.slots.implied import IMPLIED
from cuaderno.documents.slots.item_topics import headed_by_a_country
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.programmes_of import MISSIONS
from cuaderno.documents.slots.ranked import ranked
from cuaderno.documents.slots.roles import BARE, TO, Party
from cuaderno.documents.slots.sides import GETS, Sides

_DASH, _MARKED = re.compile(r" -+ "), re.compile(r" (?:-+ |\()")
_TIE, _SEVERAL, _BODY, _UN = 8, 2, 40, "UN"
"""Characters between a country and its figure at most; so many make a row; characters of a body's name."""
_GIVING = frozenset(("give", "send", "deploy", "spend", "pay", "host", "have", "ask"))


def in_row(clause: Clause) -> Sides | None:
    """The country right before a figure, where others of the sentence stand so too, as the one that receives; else None.

    A row of those who give, or have, is left to its verb.
    """
    if (labelled := _under_its_name(clause)) is not None:
        return labelled
    several = len(clause.parsed.anchors) >= _SEVERAL and len(clause.parsed.parties) >= _SEVERAL
    row = _row(clause.parsed) if several else {}
    here = row.get(clause.number)
    if here is None and not clause.parsed.links:
        return None
    if any(link.code == "contributor" for link in clause.parsed.links):
        own = here or next((p for p in clause.parsed.parties if p.role == BARE and p.code), None)
        if own is None:
            return None
        to = clause.codes(clause.first(clause.near, TO, but=(own.code,))) or _mission_before(clause)
        return Sides((own.code,), to, "who contributes", "to whom" if to else "")
    if (
        here is None
        or (clause.frame in _GIVING and not _is_labelled(clause.parsed, here))
        or not (are_countries((here.code,)) or here.kind == "mission")
    ):
        return None
    codes = {party.code for party in row.values()}
    last, donor = clause.context.last, clause.context.donor
    known = last is not None and last.provider and codes.isdisjoint(last.provider)
    getting = any(verb.frame in GETS for verb in clause.parsed.verbs)
    programme = clause.here.draft.programme if clause.here is not None else None
    sold = programme is not None and IMPLIED.get(programme, (USA, ""))[0] not in codes
    if not (known or getting or sold or (donor and codes.isdisjoint(donor))):
        return None
    return Sides((), (here.code,), "", "its own in the row")


def _under_its_name(clause: Clause) -> Sides | None:
    """The country that heads a paragraph as its label receives what a programme of another's gives, or another's act: "Chile – $12 million in FMF"."""
    if clause.here is None or not clause.parsed.parties:
        return None
    programme, party = clause.here.draft.programme, clause.parsed.parties[0]
    giver = IMPLIED.get(programme, (USA, ""))[0] if programme else act_of_title(clause.context) or _donor(clause, party)
    if giver in ("", party.code) or party.kind != "place" or party.code in clause.context.donor:
        return None
    block = clause.context.scene.blocks[clause.parsed.sentence.block]
    if (
        party.end > clause.here.start
        or party.start > block.start + _TIE
        or not headed_by_a_country(clause.context, block)
    ):
        return None
    return Sides((), (party.code,), "", "its name is the label")


def _donor(clause: Clause, label: Party) -> str:
    """The donor of a text that is about nobody's receiving, where labels so are of those who get: "The U.S. cut its aid … Togo: $187,000"."""
    context = clause.context
    taken = set(context.own) - {label.code} or context.heading_sides(clause.parsed.sentence)[1]
    return context.donor[0] if context.donor and not taken and not clause.parsed.verbs else ""


def _mission_before(clause: Clause) -> tuple[str, ...]:
    """Whom the people told before were sent to, where nobody but countries contributes; else who runs the missions of the programme."""
    last = clause.context.last
    if last is not None and last.recipient and not are_countries(last.recipient):
        return last.recipient
    runs = MISSIONS.get(clause.here.draft.programme or "") if clause.here is not None else None
    if runs == _UN and clause.context.own_mission:
        return clause.context.own_mission
    return (runs,) if runs else ()


def to_each(clause: Clause) -> tuple[Party | None, list[Party]]:
    """To whom a figure goes that stands right behind "to" and a name, and to whom others so go: "to Georgia 20 million, to Lebanon 6"."""
    row = {number: party for number, party in _row(clause.parsed).items() if party.role == TO}
    if row and 0 not in row and _ends_with_its_taker(clause.parsed):
        return None, []  # "$5 million to Georgia, $3 million to Chad and $2 million to Togo"
    own = row.pop(clause.number, None)
    return own, [party for number, party in row.items() if not _told_before(clause.parsed, number, party)]


def _ends_with_its_taker(parsed: Parsed) -> bool:
    """Whether the last figure of a sentence has to whom it goes behind it."""
    last = parsed.anchors[-1].end
    return any(p.role == TO and p.code and p.start >= last for p in parsed.parties)


def _told_before(parsed: Parsed, number: int, party: Party) -> bool:
    """Whether a figure only stands in brackets behind to whom the one before goes: "30 soldiers to Georgia (of 90 there), 65 to Kuwait"."""
    here = parsed.anchors[number]
    return (
        bool(number) and parsed.anchors[number - 1].depth < here.depth and parsed.anchors[number - 1].end <= party.start
    )


def _row(parsed: Parsed) -> dict[int, Party]:
    """The figures of a sentence that stand behind a country, where there are several."""
    if len(parsed.anchors) < _SEVERAL or len(parsed.parties) < _SEVERAL:
        return {}
    if parsed.row is None:
        marked = _MARKED.search(parsed.plain, parsed.start, parsed.end) is not None
        before = (
            (number, _before(parsed, number) or (_labels(parsed, number) if marked else None))
            for number in range(len(parsed.anchors))
        )
        found = {number: party for number, party in before if party is not None}
        if found and 0 not in found and (first := _heads(parsed, found.get(1)) or _to_the_first(parsed)) is not None:
            found[0] = first
        parsed.row = found if len(found) >= _SEVERAL else {}
    return parsed.row


def _to_the_first(parsed: Parsed) -> Party | None:
    """To whom the first figure of a sentence goes that opens with it: "A Guatemala le correspondieron 18 millones y a Honduras, 12"."""
    party = parsed.parties[0]
    if party.role != TO or not party.code or party.start - parsed.start > _TIE:
        return None
    led = parsed.gap(party.end, parsed.anchors[0].start)[:1]
    return party if led and led[0] in parsed.small.clitic else None


def _heads(parsed: Parsed, follower: Party | None) -> Party | None:
    """The country that comes before those that follow it, with the first figure: "Israel heads the list with $3 billion, followed by Egypt with"."""
    following, ties = (parsed.sentence.scene.words.local(name) for name in ("slot-followed", "row_tie"))
    first, second = parsed.anchors[:2]
    follows = any(word in following for word in parsed.gap(first.end, second.start))
    if not follows and (follower is None or follower not in ranked(parsed)):
        return None
    led = parsed.gap(parsed.start, first.start)[-1:]
    party = next((p for p in parsed.parties if p.role == BARE and p.end <= first.start), None)
    return party if party is not None and party.code and led and led[0] in ties else None


def _before(parsed: Parsed, number: int) -> Party | None:
    """The country right before a figure."""
    start = parsed.anchors[number].start
    for party in parsed.parties:
        if 0 < start - _end_of_name(parsed, party, start) < _TIE:
            ties = parsed.sentence.scene.words.local("row_tie")
            words = [word for word in parsed.gap(_end_of_name(parsed, party, start), start) if word != ","]
            tied = all(word in ties for word in words) if words else party.role == TO
            return party if party.code and tied else None
    return None


def _labels(parsed: Parsed, number: int) -> Party | None:
    """The country that is the label of a figure's item, or has it in brackets: "Kenya – radars ($3 million), Chad – trucks ($2 million)",
    "to Qatar (F-15s, for $3 million) and Kuwait (radars, for $2 million)"."""
    here = parsed.anchors[number]
    since = parsed.anchors[number - 1].end if number else parsed.start
    for party in reversed(parsed.parties):
        if party.start < since or party.end >= here.start:
            continue
        inside = parsed.plain[party.end : here.start]
        if party.kind == "place" and inside.startswith(" (") and ")" not in inside and len(inside) < _BODY:
            return party
        if _is_labelled(parsed, party):
            before = parsed.gap(since, party.start)[-1:]
            opens = not before or before[0] in ",;:)" or parsed.small.clause.get(before[0]) == "and"
            return party if opens and party.kind == "place" else None
    return None


def _is_labelled(parsed: Parsed, party: Party) -> bool:
    return _DASH.match(parsed.plain, party.end) is not None


def _end_of_name(parsed: Parsed, party: Party, until: int) -> int:
    """Where the name of a country's body ends that begins with its adjective: "the Afghan Security Forces ($5 billion)"."""
    name = parsed.sentence.scene.text[party.end : until].partition("(")[0].rstrip()
    capital = party.kind == "demonym" and 0 < len(name) < _BODY and all(word.istitle() for word in name.split())
    return party.end + len(name) if capital else party.end
