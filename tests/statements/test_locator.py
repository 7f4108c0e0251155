from __future__ import annotations

import operator
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import QuestionError
from cuaderno.statements.locator import (
    CharSpan,
    JsonPointer,
    LineSpan,
    Locator,
    Page,
    PageBox,
    SheetCell,
    TableCell,
    TableRow,
    XPath,
    column_letters,
    column_number,
    parse_locator,
)

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
counts = st.integers(1, 10**15)
starts = st.integers(0, 10**9)
corner = st.floats(0, 10**6)
side = st.floats(0.01, 10**6)

forms: dict[type[Locator], st.SearchStrategy[Locator]] = {
    SheetCell: st.builds(SheetCell, words, st.integers(1, 1_048_576), st.integers(1, 16_384)),
    TableCell: st.builds(TableCell, counts, counts),
    TableRow: st.builds(TableRow, counts),
    Page: st.builds(Page, counts),
    PageBox: st.builds(PageBox, counts, corner, corner, side, side),
    CharSpan: st.builds(lambda start, length: CharSpan(start, start + length), starts, st.integers(1, 10**9)),
    LineSpan: st.builds(lambda start, length: LineSpan(start, start + length), starts, st.integers(1, 10**9)),
    XPath: st.builds(XPath, words | st.from_regex(r"(/[a-z]{1,3}\[[0-9]{1,3}\]){1,3}", fullmatch=True)),
    JsonPointer: st.builds(
        lambda tokens: JsonPointer("".join("/" + token.replace("~", "~0").replace("/", "~1") for token in tokens)),
        st.lists(st.just("") | words | st.integers(0, 200).map(str), min_size=1, max_size=4),
    ),
}
locators = st.one_of(*forms.values())
same_form = st.sampled_from(list(forms.values())).flatmap(lambda form: st.tuples(form, form, form))
crooked = st.text() | st.from_regex(
    r"#?(sheet|cell|row|page|viewrect|char|line|xpath)=[A-Z0-9,%&=.\-]*(&(cell|viewrect)=[A-Z0-9,.\-]*)?",
    fullmatch=True,
)


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        (
            SheetCell("Economic and Military Aid", 65000, 8),
            "#sheet=Economic%20and%20Military%20Aid&cell=H65000",
        ),
        (SheetCell("Año & 50%/#2", 1, 28), "#sheet=A%C3%B1o%20%26%2050%25%2F%232&cell=AB1"),
        (TableCell(5, 10), "#cell=5,10"),
        (TableRow(5), "#row=5"),
        (Page(12), "#page=12"),
        (PageBox(12, 72, 100.5, 300.127, 12), "#page=12&viewrect=72,100.5,300.13,12"),
        (CharSpan(100, 200), "#char=100,200"),
        (LineSpan(10, 11), "#line=10,11"),
        (XPath("/trips/trip[3]/@date"), "#xpath=/trips/trip%5B3%5D/@date"),
        (XPath("//a[b='x & y']"), "#xpath=//a%5Bb=%27x%20%26%20y%27%5D"),
        (JsonPointer("/12/cn_number"), "#/12/cn_number"),
        (JsonPointer("/features/3/properties/AÑO"), "#/features/3/properties/A%C3%91O"),
        (JsonPointer('/a~1b/c%d/e^f/m~0n//k"l/i\\j/ '), "#/a~1b/c%25d/e%5Ef/m~0n//k%22l/i%5Cj/%20"),
    ],
)
def test_each_form_has_one_text(locator: Locator, text: str) -> None:
    assert str(locator) == text
    assert parse_locator(text) == locator
    assert parse_locator(text.removeprefix("#")) == locator


@given(locators)
def test_the_text_reads_back(locator: Locator) -> None:
    text = str(locator)
    assert parse_locator(text) == locator
    assert hash(parse_locator(text)) == hash(locator)
    assert re.fullmatch(r"#[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]+", text), "only what RFC 3986 lets stand in a fragment"


@given(crooked)
def test_crooked_text_is_refused_in_words_or_understood(text: str) -> None:
    try:
        locator = parse_locator(text)
    except QuestionError:
        return
    assert parse_locator(str(locator)) == locator


@pytest.mark.parametrize(
    "text",
    ["", "#", "#row=0", "#row=-1", "#row=05", "#row=5.0", "#cell=5", "#cell=0,1", "#cell=1,0", "#cell=1,2,3",
     "#page=0", "#page=1&viewrect=1,2,3", "#page=1&viewrect=1,2,0,4", "#page=1&viewrect=-1,2,3,4",
     "#page=1&viewrect=nan,2,3,4", "#char=5,5", "#char=6,5", "#char=5,", "#char=,5", "#line=3,2",
     "#sheet=&cell=A1", "#sheet=A", "#sheet=A&cell=A0", "#sheet=A&cell=XFE1", "#sheet=A&cell=A1048577",
     "#sheet=A&cell=1", "#sheet=%ZZ&cell=A1", "#sheet=%FF&cell=A1",
     "#sheet=A%&cell=A1", "#xpath=", "#xpath=a&b", "##row=5", "#row=5&row=6", "#row=" + "9" * 5000, "#row=٥",
     "#sheet=\ud800&cell=A1", "#/a~", "#/a~2", "#/%FF", "#/%", "#/a#b", "#/\ud800"],
)  # fmt: skip
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(QuestionError):
        parse_locator(text)


