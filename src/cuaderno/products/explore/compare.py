"""The same question for up to six places. They are never added to one another: a sum is of one place's years alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cuaderno.errors import CannotAdd, NoAnswer, QuestionError
from cuaderno.products.explore.answered import Answered, answered
from cuaderno.products.explore.cited import Citing, cited_page
from cuaderno.products.explore.compare_choices import what_name
from cuaderno.products.explore.compare_story import lead, told
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Page, Paragraph, Section
from cuaderno.products.words import vocabulary
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place as place_of

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.asked import Asked

MOST = 6
TELLING = ("COL", "MEX", "PER", "BOL", "GTM", "ECU")
"""What is compared where nobody is named: the Andes, Mexico and Guatemala, through Plan Colombia and Mérida."""
TELLING_WHAT, TELLING_YEARS = "D2", "FY1996-FY2020"


@dataclass(frozen=True, slots=True)
class Compared:
    """What one place's question gave: an answer, or in `reason` why there is none."""

    code: str
    answered: Answered | None
    reason: str = ""

    @property
    def value(self) -> Decimal | None:
        """The sum of its years; None where there is none."""
        return self.answered.sum.value if self.answered else None


def compare_page(ledger: Ledger, lang: str, codes: Sequence[str], question: Asked, *, cells: bool = True) -> Page:
    """The page of a comparison. `question` is settled and names no recipient. Where nobody has an answer, the page says why.

    Raises QuestionError where more places are named than can be looked at side by side.
    """
    voice = Voice("compare", lang)
    if len(codes) > MOST:
        raise QuestionError(voice.word("too_many", count=len(codes), most=MOST))
    citing = Citing(ledger, codes[0])
    found = [_asked(citing, replace(question, recipient=code), lang) for code in codes]
    ranked = sorted((one for one in found if one.value is not None), key=lambda one: -(one.value or 0))
    if any(one.answered for one in found):
        sections = told(citing, found, ranked, question, voice)
    else:
        sections = (Section("answer", voice.word("none_title"), (Paragraph(vocabulary(found[0].reason)),)),)
    what = what_name(question, lang)
    stage = stage_of(question.stage).name(lang)
    return cited_page(
        citing,
        lang,
        kicker=voice.word("kicker"),
        title=", ".join(place_of(code).name(lang) for code in codes),
        subtitle=vocabulary(f"{what}: {stage}" if what else stage[:1].upper() + stage[1:]),
        deck=(lead(ranked, voice),) if ranked else (),
        sections=sections,
        cells=cells,
    )


def _asked(citing: Citing, asked: Asked, lang: str) -> Compared:
    try:
        return Compared(asked.recipient, answered(citing, asked, lang))
    except (CannotAdd, NoAnswer) as error:
        return Compared(asked.recipient, None, error.told(lang))
