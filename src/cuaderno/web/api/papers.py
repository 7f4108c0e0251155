"""What is written out: the brief of a place, and a document checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request, Response

from cuaderno.errors import say
from cuaderno.products.brief import make_brief
from cuaderno.products.render import render
from cuaderno.web.api.answering import answer_in, room_of
from cuaderno.web.api.asking import BriefAsked, CheckAsked
from cuaderno.web.api.describing import documented, documented_check
from cuaderno.web.api.forms import ANNOTATIONS, HTML, JSON, MARKDOWN, MEDIA, PDF, TEXT, as_bytes, chosen
from cuaderno.web.api.relations import PlaceName, as_day
from cuaderno.web.checker import Paper
from cuaderno.web.guard import POLICY
from cuaderno.web.problems import Problem

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

router = APIRouter(tags=["papers"])

BRIEF = (JSON, HTML, MARKDOWN, PDF)
CHECK = (JSON, HTML, MARKDOWN, TEXT, ANNOTATIONS)
READ = (
    "text/plain",
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
)
"""The media types of documents; the last says nothing, and the bytes are asked."""


@dataclass(frozen=True, slots=True)
class BriefWanted:
    """A brief that is asked for, in words that another process understands."""

    place: str
    asked: BriefAsked

    def written(self, ledger: Ledger, form: str) -> bytes:
        """The brief in a form. Raises UnknownName, QuestionError, NoAnswer."""
        asked = self.asked
        made = make_brief(ledger, self.place, partner=asked.partner, years=asked.years, as_of=asked.as_of)
        return as_bytes(made) if form == JSON else render(made, asked.lang, form)


@router.get("/brief/{place}", **documented("brief", "Brief", forms=BRIEF))
async def brief(request: Request, place: PlaceName, asked: Annotated[BriefAsked, Query()]) -> Response:
    """The cited brief of a place: what it received and provided, and what binds it; as data or as a page."""

    wanted = BriefWanted(place, asked)
    return await answer_in(
        request, BRIEF, asked.format, lambda ledger, form: (wanted.written(ledger, form), ""), long=wanted
    )


@router.post("/check", **documented_check(CHECK, READ))
async def check(request: Request, asked: Annotated[CheckAsked, Query()]) -> Response:
    """Check a document: what it claims, and what the ledger can say of each claim.

    The document is the body of the request: plain text, a web page, a PDF with a text layer, or DOCX. It is read in a process of its own,
    and nothing of it is kept.
    """
    day = as_day(asked.as_of)
    form = chosen(CHECK, asked.format, request.headers.get("accept", ""))
    kind, _, parameters = request.headers.get("content-type", "application/octet-stream").partition(";")
    kind = kind.strip().lower()
    if kind not in READ:
        raise Problem("media-type", say("document_sent_as", kinds=", ".join(READ)))
    charset = parameters.partition("charset=")[2].partition(";")[0].strip().strip('"')[:40]
    paper = Paper(
        name=asked.name.replace("/", "_") or "document",
        kind="" if kind == READ[-1] else kind,
        charset=charset,
        as_of=day.isoformat() if day else "",
        lang=asked.lang,
        form=form,
        explain=asked.explain,
    )
    body, policy = await room_of(request).checkers.check(request, paper)
    headers = {"cache-control": "no-store", "content-type": MEDIA[form], "vary": "Accept"}
    headers["content-security-policy"] = f"{policy}; frame-ancestors 'none'" if policy else POLICY
    return Response(body, headers=headers)
