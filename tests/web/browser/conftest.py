"""The explorer served as a user runs it, and a real browser in front of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ...products.browsing import Opened, browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

__all__ = ["browser"]

COMMAND = [sys.executable, "-c", "from cuaderno.cli import main; main(prog_name='cuaderno')", "serve", "--port", "0"]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}
SCREENSHOTS = Path(__file__).parents[3] / "build" / "screenshots"
"""Where the tests leave a picture of every kind of page, for looking at."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server of the bundled edition, without its last slash."""
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    yield found[0]
    process.kill()
    process.communicate()


@dataclass
class Visit(Opened):
    """A page of a site."""

    site: str = ""

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.site + path)

    def elsewhere(self) -> list[str]:
        """What was asked for of another host."""
        return [one for one in self.requests if not one.startswith((self.site, "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Opens a page at a size, as a reader whose browser is set up so."""
    contexts: list[BrowserContext] = []

    def opened(path: str, size: str = "desk", **more: Any) -> Visit:
        context = browser.new_context(viewport=SIZES[size], **more)
        contexts.append(context)
        return _listened(context, site, path)

    yield opened
    for context in contexts:
        context.close()


@contextmanager
def once(browser: Browser, site: str, path: str, size: str, **more: Any) -> Iterator[Visit]:
    """A page that is closed at once."""
    context = browser.new_context(viewport=SIZES[size], **more)
    yield _listened(context, site, path)
    context.close()


def _listened(context: BrowserContext, site: str, path: str) -> Visit:
    made = Visit(context.new_page(), site=site)
    made.go(path)
    return made
