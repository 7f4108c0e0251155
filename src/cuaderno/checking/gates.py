"""What cannot be held against a sum at all, and why: asked before the ledger is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cuaderno.checking.checked import NO_DATA, NOT_COMPARABLE
from cuaderno.checking.rulebook import stages_meant
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY, Claim

STOCKS = ("active",)
CEILINGS = ("notified", "determined")


class Stopped(NamedTuple):
    """A verdict that needs no ledger: its name, the reason's code, and flags."""

    verdict: str
    reason: str
    flags: tuple[str, ...] = ()


def stopped(claim: Claim) -> Stopped | None:
    """The first reason why no sum can decide a figure; None where one may."""
    return next((verdict for holds, verdict in _GATES if holds(claim)), None)


def _announced(claim: Claim) -> bool:
    return claim.kind == MONEY and not stages_meant(claim.stage, claim.programme or "")


def _several(claim: Claim) -> bool:
    missions = claim.kind == PERSONNEL and claim.stage == "deployed"
    return len(claim.provider) > 1 or (len(claim.recipient) > 1 and not missions)


def _stock(claim: Claim) -> bool:
    return claim.kind == MONEY and (claim.measure_kind == "stock" or claim.stage in STOCKS)


def _ceiling(claim: Claim) -> bool:
    return claim.kind == MONEY and claim.measure_kind == "ceiling" and not _notified(claim) and claim.hedge is None


def _notified(claim: Claim) -> bool:
    return set(stages_meant(claim.stage, claim.programme or "")) & set(CEILINGS) != set()


def _share(claim: Claim) -> bool:
    return "share" in claim.marks or claim.unit == "percent"


def _foreign(claim: Claim) -> bool:
    return claim.kind == MONEY and not _share(claim) and claim.unit not in (None, "USD") and len(claim.unit or "") == 3


def _uncounted(claim: Claim) -> bool:
    if claim.kind == QUANTITY:
        return not _share(claim)
    return not _share(claim) and claim.unit not in ("USD", "persons", "sessions")


_GATES: tuple[tuple[Callable[[Claim], bool], Stopped], ...] = (
    (lambda claim: claim.value is None, Stopped(NO_DATA, "no_number")),
    (lambda claim: "negated" in claim.marks, Stopped(NO_DATA, "negated")),
    (
        lambda claim: bool({"conditional", "intent"} & set(claim.marks)),
        Stopped(NOT_COMPARABLE, "not_yet", ("announced-only",)),
    ),
    (lambda claim: "civil" in claim.marks, Stopped(NO_DATA, "civil")),
    (lambda claim: "rank" in claim.marks or claim.unit == "rank", Stopped(NO_DATA, "comparison_set")),
    (lambda claim: "change" in claim.marks, Stopped(NO_DATA, "change")),
    (lambda claim: "several_programmes" in claim.marks, Stopped(NO_DATA, "several_programmes")),
    (lambda claim: "yearly" in claim.marks, Stopped(NOT_COMPARABLE, "yearly")),
    (_several, Stopped(NO_DATA, "several_parties")),
    (_foreign, Stopped(NOT_COMPARABLE, "currency")),
    (_announced, Stopped(NOT_COMPARABLE, "announced", ("announced-only",))),
    (_stock, Stopped(NOT_COMPARABLE, "stock_not_flow")),
    (_ceiling, Stopped(NOT_COMPARABLE, "ceiling_not_flow")),
    (lambda claim: claim.unit == "countries" and not _share(claim), Stopped(NO_DATA, "countries_not_counted")),
    (_uncounted, Stopped(NO_DATA, "not_counted")),
    (
        lambda claim: claim.kind == PERSONNEL and claim.stage not in ("deployed", "trained"),
        Stopped(NO_DATA, "not_counted"),
    ),
)
