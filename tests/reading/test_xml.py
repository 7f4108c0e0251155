"""XML as publishers write it, and as nobody should be able to write it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pugixml import pugi

from cuaderno.errors import ReadingError
from cuaderno.reading import xml
from cuaderno.reading.xml import read_node, read_records, read_tree

LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE root [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>\n<root><r>&c;</r></root>'
)
EXTERNAL = '<!DOCTYPE root [<!ENTITY x SYSTEM "file:///etc/hostname">]><root><r>&x;</r></root>'
EXTERNAL_DTD = '<!DOCTYPE root SYSTEM "https://example.org/root.dtd"><root><r>1</r></root>'

HOSTILE = {
    "billion laughs": (LAUGHS, "document type"),
    "billion laughs after a comment": (LAUGHS.replace("<!DOCTYPE", "<!-- x -->\n <!DOCTYPE"), "document type"),
    "external entity": (EXTERNAL, "document type"),
    "external document type": (EXTERNAL_DTD, "document type"),
    "entity that nobody declared": ("<root><r>&ouml;</r></root>", "entity"),
    "cut inside a record": ("<root><r>1</r><r>2", "ends in the middle"),
    "cut between records": ("<root><r>1</r>", "ends in the middle"),
    "cut inside a comment": ("<root><r>1</r><!-- ", "ends in the middle|not well-formed"),
    "cut inside a start tag": ("<root><r>1</r><r a='", "not well-formed|ends in the middle"),
    "tags that cross": ("<root><r><a>1</r></a></root>", "not well-formed"),
    "an ampersand alone": ("<root><r>a & b</r></root>", "not well-formed|entity"),
    "two roots": ("<root><r>1</r></root><root></root>", "not well-formed"),
    "a control character written as a reference": ("<root><r>&#31;</r></root>", "not well-formed"),
    "a control character": ("<root><r>\x1f</r></root>", "control characters"),
    "a comma table": ("a,b,c\n1,2,3\n", "is not XML"),
    "a web page": ("<!DOCTYPE html>\n<html><p>Sign in</p></html>\n", "is a web page"),
    "nothing but blanks": (" \n\t\n", "is not XML"),
    "an encoding nobody reads": ('<?xml version="1.0" encoding="EBCDIC-XX"?><root/>', "EBCDIC-XX, which is not read"),
    "an encoding that is no encoding of text": (
        '<?xml version="1.0" encoding="base64"?><root/>',
        "base64, which is not",
    ),
}


def written(tmp_path: Path, text: str | bytes, name: str = "file.xml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def texts(path: Path, root: str = "root", record: str = "r") -> list[str]:
    text = pugi.XPathQuery("string()").evaluate_string
    return [text(node) for node in read_records(path, root, record).nodes]


@pytest.mark.parametrize(("text", "words"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_or_damaged_is_refused_in_one_paragraph_by_both_ways_of_reading(
    tmp_path: Path, text: str, words: str
) -> None:
    path = written(tmp_path, text)
    for read in (read_tree, texts):
        with pytest.raises(ReadingError, match=words) as caught:
            read(path)
        assert path.name in caught.value.message
        assert "\n" not in caught.value.message
        assert caught.value.message.endswith(".")


def test_bytes_that_are_not_of_the_encoding_are_refused(tmp_path: Path) -> None:
    for data in (b"<root><r>a\xf1o</r></root>", b"<root><r>a\xe2\x82</r></root>", "<root/>".encode("utf-16-le")[:-1]):
        path = written(tmp_path, data)
        for read in (read_tree, texts):
            with pytest.raises(ReadingError, match=r"bytes that are not|control characters"):
                read(path)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("UTF-8", "utf-8-sig"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-be"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_declares(tmp_path: Path, declared: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else "<?xml version='1.0'?>"
    path = written(tmp_path, f"{head}<root><r>niñez</r><r>año</r></root>".encode(encoding))
    assert texts(path) == ["niñez", "año"]
    assert read_node(path, "/root/r[2]") == "año"


WRITTEN = {
    "attributes in single quotes": ("<r a='\"x>'>1</r>", ["1"]),
    "a sign of less in no attribute, of more in one": ('<r a="a>b">1</r>', ["1"]),
    "blanks in the end tag": ("<r>1</r ><r>2</r\n>", ["1", "2"]),
    "records without content": ("<r/><r>2</r><r a='1' />", ["", "2", ""]),
    "a comment that ends a record": ("<r>1<!-- </r> -->2</r><!-- <r>9</r> --><r>3</r>", ["12", "3"]),
    "a comment with a question": ("<!-- why? --><r>1</r>", ["1"]),
    "CDATA that ends a record": ("<r><![CDATA[</r>&<b>]]></r><r>2</r>", ["</r>&<b>", "2"]),
    "an instruction": ("<r>1<?php </r> ?></r><r>2</r>", ["1", "2"]),
    "references": ("<r>&amp;&lt;&#233;&#xE9;&#10;&#x1F600;</r>", ["&<éé\n\U0001f600"]),
    "elements of another namespace": ('<x:r xmlns:x="u">9</x:r><r>1<v xmlns="u">9</v></r>', ["1"]),
    "a namespace taken back": ('<r><v xmlns="u">9<v xmlns="">8</v></v>1</r>', ["1"]),
    "words that look like marks": ("<r>what?! yes! no?</r>", ["what?! yes! no?"]),
    "other elements between": ("<s>9</s><r>1</r><s><t>9</t></s><r>2</r><s/>", ["1", "2"]),
    "a record inside another element": ("<s><r2>9</r2></s><r>1</r>", ["1"]),
}


@pytest.mark.parametrize(("content", "said"), WRITTEN.values(), ids=WRITTEN)
def test_records_are_read_however_they_are_written(
    tmp_path: Path, content: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, f'<root xmlns:y="v">{content}</root>')
    assert texts(path) == said
    monkeypatch.setattr(xml, "BLOCK", 5)
    monkeypatch.setattr(xml, "STRETCH", 12)
    assert texts(path) == said


PIECES = st.sampled_from(
    [
        "<r>1</r>", "<r a='1'/>", '<r b="2">x<v>3</v></r>', "<!-- </r> -->", "<![CDATA[</r>]]>", "<?p </r> ?>", "<s>4</s>", "&amp;",
        "<r><!--<r>--></r>", "<r><![CDATA[<r>]]>5</r>", "<y:r>6</y:r>", "<r><y:v/>8</r>", "é", "\n", "!", "?", "<r>&#8364;</r>",
        "<r xmlns='u'>9</r>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=12), block=st.integers(1, 40), stretch=st.integers(1, 60))
def test_cut_into_records_a_file_says_what_it_says_as_a_whole(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], block: int, stretch: int
) -> None:
    path = written(tmp_path_factory.mktemp("cut"), f"<root xmlns:y='v'>{''.join(pieces)}</root>")
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    whole = etree.fromstring(path.read_bytes(), parser)
    etree.strip_elements(whole, "{v}*", "{u}*", with_tail=False)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xml, "BLOCK", block)
        patched.setattr(xml, "STRETCH", stretch)
        assert texts(path) == ["".join(one.itertext()) for one in whole.iterchildren("r")]


def test_a_root_in_a_namespace_has_its_records_in_it(tmp_path: Path) -> None:
    path = written(tmp_path, '<root xmlns="u" xmlns:v="w"><r>1</r><r><!-- x --><v:a>9</v:a>2</r></root>')
    assert texts(path) == ["1", "2"]


def test_the_attributes_of_the_root_come_with_the_records_and_a_root_may_have_none(tmp_path: Path) -> None:
    path = written(tmp_path, "<!-- by hand -->\n<root version='2.03' when=\"2024\"/>\n<!-- end -->\n")
    records = read_records(path, "root", "r")
    assert records.attributes == {"version": "2.03", "when": "2024"}
    assert list(records.nodes) == []


def test_another_root_and_files_that_are_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="its root is <other>, and <root> was expected"):
        read_records(written(tmp_path, "<other/>"), "root", "r")
    with pytest.raises(ReadingError, match="is empty"):
        read_records(written(tmp_path, ""), "root", "r")
    with pytest.raises(ReadingError, match="There is no file"):
        read_tree(tmp_path / "absent.xml")


def test_what_never_ends_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LONGEST_RECORD", 1000)
    monkeypatch.setattr(xml, "BLOCK", 100)
    with pytest.raises(ReadingError, match=r"after record 1,|what follows record 1 does not end"):
        texts(written(tmp_path, "<root><r>1</r><r>" + "x" * 5000 + "</r></root>"))
    with pytest.raises(ReadingError, match="is not XML"):
        texts(written(tmp_path, "<root " + "a" * 5000))
    monkeypatch.setattr(xml, "MOST_BYTES", 1000)
    with pytest.raises(ReadingError, match="larger than"):
        read_tree(written(tmp_path, "<root>" + "x" * 5000 + "</root>"))


PLACES = {
    "/root/r[2]/v": "b &c",
    "/root/r[2]/v/@u": "m",
    "/root/r[2]": "b &c",
    "/root/r[2]/@id": "2",
    "/root/r[3]": None,
    "/root/r[1]/v[2]": None,
    "/root/r[1]/@absent": None,
    "/root/r[1]/v": "",
}


@pytest.mark.parametrize("limit", [xml.MOST_BYTES, 0], ids=["whole", "record by record"])
def test_a_place_reopens_in_a_file_of_any_size(tmp_path: Path, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "<root><r id='1'><v/></r><!-- x --><r id='2'><v u='m'>b <![CDATA[&c]]></v></r></root>")
    monkeypatch.setattr(xml, "MOST_BYTES", limit)
    assert {place: read_node(path, place) for place in PLACES} == PLACES
    with pytest.raises(ReadingError, match="names no place"):
        read_node(path, "/root/r[1]/v[")


def test_a_place_may_be_any_expression_in_a_file_that_is_read_whole(tmp_path: Path) -> None:
    path = written(tmp_path, "<root><r id='a'>1</r><r id='b'>2\n 3</r></root>")
    assert read_node(path, "//r[@id = 'b']") == "2\n 3"
    assert read_node(path, "string(/root/r[1])") == "1"
    with pytest.raises(ReadingError, match="names no place"):
        read_node(path, "not an expression")
    with pytest.raises(ReadingError, match="names no place"):
        read_node(path, "document('/etc/hostname')")


def test_the_line_of_a_fault_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "<root>\n<r>1</r>\n<r>2</s>\n</root>")
    with pytest.raises(ReadingError, match=re.escape("file.xml, line 3, is not well-formed XML")):
        read_tree(path)
    with pytest.raises(ReadingError, match=re.escape("file.xml, after record 1, ")):
        texts(path)
