from __future__ import annotations

from cuaderno.web.kept import Cells, Kept, Written


def test_the_longest_unused_makes_room() -> None:
    kept = Kept(24)
    answers = [Written(bytes([at]) * 3, {}) for at in range(9)]
    for at, one in enumerate(answers[:8]):
        kept.keep(at, one)
    assert kept.get(0) is answers[0]
    kept.keep(8, answers[8])
    assert kept.get(1) is None
    assert kept.get(0) is answers[0]
    assert kept.get(8) is answers[8]


def test_what_takes_too_much_room_is_not_kept() -> None:
    kept = Kept(24)
    kept.keep("large", Written(b"1234", {}))
    assert kept.get("large") is None


def test_cells_are_asked_for_once_and_never_invented() -> None:
    asked: list[list[str]] = []

    def ask(some: object) -> dict[str, str]:
        names = list(some)  # type: ignore[call-overload]
        asked.append(names)
        return {one: f"#{one}" for one in names if one != "lost"}

    cells = Cells(ask, most=3)
    assert list(cells.of(["b", "a", "lost", "b"]).items()) == [("b", "#b"), ("a", "#a")]
    assert cells.of(["a", "c"]) == {"a": "#a", "c": "#c"}
    assert asked == [["b", "a", "lost"], ["c"]]
    assert cells.of(["d", "e", "a"]) == {"d": "#d", "e": "#e", "a": "#a"}
    assert cells.of(["d", "e"]) == {"d": "#d", "e": "#e"}
    assert asked == [["b", "a", "lost"], ["c"], ["d", "e"]]
