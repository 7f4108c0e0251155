"""A small brief made by hand: every section, every kind of blank, and texts that try to be markup."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cuaderno.products.shapes import (
    AccountRow,
    Brief,
    Comparison,
    Coverage,
    Fig,
    Headline,
    Lead,
    LongRow,
    LongView,
    Mark,
    Matter,
    MatterColumn,
    MatterRow,
    MatterTable,
    PlaceRef,
    ProgrammeRef,
    Revision,
    Revisions,
    Said,
    SnapshotRef,
    StageNote,
    StageRow,
    StageTable,
    UniverseRow,
    Universes,
    Words,
)

HOSTILE = '<script>alert()</script> *a* [b](c) `d` #eval("x") $e$ \\ & "q" | </data>'
YEARS = ("FY2016", "FY2017", "FY2018", "FY2019", "FY2020", "FY2021", "FY2022")
BLANKS = (
    "zero_reported",
    "not_reported",
    "not_yet_published",
    "withheld",
    "corrupt_at_source",
    "not_told_apart",
    "not_collected_here",
)


class Maker:
    """Hands out figures and their statements, numbered as the brief wants them."""

    def __init__(self) -> None:
        self.figures = 0
        self.said: list[Said] = []

    def fig(self, value: str | None, period: str, stage: str = "obligated", unit: str = "USD", **more: str) -> Fig:
        """A figure of one statement; a blank without any."""
        self.figures += 1
        name = f"f{self.figures}"
        if value is None:
            return Fig(name, None, unit, stage, period, blank=more.get("blank", "not_reported"), maturity="M3")
        number = len(self.said) + 1
        text = f"{number:016x}@3dba11a5eda8"
        place = f"#sheet=Aid%20%26%20co&cell=H{number}"
        self.said.append(
            Said(number, text, "3dba11a5eda8", place, f"H{number}", HOSTILE, stage, period, Decimal(value), "", unit)
        )
        computed, maturity = more.get("computed", ""), more.get("maturity", "M3")
        return Fig(name, Decimal(value), unit, stage, period, "", maturity, 1, (number,), computed, "")


def table(make: Maker, code: str, stages: tuple[str, ...]) -> StageTable:
    """A programme's years by stage; the last year is provisional, and one blank of each reason stands in it."""
    rows = []
    for number, year in enumerate(YEARS):
        cells = [make.fig(str(1_000_000 * (number + 1)), year, maturity="M0" if year == "FY2022" else "M3")]
        cells += [make.fig(None, year, stage, blank=BLANKS[number % len(BLANKS)]) for stage in stages[1:]]
        rows.append(StageRow(year, tuple(cells)))
    totals = tuple(
        make.fig("28000000" if not number else None, "FY2016-FY2022", one) for number, one in enumerate(stages)
    )
    return StageTable(
        code, Words(f"{code} {HOSTILE}", f"{code} {HOSTILE}"), Words("Money of 2006 (§23).", "Dinero de 2006 (§23)."),
        "Act §23 (22 USC 2763)", ("authority",), stages, tuple("greenbook" for _ in stages), tuple(rows), totals,
    )  # fmt: skip


NAME = Words(f"Name {HOSTILE}", f"Nombre {HOSTILE}")


