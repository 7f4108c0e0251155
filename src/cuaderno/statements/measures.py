"""Stages and units, and what may be summed with what.

The vocabulary and the rules are data in `tables/measures.toml`: each rule names a condition over the fields
of what is to be added, a reason, and what to ask instead. This module reads and applies them; it holds none.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from cuaderno.errors import CannotAdd
from cuaderno.statements.programmes import Relation, nearest, programme, related, unknown_name

_MONEY = re.compile(r"(?P<currency>[A-Z]{3})(?:@(?P<base>\d{4}))?")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a thing has come: requested, obligated, delivered, in force …

    `flow` is the lifecycle it belongs to first, `other_flows` those that share it. `kind` is what its figures
    are: flow, stock, ceiling or count. `why_not_*` says why a stage whose `sums_over_years` is false is not
    summed.
    """

    code: str
    flow: str
    kind: str
    sums_over_years: bool
    name_en: str
    name_es: str
    verb_en: str
    verb_es: str
    plain_en: str
    plain_es: str
    why_not_en: str = ""
    why_not_es: str = ""
    other_flows: tuple[str, ...] = ()

    def name(self, lang: str = "en") -> str:
        """The stage's name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en

    def verb(self, lang: str = "en") -> str:
        """The one word a product may put beside a figure of this stage."""
        return self.verb_es if lang == "es" else self.verb_en

    def plain(self, lang: str = "en") -> str:
        """What it means, for a reader of newspapers."""
        return self.plain_es if lang == "es" else self.plain_en


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure is counted in. `code` as written (USD, USD@2020, persons), `base` the base year or ""."""

    code: str
    family: str
    name_en: str
    name_es: str
    sums_over_years: bool
    sums_over_programmes: bool
    currency: str = ""
    base: str = ""

    def name(self, lang: str = "en") -> str:
        """The unit's name in English or Spanish."""
        return self.name_es if lang == "es" else self.name_en


@dataclass(frozen=True, slots=True)
class Rule:
    """One refusal, with one condition: same, together, named, at_most, forbid, relation, or only a universe.

    `named` holds of the programmes that a question names, all of which have the values or none has; a universe, which is a
    publisher's or a law's own sum, may bring both with it.
    `among` narrows it to addends whose fields have one of the values; `show` is the field a message lists.
    """

    id: str
    reason_en: str
    reason_es: str
    ask_en: str
    ask_es: str
    same: str = ""
    together: Mapping[str, tuple[str, ...]] | None = None
    forbid: Mapping[str, tuple[str, ...]] | None = None
    named: Mapping[str, tuple[str, ...]] | None = None
    at_most: int | None = None
    relation: str = ""
    universe: str = ""
    among: Mapping[str, tuple[str, ...]] | None = None
    show: str = ""

    def reason(self, lang: str = "en") -> str:
        """Why it must not be added; a template whose words in braces the refusal fills in."""
        return self.reason_es if lang == "es" else self.reason_en

    def ask(self, lang: str = "en") -> str:
        """What to ask instead."""
        return self.ask_es if lang == "es" else self.ask_en


