"""Words of a sentence that name nothing: articles, adverbs, relatives, numbers, and the parts of a time."""

from __future__ import annotations

from cuaderno.documents.relations.looking import Look, Token

TIMES = ("weekday", "month", "relative", "timeunit")


def is_light(seen: Look, word: Token) -> bool:
    """Whether a word is an article, an adverb, a relative, a number, or part of a time."""
    if (
        word.word.isdigit()
        or seen.code("is_det", word)
        or seen.code("is_adverb", word)
        or seen.code("is_definite", word)
    ):
        return True
    if any(mark.start <= word.start < mark.end for mark in seen.of("rel_restrict")):
        return True
    return any(mark.start <= word.start < mark.end for kind in TIMES for mark in seen.sentence.of(kind))


def is_timed(seen: Look, word: Token) -> bool:
    """The same, or the preposition of a time: "in November", "el 14 de mayo"."""
    return is_light(seen, word) or seen.code("is_time_lead", word) is not None


def on_condition(seen: Look, at: int) -> bool:
    """Whether the part of a sentence up to a place begins with a condition: "If signed, the agreement would", "Una vez ratificado, el acuerdo"."""
    comma = seen.scene.plain.rfind(", ", seen.start, at)
    start = comma + len(", ") if comma >= 0 else seen.start
    return seen.scene.plain.startswith(tuple(seen.scene.words.local("is_condition")), start)
