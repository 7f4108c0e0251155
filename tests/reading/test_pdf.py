from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import typst

from cuaderno.errors import ReadingError
from cuaderno.reading.pdf import Word, lines_of, read_box, read_pages, read_texts

WORDS = {"Colombia": (50, 100), "1,263": (300, 100), "Côte": (50, 130), "d'Ivoire": (75, 130), "Türkiye": (50, 400)}


def document(body: str, width: int = 400, height: int = 600) -> bytes:
    page = f"#set document(date: none)\n#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#set text(size: 10pt)\n"
    return bytes(typst.compile((page + body).encode(), format="pdf", ignore_system_fonts=True, timestamp=0))


def placed(words: dict[str, tuple[int, int]] = WORDS) -> str:
    return "\n".join(f'#place(top + left, dx: {x}pt, dy: {y}pt, "{text}")' for text, (x, y) in words.items())


def kept(folder: Path, data: bytes, name: str = "a.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def changed(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    opened = pypdfium2.PdfDocument(data)
    page = opened[0]
    change(page)
    page.close()
    target = io.BytesIO()
    opened.save(target)
    opened.close()
    return target.getvalue()


def words_of(path: Path) -> dict[str, Word]:
    return {word.text: word for page in read_pages(path) for word in page.words}


def test_words_stand_where_they_are_printed(tmp_path: Path) -> None:
    found = words_of(kept(tmp_path, document(placed())))
    assert set(found) == set(WORDS)
    for text, (x, y) in WORDS.items():
        assert found[text].left == pytest.approx(x, abs=1)
        assert y - 4 < found[text].top < found[text].middle < found[text].bottom < y + 14
        assert found[text].left < found[text].centre < found[text].right


def test_every_word_reopens_from_its_own_box(tmp_path: Path) -> None:
    path = kept(tmp_path, document("#set text(hyphenate: false)\n#lorem(300)"))
    words = [(page.number, word) for page in read_pages(path) for word in page.words]
    assert [word.text for _, word in words] == " ".join(read_texts(path)).split()
    for number, word in words[::23]:
        assert read_box(path, number, word.left, word.top, word.right - word.left, word.bottom - word.top) == word.text


def test_a_box_over_several_lines_reads_line_by_line(tmp_path: Path) -> None:
    path = kept(tmp_path, document(placed()))
    assert read_box(path, 1, 40, 95, 300, 60) == "Colombia 1,263 Côte d'Ivoire"
    assert read_box(path, 1, 200, 300, 20, 20) is None
    assert read_box(path, 2, 0, 0, 400, 600) is None


@pytest.mark.parametrize(
    ("turn", "where"),
    [
        (90, lambda word: (600 - word.bottom, word.left)),
        (180, lambda word: (400 - word.right, 600 - word.bottom)),
        (270, lambda word: (word.top, 400 - word.right)),
    ],
)
def test_a_turned_page_is_measured_as_it_is_shown(
    turn: int, where: Callable[[Word], tuple[float, float]], tmp_path: Path
) -> None:
    upright = words_of(kept(tmp_path, document(placed())))
    turned = words_of(kept(tmp_path, changed(document(placed()), lambda page: page.set_rotation(turn)), "b.pdf"))
    for text, word in upright.items():
        assert (turned[text].left, turned[text].top) == pytest.approx(where(word), abs=0.01)


def test_a_cropped_page_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    whole = words_of(kept(tmp_path, document(placed())))
    crop = changed(document(placed()), lambda page: page.set_cropbox(30, 100, 380, 520))
    found = words_of(kept(tmp_path, crop, "b.pdf"))
    for text, word in found.items():
        assert (found[text].left, found[text].top) == pytest.approx(
            (whole[text].left - 30, whole[text].top - 80), abs=0.01
        )
        assert word.right - word.left == pytest.approx(whole[text].right - whole[text].left, abs=0.01)


def test_lines_go_from_top_to_bottom_and_from_left_to_right() -> None:
    words = [
        Word(text, x, y, x + 5, y + 10) for text, x, y in (("c", 0, 30), ("b", 90, 11), ("a", 10, 10), ("d", 50, 34))
    ]
    assert [[word.text for word in line] for line in lines_of(words)] == [["a", "b"], ["c"], ["d"]]
    assert [[word.text for word in line] for line in lines_of(words, 5)] == [["a", "b"], ["c", "d"]]
    assert lines_of([]) == []


def test_texts_end_their_lines_with_one_newline(tmp_path: Path) -> None:
    texts = list(read_texts(kept(tmp_path, document("one \\\n two\n#pagebreak()\nthree"))))
    assert [text.split("\n") for text in texts] == [["one", "two"], ["three"]]


def locked() -> bytes:
    """A document whose /Encrypt asks for a password: its /U answers to no password at all (ISO 32000-1, 7.6.3)."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<%s> <%s>] >>" % (b"43" * 16, b"43" * 16)
    start = len(data)
    return (
        data
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer\n"
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF\n" % start
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"<!DOCTYPE html><html></html>", "is not a PDF file", id="a web page"),
        pytest.param(document(placed())[:2000], "cut short", id="cut in the middle"),
        pytest.param(b"%PDF-1.7\n" + b"\0" * 3000 + b"\n%%EOF\n", "is damaged", id="noise"),
        pytest.param(locked(), "locked with a password", id="locked"),
        pytest.param(document("#rect(width: 100pt, height: 100pt)"), "is a scan or a picture", id="without text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, words: str, tmp_path: Path) -> None:
    path = kept(tmp_path, data)
    with pytest.raises(ReadingError, match=words) as caught:
        list(read_pages(path))
    assert "a.pdf" in caught.value.message
    assert "\n" not in caught.value.message


def test_one_silent_page_among_others_is_no_scan(tmp_path: Path) -> None:
    path = kept(tmp_path, document("#rect(width: 9pt, height: 9pt)\n#pagebreak()\nText"))
    assert [[word.text for word in page.words] for page in read_pages(path)] == [[], ["Text"]]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"There is no file .*missing\.pdf"):
        list(read_texts(tmp_path / "missing.pdf"))
