"""The list of notices, and the text of one notice as the agency's release or the Federal Register has it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cuaderno.errors import ReadingError
from cuaderno.reading.json import read_json, records
from cuaderno.reading.table import Table
from cuaderno.reading.text import FILLER, read_text, spoken_amount, tidy, visible
from cuaderno.sources.arms_sale_notices.items import items_of
from cuaderno.sources.card import folder
from cuaderno.statements.locator import CharSpan

LISTED = ("cn_number", "country", "country_iso2", "date", "pdf_url", "title")
SAID = (
    "at", "measure", "amount", "unit", "label", "transmittal", "notice", "buyer", "day", "contractors", "flags", "doubt",
)  # fmt: skip
LONGEST_LABEL = 300
MOST_BYTES = 2 << 20
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\]])")
_IN_TITLE = re.compile(r"(?<![0-9])([0-9]{2}-[0-9]{2,3})(?![0-9])")


def read(path: Path, layout: str) -> Table:
    """The records of one file.

    Of `list`, each record of the JSON list with the pointer to its transmittal number. Of `release` and `federal_register`,
    what the text says: its ceilings and its articles, each with its place in the text. Raises ReadingError for a file of
    another layout, and for one that is none of the three.
    """
    with path.open("rb") as file:
        is_json = _JSON.match(file.read(4096).decode("utf-8-sig", errors="replace"))
    if is_json:
        kind, table = "list", _list(path)
    else:
        kind, table = _notice(path)
    if kind != layout:
        raise ReadingError(f"{path.name} is no file of the layout '{layout}'. Take in the publisher's own file.")
    return table


def _list(path: Path) -> Table:
    return Table(("at", "transmittal", "number_in", *LISTED), list(_listed(path)))


def _listed(path: Path) -> Iterator[tuple[str | None, ...]]:
    """Each record; where the number's own field is empty, the number that the title prints."""
    for pointer, record in records(read_json(path), path):
        if set(record) != set(LISTED) or not all(isinstance(one, str | None) for one in record.values()):
            raise ReadingError(
                f"{path.name}: a record should have {', '.join(LISTED)} and nothing else. If the publisher has renamed one, the "
                "card must say so; nothing has been taken in.",
                locator=f"#{pointer}",
            )
        number, named = record["cn_number"], "cn_number"
        if not number and (found := _IN_TITLE.search((record["title"] or "").replace("_", " "))):
            number, named = found[1], "title"
        yield (f"#{pointer}/{named}", number, named, *(record[name] for name in LISTED))


# ---- the text of one notice


@cache
def _patterns() -> dict[str, Any]:
    return tomllib.loads((folder("arms_sale_notices") / "patterns.toml").read_text(encoding="utf-8"))


