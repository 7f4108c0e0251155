"""A claim as a row of the output."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cuaderno.corpus.schema import WHOLE_DIGITS

if TYPE_CHECKING:
    from cuaderno.checking.checked import Verdict
    from cuaderno.reading.document import Document
    from cuaderno.statements.claim import Claim

LONGEST_SENTENCE = 2000
_LEAST_WORDS = 6
"""Words of a sentence that can be told to be a copy; a shorter one is said by many who copy nobody."""
_NINE_PLACES = Decimal("1e-9")
_WORDS = re.compile(rb"[a-z0-9]+")


def claim_row(row: dict[str, Any], document: Document, claim: Claim, verdict: Verdict | None) -> dict[str, Any]:
    """The columns of `schema.CLAIMS`, and of `schema.CHECKED` where there is a verdict.

    Raises ReadingError where a figure has more digits than a column holds.
    """
    sentence = " ".join(document.text[slice(*claim.sentence)].split())[:LONGEST_SENTENCE]
    found = {
        "document": row["document"],
        "address": document.address or None,
        "site": site(document.address),
        "day": document.day.isoformat() if document.day else None,
        "language": document.language or None,
        "claim": claim.id,
        **{name: getattr(claim, name) for name in _AS_THEY_ARE},
        **{name: list(getattr(claim, name)) for name in ("provider", "recipient", "marks", "rules")},
        **{name: exact(getattr(claim, name)) for name in ("value", "value_high", "half_unit")},
        "sentence": sentence,
        "wording": wording(row["document"], sentence, claim),
    }
    if verdict is not None:
        best = verdict.definitions[verdict.best] if verdict.best >= 0 else None
        found |= {
            "verdict": verdict.verdict,
            "reason": verdict.reason,
            "flags": list(verdict.flags),
            "computed": exact(best.computed) if best else None,
        }
    return found


_AS_THEY_ARE = (
    "kind", "quote", "start", "end", "programme", "universe", "stage", "unit", "item", "hedge", "strict", "measure_kind", "period_start",
    "period_end", "price_base", "relation",
)  # fmt: skip


def exact(value: Decimal | None) -> Decimal | None:
    """A figure as the columns hold it, rounded to nine places. Raises ReadingError where it has more digits than fit."""
    from cuaderno.corpus.reading import Refused

    if value is None:
        return None
    if value.adjusted() >= WHOLE_DIGITS:
        raise Refused(
            "too_many_figures", f"A figure in it has {value.adjusted() + 1:,} digits; at most {WHOLE_DIGITS} are held."
        )
    with localcontext() as context:
        context.prec = 50
        return value.quantize(_NINE_PLACES)


def site(address: str) -> str | None:
    """The host of an address, without `www.`.

    >>> site("https://www.defensa.example.co/nota?id=7")
    'defensa.example.co'
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def wording(document: str, sentence: str, claim: Claim) -> str:
    """A hash that copies of a claim share: of the words of its sentence, folded, and of what it says."""
    from cuaderno.documents.lexicon import fold

    words = _WORDS.findall(fold(sentence))
    said = (claim.kind, claim.value, claim.value_high, claim.unit, (claim.item or "").casefold(), claim.relation)
    parties = (claim.provider, claim.recipient) if claim.value is None else ()
    alone = "" if len(words) >= _LEAST_WORDS else document
    key = "\x1f".join((alone, b" ".join(words).decode("ascii"), *map(str, said), *map(str, parties)))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
