"""Opens somebody's document: a file, standard input or an address, whatever its form."""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cuaderno.errors import ReadingError, say
from cuaderno.reading.document import Document

MOST_BYTES = 128 << 20
"""The largest file that is opened."""

STANDARD_INPUT = "-"
TEXT, HTML, PDF, DOCX = "text", "html", "pdf", "docx"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HEAD = 1024
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|style|div|p|h[1-6]|table|main|article|section|pre|ul|ol|span|a|b|center|font|header|nav)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(rb"</(?:p|div|h[1-6]|li|a|td|span|body|html)\s*>", re.IGNORECASE)
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"{\\rtf": "an_rtf",
    _OLD_WORD: "an_old_office",
    b"\x89PNG": "a_picture",
    b"\xff\xd8\xff": "a_picture",
    b"GIF8": "a_picture",
    b"II*\0": "a_picture",
    b"MM\0*": "a_picture",
    b"\x1f\x8b": "a_packed_file",
    b"Rar!": "a_packed_file",
    b"7z\xbc\xaf": "a_packed_file",
    b"\x28\xb5\x2f\xfd": "a_packed_file",
    b"PAR1": "a_parquet",
    b"\x7fELF": "a_program",
    b"MZ\x90": "a_program",
}


def open_document(
    source: Path | str, *, stdin: BinaryIO | None = None, fetch: bool = True, longest: int | None = None
) -> Document:
    """Read a document: a path, `-` for standard input, or an http or https address.

    `stdin` stands in for standard input; `fetch` False refuses addresses; `longest` is how many characters are read at most. The form
    is told by the bytes, then by the name. Raises ReadingError where there is no such file, where it is empty, larger than 128 MB (a
    web page: 32 MB), longer than `longest`, binary, damaged, locked, a scan without text, or of a form that is not read; FetchError
    where an address does not give it.
    """
    said = str(source)
    if said == STANDARD_INPUT:
        data = _limited((stdin or sys.stdin.buffer).read(MOST_BYTES + 1), "Standard input")
        return read_document(data, STANDARD_INPUT, longest=longest)
    if _ADDRESS.match(said):
        if not fetch:
            raise ReadingError(
                f"{said} is an address, and nothing is fetched here. Save the document and name the file."
            )
        from cuaderno.reading.address import fetched

        answer = fetched(said, MOST_BYTES)
        return read_document(
            answer.data, answer.name, address=answer.address, kind=answer.kind, charset=answer.charset, longest=longest
        )
    path = Path(source)
    return read_document(_bytes_of(path), path.name, longest=longest)


def read_document(
    data: bytes, name: str, *, address: str = "", kind: str = "", charset: str = "", longest: int | None = None
) -> Document:
    """Read a document from its bytes.

    `name` is what messages and the document call it, `kind` and `charset` what a server said of it. Raises as `open_document`.
    """
    called = "Standard input" if name == STANDARD_INPUT else name
    _limited(data, called)
    if not data.strip(b" \t\r\n\0"):
        raise ReadingError(say("document_empty", name=called))
    sha256 = hashlib.sha256(data).hexdigest()
    form = form_of(data, name, kind)
    if form == TEXT:
        from cuaderno.reading.decoding import decoded
        from cuaderno.reading.plain import text_document

        text, notes = decoded(data, called, charset)
        _refuse_longer(text, called, longest)
        return text_document(text, name, sha256=sha256, notes=notes, address=address)
    document = _laid_out(data, name, sha256, form, address=address, charset=charset)
    _refuse_longer(document.text, called, longest)
    return document


def _laid_out(data: bytes, name: str, sha256: str, form: str, *, address: str, charset: str) -> Document:
    """A document of a form that is more than text."""
    if form == HTML:
        from cuaderno.reading.html import html_document

        return html_document(data, name, sha256, address=address, charset=charset)
    if form == PDF:
        from cuaderno.reading.pages import pdf_document

        return pdf_document(data, name, sha256, address=address)
    from cuaderno.reading.docx import docx_document

    return docx_document(data, name, sha256, address=address)


def _refuse_longer(text: str, called: str, longest: int | None) -> None:
    if longest is not None and len(text) > longest:
        raise ReadingError(say("document_long", name=called, count=len(text), most=longest))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadingError(f"{path} is a folder; name the document itself.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _too_large(str(path))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ReadingError(
            f"There is no file {path}. Check the name; write - to read standard input, or an address with https://."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadingError(f"{path} cannot be read ({reason}). Check the name and its permissions.") from None


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    return data


def _too_large(name: str) -> ReadingError:
    return ReadingError(say("document_large", name=name, most=MOST_BYTES >> 20))


def form_of(data: bytes, name: str = "", kind: str = "") -> str:
    """text, html, pdf or docx, by the bytes, then by the name or by what a server says. Raises ReadingError for other forms."""
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    for mark, what in _OTHERS.items():
        if data.startswith(mark):
            raise ReadingError(say("document_form", name=name, what=say(what)))
    if _looks_html(data, name, kind):
        return HTML
    if kind == "application/pdf" or PurePosixPath(name.lower()).suffix == ".pdf":
        raise ReadingError(say("not_a_pdf", name=name))
    return TEXT


def _looks_html(data: bytes, name: str, kind: str) -> bool:
    head = data[: 4 * _HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return True
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    return PurePosixPath(name.lower()).suffix in (".html", ".htm", ".xhtml") and (
        b"<" in head or _ELEMENT.search(data) is not None
    )


def _packed(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError):
        raise ReadingError(say("zip_damaged", name=name)) from None
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(one.startswith("word/") for one in names)
    ):
        return DOCX
    what = (
        "a_workbook"
        if any(one.startswith("xl/") for one in names)
        else "a_presentation"
        if any(one.startswith("ppt/") for one in names)
        else "a_zip"
    )
    raise ReadingError(say("document_form", name=name, what=say(what)))
