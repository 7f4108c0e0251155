"""A second claim of one number: what is denied was asked for all the same; what a sale costs is paid from a programme."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import MONEY

_FARTHEST = 60


def asked_for(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Where the main clause denies ("will not deliver the four aircraft that the Navy asked for in 2010"), the relative clause
    behind the number says another thing of it: a draft more, for that clause, and the first kept to its own.
    """
    found: list[Draft] = []
    for draft in drafts:
        found.append(draft)
        if "negated" not in draft.marks or not draft.value:
            continue
        start = _relative(scene, draft)
        if start < 0:
            continue
        twin = Draft(draft.kind, draft.anchor, (start, draft.clause[1]), "relative clause behind a denied figure")
        twin.start, twin.end = draft.start, draft.end
        for slot in ("value", "value_high", "half_unit", "unit", "item", "hedge", "strict", "measure_kind"):
            setattr(twin, slot, getattr(draft, slot))
        draft.clause = (draft.clause[0], start)
        draft.end = start - 1
        if _absent(scene, draft):
            found.pop()
        found.append(twin)
    return found


def _absent(scene: Scene, draft: Draft) -> bool:
    """Whether "without" says of a thing only that it is not there."""
    absent = scene.words.local("absent")
    return any(word in absent for word, _, _ in scene.words_before(draft.anchor[0], 2))


def _relative(scene: Scene, draft: Draft) -> int:
    """Where a relative clause begins behind a draft's number, before any comma; -1 where none does."""
    relatives = scene.words.local("relative")
    for word, start, _ in scene.words_after(draft.anchor[1], 10):
        if start - draft.anchor[1] > _FARTHEST or start >= draft.clause[1] or not word[0].isalnum():
            return -1
        if word in relatives:
            return start
    return -1


def funded(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The programme named as a sale's source of funds, with the total of the form above it."""
    found = []
    for mark in scene.of("funding_source"):
        sentence = scene.sentence_at(mark.start)
        if not sentence.of("programme"):
            continue
        totals = [
            draft
            for draft in drafts
            if draft.kind == MONEY and draft.anchor[0] < mark.start and draft.unit != "percent"
        ]
        if totals:
            draft = Draft(
                MONEY, (mark.start, mark.end), sentence.clause(mark.end + 2), "funding source of the total above"
            )
            draft.start = sentence.start
            for slot in ("value", "value_high", "half_unit", "unit", "hedge", "strict"):
                setattr(draft, slot, getattr(totals[-1], slot))
            draft.mark("restated", "the total above")
            found.append(draft)
    return found
