"""Writing a product out: to a file in one step, or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cuaderno.errors import LedgerError, QuestionError

FORMS = {".html": "html", ".htm": "html", ".md": "md", ".pdf": "pdf", ".json": "json"}


def form_of(output: Path | None) -> str:
    """The form a file's ending asks for; Markdown where nothing is said. Raises QuestionError for an unknown ending."""
    if output is None:
        return "md"
    if output.suffix.lower() not in FORMS:
        raise QuestionError(
            f"'{output.name}' does not say which form to write. End it in .html, .md, .pdf or .json, or give --format."
        )
    return FORMS[output.suffix.lower()]


def write_out(content: bytes, output: Path | None) -> None:
    """Write to a file so that it is either whole or as before, or to standard output. Raises LedgerError."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    scratch = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        scratch.write_bytes(content)
        scratch.replace(output)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise LedgerError(f"{output} could not be written ({error.strerror}). Choose another place with -o.") from None
