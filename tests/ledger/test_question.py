from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuaderno.errors import CannotAdd, CuadernoError, QuestionError, UnknownName
from cuaderno.ledger.question import GROUPS, ask, refuse_what_cannot_be_added
from cuaderno.statements.periods import parse_window


class TestNames:
    def test_names_become_codes(self) -> None:
        question = ask(
            recipient=["Colombia", "perú,ISR"],
            programme="fmf, International Military Education and Training",
            stage="obligado",
            provider="Estados Unidos",
            years="2017–2020",
            universe="",
        )
        assert question.recipients == ("COL", "PER", "ISR")
        assert question.programmes == ("FMF", "IMET")
        assert question.stages == ("obligated",)
        assert question.provider == "USA"
        assert question.window == parse_window("FY2017-FY2020")

    def test_one_named_twice_is_asked_once(self) -> None:
        question = ask(recipient="COL,Colombia", programme=["FMF", "fmf"], stage="obligated,obligado")
        assert (question.recipients, question.programmes, question.stages) == (
            ("COL",),
            ("FMF",),
            ("obligated",),
        )

    @pytest.mark.parametrize(
        ("name", "codes"),
        [
            ("Korea, South", ("KOR",)),
            ("Bahamas, The", ("BHS",)),
            (["Korea, South", "COL,PER"], ("KOR", "COL", "PER")),
            ("COL, PER", ("COL", "PER")),
        ],
    )
    def test_a_comma_within_a_name_and_between_names(self, name: str | list[str], codes: tuple[str, ...]) -> None:
        assert ask(recipient=name).recipients == codes

    @pytest.mark.parametrize("name", ["recipient", "programme", "stage"])
    @pytest.mark.parametrize("given", [",", " , ", ("",), ["", " "]])
    def test_an_empty_name_is_never_taken_for_all(self, name: str, given: str | list[str]) -> None:
        with pytest.raises(QuestionError, match="names nothing"):
            ask(**{name: given})

    def test_what_is_not_asked_for_is_empty(self) -> None:
        question = ask(recipient="", programme=(), stage=[])
        assert (question.recipients, question.programmes, question.stages) == ((), (), ())
        assert (question.window, question.bases) == (None, None)

    @pytest.mark.parametrize(
        ("asked", "near"),
        [
            ({"recipient": "Colombai"}, "Colombia"),
            ({"provider": "Estados Unido"}, "Estados Unidos"),
            ({"programme": "FFM"}, "FMF"),
            ({"stage": "obligatd"}, "obligated"),
        ],
    )
    def test_an_unknown_name_lists_the_nearest(self, asked: dict[str, str], near: str) -> None:
        with pytest.raises(UnknownName) as unknown:
            ask(**asked)
        assert near in unknown.value.near
        assert near in str(unknown.value)
        assert unknown.value.exit_code == 2

    def test_an_unknown_programme_in_spanish(self) -> None:
        with pytest.raises(UnknownName, match="no es un programa"):
            ask(programme="FFM", lang="es")

    def test_an_unknown_universe(self) -> None:
        with pytest.raises(UnknownName, match="no es un universo"):
            ask(universe="D9", lang="es")

    def test_a_programme_and_a_universe_exclude_each_other(self) -> None:
        with pytest.raises(QuestionError, match="exclude each other"):
            ask(programme="FMF", universe="D1")


class TestForms:
    @pytest.mark.parametrize("by", [*GROUPS, "programme,year", " account , year "])
    def test_groups(self, by: str) -> None:
        assert ask(by=by).groups == tuple(part.strip() for part in by.split(","))

    @pytest.mark.parametrize("by", ["month", "", "year,programme", "programme,account", "programme,year,source"])
    def test_other_groups_are_refused(self, by: str) -> None:
        with pytest.raises(QuestionError, match="told apart by"):
            ask(by=by)

    @pytest.mark.parametrize(
        ("prices", "bases"),
        [
            ("current", None),
            ("constant", (0,)),
            ("constant:2020", (2020,)),
            ("constant:2019,constant:2020", (2019, 2020)),
        ],
    )
    def test_prices(self, prices: str, bases: tuple[int, ...] | None) -> None:
        assert ask(prices=prices).bases == bases

    @pytest.mark.parametrize("prices", ["", "real", "constant:20", "constant:", "current,constant", "constant:٢٠٢٠"])
    def test_no_prices(self, prices: str) -> None:
        with pytest.raises(QuestionError, match="are no prices"):
            ask(prices=prices)

    @pytest.mark.parametrize("day", ["2023-09-29", "20230929", "2023-W39-5"])
    def test_a_day_is_compared_as_one_however_written(self, day: str) -> None:
        assert ask(known_on=day).known_on == "2023-09-29"

    @pytest.mark.parametrize("day", ["2023", "29/09/2023", "2023-02-30", "yesterday"])
    def test_no_day(self, day: str) -> None:
        with pytest.raises(QuestionError, match="is not a day"):
            ask(known_on=day)

    def test_a_snapshot_is_hexadecimal(self) -> None:
        assert ask(snapshot="1E7E").snapshot == "1e7e"
        for wrong in ("zzz", "1e7", "1e7e%", "f" * 65):
            with pytest.raises(QuestionError, match="is no snapshot"):
                ask(snapshot=wrong)

    @pytest.mark.parametrize(
        ("asked", "grain"),
        [
            ({}, "recipient"),
            ({"by": "recipient"}, "recipient"),
            ({"by": "source"}, "recipient"),
            ({"universe": "D6"}, "recipient"),
            ({"universe": "D1"}, "programme"),
            ({"programme": "FMF"}, "programme"),
            ({"by": "account"}, "programme"),
            ({"text": "demining"}, "programme"),
            ({"category": "Military"}, "programme"),
        ],
    )
    def test_grain(self, asked: dict[str, str], grain: str) -> None:
        assert ask(**asked).grain == grain

    def test_a_window_may_be_given_as_one(self) -> None:
        window = parse_window("2017-2020")
        assert ask(years=window).window is window
        assert ask(years="").window is None


class TestRefusals:
    def test_nothing_that_may_be_added_is_refused(self) -> None:
        refuse_what_cannot_be_added(ask(programme="FMF,IMET,NADR,PKO", stage="obligated", years="2017-2020"))
        refuse_what_cannot_be_added(ask())
        refuse_what_cannot_be_added(ask(stage="active", years="2019"))

    @pytest.mark.parametrize("years", ["2017-2020", "2017-", "-2017"])
    def test_two_stages_in_any_window(self, years: str) -> None:
        with pytest.raises(CannotAdd) as refused:
            refuse_what_cannot_be_added(ask(stage="obligated,disbursed", years=years))
        assert refused.value.rule == "mixed_stages"


@given(
    name=st.sampled_from(
        ["recipient", "programme", "stage", "years", "by", "provider", "universe", "snapshot", "prices", "known_on"]
    ),
    text=st.text(max_size=300),
)
def test_any_text_is_understood_or_refused_in_one_paragraph(name: str, text: str) -> None:
    said = ""
    try:
        ask(**{name: text})
    except CuadernoError as error:
        said = str(error)
    assert said == "" or 10 < len(said) < 1200
