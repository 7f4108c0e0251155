"""A check as linked data: W3C Web Annotations of the document, and drafts of ClaimReview for a person to sign."""

from __future__ import annotations

import base64
from typing import Any

from cuaderno.checking.checked import APPROXIMATELY, CONTRADICTED, DEPENDS, SUPPORTED, WITHIN_ROUNDING, Check, Checked
from cuaderno.errors import QuestionError
from cuaderno.products.annotate import voice
from cuaderno.products.annotate.safe import one_line
from cuaderno.products.annotate.texts import refuse_unknown_language, word
from cuaderno.reading.document import Document
from cuaderno.statements.locator import CharSpan, LineSpan, Locator, Page, PageBox

AROUND = 32
"""So many characters before and after a quote go with it, so that it is found again in a copy whose offsets differ."""
TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
RATINGS = {CONTRADICTED: 1, DEPENDS: 3, APPROXIMATELY: 4, WITHIN_ROUNDING: 5, SUPPORTED: 5}
"""What a verdict is worth on the scale of a draft, 1 to 5; the others are worth no review."""
_GENERATOR = {"type": "Software", "name": "Cuaderno"}


def web_annotations(check: Check, lang: str) -> dict[str, Any]:
    """A collection with one annotation per claim (Web Annotation Data Model, W3C Recommendation of 23 February 2017).

    Every target carries a TextQuoteSelector and a TextPositionSelector over the document's text, in code points, and a
    FragmentSelector into the original where the format has one. Raises QuestionError for a language there are no words of.
    """
    refuse_unknown_language(lang)
    name = identity(check.document)
    items = [_annotation(one, check.document, lang, f"{name}#{one.claim.id}") for one in check.claims]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{name}#check",
        "type": "AnnotationCollection",
        "label": one_line(check.document.title or check.document.name),
        "generator": _GENERATOR,
        "total": len(items),
        "first": {"id": f"{name}#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def identity(document: Document) -> str:
    """The name of a document's bytes, by their hash (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _annotation(one: Checked, document: Document, lang: str, name: str) -> dict[str, Any]:
    verdict = one.verdict
    said = f"{voice.quotable(one.claim, verdict, lang)} {voice.reason_text(verdict, lang)}"
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "assessing",
        "generator": _GENERATOR,
        "body": [
            {
                "type": "TextualBody",
                "purpose": "assessing",
                "format": "text/plain",
                "language": lang,
                "value": f"{voice.verdict_name(verdict.verdict, lang)}: {one_line(said)}",
            },
            {"type": "TextualBody", "purpose": "classifying", "value": verdict.verdict},
            *({"type": "TextualBody", "purpose": "tagging", "value": flag} for flag in verdict.flags),
        ],
        "target": {"source": _source(document), "selector": _selectors(one, document)},
    }


def _source(document: Document) -> dict[str, Any]:
    source = {
        "id": document.address or identity(document),
        "type": "Text",
        "format": TYPES.get(document.form, "text/plain"),
    }
    if document.language:
        source["language"] = document.language
    return source


def _selectors(one: Checked, document: Document) -> list[dict[str, Any]]:
    start, end, text = one.claim.start, one.claim.end, document.text
    found: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    locator = document.origins.locate(start, end)
    if standard := _standard(locator):
        found.append({"type": "FragmentSelector", "conformsTo": standard, "value": str(locator).removeprefix("#")})
    return found


def _standard(locator: Locator) -> str:
    """The specification of a place's notation, where one names it."""
    if isinstance(locator, Page | PageBox):
        return "http://tools.ietf.org/rfc/rfc3778"
    return "http://tools.ietf.org/rfc/rfc5147" if isinstance(locator, CharSpan | LineSpan) else ""


def claim_reviews(check: Check, author: str, lang: str) -> dict[str, Any]:
    """A feed of ClaimReview drafts (schema.org) for the claims that the ledger can decide.

    The feed says of itself that it is a draft which `author`, a person, must sign. Raises QuestionError without an author, and for a
    language there are no words of.
    """
    refuse_unknown_language(lang)
    name = one_line(author)
    if not name:
        raise QuestionError(
            "A ClaimReview is signed by a person: give the name of whoever reads, corrects and signs the draft with --author."
        )
    scale = ", ".join(f"{worth} {voice.verdict_name(code, lang)}" for code, worth in RATINGS.items())
    note = word("draft_note", lang, author=name)
    return {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": word("draft_name", lang, author=name),
        "description": f"{note} {word('draft_scale', lang, scale=scale)}",
        "creativeWorkStatus": "Draft",
        "inLanguage": lang,
        "dataFeedElement": [
            _review(one, check.document, name, note, lang) for one in check.claims if one.verdict.verdict in RATINGS
        ],
    }


def _review(one: Checked, document: Document, author: str, note: str, lang: str) -> dict[str, Any]:
    claim, verdict = one.claim, one.verdict
    said = f"{voice.quotable(claim, verdict, lang)} {voice.reason_text(verdict, lang)}"
    appearance = {
        "@type": "CreativeWork",
        "name": one_line(document.title or document.name),
        "identifier": identity(document),
        **({"url": document.address} if document.address else {}),
        **({"datePublished": document.day.isoformat()} if document.day else {}),
        **({"inLanguage": document.language} if document.language else {}),
    }
    best = verdict.definitions[verdict.best] if verdict.best >= 0 else None
    return {
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "disambiguatingDescription": note,
        "author": {"@type": "Person", "name": author},
        "inLanguage": lang,
        "claimReviewed": one_line(claim.quote),
        "itemReviewed": {"@type": "Claim", "text": one_line(claim.quote), "appearance": appearance},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[verdict.verdict],
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": voice.verdict_name(verdict.verdict, lang),
            "ratingExplanation": one_line(said),
        },
        "isBasedOn": [{"@type": "CreativeWork", "identifier": cite} for cite in (best.cites if best else ())],
    }
