"""The open ledger of security cooperation: every figure with the cell it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger, open_ledger

__version__ = "0.1.0"
__all__ = ["Ledger", "__version__", "open_ledger"]


def __getattr__(name: str) -> Any:
    """`open_ledger` and `Ledger`, imported when they are first asked for: the command line's help needs neither."""
    if name in ("Ledger", "open_ledger"):
        from cuaderno.ledger import ledger

        return getattr(ledger, name)
    raise AttributeError(f"module 'cuaderno' has no attribute '{name}'")
