"""Opens somebody's document: a file, standard input or an address, whatever its form."""

from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cuaderno.errors import ReadingError
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
    b"{\\rtf": "an RTF document",
    _OLD_WORD: "a document of an older Office program, or one locked with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"\x1f\x8b": "a packed file",
    b"Rar!": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"\x28\xb5\x2f\xfd": "a packed file",
    b"PAR1": "a table in Parquet",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
_FORMS_READ = "Cuaderno reads plain text, web pages (HTML), PDF with a text layer, and DOCX"


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
        raise ReadingError(f"{called} is empty. Name the document that is to be read.")
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
        raise ReadingError(
            f"{called} has {len(text):,} characters; at most {longest:,} are read here as one document. Split it, or take the part "
            "that matters."
        )


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
    return ReadingError(
        f"{name} is larger than {MOST_BYTES >> 20} MB, the most that is read as one document. Split it, or take the part that is to "
        "be read."
    )


def form_of(data: bytes, name: str = "", kind: str = "") -> str:
    """text, html, pdf or docx, by the bytes, then by the name or by what a server says. Raises ReadingError for other forms."""
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    for mark, what in _OTHERS.items():
        if data.startswith(mark):
            raise ReadingError(f"{name} is {what}. {_FORMS_READ}; save it as one of these.")
    if _looks_html(data, name, kind):
        return HTML
    if kind == "application/pdf" or PurePosixPath(name.lower()).suffix == ".pdf":
        raise ReadingError(f"{name} is not a PDF file, whatever its name says. Download it again.")
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
        raise ReadingError(f"{name} is a damaged or cut short DOCX or zip file. Download it again.") from None
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(one.startswith("word/") for one in names)
    ):
        return DOCX
    what = (
        "a workbook"
        if any(one.startswith("xl/") for one in names)
        else "a presentation"
        if any(one.startswith("ppt/") for one in names)
        else "a zip file"
    )
    raise ReadingError(f"{name} is {what}. {_FORMS_READ}; save it as one of these.")
