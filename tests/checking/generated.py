"""Documents with known truth: figures of the ledger put into sentences, right or wrong in a known way; the same for the same seed.

A truth is `right` (exact, rounded, or hedged so that the hedge's test passes) or wrong in one way: by 3 %, by 10 %, twice the
figure, the figure of other years, of another stage, of another programme, or of the whole where the part is named. What is wrong
is so by every reading of its words: where another publisher, vintage, stage or universe has, by chance, a figure that the claim
fits, it is not planted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from .phrases import FILLERS, HEADINGS, HEDGES, NAMES, PROGRAMME_NAMES, SENTENCES, TITLES, UNDER_A_HEADING, years
from .readings import ALL, DAY, PLACES, PROGRAMMES, SPANS, STAGES, Key, Reading, figure, readings

RIGHT = ("exact", "rounded", "hedged")
WRONG = ("off_3", "off_10", "twice", "wrong_year", "wrong_stage", "wrong_programme", "parent_for_part")
WAYS = RIGHT + WRONG
OFF = {"off_3": Decimal("0.03"), "off_10": Decimal("0.10")}


@dataclass(frozen=True)
class Truth:
    """A claim in a document and what is known of it: its sentence, how it is wrong, if it is, its number, and what the ledger says."""

    quote: str
    way: str
    key: Key
    value: Decimal
    hedge: str
    readings: tuple[Reading, ...]

    @property
    def right(self) -> bool:
        """Whether the claim is right, by one reading at least; one that is not is wrong by all."""
        return self.way in RIGHT


@dataclass(frozen=True)
class Stated:
    """A number in words: `text` says it, `value` is what it says, `half` half of its last place, `hedge` its kind."""

    text: str
    value: Decimal
    half: Decimal
    hedge: str = ""


@dataclass
class Made:
    """One document."""

    language: str
    title: str
    text: str = ""
    day: date = DAY
    truths: list[Truth] = field(default_factory=list)


def documents(count: int = 200, seed: int = 1) -> list[Made]:
    """So many documents of one to three claims, half of them Spanish; the ways of being right and wrong come in turn."""
    dice = random.Random(seed)  # noqa: S311
    turns = _turns(dice)
    return [_document("es" if number % 2 else "en", dice, turns) for number in range(count)]


def _turns(dice: random.Random) -> Iterator[str]:
    while True:
        ways = [*RIGHT, *RIGHT, *WRONG]
        dice.shuffle(ways)
        yield from ways


def _document(language: str, dice: random.Random, turns: Iterator[str]) -> Made:
    place = dice.choice(PLACES)
    made = Made(language, dice.choice(TITLES[language]).format(c=NAMES[place][language == "es"]))
    paragraphs: list[str] = []
    for _ in range(dice.randint(1, 3)):
        heading = dice.random() < HEADINGS
        claim = _claim(language, place, next(turns), dice, SENTENCES if not heading else UNDER_A_HEADING)
        if claim is None or any(truth.key == claim.key for truth in made.truths):
            continue
        made.truths.append(claim)
        if heading:
            paragraphs.append(_capital(PROGRAMME_NAMES[claim.key.programme][language == "es"]))
        paragraphs.append(f"{claim.quote} {dice.choice(FILLERS[language])}")
    made.text = "\n\n".join([made.title, *(paragraphs or [dice.choice(FILLERS[language])])]) + "\n"
    return made


def _claim(
    language: str, place: str, way: str, dice: random.Random, sentences: dict[tuple[str, str], tuple[str, ...]]
) -> Truth | None:
    """A claim made wrong in this way, or right; None where the ledger has no figure that serves."""
    for _ in range(60):
        key = _some_key(place, dice)
        true = readings(key)
        stated = _stated(way, key, language, dice)
        if stated is not None and fits(stated, true) == (way in RIGHT):
            words = dice.choice(sentences[language, key.stage])
            return Truth(_sentence(words, language, key, stated), way, key, stated.value, stated.hedge, true)
    return None


def _some_key(place: str, dice: random.Random) -> Key:
    stage = dice.choice(("obligated", "obligated", "allocated", "disbursed", "provided"))
    low, high = SPANS[stage]
    first = dice.randint(low, high)
    return Key(place, dice.choice((*PROGRAMMES, *PROGRAMMES, ALL)), stage, first, min(high, first + dice.randint(0, 6)))


def fits(stated: Stated, true: tuple[Reading, ...]) -> bool:
    """Whether any reading makes the number right, or so nearly so that the rules call it near."""
    return any(_FITS[stated.hedge](one.value, stated.value, max(stated.half, one.near * stated.value)) for one in true)


_FITS: dict[str, Callable[[Decimal, Decimal, Decimal], bool]] = {
    "": lambda c, x, near: abs(c - x) <= near,
    "about": lambda c, x, near: abs(c - x) <= max(near, x / 20),
    "nearly": lambda c, x, _: Decimal("0.9") * x <= c <= Decimal("1.01") * x,
    "over": lambda c, x, near: c >= x - near,
    "under": lambda c, x, near: c <= x + near,
}
"""By the hedge's kind: computed c, stated x, and what is near."""


