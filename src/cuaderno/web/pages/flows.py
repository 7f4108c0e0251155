"""The page that draws what flows from whom, through which programme, to whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from cuaderno.ledger.question import ask
from cuaderno.products.explore.asked import Asked
from cuaderno.products.explore.compare_choices import (
    of,
    recipients_told,
    settled,
    stage_choices,
    stages_told,
    what_choices,
)
from cuaderno.products.explore.flows import MOST_SHOWN, SHOWN, TELLING_WHAT, TELLING_YEARS
from cuaderno.products.explore.flows_story import flows_page
from cuaderno.products.explore.words import Voice
from cuaderno.statements.places import place as place_of
from cuaderno.web.pages.frame import fill
from cuaderno.web.pages.kinds import Asking, Kind, Name, State, View
from cuaderno.web.pages.states import Places

if TYPE_CHECKING:
    from markupsafe import Markup


class FlowsState(State):
    """The question; `what` is a definition's or a programme's code as a form asks, `shown` how many recipients are shown by name."""

    what: Name = ""
    programme: Places = ""
    universe: Name = ""
    provider: Name = ""
    recipient: Places = ""
    stage: Name = ""
    years: Name = ""
    unit: Name = ""
    shown: Annotated[int, Field(ge=2, le=MOST_SHOWN)] = SHOWN


def view(asking: Asking) -> View:
    """The flows under their controls."""
    state: FlowsState = asking.state
    question = _question(asking, state)
    page = flows_page(asking.ledger, asking.lang, question, state.shown, cells=asking.cells)
    return View(page.title, page, top=_controls(asking, question), styles=("flows.css",), wide=True)


def _question(asking: Asking, state: FlowsState) -> Asked:
    places = ask(recipient=state.recipient, provider=state.provider, lang=asking.lang)
    given = Asked(
        recipient=",".join(places.recipients), programme=state.programme, universe=state.universe, stage=state.stage,
        years=state.years, provider=places.provider, unit=state.unit,
    )  # fmt: skip
    if not any((state.what, state.programme, state.universe, state.stage, state.provider)):
        given = replace(given, universe=TELLING_WHAT, years=state.years or TELLING_YEARS)
    return settled(asking.ledger, of(given, state.what, asking.lang), asking.lang)


def _controls(asking: Asking, question: Asked) -> Markup:
    lang = asking.lang
    given: dict[str, Any] = {
        "t": Voice("flows", lang).all(),
        "to": asking.to,
        "what": question.universe or question.programme,
        "whats": what_choices(asking.ledger, lang)[:1],
        "stages": stage_choices(stages_told(asking.ledger, replace(question, programme="")), lang),
        "question": question,
        "provider": place_of(question.provider).name(lang) if question.provider else "",
        "recipients": ", ".join(place_of(code).name(lang) for code in question.recipient.split(",") if code),
        "suggested": recipients_told(asking.ledger, lang),
        "shown": asking.state.shown,
        "most": MOST_SHOWN,
    }
    return fill("flows_controls.html", **given)


FLOWS = Kind("flows", "/flows", view, FlowsState, nav="flows", long=True)
