"""JSON as published: pointers, numbers as written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import ReadingError
from cuaderno.reading.json import MOST_BYTES, pointer_to, read_json, read_pointer, records, value_at

TEXT = '{"a/b": 1, "m~n": [10, 2.50, true, null, {"": "x"}], "Año": "2017", "e": 1E400}'


def written(directory: Path, text: str | bytes) -> Path:
    path = directory / "records.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/a~1b", "1"),
        ("/m~0n/0", "10"),
        ("/m~0n/1", "2.50"),
        ("/m~0n/2", "true"),
        ("/m~0n/4/", "x"),
        ("/Año", "2017"),
        ("/e", "1E400"),
        ("/m~0n/3", None),
        ("/m~0n", None),
        ("/m~0n/5", None),
        ("/m~0n/-", None),
        ("/m~0n/01", None),
        ("/m~0n/-1", None),
        ("/a~1b/0", None),
        ("/ano", None),
        ("", None),
    ],
)
def test_a_pointer_leads_to_the_text_as_the_file_writes_it(pointer: str, text: str | None, tmp_path: Path) -> None:
    assert read_pointer(written(tmp_path, TEXT), pointer) == text


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    assert read_pointer(written(tmp_path, b"\xef\xbb\xbf" + TEXT.encode()), "/a~1b") == "1"


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


def leaves(value: Any, tokens: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        return [(tokens, value)]
    return [leaf for name, one in inner for leaf in leaves(one, (*tokens, str(name)))]


@given(documents)
def test_every_value_of_any_document_is_reached(tmp_path_factory: pytest.TempPathFactory, document: Any) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    read = read_json(path)
    for tokens, value in leaves(document):
        found = value_at(read, pointer_to(tokens))
        assert found == (value if isinstance(value, str | None | dict | list) else json.dumps(value))


def test_records_of_a_list_and_of_geojson_come_with_their_pointers(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"n": 1}, {"n": 2}]')
    assert list(records(read_json(path), path)) == [("/0", {"n": "1"}), ("/1", {"n": "2"})]
    path = written(tmp_path, '{"type": "FeatureCollection", "features": [{"properties": {}}]}')
    assert list(records(read_json(path), path)) == [("/features/0", {"properties": {}})]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"rows": []}', "neither a list"),
        ('"text"', "neither a list"),
        ("[[1]]", "record 0 is no object"),
        ("[null]", "record 0"),
    ],
)
def test_what_holds_no_records_is_refused(text: str, words: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ReadingError, match=words):
        list(records(read_json(path), path))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n", "nothing but blanks"),
        (b"<!DOCTYPE html><html></html>", "is no JSON file"),
        (b"Country,Year\nColombia,2017\n", "is no JSON file"),
        (TEXT.encode()[:30], "ends in the middle, in line 1"),
        (b'[{"a": "cut he', "ends in the middle"),
        (b'[{"a": 1},]', r"not JSON from line 1, column 1\d on"),
        (b"[1] [2]", "not JSON from line 1"),
        (b"[" * 200_000, "nested deeper"),
        (b'{"a":' * 200_000, "nested deeper"),
        (b'[{"year": 1, "year": 2}]', "'year' twice in one object"),
        (b"[" + b"9" * 100_000 + b"]", "a number of 100,000 characters"),
        (b"[0." + b"1" * 5_000 + b"]", "a number of 5,002 characters"),
        (b"[NaN]", "holds NaN"),
        (b"[-Infinity]", "holds -Infinity"),
        ("[1]".encode("utf-16"), "not written in UTF-8"),
        ('["año"]'.encode("latin-1"), "not written in UTF-8"),
        (b'["a\nb"]', "not JSON from line 1"),
    ],
    ids=lambda one: one[:20].decode("latin-1") if isinstance(one, bytes) else None,
)
def test_a_hostile_file_meets_one_clear_error(data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=words) as caught:
        read_json(written(tmp_path, data))
    assert "\n" not in caught.value.message
    assert caught.value.message.endswith((".", "again."))


def test_a_file_beyond_reason_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ReadingError, match="larger than 256 MB"):
        read_json(path)
