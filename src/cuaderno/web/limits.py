"""How often one address may ask: a bucket of tokens each, refilled as time goes by."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

ADDRESSES = 20_000
"""So many addresses are remembered, the latest; one that was forgotten begins with a full bucket."""


class Buckets:
    """Buckets of tokens by address."""

    def __init__(self, rate: float, burst: int, *, loopback: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst = rate, float(burst)
        self._loopback = loopback
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Take a token: 0 where there is one, else the seconds until there is."""
        name = _counted(address)
        if not self._rate or (not self._loopback and name == ""):
            return 0.0
        now = self._clock()
        tokens, since = self._held.pop(name, (self._burst, now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        enough = tokens >= 1
        self._held[name] = (tokens - 1 if enough else tokens, now)
        if len(self._held) > ADDRESSES:
            self._held.popitem(last=False)
        return 0.0 if enough else (1 - tokens) / self._rate


def _counted(address: str) -> str:
    """What is counted as one asker: an IPv4 address, an IPv6 network of 64 bits, or "" of this machine."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if parsed.is_loopback:
        return ""
    return str(int(parsed) >> 64) if isinstance(parsed, IPv6Address) else str(parsed)
