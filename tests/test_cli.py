from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cuaderno.cli import main
from cuaderno.ledger.ledger import open_ledger

from .ledger.made_up import publication
from .sources.publisher import gives, serving, stalls

FMF = ("--recipient", "COL", "--programme", "FMF", "--stage", "obligated", "--years", "FY2017-FY2020")
WAIT = 60


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def answers(*args: str) -> str:
    result = run(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def data(*args: str) -> Any:
    return json.loads(answers(*args, "--format", "json"))


def table(*args: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answers(*args, "--format", "csv"), newline="")))


def start(*args: str, **options: Any) -> subprocess.Popen[str]:
    """The command as a process of its own, as a shell starts it: Python's own handling of SIGINT, no matter who runs the tests."""
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from cuaderno.cli import main; main(prog_name='cuaderno')"
    return subprocess.Popen([sys.executable, "-c", code, *args], stderr=subprocess.PIPE, text=True, **options)


class TestTotal:
    def test_the_golden_answer(self) -> None:
        text = answers("total", *FMF)
        assert text.startswith(
            "United States to Colombia, Foreign Military Financing (FMF), obligated: 216,151,787 USD"
        )
        assert text.count("@3dba11a5eda8") == 4

    def test_json(self) -> None:
        said = data("total", *FMF)
        assert said.keys() >= {
            "recipients", "programmes", "provider", "universe", "stage", "unit", "window", "by", "value", "partial", "maturity",
            "answered", "figures", "beside", "count", "blanks", "cells",
        }  # fmt: skip
        assert (said["value"], said["unit"], said["window"]) == ("216151787", "USD", "FY2017-FY2020")
        assert said["figures"][0].keys() >= {"group", "value", "unit", "blank", "maturity", "count", "cites"}
        assert said["answered"].keys() >= {
            "source", "series", "publisher", "title", "snapshots", "as_of", "rank", "covered", "missing", "other_snapshots",
        }  # fmt: skip
        for figure in said["figures"]:
            assert said["cells"][figure["cites"][0]].startswith("#sheet=")

    def test_csv(self) -> None:
        rows = table("total", *FMF)
        assert [row["year"] for row in rows] == ["FY2017", "FY2018", "FY2019", "FY2020"]
        assert sum(int(row["value"]) for row in rows) == 216_151_787

    def test_a_part_is_exit_1_and_still_printed(self) -> None:
        for form, mark in (("text", "PARTIAL"), ("json", '"partial": true'), ("csv", "not_yet_published")):
            result = run("total", *FMF[:-1], "FY2017-FY2023", "--format", form)
            assert (result.exit_code, result.stderr) == (1, "")
            assert mark in result.stdout

    def test_nothing_is_exit_1(self) -> None:
        assert run("total", "--recipient", "VAT", "--stage", "obligated", "--years", "2017").exit_code == 1