@cache
def _compiled(section: str, name: str) -> re.Pattern[str]:
    table = _patterns()
    text: str = table[section][name] if section else table[name]
    for word in ("amount", "number", "day"):
        text = text.replace(word.upper(), table[word])
    text = text.replace("WANTED_ENDS", table["sentences"]["wanted_ends"])
    text = re.sub(r" (?=[?*+])", r"[\\s\0]", text)
    return re.compile(text.replace(" ", r"[\s\0]+"), re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """A notice as a reader sees it, each character where the file has it, and the kind of text it is."""

    path: Path
    seen: str
    kind: str

    def find(self, name: str, section: str = "", within: tuple[int, int] | None = None) -> re.Match[str] | None:
        """The first place where the pattern `name` of this kind of text, or of another section, is met."""
        start, end = within or (0, len(self.seen))
        return _compiled(section or self.kind, name).search(self.seen, start, end)

    def refuse(self, what: str) -> ReadingError:
        """The error for a text of which `what` is true."""
        return ReadingError(
            f"{self.path.name} {what}. Compare it with the published notice; nothing has been taken in."
        )


def _notice(path: Path) -> tuple[str, Table]:
    if path.stat().st_size > MOST_BYTES:
        raise ReadingError(f"{path.name} is larger than any notice of one sale. Nothing has been taken in.")
    seen = visible(read_text(path))
    for mark in _patterns()["page_marks"]:
        seen = re.sub(mark.replace(" ", r"\s+"), lambda found: " " * len(found[0]), seen)
    kinds = [kind for kind in ("federal_register", "release") if _compiled(kind, "recognised").search(seen)]
    if not kinds:
        raise ReadingError(
            f"{path.name} is neither the list of notices nor the text of one: it says neither 'possible Foreign Military Sale' "
            "nor '(i) Prospective Purchaser'. Save the notice itself as text; nothing has been taken in."
        )
    text = Text(path, seen, kinds[0])
    if _compiled("", "amendment").search(seen):
        raise text.refuse("changes a notice given earlier, and such a text states no value of its own")
    return text.kind, Table(SAID, list(_said(text)), as_of=_day(text))


def _said(text: Text) -> Iterator[tuple[str | None, ...]]:
    """The ceilings and the articles of a notice, one row each."""
    found = _compiled("", "transmittal").search(text.seen)
    number, day = (found["number"] if found else ""), _day(text)
    if not number and day is None:
        raise text.refuse("prints neither a transmittal number nor a day, so that nobody can say which notice it is")
    wanted = text.find("wanted")
    if wanted is None:
        raise text.refuse("does not say what is wanted: no sentence or clause describes the articles and services")
    buyer = _buyer(text)
    flags = _flags(text, number)
    shared = (number, number or f"{buyer}, {day}", buyer, day.isoformat() if day else None, _contractors(text))
    for measure, amount, doubt in _ceilings(text):
        total = measure == "total"
        label = tidy(wanted["wanted"]) if total else tidy(amount[0].rpartition("$")[0])
        told = "|".join(filter(None, (flags, "" if total else "part-of-total")))
        value = f"{spoken_amount(amount['amount']):f}"
        at = str(CharSpan(*amount.span("amount")))
        yield at, measure, value, "USD", label.strip(" *:.;")[:LONGEST_LABEL], *shared, told, doubt
    for position, item in enumerate(
        items_of(text.seen, *wanted.span("wanted"), _patterns()["words"]["no_articles"]), 1
    ):
        at = str(CharSpan(*item.span))
        yield at, f"item-{position}", str(item.quantity), "items", item.label, *shared, flags, item.doubt


def _ceilings(text: Text) -> Iterator[tuple[str, re.Match[str], str | None]]:
    """The total, and of a Federal Register notice its two parts; in doubt where the text gives two totals."""
    within = (0, len(text.seen))
    if text.kind == "federal_register":
        values = text.find("values")
        if values is None:
            raise text.refuse("has no clause (ii) with the total estimated value")
        within = values.span("values")
    totals = list(_compiled(text.kind, "cost").finditer(text.seen, *within))
    if not totals:
        raise text.refuse("does not print an estimated cost in dollars")
    amounts = dict.fromkeys(spoken_amount(one["amount"]) for one in totals)
    doubt = None
    if len(amounts) > 1:
        doubt = "two totals: the text says " + " and ".join(dict.fromkeys(tidy(one["amount"]) for one in totals))
    yield "total", totals[0], doubt
    if text.kind == "federal_register":
        for name in ("equipment", "other"):
            if part := text.find(name, within=within):
                yield name, part, doubt


def _buyer(text: Text) -> str:
    found = text.find("buyer")
    if found is None:
        raise text.refuse("does not say who the buyer is")
    buyer = re.sub(r"\s*\([^()]*\)$", "", tidy(found["buyer"]).strip(" .:"))
    openings = tuple(_patterns()["words"]["buyer_openings"])
    while opening := next((one for one in openings if buyer.casefold().startswith(f"{one} ")), ""):
        buyer = buyer[len(opening) + 1 :]
    return buyer


def _day(text: Text) -> date | None:
    """The day of the release's first line, or on which the report was delivered to Congress; None if none is printed."""
    found = text.find("day")
    if found is None:
        return None
    words = re.findall(r"[A-Za-z]+|[0-9]+", tidy(found["day"]))
    month = _patterns()["months"].index(next(word for word in words if word.isalpha())[:3].casefold()) + 1
    day, year = (int(word) for word in words if word.isdigit())
    try:
        return date(year, month, day)
    except ValueError:
        raise text.refuse(f"is dated {tidy(found['day'])}, which is no day") from None


def _contractors(text: Text) -> str | None:
    found = text.find("contractors", "sentences")
    said = tidy(found["contractors"]).replace(FILLER, "") if found else ""
    none = any(word in said.casefold() for word in _patterns()["words"]["no_contractor"])
    return None if none or not said else said


def _flags(text: Text, number: str) -> str:
    """What the notice says of offsets, and whether it lacks its number."""
    flags = [] if number else ["no-transmittal"]
    for flag in ("offsets-none", "offsets-possible", "offsets-mentioned"):
        if text.find(flag.replace("-", "_"), "sentences"):
            flags.append(flag)
            break
    return "|".join(flags)
