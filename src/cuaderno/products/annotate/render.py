"""A check as bytes: HTML, Markdown, text, JSON, Web Annotations or drafts of ClaimReview, all from the one object."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cuaderno.checking.checked import Check
from cuaderno.errors import QuestionError
from cuaderno.ledger.collector import uncollected
from cuaderno.products.annotate.proof import Proof

FORMS = ("html", "md", "text", "json", "annotations")


@uncollected()
def render(
    check: Check,
    proof: Proof,
    lang: str = "en",
    form: str = "text",
    *,
    explain: bool = False,
    author: str | None = None,
) -> bytes:
    """Render a check, UTF-8. `explain` adds the rules of each claim to text and Markdown; HTML and JSON always have them.

    With an `author` (even an empty one, which is refused) it is the draft of ClaimReview instead. Raises QuestionError for another
    form or language, and for a draft without an author.
    """
    if author is not None:
        from cuaderno.products.annotate.linked import claim_reviews

        return _json(claim_reviews(check, author, lang))
    if form not in FORMS:
        raise QuestionError(f"{form!r} is not a format of a checked document: use {', '.join(FORMS)}.")
    if form in _DATA:
        return _json(_DATA[form](check, proof, lang))
    from cuaderno.products.annotate.compose import compose

    if form == "html":
        from cuaderno.products.annotate.html import html

        return html(compose(check, proof, lang))
    view = compose(check, proof, lang, whole=True)
    if form == "md":
        from cuaderno.products.annotate.markdown import markdown

        return markdown(view, explain=explain).encode()
    from cuaderno.products.annotate.terminal import text

    return text(view, explain=explain).encode()


def _as_data(check: Check, proof: Proof, lang: str) -> dict[str, Any]:
    from cuaderno.products.annotate.data import check_data

    return check_data(check, proof, lang)


def _as_annotations(check: Check, _: Proof, lang: str) -> dict[str, Any]:
    from cuaderno.products.annotate.linked import web_annotations

    return web_annotations(check, lang)


_DATA: dict[str, Callable[[Check, Proof, str], dict[str, Any]]] = {"json": _as_data, "annotations": _as_annotations}


def _json(thing: object) -> bytes:
    """JSON in UTF-8; a half of a pair, which UTF-8 cannot hold, as the escape that JSON has for it."""
    text = json.dumps(thing, ensure_ascii=False, indent=2)
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(thing, indent=2)}\n".encode()
