from __future__ import annotations

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.web.finding import EACH, SUGGESTED, find, meant, suggest


def kinds(ledger: Ledger, text: str, lang: str = "en") -> dict[str, list[str]]:
    return {group.kind: [hit.name for hit in group.hits] for group in find(ledger, text, lang)}


@pytest.mark.parametrize(
    ("text", "lang", "kind", "name"),
    [
        ("colmbia", "es", "place", "Colombia"),
        ("estados unidos", "en", "place", "United States"),
        ("militry financing", "en", "programme", "Foreign Military Financing"),
        ("financiamiento militar", "es", "programme", "Financiamiento Militar Extranjero"),
        ("D2", "es", "universe", "Asistencia en seguridad del Departamento de Estado con control de narcóticos y aplicación de la ley"),
        ("mnna colombia", "es", "commitment", "Aliado principal extra-OTAN: Colombia"),
        ("aliado extra otan colombia", "en", "commitment", "Major Non-NATO Ally: Colombia"),
        ("greenbook", "es", "source", "Préstamos y donaciones de EE. UU. al exterior (Greenbook)"),
        ("helicopter crew", "en", "wording", "HELICOPTER CREW CHIEF"),
        ("narino tumaco", "en", "wording", "TUMACO, NARIÑO, Rural"),
    ],
)  # fmt: skip
def test_everything_is_found_in_both_languages(
    edition_ledger: Ledger, text: str, lang: str, kind: str, name: str
) -> None:
    assert name in kinds(edition_ledger, text, lang)[kind]


def test_the_founding_claim_is_found_by_its_number(edition_ledger: Ledger) -> None:
    (group,) = find(edition_ledger, "278 million", "en")
    assert group.kind == "wording"
    (hit,) = group.hits
    assert hit.places == ("COL",)
    assert edition_ledger.cite(hit.code).statement.label == hit.name


def test_a_wording_cites_one_of_its_statements_and_counts_them_all(edition_ledger: Ledger) -> None:
    for hit in next(one for one in find(edition_ledger, "seminar", "en") if one.kind == "wording").hits:
        assert edition_ledger.cite(hit.code).statement.label == hit.name
        assert len(list(edition_ledger.rows(text=hit.name))) >= hit.count >= 1


def test_a_commitment_is_cited_as_the_ledger_cites_it(edition_ledger: Ledger) -> None:
    group = next(one for one in find(edition_ledger, "mnna colombia", "en") if one.kind == "commitment")
    cited = edition_ledger.cite_relation(group.hits[0].code)
    assert cited is not None
    assert cited.relation.title_en == group.hits[0].name


@pytest.mark.parametrize(
    ("text", "code"), [("Colombia", "COL"), ("FMF", "FMF"), ("otan", "NATO"), ("corea", ""), ("colmbia", "")]
)
def test_a_name_that_only_one_thing_has_is_what_is_meant(edition_ledger: Ledger, text: str, code: str) -> None:
    hit = meant(find(edition_ledger, text, "en"))
    assert (hit.code if hit else "") == code


def test_few_names_are_suggested_the_likest_first(edition_ledger: Ledger) -> None:
    hits = suggest(edition_ledger, "colombia", "es")
    assert hits[0].code == "COL"
    assert len(hits) <= SUGGESTED
    assert [one.score for one in hits] == sorted((one.score for one in hits), reverse=True)
    for kind, most in EACH.items():
        assert len([one for one in hits if one.kind == kind]) <= most


def test_the_other_name_that_was_meant_is_told(edition_ledger: Ledger) -> None:
    assert suggest(edition_ledger, "Birmania", "en")[0].by == "Birmania"
    assert suggest(edition_ledger, "MMR", "en")[0].by == ""


@pytest.mark.parametrize("text", ["", " ", "\0", "qxqxqxqx", "%%%", "a" * 200, "' OR 1=1"])
def test_what_means_nothing_finds_nothing_and_fails_at_nothing(edition_ledger: Ledger, text: str) -> None:
    assert meant(find(edition_ledger, text, "en")) is None
    assert suggest(edition_ledger, "qxqxqxqx", "en") == ()


@pytest.mark.parametrize(
    ("text", "lang", "places", "programmes"),
    [
        ("israel fmf 2019", "en", ["Israel"], ["Foreign Military Financing"]),
        ("fmf colombia", "en", ["Colombia"], ["Foreign Military Financing"]),
        ("military aid to Egypt", "en", ["Egypt"], []),
        ("how much did the US give Ukraine?", "en", ["United States", "Ukraine"], []),
        ("¿cuánto recibió Ecuador?", "es", ["Ecuador"], []),
        ("how can they do it", "en", [], []),
    ],
)
def test_what_a_sentence_names_is_found(
    edition_ledger: Ledger, text: str, lang: str, places: list[str], programmes: list[str]
) -> None:
    found = kinds(edition_ledger, text, lang)
    assert found.get("place", [])[: len(places)] == places
    assert found.get("programme", [])[: len(programmes)] == programmes


def test_of_a_name_that_is_one_nothing_merely_like_it_is_found(edition_ledger: Ledger) -> None:
    assert kinds(edition_ledger, "Ucrania", "es")["place"] == ["Ucrania", "Rebeldes en Ucrania"]


def test_a_citation_finds_what_it_cites_alone(edition_ledger: Ledger) -> None:
    (group,) = find(edition_ledger, "e3c472087c261258", "en")
    assert [hit.code for hit in group.hits] == ["e3c472087c261258@3dba11a5eda8"]
    allied = next(one for one in find(edition_ledger, "mnna colombia", "en") if one.kind == "commitment").hits[0]
    (group,) = find(edition_ledger, allied.code, "es")
    assert (group.kind, group.hits[0].code) == ("commitment", allied.code)
    assert find(edition_ledger, "0123456789abcdef", "en") == ()
