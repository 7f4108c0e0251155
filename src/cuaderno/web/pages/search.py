"""The search page, and the names suggested while somebody writes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cuaderno.products.explore.words import Voice
from cuaderno.products.words import amount_digits, period
from cuaderno.statements.places import place
from cuaderno.web import finding
from cuaderno.web.api.answering import answer_in
from cuaderno.web.api.forms import JSON
from cuaderno.web.finding import Group, Hit
from cuaderno.web.pages.addresses import LANGUAGES, Addresses
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import Asking, Kind, Name, State, View
from cuaderno.web.pages.linking import page_of
from cuaderno.web.search import EXACT

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

SHOWN = 8
ALL = 200
LONGEST = 200
EXAMPLES = ("Colombia", "FMF", "Estados Unidos", "MNNA", "helicopter")


class SearchState(State):
    """What is sought, and of which kind all is shown."""

    q: Name = ""
    kind: Name = ""


def view(asking: Asking) -> View:
    """What was found, by kind."""
    q, kind = asking.state.q, asking.state.kind
    voice = Voice("search", asking.lang)
    only = kind if kind in finding.KINDS else ""
    groups = finding.find(asking.ledger, q, asking.lang, ALL if only else SHOWN) if q else ()
    best = None if only else finding.meant(groups)
    body = fill(
        "search.html",
        t=voice.all(),
        to=asking.to,
        q=q,
        title=voice.word("results", q=q) if q else voice.word("title"),
        nothing=voice.word("nothing", q=q),
        best=_told(best, asking, voice) if best else None,
        groups=[_grouped(one, asking, voice, best) for one in groups if only in ("", one.kind)],
        back=asking.to.page("/search", {"q": q}) if only else "",
        examples=[(one, asking.to.page("/search", {"q": one})) for one in EXAMPLES],
    )
    title = f"{voice.word('results', q=q)} · {voice.word('title')}" if q else voice.word("title")
    return View(title, body=body, styles=("search.css",))


def _grouped(group: Group, asking: Asking, voice: Voice, best: Hit | None) -> dict[str, object]:
    hits = [_told(one, asking, voice) for one in group.hits if one is not best]
    more = ""
    if group.count > len(group.hits) and len(group.hits) < ALL:
        more = asking.to.page("/search", {"q": asking.state.q, "kind": group.kind})
    worded = group.kind == "wording" and group.hits[0].score < EXACT  # a citation is the wording of nothing
    rows = asking.to.api("rows", urlencode({"text": asking.state.q})) if worded else ""
    count = amount_digits(asking.lang, str(group.count))
    first = (
        voice.word("first", shown=str(len(group.hits)), count=count)
        if group.count > len(group.hits) and not more
        else ""
    )
    return {
        "kind": group.kind,
        "title": voice.word(group.kind),
        "hits": hits,
        "more": more,
        "all": voice.word("all", count=count),
        "first": first,
        "rows": rows,
    }


def _told(hit: Hit, asking: Asking, voice: Voice) -> dict[str, str]:
    """A hit as the page shows it: name, address, and what tells it apart from others."""
    lang = asking.lang
    facts = []
    if hit.kind in ("place", "programme", "universe"):
        facts.append(hit.code)
    if hit.by:
        facts.append(voice.word("also", name=hit.by))
    if hit.kind in ("commitment", "visit", "wording"):
        facts += [place(code).name(lang) for code in hit.places]
    if hit.kind == "wording":
        count = amount_digits(lang, str(hit.count))
        facts.append(voice.word("statements", count=count) if hit.count > 1 else voice.word("statement"))
        facts.append(asking.ledger.store.source(hit.source).title[lang])
    facts.append(_when(hit, lang))
    return {
        "kind": hit.kind,
        "name": hit.name,
        "address": address_of(hit, asking.to),
        "facts": " · ".join(filter(None, facts)),
    }


def _when(hit: Hit, lang: str) -> str:
    if hit.kind == "wording":
        ends = (period(lang, hit.first).text, period(lang, hit.last).text)
    else:
        ends = (hit.first[:4], hit.last[:4])
    return "–".join(dict.fromkeys(filter(None, ends)))


def address_of(hit: Hit, to: Addresses) -> str:
    """Where a thing that was found has its page; the API's answer where it has none."""
    if hit.kind == "universe":
        return to.page("/map", {"universe": hit.code})
    if hit.kind in ("place", "programme", "source"):
        return page_of(to, hit.kind, hit.code) or to.page("/map", {"programme": hit.code})
    return page_of(to, "statement", hit.code) or to.api(f"cite/{hit.code}")


def _suggest(lang: str) -> Route:
    async def suggest(request: Request) -> Response:
        q = request.query_params.get("q", "").strip()[:LONGEST]

        def written(ledger: Ledger, _: str) -> tuple[bytes, str]:
            return suggestions(finding.suggest(ledger, q, lang) if q else (), q, lang), ""

        return await answer_in(request, (JSON,), JSON, written)

    return Route(f"/{lang}/suggest", suggest)


def suggestions(hits: Iterable[Hit], q: str, lang: str) -> bytes:
    """Suggestions as JSON: of each its kind, the word for it, its name, what else it is called, and its page."""
    voice, to = Voice("search", lang), Addresses(lang)
    listed = [
        {
            "kind": one.kind,
            "word": voice.word(f"one_{one.kind}"),
            "name": one.name,
            "by": one.by,
            "address": address_of(one, to),
        }
        for one in hits
    ]
    said = voice.word("found", count=str(len(listed))) if listed else voice.word("found_none")
    return json.dumps({"q": q, "said": said, "found": listed}, ensure_ascii=False, separators=(",", ":")).encode()


SEARCH = Kind("search", "/search", view, SearchState, served_only=True)
routes = [_suggest(lang) for lang in LANGUAGES]
