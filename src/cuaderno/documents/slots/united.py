"""A whole that its sentence parts among several: it goes to all of them together: "$165 million, $158 million for Chad and $7 million for Mali"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.statements.claim import PERSONNEL

_PARTS = 2
"""So many parts make a whole, at least."""


def unite(drafts: list[Draft]) -> None:
    """Give the first figure of a sentence, if the others of its kind add up to it, the receivers of all its parts; people of a mission are
    counted where they are."""
    whole = drafts[0]
    parts = [draft for draft in drafts[1:] if (draft.kind, draft.unit) == (whole.kind, whole.unit)]
    if whole.kind == PERSONNEL or whole.unit == "percent" or whole.value is None or len(parts) < _PARTS:
        return
    if not all(part.recipient for part in parts) or whole.value != sum(part.value or 0 for part in parts):
        return
    codes = tuple(dict.fromkeys(code for part in parts for code in part.recipient))
    if whole.recipient and len(codes) > len(whole.recipient) and set(whole.recipient) <= set(codes):
        whole.filled("recipient", codes, "those of its parts")
