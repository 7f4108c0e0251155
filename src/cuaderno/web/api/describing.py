"""The OpenAPI document: what every question takes and answers, errors included."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi

from cuaderno import __version__
from cuaderno.web.api.forms import JSON, MEDIA, TABLES
from cuaderno.web.api.shapes import AMOUNT, Schema, Shapes, list_of, object_of
from cuaderno.web.problems import KINDS
from cuaderno.web.problems import MEDIA as PROBLEM

TITLE = "Cuaderno"
ABOUT = (
    "The open ledger of security cooperation: every figure with the cell it stands in. The questions are those of the command line, and "
    "so is the JSON; docs/answers.md of the project tells its shapes field by field. Amounts are exact decimals and stand as text. An "
    "error is `application/problem+json` (RFC 9457), with `near` names where a name was not known."
)
TAGS = [
    {"name": "figures", "description": "Amounts, counts, and where they are said."},
    {"name": "relations", "description": "Commitments, labels, thresholds, and sources side by side."},
    {"name": "names", "description": "What there is to ask about."},
    {"name": "papers", "description": "Whole documents: a brief, and somebody's document checked."},
]

_EVERY = (400, 404, 406, 429, 503)
_TEXT: Schema = {"type": "string"}
_BOTH = object_of("A text in both languages.", en=_TEXT, es=_TEXT)
_FORMAT: Schema = {"type": "integer", "description": "The version of the shapes."}
_ETAG = {"ETag": {"description": "Changes with the question and with what the ledger holds.", "schema": _TEXT}}
_LINK = {"Link": {"description": "The addresses of the next page and of the first (RFC 8288).", "schema": _TEXT}}


def documented(name: str, schema: str, *, paged: bool = False, forms: Sequence[str] = TABLES) -> dict[str, Any]:
    """What a route says of itself: the name of the question, the schema of its JSON, its forms and its errors."""
    told: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "The answer.",
            "content": {MEDIA[form].partition(";")[0]: _content(name, form, schema) for form in forms},
            "headers": {**_ETAG, **(_LINK if paged else {})},
        },
        304: {"description": "The answer that `If-None-Match` names is still right.", "headers": _ETAG},
    }
    more = (422,) if name == "total" else (501,) if name == "brief" else ()
    told |= {status: _problem(status) for status in sorted((*_EVERY, *more))}
    return {"operation_id": name, "response_class": Response, "responses": told}


def documented_check(forms: Sequence[str], kinds: Sequence[str]) -> dict[str, Any]:
    """The same of the check, which takes a document."""
    content = {MEDIA[form].partition(";")[0]: _content("check", form, "CheckedDocument") for form in forms}
    told: dict[int | str, dict[str, Any]] = {200: {"description": "The checked document.", "content": content}}
    told |= {status: _problem(status) for status in (400, 404, 406, 408, 413, 415, 422, 429, 503)}
    document: dict[str, dict[str, Any]] = {
        kind: {"schema": {"type": "string", "format": "binary"} if kind != "text/plain" else _TEXT} for kind in kinds
    }
    document["text/plain"] |= {
        "example": "The United States obligated $38.5 million in FMF to Colombia in fiscal year 2017."
    }
    body = {"required": True, "description": "The document itself.", "content": document}
    return {
        "operation_id": "check",
        "response_class": Response,
        "responses": told,
        "openapi_extra": {"requestBody": body},
    }


def _content(name: str, form: str, schema: str) -> dict[str, Any]:
    if form != JSON:
        return {"schema": {"type": "string"} if MEDIA[form].startswith("text/") else {}}
    example = examples().get(name)
    return {"schema": {"$ref": f"#/components/schemas/{schema}"}, **({"example": example} if example else {})}


@cache
def examples() -> dict[str, Any]:
    """Real answers, by question; written by `cuaderno.web.api.openapi`."""
    file = resources.files("cuaderno.web.api") / "examples.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def _problem(status: int) -> dict[str, Any]:
    names = dict.fromkeys(one.en for one in KINDS.values() if one.status == status)
    return {
        "description": "; ".join(names) + ".",
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    told = get_openapi(
        title=TITLE, version=__version__, description=ABOUT, routes=app.routes, tags=TAGS,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"}, openapi_version="3.1.0",
    )  # fmt: skip
    told["servers"] = [{"url": "/"}]
    for operations in told["paths"].values():
        for operation in operations.values():
            if "HTTPValidationError" in json.dumps(operation["responses"].get("422", {})):
                del operation["responses"]["422"]
    told["components"] = {"schemas": dict(sorted(schemas().items()))}
    return told


@cache
def schemas() -> dict[str, Schema]:
    """Every schema, by name."""
    from cuaderno.ledger.answer import Total
    from cuaderno.ledger.cite import Citation
    from cuaderno.ledger.history import History
    from cuaderno.ledger.manifest import SourceInfo
    from cuaderno.ledger.umbrellas import UmbrellaAnswer
    from cuaderno.sources.snapshot import Snapshot
    from cuaderno.statements.statement import Statement

    made = Shapes()
    for kind in (Total, Citation, History, SourceInfo, UmbrellaAnswer, Snapshot, Statement):
        made.of(kind)
    found = made.schemas
    found["TotalAnswer"] = _with(found["Total"], count={"type": "integer"}, blanks=_counts(), cells=_texts())
    found["UmbrellaAnswer"] = _with(found["UmbrellaAnswer"])
    found["StatementRow"] = _without(found["Statement"], "key", citation=_TEXT)
    lists = _lists(made)
    del found["Citation"]
    found |= lists | _relations() | _papers() | {"Problem": _problem_schema()}
    return found


def _with(schema: Schema, **more: Schema) -> Schema:
    """The schema of an answer, which has members beside those of its dataclass."""
    properties = {"format": _FORMAT, **schema["properties"], **more}
    return {**schema, "properties": properties, "required": list(properties)}


def _without(schema: Schema, name: str, **more: Schema) -> Schema:
    properties = {**more, **{key: value for key, value in schema["properties"].items() if key != name}}
    return {**schema, "properties": properties, "required": list(properties)}


def _counts() -> Schema:
    return {"type": "object", "additionalProperties": {"type": "integer"}}


def _texts() -> Schema:
    return {"type": "object", "additionalProperties": _TEXT}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _lists(made: Shapes) -> dict[str, Schema]:
    citation = made.schemas["Citation"]["properties"]
    figure = object_of("A figure's citation opened.", format=_FORMAT, citation=_TEXT, **citation)
    relation = object_of(
        "A relation's citation opened.", format=_FORMAT, citation=_TEXT, snapshot=_ref("Snapshot"), publisher=_TEXT
    )
    snapshots = list_of(_ref("Snapshot"))
    return {
        "Rows": object_of(
            "A page of statements. `next` is the cursor of the next page, null on the last.",
            format=_FORMAT, statements=list_of(_ref("StatementRow")), next={"type": ["string", "null"]},
        ),
        "Cite": {"anyOf": [figure, relation]},
        "Sources": object_of(
            "Cards and snapshots.", format=_FORMAT, sources=list_of(_ref("SourceInfo")), snapshots=snapshots
        ),
        "Snapshots": object_of("Snapshots.", format=_FORMAT, snapshots=snapshots),
        "Histories": object_of("Comparisons of snapshots.", format=_FORMAT, histories=list_of(_ref("History"))),
    }  # fmt: skip


def _relations() -> dict[str, Schema]:
    anything = list_of({"type": "object"})
    threshold: Schema = {"type": "object", "properties": {"amount": AMOUNT}}
    name = {"code": _TEXT, "kind": _TEXT, "name": _BOTH, "found": _TEXT, "score": {"type": "number"}}
    found = object_of("A place found; `found` is the name that is like what was searched for.", **name, iso2=_TEXT)
    channel = object_of("A programme found.", **name, parent=_TEXT, figures=_BOTH, unverified=list_of(_TEXT))
    return {
        "Commitments": object_of(
            "Commitments by type, and what each is worth on a day.",
            format=_FORMAT, place=_TEXT, partner=_TEXT, types=list_of(_TEXT), as_of=_TEXT, stated={"type": "boolean"},
            groups=anything,
        ),
        "Overlap": object_of(
            "What two sources say of one thing.",
            format=_FORMAT, place=_TEXT, window=_TEXT, pairs=anything, lines=anything,
        ),
        "Thresholds": object_of("Thresholds on a day.", format=_FORMAT, as_of=_TEXT, thresholds=list_of(threshold)),
        "Places": object_of("Places, the likest first.", format=_FORMAT, q=_TEXT, places=list_of(found)),
        "Programmes": object_of("Programmes, the likest first.", format=_FORMAT, q=_TEXT, programmes=list_of(channel)),
    }  # fmt: skip


def _papers() -> dict[str, Schema]:
    anything: Schema = {"type": "object"}
    brief = object_of(
        "A brief as data, in both languages.",
        format=_FORMAT, place=anything, provider=anything, window=_TEXT, matters=list_of(anything),
        coverage=list_of(anything), notes=list_of({}), snapshots=list_of(anything),
    )  # fmt: skip
    check = object_of(
        "A document checked: its claims, each with its verdict.",
        format=_FORMAT, lang=_TEXT, document=anything, as_of={"type": ["string", "null"]}, as_of_reason=_TEXT,
        summary=anything, findings=list_of(anything), claims=list_of(anything), sources=list_of(anything),
        files=list_of(anything), cells=_texts(),
    )  # fmt: skip
    return {"Brief": brief, "CheckedDocument": check}


def _problem_schema() -> Schema:
    told = object_of(
        "What is wrong, and what to do about it (RFC 9457).",
        type={"enum": [f"urn:cuaderno:problem:{name}" for name in KINDS]},
        title=_TEXT, status={"type": "integer"}, detail=_TEXT, near=list_of(_TEXT),
    )  # fmt: skip
    told["properties"] |= {
        "rule": {"type": "string", "description": "The rule that forbids the sum."},
        "ask": {"type": "string", "description": "What to ask instead of a sum that is forbidden."},
        "parameter": {"type": "string", "description": "The parameter that is wrong."},
    }
    return told
