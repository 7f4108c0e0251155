from __future__ import annotations

import csv
import string
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import SourceError, UnknownName
from cuaderno.statements import places
from cuaderno.statements.places import Place, all_places, find_place, index_names, name_key, place

NAME_TABLES = sorted(Path(str(resources.files("cuaderno") / "sources")).glob("*/names.csv"))


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("COL", "COL"),
        ("colombia", "COL"),
        ("Columbia", "COL"),
        ("United States of America", "USA"),
        ("USA", "USA"),
        ("U.S.", "USA"),
        ("Estados Unidos", "USA"),
        ("EE. UU.", "USA"),
        ("EE.UU.", "USA"),
        ("Burma", "MMR"),
        ("Birmania", "MMR"),
        ("Myanmar", "MMR"),
        ("Ivory Coast", "CIV"),
        ("Costa de Marfil", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("México", "MEX"),
        ("MEXICO", "MEX"),
        ("peru", "PER"),
        ("Korea, South", "KOR"),
        ("South Korea", "KOR"),
        ("Corea del Sur", "KOR"),
        ("Serbia, Republic of", "SRB"),
        ("Congo (Kinshasa)", "COD"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Georgia", "GEO"),
        ("Guinea", "GIN"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Sudán", "SDN"),
        ("Sudan (former)", "XSD"),
        ("Soviet Union", "SUN"),
        ("Unión Soviética", "SUN"),
        ("OTAN", "NATO"),
        ("ONU", "UN"),
        ("Multinational Force and Observers", "MFO"),
        ("América Latina y el Caribe", "REG-LAC"),
        ("World (not specified)", "WORLD"),
        ("Namibia", "NAM"),
    ],
)
def test_a_name_in_either_language_finds_its_place(text: str, code: str) -> None:
    assert find_place(text).code == code


@given(st.sampled_from(all_places()), st.booleans(), st.text(alphabet=" .'’-", max_size=3))
def test_case_accents_and_punctuation_do_not_matter(known: Place, upper: bool, noise: str) -> None:
    for name in (known.code, known.name_en, known.name_es):
        said = noise + (name.upper() if upper else name.lower()) + noise
        assert find_place(said) is known


@given(st.text(alphabet=string.ascii_letters + "áéíóúñç &.,'-", max_size=30))
def test_any_text_is_a_place_or_a_readable_error(text: str) -> None:
    try:
        found = find_place(text)
    except UnknownName as error:
        refusal = error
    else:
        assert found in all_places()
        return
    assert "\n" not in refusal.message
    assert refusal.message.endswith(".")
    assert len(refusal.near) <= places.NEAREST


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Colunbia", "Colombia"),
        ("Hondurs", "Honduras"),
        ("Alemnia", "Alemania"),
        ("Estados Undios", "Estados Unidos"),
    ],
)
def test_an_unknown_name_lists_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_place(text)
    assert caught.value.near[0] == near
    assert text in caught.value.message
    assert near in caught.value.message
    assert find_place(near).code in caught.value.message


@pytest.mark.parametrize("text", ["", "  ", "?", "…"])
def test_nothing_is_no_place(text: str) -> None:
    with pytest.raises(UnknownName, match="No place is named"):
        find_place(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("corea", {"KOR", "PRK"}),
        ("América", {"USA", "REG-WHA"}),
        ("Virgin Islands", {"VGB", "VIR"}),
    ],
)
def test_a_short_name_of_several_places_finds_none_and_lists_them(text: str, codes: set[str]) -> None:
    with pytest.raises(UnknownName, match="may mean") as caught:
        find_place(text)
    assert {find_place(name).code for name in caught.value.near} == codes
    assert all(f"({code})" in caught.value.message for code in codes)


def test_a_code_is_not_a_name() -> None:
    assert place("col") is find_place("Colombia")
    with pytest.raises(UnknownName, match=r"Colombia \(COL\)"):
        place("Colombia")


def test_a_place_speaks_both_languages() -> None:
    germany = place("DEU")
    assert (germany.name("en"), germany.name("es"), germany.name("es-CO")) == (
        "Germany",
        "Alemania",
        "Alemania",
    )


def test_the_table_is_whole() -> None:
    table = all_places()
    assert len({each.code for each in table}) == len(table)
    assert {each.kind for each in table} == {"territory", "former", "organisation", "regional", "worldwide"}
    territories = [each for each in table if each.kind == "territory"]
    assert len(territories) == 250  # the 249 of ISO 3166-1 and Kosovo
    assert len({each.iso2 for each in territories}) == 250
    assert all(len(each.code) == 3 and len(each.iso2) == 2 for each in territories)
    assert place("NAM").iso2 == "NA"
    assert all(each.code.startswith("REG-") for each in table if each.kind == "regional")
    assert all(each.name_en.strip() and each.name_es.strip() for each in table)
    assert not any("" in each.aliases for each in table)


def test_no_name_of_the_table_stands_for_two_places() -> None:
    names = index_names(all_places())
    assert len(names.sure) > len(all_places())
    assert all(len(several) > 1 for several in names.shared.values())


def test_two_places_may_not_claim_one_name() -> None:
    one = Place("AAA", "territory", "", "Land", "Tierra", ())
    other = Place("AAB", "territory", "", "Other", "Otra", ("Tiérra",))
    with pytest.raises(SourceError, match="“Tiérra” stands for both AAA and AAB"):
        index_names([one, other])


def test_a_shared_name_may_not_be_the_sure_name_of_one() -> None:
    one = Place("AAA", "territory", "", "Land", "Tierra", ())
    other = Place("AAB", "territory", "", "Other", "Otra", ("?Land",))
    with pytest.raises(SourceError, match="also a sure name of AAA"):
        index_names([one, other])


@pytest.mark.parametrize(("text", "key"), [("Trinidad & Tobago", "trinidadandtobago"), ("São Tomé", "saotome")])
def test_the_key_of_a_name(text: str, key: str) -> None:
    assert name_key(text) == key


def test_every_source_of_names_is_found() -> None:
    assert {"greenbook", "foreign_assistance", "budget_justification"} <= {t.parent.name for t in NAME_TABLES}


@pytest.mark.parametrize("table", NAME_TABLES, ids=lambda table: table.parent.name)
def test_published_names_lead_to_known_codes_and_stand_once(table: Path) -> None:
    rows = rows_of(table)
    known = {each.code for each in all_places()}
    assert [row["published"] for row in rows if row["code"] not in known] == []
    keys = [(row["published"], row.get("years", ""), row.get("occurrence", "")) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", NAME_TABLES, ids=lambda table: table.parent.name)
def test_a_published_name_that_the_vocabulary_knows_leads_to_the_same_place(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        places, "_nearest", lambda _: ()
    )  # what a refusal names is tested above, and takes long to find
    for row in rows_of(table):
        if row.get("occurrence"):  # a name that the publisher prints over another place's rows too
            continue
        if len(row["published"]) == 2:  # ISO 3166 alpha-2, of which AU is no union
            continue
        try:
            known = find_place(row["published"]).code
        except UnknownName:
            continue
        assert row["code"] == known, row["published"]
