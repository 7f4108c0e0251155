"""Making thousands of small objects without the garbage collector looking through them."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from threading import Lock

COLLECTED = (20_000, 20, 100)
"""After how many new objects the collector looks through them: a page has thousands and no cycles, and is gone before it would look."""

_lock = Lock()
_holding = 0
"""So many hold the collector now, in whatever threads."""
_spared = False
"""Whether what is held now is spared to the end of the process; to count what is spared takes milliseconds."""
_held = False
"""Whether it was held for the first of them, and is to be let go after the last."""


def spare_what_is_held() -> None:
    """Let the collector look no more through what is held now, and seldom through what comes: of a process that answers to its end."""
    global _spared
    _spared = True
    gc.freeze()
    gc.set_threshold(*COLLECTED)


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Hold the collector: an answer, a brief and its page have no cycles, and it would search them in vain, again and again.

    What was made meanwhile is then among the oldest, which it looks through last.
    """
    global _holding, _held
    with _lock:
        if not _holding:
            _held = gc.isenabled()
            gc.disable()
        _holding += 1
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if not _holding and _held:
                _take_as_old()
                gc.enable()


def _take_as_old() -> None:
    """Put everything among the oldest without looking at it; where some is spared for good, letting go would undo that."""
    if not _spared:
        gc.freeze()
        gc.unfreeze()