@dataclass(frozen=True, slots=True)
class Addend:
    """What the rules must know of one figure: `programme` may be "", `period` is a code such as "FY2019"."""

    stage: str
    unit: str
    measure_kind: str
    programme: str
    source: str
    snapshot_series: str
    calendar: str
    period: str


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    file = resources.files("cuaderno.statements").joinpath("tables", "measures.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _stages() -> dict[str, Stage]:
    return {
        entry["code"]: Stage(**{**entry, "other_flows": tuple(entry.get("other_flows", ()))})
        for entry in _tables()["stages"]
    }


@cache
def _units() -> dict[str, Unit]:
    return {entry["code"]: Unit(**entry) for entry in _tables()["units"]}


def all_stages() -> tuple[Stage, ...]:
    """Every stage, lifecycle by lifecycle, in its order."""
    return tuple(_stages().values())


def all_units() -> tuple[Unit, ...]:
    """Every unit of the table; USD@BASE stands for the constant dollars of any year."""
    return tuple(_units().values())


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every refusal in the order in which it is asked. One id may have two conditions."""
    return tuple(Rule(**{name: _frozen(value) for name, value in entry.items()}) for entry in _tables()["rules"])


def _frozen(value: Any) -> Any:
    return {field: tuple(values) for field, values in value.items()} if isinstance(value, dict) else value


def stage(code: str) -> Stage:
    """The stage with exactly this code.

    Raises:
        UnknownName: there is none; `near` lists the nearest codes.
    """
    found = _stages().get(code)
    if found is None:
        raise unknown_name(code, nearest(code, _stages()), "en", "a_stage")
    return found


def find_stage(text: str, lang: str = "en") -> Stage:
    """The stage a person means by its code or its English or Spanish name, whatever its case.

    Raises:
        UnknownName: no stage is called that; `near` lists the nearest codes. It is never guessed.
    """
    names = _stage_names()
    code = names.get(" ".join(text.split()).casefold())
    if code is None:
        near = tuple(dict.fromkeys(names[name] for name in nearest(text, names, limit=6)))[:3]
        raise unknown_name(text, near, lang, "a_stage")
    return _stages()[code]


@cache
def _stage_names() -> dict[str, str]:
    names: dict[str, str] = {}
    spellings: tuple[Callable[[Stage], str], ...] = (
        lambda s: s.code,
        lambda s: s.code.replace("_", " "),
        lambda s: s.name_en,
        lambda s: s.name_es,
        lambda s: s.verb_en,
        lambda s: s.verb_es,
    )
    for spelling in spellings:
        for entry in all_stages():
            names.setdefault(spelling(entry).casefold(), entry.code)
    return names


@cache
def unit(code: str) -> Unit:
    """The unit written `code`: one of the table, or an ISO 4217 currency, alone or with `@` and a base year.

    Raises:
        UnknownName: it is none of these; `near` lists the nearest codes.
    """
    found = _units().get(code)
    if found is not None and found.family != "money":
        return found
    money = _MONEY.fullmatch(code)
    if money is None or _units().get(money["currency"], _units()["USD"]).family != "money":
        raise unknown_name(code, nearest(code, _units()), "en", "a_unit")
    currency, base = money["currency"], money["base"] or ""
    like = _units()["USD@BASE" if base else "USD"]
    name_en, name_es = (code, code) if currency != "USD" else (like.name_en, like.name_es)
    return Unit(
        code=code,
        family=like.family,
        name_en=name_en.replace("{base}", base),
        name_es=name_es.replace("{base}", base),
        sums_over_years=like.sums_over_years,
        sums_over_programmes=like.sums_over_programmes,
        currency=currency,
        base=base,
    )


def rule(rule_id: str) -> Rule:
    """The first rule with this id.

    Raises:
        UnknownName: there is none.
    """
    for found in all_rules():
        if found.id == rule_id:
            return found
    ids = dict.fromkeys(entry.id for entry in all_rules())
    raise unknown_name(rule_id, nearest(rule_id, ids), "en", "a_rule")


def refusal(rule_id: str, lang: str = "en", **words: str) -> CannotAdd:
    """The error of one rule, its reason filled in with `words` (found, inner, outer, universe)."""
    return _refuse(rule(rule_id), lang, words)


def _refuse(broken: Rule, lang: str, words: Mapping[str, str]) -> CannotAdd:
    opening = "No se puede sumar." if lang == "es" else "This cannot be added."
    reason = broken.reason(lang).format(**words)
    return CannotAdd(f"{opening} {reason} {broken.ask(lang)}", rule=broken.id)


def check_addable(addends: Iterable[Addend], lang: str = "en") -> None:
    """Refuse a set of figures that has no sum; return in silence when it has one.

    Several years of one flow have a sum. The rules of `measures.toml` are asked in their order, and the first
    that is broken speaks. The order of the addends never matters.

    Raises:
        CannotAdd: with the reason and what to ask instead; `rule` is the rule's id.
        UnknownName: a stage, a unit or a programme is in no table.
    """
    seen = [(addend, _fields(addend), count) for addend, count in Counter(addends).items()]
    for one in all_rules():
        words = _broken(one, [row for row in seen if _matches(one.among, row[1])], lang)
        if words is not None:
            raise _refuse(one, lang, words)


def check_named(programmes: Iterable[str], lang: str = "en") -> None:
    """Refuse programmes that a question names together and that have no sum; return in silence when they have one.

    Raises:
        CannotAdd: with the reason and what to ask instead.
        UnknownName: a programme is not in the catalogue.
    """
    fields = [{"programme": code, "programme.kind": programme(code).kind} for code in programmes]
    for one in all_rules():
        having = [row for row in fields if _matches(one.named, row)] if one.named else []
        if having and len(having) < len(fields):
            raise _refuse(one, lang, {"found": _list(one.show, having, lang)})


def add(values: Iterable[tuple[Addend, Decimal]], lang: str = "en") -> Decimal:
    """The exact sum of figures that may be added; the same in whatever order they come. Of none it is 0.

    Raises:
        CannotAdd: the rules forbid it.
        ValueError: a value is not a finite number.
    """
    pairs = list(values)
    check_addable((addend for addend, _ in pairs), lang)
    numbers = [Decimal(0), *(value for _, value in pairs)]
    if not all(number.is_finite() for number in numbers):
        raise ValueError("a figure to be added is not a finite number")
    lowest = min(int(number.as_tuple().exponent) for number in numbers)
    highest = max(number.adjusted() for number in numbers)
    width = max(highest - lowest, 0) + len(str(len(numbers))) + 2
    with localcontext(Context(prec=width, traps=[Inexact, InvalidOperation])):
        return sum(numbers, Decimal(0))


Fields = dict[str, str]
Row = tuple[Addend, Fields, int]


def _fields(addend: Addend) -> Fields:
    """Everything a condition may name of one addend, as text."""
    entry = programme(addend.programme) if addend.programme else None
    counted_in = unit(addend.unit)
    kinds = {addend.measure_kind, stage(addend.stage).kind}
    return {
        "stage": addend.stage,
        "unit": addend.unit,
        "measure_kind": addend.measure_kind,
        "programme": addend.programme,
        "source": addend.source,
        "snapshot_series": addend.snapshot_series,
        "calendar": addend.calendar,
        "period": addend.period,
        "kind": next((kind for kind in ("ceiling", "stock") if kind in kinds), addend.measure_kind),
        "unit.family": counted_in.family,
        "unit.currency": counted_in.currency,
        "unit.base": counted_in.base,
        "unit.sums_over_years": str(counted_in.sums_over_years).lower(),
        "unit.sums_over_programmes": str(counted_in.sums_over_programmes).lower(),
        "programme.kind": entry.kind if entry else "",
        "programme.assistance": str(entry.assistance).lower() if entry else "",
    }


def _matches(wanted: Mapping[str, tuple[str, ...]] | None, fields: Fields) -> bool:
    return all(fields[name] in values for name, values in (wanted or {}).items())


def _broken(one: Rule, rows: Sequence[Row], lang: str) -> dict[str, str] | None:
    """The words for the message if these addends break the rule, None if they keep it."""
    if one.relation:
        return _related_words(one.relation, rows, lang)
    found = _found(one, rows)
    return None if found is None else {"found": _list(one.show or _field(one), found, lang)}


def _found(one: Rule, rows: Sequence[Row]) -> list[Fields] | None:
    """The fields of the addends that together break a condition, None if it holds."""
    fields = [row[1] for row in rows]
    if one.same:
        return fields if len({row[one.same] for row in fields}) > 1 else None
    if one.together:
        ((name, values),) = one.together.items()
        meeting = [row for row in fields if row[name] in values]
        return meeting if len({row[name] for row in meeting}) > 1 else None
    if one.forbid:
        return [row for row in fields if _matches(one.forbid, row)] or None
    if one.at_most is not None:
        return fields if sum(count for _, _, count in rows) > one.at_most else None
    return None


def _field(one: Rule) -> str:
    return one.same or next(iter(one.together or one.forbid or one.among or {}), "stage")


def _related_words(kind: str, rows: Sequence[Row], lang: str) -> dict[str, str] | None:
    codes = sorted({row[0].programme for row in rows} - {""})
    for a, b in combinations(codes, 2):
        relation: Relation | None = related(a, b)
        if relation is not None and relation.kind == kind:
            return {
                "inner": _word("programme", relation.inner, lang),
                "outer": _word("programme", relation.outer, lang),
            }
    return None


def _list(field: str, rows: Sequence[Fields], lang: str) -> str:
    """The distinct values of one field as a reader calls them: "a, b and c"."""
    words = [_word(field, value, lang) for value in sorted({row[field] for row in rows})]
    if len(words) < 2:
        return "".join(words)
    conjunction = "and" if lang == "en" else ("e" if re.match(r"(?i)h?i(?![aeo])", words[-1]) else "y")
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _word(field: str, value: str, lang: str) -> str:
    if not value:
        return "(sin programa)" if lang == "es" else "(no programme)"
    if field == "programme":
        return f"{programme(value).name(lang)} ({value})"
    if field == "stage":
        return stage(value).name(lang)
    return unit(value).name(lang) if field == "unit" else value
