"""What the gate loses against the finder alone, which reads and searches every document and asks no gate.

    corpus_loss.py CORPUS [--first 2000] [--texts FOLDER]

Four sets: the annotated texts, the constructed sentences, those sentences mixed in both languages into longer documents, and the first
documents of a generated corpus. Of each: documents, those with claims, claims, and how many of them the gate loses; of the corpus the
claims are told apart by whether the generator made the document one of the field.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from cuaderno.corpus import schema
from cuaderno.corpus.lines import opened
from cuaderno.corpus.reading import read
from cuaderno.corpus.scan import scan
from cuaderno.documents.finding import find

TESTS = Path(__file__).parents[1] / "tests" / "documents"
HELD = (1, 2, 4)
"""Claiming sentences in a mixed document."""
MIXED = 400
"""Mixed documents for each of these."""
Row = dict[str, Any]


def row(name: str, text: str) -> Row:
    """A text as a row of what is scanned."""
    facts = dict.fromkeys(("address", "language", "day", "charset"))
    return {"document": name, **facts, "media": "text/plain", "content": text.encode("utf-8")}


def texts(folder: Path) -> list[Row]:
    """The annotated texts."""
    return [row(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def sentences() -> list[Row]:
    """The constructed sentences, each with what stands around it."""
    sys.path.insert(0, str(TESTS))
    from sentences import sentences as table  # type: ignore[import-not-found]

    return [row(one.key, one.around) | {"language": one.language} for one in table()]


def mixed(claiming: Sequence[str], neutral: Sequence[str], held: int) -> list[Row]:
    """Documents of sixty neutral sentences with some claiming ones, whatever their languages."""
    chance = random.Random(held)  # noqa: S311
    made = []
    for number in range(MIXED):
        parts = [chance.choice(neutral) for _ in range(60)]
        for one in chance.sample(claiming, held):
            parts.insert(chance.randrange(len(parts)), one.strip())
        made.append(row(f"{held}-{number}", " ".join(parts)))
    return made


def corpus(path: str, first: int) -> list[Row]:
    """The first documents of the generated corpus."""
    with opened(path) as lines:
        records = [json.loads(line) for line in islice(lines, first)]
    return [row(one["id"], one["text"]) | {"language": one["language"]} for one in records]


def lost(rows: Iterable[Row], of_field: Callable[[str], bool] = bool) -> dict[str, int]:
    """What the finder finds alone, and what of it the gate loses; documents that are not of the field counted apart."""
    rows = list(rows)
    alone = {one["document"]: len(find(read(one))) for one in rows}
    batch = pa.RecordBatch.from_pylist(rows, schema=schema.documents())
    passed = Counter(scan(batch).claims.column("document").to_pylist())
    missed = {name: count - passed[name] for name, count in alone.items() if count != passed[name]}
    field = {name: count for name, count in alone.items() if of_field(name)}
    return {
        "documents": len(rows),
        "claiming": sum(map(bool, field.values())),
        "claims": sum(field.values()),
        "lost_documents": sum(name in field for name in missed),
        "lost": sum(count for name, count in missed.items() if name in field),
        "elsewhere_claims": sum(alone.values()) - sum(field.values()),
        "elsewhere_lost": sum(count for name, count in missed.items() if name not in field),
    }


def main() -> None:
    """Print the loss in each set as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--first", type=int, default=2000)
    parser.add_argument("--texts", type=Path)
    wanted = parser.parse_args()
    made = sentences()
    claiming = [one["content"].decode("utf-8") for one in made if find(read(one))]
    generated = corpus(wanted.corpus, wanted.first)
    plain = [one["content"].decode("utf-8") for one in generated if not _of_the_field(one["document"])]
    neutral = [said for text in plain[:200] for said in text.replace("\n\n", " ").split(". ")[:2] if not _figures(said)]
    sets: dict[str, Callable[[], dict[str, int]]] = {"sentences": partial(lost, made)}
    for held in HELD:
        sets[f"mixed_{held}"] = partial(lost, mixed(claiming, [f"{said}." for said in neutral], held))
    sets["corpus"] = partial(lost, generated, _of_the_field)
    if wanted.texts and wanted.texts.is_dir():
        sets["texts"] = partial(lost, texts(wanted.texts))
    print(json.dumps({name: work() for name, work in sets.items()}))


def _of_the_field(name: str) -> bool:
    return name.startswith("field-")


def _figures(said: str) -> bool:
    return any(char.isdigit() for char in said)


if __name__ == "__main__":
    main()
