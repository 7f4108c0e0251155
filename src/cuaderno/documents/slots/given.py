"""Provider and recipient of a figure: what the sentence says, put right by what was bought, had or told before; else the rules for each."""

from __future__ import annotations

from collections.abc import Callable

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.asked import (
    Asked,
    Given,
)
from cuaderno.documents.slots.bargains import by_its_purchase
from cuaderno.documents.slots.by_analogy import by_analogy
from cuaderno.documents.slots.carrying import already_had, near
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.lead import Lead
from cuaderno.documents.slots.losses import are_lost, their_owner
from cuaderno.documents.slots.meaning import NO_STAGE, Governing
from cuaderno.documents.slots.of_its_mission import of_its_mission
from cuaderno.documents.slots.owners import owners
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.part_sides import of_the_same, own_source
from cuaderno.documents.slots.parties import sides
from cuaderno.documents.slots.providers import PROVIDER
from cuaderno.documents.slots.purposes import paid_for, purpose_of
from cuaderno.documents.slots.recipients import RECIPIENT
from cuaderno.documents.slots.roles import BARE, IN
from cuaderno.documents.slots.sellers import seller_behind
from cuaderno.documents.slots.serving import whose_fleet
from cuaderno.documents.slots.sides import WEAK, Sides
from cuaderno.documents.slots.stages_of import govern
from cuaderno.documents.times.wholes import of_the
from cuaderno.statements.claim import PERSONNEL

_FOR_IT, _AS_WHOLE = "as the sum that is for it", "as those it is part of"


def fill_parties(context: Context, parsed: Parsed, number: int, governing: Governing | None, lead: Lead | None) -> None:
    """Fill provider and recipient of a figure by the first rule that answers."""
    draft = parsed.anchors[number].draft
    if governing is not None and governing.stage == NO_STAGE and not parsed.parties:
        return
    found = _bought_whole(context, parsed, number, sides(context, parsed, number, governing))
    found = _of_its_seller(context, parsed, number, found)
    whole = purpose_of(context, parsed, number, governing)
    if whole is not None and found.gave != "source" and paid_for(draft, whole, governing):
        found = Sides(whole.provider, whole.recipient, _FOR_IT, _FOR_IT)
    if draft.fleet:
        found = whose_fleet(context, parsed, number)
    elif not parsed.parties and are_lost(parsed, number):
        found = their_owner(context)
    elif (source := own_source(parsed, number)) is not None:
        found = source
    elif (like := by_analogy(context, parsed, number)) is not None:
        found = like
    elif (of := of_the_same(parsed, number)) is not None:
        found = Sides(of.provider, of.recipient, _AS_WHOLE, _AS_WHOLE)
    found = of_its_mission(context, parsed, number, _kept_sides(context, parsed, found, draft))
    asked = Asked(context, parsed, number, draft, found, lead, governing)
    if not draft.provider:
        _fill(asked, "provider", PROVIDER)
    if not draft.recipient:
        _fill(asked, "recipient", RECIPIENT)


def _of_its_seller(context: Context, parsed: Parsed, number: int, found: Sides) -> Sides:
    """The sides of what somebody has already, or of what a participle says was bought of whom: "los 12 cazas adquiridos a Holanda"."""
    draft = parsed.anchors[number].draft
    held = (
        number and draft.stage == "held" and draft.elided and bool(found.recipient)
    )  # "40 tanks, against the 20 of Turkey"
    if (already_had(parsed, number) or held) and found.got != "with whom":
        return owners(context, parsed, number, found)
    if found.provider or not (sold := seller_behind(parsed, number)):
        return found
    got = tuple(code for code in found.recipient if code not in sold)
    return found._replace(provider=sold, recipient=got, gave="of whom it was bought")


def _bought_whole(context: Context, parsed: Parsed, number: int, found: Sides) -> Sides:
    """The sides with the seller of the whole of which a figure counts some: "recibió dos de los cuatro aviones adquiridos a Noruega"."""
    if found.provider or number + 1 >= len(parsed.anchors):
        return found
    here, whole = parsed.anchors[number].draft, parsed.anchors[number + 1].draft
    if not of_the(context.scene, here, whole):
        return found
    governing = by_its_purchase(parsed, number + 1, govern(parsed, number + 1))
    if governing is None or governing.verb.frame != "buy":
        return found
    seller = sides(context, parsed, number + 1, governing).provider
    return found._replace(provider=seller, gave="seller of the whole") if seller else found


def _kept_sides(context: Context, parsed: Parsed, found: Sides, draft: Draft) -> Sides:
    """Who gave before, named again without a verb that makes it receive, gives still: "the deal with Copenhagen"."""
    last = context.last
    if not _are_forces(draft) and _turned(context, parsed, found):
        return Sides(context.donor, context.own, "the text's donor", "whom the text is about")
    if found.got != WEAK or last is None or not near(context, parsed, last):
        return found
    if last.recipient and _handed_over_in(context, parsed, found):
        return found._replace(recipient=last.recipient, got="received before")
    if found.provider:
        return found
    if set(found.recipient) <= set(last.provider) - set(context.own):
        return Sides(found.recipient, last.recipient, "gave before", "received before")
    return found


def _are_forces(draft: Draft) -> bool:
    """Whether people are a country's forces abroad, or come back, which it gives whomever a text is about."""
    return draft.kind == PERSONNEL and draft.stage in ("deployed", "withdrawn")


def _handed_over_in(context: Context, parsed: Parsed, found: Sides) -> bool:
    """Whether the only country named is where things changed hands: "los seis carros entregados el mes pasado en Polonia"."""
    if set(found.recipient) & set(context.own) or len(parsed.parties) != 1 or parsed.parties[0].role != IN:
        return False
    return any(v.stage == "delivered" and v.form in ("part", "ed") for v in parsed.verbs)


def _turned(context: Context, parsed: Parsed, found: Sides) -> bool:
    """Whether whom the text is about would give to its donor by weak evidence: the nearest name stood in another clause."""
    if found.gave != "subject":
        return False
    own, donor = context.own, context.donor
    if not own or not donor or own == donor or not set(found.provider) <= set(own):
        return False
    if found.recipient:
        return found.got == WEAK and set(found.recipient) <= set(donor)
    return any(p.role == BARE and p.code in donor and not p.aid for p in parsed.parties[:1])


def _fill(asked: Asked, slot: str, rules: tuple[Callable[[Asked], Given], ...]) -> None:
    for rule in rules:
        if (given := rule(asked)) is not None:
            if given[0]:
                asked.draft.filled(slot, *given)
            return