class TestErrors:
    @pytest.mark.parametrize(
        ("code", "said", "args"),
        [
            (2, "Colombia (COL)", ("total", "--recipient", "Colombai", "--stage", "obligated")),
            (2, "pays for Foreign Military Sales", ("total", "--programme", "FMF,FMS", "--stage", "obligated")),
            (2, "No se puede sumar", ("total", "--stage", "obligated,disbursed", "--lang", "es")),
            (2, "needs its stage", ("total", "--recipient", "COL")),
            (2, "names nothing", ("total", "--recipient", "", "--stage", "obligated")),
            (2, "--years is empty", ("total", "--recipient", "COL", "--stage", "obligated", "--years", "")),
            (2, "is not a window", ("rows", "--years", "garbage")),
            (2, "ends before it starts", ("total", "--stage", "obligated", "--years", "2020-2017")),
            (
                1,
                "Only single texts say what was active",
                ("total", "--programme", "FMS", "--stage", "active", "--years", "2019"),
            ),
            (1, "(held:", ("total", "--programme", "FMS", "--stage", "expired", "--years", "2019")),
            (1, "constant dollars of 1999", ("total", "--stage", "obligated", "--prices", "constant:1999")),
            (2, "no source 'grenbook'", ("rows", "--source", "grenbook")),
            (2, "no source 'grenbook'", ("history", "--source", "grenbook")),
            (2, "no source 'grenbook'", ("add", "grenbook", "x.csv")),
            (2, "is no citation", ("cite", "abc")),
            (1, "holds no statement", ("cite", "0000000000000000")),
            (2, "There is no file", ("cite", "e3c472087c261258", "--file", "/nowhere.xlsx")),
            (2, "from 1 on", ("rows", "--limit", "0")),
            (1, "Not collected here", ("rows", "--universe", "D3")),
            (1, "nothing to compare", ("history", "--source", "greenbook")),
            (1, "no address on its card", ("add", "budget_justification", "--fetch")),
        ],
    )
    def test_one_paragraph_on_stderr(self, code: int, said: str, args: tuple[str, ...]) -> None:
        result = run(*args)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1

    @pytest.mark.parametrize(
        "args",
        [
            (), ("nonsense",), ("total", "--nonsense"), ("rows", "--limit", "x"), ("total", "--format", "xml"), ("history",),
            ("add", "greenbook"), ("add", "greenbook", "--fetch", "a.csv"), ("cite",), ("total", "--lang", "fr"),
        ],
    )  # fmt: skip
    def test_a_command_that_is_none_shows_its_usage(self, args: tuple[str, ...]) -> None:
        result = run(*args)
        assert result.exit_code == 2
        assert "Usage: " in result.stderr

    def test_help_and_version(self) -> None:
        assert "history" in answers("-h")
        assert answers("--version").startswith("cuaderno, version ")

    def test_nothing_found_says_where_to_look(self) -> None:
        for lang, said in (("en", "holds no such statement"), ("es", "no tiene ninguna declaración")):
            result = run("rows", "--recipient", "VAT", "--years", "2017", "--lang", lang)
            assert result.exit_code == 1
            assert said in result.stderr

    def test_a_damaged_ledger(self, tmp_path: Path) -> None:
        (tmp_path / "manifest.json").write_text("{")
        result = run("--ledger", str(tmp_path), "sources")
        assert result.exit_code == 2
        assert "manifest.json cannot be read" in result.stderr

    def test_a_disk_that_fails_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied", "/some/file")

        monkeypatch.setattr("cuaderno.ledger.ledger.open_ledger", fails)
        result = run("sources")
        assert (result.exit_code, result.stderr) == (2, "Error: /some/file: Permission denied.\n")


class TestRows:
    def test_text(self) -> None:
        lines = answers("rows", *FMF).splitlines()
        assert len(lines) == 4
        assert all("#sheet=Economic" in line for line in lines)

    def test_json_and_csv_say_the_same(self) -> None:
        said = data("rows", *FMF, "--limit", "2")["statements"]
        rows = table("rows", *FMF, "--limit", "2")
        assert [one["citation"] for one in said] == [row["citation"] for row in rows]
        assert [one["value"] for one in said] == ["38525000", "38525000"]
        assert (
            said[0].keys() == rows[0].keys() >= {"locator", "snapshot", "recipient", "stage", "period", "unit", "label"}
        )

    def test_a_search(self) -> None:
        assert "Foreign Military" in answers("rows", *FMF[:2], "--text", "foreign military", "--years", "2017")


class TestCite:
    def test_text_json_and_csv(self, shared: Path) -> None:
        file = str(shared / "data" / "greenbook" / "us_foreignaid_greenbook.xlsx")
        text = answers("cite", "e3c472087c261258", "--file", file)
        assert "sheet 'Economic and Military Aid'" in text
        assert f"unchanged: the cell in {file} reads 38525000" in text
        said = data("cite", "e3c472087c261258")
        assert said["citation"] == "e3c472087c261258@3dba11a5eda8"
        assert said["statement"]["key"] == "e3c472087c261258"
        assert said.keys() >= {"statement", "snapshot", "publisher", "newest", "column", "others", "reopened"}
        (row,) = table("cite", "e3c472087c261258", "--file", file)
        assert (row["status"], row["reads_now"]) == ("unchanged", "38525000.0")

    def test_the_other_snapshots(self) -> None:
        said = data("cite", "050784a0e09965c4")
        assert [one["value"] for one in said["others"]] == ["73494702"]


