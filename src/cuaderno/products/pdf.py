"""A page as PDF, set by Typst. Everything the brief says goes in as data; nothing of it is ever read as code."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from cuaderno.errors import CuadernoError
from cuaderno.products.drawing import INK, on_paper
from cuaderno.products.page import Block, Card, Chart, Page
from cuaderno.products.plain import plain


@cache
def _template() -> bytes:
    return resources.files("cuaderno.products").joinpath("templates", "brief.typ").read_bytes()


def pdf(page: Page) -> bytes:
    """Lay a page out for A4. The same page gives the same bytes: no clock is read, no font of the machine is used.

    Raises CuadernoError where Typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise CuadernoError(
            'A PDF is set by Typst, which is not installed. Install it with `pip install "cuaderno[pdf]"`, or ask for '
            "--format html, which prints well."
        ) from None
    data = plain(page)
    for file in data["files"]:
        del file["said"]  # print names the cells; what each cell says is in the HTML and the JSON
    data["sections"] = [
        {"id": one.id, "title": one.title, "blocks": [_block(block) for block in one.blocks]} for one in page.sections
    ]
    data["ink"] = INK
    compiled = typst.compile(
        _template(),
        sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        ignore_system_fonts=True,
        timestamp=0,
    )
    return bytes(compiled)


def _block(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = plain(block)
    if isinstance(block, Chart):
        found["svg"] = on_paper(block.svg)
    elif isinstance(block, Card):
        found["blocks"] = [_block(inner) for inner in block.blocks]
    return found
