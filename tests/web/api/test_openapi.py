"""The OpenAPI document is that of the repository, is OpenAPI 3.1, and the application keeps to it whatever it is asked."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, settings

from cuaderno.web.api.describing import examples
from cuaderno.web.api.openapi import ASKED, document
from cuaderno.web.problems import KINDS

ROOT = Path(__file__).parents[3]


def test_the_repository_holds_the_document() -> None:
    said = "docs/openapi.json is stale: run python -m cuaderno.web.api.openapi docs/openapi.json"
    assert (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8") == document(), said


def test_the_examples_are_real_answers(ask: Any) -> None:
    assert examples() == {name: ask(address).json for name, address in ASKED.items()}


def test_every_question_is_described(ask: Any) -> None:
    told = ask("/api/v1/openapi.json").json
    assert told["openapi"] == "3.1.0"
    operations = {one["operationId"] for path in told["paths"].values() for one in path.values()}
    assert operations == {
        "total", "rows", "cite", "commitments", "sources", "source", "snapshots", "history", "thresholds", "umbrella",
        "overlap", "brief", "places", "programmes", "check",
    }  # fmt: skip
    statuses = {int(code) for path in told["paths"].values() for one in path.values() for code in one["responses"]}
    assert statuses == {200, 304, *(one.status for one in KINDS.values())} - {405, 500}
    assert "HTTPValidationError" not in json.dumps(told)


def test_every_parameter_and_answer_says_what_it_is(ask: Any) -> None:
    told = ask("/api/v1/openapi.json").json
    for path in told["paths"].values():
        for one in path.values():
            assert one["summary"] or one["description"]
            assert all(parameter["description"] for parameter in one["parameters"])
    referred = {name for name in told["components"]["schemas"] if f'schemas/{name}"' in json.dumps(told)}
    assert referred == set(told["components"]["schemas"])


@pytest.fixture(scope="module")
def described(app: FastAPI) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import schemathesis
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_whatever_is_asked_the_answer_is_documented(described: Any) -> None:
    from schemathesis import checks as known

    wanted = [known.CHECKS.get_one(name) for name in (
        "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    )]  # fmt: skip
    asked = 0

    @settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        nonlocal asked
        case.call_and_validate(checks=wanted, headers={"accept": "application/json, text/*;q=0.1, */*;q=0.01"})
        asked += 1

    from hypothesis import given

    for found in described.get_all_operations():
        given(case=found.ok().as_strategy())(ask)()
    assert asked > 200
