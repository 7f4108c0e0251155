from __future__ import annotations

from decimal import Decimal

import pytest

from cuaderno.ledger.ledger import Ledger
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.cited import Citing
from cuaderno.products.explore.home import NEWEST, entries, holdings, home_page
from cuaderno.products.explore.map import mapped
from cuaderno.products.notes import found_in
from cuaderno.products.page import Items, Span
from cuaderno.products.words import plain


def test_what_is_held_is_counted_from_the_manifest(edition_ledger: Ledger) -> None:
    held = holdings(edition_ledger)
    assert held.files == len(edition_ledger.snapshots)
    assert held.sources == len(edition_ledger.sources)
    assert held.statements == sum(one.accounting.statements for one in edition_ledger.snapshots if not one.relations)
    assert (held.first, held.last) == ("1946", "2026")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_telling_figure_is_told_with_its_statements(edition_ledger: Ledger, lang: str) -> None:
    citing = Citing(edition_ledger)
    page = home_page(citing, mapped(citing, Asked(), lang, cells=True), lang, lambda code: f"/{code}", cells=True)
    (items,) = found_in(page.sections, Items)
    assert len(items.items) == len(NEWEST) + 2
    notes = {one.id: one for one in page.notes}
    for item in items.items:
        for span in found_in((item.term, item.figure, item.text), Span):
            if span.kind == "figure":
                assert notes[span.ref].runs


def test_the_founding_claim_stands_beside_what_can_be_added_up(edition_ledger: Ledger) -> None:
    claim = next(iter(entries(Citing(edition_ledger), "en", cells=True)))
    assert claim.figure[0].value == "278000000"
    sum_of = next(span for span in claim.text if span.kind == "figure")
    covered = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years="2017-2020")
    assert Decimal(sum_of.value) == covered.value
    assert "2017–2020" in plain(claim.text)


def test_a_ledger_without_a_source_leaves_out_what_only_that_source_tells() -> None:
    from cuaderno.ledger.manifest import Manifest
    from cuaderno.ledger.store import Store, edition_directory

    store = Store([edition_directory()])
    kept = tuple(one for one in store.manifest.snapshots if one.source in ("greenbook", "commitments"))
    names = {one.source for one in kept}
    store.manifest = Manifest({name: info for name, info in store.manifest.sources.items() if name in names}, kept)
    assert list(entries(Citing(Ledger(store)), "en", cells=True)) == []
    assert holdings(Ledger(store)).sources == 2
