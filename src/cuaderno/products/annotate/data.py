"""A check as JSON: the contract of `cuaderno check --format json`, version 1.

Amounts are numbers: whole ones without a fraction. Several parties are joined by "; ". Offsets count characters (Unicode code
points) of the document's text. Texts for people are in the language asked for; codes stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cuaderno.checking.checked import FLAGS, Check, Checked, Definition, Evidence, Finding, Input, Verdict
from cuaderno.products.annotate import voice
from cuaderno.products.annotate.proof import Proof, Published
from cuaderno.products.annotate.texts import refuse_unknown_language
from cuaderno.statements.claim import Claim

FORMAT = 1
"""The version of this shape; a field that goes or changes its meaning raises it."""


def check_data(check: Check, proof: Proof, lang: str) -> dict[str, Any]:
    """A check as plain values. Raises QuestionError for a language there are no words of."""
    refuse_unknown_language(lang)
    document = check.document
    return {
        "format": FORMAT,
        "lang": lang,
        "document": {
            "name": document.name,
            "form": document.form,
            "sha256": document.sha256,
            "title": document.title,
            "day": document.day.isoformat() if document.day else None,
            "language": document.language or None,
            "address": document.address or None,
            "characters": len(document.text),
            "notes": list(document.notes),
        },
        "as_of": check.as_of.isoformat() if check.as_of else None,
        "as_of_reason": check.as_of_reason,
        "as_of_said": voice.as_of_text(check, lang),
        "summary": {
            "claims": len(check.claims),
            "verdicts": check.counts,
            "findings": {
                "hold": sum(one.holds for one in check.findings),
                "fail": sum(not one.holds for one in check.findings),
            },
        },
        "findings": [_finding(one, lang) for one in check.findings],
        "claims": [claim_data(one, check, lang) for one in check.claims],
        "sources": [{"source": name, "title": proof.title(name, lang)} for name in check.sources],
        "files": [_file(one, lang) for one in proof.files.values()],
        "cells": dict(proof.cells),
    }


def claim_data(one: Checked, check: Check, lang: str) -> dict[str, Any]:
    """A claim with its verdict."""
    claim = one.claim
    return {
        **slots(claim),
        "locator": str(check.document.origins.locate(claim.start, claim.end)),
        "verdict": _verdict(claim, one.verdict, lang),
    }


def slots(claim: Claim) -> dict[str, Any]:
    """What a claim says, without a verdict."""
    return {
        "id": claim.id,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "programme": claim.programme,
        "stage": claim.stage,
        "provider": "; ".join(claim.provider) or None,
        "recipient": "; ".join(claim.recipient) or None,
        "value": plain_number(claim.value),
        "value_high": plain_number(claim.value_high),
        "unit": claim.unit,
        "item": claim.item,
        "hedge": claim.hedge,
        "strict": claim.strict,
        "measure_kind": claim.measure_kind,
        "marks": list(claim.marks),
        "period": {"start": claim.period_start, "end": claim.period_end},
        "universe": claim.universe,
        "price_base": claim.price_base,
        "relation": claim.relation,
        "half_unit": plain_number(claim.half_unit),
        "sentence": list(claim.sentence),
        "rules": list(claim.rules),
    }


def plain_number(value: Decimal | None) -> int | float | None:
    """An amount as JSON has them: whole ones as integers, of any size.

    >>> plain_number(Decimal("278000000.00")), plain_number(Decimal("8.5"))
    (278000000, 8.5)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _verdict(claim: Claim, one: Verdict, lang: str) -> dict[str, Any]:
    return {
        "verdict": one.verdict,
        "reason": voice.reason_text(one, lang),
        "reason_code": one.reason,
        "facts": _facts(one.facts),
        "quotable": voice.quotable(claim, one, lang),
        "missing": voice.missing_text(one, lang) or None,
        "flags": list(one.flags),
        "definitions": [_definition(definition, lang) for definition in one.definitions],
        "best": one.best if one.best >= 0 else None,
        "evidence": [_evidence(found) for found in one.evidence],
    }


def _facts(facts: Mapping[str, object]) -> dict[str, Any]:
    return {name: _fact(value) for name, value in facts.items()}


def _fact(value: object) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, Mapping):
        return {str(name): _fact(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_fact(one) for one in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _definition(one: Definition, lang: str) -> dict[str, Any]:
    return {
        "universe": one.universe,
        "stage": one.stage,
        "publisher": one.publisher,
        "source": one.source,
        "snapshot": one.snapshot,
        "as_of": one.as_of or None,
        "price_basis": one.price_basis,
        "window": one.window,
        "unit": one.unit,
        "computed": plain_number(one.computed),
        "difference": plain_number(one.difference),
        "relative": plain_number(one.relative),
        "allowed": plain_number(one.allowed),
        "covered": f"{one.covered} of {one.asked} years",
        "covered_periods": one.covered,
        "asked_periods": one.asked,
        "outcome": one.outcome,
        "reason": voice.definition_text(one, lang) or None,
        "reason_code": one.reason or None,
        "formula": voice.formula(one, lang),
        "flags": [flag for flag in one.flags if flag in FLAGS],
        "by_year": {given.period: plain_number(given.value) for given in one.inputs},
        "inputs": [_input(given) for given in one.inputs],
        "cites": list(one.cites),
    }


def _input(one: Input) -> dict[str, Any]:
    return {
        "period": one.period,
        "value": plain_number(one.value),
        "blank": one.blank or None,
        "maturity": one.maturity or None,
        "cites": list(one.cites),
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "relation": one.relation,
        "title": dict(one.title),
        "stage": one.stage,
        "date": one.date or None,
        "reference": one.reference,
        "mark": one.mark,
        "cite": one.cite,
    }


def _finding(one: Finding, lang: str) -> dict[str, Any]:
    return {
        "reason": voice.finding_text(one, lang),
        "reason_code": one.reason,
        "claims": list(one.claims),
        "holds": one.holds,
        "facts": _facts(one.facts),
    }


def _file(one: Published, lang: str) -> dict[str, Any]:
    return {
        "snapshot": one.snapshot,
        "sha256": one.sha256,
        "source": one.source,
        "title": one.title.get(lang, one.source),
        "publisher": one.publisher,
        "file": one.file,
        "as_of": one.as_of or None,
        "evidence": one.evidence,
        "address": one.address,
        "licence": one.licence,
    }
