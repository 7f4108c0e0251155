"""Where a thing has its page: by the kind of page and the code of what it is about, whatever kinds there are."""

from __future__ import annotations

import re
from functools import cache

from cuaderno.web.pages.addresses import Addresses
from cuaderno.web.pages.kinds import Kind

_NAME = re.compile(r"\{\w+\}")


@cache
def _kinds() -> dict[str, Kind]:
    from cuaderno.web.pages.site import KINDS

    return {kind.name: kind for kind in KINDS}


def page_of(to: Addresses, kind: str, code: str = "") -> str:
    """The address of the page of a kind, about the thing of a code where the kind is about one; "" where there is no such page."""
    found = _kinds().get(kind)
    if found is None or (to.files and found.served_only):
        return ""
    return to.page(_NAME.sub(lambda _: code, found.path))
