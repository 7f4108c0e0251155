"""Plain text into blocks: which lines are one paragraph broken by hand, which are headings, items of a list, rows of a table.

A text is either broken by hand or not, as its lines show. Where it is, a line goes on with the next one if it ends with a
blank (RFC 3676) or a hyphen, if the next word would not have fitted, or if the next line begins small; it does not if the
next line is indented, bears the mark of a list, or is a row. Where it is not, every line is a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cuaderno.reading.days import bears_day
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW, Block
from cuaderno.reading.words import words

WIDEST = 130
"""A line broken by hand is no longer than this."""

_LONGEST_HEADING = 110
_LONGEST_LABEL = 80
_MOST_WORDS = 17
_SLACK = 2
_FILLED = 0.85
_WIDEST_BUT_FEW, _WIDE = 0.95, 0.75
"""Which of the lines, by their length, show how wide a text is."""
_BULLETS = frozenset("-*•·▪■◦●○‣–—>→✓§")
_NUMBERED = re.compile(r"(?:\((?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
_DIGITS_AGAIN = re.compile(r"\(\d{1,3}\)\s")
_MID_CLAUSE = re.compile(r"[^\s;,:.] [a-z-]+\Z")
_ROW = re.compile(r"\S\s?\.{4,}|\S[ ]{3,}\S|\S\t+\S|\|[^|]+\|")
_BETWEEN = re.compile(r"(?:\.{4,}+|[\s|]++)++")
_PARTING = ("   ", "\t", "|", ".")
_CELL = re.compile(r"[\d$€£(A-ZÁÉÍÓÚÑ+-]")
_SMALL_NEXT = re.compile(r"\n[ \t]*[a-zà-ÿ]")
_ENDS = frozenset('.!?:;"”»)…')
_NO_HEADING_END = frozenset(".,;:!")
_OPENING = "¿¡«“\"'‘([#"
_END = re.compile("\n")
_LETTER = re.compile(r"[^\W\d_]")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str
    soft: bool
    """A blank stands at its end."""
    on: bool = False
    """The mark of a page follows, and the sentence goes on after it; or it is the mark of an item alone, whose text is the next line."""


def blocks_of(
    text: str, start: int = 0, end: int | None = None, skipped: Sequence[tuple[int, int]] = ()
) -> list[Block]:
    """The blocks of a plain text, or of the part `start` to `end` of it, in order; lines end in a single newline.

    Lines within the stretches that are `skipped`, in order, are no part of it, and a sentence may go on after them.
    """
    body = _with_newlines(text[start:end])
    pages = "[[" in body and words().page_mark.search(body) is not None
    lines = body.split("\n")
    width = _width(body, lines)
    blocks: list[Block] = []
    chunk: list[_Line] = []
    at = start
    plain = not (width or pages)
    left_out = _line_starts(text, skipped)
    for raw, after in zip(lines, (*lines[1:], ""), strict=True):
        line = raw.strip()
        if at in left_out:
            _turn_page(chunk)
        elif (
            plain and len(line) > WIDEST and not (chunk or after) and line[0].isupper()
        ):  # a paragraph and nothing else
            first = at if raw[0] == line[0] else at + len(raw) - len(raw.lstrip())
            blocks.append(Block(PARAGRAPH, first, first + len(line)))
        elif line and not (pages and words().page_mark.fullmatch(line)):
            lead = 0 if raw[0] == line[0] else len(raw) - len(raw.lstrip())
            first = at + lead
            chunk.append(_Line(first, first + len(line), lead, line, raw[-1] == " ", _MARK.fullmatch(line) is not None))
        elif chunk and pages and _goes_on(chunk, body, at - start):
            chunk[-1] = chunk[-1]._replace(on=True)
        elif chunk:
            _take(chunk, width, blocks)
            chunk = []
        at += len(raw) + 1
    if chunk:
        _take(chunk, width, blocks)
    if blocks and blocks[-1].kind == HEADING and len(blocks) > 1:
        blocks[-1] = Block(PARAGRAPH, blocks[-1].start, blocks[-1].end)
    return blocks


def _with_newlines(body: str) -> str:
    for separator in "\f\v\x85\u2028\u2029":
        if separator in body:
            body = body.replace(separator, "\n")
    return body


def _line_starts(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Where the lines of stretches begin, which begin with one."""
    return {
        at for start, end in spans for at in (start, *(start + m.end() for m in _END.finditer(text[start : end - 1])))
    }


