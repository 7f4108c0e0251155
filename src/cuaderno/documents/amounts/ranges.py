"""Numbers that belong together: ranges, a number in words and again in digits, a part of a whole, a sum said twice."""

from __future__ import annotations

from cuaderno.documents.amounts.currencies import SHARED
from cuaderno.documents.amounts.numbers import Number, Reader, Words
from cuaderno.documents.scene import Scene

_FARTHEST = 12
_CLAUSE, _CUTS = 10, (".", ";", ":")
"""Words of a clause in which a verb of moving stands before "from", and the signs that end it."""
_LONGEST_NAME = 40
_IN_NAME = 4
"""Words and the blanks around them between a count and a model, in a text that is all in capitals."""
_ONE_NAME, _DIGITS = 3, 4
"""One name with the blanks around it, and the digits that may follow it: 49 Mirage 2000."""
MODEL = 1000
"""Below it a number may be that of a model."""
_FALL = 10
"""So many times what is left a sum may have been that lends its scale: of "from 500 to 1.2 million" the first is no 500 million."""


def numbers(scene: Scene, words: Words, taken: set[int]) -> list[Number]:
    """The numbers of a scene in order, except those that start at a place already taken; what belongs together is tied."""
    tie = _Tie(scene)
    kept: list[Number] = []
    for number in Reader(scene, words, taken).read():
        tie.article(number)
        last = kept[-1] if kept else None
        if last is None:
            kept.append(number)
        elif number.start - last.end > _LONGEST_NAME:
            tie.relate(last, number)
            kept.append(number)
        elif tie.names(last, number):
            continue
        elif tie.doubles(last, number):
            last.end, last.doubled = number.end + 1, True
        elif tie.ranges(last, number):
            tie.stretch(last, number)
        else:
            tie.relate(last, number)
            kept.append(number)
    return kept


