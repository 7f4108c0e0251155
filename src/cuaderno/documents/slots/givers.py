"""Who gives a figure by its clause: the agent, whose money it is, the subject, whose aid, the source."""

from __future__ import annotations

from cuaderno.documents.slots.clause import Clause, Codes
from cuaderno.documents.slots.parsed import USA
from cuaderno.documents.slots.pronouns import spoken_of
from cuaderno.documents.slots.roles import BARE, BY, FROM, OF, TO, Party
from cuaderno.documents.slots.sides import NOBODY
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.statements.claim import MONEY, QUANTITY

_COMING = frozenset(("delivered", "announced"))
"""The stages of what arrives, or is on its way, by itself."""
_WAY, _STEPS, _CLITIC, _AGENT, _BESIDE, _BUYER = 48, 6, 5, 30, 3, 12


def giver(clause: Clause, *, passive: bool) -> tuple[Codes, str]:
    """Who gives by the clause, and the rule: agent, whose money, subject, whose aid, source."""
    if by := _agent(clause):
        return clause.codes(by), "agent"
    if fronted := _fronted(clause):
        return clause.codes(fronted), "subject behind its verb"
    if money := [p for p in clause.near if p.role == OF and _is_whose(clause, p)] or _nearer(clause):
        return clause.codes(money[:1]), "whose money"
    arrives = clause.verb is not None and clause.frame == "none" and clause.verb.stage in _COMING
    deedless = arrives or passive or clause.verb is None
    deedless = deedless or (clause.verb is not None and clause.verb.form in ("part", "noun") and not clause.perfect)
    if not deedless and (told := _by_subject(clause)) is not None:
        return told
    if arrives and (home := [p for p in clause.before + clause.after if _comes_from(clause, p)]):
        return clause.codes(clause.chain(home[0])), "whence it comes"
    if (seller := _seller(clause)) is not None:
        return clause.codes([seller]), "whose sales"
    until = clause.parsed.next_anchor(clause.number) if clause.here else clause.parsed.end
    aid = [p for p in clause.near if (p.aid and p.start < until) or (p.owns and _gives_it(clause, p))]
    if aid:
        return clause.codes(aid[:1]), "whose aid"
    weak = clause.verb is not None and clause.verb.form == "weak"
    if clause.frame != "train" and (
        source := clause.first(clause.near, FROM) or clause.first(clause.before, BY) * weak
    ):
        return clause.codes(source), "source"
    if passive and (makers := _whose_things(clause)):
        return clause.codes(makers), "whose things"
    return ((), "") if passive or arrives else _by_any_subject(clause)


def _seller(clause: Clause) -> Party | None:
    """Whose sales a noun before the figure tells of: "las ventas de armas de Francia a Egipto alcanzaron"."""
    here, verb = clause.here, clause.verb
    if here is None or verb is None or (verb.frame, verb.form) != ("sell", "noun") or verb.start > here.start:
        return None
    near = (p for p in clause.near if verb.end <= p.start < min(verb.end + _AGENT, here.start) and p.code)
    return next((p for p in near if p.role == OF or (p.kind == "demonym" and p.role == BARE)), None)


def _agent(clause: Clause) -> list[Party]:
    """By whom something is done, behind the figure first, or in an insertion before the verb; who only works with the goods is none."""
    here, parsed = clause.here, clause.parsed
    until = parsed.next_anchor(clause.number) if here else parsed.end
    behind = clause.verb is not None and here is not None and clause.verb.start > here.end
    reach = [
        p for p in clause.after if (p.start < until or behind) and not (_operates(clause, p) or bought_by(clause, p))
    ]
    reach = [p for p in reach if not _follows(clause, p)]
    if behind and _acts_in_between(clause):
        reach = [p for p in reach if not _of_the_main_clause(clause, p)]
    own = [p for p in reach if here is not None and here.end <= p.start < until] if clause.number else []
    aside = (
        [
            p
            for p in clause.before
            if here is not None and p.start >= here.end and not (_operates(clause, p) or bought_by(clause, p))
        ]
        if behind
        else []
    )
    return clause.first(own, BY) or clause.first(reach, BY) or clause.first(aside, BY)


