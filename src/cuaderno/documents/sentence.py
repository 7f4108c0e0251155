"""A sentence of a scene: the marks within by kind, and the stretch of it that speaks about a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cuaderno.documents.marks import Mark
from cuaderno.reading.document import HEADING

if TYPE_CHECKING:
    from cuaderno.documents.scene import Scene

_CUTS = ("; ", " – ", " — ")
_CUT = re.compile("; | [–—] |: ")
_SOURCE, _LINKS = 120, 4
"""Characters of a source named in front, and words between its verb and what it says: "on Friday that"."""
_DAYS = frozenset(("weekday", "relative"))


class Sentence:
    """A sentence of the text: characters `start` to `end`, the block it stands in, the marks within."""

    __slots__ = ("_kinds", "_opening", "_uncut", "block", "end", "index", "marks", "scene", "start")

    def __init__(self, scene: Scene, index: int, start: int, end: int, block: int) -> None:
        self.scene, self.index, self.start, self.end, self.block = scene, index, start, end, block
        self.marks = scene.between(start, end)
        self._uncut: tuple[int, int] | None = None
        self._kinds: dict[str, list[Mark]] | None = None
        self._opening: int | None = None

    @property
    def opening(self) -> int:
        """Where it begins to speak for itself, behind a source named in front: "According to a statement by the ministry, the package", "The
        spokesman of the ministry said on Friday that the package"."""
        if self._opening is None:
            source = next(iter(self.of("attributing")), None)
            named = source is not None and source.start == self.start
            comma = self.scene.plain.find(", ", self.start, min(self.start + _SOURCE, self.end)) if named else -1
            self._opening = comma + len(", ") if comma >= 0 else self._behind_who_says()
        return self._opening

    def _behind_who_says(self) -> int:
        """Where a definite noun begins that somebody is said to have spoken of: "The embassy said the aid"; its start where none does."""
        local, plain = self.scene.words.local, self.scene.plain
        telling = (m for m in self.of("attributing") if plain[m.start : m.end].split(" ")[0] in local("saying"))
        said = next(telling, None)
        if said is None or not self.start < said.start < self.start + _SOURCE:
            return self.start
        deeds = self.scene.starting("stage", self.start, said.start)
        if deeds or plain.find(",", self.start, said.start) >= 0:
            return self.start
        for word, start, end in self.scene.words_after(said.end, _LINKS):
            dated = any(mark.kind in _DAYS for place in (start, end + 1) for mark in self.scene.at(place))
            if dated or word in local("that"):
                continue
            if word in local("definite_article") or word in local("demonstrative"):
                return start
            if word not in local("day_on"):
                break
        return self.start

    @property
    def text(self) -> str:
        """Its characters."""
        return self.scene.text[self.start : self.end]

    def of(self, kind: str) -> list[Mark]:
        """Its marks of a kind, in order."""
        kinds = self._kinds or self._sorted()
        if kind in kinds:
            return kinds[kind]
        return []

    def has(self, kinds: frozenset[str]) -> bool:
        """Whether it has a mark of one of the kinds."""
        return not kinds.isdisjoint(self._kinds or self._sorted())

    def _sorted(self) -> dict[str, list[Mark]]:
        kinds: dict[str, list[Mark]] = {}
        for mark in self.marks:
            kind = mark[2]
            if kind in kinds:
                kinds[kind].append(mark)
            else:
                kinds[kind] = [mark]
        self._kinds = kinds
        return kinds

    def before(self, kind: str, at: int) -> Mark | None:
        """The last mark of a kind that ends at or before a place."""
        for mark in reversed(self.of(kind)):
            if mark[1] <= at:
                return mark
        return None

    def after(self, kind: str, at: int) -> Mark | None:
        """The first mark of a kind that starts at or after a place."""
        for mark in self.of(kind):
            if mark[0] >= at:
                return mark
        return None

    def clause(self, place: int) -> tuple[int, int]:
        """The stretch that speaks about a place of the sentence: between semicolons, colons and dashes, trimmed."""
        if self._uncut is not None:
            return self._uncut
        text, start, end = self.scene.text, self.start, self.end
        if _CUT.search(text, start, end) is None:
            self._uncut = self._trimmed(start, end)
            return self._uncut
        for sign in (*_CUTS, ": "):
            found = text.rfind(sign, start, place)
            start = found + len(sign) if found >= 0 else start
        for sign in _CUTS:
            found = text.find(sign, place, end)
            end = found if found >= 0 else end
        return self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self.scene.text
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        return start, end

    @property
    def previous(self) -> Sentence | None:
        """The sentence before it in the text."""
        return self.scene.sentence(self.index - 1) if self.index else None

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading."""
        return self.scene.blocks[self.block].kind == HEADING
