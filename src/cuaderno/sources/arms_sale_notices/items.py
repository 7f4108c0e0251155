"""Articles and their quantities out of the clause that describes what is wanted: "fifteen (15) helicopters, 28 guns, and …"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cuaderno.errors import ReadingError
from cuaderno.reading.text import number_words, spoken_amount, tidy

LONGEST_LABEL = 300
_WORD = "|".join(sorted((word for table in number_words().values() for word in table), key=len, reverse=True))
_WORDS = rf"\b(?:{_WORD})(?:(?:[\s\0]+|-)(?:and[\s\0]+)?(?:{_WORD}))*\b"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})"
_QUANTITY = re.compile(
    rf"(?P<before>\A|[;,:]|\band\b|\bup[\s\0]+to\b|\n)[\s\0]*(?:and[\s\0]+)?(?:up[\s\0]+to[\s\0]+)?(?:an[\s\0]+additional[\s\0]+)?"
    rf"(?:(?P<words>{_WORDS})[\s\0]*\([\s\0]*(?P<both>{_DIGITS})[\s\0]*\)|\([\s\0]*(?P<bare>{_DIGITS})[\s\0]*\)"
    rf"|(?P<digits>{_DIGITS})(?![.,][0-9])|(?P<alone>{_WORDS}))[\s\0]+(?:each[\s\0]+)?(?=[A-Za-z0-9(./“\"'])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?![\s\0]*[0-9][0-9,]*[\s\0]*\))[^()]*\)")


@dataclass(frozen=True, slots=True)
class Item:
    """An article: how many, what, the span of the quantity in the text, and why the quantity is doubted, if it is."""

    quantity: int
    label: str
    span: tuple[int, int]
    doubt: str | None


def items_of(text: str, start: int, end: int, no_articles: Collection[str]) -> Iterator[Item]:
    """The articles between `start` and `end`, in their order.

    A quantity stands at the start, or after a comma, a semicolon, a colon or "and"; at the start of a line only if it is
    written both in words and in digits, for lines break anywhere. What stands in parentheses describes and is not counted.
    """
    clause = _ASIDE.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), text[start:end])
    found = [one for one in _QUANTITY.finditer(clause) if _counts(one, clause, no_articles)]
    mark = ";" if ";" in clause else ","
    for at, one in enumerate(found):
        until = found[at + 1].start() if at + 1 < len(found) else len(clause)
        stop = clause.find(mark, one.end(), until)
        label = tidy(text[start + one.end() : start + (stop if stop >= 0 else until)])
        name = next(name for name in ("both", "bare", "digits", "alone") if one[name])
        yield Item(
            int(spoken_amount(one[name])),
            re.sub(r"[\s,;:.]*(?:\band)?[\s,;:.]*\Z", "", label)[:LONGEST_LABEL],
            (start + one.start(name), start + one.end(name)),
            _doubt(one),
        )


def _counts(found: re.Match[str], clause: str, no_articles: Collection[str]) -> bool:
    if found["before"] == "\n" and not found["both"]:
        return False
    word = re.match(r"[A-Za-z]*", clause[found.end() :])
    return word is None or word[0].casefold() not in no_articles


def _doubt(found: re.Match[str]) -> str | None:
    """Words and digits that say two different numbers."""
    if not found["words"]:
        return None
    try:
        said = spoken_amount(found["words"])
    except ReadingError:
        return None
    digits = spoken_amount(found["both"])
    return None if said == digits else f"two quantities: {tidy(found['words'])} ({digits})"
