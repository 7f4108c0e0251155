"""The whole explorer as files that any web space can serve, and any folder can hold."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from cuaderno import __version__
from cuaderno.errors import QuestionError
from cuaderno.ledger.ledger import open_ledger
from cuaderno.products.explore.words import Voice
from cuaderno.statements.places import find_place
from cuaderno.web.api.answering import edition_of
from cuaderno.web.export_page import WRITTEN, Leaf, files_of
from cuaderno.web.pages.addresses import LANGUAGES
from cuaderno.web.pages.assets import asset_name, every_asset
from cuaderno.web.pages.frame import FILES_POLICY, fill

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger

MANIFEST, SITEMAP, INDEX, MISSING = "manifest.json", "sitemap.txt", "index.html", "404.html"
MARK = "cuaderno site"
"""What the manifest of an export says it is: a folder with it may be replaced by a newer one."""

PLACES = ("place", "partner", "provider", "recipient")
"""The names of pages that are places."""

FEW = 24
"""So few pages are written without further processes: each has to open the ledger first."""

Group = tuple[Leaf, ...]
Written = tuple[str, str, int]
"""A file that was written: its name, its hash, its size."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was written."""

    directory: Path
    pages: int
    files: int
    size: int
    edition: str


def export_site(
    ledger: Path | None,
    directory: Path,
    *,
    langs: Sequence[str] = LANGUAGES,
    places: Sequence[str] = (),
    force: bool = False,
    processes: int = 0,
    say: Callable[[int, int], None] = lambda _, __: None,
) -> Export:
    """Write the explorer of a ledger (None: the bundled edition and the user's own) into a folder, which is finished or not there.

    `places` are the only ones whose pages are written; `processes` 0 takes as many as there are processors. `say` is told how many
    of how many pages are done. An earlier export is replaced with `force`; what is no export is never touched. Raises QuestionError,
    UnknownName, LedgerError.
    """
    asked = dict.fromkeys(find_place(one).code for one in places)
    refuse_occupied(directory, force=force)
    opened = open_ledger(ledger)
    groups = _groups(opened, tuple(langs), frozenset(asked))
    edition = edition_of(opened.store.manifest)
    leaves = [leaf for group in groups for leaf in group]
    pages = frozenset((*(leaf.file for leaf in leaves), *(f"static/{name}" for name in every_asset()), INDEX))
    with _folder(directory) as made:
        written = [_put(made, f"static/{name}", body) for name, body in every_asset().items()]
        written += [_put(made, name, body) for name, body in _around(leaves, langs)]
        job = _Job(ledger, made, edition, pages)
        many = processes or os.cpu_count() or 1
        ways = _alone(job, opened, groups) if many < 2 or len(leaves) <= FEW else _together(job, groups, many)
        done = 0
        for group in ways:
            written += group
            done += sum(name in pages for name, _, _ in group)
            say(done, len(leaves))
        written.sort()
        _put(made, MANIFEST, _manifest(written, leaves, edition))
    return Export(directory, len(leaves), len(written) + 1, sum(size for _, _, size in written), edition)


def refuse_occupied(directory: Path, *, force: bool) -> None:
    """Raises QuestionError where a folder holds something that is not to be replaced."""
    if directory.exists() and not directory.is_dir():
        raise QuestionError(f"{directory} is a file. Name a folder that is empty, or is not there yet.")
    if not directory.is_dir() or not any(directory.iterdir()):
        return
    held = _held(directory)
    if held is None:
        raise QuestionError(
            f"{directory} is not empty, and what is in it is no export of Cuaderno, so nothing there is touched. Name a folder that is "
            "empty, or is not there yet."
        )
    if not force:
        raise QuestionError(
            f"{directory} holds an earlier export. Write --force to replace it, or name another folder."
        )
    files = {one.relative_to(directory).as_posix() for one in directory.rglob("*") if not one.is_dir()}
    if own := sorted(files - held):
        raise QuestionError(
            f"{directory} holds an earlier export and beside it {own[0]}, which no export wrote and which would be lost. Move it away, or "
            "name another folder."
        )


