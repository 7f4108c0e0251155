"""A sentence taken apart for its slots: who is named in which role, which programmes, which verbs, where its figures stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Sentence
from cuaderno.documents.small import Small, small_aid

TO, FOR, FROM, BY, OF, IN, WITH, BETWEEN, AGAINST, SUPPORT, BARE, ELIDED = (
    "to", "for", "from", "by", "of", "in", "with", "between", "against", "support", "bare", "elided",
)  # fmt: skip
NOWHERE = "-"
USA = "USA"
_TOKEN = re.compile(r"[a-z0-9$§]+(?:['.-][a-z0-9]+)*|[^\sa-z0-9]")
_PARTY = frozenset(("place", "demonym", "capital", "government", "mission"))
_WANTED = _PARTY | {"programme", "stage", "anaphor", "universe", "link", "civil", "plan"}
_MEANT = frozenset(("donor", "state", "country", "both", "vague", "we"))
_REACH = 64
_ENDS = frozenset(("", ",", ".", ";", ":", ")", "(", "\n", "?", "!", '"'))
_NAME = re.compile(r" (?:de )?[^\W\d_a-zà-ÿ][a-zà-ÿ]+(?: [^\W\d_a-zà-ÿ][a-zà-ÿ]+){0,2}")


class Party(NamedTuple):
    """A party named: its place in the text, its code, its role, the words about it.

    `role` is its preposition, or bare; `head` the noun before "of" (or before a Spanish adjective); `aid` that it says whose
    aid is meant (U.S. assistance, ayuda estadounidense); `owns` that it is a possessive (Colombia's); `joined` that it continues
    the party before it (Denmark and the EU); `kind` the kind of its mark, `state` for "the army", `country` for "the country".
    """

    start: int
    end: int
    code: str
    kind: str
    role: str
    head: str
    aid: bool
    owns: bool
    joined: bool


class Verb(NamedTuple):
    """A word for a stage: its place, the stage, its frame (who the subject is) and its form."""

    start: int
    end: int
    stage: str
    frame: str
    form: str


class Anchor(NamedTuple):
    """A figure of the sentence: where it stands, how deep in brackets, and its draft."""

    start: int
    end: int
    depth: int
    draft: Draft


@cache
def verb_of(code: str) -> tuple[str, str, str]:
    """The stage, frame and form of a code of the `stage` tables."""
    stage, frame, form = code.split(" ")
    return stage, frame, form


def plan_named(text: str, mark: Mark) -> Mark | None:
    """The plan that a word for one and the capitalised words behind it name, as a programme: "Plan Cordillera"."""
    found = _NAME.match(text, mark.end)
    if found is None or text[mark.start : mark.end].isupper():
        return None
    return Mark(mark.start, found.end(), "programme", text[mark.start : found.end()])


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20")


class Parsed:
    """A sentence with what the slots are filled from. `plain` is the whole text folded, as a string; all offsets are its own."""

    __slots__ = (
        "_has", "anaphors", "anchors", "civil", "end", "links", "objects", "parties", "plain", "programmes", "sentence", "small", "start",
        "universes", "until", "verbs",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, plain: str, small: Small, drafts: list[Draft]) -> None:
        self.sentence, self.plain, self.small = sentence, plain, small
        self.start, self.end = sentence.start, sentence.end
        self.verbs: list[Verb] = []
        self.programmes: list[Mark] = []
        self.anaphors: list[Mark] = []
        self.universes: list[Mark] = []
        self.links: list[Mark] = []
        self._has: dict[Draft, Verb | None] = {}
        self.objects: dict[Party, bool] = {}
        self.civil: list[Mark] = []
        self.parties = self._listed(self._sorted_out([mark for mark in sentence.marks if mark.kind in _WANTED]))
        self.anchors = [Anchor(d.anchor[0], d.anchor[1], self.depth(d.anchor[0]), d) for d in drafts]
        self._elide()
        several = len(self.anchors) > 1
        self.until = [self._next_anchor(number) for number in range(len(self.anchors))] if several else [self.end]

    def gap(self, start: int, end: int) -> list[str]:
        """The words and signs between two places."""
        return _TOKEN.findall(self.plain, start, end) if start < end else []

    def only(self, words: Container[str], start: int, end: int) -> bool:
        """Whether nothing but some words stands between two places."""
        return start >= end or all(found[0] in words for found in _TOKEN.finditer(self.plain, start, end))

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
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            if word in self.small.has:
                place = self.plain.rfind(word, start, anchor.start)
                if any(place < v.start and v.end <= anchor.start for v in self.verbs):
                    return None
                return Verb(place, place + len(word), "held", "have", "fin")
            if word[-1] in ",;:" or self.small.aux.get(word, "adverb") != "adverb":
                return None
        return None

    def depth(self, at: int) -> int:
        """How many brackets are open at a place."""
        before = self.plain[self.start : at]
        return before.count("(") - before.count(")") if "(" in before else 0

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
                if alone or ("," in words and party.role != BARE and self._acts(party)):
                    parties[at] = party._replace(joined=False, role=BARE)
        return parties

    def _acts(self, party: Party) -> bool:
        """Whether a verb follows a name at once, which so begins a clause: "for Peru, and Congress appropriated"."""
        return any(0 < verb.start - party.end < 3 for verb in self.verbs)

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
                    0 < anchor.start - party.end <= 3
                    and not any(w.isalnum() for w in self.gap(party.end, anchor.start))
                    and party.kind == "place"
                ):
                    before = self.gap(max(self.start, party.start - 12), party.start)
                    while before and before[-1] in self.small.skip:
                        before.pop()
                    if before and self.small.clause.get(before[-1]) in ("and", "comma"):
                        self.parties[at] = party._replace(role=ELIDED, joined=False)

    def next_anchor(self, number: int) -> int:
        """Where the next figure starts that is not in brackets behind this one, or the sentence ends."""
        return self.until[number]

    def _next_anchor(self, number: int) -> int:
        here = self.anchors[number]
        later = (a.start for a in self.anchors[number + 1 :] if a.depth <= here.depth and a.start > here.end)
        return next(later, self.end)

    def _sorted_out(self, marks: list[Mark]) -> list[Party]:
        parties: list[Party] = []
        until = programme_until = -1
        for mark in marks:
            kind = mark.kind
            if kind == "programme":
                self._programme(mark)
                programme_until = max(programme_until, mark.end)
            elif kind == "plan":
                plan = plan_named(self.sentence.scene.text, mark) if mark.end > programme_until else None
                if plan is not None:
                    self._programme(plan)
                    programme_until = max(programme_until, plan.end)
            elif kind == "stage":
                if not self._compound(mark):
                    self._verb(mark)
            elif kind in _PARTY:
                inside = mark.end <= until or (mark.end <= programme_until and kind not in ("mission", "government"))
                inside = inside or self.sentence.scene.text[mark.start - 1 : mark.start] == "-"
                if not inside and mark.code != NOWHERE and not self._glossed(mark, parties):
                    parties.append(self._party(mark, mark.code, kind, parties))
                until = max(until, mark.end)
            elif kind == "anaphor":
                self._anaphor(mark, until, marks, parties)
            else:
                (self.universes if kind == "universe" else self.links if kind == "link" else self.civil).append(mark)
        self.universes = [m for m in self.universes if not any(p.start <= m.start < p.end for p in parties)]
        return parties

    def _glossed(self, mark: Mark, parties: list[Party]) -> bool:
        """Whether a name only repeats the one before it in brackets: "the African Union (AU)"."""
        if not parties or parties[-1].code != mark.code or self.plain[parties[-1].end : mark.start] != " (":
            return False
        parties[-1] = parties[-1]._replace(end=mark.end + self.plain.startswith(")", mark.end))
        return True

    def _verb(self, mark: Mark) -> None:
        stage, frame, form = verb_of(mark.code)
        if form == "pp":
            words = self.gap(max(self.start, mark.start - 20), mark.start)
            if not words or not (words[-1] in self.small.aux or self.small.role.get(words[-1]) == SUPPORT):
                return
            form = "ed"
        elif self._no_verb(mark, form):
            return
        self.verbs.append(Verb(mark.start, mark.end, stage, frame, form))

    def _no_verb(self, mark: Mark, form: str) -> bool:
        """Whether a word for a stage is none here: in a name, before "law", behind an article, in "the proposed package"."""
        if form == "noun":
            return self._part_of_a_name(mark) or self._of_a_law(mark)
        if form == "part":
            return bool(self.anaphors) and mark.end <= self.anaphors[-1].end
        return form in ("fin", "weak") and bool(self.small.article) and self._is_noun(mark)

    def _of_a_law(self, mark: Mark) -> bool:
        """Whether a noun only says what law is meant: "the appropriations act"."""
        return any(word in self.small.act for word in self.gap(mark.end, mark.end + 14)[:1])

    def _is_noun(self, mark: Mark) -> bool:
        """Whether an article before a finite verb shows that it is a noun: "el gasto", "la entrega", but "la entregó"."""
        words = self.gap(max(self.start, mark.start - 6), mark.start)
        kind = self.small.article.get(words[-1]) if words else None
        return kind == "noun" or (kind == "either" and self.sentence.scene.text[mark.start : mark.end].isascii())

    def _part_of_a_name(self, mark: Mark) -> bool:
        """Whether a noun is a word of a body's or a law's name: the Committee on Appropriations, the Appropriations Act."""
        text = self.sentence.scene.text
        if not text[mark.start : mark.start + 2].istitle() or mark.start <= self.start:
            return False
        if text[mark.end : mark.end + 3].strip().istitle():
            return True
        before = text[max(self.start, mark.start - 40) : mark.start].split()[-2:]
        return len(before) > 1 and before[0].istitle() and before[1].lower() in self.small.role

    def _compound(self, mark: Mark) -> bool:
        """Whether a verb is only a part of a word: fly-to-buy."""
        return self.plain[mark.start - 1 : mark.start] == "-" or self.plain.startswith("-", mark.end)

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
        longer = any(
            o.start <= mark.end and o.end > mark.end and o.start < mark.end and o.kind in _PARTY for o in marks
        )
        if not longer and mark.end > until and not self._named_at_once(mark.end, marks):
            parties.append(self._party(mark, "", mark.code, parties))

    def _named_at_once(self, end: int, marks: list[Mark]) -> bool:
        """Whether a name follows that says whose army it is: "the Armed Forces of the Philippines", "la Armada colombiana"."""
        follow = next((m for m in marks if m.start >= end and m.kind in _PARTY), None)
        return follow is not None and all(word in self.small.skip for word in self.gap(end, follow.start))

    def _party(self, mark: Mark, code: str, kind: str, before: list[Party]) -> Party:
        role, head = self._role(mark.start)
        plain, end = self.plain, mark.end
        owns = plain.startswith(("'s", "s' "), end) or plain.startswith("' ", end)
        aid = self._aid_follows(end + 2 if owns else end) or small_aid(self.small, head)
        joined = False
        if before and mark.start - before[-1].end < 24 and role in (BARE, "and"):
            words = [word for word in self.gap(before[-1].end, mark.start) if word not in "()"]
            joined = bool(words) and all(w in self.small.skip or self.small.role.get(w) == "and" for w in words)
        if joined:
            role = before[-1].role
        elif role == "and":
            role = BARE
        return Party(mark.start, end, code, kind, role, head, aid, owns, joined)

    def _aid_follows(self, at: int) -> bool:
        """Whether the words behind a name say that it is the giver's: "U.S. security assistance"."""
        place = at + 1 if self.plain.startswith(" ", at) else at
        first = self.plain[place : place + 1]
        if first in _ENDS or (
            first.isalpha() and self.plain[place : place + 20].partition(" ")[0].rstrip(",.;:)-") not in self.small.aid
        ):
            return False
        hyphen = False
        for word in _TOKEN.findall(self.plain, at, min(at + 44, self.end))[:4]:
            kind = self.small.aid.get(word)
            if kind == "aid" or (kind == "made" and hyphen):
                return True
            hyphen = word == "-"
            if kind != "on" and not hyphen:
                return False
        return False

    def _role(self, at: int) -> tuple[str, str]:
        """The preposition before a place, over the words that only say what body it is, and the noun before "of"."""
        small = self.small
        if at <= self.start:
            return BARE, ""
        word = self.plain[self.plain.rfind(" ", self.start, at - 1) + 1 : at - 1]
        if word.isalpha() and self.plain[at - 1] == " " and word not in small.skip and word not in small.role:
            return BARE, word
        words = _TOKEN.findall(self.plain, max(self.start, at - _REACH), at)
        of = False
        for at_word in range(len(words) - 1, max(len(words) - 9, -1), -1):
            word = words[at_word]
            role = small.role.get(word)
            if role in (TO, FOR) and at_word and words[at_word - 1] in small.than:
                return AGAINST, ""
            if role == OF:
                of = True
            elif role is not None:
                return (role, "") if role != "and" or not of else (OF, "")
            elif of and small.skip.get(word) == "body":
                of = False
            elif word not in small.skip and (not word[0].isdigit() or _is_year(word)):
                return (OF if of else BARE), word
        return (OF if of else BARE), ""
