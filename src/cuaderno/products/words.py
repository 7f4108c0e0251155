"""The language side of a rendering: sentences from the catalogue, money, years, dates and the marks of blanks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources

from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.gaps import BLANKS
from cuaderno.products.page import Span, Spans
from cuaderno.products.phrases import PHRASES
from cuaderno.products.plain import decimal_text
from cuaderno.products.shapes import Fig
from cuaderno.statements.measures import unit as unit_of
from cuaderno.statements.money import format_money, split_unit
from cuaderno.statements.periods import US_FISCAL, YEARLY, parse_period, parse_window

LANGUAGES = ("en", "es")
PROVISIONAL = frozenset({"M0", "M1"})
_PLACES = re.compile(r"\{(\w+)\}")
_YEAR = re.compile(r"(?:FY|CY)?(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?")
_DIGITS = re.compile(r"\S*\d\S*")
_SPANISH = str.maketrans(",.", ".,")
_MINUS = "\N{MINUS SIGN}"
_NO_BREAK = "\N{NO-BREAK SPACE}"


@cache
def translations(lang: str) -> NullTranslations:
    """The catalogue of a language. English is the source language and needs none.

    Raises QuestionError for a language there is no catalogue of.
    """
    if lang == "en":
        return NullTranslations()
    if lang not in LANGUAGES:
        raise QuestionError(f"{lang!r} is not a language Cuaderno writes: use en or es.")
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = resources.files("cuaderno.products").joinpath("locale", lang, "LC_MESSAGES", "cuaderno.po")
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def word(lang: str, key: str) -> str:
    """A phrase without places to fill, in a language."""
    return translations(lang).pgettext(key, PHRASES[key])


@cache
def _pieces(lang: str, key: str) -> tuple[tuple[str, str], ...]:
    parts = _PLACES.split(word(lang, key))
    return tuple(("place" if number % 2 else "text", part) for number, part in enumerate(parts) if part or number % 2)


def say(lang: str, key: str, **parts: str | Span | Spans) -> Spans:
    """A sentence of the catalogue with its places filled by text or spans."""
    spans: list[Span] = []
    for kind, piece in _pieces(lang, key):
        filling = parts[piece] if kind == "place" else piece
        if isinstance(filling, str):
            spans.append(Span("text", filling))
        else:
            spans.extend([filling] if isinstance(filling, Span) else filling)
    return tuple(spans)


def say_text(lang: str, key: str, **parts: str | Span | Spans) -> str:
    """As `say`, as mere text."""
    return plain(say(lang, key, **parts))


def sentence(lang: str, key: str, **parts: str | Span | Spans) -> Spans:
    """As `say`, with a capital at the start even where the first words are filled in."""
    first, *rest = say(lang, key, **parts)
    if first.kind == "text":
        first = replace(first, text=first.text[:1].upper() + first.text[1:])
    return (first, *rest)


@lru_cache(maxsize=1024)
def vocabulary(text: str) -> Spans:
    """Words of the vocabulary or of a card as spans: its years are times, its codes and sections of law are quoted."""
    spans: list[Span] = []
    at = 0
    for found in _DIGITS.finditer(text):
        if found.start() > at:
            spans.append(Span("text", text[at : found.start()]))
        spans.extend(_quoted(found[0]))
        at = found.end()
    if at < len(text):
        spans.append(Span("text", text[at:]))
    return tuple(spans)


def _quoted(token: str) -> Iterable[Span]:
    """A token with digits, the punctuation around it left outside."""
    head = token[: len(token) - len(token.lstrip("(«“‘'\"["))]
    core = token[len(head) :].rstrip(".,;:!?)»”’'\"]")
    tail = token[len(head) + len(core) :]
    if "(" in core and ")" not in core and tail.startswith(")"):
        core, tail = core + ")", tail[1:]
    kind: Span = Span("time", core) if _YEAR.fullmatch(core) else Span("cite", core)
    return (*((Span("text", head),) if head else ()), kind, *((Span("text", tail),) if tail else ()))


def cited(text: str) -> Spans:
    """Words of a source or of the law, verbatim."""
    return (Span("cite", text),) if text else ()


@lru_cache(maxsize=4096)
def period(lang: str, code: str, style: str = "table") -> Span:
    """A period as it is written in prose, as a span of years ("2008–2015"), or in a table under a head that says "year"."""
    if not code:
        return Span("text", "")
    window = parse_window(code)
    if window.first is None or window.last is None or window.calendar not in YEARLY:
        return Span("time", window.echo(lang).rpartition(" (")[0] or window.echo(lang), value=code)
    ends = [word(lang, "quarter") if end.is_quarter else str(end.year) for end in (window.first, window.last)]
    said = "–".join(dict.fromkeys(ends)).replace(" ", _NO_BREAK)
    if style == "prose":
        said = plain(
            say(lang, f"{'fiscal' if window.calendar == US_FISCAL else 'calendar'}_{_number_of(code)}", years=said)
        )
    return Span("time", said, value=code)


def within(lang: str, code: str) -> Spans:
    """ "in fiscal year 2020", "en los años fiscales 2017–2020"."""
    return say(lang, f"within_{_number_of(code)}", period=period(lang, code, "prose"))


def the_years(lang: str, code: str) -> Spans:
    """The years as the object of a sentence, with their article where the language has one."""
    return say(lang, f"the_{_number_of(code)}", period=period(lang, code, "prose"))


def _number_of(code: str) -> str:
    window = parse_window(code)
    return "one" if window.first == window.last else "many"


@lru_cache(maxsize=256)
def day(lang: str, iso: str) -> Span:
    """A date, spelt out."""
    return Span("time", parse_window(iso[:10]).echo(lang), value=iso[:10])


def year_head(lang: str, codes: Iterable[str]) -> str:
    """The head of a column of periods."""
    calendars = {parse_period(code).calendar for code in codes}
    return word(lang, "fiscal_year" if calendars == {"US-FY"} else "year")


def amount(lang: str, value: Decimal, unit: str, style: str = "bare", *, signed: bool = False) -> str:
    """A value as it is printed: `bare` without what it is counted in (its column says it), `full` with it, `short` in millions."""
    return _amount(lang, str(value), unit, style, signed)


@lru_cache(maxsize=1 << 16)
def _amount(lang: str, digits: str, unit: str, style: str, signed: bool) -> str:
    value = Decimal(digits)  # 1.5 and 1.50 are one value, and are not written alike
    if unit == "percent":
        text = _percent(lang, value)
    elif style == "bare":
        text = amount_digits(lang, f"{value:f}")
    elif unit == "TIV":
        text = say_text(
            lang,
            "million_tiv",
            number=amount_digits(lang, f"{(value / 1_000_000).quantize(Decimal('0.1'), ROUND_HALF_UP)}"),
        )
    elif unit[:3] == "USD":
        text = format_money(value, lang, "short" if style == "short" else "full")
    else:
        text = f"{amount_digits(lang, f'{value:f}')} {unit}"
    if signed and value > 0:
        text = f"+{text}"
    return text.replace(" ", _NO_BREAK)


@lru_cache(maxsize=8192)
def amount_digits(lang: str, digits: str) -> str:
    """A plain number with the marks of thousands and decimals of a language; cents that are zero are left out.

    >>> amount_digits("es", "38525000.00")
    '38.525.000'
    """
    number = Decimal(digits)
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".") if number == number.to_integral_value() else text
    text = text.replace("-", _MINUS)
    return text.translate(_SPANISH) if lang == "es" else text


def _percent(lang: str, value: Decimal) -> str:
    places = Decimal(1) if abs(value) >= 100 else Decimal("0.1")
    digits = f"{value.copy_abs().quantize(places, ROUND_HALF_UP):,f}"
    if lang == "es":
        digits = digits.translate(str.maketrans(",.", ".,")) + " "
    return f"{_MINUS if value < 0 else ''}{digits}%"


def figure(lang: str, fig: Fig | None, style: str = "bare") -> Span:
    """A figure with its statements, or the mark of its blank."""
    if fig is None:
        return Span("text", "")
    if fig.value is None:
        reason = fig.blank or "not_collected_here"
        mark = word(lang, f"blank_{reason}")
        return Span("blank", mark, ref=fig.id if fig.count else "", value=reason, title=BLANKS[reason][lang])
    signed = fig.computed in {"difference", "change"}
    return Span(
        "figure",
        amount(lang, fig.value, fig.unit, style, signed=signed),
        ref=fig.id,
        value=decimal_text(fig.value),
        unit=fig.unit,
        mark=word(lang, "mark_provisional") if fig.maturity in PROVISIONAL else "",
    )


def legend(lang: str, spans: Iterable[Span]) -> tuple[Spans, ...]:
    """What the marks among these spans mean, each once."""
    seen = list(spans)
    lines: list[Spans] = []
    if any(span.mark for span in seen):
        mark = Span("strong", word(lang, "mark_provisional"))
        lines.append(say(lang, "legend_provisional", mark=mark))
    blanks = {span.value: span for span in seen if span.kind == "blank"}
    lines += [(Span("strong", span.text), Span("text", f" {span.title}")) for span in blanks.values()]
    return tuple(lines)


def called(title: str) -> str:
    """What people call a source: what stands in parentheses in its title, else what stands before a comma or colon.

    >>> called("Notices of sales (Arms Export Control Act, section 36(b))"), called("Figures, and texts: a list")
    ('Arms Export Control Act, section 36(b)', 'Figures')
    """
    _, opened, within = title.partition("(")
    if not opened:
        return re.split(r"[,:]", title, maxsplit=1)[0]
    depth = 1
    for at, letter in enumerate(within):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if not depth:
            return within[:at]
    return within


def unit_words(lang: str, unit: str) -> Spans:
    """What is counted in: current dollars, constant dollars with their base year, or anything else by its name."""
    if unit == "percent":
        return (Span("text", word(lang, "percent")),)
    currency, base = split_unit(unit)
    if currency != "USD":
        try:
            return vocabulary(unit_of(unit).name(lang))
        except UnknownName:
            return (Span("cite", unit),)
    if base is None:
        return (Span("text", word(lang, "current_dollars")),)
    return say(lang, "constant_dollars", base=Span("time", str(base), value=str(base)))


def plain(spans: Iterable[Span]) -> str:
    """Spans as mere text."""
    return "".join(span.text for span in spans)
