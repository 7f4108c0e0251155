"""Adding publications: getting them, taking them in, and saying what they changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from cuaderno.errors import NoAnswer, QuestionError
from cuaderno.ledger.build import Facts, Taken, take_in
from cuaderno.ledger.history import history
from cuaderno.ledger.question import Question
from cuaderno.ledger.store import Store, edition_directory, user_directory
from cuaderno.products.answers import checks_lines, history_text, rows_read, word
from cuaderno.sources.card import load_card

if TYPE_CHECKING:
    from cuaderno.sources.fetch import Validators


def take(
    source: str,
    path: Path,
    directory: Path | None,
    *,
    as_of: str = "",
    address: str = "",
    fetched: bool = False,
    lang: str = "en",
) -> str:
    """Take one file in and report its accounting and, against the snapshot before it, what it changed."""
    if as_of:
        try:
            date.fromisoformat(as_of)
        except ValueError:
            raise QuestionError(f"'{as_of}' is not a day. Write it as 2023-09-29.") from None
    target = directory or user_directory()
    today = datetime.now(UTC).date().isoformat()
    taken = take_in(source, path, target, Facts(as_of=as_of, fetched=fetched, retrieved=today, address=address))
    one = taken.snapshot
    if not taken.new:
        return word("held_already", lang, source=source, file=path.name, snapshot=one.snapshot) + "\n"
    dated = one.as_of or word("date_unknown", lang)
    lines = [
        word(
            "taken_in",
            lang,
            source=source,
            file=path.name,
            snapshot=one.snapshot,
            as_of=dated,
            evidence=one.evidence,
        ),
        f"  {rows_read(one, lang)}",
        *(f"  {line}" for line in checks_lines(one, lang)),
        *_terms(source, lang),
        *(f"  {word('corrected', lang, name=name)}" for name in taken.corrections),
        *(f"  {word('warning', lang, text=text)}" for text in taken.warnings),
    ]
    store = Store([edition_directory(), target])
    held = store.manifest.series(source, one.series)
    before = [other for other in held if other.snapshot != one.snapshot]
    if not before:
        return "\n".join(lines) + "\n"
    placed = next(other for other in held if other.snapshot == one.snapshot)
    earlier = [other for other in before if other.order < one.order]
    pair = (earlier[-1], placed) if earlier else (placed, before[0])
    if one.relations:
        from cuaderno.ledger.commitments import changed
        from cuaderno.products.commitments import say

        added, withdrawn, same = changed(store, *pair)
        return "\n".join([*lines, say("changes", lang, added=added, withdrawn=withdrawn, same=same)]) + "\n"
    return "\n".join(lines) + "\n" + history_text(history(store, *pair, Question()), lang)


def timed(taken: Iterable[Taken]) -> Iterator[str]:
    """A line for each publication as it is taken in, then the seconds that each source took and all together."""
    seconds: dict[str, float] = {}
    before = perf_counter()
    for one in taken:
        now = perf_counter()
        seconds[one.snapshot.source] = seconds.get(one.snapshot.source, 0.0) + now - before
        before = now
        books = one.snapshot.accounting
        counted = f"{books.rows_read:,} rows  {books.statements:,} statements"
        yield f"{one.snapshot.source}  {one.snapshot.snapshot}  {one.snapshot.file}  {counted}"
    for source, took in seconds.items():
        yield f"{took:8.1f} s  {source}"
    yield f"{sum(seconds.values()):8.1f} s  in all"


def _terms(source: str, lang: str) -> list[str]:
    return [f"  {word('terms', lang, text=text)}" for known, text in load_card(source).terms.items() if known == lang]


def fetched(source: str, directory: Path | None, address: str) -> Iterator[tuple[Path, str]]:
    """Get a source's publication from its publisher into the ledger's `files`; give its path there and its address.

    What the publisher says of its version is remembered once the caller is done with the file: one that could not be taken
    in is got again the next time. Raises NoAnswer where the card has no address or the publisher's file is the one taken in
    last, FetchError where it cannot be got.
    """
    from cuaderno.sources.fetch import NotModified, Validators, fetch

    card = load_card(source)
    wanted = address or card.address
    if not wanted:
        raise NoAnswer(
            f"{card.title['en']} has no address on its card. {card.fetch_note} Download it and add the file.".strip()
        )
    into = (directory or user_directory()) / "files"
    notes = into / f"{source}.fetched.json"
    result = fetch(wanted, into / "incoming", known=_remembered(notes).get(wanted), progress=_progress)
    if isinstance(result, NotModified):
        raise NoAnswer(
            f"The publisher's file at {wanted} has not changed since it was last taken in. Nothing is to be done."
        )
    kept = into / f"{result.sha256[:12]}-{result.path.name}"
    result.path.replace(kept)
    yield kept, result.address
    versions = {**_remembered(notes), wanted: Validators(result.etag, result.last_modified)}
    notes.write_text(
        json.dumps({at: asdict(one) for at, one in versions.items()}, indent=1, sort_keys=True),
        encoding="utf-8",
    )


def _remembered(notes: Path) -> dict[str, Validators]:
    """The versions taken in last, by address; none where the notes are missing or damaged, for fetching anew does no harm."""
    from cuaderno.sources.fetch import Validators

    try:
        return {at: Validators(**one) for at, one in json.loads(notes.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _progress(done: int, size: int | None) -> None:
    if sys.stderr.isatty():
        of = f" of {size >> 20} MB" if size else ""
        sys.stderr.write(f"\r{done >> 20} MB{of}")
        sys.stderr.flush()
