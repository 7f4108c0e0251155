"""Whose visit a noun tells of: of the owner right before it, or of the one behind it, at the home of who speaks."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look, Party, organisations
from cuaderno.documents.relations.visitors import Visitor, visitors

_OF_WHOM, _LINK, _OWNING, _TITLE = 12, 3, 4, 60
"""Characters between the noun and who visits, of a preposition, of a genitive's ending, and of an office with its holder."""


def owner(seen: Look, trigger: Mark, found: list[Visitor]) -> list[Visitor]:
    """Those whose visit it is, where a genitive right before the noun says so: "a meeting with Moreno, and Vice President Solís's visit"."""
    owned = seen.folded(max(seen.start, trigger.start - _OWNING), trigger.start).rstrip().endswith(b"'s")
    if not owned or not found:
        return found
    if alone := _led_alone(seen, trigger):
        return alone
    return found[-1:] if b"," in seen.folded(found[0].start, trigger.start) else found


def _led_alone(seen: Look, trigger: Mark) -> list[Visitor]:
    """The owner behind a preposition that leads nobody else: "said the two presidents, during President Mora's visit"."""
    office = seen.last("rel_office", max(seen.start, trigger.start - _TITLE), trigger.start)
    if office is None:
        return []
    country = next((party.start for party in seen.parties if party.end == office.start - 1), office.start)
    led = seen.words(max(seen.start, country - _TITLE), country)[-1:]
    return visitors(seen, country, trigger.start) if led and seen.code("is_leading", led[0]) else []


def at_whose_home(seen: Look, verb: Mark, guest: Visitor) -> list[Party]:
    """The country of the one who speaks of somebody's visit: "the president of Panama defended the visit of the U.S. secretary"."""
    if guest.start - verb.end > _OF_WHOM or not guest.origins:
        return []
    link = seen.first("rel_to", verb.end, guest.start + _LINK)
    if link is not None and link.code not in ("from", "of"):
        return []
    hosts = {p.code: p for p in seen.named(seen.start, verb.start) if p.code not in (*guest.origins, *organisations())}
    return list(hosts.values()) if len(hosts) == 1 else []
