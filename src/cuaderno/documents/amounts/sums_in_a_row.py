"""Sums that leave out scale and currency because those beside them told them: "Germany (€1,213 million), France (422)", "in 2010 it was 22"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.understood import is_year
from cuaderno.documents.amounts.unsaid_sums import closes, raised_like
from cuaderno.documents.draft import GOING_ON, Draft
from cuaderno.documents.scene import NAMES
from cuaderno.statements.claim import MONEY

if TYPE_CHECKING:
    from cuaderno.documents.amounts.drafting import Drafter

_MOST, _WORDS, _PAST = Decimal(100_000), 5, 3
_SHARES = ("percent", "ratio")


def sum_in_a_row(drafter: Drafter, index: int, number: Number) -> Draft | None:
    """The sum of the next country of a row, or of another year, in the scale and currency of the one before; or None."""
    last = _last(drafter, number)
    if last is None or number.scaled or number.value >= _MOST:
        return None
    sentence = drafter.sentence(number)
    near = last.anchor[0] >= sentence.start
    if not near and (sentence.previous is None or last.anchor[0] < sentence.previous.start):
        return None
    if not (
        (_in_brackets(drafter, number, near=near) or (near and _of_the_next_place(drafter, number)))
        if last is drafter.drafts[-1] and last.unit in _SHARES
        else _told(drafter, number, near=near, beside=last is drafter.drafts[-1])
    ):
        return None
    if last.unit not in _SHARES and not raised_like(drafter, index, number, last):
        return None
    draft = drafter.new(MONEY, number, GOING_ON)
    draft.unit = last.unit
    return draft


def _last(drafter: Drafter, number: Number) -> Draft | None:
    """The sum before, past its change in percent, and past the things whose cost a number is."""
    cost = _is_cost(drafter, number)
    for draft in drafter.drafts[: -_PAST - 1 : -1]:
        if draft.kind != MONEY:
            if not cost:
                return None
        elif "change" not in draft.marks and draft.unit != "ratio":
            return draft
    return None


def _told(drafter: Drafter, number: Number, *, near: bool, beside: bool) -> bool:
    """Whether the number is the sum of another country, of another year, or what things cost, or where a sum came to."""
    if _is_cost(drafter, number) or _of_another_year(drafter, number):
        return True
    if near and _come_to(drafter, number):
        return True
    return beside and (_in_brackets(drafter, number, near=near) or (near and _of_the_next_place(drafter, number)))


def _is_cost(drafter: Drafter, number: Number) -> bool:
    """Whether a verb of costing stands right before a number that ends its phrase: "Cuatro aviones supusieron 142"."""
    return drafter.scene.word_before(number.lead)[0] in drafter.local("costing") and closes(drafter, number)


def _in_brackets(drafter: Drafter, number: Number, *, near: bool) -> bool:
    """Whether a number stands alone in brackets behind a country, in a row of such ones if the sum stands in the sentence before."""
    scene = drafter.scene
    word, start, _ = scene.word_before(number.lead)
    if word != "(" or scene.plain[number.end : number.end + 1] != ")" or not _is_place(drafter, number, start - 1):
        return False
    sentence = drafter.sentence(number)
    return near or scene.plain.count(" (", sentence.start, sentence.end) > 1


def _of_the_next_place(drafter: Drafter, number: Number) -> bool:
    """Whether a country leads in a number that ends its phrase: "Francia, con 422", "a Colombia 9.556 y a México apenas 6.020", "Uruguay, 973"."""
    if is_year(drafter.scene, number) or not closes(drafter, number):
        return False
    word, start, _ = drafter.scene.word_before(number.lead)
    if word in drafter.local("row_tie") or word in drafter.local("just_so_many"):
        word, start, _ = drafter.scene.word_before(start)
        return _is_place(drafter, number, start if word == "," else start + len(word))
    return _is_place(drafter, number, start if word == "," else number.lead - 1)


def _is_place(drafter: Drafter, number: Number, end: int) -> bool:
    """Whether the name of a country, or of an organisation, ends at a place of the number's sentence."""
    return any(mark.end == end and mark.kind in NAMES for mark in drafter.sentence(number).marks)


def _of_another_year(drafter: Drafter, number: Number) -> bool:
    """Whether a year and its verb, or its comma, lead in a number that ends its phrase: "in 2010 it was 22 and in 2011, 20"."""
    if is_year(drafter.scene, number) or not closes(drafter, number):
        return False
    led = drafter.scene.words_before(number.lead, _WORDS)
    if not led or not (led[0][0] == "," or led[0][0] in drafter.local("copula_of_sums")):
        return False
    years = [at for at, (word, _, _) in enumerate(led) if word.isdigit() and len(word) == len("2019")]
    if not years or years[0] + 1 >= len(led) or led[years[0] + 1][0] not in drafter.local("year_before"):
        return False
    return led[0][0] != "," or years[0] == 1


def _come_to(drafter: Drafter, number: Number) -> bool:
    """Whether a verb right before says that a sum came to so much: "a cut that left it at 10"."""
    verb = drafter.sentence(number).before("counting_to", number.lead)
    return (
        verb is not None
        and number.lead - verb.end <= 1
        and verb.code in ("fall", "rise", "total")
        and closes(drafter, number)
    )
