"""A scan that is killed and given again, as often as asked; its result against that of a run without interruption."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cuaderno.corpus.inputs import inputs_of, pieces_of

_WAIT = 600.0


def killed_and_resumed(file: Path, whole: Path, out: Path, kills: int) -> dict[str, Any]:
    """Kill the scan when a part of its pieces is done, resume it, and compare its files with those of `whole`.

    The killed process gets no chance to tidy up; its workers notice by themselves.
    """
    command = [str(Path(sys.executable).with_name("cuaderno")), "scan", str(file), "-o"]
    pieces = len(pieces_of(inputs_of([str(file)], out)))
    done, seconds = [], 0.0
    for kill in range(kills):
        begun = time.monotonic()
        held = _killed(command, out, pieces * (kill + 1) // (kills + 1))
        seconds += time.monotonic() - begun
        if held is None:
            break
        done.append(held)
    begun = time.monotonic()
    subprocess.run([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    seconds += time.monotonic() - begun
    same = files_of(whole) == files_of(out)
    return {"kills": len(done), "pieces": pieces, "done_at_kills": done, "same_bytes": same, "seconds": seconds}


def _killed(command: Sequence[str], out: Path, enough: int) -> int | None:
    """Start the scan and kill it when enough pieces are done; how many were, None where it ended first."""
    running = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + _WAIT
    while running.poll() is None and time.monotonic() < until:
        if (held := _done(out)) >= enough:
            running.kill()
            running.wait()
            return held
        time.sleep(0.005)
    running.kill()
    running.wait()
    return None


def _done(out: Path) -> int:
    made = [one.name for one in (out / ".pieces").glob("*.parquet")]
    return sum(not name.startswith(".") and not name.endswith(".aside.parquet") for name in made)


def files_of(out: Path) -> dict[str, bytes]:
    """Every file of a result that a reader sees, with its bytes."""
    found = (one for one in sorted(out.rglob("*")) if one.is_file() and not one.name.startswith("."))
    return {str(one.relative_to(out)): one.read_bytes() for one in found}
