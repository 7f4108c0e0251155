"""What a check says, in English and Spanish: sentences from `reasons.toml`, filled with the facts of a verdict."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import groupby

from cuaderno.checking.checked import Definition, Finding, Input, Verdict
from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.gaps import BLANKS
from cuaderno.statements.claim import AT_LEAST, AT_MOST, FIGURES, Claim
from cuaderno.statements.measures import all_rules, stage, unit
from cuaderno.statements.periods import parse_window
from cuaderno.statements.programmes import programme
from cuaderno.statements.umbrellas import find_reading, find_umbrella
from cuaderno.statements.universes import universe

NO_VALUE = "—"
_MARKS = {"en": {}, "es": str.maketrans(",.", ".,")}
_MILLION, _BILLION = Decimal(10**6), Decimal(10**9)
_PLACES = 3
_UNSAID = ("rank", "ratio")
"""Units whose numbers say nothing without their own words."""


@cache
def _sentences() -> dict[str, dict[str, dict[str, str]]]:
    file = resources.files("cuaderno.checking").joinpath("reasons.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _said(section: str, code: str, lang: str) -> str:
    return _sentences()[section][code][_language(lang)]


def _language(lang: str) -> str:
    return "es" if lang.lower().startswith("es") else "en"


def verdict_name(verdict: str, lang: str = "en") -> str:
    """A verdict's name: "contradicted", «contradicha»."""
    return _said("verdict", verdict, lang)


def outcome_name(outcome: str, lang: str = "en") -> str:
    """What came of one definition, in a word."""
    return _said("outcome", outcome, lang)


def flag_text(flag: str, lang: str = "en") -> str:
    """What a flag warns of, in a sentence."""
    return _said("flag", flag, lang)


def as_of_text(day: date | None, why: str, lang: str = "en") -> str:
    """The day a document was checked as of, and where that comes from."""
    return _said("as_of", why, lang).format(day=day.isoformat() if day else "")


def reason_text(verdict: Verdict, lang: str = "en") -> str:
    """Why the verdict is what it is, in a sentence or two."""
    return _reason(verdict.reason, _words(verdict, lang), lang)


def definition_text(definition: Definition, lang: str = "en") -> str:
    """Why a definition could not be computed, or is only shown; "" where its numbers are the reason."""
    if not definition.reason:
        return ""
    return _reason(definition.reason, {**_EMPTY, **_defined(definition, lang)}, lang)


def _reason(code: str, words: dict[str, str], lang: str) -> str:
    if code in _sentences()["reason"]:
        return _said("reason", code, lang).format(**words)
    rule = next((one for one in all_rules() if one.id == code), None)
    if rule is None:
        raise UnknownName(f"“{code}” is no reason of reasons.toml and no rule of measures.toml.")
    text = rule.reason(_language(lang)).replace("({found})", "").replace("  ", " ")
    return _said("reason", "cannot_add", lang).format(rule=text)


def quotable(claim: Claim, verdict: Verdict, lang: str = "en") -> str:
    """The one sentence a reader may quote: what the document says, what the publications say, at which stage."""
    words = _words(verdict, lang)
    words["claimed"] = claimed_text(claim, lang)
    section = "quote" if claim.kind in FIGURES else "quote_relation"
    return _said(section, verdict.verdict, lang).format(**words, reason=_reason(verdict.reason, words, lang))


def finding_text(finding: Finding, lang: str = "en") -> str:
    """What a document says against itself, in a sentence or two."""
    counted = str(finding.facts.get("unit") or "")
    words = {name: _found(name, value, counted, lang) for name, value in finding.facts.items()}
    return _said("finding", finding.reason, lang).format(**words)


def _found(name: str, value: object, counted: str, lang: str) -> str:
    """A fact of a finding: amounts with their unit, parts of a hundred with one decimal where there is one."""
    if not isinstance(value, Decimal):
        return _fact(value, lang)
    if name in _PARTS:
        return f"{value.normalize():f}".translate(_MARKS[_language(lang)])
    return amount_text(value, counted, lang)


_PARTS = ("share", "computed")
"""Facts of a finding that are parts of a hundred, not amounts."""

_EMPTY = dict.fromkeys(
    (
        "claimed", "computed", "difference", "relative", "subject", "verb", "window", "title", "as_of", "lowest", "highest",
        "passing", "tried", "covered", "asked", "missing", "resolvers", "untested", "not_held", "stages", "elsewhere",
    ),
    "",
)  # fmt: skip


