from __future__ import annotations

import pytest

from cuaderno.web import limits
from cuaderno.web.limits import Buckets


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills() -> None:
    clock = Clock()
    buckets = Buckets(2.0, 3, loopback=False, clock=clock)
    assert [buckets.wait("198.51.100.1") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.now = 0.5
    assert [buckets.wait("198.51.100.1") for _ in range(2)] == [0, 0.5]
    clock.now = 100
    assert [buckets.wait("198.51.100.1") > 0 for _ in range(4)] == [False, False, False, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("198.51.100.1", "198.51.100.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:198.51.100.1", "198.51.100.1", True),
    ],
)
def test_who_counts_as_one(one: str, other: str, same: bool) -> None:
    buckets = Buckets(1.0, 1, loopback=False, clock=Clock())
    assert buckets.wait(one) == 0
    assert (buckets.wait(other) > 0) is same


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "", "a socket"])
def test_this_machine_is_not_limited(address: str) -> None:
    assert [Buckets(0.1, 1, loopback=False).wait(address) for _ in range(9)] == [0] * 9


def test_no_rate_is_no_limit() -> None:
    buckets = Buckets(0, 1, loopback=True)
    assert [buckets.wait("198.51.100.1") for _ in range(9)] == [0] * 9


def test_addresses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ADDRESSES", 10)
    buckets = Buckets(1.0, 1, loopback=False, clock=Clock())
    for number in range(50):
        buckets.wait(f"198.51.100.{number}")
    assert len(buckets._held) == 10
