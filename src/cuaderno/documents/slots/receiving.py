"""Who receives a figure by its clause: to whom, whom it helps, the object, the subject of a passive, a weaker name."""

from __future__ import annotations

from cuaderno.documents.slots.absolute import acts_with
from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.contracts import with_whom
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.passed_over import of_a_fronted_clause, of_a_part, of_firms, of_the_parts, on_the_way
from cuaderno.documents.slots.pronouns import by_a_pronoun
from cuaderno.documents.slots.roles import AGAINST, BARE, FOR, FROM, IN, OF, SUPPORT, TO, WITH, Party
from cuaderno.documents.slots.rows import to_each
from cuaderno.documents.slots.sides import GETS, NOBODY, WEAK
from cuaderno.statements.claim import PERSONNEL, QUANTITY

_WAY, _CLITIC = 48, 5
_CUT, _JOINING = 16, ("and", "cut")
"""Characters, and kinds of word, in front of a name that begins a clause."""
_BODIES = frozenset(("EU", "NATO", "UN", "AU", "OAS"))
"""Organisations that send or hold together rather than receive, unless something is said to go to them."""


def receiver(clause: Clause, provider: Codes, *, passive: bool) -> tuple[Codes, str]:
    """Who receives by the clause, and the rule: to whom, object, subject of the passive, or a party named more loosely."""
    here = clause.here.end if clause.here else clause.parsed.start
    until = clause.parsed.next_anchor(clause.number) if clause.here else clause.parsed.end
    mine, others = to_each(clause)
    if mine is not None and mine.code not in provider:
        return clause.codes(clause.chain(mine)), "to whom"
    way = on_the_way(clause) + others + of_firms(clause)
    way += of_a_fronted_clause(clause) + of_the_parts(clause, until)
    way += [p for p in with_whom(clause) if p.start >= here]
    near = [p for p in clause.near if p not in way] if way else clause.near
    after = [p for p in clause.after if p not in way] if way else clause.after
    close = [p for p in near if here <= p.start < until]
    if parts := of_a_part(clause, until):
        near, after = ([p for p in some if p.start < parts] for some in (near, after))
    told = _given_to(clause, provider, here) or _to_whom(clause, provider, (close, after, near))
    if told is not None:
        return told
    if found := _object(clause, provider) or by_a_pronoun(clause, provider):
        return found, "object"
    if passive and (subject := clause.subject()):
        return clause.codes(subject), "subject of the passive"
    if _people_of_a_region(clause, close):
        return (), NOBODY
    for roles in ((SUPPORT, WITH), (IN, OF), (BARE, AGAINST, FROM)):
        for parties in (close, near):
            if parties and (found := _other(clause, parties, roles, provider)):
                return found, WEAK
    return (), ""


def _to_whom(clause: Clause, provider: Codes, named: tuple[list[Party], ...]) -> tuple[Codes, str] | None:
    """To or for whom, close to the figure, behind the verb, or anywhere; before what stands farther behind, whom it is to help."""
    helped = clause.first(named[0], SUPPORT, but=provider)
    unnamed = False
    if beyond := _beyond_its_verb(clause, provider):
        return beyond, "to whom"
    for number, parties in enumerate(named):
        if (number or _told_more(clause, helped)) and (codes := clause.codes(helped)):
            return codes, "whom it helps"
        if to := clause.first(parties, TO, FOR, but=provider):
            codes = clause.codes(to) or clause.codes(clause.first(parties[parties.index(to[-1]) + 1 :], TO, FOR))
            if not codes and to[0].kind == "vague":
                return codes, NOBODY
            if codes:
                return codes, "to whom"
            unnamed = True  # "donó a Malí 6 millones para su ejército": whose army it is stands elsewhere
    return ((), "to whom") if unnamed else None


def _beyond_its_verb(clause: Clause, provider: Codes) -> Codes:
    """To whom what stands before its verb goes, whoever it was made for: "Three aircraft destined for France will be delivered to Egypt"."""
    here, verb = clause.here, clause.verb
    if here is None or verb is None or verb.start < here.end or verb.form == "noun":
        return ()
    meant = [p for p in clause.near if here.end <= p.start < verb.start and p.role in (FOR, TO)]
    return clause.codes(clause.first(clause.after, TO, but=provider)) if meant else ()


