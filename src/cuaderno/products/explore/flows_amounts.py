"""Amounts with what they are counted in, in the words of a language: dollars by their sign, persons and items by their name."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.products.page import Span, Spans
from cuaderno.products.words import amount, figure, plain, unit_words

if TYPE_CHECKING:
    from cuaderno.products.shapes import Fig

_SIGNED = ("USD", "TIV")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def in_full(lang: str, fig: Fig) -> Spans:
    """A figure with its unit, citing its statements."""
    if _signed(fig):
        return (figure(lang, fig, "full"),)
    return (figure(lang, fig), Span("text", _NO_BREAK), *unit_words(lang, fig.unit))


def in_short(lang: str, fig: Fig) -> str:
    """A figure as a picture writes it, where dollars are rounded to millions."""
    value = fig.value or Decimal(0)
    if _signed(fig):
        return amount(lang, value, fig.unit, "short")
    return f"{amount(lang, value, fig.unit)}{_NO_BREAK}{plain(unit_words(lang, fig.unit))}"


def _signed(fig: Fig) -> bool:
    """Whether the unit stands in the amount itself; what an article once cost is dollars too, and says so by its name."""
    return fig.unit.partition("@")[0] in _SIGNED
