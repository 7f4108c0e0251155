"""Errors, caching, methods, headers, limits: what every address has in common."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from cuaderno.web.problems import KINDS

TOTAL = "/api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2019"


@pytest.mark.parametrize(
    ("address", "kind", "near"),
    [
        ("total?recipient=Colmbia&stage=obligated", "unknown-name", "Colombia"),
        ("total?recipient=COL&programme=FMFF&stage=obligated", "unknown-name", "FMF"),
        ("total?recipient=COL&stage=obligatd", "unknown-name", "obligated"),
        ("total?recipient=COL&stage=obligated&source=grenbook", "unknown-name", "greenbook"),
        ("total?recipent=COL&stage=obligated", "question", "recipient"),
        ("total?recipient=COL&stage=obligated&known_on=2020-01-01", "question", "known-on"),
        ("total?recipient=COL", "question", None),
        ("total?recipient=COL&stage=obligated&years=", "question", None),
        ("total?recipient=COL&stage=obligated&years=soon", "question", None),
        ("total?recipient=COL&stage=obligated&by=year&by=source", "question", None),
        ("total?recipient=COL&stage=obligated&lang=fr", "question", "en"),
        ("total?recipient=COL&stage=obligated&format=xml", "question", "csv"),
        ("total?recipient=COL&programme=FMF,FMS&stage=obligated", "cannot-add", None),
        ("total?recipient=COL&stage=obligated,disbursed", "cannot-add", None),
        ("total?recipient=COL&stage=obligated&provider=FRA", "no-answer", None),
        ("rows?limit=0", "question", None),
        ("rows?limit=100000", "question", None),
        ("cite/0000000000000000", "no-answer", None),
        ("cite/nothing", "question", None),
        ("commitments/Atlantis", "unknown-name", None),
        ("commitments/COL?as-of=2015-02-30", "question", None),
        ("thresholds?as-of=yesterday", "question", None),
        ("umbrella/Plan%20Colomba", "unknown-name", "PLAN-COLOMBIA"),
        ("umbrella/Plan%20Colombia?years=", "question", None),
        ("history", "question", None),
        ("sources/grenbook", "unknown-name", "greenbook"),
        ("brief/ZZZ", "unknown-name", None),
        ("brief/COL/more", "not-found", None),
        ("check", "method", None),
    ],
)
def test_an_error_says_what_is_wrong(ask: Any, address: str, kind: str, near: str | None) -> None:
    answered = ask(f"/api/v1/{address}")
    told = answered.json
    assert answered.headers["content-type"] == "application/problem+json"
    assert (told["type"], answered.status, told["status"]) == (
        f"urn:cuaderno:problem:{kind}",
        KINDS[kind].status,
        KINDS[kind].status,
    )
    assert told["title"] == KINDS[kind].en
    assert len(told["detail"]) > 20
    assert near is None or near in told["near"]
    assert " --" not in told["detail"]
    assert "`cuaderno " not in told["detail"]
    assert answered.headers["cache-control"] == "no-store"


def test_what_cannot_be_added_says_what_to_ask(ask: Any) -> None:
    told = ask("/api/v1/total?recipient=COL&programme=FMF,FMS&stage=obligated&lang=es").json
    assert told["rule"]
    assert told["ask"]
    assert told["detail"].endswith(told["ask"])
    assert told["title"] == KINDS["cannot-add"].es


def test_a_partial_answer_says_so(ask: Any) -> None:
    told = ask("/api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2020-2021").json
    assert told["partial"] is True
    assert told["answered"]["missing"] == ["FY2021"]


def test_the_etag_tells_questions_apart_and_saves_the_answer(ask: Any) -> None:
    first = ask(TOTAL)
    tag = first.headers["etag"]
    assert ask(TOTAL).headers["etag"] == tag
    assert ask(f"{TOTAL}&format=csv").headers["etag"] != tag
    assert ask(TOTAL, headers={"accept": "text/csv"}).headers["etag"] != tag
    assert ask(TOTAL.replace("2019", "2018")).headers["etag"] != tag
    for given in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = ask(TOTAL, headers={"if-none-match": given})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert "content-security-policy" not in again.headers  # a browser would put it in the place of the page's own
    assert ask(TOTAL, headers={"if-none-match": '"other"'}).status == 200


def test_head_is_get_without_a_body(ask: Any) -> None:
    got, head = ask(TOTAL), ask(TOTAL, method="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", got.headers)
    assert ask("/api/v1/nothing", method="HEAD").status == 404


def test_options_tells_the_methods_and_lets_other_sites_read(ask: Any) -> None:
    reading = ask(TOTAL, method="OPTIONS", headers={"origin": "https://example.org"})
    assert (reading.status, reading.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert reading.headers["access-control-allow-origin"] == "*"
    assert reading.headers["access-control-allow-methods"] == "GET, HEAD"
    sending = ask("/api/v1/check", method="OPTIONS")
    assert sending.headers["allow"] == "POST, OPTIONS"
    assert "access-control-allow-methods" not in sending.headers
    assert ask("/api/v1/nothing", method="OPTIONS").status == 404


def test_other_sites_may_read_and_not_send(ask: Any) -> None:
    assert ask(TOTAL).headers["access-control-allow-origin"] == "*"
    assert "ETag" in ask(TOTAL).headers["access-control-expose-headers"]
    assert "access-control-allow-origin" not in ask("/api/v1/check", method="POST", body=b"x").headers
    assert "access-control-allow-origin" not in ask("/").headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "TRACE"])
def test_other_methods_are_refused(ask: Any, method: str) -> None:
    answered = ask(TOTAL, method=method)
    assert answered.status == 405
    assert "GET" in answered.headers["allow"]


@pytest.mark.parametrize("address", [TOTAL, "/", "/nowhere", "/api/v1/brief/CRI?format=html", "/api/v1/total?x=1"])
def test_every_answer_keeps_a_browser_safe(ask: Any, address: str) -> None:
    headers = ask(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_who_asks_too_often_waits(application: Callable[..., Any]) -> None:
    ask = application(rate=0.001, burst=3)
    statuses = [ask("/api/v1/places?q=col", client="203.0.113.9").status for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    refused = ask("/api/v1/places?q=col&lang=es", client="203.0.113.9")
    assert int(refused.headers["retry-after"]) > 0
    assert refused.json["title"] == KINDS["too-many"].es
    assert ask("/api/v1/places?q=col", client="203.0.113.10").status == 200
    assert [ask("/api/v1/places?q=col").status for _ in range(5)] == [200] * 5


def test_this_machine_is_limited_where_that_is_asked(application: Callable[..., Any]) -> None:
    ask = application(rate=0.001, burst=1, limit_loopback=True)
    assert [ask("/api/v1/places?q=col").status for _ in range(2)] == [200, 429]


def test_a_question_that_takes_too_long_is_stopped(application: Callable[..., Any]) -> None:
    ask = application(seconds=0.000001)
    answered = ask("/api/v1/history?source=foreign_assistance")
    assert (answered.status, answered.json["type"]) == (503, "urn:cuaderno:problem:too-slow")
    assert answered.headers["retry-after"]


def test_where_too_much_waits_the_next_is_refused(application: Callable[..., Any]) -> None:
    ask = application(threads=0 + 1, waiting=-1)
    answered = ask(f"{TOTAL}&format=parquet")
    assert (answered.status, answered.json["type"]) == (503, "urn:cuaderno:problem:busy")


def test_a_fault_is_answered_and_tells_nothing(
    application: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from cuaderno.ledger.ledger import Ledger

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(Ledger, "total", broken)
    answered = application()(TOTAL)
    assert (answered.status, answered.json["type"]) == (500, "urn:cuaderno:problem:fault")
    assert b"secret" not in answered.body
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert "A request failed." in caplog.text


HOSTILE = (
    "%00", "%27%3B%20DROP%20TABLE%20entries%3B--", "%F0%9F%92%A9", "%ED%A0%80", "%FF%FE", "A" * 5000, "..%2F..%2Fetc%2Fpasswd",
    "%3Cscript%3E", "{{7*7}}", "-1", "1e309", "%20", ",", ",,,", "COL%2C" * 500, "FY0001-FY9999", "9999-0001", "%0d%0aX-Evil:%201",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_refused_or_answered(ask: Any, value: str) -> None:
    names = ("recipient", "programme", "stage", "years", "provider", "universe", "source", "snapshot", "prices", "account",
             "agency", "category", "unit", "known-on", "by", "lang", "format", value[:40])  # fmt: skip
    for name in names:
        answered = ask(f"/api/v1/total?stage=obligated&recipient=COL&{name}={value}")
        assert answered.status < 500, (name, answered.body)
        assert "x-evil" not in answered.headers
    for path in ("cite", "commitments", "umbrella", "overlap", "brief", "sources"):
        assert ask(f"/api/v1/{path}/{value}").status < 500
    assert ask(f"/api/v1/rows?text={value}&limit=2").status < 500
    assert ask(f"/api/v1/places?q={value}").status < 500


def test_many_at_once_get_the_answers_of_one_at_a_time(ask: Any) -> None:
    addresses = [
        *(f"/api/v1/total?recipient={place}&programme={programme}&stage=obligated&years=2001-{year}"
          for place in ("COL", "EGY", "JOR") for programme in ("FMF", "IMET") for year in (2015, 2018)),
        *(f"/api/v1/rows?recipient={place}&programme=FMF&limit=20" for place in ("COL", "EGY", "JOR")),
        *(f"/api/v1/commitments/{place}" for place in ("COL", "EGY", "JOR")),
        "/api/v1/cite/809ccb7916b21ffc@3dba11a5eda8", "/api/v1/overlap/COL", "/api/v1/brief/CRI",
        "/api/v1/umbrella/Plan%20Colombia", "/api/v1/history?source=foreign_assistance&recipient=COL",
    ]  # fmt: skip
    alone = [ask(address).body for address in addresses]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2):
            together = list(pool.map(lambda address: ask(address).body, addresses))
            assert together == alone


def test_many_first_questions_at_once_make_what_is_held_once(edition_ledger: Any) -> None:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.ledger.store import Store, edition_directory
    from cuaderno.products.brief import make_brief
    from cuaderno.web.shared import SharedStore

    ledger = Ledger(SharedStore(Store([edition_directory()], warm=True)))
    with ThreadPoolExecutor(4) as pool:
        briefs = list(pool.map(lambda _: make_brief(ledger, "CRI"), range(4)))
    expected = make_brief(edition_ledger, "CRI")
    assert all(one.matters == expected.matters and one.programmes == expected.programmes for one in briefs)


@pytest.mark.parametrize(
    ("address", "accepted", "lang"),
    [
        ("/", "", "en"),
        ("/", "es-CO,es;q=0.9,en;q=0.5", "es"),
        ("/?lang=en", "es", "en"),
        ("/?lang=es", "", "es"),
        ("/", "fr;q=x, de", "en"),
    ],
)
def test_the_first_page_is_in_the_readers_language(ask: Any, address: str, accepted: str, lang: str) -> None:
    answered = ask(address, headers={"accept-language": accepted})
    assert (answered.status, answered.headers["location"]) == (302, f"/{lang}")
    assert f'<html lang="{lang}"'.encode() in ask(f"/{lang}").body


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_link_of_the_first_page_leads_somewhere(ask: Any, lang: str) -> None:
    import re
    from html import unescape

    links = {unescape(link).partition("#")[0] for link in re.findall(r'href="([^"]+)"', ask(f"/{lang}").body.decode())}
    places = sorted(link for link in links if re.search(r"/place/[A-Z]+$", link))
    assert len(places) > 100
    kept = [link for link in sorted(links - set(places) - {""}) if link.startswith("/")] + places[::40]
    assert all(ask(link).status in (200, 308) for link in kept)
