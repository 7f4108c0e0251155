"""Words as expressions over raw bytes, whatever the encoding: UTF-8, Latin-1, escapes of JSON, entities of HTML.

A letter beyond ASCII matches itself without its accent, its bytes in UTF-8 or Latin-1, `\\u00f3` and `&oacute;`; a blank matches
signs, line ends and their escapes; a word may begin right behind an escape (`\\nMilitary`, `\\u201cMilitary`).
"""

from __future__ import annotations

import re
from unicodedata import normalize

from cuaderno.corpus.engines import Pattern
from cuaderno.corpus.terms import Term

BEGIN = r"(?:\b|[0-9bcfnrt])"
"""Where a word may begin: behind a sign, or behind what the escapes of line ends, blanks, dashes and opening quotes end in; to ask for
the whole of an escape would halve the speed."""
BLANK = (
    r"(?:[^A-Za-z0-9]{1,6}|\\u[0-9A-Fa-f]{4}|[^A-Za-z0-9]{0,2}(?:\\[nrt]|&(?:nbsp|#160|#xa0);){1,2}[^A-Za-z0-9]{0,2})"
)
_GAP = r"(?:\s|\xc2\xa0|\xa0|\\u[0-9A-Fa-f]{4}|\\[nrt]|&(?:nbsp|#160|#xa0);){1,4}"
_NAME = _GAP + rf"(?:(?:the|el|la|los|las){_GAP})?(?:(?-i:[A-Z])|[\x80-\xff\\&])"
"""What follows a word before a name: perhaps an article, then a capital, or what may be one written otherwise."""
_RUN = re.compile(r"[A-Za-z0-9.&/]+")
_SIGNS = ("$", "\xe2\x82\xac", "\x80", "\xa3", "\\u20ac", "\\u00a3", "&euro;", "&pound;", "&#36;", "&#8364;", "&#163;")
"""Dollar, euro and pound: in UTF-8, Windows-1252 and Latin-1, escaped, and as entities."""
_THOUSANDS = r"[0-9]{2,3}(?:[.,' ]|\xc2\xa0|\\u00a0|&nbsp;)[0-9]{3}"
MODEL = Pattern(BEGIN + r"[A-Z]{1,3}-[0-9]", "-", cased=True)
"""A model that stands for the thing: F-16, JF-17, C-130."""


def expression(term: Term) -> Pattern:
    """A term as a pattern."""
    last = len(term.words) - 1
    said = BLANK.join(
        "".join(_letter(char, number == last and at == len(word) - 1 and not term.stem) for at, char in enumerate(word))
        for number, word in enumerate(term.words)
    )
    begin = BEGIN if term.words[0][0].isascii() else ""
    end = r"\b" if term.words[-1][-1].isascii() and not term.stem else ""
    literal = max((run for word in term.words for run in _RUN.findall(word)), key=len)
    return Pattern(begin + said + end + (_NAME if term.before_capital else ""), literal, term.cased)


def _letter(char: str, last: bool) -> str:
    if char.isascii():
        return re.escape(char)
    plain = normalize("NFD", char)[0]
    itself = plain + (r"\b|" if last else "|") if plain.isascii() else ""
    return rf"(?:{itself}[\x80-\xff]{{1,3}}|\\u[0-9A-Fa-f]{{4}}|&#?[0-9A-Za-z]{{2,7}};)"


def dollars() -> list[Pattern]:
    """Large sums in digits behind the dollar's sign: $45,000, $3.5bn."""
    return [
        Pattern(r"\$ ?[0-9]{2,3}[.,][0-9]{3}", "$"),
        Pattern(r"\$ ?[0-9][0-9.,]{0,6} ?(?:m|mm|bn|b|k)\b", "$"),
    ]


def amounts(currencies: tuple[str, ...]) -> list[Pattern]:
    """Large sums in digits with any sign or word for money."""
    signs = [Pattern(rf"{_bytes(sign)} ?(?:{_THOUSANDS}|[0-9]{{5}})", sign) for sign in _SIGNS]
    words = sorted({form[:4] for form in currencies if form.isascii() and form.isalpha() and len(form) > 2})
    return signs + [Pattern(rf"{_THOUSANDS}{BLANK}(?:de )?{word}", word) for word in words]


def _bytes(said: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in said.encode("latin-1"))
