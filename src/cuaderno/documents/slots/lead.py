"""What the sentence before a list says of its items, or that of a deed which another sentence only spells out."""

from __future__ import annotations

from cuaderno.documents.amounts.governing import lead_above, lead_before
from cuaderno.documents.draft import Draft
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.slots.accompanied import is_accompanied
from cuaderno.documents.slots.antecedent import antecedent
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.parties import sides
from cuaderno.documents.slots.programmes_of import Named, named
from cuaderno.documents.slots.sides import Sides
from cuaderno.documents.slots.spelt_out import spelt_out
from cuaderno.documents.slots.stages_of import govern_at
from cuaderno.documents.slots.told_next import begins_with_it
from cuaderno.reading.document import ITEM

_BREAK, _LAST = 24, 3
"""Characters, and words and signs, at the end of a lead-in in which its "will" stands."""


class Lead:
    """What the sentence before a list says of its items, or that of a deed which another spells out: a figure, or its own words.

    `listed` tells that the figures are items of a list, of which nothing else speaks.
    """

    __slots__ = ("draft", "governing", "listed", "parsed", "programme", "sides", "told_there")

    def __init__(self, context: Context, sentence: Sentence, item: Sentence, *, listed: bool) -> None:
        self.listed = listed
        self.parsed = context.parsed(sentence)
        anchors = self.parsed.anchors
        figures = [anchor.draft for anchor in anchors if anchor.draft.unit != "countries"]
        self.draft = figures[-1] if figures else anchors[-1].draft if anchors else None
        self.told_there = bool(anchors)
        self.governing = govern_at(self.parsed, sentence.end)
        if self.draft is None and self.governing is None:
            self.draft = antecedent(context, self.parsed, sentence.end)
        names = named(self.parsed)
        above = _lead_above(context, sentence, item)
        if above is not None and self.draft is None:
            self.draft, self.governing = above.draft, above.governing
        out = spelt_out(context, self.parsed) if listed and self.draft is None and not names else None
        self.draft = self.draft or out
        if self.draft is None and self.governing is None and (before := sentence.previous) is not None:
            self.governing = govern_at(context.parsed(before), before.end)
        if self.draft is None and self.governing is None and listed:
            self.draft = _told_last(context, sentence, item)
        told = self.governing is None or self.governing.verb.form == "noun" or self.governing.verb.frame == "get"
        if not names and listed and told and out is None:
            names = _named_just_before(context, sentence)
        alone = bool(names) and not is_accompanied(self.parsed, names[-1].start, names[-1].end)
        told_before = self.draft.programme if self.draft is not None and not names else None
        self.programme = names[-1].code if alone else told_before
        if self.draft is None and names:
            self.draft = context.by_programme.get(names[-1].code)
        self.sides = sides(context, self.parsed, 0, self.governing) if not anchors and above is None else Sides()

    @property
    def promises(self) -> bool:
        """Whether the lead-in breaks off behind a word of the future, whose verbs the items have: "The United States will:"."""
        words = self.parsed.gap(max(self.parsed.start, self.parsed.end - _BREAK), self.parsed.end)[-_LAST:]
        return any(self.parsed.small.aux.get(word) == "future" for word in words)

    @property
    def stage(self) -> str | None:
        """The stage of the figure told there, of the verb, or of the figure whose programme is named again."""
        stage = self.draft.stage if self.draft is not None else None
        if self.governing is not None and (stage is None or not self.told_there):
            return self.governing.stage
        return stage


def _lead_above(context: Context, sentence: Sentence, item: Sentence) -> Lead | None:
    """The lead-in of a whole list, for that of a part of it that only names what the part is of: "With FMF funds:"."""
    above = lead_above(context.scene, sentence)
    return Lead(context, context.scene.sentence_at(above[0]), item, listed=True) if above is not None else None


def _told_last(context: Context, lead: Sentence, item: Sentence) -> Draft | None:
    """The last figure of an item itself, else the last before its list: what another item tells is its own."""
    scene, last = context.scene, context.last
    if last is not None and scene.sentence_at(last.anchor[0]).block == item.block:
        return last
    return next((told for told in reversed(context.all) if told.anchor[0] < lead.start), None)


def _only_tells(parsed: Parsed) -> bool:
    """Whether a lead-in only says that something is told, and its items speak for themselves: "informs on the presence of troops:"."""
    governing = govern_at(parsed, parsed.end)
    if parsed.anchors or parsed.programmes or (governing is not None and governing.verb.form != "noun"):
        return False
    telling, since = (
        parsed.sentence.scene.words.local("slot-telling"),
        governing.verb.end if governing else parsed.start,
    )
    return any(word in telling for word in parsed.gap(since, parsed.end))


def _named_just_before(context: Context, sentence: Sentence) -> list[Named]:
    """The only programme named in the sentence before a lead-in, of the same paragraph: "34 FMS cases. Recent deliveries include:"."""
    before = sentence.previous
    opens = begins_with_it(context.parsed(sentence), sentence.start)
    if before is None or sentence.block - before.block > opens:
        return []
    names = named(context.parsed(before))
    return names if len({name.code for name in names}) == 1 else []


def lead_of(context: Context, sentence: Sentence, draft: Draft) -> Lead | None:
    """The lead-in of the list in which a figure stands, or None."""
    listed = draft.governed is None or context.scene.blocks[sentence.block].kind == ITEM
    listed = listed or draft.governed == lead_above(context.scene, sentence)
    governed = lead_before(sentence, draft)
    before = context.scene.sentence_at(governed[0]) if governed is not None else None
    if before is None or before.index >= sentence.index or (listed and _only_tells(context.parsed(before))):
        return None
    return Lead(context, before, sentence, listed=listed)
