"""The process that checks one document: order and document come in, the answer goes out, and it ends.

In: a line of JSON, then the document. Out: a line of JSON, with the problem if there is one, then the answer.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cuaderno.checking.checked import Check
    from cuaderno.products.annotate.proof import Proof
    from cuaderno.reading.document import Document

PART = "part"
"""The form that is a part of a page."""

CARRIED = {
    "html": ("html", "text/html;charset=utf-8"),
    "json": ("json", "application/json"),
    "md": ("md", "text/markdown;charset=utf-8"),
    "annotations": ("jsonld", "application/ld+json"),
}
"""The forms that a page carries along: the ending of each and its media type."""

MOST_CARRIED = 1_400_000
"""A larger file does not travel in its page: browsers take an address of 2 MB, and four bytes stand for three."""

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def main() -> None:
    """Check the document on standard input."""
    _load()
    order = json.loads(sys.stdin.buffer.readline())
    _bound(order["memory"], order["seconds"])
    data = sys.stdin.buffer.read()
    said, body = _answered(data, order)
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def _load() -> None:
    """What every document needs, before there is one."""
    import duckdb  # noqa: F401

    from cuaderno.checking import check  # noqa: F401
    from cuaderno.documents.finding import find_in
    from cuaderno.products.annotate import render  # noqa: F401

    find_in("The United States provided $1 million to Colombia in 2012.", "en")


def _bound(memory: int, seconds: float) -> None:
    """Bound this process: the processor's seconds, memory, and no file of its own; where the system knows such bounds."""
    with suppress(ImportError):
        import resource

        limits = {
            resource.RLIMIT_CPU: int(seconds) + 5,
            resource.RLIMIT_AS: memory,
            resource.RLIMIT_CORE: 0,
        }
        for kind, most in limits.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _answered(data: bytes, order: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from cuaderno.errors import CuadernoError
    from cuaderno.web.problems import problem_of

    try:
        title, body = _checked(data, order)
    except (CuadernoError, MemoryError, RecursionError) as error:
        if not isinstance(error, CuadernoError):
            raise
        problem = problem_of(error, order["lang"])
        return {"problem": problem.kind, "detail": problem.detail, "near": list(problem.near)}, b""
    policy = _META.search(body[:8192]) if order["form"] == "html" else None
    return {"policy": policy[1].decode() if policy else "", "title": title}, body


def _checked(data: bytes, order: dict[str, Any]) -> tuple[str, bytes]:
    """The title of the document, and its check in the form that is asked for."""
    from cuaderno.checking.check import check
    from cuaderno.documents.finding import find
    from cuaderno.ledger.ledger import open_ledger
    from cuaderno.products.annotate.proof import gather
    from cuaderno.products.annotate.render import render
    from cuaderno.products.annotate.safe import one_line

    document = _read(data, order)
    claims = find(document)
    ledger = open_ledger(order["directory"] or None, warm=False)
    day = date.fromisoformat(order["as_of"]) if order["as_of"] else None
    found = check(document, claims, ledger.store, as_of=day)
    proof, title = gather(found, ledger), one_line(document.title) or one_line(document.name)
    if order["form"] == PART:
        return title, _part(found, proof, order)
    return title, render(found, proof, order["lang"], order["form"], explain=order["explain"])


def _read(data: bytes, order: dict[str, Any]) -> Document:
    from cuaderno.reading.opening import read_document

    if order["address"]:
        from cuaderno.web.fetching import fetch_public

        got = fetch_public(order["address"], order["size"])
        return read_document(got.data, got.name, address=got.address, kind=got.kind, charset=got.charset)
    return read_document(data, order["name"], kind=order["kind"], charset=order["charset"])


def _part(found: Check, proof: Proof, order: dict[str, Any]) -> bytes:
    """The check as a part of a page that carries it along as files, so that nothing of it need be kept anywhere."""
    from cuaderno.products.annotate.compose import compose
    from cuaderno.products.annotate.html import Taken, html, part
    from cuaderno.products.annotate.render import render
    from cuaderno.products.annotate.texts import number, word
    from cuaderno.products.explore.words import Voice

    lang = order["lang"]
    view = compose(found, proof, lang)
    field = Voice("check", lang).word("field_as_of")
    here = replace(view, notes=tuple(note.replace("--as-of", field) for note in view.notes))
    taken, missing = [], []
    for form, (ending, media) in CARRIED.items():
        body = html(view) if form == "html" else render(found, proof, lang, form)
        label = word(f"keep_{form}", lang)
        if len(body) > MOST_CARRIED:
            missing.append(label)
            continue
        address = f"data:{media};base64,{b64encode(body).decode()}"
        taken.append(
            Taken(
                f"{saved_as(found.document.name)}.{ending}", label, address, f"{number(-(-len(body) // 1000), lang)} kB"
            )
        )
    return part(here, order["statement"], taken, missing)


def saved_as(name: str) -> str:
    """What the check of a document is saved as, without the ending: letters, digits and hyphens alone.

    >>> saved_as('../a "b"\\n.pdf')
    'a-b-checked'
    """
    stem = re.sub(r"\.\w{1,5}$", "", name)
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', stem).strip('-')[:60] or 'document'}-checked"


if __name__ == "__main__":
    main()
