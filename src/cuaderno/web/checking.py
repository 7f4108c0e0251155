"""The process that checks one document: order and document come in, the answer goes out, and it ends.

In: a line of JSON, then the document. Out: a line of JSON, with the problem if there is one, then the answer.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from datetime import date
from typing import Any

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
        body = _checked(data, order)
    except (CuadernoError, MemoryError, RecursionError) as error:
        if not isinstance(error, CuadernoError):
            raise
        problem = problem_of(error, order["lang"])
        return {"problem": problem.kind, "detail": problem.detail, "near": list(problem.near)}, b""
    policy = _META.search(body[:8192]) if order["form"] == "html" else None
    return {"policy": policy[1].decode() if policy else ""}, body


def _checked(data: bytes, order: dict[str, Any]) -> bytes:
    from cuaderno.checking.check import check
    from cuaderno.documents.finding import find
    from cuaderno.ledger.ledger import open_ledger
    from cuaderno.products.annotate.proof import gather
    from cuaderno.products.annotate.render import render
    from cuaderno.reading.opening import read_document

    document = read_document(data, order["name"], kind=order["kind"], charset=order["charset"])
    claims = find(document)
    ledger = open_ledger(order["directory"] or None, warm=False)
    day = date.fromisoformat(order["as_of"]) if order["as_of"] else None
    found = check(document, claims, ledger.store, as_of=day)
    return render(found, gather(found, ledger), order["lang"], order["form"], explain=order["explain"])


if __name__ == "__main__":
    main()