def _told_more(clause: Clause, helped: list[Party]) -> bool:
    """Whether a clause behind a comma tells more of whom something is to help: "to equip Senegalese units, which have deployed"."""
    if not helped:
        return False
    comma = clause.parsed.plain.find(",", helped[-1].end, clause.parsed.end)
    words = clause.parsed.gap(comma + 1, clause.parsed.end)[:1] if comma > 0 else []
    return bool(words) and clause.parsed.small.clause.get(words[0]) == "rel"


def taker_of(clause: Clause, provider: Codes) -> Codes:
    """Who received what a participle behind it says was given: "el Ejército recibió 12 camiones donados por Taiwán", or told that it will
    arrive: "el ministro de Honduras anunció que llegarán 12 camiones donados por Taiwán"."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or here.draft.kind != QUANTITY or verb is None or verb.start < here.end:
        return ()
    if verb.form not in ("part", "ed"):
        return ()
    got = next((v for v in reversed(parsed.verbs) if v.end <= here.start), None)
    arrives = got is not None and got.frame == "none" and got.stage == "delivered"
    if got is not None and arrives:
        got = next((v for v in reversed(parsed.verbs) if v.end <= got.start and v.stage == "announced"), None)
    if got is None or not (arrives or got.frame == "get") or got.form == "noun":
        return ()
    subject = [p for p in parsed.parties if p.end <= got.start and p.role == BARE and not p.aid]
    return tuple(code for code in clause.codes(subject[-1:]) if code not in provider)


def _people_of_a_region(clause: Clause, close: list[Party]) -> bool:
    """Whether people are said to come from no country but a region: "17,000 soldiers from Central America"."""
    if clause.here is None or clause.here.draft.kind != PERSONNEL:
        return False
    named = any(p.code for p in close)
    return not named and any(p.kind == "vague" and p.role in (OF, FROM, BARE) for p in close[:1])


def _given_to(clause: Clause, provider: Codes, end: int) -> tuple[Codes, str] | None:
    """Whom a verb of giving has right behind it, whoever else is named: "embroiled in aid to rebels, intends to provide Honduras with ten jets"."""
    verb = clause.verb
    if verb is None or clause.frame not in ("give", "send", "sell") or verb.end > end:
        return None
    found = _object(clause, provider)
    return (found, "object") if found else None


def _object(clause: Clause, provider: Codes) -> Codes:
    """The party right behind the verb: gave Ukraine 31 tanks."""
    if clause.verb is None:
        return ()
    parsed, at = clause.parsed, clause.verb.end
    for party in clause.after:
        if party.role in (BARE, SUPPORT) and parsed.only(parsed.small.skip, at, party.start):
            codes = tuple(c for c in clause.codes(clause.chain(party)) if c not in provider)
            if codes:
                return codes
    return ()


def _other(clause: Clause, parties: list[Party], roles: tuple[str, ...], provider: Codes) -> Codes:
    for party in parties:
        if party.role not in roles or (party.role == AGAINST and party.head in clause.parsed.small.beside):
            continue
        if party.kind == "mission" and clause.frame in ("train", "attend"):
            continue
        if party.code in _BODIES and not (_are_people(clause) and clause.frame not in ("train", "attend")):
            continue
        if (
            party.aid
            or _is_told_of_them(clause, party)
            or _of_goods(clause, party)
            or _anothers(clause, party)
            or (party.role == BARE and (_gives_else(clause, party) or _opens_a_clause(clause, party)))
        ):
            continue
        if (party.role == IN and _made_there(clause, party)) or (party.role == WITH and _gives_its_part(clause, party)):
            continue
        if party.role != BARE or party.owns or party.start >= (clause.here.end if clause.here else 0):
            if party.kind == "capital" and party.role in (AGAINST, IN) and not _arrives_there(clause, party):
                continue
            codes = tuple(c for c in clause.codes(clause.chain(party)) if c not in provider and c != USA)
            if codes and not _is_another(clause, party, provider):
                return codes
    return ()


def _arrives_there(clause: Clause, party: Party) -> bool:
    """Whether a capital is where things arrive: "Twenty trucks donated by Germany arrived in Nairobi"."""
    verbs = (v for v in clause.parsed.verbs if v.end <= party.start and v.frame == "none" and v.stage == "delivered")
    return any(party.start - verb.end <= len(" in ") for verb in verbs)


def _is_another(clause: Clause, party: Party, provider: Codes) -> bool:
    """Whether a party without a preposition of place is another than whom the text is about, and nobody is known to give: it may as
    well be whose people or goods those are ("The number of Cuban advisers in Angola is now 900")."""
    own = clause.context.own
    named = party.role == BARE or (party.role == OF and party.code not in _BODIES)
    return named and not provider and bool(own) and set(own).isdisjoint(party.codes)


def _is_told_of_them(clause: Clause, party: Party) -> bool:
    """Whether a demonym only says of what nation some people are: "with nearly 400 of them being Kenyan"."""
    scene = clause.parsed.sentence.scene
    return party.kind == "demonym" and scene.word_before(party.start)[0] in scene.words.local("slot-being")


def _of_goods(clause: Clause, party: Party) -> bool:
    """Whether a demonym says what goods or money are: "procedentes de los activos rusos", "de camiones coreanos"."""
    if party.kind != "demonym" or party.role != BARE or not party.head or clause.here is None:
        return False
    if clause.here.draft.kind == QUANTITY and clause.here.start < party.start < clause.here.end:
        return True  # "15 German Leopard tanks"
    small = clause.parsed.small
    words = clause.parsed.gap(clause.here.end, party.start)
    while words and (words[-1] == party.head or small.skip.get(words[-1]) == "art") and words[-1] not in small.role:
        words.pop()
    return bool(words) and small.role.get(words[-1]) in (OF, FROM)


def _made_there(clause: Clause, party: Party) -> bool:
    """Whether goods only were made somewhere: "18 howitzers built in Slovakia"."""
    words = clause.parsed.gap(max(clause.parsed.start, party.start - _WAY), party.start)[-2:-1]
    return bool(words) and clause.parsed.small.aid.get(words[0]) == "made"


def _gives_its_part(clause: Clause, party: Party) -> bool:
    """Whether a party that "with" sets behind a whole gives a part of it: "pledged $500 million, with Sweden contributing"."""
    return any(acts_with(clause.parsed, verb) is party for verb in clause.parsed.verbs)


def _are_people(clause: Clause) -> bool:
    return clause.here is not None and clause.here.draft.kind == PERSONNEL


def _gives_else(clause: Clause, party: Party) -> bool:
    """Whether a party is the subject of another verb, and not one of getting: "€5 million in aid, and Norway has pledged"."""
    if _gives_in_front(clause, party):
        return True
    end = clause.chain(party)[-1].end
    verb = clause.parsed.verb_after(end)
    if verb is None or verb.frame in GETS or verb is clause.verb or verb.form == "noun":
        return False
    return clause.parsed.only(clause.parsed.small.aux, end, verb.start)


def _gives_in_front(clause: Clause, party: Party) -> bool:
    """Whether a party acts by the verb of a clause that it ends: "seis aviones que donó Brasil"."""
    parsed = clause.parsed
    verb = next((v for v in reversed(parsed.verbs) if v.end <= party.start), None)
    if verb is None or not parsed.small.clitic or verb.form not in ("fin", "fut", "cond") or verb.frame in GETS:
        return False
    led = parsed.gap(max(parsed.start, verb.start - _CLITIC), verb.start)[-1:]
    rel = bool(led) and parsed.small.clause.get(led[0]) == "rel"
    return rel and parsed.only(parsed.small.skip, verb.end, party.start)


def _opens_a_clause(clause: Clause, party: Party) -> bool:
    """Whether "and", "while" or "mientras que" and a name begin a new clause behind the figure: "offered 24 fighters and France presented a
    proposal"."""
    if clause.here is None or party.kind != "place" or party.joined or party.owns or party.start < clause.here.end:
        return False
    kinds = clause.parsed.small.clause
    led = [kinds.get(word) for word in clause.parsed.gap(max(clause.here.end, party.start - _CUT), party.start)[-2:]]
    return bool(led) and (led[-1] in _JOINING or led == ["cut", "rel"])


def _anothers(clause: Clause, party: Party) -> bool:
    """Whether a party belongs to another figure of the sentence: "$8 million and the £2 million of Norway"."""
    if party.role != OF or clause.here is None:
        return False
    skip, gap = clause.parsed.small.skip, clause.parsed.gap
    before = (a for a in clause.parsed.anchors if a.end <= party.start < a.end + 24 and a.start != clause.here.start)
    return any(sum(word not in skip for word in gap(a.end, party.start)) <= 1 for a in before)
