"""Sums that leave out their scale or their currency: $55 million to Taiwan and the remaining 30 to Lebanon; la factura asciende a 34,5 millones."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.draft import Draft
from cuaderno.statements.claim import MONEY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_THOUSAND, _TEN_THOUSAND, _MILLION, _WHOLE = Decimal(1000), Decimal(10_000), 6, Decimal("0.5")
PART = "part of the sum before"
"""The rule that makes a bare number a part of a sum, in its scale."""
_LEAST, _MOST = Decimal(100_000), Decimal(1_000_000_000)
_LONG, _TWO, _BACK, _DIRECTLY = 120, 2, 6, 6
_PAYING = frozenset(("give", "spend", "ask", "plan", "get", "approve", "authorize"))
_SHARES = ("percent", "ratio")
"""Units of what stands between a sum and one that it is held against: "a cut of $64 million, or 14 percent, from the 465.5"."""


def left_over(drafter: Drafter, index: int, number: Number) -> Draft | None:
    """What is left of a sum, its scale and currency said just before: and the remaining 30 to Lebanon, otros 21, faltan 910."""
    last = _last_sum(drafter, number)
    if last is None or last.kind != MONEY or number.scaled or number.value >= _limit(drafter, number, last):
        return None
    if last.anchor[0] < drafter.sentence(number).start or number.start - last.anchor[1] > _LONG:
        return None
    left = _is_left(drafter, number)
    priced = _is_price(drafter, number)
    tells = (left and _acts(drafter, index, number)) or _is_held_against(drafter, number)
    tells = tells or _goes_on(drafter, index, number, last) or _is_told_anew(drafter, number, last)
    sign = _sign(drafter, number)
    tells = tells or bool(sign)
    if not (left or priced or tells or number.half < _WHOLE) or not (closes(drafter, number) or tells):
        return None  # decimals are of a sum: "6,1 millones; para 2022 pidió solo 2,5"
    if not raised_like(drafter, index, number, last):
        return None
    draft = drafter.new(MONEY, number, "sum left over, scale and currency said before")
    draft.unit = last.unit
    if sign:
        draft.value = -number.value if sign == "-" else number.value
        draft.mark("change", "so much more or less than another sum")
    return draft


def _limit(drafter: Drafter, number: Number, last: Draft) -> Decimal:
    """Up to where a bare number can be a sum."""
    if _is_told_anew(drafter, number, last):
        return _LEAST
    return _TEN_THOUSAND if last.rules[0] == PART or _is_held_against(drafter, number) else _THOUSAND


def _sign(drafter: Drafter, number: Number) -> str:
    """The sign of so much more or less than another sum: "508 millones, 37 menos que los aprobados"; or nothing."""
    scene, degree = drafter.scene, drafter.local("degree_sign")
    after, _, end = scene.word_after(number.end)
    return degree[after] if after in degree and scene.word_after(end)[0] in drafter.local("comparing") else ""


def raised_like(drafter: Drafter, index: int, number: Number, last: Draft) -> bool:
    """Whether the sum before is told in millions or more; the number is then raised by the same."""
    before = (one for one in drafter.numbers[max(0, index - _BACK) : index][::-1] if one.end <= last.anchor[1])
    power = next((one.power for one in before), 0)
    if power < _MILLION:
        return False
    number.raised(power)
    return True


def _last_sum(drafter: Drafter, number: Number) -> Draft | None:
    """The figure before that is no share, past the things of a list where it is a price or has decimals: "two aircraft for 49.2"."""
    near = [one for one in drafter.drafts[: -_TWO - 1 : -1] if one.unit not in _SHARES]
    sums = [one for one in near if one.kind == MONEY]
    past = number.half < _WHOLE or _is_price(drafter, number)
    return sums[0] if sums and past else next(iter(near), None)


def _is_price(drafter: Drafter, number: Number) -> bool:
    """Whether a number stands behind the word for a price: "cinco aviones por 138"."""
    return drafter.scene.word_before(number.lead)[0] in drafter.local("at_a_price")


def _is_left(drafter: Drafter, number: Number) -> bool:
    """Whether a word before or behind a number says that so much is left: otros 100, los 215 restantes."""
    rest, scene = drafter.local("left_over"), drafter.scene
    before = any(word in rest for word, _, _ in scene.words_before(number.lead, 2))
    return before or scene.word_after(number.end)[0] in rest


def _is_held_against(drafter: Drafter, number: Number) -> bool:
    """Whether a sum is held against such a number: "compared with the 465.5 requested"."""
    marks = drafter.sentence(number).of("contrasted")
    return any(0 <= number.lead - mark.end <= _DIRECTLY for mark in marks)


def _goes_on(drafter: Drafter, index: int, number: Number, last: Draft) -> bool:
    """Whether a row of sums goes on: "60 millones para el mar: diez para una base, seis para otra y 32 destinados a aeronaves"."""
    scene = drafter.scene
    if last is not drafter.drafts[-1] or drafter.phrase(index).head is not None or last.value is None:
        return False
    sign = scene.word_before(number.lead)[0]
    tied = sign in (":", ";") or sign in drafter.local("lists")
    return tied and scene.word_after(number.end)[0] in drafter.local("row_goal") and number.value > 1


def _is_told_anew(drafter: Drafter, number: Number, last: Draft) -> bool:
    """Whether a verb tells another sum by a number that ends its phrase: "y este año ha autorizado 620", "eleva el monto a 22.000"."""
    scene = drafter.scene
    if last is not drafter.drafts[-1] or number.word or number.value <= _DIRECTLY or not closes(drafter, number):
        return False
    if number.end - number.start == len("2019") and scene.text[number.start : number.end].isdigit():
        return False
    word, start, end = scene.word_before(number.lead)
    if any(mark.end == end and mark.code.split()[1] in _PAYING for mark in drafter.sentence(number).of("stage")):
        return True
    if word not in drafter.local("sum_told"):
        return False
    told = scene.word_before(start)[0] in drafter.local("told_sum")
    moved = drafter.sentence(number).before("counting_to", last.anchor[0])
    if moved is not None and moved.code == "from" and last.anchor[0] - moved.end <= 1:
        return word in drafter.local("range")  # "pasó de 80 millones de dólares a 95"
    return told or word not in drafter.local("slot-role")


def _acts(drafter: Drafter, index: int, number: Number) -> bool:
    """Whether what follows such a number is the verb of which it is the subject, or the word for what is left: otros 100 irán a."""
    word = drafter.scene.word_after(number.end)[0]
    if word in drafter.local("left_over"):
        return True
    return drafter.phrase(index).head is None and word[-1:] not in drafter.local("plural_ending")


def round_sum(drafter: Drafter, number: Number) -> Draft | None:
    """A great round number behind a programme of money, where a currency was spoken of: FMF restored at 500,000 in FY08."""
    if number.word or number.scaled or not _LEAST <= number.value < _MOST or number.value % _THOUSAND:
        return None
    if not drafter.money_unit or not closes(drafter, number) or not drafter.sentence(number).of("programme"):
        return None
    if drafter.last is not None and drafter.last[0].anchor[0] >= drafter.sentence(number).start:
        return None
    draft = drafter.new(MONEY, number, "round number of a programme of money")
    draft.unit = drafter.money_unit
    return draft


def said_elsewhere(drafter: Drafter, number: Number) -> str:
    """The currency that a text names, for a sum that names none where a word for a price or for aid tells that it is one."""
    if not drafter.sentence(number).has(frozenset(("fund", "priced", "programme"))) or not closes(drafter, number):
        return ""
    marks = drafter.scene.of("currency")
    before = [mark for mark in marks if mark.end <= number.start]
    mark = before[-1] if before else marks[0] if marks else None
    return "" if mark is None else mark.code


def of_a_time(drafter: Drafter, number: Number) -> bool:
    """Whether "of" behind a sum tells when, beside another one: frente a los 7,5 millones de esta gestión."""
    after = drafter.scene.words_after(number.end, 2)
    last = drafter.drafts[-1] if drafter.drafts else None
    if last is None or last.kind != MONEY or last.anchor[0] < drafter.sentence(number).start or len(after) < _TWO:
        return False
    return after[1][0] in drafter.local("definite_article") or after[1][0].isdigit()


def closes(drafter: Drafter, number: Number) -> bool:
    """Whether no noun of its own follows a number."""
    word = drafter.scene.word_after(number.end)[0]
    return not word[:1].isalnum() or word in drafter.counter.stop or word in drafter.local("lists")
