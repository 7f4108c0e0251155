from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuaderno.errors import FetchError
from cuaderno.sources.fetch import Fetched, NotModified, Validators, _safe_name, fetch

from .publisher import (
    Publisher,
    chunks,
    drops,
    gives,
    raw,
    redirects,
    says,
    serving,
    stalls,
    zips,
)

OLD = hashlib.shake_256(b"old").digest(300_000)
NEW = hashlib.shake_256(b"new").digest(290_001)
MODIFIED = "Tue, 09 Aug 2022 12:00:00 GMT"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving() as publisher:
        yield publisher


def get(address: str, into: Path, **how: Any) -> Fetched | NotModified:
    return fetch(address, into, **{"timeout": 0.3, "backoff": 0.001, **how})


def whole(address: str, into: Path, body: bytes, **how: Any) -> Fetched:
    """Fetch, and see that exactly `body` is on disk, under its hash, with nothing beside it."""
    got = get(address, into, **how)
    assert isinstance(got, Fetched)
    assert got.path.read_bytes() == body
    assert got.sha256 == hashlib.sha256(body).hexdigest()
    assert got.size == len(body)
    assert list(into.iterdir()) == [got.path]
    return got


def refused(address: str, into: Path, **how: Any) -> str:
    """Fetch in vain, and see that no finished file is there and that the error is one helpful paragraph."""
    with pytest.raises(FetchError) as caught:
        get(address, into, **how)
    assert not [path for path in into.glob("*") if ".part" not in path.name]
    text = str(caught.value)
    assert "\n" not in text
    assert "cuaderno add SOURCE FILE" in text
    return text


class Stop:
    """A progress that stands for Ctrl-C: it interrupts once so many bytes have come."""

    def __init__(self, after: int) -> None:
        self.after = after

    def __call__(self, done: int, _total: int | None) -> None:
        if done >= self.after:
            raise KeyboardInterrupt


