"""The pure function: a batch in, a batch of claims out; what cannot be read is set aside and never raised."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pyarrow as pa
import pytest

from cuaderno.checking.checked import Verdict
from cuaderno.corpus import schema
from cuaderno.corpus.reading import MOST_NUMBERS
from cuaderno.corpus.rows import exact, site
from cuaderno.corpus.scan import Counts, Scanned, scan

from .corpora import ELSEWHERE, FIELD, batch, page, row, scanned


def reasons(found: Scanned) -> list[str]:
    return [one["reason"] for one in found.set_aside.to_pylist()]


def test_a_claim_with_its_document() -> None:
    found = scanned(row(FIELD["en"].encode(), "d7", address="https://www.press.example/a", day="2020-02-03"))
    (claim,) = found.claims.to_pylist()
    assert (claim["document"], claim["claim"], claim["site"], claim["day"], claim["language"]) == (
        "d7",
        "c1",
        "press.example",
        "2020-02-03",
        "en",
    )
    assert (claim["kind"], claim["value"], claim["unit"], claim["programme"]) == (
        "money",
        Decimal("38500000"),
        "USD",
        "FMF",
    )
    assert (claim["provider"], claim["recipient"], claim["stage"], claim["period_start"]) == (
        ["USA"],
        ["COL"],
        "obligated",
        "FY2019",
    )
    assert claim["quote"] in FIELD["en"]
    assert claim["quote"] == FIELD["en"][claim["start"] : claim["end"]]
    assert claim["sentence"] == FIELD["en"]
    assert found.claims.schema.equals(schema.claims())


def test_the_counts_say_what_became_of_every_document() -> None:
    rows = [row(FIELD["es"].encode(), "a"), row(ELSEWHERE["en"].encode() * 50, "b"), row(b"", "c"), row(None, "d")]
    gated, ungated = scanned(*rows), scanned(*rows, gated=False)
    assert gated.counts == Counts(
        documents=4, dismissed=2, elsewhere=0, searched=1, set_aside=1, claims=gated.claims.num_rows
    )
    assert ungated.counts == Counts(
        documents=4, dismissed=0, elsewhere=1, searched=1, set_aside=2, claims=gated.claims.num_rows
    )
    assert gated.claims.equals(ungated.claims)


def test_an_empty_batch_and_a_slice_of_one() -> None:
    rows = [row(ELSEWHERE["en"].encode(), "a"), row(FIELD["en"].encode(), "b"), row(FIELD["es"].encode(), "c")]
    assert scan(batch([])).claims.num_rows == 0
    assert {one["document"] for one in scan(batch(rows).slice(1, 1)).claims.to_pylist()} == {"b"}
    assert {one["document"] for one in scan(batch(rows).slice(2)).claims.to_pylist()} == {"c"}


@pytest.mark.parametrize("language", FIELD)
@pytest.mark.parametrize("media", ["text/html", None])
def test_a_web_page_gives_the_claims_of_its_text(language: str, media: str | None) -> None:
    text = " ".join([FIELD[language], *[ELSEWHERE[language]] * 3])
    plain, html = scanned(row(text.encode())), scanned(row(page(text).encode(), media=media))
    assert plain.claims.column("value").equals(html.claims.column("value"))
    assert plain.claims.column("recipient").equals(html.claims.column("recipient"))
    assert html.counts.claims > 0


def test_a_page_with_the_words_in_its_scripts_alone_is_not_read() -> None:
    html = page(ELSEWHERE["en"]).replace("var x", "var y='the military of Colombia'; var x")
    assert scanned(row(html.encode(), media="text/html")).counts.elsewhere == 1


def test_a_docx_is_read_whatever_its_bytes_say() -> None:
    file = docx.Document()
    file.add_paragraph(FIELD["en"])
    stream = io.BytesIO()
    file.save(stream)
    assert scanned(row(stream.getvalue(), media=None)).counts.claims == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4 cut short", "unreadable"),
        (b"PK\x03\x04 no zip", "unreadable"),
        (FIELD["en"].encode() + bytes(range(1, 9)) * 500, "unreadable"),
        ((FIELD["en"] + " 7" * (MOST_NUMBERS + 1)).encode(), "too_many_figures"),
        ((FIELD["en"] + " The army of Peru got $1" + ",000" * 12 + ".").encode(), "too_many_figures"),
        (FIELD["en"].encode() + b" " * (17 << 20), "too_large"),
        (FIELD["en"].encode() + b" a." * 900_000, "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_set_aside(content: bytes, reason: str) -> None:
    found = scanned(
        row(content, "bad", media=None if content.startswith((b"%", b"PK")) else "text/plain"),
        row(FIELD["en"].encode(), "good"),
    )
    assert reasons(found) == [reason]
    assert found.set_aside.to_pylist()[0]["document"] == "bad"
    assert {one["document"] for one in found.claims.to_pylist()} == {"good"}


def test_a_library_that_fails_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RecursionError("deeper than the stack")

    monkeypatch.setattr("cuaderno.documents.finding.find", fails)
    found = scanned(row(FIELD["en"].encode()))
    assert reasons(found) == ["failed"]
    assert "RecursionError" in found.set_aside.to_pylist()[0]["message"]


def test_hostile_texts_end_and_are_accounted_for() -> None:
    texts = [
        b"1" * 2_000_000,
        b"military " * 100_000,
        b"Colombia army $1" * 5_000,
        b"\xff" * 5_000,
        b"\0" * 500,
        "٣ ejército Perú".encode() * 300,
    ]
    found = scanned(*(row(text, f"h{number}") for number, text in enumerate(texts)))
    counts = found.counts
    assert counts.documents == len(texts) == counts.dismissed + counts.elsewhere + counts.searched + counts.set_aside


def test_a_judge_adds_its_verdicts() -> None:
    found = scan(
        batch([row(FIELD["en"].encode())]),
        judge=lambda _, claims: [Verdict("no_data", "because", flags=("loose",)) for _ in claims],
    )
    assert found.claims.schema.equals(schema.claims(checked=True))
    assert found.claims.select(["verdict", "reason", "flags", "computed"]).to_pylist() == [
        {"verdict": "no_data", "reason": "because", "flags": ["loose"], "computed": None}
    ]


def test_figures_are_exact_to_nine_places() -> None:
    assert exact(Decimal(200) / 3) == Decimal("66.666666667")
    assert pa.array([exact(Decimal(10) ** 28)], pa.decimal128(38, 9))[0].as_py() == Decimal(10) ** 28


def test_the_site_of_an_address() -> None:
    assert site("https://WWW.Example.org:8080/x") == "example.org"
    assert site("no address") is None
    assert site("http://[broken") is None
