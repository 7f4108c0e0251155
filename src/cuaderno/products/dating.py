"""Dated stages, sides and conflicts of a relation as the brief's shapes, with what is to be said of each date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cuaderno.ledger.store import Store
from cuaderno.products.bonds import Conflict, DatedLine, Side
from cuaderno.products.commitments import SINGLE, viewed_stage
from cuaderno.products.shapes import Words
from cuaderno.statements.places import place as place_of
from cuaderno.statements.relation import UNVERIFIED, DatedStage, Party, word
from cuaderno.statements.standing import as_of_day, span_of

_SEEN = re.compile(r"; seen ([0-9]{4}(?:-[0-9]{2}){0,2})$")
_NO_SOURCE = "No source seen"
_HAND_KEPT = "Cuaderno"  # the publisher of tables whose rows cite files that are not held


def side(party: Party) -> Side:
    """A party with its name; the name that the source writes stands before the place's where it is another."""
    found = place_of(party.code)
    names = Words(found.name_en, found.name_es)
    if party.published not in (party.code, found.name_en, found.name_es, *found.aliases):
        names = Words(f"{party.published} ({names.en})", f"{party.published} ({names.es})")
    role = word("roles", party.role) if party.role else None
    return Side(
        party.code, names, party.published, party.role, Words(role.name_en, role.name_es) if role else Words("", "")
    )


def both(say: Callable[[str], str]) -> Words:
    """What is said in English and in Spanish."""
    return Words(say("en"), say("es"))


def conflicts_of(rows: Sequence[DatedStage], stage: str) -> list[Conflict]:
    """The dates of a stage that exclude each other, event by event (whose view it is tells events apart)."""
    found = []
    for view in dict.fromkeys(row.view for row in rows if row.stage == stage):
        alike = [row for row in rows if (row.stage, row.view) == (stage, view) and _excluded(row, rows)]
        alike.sort(key=lambda row: (row.evidence == UNVERIFIED, -len(row.date), row.date))
        if alike:
            name = both(lambda lang, row=alike[0]: viewed_stage(row, lang))  # type: ignore[misc]
            found.append(Conflict(stage, name, tuple(dict.fromkeys(row.date for row in alike))))
    return found


def _excluded(row: DatedStage, rows: Sequence[DatedStage]) -> bool:
    """Whether another account of the same event gives a date that cannot be this one."""
    alike = (one for one in rows if (one.stage, one.view) == (row.stage, row.view))
    return any(not span_of(one.date).meets(span_of(row.date)) for one in alike)


def lines(
    store: Store, rows: Sequence[DatedStage], source: str, cited: str, day: str, conflicting: Sequence[str] = ()
) -> tuple[DatedLine, ...]:
    """Dated stages with their marks: `day` is the day asked, `conflicting` the stages whose accounts exclude each other."""
    held = store.source(source).publisher != _HAND_KEPT
    told = as_of_day(day)
    found = []
    for row in rows:
        holds = {
            "conflicting": row.stage in conflicting and _excluded(row, rows),
            row.evidence: row.evidence in (SINGLE, UNVERIFIED),
            "later": bool(row.date) and span_of(row.date).earliest > told,
            "not_held": not held,
        }
        found.append(_line(row, tuple(code for code, so in holds.items() if so), cited))
    return tuple(found)


def _line(row: DatedStage, said: tuple[str, ...], cited: str) -> DatedLine:
    seen = _SEEN.search(row.reference)
    reference = row.reference[: seen.start()] if seen else row.reference
    return DatedLine(
        stage=row.stage,
        name=both(lambda lang: viewed_stage(row, lang)),
        date=row.date,
        date_end=row.date_end or "",
        view=row.view or "",
        evidence=row.evidence,
        marks=said,
        instrument=row.instrument or "",
        place=row.place or "",
        persons=row.persons or "",
        purpose=row.purpose or "",
        note=Words(row.note_en or "", row.note_es or row.note_en or ""),
        reference="" if reference == _NO_SOURCE else reference,
        seen_on=seen[1] if seen else "",
        citation=cited,
        locator=row.locator or "",
    )
