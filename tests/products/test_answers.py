from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cuaderno.ledger.cite import Reopened
from cuaderno.ledger.ledger import Ledger
from cuaderno.products import answers
from cuaderno.products.plain import as_csv

FMF = {"recipient": "COL", "programme": "FMF", "stage": "obligated", "years": "FY2017-FY2020"}
LANGUAGES = ("en", "es")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_word_has_both_languages_and_the_same_blanks() -> None:
    for key, said in answers._words().items():
        assert set(said) == {"en", "es"}, key
        blanks = [set(re.findall(r"{(\w+)}", said[lang])) for lang in LANGUAGES]
        assert blanks[0] == blanks[1], key


@pytest.mark.parametrize(
    ("value", "en", "es"),
    [
        (Decimal("1234567.50"), "1,234,567.50", "1.234.567,50"),
        (Decimal("-1000.00"), "-1,000", "-1.000"),
        (75002, "75,002", "75.002"),
        (Decimal("0"), "0", "0"),
        (Decimal("100"), "100", "100"),
    ],
)
def test_amounts(value: Any, en: str, es: str) -> None:
    assert (answers.amount(value, "en"), answers.amount(value, "es")) == (en, es)


class TestTotal:
    def test_in_english(self, edition_ledger: Ledger) -> None:
        text = answers.total_text(edition_ledger.total(**FMF), "en")
        first, second = text.splitlines()[:2]
        assert first == "United States to Colombia, Foreign Military Financing (FMF), obligated: 216,151,787 USD"
        assert second == "  fiscal years 2017–2020 (1 October 2016 – 30 September 2020); current prices"
        for year, value in ((2017, "38,525,000"), (2019, "75,157,289")):
            assert re.search(rf"FY{year} +{value}  M3  [0-9a-f]{{16}}@3dba11a5eda8", text)
        assert "Answered by: greenbook, U.S. Agency for International Development" in text
        assert text.endswith("\n")

    def test_in_spanish(self, edition_ledger: Ledger) -> None:
        text = answers.total_text(edition_ledger.total(**FMF), "es")
        assert text.startswith(
            "Estados Unidos a Colombia, Financiamiento Militar Extranjero (FMF), obligado: 216.151.787 USD"
        )
        assert "años fiscales 2017–2020" in text
        assert "precios corrientes" in text
        assert "Responde: greenbook" in text

    def test_the_cells_beside_the_citations(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(**FMF)
        cites = answers.shown_cites(answer)
        assert cites == answers.all_cites(answer) == [cite for one in answer.figures for cite in one.cites]
        text = answers.total_text(answer, "en", edition_ledger.cells(cites))
        for one in answer.figures:
            assert re.search(rf"{one.cites[0]} H\d+", text)

    def test_a_part_is_marked_so(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(**{**FMF, "years": "FY2017-FY2023"})
        english, spanish = (answers.total_text(answer, lang) for lang in LANGUAGES)
        assert "PARTIAL: 4 of 7 periods are covered; missing: FY2021, FY2022, FY2023." in english
        assert english.count("after the last year of this publication") == 3
        assert "PARCIAL: están cubiertos 4 de 7 períodos" in spanish
        assert spanish.count("posterior al último año de esta publicación") == 3

    def test_where_no_year_is_covered_nothing_is_called_a_sum(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(**{**FMF, "years": "FY2030"})
        english, spanish = (answers.total_text(answer, lang) for lang in LANGUAGES)
        assert "greenbook covers no period of this window" in english
        assert "greenbook no cubre ningún período" in spanish
        assert "PARTIAL" not in english
        assert "M0:" not in english

    def test_what_the_publication_cannot_tell_stands_before_the_figures(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "FY2020-FY2021"}
        answer = edition_ledger.total(programme="NADR-CWD,FMF", **asked)
        english, spanish = (answers.total_text(answer, lang) for lang in LANGUAGES)
        assert "greenbook has no figures of its own for Conventional Weapons Destruction" in english
        assert "may stand under Nonproliferation, Anti-terrorism" in english
        assert "PARTIAL: 1 of 2 periods" in english
        assert "greenbook no tiene cifras propias de Destrucción de Armas Convencionales" in spanish
        vietnam = edition_ledger.total(recipient="XVS", universe="D4", stage="obligated", years="1960")
        assert "may stand under Vietnam (VNM)." in answers.total_text(vietnam, "en")

    def test_a_region_says_that_its_countries_are_not_in_it(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "REG-CAM", "programme": "INCLE", "stage": "obligated", "years": "2019"}
        english, spanish = (answers.total_text(edition_ledger.total(**asked), lang) for lang in LANGUAGES)
        assert "Booked to the region, not to its countries: what single countries of Central America" in english
        assert "no a sus países" in spanish

    def test_constant_prices_universe_older_snapshots_and_who_stands_beside(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "universe": "D6", "stage": "obligated", "years": "FY2019-FY2022"}
        text = answers.total_text(edition_ledger.total(**asked, prices="constant"), "en")
        assert "All U.S. foreign assistance, economic and military (D6)" in text
        assert "constant prices of 2021, the publisher's" in text
        assert "1 older can be asked with --snapshot: 1e7e3e682a36" in text
        assert "Beside it, never added:" in text
        assert "USD@2020  (covers 2 of 4)  greenbook" in text

    def test_beside_without_a_statement(self, edition_ledger: Ledger) -> None:
        text = answers.total_text(edition_ledger.total(recipient="VAT", stage="obligated", years="2017"), "en")
        assert "obligated: no statement" in text
        assert "  no statement  (covers 1 of 1)  foreign_assistance" in text
        assert "the publisher covers the year and lists no such line" in text

    def test_all_recipients_by_name_and_all_assistance(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(stage="obligated", years="2017", by="recipient", category="Military")
        english, spanish = (answers.total_text(answer, lang) for lang in LANGUAGES)
        assert english.startswith("United States to all recipients, all assistance, Military, obligated")
        assert re.search(r"^  Afghanistan +[\d,]+", english, re.MULTILINE)
        assert re.search(r"^  Afganistán +[\d.]+", spanish, re.MULTILINE)

    def test_more_citations_than_are_shown(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years="2017")
        text = answers.total_text(answer, "en")
        assert f"and {answer.count - answers.CITES_SHOWN} more" in text

    def test_money_of_no_programme_is_called_that(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "2017-2018"}
        answer = edition_ledger.total(**asked, by="programme")
        assert "" in {one.group for one in answer.figures}
        assert re.search(r"^  \S.* {2,}[\d,]+  M\d", answers.total_text(answer, "en"), re.MULTILINE)
        assert not re.search(r"^   {2,}[\d,]+  M\d", answers.total_text(answer, "en"), re.MULTILINE)
        yearly = answers.total_text(edition_ledger.total(**asked, by="programme,year"), "en")
        assert re.search(r"^  FMF FY2017 +38,525,000", yearly, re.MULTILINE)

    def test_nil_has_its_citation(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="allocated", years="2010", by="programme")
        assert re.search(r"DA +the publisher prints nil  M\d  [0-9a-f]{16}@", answers.total_text(answer, "en"))

    def test_rows(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(**{**FMF, "years": "FY2020-FY2021"})
        first, second = read(as_csv(answers.total_rows(answer)))
        assert (first["year"], first["value"], first["unit"], first["cites"]) == (
            "FY2020",
            "63944498",
            "USD",
            answer.figures[0].cites[0],
        )
        assert (second["value"], second["blank"], second["cites"]) == ("", "not_yet_published", "")
        assert {first[name] for name in ("provider", "recipient", "programme", "stage", "source")} == {
            "USA", "COL", "FMF", "obligated", "greenbook",
        }  # fmt: skip


class TestStatements:
    def test_text_and_row(self, edition_ledger: Ledger) -> None:
        (one,) = edition_ledger.rows(**{**FMF, "years": "2017"})
        text = answers.statement_text(one, "es")
        assert text.startswith(one.citation)
        assert "38.525.000 USD" in text
        assert text.endswith(one.locator)
        (row,) = read(as_csv([answers.statement_row(one)]))
        assert (row["citation"], row["value"], row["locator"]) == (one.citation, "38525000", one.locator)
        assert "key" not in row

    def test_nil_and_the_account_beside_the_label(self, edition_ledger: Ledger) -> None:
        (one,) = edition_ledger.rows(recipient="COL", stage="allocated", years="2010", programme="DA")
        text = answers.statement_text(one, "en")
        assert re.search(r" nil USD ", text)
        assert f"{one.label} / {one.account}" in text


class TestCitation:
    def test_sheet_cell_column_file_and_publisher(self, edition_ledger: Ledger) -> None:
        found = edition_ledger.cite("e3c472087c261258")
        english, spanish = (answers.citation_text(found, lang) for lang in LANGUAGES)
        assert "sheet 'Economic and Military Aid', row" in english
        assert "column “Obligations (Historical Dollars)”" in english
        assert found.snapshot.sha256 in english
        assert "3,773,510 bytes" in english
        assert "publisher: U.S. Agency for International Development" in english
        assert "not reopened" in english
        assert "hoja «Economic and Military Aid»" in spanish
        assert "3.773.510 bytes" in spanish
        assert "no se reabrió" in spanish

    def test_other_snapshots(self, edition_ledger: Ledger) -> None:
        text = answers.citation_text(edition_ledger.cite("050784a0e09965c4"), "en")
        assert "also in: 050784a0e09965c4@1e7e3e682a36  73,494,702 USD" in text
        old = answers.citation_text(edition_ledger.cite("050784a0e09965c4@1e7e3e"), "en")
        assert "(date not printed;" in old

    def test_nil_here_and_in_another(self, edition_ledger: Ledger) -> None:
        (one,) = edition_ledger.rows(recipient="COL", stage="allocated", years="2010", programme="DA")
        found = edition_ledger.cite(one.citation)
        text = answers.citation_text(replace(found, others=(one,), column=""), "en")
        assert ": nil\n" in text
        assert f"also in: {one.citation}  nil\n" in text

    @pytest.mark.parametrize(
        ("again", "said"),
        [
            (Reopened("unchanged", "a.xlsx", True, "38525000"), "unchanged: the cell in a.xlsx reads 38525000"),
            (Reopened("unchanged", "a.xlsx", False, "1"), "though that file is not the one that was taken in"),
            (Reopened("reads_otherwise", "a.xlsx", False, "2"), "CHANGED: the cell in a.xlsx now reads 2"),
            (Reopened("not_there", "a.xlsx"), "CHANGED: a.xlsx ends before this cell"),
        ],
    )
    def test_how_it_reads_now(self, edition_ledger: Ledger, again: Reopened, said: str) -> None:
        found = replace(edition_ledger.cite("e3c472087c261258"), reopened=again)
        assert said in answers.citation_text(found, "en")
        assert answers.citation_text(found, "es") != answers.citation_text(found, "en")


class TestHistory:
    def test_text(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "years": "FY2021-FY2022", "stage": "obligated"}
        (found,) = edition_ledger.history("foreign_assistance", **asked)
        text = answers.history_text(found, "en")
        assert "1e7e3e682a36 (date not printed) → fc9b074c1f61 (2023-09-29)" in text
        assert "added 1, changed 1, withdrawn 0, unchanged 0" in text
        assert re.search(r"73,494,702 → +746,118,618  #cell=\d+,\d+ → #cell=\d+,\d+", text)
        assert re.search(r"added +COL .* – → +620,707,162  – → #cell", text)
        assert "añadidas 1, cambiadas 1" in answers.history_text(found, "es")

    def test_a_long_one_says_how_many_more(self, edition_ledger: Ledger) -> None:
        (found,) = edition_ledger.history("foreign_assistance")
        text = answers.history_text(found, "en")
        assert text.count("\n") == answers.CHANGES_SHOWN + 3
        assert f"and {len(found.changes) - answers.CHANGES_SHOWN} more" in text

    def test_rows(self, edition_ledger: Ledger) -> None:
        found = edition_ledger.history("foreign_assistance", recipient="COL", years="FY2022", stage="obligated")
        (row,) = read(as_csv(answers.history_rows(found)))
        assert (row["kind"], row["old"], row["old_citation"], row["new"]) == ("added", "", "", "620707162")
        assert edition_ledger.cite(row["new_citation"]).statement.locator == row["new_cell"]


def test_sources(edition_ledger: Ledger) -> None:
    english, spanish = (
        answers.sources_text(edition_ledger.sources, edition_ledger.snapshots, lang) for lang in LANGUAGES
    )
    for one in edition_ledger.snapshots:
        assert f"  {one.snapshot}  {one.file}" in english
        assert f"  {one.snapshot}  {one.file}" in spanish
    assert "rows read 75,002 = kept 75,002 + set aside 0 + quarantined 0" in english
    assert "filas leídas 75.002 = conservadas 75.002 + apartadas 0 + en cuarentena 0" in spanish
    assert "set aside 73 (blank_row 9, " in english
    assert "complete through FY2020 (title line of the workbook" in english
    assert "how far it is complete is not stated" in english


def test_exact() -> None:
    assert answers.exact(Decimal("38525000.00")) == "38525000"


def test_the_words_are_in_the_package() -> None:
    assert (Path(answers.__file__).parent / "locale" / "answers.toml").is_file()
