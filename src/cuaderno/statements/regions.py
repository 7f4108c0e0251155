"""Parts of the world and the territories in them: those of the United Nations' standard M49, and those that news calls countries by."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def regions() -> dict[str, frozenset[str]]:
    """The codes of the territories of each part of the world, by its name ("asia", "central_america", "andes")."""
    file = resources.files("cuaderno.statements") / "tables" / "regions.toml"
    return {name: frozenset(codes) for name, codes in tomllib.loads(file.read_text(encoding="utf-8")).items()}
