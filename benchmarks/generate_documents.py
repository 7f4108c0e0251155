"""Documents of about 6 kB in English and Spanish, for measuring how fast claims are found in them.

One sentence in seven makes a claim, some of them two or three, as in a government's fact sheet; the figures are made up. The words stand in
documents.toml. The same number and seed give the same bytes: one JSON record a line, `id`, `language`, `text`.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SIZE = 6_000
DENSITY = 1 / 7
PLACES = {
    "en": (
        "Colombia",
        "Jordan",
        "Ukraine",
        "Kenya",
        "Mexico",
        "the Philippines",
        "Peru",
        "Tunisia",
        "Ecuador",
        "Georgia",
    ),
    "es": ("Colombia", "Jordania", "Ucrania", "Kenia", "México", "Filipinas", "Perú", "Túnez", "Ecuador", "Georgia"),
}


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "data" / "documents.jsonl")
    wanted = parser.parse_args()
    print(f"{wanted.out}: {generate(wanted.out, wanted.documents, wanted.seed):,} characters")


def generate(out: Path, documents: int, seed: int = 1) -> int:
    """Write the documents, half of them Spanish; give how many characters their texts have."""
    chance = random.Random(seed)  # noqa: S311
    words = tomllib.loads((HERE / "documents.toml").read_text(encoding="utf-8"))
    out.parent.mkdir(parents=True, exist_ok=True)
    characters = 0
    with out.open("w", encoding="utf-8") as stream:
        for number in range(documents):
            language = ("en", "es")[number % 2]
            text = "".join(_document(chance, words[language], chance.choice(PLACES[language])))
            stream.write(json.dumps({"id": number, "language": language, "text": text}, ensure_ascii=False) + "\n")
            characters += len(text)
    return characters


def _document(chance: random.Random, words: dict[str, list[str]], place: str) -> Iterator[str]:
    yield chance.choice(words["titles"]).format(place=place) + "\n\n"
    written = 0
    while written < SIZE:
        paragraph = " ".join(_sentence(chance, words, place) for _ in range(chance.randint(3, 6)))
        heading = f"{chance.choice(words['headings'])}\n\n" if chance.random() < 0.3 else ""
        written += len(heading) + len(paragraph) + 2
        yield f"{heading}{paragraph}\n\n"


def _sentence(chance: random.Random, words: dict[str, list[str]], place: str) -> str:
    kind = "claims" if chance.random() < DENSITY else "filler"
    first = chance.randint(2008, 2018)
    tenths = chance.randint(11, 99)
    filled: dict[str, Any] = {
        "place": place,
        "first": first,
        "last": first + chance.randint(1, 6),
        "m": chance.randint(12, 990),
        "n": chance.randint(12, 990),
        "k": chance.randint(12, 990),
        "d": f"{tenths // 10}.{tenths % 10}",
        "dc": f"{tenths // 10},{tenths % 10}",
        "b": f"{tenths // 10}.{tenths % 10}",
        "bc": f"{tenths // 10},{tenths % 10}",
    }
    said = chance.choice(words[kind]).format_map(filled)
    return said[0].upper() + said[1:]


if __name__ == "__main__":
    main()
