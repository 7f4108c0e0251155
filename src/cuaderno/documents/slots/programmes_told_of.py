"""The one programme that a text tells of, by its headings or its lead, to which belongs what it gives without another name: "FY-96 DRAWDOWN: WHERE WE STAND"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import cast

from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.item_topics import others_act
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.programmes_shared import NO_PLANS
from cuaderno.documents.slots.resuming import told_of_others
from cuaderno.documents.slots.surroundings import DURATIONS, Filling
from cuaderno.reading.document import HEADING, Block
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_TOP, _LONG = 16, 120
"""Blocks at the top of a text whose headings tell what it is about, and characters that a lead has at least."""
_AGAIN, _OTHERS = 2, 2
"""How often the programme of a lead is named at least, and how many others beside it at most."""
_STOCKS = frozenset(("EDA", "PDA"))
"""The programmes whose goods come from the donor's own stocks."""
_SALES = frozenset(("FMS", "DCS"))
_GIVING = frozenset(("give", "send", "get", "ask", "train", "attend", "none"))
"""The frames of verbs by which a programme gives."""
_TEACHING = frozenset(("train", "attend"))
_TRADING = frozenset(("buy", "sell", "deploy", "spend"))


def of_the_programme_told_of(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """What is given, and the dollars told, in a text about one programme, before another is named in the paragraph or its heading."""
    code, since = programme_told_of(context)
    draft = parsed.anchors[number].draft
    if not code or parsed.start < since or draft.unit in DURATIONS or parsed.universes or parsed.civil:
        return None
    if draft.kind == MONEY and draft.unit not in ("USD", "percent"):
        return None
    if _names_others(context, parsed, code) or others_act(context, parsed, number):
        return None
    frames = {verb.frame for verb in parsed.verbs}
    taught = not frames.isdisjoint(_TEACHING)
    if frames & _TRADING and not (taught and draft.kind == PERSONNEL):
        return None
    exercised = any(mark.code == "exercise" for mark in parsed.links)
    if draft.kind == PERSONNEL and (exercised or not taught):
        return None
    if draft.kind != MONEY and frames and frames.isdisjoint(_GIVING):
        return None
    return code, "the programme that the text is about"


def of_the_stocks(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """Goods told right behind others from the donor's stocks are from them too: "Forty came as EDA. A second lot of eight will follow"."""
    last = context.last
    if parsed.anchors[number].draft.kind != QUANTITY or last is None or last.programme not in _STOCKS:
        return None
    there = context.scene.sentence_at(last.anchor[0])
    if there.block != parsed.sentence.block or there.index == parsed.sentence.index or told_of_others(parsed):
        return None
    if parsed.programmes or others_act(context, parsed, number) or any(v.frame in _TRADING for v in parsed.verbs):
        return None
    return last.programme, "of the stocks told before"


def programme_told_of(context: Context) -> tuple[str, int]:
    """The programme of a text's headings at the top, else of its lead, if only one, and from where on it is told of; "" where there is none."""
    notes = context.scene.notes
    if "programme told of" not in notes:
        notes["programme told of"] = _told_of(context)
    return cast("tuple[str, int]", notes["programme told of"])


def _told_of(context: Context) -> tuple[str, int]:
    scene = context.scene
    marks = [] if context.notice else [mark for mark in scene.of("programme") if not _is_bureau(scene, mark)]
    if not marks:
        return "", 0
    lead = _lead(scene)
    headings = _headings(scene, lead[0] if lead[1] else len(scene.text))
    codes = _within(marks, headings)
    since = 0 if codes else lead[1]
    codes = codes or _within(marks, [lead])
    code = next(iter(codes)) if len(codes) == 1 else ""
    if code in _SALES | NO_PLANS or (since and not _is_named_most(marks, code)):
        return "", 0
    return code, since


def _is_named_most(marks: list[Mark], code: str) -> bool:
    """Whether a programme is named again, and oftener than each of the few others."""
    times = Counter(mark.code for mark in marks)
    mine = times.pop(code, 0)
    return mine >= _AGAIN and len(times) <= _OTHERS and all(mine > others for others in times.values())


def _within(marks: list[Mark], stretches: list[tuple[int, int]]) -> set[str]:
    """The programmes named within some stretches."""
    return {mark.code for mark in marks if any(start <= mark.start < end for start, end in stretches)}


def _is_bureau(scene: Scene, mark: Mark) -> bool:
    """Whether the name of a programme is that of the bureau that runs it: "INL", "International Narcotics and Law Enforcement Affairs"."""
    if scene.word_after(mark.end)[0] in scene.words.local("slot-bureau"):
        return True
    return any(each.kind == "government" and each.end == mark.end for each in scene.at(mark.start))


def _headings(scene: Scene, lead: int) -> list[tuple[int, int]]:
    """The headings above the lead of a text, for those below are of their sections, and the line of its subject: "SUBJECT: FY-96 DRAWDOWN"."""
    top = scene.blocks[:_TOP]
    found = [(block.start, block.end) for block in top if block.kind == HEADING and block.start <= lead]
    return found + [line for block in top if block.kind != HEADING for line in _lines_of_subject(scene, block)]


def _lines_of_subject(scene: Scene, block: Block) -> Iterator[tuple[int, int]]:
    """The lines of a block at the top that say what a paper is about."""
    start = block.start
    while start < block.end:
        end = scene.text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        if scene.plain.startswith(tuple(scene.words.local("slot-subject-line")), start):
            yield start, end
        start = end + 1


def _lead(scene: Scene) -> tuple[int, int]:
    """The first paragraph of a text that is long enough to tell something."""
    blocks = (block for block in scene.blocks[:_TOP] if block.kind != HEADING and block.end - block.start > _LONG)
    return next(((block.start, block.end) for block in blocks), (0, 0))


def _names_others(context: Context, parsed: Parsed, code: str) -> bool:
    """Whether another programme is named in the paragraph up to the end of a sentence, or in the heading above it."""
    scene, block = context.scene, context.scene.blocks[parsed.sentence.block]
    heading = context.heading(parsed.sentence)
    marks: list[Mark] = list(scene.starting("programme", block.start, parsed.end))
    marks += heading.of("programme") if heading is not None else []
    return any(mark.code != code for mark in marks)
