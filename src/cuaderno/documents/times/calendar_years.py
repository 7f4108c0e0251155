"""Years that a text calls calendar years, and which are therefore no fiscal ones: "in calendar year 2019"."""

from __future__ import annotations

from collections.abc import Iterable

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene

_BARE, _CALENDAR = len("2019"), "CY"


def calendar_years(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Tell the bare years of the figures of such a sentence apart from fiscal ones; after all slots are filled."""
    if not scene.of("calendar_year"):
        return
    for draft in drafts:
        if scene.sentence_at(draft.anchor[0]).of("calendar_year"):
            draft.period_start, draft.period_end = _told(draft.period_start), _told(draft.period_end)


def _told(code: str | None) -> str | None:
    return f"{_CALENDAR}{code}" if code is not None and code.isdigit() and len(code) == _BARE else code
