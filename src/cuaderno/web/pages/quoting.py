"""How to cite a page or a chart of it: APA (7th edition), BibTeX and Markdown, with the edition that speaks."""

from __future__ import annotations

import re

from cuaderno import __version__

PUBLISHER = "Cuaderno"


def quoted(title: str, page: str, address: str, edition: str) -> tuple[tuple[str, str], ...]:
    """Name and text of each form. `edition` is the hash of what the ledger holds, which names the year too little to be cited by one."""
    called = f"{title}. {page}" if title and title != page else page
    note = f"version {__version__}, ledger edition {edition}"
    key = re.sub(r"[^a-z0-9]+", "-", f"cuaderno-{called}".lower()).strip("-")[:60]
    return (
        ("APA", f"{PUBLISHER}. (n.d.). {called} [Data set; {note}]. {address}"),
        (
            "BibTeX",
            f"@misc{{{key},\n  author = {{{{{PUBLISHER}}}}},\n  title = {{{{{called}}}}},\n  note = {{{note}}},\n  url = {{{address}}}\n}}",
        ),
        ("Markdown", f"[{called}]({address}), {PUBLISHER}, {note}"),
    )
