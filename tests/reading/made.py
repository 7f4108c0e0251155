"""Documents made for tests: web pages, PDF and DOCX, real ones of each form."""

from __future__ import annotations

import io
from typing import Any

import docx
import typst

LONG = (
    "The Department of State has provided assistance to the armed forces of the country since the beginning of the century, and the "
    "embassy says that it will go on doing so in the years to come, subject to the availability of funds."
)


def pdf(body: str, settings: str = "") -> bytes:
    head = f"#set document(date: none)\n#set page(width: 300pt, height: 400pt, margin: 40pt)\n#set text(size: 10pt)\n{settings}\n"
    return bytes(typst.compile((head + body).encode(), format="pdf", ignore_system_fonts=True, timestamp=0))


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word() -> Any:
    return docx.Document()
