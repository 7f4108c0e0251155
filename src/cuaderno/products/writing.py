"""Writing a product out: to a file in one step, or to standard output."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from cuaderno.errors import LedgerError, QuestionError

FORMS = {".html": "html", ".htm": "html", ".md": "md", ".pdf": "pdf", ".json": "json"}
"""The endings of a brief's file, and what each asks for."""
CHECK_FORMS = {
    ".html": "html", ".htm": "html", ".md": "md", ".json": "json", ".jsonld": "annotations", ".txt": "text",
}  # fmt: skip
"""The same of a checked document."""


def form_of(output: Path | None, forms: Mapping[str, str] = FORMS, otherwise: str = "md") -> str:
    """The form a file's ending asks for; `otherwise` where nothing is said. Raises QuestionError for an unknown ending."""
    if output is None:
        return otherwise
    if output.suffix.lower() not in forms:
        *most, last = (ending for ending in forms if ending != ".htm")
        raise QuestionError(
            f"'{output.name}' does not say which form to write. End it in {', '.join(most)} or {last}, or give --format."
        )
    return forms[output.suffix.lower()]


def write_out(content: bytes, output: Path | None) -> None:
    """Write to a file so that it is either whole or as before, or to standard output. Raises LedgerError.

    What is no file (a terminal, /dev/null) is written to and not put in its place.
    """
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(content)
        else:
            _put(content, output)
    except OSError as error:
        raise LedgerError(f"{output} could not be written ({error.strerror}). Choose another place with -o.") from None


def _put(content: bytes, output: Path) -> None:
    """Write beside the file and put it in its place; whatever comes between, nothing is left beside it."""
    scratch = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        scratch.write_bytes(content)
        scratch.replace(output)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink()
