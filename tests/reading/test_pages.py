"""PDF as documents: paragraphs, pages, boxes, scans, and files made to harm."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError, ReadingError
from cuaderno.reading import pages
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW
from cuaderno.reading.opening import read_document
from cuaderno.reading.pdf import read_box
from cuaderno.statements.locator import Page, PageBox

from .made import pdf, saved
from .test_pdf import locked

FURNITURE = "#set page(header: [Report of the Ministry], footer: context [Page #counter(page).display()])\n#set par(justify: true)"
BODY = r"""
= Aid to the armed forces
Bogotá, 12 July 2012

The Department of State provided \$278 million in Foreign Military Financing.#super[3] The internationalization of
counternarcotics operations went on. #lorem(120)

Office of first finance affairs. #lorem(90)

- One item of the list
- Second item of it
"""


def test_a_report_of_two_pages() -> None:
    found = read_document(pdf(BODY, FURNITURE), "a.pdf")
    said = [(one.kind, found.text[one.start : one.end]) for one in found.blocks]
    assert [kind for kind, _ in said] == [HEADING, PARAGRAPH, PARAGRAPH, PARAGRAPH, ITEM, ITEM]
    assert said[0][1] == "Aid to the armed forces"
    assert said[3][1].startswith("Office of first finance affairs.")
    assert "\f" in said[3][1]
    assert "Report of the Ministry" in found.text
    assert "Ministry" not in found.flow.text
    assert "Page" not in found.flow.text
    assert "Financing. The internationalization of counternarcotics operations went on." in found.flow.text
    assert (found.title, found.day, found.language, found.form) == (
        "Aid to the armed forces",
        date(2012, 7, 12),
        "en",
        "pdf",
    )
    assert "\r" not in found.text


def test_a_stretch_of_the_flow_reopens_from_its_box(tmp_path: Path) -> None:
    data = pdf(BODY, FURNITURE)
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    found = read_document(data, "a.pdf")
    for quote in ("provided $278 million", "Second item", "Aid to the armed forces"):
        at = found.flow.text.index(quote)
        box = found.origins.locate(*found.flow.span(at, at + len(quote)))
        assert isinstance(box, PageBox)
        assert read_box(path, box.page, box.left, box.top, box.width, box.height) == quote
    second = found.origins.locate(found.text.index("Second item"), found.text.index("Second item") + 6)
    assert isinstance(second, PageBox)
    assert second.page == 2
    assert found.origins.locate(found.text.index("\f"), found.text.index("\f") + 1) == Page(1)


def test_rows_of_numbers_stand_apart() -> None:
    body = "Assistance by year, in thousands:\n\n#table(columns: 4, stroke: none, [FMF], [38,525], [27,000], [38,000], [IMET], [1,478], [1,400], [1,566])"
    found = read_document(pdf(body), "a.pdf")
    assert [found.text[one.start : one.end] for one in found.blocks if one.kind == ROW] == [
        "FMF 38,525 27,000 38,000",
        "IMET 1,478 1,400 1,566",
    ]


def test_notes_at_the_foot_are_no_part_of_the_flow() -> None:
    found = read_document(pdf("The sum was great.#footnote[See the table of 2019.] It grew again."), "a.pdf")
    assert found.flow.text.strip() == "The sum was great. It grew again."
    assert "See the table" in found.text


def pictures(count: int) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(200, 200).close()
    return document


def test_a_scan_is_named_as_such() -> None:
    with pytest.raises(ReadingError, match="is a scan: 3 pages without text"):
        read_document(saved(pictures(3)), "a.pdf")


def test_pages_without_text_among_others_are_told() -> None:
    document = pictures(1)
    written = pypdfium2.PdfDocument(pdf("The sum was \\$278 million in the end."))
    document.import_pages(written, index=0)
    data = saved(document)
    document.close()
    written.close()
    found = read_document(data, "a.pdf")
    assert "scan_pages:2" in found.notes
    assert found.flow.text.strip() == "The sum was $278 million in the end."


def test_a_hundred_thousand_pages_are_read_to_a_limit() -> None:
    count = 100_000
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" 4 0 R" * count)]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>")
    drawn = b"BT /F 12 Tf 20 100 Td (It gave 5 million.) Tj ET"
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )
    begun = time.monotonic()
    found = read_document(data, "a.pdf")
    assert f"truncated:{pages.MOST_PAGES:,} / 100,000" in found.notes
    assert time.monotonic() - begun < 120


def test_locked_and_damaged_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(BODY)
    for broken in (b"%PDF-1.7\nnothing", data[:200]):
        with pytest.raises(ReadingError, match="damaged"):
            read_document(broken, "a.pdf")
    with pytest.raises(ReadingError, match="is not a PDF file"):
        read_document(b"The text", "a.pdf")
    monkeypatch.setattr(pages, "MOST_CHARACTERS", 100)
    assert "truncated:1 / 2" in read_document(data, "a.pdf").notes


def test_a_locked_file_is_named_as_such() -> None:
    with pytest.raises(ReadingError, match="locked with a password"):
        read_document(locked(), "a.pdf")


REPORT = pdf(BODY, FURNITURE)


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_a_broken_pdf_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(REPORT[: chance.randrange(10, len(REPORT))] if chance.random() < 0.3 else REPORT)
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(8, len(data))] = chance.randrange(256)
    with suppress(CuadernoError):
        found = read_document(bytes(data), "a.pdf")
        assert found.form == "pdf"
        for one in found.blocks[:3]:
            assert found.origins.locate(one.start, one.end).form in ("page", "page box")


def test_paragraphs_whose_kind_is_told_by_looks() -> None:
    found = read_document(
        pdf("*Bold Heading*\n\nThe text of it goes on here.\n\nMINISTRY OF DEFENCE\n\nThe rest."), "a.pdf"
    )
    assert [(one.kind, one.level) for one in found.blocks] == [
        (HEADING, 3),
        (PARAGRAPH, 0),
        (HEADING, 3),
        (PARAGRAPH, 0),
    ]
