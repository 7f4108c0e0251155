"""Contracts that are awarded and sums that are paid: what is signed, and what who buys has spent itself."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.own_funds import OWN, pays_with_its_own
from cuaderno.documents.slots.parsed import MINISTRY, USA, Parsed
from cuaderno.documents.slots.roles import BARE, BY, FOR, IN, OF, WITH
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.surroundings import DURATIONS
from cuaderno.statements.claim import MONEY, QUANTITY

_DEEDS = frozenset(("fin", "ed", "part"))
_AWARDED = frozenset(("provided", "announced", "delivered"))
PAID = "paid by who buys"
"""The rule by which a sum is what who buys has spent."""
HELD = ("signed", "what a contract holds")
"""The stage of what a contract is told to hold, and its rule."""
_NEAR, _PAYEE, _HEAD, _HOLDING, _FIRM = 40, 16, 9, 80, 40
"""Characters between a sum and the contract whose it is, between a verb and who is paid, at the head of a sentence before its
contract, and from a contract to the verb for what it holds, and behind a sum in which the firm stands that gets it."""


def contracted_or_paid(context: Context, parsed: Parsed, number: int, governing: Governing) -> tuple[str, str] | None:
    """The stage of what a contract awards and of what who buys has paid, and the rule; None for all else."""
    if pays_with_its_own(parsed, number, governing.stage):
        return "spent", OWN
    if parsed.links and _is_awarded(parsed, number, governing):
        return "signed", "a contract that is awarded"
    if parsed.links and _is_held(parsed, governing):
        return HELD
    verb = governing.verb
    if not _pays(parsed, verb) or parsed.anchors[number].draft.kind != MONEY:
        return None
    first = not number or parsed.anchors[number - 1].end <= verb.start
    if first and pays_itself(context, parsed, verb):
        return "spent", PAID
    return ("spent", "paid to a firm") if first and _to_a_firm(parsed, number, verb) else None


def _pays(parsed: Parsed, verb: Verb) -> bool:
    """Whether a verb is one of paying: "paid", "desembolsó"."""
    paying = verb.stage == "disbursed" and verb.form in ("ed", "fin")
    word = parsed.plain[verb.start : verb.end]
    return verb.frame == "settle" or (paying and word in parsed.sentence.scene.words.local("slot-paying-out"))


def _to_a_firm(parsed: Parsed, number: int, verb: Verb) -> bool:
    """Whether a firm is told to be paid, before a sum or behind it: "paid contractors $150 million", "pagó 60 millones a la empresa"."""
    firms, small = parsed.sentence.scene.words.local("slot-firm"), parsed.small
    for word in parsed.gap(verb.end, min(parsed.anchors[number].end + _FIRM, parsed.next_anchor(number))):
        if word in firms:
            return True
        if word in ";:" or small.clause.get(word) in ("cut", "rel"):
            return False
    return False


def pays_itself(context: Context, parsed: Parsed, verb: Verb) -> bool:
    """Whether who pays is no donor, but whom the text is about, or its organs: "Lima pagó 2 millones por su traslado"."""
    subject = next((p for p in reversed(parsed.parties) if p.end <= verb.start and p.role == BARE), None)
    if subject is None or subject.code == USA or verb.form not in ("ed", "fin"):
        return False
    if any(p.start - verb.end in range(_PAYEE) and p.code for p in parsed.parties):
        return False  # "paid Brazil $500 million"
    return subject.kind in ("state", MINISTRY) or subject.code in (*context.own, *context.home)


def contract_has(parsed: Parsed, number: int) -> bool:
    """Whether a sentence tells what a contract holds, and no verb before the figure says more: "El contrato incluye 24 misiles"."""
    if _is_for(parsed, number):
        return True
    if _leading_contract(parsed) is None:
        return False
    return not any(verb.end <= parsed.anchors[number].start and verb.form != "weak" for verb in parsed.verbs)


def _is_for(parsed: Parsed, number: int) -> bool:
    """Whether things are what a contract right before them is for: "the contract for 24 jets", "su firma en el contrato por 24 F-16"."""
    here = parsed.anchors[number]
    if here.draft.kind != QUANTITY or here.draft.unit in DURATIONS:
        return False
    contract = next((m for m in reversed(parsed.links) if m.code == "contract" and m.end <= here.start), None)
    if contract is None or here.start - contract.end > _HEAD:
        return False
    words = parsed.gap(contract.end, here.start)
    return len(words) == 1 and parsed.small.role.get(words[0]) in (FOR, BY, OF)


def _leading_contract(parsed: Parsed) -> Mark | None:
    """The first contract of a sentence, where it stands at its head."""
    first = next((m for m in parsed.links if m.code == "contract"), None)
    return first if first is not None and first.start - parsed.start <= _HEAD else None


def _is_held(parsed: Parsed, governing: Governing) -> bool:
    """Whether a contract at the head of a sentence holds what is told: "El contrato, por valor de 21 millones, contempla la entrega de"."""
    first = _leading_contract(parsed)
    if first is None or governing.negated:
        return False
    holding = parsed.sentence.scene.words.local("slot-holding")
    told = governing.verb
    counted = any(first.end <= anchor.start and anchor.end <= told.start for anchor in parsed.anchors)
    if counted and told.form in _DEEDS and parsed.plain[told.start : told.end] not in holding:
        return False  # "comprende dos fragatas por 300 millones, de los que ya se abonaron 90"
    verb = next((v for v in parsed.verbs if v.start >= first.end and v.form != "noun"), None)
    until = verb.end if verb is not None else parsed.end
    return any(word in holding for word in parsed.gap(first.end, min(until, first.end + _HOLDING)))


def _is_awarded(parsed: Parsed, number: int, governing: Governing) -> bool:
    """Whether what is given or won is a contract: "awarded a firm a $38 million contract for 12 engines"."""
    if governing.stage not in _AWARDED or governing.verb.frame not in ("give", "get") or governing.negated:
        return False
    if governing.verb.form == "noun" or governing.verb.start > parsed.anchors[number].start:
        return False
    here, small = parsed.anchors[number], parsed.small
    for mark in parsed.links:
        if mark.code != "contract" or mark.start < governing.verb.end:
            continue
        if here.draft.kind == MONEY and here.end <= mark.start < here.end + _NEAR:
            words = parsed.gap(here.end, mark.start)
            return not any(w in ",;" or w in small.clause or small.role.get(w) in (FOR, IN, WITH) for w in words)
        if mark.end <= here.start:
            return any(small.role.get(word) in (FOR, OF) for word in parsed.gap(mark.end, here.start))
    return False
