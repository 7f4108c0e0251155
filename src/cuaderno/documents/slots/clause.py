"""The parties that speak about one figure: its subject, those with a preposition, those joined by "and"."""

from __future__ import annotations

from collections.abc import Iterable

from cuaderno.documents.slots.absolute import acts_with
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.controlled import told_to_act
from cuaderno.documents.slots.epithets import named_by_region
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.meetings import host_of_meeting
from cuaderno.documents.slots.only_thought import whose_will
from cuaderno.documents.slots.own_bodies import acts_by_its_own
from cuaderno.documents.slots.parsed import MINISTRY, USA, Anchor, Parsed
from cuaderno.documents.slots.places_in_front import left_before, of_others
from cuaderno.documents.slots.ranked import ranked
from cuaderno.documents.slots.roles import BARE, ELIDED, FROM, IN, OF, TO, WITH, Party
from cuaderno.documents.slots.several import several_before
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.times.tenses import past_before
from cuaderno.statements.claim import MONEY, PERSONNEL

Codes = tuple[str, ...]
FRONTED = "part_of: of those counted in front"
_PART = 24
"""Characters between a colon and the first of the parts that it opens, hedges among them."""
_NEAR, _FRONT, _TOLD = 30, 8, 3
"""So many characters part a party from the verb or the figure that it belongs to, or a place from the head of its sentence, at most."""
_WANTING = frozenset(("ask", "buy"))
"""The frames of what somebody asks or signs for, or buys."""
_PARTICIPLES = frozenset(("part", "noun"))
"""The forms of a verb of which it is asked whether they are a perfect."""
_ORGANISATIONS = frozenset(("EU", "NATO", "UN"))
"""Whose missions teach, as the organisations themselves."""


