"""A visit in the making: its verb, who goes, where to, what the words around the verb say of it, and the claims it makes."""

from __future__ import annotations

from functools import cache

from cuaderno.documents.draft import Draft
from cuaderno.documents.lexicon import lexicon
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import FIRST, main_sides, partner
from cuaderno.documents.relations.destinations import stops
from cuaderno.documents.relations.introduced import introduced
from cuaderno.documents.relations.light_words import TIMES, is_timed
from cuaderno.documents.relations.looking import CITY, Look, Party, organisations
from cuaderno.documents.relations.meant_places import remember, written_home
from cuaderno.documents.relations.port_calls import CALL
from cuaderno.documents.relations.visitors import Visitor, visitors
from cuaderno.statements.claim import VISIT

NOUN, BASE, PRESENT = "noun", "base", "present"
OPEN_FORMS = frozenset({"base", "noun", "gerund", "present"})
"""Forms that say nothing of past or future by themselves."""
_AHEAD = {"future": OPEN_FORMS, "invite": OPEN_FORMS, "purpose": frozenset({BASE})}
MOTION = "rel_go"
STOP = "stop of the same tour"
FOLLOWED = "visit: where another was before"
RANKED = "visit: the first, or the last, to go"
NEAR, CLOSE, PHRASE = 30, 29, 60


@cache
def pronouns(language: str) -> frozenset[bytes]:
    """The words that stand for somebody named before."""
    words = lexicon(language).local("is_det")
    return frozenset(word.encode("ascii") for word, code in words.items() if code == "pronoun")


