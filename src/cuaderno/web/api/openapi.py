"""Writes the OpenAPI document, with answers of the bundled edition as its examples: `python -m cuaderno.web.api.openapi FILE`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.web.api import describing
from cuaderno.web.app import make_app
from cuaderno.web.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

ASKED = {
    "total": "/api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2020-2021",
    "rows": "/api/v1/rows?recipient=COL&programme=FMF&stage=obligated&source=greenbook&years=2020&limit=1",
    "cite": "/api/v1/cite/809ccb7916b21ffc@3dba11a5eda8",
    "commitments": "/api/v1/commitments/COL?type=MNNA&as-of=2023-01-01",
    "thresholds": "/api/v1/thresholds?as-of=2020-01-01&channel=FMS",
    "places": "/api/v1/places?q=colmbia&limit=2",
    "programmes": "/api/v1/programmes?q=military%20financing&limit=2",
}
"""The question of each example."""


def edition_app() -> FastAPI:
    """An application that answers from the bundled edition alone."""
    return make_app(Ledger(Store([edition_directory()], warm=False)), settings=Settings(threads=1, checks=False))


def asked(app: FastAPI, address: str) -> bytes:
    """The body of an answer, asked of the application itself, without a server."""
    import asyncio

    path, _, query = address.partition("?")
    parts: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        parts.append(message.get("body", b""))

    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
    }
    scope |= {"headers": [], "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "root_path": ""}
    scope |= {"http_version": "1.1", "asgi": {"version": "3.0"}}
    asyncio.run(app(scope, receive, send))
    return b"".join(parts)


def document() -> str:
    """The document as it stands in the repository."""
    return json.dumps(edition_app().openapi(), ensure_ascii=False, indent=1) + "\n"


def questions() -> str:
    """Every question as a table for the documents: its address, its parameters, what it answers."""
    lines = ["| address | parameters | answers |", "| --- | --- | --- |"]
    for path, operations in json.loads(document())["paths"].items():
        for method, one in operations.items():
            names = ", ".join(f"`{given['name']}`" for given in one["parameters"] if given["in"] == "query")
            about = one["description"].partition("\n\n")[0].replace("\n", " ")
            lines.append(f"| `{method.upper()} {path}` | {names} | {about} |")
    return "\n".join(lines)


def shown(address: str) -> str:
    """A question and its answer as blocks for the documents."""
    body = asked(edition_app(), address).decode()
    form = "json" if body.startswith("{") else "text"
    told = json.dumps(json.loads(body), ensure_ascii=False, indent=2) if form == "json" else body.rstrip()
    asking = f"```console\n$ curl 'http://127.0.0.1:8000{address}'\n```"
    return "\n".join([asking, "", f"```{form}", *told.splitlines(), "```"])


def main() -> None:
    """Ask for the examples anew, and write the document."""
    app = edition_app()
    found = {name: json.loads(asked(app, address)) for name, address in ASKED.items()}
    path = Path(str(describing.__file__)).with_name("examples.json")
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    describing.examples.cache_clear()
    app.state.room.workers.close()
    # The routes were described when they were imported: a new process sees the new examples.
    code = "from cuaderno.web.api.openapi import document; print(document(), end='')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    Path(sys.argv[1]).write_text(done.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
