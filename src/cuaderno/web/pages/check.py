"""The page that checks a document: a form, and the answer to it. Nothing of either is kept."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cuaderno.products.explore.words import Voice
from cuaderno.web.api.answering import room_of
from cuaderno.web.api.forms import ANNOTATIONS, HTML, JSON, MARKDOWN, MEDIA
from cuaderno.web.api.papers import READ
from cuaderno.web.api.relations import as_day
from cuaderno.web.checker import Paper, Told
from cuaderno.web.checking import CARRIED, PART, saved_as
from cuaderno.web.pages.addresses import API, LANGUAGES, Addresses
from cuaderno.web.pages.frame import POLICY, Frame, fill, framed
from cuaderno.web.pages.kinds import Asking, Kind, View
from cuaderno.web.pages.routes import HEADERS, nav_of, problem_page
from cuaderno.web.problems import MEDIA as PROBLEM
from cuaderno.web.problems import Problem, problem_of
from cuaderno.web.settings import Settings
from cuaderno.web.uploading import Sent, form_of, say

PATH = "/check"
PAGE = "page"
FORMS = (PAGE, HTML, JSON, MARKDOWN, ANNOTATIONS)
"""What the form offers: a page here, or the check as a file."""

ENDINGS = ".txt,.md,.html,.htm,.pdf,.docx,text/plain,text/html,application/pdf"
_UNSAID = ("", "application/octet-stream", "text/markdown", "text/x-markdown")
"""Types that browsers give to files they do not know; the bytes are asked."""

_STYLES, _SCRIPTS = ("claims.css", "check.css"), ("claims.js", "check.js")


def view(asking: Asking) -> View:
    """A form for a text or a file; what is sent is answered and not kept."""
    settings = asking.settings or Settings()
    voice = Voice("check", asking.lang)
    body = fill(
        "check.html",
        t=voice.all(),
        to=asking.to,
        languages=LANGUAGES,
        forms=FORMS,
        endings=ENDINGS,
        settings=settings,
        file_hint=voice.word("file_hint", size=f"{settings.check_bytes / 2**20:g}"),
        api=f"{API}/check",
    )
    return View(
        voice.word("kicker"), body=body, description=voice.word("description"), scripts=_SCRIPTS, styles=_STYLES, wide=True
    )  # fmt: skip


CHECK = Kind("check", PATH, view, nav="check", steady=False, served_only=True)


def posting(kinds: Iterable[Kind]) -> list[Route]:
    """The routes that take the form."""
    known = tuple(kinds)

    def route(lang: str) -> Route:
        async def post(request: Request) -> Response:
            return await _posted(request, known, lang)

        return Route(f"/{lang}{PATH}", post, methods=["POST"])

    return [route(lang) for lang in LANGUAGES]


async def _posted(request: Request, kinds: tuple[Kind, ...], lang: str) -> Response:
    """The answer to a form; whoever asks for a part of a page has a script, and gets what went wrong as data."""
    try:
        return await _checked(request, kinds, lang)
    except Exception as error:
        problem = problem_of(error, lang)
        if problem.kind == "fault" or PROBLEM not in request.headers.get("accept", ""):
            return problem_page(kinds, request, lang, error)
        headers = {**dict(problem.headers), "cache-control": "no-store", "content-type": PROBLEM}
        return Response(problem.body(lang), problem.status, headers=headers)


async def _checked(request: Request, kinds: tuple[Kind, ...], lang: str) -> Response:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem("question", say(lang, "elsewhere"))
    room = room_of(request)
    with room.checkers.upload(lang):
        async with form_of(request, room.settings, lang) as sent:
            form = _choice(sent, "form", (*FORMS, PART), lang)
            paper = _paper(sent, form, _choice(sent, "lang", LANGUAGES, lang, lang), room.settings, lang)
            told = await room.checkers.checked(request, sent.held, paper)
    if form == PAGE:
        return _page(request, kinds, paper.lang, told)
    headers = {"cache-control": "no-store", "content-language": paper.lang, "content-security-policy": POLICY}
    if form == PART:
        return Response(told.body, headers={**headers, "content-type": MEDIA[HTML]})
    name = f"{saved_as(paper.name)}.{CARRIED[form][0]}"
    if told.policy:
        headers["content-security-policy"] = f"{told.policy}; frame-ancestors 'none'"
    headers |= {"content-type": MEDIA[form], "content-disposition": f'attachment; filename="{name}"'}
    return Response(told.body, headers=headers)


def _choice(sent: Sent, name: str, choices: tuple[str, ...], lang: str, usual: str = PAGE) -> str:
    given = sent.fields.get(name) or usual
    if given not in choices:
        said = say(lang, "bad_choice", name=name, value=given[:40], choices=", ".join(choices))
        raise Problem("question", said, choices)
    return given


def _paper(sent: Sent, form: str, answer_lang: str, settings: Settings, lang: str) -> Paper:
    address = sent.fields.get("address", "").strip()
    if address and not settings.fetches:
        raise Problem("question", say(lang, "no_fetches"))
    if not address and not sent.kind and not sent.name:
        raise Problem("question", say(lang, "nothing_sent"))
    kind = "" if sent.kind in _UNSAID else sent.kind
    if kind and kind not in READ:
        raise Problem("media-type", say(lang, "no_kind", kind=kind[:80]))
    day = as_day(sent.fields.get("as-of", "").strip())
    return Paper(
        name=address or sent.name.replace("/", "_") or say(answer_lang, "pasted"),
        kind=kind,
        charset="utf-8" if not sent.name and not address else "",
        as_of=day.isoformat() if day else "",
        lang=answer_lang,
        form=PART if form == PAGE else form,
        address=address,
        statement=Addresses(answer_lang).page("/statement/KEY"),
    )


def _page(request: Request, kinds: tuple[Kind, ...], lang: str, told: Told) -> Response:
    """The whole page of an answer, for who has no script."""
    to = Addresses(lang, PATH)
    voice = Voice("check", lang)
    part = Markup(told.body.decode("utf-8", "replace"))  # noqa: S704  (a template wrote it, and escaped the document)
    body = fill("checked.html", t=voice.all(), to=to, part=part)
    made = View(told.title or voice.word("kicker"), body=body, styles=_STYLES, scripts=_SCRIPTS, wide=True)
    frame = Frame(to, {}, nav_of(kinds, to, CHECK.nav), room_of(request).edition)
    headers = {**HEADERS, "cache-control": "no-store", "content-language": lang}
    return Response(framed(made, frame), headers=headers, media_type="text/html")
