"""Memberships: who belongs to, joins, leaves or is a partner of an organisation, a treaty, a coalition or a network."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bodies import Body, bodies_of, places_of
from cuaderno.documents.relations.contrasting import contrasted, likened, set_against
from cuaderno.documents.relations.joining_nouns import on_condition, who_joins
from cuaderno.documents.relations.looking import Look, Token, look, organisations
from cuaderno.documents.relations.members import members_of, one_of
from cuaderno.documents.relations.members_listed import WHOLE, grouped, is_plural, listed
from cuaderno.documents.relations.named_bodies import (
    UNKNOWN,
    goes_on,
    is_owner,
    is_subject,
    joins_in,
    may_be_named,
    name_ends,
    named_body,
)
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import JOINING as JOINED
from cuaderno.statements.claim import MEMBERSHIP

TRIGGERS = frozenset({"rel_member"})
PROGRAMMES = frozenset({"GPOI"})
ANY_BLOC = "BLOCS"
"""The code of a body that is any of its kind: "no military alliance"."""
RELATION = {"PTEC": "PTEC", "TIAR": "COLLECTIVE_SECURITY"}
_MEMBERS = ("place", "capital")
_SIDES = frozenset(("to", "by", "from", "for", "with", "against"))
"""The prepositions of who takes part in a deed."""
WEAK = frozenset({"ally", "country", "partner", "bid", WHOLE})
"""Words that tell of belonging only beside a body that is known."""
JOINING = "joining"
"""The code of a noun behind which stands who joins."""
MOVES = frozenset({"join", "leave", "bid"})
_BRACKETED = re.compile(r"\(([A-Z][A-Z0-9-]{1,9})\)")
REACH, FARTHEST, ADVERBIAL, NEAR, BEFORE = 70, 260, 6, 12, 30


def memberships(scene: Scene, trigger: Mark) -> list[Draft]:
    """The memberships that a trigger tells of: one for each member and each body."""
    places = places_of(scene)
    low, high = bisect_left(places, scene.bounds[scene.sentence_number(trigger.start)][0]), trigger.end + FARTHEST
    known = low < len(places) and places[low] <= high
    if not known and (trigger.code == WHOLE or not may_be_named(scene, trigger)):
        return []
    seen = look(scene, trigger.start)
    bodies = bodies_of(seen) if known else []
    if unknown := _by_its_name(seen, trigger, bodies):
        bodies = [unknown, *bodies]
    if not bodies:
        return []
    if trigger.code == JOINING:
        who = who_joins(seen, trigger, bodies)
        return (
            _claims(seen, trigger, [who.body], who.members) if who is not None and not _is_wanted(seen, trigger) else []
        )
    if (told := listed(seen, trigger, bodies)) is not None:
        return _claims(seen, trigger, [told.body], told.members)
    if seen.first("rel_grounds", trigger.start - ADVERBIAL, trigger.end) or on_condition(seen, trigger):
        return []
    return _told_by(seen, trigger, bodies)


def _told_by(seen: Look, trigger: Mark, bodies: list[Body]) -> list[Draft]:
    """The memberships that a word for a member, an ally or a partner tells of, or a verb of belonging."""
    if trigger.code in ("ally", "member") and (relative := _of_which(seen, trigger, bodies)):
        return relative
    before = [body for body in bodies if body.end <= trigger.start]
    if trigger.code == "country" or _is_owned(
        seen, trigger, before
    ):  # "a NATO country", and no country that joins NATO
        return _apposed(seen, trigger._replace(code="ally"), before)
    if trigger.code == "ally":
        return _apposed(seen, trigger, bodies)
    if trigger.code == "partner":
        return _partner(seen, trigger, bodies)
    return [] if trigger.code == WHOLE else _member(seen, trigger, bodies)


def _is_owned(seen: Look, trigger: Mark, before: list[Body]) -> bool:
    """Whether a member is told by its body right before: "became NATO's 31st member in April"."""
    return trigger.code == "member" and bool(before) and seen.joined("is_epithet", before[-1].end, trigger.start)


def _by_its_name(seen: Look, trigger: Mark, known: list[Body]) -> Body | None:
    """A body that no table has, right behind the word; only where a country is named before it."""
    if (trigger.code in WEAK and not _partner_in(seen, trigger)) or any(
        trigger.end <= body.start <= trigger.end + NEAR for body in known
    ):
        return None
    countries = [
        p for p in seen.named(seen.start, trigger.start) if p.kind in _MEMBERS and p.code not in organisations()
    ]
    if not countries or not is_subject(seen, countries[-1].end, trigger):
        return None
    name = named_body(seen, trigger)
    return Body(*name, UNKNOWN, "") if name is not None else None


def _partner_in(seen: Look, trigger: Mark) -> bool:
    """Whether one is a partner in what is named behind: "a partner in the Border Security Program (BSP)"."""
    last = seen.words(trigger.start, trigger.end)[-1:]
    return trigger.code == "partner" and seen.scene.words.local("slot-role").get(last[0].word.decode("ascii")) == "in"


def _member(seen: Look, trigger: Mark, bodies: list[Body]) -> list[Draft]:
    end = seen.end if trigger.code == "belong" else seen.clause_end(trigger.end)
    behind = [b for b in bodies if b.start >= trigger.end and b.end <= end]
    if not behind or len(seen.folded(trigger.end, behind[0].start)) > (200 if trigger.code == "belong" else REACH):
        return []
    if trigger.code != "belong" and not _leads_to(seen, trigger.end, behind[0].start):
        return []
    if trigger.code == "member" and not (_predicated(seen, trigger.start, trigger) or one_of(seen, trigger)):
        return []
    chosen = _series(seen, behind)
    last = chosen[-1].end
    named = chosen[-1].code != ANY_BLOC
    if named and trigger.code in MOVES and seen.folded(last, last + 1) != b"'" and not name_ends(seen, last):
        return []  # "joined the Security Council meeting"
    if trigger.code == "member" and named and (goes_on(seen, last) or is_owner(seen, last)):
        return []  # "a contributor to the NATO Resolute Support Mission"
    if trigger.code in MOVES and (joins_in(seen, last) or joins_in(seen, trigger.end)):
        return []
    if trigger.code in MOVES and seen.first("rel_office", trigger.end, behind[0].start):
        return []  # "will join other leaders at the G7 Summit"
    return _claims(seen, trigger, chosen)


def _of_which(seen: Look, trigger: Mark, bodies: list[Body]) -> list[Draft]:
    """A body of which a relative clause tells the members: "NATO, of which Spain is a member"."""
    link = seen.last("rel_ofwhich", seen.start, trigger.start)
    if link is None or trigger.start - link.end > REACH:
        return []
    body = next((b for b in reversed(bodies) if b.end <= link.start), None)
    if body is None or seen.words(body.end, link.start) or not seen.named(link.end, trigger.start):
        return []
    return _claims(seen, trigger, [body], [(p.code,) for p in seen.named(link.end, trigger.start)])


def _leads_to(seen: Look, start: int, end: int) -> bool:
    """Whether nothing but a network's name stands between the word and the body ("joined NATO's network of …")."""
    if seen.named(start, end) and not all(p.code in organisations() for p in seen.named(start, end)):
        return False
    return b"," not in seen.folded(start, end)