def _words(verdict: Verdict, lang: str) -> dict[str, str]:
    """Everything a sentence may say of a verdict, spoken."""
    facts = verdict.facts
    best = verdict.definitions[verdict.best] if 0 <= verdict.best < len(verdict.definitions) else None
    counted = best.unit if best else str(facts.get("unit") or "")
    words = {**_EMPTY, **{name: _fact(value, lang) for name, value in facts.items()}}
    words.update(_defined(best, lang) if best else dict.fromkeys(_EMPTY, ""))
    titles = facts.get("title")
    if isinstance(titles, dict):
        words["title"] = str(titles[_language(lang)])
    for name in ("lowest", "highest"):
        value = facts.get(name)
        words[name] = amount_text(value, counted, lang) if isinstance(value, Decimal) else ""
    for name in ("passing", "tried"):
        words[name] = str(facts.get(name, ""))
    for name in ("untested", "stages", "elsewhere"):
        words[name] = _listed([_verb(code, lang) for code in _codes(facts.get(name))], "and", lang)
    words["not_held"] = _listed([_subject(code, lang) for code in _codes(facts.get("not_held"))], "and", lang)
    return words


def _fact(value: object, lang: str) -> str:
    """A fact that no other word speaks of, as it is."""
    if isinstance(value, Decimal):
        return number_text(value, lang)
    if isinstance(value, dict):
        return str(value[_language(lang)])
    return str(value) if isinstance(value, str | int | date) else ""


def _codes(given: object) -> tuple[str, ...]:
    return tuple(str(code) for code in given) if isinstance(given, tuple) else ()


def _defined(one: Definition, lang: str) -> dict[str, str]:
    """What a definition says, spoken."""
    subject = _subject(one.universe, lang)
    base = one.price_basis.partition(":")[2]
    return {
        "subject": _said("subject", "constant", lang).format(subject=subject, base=base) if base else subject,
        "verb": _verb(one.stage, lang),
        "window": window_text(one.window, lang),
        "title": one.publisher,
        "as_of": _said("piece", "as_of", lang).format(day=one.as_of) if one.as_of else "",
        "computed": amount_text(one.computed, one.unit, lang),
        "difference": difference_text(one.difference, one.unit, lang),
        "relative": relative_text(one.relative, lang),
        "covered": str(one.covered),
        "asked": str(one.asked),
    }


def _subject(code: str, lang: str) -> str:
    """What is summed, by its name: a programme, a universe, a label, a reading of one, a share of one in another."""
    if code in _sentences()["subject"]:
        return _said("subject", code, lang)
    if reading := find_reading(code):
        return reading.name(_language(lang))
    part, slash, whole = code.partition("/")
    if slash:
        return _said("subject", "share", lang).format(part=_subject(part, lang), whole=_subject(whole, lang))
    for find in (programme, find_umbrella, universe):
        try:
            return f"{find(code).name(_language(lang))} ({code})"
        except UnknownName:
            continue
    return code


def _verb(code: str, lang: str) -> str:
    try:
        return stage(code).verb(_language(lang))
    except UnknownName:
        return code


def window_text(code: str, lang: str = "en") -> str:
    """A window as one says it: "fiscal years 2017–2020"; the code itself where it is none."""
    try:
        return parse_window(code).echo(_language(lang)).partition(" (")[0]
    except QuestionError:
        return code


def number_text(value: Decimal, lang: str = "en") -> str:
    """A number with its marks of thousands, without needless zeros."""
    places = 0 if value == value.to_integral_value() else 2
    return f"{value:,.{places}f}".replace("-", "\N{MINUS SIGN}").translate(_MARKS[_language(lang)])


def amount_text(value: Decimal | None, counted_in: str, lang: str = "en") -> str:
    """A computed amount in full with its unit; a dash where there is none."""
    return NO_VALUE if value is None else _with_unit(number_text(value, lang), counted_in, lang)


def _with_unit(number: str, counted_in: str, lang: str) -> str:
    code = counted_in.partition("@")[0]
    if code in _sentences()["unit"] and code != "other":
        return _said("unit", code, lang).format(n=number)
    try:
        name = unit(code).name(_language(lang)) if code else ""
    except UnknownName:
        name = code
    return _said("unit", "other", lang).format(n=number, unit=name).strip()


def difference_text(value: Decimal | None, counted_in: str, lang: str = "en") -> str:
    """How far a sum lies from what is written, with its sign: + where the sum is larger."""
    if value is None:
        return NO_VALUE
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return sign + _with_unit(number_text(abs(value), lang), counted_in, lang)


