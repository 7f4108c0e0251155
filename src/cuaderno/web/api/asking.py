"""What may be asked: the parameters of every question, named as the options of the command line."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from cuaderno.errors import QuestionError, say
from cuaderno.ledger.question import LONGEST

Name = Annotated[str, StringConstraints(max_length=LONGEST)]
Names = Annotated[str, StringConstraints(max_length=10 * LONGEST)]
Table = Literal["json", "csv", "parquet"]
Paper = Literal["json", "html", "md", "pdf"]
Checked = Literal["json", "html", "md", "text", "annotations"]

PAGE, LARGEST_PAGE = 100, 1000
"""So many statements stand on a page, and at most so many."""

_CURSOR = 8000


def _option(default: Any, about: str, example: str | list[str] | None = None, **more: Any) -> Any:
    """A parameter with what it means and one example."""
    return Field(default, description=about, examples=None if example is None else [example], **more)


class Asked(BaseModel):
    """What every question takes. Anything else is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Literal["en", "es"] = _option("en", "Language of the answer's texts.", "es")


class Tabular(Asked):
    """A question answered by a table too."""

    format: Table | None = _option(None, "Form of the answer; without it, the header Accept decides.", "json")


class Narrowed(Tabular):
    """Filters by what was given, to whom, when."""

    recipient: list[Names] = Field(
        default_factory=list,
        max_length=50,
        description="Place that receives: a name in English or Spanish, or a code; several with commas, or repeated.",
        examples=[["COL"]],
    )
    programme: list[Names] = Field(
        default_factory=list,
        max_length=50,
        description="Programme: a code such as FMF, or its name.",
        examples=[["FMF"]],
    )
    stage: list[Names] = Field(
        default_factory=list,
        max_length=50,
        description="Stage: requested, allocated, obligated, disbursed …",
        examples=[["obligated"]],
    )
    years: Name | None = _option(
        None,
        "Window, such as FY2017-FY2020; bare years are fiscal for U.S. money, else calendar years.",
        "FY2017-FY2020",
    )

    def filters(self) -> dict[str, Any]:
        """As the Python API takes them. Raises QuestionError for a window that was named and left empty."""
        if self.years == "":
            raise QuestionError(say("years_empty", example="2017-2020"))
        return {name: getattr(self, name) for name in Narrowed.model_fields if name != "format"}


class Filtered(Narrowed):
    """The filters of figures."""

    provider: Name = _option("", "Place that provides.", "USA")
    universe: Name = _option("", "What is counted: D1 … D6.")
    source: Name = _option("", "Only this source.", "greenbook")
    snapshot: Name = _option("", "Only the snapshot whose hash begins so, however old.")
    prices: Name = _option("current", "current, constant, or constant:2020.", "current")
    account: Name = _option("", "Account: the source's own name of it, or its four digits.")
    agency: Name = _option("", "Agency, as the source writes it.")
    category: Name = _option("", "Category, as the source writes it (Military, Economic).")
    unit: Name = _option("", "What is counted in: USD, persons, sessions, items, TIV …", "USD")
    known_on: Name = _option("", "Only what was published by this day.", "2023-09-29", alias="known-on")

    @property
    def narrow(self) -> bool:
        """Whether it asks for the newest figures of one recipient, which are few."""
        return len(self.recipient) == 1 and "," not in self.recipient[0] and not (self.snapshot or self.known_on)

    def filters(self) -> dict[str, Any]:
        """As the Python API takes them."""
        added = Filtered.model_fields.keys() - Narrowed.model_fields.keys()
        return {**super().filters(), **{name: getattr(self, name) for name in added}}


class TotalAsked(Filtered):
    """The parameters of a total."""

    by: Name = _option(
        "year",
        "year, programme, source, recipient, provider, account, agency, category, sector, executor; or one and year: programme,year.",
        "year",
    )

    def filters(self) -> dict[str, Any]:
        """As the Python API takes them."""
        return {**super().filters(), "by": self.by}


class RowsAsked(Filtered):
    """The parameters of a list of statements."""

    text: Name = _option("", "Only lines whose own wording holds this.")
    limit: int = _option(PAGE, "So many on a page.", None, ge=1, le=LARGEST_PAGE)
    cursor: Annotated[str, StringConstraints(max_length=_CURSOR)] = _option(
        "", "Where the page begins: `next` of the page before it."
    )

    @property
    def narrow(self) -> bool:
        """Whether it asks for a few of the newest figures of one recipient."""
        return super().narrow and not self.text and self.limit <= PAGE

    def filters(self) -> dict[str, Any]:
        """As the Python API takes them."""
        return {**super().filters(), "text": self.text}


class HistoryAsked(Narrowed):
    """The parameters of a comparison of snapshots."""

    source: Name = Field(description="The source whose snapshots are compared.", examples=["foreign_assistance"])
    old: Name = _option("", "The older snapshot (without it: the newest but one of every series).")
    new: Name = _option("", "The newer snapshot.")

    def filters(self) -> dict[str, Any]:
        """As the Python API takes them."""
        return {**super().filters(), "old": self.old, "new": self.new}


class SnapshotsAsked(Tabular):
    """The parameters of a list of snapshots."""

    source: Name = _option("", "Only this source.", "greenbook")


class CommitmentsAsked(Tabular):
    """The parameters of commitments."""

    type: Names = _option("", "Only this type: a code such as MNNA, or its name.", "MNNA")
    partner: Name = _option("", "Only with this partner.", "USA", alias="with")
    as_of: Name = _option("", "What they are worth on this day.", "2015-01-01", alias="as-of")


class ThresholdsAsked(Tabular):
    """The parameters of thresholds."""

    as_of: Name = _option("", "The day asked about (without it: today).", "2020-01-01", alias="as-of")
    channel: Name = _option("", "Only this channel: FMS, DCS, EDA, SECTION-333.", "FMS")


class UmbrellaAsked(Tabular):
    """The parameters of a label."""

    recipient: list[Names] = Field(
        default_factory=list, max_length=50, description="Place that receives (without it: those the label is about)."
    )
    stage: Name = _option("obligated", "One stage: requested, allocated, obligated …", "obligated")
    years: Name | None = _option(None, "Narrows each reading's own years.", "FY2000-FY2005")
    source: Name = _option("", "Only this source.")


class OverlapAsked(Tabular):
    """The parameters of what two publishers say of one thing."""

    years: Name = _option("", "Only these years.", "2012-2020")


class BriefAsked(Asked):
    """The parameters of a brief."""

    format: Paper | None = _option(None, "Form of the brief; without it, the header Accept decides.", "json")
    partner: Name = _option("", "What flows between the place and this partner, both ways.", alias="with")
    years: Name = _option("", "Window of the tables.", "2017-2020")
    as_of: Name = _option("", "The day commitments are asked for (without it: the newest known).", alias="as-of")


class SearchAsked(Asked):
    """The parameters of a search of names. All are listed where nothing is searched for."""

    format: Table | None = _option(None, "Form of the answer; without it, the header Accept decides.", "json")
    q: Name = _option(
        "", "What is searched for: the beginning, a part, or a misspelling of a name, or a code.", "colmbia"
    )
    limit: int = _option(10, "At most so many, of those found.", None, ge=1, le=100)


class CheckAsked(Asked):
    """The parameters of a check."""

    format: Checked | None = _option(None, "Form of the answer; without it, the header Accept decides.", "json")
    as_of: Name = _option("", "What was known and in force on this day.", "2015-01-01", alias="as-of")
    explain: bool = _option(False, "Tell of each claim which rules found it, in text and Markdown.")
    name: Name = _option("document", "What the document is called.", "report.pdf")
