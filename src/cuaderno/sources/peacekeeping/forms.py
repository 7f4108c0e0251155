"""The printed forms of the monthly reports, by their header lines, and what their words for personnel are."""

from __future__ import annotations

from cuaderno.sources.peacekeeping.grid import Column, Form

SEXES = {"M": "male", "F": "female"}

TYPES = frozenset(
    {
        "Contingent Troop", "Contingent Troops", "Experts on Mission", "FPU", "Formed Police Unit", "Formed Police Units",
        "Individual Police", "Staff Officer", "Troops", "contingent", "experts", "fpu", "police", "staff",
    }
)  # fmt: skip
"""Every word the reports print for a type of personnel; another one stops the reading."""

WIDE = {
    f"{kind} {letter}": (kind, SEXES[letter]) for kind in ("UNMEM", "Troops", "UNPOL", "FPU", "MSO") for letter in "MF"
}
"""The columns of the form that prints type and sex in its header: UN military experts, troops, police, formed police units,
military staff officers."""

BY_TYPE = ("Experts on Mission", "Formed Police Units", "Individual Police", "Staff Officer", "Troops")
"""The columns of the form that prints types without sexes."""


def _sexes(male: str, female: str, both: str, flush: str = "r") -> tuple[Column, ...]:
    return Column("male", male, flush), Column("female", female, flush), Column("both", both, flush)


def _texts(**headers: str) -> tuple[Column, ...]:
    return tuple(Column(name, header, "l") for name, header in headers.items())


FORMS = (
    Form(
        "country, mission, 2015",
        (
            *_texts(country="Country", mission="UN Mission", type="Description"),
            *_sexes("M", "F", "", "c")[:2],
            Column("both", "Totals"),
        ),
    ),
    Form(
        "country, mission, 2017",
        (*_texts(country="Country", mission="Mission", type="POST"), *_sexes("MALE", "FEMALE", "TOTAL")),
    ),
    Form(
        "country, 2018", (*_texts(country="Country Name", type="POST"), *_sexes("MALE", "FEMALE", "TOTAL")), lines=8.0
    ),
    Form(
        "country, mission, wide, 2019",
        (*_texts(country="Country", mission="Mission"), *(Column(name, name) for name in WIDE)),
    ),
    Form(
        "mission, country, 2019",
        (*_texts(mission="Mission", country="Country", type="Description"), *_sexes("Male", "Female", "Total")),
    ),
    Form(
        "mission, country, 2020",
        (*_texts(mission="Mission", country="Contributor", type="Description"), *_sexes("Male", "Female", "Total")),
    ),
    Form(
        "mission, country, merged cells, 2021",
        (*_texts(mission="Mission", country="Country", type="Personnel Type"), *_sexes("Male", "Female", "Total", "c")),
        lines=3.0,
        merged=True,
    ),
    Form(
        "country, wide, 2023",
        (
            *_texts(country="Country"),
            Column("Experts on Mission", "Experts on", "c"),
            Column("Formed Police Units", "Formed Police", "c"),
            Column("Individual Police", "Individual", "c"),
            Column("Staff Officer", "Staff Officer", "c"),
            Column("Troops", "Troops", "c"),
            Column("both", "Total", "c"),
            Column("date", "End Date", "c"),
        ),
        lines=3.0,
        second="Mission Units Police",
    ),
    Form(
        "one line a row, 2024",
        (
            Column("mission", "Mission", "c"),
            Column("country", "Country", "c"),
            Column("type", "Personnel Type", "c"),
            *_sexes("Male", "Female", "Total", "c"),
            Column("date", "Report Date", "c"),
        ),
        lines=10.0,
    ),
)
