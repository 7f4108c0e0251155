"""The page docs/scale.md: what one core does, how it grows, and the plan on paper for a whole crawl."""

from __future__ import annotations

from typing import Any

from corpus_page import factor
from crawl import FORMS, assumed, machine, plan
from tables import table

Figures = dict[str, Any]
NAMES = {"warc": "WARC", "wet": "WET"}
SIZES = (64, 256, 1_024, 4_096)
"""Numbers of cores of which the hours are told."""


def scale(corpus: Figures) -> str:
    """The whole page."""
    plans = {form: plan(corpus, form) for form in FORMS}
    parts = [
        "# From one document to a web crawl",
        _said(corpus),
        "## One core",
        _one(corpus),
        "## The share of relevant documents",
        *_shares(corpus),
        "## Cores",
        *_cores(corpus),
        "## A whole crawl, on paper",
        *_plan(plans),
        "## What breaks first",
        _breaks(plans["warc"]),
        "## What is taken for granted",
        _assumed(),
    ]
    return "\n\n".join(parts) + "\n"


def _said(corpus: Figures) -> str:
    return (
        "`cuaderno scan` ([scanning a corpus](corpus.md)) dismisses most documents on their bytes and reads the rest. This page says what "
        f"that costs. The measurements are those of [the benchmarks](benchmarks.md), of {corpus['documents']:,} generated documents, and "
        "both pages are written by `python benchmarks/run.py --sides corpus --write`. What was not measured is marked as an assumption."
    )


def _one(corpus: Figures) -> str:
    stages: Figures = corpus["cores"]
    rows = []
    for name, title, reached in (
        ("gate", "read, unpack, gate", "documents"),
        ("decode", "parse, decode, extract the text", "kept"),
        ("find", "find every claim", "searched"),
        ("write", "write the claims", "searched"),
    ):
        row = [title]
        for form in ("text", "web"):
            one = stages[form]
            row += [f"{one[name] / one[reached] * 1e6:,.0f}", f"{one[name] / _work(one):.0%}"]
        rows.append(row)
    head = ["stage", "JSONL: µs for a document that reaches it", "of the work", "WARC.gz: µs", "of the work"]
    text, web = stages["text"], stages["web"]
    seconds = [corpus[form]["warm"]["scan"]["cpu_seconds"] for form in ("text", "web")]
    sizes = [corpus["text"]["bytes"], corpus["web"]["warm"]["bytes"]]
    fast = [f"{size / 1e6 / taken:,.0f} MB/s" for size, taken in zip(sizes, seconds, strict=True)]
    many = [f"{corpus['documents'] / taken:,.0f}" for taken in seconds]
    return (
        f"With 2 % of the documents of the field one core scans {fast[0]} of JSONL, {many[0]} documents of 4 kB a second, and of WARC.gz "
        f"{fast[1]} unpacked, {many[1]} pages a second.\n\n{table(head, rows)}\n\nOf {text['documents']:,} documents the gate passes {text['kept']:,} as text and {web['kept']:,} as web "
        f"pages, and {text['searched']:,} and {web['searched']:,} are searched. Putting the result together takes "
        f"{text['finish'] / text['finished'] * 1e6:,.1f} µs a claim, in one process, at the end."
    )


def _work(stages: Figures) -> float:
    return float(sum(stages[name] for name in ("gate", "decode", "find", "write")))


def _shares(corpus: Figures) -> list[str]:
    stages = corpus["cores"]["text"]
    passing = (stages["decode"] + stages["find"] + stages["write"]) / stages["searched"]
    rows = []
    for share, one in corpus["shares"].items():
        gave, scan, gate = one["scan"]["gave"], one["scan"], one["gate"]
        said = (gate["cpu_seconds"] + gave["searched"] * passing) / gave["documents"]
        is_ = scan["cpu_seconds"] / gave["documents"]
        rows.append(
            [
                f"{float(share):.1%}",
                f"{gave['searched'] / gave['documents']:.1%}",
                f"{one['bytes'] / 1e6 / scan['cpu_seconds']:,.0f}",
                f"{1 / is_:,.0f}",
                f"{is_ * 1e6:,.0f}",
                f"{said * 1e6:,.0f}",
            ]
        )
    head = ["relevant", "searched", "MB/s", "documents/s", "µs a document", "gate + searched × the rest"]
    return [
        (
            "JSONL of 4 kB a document, one core, seconds of the processor, warm. The last column is no measurement: the gate's time, and for every "
            "document searched the time of the other stages in the table above."
        ),
        table(head, rows),
        (
            f"A document that is searched costs as much as {passing / (stages['gate'] / stages['documents']):,.0f} that are dismissed. So "
            "the share of relevant documents decides the speed, and what else the gate lets pass."
        ),
    ]


def _cores(corpus: Figures) -> list[str]:
    one = corpus["cores"]
    if "2" not in one["scan"]:
        return ["The machine has one core."]
    told = []
    for count, run in one["scan"].items():
        said = one["predicted"][count]
        parts = [f"{said[name]:,.2f}" for name in ("start", "work", "end", "seconds")]
        told.append([count, f"{run['seconds']:,.2f}", *parts, f"{said['seconds'] / run['seconds'] - 1:+.0%}"])
    head = ["cores", "measured, s", "start", "work", "end", "predicted, s", "off by"]
    pieces = one["predicted"]["1"]["pieces"]
    return [
        (
            "The model (`benchmarks/queueing.py`) is one closed network of queues, solved exactly: k workers take pieces of 4 MB through the "
            "cores and what the pieces are read from, and begin anew. Its inputs are measured by themselves: the stages above, what reading "
            f"takes, how fast a core goes beside a busy one ({one['together']:.0%} of one alone), the start of a scan that has next to nothing "
            "to do, and the end. It knows nothing of the scans it is held against:"
        ),
        table(head, told),
        (
            f"Two cores are {factor(one):.2f} × as fast as one. The corpus has {pieces:.1f} pieces, so that one worker ends before the other; "
            "the start is paid once, and the end is one process."
        ),
    ]


