from __future__ import annotations

import gc
import threading

from cuaderno.ledger.collector import uncollected


def test_the_collector_is_held_and_let_go() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_held_until_the_last_thread_lets_go() -> None:
    inside, go = threading.Event(), threading.Event()

    def long() -> None:
        with uncollected():
            inside.set()
            go.wait(60)

    other = threading.Thread(target=long)
    with uncollected():
        other.start()
        inside.wait(60)
    assert not gc.isenabled()
    go.set()
    other.join()
    assert gc.isenabled()


def test_a_collector_that_was_held_before_stays_so() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
