"""A figure whose parties are asked for, and what both provider's and recipient's rules ask of it."""

from __future__ import annotations

from typing import NamedTuple

from cuaderno.documents.draft import Draft
from cuaderno.documents.slots.antecedent import antecedent
from cuaderno.documents.slots.clause import Codes
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.lead import Lead
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.sides import GETS, Sides
from cuaderno.statements.claim import MONEY
from cuaderno.statements.places import all_places

BUDGETED = frozenset(("allocated", "appropriated", "approved", "obligated", "spent"))
_GIVING = frozenset(("give", "send", "sell", "get", "buy", "ask", "pay"))
"""The frames of verbs by which a sum goes to another."""
_OWN_STAGES = BUDGETED | {"held", "requested"}
Given = tuple[Codes, str] | None
_LETTERS = {each.code: each.iso2 for each in all_places() if each.iso2}
_SHARED_MONEY = frozenset(("USD", "EUR", "percent"))
_NAMED = frozenset(
    f"programme: {rule}"
    for rule in ("named with the figure", "in turn", "named before the list", "part named beside its whole")
)
"""The rules by which a programme is named where its figure stands."""
AS_BEFORE = "provider: as the figure before"
LEFT_OPEN: tuple[Codes, str] = ((), "")
"""What a rule gives that says that nothing may fill a slot."""


class Asked(NamedTuple):
    """A figure whose parties are asked for, with what its sentence and its list say of it."""

    context: Context
    parsed: Parsed
    number: int
    draft: Draft
    found: Sides
    lead: Lead | None
    governing: Governing | None

    @property
    def last(self) -> Draft | None:
        """The figure before it in the text."""
        return self.context.last


def taken_up(asked: Asked) -> Draft | None:
    """The figure that a definite noun at the head of a sentence takes up, where no country is named but its own parties with that noun."""
    parsed = asked.parsed
    if asked.number or not parsed.anaphors:
        return None
    told = antecedent(asked.context, parsed, asked.draft.anchor[0])
    behind = {
        code for party in parsed.parties if party.code and party.start > asked.draft.anchor[0] for code in party.codes
    }
    if told is None or not behind <= {*told.provider}:
        return None  # who gave may tell it: "The package includes 12 boats, Sweden said"
    named = {code for party in parsed.parties if party.code for code in party.codes}
    return told if named <= {*told.provider, *told.recipient} else None


def gets(asked: Asked) -> bool:
    """Whether the figure's verb is one whose subject receives."""
    return asked.governing is not None and asked.governing.verb.frame in GETS


def before_the_list(asked: Asked, slot: str) -> Given:
    """Whom the words before a list name, or what they count has: provider or recipient."""
    lead = asked.lead
    if lead is None:
        return None
    given: Codes = getattr(lead.sides, slot) or (getattr(lead.draft, slot) if lead.draft else ())
    return (given, "named before the list") if given else None


def spends_its_own(asked: Asked) -> Given:
    """What is told in the money of the country a text is about, and of no other country, is that country's own."""
    unit, own = asked.draft.unit or "", asked.context.own or asked.context.home
    if asked.draft.kind != MONEY or len(own) != 1 or unit in _SHARED_MONEY:
        return None
    if asked.governing is not None and asked.governing.stage not in _OWN_STAGES:
        return None
    told = taken_up(asked)
    if told is not None and told.recipient and told.recipient != own:
        return None  # "The package includes 2 billion crowns worth of ammunition"
    until = asked.parsed.next_anchor(asked.number)
    alone = all(party.code in ("", own[0]) for party in asked.parsed.parties if party.start < until)
    return (own, "its own money") if alone and are_own_money(unit, own) else None


def goes_on_with_spending(asked: Asked) -> bool:
    """Whether a sum follows on what another country spent on itself, and nothing tells that it is given: "Mexico spent $16 billion on
    defense. Colombia reached $15 billion"."""
    last, draft, governing = asked.last, asked.draft, asked.governing
    if draft.kind != MONEY or last is None or last.kind != MONEY or draft.programme or len(last.provider) != 1:
        return False
    if last.provider != last.recipient or not any(rule.startswith("recipient: own spending") for rule in last.rules):
        return False
    given = governing is not None and governing.verb.frame in _GIVING and governing.verb.form != "weak"
    return not given or (governing is not None and governing.stage in BUDGETED)


def are_own_money(unit: str | None, codes: Codes) -> bool:
    """Whether a currency is that of the only country given."""
    return len(codes) == 1 and unit not in _SHARED_MONEY and (unit or "")[:2] == _LETTERS.get(codes[0])


def is_named_here(draft: Draft) -> bool:
    """Whether the sentence of a figure, or the words before its list, name its programme."""
    return not any(rule not in _NAMED and rule.startswith("programme: ") for rule in draft.rules)
