"""Plain text: encodings, line endings, spans, and web pages whose characters stay in their places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import ReadingError
from cuaderno.reading.text import FILLER, MOST_BYTES, read_span, read_text, spoken_amount, tidy, visible

WORDS = "Año fiscal 2017: US$ 1.200 – «sí»\nsegunda línea\n"
PAGE = '<html><head><style>p {x:1}</style><title>A &amp; B</title></head>\n<p class="a>b">for&nbsp;$5&#8217;s</p><!-- no -->\n'


def written(directory: Path, data: bytes) -> Path:
    path = directory / "notice.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ending_reads_alike(encoding: str, ending: str, tmp_path: Path) -> None:
    path = written(tmp_path, WORDS.replace("\n", ending).encode(encoding))
    assert read_text(path) == WORDS
    start = WORDS.index("segunda")
    assert read_span(path, start, start + 13) == "segunda línea"


def test_a_span_ends_where_the_text_does(tmp_path: Path) -> None:
    path = written(tmp_path, b"abc")
    assert read_span(path, 0, 3) == "abc"
    assert read_span(path, 1, 4) is None
    assert read_span(path, 3, 4) is None
    assert read_span(path, 2, 2) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\x81\x8d", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfeA", "neither UTF-8"),
        (b"abc\0def", "NUL characters"),
        ("abc".encode("utf-16-le"), "NUL characters"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=words) as caught:
        read_text(written(tmp_path, data))
    assert "\n" not in caught.value.message


def test_a_file_beyond_reason_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ReadingError, match="larger than 64 MB"):
        read_text(path)


def test_markup_is_blanked_and_every_character_stays_in_its_place() -> None:
    seen = visible(PAGE)
    assert len(seen) == len(PAGE)
    assert seen.replace(FILLER, "").split() == ["A", "&", "B", "for", "$5’s"]
    assert seen.index("$5") == PAGE.index("$5")
    assert seen.count("\n") == PAGE.count("\n")


@pytest.mark.parametrize("text", ["x < 5 and y > 3", "R&D; AT&T", "a <- b", "&bogus; &#0; &#10; &;", WORDS, "<", "<a"])
def test_a_text_that_only_looks_like_markup_is_left_alone(text: str) -> None:
    assert visible(text) == text


@given(st.text(alphabet="<>!-/&#;\"' \nabcscriptx0123456789"))
def test_no_text_changes_its_length(text: str) -> None:
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$303 million", "303000000"),
        ("$ 1.125\nbillion", "1125000000"),
        ("US$22.3 million", "22300000"),
        ("$89,894,266", "89894266"),
        ("$0 million", "0"),
        ("1,200", "1200"),
        ("15", "15"),
        ("Fifteen", "15"),
        ("one hundred twenty-five", "125"),
        ("two thousand three hundred and one", "2301"),
        ("a thousand".removeprefix("a "), "1000"),
        ("forty\0-eight", "48"),
    ],
)
def test_a_number_is_read_as_prose_writes_it(text: str, number: str) -> None:
    assert spoken_amount(text) == Decimal(number)


@pytest.mark.parametrize("text", ["several", "$ million", "1,2 million", "12 dozen", "$1.5 gazillion", "5 x 5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        spoken_amount(text)


@given(st.integers(0, 999_999))
def test_number_words_read_back(number: int) -> None:
    assert spoken_amount(in_words(number)) == number


def in_words(number: int) -> str:
    small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    names = [*small.split(), "eighteen", "nineteen"]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < 20:
        return names[number]
    if number < 100:
        rest = f"-{names[number % 10]}" if number % 10 else ""
        return f"{tens[number // 10 - 2]}{rest}"
    for word, size in (("thousand", 1000), ("hundred", 100)):
        if number >= size:
            rest = f" {in_words(number % size)}" if number % size else ""
            return f"{in_words(number // size)} {word}{rest}"
    raise AssertionError(number)


def test_a_stretch_of_text_becomes_one_line() -> None:
    assert tidy("  two\n\tlines &\0\0\0\0 more ") == "two lines & more"
