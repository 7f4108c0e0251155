"""Who gives a figure by its clause, and who receives it: the agent, the subject, whose aid; to whom, the object, a weaker name."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.pronouns import spoken_of
from cuaderno.documents.slots.roles import AGAINST, BARE, BY, FOR, FROM, IN, OF, SUPPORT, TO, WITH, Party
from cuaderno.documents.slots.sides import GETS, NOBODY, WEAK
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_WAY, _STEPS, _CLITIC, _NEXT = 48, 6, 5, 6
_BODIES = frozenset(("EU", "NATO", "UN", "AU", "OAS"))
"""Organisations that send or hold together rather than receive, unless something is said to go to them."""


def giver(clause: Clause, *, passive: bool) -> tuple[Codes, str]:
    """Who gives by the clause, and the rule: agent, whose money, subject, whose aid, source."""
    here = clause.here
    until = clause.parsed.next_anchor(clause.number) if here else clause.parsed.end
    reach = [p for p in clause.after if p.start < until or (clause.verb and here and clause.verb.start > here.end)]
    if by := clause.first(reach, BY):
        return clause.codes(by), "agent"
    if money := [p for p in clause.near if p.role == OF and _is_whose(clause, p)] or _nearer(clause):
        return clause.codes(money[:1]), "whose money"
    deedless = passive or clause.verb is None or (clause.verb.form in ("part", "noun") and not clause.perfect)
    subject = [] if deedless else _inverted(clause) or clause.subject()
    if subject and (codes := clause.codes(subject)):
        return codes, "subject"
    if subject and subject[0].kind == "vague":
        return (), NOBODY
    if not deedless and not subject and (codes := spoken_of(clause)):
        return codes, "subject of the sentence before"
    aid = [p for p in clause.near if (p.aid and p.start < until) or (p.owns and _gives_it(clause, p))]
    if aid:
        return clause.codes(aid[:1]), "whose aid"
    if clause.frame != "train" and (source := clause.first(clause.near, FROM)):
        return clause.codes(source), "source"
    if not passive and (subject := clause.subject()):
        codes = clause.codes(subject)
        told = clause.verb is not None and (clause.verb.form != "noun" or clause.frame != "train")
        if told or not set(codes) & clause.context.takers():
            return codes, "subject"
    return (), ""


def _inverted(clause: Clause) -> list[Party]:
    """Who acts, behind a verb with a pronoun for whom: "tres patrulleras que le cederá la Guardia Costera de Estados Unidos"."""
    parsed, verb = clause.parsed, clause.verb
    if verb is None or verb.form not in ("fin", "fut", "cond"):
        return []
    before = parsed.gap(max(parsed.start, verb.start - _CLITIC), verb.start)[-1:]
    if not before or before[0] not in parsed.small.clitic:
        return []
    behind = next((p for p in clause.after if p.role in (BARE, OF) and p.start >= verb.end), None)
    plain = behind is not None and parsed.only(parsed.small.skip, verb.end, behind.start)
    return clause.chain(behind) if plain else []


def _nearer(clause: Clause) -> list[Party]:
    """Whose aid is meant between the figure before, to which the verb belongs, and this one."""
    if clause.here is None or not clause.number:
        return []
    since = clause.parsed.anchors[clause.number - 1].end
    if clause.verb is None or clause.verb.start > since:
        return []
    return [p for p in clause.near if p.aid and p.code and since <= p.start < clause.here.start][-1:]


def _is_whose(clause: Clause, party: Party) -> bool:
    """Whether a sum is a country's by "of" right behind it: "los 300 millones de Noruega"."""
    here = clause.here
    if here is None or here.draft.kind != MONEY or party.owns or not 0 <= party.start - here.end < 24:
        return False
    said = sum(word not in clause.parsed.small.skip for word in clause.parsed.gap(here.end, party.start))
    unit = any(here.end <= m.start < party.start for m in clause.parsed.sentence.of("currency"))
    return said == unit


def _gives_it(clause: Clause, party: Party) -> bool:
    """Whether a possessor of the figure is its giver: "Japan's $40 million grant"."""
    here, parsed = clause.here, clause.parsed
    if here is None or not 0 < here.start - party.end < 16:
        return False
    return any(parsed.small.aid.get(w) == "aid" for w in parsed.gap(here.end, min(here.end + 40, parsed.end))[:3])


def receiver(clause: Clause, provider: Codes, *, passive: bool) -> tuple[Codes, str]:
    """Who receives by the clause, and the rule: to whom, object, subject of the passive, or a party named more loosely."""
    here = clause.here.end if clause.here else clause.parsed.start
    until = clause.parsed.next_anchor(clause.number) if clause.here else clause.parsed.end
    way = _on_the_way(clause)
    near = [p for p in clause.near if p not in way] if way else clause.near
    after = [p for p in clause.after if p not in way] if way else clause.after
    close = [p for p in near if here <= p.start < until]
    if parts := _of_a_part(clause, until):
        near, after = ([p for p in some if p.start < parts] for some in (near, after))
    for parties in (close, after, near):
        if to := clause.first(parties, TO, FOR, but=provider):
            codes = clause.codes(to) or clause.codes(clause.first(parties[parties.index(to[-1]) + 1 :], TO, FOR))
            return codes, "to whom" if codes or to[0].kind != "vague" else NOBODY
    if clause.verb is not None and (found := _object(clause, provider)):
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


