"""A unit of time as a text tells it, with its number and the words around: "the last five years", "a couple of years ago"."""

from __future__ import annotations

from cuaderno.documents.amounts.numbers import NUMBER
from cuaderno.documents.marks import Mark
from cuaderno.documents.times.moments import Moments

_HEDGE, _ABOUT = frozenset({"hedge"}), ("approximately", "nearly")


class Unit:
    """A unit of time with its number and the words around: `before` and `further` ahead of both, `after` behind."""

    __slots__ = (
        "after",
        "ahead",
        "before",
        "behind",
        "bounded",
        "code",
        "count",
        "counted",
        "end",
        "fiscal",
        "further",
        "led",
        "plural",
        "start",
        "vague",
    )

    def __init__(self, moments: Moments, mark: Mark) -> None:
        scene = moments.scene
        self.code, self.end = mark.code, mark.end
        self.count, self.counted, self.vague, self.start = 1, False, False, mark.start
        self._number(moments, mark)
        beside = scene.word_before(mark.start)[0], scene.word_after(mark.end)[0]
        self.fiscal = self.code == "year" and any(word in moments.local("fiscal_unit") for word in beside)
        self.bounded, start = self._hedged(moments, self.start)
        around = [*scene.words_before(start, 3), ("", start, start), ("", start, start)]
        self.before, self.further, self.ahead = around[0][0], around[1][0], around[0][1]
        over = moments.local("throughout")
        self.led = next((end + 1 for word, _, end in around[1:] if word in over), 0)
        self.after, _, self.behind = scene.word_after(mark.end)
        if self.after in moments.local("fiscal_behind"):
            self.after, _, self.behind = scene.word_after(self.behind)
        for form in moments.local("later_phrase"):
            if scene.plain.startswith(f" {form}", mark.end):  # "un año más tarde"
                self.after, self.behind = next(iter(moments.local("succeeding"))), mark.end + 1 + len(form)
        word = scene.plain[mark.start : mark.end]
        self.plural = word[-1] in moments.local("plural_ending") and word not in moments.local("singular_unit")

    def _hedged(self, moments: Moments, start: int) -> tuple[bool, int]:
        """Whether a bound parts "ago" from the number that begins at a place, and where what stands between begins: "hace más de dos años"."""
        hedge = moments.words.until(start - 1, _HEDGE)
        place = hedge.start if hedge is not None else start
        word, begin, _ = moments.scene.word_before(place)
        while word in moments.local("ago_filler"):
            place = begin
            word, begin, _ = moments.scene.word_before(place)
        bounded = hedge is not None and hedge.code not in _ABOUT
        lasts = bounded and moments.scene.word_before(begin)[0] in moments.local("since")
        if word not in moments.local("ago_before") or lasts:
            return False, start  # "desde hace más de dos siglos" tells how long
        return bounded, place

    def _is_ago(self, moments: Moments, start: int) -> bool:
        place = self._hedged(moments, start)[1]
        return moments.scene.word_before(place)[0] in moments.local("ago_before")

    def _is_article(self, moments: Moments, word: str) -> bool:
        return word in moments.local("article")

    def _number(self, moments: Moments, mark: Mark) -> None:
        around = moments.scene.words_before(mark.start, 3)
        if around and around[0][0] in moments.local("fiscal_word"):
            self.start, around = around[0][1], around[1:]
        number = moments.words.until(self.start - 1, NUMBER)
        if number is not None:
            self.count, self.start, self.counted = int(number.code), number.start, True
        elif around and around[0][0].isdigit() and len(around[0][0]) < 4:
            self.count, self.start, self.counted = int(around[0][0]), around[0][1], True
        elif around and self._is_article(moments, around[0][0]) and self._is_ago(moments, around[0][1]):
            self.start = around[0][1]
        else:
            self._few(moments, around)

    def _few(self, moments: Moments, around: list[tuple[str, int, int]]) -> None:
        """A few years, a couple of years."""
        if len(around) > 1 and around[0][0] in moments.local("year_link"):
            around = around[1:]
        if around and (few := moments.local("few").get(around[0][0])):
            led = around[1][0] if len(around) > 1 else ""
            start = around[1][1] if self._is_article(moments, led) else around[0][1]
            self.count, self.start, self.vague = int(few), start, True
