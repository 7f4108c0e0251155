"""The words the gate looks for, taken from the lexicon that finds claims, so that what is added there is looked for here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from cuaderno.documents.lexicon import LANGUAGES, _forms, _tables

_FIELD = ("counted", "counted1", "rel_body", "rel_instrument", "rel_sanction", "rel_status")
_FIELD_LOCAL = ("rel_office", "slot-security")
_PARTIES = ("capital", "demonym", "government", "mission", "notice", "place", "programme", "universe")
_NOTHING = frozenset({"ANNEX", "CIVIL", "HEAD", "NONE"})
"""Codes of instruments that are no matter of security."""
_WORD = re.compile(r"[^\W_]+(?:[.&/][^\W_]+)*")
_SHORT, _CORE_STEM, _STEM = 4, 5, 6
_MILLION = 6


class Term(NamedTuple):
    """A word or a name looked for. `cased`: its capitals must be capitals; `stem`: it may go on; `before_capital`: a name follows."""

    words: tuple[str, ...]
    cased: bool = False
    stem: bool = False
    before_capital: bool = False


class Together(NamedTuple):
    """Words that count only with so many parties within `near` bytes, and with one of the words `beside`, where there are some."""

    words: tuple[Term, ...]
    near: int
    parties: int
    beside: tuple[Term, ...]


@cache
def chosen() -> dict[str, Any]:
    """The gate's own words, `words.toml`."""
    return tomllib.loads(resources.files("cuaderno.corpus").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def general() -> frozenset[str]:
    """Words that every text uses; alone they open no gate."""
    return frozenset(word for words in chosen()["general"].values() for word in words)


def field_words() -> list[Term]:
    """The words of the field: of every form that is counted, named or signed there, the word that says most."""
    forms = [form for kinds in _all(_FIELD, _FIELD_LOCAL) for form in kinds]
    words = {Term(tuple(_words(form))) for form in chosen()["short"]["words"]}
    plain: set[str] = set()
    for form in sorted(forms, key=len):
        said = _words(form)
        if len(said) == 1 and _acronym(form):
            words.add(Term((form,), cased=True))
            continue
        known = [word.casefold() for word in said]
        telling = [word for word in known if word not in general() and len(word) >= _SHORT and not word[0].isdigit()]
        if telling and not any(word in plain for word in telling):
            plain.add(best := max(telling, key=len))
            words.add(Term((best,), stem=len(best) >= _STEM))
    return _without_longer(words)


def _programmes() -> list[Term]:
    """The short acronyms of programmes: FMF, PKO."""
    said = {form for kinds in _all(("programme",), ()) for form in kinds if _acronym(form) and form.isalpha()}
    return sorted(Term((form,), cased=True) for form in said if len(form) < _SHORT)


def names() -> list[Term]:
    """Acronyms of programmes and missions that mean nothing else: one of them opens the gate alone."""
    forms = {form for kinds in _all(("programme", "mission"), ()) for form in kinds}
    return sorted(
        Term((form,), cased=True) for form in forms if _acronym(form) and len(form) > _SHORT - 1 and form.isalnum()
    )


def parties() -> list[Term]:
    """Countries, organisations, their people, capitals and governments; programmes; and what stands for them in a notice."""
    forms = {form for kinds in _all(_PARTIES, ()) for form in kinds}
    terms = {Term(tuple(word.split())) for word in chosen()["parties"]["words"]} | {
        Term(said, cased=_acronym(form) or _capitals(said))
        for form in forms
        if (said := tuple(_words(form))) and _says(form, said)
    }
    return _without_wider(terms)


def _without_wider(terms: set[Term]) -> list[Term]:
    """The terms without those that hold another one: the Government of Colombia."""
    known = {(term.words if term.cased else tuple(map(str.casefold, term.words))) for term in terms}
    return sorted(term for term in terms if not any(part in known for part in _parts(term.words)))


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every stretch of several words but the whole, as it is written and in lower case."""
    for size in range(1, len(words)):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            yield part
            yield tuple(map(str.casefold, part))


def scales() -> list[Term]:
    """The words from a million on."""
    said = {
        form.rstrip(".")
        for language in LANGUAGES
        for kind, code, form in _forms(language)
        if kind == "scaled" or (kind == "scale" and int(code) >= _MILLION)
    }
    return sorted(Term((form,)) for form in said if len(_words(form)) == 1)


def currencies() -> tuple[str, ...]:
    """The words for money."""
    said = {
        form.split()[-1].strip(".")
        for language in LANGUAGES
        for kind, _, form in _forms(language)
        if kind == "currency"
    }
    return tuple(sorted(said))


def core() -> list[Term]:
    """The words of which a text of some length in the field holds at least one."""
    words = (Term(tuple(word.split()), stem=len(word) >= _CORE_STEM) for word in chosen()["core"]["words"])
    acronyms = (term for term in field_words() if term.cased and len(term.words[0]) >= _SHORT)
    return [*sorted(words), *_programmes(), *acronyms]


def together() -> list[Together]:
    """The words of other matters too, by what must stand near them."""
    return [
        Together(
            tuple(map(_marked, one["words"])), one["near"], one["parties"], tuple(map(_marked, one.get("beside", ())))
        )
        for one in chosen()["together"]
    ]


def _marked(said: str) -> Term:
    """A term as `together` writes it."""
    return Term(tuple(said.rstrip("*^").split()), stem="*" in said, before_capital=said.endswith("^"))


def _says(form: str, said: tuple[str, ...]) -> bool:
    """Whether a form is more than general words."""
    if form[0].isdigit() or form.replace(" ", "").lstrip("§").isdigit():
        return False
    return _acronym(form) or any(word.casefold() not in general() for word in said) or len(said) > 1


def _all(kinds: tuple[str, ...], local: tuple[str, ...]) -> Iterator[list[str]]:
    ignored = set(chosen()["ignored"]["counted"])
    for language in LANGUAGES:
        yield [
            form
            for kind, code, form in _forms(language)
            if kind in kinds and code not in _NOTHING and not (kind.startswith("counted") and code in ignored)
        ]
        for kind in local:
            yield [form for forms in _tables(language, "local").get(kind, {}).values() for form in forms]


def _words(form: str) -> list[str]:
    return _WORD.findall(form)


def _acronym(form: str) -> bool:
    letters = [char for char in form if char.isalpha()]
    return len(letters) <= 10 and all(char.isupper() for char in letters) and len(_words(form)) == 1


def _capitals(words: tuple[str, ...]) -> bool:
    """Whether a name is two or three acronyms: EE. UU."""
    return len(words) > 1 and all(word.isupper() and len(word) < _SHORT for word in words)


def _without_longer(terms: set[Term]) -> list[Term]:
    """The terms without those that begin with a stem among them."""
    stems = {term.words[0] for term in terms if term.stem}
    return sorted(
        term
        for term in terms
        if term.cased or not any(term.words[0][:end] in stems for end in range(_STEM, len(term.words[0])))
    )
