"""The figures of the side `corpus` as a part of the page docs/benchmarks.md."""

from __future__ import annotations

from typing import Any

from tables import table

Figures = dict[str, Any]
FINDERS = {
    "spacy": "spaCy, small English pipeline",
    "quantulum3": "quantulum3",
    "recognizers": "recognizers-text-suite",
}
SETS = {
    "texts": "the annotated texts",
    "sentences": "the constructed sentences",
    "mixed_1": "sixty sentences of something else, one that claims, both languages mixed",
    "mixed_2": "the same with two that claim",
    "mixed_4": "the same with four",
    "corpus": "the first documents of the corpus",
}


def corpus_page(found: Figures) -> list[str]:
    """Paragraphs and tables."""
    return [
        _said(found),
        _text(found["text"]),
        _exact(found["text"]),
        _web(found["web"]),
        _dense(found["dense"]),
        _short(found),
        _cores(found["cores"]),
        _loss(found["loss"]),
        *([_spark(found["spark"])] if found.get("spark") else []),
    ]


def _said(found: Figures) -> str:
    names = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    return (
        f"A corpus like a crawl, made by `benchmarks/corpus_generate.py`: {found['documents']:,} documents of 4 kB in English and "
        f"Spanish, 2 % of them of the field, one in ten of the others naming a country, one in twenty a large sum. The corpora take "
        f"{found['disk'] / 1e9:.1f} GB. Medians of {found['runs']} runs, least and most behind them, each on one core where nothing "
        f"else is said; other work had a load of {found['load']:.1f} when they began, so seconds of the processor stand beside those of "
        f"the clock. {names}."
    )


def spread(one: Figures) -> str:
    """Seconds with the least and the most of them."""
    low, high = one["spread"]
    return f"{one['seconds']:,.2f} ({low:,.2f}–{high:,.2f})"


def rate(size: float, seconds: float) -> str:
    """MB/s."""
    return f"{size / 1e6 / seconds:,.0f}"


def _line(title: str, one: Figures, size: float) -> list[str]:
    peak = f"{one['peak'] / 1e6:,.0f}" if "peak" in one else "–"
    return [title, spread(one), rate(size, one["seconds"]), rate(size, one["cpu"]), peak]


def _warm(title: str, one: Figures, size: float) -> list[str]:
    """A line of one process that has read the file once; its spread is in MB/s of the processor."""
    low, high = one["spread"]
    cpu = f"{rate(size, one['cpu_seconds'])} ({low:,}–{high:,})"
    return [title, f"{one['seconds']:,.2f}", rate(size, one["seconds"]), cpu, "–"]


HEAD = ["", "seconds", "MB/s", "MB/s of the processor", "peak memory, MB"]


def _text(text: Figures) -> str:
    size, warm = text["bytes"], text["warm"]
    return table(
        [f"JSONL, {size / 1e6:,.0f} MB", *HEAD[1:]],
        [
            _line("`cuaderno scan`, the whole process", text["scan"], size),
            _warm("the same in a warm process, nothing written", warm["scan"], size),
            _warm("the gate alone, in a warm process", warm["gate"], size),
            _line("`cuaderno scan --ungated`", text["ungated"], size),
            _line("`cat`", text["cat"], size),
            _line("`rg -c` with the gate's patterns of money", text["rg"], size),
            _line("Python's `json.loads` of every line", text["json"], size),
            _line("`orjson.loads` of every line", text["orjson"], size),
        ],
    )


def _exact(text: Figures) -> str:
    scan, gate = text["scan"], text["warm"]["gate"]["gave"]
    same = "exactly" if text["same_claims"] else "**not**"
    return (
        f"The gate passes {gate['kept']:,} of {gate['records']:,} documents ({gate['kept'] / gate['records']:.1%}); {scan['searched']:,} "
        f"are searched, and {scan['claims']:,} claims found: {same} those of the ungated path over the whole corpus."
    )


