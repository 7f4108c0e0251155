"""The colours of the verdicts to eyes that do not tell all colours apart."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

SHADES = ("agrees", "depends", "fails", "open")
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 25
"""CIE 1976 difference; two is the least one sees side by side, ten is seen at a glance."""


def tokens(scheme: str) -> dict[str, str]:
    style = (files("cuaderno.products") / "templates" / "claims.css").read_text(encoding="utf-8")
    light, dark, *_ = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark if scheme == "dark" else light))


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def seen(colour: str, eyes: str) -> list[float]:
    """A colour as CIELAB, as such eyes see it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    light = [min(max(one, 0.0), 1.0) for one in times(EYES[eyes], linear)]
    x, y, z = (one / white for one, white in zip(times(XYZ, light), WHITE, strict=True))
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_verdicts_look_alike(scheme: str, eyes: str) -> None:
    colours = tokens(scheme)
    for one, other in combinations(SHADES, 2):
        pair = zip(seen(colours[one], eyes), seen(colours[other], eyes), strict=True)
        apart = sum((a - b) ** 2 for a, b in pair) ** 0.5
        assert apart >= APART, f"{one} and {other}: {apart:.1f}"
