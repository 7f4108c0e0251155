"""Where the count of lines run is put aside: what runs long through lines that quicker tests count takes half as long again with it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def untraced() -> Iterator[None]:
    """Lines that this thread runs within, and threads that it begins within, are not counted."""
    here, elsewhere = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]
    try:
        yield
    finally:
        sys.settrace(here)
        threading.settrace(elsewhere)  # type: ignore[arg-type]
