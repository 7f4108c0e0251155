"""Relations told by sentences: visits, agreements, designations, memberships; and sentences that tell none."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cuaderno.statements.claim import EVENT, MARKS, RELATIONS
from cuaderno.statements.relation import all_types

from .relation_texts import found, said

TABLE = tomllib.loads((Path(__file__).parent / "relations.toml").read_text(encoding="utf-8"))
ROWS = [
    (language, group, text, told)
    for language, groups in TABLE.items()
    for group, rows in groups.items()
    for text, told in rows.items()
]


@pytest.mark.parametrize(("language", "group", "text", "told"), ROWS, ids=[f"{r[0]}-{r[1]}-{r[2][:40]}" for r in ROWS])
def test_relations_of_a_sentence(language: str, group: str, text: str, told: list[str]) -> None:
    del group
    assert sorted(said(d) for d in found(text, language) if d.kind != EVENT) == sorted(told), text


def test_the_table_has_telling_and_silent_rows_of_every_kind_in_both_languages() -> None:
    for language, groups in TABLE.items():
        for kind in RELATIONS:
            assert groups[f"{kind}s"], (language, kind)
            assert all(rows == [] for rows in groups[f"{kind}s_silent"].values()), (language, kind)
    assert sum(1 for _, _, _, told in ROWS if told) >= 100


@pytest.mark.parametrize(("language", "text"), [(row[0], row[2]) for row in ROWS if row[3]])
def test_every_relation_lies_in_its_sentence_and_tells_its_rules(language: str, text: str) -> None:
    known = {each.code for each in all_types()}
    for draft in found(text, language):
        assert 0 <= draft.start <= draft.anchor[0] < draft.anchor[1] <= draft.end <= len(text)
        assert text[draft.start : draft.end] == text[draft.start : draft.end].strip()
        assert draft.rules
        assert set(draft.marks) <= set(MARKS)
        assert draft.relation is None or draft.relation in known


def test_text_in_capitals_tells_the_same() -> None:
    for language, group, text, told in ROWS:
        if group in ("agreements", "designations") and told:
            capitals = [said(d) for d in found(text.upper(), language) if d.kind != EVENT]
            assert len(capitals) >= 1, text


def test_a_tour_gives_the_month_of_its_first_stop() -> None:
    text = "U.S. Secretary of Defense Leon Panetta visited Colombia on April 23, 2012 as part of a tour that includes Chile."
    periods = {draft.recipient[0]: (draft.period_start, draft.period_end) for draft in found(text)}
    assert periods == {"COL": ("2012-04-23", "2012-04-23"), "CHL": ("2012-04", None)}


def test_a_weekday_is_the_last_one_before_the_day_of_the_document() -> None:
    (visit,) = found("Secretary Blinken visited Bogotá on Monday.", day=date(2012, 4, 24))
    assert (visit.period_start, visit.period_end) == ("2012-04-23", "2012-04-23")


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("en", "Secretary Blinken will visit Bogotá on Monday.", "2012-04-30"),
        ("en", "Secretary Blinken will visit Bogotá in March.", "2013-03"),
        ("en", "Secretary Blinken will visit Bogotá on June 3.", "2012-06-03"),
        ("es", "El secretario de Estado visitará Bogotá el 3 de febrero.", "2013-02-03"),
        ("en", "Secretary Blinken visited Bogotá in March.", "2012-03"),
    ],
)
def test_a_plan_lies_ahead(language: str, text: str, start: str) -> None:
    (visit,) = found(text, language, day=date(2012, 4, 24))
    assert visit.period_start == start


def test_one_week_after_is_reckoned_from_the_other_visit() -> None:
    text = (
        "U.S. Secretary of Defense Leon Panetta visited Colombia on Monday. Panetta's visit came exactly one week after Israel "
        "Defense Minister Ehud Barak also visited Colombia and agreed on security and military contracts."
    )
    told = {said(draft): draft.period_start for draft in found(text, day=date(2012, 4, 24))}
    assert told == {
        "visit USA>COL held": "2012-04-23",
        "visit ISR>COL held": "2012-04-16",
        "agreement ISR>COL agreed": "2012-04-16",
    }


def test_recently_is_the_year_of_the_document() -> None:
    (visit,) = found("The Director of the CIA, David Petraeus, has visited Colombia recently.", day=date(2012, 4, 24))
    assert visit.period_start == "2012"


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("en", "Colombia and the United States have an Acquisition and Cross-Servicing Agreement (2012).", "2012"),
        ("en", "Colombia became a NATO partner in 2017, the first country in Latin America.", "2017"),
        ("en", "Colombia is an inactive partner in the GPOI, having received money from 2010 to 2016.", None),
        ("es", "Marruecos tiene desde 2004 la condición de aliado importante extra-OTAN.", "2004"),
        (
            "es",
            "En 2009, ambos países, Colombia y Estados Unidos, firmaron un acuerdo de bases que cayó en 2010.",
            "2009",
        ),
    ],
)
def test_periods(language: str, text: str, start: str | None) -> None:
    assert [draft.period_start for draft in found(text, language)] == [start]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The United States and Japan signed an ACSA in 1996.", "ACSA"),
        ("The United States and Japan signed a GSOMIA in 2007.", "SECURITY_OF_INFORMATION"),
        ("The United States and Ghana signed a status of forces agreement.", "DEFENCE_COOPERATION"),
        ("The United States and Korea have a Mutual Defense Treaty (1953).", "MUTUAL_DEFENCE"),
        ("The United States and Colombia have an arrangement to facilitate the exchange of data.", "DATA_ARRANGEMENT"),
        ("NATO and Colombia agreed to a new partnership program.", "PARTNERSHIP"),
        ("Poland and Korea signed a contract for 180 tanks.", None),
    ],
)
def test_the_type_is_given_where_the_words_say_it(text: str, relation: str | None) -> None:
    assert [draft.relation for draft in found(text)] == [relation]


def test_what_is_said_twice_is_claimed_once_or_marked() -> None:
    text = (
        "Jordan and Security\n"
        "Jordan is a Major Non-NATO Ally. As a Major Non-NATO Ally, Jordan is eligible for loans. "
        "In 1996, the President designated Jordan as a Major Non-NATO Ally (MNNA)."
    )
    told = [(draft.stage, "restated" in draft.marks) for draft in found(text)]
    assert told == [("active", False), ("designated", True)]


def test_a_heading_repeats_the_text_below_it() -> None:
    text = "Israeli and U.S. Defense Chiefs Visit Colombia\nU.S. Secretary of Defense Leon Panetta visited Colombia."
    told = Counter((said(draft), "restated" in draft.marks) for draft in found(text))
    assert told[("visit USA>COL held", False)] == 1
    assert told[("visit USA>COL held", True)] == 1
    assert told[("visit ISR>COL held", False)] == 1


def test_a_treaty_one_belongs_to_is_no_agreement_besides() -> None:
    assert [d.kind for d in found("As a member of the Rio Pact, Colombia is bound to act.")] == ["membership"]


def test_pronouns_and_family_names_lead_back_to_the_visitor() -> None:
    text = "Canadian Defence Minister Anita Ruiz arrived in Quito on Monday. Ruiz traveled to Lima on Tuesday. She visited Chile."
    assert [said(draft) for draft in found(text)] == [
        "visit CAN>ECU held", "visit CAN>PER held", "visit CAN>CHL held",
    ]  # fmt: skip


def test_each_one_sanctioned_is_a_claim_of_its_own() -> None:
    drafts = found(
        "Treasury designated Los Choneros, and its leader, José Adolfo Macías Villamar, pursuant to Executive Order 14059."
    )
    assert [draft.item for draft in drafts] == ["Los Choneros", "José Adolfo Macías Villamar"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "visit", "signed", "member of", "MNNA", "agreement " * 200, "visited " * 200]
)
def test_scraps_are_survived(text: str) -> None:
    assert all(draft.provider or draft.recipient for draft in found(text)) or not text.strip()


@pytest.mark.shared
def test_the_example_documents(shared: Path) -> None:
    from cuaderno.documents.finding import find_in

    told = wanted = right = 0
    for gold_file in sorted((shared / "documents").glob("*.gold.json")):
        text = gold_file.with_name(gold_file.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        first = text.partition("\n")[0]
        body = " " * len(first) + text[len(first) :] if first.startswith(("SOURCE:", "EJEMPLO CONSTRUIDO:")) else text
        claims = [claim for claim in find_in(body) if claim.kind in RELATIONS]
        score = _score(_rows(gold_file), claims, text)
        told, wanted, right = told + score[0], wanted + score[1], right + score[2]
    assert right / wanted >= 0.9
    assert right / told >= 0.9


def _rows(file: Path) -> list[dict[str, Any]]:
    import json

    rows = json.loads(file.read_text(encoding="utf-8"))
    return [row for row in rows if row["kind"] in RELATIONS]


def _score(rows: list[dict[str, Any]], claims: list[Any], text: str) -> tuple[int, int, int]:
    """Claims that count, rows that count, and rows found; a row that restates another counts neither way."""
    used: set[int] = set()
    wanted = right = 0
    spared: set[int] = set()
    for row in rows:
        start = text.find(row["quote"])
        end = start + len(row["quote"])
        met = [i for i, c in enumerate(claims) if c.start < end and start < c.end]
        hit = next((i for i in met if i not in used and claims[i].kind == row["kind"]), None)
        used |= {hit} if hit is not None else set()
        if any(label in (row.get("note") or "") for label in ("DUP", "CIVIL")):
            spared |= set(met)
            continue
        wanted, right = wanted + 1, right + (hit is not None)
    return sum(1 for i in range(len(claims)) if i in used or i not in spared), wanted, right


@pytest.mark.parametrize(
    "text", ["Panetta visited Colombia and " * 5_000, "Poland joined NATO and " * 5_000, "agreement signed " * 5_000]
)
def test_what_is_no_prose_is_passed_over(text: str) -> None:
    assert found(text) == []


def test_a_long_text_of_one_kind_keeps_what_is_told_once() -> None:
    assert len(found("Kenya is a major non-NATO ally. " * 500)) == 1