def matters(make: Maker) -> tuple[Matter, ...]:
    """A part of every kind of mark, unit and table, with texts that try to be markup."""
    days = ("2015-06-30", "2016-12-31", "2018-04-30")
    years = tuple(
        MatterRow(
            (Mark("programme", "FMF", NAME), Mark("period", year)), (make.fig("12", year, "trained", "sessions"), None)
        )
        for year in YEARS
    )
    suppliers = tuple(
        MatterRow(
            (Mark("place", code, NAME), Mark("period", "CY2001-CY2004")),
            (make.fig(value, "CY2001-CY2004", "delivered", "TIV"),),
        )
        for code, value in (("ISR", "3500000"), ("DEU", "2000000"), ("ESP", "250000"))
    )
    people = tuple(
        MatterRow((Mark("period", day),), (make.fig(str(number), day, "deployed", "persons"),))
        for number, day in enumerate(days)
    )
    claim = MatterRow(
        (Mark("quoted", HOSTILE), Mark("quoted", "An author"), Mark("period", "2010-10-01/2016-09-30"), Mark("flags", "text-only|never-heard-of")),
        (make.fig("278000000", "2010-10-01/2016-09-30", "stated"),),
    )  # fmt: skip
    worth = MatterRow(
        (Mark("stage", "transfer_cancelled"), Mark("none", "")),
        (
            make.fig("7", "FY2011", "transfer_cancelled", "USD-acquisition"),
            make.fig(None, "FY2011", "transfer_cancelled"),
        ),
    )
    column = MatterColumn("persons", "persons", "greenbook")
    two = (MatterColumn("training_places", "sessions", "greenbook"), MatterColumn("training_value", "USD", "other"))
    values = (
        MatterColumn("acquisition_value", "USD-acquisition", "greenbook"),
        MatterColumn("", "USD", "greenbook", "FY2011", Words("Words", "Palabras")),
    )
    figures = tuple(fig for row in suppliers[:2] for fig in row.cells if fig)
    lead = Lead("volumes", figures, "CY2001-CY2004", (Mark("place", "ISR", NAME),))
    return (
        Matter(
            "arms", (lead, Lead("excess_none")),
            (
                MatterTable("suppliers", ("supplier", "years"), (MatterColumn("delivered", "TIV", "greenbook"),), suppliers, (), 12),
                MatterTable("excess_else", ("stage", "years_of_request"), values, (worth,), (make.fig("7", "FY2011", "transfer_cancelled", "USD-acquisition"), None)),
            ),
            ("tiv",),
        ),
        Matter("training", (), (MatterTable("courses_years", ("programme", "year"), two, years),), ("not_persons",)),
        Matter("people", (Lead("unread", (), "", (Mark("quoted", "2019_10.pdf"), Mark("programme", "FMF", NAME))),), (MatterTable("days", ("day",), (column,), people),)),
        Matter("texts", (), (MatterTable("claims_money", ("quote", "author", "window", "flags"), (MatterColumn("figure", "USD", "greenbook"),), (claim,)),)),
    )  # fmt: skip