class _Tie:
    """Decides whether two neighbouring numbers belong together."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.plain = scene, scene.plain
        local = scene.words.local
        self.joins, self.between, self.moving, self.out_of = (
            local("range"),
            local("between"),
            local("moving"),
            local("out_of"),
        )
        self.coupling, self.articles = local("and"), local("article")
        self.ends = local("phrase_end")
        self.spanish = "first" in local("head").values()

    def names(self, first: Number, second: Number) -> bool:
        """Fourteen Challenger 2 tanks: the second number belongs to a name behind the first."""
        if (
            first.unit
            or second.unit
            or second.word
            or second.start - first.end > _LONGEST_NAME
            or self.plain[first.end : second.start].strip() in self.out_of
        ):
            return False
        words = self.scene.text[first.end : second.start].split(" ")
        if words[-2:][0].casefold() in self.coupling:
            return False  # "28 F-5AS AND 15 F-5BS", in a text all in capitals
        if second.value >= MODEL and not (len(words) == _ONE_NAME and second.end - second.start == _DIGITS):
            return False
        if self.spanish and len(words) > 3 and words[1].islower() and words[1].isalpha():
            del words[1]  # catorce helicópteros Bell 412
        elif len(words) > _ONE_NAME and words[1].islower() and words[1] not in self.ends and words[2].isupper():
            del words[1]  # 12 weaponized MD 530 aircraft
        return (
            len(words) > 2
            and not (len(words) > _IN_NAME and "".join(words).isupper())
            and words[0] == ""
            and words[-1] == ""
            and all(word[:1].isupper() and word.replace("-", "").isalnum() for word in words[1:-1])
        )

    def doubles(self, first: Number, second: Number) -> bool:
        """Seven hundred thirty (730)."""
        if first.value != second.value or second.unit or first.unit:
            return False
        return self.plain[first.end : second.start].strip() == "(" and self.plain[second.end : second.end + 1] == ")"

    def article(self, number: Number) -> None:
        """Take in the article in brackets by which a language says one: "1 (una) ambulancia"."""
        if number.value != 1 or number.unit or not self.plain.startswith(" (", number.end):
            return
        word, _, end = self.scene.word_after(number.end + 2)
        if word in self.articles and self.plain[end : end + 1] == ")":
            number.end, number.doubled = end + 1, True

    def ranges(self, first: Number, second: Number) -> bool:
        """Between $1 and $2 million; $5-7 million; de 5 a 7 millones; never "rose from 5 to 7"."""
        if first.high is not None or second.start - first.end > _FARTHEST:
            return False
        word = self.plain[first.end : second.start].strip()
        if word not in self.joins or not self._alike(first, second):
            return False
        if word == "-":
            return second.word or not first.word
        near = self._clause(first.start)
        if not near or near[0][0] not in self.between:
            return self.joins[word] == "alone" and (word == "-" or not any(one[0] in self.moving for one in near[:3]))
        return not any(before[0] in self.moving for before in near[1:])

    def _clause(self, place: int) -> list[tuple[str, int, int]]:
        """The words before a place, nearest first, as far as its clause may reach."""
        words = self.scene.words_before(place, _CLAUSE)
        ends = next((at for at, word in enumerate(words) if word[0] in _CUTS), len(words))
        return words[:ends]

    def _lends(self, first: Number, second: Number) -> bool:
        """Whether two sums of one currency share the scale word behind the second."""
        same = bool(first.unit) and first.unit == second.unit and first.start < first.end
        return same and second.scaled and not first.scaled and not first.word and first.value < MODEL

    def _began(self, between: str, first: Number, second: Number) -> bool:
        """Whether the first is where a sum began that moved to the second, whose scale and currency it shares."""
        if between not in self.joins or not second.scaled or first.scaled or first.unit:
            return False
        fell = first.value < MODEL and first.value.scaleb(second.power) < second.value * _FALL
        return self.scene.word_before(first.start)[0] in self.between and (fell or self._alike(first, second))

    def _moves(self, between: str, first: Number) -> bool:
        """Whether a sum is where something began or ended that went "from" it "to" the next."""
        return between in self.joins and self.scene.word_before(first.start)[0] in self.between

    def _lends_all(self, first: Number, second: Number) -> bool:
        """Whether a bare number shares the scale and the currency of the sum behind it: 12 and 14 million dollars."""
        bare = not first.unit and not first.scaled and not first.word and first.high is None and first.value < MODEL
        return bare and second.scaled and second.unit not in ("", "percent", "points")

    def _alike(self, first: Number, second: Number) -> bool:
        """Whether two numbers can be the ends of one range: of one unit, the second greater."""
        if first.unit and second.unit and first.unit != second.unit:
            return False
        low = first.value if first.scaled or not second.scaled else first.value.scaleb(second.power)
        return low < second.value and not (first.scaled and not second.scaled)

    def stretch(self, first: Number, second: Number) -> None:
        """Make the second the end of the first."""
        if second.scaled and not first.scaled:
            first.raised(second.power)
        first.high, first.end, first.unit = second.value, second.end, first.unit or second.unit

    def _opened(self, between: str, first: Number, second: Number) -> bool:
        """Whether a bracket opens right before a number, or before its hedge: "3 trillion shillings (about $1.05 billion)"."""
        if between == "(" or not between.startswith("("):
            return between == "("
        hedges = [mark for mark in self.scene.between(first.end, second.start) if mark.kind == "hedge"]
        return bool(hedges) and len(between) - 1 == hedges[-1].end - hedges[0].start

    def relate(self, first: Number, second: Number) -> None:
        """Lend the scale of "700 of the 1,600 million" to its part; mark what stands in brackets behind a sum."""
        between = self.plain[first.end : second.start].strip()
        if self._began(between, first, second):
            first.raised(second.power)  # "rose from 30 to 40 million"
            first.unit = second.unit
        elif self._lends(first, second) and (between in self.coupling or self._moves(between, first)):
            first.raised(second.power)  # "$17.4 and $22.1 million", "fell from $8.2 to $3.1 million"
        elif between in self.coupling and self._lends_all(first, second):
            first.raised(second.power)  # "12 y 14 millones de dólares"
            first.unit = second.unit
        elif between in self.out_of and second.scaled and not first.scaled and not first.unit:
            first.raised(second.power)
            first.unit, first.whole = second.unit, second
        elif self._opened(between, first, second) and (first.unit or first.scaled):
            second.bracketed = True
            if first.value == second.value and (second.unit in ("", first.unit) or second.unit in SHARED):
                second.unit, second.restates = first.unit, first
