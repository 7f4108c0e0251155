"""DOCX: headings, lists, rows, what is left out, and files made to harm."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from docx.oxml import OxmlElement, parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.errors import CuadernoError, ReadingError
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW
from cuaderno.reading.opening import read_document

from .made import LONG, saved, word

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def sheet() -> bytes:
    document = word()
    document.core_properties.title = "Another title"
    document.add_heading("Cooperación militar", 0)
    document.add_heading("Ayuda", 1)
    document.add_paragraph("Bogotá, 12 de julio de 2012")
    paragraph = document.add_paragraph("Estados Unidos aportó ")
    paragraph.add_run("8,69").bold = True
    paragraph.add_run(" millones de dólares")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" en FMF para los militares.")
    paragraph.add_run(" secreto").font.hidden = True
    document.add_paragraph("uno", style="List Bullet")
    document.add_paragraph("dos", style="List Number")
    table = document.add_table(2, 2)
    for cell, said in zip(table._cells, ["Año", "Monto", "2019", "38 millones"], strict=True):
        cell.text = said
    return saved(document)


def test_a_document_of_every_kind_of_block() -> None:
    found = read_document(sheet(), "a.docx")
    assert [(one.kind, one.level, found.text[one.start : one.end]) for one in found.blocks] == [
        (HEADING, 1, "Cooperación militar"),
        (HEADING, 1, "Ayuda"),
        (PARAGRAPH, 0, "Bogotá, 12 de julio de 2012"),
        (PARAGRAPH, 0, "Estados Unidos aportó 8,69 millones de dólares³ en FMF para los militares."),
        (ITEM, 0, "uno"),
        (ITEM, 0, "dos"),
        (ROW, 0, "Año\tMonto"),
        (ROW, 0, "2019\t38 millones"),
    ]
    assert "aportó 8,69 millones de dólares en FMF" in found.flow.text
    assert (found.title, found.day, found.language, found.form) == (
        "Cooperación militar",
        date(2012, 7, 12),
        "es",
        "docx",
    )
    assert (
        str(found.origins.locate(found.blocks[3].start, found.blocks[3].end)) == "#xpath=/w:document/w:body/w:p%5B4%5D"
    )


def test_what_is_seen_is_read_and_what_is_deleted_is_not() -> None:
    document = word()
    paragraph = document.add_paragraph("gave ")
    for tag, said, inner in (("ins", "$278 million ", "t"), ("del", "$999 million ", "delText")):
        paragraph._p.append(
            parse_xml(f'<w:{tag} {NAMESPACE}><w:r><w:{inner} xml:space="preserve">{said}</w:{inner}></w:r></w:{tag}>')
        )
    paragraph.add_run("to Peru")
    control = OxmlElement("w:sdt")
    control.append(parse_xml(f"<w:sdtContent {NAMESPACE}><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent>"))
    document.element.body.insert(1, control)
    assert read_document(saved(document), "a.docx").text == "gave $278 million to Peru\n\nIn a control"


def test_levels_by_outline_and_lists_by_number() -> None:
    document = word()
    for tag, value in (("outlineLvl", "2"), ("numPr", "")):
        paragraph = document.add_paragraph(tag)
        inner = f'<w:ilvl {NAMESPACE} w:val="1"/>' if tag == "numPr" else ""
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:{tag} {NAMESPACE} w:val="{value}">{inner}</w:{tag}>'))
    found = read_document(saved(document), "a.docx")
    assert [(one.kind, one.level) for one in found.blocks] == [(HEADING, 3), (ITEM, 1)]


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    document = word()
    table = document.add_table(1, 2)
    table._cells[0].text, table._cells[1].text = LONG * 3, LONG
    assert [one.kind for one in read_document(saved(document), "a.docx").blocks] == [PARAGRAPH, PARAGRAPH]


def test_the_day_it_was_made_counts_where_the_text_bears_none() -> None:
    document = word()
    document.add_paragraph(LONG)
    assert read_document(saved(document), "a.docx").day is None
    document.core_properties.created = datetime(2020, 5, 6, tzinfo=UTC)
    found = read_document(saved(document), "a.docx")
    assert (found.day, found.notes) == (date(2020, 5, 6), ("created",))


def packed(name: str, megabytes: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b" " * (1 << 20))
    return target.getvalue()


@pytest.mark.parametrize(("name", "megabytes"), [("word/document.xml", 60), ("word/media/a.bin", 300)])
def test_a_bomb_is_refused_before_it_is_unpacked(name: str, megabytes: int) -> None:
    data = packed(name, megabytes)
    assert len(data) < 1 << 20
    with pytest.raises(ReadingError, match="has not been unpacked"):
        read_document(data, "bomb.docx")


@pytest.mark.parametrize(
    ("name", "what"),
    [("xl/workbook.xml", "a workbook"), ("ppt/presentation.xml", "a presentation"), ("a.txt", "a zip file")],
)
def test_other_packed_files_are_named(name: str, what: str) -> None:
    with pytest.raises(ReadingError, match=f"is {what}"):
        read_document(packed(name, 1), "a.docx")


def test_a_docx_without_its_parts_is_damaged() -> None:
    with pytest.raises(ReadingError, match="damaged"):
        read_document(packed("word/document.xml", 1), "a.docx")


SHEET = sheet()


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_a_broken_docx_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    data = bytearray(SHEET[: chance.randrange(4, len(SHEET))] if chance.random() < 0.3 else SHEET)
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    with suppress(CuadernoError):
        assert read_document(bytes(data), "a.docx").form in ("docx", "text")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_a_docx_with_any_xml_is_read_or_refused(body: bytes) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SHEET)) as source, zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            data = source.read(part)
            archive.writestr(
                part.filename, data[:500] + body + data[500:] if part.filename == "word/document.xml" else data
            )
    with suppress(CuadernoError):
        assert read_document(target.getvalue(), "a.docx").form == "docx"