def _follows(clause: Clause, party: Party) -> bool:
    """Whether a party only comes next in a ranking, and does nothing: "Israel heads the list, followed by South Korea"."""
    if party.role != BY:
        return False
    following, scene = clause.parsed.sentence.scene.words.local("slot-followed"), clause.parsed.sentence.scene
    return any(word in following for word, _, _ in scene.words_before(party.start, _BESIDE))


def _acts_in_between(clause: Clause) -> bool:
    """Whether a relative clause behind a figure has its own subject: "the 900 soldiers whom Kenya sends to Haiti will be paid by Canada"."""
    here, verb, parsed = clause.here, clause.verb, clause.parsed
    if here is None or verb is None or clause.passive or verb.form in ("noun", "part"):
        return False
    subject = next((p for p in clause.before if p.start >= here.end and p.role == BARE and p.code), None)
    led = parsed.gap(here.end, subject.start) if subject is not None else []
    return bool(led) and parsed.small.clause.get(led[-1]) == "rel"


def _of_the_main_clause(clause: Clause, party: Party) -> bool:
    """Whether another verb stands between that of a relative clause and a party."""
    end = clause.verb.end if clause.verb is not None else party.start
    return any(end <= verb.start and verb.end <= party.start for verb in clause.parsed.verbs)


def _by_subject(clause: Clause) -> tuple[Codes, str] | None:
    """Who gives by the subject of a verb: told there, left open, or taken up from the sentence before; None where there is none."""
    subject = _inverted(clause) or clause.subject()
    if _gets_before(clause, subject):
        return None
    if subject and (codes := clause.codes(subject)):
        donor = clause.context.donor
        if subject[0].kind == "state" and codes == clause.context.own and donor not in ((), (USA,), codes):
            return donor, "the donor's own body"  # "Spain sends Ukraine aid. … The defence ministry has sent 14 trucks"
        return codes, "subject"
    if subject:
        return ((), NOBODY) if subject[0].kind == "vague" else None
    return (codes, "subject of the sentence before") if (codes := spoken_of(clause)) else None


def _by_any_subject(clause: Clause) -> tuple[Codes, str]:
    """Who stands as a subject where no verb, or only a participle or a noun, says that it gives."""
    subject = clause.subject()
    codes = () if _gets_before(clause, subject) else clause.codes(subject)
    told = clause.verb is not None and (clause.verb.form != "noun" or clause.frame != "train")
    if codes and (told or not set(codes) & clause.context.takers()):
        return codes, "subject"
    return (), ""


def _whose_things(clause: Clause) -> list[Party]:
    """Whose the things are, by the nation right beside their number, that are handed to another: "The 140 Chinese trucks were presented to the
    Ghanaian army"."""
    here = clause.here
    if here is None or here.draft.kind != QUANTITY:
        return []
    theirs = [p for p in clause.near if p.kind == "demonym" and p.role == BARE and 0 < p.start - here.end < _BESIDE]
    taker = any(p.role == TO and p.code and p.code not in {q.code for q in theirs} for p in clause.near)
    return theirs[:1] if taker else []


def _gets_before(clause: Clause, subject: list[Party]) -> bool:
    """Whether a subject receives by the verb before a figure of which only a participle tells, or what it gets by a clause of its own:
    "recibió 24 de los 30 aviones previstos", "received $2 million in IMET, which trained 56 officers"."""
    verb, here = clause.verb, clause.here
    if not subject or verb is None or here is None:
        return False
    if not (verb.form in ("part", "ed") and verb.start >= here.end) and not _by_what_is_got(clause, verb):
        return False
    until = min(here.start, verb.start)
    before = [v for v in clause.parsed.verbs if subject[-1].end <= v.start and v.end <= until and v.form != "noun"]
    return bool(before) and before[-1].frame == "get"