class Clause:
    """The parties that speak about one figure: those of its stretch of the sentence first, then the others."""

    __slots__ = (
        "after",
        "before",
        "context",
        "frame",
        "here",
        "near",
        "number",
        "parsed",
        "parts_follow",
        "passive",
        "perfect",
        "verb",
    )

    def __init__(self, context: Context, parsed: Parsed, number: int, governing: Governing | None) -> None:
        self.context, self.parsed, self.number = context, parsed, number
        self.here = parsed.anchors[number] if parsed.anchors else None
        self.verb = governing.verb if governing else None
        self.frame = governing.verb.frame if governing else "none"
        self.passive = governing is not None and governing.passive
        self.perfect = self.verb is not None and self.verb.form in _PARTICIPLES and self._perfect(self.verb)
        start, end = self._stretch()
        colon = self._of_the_whole()
        self.parts_follow = colon < parsed.end
        end = min(end, colon)
        self.near = [p for p in parsed.parties if start <= p.start < end and p.role != ELIDED]
        if len(parsed.anchors) > 1 and (others := of_others(parsed, number) | ranked(parsed)):
            self.near = [p for p in self.near if p not in others]
        if (left := left_before(parsed)) is not None:
            self.near = [p for p in self.near if p is not left]
        if self.frame in _WANTING and self.here is not None and self.here.draft.kind != MONEY:
            self.near = self._of_makers(self.here)
        at = self.verb.start if self.verb else (self.here.start if self.here else parsed.end)
        self.before = [p for p in self.near if p.end <= at]
        self.after = [p for p in self.near if p.start >= at]

    def _of_makers(self, here: Anchor) -> list[Party]:
        """The parties, the nation of the things that somebody wants as whom they come from: "a contract for 12 French fighters"."""
        sources = (FROM, WITH, TO)
        maker = next((p for p in self.near if p.start >= here.end and self._is_maker(here, p)), None)
        if maker is None or any(p.role in sources and p is not maker and p.code != maker.code for p in self.near):
            return self.near
        return [p._replace(role=FROM, joined=False) if p is maker else p for p in self.near]

    def _is_maker(self, here: Anchor, party: Party) -> bool:
        """Whether a nation is named in the phrase of what is counted: "12 French fighters", "12 cazas franceses", and is no subject too."""
        if party.owns or any(p.code == party.code and p.end <= here.start for p in self.near):
            return False
        if party.start - here.end <= 1:
            return party.kind == "demonym" or party.code == USA
        words, small = self.parsed.gap(here.end, party.start), self.parsed.small
        plain = all(word.isalnum() and word not in small.role and word not in small.clause for word in words)
        return bool(small.article) and party.kind == "demonym" and plain and len(words) < _TOLD

    def _perfect(self, verb: Verb) -> bool:
        """Whether a participle is a perfect, whose subject acts: "que Alemania ha presupuestado"."""
        parsed = self.parsed
        words = parsed.gap(max(parsed.start, verb.start - 14), verb.start)[-1:]
        return bool(words) and parsed.small.aux.get(words[0]) == "perfect"

    def _stretch(self) -> tuple[int, int]:
        """From the semicolon before the figure (or the sentence's start) to the one after."""
        plain, parsed = self.parsed.plain, self.parsed
        if self.here is None or not parsed.parted:
            return parsed.start, parsed.end
        start = plain.rfind(";", parsed.start, self.here.start)
        end = plain.find(";", self.here.end, parsed.end)
        if start < 0 and end < 0:
            return parsed.start, parsed.end
        start, end = (start if start >= 0 else parsed.start), (end if end >= 0 else parsed.end)
        if not any(start <= p.start < end for p in parsed.parties):
            return parsed.start, parsed.end
        return start, end

    def _of_the_whole(self) -> int:
        """Where what is said of a whole of people ends whose parts follow a colon: "610 Nepalese: 410 in Haiti, 190 in Cyprus"."""
        parsed, number = self.parsed, self.number
        if self.here is None or number + 1 >= len(parsed.anchors) or self.here.draft.kind != PERSONNEL:
            return parsed.end
        if FRONTED in parsed.anchors[number + 1].draft.rules:
            return parsed.anchors[number + 1].start  # "Of the 2,000 soldiers, 800 are from Ghana"
        colon = parsed.plain.find(": ", self.here.end, parsed.anchors[number + 1].start)
        parts = colon > 0 and parsed.anchors[number + 1].draft.kind == PERSONNEL
        return colon if parts and parsed.anchors[number + 1].start - colon < _PART else parsed.end

    def codes(self, parties: Iterable[Party]) -> Codes:
        """The codes of parties, "the army" and "the Department" told by the text."""
        found: dict[str, None] = {}
        for party in parties:
            if party.code:
                found |= dict.fromkeys(party.codes)
            else:
                found |= dict.fromkeys(named_by_region(self.parsed, party) or self._meant(party))
        return tuple(found)

    def _meant(self, party: Party) -> Codes:
        if party.kind == "donor":
            return self.context.donor
        if party.kind == "we":
            return self._speaker(party) or self.context.donor
        if party.kind == "host":
            return host_of_meeting(self.context) or self.context.own
        if party.kind == "vague":
            return ()
        if party.kind in ("both", "several"):
            return self._by_number(party)
        home = self.context.home
        if party.kind == MINISTRY:
            codes = home or self.context.own
            return () if any(p.code in codes for p in self.parsed.parties) else codes
        if party.kind == "state" and (fronted := self._fronted()):
            return fronted
        if party.kind == "state" and home:
            return home
        if home and not set(home) & set(self.context.donor):
            return home
        return self._own_or_elsewhere(party)

    def _by_number(self, party: Party) -> Codes:
        """The countries that are taken up by their number: "both countries", "the three nations"."""
        if party.kind == "several":
            return several_before(self.context, self.parsed)
        return self._pair_before() or tuple(dict.fromkeys((*self.context.donor, *self.context.own)))

    def _own_or_elsewhere(self, party: Party) -> Codes:
        """Whom the text is about, but the body that gives to it is of the town where the text is written: "el Consejo de Ministros autorizó la
        donación a Níger"."""
        own = self.context.own
        if party.kind != "state" or not any(p.code in own and p.role == TO for p in self.parsed.parties):
            return own
        line = self.context.dateline
        return (line,) if line and line not in own else ()

    def _pair_before(self) -> Codes:
        """The two countries that are the subject of the sentence before: "Togo and Mali pledged … So far the two countries have sent"."""
        before = self.parsed.sentence.previous
        if before is None or before.block != self.parsed.sentence.block:
            return ()
        parties = self.context.parsed(before).parties
        second = next((at for at, p in enumerate(parties) if p.joined and parties[at - 1].role == BARE), 0)
        alone = (
            second and not parties[second - 1].joined and not any(p.joined for p in parties[second + 1 : second + 2])
        )
        return (parties[second - 1].code, parties[second].code) if alone else ()

    def _fronted(self) -> Codes:
        """The country in front of a sentence in which "the army" is spoken of: "In Honduras, aid to the military"."""
        first = next(iter(self.parsed.parties), None)
        if first is None:
            return ()
        plain = first.code and first.role == IN and first.kind == "place"
        return (first.code,) if plain and first.start - self.parsed.start < _FRONT else ()

    def _speaker(self, party: Party) -> Codes:
        """Who says "we": the party named behind the quotation."""
        closing = max(self.parsed.sentence.scene.text.rfind(sign, party.end, self.parsed.end) for sign in '"”»')
        behind = [p for p in self.parsed.parties if 0 <= closing < p.start and p.code]
        return (behind[0].code,) if behind else ()

    def chain(self, party: Party | None) -> list[Party]:
        """A party with those joined to it: Denmark and the European Union."""
        if party is None:
            return []
        parties = self.parsed.parties
        if party not in parties:
            return [party]  # whose role is another here
        at = parties.index(party)
        start = at
        while start and parties[start].joined:
            start -= 1
        end = at + 1
        while end < len(parties) and parties[end].joined:
            end += 1
        return parties[start:end]

    def subject(self) -> list[Party]:
        """Who stands before the verb without a preposition, not as a possessor nor as the object of another verb."""
        told = (acts_with(self.parsed, self.verb) or told_to_act(self.parsed, self.verb)) if self.verb else None
        if (told := told or self._told_more_of() or self._whose_will()) is not None:
            return [told]
        for party in reversed(self.before):
            if self._unheard(party) or self._aside(party) or (self.verb is None and self._in_a_clause_before(party)):
                continue
            acts = party.kind != "mission" or (self.frame == "train" and party.code in _ORGANISATIONS)
            owns = party.owns and not (self.verb and acts_by_its_own(self.parsed, party, self.verb.start))
            plain = party.role == BARE and not owns and acts
            if plain and not (party.aid and party.kind in ("demonym", "place")) and not self._object(party):
                return self._with_others(self.chain(party))
        return []

    def _with_others(self, chain: list[Party]) -> list[Party]:
        """A subject with those who act together with it: "The Netherlands, together with Denmark, will donate"."""
        end = chain[-1].end
        other = next((p for p in self.before if p.role == WITH and 0 < p.start - end < _NEAR), None)
        if other is None or self.verb is None:
            return chain
        aux = self.parsed.small.aux
        if any(word != "," and word not in aux for word in self.parsed.gap(other.end, self.verb.start)):
            return chain
        jointly = self.parsed.sentence.scene.words.local("slot-jointly")
        together = any(word in jointly for word in self.parsed.gap(end, other.start))
        return [*chain, *self.chain(other)] if together else chain

    def _told_more_of(self) -> Party | None:
        """Of whom a clause behind a comma tells more: "to equip Senegalese units, which have deployed 1,200 troops"."""
        parsed, verb = self.parsed, self.verb
        if verb is None or verb.form == "noun":
            return None
        comma = parsed.plain.rfind(",", parsed.start, verb.start)
        led = parsed.gap(comma + 1, verb.start) if comma > 0 and verb.start - comma < _NEAR else []
        small = parsed.small
        if not led or small.clause.get(led[0]) != "rel" or any(word not in small.aux for word in led[1:]):
            return None
        party = next((p for p in reversed(parsed.parties) if p.end <= comma), None)
        if party is None or not party.code or comma - party.end > _NEAR or party.owns:
            return None
        between = parsed.gap(party.end, comma)
        things = any(party.end <= a.start < comma for a in parsed.anchors) or any(
            party.end <= m.start < comma for m in parsed.programmes
        )
        return None if things or len(between) > _TOLD or any(word not in small.skip for word in between) else party

    def _whose_will(self) -> Party | None:
        """Whose decision or offer an infinitive depends on: "welcomed Tunisia's decision to contribute 75 soldiers"."""
        verb, parsed = self.verb, self.parsed
        if verb is None or verb.form not in ("base", "inf"):
            return None
        party = next((p for p in reversed(parsed.parties) if p.end <= verb.start), None)
        if party is not None and party.code and whose_will(parsed, verb):
            return party
        if party is None or not party.owns or not party.code or verb.start - party.end > _NEAR:
            return None
        words = parsed.gap(party.end, verb.start)
        will = parsed.sentence.scene.words.local("slot-will")
        return party if words and parsed.small.aux.get(words[-1]) == "to" and any(w in will for w in words) else None

    def _unheard(self, party: Party) -> bool:
        """Whether a party stands between two figures without a verb of its own before the second."""
        here, number, parsed = self.here, self.number, self.parsed
        if here is None or not number or party.start < parsed.anchors[number - 1].end or party.end > here.start:
            return False
        has = parsed.has(here)
        heard = has is not None and party.end <= has.start
        return not heard and not any(party.end <= v.start and v.end <= here.start for v in parsed.verbs)

    def _aside(self, party: Party) -> bool:
        """Whether a party stands in a relative clause between commas before the verb: "Uganda, which X supports, contributed"."""
        if self.verb is None or "," not in self.parsed.plain[party.end : self.verb.start]:
            return False
        start = max(self.parsed.plain.rfind(",", self.parsed.start, party.start), self.parsed.start)
        return any(self.parsed.small.clause.get(w) == "rel" for w in self.parsed.gap(start, party.start)[:3])

    def _in_a_clause_before(self, party: Party) -> bool:
        """Whether a party is the subject of a clause that only tells of another item: "systems against drones that Chad uses, 22 radars"."""
        parsed, here = self.parsed, self.here
        if here is None or parsed.plain.find(", ", party.end, here.start) < 0:
            return False
        led = parsed.gap(max(parsed.start, party.start - _FRONT), party.start)[-1:]
        return bool(led) and parsed.small.clause.get(led[0]) == "rel"

    def _object(self, party: Party) -> bool:
        """Whether a party belongs to a figure or a verb right before it: trains about 1,000 Kenyan soldiers."""
        known = self.parsed.objects
        if party not in known:
            known[party] = self._is_object(party)
        return known[party]

    def _is_object(self, party: Party) -> bool:
        parsed = self.parsed
        if past_before(parsed.sentence.scene, party.start):
            return True  # "visited Manila to deliver"
        verbs = [v.end for v in parsed.verbs if v.end <= party.start and v.form != "noun"]
        near = [a.end for a in parsed.anchors if 0 <= party.start - a.end <= _NEAR]
        ends = verbs + [end for end in near if verbs or not self._members(end, party)]
        if not ends or party.start - max(ends) > _NEAR:
            return False
        words = parsed.gap(max(ends), party.start)
        return len(words) <= 3 and not any(
            w in ",;:()" or parsed.small.clause.get(w) in ("and", "cut", "rel") for w in words
        )

    def _members(self, start: int, party: Party) -> bool:
        """Whether a party is the whole of those counted: "the 32 members of NATO"."""
        return any(self.parsed.small.role.get(w) == OF for w in self.parsed.gap(start, party.start))

    def first(self, parties: list[Party], *roles: str, but: Codes = ()) -> list[Party]:
        """The first party of a role with those joined to it."""
        for party in parties:
            if party.role in roles and (not but or set(but).isdisjoint(self.codes((party,)))):
                return self.chain(party)
        return []