def sample_brief() -> Brief:
    """The whole sample."""
    make = Maker()
    long_rows = tuple(
        LongRow(
            year,
            make.fig("500000", year),
            make.fig("700000", year, unit="USD@2020"),
            make.fig("-250000.50", year) if year == "FY2018" else make.fig("900000", year),
            make.fig("1200000", year, unit="USD@2020"),
        )
        for year in ("FY1975", "FY1976", "FY1976TQ", "FY1977", *YEARS)
    )
    span = "FY1975-FY2022"
    totals = [
        make.fig(value, span, unit=unit)
        for value, unit in (("1", "USD"), ("2", "USD"), ("3", "USD@2020"), ("4", "USD@2020"))
    ]
    long_view = LongView("greenbook", "obligated", 2020, long_rows, *totals)
    return Brief(
        format=1,
        place=PlaceRef("COL", Words(f"Colombia {HOSTILE}", f"Colombia {HOSTILE}")),
        provider=PlaceRef("USA", Words("United States", "Estados Unidos")),
        window="FY2016-FY2022",
        newest="FY2022",
        headlines=(
            Headline("all_since", long_view.all_total, long_view.military_total),
            Headline("military_latest", make.fig("812554300", "FY2020"), None),
            Headline("security_latest", make.fig("5000000", "FY2020"), None, universe="D1"),
            Headline("largest_programme", make.fig("6000000", "FY2016-FY2022"), None, programme="FMF"),
            Headline("peak_year", make.fig("380399193", "FY2004", unit="USD@2020"), make.fig("282598560", "FY2004")),
        ),
        programmes=(table(make, "FMF", ("obligated", "requested", "allocated")), table(make, "ESF", ("obligated",))),
        accounts=(AccountRow(HOSTILE, "Agency 7", "Economic", make.fig("1234567.89", "FY2016-FY2022")),),
        all_assistance=table(make, "FMF", ("obligated", "disbursed")),
        long_view=long_view,
        universes=Universes(
            "FY2016-FY2022", "greenbook", "obligated",
            (
                UniverseRow("D1", Words("Accounts", "Cuentas"), Words("Counts D1.", "Cuenta D1."), make.fig("9", "FY2020"), Words("", "")),
                UniverseRow("D3", Words("Other", "Otra"), Words("Counts.", "Cuenta."), None, Words("Not here.", "No aquí.")),
            ),
        ),
        revisions=Revisions(
            "greenbook", "1e7e3e682a36", "3dba11a5eda8", 1, 1, 1, 1234,
            (
                Revision("added", "obligated", "FY2022", None, make.fig("7", "FY2022"), None),
                Revision("changed", "obligated", "FY2021", make.fig("5", "FY2021"), make.fig("7", "FY2021"), make.fig("2", "FY2021", computed="difference")),
                Revision("changed", "obligated", "FY2020", make.fig("5", "FY2020"), make.fig("4", "FY2020"), make.fig("-20.5", "FY2020", unit="percent", computed="change")),
                Revision("withdrawn", "obligated", "FY2019", make.fig("5", "FY2019"), None, None),
            ),
        ),
        comparisons=tuple(
            Comparison(code, "FY2019", "greenbook", make.fig("5", "FY2019"), "greenbook", make.fig("7", "FY2019", "allocated"), make.fig("2", "FY2019", computed="difference"), reason)
            for code, reason in (("FMF", "different_stage"), ("", "later_revision"), ("FMF", "same_stage_other_publication"), ("FMF", "equal"))
        ),
        coverage=(
            Coverage("greenbook", Words("Loans (Greenbook)", "Préstamos (Greenbook)"), "obligated", "programme", "FY1946", "FY2020", "2022-08-09", "FY2020", ("FY2019", "FY2020"), (Words("1976.9 is a quarter.", "1976.9 es un trimestre."),)),
            Coverage("other", Words("Totals", "Totales"), "disbursed", "recipient", "FY2001", "FY2023", "", "", (), ()),
        ),
        empty_programmes=(ProgrammeRef("SECTION-333", Words("10 USC 333", "10 USC 333")),),
        notes=(StageNote("obligated", Words("obligated", "obligado"), Words("Bound.", "Comprometido.")),),
        snapshots=(
            SnapshotRef("3dba11a5eda8", "3dba11a5eda8" + "0" * 52, "greenbook", Words("Loans (Greenbook)", "Préstamos (Greenbook)"), HOSTILE, f"a {HOSTILE}.xlsx", 12345, "https://example.org/a?b=<c>", "https://example.org", "2022-08-09", "printed 2022", "2024-01-01", "public domain", "Aid & co"),
        ),
        matters=matters(make),
        statements=tuple(make.said),
    )  # fmt: skip


def pair_brief() -> Brief:
    """A relationship of which there are no budget tables."""
    whole = sample_brief()
    return replace(
        whole, provider=PlaceRef("ISR", NAME), partner=PlaceRef("ISR", NAME), window="", newest="", headlines=(), programmes=(),
        accounts=(), all_assistance=None, long_view=None, universes=None, revisions=None, comparisons=(),
    )  # fmt: skip


def bare_brief() -> Brief:
    """A place of which the ledger holds next to nothing: every section that may be empty is."""
    return replace(
        sample_brief(), headlines=(), programmes=(), accounts=(), all_assistance=None, long_view=None, universes=None,
        revisions=None, comparisons=(), coverage=(), empty_programmes=(), notes=(), snapshots=(), statements=(),
        matters=(),
    )  # fmt: skip
