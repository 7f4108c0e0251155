"""Processes that take a sample into a ledger and come to harm: `python taking.py HOW …`."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "sources"))

from samples import take

from cuaderno.errors import CuadernoError


def plain(source: str, path: str, ledger: str) -> None:
    """Take the file in, having said when the work begins."""
    print("begins", flush=True)
    print("new" if take(source, Path(path), Path(ledger)).new else "held", flush=True)


def killed_at_every_step(source: str, path: str, before: str, target: str) -> None:
    """Copies of the ledger `before`, each left by a process killed at one step more of its work on files.

    A step is what Python announces to an audit hook (open for writing, rename, remove …) about a path within the
    ledger. The last copy is of a process that was not killed.
    """
    for step in range(1, 1000):
        ledger = Path(target) / f"{step:03}"
        shutil.copytree(before, ledger)
        child = os.fork()
        if child == 0:
            _die_at(step, str(ledger))
            take(source, Path(path), ledger)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))


def _die_at(step: int, ledger: str) -> None:
    left = step

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event.startswith(("os.", "shutil.", "tempfile.")) and event not in ("os.scandir", "os.listdir")
        if event == "open" and isinstance(arguments[2], int):
            writes = bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if writes and any(isinstance(one, str | os.PathLike) and str(one).startswith(ledger) for one in arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def with_files_no_larger_than(source: str, path: str, ledger: str, size: str) -> None:
    """Take the file in where no file may grow beyond `size` bytes: the disk is full for every one of them."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    try:
        take(source, Path(path), Path(ledger))
    except CuadernoError as error:
        print(f"{type(error).__name__}: {error.message}")
    else:
        print("taken")


def measured(source: str, path: str, ledger: str) -> None:
    """Take the file in; say the error it meets, and how many megabytes of memory it took."""
    try:
        take(source, Path(path), Path(ledger))
    except CuadernoError as error:
        print(f"{type(error).__name__}: {error.message}")
    print(_most_memory() // 1024)


def _most_memory() -> int:
    """The most memory that this process has held since it began, in KiB.

    `ru_maxrss` would tell no less than what the process that started it had held: on Linux it outlives `exec`.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    how = {one.__name__: one for one in (plain, killed_at_every_step, with_files_no_larger_than, measured)}
    how[sys.argv[1]](*sys.argv[2:])
