"""Documents that nobody should have to check, given to `cuaderno check` as a user gives them: a right answer or one clear paragraph.

What is large, deep or without end runs in a process of its own whose memory and time are limited; the rest in the tests' own.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from click.testing import CliRunner

from cuaderno.cli import main
from cuaderno.products.annotate.run import MOST_CHARACTERS, MOST_CLAIMS, MOST_NUMBERS

SAYS = "From FY 2017 to FY 2020, the United States provided approximately $216 million in Foreign Military Financing (FMF) to Colombia. "
GIGABYTE = 1 << 30
MEMORY, SECONDS = 3 * GIGABYTE, 120
START = """\
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_FSIZE, ({file}, {file}))
signal.signal(signal.SIGINT, signal.default_int_handler)
from cuaderno.cli import main
main(prog_name="cuaderno")
"""


@dataclass(frozen=True)
class Told:
    """What a process gave back."""

    code: int
    out: str
    error: str

    @property
    def paragraph(self) -> str:
        """Its one paragraph on standard error."""
        assert (self.code, self.out) == (2, ""), self.error
        assert self.error.startswith("Error: ")
        assert self.error.count("\n") == 1
        assert "Traceback" not in self.error
        return self.error


def start(
    *args: str, memory: int = MEMORY, file: int = GIGABYTE, seconds: int = SECONDS, **options: Any
) -> subprocess.Popen[bytes]:
    code = START.format(memory=memory, seconds=seconds, file=file)
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([sys.executable, "-c", code, "check", *args], **pipes)


def check(path: Path | str, *args: str, **options: Any) -> Told:
    with start(str(path), *args, **options) as process:
        out, error = process.communicate(timeout=SECONDS)
    return Told(process.returncode, out.decode(), error.decode())


def check_here(path: Path | str, *args: str) -> Told:
    """The same within this process: for documents that ask for no limits."""
    answer = CliRunner().invoke(main, ["check", str(path), *args], prog_name="cuaderno")
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return Told(answer.exit_code, answer.stdout, answer.stderr)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def found(path: Path, *args: str, by: Callable[..., Told] = check) -> list[dict[str, Any]]:
    told = by(path, "--format", "json", *args)
    assert told.code in (0, 1), told.error
    assert told.error == ""
    claims: list[dict[str, Any]] = json.loads(told.out)["claims"]
    return claims


class TestTooMuch:
    """More than is checked as one document, refused before it is worked on."""

    def test_a_hundred_megabytes_of_text(self, tmp_path: Path) -> None:
        path = write(tmp_path / "big.txt", (SAYS + "\n\n") * 770_000)
        assert path.stat().st_size > 100_000_000
        said = check(path, memory=GIGABYTE).paragraph
        assert f"big.txt has 100,100,000 characters; at most {MOST_CHARACTERS:,}" in said
        assert "Split it" in said

    def test_a_million_numbers(self, tmp_path: Path) -> None:
        said = check(write(tmp_path / "numbers.txt", "17 " * 1_000_000), memory=GIGABYTE).paragraph
        assert f"1,000,000 numbers; at most {MOST_NUMBERS:,}" in said

    @pytest.mark.slow
    def test_more_claims_than_a_document_makes(self, tmp_path: Path) -> None:
        said = check(write(tmp_path / "claims.txt", "Peru got $5 million. " * (MOST_CLAIMS + 1))).paragraph
        assert f"{MOST_CLAIMS + 1:,} claims; at most {MOST_CLAIMS:,}" in said

    def test_a_zip_bomb(self, tmp_path: Path) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("[Content_Types].xml", "<Types/>")
            with made.open("word/document.xml", "w") as part:
                for _ in range(512):
                    part.write(b" " * (1 << 20))
        said = check(write(tmp_path / "bomb.docx", packed.getvalue()), memory=GIGABYTE).paragraph
        assert "would unpack to 512 MB" in said

    def test_a_web_page_larger_than_any(self, tmp_path: Path) -> None:
        assert "larger than 32 MB" in check(write(tmp_path / "a.html", b"<p>" + b"x" * (33 << 20))).paragraph

    def test_a_web_page_with_more_text_than_is_checked(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.html", "<p>" + "It was a long meeting. " * 240_000)
        assert "5,5" in check(path).paragraph


def test_a_pdf_of_a_hundred_thousand_pages(tmp_path: Path) -> None:
    claim = wrap(SAYS, 60)
    path = write(tmp_path / "long.pdf", pdf([claim, ["Nothing more."]], 100_000))
    (one,) = found(path)
    assert (one["value"], one["verdict"]["verdict"]) == (216_000_000, "supported")
    assert "reading stopped after 5,000 / 100,000" in " ".join(check(path).out.split())


def pdf(pages: Sequence[Sequence[str]], count: int) -> bytes:
    """A PDF of so many pages: those given, each its lines, and then the last over and over, which is held once."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b" ".join(b"(%s) Tj 0 -14 Td" % line.replace("(", r"\(").replace(")", r"\)").encode() for line in lines)
        content = b"BT /F 10 Tf 40 600 Td %s ET" % shown
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 792 792] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % (len(objects) + 2)
        )  # fmt: skip
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
    kids += [kids[-1]] * (count - len(kids))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b" ".join(b"%d 0 R" % kid for kid in kids))
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


