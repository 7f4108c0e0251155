"""A small checked document made by hand: every verdict, claims that overlap, a table, and texts that try to be markup."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cuaderno.checking.checked import VERDICTS, Check, Checked, Definition, Evidence, Finding, Input, Verdict
from cuaderno.products.annotate.proof import Proof, Published
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW, Block, Document, Flow
from cuaderno.statements.claim import Claim
from cuaderno.statements.locator import CharSpan, Locator

HOSTILE = '</script><script>document.title="ran"</script><img src=x onerror=alert(1)> *a* [b](c) `d` | "q" \'s\' &amp; \u202egnp.exe\u2066 \x1b[2J \x00'
PLAIN = "Security assistance to Colombia"
SNAPSHOT = "3dba11a5eda8"
OTHER = "0123456789ab"

SENTENCES = (
    "This security assistance totaled over $90 million in FY 2023.",
    "From FY 2017 to FY 2020, the United States provided approximately $216 million in FMF and 1,150 students were trained.",
    "It gave $38.5 million in FY 2017, of which nothing was IMET.",
    "Colombia is a Major Non-NATO Ally.",
    "There are 31 active cases worth $71.6 million.",
    "The United States pledged $5 million in FY 2030.",
)


@dataclass(frozen=True)
class Characters:
    """Places by characters, as a text file has them."""

    def locate(self, start: int, end: int) -> Locator:
        return CharSpan(start, end)


class Builder:
    """Puts a document together block by block."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []

    def add(self, kind: str, text: str, level: int = 0) -> None:
        self.text += "\n\n" if self.text else ""
        self.blocks.append(Block(kind, len(self.text), len(self.text) + len(text), level))
        self.text += text

    def document(self, title: str, language: str = "en") -> Document:
        return Document(
            text=self.text,
            flow=Flow(self.text),
            blocks=tuple(self.blocks),
            origins=Characters(),
            name="sheet.txt",
            form="text",
            sha256=hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest(),
            title=title,
            day=date(2024, 8, 9),
            language=language,
        )


_SAID = {
    "relation": "Major Non-NATO Ally: Colombia",
    "stage": "designated",
    "said": "23 May 2022",
    "day": "9 August 2024",
}
RELATION: dict[str, object] = {
    **{name: {"en": said, "es": said} for name, said in _SAID.items()},
    "reference": "87 FR 31431",
}
PARTS: dict[str, object] = {
    "total": Decimal(38_500_000), "summed": Decimal(40_000_000), "difference": Decimal(1_500_000), "count": 2, "unit": "USD",
}  # fmt: skip
MULTIPLE: dict[str, object] = {
    "whole": Decimal(147_000_000), "part": Decimal(21_000_000), "count": 7, "programme": "NADR-CWD", "unit": "USD",
}  # fmt: skip


def build(extra: str = "") -> Document:
    """The document: headings, paragraphs, a list, a table."""
    made = Builder()
    made.add(HEADING, PLAIN, 1)
    made.add(PARAGRAPH, f"{SENTENCES[0]} {SENTENCES[1]}{f' {extra}' if extra else ''}")
    made.add(HEADING, "In detail", 2)
    made.add(PARAGRAPH, SENTENCES[2])
    made.add(ITEM, SENTENCES[3])
    made.add(ITEM, SENTENCES[4])
    made.add(ROW, "year\tamount\tprogramme")
    made.add(ROW, "FY 2017\t$38.5 million\tFMF")
    made.add(PARAGRAPH, SENTENCES[5])
    return made.document(f"{PLAIN} {extra}".strip())


def inputs(years: dict[str, str | None], snapshot: str = SNAPSHOT) -> tuple[Input, ...]:
    """Inputs by year, each with a citation; one without a value is blank."""
    return tuple(
        Input(
            year,
            Decimal(value) if value is not None else None,
            "" if value is not None else "not_collected_here",
            "M1" if year == "FY2023" else "M3",
            (f"{position:016x}@{snapshot}",) if value is not None else (),
        )
        for position, (year, value) in enumerate(years.items(), 1)
    )


