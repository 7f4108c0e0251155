"""Every address finds its route, whatever stands before it in the list, and what is none is told so."""

from __future__ import annotations

import pytest

from .opening import Ask


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en", 200),
        ("/en/", 308),
        ("/es/cells.json", 200),
        ("/en/place/COL", 200),
        ("/en/place/colombia", 308),
        ("/en/place", 404),
        ("/en/place/COL/chart-long.svg", 200),
        ("/en/place/COL/with/USA", 200),
        ("/es/programmes", 200),
        ("/en/nowhere", 404),
        ("/en/nowhere.csv", 404),
        ("/english", 404),
        ("/fr", 404),
    ],
)
def test_an_address_has_its_answer(ask: Ask, address: str, status: int) -> None:
    assert ask(address).status == status


@pytest.mark.parametrize("address", ["/en/place/COL", "/es", "/en/nowhere"])
def test_a_page_takes_no_other_method(ask: Ask, address: str) -> None:
    assert ask(address, method="POST").status == 405
    assert ask(address, method="HEAD").body == b""


def test_options_tell_the_methods(ask: Ask) -> None:
    assert ask("/en/place/COL", method="OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"
    assert "POST" in ask("/en/check", method="OPTIONS").headers["allow"]