def _turn_page(chunk: list[_Line]) -> None:
    """Let a sentence that the end of a page has cut go on after it."""
    if chunk and chunk[-1].text[-1] not in _ENDS:
        chunk[-1] = chunk[-1]._replace(on=True)


def _goes_on(chunk: list[_Line], body: str, at: int) -> bool:
    """Whether a paragraph goes on after the mark of a page that stands here, or just before."""
    if chunk[-1].text[-1] in _ENDS:
        return False
    ahead = body[at : at + 400].lstrip()
    mark = words().page_mark.match(ahead)
    rest = ahead[mark.end() :].lstrip() if mark else ahead
    return (mark is not None or body[max(0, at - 60) : at].rstrip().endswith("]]")) and rest[:1].islower()


def _width(body: str, lines: list[str]) -> int:
    """How wide a text broken by hand is; 0 for one that is not."""
    lengths = [len(line) for line in lines if line]
    if len(lengths) < 2 or sum(length for length in lengths if length > WIDEST) * 2 > len(body):
        return 0
    short = sorted(length for length in lengths if length <= WIDEST)
    widest = short[int(_WIDEST_BUT_FEW * (len(short) - 1))] if short else 0
    if widest < 30:
        return 0
    if len(_SMALL_NEXT.findall(body)) >= max(2, 0.1 * len(lengths)):
        return widest
    return _width_of_capitals(lines, short) if _capitals(body) else 0


def _width_of_capitals(lines: list[str], short: list[int]) -> int:
    """How wide a text in capitals is, which has no small letters to show it: most of what it says, or of its numbered paragraphs, stands in
    filled lines, or it is not broken by hand. The widest lines may be odd ones, two run together."""
    numbered = next((at for at, line in enumerate(lines) if _NUMBERED.match(line)), 0)
    for told in (lines, lines[numbered:]):
        inner = [len(one) for one, after in pairwise(told) if one.strip() and after.strip()]
        for share in (_WIDEST_BUT_FEW, _WIDE):
            widest = short[int(share * (len(short) - 1))]
            filled = sum(length for length in inner if length >= 0.8 * widest)
            if len(inner) >= 3 and filled >= 0.6 * sum(inner):
                return widest
    return 0


def _capitals(text: str) -> bool:
    sample = text[:2000]
    return sum(map(str.isupper, sample)) > 3 * sum(map(str.islower, sample))


def _take(chunk: list[_Line], width: int, blocks: list[Block]) -> None:
    """The blocks of a run of lines without a blank one between them."""
    if len(chunk) == 1 and not width and _is_long(chunk[0].text):
        blocks.append(Block(PARAGRAPH, chunk[0].start, chunk[0].end))
        return
    groups = _joined(chunk, width) if width or any(line.on for line in chunk) else [[line] for line in chunk]
    last = len(groups) - 1
    before: str | None = None
    for index, group in enumerate(groups):
        first = group[0]
        text = first.text if len(group) == 1 else " ".join(line.text for line in group)
        kind, level = _kind(text, first, width)
        if kind == PARAGRAPH and len(text) <= _LONGEST_HEADING:
            after = groups[index + 1][0].text if index < last else None
            if blocks and ": " in text and (len(groups) > 1 or first.indent):  # a field of a form and what it says
                blocks.append(Block(PARAGRAPH, first.start, group[-1].end))
                before = text
                continue
            kind, level = _short(text, before, after, first=not blocks)
        if kind:
            blocks.append(Block(kind, first.start, group[-1].end, level))
        before = text


def _is_long(text: str) -> bool:
    """Whether a line is a paragraph and nothing else: no mark of a list begins with a capital."""
    return len(text) > WIDEST and text[0].isupper()