def _series(seen: Look, bodies: list[Body]) -> list[Body]:
    """The first body and those coordinated with it; of "NATO's network of training centres" the network."""
    chosen = [bodies[0]]
    for body in bodies[1:]:
        between = seen.folded(chosen[-1].end, body.start)
        network = seen.first("rel_network", chosen[-1].end, body.start)
        if (network is not None and b"," not in between) or not between.strip(b" 's"):
            chosen[-1] = body if body.place in ("", chosen[-1].place) else chosen[-1]
        elif between.strip() != b"(":
            verb = any(chosen[-1].end <= m.start < body.start for m in seen.sentence.of("rel_member"))
            if verb or not _coordinated(seen, between.rpartition(b")")[2]):
                break
            chosen.append(body)
    return list({body.code: body for body in reversed(chosen)}.values())[::-1]


def _coordinated(seen: Look, between: bytes) -> bool:
    words = between.replace(b",", b" , ").decode("latin-1").split()
    while words and words[-1] in seen.scene.words.local("is_lead"):
        words.pop()
    return 0 < len(words) <= 4 and words[-1] in seen.scene.words.local("is_joint")


def _partner(seen: Look, trigger: Mark, bodies: list[Body]) -> list[Draft]:
    """A partner of a body: the body stands right before the word, or behind it by of or in."""
    before = [b for b in bodies if b.end <= trigger.start and seen.joined("is_epithet", b.end, trigger.start)]
    if before:
        return _claims(seen, trigger, before[-1:]) if _predicated(seen, before[-1].start, trigger) else []
    behind = [b for b in bodies if b.start >= trigger.end and len(seen.folded(trigger.end, b.start).split()) <= 5]
    if not behind or b"," in seen.folded(trigger.end, behind[0].start):
        return []
    return _claims(seen, trigger, behind[:1]) if _predicated(seen, trigger.start, trigger) else []


