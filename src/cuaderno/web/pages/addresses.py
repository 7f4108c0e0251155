"""Where the pages are: a page's state is its address, on a server and among the files of a static export alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from cuaderno.web.pages.assets import asset_name

LANGUAGES = ("en", "es")
API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses that a page in a language links to. `path` is the page's own, as /place/COL; the first page's is "".

    `files` is true in a static export: addresses are then relative files, a state has no address of its own, and there is no API. What
    links may be a part of the page, which lies one folder `deeper`.
    """

    lang: str
    path: str = ""
    files: bool = False
    deeper: bool = False

    def page(self, path: str, state: Mapping[str, str] | None = None, *, lang: str = "") -> str:
        """The address of a page, in a state where one is given."""
        if self.files:
            return f"{self._up()}{lang or self.lang}{quote(path or '/index', safe='/@')}.html"
        query = urlencode({name: value for name, value in (state or {}).items() if value})
        return f"/{lang or self.lang}{quote(path, safe='/@')}{'?' if query else ''}{query}"

    def part(self, name: str, state: Mapping[str, str] | None = None) -> str:
        """The address of a part of this page: its cells (`cells`, `cells.json`), a chart (`long-view.csv`)."""
        if self.files:
            name = name if "." in name else f"{name}.html"
            return f"{self._up()}{self.lang}{quote(self.path or '/index', safe='/@')}/{name}"
        query = urlencode({key: value for key, value in (state or {}).items() if value})
        return f"/{self.lang}{quote(self.path, safe='/@')}/{name}{'?' if query else ''}{query}"

    def quoted(self, origin: str, state: Mapping[str, str] | None = None) -> str:
        """The address of this page as it is quoted elsewhere: in full on a server, from the root of a static export."""
        if self.files:
            return f"{self.lang}{quote(self.path or '/index', safe='/@')}.html"
        return origin + self.page(self.path, state)

    def asset(self, name: str) -> str:
        """The address of a style sheet or script."""
        return f"{self._up() if self.files else '/'}static/{asset_name(name)}"

    def api(self, question: str, query: str = "") -> str:
        """The address of a question of the API, "" in a static export."""
        return "" if self.files else f"{API}/{question}{'?' if query else ''}{query}"

    def _up(self) -> str:
        """From the page's file to the root of the export."""
        return "../" * ((self.path or "/index").count("/") + self.deeper)
