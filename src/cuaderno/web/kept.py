"""What was answered lately is kept: the ledger does not change while it is open, so the same question has the same answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

LARGEST_SHARE = 8
"""An answer larger than this part of the room is not kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as bytes, with the headers that are its own."""

    body: bytes
    headers: Mapping[str, str]
    next: str = ""


class Kept:
    """The latest answers, in so many bytes. Used by one thread, that of the loop."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._size = 0
        self._held: OrderedDict[Hashable, Written] = OrderedDict()

    def get(self, name: Hashable) -> Written | None:
        """What was answered, if it is still here."""
        found = self._held.get(name)
        if found is not None:
            self._held.move_to_end(name)
        return found

    def keep(self, name: Hashable, one: Written) -> None:
        """Keep an answer; the longest unused make room for it."""
        if name in self._held or len(one.body) * LARGEST_SHARE > self._room:
            return
        self._held[name] = one
        self._size += len(one.body)
        while self._size > self._room:
            _, gone = self._held.popitem(last=False)
            self._size -= len(gone.body)


class Cells:
    """The cells of citations, of which the same are asked for again and again; `most` are kept, and none where a ledger finds them
    as fast (0). For any thread."""

    def __init__(self, ask: Callable[[Iterable[str]], dict[str, str]], most: int = 100_000) -> None:
        self._ask = ask
        self._most = most
        self._held: dict[str, str] = {}

    def of(self, citations: Iterable[str]) -> dict[str, str]:
        """The locator of each citation's cell, as `Ledger.cells`, in its order."""
        if not self._most:
            return self._ask(citations)
        held = self._held
        wanted = list(dict.fromkeys(citations))
        unknown = [one for one in wanted if one not in held]
        found = self._ask(unknown) if unknown else {}
        told = {one: held[one] if one in held else found.get(one) for one in wanted}
        if len(held) + len(found) > self._most:
            self._held = dict(found)
        else:
            held.update(found)
        return {one: locator for one, locator in told.items() if locator is not None}
