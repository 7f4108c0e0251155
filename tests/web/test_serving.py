"""`cuaderno serve` as a user runs it: a real server on this machine, asked over sockets."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from cuaderno.cli import main

COMMAND = [sys.executable, "-c", "from cuaderno.cli import main; main(prog_name='cuaderno')", "serve", "--port", "0"]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, Any]]:
    process = subprocess.Popen([*COMMAND, "--no-check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert found, said
    yield found[0], process
    if process.poll() is None:
        process.kill()
    process.communicate()


def got(address: str) -> tuple[int, dict[str, str], bytes]:
    with urllib.request.urlopen(address, timeout=60) as answered:
        return answered.status, {name.lower(): value for name, value in answered.headers.items()}, answered.read()


def test_a_server_answers_and_ends_quietly(server: tuple[str, Any]) -> None:
    address, process = server
    status, headers, body = got(f"{address}api/v1/total?recipient=COL&programme=FMF&stage=obligated&years=2019")
    assert (status, json.loads(body)["value"]) == (200, "75157289")
    assert "server" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert got(address)[0] == 200
    with pytest.raises(urllib.error.HTTPError) as refused:
        got(f"{address}api/v1/total?recipient=Colmbia&stage=obligated")
    assert json.loads(refused.value.read())["near"] == ["Colombia"]
    refused.value.close()

    taken = CliRunner().invoke(main, ["serve", "--port", address.rstrip("/").rpartition(":")[2]])
    assert taken.exit_code == 2
    assert "is taken by another program" in taken.stderr

    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (out, err) == ("", "")
    assert process.returncode in (0, 130)


def test_an_address_that_is_none_is_said() -> None:
    for host in ("no.such.host.invalid", "203.0.113.7"):
        done = CliRunner().invoke(main, ["serve", "--host", host, "--port", "0"])
        assert done.exit_code == 2
        assert "is no address of this machine" in done.stderr


def test_a_folder_without_a_ledger_is_said(tmp_path: Any) -> None:
    done = CliRunner().invoke(main, ["--ledger", str(tmp_path), "serve", "--port", "0"])
    assert done.exit_code == 2
    assert "There is no ledger" in done.stderr


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = CliRunner().invoke(main, ["serve", "--port", "0"])
    assert done.exit_code == 2
    assert "pip install 'cuaderno[web]'" in done.stderr


def test_a_port_is_free_again_at_once() -> None:
    from cuaderno.web.serving import _taken, address_of

    with _taken("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert address_of(taken) == f"http://127.0.0.1:{port}/"
    with _taken("127.0.0.1", port) as again, socket.create_connection(("127.0.0.1", port)):
        assert again.getsockname()[1] == port


def test_no_other_command_imports_the_server() -> None:
    code = "import sys, cuaderno.cli; print([name for name in ('fastapi', 'uvicorn', 'starlette', 'pydantic') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
