"""The first page, for a browser: what is served here, in both languages."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from fastapi import APIRouter, Request, Response

from cuaderno import __version__
from cuaderno.web.api.answering import room_of

router = APIRouter(include_in_schema=False)

STYLE = ":root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}"
PLACES = ("COL", "UKR", "EGY", "JOR", "MEX")

TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Cuaderno: the open ledger of security cooperation",
        "about": "Who gives, sells, trains, deploys or promises what to whom, and which cell of which published file says so.",
        "briefs": "Briefs",
        "asking": "Asking",
        "held": "{sources} sources, {snapshots} published files.",
        "total": "A total, with the cells it rests on",
        "sources": "The sources, and what they cover",
        "openapi": "Every question, as an OpenAPI document",
        "other": "Español",
    },
    "es": {
        "title": "Cuaderno: el cuaderno abierto de la cooperación en seguridad",
        "about": "Quién da, vende, entrena, despliega o promete qué a quién, y qué celda de qué archivo publicado lo dice.",
        "briefs": "Informes",
        "asking": "Preguntar",
        "held": "{sources} fuentes, {snapshots} archivos publicados.",
        "total": "Un total, con las celdas en que se apoya",
        "sources": "Las fuentes, y qué cubren",
        "openapi": "Todas las preguntas, como documento OpenAPI",
        "other": "English",
    },
}


def language(request: Request) -> str:
    """The language of a page: by `lang`, else by Accept-Language, else English."""
    named = request.query_params.get("lang")
    if named in TEXTS:
        return named
    best, most = "en", 0.0
    for part in request.headers.get("accept-language", "").split(",")[:16]:
        name, _, quality = part.strip().lower().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if name[:2] in TEXTS and weight > most:
            best, most = name[:2], weight
    return best


@router.get("/")
async def home(request: Request) -> Response:
    """What is served here."""
    lang = language(request)
    ledger = room_of(request).ledger
    held = TEXTS[lang]["held"].format(sources=len(ledger.sources), snapshots=len(ledger.snapshots))
    body = _template().render(lang=lang, other="en" if lang == "es" else "es", held=held, version=__version__,
                              text=TEXTS[lang], style=STYLE, places=_places(lang))  # fmt: skip
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {"content-security-policy": policy, "vary": "Accept-Language", "cache-control": "no-cache"}
    return Response(body, media_type="text/html", headers={**headers, "content-language": lang})


def _places(lang: str) -> list[tuple[str, str]]:
    from cuaderno.statements.places import place

    return [(code, place(code).name(lang)) for code in PLACES]


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    text = resources.files("cuaderno.web.pages").joinpath("home.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        text
    )
