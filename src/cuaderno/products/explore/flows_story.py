"""Flows in words, as ribbons and as a table whose rows are recipients and whose columns are programmes (or providers)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING

from cuaderno.errors import CannotAdd, NoAnswer
from cuaderno.products.explore import sankey
from cuaderno.products.explore.cited import Citing, cited_page
from cuaderno.products.explore.compare_choices import what_name
from cuaderno.products.explore.flows import Flows, Side, flows
from cuaderno.products.explore.flows_amounts import in_full, in_short
from cuaderno.products.explore.words import Voice
from cuaderno.products.page import Block, Chart, Page, Paragraph, Section, Span, Spans, Table
from cuaderno.products.pieces import spans_of, text
from cuaderno.products.words import figure, legend, period, plain, unit_words, vocabulary
from cuaderno.statements.measures import stage as stage_of
from cuaderno.statements.places import place as place_of
from cuaderno.statements.programmes import programme as programme_of
from cuaderno.statements.universes import universe as universe_of

if TYPE_CHECKING:
    from cuaderno.ledger.ledger import Ledger
    from cuaderno.products.explore.asked import Asked
    from cuaderno.products.shapes import Fig

CHART = "ribbons"
LETTERS = 60
"""So many letters go into a line of the picture on a phone."""
_LARGEST = 3
_Largest = tuple["Fig", Side, Side]


def flows_page(ledger: Ledger, lang: str, question: Asked, shown: int, *, cells: bool = True) -> Page:
    """The page of what flows. `question` is settled; where there is no answer the page says why."""
    voice = Voice("flows", lang)
    citing = Citing(ledger, question.recipient if len(question.recipient) == len("USA") else "")
    what = what_name(question, lang)
    stage = stage_of(question.stage).name(lang)
    head = vocabulary(f"{what}: {stage}" if what else stage[:1].upper() + stage[1:])
    deck: tuple[Spans, ...] = ()
    sections: tuple[Section, ...]
    try:
        found = flows(citing, question, shown, lang)
    except (CannotAdd, NoAnswer) as error:
        sections = (Section("answer", voice.word("none_title"), (Paragraph(vocabulary(error.told(lang))),)),)
    else:
        told = _Told(citing, found, question, voice)
        deck = (told.lead(),)
        sections = (
            Section("flow", voice.word("flow_title"), told.chart()),
            Section("asked", voice.word("asked_title"), told.how()),
        )
    return cited_page(
        citing, lang, kicker=voice.word("kicker"), title=voice.word("title"), subtitle=head, deck=deck, sections=sections,
        cells=cells,
    )  # fmt: skip


class _Told:
    """What flows, in one language."""

    def __init__(self, citing: Citing, found: Flows, question: Asked, voice: Voice) -> None:
        self._found, self._question, self._voice = found, question, voice
        self._total = found.whole.total
        self._sum = found.whole.sum
        self._source = citing.ledger.store.source(self._total.answered.source).title[voice.lang]
        self._period = period(voice.lang, self._sum.period, "prose")

    def lead(self) -> Spans:
        """The whole, and the largest flows in it."""
        lang = self._voice.lang
        parts: dict[str, str | Span | Spans] = {
            "figure": in_full(lang, self._sum),
            "period": self._period,
            "provider": self._provider(),
            "stage": stage_of(self._question.stage).name(lang),
        }
        largest = self._largest()
        if not largest:
            return self._voice.say("lead_plain", **parts)
        return self._voice.say("lead", **parts, largest=self._listed(largest))

    def chart(self) -> tuple[Block, ...]:
        """The ribbons with their table, and what they cannot show."""
        voice, found = self._voice, self._found
        parts: dict[str, str | Span | Spans] = {
            "figure": in_full(voice.lang, self._sum),
            "period": self._period,
            "what": vocabulary(self._what()),
            "left": Span("count", str(sum(side.count for side in found.left))),
            "right": Span("count", str(sum(side.count for side in found.right))),
        }
        title = voice.say("chart_title", **parts)
        drawn = Chart(
            CHART,
            title,
            voice.say(f"chart_sentence_{found.by}", **parts),
            (),
            self._drawing(),
            self._note(),
            table=self._table(),
            asked=tuple(one.query() for one in found.asked),
        )
        return (drawn,)

    def how(self) -> tuple[Block, ...]:
        """The definition, the stage, who answers, what is never drawn together, and the question on the command line."""
        voice, asked = self._voice, self._question
        stage = stage_of(asked.stage)
        blocks: list[Block] = []
        if asked.universe:
            blocks.append(Paragraph(vocabulary(universe_of(asked.universe).sentence(voice.lang))))
        said = Span("strong", stage.name(voice.lang).capitalize())
        blocks.append(Paragraph(voice.say("stage", stage=said, plain=vocabulary(stage.plain(voice.lang)))))
        blocks.append(Paragraph(voice.say("answers", source=vocabulary(self._source), period=self._period)))
        if self._total.answered.missing:
            missing = [(Span("text", ", "), period(voice.lang, code)) for code in self._total.answered.missing]
            years = tuple(span for pair in missing for span in pair)[1:]
            blocks.append(Paragraph(voice.say("missing", years=years), "note"))
        told = {code for side in self._found.right for code in side.codes}
        if silent := [code for code in asked.recipient.split(",") if code and code not in told]:
            names = ", ".join(place_of(code).name(voice.lang) for code in silent)
            blocks.append(Paragraph(voice.say("nothing_for", places=names), "note"))
        blocks.append(Paragraph(voice.say("never_twice"), "note"))
        blocks.append(Paragraph(voice.say("command", command=Span("code", self._found.whole.asked.command())), "note"))
        return tuple(blocks)

    def _what(self) -> str:
        return what_name(self._question, self._voice.lang) or self._voice.word("everything")

    def _provider(self) -> str:
        code = self._total.provider
        return place_of(code).name(self._voice.lang) if code else self._voice.word("all_providers")

    def _left_name(self, side: Side, *, short: bool = False) -> str:
        if side.rest:
            return self._voice.word(f"other_{self._found.by}", count=side.count)
        if self._found.by == "provider":
            return place_of(side.codes[0]).name(self._voice.lang) if side.codes[0] else self._voice.word("no_provider")
        if not side.codes[0]:
            return self._voice.word("no_programme_short" if short else "no_programme")
        return side.codes[0] if short else f"{programme_of(side.codes[0]).name(self._voice.lang)} ({side.codes[0]})"

    def _right_name(self, side: Side) -> str:
        if side.rest:
            return self._voice.word("other_recipient", count=side.count)
        return place_of(side.codes[0]).name(self._voice.lang)

    def _amount(self, fig: Fig) -> str:
        return in_short(self._voice.lang, fig)

    def _pairs(self) -> Iterator[tuple[Fig, int, int]]:
        """Every flow that has a width, with the places of its ends."""
        for down, row in enumerate(self._found.cells):
            for across, fig in enumerate(row):
                if fig is not None and fig.value is not None and fig.value > 0:
                    yield fig, across, down

    def _largest(self) -> list[_Largest]:
        named = [
            (fig, self._found.left[across], self._found.right[down])
            for fig, across, down in self._pairs()
            if not self._found.left[across].rest and not self._found.right[down].rest
        ]
        return sorted(named, key=lambda one: -(one[0].value or 0))[:_LARGEST]

    def _listed(self, largest: list[_Largest]) -> Spans:
        spans: list[Span] = []
        for fig, left, right in largest:
            spans += self._voice.say(
                "one_flow",
                left=self._left_name(left, short=True),
                right=self._right_name(right),
                figure=in_full(self._voice.lang, fig),
            )
            spans.append(Span("text", "; "))
        return tuple(spans[:-1])

    def _drawing(self) -> str:
        found = self._found
        shift = 1 if found.by == "programme" else 0
        colours = dict(zip(range(len(found.left)), cycle(sankey.BANDS), strict=False))
        colours |= {at: sankey.REST for at, side in enumerate(found.left) if side.rest}
        nodes = [
            sankey.Node(
                f"l{at}", shift, self._left_name(side, short=True), self._amount(side.figure), colours[at], side.rest
            )
            for at, side in enumerate(found.left)
        ]
        nodes += [
            sankey.Node(f"r{at}", shift + 1, self._right_name(side), self._amount(side.figure), "soft", side.rest)
            for at, side in enumerate(found.right)
        ]
        links = [self._ribbon(fig, across, down, colours[across]) for fig, across, down in self._pairs()]
        if shift:
            nodes.append(sankey.Node("p", 0, self._provider(), self._amount(self._sum), "soft"))
            drawn = {at: sum(link.value for link in links if link.source == f"l{at}") for at in range(len(found.left))}
            links += [
                sankey.Link(
                    "p",
                    f"l{at}",
                    drawn[at],
                    colours[at],
                    f"{self._provider()} → {self._left_name(side)}: {self._amount(side.figure)}",
                )
                for at, side in enumerate(found.left)
                if drawn[at]
            ]
        return sankey.svg(sankey.layout(nodes, links), CHART, self._head(), self._foot())

    def _ribbon(self, fig: Fig, across: int, down: int, colour: str) -> sankey.Link:
        left, right = self._found.left[across], self._found.right[down]
        says = f"{self._left_name(left)} → {self._right_name(right)}: {self._amount(fig)}"
        return sankey.Link(f"l{across}", f"r{down}", float(fig.value or 0), colour, says)

    def _head(self) -> list[str]:
        """What the picture says of itself: the total, of what, when."""
        voice = self._voice
        lines = voice.word(
            "picture", total=self._amount(self._sum), stage=stage_of(self._question.stage).name(voice.lang),
            period=self._period.text, what=self._what(),
        )  # fmt: skip
        return [part for line in lines.split("|") for part in textwrap.wrap(line, LETTERS)]

    def _foot(self) -> list[str]:
        unit = plain(unit_words(self._voice.lang, self._total.unit))
        return textwrap.wrap(self._voice.word("picture_source", unit=unit, source=self._source), LETTERS)

    def _note(self) -> Spans:
        """How to read the ribbons, and what has no width."""
        said = self._voice.say("note")
        if self._found.below:
            count, low = self._found.below
            amount_said = in_full(self._voice.lang, low)
            said += self._voice.say("undrawn", count=Span("count", str(count)), amount=amount_said)
        return said

    def _table(self) -> Table:
        """A row for each recipient, a column for each programme, and what both come to."""
        voice, found = self._voice, self._found
        lang = voice.lang
        rows = [
            (self._named(side), *((figure(lang, fig),) for fig in row), (figure(lang, side.figure),))
            for side, row in zip(found.right, found.cells, strict=True)
        ]
        foot = (
            text(voice.word("total")),
            *((figure(lang, side.figure),) for side in found.left),
            (figure(lang, self._sum),),
        )
        caption = voice.say(
            "caption", what=vocabulary(self._what()), stage=stage_of(self._question.stage).name(lang), period=self._period,
            unit=unit_words(lang, self._total.unit),
        )  # fmt: skip
        names = [vocabulary(self._left_name(side, short=True)) for side in found.left]
        return Table(
            caption,
            (text(voice.word("recipient")), *names, text(voice.word("total"))),
            (),
            ("text", *("money" for _ in found.left), "money"),
            tuple(rows),
            (foot,),
            legend(lang, spans_of((*rows, foot))),
        )

    def _named(self, side: Side) -> Spans:
        if side.rest:
            return vocabulary(self._right_name(side))
        return (Span("strong", self._right_name(side), names=f"place/{side.codes[0]}"),)