def _joined(chunk: list[_Line], width: int) -> list[list[_Line]]:
    groups = [[chunk[0]]]
    for line, after in pairwise(chunk):
        if _continues(line, after, groups[-1], width):
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _continues(line: _Line, after: _Line, group: list[_Line], width: int) -> bool:
    text, ahead = line.text, after.text
    if line.on or not width:
        return line.on
    if text[-1] == "-" and text[-2:-1].isalnum() and ahead[0].isalnum():
        return True
    if (
        (text[0] == "[" and text[-1] == "]")
        or (is_marked(ahead) and not _says_again(text, ahead))
        or _is_row(ahead)
        or _is_row(text)
        or _is_rule(ahead)
        or _is_rule(text)
    ):
        return False
    deeper = after.indent > line.indent and not (len(group) == 1 and is_marked(group[0].text))
    if deeper or (ahead.isupper() and not text.isupper()):
        return False
    if line.soft or (ahead[0].islower() and text[-1] not in ".!?:"):
        return True
    if text.isupper() and len(text) >= _FILLED * width and text[-1] not in ".!?:;":
        return True  # a filled line of capitals that no sign ends
    word = ahead.find(" ")
    return line.indent + len(text) + 1 + (word if word > 0 else len(ahead)) > width - _SLACK


def _says_again(text: str, ahead: str) -> bool:
    """Whether a line begins with the digits of the number whose words end the line before: "one hundred ninety / (190) guns"."""
    return _DIGITS_AGAIN.match(ahead) is not None and _MID_CLAUSE.search(text) is not None


def is_marked(text: str) -> bool:
    """Whether a line begins with the mark of a list: a bullet, a number, a letter in parentheses."""
    head = text[0]
    if head in _BULLETS:
        return text[1:2] in (" ", "\t", "\u00a0")
    return (head == "(" or head.isalnum()) and _NUMBERED.match(text) is not None


def _is_row(text: str) -> bool:
    return ("   " in text or "...." in text or "\t" in text or "|" in text) and bool(
        _ROW.search(text) and _has_cell(text)
    )


def _has_cell(text: str) -> bool:
    """Whether something wide stands between two parts of a line, and the second looks like a cell."""
    return any(
        any(sign in gap[0] for sign in _PARTING) and _CELL.match(text, gap.end()) for gap in _BETWEEN.finditer(text)
    )


def _is_rule(text: str) -> bool:
    return not text[0].isalnum() and not any(map(str.isalnum, text))


def _kind(text: str, line: _Line, width: int) -> tuple[str, int]:
    """The kind and level that a block's own looks give it; "" for a rule or an ornament."""
    if text[0] == "#" and (marks := len(text) - len(text.lstrip("#"))) <= 6 and text[marks : marks + 1] == " ":
        return HEADING, marks
    if is_marked(text):
        label = len(text) <= _LONGEST_LABEL and text[-1] == ":" and text[0] not in _BULLETS and _titled(text)
        return (HEADING, 4) if label else (ITEM, line.indent // 2)
    if _is_rule(text):
        return "", 0
    return (ROW, 0) if _is_row(line.text) and (width or len(text) <= WIDEST) else (PARAGRAPH, 0)


def _short(text: str, before: str | None, after: str | None, *, first: bool) -> tuple[str, int]:
    """The kind and level of a short line, by its looks and by the lines before and after it in its run."""
    end = text[-1]
    if end == ":":
        return (HEADING, 4) if len(text) <= _LONGEST_LABEL and _titled(text) else (PARAGRAPH, 0)
    if end in _NO_HEADING_END or not _may_head(text):
        return PARAGRAPH, 0
    stands_apart = before is None and (after is None or len(after) > _LONGEST_HEADING or is_marked(after))
    if first or stands_apart or (text.isupper() and len(text) > 3) or (before is None and _titled(text)):
        return HEADING, 1 if first else 2
    return PARAGRAPH, 0


def _may_head(text: str) -> bool:
    head = text[0]
    if not (head.isupper() or head.isdigit() or head in _OPENING) or (head == "[" and text[-1] == "]"):
        return False
    if text.count(" ") >= _MOST_WORDS or "@" in text or "://" in text or text[-1] in '"”»':
        return False
    return not bears_day(text) and _LETTER.search(text) is not None


def _titled(text: str) -> bool:
    """Whether every word of four letters or more begins with a capital or no letter."""
    return not any(len(word) > 3 and word[0].islower() for word in text.split())
