"""The page that asks the same question for up to six places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cuaderno.ledger.question import ask
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.compare import MOST, TELLING, TELLING_WHAT, TELLING_YEARS, compare_page
from cuaderno.products.explore.compare_choices import (
    of,
    recipients_told,
    settled,
    stage_choices,
    stages_told,
    what_choices,
)
from cuaderno.products.explore.words import Voice
from cuaderno.statements.places import place as place_of
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import Asking, Kind, Name, State, View
from cuaderno.web.pages.states import Places

if TYPE_CHECKING:
    from markupsafe import Markup


class CompareState(State):
    """The places, one after another with commas, and the question; `what` is a programme's or a definition's code, as a form asks."""

    place: Places = ""
    what: Name = ""
    programme: Name = ""
    universe: Name = ""
    stage: Name = ""
    years: Name = ""
    prices: Name = "current"
    unit: Name = ""


def view(asking: Asking) -> View:
    """The comparison under its controls."""
    state: CompareState = asking.state
    codes, question = _question(asking, state)
    page = compare_page(asking.ledger, asking.lang, codes, question, cells=asking.cells)
    return View(page.title, page, top=_controls(asking, codes, question), styles=("compare.css",), wide=True)


def _question(asking: Asking, state: CompareState) -> tuple[tuple[str, ...], Asked]:
    """Who is compared, and what is asked of each; what nobody says is a telling comparison."""
    codes = ask(recipient=state.place, lang=asking.lang).recipients or TELLING
    given = Asked(
        programme=state.programme, universe=state.universe, stage=state.stage, years=state.years, prices=state.prices,
        unit=state.unit,
    )  # fmt: skip
    if not (state.what or state.programme or state.universe or state.stage):
        given = replace(given, universe=TELLING_WHAT, years=state.years or TELLING_YEARS)
    return codes, settled(asking.ledger, of(given, state.what, asking.lang), asking.lang)


def _controls(asking: Asking, codes: tuple[str, ...], question: Asked) -> Markup:
    lang, to = asking.lang, asking.to
    names = [place_of(code).name(lang) for code in codes]
    given: dict[str, Any] = {
        "t": Voice("compare", lang).all(),
        "to": to,
        "names": [*names, *[""] * (MOST - len(names))],
        "links": [(to.page(f"/place/{code}"), name) for code, name in zip(codes, names, strict=True)],
        "suggested": recipients_told(asking.ledger, lang),
        "what": question.universe or question.programme,
        "whats": what_choices(asking.ledger, lang),
        "stages": stage_choices(stages_told(asking.ledger, question), lang),
        "question": question,
    }
    return fill("compare_controls.html", **given)


COMPARE = Kind("compare", "/compare", view, CompareState, nav="compare", long=True)