class TestWhole:
    def test_the_file_is_stored_hashed_and_described(self, publisher: Publisher, tmp_path: Path) -> None:
        seen: list[tuple[int, int | None]] = []
        address = publisher.will("/aid/complete.csv", gives(OLD, Last_Modified=MODIFIED))
        got = whole(address, tmp_path / "new", OLD, progress=lambda done, total: seen.append((done, total)))
        assert got.path == tmp_path / "new/complete.csv"
        assert (got.address, got.etag, got.last_modified) == (address, '"v1"', MODIFIED)
        assert got.retrieved.tzinfo is UTC
        assert seen[-1] == (len(OLD), len(OLD))
        assert [done for done, _ in seen] == sorted({done for done, _ in seen})
        assert publisher.headers("Accept-Encoding") == ["identity"]
        assert publisher.headers("If-None-Match") == publisher.headers("Range") == [None]

    def test_an_older_file_gives_way_only_to_a_whole_one(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", gives(OLD), drops(NEW, 1000, '"v2"'), gives(NEW, '"v2"'))
        path = whole(address, tmp_path, OLD).path
        with pytest.raises(FetchError):
            get(address, tmp_path, retries=0)
        assert path.read_bytes() == OLD
        whole(address, tmp_path, NEW)

    @pytest.mark.parametrize("answer", [chunks(OLD), chunks(OLD, None)])
    def test_a_body_in_chunks_has_no_length(self, publisher: Publisher, tmp_path: Path, answer: Any) -> None:
        totals: set[int | None] = set()
        whole(publisher.will("/a.csv", answer), tmp_path, OLD, progress=lambda _, total: totals.add(total))
        assert totals == {None}

    def test_a_body_that_ends_with_the_connection_may_be_a_part(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", raw(b"HTTP/1.0 200 OK\r\n\r\na,b\n1,2\n"))
        assert "does not say how long it is" in refused(address, tmp_path)

    def test_an_empty_file_is_none(self, publisher: Publisher, tmp_path: Path) -> None:
        assert "sent 0 bytes" in refused(publisher.will("/a.csv", gives(b"")), tmp_path, retries=1)


class TestKnown:
    @pytest.mark.parametrize(
        ("known", "etag"),
        [
            (Validators(etag='"v1"'), '"v1"'),
            (Validators(etag='W/"1"'), 'W/"1"'),
            (Validators(None, MODIFIED), None),
        ],
    )
    def test_an_unchanged_file_is_not_sent_again(
        self, publisher: Publisher, tmp_path: Path, known: Validators, etag: str | None
    ) -> None:
        address = publisher.will("/a.csv", gives(OLD, etag, Last_Modified=MODIFIED))
        got = get(address, tmp_path, known=known)
        assert isinstance(got, NotModified)
        assert (got.address, got.checked.tzinfo) == (address, UTC)
        assert not list(tmp_path.iterdir())

    def test_a_changed_file_is(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", gives(NEW, '"v2"'))
        assert whole(address, tmp_path, NEW, known=Validators('"v1"', MODIFIED)).etag == '"v2"'
        assert publisher.headers("If-None-Match") == ['"v1"']
        assert publisher.headers("If-Modified-Since") == [MODIFIED]

    def test_not_modified_without_a_question_is_a_fault(self, publisher: Publisher, tmp_path: Path) -> None:
        assert "status 304" in refused(publisher.will("/a.csv", says(304)), tmp_path)


class TestResume:
    @pytest.mark.parametrize("reset", [False, True])
    def test_a_dropped_connection_is_gone_on_from(self, publisher: Publisher, tmp_path: Path, reset: bool) -> None:
        address = publisher.will("/a.zip", drops(OLD, 100_000, reset=reset, Last_Modified=MODIFIED), gives(OLD))
        got = whole(address, tmp_path, OLD)
        assert got.last_modified == MODIFIED  # which the 206 does not repeat
        assert len(publisher.asked) == 2
        if not reset:  # a reset may take received bytes with it
            assert publisher.headers("Range") == [None, "bytes=100000-"]
            assert publisher.headers("If-Range") == [None, '"v1"']

    def test_a_stalled_connection_too(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.zip", stalls(OLD, 70_000), stalls(OLD, 30_000), gives(OLD))
        whole(address, tmp_path, OLD)
        assert publisher.headers("Range") == [None, "bytes=70000-", "bytes=100000-"]

    def test_chunks_without_an_end_too(self, publisher: Publisher, tmp_path: Path) -> None:
        whole(publisher.will("/a.zip", chunks(OLD[:40_960], end=False), gives(OLD)), tmp_path, OLD)
        assert publisher.headers("Range") == [None, "bytes=40960-"]

    def test_a_partial_answer_that_is_shorter_than_the_rest(self, publisher: Publisher, tmp_path: Path) -> None:
        span = f"bytes 1000-1999/{len(OLD)}"
        bit = says(206, OLD[1000:2000], ETag='"v1"', Content_Range=span)
        whole(publisher.will("/a.zip", drops(OLD, 1000), bit, gives(OLD)), tmp_path, OLD)
        assert publisher.headers("Range") == [None, "bytes=1000-", "bytes=2000-"]

    def test_a_file_that_changed_meanwhile_is_begun_again(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.zip", drops(OLD, 100_000), gives(NEW, '"v2"'))
        assert whole(address, tmp_path, NEW).etag == '"v2"'
        assert len(publisher.asked) == 2

    def test_a_file_that_became_shorter_is_begun_again(self, publisher: Publisher, tmp_path: Path) -> None:
        whole(publisher.will("/a.zip", drops(OLD, 100_000), says(416), gives(NEW, '"v2"')), tmp_path, NEW)
        assert publisher.headers("Range") == [None, "bytes=100000-", None]

    def test_a_server_that_ignores_ranges_sends_all_of_it(self, publisher: Publisher, tmp_path: Path) -> None:
        whole(publisher.will("/a.zip", drops(OLD, 100_000), gives(OLD, ranges=False)), tmp_path, OLD)
        assert publisher.headers("Range") == [None, "bytes=100000-"]

    @pytest.mark.parametrize("etag", [None, 'W/"1"'])
    def test_without_a_strong_etag_it_is_begun_again(
        self, publisher: Publisher, tmp_path: Path, etag: str | None
    ) -> None:
        answers = drops(OLD, 100_000, etag, Last_Modified=MODIFIED), gives(OLD, etag)
        whole(publisher.will("/a.zip", *answers), tmp_path, OLD)
        assert publisher.headers("Range") == [None, None]

    @pytest.mark.parametrize(
        "headers",
        [
            {"ETag": '"v2"', "Content_Range": f"bytes 1000-{len(OLD) - 1}/{len(OLD)}"},
            {"Content_Range": f"bytes 1000-{len(OLD) - 1}/{len(OLD)}"},
            {"ETag": '"v1"', "Content_Range": f"bytes 900-{len(OLD) - 1}/{len(OLD)}"},
            {"ETag": '"v1"', "Content_Range": f"bytes 1000-{len(OLD)}/{len(OLD) + 1}"},
            {"ETag": '"v1"', "Content_Range": f"bytes 1000-{len(OLD) - 1}/*"},
            {"ETag": '"v1"'},
            {
                "ETag": '"v1"',
                "Content_Range": f"bytes 1000-{len(OLD) - 1}/{len(OLD)}",
                "Content_Encoding": "gzip",
            },
        ],
    )
    def test_a_partial_answer_that_does_not_fit_is_never_joined(
        self, publisher: Publisher, tmp_path: Path, headers: dict[str, str]
    ) -> None:
        wrong = says(206, NEW[1000:], **headers)
        whole(publisher.will("/a.zip", drops(OLD, 1000), wrong, gives(OLD)), tmp_path, OLD)
        assert publisher.headers("Range") == [None, "bytes=1000-", None]

    def test_a_partial_answer_longer_than_the_file_is_never_joined(self, publisher: Publisher, tmp_path: Path) -> None:
        span = f"bytes 1000-{len(OLD) - 1}/{len(OLD)}"
        long = says(206, OLD[1000:] + b"more", ETag='"v1"', Content_Range=span)
        whole(publisher.will("/a.zip", drops(OLD, 1000), long, gives(OLD)), tmp_path, OLD)
        assert publisher.headers("Range") == [None, "bytes=1000-", None]

    def test_a_truncated_file_is_never_accepted(self, publisher: Publisher, tmp_path: Path) -> None:
        text = refused(publisher.will("/a.zip", drops(OLD, 500)), tmp_path, retries=2)
        assert "broke off" in text
        assert "last of 3 tries" in text
        assert (tmp_path / "a.zip.part").read_bytes() == OLD[:1500]


class TestAcrossProcesses:
    def interrupt(self, address: str, into: Path, after: int = 100_000) -> Path:
        with pytest.raises(KeyboardInterrupt):
            get(address, into, progress=Stop(after))
        assert {path.name for path in into.iterdir()} == {"a.zip.part", "a.zip.part.json"}
        return into / "a.zip.part"

    def test_ctrl_c_leaves_what_came_and_a_later_process_goes_on(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.zip", stalls(OLD, 150_000), gives(OLD))
        code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        code += f"from cuaderno.sources.fetch import *; fetch({address!r}, Path({str(tmp_path)!r}))"
        with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) as process:
            part, ends = tmp_path / "a.zip.part", time.monotonic() + 10
            while not (part.exists() and part.stat().st_size > 60_000) and time.monotonic() < ends:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            assert b"KeyboardInterrupt" in process.communicate(timeout=10)[1]
        assert not (tmp_path / "a.zip").exists()
        held = part.stat().st_size
        assert part.read_bytes() == OLD[:held]
        whole(address, tmp_path, OLD)
        assert publisher.headers("Range") == [None, f"bytes={held}-"]

    def test_a_newer_version_is_not_joined_to_the_older_part(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.zip", gives(OLD), gives(NEW, '"v2"'))
        self.interrupt(address, tmp_path)
        whole(address, tmp_path, NEW, known=Validators('"v0"'))

    def test_a_signed_address_may_change_its_query(self, publisher: Publisher, tmp_path: Path) -> None:
        publisher.will("/s3/a.zip", gives(OLD))
        address = publisher.will("/get", redirects("/s3/a.zip?key=1"), redirects("/s3/a.zip?key=2"))
        self.interrupt(address, tmp_path)
        assert whole(address, tmp_path, OLD).address.endswith("/s3/a.zip?key=2")
        assert publisher.asked[-1][1]["If-Range"] == '"v1"'

    def test_another_address_of_the_same_name_is_another_file(self, publisher: Publisher, tmp_path: Path) -> None:
        publisher.will("/2021/a.zip", gives(OLD))
        publisher.will("/2022/a.zip", gives(NEW))
        address = publisher.will("/latest", redirects("/2021/a.zip"), redirects("/2022/a.zip"))
        self.interrupt(address, tmp_path)
        whole(address, tmp_path, NEW)
        assert publisher.headers("Range") == [None] * 4

    def test_another_question_to_one_address_is_another_file(self, publisher: Publisher, tmp_path: Path) -> None:
        publisher.will("/a.zip", gives(OLD), gives(NEW))
        self.interrupt(publisher.address + "/a.zip?year=2021", tmp_path)
        whole(publisher.address + "/a.zip?year=2022", tmp_path, NEW)
        assert publisher.headers("Range") == [None, None]

    @pytest.mark.parametrize("note", [None, "", "{", "[]", '{"etag": "\\"v1\\""}'])
    def test_a_part_without_its_version_is_not_trusted(
        self, publisher: Publisher, tmp_path: Path, note: str | None
    ) -> None:
        address = publisher.will("/a.zip", gives(OLD))
        side = self.interrupt(address, tmp_path).with_name("a.zip.part.json")
        side.unlink() if note is None else side.write_text(note)
        whole(address, tmp_path, OLD)
        assert publisher.headers("Range") == [None, None]

    def test_a_part_that_was_whole_already(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.zip", gives(OLD))
        assert self.interrupt(address, tmp_path, after=len(OLD)).read_bytes() == OLD
        whole(address, tmp_path, OLD)
        assert publisher.headers("Range") == [None, f"bytes={len(OLD)}-", None]

    def test_the_side_file_names_the_version(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.zip", gives(OLD, Last_Modified=MODIFIED))
        note = json.loads(self.interrupt(address, tmp_path).with_name("a.zip.part.json").read_text())
        assert note == {
            "asked": address,
            "address": address,
            "size": len(OLD),
            "etag": '"v1"',
            "last_modified": MODIFIED,
        }


class TestPacked:
    def test_what_is_stored_and_hashed_is_the_unpacked_file(self, publisher: Publisher, tmp_path: Path) -> None:
        body = OLD + bytes(5_000_000)
        assert whole(publisher.will("/a.csv", zips(body)), tmp_path, body).etag == '"v1"'

    def test_it_is_begun_again_when_dropped(self, publisher: Publisher, tmp_path: Path) -> None:
        whole(publisher.will("/a.csv", zips(OLD, drop=100_000), zips(OLD)), tmp_path, OLD)
        assert publisher.headers("Range") == [None, None]

    def test_a_packed_body_without_its_end_is_never_accepted(self, publisher: Publisher, tmp_path: Path) -> None:
        text = refused(publisher.will("/a.csv", zips(OLD, cut=5)), tmp_path, retries=1)
        assert "the end of it is missing" in text

    def test_nor_one_that_is_not_packed(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", gives(OLD, ranges=False, Content_Encoding="gzip"))
        assert "cannot be unpacked" in refused(address, tmp_path, retries=1)

    def test_a_published_gz_stays_packed(self, publisher: Publisher, tmp_path: Path) -> None:
        whole(publisher.will("/a.tsv.gz", gives(OLD, Content_Encoding="x-gzip")), tmp_path, OLD)

    def test_a_coding_that_was_not_asked_for(self, publisher: Publisher, tmp_path: Path) -> None:
        assert "'br'" in refused(publisher.will("/a.csv", gives(OLD, Content_Encoding="br")), tmp_path)

    def test_a_small_body_that_unpacks_to_a_large_one(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", zips(bytes(5_000_000)))
        assert "more than the 1,000,000 bytes" in refused(address, tmp_path, max_bytes=1_000_000)
        assert not list(tmp_path.iterdir())


class TestRedirects:
    def test_they_are_followed_relative_and_absolute(self, publisher: Publisher, tmp_path: Path) -> None:
        final = publisher.will("/files/2023/data.csv", gives(OLD))
        publisher.will("/moved/here", redirects("../files/2023/data.csv#part", 307))
        publisher.will("/moved/abs", redirects(publisher.address + "/moved/here", 301))
        address = publisher.will("/latest", redirects("/moved/abs", 308))
        got = whole(address, tmp_path, OLD)
        assert (got.path.name, got.address) == ("data.csv", final)

    def test_five_are_enough(self, publisher: Publisher, tmp_path: Path) -> None:
        for step in range(6):
            publisher.will(f"/{step}", redirects(f"/{step + 1}"))
        publisher.will("/6", gives(OLD))
        assert "more than 5 times" in refused(publisher.address + "/0", tmp_path)
        whole(publisher.address + "/1", tmp_path, OLD)

    def test_a_loop_ends(self, publisher: Publisher, tmp_path: Path) -> None:
        assert "redirects more than 5 times" in refused(publisher.will("/a.csv", redirects("/a.csv")), tmp_path)
        assert len(publisher.asked) == 6

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a.csv", "javascript:0"])
    def test_only_to_the_web(self, publisher: Publisher, tmp_path: Path, target: str) -> None:
        text = refused(publisher.will("/a.csv", redirects(target)), tmp_path)
        assert f"redirects to {target}, which does not begin with" in text

    def test_never_to_nonsense(self, publisher: Publisher, tmp_path: Path) -> None:
        assert "not a web address" in refused(publisher.will("/a.csv", redirects("http://[::1/a")), tmp_path)

    def test_one_without_a_target(self, publisher: Publisher, tmp_path: Path) -> None:
        assert "status 302" in refused(publisher.will("/a.csv", says(302)), tmp_path)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate of the test")
class TestEncrypted:
    @pytest.fixture
    def certificate(self, tmp_path_factory: pytest.TempPathFactory) -> Path:
        path = tmp_path_factory.mktemp("certificate") / "both.pem"
        words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
        subprocess.run(
            ["openssl", *words.split(), "-keyout", path, "-out", f"{path}.crt"],
            check=True,
            capture_output=True,
        )
        path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
        return path

    @pytest.fixture
    def encrypted(self, certificate: Path) -> Iterator[Publisher]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        with serving(tls) as publisher:
            yield publisher

    def test_it_is_not_left_by_a_redirect(
        self,
        encrypted: Publisher,
        publisher: Publisher,
        certificate: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
        plain = publisher.will("/a.csv", gives(OLD))
        assert "is not encrypted" in refused(encrypted.will("/a.csv", redirects(plain)), tmp_path)
        assert not publisher.asked
        address = encrypted.will("/b.csv", redirects("/c.csv"))
        encrypted.will("/c.csv", gives(OLD))
        whole(publisher.will("/b.csv", redirects(address)), tmp_path, OLD)

    def test_an_unknown_certificate_is_refused_at_once(self, encrypted: Publisher, tmp_path: Path) -> None:
        text = refused(encrypted.will("/a.csv", gives(OLD)), tmp_path)
        assert "certificate of its server is not valid (self-signed certificate)" in text
        assert not encrypted.asked

    def test_a_server_that_does_not_encrypt(self, publisher: Publisher, tmp_path: Path) -> None:
        text = refused(publisher.address.replace("http:", "https:") + "/a.csv", tmp_path, retries=1)
        assert "cannot be understood" in text


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "reason"),
        [
            (404, "no file at this address"),
            (403, "refuses"),
            (401, "login"),
            (410, "withdrawn"),
            (418, "not give"),
        ],
    )
    def test_a_plain_no_is_taken_at_once(self, publisher: Publisher, tmp_path: Path, status: int, reason: str) -> None:
        address = publisher.will("/a.csv", says(status, b"no"))
        text = refused(address, tmp_path)
        assert text.startswith(f"{address} was not fetched")
        assert reason in text
        assert f"status {status}" in text
        assert len(publisher.asked) == 1

    @pytest.mark.parametrize("status", [500, 503, 429])
    def test_a_passing_fault_is_tried_again_and_then_told(
        self, publisher: Publisher, tmp_path: Path, status: int
    ) -> None:
        text = refused(publisher.will("/a.csv", says(status)), tmp_path, retries=2)
        assert f"status {status}" in text
        assert "last of 3 tries" in text
        assert len(publisher.asked) == 3

    def test_two_faults_and_then_the_file(self, publisher: Publisher, tmp_path: Path) -> None:
        whole(publisher.will("/a.csv", says(503), says(503), gives(OLD)), tmp_path, OLD)

    @pytest.mark.parametrize("when", ["0", "soon", "9" * 5000, "Mon, 01 Jan 0001 00:00:00 -9999"])
    def test_a_retry_after_of_no_use_does_no_harm(self, publisher: Publisher, tmp_path: Path, when: str) -> None:
        whole(publisher.will("/a.csv", says(429, Retry_After=when), gives(OLD)), tmp_path, OLD)

    def test_retry_after_is_what_is_slept(
        self, publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept: list[float] = []
        monkeypatch.setattr("cuaderno.sources.fetch.time.sleep", slept.append)
        answers = says(429, Retry_After="7"), says(503), says(503), gives(OLD)
        whole(publisher.will("/a.csv", *answers), tmp_path, OLD, backoff=0.5)
        assert slept == [7, 1, 2]

    def test_nobody_is_asked_sooner_than_wanted(self, publisher: Publisher, tmp_path: Path) -> None:
        text = refused(publisher.will("/a.csv", says(429, Retry_After="3600")), tmp_path)
        assert "no sooner than in 60 minutes" in text
        assert len(publisher.asked) == 1

    def test_a_page_in_place_of_the_file(self, publisher: Publisher, tmp_path: Path) -> None:
        page = says(200, b"<html>", Content_Type="Text/HTML; charset=utf-8")
        publisher.will("/login", page)
        assert "web page" in refused(publisher.will("/a.CSV", page), tmp_path)
        assert "web page" in refused(publisher.will("/a.xlsx", redirects("/login")), tmp_path)
        whole(publisher.will("/notices", page), tmp_path, b"<html>")

    @pytest.mark.parametrize("answer", [gives(OLD), chunks(OLD)])
    def test_too_large(self, publisher: Publisher, tmp_path: Path, answer: Any) -> None:
        address = publisher.will("/a.csv", answer)
        assert "more than the 299,999 bytes" in refused(address, tmp_path, max_bytes=299_999)
        assert not list(tmp_path.iterdir())
        whole(address, tmp_path, OLD, max_bytes=300_000)

    def test_the_time_of_all_tries_together_is_bounded(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", says(503, Retry_After="100"))
        assert "longer than the time allowed" in refused(address, tmp_path, within=60)
        publisher.will("/a.csv", gives(OLD))
        assert "longer than the time allowed" in refused(address, tmp_path, within=0)

    @pytest.mark.parametrize(
        "address", ["file:///etc/passwd", "ftp://example.org/a.csv", "data.csv", "", "http://", "http://[::1"]
    )
    def test_not_a_web_address(self, tmp_path: Path, address: str) -> None:
        assert "address" in refused(address, tmp_path)

    def test_a_password_is_neither_sent_nor_shown(self, publisher: Publisher, tmp_path: Path) -> None:
        text = refused(publisher.address.replace("//", "//ana:secreto@") + "/a.csv", tmp_path)
        assert "password" in text
        assert "secreto" not in text
        assert not publisher.asked

    def test_nobody_there(self, tmp_path: Path) -> None:
        with serving() as publisher:
            address = publisher.will("/a.csv", gives(OLD))
        assert "does not take the connection" in refused(address, tmp_path, retries=1)

    def test_no_such_name(self, tmp_path: Path) -> None:
        text = refused("http://nowhere.invalid/a.csv", tmp_path, retries=0, timeout=5)
        assert "name of its server is not known" in text

    def test_silence(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", lambda handler: handler.publisher.closing.wait(10) and None)
        assert "silent for 0.2 seconds" in refused(address, tmp_path, retries=0, timeout=0.2)

    def test_a_folder_that_cannot_be_one(self, publisher: Publisher, tmp_path: Path) -> None:
        address = publisher.will("/a.csv", gives(OLD))
        (tmp_path / "file").write_text("here")
        with pytest.raises(FetchError, match="cannot be kept in"):
            get(address, tmp_path / "file")

    def test_a_broken_pipe_is_left_to_the_caller(self, publisher: Publisher, tmp_path: Path) -> None:
        def broken(_done: int, _total: int | None) -> None:
            raise BrokenPipeError

        with pytest.raises(BrokenPipeError):
            get(publisher.will("/a.csv", gives(OLD)), tmp_path, progress=broken)


class TestNames:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("/a/b/Data%20File.xlsx", "Data_File.xlsx"),
            ("/a/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "etc_passwd"),
            ("/a/..%5C..%5Cwin.ini", "win.ini"),
            ("/a/.bashrc", "bashrc"),
            ("/a/", "download"),
            ("/a/%00%0A.csv", "csv"),
            ("/a/a.csv.part", "a.csv_part"),
            ("/a/a.csv.PART.json", "a.csv_PART.json"),
            ("/a/con.csv", "file_con.csv"),
            ("/a/consejo.csv", "consejo.csv"),
            ("/a/an%CC%83o.csv", "año.csv"),
            ("/a/" + "%C3%B1" * 200 + ".csv", "ñ" * 60 + ".csv"),
        ],
    )
    def test_hostile_and_foreign(self, path: str, name: str) -> None:
        assert _safe_name("https://example.org" + path) == name

    @settings(max_examples=50)
    @given(st.text(max_size=200))
    def test_no_name_leaves_its_folder(self, last: str) -> None:
        name = _safe_name(f"https://example.org/{last}")
        assert name not in ("", ".", "..")
        assert not set(name) & set("/\\:\0")
        assert name.isprintable()
        assert not name.endswith(".part")
        assert len(os.fsencode(f"{name}.part.json")) <= 255

    def test_the_server_has_no_say_in_it(self, publisher: Publisher, tmp_path: Path) -> None:
        disposition = 'attachment; filename="../../escape.csv"'
        address = publisher.will("/x/..%2Fa.csv", gives(OLD, Content_Disposition=disposition))
        got = whole(address, tmp_path / "in", OLD)
        assert got.path == tmp_path / "in/a.csv"
        assert list(tmp_path.iterdir()) == [tmp_path / "in"]
