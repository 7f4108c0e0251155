"""A sentence taken apart for its slots: who is named in which role, which programmes, which verbs, where its figures stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from operator import attrgetter
from typing import NamedTuple

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.slots.naming import joined_by_a_phrase, only_leads, party_named
from cuaderno.documents.slots.roles import BARE, BY, ELIDED, IN, TOKEN, Party, is_country, of_owner
from cuaderno.documents.slots.small import Small
from cuaderno.documents.slots.split_verbs import put_in
from cuaderno.documents.slots.stage_words import Verb, verb_at

NOWHERE = "-"
ELIDING = 16
"""Characters between a name and its figure where the verb is left out, at most: "and Turkey another $1.2 billion"."""
_OTHERS = 40
"""Characters between the last name of a list and the countries that it does not name."""
USA = "USA"
FIRM = "firm"
"""The kind of a party that is a firm, which sells for its country."""
_PARTY = frozenset(("place", "demonym", "capital", "government", "mission", "group", FIRM))
_WANTED = _PARTY | {"programme", "stage", "anaphor", "universe", "link", "civil", "plan"}
MINISTRY = "ministry"
"""What a ministry is called by its branch alone, where it acts: "Defensa enviará"."""
_MEANT = frozenset(("donor", "state", "country", "host", "both", "several", "vague", "we", MINISTRY))
_NAMED, _FINITE = frozenset(("place", "government")), frozenset(("fin", "ed", "fut", "cond", "base"))
_DATELINE = re.compile(r"(?:, [a-z0-9. ]{1,20}?)?(?: ?\([a-z/. ]{2,12}\))?(?: ?-+ |\.- ?)")
_NAME = re.compile(r" (?:de )?[^\W\d_a-zà-ÿ][a-zà-ÿ]+(?: [^\W\d_a-zà-ÿ][a-zà-ÿ]+){0,2}")


class Anchor(NamedTuple):
    """A figure of the sentence: where it stands, how deep in brackets, and its draft."""

    start: int
    end: int
    depth: int
    draft: Draft


def plan_named(text: str, mark: Mark) -> Mark | None:
    """The plan that a word for one and the capitalised words behind it name, as a programme: "Plan Cordillera"."""
    found = _NAME.match(text, mark.end)
    if found is None or text[mark.start : mark.end].isupper():
        return None
    return Mark(mark.start, found.end(), "programme", text[mark.start : found.end()])


def _is_model(text: str, start: int, end: int) -> bool:
    """Whether letters that could be a country's begin the name of a model: "AN/PRC-158"."""
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit() and text[start:end].isupper()