@pytest.mark.parametrize(
    "make",
    [
        lambda: SheetCell("", 1, 1),
        lambda: SheetCell("\ud800", 1, 1),
        lambda: SheetCell("A", 0, 1),
        lambda: SheetCell("A", 1, 16_385),
        lambda: TableCell(1, 0),
        lambda: TableRow(10**15 + 1),
        lambda: Page(-1),
        lambda: PageBox(1, float("nan"), 0, 1, 1),
        lambda: PageBox(1, 0, float("inf"), 1, 1),
        lambda: PageBox(1, 0, 0, 0.001, 1),
        lambda: PageBox(0, 0, 0, 1, 1),
        lambda: CharSpan(-1, 5),
        lambda: LineSpan(5, 5),
        lambda: XPath(""),
        lambda: JsonPointer(""),
        lambda: JsonPointer("a/b"),
        lambda: JsonPointer("/~"),
    ],
)
def test_a_place_outside_every_file_cannot_be_made(make: type[Locator]) -> None:
    with pytest.raises(QuestionError):
        make()


@given(same_form)
def test_one_form_is_totally_ordered(three: tuple[Locator, Locator, Locator]) -> None:
    one, other, third = three
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one <= other) == (not one > other)
    assert (one >= other) == (not one < other)
    first, middle, last = sorted(three)
    assert first <= middle <= last
    assert first <= last
    assert third in (first, middle, last)


@given(st.lists(st.tuples(counts, counts), max_size=8))
def test_cells_sort_by_row_then_column(cells: list[tuple[int, int]]) -> None:
    placed = sorted(TableCell(row, column) for row, column in cells)
    assert [(cell.row, cell.column) for cell in placed] == sorted(cells)


def test_places_sort_as_they_stand_in_the_file() -> None:
    assert SheetCell("A", 2, 27) < SheetCell("A", 10, 2) < SheetCell("B", 1, 1)
    assert XPath("/a/b[2]/c") < XPath("/a/b[10]/c") < XPath("/a/c")
    assert XPath("/a[01]") != XPath("/a[1]")
    assert PageBox(1, 50, 10, 5, 5) < PageBox(1, 5, 20, 5, 5) < PageBox(2, 0, 0, 5, 5)
    assert JsonPointer("/features/9/a") < JsonPointer("/features/10/a") < JsonPointer("/features/10/b")
    assert CharSpan(1, 5) < CharSpan(1, 6) < CharSpan(2, 3)


@given(st.lists(locators, max_size=10))
def test_mixed_citations_sort_by_form_then_place(mixed: list[Locator]) -> None:
    found = sorted(mixed)
    assert [place.form for place in found] == sorted(place.form for place in mixed)
    backwards = mixed[::-1]
    assert found == sorted(backwards)


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_a_place_is_not_compared_with_what_is_none(compare: object) -> None:
    assert callable(compare)
    with pytest.raises(TypeError):
        compare(Page(1), 1)


@given(st.integers(1, 16_384))
def test_columns_by_letter_and_by_number(number: int) -> None:
    letters = column_letters(number)
    assert column_number(letters) == column_number(letters.lower()) == number
    if number > 1:
        before = column_letters(number - 1)
        assert (len(before), before) < (len(letters), letters)


def test_some_columns() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip


@pytest.mark.parametrize("letters", ["", "1", "A1", "ABCD", "XFE", "Ñ", " A"])
def test_what_is_no_column_is_refused(letters: str) -> None:
    with pytest.raises(QuestionError):
        column_number(letters)


@pytest.mark.parametrize("number", [0, -1, 16_385])
def test_a_column_number_outside_the_sheet_is_refused(number: int) -> None:
    with pytest.raises(QuestionError):
        column_letters(number)


@pytest.mark.parametrize(
    ("locator", "english", "spanish"),
    [
        (SheetCell("Economic and Military Aid", 65000, 8),
         "sheet 'Economic and Military Aid', row 65000, column H (cell H65000)",
         "hoja «Economic and Military Aid», fila 65000, columna H (celda H65000)"),
        (TableCell(5, 10), "row 5, the header row counted, column 10",
         "fila 5, contada la de encabezados, columna 10"),
        (TableRow(5), "row 5, the header row counted", "fila 5, contada la de encabezados"),
        (Page(12), "page 12 of the file", "página 12 del archivo"),
        (PageBox(2, 72, 100.5, 300, 12),
         "page 2 of the file, the box 72 points from the left and 100.5 from the top, 300 wide and 12 high",
         "página 2 del archivo, el recuadro a 72 puntos de la izquierda y 100,5 de arriba, de 300 de ancho y 12 de alto"),
        (CharSpan(100, 200), "characters 101 to 200 of the text", "caracteres 101 a 200 del texto"),
        (CharSpan(0, 1), "character 1 of the text", "carácter 1 del texto"),
        (LineSpan(10, 12), "lines 11 to 12 of the text", "líneas 11 a 12 del texto"),
        (LineSpan(10, 11), "line 11 of the text", "línea 11 del texto"),
        (XPath("/a/b[2]"), "the element /a/b[2]", "el elemento /a/b[2]"),
        (JsonPointer("/12/title"), "the value at /12/title", "el valor en /12/title"),
    ],
)  # fmt: skip
def test_a_place_in_words(locator: Locator, english: str, spanish: str) -> None:
    assert locator.describe("en") == english
    assert locator.describe("es") == spanish


@given(locators)
def test_every_place_can_be_said_in_both_languages(locator: Locator) -> None:
    assert locator.describe("en") != locator.describe("es")


def test_no_third_language_is_pretended() -> None:
    with pytest.raises(QuestionError, match="use en or es"):
        Page(1).describe("fr")
