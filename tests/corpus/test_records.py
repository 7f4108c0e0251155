"""Files into documents: every form gives the same claims, every line is read once, and what is damaged is set aside."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.corpus import inputs, lines
from cuaderno.corpus.batches import Batch
from cuaderno.corpus.fields import USUAL, fields_of
from cuaderno.corpus.inputs import Piece, inputs_of, pieces_of
from cuaderno.corpus.records import batches
from cuaderno.corpus.scan import scan
from cuaderno.errors import QuestionError, ReadingError

from .corpora import ELSEWHERE, FIELD, jsonl, page, records, warc, wet, write

TEXTS = [*FIELD.values(), *[" ".join([one] * 12) for one in ELSEWHERE.values()], "\n\n".join(FIELD.values())]


def read(path: Path, gated: bool = True, **names: Any) -> list[Batch]:
    pieces = pieces_of(inputs_of([str(path)], path.parent / "out"))
    return [batch for piece in pieces for batch in batches(piece, {**USUAL, **names}, gated)]


def found(path: Path, gated: bool = True, **names: Any) -> list[dict[str, Any]]:
    return [
        claim
        for batch in read(path, gated, **names)
        if batch.documents is not None
        for claim in scan(batch.documents, gated=gated).claims.to_pylist()
    ]


def aside(path: Path, gated: bool = True) -> list[dict[str, Any]]:
    return [row for batch in read(path, gated) for row in batch.set_aside]


SAME = ("address", "value", "recipient", "programme")
FORMS = ["c.jsonl", "c.json", "c.jsonl.gz", "c.jsonl.zst", "c.parquet", "c.wet", "c.wet.gz", "c.warc", "c.warc.gz"]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_claims(tmp_path: Path, name: str) -> None:
    long = [f"{FIELD[one]} {ELSEWHERE[one]}" for one in FIELD] + list(ELSEWHERE.values())
    rows = [{**one, "url": one["url"].replace("www.", "")} for one in records(long)]
    plain = found(write(tmp_path / "plain.jsonl", rows))
    other = found(write(tmp_path / name, rows))
    assert len(plain) == 3
    assert [[one[name] for name in SAME] for one in other] == [[one[name] for name in SAME] for one in plain]


def test_gated_and_ungated_lines_give_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "c.jsonl", records(TEXTS * 3))
    assert found(path) == found(path, gated=False) != []


def test_plain_documents_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text(FIELD["en"], encoding="utf-8")
    (tmp_path / "deep" / "b.html").write_text(page(FIELD["es"]), encoding="utf-8")
    (tmp_path / "deep" / "c.txt").write_bytes(FIELD["es"].encode("latin-1"))
    (tmp_path / ".hidden.txt").write_text(FIELD["en"], encoding="utf-8")
    (tmp_path / "whole.json").write_text(json.dumps({"text": FIELD["en"]}, indent=1), encoding="utf-8")
    assert {Path(one["document"]).name for one in found(tmp_path)} == {"a.txt", "b.html", "c.txt"}
    assert [Path(one["document"]).name for one in aside(tmp_path)] == ["whole.json"]


def test_utf_16_and_a_mark_and_latin_1(tmp_path: Path) -> None:
    said = jsonl(records([FIELD["es"]])).decode()
    expected = [one["value"] for one in found(write(tmp_path / "c.jsonl", records([FIELD["es"]])))]
    for encoding in ("utf-16", "utf-8-sig", "latin-1"):
        path = tmp_path / "other.jsonl"
        path.write_bytes(said.encode(encoding))
        assert [one["value"] for one in found(path)] == expected != []


BAD = [
    (b'{"text": "the military of Colombia', "damaged"),
    (b'["the military of Colombia"]', "damaged"),
    (b'{"text": 7, "note": "the military of Colombia"}', "no_text"),
    (b'{"title": "the military of Colombia"}', "no_text"),
    (b'{"text": null, "note": "the military of Colombia"}', "no_text"),
    (b"[" * 100_000 + b"the military of Colombia", "damaged"),
    (b'{"n": ' + b"9" * 50_000 + b', "text": "the military of Colombia"}', "damaged"),
    (b'{"text": "the military of Colombia \x00"}', "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_set_aside_and_the_next_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "c.jsonl"
    good = jsonl(records([FIELD["en"]]))
    path.write_bytes(good + line + b"\n\n" + good)
    assert len(found(path)) == 2
    (bad,) = aside(path)
    assert bad["reason"] == reason
    assert bad["document"] == f"{path}@{len(good)}"


def test_invalid_utf_8_is_read_as_what_it_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(jsonl(records([FIELD["en"]])).replace(b"Colombia.", b"Colombia \xff\xfe."))
    assert len(found(path)) == 1


def test_a_line_too_long_to_be_a_record_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BLOCK", 1000)
    monkeypatch.setattr(lines, "_LONGEST", 5000)
    path = tmp_path / "c.jsonl"
    good = jsonl(records([FIELD["en"]]))
    path.write_bytes(good + b"1" * 20_000 + b"\n" + good)
    assert len(found(path)) == 2
    assert [row["reason"] for row in aside(path)] == ["too_large"]


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"   "])
def test_empty_files_give_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(content)
    assert found(path) == []
    assert aside(path) == []


@settings(max_examples=50, deadline=None)
@given(
    sizes=st.lists(st.integers(0, 60), max_size=30), piece=st.integers(1, 200), block=st.integers(1, 64), last=st.booleans(),
)  # fmt: skip
def test_every_line_is_in_one_piece(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], piece: int, block: int, last: bool
) -> None:
    path = tmp_path_factory.mktemp("cut") / "c.jsonl"
    said = [json.dumps({"text": f"{number}:" + "x" * size}) for number, size in enumerate(sizes)]
    path.write_text("\n".join(said) + ("\n" if last else ""), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "PIECE", piece)
        patch.setattr(lines, "BLOCK", block)
        got = [
            row["content"]
            for batch in read(path, gated=False)
            if batch.documents is not None
            for row in batch.documents.to_pylist()
        ]
    assert got == [json.loads(line)["text"].encode() for line in said]


@pytest.mark.parametrize(
    ("name", "cut"), [("c.jsonl.gz", 60), ("c.jsonl.zst", 60), ("c.warc.gz", 100), ("c.parquet", 200)]
)
def test_a_file_cut_short_is_set_aside_with_its_reason(tmp_path: Path, name: str, cut: int) -> None:
    path = write(tmp_path / name, records(TEXTS * 3))
    path.write_bytes(path.read_bytes()[:-cut])
    (bad,) = aside(path)
    assert (bad["file"], bad["reason"]) == (str(path), "damaged")


def test_files_that_are_not_what_they_are_called(tmp_path: Path) -> None:
    for name in ("c.jsonl.gz", "c.jsonl.zst", "c.parquet"):
        path = tmp_path / name
        path.write_bytes(b"the military of Colombia")
        assert [row["reason"] for row in aside(path)] == ["damaged"], name


def test_a_table_without_text_says_which_columns_it_has(tmp_path: Path) -> None:
    path = tmp_path / "c.parquet"
    pq.write_table(pa.table({"cuerpo": [FIELD["es"]], "n": [1]}), path)
    (bad,) = aside(path)
    assert bad["reason"] == "no_text"
    assert "cuerpo, n" in bad["message"]
    assert len(found(path, text=("cuerpo",))) == len(found(write(tmp_path / "c.jsonl", records([FIELD["es"]]))))


def test_rows_of_a_table_without_ids_are_counted_across_groups(tmp_path: Path) -> None:
    path = tmp_path / "c.parquet"
    pq.write_table(pa.table({"text": [FIELD["en"]] * 5}), path, row_group_size=2)
    assert [one["document"] for one in found(path)] == [f"{path}#{row}" for row in range(1, 6)]
    pieces = [Piece(0, "parquet", (str(path),), 1, 3, 0)]
    got = [
        name
        for piece in pieces
        for batch in batches(piece, USUAL)
        for name in batch.documents.column("document").to_pylist()
    ]  # type: ignore[union-attr]
    assert got == [f"{path}#{row}" for row in range(3, 6)]


def test_of_a_crawl_only_what_a_reader_sees_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.warc.gz"
    rows = records([f"{FIELD['en']} {ELSEWHERE['en']}"])
    path.write_bytes(warc(rows, packed=True, media="image/png") + warc(rows, packed=True) + wet(rows, packed=True))
    got = read(path)
    assert sum(batch.dismissed for batch in got) == 1
    assert sum(batch.records for batch in got) == 3
    assert len(found(path)) == 2


def test_a_packed_body_is_unpacked(tmp_path: Path) -> None:
    rows = records([f"{FIELD['en']} {ELSEWHERE['en']}"])
    body = gzip.compress(page(rows[0]["text"]).encode(), mtime=0)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    path = tmp_path / "c.warc"
    path.write_bytes(head.encode() + block + b"\r\n\r\n")
    assert len(found(path)) == 1


def test_inputs_are_named_once_in_order_and_the_result_is_none_of_them(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.txt"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    out = tmp_path / "out"
    (out / "claims").mkdir(parents=True)
    (out / "claims" / "part.parquet").write_bytes(b"")
    got = inputs_of([str(tmp_path), str(tmp_path / "*.jsonl"), str(tmp_path / "a.txt")], out)
    assert [Path(one.path).name for one in got] == ["a.txt", "b.jsonl"]
    with pytest.raises(ReadingError, match="no file or folder"):
        inputs_of([str(tmp_path / "none")], out)


def test_a_field_of_the_users_own() -> None:
    assert fields_of(["text=cuerpo"])["text"] == ("cuerpo",)
    for wrong in ("text", "title=x", "text=", "=x"):
        with pytest.raises(QuestionError, match="NAME=FIELD"):
            fields_of([wrong])
