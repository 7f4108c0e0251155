"""What has come of a sum by a time runs from when the sum itself does: "From 2008 to 2020 it authorized $3.3 billion. Of that, $2.9 billion had been paid by 2020"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.spoken_of import SUMS
from cuaderno.documents.times.tenses import is_to_come
from cuaderno.statements.claim import MONEY


def begin_with_whole(scene: Scene, sentence: Sentence, group: list[Draft], earlier: list[Draft]) -> None:
    """Begin the parts of a sum told before that have only an end, which is over, with the sum's own beginning."""
    for position, draft in enumerate(group):
        if draft.period_start is not None or draft.period_end is None or draft.kind != MONEY:
            continue
        whole = _whole(sentence, [*earlier[-2:], *group[:position]])
        over = draft.period_end.removeprefix("FY") <= (scene.today or "9")
        if whole is None or not over or not _points_back(sentence, draft) or is_to_come(scene, *draft.clause):
            continue
        if whole.period_start and whole.period_start.removeprefix("FY") <= draft.period_end.removeprefix("FY"):
            end = draft.period_end
            draft.filled("period_start", whole.period_start, "beginning of the sum that it is part of")
            draft.period_end = end


def _whole(sentence: Sentence, before: list[Draft]) -> Draft | None:
    """The last sum before, of this sentence or the one before it in the same paragraph."""
    last = next((one for one in reversed(before) if one.kind == MONEY and one.unit != "percent"), None)
    if last is None or last.anchor[0] >= sentence.start:
        return last
    told = sentence.previous
    return last if told is not None and told.block == sentence.block and last.anchor[0] >= told.start else None


def _points_back(sentence: Sentence, draft: Draft) -> bool:
    """Whether a figure is told to be part of a sum before: "of that sum", "de ese total"."""
    if "part_of" in draft.marks or sentence.before("partly", draft.anchor[0]) is not None:
        return True
    return any(mark.code in SUMS for mark in sentence.of("anaphor"))