def _by_what_is_got(clause: Clause, verb: Verb) -> bool:
    """Whether the figure before is the subject of a verb, in a relative clause: "$2 million in IMET, which trained 56 officers"."""
    parsed, number = clause.parsed, clause.number
    if clause.here is None or not number or not parsed.anchors[number - 1].end < verb.start < clause.here.start:
        return False
    led = parsed.gap(parsed.anchors[number - 1].end, verb.start)
    return bool(led) and parsed.small.clause.get(led[-1]) == "rel"


def _comes_from(clause: Clause, party: Party) -> bool:
    """Whether a country is where goods or people arrive from: "De Corea del Sur llegaron dos patrulleros"."""
    verb, parsed = clause.verb, clause.parsed
    if verb is None or not party.code or party.kind not in ("place", "capital"):
        return False
    if party.role == FROM:
        return abs(party.start - verb.end) < _WAY
    behind = 0 < party.start - verb.end < _CLITIC
    return party.role == OF and (behind or (not party.head and party.end <= verb.start)) and bool(parsed.small.clitic)


def _operates(clause: Clause, party: Party) -> bool:
    """Whether an agent only works with the goods: "the aircraft, operated by the navy"."""
    if party.role != BY or clause.here is None:
        return False
    local = clause.parsed.sentence.scene.words.local
    words = clause.parsed.gap(party.start - _AGENT, party.start)[-_STEPS:]
    if any(word in local("slot-operated") for word in words):
        return True
    funded = clause.frame == "send" and clause.here.draft.kind != MONEY and not clause.passive
    return funded and any(word in local("slot-funded") for word in words) and bool(clause.subject())


def bought_by(clause: Clause, party: Party) -> bool:
    """Whether an agent is who had bought the goods that another verb tells of: "delivered the first of 12 radars bought by Oman"."""
    verb = clause.verb
    if party.role != BY or verb is None or verb.frame == "buy":
        return False
    return any(
        v.frame == "buy" and v.form in ("ed", "part") and 0 < party.start - v.end < _BUYER for v in clause.parsed.verbs
    )


def _inverted(clause: Clause) -> list[Party]:
    """Who acts, behind a verb of a clause about the figure: "los camiones que donó Japón", "que le cederá la Guardia Costera"."""
    parsed, verb = clause.parsed, clause.verb
    if verb is None or verb.form not in ("fin", "fut", "cond") or not parsed.small.clitic:
        return []
    before = parsed.gap(max(parsed.start, verb.start - _CLITIC), verb.start)[-1:]
    if not before or (before[0] not in parsed.small.clitic and parsed.small.clause.get(before[0]) != "rel"):
        return []
    behind = next((p for p in clause.after if p.role in (BARE, OF) and p.start >= verb.end), None)
    if behind is None or not parsed.only(parsed.small.skip, verb.end, behind.start):
        return []
    led = parsed.gap(verb.end, behind.start)
    people = behind.kind == "demonym" and (not led or led[0] not in parsed.small.article)
    return [] if people else clause.chain(behind)


def _fronted(clause: Clause) -> list[Party]:
    """Who gives, behind the verb of a sentence that begins with what is given: "Doce camiones entregó ayer Noruega a Moldavia"."""
    here, parsed = clause.here, clause.parsed
    if here is None or not parsed.small.clitic or any(p.role == BARE and p.end <= here.start for p in parsed.parties):
        return []
    verb = parsed.verb_after(here.end)
    if verb is None or verb.frame not in ("give", "send") or verb.form != "fin" or verb.start - here.end > _WAY:
        return []
    if any(word in ",;:" or parsed.small.clause.get(word) for word in parsed.gap(here.end, verb.start)):
        return []
    behind = next((p for p in parsed.parties if p.start >= verb.end), None)
    if behind is None or behind.role != BARE:
        return []
    times = [m for kind in ("weekday", "relative") for m in parsed.sentence.of(kind) if m.start >= verb.end]
    led = max((m.end for m in times if m.end <= behind.start), default=verb.end)
    return clause.chain(behind) if parsed.only(parsed.small.skip, led, behind.start) and led - verb.end < _AGENT else []


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
