"""What the name of a programme alone tells: who gives and who receives (Plan Colombia is of the United States for Colombia), and that it teaches."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import USA

IMPLIED: dict[str, tuple[str, str]] = {
    "PLAN-COLOMBIA": (USA, "COL"), "PEACE-COLOMBIA": (USA, "COL"), "MERIDA": (USA, "MEX"), "USAI": (USA, "UKR"),
    "ASFF": (USA, "AFG"), "ISFF": (USA, "IRQ"), "ITEF": (USA, "IRQ"), "STEF": (USA, "SYR"), "PCCF": (USA, "PAK"), "PCF": (USA, "PAK"),
    "MFO": ("", ""), "UN peacekeeping": ("", ""),
}  # fmt: skip
"""The parties that a programme's own name or law implies; every other one is the United States'."""
TAUGHT = frozenset(("ILEA", "IMET"))
"""The programmes that teach."""
