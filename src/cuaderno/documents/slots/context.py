"""What the text around a sentence carries into it: the document's own country, its donor, headings, notices, figures told before."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import takewhile

from cuaderno.documents.draft import Draft
from cuaderno.documents.posts import HEAD, post_of
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.slots.implied import IMPLIED
from cuaderno.documents.slots.named_most import most_named, named_in_passing, named_of, other_named
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.plans_of_texts import plan_of
from cuaderno.documents.slots.programmes_of import is_plan
from cuaderno.documents.slots.roles import BARE, FOR, IN, TERRITORIES, TO, WITH
from cuaderno.documents.slots.small import small_words
from cuaderno.documents.slots.titles import adds_place, published_by, subject_and_other, titled
from cuaderno.reading.document import HEADING, Block
from cuaderno.statements.claim import PERSONNEL

_CLOSE, _OPENING, _RUN_IN, _HEADED = 40, 4, 60, 6
_MADE, _PAIRED = 3, 2
SENT = frozenset(("deployed", "active", "withdrawn", "authorised", "announced", "approved"))
"""The stages of people who are sent somewhere, or are to be."""
_BYLINE, _TEXTUAL = 120, frozenset(",;:.")
"""Characters of a line under a title at most, and the signs before a town that tell of a sentence."""
_DATES = frozenset((",", "-", "(", "."))


class Context:
    """What is remembered of a text while its slots are filled."""

    __slots__ = (
        "_about",
        "_bilateral",
        "_counts",
        "_headings",
        "_home",
        "_mission",
        "_notice",
        "_parsed",
        "_places",
        "_plan",
        "_sided",
        "_title",
        "all",
        "by_programme",
        "exercised",
        "first",
        "last",
        "plain",
        "scene",
        "senders",
        "small",
        "told",
    )

    def __init__(self, scene: Scene, first: int = 0) -> None:
        self.scene = scene
        self.first = first
        """Where the first figure stands."""
        self.plain = scene.plain
        self.small = small_words(scene.words)
        self.exercised = any(mark.code == "exercise" for mark in scene.of("link"))
        """Whether the text tells of an exercise at all."""
        self.last: Draft | None = None
        """The figure filled last."""
        self.all: list[Draft] = []
        """Those filled so far, in the order of the text."""
        self.told: dict[tuple[object, object], Draft] = {}
        """The first figure of each value and unit."""
        self.senders: Counter[tuple[str, ...]] = Counter()
        """How many figures tell of people whom each country sent somewhere."""
        self.by_programme: dict[str, Draft] = {}
        """The last figure of each programme."""
        self._counts: Counter[str] | None = None
        self._about: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._bilateral: bool | None = None
        self._home: tuple[str, ...] | None = None
        self._mission: tuple[str, ...] | None = None
        self._notice: str | None = None
        self._plan: str | None = None
        self._places: set[str] | None = None
        self._title: Parsed | None = None
        self._headings: list[int] | None = None
        self._parsed: dict[int, Parsed] = {}
        self._sided: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def parsed(self, sentence: Sentence, drafts: list[Draft] | None = None) -> Parsed:
        """A sentence taken apart, once; and again with its figures where it was asked for before their turn came."""
        known = self._parsed.get(sentence.index)
        if known is None or (drafts and not known.anchors):
            known = self._parsed[sentence.index] = Parsed(sentence, self.plain, self.small, drafts or [])
        return known

    def remember(self, draft: Draft) -> None:
        """A figure is filled: what follows may take it up."""
        self.last = draft
        self.all.append(draft)
        if draft.kind == PERSONNEL and draft.stage in SENT:
            self.senders[draft.provider] += 1
        if draft.programme is not None:
            self.by_programme[draft.programme] = draft
        if draft.value is not None:
            self.told.setdefault((draft.value, draft.unit), draft)

    @property
    def counts(self) -> Counter[str]:
        """How often each country is named, by whatever name."""
        if self._counts is None:
            self._counts = named_of(self.scene)
        return self._counts

    @property
    def own(self) -> tuple[str, ...]:
        """The country a text is about: whom its title says something is done for, else the one named most by far."""
        return self._sides()[1]

    @property
    def donor(self) -> tuple[str, ...]:
        """Who gives where a sentence does not say: the giver of the title, else the United States where the text names them."""
        return self._sides()[0]

    @property
    def bilateral(self) -> bool:
        """Whether the title tells of what one country does for or with another: "U.S. Security Cooperation With Peru"."""
        if self._bilateral is None:
            title = self.titled
            own = {p.code for p in title.parties if p.code in TERRITORIES and p.role in (TO, FOR, WITH)}
            self._bilateral = bool(own) and any(p.code not in own for p in title.parties)
        return self._bilateral

    @property
    def home(self) -> tuple[str, ...]:
        """The country whose "government" and "army" need no name: of the dateline or of most organs named, if the text is about it."""
        if self._home is None:
            self._home = self._at_home()
        return self._home

    def _at_home(self) -> tuple[str, ...]:
        named = Counter(m.code for m in self.scene.of("government") if m.code != USA and m.code in TERRITORIES)
        for mark in self.scene.of("anaphor"):
            if mark.code == "state" and (code := self._named_behind(mark.end)):
                named[code] += 1
        code, times = named.most_common(1)[0] if named else ("", 0)
        line = self.dateline
        if times > 1 and code in self.own and code != line:
            return ()  # a correspondent abroad writes of the text's own country
        if line and line != USA and (line in self.own or line in self.donor or line == code or self.counts[line] > 1):
            return (line,)
        if line and line != USA and (not self.own or self.counts[self.own[0]] == 1):
            return (line,)  # a short report, which names whom it is about once
        return (code,) if times > 1 and (not self.own or named[self.own[0]] == 0) else ()

    def _named_behind(self, at: int) -> str:
        """The country named right behind a place: "el Ejército ecuatoriano"."""
        following = (m for m in self.scene.between(at, at + _CLOSE) if m.kind in NAMES)
        mark = next(following, None)
        if mark is None or mark.code == USA or mark.code not in TERRITORIES:
            return ""
        return mark.code if all(word in self.small.skip for word in self.plain[at : mark.start].split()) else ""

    @property
    def dateline(self) -> str:
        """The country of the town that a paragraph near the beginning opens with: "BEIRUT, March 3 —"."""
        for block in self.scene.blocks[:_OPENING]:
            for mark in self.scene.at(block.start):
                if mark.kind in ("capital", "place") and self.plain[mark.end : mark.end + 2].strip()[:1] in _DATES:
                    return mark.code
            if code := self._in_a_byline(block):
                return code
        return ""

    def _in_a_byline(self, block: Block) -> str:
        """The country of the town that a line under the title ends with, before a day: "National desk · Bogotá, April 2014"."""
        if block.end - block.start > _BYLINE:
            return ""
        for mark in self.scene.starting("capital", block.start + 1, block.end):
            led = self.scene.text[max(block.start, mark.start - 2) : mark.start].strip()
            if led and not led.isalnum() and led not in _TEXTUAL and self.plain[mark.end : mark.end + 1] == ",":
                dated = any(time in self.plain[mark.end : block.end] for time in ("19", "20"))
                return mark.code if dated else ""
        return ""

    @property
    def notice(self) -> str:
        """`sale` or `licence` where the text is the notice of one, or tells of it with the agency that gives notice, else ""."""
        if self._notice is None:
            said = Counter(mark.code for mark in self.scene.of("notice"))
            agency = said.pop("agency", 0) + min(said.pop("form", 0), 1)
            self._notice = said.most_common(1)[0][0] if said and said.total() + agency > 1 else ""
        return self._notice

    @property
    def plan(self) -> str:
        """The plan that the title names or the text explains, where the text names no other programme, else ""."""
        if self._plan is None:
            code, bureaus = plan_of(self.scene, self.titled), self.scene.words.local("slot-bureau")
            others = (mark for mark in self.scene.of("programme") if code and mark.code != code)
            alone = all(self.scene.word_after(mark.end)[0] in bureaus for mark in others)
            self._plan = code if alone else ""
        return self._plan

    def heading(self, sentence: Sentence) -> Sentence | None:
        """The heading a sentence stands under."""
        if self._headings is None:
            self._headings = [number for number, block in enumerate(self.scene.blocks) if block.kind == HEADING]
        at = bisect_left(self._headings, sentence.block) - 1
        if at < 0:
            return None
        return self.scene.sentence_at(self.scene.blocks[self._headings[at]].start)

    def sender(self, missions: tuple[str, ...]) -> tuple[str, ...]:
        """Who sends people to missions where the sentence only says "it": who sent or received before, else the text's country, but
        not where the missions are."""
        last = self.last
        for codes in (last.provider, last.recipient) if last is not None else ():
            found = tuple(c for c in codes if c in TERRITORIES and c != USA and c not in missions)
            if found:
                return found
        return tuple(c for c in self.own if c not in missions and c not in self.mission_places)

    @property
    def mission_places(self) -> set[str]:
        """Where missions are, which so do not send their people: "en la operación de paz de las Naciones Unidas en Chipre"."""
        if self._places is None:
            near = (
                (m, p) for m in self.scene.of("mission") for p in self.scene.starting("place", m.start, m.end + _CLOSE)
            )
            self._places = {
                place.code
                for mission, place in near
                if place.start < mission.end or self._leads_there(mission.end, place.start)
            }
        return self._places

    @property
    def own_mission(self) -> tuple[str, ...]:
        """The one mission of the United Nations that a text is about: it names no other by its name, or this one at its head and most often."""
        if self._mission is None:
            self._mission = self._one_mission()
        return self._mission

    @property
    def on_a_mission(self) -> bool:
        """Whether the title, the letterhead or a heading at the head of the text names the mission that it is about."""
        own, scene = self.own_mission, self.scene
        headings = (block for block in scene.blocks[:_HEADED] if block.kind == HEADING and block.end <= self.first)
        heads = [block for block in headings if not self.plain.endswith(":", block.start, block.end)]
        named = (mark.code for block in heads for mark in scene.starting("mission", block.start, block.end))
        titled = bool(scene.title) and any(p.code in own for p in self.titled.parties)
        return bool(own) and (titled or own[0] in named)

    def _one_mission(self) -> tuple[str, ...]:
        named = Counter(mark.code for mark in self.scene.of("mission") if mark.code != "UN")
        if len(named) <= 1:
            return tuple(named)
        (code, times), (_, next_times) = named.most_common(2)
        head = self.scene.bounds[min(_OPENING, len(self.scene.bounds)) - 1][1]
        early = any(m.code == code for m in self.scene.starting("mission", 0, head))
        return (code,) if early and times > next_times else ()

    def _leads_there(self, start: int, end: int) -> bool:
        words = self.plain[start:end].replace(",", " ").split()
        role = self.small.role
        return any(role.get(w) == IN for w in words) and all(w in self.small.skip or w in role for w in words)

    def takers(self) -> set[str]:
        """Who received before, and whom the text is about: no givers by standing first in a sentence."""
        return {*self.own, *(self.last.recipient if self.last is not None else ())}

    def subject_before(self, parsed: Parsed) -> tuple[str, ...]:
        """The subject of the sentence before, in the same paragraph, for a verb whose subject is left out."""
        before = parsed.sentence.previous
        if before is None or before.block != parsed.sentence.block:
            return ()
        parties = self.parsed(before).parties
        at = next((number for number, party in enumerate(parties) if party.role == BARE), None)
        if at is None:
            return ()
        if not parties[at].code:
            return self.own if parties[at].kind == "country" else ()
        joined = takewhile(lambda party: party.joined and bool(party.code), parties[at + 1 :])
        return tuple(dict.fromkeys((parties[at].code, *(party.code for party in joined))))

    def run_in(self, sentence: Sentence) -> tuple[str, ...]:
        """The country whose name alone is the first sentence of a paragraph, as a heading of it: "b) República Federativa del Brasil."."""
        start = self.scene.blocks[sentence.block].start
        first = self.scene.sentence_at(start)
        if first.index == sentence.index or first.end - first.start > _RUN_IN:
            return ()
        parsed = self.parsed(first)
        named = [p.code for p in parsed.parties if p.code in TERRITORIES]
        return tuple(named[:1]) if len(set(named)) == 1 and not parsed.verbs and not parsed.anchors else ()

    def heading_sides(self, sentence: Sentence) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who gives and who receives by the heading a sentence stands under; empty where it does not say."""
        heading = self.heading(sentence)
        if heading is None or heading.index == sentence.index:
            return (), ()
        if heading.start < min(self.first, HEAD) and post_of(self.scene):
            return (), ()  # who else gets a cable is told at its head: "INFO AMEMBASSY AMMAN"
        if heading.index not in self._sided:
            parsed = self.parsed(heading)
            self._sided[heading.index] = ((), ()) if adds_place(parsed) else self._told_by(parsed)
        return self._sided[heading.index]

    def _sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self._about is None:
            donor, own = self._of_the_title() if self.scene.title or self.scene.blocks[:1] else ((), ())
            post = post_of(self.scene)
            if (post,) == donor:
                donor = ()  # who sends a cable is no donor: "FROM: AMEMBASSY QUITO"
            told = donor
            if not donor or donor == (USA,):
                donor = (USA,) if post or self._names_usa() else ()
            own = (
                own
                or ((post,) if post and post != USA else ())
                or tuple(c for c in most_named(self.scene, self.counts, self.first) if c not in told)
            )
            self._about = donor or self._other(own), own
        return self._about

    def _of_the_title(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who gives and who receives by the title, or by the heading behind it where it only is the letterhead of the giver."""
        title = self.titled
        if publisher := published_by(title):
            headings = (b for b in self.scene.blocks[1:_OPENING] if b.kind == HEADING)
            second = next(headings, None)
            parsed = self.parsed(self.scene.sentence_at(second.start)) if second is not None else None
            donor, own = titled(parsed) if parsed is not None else ((), ())
            return donor or publisher, tuple(code for code in own if code not in publisher)
        return self._told_by(title)

    def _told_by(self, title: Parsed) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The same by a title or a heading alone, of whose two countries that receives of which the text tells by far more."""
        donor, own = titled(title)
        first, other = subject_and_other(title)
        if first and own == (first,) and self.counts[other] >= _PAIRED * self.counts[first]:
            return (first,), (other,)
        return donor, own

    def _other(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """The other country that a text names beside its own, unless it is written in a third one, whose people it rather tells of."""
        other = other_named(self.scene, own)
        line = self.dateline if other else ""
        return () if line and line not in (*other, *own) else other

    def _names_usa(self) -> bool:
        """Whether the text names the United States, and not only as the maker of goods: "U.S.-made"; or its title a programme of theirs."""
        named = [m for m in self.scene.named if m[3] == USA]
        spoken = any(party.code == USA for party in self.titled.parties)
        if named and not spoken and named_in_passing(self.scene, named, self.counts, self.first):
            return False
        if len(named) > _MADE or any("-" not in self.plain[m[0] : m[1] + 1] for m in named):
            return True
        return any(IMPLIED.get(m.code, (USA, ""))[0] == USA and not is_plan(m.code) for m in self.titled.programmes)

    @property
    def titled(self) -> Parsed:
        """The title taken apart, or the first heading."""
        if self._title is None:
            self._title = self._title_parsed()
        return self._title

    def _title_parsed(self) -> Parsed:
        title = self.scene.title
        first = self.scene.blocks[0] if self.scene.blocks else None
        if title and first is not None and first.kind == HEADING and self._is_title(title, first):
            return self.parsed(self.scene.sentence(0))
        if title:
            scene = Scene(title, self.scene.language, (Block(HEADING, 0, len(title)),))
            sentence = scene.sentence(0)
            scene.forget()
            return Parsed(sentence, scene.plain, self.small, [])
        first = next((block for block in self.scene.blocks if block.kind == HEADING), self.scene.blocks[0])
        return (
            self.parsed(self.scene.sentence_at(first.start))
            if first.kind == HEADING
            else Parsed(Scene(" ", self.scene.language, (Block(HEADING, 0, 1),)).sentence(0), " ", self.small, [])
        )

    def _is_title(self, title: str, block: Block) -> bool:
        """Whether the title is the first block, in one sentence, and so is taken apart with the text."""
        scene = self.scene
        return scene.bounds[0][:2] == (block.start, block.end) and scene.text[block.start : block.end] == title


def are_countries(codes: tuple[str, ...]) -> bool:
    """Whether all parties are countries, none an organisation or a mission."""
    return all(code in TERRITORIES for code in codes)