class TestHistory:
    ASKED = (
        "history",
        "--source",
        "foreign_assistance",
        "--recipient",
        "COL",
        "--years",
        "FY2021",
        "--stage",
        "obligated",
    )

    def test_text_json_and_csv(self) -> None:
        assert "73,494,702 →" in answers(*self.ASKED)
        ((change,), old, new) = ((said := data(*self.ASKED)["histories"][0])["changes"], said["old"], said["new"])
        assert (change["old"], change["new"], change["kind"]) == ("73494702", "746118618", "changed")
        (row,) = table(*self.ASKED)
        assert row["old_citation"] == f"{change['key']}@{old['snapshot']}"
        assert row["new_citation"] == f"{change['key']}@{new['snapshot']}"
        for citation, cell in ((row["old_citation"], row["old_cell"]), (row["new_citation"], row["new_cell"])):
            assert cell in answers("cite", citation)


class TestSources:
    def test_text_json_and_csv(self) -> None:
        assert "complete through FY2020" in answers("sources")
        assert "completo hasta FY2020" in answers("sources", "--lang", "es")
        said = data("sources")
        names = [one["name"] for one in said["sources"]]
        assert names == sorted(names)
        assert {"budget_justification", "foreign_assistance", "greenbook", "peacekeeping"} <= set(names)
        assert [one["name"] for one in data("sources", "greenbook")["sources"]] == ["greenbook"]
        assert "dollars: 8,411 of 8,480 agree" in answers("sources", "military_training")
        assert "8,480" not in answers("sources", "greenbook", "--checks")
        rows = table("sources")
        assert [row["snapshot"] for row in rows] == [one["snapshot"] for one in said["snapshots"]]
        assert "{" not in "".join(row["set_aside"] for row in rows)


class TestAdd:
    def test_files(self, tmp_path: Path) -> None:
        first = publication(tmp_path / "first.csv")
        second = publication(tmp_path / "second.csv", changed={("Colombia", 2020): 5})
        adding = ("--ledger", str(tmp_path / "ledger"), "add", "foreign_assistance")
        answers(*adding, str(first), "--as-of", "2025-01-01")
        text = answers(*adding, str(second), "--as-of", "2026-01-01")
        assert "added 0, changed 1, withdrawn 0" in text
        assert "120,000 →                 5" in text
        asked = (
            "total",
            "--recipient",
            "COL",
            "--stage",
            "obligated",
            "--years",
            "2020",
            "--source",
            "foreign_assistance",
        )
        assert "obligated: 5 USD" in answers("--ledger", str(tmp_path / "ledger"), *asked)
        assert "obligated: 813,274,375 USD" in answers(*asked)

    def test_several_files(self, tmp_path: Path) -> None:
        files = [publication(tmp_path / f"{times}.csv", times=times) for times in (1, 2)]
        text = answers("--ledger", str(tmp_path / "ledger"), "add", "foreign_assistance", *map(str, files))
        assert text.count("is snapshot") == 2

    def test_fetch(self, tmp_path: Path) -> None:
        body = publication(tmp_path / "first.csv").read_bytes()
        with serving() as publisher:
            address = publisher.will("/a.csv", gives(body))
            args = ("--ledger", str(tmp_path / "ledger"), "add", "foreign_assistance", "--fetch", "--address", address)
            assert "a.csv is snapshot" in answers(*args)
            result = run(*args)
        assert result.exit_code == 1
        assert "has not changed" in result.stderr


