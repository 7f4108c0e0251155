"""The words of verdicts, as checking gives them, on one line and safe to show."""

from __future__ import annotations

from cuaderno.checking import wording
from cuaderno.checking.checked import Check, Definition, Finding, Verdict
from cuaderno.ledger.gaps import BLANKS
from cuaderno.products.annotate.safe import one_line
from cuaderno.products.annotate.texts import known, word
from cuaderno.statements.claim import Claim


def reason_text(verdict: Verdict, lang: str) -> str:
    """Why the verdict is what it is."""
    return one_line(wording.reason_text(verdict, lang))


def finding_text(finding: Finding, lang: str) -> str:
    """What the document says against itself."""
    return one_line(wording.finding_text(finding, lang))


def quotable(claim: Claim, verdict: Verdict, lang: str) -> str:
    """The sentence a reader may quote."""
    return one_line(wording.quotable(claim, verdict, lang))


def missing_text(verdict: Verdict, lang: str) -> str:
    """What is missing for a decision; "" where nothing is."""
    return one_line(wording.missing_text(verdict, lang))


def formula(definition: Definition, lang: str) -> str:
    """The arithmetic of a definition."""
    return one_line(wording.formula(definition, lang))


def definition_text(definition: Definition, lang: str) -> str:
    """Why a definition could not be computed, or is only shown; "" where its numbers are the reason."""
    return one_line(wording.definition_text(definition, lang))


def flag_text(flag: str, lang: str) -> str:
    """What a flag warns of."""
    return wording.flag_text(flag, lang)


def verdict_name(code: str, lang: str) -> str:
    """A verdict's name."""
    return wording.verdict_name(code, lang)


def outcome_name(code: str, lang: str) -> str:
    """What came of one definition, in a word."""
    return wording.outcome_name(code, lang)


def as_of_text(check: Check, lang: str) -> str:
    """The day the document was checked as of, and where that comes from."""
    return wording.as_of_text(check.as_of, check.as_of_reason, lang)


def blank_text(code: str, lang: str) -> str:
    """Why there is no figure."""
    if code in BLANKS:
        return BLANKS[code][lang]
    return word(f"blank_{code}", lang) if known(f"blank_{code}") else one_line(code) or word("nothing", lang)
