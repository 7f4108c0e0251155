"""XML 1.0, read safely: no document type, no entities of a file's own, nothing fetched; long files of records in little memory.

A file of records (a root, and thousands of elements of one name beneath it) is cut at the ends of its records; each is
parsed by itself and forgotten. A plain record goes to pugixml, which is fast and knows nothing of namespaces. One with a
comment, CDATA, an instruction, a namespace declaration or a rare reference goes through libxml2 first and comes out plain:
elements of the root's namespace by their local names, those of others left out. In a plain record a prefix is part of a name.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from cuaderno.errors import ReadingError
from cuaderno.reading.table import existing

BLOCK = 1 << 18
MOST_BYTES = 32 << 20
"""What is held in memory whole; of a larger file only records are read."""

LONGEST_RECORD = 64 << 20
STRETCH = 64 << 10
"""How much plain XML is parsed at a time."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']")
_READ = re.compile(r"utf-8|ascii|iso8859-[0-9]{1,2}|cp125[0-8]")
_ABOVE_ROOT = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(rb"<([^\s/>!?\"'<]+)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_RARE = re.compile(
    rb"&(?!amp;|lt;|gt;|quot;|apos;|#(?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3});|#x(?:[2-9A-Fa-f][0-9A-Fa-f]|[1-9A-Ca-c][0-9A-Fa-f]{2,3});)"
)
_FORBIDDEN = tuple(bytes([code]) for code in (0, 28, 29, 30, 31))
_IN_RECORD = re.compile(r"/([\w.-]+)/([\w.-]+)\[([1-9][0-9]{0,8})\](?:/(.+))?", re.DOTALL)
_CUT_SHORT = {
    etree.ErrorTypes.ERR_DOCUMENT_EMPTY,
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
    etree.ErrorTypes.ERR_COMMENT_NOT_FINISHED,
    etree.ErrorTypes.ERR_CDATA_NOT_FINISHED,
    etree.ErrorTypes.ERR_LTSLASH_REQUIRED,
}
_ENTITIES = {etree.ErrorTypes.ERR_UNDECLARED_ENTITY, etree.ErrorTypes.WAR_UNDECLARED_ENTITY}


@dataclass(frozen=True, slots=True)
class Records:
    """The root's attributes, and its records: XPath nodes of pugixml, each to be used before the next is asked for."""

    attributes: dict[str, str]
    nodes: Iterator[Any]


def read_tree(path: Path) -> etree._ElementTree:
    """The whole document without comments and instructions; CDATA is text.

    Raises ReadingError: no file, too large, a document type, entities, no XML, not well formed, cut short, wrongly encoded.
    """
    if existing(path).stat().st_size > MOST_BYTES:
        raise ReadingError(
            f"{path.name} is larger than {MOST_BYTES >> 20} MB, which no published file of this kind is. Nothing has been "
            "taken in."
        )
    data = b"".join(_as_utf8(path))
    if _root_of(path, data) is None:
        raise _no_xml(path)
    return etree.ElementTree(_parsed(path, data))


def read_node(path: Path, expression: str) -> str | None:
    """The text of the element or attribute that an XPath 1.0 expression names, of the first if several; None if there is none.

    `/root/record[3]/…` is found in a file of any size. Raises ReadingError for what is no XML, or no expression.
    """
    if existing(path).stat().st_size > MOST_BYTES and (within := _IN_RECORD.fullmatch(expression)):
        root, record, number, rest = within.groups()
        return _read_in_record(path, root, record, int(number), rest or ".")
    try:
        answer: Any = read_tree(path).xpath(expression)
    except (etree.XPathError, ValueError):
        raise _no_expression(path, expression) from None
    if answer == []:
        return None
    found = answer[0] if isinstance(answer, list) else answer
    return "".join(map(str, found.itertext())) if isinstance(found, etree._Element) else str(found)


def _read_in_record(path: Path, root: str, record: str, number: int, rest: str) -> str | None:
    from pugixml import pugi

    query, text = pugi.XPathQuery(rest), pugi.XPathQuery("string()")
    if not query.result() or query.return_type() != pugi.XPATH_TYPE_NODE_SET:
        raise _no_expression(path, rest)
    for position, node in enumerate(read_records(path, root, record).nodes, 1):
        if position == number:
            found = query.evaluate_node(node)
            if not found:
                return None
            return str(found.attribute().value() if found.attribute() else text.evaluate_string(found.node()))
    return None


