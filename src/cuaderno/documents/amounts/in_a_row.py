"""One thing of a row, told by its ordinal where it comes: "the first patrol boat has been handed over", "una tercera unidad llegó"."""

from __future__ import annotations

from cuaderno.documents.amounts.singles import handed_over, single
from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene

IN_A_ROW = "ordinal of a thing handed over"
_WORDS, _TIES = 5, 2
"""Words before a noun among which its ordinal stands, and helpers between it and its verb."""
_ARRIVES = ("delivered none ed", "delivered none fin")


def in_a_row(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drafts of one thing each, beside those already made."""
    places = scene.words.local("row_place")
    taken = {draft.anchor[1] for draft in drafts}
    found: list[Draft] = []
    for mark in scene.of("counted1"):
        if mark.code != "items" or mark.end in taken or (start := _ordinal(scene, mark, places)) < 0:
            continue
        if handed_over(scene, mark, mark.start) or _arrives(scene, mark):
            found.append(single(scene, start, mark.end, mark.code, IN_A_ROW))
    return found


def _ordinal(scene: Scene, mark: Mark, places: dict[str, str]) -> int:
    """Where the ordinal of a noun stands behind its article, or -1."""
    words = scene.words_before(mark.start, _WORDS)
    stops, local = scene.words.local("phrase_end"), scene.words.local
    for at, (word, start, _) in enumerate(words):
        if word in places:
            led = words[at + 1][0] if at + 1 < len(words) else ""
            return start if led in local("article") or led in local("definite_article") else -1
        if word in stops or not word[0].isalnum():
            return -1
    return -1


def _arrives(scene: Scene, mark: Mark) -> bool:
    """Whether a verb of arriving tells what became of the noun: "the second ship arrived", "has arrived"."""
    ties, place = scene.words.local("passive_tie"), mark.end
    for word, start, end in scene.words_after(mark.end, _TIES):
        if start - place > 1:
            return False
        if any(stage.kind == "stage" and stage.code in _ARRIVES for stage in scene.at(start)):
            return True
        if word not in ties:
            return False
        place = end
    return False
