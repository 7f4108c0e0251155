"""The gate: nothing the finder finds is lost, in whatever encoding it stands; both engines find the same; the rest is dismissed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.corpus import terms
from cuaderno.corpus.engines import Automaton, fastest
from cuaderno.corpus.expressions import amounts, dollars, expression
from cuaderno.corpus.gate import REACH, gate
from cuaderno.corpus.names import Names
from cuaderno.corpus.reading import opaque
from cuaderno.corpus.scan import passing
from cuaderno.corpus.together import Combinations
from cuaderno.documents.finding import find
from cuaderno.documents.lexicon import LANGUAGES, _forms

from ..documents.sentences import Sentence, sentences
from ..tracing import untraced
from .corpora import ELSEWHERE, FIELD, batch, row, scanned

NEUTRAL = {
    "en": ("The room was full and the weather mild.", "Nobody asked a question afterwards."),
    "es": ("La sala estaba llena y hacía buen tiempo.", "Nadie hizo preguntas después."),
}
_MIXED = 600
NO_FIELD = {
    "en/unsaid_sums/a-model-with-n": "What a gun fires; nobody gives, gets or holds anything.",
    "es/periods_whose/vigencia-de-un-acuerdo": "An agreement without parties and without a subject: it may be one on trade.",
}
"""Rows that were made for a reading of numbers or dates alone. Read by itself each could stand in any text, and no reader would take it
for security cooperation, so a document that says nothing else is rightly dismissed; in the midst of others of the field it is read."""


@pytest.fixture(scope="module")
def claiming() -> list[Sentence]:
    """The constructed sentences in which claims are found, but for those that are of no field."""
    with untraced():
        return [one for one in sentences() if one.key not in NO_FIELD and find(one.document())]


def _raw(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


DRESSES: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: _raw(text, "utf-8"),
    "Latin-1": lambda text: _raw(text, "latin-1"),
    "Windows-1252": lambda text: _raw(text, "cp1252"),
    "JSON": lambda text: _raw(json.dumps({"text": text}, ensure_ascii=False), "utf-8"),
    "JSON, escaped": lambda text: _raw(json.dumps({"text": text}), "ascii"),
    "JSON, slashes escaped": lambda text: _raw(json.dumps({"text": text}).replace("/", "\\/"), "ascii"),
    "JSON, capitals of hexadecimals": lambda text: json.dumps({"text": text}).encode().replace(b"\\u00f3", b"\\u00F3"),
    "entities by number": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "no-break spaces": lambda text: _raw(text.replace(" ", "\u00a0"), "utf-8"),
    "no-break spaces, escaped": lambda text: _raw(json.dumps(text.replace(" ", "\u00a0")), "ascii"),
    "hard wraps, escaped": lambda text: _raw(json.dumps(text.replace(" ", "\n")), "ascii"),
    "hard wraps of Windows, escaped": lambda text: _raw(json.dumps(text.replace(" ", "\r\n")), "ascii"),
    "capitals": lambda text: _raw(text.upper(), "utf-8"),
}


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("dress", DRESSES)
def test_no_claim_of_the_constructed_sentences_is_lost(claiming: list[Sentence], dress: str) -> None:
    lost = [
        one.key
        for one in claiming
        if not gate().kept(raw := DRESSES[dress](f"{one.title}\n{one.around}"), [0, len(raw)])
    ]
    assert not lost


def test_every_claiming_sentence_is_of_the_field(claiming: list[Sentence]) -> None:
    assert len(claiming) > 700
    lost = [one.key for one in claiming if not gate().speaks(f"{one.title}\n{one.document().flow.text}")]
    assert not lost


def test_what_is_left_out_is_of_no_field_by_itself_and_found_among_others() -> None:
    left = {one.key: one for one in sentences() if one.key in NO_FIELD}
    assert left.keys() == NO_FIELD.keys()
    for one in left.values():
        assert find(one.document())
        assert not gate().speaks(one.around)
        assert gate().speaks(f"{FIELD[one.language]} {one.around}")


@pytest.mark.parametrize(
    ("text", "of_the_field"),
    [
        ("They delivered 15 harvesters.", False),
        ("They delivered 15 harvesters in Kenya, where Kenyan farmers use them.", False),
        ("The Czech Republic delivered 15 harvesters in Slovakia.", True),
        ("Chequia y Eslovaquia son vecinas.", False),
        ("We visited Guyana and ate well.", False),
        ("The president visited Guyana.", True),
        ("La policía paró.", False),
        ("The tank is full in Poland.", False),
        ("Poland bought a tank; the contract is signed.", True),
    ],
)
def test_words_of_other_matters_count_only_together(text: str, of_the_field: bool) -> None:
    around = " ".join(NEUTRAL["en"] * 20)
    said = f"{around} {text} {around}"
    raw = json.dumps({"text": said}).encode()
    assert gate().speaks(said) == of_the_field
    assert bool(gate().kept(raw, [0, len(raw)])) == of_the_field


def test_utf_16_is_read_and_not_dismissed() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        raw = FIELD["es"].encode(encoding)
        assert opaque(raw, 0, len(raw))
        assert scanned(row(raw)).counts.claims == scanned(row(FIELD["es"].encode())).counts.claims > 0


@pytest.mark.shared
def test_no_claim_of_the_public_texts_is_lost(shared: Path) -> None:
    rows = [row(path.read_bytes(), path.name) for path in sorted((shared / "documents").glob("*.txt"))]
    gated, ungated = scanned(*rows), scanned(*rows, gated=False)
    assert gated.claims.equals(ungated.claims)
    assert gated.counts.searched == len(rows) > 8
    found = sum(len(find(_document(path))) for path in sorted((shared / "documents").glob("*.txt")))
    assert gated.counts.claims == found > 0


def _document(path: Path):  # type: ignore[no-untyped-def]
    from cuaderno.reading.opening import open_document

    return open_document(path)


def test_gated_and_ungated_give_the_same_claims(claiming: list[Sentence]) -> None:
    texts = [
        *(one.around for one in sentences()[::3]),
        *ELSEWHERE.values(),
        "\n\n".join(one.around for one in claiming[::9]),
    ]
    rows = [row(text.encode(), f"d{number}") for number, text in enumerate(texts)]
    gated, ungated = scanned(*rows), scanned(*rows, gated=False)
    assert gated.claims.equals(ungated.claims)
    assert gated.counts.claims > 100
    assert gated.counts.dismissed > 0


def test_the_engines_find_the_same(claiming: list[Sentence]) -> None:
    patterns = [
        *map(expression, (*terms.core(), *terms.scales(), *terms.field_words())),
        *dollars(),
        *amounts(terms.currencies()),
        *Combinations(Names(terms.parties())).patterns(),
    ]
    quick, plain = fastest(patterns), Automaton(patterns).places
    data = "\n".join(one.around for one in claiming[::2]).encode()
    found = [{(end // 8, number) for end, number in places} for places in (quick(data), plain(data))]
    around = [{(end + step, number) for end, number in one for step in (-1, 0, 1)} for one in found]
    assert found[0] <= around[1]
    assert found[1] <= around[0]
    assert len(found[0]) > 300


@pytest.mark.parametrize(("held", "most"), [(1, 0.005), (2, 0.005), (4, 0.0)])
def test_of_longer_documents_with_claims_in_both_languages_hardly_one_is_lost(
    claiming: list[Sentence], held: int, most: float
) -> None:
    chance = random.Random(held)  # noqa: S311
    lost = 0
    for _ in range(_MIXED):
        parts = [chance.choice((*NEUTRAL["en"], *NEUTRAL["es"])) for _ in range(60)]
        for one in chance.sample(claiming, held):
            parts.insert(chance.randrange(len(parts)), one.around.strip())
        text = " ".join(parts)
        raw = json.dumps({"text": text}).encode()
        lost += not (gate().kept(raw, [0, len(raw)]) and gate().speaks(text))
    assert lost <= most * _MIXED


@pytest.mark.parametrize("language", ELSEWHERE)
def test_what_is_of_another_field_is_dismissed(language: str) -> None:
    long = " ".join([ELSEWHERE[language]] * 40).encode()
    assert not gate().kept(long, [0, len(long)])


def test_a_party_far_away_is_no_reason_to_read() -> None:
    near = "The army has 200 trucks. " + "Nothing else is said here. " * 40
    far = near + "nothing of the kind. " * 400 + "We flew to Peru."
    assert not gate().speaks(far)
    assert gate().speaks(far.replace("200 trucks", "200 trucks of Peru"))


@settings(max_examples=60, deadline=None)
@given(
    before=st.text(max_size=300), after=st.text(max_size=300), language=st.sampled_from(sorted(FIELD)),
    dress=st.sampled_from([name for name in DRESSES if name.startswith(("UTF", "JSON"))]),
)  # fmt: skip
def test_whatever_stands_around_a_claim_it_passes(before: str, after: str, language: str, dress: str) -> None:
    raw = DRESSES[dress]((before + " " + FIELD[language] + " " + after).encode("utf-8", "replace").decode())
    assert gate().kept(raw, [0, len(raw)]) == [0]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*FIELD.values(), *ELSEWHERE.values(), "", "{}"]), min_size=1, max_size=12))
def test_records_of_a_block_are_told_apart(texts: list[str]) -> None:
    raws = [(text + "\n").encode() for text in texts]
    bounds = [0]
    for raw in raws:
        bounds.append(bounds[-1] + len(raw))
    assert gate().kept(b"".join(raws), bounds) == [
        number for number, text in enumerate(texts) if text in FIELD.values()
    ]


def test_a_word_at_the_edge_of_a_document_stands_by_itself() -> None:
    begins = "Police of Colombia stopped a lorry. " + ELSEWHERE["en"] * 40
    ends = ELSEWHERE["en"] * 40 + " Colombia has a new police"
    texts = [ends, begins, ELSEWHERE["en"] * 40, begins, ends, begins]
    rows = [row(text.encode()[:-1] if text.endswith(".") else text.encode()) for text in texts]
    assert passing(batch(rows)) == [0, 1, 3, 4, 5]


def test_every_form_that_is_counted_is_looked_for_or_named_as_general() -> None:
    known = {word for term in terms.field_words() for word in term.words}
    stems = tuple(term.words[0] for term in terms.field_words() if term.stem)
    ignored = set(terms.chosen()["ignored"]["counted"])
    lost = {
        form
        for language in LANGUAGES
        for kind, code, form in _forms(language)
        if kind.startswith("counted") and code not in ignored
        for words in [[word.casefold() for word in terms._words(form)]]
        if not any(word in known or word.startswith(stems) for word in words)
        and not all(word in terms.general() or len(word) < 4 for word in words)
        and not any(word.upper() in known for word in words)
    }
    assert not lost


def test_the_reach_holds_a_sentence() -> None:
    assert max(len(one.text) for one in sentences()) < 2 * REACH