def taker_of(clause: Clause, provider: Codes) -> Codes:
    """Who received what a participle behind it says was given: "el Ejército recibió 12 camiones donados por Taiwán"."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or here.draft.kind != QUANTITY or verb is None or verb.start < here.end:
        return ()
    if verb.form not in ("part", "ed"):
        return ()
    got = next((v for v in reversed(parsed.verbs) if v.end <= here.start), None)
    if got is None or got.frame != "get" or got.form == "noun":
        return ()
    subject = [p for p in parsed.parties if p.end <= got.start and p.role == BARE and not p.aid]
    return tuple(code for code in clause.codes(subject[-1:]) if code not in provider)


def _of_a_part(clause: Clause, until: int) -> int:
    """Where the verb of a part stands that is told of behind a figure: "$6 billion, of which $1.3 billion went to Egypt"; 0 where none is."""
    parsed, here = clause.parsed, clause.here
    if here is None or until >= parsed.end:
        return 0
    verb = next((v for v in parsed.verbs if v.start >= until and v.form != "noun"), None)
    if verb is None or not any(parsed.small.clause.get(word) == "rel" for word in parsed.gap(here.end, until)):
        return 0
    return verb.start


def _on_the_way(clause: Clause) -> list[Party]:
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


def _people_of_a_region(clause: Clause, close: list[Party]) -> bool:
    """Whether people are said to come from no country but a region: "17,000 soldiers from Central America"."""
    if clause.here is None or clause.here.draft.kind != PERSONNEL:
        return False
    named = any(p.code for p in close)
    return not named and any(p.kind == "vague" and p.role in (OF, FROM, BARE) for p in close[:1])


def _object(clause: Clause, provider: Codes) -> Codes:
    """The party right behind the verb: gave Ukraine 31 tanks."""
    parsed, at = clause.parsed, clause.verb.end if clause.verb is not None else clause.parsed.start
    for party in clause.after:
        if party.role in (BARE, SUPPORT) and parsed.only(parsed.small.skip, at, party.start):
            codes = tuple(c for c in clause.codes(clause.chain(party)) if c not in provider)
            if codes:
                return codes
    return ()


def _other(clause: Clause, parties: list[Party], roles: tuple[str, ...], provider: Codes) -> Codes:
    for party in parties:
        if party.role not in roles:
            continue
        if party.kind == "mission" and clause.frame in ("train", "attend"):
            continue
        if party.code in _BODIES and not (_are_people(clause) and clause.frame not in ("train", "attend")):
            continue
        if (
            party.aid
            or _of_goods(clause, party)
            or _anothers(clause, party)
            or (party.role == BARE and (_gives_else(clause, party) or _opens_a_clause(clause, party)))
        ):
            continue
        if party.role == IN and _made_there(clause, party):
            continue
        if party.role != BARE or party.owns or party.start >= (clause.here.end if clause.here else 0):
            if party.kind == "capital" and party.role in (AGAINST, IN):
                continue
            codes = tuple(c for c in clause.codes(clause.chain(party)) if c not in provider and c != USA)
            if codes:
                return codes
    return ()


def _of_goods(clause: Clause, party: Party) -> bool:
    """Whether a demonym says what goods or money are: "procedentes de los activos rusos", "de camiones coreanos"."""
    if party.kind != "demonym" or party.role != BARE or not party.head or clause.here is None:
        return False
    small = clause.parsed.small
    words = clause.parsed.gap(clause.here.end, party.start)
    while words and (words[-1] == party.head or small.skip.get(words[-1]) == "art") and words[-1] not in small.role:
        words.pop()
    return bool(words) and small.role.get(words[-1]) in (OF, FROM)


def _made_there(clause: Clause, party: Party) -> bool:
    """Whether goods only were made somewhere: "18 howitzers built in Slovakia"."""
    words = clause.parsed.gap(max(clause.parsed.start, party.start - _WAY), party.start)[-2:-1]
    return bool(words) and clause.parsed.small.aid.get(words[0]) == "made"


def _are_people(clause: Clause) -> bool:
    return clause.here is not None and clause.here.draft.kind == PERSONNEL


def _gives_else(clause: Clause, party: Party) -> bool:
    """Whether a party is the subject of another verb, and not one of getting: "€5 million in aid, and Norway has pledged"."""
    verb = clause.parsed.verb_after(party.end)
    if verb is None or verb.frame in GETS or verb is clause.verb or verb.form == "noun":
        return False
    return clause.parsed.only(clause.parsed.small.aux, party.end, verb.start)


def _opens_a_clause(clause: Clause, party: Party) -> bool:
    """Whether "and" and a name begin a new clause behind the figure: "offered 24 fighters and France presented a proposal"."""
    if clause.here is None or party.kind != "place" or party.joined or party.owns or party.start < clause.here.end:
        return False
    led = clause.parsed.gap(max(clause.here.end, party.start - _NEXT), party.start)[-1:]
    return bool(led) and clause.parsed.small.clause.get(led[0]) == "and"


def _anothers(clause: Clause, party: Party) -> bool:
    """Whether a party belongs to another figure of the sentence: "$8 million and the £2 million of Norway"."""
    if party.role != OF or clause.here is None:
        return False
    skip, gap = clause.parsed.small.skip, clause.parsed.gap
    before = (a for a in clause.parsed.anchors if a.end <= party.start < a.end + 24 and a.start != clause.here.start)
    return any(sum(word not in skip for word in gap(a.end, party.start)) <= 1 for a in before)
