"""A corpus like a crawl: short documents in English and Spanish, few of them of the field, as JSONL, WARC.gz or Parquet.

    corpus_generate.py FILE [--documents 100000] [--bytes 4000] [--relevant 0.02] [--seed 1] [--form jsonl|warc|parquet]

Of the others one in ten names a country, one in twenty a large sum, one in fifty a minister, the police or an investment beside a
country: those are what a gate has to read in vain. Every document of the field says so in its id.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generate_documents import PLACES, _document

HERE = Path(__file__).parent
ABROAD, MONEY, NEAR = 0.10, 0.05, 0.02
CRAWLED = "2020-01-01T00:00:00Z"


def main() -> None:
    """Write the file asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--bytes", type=int, default=4_000)
    parser.add_argument("--relevant", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=("jsonl", "warc", "parquet"), default="jsonl")
    wanted = parser.parse_args()
    made = corpus(wanted.documents, wanted.bytes, wanted.relevant, wanted.seed)
    {"jsonl": write_jsonl, "warc": write_warc, "parquet": write_parquet}[wanted.form](wanted.file, made)


def corpus(documents: int, size: int, relevant: float, seed: int) -> Iterator[dict[str, Any]]:
    """The documents, one after the other; the same numbers give the same ones."""
    tables = tomllib.loads((HERE / "corpus.toml").read_text(encoding="utf-8"))
    sentences = tomllib.loads((HERE / "documents.toml").read_text(encoding="utf-8"))
    chance = random.Random(seed)  # noqa: S311
    for number in range(documents):
        language = "es" if chance.random() < 0.4 else "en"
        if chance.random() < relevant:
            text, name = _of_the_field(chance, language, sentences[language], size), f"field-{number}"
        else:
            text, name = _other(chance, language, tables[language], size), f"other-{number}"
        yield {"id": name, "url": f"https://{name}.example/{language}/{number}", "language": language, "text": text}


def _of_the_field(chance: random.Random, language: str, table: dict[str, list[str]], size: int) -> str:
    return "".join(_document(chance, table, chance.choice(PLACES[language])))[:size].strip()


def _other(chance: random.Random, language: str, table: dict[str, list[str]], size: int) -> str:
    said = [_said(chance, language, table["plain"])]
    held = len(said[0])
    while held < size:
        said.append(_said(chance, language, table["plain"]))
        held += len(said[-1]) + 1
    for share, kind in ((ABROAD, "abroad"), (MONEY, "money"), (NEAR, "near")):
        if chance.random() < share:
            said[chance.randrange(len(said))] = _said(chance, language, table[kind])
    paragraphs = [" ".join(said[start : start + 5]) for start in range(0, len(said), 5)]
    return "\n\n".join(paragraphs)[:size]


def _said(chance: random.Random, language: str, sentences: list[str]) -> str:
    return chance.choice(sentences).format(
        d=chance.randrange(2, 50), n=chance.randrange(60, 900), k=f"{chance.randrange(2, 60)},{chance.randrange(100, 999)}",
        p=f"{chance.randrange(3, 99)}.{chance.randrange(10, 99)}", q=chance.randrange(20, 90), y=chance.randrange(1995, 2025),
        place=chance.choice(PLACES[language]),
    )  # fmt: skip


def write_jsonl(file: Path, made: Iterator[dict[str, Any]]) -> None:
    """One object a line."""
    with file.open("w", encoding="utf-8") as out:
        for one in made:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


def write_parquet(file: Path, made: Iterator[dict[str, Any]]) -> None:
    """A table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(list(made)), file, compression="zstd", row_group_size=10_000)


def write_warc(file: Path, made: Iterator[dict[str, Any]]) -> None:
    """Responses of web servers, each record packed by itself; the pages have a menu, scripts and styles around their text."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for one in made:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(page(one).encode("utf-8"))
            said = {"WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, one['url'])}>", "WARC-Date": CRAWLED}
            writer.write_record(
                writer.create_warc_record(
                    one["url"], "response", payload=body, http_headers=head, warc_headers_dict=said
                )
            )


def page(one: dict[str, Any]) -> str:
    """A document as a web page."""
    style = "".join(f".c{n}{{margin:{n}px;padding:{n % 7}px;color:#{n:06x}}}" for n in range(60))
    menu = "".join(f'<li class="item-{n}"><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
    script = "".join(f"window.track=window.track||[];track.push(['event',{n},'{one['id']}']);" for n in range(60))
    body = "".join(f"<p>{part}</p>" for part in one["text"].split("\n\n"))
    return (
        f'<!doctype html><html lang="{one["language"]}"><head><meta charset="utf-8"><title>{one["id"]}</title><style>{style}</style>'
        f"<script>{script}</script></head><body><nav><ul>{menu}</ul></nav><article><h1>{one['id']}</h1>{body}</article>"
        f"<footer>Contact · Terms · Privacy</footer></body></html>"
    )


if __name__ == "__main__":
    main()
