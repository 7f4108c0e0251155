"""A closed network of queues, solved exactly: how fast k workers go, and where they wait for one another.

Every worker takes a piece of the corpus through the stations of the network and begins anew. A station is asked for `demand` seconds
a piece, and with j workers in it works `rates[j - 1]` times as fast as with one: a single server (1, 1, 1 …), so many cores (1, 2 …
and no more), or no queue at all (1, 2, 3 …). Such a network has a product form (Gordon and Newell 1967), and its figures come out of
the normalising constants by convolution (Buzen 1973). At a station where workers share the server, or wait in no queue, only the
mean of the demand counts, however much pieces differ.

A scan of n pieces ends with workers that find nothing left: with j at work, one piece is done every 1/X(j) seconds, so that the
whole takes (n - k)/X(k) + 1/X(k) + 1/X(k - 1) + … + 1/X(1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Station:
    """A station: `demand` seconds a piece, `rates` how much faster with 1, 2 … workers in it (the last holds for more).

    `rates` empty is a station without a queue.
    """

    name: str
    demand: float
    rates: tuple[float, ...] = (1.0,)

    def rate(self, workers: int) -> float:
        """How many times faster than with one worker."""
        return float(workers) if not self.rates else self.rates[min(workers, len(self.rates)) - 1]


def server(name: str, demand: float) -> Station:
    """One at a time: a disk, a network card, a coordinator."""
    return Station(name, demand)


def cores(name: str, demand: float, count: int, together: float = 1.0) -> Station:
    """So many cores; `together` is how fast one goes while all are busy, against one alone (they share caches and memory)."""
    lost = (1.0 - together) / max(count - 1, 1)
    return Station(name, demand, tuple(busy * (1.0 - lost * (busy - 1)) for busy in range(1, count + 1)))


def delay(name: str, demand: float) -> Station:
    """No queue: the time an answer travels."""
    return Station(name, demand, ())


class Flow(NamedTuple):
    """What k workers reach: pieces a second, seconds a piece, and per station the seconds waited and the share of time busy."""

    workers: int
    throughput: float
    response: float
    waited: dict[str, float]
    busy: dict[str, float]


def flow(stations: Sequence[Station], workers: int) -> Flow:
    """The network with `workers` in it. Raises ValueError where there is none, or no station asks for time."""
    asked = [one for one in stations if one.demand > 0]
    if workers < 1 or not asked:
        raise ValueError("A network needs a worker, and a station that asks for time.")
    scale = max(one.demand / one.rate(workers) for one in asked)
    terms = [_terms(one, workers, scale) for one in asked]
    whole = _convolved(terms, workers)
    throughput = whole[workers - 1] / whole[workers] / scale
    waited = dict.fromkeys((one.name for one in stations), 0.0)
    busy = dict.fromkeys((one.name for one in stations), 0.0)
    for at, one in enumerate(asked):
        rest = _convolved(terms[:at] + terms[at + 1 :], workers)
        held = [terms[at][j] * rest[workers - j] / whole[workers] for j in range(workers + 1)]
        waited[one.name] = max(sum(j * share for j, share in enumerate(held)) / throughput - one.demand, 0.0)
        busy[one.name] = 1.0 - held[0]
    return Flow(workers, throughput, workers / throughput, waited, busy)


def _terms(one: Station, workers: int, scale: float) -> list[float]:
    """The station's own factor for 0, 1 … workers in it."""
    terms = [1.0]
    for j in range(1, workers + 1):
        terms.append(terms[-1] * one.demand / scale / one.rate(j))
    return terms


def _convolved(terms: Sequence[Sequence[float]], workers: int) -> list[float]:
    whole = [1.0, *(0.0 for _ in range(workers))]
    for one in terms:
        whole = [sum(whole[n - j] * one[j] for j in range(n + 1)) for n in range(workers + 1)]
    return whole


def seconds(stations: Sequence[Station], workers: int, pieces: float) -> float:
    """How long so many pieces take, the end counted in, when workers find nothing left."""
    k = max(min(workers, int(pieces)), 1)
    rates = [flow(stations, j).throughput for j in range(1, k + 1)]
    return (pieces - k) / rates[-1] + sum(1 / rate for rate in rates)
