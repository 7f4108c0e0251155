"""An element, a place on a page or a stretch of text of a published file, with what stands around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cuaderno.errors import ReadingError
from cuaderno.ledger.opened_files import LOCK, LONGEST, Line, Surroundings, kept, short
from cuaderno.ledger.rows_around import AROUND

if TYPE_CHECKING:
    from cuaderno.reading.pdf import Word
    from cuaderno.statements.locator import CharSpan, PageBox


def in_xml(path: Path, expression: str) -> Surroundings | None:
    """The element around the cited one, with the elements beside it."""
    from lxml import etree

    from cuaderno.reading.xml import MOST_BYTES as MOST_XML
    from cuaderno.reading.xml import read_tree

    if path.stat().st_size > MOST_XML:
        return None
    tree = kept(path, "xml", lambda: read_tree(path))
    try:
        answer = tree.xpath(expression)
    except (etree.XPathError, ValueError):
        raise ReadingError(f"'{expression[:200]}' names no place in {path.name} any more.") from None
    found = answer[0] if isinstance(answer, list) and answer else answer
    if isinstance(found, list):
        return Surroundings("record", (), (), 2, None)
    element = found if isinstance(found, etree._Element) else getattr(found, "getparent", lambda: None)()
    text = "".join(map(str, found.itertext())) if isinstance(found, etree._Element) else str(found)
    lines = tuple(_beside(element, found)) if element is not None else ()
    return Surroundings("record", (), lines, 2, text)


def _beside(element: Any, found: Any) -> Iterator[Line]:
    """The parts of the element that holds the cited one: its attributes, and the elements in it by name."""
    around = element.getparent() if found is element and element.getparent() is not None else element
    yield from (Line(0, (f"@{name}", short(value)), False) for name, value in islice(around.items(), 12))
    children = list(around)
    at = children.index(element) if element in children else 0
    for number, one in enumerate(children[max(0, at - 8) : at + 9], max(0, at - 8) + 1):
        said = " ".join("".join(one.itertext()).split())
        told = " ".join(f"{name}={value!r}" for name, value in one.items())
        here = one is found or (one is element and around is not element)
        yield Line(number, (str(one.tag), short(" ".join(filter(None, (said, told))))), here)
    if around is element and found is not element:
        yield Line(0, (f"@{getattr(found, 'attrname', '')}", short(str(found))), True)


def on_page(path: Path, place: PageBox) -> Surroundings:
    """The lines of the page around a box, its words apart from those before and after it."""
    from cuaderno.reading.pdf import lines_of, words_on

    with LOCK:  # the engine of PDF knows no threads
        words = kept(path, f"page {place.page}", lambda: words_on(path, place.page))
    inside = {word for word in words if _is_inside(word, place)}
    lines = lines_of(list(words))
    at = next((number for number, line in enumerate(lines) if inside.intersection(line)), None)
    if at is None:
        return Surroundings("text", (), (), 1, None)
    first = max(0, at - 2 * AROUND)
    told = tuple(
        Line(number, *_marked(line, inside))
        for number, line in enumerate(lines[first : at + 2 * AROUND + 1], first + 1)
    )
    text = " ".join(word.text for line in lines_of(list(inside)) for word in line)
    return Surroundings("text", (), told, 1, text)


def _is_inside(word: Word, place: PageBox) -> bool:
    across = place.left <= word.centre <= place.left + place.width
    return across and place.top <= word.middle <= place.top + place.height


def _marked(line: Sequence[Word], inside: Collection[Word]) -> tuple[tuple[str, ...], bool]:
    """The words of a line before, inside and after a box; of a line outside it all words as one."""
    places = [at for at, word in enumerate(line) if word in inside]
    texts = [word.text for word in line]
    if not places:
        return (" ".join(texts),), False
    first, last = places[0], places[-1] + 1
    return tuple(" ".join(part) for part in (texts[:first], texts[first:last], texts[last:])), True


def in_text(path: Path, place: CharSpan) -> Surroundings:
    """The lines of a text around some of its characters, which stand apart from those before and after them."""
    from cuaderno.reading.text import read_text

    said = kept(path, "text", lambda: read_text(path))
    if place.end > len(said):
        return Surroundings("text", (), (), 1, None)
    begin = said.rfind("\n", 0, place.start) + 1
    end = said.find("\n", place.end)
    end = len(said) if end < 0 else end
    number = said.count("\n", 0, begin) + 1
    cited = (
        said[max(begin, place.start - LONGEST) : place.start],
        said[place.start : place.end],
        said[place.end : end][:LONGEST],
    )
    above = [(number - at, one) for at, one in enumerate(reversed(said[max(0, begin - 4000) : begin].splitlines()), 1)]
    below = list(enumerate(said[end + 1 : end + 4000].splitlines(), number + 1 + said.count("\n", begin, end)))
    lines = [Line(at, (one[:LONGEST],), False) for at, one in [*above[:AROUND][::-1], *below[:AROUND]] if one.strip()]
    whole = sorted([*lines, Line(number, cited, True)], key=lambda one: one.number)
    return Surroundings("text", (), tuple(whole), 1, said[place.start : place.end])
