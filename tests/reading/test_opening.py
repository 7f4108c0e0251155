"""Opening a document: forms told by their bytes, plain text with its front line, what is refused and why."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError, ReadingError
from cuaderno.reading.document import HEADING
from cuaderno.reading.opening import MOST_BYTES, open_document, read_document
from cuaderno.reading.plain import text_document
from cuaderno.reading.words import note_said
from cuaderno.statements.locator import CharSpan

from .made import LONG, page, pdf, saved, word

FRONT = "SOURCE: Aid to Ruritania | https://example.org/a | 2026-04-15 | en\nThe Title\n\n" + LONG


def test_a_text_with_a_front_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FRONT.replace("\n", "\r\n").encode())
    found = open_document(path)
    assert (found.title, found.address, found.day, found.language) == (
        "Aid to Ruritania",
        "https://example.org/a",
        date(2026, 4, 15),
        "en",
    )
    assert (found.name, found.form, found.notes) == ("a.txt", "text", ())
    assert found.text == FRONT
    assert found.flow.text == FRONT.partition("\n")[2]
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    at = found.flow.text.index("assistance")
    start, end = found.flow.span(at, at + 10)
    assert found.text[start:end] == "assistance"
    assert found.origins.locate(start, end) == CharSpan(start, end)
    assert open_document(str(path)) == found


def test_a_label_in_capitals_is_no_part_of_the_text() -> None:
    found = text_document(
        "EJEMPLO CONSTRUIDO: cifras de 5 millones\n\nEl título\n\nBogotá, 12 de julio de 2012\n\nLa ayuda de los Estados Unidos a Colombia."
    )
    assert found.flow.text.startswith("El título")
    assert (found.title, found.day, found.language) == ("El título", date(2012, 7, 12), "es")


@pytest.mark.parametrize(
    "line", ["FACT SHEET: $800 million for Ukraine", "WASHINGTON: The Department gave $5 million.", "Source: nobody"]
)
def test_other_first_lines_are_read(line: str) -> None:
    assert text_document(f"{line}\n\n{LONG}").flow.text.startswith(line)


def test_what_a_reader_should_know_is_told() -> None:
    assert text_document(f"Title\n\n{LONG}").notes == ("undated",)
    assert text_document("Slava\u202e Ukraini").notes == ("bidi_controls", "undated", "language_unknown")
    assert text_document("-----").notes == ("no_blocks",)


@pytest.mark.parametrize(
    "note",
    ["undated", "scan_pages:3, 7", "encoding_guessed:MacRoman", "truncated:5,000 / 9,000", "too_deep", "created"],
)
def test_every_note_is_a_sentence_in_both_languages(note: str) -> None:
    english, spanish = note_said(note), note_said(note, "es")
    assert english != spanish
    for said in (english, spanish):
        assert said.endswith(".")
        assert "{" not in said
        assert note.partition(":")[2] in said


def test_standard_input() -> None:
    found = open_document("-", stdin=io.BytesIO(page(f"<p>{LONG}</p>")))
    assert (found.name, found.form, found.text) == ("-", "html", LONG)


def test_the_form_is_told_by_the_bytes_whatever_the_name() -> None:
    document = word()
    document.add_paragraph(LONG)
    for name in ("a.txt", "a.html", "a"):
        assert read_document(pdf("It gave 5 million."), name).form == "pdf"
        assert read_document(saved(document), name).form == "docx"
    assert read_document(page("<p>Said</p>"), "a.txt").form == "html"
    assert read_document(("\ufeff<p>Said</p>").encode("utf-16-le"), "a").form == "html"
    assert read_document(b"He wrote <sums> down", "a.html").form == "html"
    assert read_document(b"He wrote sums down", "a.html").form == "text"
    assert read_document(b"He wrote <sums> down", "a.txt").form == "text"
    assert read_document(b"He wrote", "a", kind="text/html").form == "html"


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\r\n\0 ", "a.txt", "is empty"),
        (b"{\\rtf1 x}", "a.rtf", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.doc", "locked with a password"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "a picture"),
        (b"\x1f\x8b\x08\0", "a.gz", "a packed file"),
        (b"PK\x03\x04broken", "a.docx", "damaged"),
        (bytes(range(256)) * 99, "a.bin", "control characters"),
        (b"x" * (MOST_BYTES + 1), "a.txt", "larger than 128 MB"),
        (b"<html>" + b" " * (33 << 20) + b"x", "a.html", "larger than 32 MB"),
    ],
)
def test_what_is_refused_is_said_in_one_paragraph(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ReadingError, match=says) as told:
        read_document(data, name)
    assert "\n" not in str(told.value)
    assert str(told.value).endswith(".")


def test_what_is_no_file(tmp_path: Path) -> None:
    for source, says in (
        (tmp_path, "is a folder"),
        (tmp_path / "no.txt", "There is no file"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ):
        with pytest.raises(ReadingError, match=says):
            open_document(source)
    with pytest.raises(ReadingError, match="nothing is fetched"):
        open_document("https://example.org/", fetch=False)
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ReadingError, match="larger than 128 MB"):
        open_document(tmp_path / "big.txt")


def test_a_hundred_megabytes_of_text_are_read() -> None:
    data = (LONG + "\n\n").encode() * (100_000_000 // (len(LONG) + 2))
    found = read_document(data, "a.txt")
    assert len(found.blocks) == len(data) // (len(LONG) + 2)
    assert found.flow.steps == ()


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "-", ""]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(CuadernoError):
        found = read_document(data, name)
        assert found.form in ("text", "html")


@settings(deadline=None)
@given(
    st.sampled_from([b"%PDF-1.4\n", b"<html><body>", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"SOURCE: a | b | "]),
    st.binary(max_size=400),
)
def test_any_bytes_after_a_mark_are_read_or_refused(mark: bytes, data: bytes) -> None:
    with suppress(CuadernoError):
        found = read_document(mark + data, "a")
        assert all(one.start < one.end <= len(found.text) for one in found.blocks)
        assert all(0 <= found.flow.origin(at) < len(found.text) for at in range(len(found.flow.text)))


def test_plain_text_needs_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys, json; from cuaderno.reading.opening import read_document; read_document(b'It gave $5 million.', 'a.txt');"
        "print(json.dumps([one for one in ('lxml', 'docx', 'pypdfium2', 'urllib3', 'duckdb', 'pydantic') if one in sys.modules]))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == []


@pytest.mark.shared
def test_the_published_documents(shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt")):
        found = open_document(path)
        assert found.language == ("es" if path.name.startswith("es_") else "en")
        assert any(one.kind == HEADING for one in found.blocks)
        gold = json.loads(path.with_suffix(".gold.json").read_text())
        for row in gold:
            start = found.text.index(row["quote"], found.blocks[0].start)
            begin, end = found.flow.place(start), found.flow.place(start + len(row["quote"]) - 1) + 1
            assert found.flow.text[begin:end].split()[0] in row["quote"]
            assert found.flow.span(begin, end) == (start, start + len(row["quote"]))
