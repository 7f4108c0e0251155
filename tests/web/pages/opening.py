"""A page opened without a browser, for the tests of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]


def text(ask: Ask, address: str, status: int = 200) -> str:
    """What stands at an address."""
    answered = ask(address)
    assert answered.status == status, answered.body[:400]
    return str(answered.body.decode())
