"""The queueing model of the benchmarks against what is known in closed form."""

from __future__ import annotations

import importlib.util
import sys
from math import factorial
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

FILE = Path(__file__).parents[1] / "benchmarks" / "queueing.py"
DEMANDS = st.floats(min_value=0.01, max_value=10)


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("queueing", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["queueing"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


queueing = _loaded()


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_at_one_server_everybody_waits_for_all_others(workers: int) -> None:
    found = queueing.flow([queueing.server("disk", 0.5)], workers)
    assert found.throughput == pytest.approx(2.0)
    assert found.waited["disk"] == pytest.approx(0.5 * (workers - 1))
    assert found.busy["disk"] == pytest.approx(1.0)


@pytest.mark.parametrize(("workers", "reached"), [(1, 0.5), (3, 1.5), (4, 2.0), (9, 2.0)])
def test_cores_go_side_by_side_until_there_are_no_more(workers: int, reached: float) -> None:
    found = queueing.flow([queueing.cores("cores", 2.0, 4)], workers)
    assert found.throughput == pytest.approx(reached)
    assert found.waited["cores"] == pytest.approx(max(workers / reached - 2.0, 0.0))


def test_cores_that_share_something_are_slower_together() -> None:
    both = queueing.flow([queueing.cores("cores", 1.0, 2, together=0.9)], 2)
    assert both.throughput == pytest.approx(1.8)
    assert queueing.flow([queueing.cores("cores", 1.0, 2, together=0.9)], 1).throughput == pytest.approx(1.0)


@pytest.mark.parametrize("workers", [1, 2, 5, 20])
def test_a_server_behind_a_delay_is_the_repairman(workers: int) -> None:
    away, repair = 3.0, 1.0
    idle = 1 / sum(factorial(workers) / factorial(workers - j) * (repair / away) ** j for j in range(workers + 1))
    found = queueing.flow([queueing.delay("away", away), queueing.server("repair", repair)], workers)
    assert found.throughput == pytest.approx((1 - idle) / repair)
    assert found.busy["repair"] == pytest.approx(1 - idle)
    assert found.waited["away"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("workers", "stations"), [(1, 3), (4, 2), (10, 5)])
def test_equal_servers_are_balanced(workers: int, stations: int) -> None:
    found = queueing.flow([queueing.server(str(n), 0.25) for n in range(stations)], workers)
    assert found.throughput == pytest.approx(workers / 0.25 / (workers + stations - 1))


@given(DEMANDS, DEMANDS, DEMANDS, st.integers(1, 6), st.integers(1, 30))
def test_every_network_keeps_littles_law_and_its_bounds(
    work: float, read: float, travel: float, count: int, workers: int
) -> None:
    stations = [queueing.cores("work", work, count), queueing.server("read", read), queueing.delay("travel", travel)]
    found = queueing.flow(stations, workers)
    spent = sum(found.waited.values()) + work + read + travel
    assert found.throughput * spent == pytest.approx(workers, rel=1e-6)
    assert found.throughput <= min(workers / (work + read + travel), count / work, 1 / read) * (1 + 1e-9)
    assert found.throughput >= queueing.flow(stations, 1).throughput * (1 - 1e-9)


@given(DEMANDS, DEMANDS, st.integers(1, 12))
def test_one_more_worker_never_slows_the_whole(work: float, read: float, workers: int) -> None:
    stations = [queueing.cores("work", work, 3), queueing.server("read", read)]
    before, after = (queueing.flow(stations, k).throughput for k in (workers, workers + 1))
    assert after >= before * (1 - 1e-9)


def test_a_scan_ends_with_workers_that_find_nothing_left() -> None:
    alone = [queueing.cores("cores", 3.0, 4)]
    assert queueing.seconds(alone, 1, 10) == pytest.approx(30.0)
    assert queueing.seconds(alone, 2, 10) == pytest.approx(8 * 1.5 + 1.5 + 3.0)
    assert queueing.seconds(alone, 4, 1) == pytest.approx(3.0)


def test_many_workers_stay_within_what_numbers_can_hold() -> None:
    stations = [queueing.cores("cores", 60.0, 64), queueing.server("card", 0.7), queueing.delay("store", 0.1)]
    found = queueing.flow(stations, 400)
    assert found.throughput == pytest.approx(64 / 60, rel=1e-3)


@pytest.mark.parametrize(("stations", "workers"), [([], 1), ([("cores", 0.0)], 1), ([("cores", 1.0)], 0)])
def test_a_network_without_work_or_workers_is_refused(stations: list[tuple[str, float]], workers: int) -> None:
    with pytest.raises(ValueError, match="needs a worker"):
        queueing.flow([queueing.server(*one) for one in stations], workers)
