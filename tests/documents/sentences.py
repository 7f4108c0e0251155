"""The table of constructed sentences: what each says, read from `constructed/`, and how an answer is held against it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from cuaderno.reading.document import Document
from cuaderno.reading.plain import text_document
from cuaderno.statements.claim import AT_MOST, EVENT, FIGURES, RELATIONS, Claim

FOLDER = Path(__file__).parent / "constructed"
LANGUAGES = ("en", "es")
ANY = "any"
"""A stage or a programme on which the conventions for annotating say nothing: the stage of what did not happen."""
TOLERANCE = Decimal("0.001")
"""Two thirds are written 66.67."""


@dataclass(frozen=True)
class Sentence:
    """One row of the table: a sentence, what stands around it, and the claims in it."""

    name: str
    language: str
    phenomenon: str
    text: str
    claims: tuple[dict[str, Any], ...]
    title: str = ""
    heading: str = ""
    before: str = ""
    day: date | None = None
    around: str = field(init=False)
    start: int = field(init=False)

    def __post_init__(self) -> None:
        """Put the text together; `start` is where the sentence itself begins in it."""
        gap = "\n\n" if self.text.startswith("- ") else "\n" if "\n" in self.before else " "
        parts = [f"{part}\n\n" for part in (self.title, self.heading) if part]
        if self.before:
            parts.append(self.before + gap)
        lead = "".join(parts)
        object.__setattr__(self, "around", lead + self.text + "\n")
        object.__setattr__(self, "start", len(lead))

    @property
    def key(self) -> str:
        """Where the row stands: language, phenomenon, name."""
        return f"{self.language}/{self.phenomenon}/{self.name}"

    def document(self, text: str = "") -> Document:
        """The document that holds the sentence, or the same with another text."""
        return replace(text_document(text or self.around), title=self.title, day=self.day, language=self.language)


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every row of the table."""
    return tuple(_read())


def _read() -> Iterator[Sentence]:
    for language in LANGUAGES:
        for path in sorted((FOLDER / language).glob("*.toml")):
            for case in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["cases"]:
                day = date.fromisoformat(case["day"]) if "day" in case else None
                yield Sentence(
                    name=case["name"], language=language, phenomenon=path.stem, text=case["text"], claims=tuple(case["claims"]),
                    title=case.get("title", ""), heading=case.get("heading", ""), before=case.get("before", ""), day=day,
                )  # fmt: skip


def gaps() -> dict[str, str]:
    """The rows that are known not to be read right, each with the reason."""
    table = tomllib.loads((FOLDER / "gaps.toml").read_text(encoding="utf-8"))
    return {gap["case"]: gap["reason"] for gap in table.get("gaps", [])}


def differences(sentence: Sentence, found: Sequence[Claim]) -> list[str]:
    """What is wrong with an answer, in words: claims missed, claims invented, slots that differ; empty for a right one."""
    left = [claim for claim in found if claim.end > sentence.start and _counts(claim)]
    out = []
    for expected in sentence.claims:
        mine = [claim for claim in left if _same_figure(sentence, expected, claim)]
        best = min(mine, key=lambda claim: len(_slots(expected, claim)), default=None)
        if best is None:
            out.append(f"missed: {expected['kind']} {expected.get('value', '')} {expected['quote']!r}")
            continue
        left.remove(best)
        out += [f"{expected['quote']!r}: {wrong}" for wrong in _slots(expected, best)]
    out += [f"invented: {claim.kind} {claim.value} {claim.quote!r}" for claim in left if claim.kind != EVENT]
    return out


def _counts(claim: Claim) -> bool:
    return claim.kind in RELATIONS or claim.value is not None


def _same_figure(sentence: Sentence, expected: dict[str, Any], claim: Claim) -> bool:
    start = sentence.around.index(expected["quote"], sentence.start)
    if claim.kind != expected["kind"] or claim.end <= start or claim.start >= start + len(expected["quote"]):
        return False
    if claim.kind in RELATIONS:
        return _relation_parties(expected) == set(claim.provider) | set(claim.recipient) or len(sentence.claims) == 1
    return claim.value is not None and abs(claim.value - Decimal(expected["value"])) <= abs(claim.value) * TOLERANCE


def _relation_parties(expected: dict[str, Any]) -> set[str]:
    return set(_parties(expected, "provider")) | set(_parties(expected, "recipient"))


def _slots(expected: dict[str, Any], claim: Claim) -> list[str]:
    checks = _figure_slots(expected, claim) if claim.kind in (*FIGURES, EVENT) else _relation_slots(expected, claim)
    wrong = [f"{slot} {got!r} instead of {want!r}" for slot, want, got in checks if want != got]
    if not _period_fits(expected.get("period"), claim):
        wrong.append(f"period {(claim.period_start, claim.period_end)!r} instead of {expected.get('period')!r}")
    wrong += [
        f"mark {mark!r} not among {claim.marks!r}" for mark in expected.get("marks", []) if mark not in claim.marks
    ]
    return wrong


def _figure_slots(expected: dict[str, Any], claim: Claim) -> Iterator[tuple[str, Any, Any]]:
    high = expected.get("value_high")
    yield "value_high", None if high is None else Decimal(high), claim.value_high
    yield "unit", expected["unit"], claim.unit
    words = set(re.findall(r"\w+", expected.get("item", "").casefold()))
    yield "item", words, words & set(re.findall(r"\w+", (claim.item or "").casefold()))
    yield "hedge", expected.get("hedge"), claim.hedge
    if expected.get("hedge") == AT_MOST:
        yield "strict", expected.get("strict", False), claim.strict
    if expected.get("programme") != ANY:
        yield "programme", expected.get("programme"), claim.programme
    if expected.get("stage") != ANY:
        yield "stage", expected.get("stage"), claim.stage
    if claim.kind != EVENT:
        yield "provider", _parties(expected, "provider"), tuple(sorted(claim.provider))
        yield "recipient", _parties(expected, "recipient"), tuple(sorted(claim.recipient))


def _relation_slots(expected: dict[str, Any], claim: Claim) -> Iterator[tuple[str, Any, Any]]:
    if claim.kind == "agreement":
        yield "parties", _relation_parties(expected), set(claim.provider) | set(claim.recipient)
    else:
        yield "provider", _parties(expected, "provider"), tuple(sorted(claim.provider))
        yield "recipient", _parties(expected, "recipient"), tuple(sorted(claim.recipient))
    if expected.get("stage", ANY) != ANY:
        yield "stage", expected["stage"], claim.stage


def _parties(expected: dict[str, Any], slot: str) -> tuple[str, ...]:
    return tuple(sorted(code for code in expected.get(slot, "").split("; ") if code))


def _period_fits(expected: str | list[str] | None, claim: Claim) -> bool:
    start, end = claim.period_start or "", claim.period_end or ""
    if isinstance(expected, str):
        return start == expected and end in ("", expected)
    wanted = expected or ["", ""]
    if claim.kind in RELATIONS and not end:
        return start == wanted[0]
    return [start, end] == wanted
