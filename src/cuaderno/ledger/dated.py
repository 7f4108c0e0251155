"""The columns of dated stages as they are stored: what is said of a relation, and of each of its stages."""

from __future__ import annotations

OF_RELATION = (
    "key",
    "type",
    "title_en",
    "title_es",
    "party",
    "party_name",
    "party_role",
    "partner",
    "partner_name",
    "partner_role",
)
OF_STAGE = (
    "stage", "date", "evidence", "reference", "date_end", "view", "instrument", "place", "persons", "purpose", "note",
    "note_es", "locator",
)  # fmt: skip