def read_records(path: Path, root: str, record: str) -> Records:
    """The records of a file of any size, in a few MB of memory.

    Raises ReadingError as `read_tree` does: at once for the head of the file, for the rest while the records are read.
    """
    existing(path)
    blocks = _as_utf8(path)
    head = b""
    found = None
    for block in blocks:
        head += block
        if (found := _root_of(path, head)) or len(head) > LONGEST_RECORD:
            break
    if found is None:
        raise _no_xml(path)
    name = found[1].decode()
    if name != root:
        raise ReadingError(
            f"{path.name} is XML of another kind: its root is <{name[:60]}>, and <{root}> was expected. Take in the publisher's "
            "own file; nothing has been taken in."
        )
    frame = _Frame(path, found[0], found[1], record)
    return Records(frame.attributes, frame.nodes(head[found.end() :], blocks))


class _Frame:
    """The root's tags, into which a stretch of the file is put to be looked at by itself."""

    def __init__(self, path: Path, tag: bytes, name: bytes, record: str) -> None:
        from pugixml import pugi

        self.path, self.record = path, record
        self.closing = b"</" + name + b">"
        self.opening = tag[:-2] + b">" if tag.endswith(b"/>") else tag
        self.without_records = tag.endswith(b"/>")
        root = self._framed(b"", self.closing)
        self.namespace = etree.QName(root).namespace
        self.attributes = {str(name): str(value) for name, value in root.attrib.items()}
        self.done = 0
        self._document = pugi.XMLDocument
        self._records = pugi.XPathQuery(f"child::{record}").evaluate_node_set
        self._flags = pugi.PARSE_ESCAPES | pugi.PARSE_EOL | pugi.PARSE_WCONV_ATTRIBUTE | pugi.PARSE_FRAGMENT
        self._encoding = pugi.ENCODING_UTF8

    def nodes(self, rest: bytes, blocks: Iterator[bytes]) -> Iterator[Any]:
        """The records; what follows the last of them is parsed with the root around it, for it must end as XML does.

        A record longer than what has been read is sought again when twice as much has been: so a long one costs no more than
        its length. The last block is empty.
        """
        if self.without_records:
            rest = self.closing + rest
        held, least = [rest], 0
        for block in chain((b"",), blocks):
            held.append(block)
            if block and sum(map(len, held)) < least:
                continue
            rest, at = b"".join(held), 0
            for end, plain in _cuts(rest, b"</" + self.record.encode() + b">"):
                piece, at = rest[at:end], end
                yield from self._plain(piece) if plain else self._through_libxml(piece, self.closing)
            rest = rest[at:]
            held, least = [rest], 0 if at else 2 * len(rest)
            if len(rest) > LONGEST_RECORD:
                raise ReadingError(
                    f"{self.path.name}: what follows record {self.done:,} does not end within {LONGEST_RECORD >> 20} MB. The file is "
                    "damaged or is not this source's; nothing has been taken in."
                )
        yield from self._through_libxml(rest, b"")

    def _plain(self, piece: bytes) -> Iterator[Any]:
        document = self._document()
        if not document.load_buffer(piece, len(piece), self._flags, self._encoding):
            self._framed(piece, self.closing)  # which says what is wrong
            raise ReadingError(f"{self._where()} is not well-formed XML. Download it again; nothing has been taken in.")
        for node in self._records(document)[:]:
            self.done += 1
            yield node

    def _through_libxml(self, piece: bytes, closing: bytes) -> Iterator[Any]:
        tree = self._framed(piece, closing)
        names = {str(one.tag) for one in tree.iter()}
        if foreign := [name for name in names if etree.QName(name).namespace != self.namespace]:
            etree.strip_elements(tree, *foreign, with_tail=False)
        if self.namespace:
            for one in tree.iter():
                one.tag = etree.QName(one).localname
        etree.cleanup_namespaces(tree)
        for child in tree.iterchildren(self.record):
            child.tail = None
            yield from self._plain(etree.tostring(child, encoding="UTF-8", xml_declaration=False))

    def _framed(self, piece: bytes, closing: bytes) -> etree._Element:
        return _parsed(self.path, self.opening + piece + closing, self._where() if piece else "")

    def _where(self) -> str:
        return f"{self.path.name}, after record {self.done:,},"


def _cuts(text: bytes, ended: bytes) -> Iterator[tuple[int, bool]]:
    """Where to cut a text that begins outside of records: after each record, or after several if all are plain; which they are."""
    at = careful = 0
    while True:
        far = text.rfind(ended, at, at + STRETCH) if at >= careful else -1
        end = far + len(ended)
        plain = far >= 0 and _is_plain(text[at:end])
        if not plain:
            careful = max(careful, end)
            end = _record_end(text, at, ended)
            if not end:
                return
            plain = _is_plain(text[at:end])
        yield end, plain
        at = end