def _plan(plans: dict[str, Figures]) -> list[str]:
    given = assumed()
    rows = _rows(plans)
    machines = given["machine"]["cores"]
    hours = [[f"{size:,}", *(f"{plans[form]['paid_hours'] / size:,.2f}" for form in FORMS)] for size in SIZES]
    return [
        (
            f"{given['pages']:,} pages, of which {given['field']['share']:.1%} are searched, on machines of {machines} cores like those "
            "measured, in the region in which the crawl lies. Unpacking, the gate and extracting text are taken to grow with a page's bytes."
        ),
        table(["", *(NAMES[form] for form in FORMS)], rows),
        table(["cores", *(f"hours, {NAMES[form]}" for form in FORMS)], hours),
        "On one machine, by the same model; its stations are the cores, the network card and the store's delay:",
        _machine(plans),
        (
            "A worker reads while it works and does not read ahead: where the card is not the limit, a few more workers than cores fill the "
            "time in which some wait. "
            "WET holds the bare text: it is the cheaper crawl, and what stands in a page's markup, as its tables, is not in it."
        ),
    ]


def _rows(plans: dict[str, Figures]) -> list[list[str]]:
    columns = [_column(plans[form]) for form in FORMS]
    return [[title, *(column[title] for column in columns)] for title in columns[0]]


def _column(one: Figures) -> dict[str, str]:
    return {
        "bytes to read, packed": f"{one['bytes'] / 1e12:,.0f} TB",
        "seconds of a core a page": f"{one['page'].seconds * 1e6:,.0f} µs",
        "core-hours": f"{one['core_hours']:,.0f}",
        "the same with waiting, as paid": f"{one['paid_hours']:,.0f}",
        "cost on demand": f"${one['dollars']:,.0f}",
        "cost on spare capacity": f"${one['spot_dollars']:,.0f}",
        "taken out of the crawl's region instead": f"${one['away_dollars']:,.0f} more",
        "claims": f"{one['claims'] / 1e6:,.0f} million",
    }


def _machine(plans: dict[str, Figures]) -> str:
    given, rows = assumed(), []
    count = given["machine"]["cores"]
    for form in FORMS:
        for workers in (count // 2, count, count + count // 4, count + count // 2):
            one = machine(plans[form]["page"], form, given, workers)
            pages = one.throughput * given["pages"] / given[form]["files"]
            # Seconds that a worker waits are told as shares of the time its file takes.
            waits = [f"{one.waited[name] / one.response:.1%}" for name in ("cores", "card")]
            rows.append([f"{NAMES[form]}, {workers}", f"{pages:,.0f}", *waits, f"{one.busy['card']:.0%}"])
    head = ["workers", "pages/s", "of a file's time waited for a core", "for the card", "card busy"]
    return table(head, rows)


def _breaks(one: Figures) -> str:
    """What stops growing with cores, by the number of cores at which it does."""
    given = assumed()
    count, hours, files = given["machine"]["cores"], one["finish_hours"], given["warc"]["files"]
    even, rounds = one["paid_hours"] / hours, files / 10
    card = (
        "fewer cores a machine, or WET, before more of them."
        if one["card_cores"] < count
        else "the cores are full before it."
    )
    said = {
        one[
            "card_cores"
        ]: f"**The network card**, at {one['card_cores']:,.0f} cores a machine: they empty it, and a machine here has {count}; {card}",
        even: (
            f"**The end of a run**, at {even:,.0f} cores: one process puts the claims in order, tells the copies and sums up. For "
            f"{one['claims'] / 1e6:,.0f} million claims that is {hours:,.2f} hours, were it to keep the measured pace, however many cores have scanned: there "
            "it is as long as the scan itself. It holds 1 GB in memory and spills the rest to disk. The remedy is to do it by ranges of the "
            "claims' hash, on many cores."
        ),
        rounds: (
            f"**The files**, at {rounds:,.0f} cores: a packed file is one piece, of {one['piece_minutes']:,.1f} minutes, and with fewer than ten "
            f"for each core the last round, in which cores have nothing left to do, is a tenth of the whole. So much work, and no "
            "more, is lost when a worker is killed."
        ),
    }
    order = "\n\n".join(f"{number}. {said[at]}" for number, at in enumerate(sorted(said), 1))
    return (
        f"For WARC, in the order of the cores at which it begins:\n\n{order}\n\nBefore any of these come other languages: the gate and the "
        "finder know English and Spanish alone. And where more pages speak of the field than is taken for granted, finding claims is "
        "what the time goes into."
    )


def _assumed() -> str:
    given = assumed()
    rows = [[said, f"{given[part][name]:,}"] for part, names in given["says"].items() for name, said in names.items()]
    return (
        "These figures stand in `benchmarks/crawl.toml`. All are assumptions; prices are of the order of the lists of large public "
        f"clouds.\n\n{table(['assumption', ''], rows)}"
    )