def _held(directory: Path) -> set[str] | None:
    """The files of an earlier export by its manifest; None of a folder that is none."""
    try:
        said = json.loads((directory / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or said.get("what") != MARK:
        return None
    return {*said.get("files", ()), MANIFEST}


@contextmanager
def _folder(directory: Path) -> Iterator[Path]:
    """A folder beside the one that is asked for, which takes its place when all of it is written, and else is gone."""
    directory = directory.absolute()
    directory.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        site = made / "site"
        site.mkdir()
        yield site
        if directory.exists():
            directory.rename(made / "earlier")
        site.rename(directory)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _groups(ledger: Ledger, langs: tuple[str, ...], places: frozenset[str]) -> list[Group]:
    """The pages to be written; a page in all its languages is written at one go."""
    found = []
    for kind in WRITTEN:
        for names in kind.every(ledger):
            about = {value for name, value in names.items() if name in PLACES}
            if not places or not about or about & places:
                found.append(tuple(Leaf(kind.name, tuple(sorted(names.items())), lang) for lang in langs))
    return found


@dataclass(frozen=True, slots=True)
class _Job:
    """What every process knows."""

    ledger: Path | None
    folder: Path
    edition: str
    pages: frozenset[str]

    def write(self, group: Group, ledger: Ledger) -> list[Written]:
        return [
            _put(self.folder, name, body)
            for leaf in group
            for name, body in files_of(leaf, ledger, self.edition, self.pages)
        ]


def _alone(job: _Job, ledger: Ledger, groups: Iterable[Group]) -> Iterator[list[Written]]:
    return (job.write(group, ledger) for group in groups)


def _together(job: _Job, groups: Sequence[Group], many: int) -> Iterator[list[Written]]:
    """The same by several processes. They are begun anew, for the engine's threads do not survive a fork."""
    with ProcessPoolExecutor(many, get_context("spawn"), initializer=_begin, initargs=(job,)) as pool:
        with _uninterrupted():
            open_ones: set[Future[list[Written]]] = {pool.submit(_group, group) for group in groups}
        try:
            while open_ones:
                done, open_ones = wait(open_ones, return_when=FIRST_COMPLETED)
                for one in done:
                    yield one.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes begun in here are not interrupted with their parent, which ends them itself."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_mine: tuple[_Job, Ledger] | None = None


def _begin(job: _Job) -> None:
    """A process of the pool opens the ledger."""
    global _mine
    _mine = job, open_ledger(job.ledger)


def _group(group: Group) -> list[Written]:
    if _mine is None:
        raise RuntimeError("A process that has not begun was given work.")
    job, ledger = _mine
    return job.write(group, ledger)


def _put(folder: Path, name: str, body: bytes) -> Written:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)
    return name, hashlib.sha256(body).hexdigest(), len(body)


def _around(leaves: Sequence[Leaf], langs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The files around the pages: where a reader begins, what a server shows for a page that is not there, the list of all pages."""
    files = {leaf.file for leaf in leaves}
    firsts = []
    for lang in langs:
        first = f"{lang}/{INDEX}"
        kinds = (leaf.file for leaf in leaves if leaf.lang == lang and not leaf.names)
        firsts.append((lang, first if first in files else next(kinds, "")))
    words = [(lang, Voice("export", lang).all(), first) for lang, first in firsts if first]
    given = {"words": words, "policy": FILES_POLICY, "style": f"static/{asset_name('site.css')}"}
    yield INDEX, fill("export_index.html", **given).encode()
    yield MISSING, fill("export_missing.html", **given).encode()
    yield SITEMAP, "".join(f"{name}\n" for name in sorted({INDEX, *files})).encode()


def _manifest(written: Iterable[Written], leaves: Sequence[Leaf], edition: str) -> bytes:
    told = {
        "what": MARK,
        "version": __version__,
        "edition": edition,
        "languages": list(dict.fromkeys(leaf.lang for leaf in leaves)),
        "pages": len(leaves),
        "files": {name: digest for name, digest, _ in written},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
