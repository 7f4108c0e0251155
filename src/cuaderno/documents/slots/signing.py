"""What a contract is for: "signed a contract with a firm for the delivery of three submarines", "the contracts called for the supply of 180";
and what an accord includes: "reached an accord that includes the delivery of $38 million"."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.roles import FOR
from cuaderno.documents.slots.stage_words import Verb

CONTRACT, ACCORD = "contract", frozenset(("contract", "accord"))
_REACH, _LED, _TIED, _INCLUDED, _HEAD, _OPENS = 110, 2, 12, 3, 2, 24
_SIGNED = frozenset(("signed", "agreed", "announced"))
_DEEDS = frozenset(("give", "send", "sell", "buy", "get", "train"))


def signing(parsed: Parsed, noun: Verb) -> Verb | None:
    """The verb by which a contract was signed that is for what a noun names; None where the noun stands for a deed of its own."""
    if noun.form != "noun" or noun.frame not in _DEEDS or not parsed.links:
        return None
    if (included := _included(parsed, noun)) is not None:
        return included
    contract = next((m for m in reversed(parsed.links) if m.code == CONTRACT and m.end <= noun.start), None)
    if contract is None or noun.start - contract.end > _REACH:
        return None
    words = parsed.gap(contract.end, noun.start)
    if ";" in words or not any(parsed.small.role.get(word) == FOR for word in words[-_LED:]):
        return None
    behind = parsed.verb_after(contract.end)
    if behind is not None and behind.stage == "requested" and behind.start - contract.end < _TIED:
        return behind._replace(stage="signed")  # "the contracts called for the delivery of"
    return next((v for v in reversed(parsed.verbs) if v.end <= contract.start and v.stage in _SIGNED), None)


def _included(parsed: Parsed, noun: Verb) -> Verb | None:
    """The verb by which an accord was reached that is said to include what a noun names."""
    accord = next((m for m in reversed(parsed.links) if m.code in ACCORD and m.end <= noun.start), None)
    if accord is None and accord_taken_up(parsed) is not None:
        return noun._replace(stage="agreed")
    if accord is None or noun.start - accord.end > _REACH:
        return None
    words, includes = parsed.gap(accord.end, noun.start), parsed.sentence.scene.words.local("slot-included")
    if ";" in words or not any(word in includes for word in words[-_INCLUDED:]):
        return None
    signed = next((v for v in reversed(parsed.verbs) if v.end <= accord.start and v.stage in _SIGNED), None)
    return signed or noun._replace(stage="agreed")


def accord_taken_up(parsed: Parsed) -> Mark | None:
    """The contract or accord of the sentence before that one takes up by saying at its head what it holds: "It covers six frigates", "Comprende ocho
    barcos"; None where none does."""
    before = parsed.sentence.previous
    if before is None or before.block != parsed.sentence.block:
        return None
    holding, words = (
        parsed.sentence.scene.words.local("slot-holding"),
        parsed.gap(parsed.start, parsed.start + _OPENS)[:_HEAD],
    )
    holds = words[:1] and (words[0] in holding or (words[0] in parsed.small.it and words[-1] in holding))
    return next((m for m in before.of("link") if m.code in ACCORD), None) if holds else None