def _web(web: Figures) -> str:
    warm = web["warm"]
    size, pages = warm["bytes"], warm["scan"]["gave"]["documents"]
    per_page = warm["scan"]["cpu_seconds"] / pages
    lines = [
        _line("`cuaderno scan`, the whole process", web["scan"], size),
        _warm("the same in a warm process, nothing written", warm["scan"], size),
        _warm("unpacking, cutting into records and the gate, in a warm process", warm["gate"], size),
        _warm("fastwarc: merely unpacking", warm["unpack"], size),
        *(_line(f"{name} on {web[name]['documents']:,} pages", web[name], web[name]["bytes"]) for name in EXTRACTORS),
    ]
    times = " and ".join(
        f"{web[name]['cpu'] / web[name]['documents'] / per_page:,.1f} × {name} on every page" for name in EXTRACTORS
    )
    share = warm["scan"]["mb_s"] / warm["unpack"]["mb_s"]
    gate = warm["gate"]["mb_s"] / warm["unpack"]["mb_s"]
    head = [f"The same as web pages, WARC.gz, {web['bytes'] / 1e6:,.0f} MB, unpacked {size / 1e6:,.0f} MB", *HEAD[1:]]
    return f"{table(head, lines)}\n\nA warm scan goes at {share:.0%} of the speed of merely unpacking, its gate at {gate:.0%}, and at {times}."


EXTRACTORS = ("trafilatura", "resiliparse")


def _dense(dense: Figures) -> str:
    one = dense["warm"]["scan"]
    own = one["gave"]["documents"] / one["seconds"]
    lines = [
        [
            "`cuaderno scan`, warm: every claim with all its columns",
            f"{one['gave']['documents']:,}",
            f"{own:,.0f}",
            "1 ×",
        ]
    ]
    for name, title in FINDERS.items():
        peer = dense[name]
        reached = peer["documents"] / peer["seconds"]
        lines.append([title, f"{peer['documents']:,}", f"{reached:,.1f}", f"{own / reached:,.0f} ×"])
    return table(["Documents of 6 kB, all of the field", "documents", "documents/s", "against ours"], lines)


def _short(found: Figures) -> str:
    one, killed = found["short"]["scan"], found["short"]["killed"]
    same = "the same to the byte" if killed["same_bytes"] else "**not the same**"
    return (
        f"{one['documents']:,} short documents ({found['short']['bytes'] / 1e6:,.0f} MB, 0.1 % of them of the field) take "
        f"{one['seconds']:,.1f} s on all cores and at most {one['peak'] / 1e6:,.0f} MB in the largest process. Killed {killed['kills']} "
        f"times, when {', '.join(map(str, killed['done_at_kills']))} of {killed['pieces']} pieces were done, and given again, the result "
        f"is {same}."
    )


def factor(cores: Figures) -> float:
    """How much faster two cores are than one."""
    return float(cores["scan"]["1"]["seconds"] / cores["scan"]["2"]["seconds"])


def _cores(cores: Figures) -> str:
    if "2" not in cores["scan"]:
        return ""
    lines = [
        [count, spread(one), f"{cores['predicted'][count]['seconds']:,.2f}", f"{cores['predicted'][count]['seconds'] / one['seconds'] - 1:+.0%}"]
        for count, one in cores["scan"].items()
    ]  # fmt: skip
    said = table(["cores", "seconds", "the queueing model says", "off by"], lines)
    return f"{said}\n\nTwo cores are {factor(cores):.2f} × as fast as one."


def _loss(loss: Figures) -> str:
    lines = []
    for name, title in SETS.items():
        if name not in loss:
            continue
        one = loss[name]
        share = f"{one['lost_documents'] / max(one['claiming'], 1):.2%}"
        lines.append(
            [title, *(f"{one[key]:,}" for key in ("documents", "claiming", "claims", "lost_documents", "lost")), share]
        )
    kept = ("documents", "claiming", "claims", "lost_documents", "lost")
    mixed = {key: sum(loss[name][key] for name in SETS if name.startswith("mixed_")) for key in kept}
    share = f"{mixed['lost_documents'] / max(mixed['claiming'], 1):.2%}"
    lines.append(["all three kinds of mixed ones", *(f"{mixed[key]:,}" for key in kept), share])
    head = [
        "what the gate loses",
        "documents",
        "with claims",
        "claims",
        "documents lost",
        "claims lost",
        "of the documents",
    ]
    elsewhere = loss["corpus"]
    return (
        f"{table(head, lines)}\n\nThis is against the finder alone, which reads everything and asks no gate. Of the corpus only documents of "
        f"the field are counted; in the others the finder alone makes {elsewhere['elsewhere_claims']:,} claims of shirts and "
        f"concerts, of which the gate leaves {elsewhere['elsewhere_claims'] - elsewhere['elsewhere_lost']:,}."
    )


def _spark(spark: Figures) -> str:
    same = "the same claims, row for row" if spark["same_claims"] else "**other claims**"
    return (
        f"Spark {spark['version']} on the cores of this machine takes {spark['spark']['seconds']:,.1f} s for the corpus in JSONL, the local "
        f"run {spark['local']['seconds']:,.1f} s: {same}."
    )
