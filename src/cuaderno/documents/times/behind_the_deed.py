"""Times behind a figure that date something else: who said it, the law by which it is done, what a country named there is or did."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time
from cuaderno.documents.times.others_times import comes_by_a_clause, foretold
from cuaderno.statements.claim import PERSONNEL

_SPAN, _NEAR, _SUBJECT, _NOUN = 240, 60, 8, 3
"""Characters from a figure to such a time, and from a law to its time; words of who says something, and between "under" and a law."""


def of_what_trails(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure is that of a saying, of a law or of a clause about a country, and not of the figure's deed."""
    start = draft.anchor[1]
    if not start < time.start < start + _SPAN:
        return False
    if draft.kind != PERSONNEL and _of_people(scene, start, time):
        return True
    if _of_last_listed(scene, draft, time):
        return True
    return _of_saying(scene, start, time) or _of_law(scene, start, time) or _of_party(scene, start, time)


def _of_last_listed(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time tells what is to come of the last of several things alone, of which the others are past: "bought eight planes and
    ordered a satellite that will be launched in 2015"."""
    start = draft.anchor[1]
    if not glimpsed(scene, start, time.start, "and") or not glimpsed(scene, start, time.start, "that"):
        return False
    if foretold(scene, draft.clause[0], draft.anchor[0]) or foretold(scene, time.end, draft.clause[1]):
        return False
    joints = [end for word, _, end in scene.words_between(start, time.start) if word in scene.words.local("and")]
    return bool(joints) and comes_by_a_clause(scene, joints[-1], time.start)  # "and/or" is one word, and joins nothing


def _of_saying(scene: Scene, start: int, time: Time) -> bool:
    """Whether a comma, who speaks and a verb of saying stand before a time: "…, the Pentagon said following the talks held on Tuesday"."""
    if not glimpsed(scene, start, time.start, "saying"):
        return False
    saying, words = scene.words.local("saying"), scene.words_between(start, time.start)
    for at, (word, place, end) in enumerate(words):
        if word not in saying or words[at + 1 : at + 2] == [] or words[at + 1][0] == ",":
            continue
        comma = next((one for one in range(at - 1, max(-1, at - _SUBJECT - 2), -1) if words[one][0] == ","), None)
        if comma is not None and not scene.starting("stage", words[comma][2], place):
            return not glimpsed(scene, end, time.start, "that")
    return False


def _of_law(scene: Scene, start: int, time: Time) -> bool:
    """Whether a time tells when the law was made by which something is done: "under an act passed by the parliament last year"."""
    if not glimpsed(scene, max(start, time.start - 2 * _NEAR), time.start, "law"):
        return False
    laws, under = scene.words.local("law"), scene.words.local("under")
    for word, place, end in reversed(scene.words_between(max(start, time.start - 2 * _NEAR), time.start)):
        if word == ",":
            return False
        if word in laws:
            led = any(one in under for one, _, _ in scene.words_before(place, _NOUN))
            return led and glimpsed(scene, end, time.start, "inserted")
    return False


def _of_party(scene: Scene, start: int, time: Time) -> bool:
    """Whether a time stands in a clause about a country, which tells nothing of the deed: "to Kenya, which joined the mission in 2012"."""
    comma = scene.plain.rfind(", ", start, time.start)
    if comma < 0 or scene.words.local("inserted").get(scene.word_after(comma + 1)[0]) != "clause":
        return False
    _, named, _ = scene.word_before(comma)
    party = any(mark.kind in NAMES and mark.end == comma for mark in scene.between(named - _NEAR, comma))
    return party and not scene.starting("stage", comma, time.start)


def _of_people(scene: Scene, start: int, time: Time) -> bool:
    """Whether a time stands in a clause about people, for what is no people: "200 vehicles after the expulsion of 20 refugees who fled last year"."""
    if not glimpsed(scene, start, time.start, "of_whom"):
        return False
    who = scene.words.local("of_whom")
    opened = max((end for word, _, end in scene.words_between(start, time.start) if word in who), default=-1)
    told = scene.plain[opened : time.start] if opened >= 0 else ","
    return "," not in told and not scene.starting("stage", opened, time.start)
