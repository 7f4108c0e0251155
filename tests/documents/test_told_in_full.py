"""What a title tells in short and the text under it in full is told once."""

from __future__ import annotations

import pytest

from cuaderno.documents.finding import find_in


@pytest.mark.parametrize(
    ("language", "title", "body", "values"),
    [
        ("en", "Chile Gives Haiti Nine Trucks", "Chile gave Haiti nine trucks on 3 May 2019, the ministry said.", [9]),
        ("en", "Norway to Give Ukraine $150 Million", "Norway will give Ukraine $151 million in military aid.", [151_000_000]),
        ("en", "Chile Gives Haiti Nine Trucks", "Chile thanked the army of Haiti for its work on 3 May 2019.", [9]),
        ("en", "Chile Gives Haiti Nine Trucks", "Chile gave Haiti ten boats on 3 May 2019, the ministry said.", [9, 10]),
        ("es", "Chile entrega nueve camiones a Haití", "Chile entregó nueve camiones a Haití el 3 de mayo de 2019.", [9]),
        ("es", "Chile entrega nueve camiones a Haití", "Chile agradeció a Haití su trabajo el 3 de mayo de 2019.", [9]),
    ],
)  # fmt: skip
def test_a_figure_of_the_title_is_told_once(language: str, title: str, body: str, values: list[int]) -> None:
    found = find_in(f"{title}\n\n{body}", language)
    assert [claim.value for claim in found if claim.value is not None] == values


def test_an_agreement_of_the_title_is_told_once() -> None:
    text = "Peru, Chile Sign Defence Agreement\n\nPeru and Chile signed a defence agreement on Monday in Lima."
    agreements = [claim for claim in find_in(text, "en") if claim.kind == "agreement"]
    assert len(agreements) == 1
    assert agreements[0].start > text.index("\n")
