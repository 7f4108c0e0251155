"""Agreements of no type of their own: those under which forces are somewhere, and words that only stand for a sale or a form."""

from __future__ import annotations

from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.looking import Look
from cuaderno.documents.relations.topics import is_civil

_BEHIND, _NAME, _FEW = 18, 40, 3
"""Characters behind the word, and of the name of a government, and words before it."""


def is_basis(seen: Look, trigger: Mark, verb: Mark) -> bool:
    """Whether forces do what is told under it, and it is said with whom it is: "troops train there under an agreement with the government"."""
    if verb.code != "active" or verb.end > trigger.start or not seen.sentence.of("counted"):
        return False
    words, contracts = seen.words(verb.start, trigger.end), seen.scene.words.local("contract_word")
    if len(seen.words(verb.end, trigger.start)) > _FEW or is_civil(seen, verb.end, seen.end):
        return False
    if any(seen.code("is_definite", word) or word.word.decode("ascii") in contracts for word in words):
        return False
    return with_somebody(seen, trigger) or any(seen.code("is_bilateral", word) for word in words)


def with_somebody(seen: Look, trigger: Mark) -> bool:
    """Whether it is said right behind the word with whom it is: "an agreement with the Kenyan government", "el convenio con Israel"."""
    link = seen.first("rel_to", trigger.end, min(seen.end, trigger.end + _BEHIND))
    if link is None or link.code != "from" or link.start != trigger.end + 1:
        return False
    return bool(seen.named(link.end, min(seen.end, link.end + _NAME)))


def is_price(seen: Look, trigger: Mark, verb: Mark | None) -> bool:
    """Whether the word only stands for a sale whose price follows: "approved the possible sale in a deal valued at $300 million"."""
    behind = seen.words(trigger.end, min(seen.end, trigger.end + _BEHIND))[:1]
    priced = bool(behind) and behind[0].start == trigger.end + 1 and seen.code("is_valued", behind[0]) is not None
    return priced and (verb is None or verb.code not in ("signed", "agreed", "terminated"))


def is_bare(seen: Look, trigger: Mark) -> bool:
    """Whether a preposition stands right before the word, without an article: "39 million according to contract", "según contrato"."""
    word = seen.scene.word_before(trigger.start)[0]
    return word in seen.scene.words.local("is_bare_lead")
