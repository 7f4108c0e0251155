"""The plan on paper for a whole crawl: what it costs on this machine's cores, with the assumptions of crawl.toml and one queueing model."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queueing import Flow, cores, delay, flow, server

Figures = dict[str, Any]
FORMS = ("warc", "wet")


def assumed() -> Figures:
    """What is taken for granted."""
    return tomllib.loads((Path(__file__).with_name("crawl.toml")).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Page:
    """Seconds of a core for one page of a crawl, by stage, and its bytes as they travel."""

    gate: float
    decode: float
    find: float
    write: float
    packed: float

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.gate + self.decode + self.find + self.write


def page(corpus: Figures, form: str, given: Figures) -> Page:
    """What a page costs in WARC or in WET.

    Unpacking, the gate and extracting text grow with a page's bytes; finding and writing are taken for each document searched, as measured.
    """
    said, share = given[form], given["field"]["share"]
    warm = corpus["web"]["warm"]
    stages = corpus["cores"]["web" if form == "warc" else "text"]
    size = warm["bytes"] / stages["documents"] if form == "warc" else stages["bytes"] / stages["documents"]
    larger = said["unpacked"] / size
    gate = stages["gate"] / stages["documents"] * larger
    if form == "wet":
        gate += warm["unpack"]["cpu_seconds"] / warm["bytes"] * said["unpacked"]
    kept = share * stages["kept"] / stages["searched"]
    return Page(
        gate=gate,
        decode=kept * stages["decode"] / stages["kept"] * larger,
        find=share * stages["find"] / stages["searched"],
        write=share * stages["write"] / stages["searched"],
        packed=said["packed"],
    )


def machine(one: Page, form: str, given: Figures, workers: int) -> Flow:
    """A machine with so many workers that each read a file of the crawl as they work: pieces are files."""
    inside = given["pages"] / given[form]["files"]
    facts = given["machine"]
    return flow(
        [
            cores("cores", one.seconds * inside, facts["cores"]),
            server("card", one.packed * inside / facts["card"]),
            delay("store", facts["latency"]),
        ],
        workers,
    )


def plan(corpus: Figures, form: str) -> Figures:
    """Cores, hours, bytes and cost for every page of the crawl, and what the parts that do not grow with cores take."""
    given = assumed()
    one = page(corpus, form, given)
    prices, facts = given["prices"], given["machine"]
    pages, files = given["pages"], given[form]["files"]
    core_hours = one.seconds * pages / 3600
    claims = pages * given["field"]["share"] * given["field"]["claims"]
    stages = corpus["cores"]["text"]
    packed = one.packed * pages
    running = machine(one, form, given, facts["cores"])
    paid_hours = facts["cores"] * files / running.throughput / 3600
    return {
        "page": one,
        "core_hours": core_hours,
        "paid_hours": paid_hours,
        "bytes": packed,
        "dollars": paid_hours * prices["core_hour"],
        "spot_dollars": paid_hours * prices["spot_core_hour"],
        "away_dollars": packed / 1e9 * prices["transfer"],
        "claims": claims,
        "finish_hours": stages["finish"] / stages["finished"] * claims / 3600,
        "piece_minutes": one.seconds * pages / files / 60,
        "card_cores": facts["card"] * one.seconds / one.packed,
        "running": running,
    }
