"""What a check says: every code has its sentence in both languages, and every sentence finds its facts."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import cuaderno.checking
from cuaderno.checking import gates
from cuaderno.checking.checked import FLAGS, OUTCOMES, VERDICTS, Definition, Input, Verdict
from cuaderno.checking.figures import Desk, verdicts
from cuaderno.checking.rulebook import tables
from cuaderno.checking.wording import (
    amount_text,
    as_of_text,
    claimed_text,
    definition_text,
    difference_text,
    flag_text,
    formula,
    missing_text,
    outcome_name,
    quotable,
    reason_text,
    relative_text,
    verdict_name,
    window_text,
)
from cuaderno.ledger.ledger import Ledger

from .claims import money, persons
from .test_figures import RIGHT, WRONG
from .test_worked import WORKED

ROOM = Path(cuaderno.checking.__file__).parent
SENTENCES = tomllib.loads((ROOM / "reasons.toml").read_text(encoding="utf-8"))
LANGS = ("en", "es")


def test_every_sentence_is_in_both_languages_with_the_same_facts() -> None:
    for section, codes in SENTENCES.items():
        for code, texts in codes.items():
            assert set(texts) == set(LANGS), f"{section}.{code}"
            if texts["es"]:
                facts = [{name for _, name, _, _ in string.Formatter().parse(texts[lang]) if name} for lang in LANGS]
                assert facts[0] == facts[1], f"{section}.{code}"


@pytest.mark.parametrize("lang", LANGS)
def test_every_verdict_outcome_flag_and_day_has_its_words(lang: str) -> None:
    assert len({verdict_name(one, lang) for one in VERDICTS}) == len(VERDICTS)
    assert len({outcome_name(one, lang) for one in OUTCOMES}) == len(OUTCOMES)
    assert len({flag_text(one, lang) for one in FLAGS}) == len(FLAGS)
    assert as_of_text(date(2024, 9, 30), "latest_period", lang).count("2024-09-30") == 1
    assert set(SENTENCES["quote"]) == set(VERDICTS)


def test_every_resolver_and_every_reason_of_the_gates_has_a_sentence() -> None:
    assert set(tables()["resolvers"].values()) == set(SENTENCES["resolver"])
    for _, stop in gates._GATES:
        assert stop.reason in SENTENCES["reason"]


def test_no_sentence_waits_in_vain() -> None:
    """A reason that no code of the room names is never said."""
    said = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    strings = {
        node.value
        for node in ast.walk(ast.parse(said.replace("from __future__ import annotations", "")))
        if isinstance(node, ast.Constant)
    }
    assert {code for code in SENTENCES["reason"] if code not in strings} == set()


CLAIMS = [one[1] for one in (*RIGHT, *WRONG, *WORKED)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_verdict_speaks_without_a_gap(lang: str, edition_ledger: Ledger) -> None:
    found = verdicts(CLAIMS, Desk(edition_ledger.store, date(2024, 9, 30)))
    for claim, verdict in zip(CLAIMS, found, strict=True):
        texts = [reason_text(verdict, lang), quotable(claim, verdict, lang), missing_text(verdict, lang)]
        texts += [definition_text(one, lang) for one in verdict.definitions]
        for text in texts:
            assert not re.search(r"[{}]|\(\)|  |: [,.)]|, ,|None", text), text
            assert not text or text[-1] in ".)", text
        assert quotable(claim, verdict, lang).count(".") >= 2


def test_the_sentence_uses_the_verb_of_the_stage(edition_ledger: Ledger) -> None:
    claim = money("216 million", "FMF", "FY2017-FY2020", stage="obligated")
    (found,) = verdicts([claim], Desk(edition_ledger.store))
    assert quotable(claim, found) == (
        "The document says $216 million. U.S. Overseas Loans and Grants (Greenbook) (2022-08-09) gives $216,151,787 obligated "
        "(Foreign Military Financing (FMF), fiscal years 2017–2020), which agrees."
    )
    assert "US$ 216.151.787, obligado (Financiamiento Militar Extranjero (FMF), años fiscales 2017–2020)" in quotable(
        claim, found, "es"
    )


def test_the_formula_is_what_a_reader_adds_up() -> None:
    inputs = (
        Input("FY2017", Decimal(38_525_000)),
        Input("FY2018", None, "not_reported"),
        Input("FY2019", Decimal(5), "unsettled", "M0"),
    )
    one = Definition(
        "FMF",
        "obligated",
        "",
        "",
        "",
        "",
        "current",
        "FY2017-FY2019",
        "USD",
        "incomplete",
        Decimal(38_525_000),
        asked=3,
        inputs=inputs,
    )
    assert formula(one) == "38,525,000 + — + [5] = 38,525,000"
    assert formula(one, "es") == "38.525.000 + — + [5] = 38.525.000"
    share = Definition("FMF/D1", "obligated", "", "", "", "", "", "FY2017", "percent", "passes", Decimal("80.8"), asked=1,
                       inputs=(Input("FMF FY2017", Decimal(38)), Input("D1 FY2017", Decimal(47))))  # fmt: skip
    assert formula(share) == "100 × (38) / (47) = 80.80 %"
    assert formula(Definition("FMF", "", "", "", "", "", "", "", "USD", "fails")) == ""


def test_a_claim_is_said_as_it_is_written() -> None:
    said = {
        "about $278 million": money("278 million", hedge="approximately"),
        "$8.69 million": money("8.69 million"),
        "close to $70 billion": money("70 billion", hedge="nearly"),
        "over $90 million": money("90 million", hedge="at_least"),
        "less than $200,000": money("200,000", hedge="at_most", strict=True),
        "up to $200,000": money("200,000", hedge="at_most"),
        "between $10 million and $20 million": money("10 million", value_high=Decimal(20_000_000)),
        "more than half": money("50", unit="percent", hedge="at_least"),
        "275 persons": persons(275),
    }
    for text, claim in said.items():
        assert claimed_text(claim) == text
    assert claimed_text(money("1", unit="rank")) == "“1”"
    assert claimed_text(money("70 billion", hedge="nearly"), "es") == "cerca de US$ 70.000 millones"
    assert claimed_text(money("8.69 million"), "es") == "US$ 8,69 millones"


def test_numbers_differences_and_windows_in_both_languages() -> None:
    assert amount_text(Decimal("1234.5"), "USD") == "$1,234.50"
    assert amount_text(Decimal("1234.5"), "USD@2020", "es") == "US$ 1.234,50"
    assert amount_text(None, "USD") == "—"
    assert difference_text(Decimal(-5), "USD") == "\N{MINUS SIGN}$5"
    assert difference_text(Decimal(5), "persons", "es") == "+5 personas"
    assert relative_text(Decimal("0.0298")) == "3.0 %"
    assert relative_text(Decimal("0.0298"), "es") == "3,0 %"
    assert window_text("FY2017-FY2020", "es") == "años fiscales 2017–2020"
    assert window_text("nonsense") == "nonsense"


def test_a_rule_of_addition_gives_its_own_reason() -> None:
    text = reason_text(Verdict("not_comparable", "ceiling_not_summed"))
    assert "upper limits" in text
    assert "{" not in text


def test_what_is_missing_is_told_with_what_would_tell_it(edition_ledger: Ledger) -> None:
    claim = money("278 million", "FMF", "FY2017-FY2023", hedge="approximately")
    (found,) = verdicts([claim], Desk(edition_ledger.store, date(2024, 9, 30)))
    assert missing_text(found).startswith("Without a figure: FY2021–FY2023 (after the last year of this publication).")
    assert "Congressional Budget Justification" in missing_text(found)
    assert "2021–FY2023 (posterior al último año" in missing_text(found, "es")