REFUSED: dict[str, tuple[str, bytes | None, str]] = {
    "an empty file": ("a.txt", b"", "is empty"),
    "blanks alone": ("a.txt", b" \n\t\r\n" * 9, "is empty"),
    "nulls": ("a.txt", bytes(5000), "is empty"),
    "binary": ("a.bin", bytes(range(256)) * 64, "not a text"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture"),
    "a PDF cut short": ("a.pdf", pdf([["It gave $5 million."]], 1)[:150], "damaged"),
    "what a PDF is only by name": ("a.pdf", SAYS.encode(), "not a PDF"),
    "a DOCX cut short": ("a.docx", b"PK\x03\x04" + bytes(range(200)), "damaged or cut short"),
    "no such file": ("a.txt", None, "There is no file"),
    "a name that is none": ("a\0b.txt", None, "cannot be read"),
    "a name too long": ("a" * 5000, None, "cannot be read"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_one_paragraph(case: str, tmp_path: Path) -> None:
    name, content, words = REFUSED[case]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    said = (check if case == "binary" else check_here)(path).paragraph
    assert words in said
    assert len(said) < 7000


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in check_here(tmp_path).paragraph


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SAYS)
    path.chmod(0)
    assert "Permission denied" in check(path).paragraph


WRITTEN: dict[str, bytes] = {
    "UTF-8": SAYS.encode(),
    "UTF-8 with a mark": SAYS.encode("utf-8-sig"),
    "UTF-16": SAYS.encode("utf-16"),
    "UTF-16 big end first": b"\xfe\xff" + SAYS.encode("utf-16-be"),
    "Latin-1": f"El señor dijo: {SAYS}".encode("latin-1"),
    "Windows": f"“{SAYS}”\r\n".encode("cp1252"),
    "controls of direction": f"\u202e{SAYS}\u202c \u2067{SAYS[:4]}\u2069".encode(),
    "a mark within the number": SAYS.replace("$216", "$\u200f2\u200e16").encode(),
    "soft hyphens": SAYS.replace("provided", "pro\u00advided").encode(),
    "no-break spaces": SAYS.replace(" ", "\u00a0").encode(),
    "accents apart": f"Café: {SAYS}".replace("é", "e\u0301").encode(),
    "wrapped": "\n".join(
        wrap(f"{SAYS}It was a long meeting, and nothing was said of other sums. " * 2, 50)[:5]
    ).encode(),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_the_sentence_is_read_however_it_is_written(case: str, tmp_path: Path) -> None:
    claims = found(write(tmp_path / "a.txt", WRITTEN[case]), by=check if case == "UTF-8" else check_here)
    assert [(one["value"], one["programme"], one["recipient"], one["verdict"]["verdict"]) for one in claims] == [
        (216_000_000, "FMF", "COL", "supported")
    ]


class TestHtml:
    PAGE = f"""<html><head><script>alert(1)</script><style>p {{}}</style></head><body onload="alert(2)">
<p onclick="alert(3)">{SAYS}</p><p>&lt;script&gt;alert(4)&lt;/script&gt; &lt;img src=x onerror=alert(5)&gt; in 2012 Peru got $5 million.</p>
<iframe src="https://example.org"></iframe><svg onload="alert(6)"></svg><a href="javascript:alert(7)">$9 million</a></body></html>"""

    @pytest.mark.parametrize("lang", ["en", "es"])
    def test_nothing_of_it_is_markup_in_the_annotated_page(self, tmp_path: Path, lang: str) -> None:
        told = check_here(write(tmp_path / "a.html", self.PAGE), "--format", "html", "--lang", lang)
        assert (told.code, told.error) == (0, "")
        assert "&lt;script&gt;alert(4)&lt;/script&gt;" in told.out
        tags = re.findall(r"<[a-zA-Z/][^>]*>", re.sub(r"<(script|style)>.*?</\1>", "", told.out, flags=re.DOTALL))
        assert not [tag for tag in tags if re.search(r"\son\w+\s*=|javascript:|<(?:iframe|img)", tag)]
        assert [tag for tag in tags if tag.startswith("<svg")] == [
            tag for tag in tags if tag.startswith(('<svg class="bar"', '<svg class="shares"'))
        ]
        assert "alert" not in "".join(re.findall(r"<script.*?</script>", told.out, flags=re.DOTALL))

    def test_deep_nesting(self, tmp_path: Path) -> None:
        claims = found(write(tmp_path / "a.html", f"<p>{SAYS}</p>" + "<div>" * 200_000 + "<p>and more</p>"))
        assert [one["value"] for one in claims] == [216_000_000]

    @pytest.mark.parametrize(
        "text", ["<" * 100_000, "<p " * 50_000, "<!--" * 50_000, "<p>&" + "amp;" * 100_000, "<table>" * 20_000]
    )
    def test_markup_that_never_ends(self, tmp_path: Path, text: str) -> None:
        assert check(write(tmp_path / "a.html", f"<html><p>{SAYS}</p>{text}")).code in (0, 1, 2)


REPEATED = {
    "one long line": SAYS,
    "one long sentence": SAYS.replace(". ", ", and "),
    "no blanks": "million;",
    "numbers": "1,234 ",
    "amounts": "$5 million, ",
    "lines of amounts": "$5 million\n",
    "items of a list": "- $5 million in FMF\n",
    "headings": "Security Assistance to Peru\n\nIt gave $5 million.\n\n",
    "years": "2012 ",
    "short lines": "x\n",
    "hyphens": "ab-\n",
    "blanks": " ",
    "alternating blanks": "\t ",
    "brackets": "(",
    "notes": "[1] ",
    "places": "Colombia, Peru, ",
    "parties and figures": "Colombia an agreement tanks from twenty ” ",
    "verbs and figures": "$5 obligó 2012 Peru of provided ",
    "visits": "Secretary Panetta visited Colombia on Monday. ",
    "that period": "that period, the year before, ",
    "totals": "A total of $5 million, of which $2 million in FMF, ",
    "anaphors": "These funds came to $5 million. ",
    "accents": "e\u0301",
}


@pytest.mark.slow
@pytest.mark.parametrize("case", REPEATED)
def test_the_same_over_and_over_takes_no_more_than_its_length(case: str, tmp_path: Path) -> None:
    """Forty thousand characters: what grows with the square of the length does not end within the limit of time."""
    text = REPEATED[case]
    told = check(
        write(tmp_path / "a.txt", "Begin: " + text * (40_000 // len(text)) + " end.\n"),
        "--format",
        "annotations",
        seconds=10,
    )
    assert told.code in (0, 1), told.error
    json.loads(told.out)


class TestWriting:
    """The answer is written whole, or not at all."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return write(tmp_path / "a.txt", SAYS)

    def test_into_a_folder_that_is_not_there(self, path: Path, tmp_path: Path) -> None:
        said = check_here(path, "-o", str(tmp_path / "none" / "a.html")).paragraph
        assert "could not be written (No such file or directory)" in said

    def test_under_a_file_as_if_it_were_a_folder(self, path: Path) -> None:
        assert "could not be written (Not a directory)" in check_here(path, "-o", str(path / "a.html")).paragraph

    def test_onto_a_folder(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "a.html").mkdir()
        assert "could not be written (Is a directory)" in check_here(path, "-o", str(tmp_path / "a.html")).paragraph

    def test_where_no_more_fits(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        kept = write(tmp_path / "out" / "a.html", "as before")
        assert "could not be written (File too large)" in check(path, "-o", str(kept), file=10_000).paragraph
        assert [(one.name, one.read_text()) for one in kept.parent.iterdir()] == [("a.html", "as before")]

    def test_onto_a_device_it_stays_one(self, path: Path) -> None:
        told = check(path, "-o", "/dev/null", "--format", "json")
        assert told == Told(0, "", "")
        assert Path("/dev/null").is_char_device()
        assert (
            "could not be written (No space left on device)"
            in check(path, "-o", "/dev/full", "--format", "json").paragraph
        )
        assert Path("/dev/full").is_char_device()

    def test_onto_standard_output_by_its_name(self, path: Path) -> None:
        assert json.loads(check(path, "-o", "/dev/stdout", "--format", "json").out)["claims"]


@pytest.mark.parametrize("after", [0.3, 0.8, 1.5, 2.5])
def test_ctrl_c_ends_it_quietly_and_leaves_nothing(tmp_path: Path, after: float) -> None:
    path = write(tmp_path / "a.txt", (SAYS + "\n\n") * 4_000)
    with start(str(path), "-o", str(tmp_path / "out.json")) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=SECONDS)
    if b"Traceback" in error:  # the signal came before the command began, while Python was starting
        assert b"in main" not in error
    else:
        assert (out, error) == (b"", b"")
        assert process.returncode == 130
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_ctrl_c_within_a_query_ends_it_quietly() -> None:
    asking = (
        "import os, signal, threading, click, duckdb\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from cuaderno.cli.group import main\n"
        "@main.command('wait')\n"
        "def wait():\n"
        "    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        # A query of seconds that ends of itself: the engine looks for the signal only between two pieces of its work.
        "    duckdb.connect().execute('SELECT sum(hash(range)) FROM range(1000000000)')\n"
        "main(['wait'])\n"
    )
    done = subprocess.run([sys.executable, "-c", asking], capture_output=True, timeout=SECONDS, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 130)


def test_a_pipe_that_closes_in_the_middle(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", (SAYS + "\n\n") * 300)
    with start(str(path), "--format", "json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(SECONDS) in (
            141,
            0,
        )  # some kernels take what is written to a pipe that has just been closed
