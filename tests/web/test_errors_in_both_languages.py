"""Whatever goes wrong is told in the language that was asked for: on pages, by the API, on the command line."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from click.testing import CliRunner

from cuaderno.cli import main

WRONG = (
    "/place/COL?stage=foo", "/place/XXX", "/place/COL?years=2020-2010", "/place/COL?years=abc", "/compare?place=Colmbia",
    "/statement/zzz", "/statement/0123456789abcdef", "/source/nope", "/commitments/COL?as-of=zzz", "/commitments/COL?type=FOO",
    "/flows?shown=-5", "/flows?shown=900", "/flows?shown=x", "/search?q=" + 201 * "a", "/map?stage=foo", "/map?universe=D9",
    "/map?years=1800", "/programme/zzz", "/compare?place=COL&what=FMF&universe=D2", "/flows?stage=foo", "/place/COL/with/XXX",
    "/nowhere", "/place/COL?prices=dear", "/source/greenbook?old=abcd&new=abcd",
)  # fmt: skip

QUESTIONS = (
    "total?recipient=Colmbia&stage=obligated", "total?recipient=COL", "total?recipient=COL&stage=foo", "rows?limit=0", "rows?limit=x",
    "rows?nonsense=1", "rows?cursor=zzz", "rows?years=abc", "rows?source=nope", "rows?unit=9", "cite/zzz", "cite/0123456789abcdef",
    "commitments/COL?as-of=zzz", "history", "history?source=greenbook", "total?recipient=COL&stage=obligated&by=moon",
    "total?recipient=COL&stage=obligated&provider=FRA", "brief/XXX",
    "rows?format=xml", "rows?years=2019&years=2020", "nothing", "rows?prices=dear", "total?recipient=COL&stage=obligated&snapshot=zz",
)  # fmt: skip

ENGLISH = re.compile(r"\b(the|is|are|not|there|write|name|input|should|nearest|with|holds)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", WRONG)
def test_a_spanish_page_tells_its_errors_in_spanish(ask: Any, path: str) -> None:
    english, spanish = (ask(f"/{lang}{path}") for lang in ("en", "es"))
    assert english.status == spanish.status
    assert english.status >= 400 or "map" in path or "place/COL?" in path
    told = [
        re.findall(r"<section class=\"problem\">.*?</section>", one.body.decode(), re.DOTALL)
        for one in (english, spanish)
    ]
    for said in told[1]:
        plain = unescape(re.sub(r"<ul.*?</ul>|<[^>]+>", " ", said, flags=re.DOTALL))
        assert not ENGLISH.search(plain), plain
        assert "`" not in plain
    assert len(told[0]) == len(told[1])
    assert not told[0] or told[0] != told[1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_api_tells_its_errors_in_the_language_asked_for(ask: Any, question: str) -> None:
    joint = "&" if "?" in question else "?"
    english, spanish = ask(f"/api/v1/{question}"), ask(f"/api/v1/{question}{joint}lang=es")
    assert english.status == spanish.status >= 400
    assert english.json["detail"] != spanish.json["detail"]
    assert not ENGLISH.search(re.sub(r"`[^`]*`", "", spanish.json["detail"])), spanish.json["detail"]


@pytest.mark.parametrize(
    "words",
    [
        "total --recipient Colmbia --stage obligated",
        "total --recipient COL",
        "commitments COL --as-of zzz",
        "brief XXX",
        "cite zzz",
    ],
)
def test_the_command_line_tells_the_same_errors_in_the_same_language(words: str) -> None:
    found = CliRunner().invoke(main, [*words.split(), "--lang", "es"])
    assert found.exit_code in (1, 2)
    assert found.stderr.startswith("Error: ")
    assert not ENGLISH.search(re.sub(r"`[^`]*`", "", found.stderr)), found.stderr