class Going:
    """What is known of a visit before it is claimed. `form` is past, present, future, base, gerund or noun."""

    __slots__ = ("form", "look", "marks", "places", "rule", "start", "verb", "visitors")

    def __init__(self, seen: Look, verb: Mark, rule: str, places: list[Party], form: str = "") -> None:
        self.look, self.verb, self.rule, self.places = seen, verb, rule, places
        self.form = form or verb.code
        self.start = verb.start
        self.visitors: list[Visitor] = []
        self.marks: set[str] = set()

    def find_subject(self) -> None:
        """The visitors before the verb, of its own clause, else of a wider one; a pronoun is the visitor named last."""
        seen, verb = self.look, self.verb
        for start in seen.stretches(verb.start):
            since = self._past_occasion(start)
            found = visitors(seen, since, verb.start)
            if not found and since != start:
                found = visitors(seen, start, verb.start)
            if found:
                self.visitors = self._governed(found)
                self.start = min(self.start, found[0].start)
                return
            if not self._may_widen(start):
                break
        self.visitors = introduced(seen, seen.clause_start(verb.start), verb.start)
        last = None if self.visitors else seen.scene.notes.get("last visitor")
        if isinstance(last, Visitor):
            words, known = seen.spoken(seen.clause_start(verb.start), verb.start), pronouns(seen.scene.words.language)
            self.visitors = [] if known.isdisjoint(words) and not self._unsaid(last) else [last]

    def _unsaid(self, last: Visitor) -> bool:
        """Whether the verb opens its sentence, but for time and adverbs, right behind the one of a visit, whose visitor it tells on: "Después
        viajó a Somalia"."""
        seen, scene = self.look, self.look.scene
        if self.form not in ("past", "future") or not scene.words.local("unsaid_subject"):
            return False
        adverbs = scene.words.local("is_adverb")
        light = all(
            word.word.decode("ascii") in adverbs or is_timed(seen, word)
            for word in seen.words(seen.start, self.verb.start)
        )
        return light and scene.sentence_number(last.start) == seen.sentence.index - 1

    def _past_occasion(self, start: int) -> int:
        """Behind what leads a sentence in and is no subject: "On the invitation of the minister, Pakistan's …"."""
        seen = self.look
        comma = seen.scene.folded.find(b",", start, self.verb.start) if start == seen.start else -1
        first = seen.words(start, comma)[:1] if comma > 0 else []
        return comma + 1 if first and seen.code("is_leading", first[0]) else start

    def _may_widen(self, start: int) -> bool:
        """Whether the subject may stand before a clause without one: a relative ("who also visited"), or an insertion."""
        seen, adverbs = self.look, self.look.scene.words.local("is_adverb")
        if self.form == NOUN or b"," in seen.folded(start, self.verb.start):
            return True
        told_of = any(m.end == start and seen.folded(m.start - 2, m.start) == b", " for m in seen.of("rel_restrict"))
        return all(
            word.word.decode("ascii") in adverbs or (told_of and is_timed(seen, word))  # ", who in May 2019 landed in"
            for word in seen.words(start, self.verb.start)
        )

    def _governed(self, found: list[Visitor]) -> list[Visitor]:
        """The logical subject of an infinitive: the object of an invitation, else the whole subject."""
        invite = self.look.last("rel_aux", found[0].start, self.verb.start) if self.form in OPEN_FORMS else None
        return found[-1:] if invite is not None and invite.code == "invite" else found

    def _is_purpose(self, mark: Mark) -> bool:
        """Whether the word for what is to come only tells what for, behind "to"."""
        before = self.look.last("rel_aux", mark.start - CLOSE, mark.start)
        return before is not None and before.code == "purpose" and before.end == mark.start - 1

    def _tell_ranked(self) -> None:
        """As a fact, unless words before say that it is to come or doubtful ("will be the first to visit")."""
        seen = self.look
        link = seen.words(max(seen.start, self.verb.start - NEAR), self.verb.start)[-1]
        before = [mark.code for mark in seen.within("rel_aux", seen.start, link.start)]
        self.rule = RANKED
        if "future" in before:
            self.marks.add("future")
        elif not {"maybe", "when"}.intersection(before):
            self.marks.discard("future")
            self.form = "past"

    def from_abroad(self, officials: list[Visitor]) -> list[Visitor]:
        """Those who come from another country than the one they are in."""
        here, found = self.places[0].code, []
        for one in officials:
            origins = one.origins or tuple(filter(None, self.default()))
            if len(origins) > 1:  # "The ministers of Kenya and Ghana met in Accra"
                origins = tuple(code for code in origins if code != here)
            if one.vague or self.posted(one):
                continue
            if origins and here not in origins and not organisations().issuperset(origins):
                found.append(one._replace(origins=origins))
        return found

    def posted(self, one: Visitor) -> bool:
        """Whether an official lives where a country has sent it: "the U.S. ambassador to Peru met the minister in Lima"."""
        seen = self.look
        offices = seen.within("rel_office", one.start, one.end)
        if not offices or not any(
            seen.code("is_posted", word) for word in seen.words(offices[0].start, offices[0].end)
        ):
            return False
        behind = seen.named(offices[0].end, min(one.end, offices[0].end + PHRASE))
        return any(party.code == self.places[0].code for party in behind)

    def default(self) -> tuple[str, ...]:
        """Where an official comes from whose country is not said: of the country the document is about, if it is elsewhere.

        Nothing at home, where an official is rather the country's own, save who is told to travel from one to the other of two
        countries neither of which is the United States.
        """
        here = {party.code for party in self.places}
        home, two = partner(self.look.scene), main_sides(self.look.scene)
        if home is None:
            return ("",)
        if (
            (self.verb.kind == MOTION or self._is_visit_noun() or self.rule == CALL)
            and len(two) > 1
            and FIRST not in two
            and len(here.intersection(two)) == 1
        ):
            return tuple(code for code in two if code not in here)
        if home in here:
            return (FIRST,) if self._comes_from_first(two) else ()
        return (home,) if FIRST in here or (written_home(self.look.scene) and FIRST not in two) else ("",)

    def _comes_from_first(self, two: list[str]) -> bool:
        """Whether one who visits "the country", or "here" in a telegram of an embassy, can only come from the United States."""
        seen = self.look
        meant = seen.first("rel_land", self.places[0].start, self.places[0].end) is not None
        return meant and (FIRST in two or written_home(seen.scene))

    def _is_visit_noun(self) -> bool:
        """Whether the verb is the noun of a visit: "during his visit to Queensland"."""
        return self.form == NOUN and self.verb.kind == "rel_visit"

    def _known(self, visitor: Visitor) -> tuple[str, ...]:
        """Of the country a document is about: an official of whom nothing but the office is said, by the article ("THE MINISTER", "el jefe del
        Estado Mayor")."""
        seen, home = self.look, partner(self.look.scene)
        if visitor.name or not self.places or home is None or home in {party.code for party in self.places}:
            return ()
        offices = seen.within("rel_office", visitor.start, visitor.end)
        led = seen.words(visitor.start, offices[0].start)[-1:] if len(offices) == 1 else []
        plain = bool(led) and not seen.named(visitor.start, visitor.end)
        return (home,) if plain and seen.code("is_definite", led[0]) else ()

    def heed(self) -> None:
        """What stands before the verb, and around a noun: future, doubt, denial."""
        start, end = self._around()
        for mark in self.look.within("rel_aux", start, end):
            if mark.code in ("maybe", "not") and not self._is_month(mark):
                self.marks.add(mark.code)
            elif mark.start > self.verb.end and self._is_purpose(mark):
                continue  # "una gira por España para pedir apoyo"
            elif self.form in _AHEAD.get(mark.code, ()) and (mark.code != "purpose" or mark.end == self.verb.start - 1):
                self.marks.add("future")
        if self.form == BASE and "maybe" in self.marks:
            self.marks.add("future")  # "may visit Kenya in June"
        if self.form == BASE and self.ranked():
            self._tell_ranked()
        elif self.form == PRESENT and self._scheduled():
            self.marks.add("future")

    def _scheduled(self) -> bool:
        """Whether a present tense is held against a day to come: "flies to Nairobi on Monday", said on a Thursday."""
        seen, day = self.look, self.look.scene.day
        if day is None or seen.sentence.is_heading:
            return False
        start, end = self.verb.end, min(seen.clause_end(self.verb.end), self.verb.end + PHRASE)
        found = next((mark for mark in seen.sentence.of("weekday") if start <= mark.start < end), None)
        if found is None or found.code == str(day.weekday()):
            return False
        since = seen.scene.words.local("since")
        return not any(
            word in since for word, _, _ in seen.scene.words_before(found.start, 2)
        )  # "is visiting Nairobi since Monday"

    def ranked(self) -> bool:
        """Whether an infinitive tells a fact: "the first president to visit Cuba", "la primera en visitar Cuba"."""
        seen, at = self.look, self.verb.start
        words = seen.words(max(seen.start, at - PHRASE), at)
        if not words or not seen.code("is_rank_link", words[-1]):
            return False
        comma = seen.scene.folded.rfind(b",", words[0].start, at)
        return any(seen.code("is_ranked", word) for word in words[:-1] if word.start > comma)

    def _around(self) -> tuple[int, int]:
        verb, seen = self.verb, self.look
        if self.form == NOUN:
            return max(seen.start, verb.start - NEAR), self._predicate(
                max((p.end for p in self.places), default=verb.end)
            )
        subject = max((v.end for v in self.visitors if v.end <= verb.start), default=seen.clause_start(verb.start))
        return subject - NEAR, verb.end

    def _predicate(self, last: int) -> int:
        """How far what is said of a noun reaches behind its place ("the visit to Chile is planned for May")."""
        seen = self.look
        end = min(seen.end, last + CLOSE)
        comma = seen.scene.folded.find(b",", last, end)
        return last if comma >= 0 or seen.first("rel_and", last, end) else end

    def _is_month(self, mark: Mark) -> bool:
        """Whether "May" is the month."""
        return self.look.text[mark.start : mark.start + 2].istitle() and mark.start > self.look.start

    def claims(self) -> list[Draft]:
        """One claim for each visitor and each country."""
        if self.form == BASE and not self.marks and not self._headline():
            return []
        here = {party.code for party in self.places}
        goals = [(party, "") for party in {party.code: party for party in reversed(self.places)}.values()][::-1]
        goals += [(party, STOP) for party in stops(self.look) if party.code not in here]
        self.look.scene.notes["last visitor"] = self.visitors[-1]
        remember(self.look, self.visitors[-1], self.places[-1])
        return [
            self._claim(visitor, origin, party, stop)
            for visitor in self.visitors
            for origin in visitor.origins or self._known(visitor) or self.default()
            for party, stop in goals
            if party.code != origin
        ]

    def _headline(self) -> bool:
        """Whether a bare verb is a headline's present ("Defense Chiefs Visit Colombia")."""
        seen = self.look
        return seen.sentence.is_heading or (seen.start <= 2 and seen.text[self.verb.start].isupper())

    def _anchor(self, party: Party, stop: str) -> tuple[int, int]:
        """The verb; for a next stop behind a time of the first, its place, which has its own time."""
        before = [place.end for place in self.places if place.end <= party.start and place.code != party.code]
        if stop or not before or party.start < self.verb.end or party.kind not in ("place", CITY):
            return self.verb.start, self.verb.end
        marks = (mark for kind in TIMES for mark in self.look.sentence.of(kind))
        apart = any(max(before) <= mark.start < party.start for mark in marks)
        return (party.start, party.end) if apart else (self.verb.start, self.verb.end)

    def _claim(self, visitor: Visitor, origin: str, party: Party, stop: str) -> Draft:
        seen, verb = self.look, self.verb
        start = min(self.start, visitor.start) if visitor.start >= seen.start else self.start
        span = seen.trimmed(
            min(start, seen.clause_start(start)), max(seen.clause_end(verb.end), party.end, visitor.end)
        )
        apart = self.rule == FOLLOWED and visitor.start > verb.end  # "and Secretary Kerry in July"
        anchor = (visitor.start, visitor.end) if apart else self._anchor(party, stop)
        draft = Draft(VISIT, anchor, span, self.rule)
        if visitor.name:
            draft.filled("item", visitor.name, "name of the visitor")
        if origin:
            draft.filled("provider", (origin,), "country of the visitor")
        draft.filled("recipient", (party.code,), stop or "country visited")
        draft.filled("relation", "VISIT", "type of relation")
        if "future" in self.marks or self.form == "future":
            draft.filled("stage", "announced", "future")
            draft.mark("intent", "future")
        elif not stop:
            draft.filled("stage", "held", "told as a fact")
        if "maybe" in self.marks:
            draft.mark("conditional", "said to be possible")
        if "not" in self.marks:
            draft.mark("negated", "denied or called off")
        return draft
