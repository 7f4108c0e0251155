"""The page of a statement over HTTP: permanent addresses, no script inside, and what a static export leads to instead."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cuaderno.ledger.build import take_in
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.web.app import make_app
from cuaderno.web.pages.addresses import Addresses
from cuaderno.web.pages.frame import Frame, cells_page, framed
from cuaderno.web.pages.kinds import Asking, State
from cuaderno.web.pages.sources import SOURCE, SourceState
from cuaderno.web.pages.statement import STATEMENT
from cuaderno.web.settings import Settings

from ...ledger.made_up import publication
from ..conftest import Asker
from .opening import Ask, text

FMF = "9dc2fb02a76fc790@3dba11a5eda8"
"""Colombia, FMF, FY2019, in the Greenbook."""


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_cell_in_its_surroundings(ask: Ask, edition_ledger: Ledger, lang: str) -> None:
    said = text(ask, f"/{lang}/statement/{FMF}")
    found = edition_ledger.cite(FMF)
    assert said.count(f'<data value="{found.statement.value}">') == 3  # above, as read, and in its row
    assert said.count("<mark>") == 1
    assert found.snapshot.sha256 in said
    assert found.snapshot.address in said
    assert found.statement.locator.replace("&", "&amp;") in said
    assert f"cuaderno cite {FMF}" in said
    assert f'href="/api/v1/cite/{FMF}"' in said
    for address in (f"/{lang}/place/COL", f"/{lang}/programme/FMF", f"/{lang}/source/greenbook"):
        assert f'href="{address}"' in said
        assert ask(address).status == 200
    assert len(set(re.findall(rf'href="/{lang}/statement/([0-9a-f@]+)"', said))) >= 13
    assert not re.search(r"<script>|<style|style=\"|onclick|class=\"fig\"", said)
    assert "http://test/" + lang + f"/statement/{FMF}" in said  # in how to cite it


def test_what_it_says_is_what_the_interface_says(ask: Ask) -> None:
    told = json.loads(text(ask, f"/api/v1/cite/{FMF}"))
    said = text(ask, f"/en/statement/{FMF}")
    assert told["statement"]["value"] in said
    assert told["statement"]["label"] in said
    assert told["column"] in said


def test_one_address_for_every_way_of_writing_a_citation(ask: Ask) -> None:
    written = ask(f"/en/statement/{FMF.upper()}a8210b")
    assert written.status == 308
    assert written.headers["location"] == f"/en/statement/{FMF}"
    assert text(ask, "/en/statement/9dc2fb02a76fc790").count(f"cuaderno cite {FMF}") == 1


@pytest.mark.parametrize(
    ("named", "status"),
    [("nonsense", 400), ("0123456789abcdef", 404), (f"{FMF[:16]}@ffffff", 404), ("9dc2fb02a76fc790@", 400)],
)
def test_a_citation_of_nothing_is_told_so(ask: Ask, named: str, status: int) -> None:
    assert "<h1>" in text(ask, f"/es/statement/{named}", status)


def test_it_may_be_kept_while_no_file_is_at_hand(ask: Ask) -> None:
    first = ask(f"/en/statement/{FMF}")
    assert first.headers["cache-control"] == "public, no-cache"
    assert ask(f"/en/statement/{FMF}", headers={"if-none-match": first.headers["etag"]}).status == 304


def test_a_fact_kept_by_hand(ask: Ask, edition_ledger: Ledger) -> None:
    relation = edition_ledger.commitments("COL", kind="MNNA").groups[0].relations[0]
    said = text(ask, f"/es/statement/{relation.citation}")
    assert said.count("<li") >= len(relation.relation.stages)
    assert "Citado; el archivo no se conserva." in said
    assert 'href="/es/place/COL"' in said


@pytest.fixture
def own(tmp_path: Path) -> Any:
    file = publication(tmp_path / "us_foreign_aid_country_2030.csv", changed={("Colombia", 2010): 4_321})
    take_in("foreign_assistance", file, tmp_path / "ledger")
    ledger = Ledger(Store([tmp_path / "ledger"], warm=True))
    made = Asker(make_app(ledger, settings=Settings(checks=False, seconds=120)))
    yield made, ledger, file
    made.close()


def test_a_file_at_hand_is_read_again_each_time(own: tuple[Any, Ledger, Path]) -> None:
    ask, ledger, file = own
    citation = next(iter(ledger.rows(recipient="COL", years="FY2010", limit=1))).citation
    said = text(ask, f"/en/statement/{citation}")
    assert "Yes. The cell was read again just now" in said
    assert "<mark>4321</mark>" in said
    assert said.count('<th scope="row">') == 7
    assert ask(f"/en/statement/{citation}").headers["cache-control"] == "no-store"
    file.write_text(file.read_text(encoding="utf-8").replace("4321", "77"), encoding="utf-8")
    said = text(ask, f"/en/statement/{citation}")
    assert "No. The cell was read again just now and says" in said
    assert "<mark>77</mark>" in said
    assert '<data value="4321.00">4,321</data>' in said


def test_among_files_a_statement_is_told_in_the_list_of_cells(edition_ledger: Ledger) -> None:
    assert list(STATEMENT.every(edition_ledger)) == []
    to = Addresses("en", "/source/foreign_assistance", files=True)
    asking = Asking(edition_ledger, "en", {"source": "foreign_assistance"}, SourceState(), to, cells=True)
    view = SOURCE.view(asking)
    frame = Frame(to, {}, (), "edition")
    page, cells = framed(view, frame).decode(), cells_page(view, frame).decode()
    lead = re.search(r'data-statement="([^"]+)"', page)
    assert lead is not None
    assert lead[1] == "../../en/source/foreign_assistance/cells.html#s-KEY"
    assert view.page is not None
    cited = {line.citation for told in view.page.files for line in told.said}
    assert cited == set(re.findall(r'<li id="s-([0-9a-f@]+)">', cells))
    assert "/statement/" not in page + cells
    assert "<form" not in page


def test_the_state_of_a_statement_is_its_citation_alone() -> None:
    assert STATEMENT.state is State