class Parsed:
    """A sentence with what the slots are filled from. `plain` is the whole text folded, as a string; all offsets are its own.

    `parted` tells that a semicolon stands in it, `on_the_way` that a word for passing a place does, `worldwide` that it counts countries, so
    that its figures are no single one's: "in more than 90 countries".
    """

    __slots__ = (
        "_has", "anaphors", "anchors", "bracketed", "civil", "deeds", "end", "firms", "gapped", "in_front", "links", "objects", "on_the_way", "parted", "parties", "plain", "programmes", "ranked", "row", "sentence", "several", "small", "start",
        "universes", "until", "verbs", "worldwide",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, plain: str, small: Small, drafts: list[Draft]) -> None:
        self.sentence, self.plain, self.small = sentence, plain, small
        self.start, self.end = sentence.start, sentence.end
        self.parted = plain.find(";", self.start, self.end) >= 0
        self.worldwide = any(draft.unit == "countries" for draft in drafts)
        self.on_the_way = small.way_search(plain, self.start, self.end) is not None
        self.verbs: list[Verb] = []
        self.programmes: list[Mark] = []
        self.anaphors: list[Mark] = []
        self.universes: list[Mark] = []
        self.links: list[Mark] = []
        self._has: dict[Draft, Verb | None] = {}
        self.objects: dict[Party, bool] = {}
        self.row: dict[int, Party] | None = None
        self.ranked: frozenset[Party] | None = None
        self.bracketed: dict[int, Party] | None = None
        self.deeds: list[Verb] | None = None
        self.gapped: dict[int, int] = {}
        self.firms: list[Party] | None = None
        self.in_front: dict[int, Party] | None = None
        self.civil: list[Mark] = []
        self.several: set[int] = set()
        wanted = [mark for mark in sentence.marks if mark[2] in _WANTED and not is_country(sentence.scene, mark)]
        self.parties = self._listed(self._sorted_out(wanted))
        self.anchors = [Anchor(d.anchor[0], d.anchor[1], self.depth(d.anchor[0]), d) for d in drafts]
        several = len(self.anchors) > 1
        if several:
            self._elide()
        self.until = [self._next_anchor(number) for number in range(len(self.anchors))] if several else [self.end]

    def gap(self, start: int, end: int) -> list[str]:
        """The words and signs between two places."""
        return TOKEN.findall(self.plain, start, end) if start < end else []

    def only(self, words: Container[str], start: int, end: int) -> bool:
        """Whether nothing but some words stands between two places."""
        return start >= end or all(found[0] in words for found in TOKEN.finditer(self.plain, start, end))

    def verb_after(self, place: int) -> Verb | None:
        """The first verb that starts at or after a place."""
        at = bisect_left(self.verbs, place, key=attrgetter("start"))
        return self.verbs[at] if at < len(self.verbs) else None

    def has(self, anchor: Anchor) -> Verb | None:
        """The "has" right before a figure, if there is one: "Colombia has about 275 personnel"."""
        if anchor.draft not in self._has:
            self._has[anchor.draft] = self._had(anchor)
        return self._has[anchor.draft]

    def _had(self, anchor: Anchor) -> Verb | None:
        start = max(self.start, anchor.start - 28)
        words = self.plain[start : anchor.start].split()[-3:]
        past = self.sentence.scene.words.endings("past")
        for number in range(len(words) - 1, -1, -1):
            word = words[number]
            if word in self.small.has:
                if past and number + 1 < len(words) and words[number + 1].endswith(past):
                    return None  # "has added two aircraft"
                place = max(self.plain.rfind(f" {word} ", max(start - 1, 0), anchor.start) + 1, start)
                if any(place <= v.start and v.end <= anchor.start for v in self.verbs):
                    return None
                return Verb(place, place + len(word), "held", "have", "fin")
            if word[-1] in ",;:" or self.small.aux.get(word, "adverb") != "adverb":
                return None
        return None

    def depth(self, at: int) -> int:
        """How many brackets are open at a place."""
        plain, start = self.plain, self.start
        return plain.count("(", start, at) - plain.count(")", start, at) if plain.find("(", start, at) >= 0 else 0

    def number(self, draft: Draft) -> int:
        """Which figure of the sentence a draft is."""
        return next(i for i, anchor in enumerate(self.anchors) if anchor.draft is draft)

    def _listed(self, parties: list[Party]) -> list[Party]:
        """Names parted by a comma alone are joined only within a list that goes on: "from Canada, Colombia received" is none."""
        for at in range(len(parties) - 1, 0, -1):
            party = parties[at]
            if party.joined and (at + 1 == len(parties) or not parties[at + 1].joined):
                words = self.gap(parties[at - 1].end, party.start)
                alone = "," in words and not any(self.small.clause.get(w) == "and" for w in words)
                alone = alone and not (parties[at - 1].joined or self._others_follow(party.end))
                alone = alone and not joined_by_a_phrase(self, parties[at - 1], party.start)
                begins = "," in words and party.role != BARE and self._acts(party)
                if alone or begins or self._begins_anew(parties[at - 1], party):
                    parties[at] = party._replace(joined=False, role=BARE)
        return parties

    def _others_follow(self, place: int) -> bool:
        """Whether a list of names ends with countries that are not named: "Israel, Egypt and more than a dozen other countries"."""
        named = self.sentence.scene.starting("counted", place, min(place + _OTHERS, self.end))
        mark = next((mark for mark in named if mark.code == "countries"), None)
        if mark is None:
            return False
        words = self.gap(place, mark.start)
        opens = next((at for at, word in enumerate(words) if word != ","), len(words))
        ands = [at for at, word in enumerate(words) if self.small.clause.get(word) == "and"]
        return ands == [opens]

    def _acts(self, party: Party) -> bool:
        """Whether a verb follows a name at once, which so begins a clause: "for Peru, and Congress appropriated"."""
        return any(0 < verb.start - party.end < 3 for verb in self.verbs)

    def _begins_anew(self, before: Party, party: Party) -> bool:
        """Whether "and" joins two clauses and not two names: "will train 60 Kenyan officers and the European Union approved"."""
        inner = before.role != BARE or before.kind == "demonym"
        if (
            not inner
            or party.kind not in _NAMED
            or not any(0 < v.start - party.end < 3 and v.form in _FINITE for v in self.verbs)
        ):
            return False
        return any(v.end <= before.start and v.form in _FINITE for v in self.verbs)

    def closed(self, here: Anchor, at: int) -> bool:
        """Whether the brackets a figure stands in are closed before a place."""
        if not here.depth:
            return False
        open_at, close_at = self.plain.find("(", here.end, at), self.plain.find(")", here.end, at)
        return close_at >= 0 and (open_at < 0 or close_at < open_at)

    def _elide(self) -> None:
        """A name right before a later figure, joined to what precedes, is the subject of a verb left out: "and Finland three"."""
        for anchor in self.anchors[1:]:
            for at, party in enumerate(self.parties):
                if (
                    0 < anchor.start - party.end <= ELIDING
                    and self._elided(self.gap(party.end, anchor.start))
                    and party.kind in ("place", "capital")
                ):
                    before = self.gap(max(self.start, party.start - 12), party.start)
                    while before and before[-1] in self.small.skip:
                        before.pop()
                    if before and (before[-1] == ";" or self.small.clause.get(before[-1]) in ("and", "comma")):
                        self.parties[at] = party._replace(role=ELIDED, joined=False)

    def _elided(self, words: list[str]) -> bool:
        """Whether no more than a sign, or a few small words, stands between a name and its figure: "and Turkey another", "Kenia, un centenar"."""
        words = words[1:] if words[:1] == [","] else words
        said = [word for word in words if word.isalnum() and word not in self.sentence.scene.words.local("article")]
        return not said or (all(map(str.isalnum, words)) and all(word in self.small.another for word in said))

    def next_anchor(self, number: int) -> int:
        """Where the next figure starts that is not in brackets behind this one, or the sentence ends."""
        return self.until[number]

    def _next_anchor(self, number: int) -> int:
        here = self.anchors[number]
        later = (a.start for a in self.anchors[number + 1 :] if a.depth <= here.depth and a.start > here.end)
        return next(later, self.end)

    def _sorted_out(self, marks: list[Mark]) -> list[Party]:
        parties: list[Party] = []
        until = programme_until = mission_until = -1
        text = self.sentence.scene.text
        for mark in marks:
            start, end, kind, code = mark
            if kind == "programme":
                self._programme(mark)
                programme_until = end if end > programme_until else programme_until
            elif kind == "plan":
                if end > programme_until and (plan := plan_named(text, mark)) is not None:
                    self._programme(plan)
                    programme_until = plan.end
            elif kind == "stage":
                self._verb(mark, mission_until)
            elif kind in _PARTY:
                inside = end <= until or (end <= programme_until and kind not in ("mission", "government"))
                inside = inside or text[start - 1 : start] == "-" or _is_model(text, start, end)
                inside = inside or only_leads(self, mark, marks) or (kind == FIRM and self._is_model(mark))
                named = code != NOWHERE and not (start == self.start and self._dateline(mark))
                if not inside and named and not (self._glossed(mark, parties) or of_owner(mark, parties)):
                    parties.append(party_named(self, mark, code, kind, parties))
                until = end if end > until else until
                mission_until = max(mission_until, end * (kind == "mission"))
            elif kind == "anaphor":
                self._anaphor(mark, max(until, programme_until), marks, parties)
            else:
                (self.universes if kind == "universe" else self.links if kind == "link" else self.civil).append(mark)
        if self.universes:
            self.universes = [m for m in self.universes if not any(p.start <= m.start < p.end for p in parties)]
        return parties

    def _is_model(self, mark: Mark) -> bool:
        """Whether the name of a firm only says what is counted: "six Pilatus PC-7", "a Damen 4207"."""
        scene = self.sentence.scene
        before, after = scene.word_before(mark.start)[0], scene.word_after(mark.end)[0]
        return any(char.isdigit() for char in (*before, *after)) and before not in (",", ".")

    def _dateline(self, mark: Mark) -> bool:
        """Whether a capital only says where a report was written: "SANA'A, Oct. 2 - ", "QUITO (AP) - "."""
        return mark.kind == "capital" and _DATELINE.match(self.plain, mark.end) is not None

    def _glossed(self, mark: Mark, parties: list[Party]) -> bool:
        """Whether a name only repeats the one before it in brackets: "the African Union (AU)"."""
        if not parties or parties[-1].code != mark.code or self.plain[parties[-1].end : mark.start] != " (":
            return False
        parties[-1] = parties[-1]._replace(end=mark.end + self.plain.startswith(")", mark.end))
        return True

    def _verb(self, mark: Mark, mission: int) -> None:
        if mark.end <= mission:
            return  # "the EU training mission"
        led = self.plain[mark.start - 2 : mark.start]
        if (led[1:] == "-" and led[:1] != "-") or self.plain.startswith("-", mark.end):
            return  # a part of a word is no verb: fly-to-buy, but "1919--Certification"
        if (verb := verb_at(self, mark)) is not None:
            put_in(self.verbs, verb, mark.start)

    def _programme(self, mark: Mark) -> None:
        kept = self.programmes
        if kept and kept[-1].start <= mark.start < kept[-1].end:
            if mark.end <= kept[-1].end:
                return
            kept.pop()
        kept.append(mark)

    def _anaphor(self, mark: Mark, until: int, marks: list[Mark], parties: list[Party]) -> None:
        if mark.code not in _MEANT:
            self.anaphors.append(mark)
            return
        longer = any(o.start < mark.end <= o.end and o.kind in _PARTY for o in marks)
        if not longer and mark.end > until and not self._named_at_once(mark.end, marks):
            party = party_named(self, mark, "", mark.code, parties)
            if party.aid and mark.code == "state" and not party.owns:
                return  # "the military aid" is nobody's
            if mark.code != MINISTRY or party.role in (BARE, BY):
                parties.append(party)

    def _named_at_once(self, end: int, marks: list[Mark]) -> bool:
        """Whether a name follows that says whose army it is: "the Armed Forces of the Philippines", "the defense ministry in Prague"."""
        follow = next((m for m in marks if m.start >= end and m.kind in _PARTY), None)
        if follow is None or follow.code == NOWHERE:
            return False
        words = self.gap(end, follow.start)
        if follow.kind == "capital" and words and self.small.role.get(words[-1]) == IN:
            words.pop()
        return all(word in self.small.skip for word in words)
