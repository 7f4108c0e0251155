"""What was made lately is kept, so many things and no more: the ledger does not change while it is open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """The things used last, at most `most` of them. For any thread; two that ask at once may both make one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def of(self, name: Hashable, make: Callable[[], T], *, keep: bool = True) -> T:
        """What is kept under a name, made where it is not, and then kept unless nobody will ask again."""
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
                return self._held[name]
        made = make()
        if not keep:
            return made
        with self._lock:
            self._held[name] = made
            self._held.move_to_end(name)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made
