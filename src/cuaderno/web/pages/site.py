"""Every kind of page there is, in the order of the navigation."""

from __future__ import annotations

from cuaderno.web.pages.place import PLACE

KINDS = (PLACE,)