def definition(outcome: str, years: dict[str, str | None], claimed: str, **more: object) -> Definition:
    """A definition with its arithmetic done."""
    given = inputs(years, str(more.pop("snapshot", SNAPSHOT)))
    values = [one.value for one in given if one.value is not None]
    total = sum(values, Decimal(0)) if values else None
    first, *_, last = (*years, *years) if len(years) > 1 else (next(iter(years)),) * 2
    made = Definition(
        universe="FMF",
        stage="obligated",
        publisher="USAID & State",
        source="greenbook",
        snapshot=SNAPSHOT,
        as_of="2022-08-09",
        price_basis="current",
        window=first if first == last else f"{first}-{list(years)[-1]}",
        unit="USD",
        outcome=outcome,
        computed=total,
        difference=None if total is None else total - Decimal(claimed),
        relative=None if total is None else abs(total - Decimal(claimed)) / Decimal(claimed),
        allowed=Decimal(500000),
        covered=len(values),
        asked=len(given),
        inputs=given,
    )
    return replace(made, **more)  # type: ignore[arg-type]


FOUR = {"FY2017": "38525000", "FY2018": "64000000", "FY2019": "75000000", "FY2020": "38626787.5"}
HALF = {"FY2017": "38525000", "FY2018": None}


def claim_in(document: Document, name: str, quote: str, **more: object) -> Claim:
    """A claim whose quote stands in the document."""
    start = document.text.index(quote)
    base = {"kind": "money", "value": Decimal(1), "unit": "USD", "rules": ("amount.currency", "slot.programme")}
    return Claim(id=name, quote=quote, start=start, end=start + len(quote), **{**base, **more})  # type: ignore[arg-type]


def claims_of(document: Document) -> tuple[Claim, ...]:
    """Claims of every kind of overlap: one sentence with several, one inside another, one across cells."""
    find: Callable[..., Claim] = lambda *a, **k: claim_in(document, *a, **k)  # noqa: E731
    usa: dict[str, object] = {"provider": ("USA",), "recipient": ("COL",)}
    years: dict[str, object] = {"period_start": "FY2017", "period_end": "FY2020"}
    return (
        find("c1", SENTENCES[0], value=Decimal(90_000_000), hedge="at_least", strict=True, universe="security_assistance",
             period_start="FY2023", period_end="FY2023", **usa),
        find("c2", "From FY 2017 to FY 2020, the United States provided approximately $216 million in FMF", value=Decimal(216_000_000),
             hedge="approximately", programme="FMF", stage="provided", measure_kind="flow", marks=("cumulative",), **usa, **years),
        find("c3", "1,150 students were trained", kind="personnel", value=Decimal(1150), unit="persons", stage="trained", **years),
        find("c4", SENTENCES[2], value=Decimal(38_500_000), programme="FMF", period_start="FY2017", period_end="FY2017", **usa),
        find("c5", "of which nothing was IMET", value=Decimal(0), programme="IMET", marks=("part_of", "negated")),
        find("c6", SENTENCES[3], kind="designation", value=None, unit=None, relation="MNNA", stage="active", provider=("USA",), recipient=("COL", "NATO")),
        find("c7", "31 active cases", kind="quantity", value=Decimal(31), unit="items", item="active cases", marks=("total",)),
        find("c8", "FY 2017\t$38.5 million\tFMF", value=Decimal("38500000"), value_high=Decimal("38600000.5"), programme="FMF"),
        find("c9", SENTENCES[5], value=Decimal(5_000_000), stage="pledged", period_start="FY2030"),
    )  # fmt: skip