def _apposed(seen: Look, trigger: Mark, bodies: list[Body]) -> list[Draft]:
    """A member or ally named by its body: "a NATO ally", "miembro de la OTAN"."""
    before = [b for b in bodies if b.end <= trigger.start and seen.joined("is_epithet", b.end, trigger.start)]
    behind = [b for b in bodies if b.start >= trigger.end and len(seen.folded(trigger.end, b.start).split()) <= 2]
    body = before[-1] if before else behind[0] if behind else None
    if body is None or not _predicated(seen, min(body.start, trigger.start), trigger):
        return []
    return _claims(seen, trigger, [body])


def _predicated(seen: Look, at: int, trigger: Mark) -> bool:
    """Whether a phrase is said of somebody: by an article or a verb of being before it, or in apposition to a name."""
    words = seen.scene.words
    known, between = words.local("is_being"), {**words.local("is_epithet"), **words.local("is_adverb")}
    epithet = False
    tokens = seen.words(max(seen.start, at - 40), at)
    if _is_adjective(seen, tokens):
        tokens.pop()  # "are steadfast NATO allies"
    for token in reversed(tokens):
        word = token.word.decode("ascii")
        if epithet and word in words.local("definite_article"):
            continue  # "became the 31st member of"
        epithet = word in words.local("is_epithet")
        if word in known or (word in words.local("and") and token.end == at - 1 and _with_article(seen, at)):
            return not (word in words.local("article") and _takes_part(seen, token.start))
        if seen.joined("rel_aux", token.start, token.end):
            continue  # "is not part of"
        if word not in between and not (seen.text[token.start].isupper() and not seen.named(token.start, token.end)):
            gap = seen.folded(token.end, at)
            return b"," in gap and any(token.end == p.end for p in seen.parties)
    return at - seen.start <= 2 and not is_plural(seen, trigger)


def _is_adjective(seen: Look, tokens: list[Token]) -> bool:
    """Whether the last of some words is an adjective behind an article or a verb of being: "is a staunch", "son firmes"."""
    if len(tokens) < len(("are", "steadfast")):
        return False
    before, last = tokens[-2], tokens[-1]
    if seen.text[last.start].isupper() or seen.scene.words.local("slot-role").get(last.word.decode("ascii")):
        return False
    beside = seen.folded(before.end, last.start) == b" " and seen.folded(last.end, last.end + 1) == b" "
    return beside and seen.code("is_being", before) is not None and not seen.joined("rel_aux", last.start, last.end)


def _takes_part(seen: Look, at: int) -> bool:
    """Whether a phrase names another that takes part in a deed, by a preposition or a verb before it: "gave a NATO ally", "to a NATO member"."""
    word, start, end = seen.scene.word_before(at)
    if word in seen.scene.words.local("is_being"):
        return False  # "As a NATO ally, Norway …"
    if seen.scene.words.local("slot-role").get(word) in _SIDES:
        return True
    return any(mark.end == end for mark in seen.scene.starting("stage", start, end))


def _with_article(seen: Look, at: int) -> bool:
    """Whether a phrase begins with its article, so that "and" ties it to one before: "is a partner of the U.S. and a member of"."""
    return seen.words(at, min(seen.end, at + NEAR))[0].word.decode("ascii") in seen.scene.words.local("article")


