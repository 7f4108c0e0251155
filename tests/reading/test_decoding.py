"""Bytes into characters."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.errors import ReadingError
from cuaderno.reading.decoding import decoded

SPANISH = "La ayuda a Colombia superó los «90 millones» en el año 2023; ¿quién pagó? Según el ministro: “nadie”. "


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_encodings_that_nobody_declares(encoding: str) -> None:
    text, notes = decoded((SPANISH * 3).encode(encoding), "a.txt")
    assert text == SPANISH * 3
    assert [note for note in notes if "damaged" in note] == []
    assert bool(notes) == (encoding in {"utf-16-le", "utf-16-be", "cp1252", "mac_roman"})


def test_a_declared_encoding_goes_before_a_guess() -> None:
    assert decoded("Помощь".encode("cp1251"), "a", "windows-1251").text == "Помощь"
    assert decoded("año “x”".encode("cp1252"), "a", "iso-8859-1").text == "año “x”"
    assert decoded("año".encode(), "a", "punycode").text == "año"
    assert decoded("año".encode(), "a", "no-such-thing").text == "año"
    assert decoded("año".encode(), "a", "ascii\0").text == "año"


def test_utf8_cut_short_stays_utf8() -> None:
    text, notes = decoded((SPANISH * 9).encode()[:-2] + b"\xe2\x80", "a")
    assert text.startswith(SPANISH)
    assert text.endswith("\N{REPLACEMENT CHARACTER}")
    assert notes == ("encoding_damaged:UTF-8",)


def test_a_nul_is_shown_and_told() -> None:
    assert decoded(b"one \0 two, and more of it", "a") == (
        "one \N{REPLACEMENT CHARACTER} two, and more of it",
        ("nul_characters",),
    )


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\0\1\2\3" * 100, b"\xff\xfe" + b"\1\0" * 50])
def test_what_is_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="not a text"):
        decoded(data, "a.bin")


@settings(deadline=None)
@given(st.binary(), st.sampled_from(["", "utf-8", "utf-16", "big5", "cp437", "x"]))
def test_any_bytes_are_read_or_refused(data: bytes, declared: str) -> None:
    with suppress(ReadingError):
        text, _ = decoded(data, "a", declared)
        assert "\0" not in text
        assert text.encode("utf-8").decode("utf-8") == text
