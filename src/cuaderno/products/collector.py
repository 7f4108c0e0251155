"""Making thousands of small objects without the garbage collector looking through them."""

from cuaderno.ledger.collector import uncollected

__all__ = ["uncollected"]