def _claims(seen: Look, trigger: Mark, bodies: list[Body], told: Sequence[tuple[str, ...]] = ()) -> list[Draft]:
    """The claims of each member and each body; the members are those told, else they are looked for."""
    members = told or grouped(seen, trigger, bodies) or [(member,) for member in members_of(seen, trigger, bodies)]
    if not members:
        return []
    others = [(other,) for other in contrasted(seen, trigger)]
    members = list(dict.fromkeys([*members, *[(other,) for other in likened(seen, trigger)], *others]))
    drafts = []
    for body in bodies:
        for member in members:
            start = min(trigger.start, bodies[0].start)
            begin = seen.clause_start(start)
            draft = Draft(
                MEMBERSHIP,
                (body.start, body.end) if body != bodies[0] else (start, max(trigger.end, bodies[-1].end)),
                seen.trimmed(begin, seen.clause_end(max(trigger.end, bodies[-1].end))),
                "membership: member and body",
            )
            draft.filled("provider", member, "the member")
            if short := body.place or _short_name(seen, body):
                draft.filled("recipient", (short,), "the body")
            draft.filled("item", seen.text[body.start : body.end], "name of the body")
            draft.filled(
                "relation",
                RELATION.get(body.code, "PARTNERSHIP" if trigger.code == "partner" else "MEMBERSHIP"),
                "type of relation",
            )
            if body.code in PROGRAMMES:
                draft.filled("programme", body.code, "name of the body")
            if told:
                draft.filled("stage", "active", "members named")
            else:
                _stage(draft, seen, trigger, body)
            if member in others:
                set_against(draft)
            drafts.append(draft)
    return drafts


def _short_name(seen: Look, body: Body) -> str:
    """What a body without a code is called in short: a programme's code, or the letters in brackets behind its name."""
    if body.code in PROGRAMMES:
        return body.code
    told = _BRACKETED.search(seen.text, body.start, min(seen.end, body.end + REACH)) if body.code == UNKNOWN else None
    return told[1] if told is not None and told.start() <= body.end + 1 else ""


def _stage(draft: Draft, seen: Look, trigger: Mark, body: Body) -> None:
    near = seen.last("rel_inactive", max(seen.start, trigger.start - 30), trigger.end + 30)
    comma = seen.scene.folded.rfind(b",", max(seen.start, trigger.start - BEFORE), trigger.start)
    said = {mark.code for mark in seen.within("rel_aux", max(seen.start, trigger.start - BEFORE, comma), trigger.start)}
    if near is not None:
        draft.filled("stage", "inactive" if near.code == "inactive" else "terminated", "said of the membership")
    elif trigger.code == "leave":
        draft.filled("stage", "withdrawn", "verb of leaving")
    elif (trigger.code == "bid" and not _first_to(seen, trigger)) or "future" in said or _is_wanted(seen, trigger):
        draft.filled("stage", "announced", "wish or plan")
        draft.mark("intent", "wish or plan")
    else:
        joins = trigger.code in ("join", "bid")
        draft.filled("stage", "active", JOINED.partition(": ")[2] if joins else "verb of belonging")
    between = seen.within("rel_aux", trigger.end, body.start) if body.start > trigger.end else []
    if "not" in said or any(mark.code == "not" for mark in between):
        draft.mark("negated", "denied")


def _is_wanted(seen: Look, trigger: Mark) -> bool:
    """Whether a belonging told by a noun is only wanted or opposed: "Russia opposes Ukraine's membership in NATO"."""
    if trigger.code not in ("join", JOINING) or seen.scene.plain[trigger.start : trigger.end].split()[
        0
    ] not in seen.scene.words.local("is_joining"):
        return False
    return any(
        seen.code("is_wanting", word) for word in seen.words(max(seen.start, trigger.start - BEFORE), trigger.start)
    )


def _first_to(seen: Look, trigger: Mark) -> bool:
    """Whether an infinitive tells a fact: "the first country of the region to join"."""
    words = seen.words(max(seen.start, trigger.start - REACH), trigger.end)
    link = next((at for at in range(len(words) - 1, -1, -1) if seen.code("is_rank_link", words[at])), 0)
    return any(seen.code("is_ranked", word) for word in words[:link])