def verdicts() -> tuple[Verdict, ...]:
    """Nine verdicts, every code among them."""
    nine = definition("passes", {"FY2023": "236200000"}, "90000000", universe="D2", flags=("loose",))
    fails = definition("fails", {"FY2023": "61200000"}, "90000000", universe="D1")
    return (
        Verdict("depends_on_definition", "depends", {"passing": 1, "failing": 1, "lowest": Decimal(61200000), "highest": Decimal(236200000)}, ("unnamed-universe", "loose"), (fails, nine), 1),
        Verdict("supported", "supported", {}, ("same-origin",), (definition("passes", FOUR, "216000000"),), 0),
        Verdict("no_data", "no_series", {"stages": ("trained",), "resolvers": ("military_training",)}),
        Verdict("supported_within_rounding", "within_rounding", {}, (), (definition("within_rounding", {"FY2017": "38525000"}, "38500000"),), 0),
        Verdict("contradicted", "contradicted", {}, ("provisional",), (definition("fails", {"FY2017": "1900000"}, "38500000", snapshot=OTHER),), 0),
        Verdict("supported", "relation_in_force", RELATION, ("single-source",), evidence=(
            Evidence("US-MNNA-COL", {"en": "Major Non-NATO Ally", "es": "Aliado principal extra-OTAN"}, "in_force", "2022-05-23",
                     "87 FR 31431", "seen", f"00000000000000aa@{OTHER}"),)),
        Verdict("not_comparable", "stock_not_flow", {}, (), (definition("not_comparable", {"FY2017": "455000000"}, "71600000"),)),
        Verdict("approximately", "approximately", {}, (), (definition("approximately", {"FY2017": "38900000"}, "38500000"),), 0),
        Verdict("no_data", "missing", {"missing": (("FY2018", "not_collected_here"),), "resolvers": ("budget_justification",)}, ("window-inferred",), (definition("incomplete", HALF, "5000000"),), 0),
    )  # fmt: skip


def proof() -> Proof:
    """The files behind the sample, and a cell for every citation but those of one file."""
    cells = {
        f"{position:016x}@{SNAPSHOT}": f"#sheet=Economic%20and%20Military%20Aid&cell=H{position}"
        for position in range(1, 5)
    }
    cells |= {f"{1:016x}@{OTHER}": "#cell=7,3"}
    titles = {"greenbook": {"en": "U.S. Overseas Loans and Grants", "es": "Préstamos y donaciones de EE. UU."}}
    files = {
        name: Published(letter, name, name + "0" * 52, "greenbook", titles["greenbook"], "USAID & State", file, "2022-08-09", "cell A3",
                        "https://example.org/a.xlsx", "public domain")
        for letter, name, file in (("A", OTHER, "hand<kept>.csv"), ("B", SNAPSHOT, "us_foreignaid_greenbook.xlsx"))
    }  # fmt: skip
    return Proof(files, cells, titles)


def sample_check(extra: str = "") -> Check:
    """The whole. `extra` is put into the text, the title and the words of a claim."""
    document = build(extra)
    claims = list(claims_of(document))
    if extra:
        claims[6] = replace(claims[6], item=extra, rules=(extra,))
        claims.append(claim_in(document, "c10", extra, value=Decimal(1)))
    given = (
        *verdicts(),
        *(
            [Verdict("no_data", "no_series", {"stages": ("trained",), "resolvers": ("military_training",)})]
            if extra
            else ()
        ),
    )
    checked = tuple(Checked(claim, verdict) for claim, verdict in zip(claims, given, strict=True))
    findings = (
        Finding("parts_exceed_total", ("c4", "c5"), holds=False, facts=PARTS),
        Finding("whole_is_even_multiple", ("c2", "c8"), holds=True, facts=MULTIPLE),
    )
    return Check(document, checked, findings, date(2024, 8, 9), "document", ("greenbook",))


def empty_check() -> Check:
    """A document in which nothing was found."""
    made = Builder()
    made.add(PARAGRAPH, "Nothing here.")
    return Check(replace(made.document(""), day=None, language=""), (), (), None, "unknown")


assert {one.verdict for one in verdicts()} == set(VERDICTS)