class TestCheck:
    """A document checked; what its verdicts are is tested in checking."""

    SAYS = (
        "Security assistance to Colombia\n\nFrom FY 2017 to FY 2020, the United States provided approximately $216 million in "
        "Foreign Military Financing (FMF) to Colombia. The FMF figure does not include sales.\n"
    )

    @pytest.fixture
    def sheet(self, tmp_path: Path) -> str:
        path = tmp_path / "sheet.txt"
        path.write_text(self.SAYS, encoding="utf-8")
        return str(path)

    def test_text_is_the_default_and_names_the_cells(self, sheet: str) -> None:
        text = answers("check", sheet)
        assert text.startswith("Security assistance to Colombia\n")
        assert "$216,151,787" in text
        assert "e3c472087c261258@3dba11a5eda8" in text
        assert "= 1  supported" in text
        assert "216.151.787" in answers("check", sheet, "--lang", "es")

    def test_json_is_the_contract(self, sheet: str) -> None:
        said = data("check", sheet)
        (claim,) = (one for one in said["claims"] if one["value"] == 216_000_000)
        assert self.SAYS[claim["start"] : claim["end"]] == claim["quote"]
        assert (claim["unit"], claim["programme"], claim["recipient"]) == ("USD", "FMF", "COL")
        assert claim["period"] == {"start": "FY2017", "end": "FY2020"}
        assert claim["verdict"]["verdict"] == "supported"
        best = claim["verdict"]["definitions"][claim["verdict"]["best"]]
        assert best["computed"] == sum(best["by_year"].values()) == 216_151_787
        assert best["covered"] == "4 of 4 years"
        assert all(said["cells"][cite].startswith("#sheet=") for cite in best["cites"])

    @pytest.mark.parametrize(
        ("name", "begins"),
        [("a.html", "<!doctype html>"), ("a.md", "# Security"), ("a.json", '{\n  "format": 1'), ("a.jsonld", '{\n  "@context"'), ("a.txt", "Security")],
    )  # fmt: skip
    def test_the_ending_says_the_form(self, sheet: str, tmp_path: Path, name: str, begins: str) -> None:
        assert answers("check", sheet, "-o", str(tmp_path / name)) == ""
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted((name, "sheet.txt"))

    def test_standard_input(self, sheet: str) -> None:
        result = CliRunner().invoke(main, ["check", "-", "--format", "json"], input=self.SAYS.encode())
        assert result.exit_code == 0
        piped, read = json.loads(result.stdout), data("check", sheet)
        assert piped["claims"] == read["claims"]
        assert piped["document"]["sha256"] == read["document"]["sha256"]

    def test_explain_tells_the_rules(self, sheet: str) -> None:
        (rule, *_) = data("check", sheet)["claims"][0]["rules"]
        assert rule not in answers("check", sheet)
        assert rule in answers("check", sheet, "--explain")

    def test_as_of(self, sheet: str) -> None:
        said = data("check", sheet, "--as-of", "2021-01-01")
        assert (said["as_of"], said["as_of_reason"]) == ("2021-01-01", "given")

    @pytest.mark.parametrize(
        "text",
        [
            "Nothing is claimed here.\n",
            "In FY 2099, the United States provided $5 million in Foreign Military Financing (FMF) to Colombia.\n",
        ],
        ids=["nothing", "undecided"],
    )
    @pytest.mark.parametrize("form", ["text", "json", "html"])
    def test_what_cannot_be_decided_is_exit_1_and_still_printed(self, tmp_path: Path, text: str, form: str) -> None:
        path = tmp_path / "sheet.txt"
        path.write_text(text, encoding="utf-8")
        result = run("check", str(path), "--format", form)
        assert (result.exit_code, result.stderr) == (1, "")
        assert len(result.stdout) > 100

    def test_a_draft_is_signed_by_a_person(self, sheet: str) -> None:
        said = json.loads(answers("check", sheet, "--draft-claimreview", "--author", "Ana Pérez"))
        assert said["creativeWorkStatus"] == "Draft"
        assert [one["author"]["name"] for one in said["dataFeedElement"]] == ["Ana Pérez"]

    @pytest.mark.parametrize(
        "args",
        [
            ("--draft-claimreview",), ("--draft-claimreview", "--author", " "), ("--author", "Ana"), ("--format", "pdf"), ("--as-of", "soon"),
            ("--draft-claimreview", "--author", "Ana", "--format", "html"),
        ],
    )  # fmt: skip
    def test_options_that_do_not_go_together(self, sheet: str, args: tuple[str, ...]) -> None:
        result = run("check", sheet, *args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Usage: " in result.stderr

    def test_a_day_that_is_none_is_refused_in_words(self, sheet: str) -> None:
        for asked in (("check", sheet), ("thresholds",)):
            said = run(*asked, "--as-of", "2022").stderr
            assert "'2022' is not a day. Write it as 2015-01-01." in said
            assert "%Y" not in said

    @pytest.mark.parametrize(
        ("content", "words"),
        [(None, "There is no file"), (b"", "is empty"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture")],
    )
    def test_a_document_that_cannot_be_read_is_one_paragraph(
        self, tmp_path: Path, content: bytes | None, words: str
    ) -> None:
        path = tmp_path / "sheet.txt"
        if content is not None:
            path.write_bytes(content)
        result = run("check", str(path), "-o", str(tmp_path / "out.html"))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("Error: ")
        assert words in result.stderr
        assert result.stderr.count("\n") == 1
        assert not (tmp_path / "out.html").exists()

    def test_an_ending_that_says_nothing_is_told_before_anything_is_read(self) -> None:
        result = run("check", "/nowhere.txt", "-o", "out.docx")
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert ".jsonld or .txt" in result.stderr

    def test_another_ledger(self, sheet: str, tmp_path: Path) -> None:
        result = run("--ledger", str(tmp_path / "none"), "check", sheet)
        assert result.exit_code == 2
        assert "There is no ledger in" in result.stderr


class TestProcesses:
    """Real processes: what a shell sees."""

    def test_a_pipe_that_closes_ends_it_quietly(self) -> None:
        process = start("rows", "--recipient", "COL", stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert "@" in process.stdout.readline()
        process.stdout.close()
        assert process.wait(WAIT) in (141, 0)
        assert process.stderr is not None
        assert process.stderr.read() == ""
        process.stderr.close()

    def test_a_pipe_that_is_closed_before_anything_is_written(self) -> None:
        read, write = os.pipe()
        os.close(read)
        process = start("total", *FMF, stdout=write)
        os.close(write)
        assert process.communicate(timeout=WAIT)[1] == ""
        assert process.returncode == 141

    def test_a_checked_document_into_a_pipe_that_is_closed(self, tmp_path: Path) -> None:
        path = tmp_path / "sheet.txt"
        path.write_text(TestCheck.SAYS, encoding="utf-8")
        read, write = os.pipe()
        os.close(read)
        process = start("check", str(path), stdout=write)
        os.close(write)
        assert process.communicate(timeout=WAIT)[1] == ""
        assert process.returncode == 141

    def test_a_full_disk(self) -> None:
        with open("/dev/full", "w") as full:  # noqa: PTH123
            process = start("total", *FMF, stdout=full)
            error = process.communicate(timeout=WAIT)[1]
        assert error == "Error: The answer could not be written: No space left on device.\n"
        assert process.returncode == 2

    def test_exit_codes_and_streams(self) -> None:
        for code, args in (
            (0, FMF),
            (1, (*FMF[:-1], "FY2017-FY2023")),
            (2, ("--recipient", "Colombai", "--stage", "obligated")),
        ):
            process = start("total", *args, stdout=subprocess.PIPE)
            out, error = process.communicate(timeout=WAIT)
            assert process.returncode == code
            assert bool(out) == (code < 2)
            assert bool(error) == (code == 2)

    def test_letters_of_every_language_in_a_plain_locale(self) -> None:
        env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        process = start(
            "total", "--recipient", "Costa de Marfil", "--stage", "obligated", "--years", "2017", "--lang", "es",
            stdout=subprocess.PIPE, env=env, encoding="utf-8", errors="replace",
        )  # fmt: skip
        out, error = process.communicate(timeout=WAIT)
        assert (process.returncode, error) == (0, "")
        assert "Costa de Marfil" in out

    def interrupted(self, ledger: Path, ready: Callable[[], bool], *args: str) -> None:
        """Ctrl-C once `ready`; nothing is said, nothing is half-written, and the ledger answers as before."""
        process = start("--ledger", str(ledger), "add", "foreign_assistance", *args, stdout=subprocess.PIPE)
        until = time.monotonic() + WAIT
        while not ready() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=WAIT)
        assert (out, error, process.returncode) == ("", "", 130)
        assert not list(ledger.glob("scratch-*"))
        assert not list(ledger.glob("statements/*"))
        assert not (ledger / "manifest.json").exists()
        answer = open_ledger(ledger, warm=False).total(
            recipient="COL", programme="FMF", stage="obligated", years="2017"
        )
        assert answer.value == 38_525_000

    def test_ctrl_c_while_a_long_file_is_read(self, tmp_path: Path) -> None:
        file = publication(tmp_path / "long.csv", times=60)
        ledger = tmp_path / "ledger"
        self.interrupted(ledger, lambda: any(ledger.glob("scratch-*")), str(file))

    def test_ctrl_c_while_it_is_fetched(self, tmp_path: Path) -> None:
        body = publication(tmp_path / "first.csv").read_bytes()
        ledger = tmp_path / "ledger"
        with serving() as publisher:
            address = publisher.will("/a.csv", stalls(body, 100_000))
            self.interrupted(ledger, lambda: any(ledger.glob("files/incoming/*.part")), "--fetch", "--address", address)
            publisher.will("/a.csv", gives(body))
            args = ("--ledger", str(ledger), "add", "foreign_assistance", "--fetch", "--address", address)
            assert "a.csv is snapshot" in answers(*args)
