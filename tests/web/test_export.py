"""The explorer as files: every link leads to a file, the files say what the server says, and a folder is finished or not there."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.errors import QuestionError, UnknownName
from cuaderno.ledger.ledger import Ledger
from cuaderno.web import export, export_page
from cuaderno.web.pages import site as every_kind
from cuaderno.web.pages.frame import FILES_POLICY

PLACES = ("PAN", "BLZ")
KINDS = ("home", "map", "place", "relationship", "commitments", "about", "measures", "corrections")
"""Enough kinds of pages to link among themselves; all of them together take minutes."""

Write = Callable[..., export.Export]


@pytest.fixture(scope="module")
def few(edition_ledger: Ledger) -> Any:
    """Exports of the kinds above, out of the ledger that the tests share."""
    with pytest.MonkeyPatch.context() as patch:
        chosen = tuple(kind for kind in export_page.WRITTEN if kind.name in KINDS)
        patch.setattr(export, "WRITTEN", chosen)
        patch.setattr(export_page, "WRITTEN", chosen)
        patch.setattr(export, "open_ledger", lambda _: edition_ledger)
        patch.setattr(export, "FEW", 10_000)
        yield lambda directory, **more: export.export_site(None, directory, **more)


@pytest.fixture(scope="module")
def site(few: Write, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two places and what is around them, in both languages."""
    folder = tmp_path_factory.mktemp("export") / "site"
    made = few(folder, places=PLACES)
    assert made.files == sum(one.is_file() for one in folder.rglob("*"))
    return folder


class Links(HTMLParser):
    """What a page leads to, its ids, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids.add(said.get("id", ""))
        self.links += [said[name] for name in ("href", "src", "action", "xlink:href", "data-cells") if said.get(name)]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Links]:
    return {str(one.relative_to(site)): Links(one.read_text(encoding="utf-8")) for one in site.rglob("*.html")}


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path, pages: dict[str, Links]) -> None:
    held = {str(one.relative_to(site)) for one in site.rglob("*") if one.is_file()}
    seen = 0
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            assert not parts.scheme, (name, link)
            assert not parts.netloc, (name, link)
            assert not link.startswith("/"), (name, link)
            where = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            assert where in held, (name, link)
            if parts.fragment and where in pages and "/cells.html" not in where:
                assert unquote(parts.fragment) in pages[where].ids, (name, link)
            seen += 1
    assert seen > 1000


def test_no_page_needs_a_server(site: Path, pages: dict[str, Links]) -> None:
    for name, page in pages.items():
        assert "form" not in page.tags, name
        said = (site / name).read_text(encoding="utf-8")
        assert "/api/v1" not in said or name.endswith(("about.html", "measures.html")), name
        assert "https://origin" not in said
        assert re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', said), name
        assert not re.search(r"<script>|<style|\sstyle=\"", said), name
    assert "connect-src" not in FILES_POLICY


def test_it_has_what_a_web_space_needs(site: Path, pages: dict[str, Links]) -> None:
    listed = (site / "sitemap.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(listed)
    assert {name for name in pages if "/cells.html" not in name and name != "404.html"} == set(listed)
    assert pages["index.html"].links[-2:] == ["en/index.html", "es/index.html"]
    assert pages["404.html"].links == []
    told = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert (told["what"], told["languages"]) == (export.MARK, ["en", "es"])
    assert set(told["files"]) == {str(one.relative_to(site)) for one in site.rglob("*") if one.is_file()} - {
        "manifest.json"
    }


def test_its_files_say_what_the_server_says(site: Path, ask: Any) -> None:
    written = (site / "en/place/PAN/cells.js").read_text(encoding="utf-8")
    assert json.loads(written.removeprefix("var cells = ").removesuffix(";\n")) == ask("/en/place/PAN/cells.json").json
    charts = sorted(one.name for one in (site / "en/place/PAN").glob("*.csv"))
    assert len(charts) > 3
    for chart in charts[:3]:
        assert (site / "en/place/PAN" / chart).read_bytes() == ask(f"/en/place/PAN/{chart}").body


def test_only_the_places_asked_for_are_written(site: Path) -> None:
    assert sorted(one.stem for one in (site / "en/place").glob("*.html")) == sorted(PLACES)
    assert (site / "es/place/PAN/with/USA.html").is_file()
    assert not list(site.rglob("*.png"))


def test_the_same_ledger_gives_the_same_bytes_also_in_several_processes(
    few: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = tuple(kind for kind in every_kind.KINDS if not kind.served_only)
    monkeypatch.setattr(export_page, "WRITTEN", every)
    monkeypatch.setattr(
        export, "WRITTEN", tuple(kind for kind in every if kind.name in ("about", "measures", "corrections"))
    )
    few(tmp_path / "one", langs=("en",))
    monkeypatch.setattr(export, "FEW", 0)
    few(tmp_path / "many", langs=("en",), processes=2)
    written = [
        {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
        for folder in (tmp_path / "one", tmp_path / "many")
    ]
    assert written[0] == written[1]
    assert "en/measures.html" in written[0]
    assert not [name for name in written[0] if name.startswith("es")]


def test_what_is_no_export_is_never_touched(few: Write, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(QuestionError, match="nothing there is touched"):
            few(tmp_path, places=["BLZ"], force=force)
    with pytest.raises(QuestionError, match="is a file"):
        few(tmp_path / "mine.txt", places=["BLZ"])
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_it_is_finished_or_not_there(few: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        export, "WRITTEN", tuple(kind for kind in export_page.WRITTEN if kind.name in ("about", "measures"))
    )
    few(tmp_path / "site")
    before = (tmp_path / "site/manifest.json").read_bytes()
    with pytest.raises(QuestionError, match="--force"):
        few(tmp_path / "site")
    written = export.files_of

    def interrupted(leaf: export_page.Leaf, *more: Any) -> Any:
        yield from written(leaf, *more)
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "files_of", interrupted)
    for folder in ("site", "other"):
        with pytest.raises(KeyboardInterrupt):
            few(tmp_path / folder, force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site/manifest.json").read_bytes() == before
    monkeypatch.setattr(export, "files_of", written)
    (tmp_path / "site/CNAME").write_text("cuaderno.example", encoding="utf-8")
    with pytest.raises(QuestionError, match="CNAME"):
        few(tmp_path / "site", force=True)
    (tmp_path / "site/CNAME").unlink()
    few(tmp_path / "site", langs=("es",), force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["site"]
    assert not (tmp_path / "site/en").exists()


def test_a_place_that_is_none_is_refused_before_anything_is_written(few: Write, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        few(tmp_path / "site", places=["Atlantis"])
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_there_is(tmp_path: Path) -> None:
    answered = CliRunner().invoke(main, ["export", "--to", "parquet", "-o", str(tmp_path / "x")])
    assert answered.exit_code == 2
    assert "--to site" in answered.output
    assert list(tmp_path.iterdir()) == []
