"""Style sheets and scripts, served under a name that holds their hash and may be kept for ever."""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cuaderno.errors import say
from cuaderno.web.problems import Problem

SHARED = {
    "panel.js": ("cuaderno.products", "templates/brief.js"),
    "claims.css": ("cuaderno.products", "templates/claims.css"),
    "claims.js": ("cuaderno.products", "templates/claims.js"),
}
"""What a rendering of a product uses as well."""

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"
_DARK = re.compile(r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{(?P<colours>[^}]*)\}\s*\}")


@cache
def asset(name: str) -> bytes:
    """The bytes of an asset. Raises FileNotFoundError."""
    if name == "site.css":
        shared = "".join(_themed(_text("cuaderno.products", f"templates/{one}.css")) for one in ("base", "brief"))
        return (shared + _text("cuaderno.web.pages", "static/site.css")).encode()
    package, path = SHARED.get(name, ("cuaderno.web.pages", f"static/{name}"))
    text = _text(package, path)
    return (_themed(text) if name.endswith(".css") else text).encode()


def _text(package: str, path: str) -> str:
    return re.sub(r"\n\s*", "\n", resources.files(package).joinpath(path).read_text(encoding="utf-8")).strip() + "\n"


def _themed(style: str) -> str:
    """A style sheet whose dark colours may also be chosen: by `data-theme` of the root, against what the system prefers; paper is always light."""
    return _DARK.sub(
        lambda found: (
            f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{{found["colours"]}}} }}\n'
            f'@media screen {{ :root[data-theme="dark"] {{{found["colours"]}; color-scheme: dark; }} }}\n'
            ':root[data-theme="light"] { color-scheme: light; }'
        ),
        style,
    )


@cache
def asset_name(name: str) -> str:
    """The name it is served under: site-3f0a9c21.css."""
    stem, _, kind = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(asset(name)).hexdigest()[:8]}.{kind}"


@cache
def every_asset() -> dict[str, bytes]:
    """Every asset under the name it is served by."""
    names = {one.name for one in resources.files("cuaderno.web.pages").joinpath("static").iterdir() if "." in one.name}
    return {asset_name(name): asset(name) for name in sorted({*names, *SHARED})}


@cache
def _squeezed(name: str) -> bytes:
    return gzip.compress(every_asset()[name], 9, mtime=0)


async def _served(request: Request) -> Response:
    name = request.path_params["name"]
    held = every_asset()
    if name not in held:
        raise Problem("not-found", say("nothing_at", path=request.url.path[:200]))
    headers = {"content-type": KINDS[name.rpartition(".")[2]], "cache-control": FOREVER, "vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(_squeezed(name), headers={**headers, "content-encoding": "gzip"})
    return Response(held[name], headers=headers)


routes = [Route("/static/{name}", _served)]