def _stated(way: str, key: Key, language: str, dice: random.Random) -> Stated | None:
    """The number claimed."""
    true = figure(key)
    if true is None:
        return None
    if way in RIGHT:
        return _right(way, dice.choice([one.value for one in readings(key) if one.value]), language, dice)
    if way == "twice" or way in OFF:
        factor = dice.choice((Decimal(2), Decimal("0.5"))) if way == "twice" else 1 + dice.choice((-1, 1)) * OFF[way]
        return _wrong(_digits(true * factor, 4), language, dice)
    other = figure(_other(way, key, dice))
    return _wrong(_digits(other, 4), language, dice) if other is not None else None


THREE = 3
"""Decimals that nobody writes in Spanish: where the comma parts thousands, "2,792 millones" are two billion."""


def _right(way: str, true: Decimal, language: str, dice: random.Random) -> Stated:
    if way == "exact":
        return _said(true.quantize(Decimal(1)), language, single=True)
    if way == "rounded":
        return _said(_digits(true, dice.choice((3, 4))), language)
    hedge, word = dice.choice(HEDGES[language])
    value = _digits(true, 2, {"over": ROUND_FLOOR, "under": ROUND_CEILING}.get(hedge, ROUND_HALF_EVEN))
    return _said(value, language, hedge, word)


def _wrong(value: Decimal, language: str, dice: random.Random) -> Stated:
    """One in three is hedged; whether it is wrong then is asked afterwards."""
    hedge, word = dice.choice(HEDGES[language]) if dice.random() < 1 / 3 else ("", "")
    return _said(value, language, hedge, word)


def _said(value: Decimal, language: str, hedge: str = "", word: str = "", *, single: bool = False) -> Stated:
    """A number in words; zeros at the end of its digits do not count, so that its last place is the last that is written."""
    text, scale, places = _written(value, language, single=single)
    if language == "es" and places == THREE:
        value = _digits(value, 3)
        text, scale, places = _written(value, language, single=single)
    return Stated(f"{word} {text}".strip(), value, Decimal(1).scaleb(scale - places) / 2, hedge)


def _written(value: Decimal, language: str, *, single: bool) -> tuple[str, int, int]:
    """An amount in words, the power of ten it is written in, and how many decimals it has there."""
    text = money(value, language, single=single)
    scale = 0 if single else 9 if "billion" in text else 6
    return text, scale, max(0, -int(value.scaleb(-scale).normalize().as_tuple().exponent))


def _other(way: str, key: Key, dice: random.Random) -> Key:
    """Whose figure is claimed in this key's name."""
    if way == "wrong_year":
        low, high = SPANS[key.stage]
        shift = dice.choice((-3, -2, -1, 1, 2, 3))
        first = min(max(low, key.first + shift), high)
        return replace(key, first=first, last=min(max(first, key.last + shift), high))
    if way == "wrong_stage":
        return replace(
            key,
            stage=dice.choice([one for one in STAGES if not set(STAGES[one]) & set(STAGES[key.stage])] or [key.stage]),
        )
    if way == "wrong_programme":
        return replace(key, programme=dice.choice([one for one in PROGRAMMES if one != key.programme]))
    return replace(key, programme="D1")


def _digits(value: Decimal, digits: int, how: str = ROUND_HALF_EVEN) -> Decimal:
    """The value with so many digits that count."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), rounding=how)


def _sentence(words: str, language: str, key: Key, stated: Stated) -> str:
    spanish = language == "es"
    programme, place = PROGRAMME_NAMES[key.programme][spanish], NAMES[key.recipient][spanish]
    return _capital(words.format(w=years(language, key.first, key.last), x=stated.text, p=programme, c=place))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def money(value: Decimal, language: str, *, single: bool = False) -> str:
    """A sum as the language writes it: in units where `single`, else in millions or in thousands of millions."""
    if single:
        whole = f"{value:,.0f}"
        return f"${whole}" if language == "en" else f"{whole.replace(',', '.')} dólares"
    if language == "en":
        scale, word = (9, "billion") if value >= 10**9 else (6, "million")
        return f"${_plain(value, scale)} {word}"
    written = _plain(value, 6)
    whole, _, part = written.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped}{',' + part if part else ''} millones de dólares"


def _plain(value: Decimal, scale: int) -> str:
    """The value in millions or billions, without zeros behind the point: a Spanish 1,800 may be read as 1 800."""
    written = f"{value.scaleb(-scale):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
