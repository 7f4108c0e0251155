"""Places of a visit that are meant and not named: "visited the country", "was last there", "your visit" in a letter of an embassy."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.bonds import FIRST, earlier, main_sides
from cuaderno.documents.relations.looking import Look, Party, look, organisations
from cuaderno.documents.relations.visitors import Visitor
from cuaderno.documents.scene import Scene

REACH, WORDS, POSSESSIVE = 34, 1, 24
CITY, DATELINE, BOTH, CITIES = "city", "dateline", "both", ("capital", "government")
"""What a word stands for that takes up the name of a city, or means that from which is reported, and the kinds of mark that name one."""
OPENING, SIGNS = 8, (".", ",", "-", "(")
"""Blocks at the head of a report in which its dateline stands, and the signs that follow the city."""
HEAD = 700
"""Characters at the head of a text in which it says whence and to whom it is sent."""
LAST_VISIT = "last visit"
"""The note of the visit claimed last: its visitor, its place, and the number of its sentence."""


def may_be_meant(scene: Scene, trigger: Mark) -> bool:
    """Whether the words behind a verb may mean a place without a name, or those before it somebody who is written to."""
    behind = scene.plain[trigger.end : trigger.end + REACH]
    for form in scene.words.local("rel_land"):
        if form in behind:
            return True
    yours = scene.words.local("is_yours")
    if not yours:
        return False
    before = scene.plain[max(0, trigger.start - POSSESSIVE) : trigger.start].split()
    return any(word in yours for word in before[-2:])


def country_meant(seen: Look, at: int, origins: tuple[str, ...]) -> list[Party]:
    """The country that "the country" stands for behind a verb: the document's own, else the one named last before."""
    land = seen.first("rel_land", at, min(seen.end, at + REACH))
    if land is None or len(seen.folded(at, land.start).split()) - _times(seen, at, land.start) > WORDS:
        return []
    if land.code == BOTH:
        return _hosts(seen, at, origins)
    written = _dateline(seen.scene, origins) if land.code == DATELINE else None
    city = written or (_city(seen, origins) if land.code in (CITY, DATELINE) else None)
    return _as_party(land, city if land.code in (CITY, DATELINE) else _country(seen, land.start, origins))


def _hosts(seen: Look, at: int, origins: tuple[str, ...]) -> list[Party]:
    """The countries of those met, named before a place: "met with Peruvian and Chilean leaders during visits to each nation"."""
    named = {party.code: party for party in seen.named(seen.start, at) if party.code not in origins}
    hosts = [party for party in named.values() if party.code not in organisations()]
    return hosts if len(hosts) > WORDS else []


def _times(seen: Look, start: int, end: int) -> int:
    """How many words for a day stand within a stretch: "viajaron ayer a esta capital"."""
    return sum(start <= mark.start < end for kind in ("relative", "weekday") for mark in seen.sentence.of(kind))


def _dateline(scene: Scene, origins: tuple[str, ...]) -> str | None:
    """The country of the city from which a report is written: "Washington. La asistencia que …"."""
    for block in scene.blocks[:OPENING]:
        for mark in scene.at(block.start):
            if (
                mark.kind in CITIES
                and mark.code not in origins
                and scene.plain[mark.end : mark.end + 2].strip(" ")[:1] in SIGNS
            ):
                return mark.code
    return None


def _city(seen: Look, origins: tuple[str, ...]) -> str | None:
    """The country of the capital named last before, in the sentence before or the one before that ("travels to that city")."""
    before = seen.sentence.previous
    for _ in range(2):
        if before is None:
            return None
        named = [p for p in look(seen.scene, before.start).parties if p.kind in CITIES and p.code not in origins]
        if named:
            return named[-1].code
        before = before.previous
    return None


def any_country(seen: Look, at: Mark, origins: tuple[str, ...]) -> list[Party]:
    """The same where not even "the country" is said ("the fourth team to visit this year")."""
    return _as_party(at, _country(seen, at.start, origins))


def _country(seen: Look, at: int, origins: tuple[str, ...]) -> str | None:
    main = [code for code in main_sides(seen.scene) if code not in origins and code not in organisations()]
    abroad = [code for code in main if code != FIRST]
    return next(iter(abroad), None) or earlier(seen, at, frozenset({*origins, FIRST}))


def _as_party(mark: Mark, code: str | None) -> list[Party]:
    return [Party(mark.start, mark.end, "place", code)] if code else []


def addressed(seen: Look, trigger: Mark, named: list[Party]) -> tuple[list[Visitor], list[Party]]:
    """Who is written to by an embassy, and the embassy's place: "Embassy Dakar welcomes your visit of June 3-5"."""
    words = seen.words(max(seen.start, trigger.start - POSSESSIVE), trigger.start)[-2:]
    post = seen.last("rel_post", seen.start, trigger.start)
    if post is None or not any(seen.code("is_yours", word) for word in words):
        return [], []
    beside = [p for p in seen.named(post.end, trigger.start) if p.start <= post.end + 1]
    places = named or beside[:1] or any_country(seen, trigger, ())
    if not places or places[0].code == FIRST:
        return [], []
    return [Visitor(post.start, post.end, "", (FIRST,))], places


def written_home(scene: Scene) -> bool:
    """Whether a text is the telegram of an embassy of the United States, for which "here" is its post."""
    head = scene.plain[:HEAD]
    return any(form in head for form in scene.words.local("is_telegram"))


def remember(seen: Look, visitor: Visitor, place: Party) -> None:
    """Keep in mind who was said to go where, for "he was last there in January"."""
    seen.scene.notes[LAST_VISIT] = (visitor, place, seen.sentence.index)


def remembered(seen: Look) -> tuple[Visitor, Party] | None:
    """Who went where, if that was said in the same sentence or the one before."""
    kept = seen.scene.notes.get(LAST_VISIT)
    if not isinstance(kept, tuple) or seen.sentence.index - kept[2] > 1:
        return None
    return kept[0], kept[1]