def _is_plain(piece: bytes) -> bool:
    return not (_first(piece, 0, len(piece)) >= 0 or b"xmlns" in piece or _has_rare(piece))


def _has_rare(piece: bytes) -> bool:
    at = piece.find(b"&")
    while at >= 0:
        if _RARE.match(piece, at):
            return True
        at = piece.find(b"&", at + 1)
    return False


def _record_end(text: bytes, start: int, ended: bytes) -> int:
    """Where the record that begins after `start` ends, not counting ends inside comments, CDATA and instructions; 0 if later."""
    at = start
    while (found := text.find(ended, at)) >= 0:
        opened = _first(text, at, found)
        if opened < 0:
            return found + len(ended)
        pairs = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"), (b"<!", b">"))
        opening, closing = next(pair for pair in pairs if text.startswith(pair[0], opened))
        at = text.find(closing, opened + len(opening))
        if at < 0:
            return 0
    return 0


def _first(text: bytes, start: int, end: int) -> int:
    """The first `<!` or `<?` of a stretch; -1 if there is none."""
    found = [
        place
        for mark, opening in ((b"!", b"<!"), (b"?", b"<?"))
        if text.find(mark, start, end) >= 0 and (place := text.find(opening, start, end)) >= 0
    ]
    return min(found, default=-1)


def _root_of(path: Path, head: bytes) -> re.Match[bytes] | None:
    """The start tag of the root; None if it does not end within `head`."""
    above = _ABOVE_ROOT.match(head)
    at = above.end() if above else 0
    begin = head[at : at + 16].lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        raise ReadingError(
            f"{path.name} is a web page, not XML data: the address probably answered with a notice. Download the file again."
        )
    if begin.startswith(b"<!doctype"):
        raise ReadingError(
            f"{path.name} declares a document type, with which a file can bring entities of its own; the publisher's files do "
            "not. It was not read any further. Take in the publisher's own file."
        )
    if begin and not begin.startswith(b"<"):
        raise _no_xml(path)
    return _ROOT.match(head, at)


def _parsed(path: Path, data: bytes, where: str = "") -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        place = where or f"{path.name}, line {error.lineno or 1:,},"
        code = getattr(error, "code", 0)
        if code in _ENTITIES:
            what = "uses an entity that XML does not have"
        elif code in _CUT_SHORT:
            what = "ends in the middle: the download was probably cut short"
        else:
            what = "is not well-formed XML"
    raise ReadingError(f"{place} {what}. Get the publisher's own file again; nothing has been taken in.")


def _no_xml(path: Path) -> ReadingError:
    return ReadingError(
        f"{path.name} is not XML: one begins with a tag in angle brackets. Take in the publisher's own file; nothing has been "
        "taken in."
    )


def _no_expression(path: Path, expression: str) -> ReadingError:
    return ReadingError(
        f"'{expression[:200]}' names no place in {path.name}: a place is written with the names of elements, numbers and attributes, "
        "such as /root/record[3]/value."
    )


def _as_utf8(path: Path) -> Iterator[bytes]:
    """The file in blocks of UTF-8, without a byte order mark; a character may lie in two of them."""
    with path.open("rb") as file:
        block = file.read(BLOCK)
        mark, encoding = _encoding_of(path, block)
        decode = codecs.getincrementaldecoder(encoding)().decode
        block = block[mark:]
        while True:
            last = not block
            try:
                text = decode(block, last)
            except UnicodeDecodeError:
                raise ReadingError(
                    f"{path.name} says it is written in {encoding.upper()} and holds bytes that are not. Get the publisher's own file "
                    "again; nothing has been taken in."
                ) from None
            encoded = block if encoding == "utf-8" else text.encode()
            if any(code in encoded for code in _FORBIDDEN):
                raise ReadingError(
                    f"{path.name} holds control characters, which XML forbids. The file is damaged or is not XML; nothing has been "
                    "taken in."
                )
            yield encoded
            if last:
                return
            block = file.read(BLOCK)


def _encoding_of(path: Path, head: bytes) -> tuple[int, str]:
    """The length of the byte order mark, and the encoding: of the mark, as declared, or UTF-8 (XML 1.0, 4.3.3)."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return len(mark), encoding
    if head[:4] in (b"<\0?\0", b"\0<\0?"):
        return 0, "utf-16-le" if head[0] else "utf-16-be"
    declared = _DECLARED.match(head)
    name = declared[1].decode() if declared else "utf-8"
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if not _READ.fullmatch(known):
        raise ReadingError(
            f"{path.name} says it is written in {name[:40]}, which is not read here. Save it again in UTF-8."
        )
    return 0, known