def relative_text(value: Decimal | None, lang: str = "en") -> str:
    """A distance as a part of what is written, in per cent."""
    if value is None:
        return NO_VALUE
    number = f"{100 * value:,.1f}".translate(_MARKS[_language(lang)])
    return _said("unit", "percent", lang).format(n=number)


def claimed_text(claim: Claim, lang: str = "en") -> str:
    """The figure as the document writes it, hedge and all, in the reader's language."""
    if claim.value is None or claim.unit in _UNSAID:
        return _said("piece", "quoted", lang).format(n=" ".join(claim.quote.split()).rstrip(".;,:"))
    if claim.unit == "percent" and claim.hedge == AT_LEAST and claim.value == 50:
        return _said("hedge", "majority", lang)
    number = _written(claim.value, claim, lang)
    if claim.value_high is not None:
        return _said("hedge", "between", lang).format(n=number, high=_written(claim.value_high, claim, lang))
    hedge = "below" if claim.hedge == AT_MOST and claim.strict else claim.hedge or "none"
    return _said("hedge", hedge, lang).format(n=number)


def _written(value: Decimal, claim: Claim, lang: str) -> str:
    counted = claim.item if claim.unit == "items" and claim.item else claim.unit or ""
    return _with_unit(_scaled(value, lang), counted, lang)


def _scaled(value: Decimal, lang: str) -> str:
    """A round number in millions or thousands of millions, without losing a digit; any other in full."""
    for scale, name in ((_BILLION, "billion"), (_MILLION, "million")):
        part = (value / scale).normalize()
        if not _said("scale", name, lang):
            continue
        if abs(value) >= scale and -int(part.as_tuple().exponent) <= _PLACES:
            return _said("scale", name, lang).format(n=f"{part:,f}".translate(_MARKS[_language(lang)]))
    return number_text(value, lang)


def formula(definition: Definition, lang: str = "en") -> str:
    """The arithmetic: "38,525,000 + 63,944,498 = 102,469,498"; a dash for a year without a figure."""
    if not definition.inputs:
        return ""
    result = amount_text(definition.computed, "" if definition.unit != "percent" else "percent", lang)
    if definition.unit == "percent" and len(definition.inputs) == 2 * definition.asked:
        part, whole = definition.inputs[: definition.asked], definition.inputs[definition.asked :]
        return f"100 × ({_added(part, lang)}) / ({_added(whole, lang)}) = {result}"
    return f"{_added(definition.inputs, lang)} = {result}"


def _added(inputs: Sequence[Input], lang: str) -> str:
    """The terms of a sum; one that is shown and not used stands in brackets."""
    terms = []
    for one in inputs:
        number = NO_VALUE if one.value is None else number_text(one.value, lang)
        terms.append(f"[{number}]" if one.value is not None and one.blank == "unsettled" else number)
    return " + ".join(terms)


def missing_text(verdict: Verdict, lang: str = "en") -> str:
    """What is missing for a decision, and which publication would tell it; "" where nothing is."""
    parts = []
    for why, years in _without_figure(verdict):
        text = _blank(why, lang)
        parts.append(_said("missing", "years", lang).format(years=_spans(years, lang), why=text))
    words = _words(verdict, lang)
    parts += [_said("missing", name, lang).format(**words) for name in ("untested", "not_held") if words[name]]
    resolvers = [_said("resolver", code, lang) for code in _codes(verdict.facts.get("resolvers"))]
    if resolvers:
        parts.append(_said("missing", "resolvers", lang).format(resolvers=_listed(resolvers, "or", lang)))
    return " ".join(parts)


def _without_figure(verdict: Verdict) -> list[tuple[str, list[str]]]:
    missing = verdict.facts.get("missing")
    pairs = [one for one in missing if isinstance(one, tuple)] if isinstance(missing, tuple) else []
    return [(why, [str(period) for period, _ in some]) for why, some in groupby(pairs, key=lambda one: str(one[1]))]


def _blank(code: str, lang: str) -> str:
    return BLANKS[code][_language(lang)] if code in BLANKS else _said("blank", code, lang)


def _spans(years: Sequence[str], lang: str) -> str:
    return years[0] if len(years) == 1 else _said("piece", "years", lang).format(first=years[0], last=years[-1])


def _listed(words: Iterable[str], join: str, lang: str) -> str:
    """ "a", "a and b", "a, b and c"."""
    some = list(dict.fromkeys(words))
    link = _said("piece", join, lang)
    if len(some) < 2:
        return "".join(some)
    return link.join(some) if join == "or" else f"{', '.join(some[:-1])}{link}{some[-1]}"
