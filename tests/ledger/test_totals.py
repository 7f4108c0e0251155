from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuaderno.errors import CannotAdd, CuadernoError, NoAnswer, QuestionError, UnknownName
from cuaderno.ledger.gaps import base_of
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store, edition_directory
from cuaderno.statements.measures import Addend, add
from cuaderno.statements.places import all_places
from cuaderno.statements.statement import Statement

FOUR_YEARS = "FY2017-FY2020"
GREENBOOK = "3dba11a5eda8"


class TestGolden:
    def test_fmf_to_colombia_and_the_cell_of_every_year(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years=FOUR_YEARS)
        assert (answer.value, answer.unit, answer.partial, answer.answered.source) == (
            216_151_787,
            "USD",
            False,
            "greenbook",
        )
        assert [(one.group, one.value) for one in answer.figures] == [
            ("FY2017", 38_525_000),
            ("FY2018", 38_525_000),
            ("FY2019", 75_157_289),
            ("FY2020", 63_944_498),
        ]
        for figure in answer.figures:
            (cite,) = figure.cites
            found = edition_ledger.cite(cite)
            assert found.statement.value == figure.value
            assert found.statement.period == figure.group
            assert found.statement.locator.startswith("#sheet=Economic%20and%20Military%20Aid&cell=H")
            assert cite.endswith("@" + GREENBOOK)

    @pytest.mark.parametrize(
        ("universe", "value"),
        [
            ("D1", 263_727_306),
            ("D2", 1_125_241_050),
            ("D4", 362_265_926),
            ("D6", 2_658_847_003),
            ("d6", 2_658_847_003),
        ],
    )
    def test_universes(self, edition_ledger: Ledger, universe: str, value: int) -> None:
        answer = edition_ledger.total(recipient="COL", universe=universe, stage="obligated", years=FOUR_YEARS)
        assert answer.value == value
        assert answer.universe == universe.upper()
        assert answer.answered.source == "greenbook"
        assert sum(figure.value or 0 for figure in answer.figures) == value

    def test_the_transition_quarter_is_a_period_of_its_own(self, edition_ledger: Ledger) -> None:
        def ask(years: str) -> list[tuple[str, Decimal | None]]:
            answer = edition_ledger.total(recipient="COL", stage="obligated", years=years)
            return [(one.group, one.value) for one in answer.figures]

        around = ask("FY1975-FY1977")
        assert around[1:3] == [("FY1976", 49_204_000), ("FY1976TQ", 13_701_000)]
        assert len(around) == 4
        assert ask("FY1976") == around[1:2]
        assert ask("FY1976TQ") == around[2:3]
        assert ask("FY1976TQ-FY1977") == around[2:]


class TestRefused:
    @pytest.mark.parametrize(
        ("rule", "asked"),
        [
            ("universe_not_collected", {"universe": "D3", "stage": "obligated"}),
            ("sales_never_one_total", {"universe": "D5", "stage": "obligated"}),
            ("two_ends_of_one_edge", {"programme": "FMF,FMS", "stage": "obligated"}),
            ("mixed_stages", {"programme": "FMF", "stage": "obligated,disbursed"}),
            ("parent_and_part", {"programme": ["NADR", "NADR-CWD"], "stage": "obligated"}),
            ("parent_and_part", {"programme": "PKO,GPOI", "stage": "obligated"}),
            ("mixed_price_bases", {"stage": "obligated", "prices": "constant:2019,constant:2020"}),
            ("stock_over_time", {"programme": "FMS", "stage": "active"}),
            ("umbrella_not_a_programme", {"programme": "Plan Colombia", "stage": "obligated"}),
        ],
    )
    @pytest.mark.parametrize("lang", ["en", "es"])
    def test_by_its_own_rule_and_in_both_languages(
        self, edition_ledger: Ledger, rule: str, asked: dict[str, str], lang: str
    ) -> None:
        with pytest.raises(CannotAdd) as refused:
            edition_ledger.total(recipient="COL", years=FOUR_YEARS, lang=lang, **asked)
        assert refused.value.rule == rule
        assert refused.value.exit_code == 2
        opening = {"en": "This cannot be added.", "es": "No se puede sumar."}[lang]
        text = str(refused.value)
        assert text.startswith(opening)
        assert len(text) > len(opening) + 60
        assert "{" not in text

    def test_a_stock_of_one_year_is_no_sum_but_is_not_held(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="active"):
            edition_ledger.total(recipient="COL", programme="FMS", stage="active", years="FY2019")

    def test_a_total_without_a_stage_lists_those_held(self, edition_ledger: Ledger) -> None:
        with pytest.raises(QuestionError, match=r"accepted, .*allocated, .*deployed, .*obligated, .*trained"):
            edition_ledger.total(recipient="COL", years=FOUR_YEARS)


class TestCoverage:
    def test_years_after_the_publication_are_blank_with_the_reason(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years="FY2017-FY2023")
        assert answer.partial
        assert answer.value == 216_151_787
        assert answer.answered.covered == ("FY2017", "FY2018", "FY2019", "FY2020")
        assert answer.answered.missing == ("FY2021", "FY2022", "FY2023")
        assert [(one.value, one.blank) for one in answer.figures[4:]] == [(None, "not_yet_published")] * 3
        assert answer.blanks == {"not_yet_published": 3}
        assert answer.count == 4

    def test_a_window_is_answered_by_the_source_that_covers_it_and_never_patched(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", universe="D6", stage="obligated", years="FY2019-FY2022")
        assert not answer.partial
        assert answer.answered.source == "foreign_assistance"
        assert {cite.partition("@")[2] for one in answer.figures for cite in one.cites} == {"fc9b074c1f61"}
        (beside,) = answer.beside
        assert beside.answered.source == "greenbook"
        assert beside.answered.missing == ("FY2021", "FY2022")
        assert answer.value != beside.value

    def test_years_before_the_first_publication(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years="FY1944-FY1946")
        assert [one.blank for one in answer.figures] == ["not_collected_here", "not_collected_here", ""]
        assert answer.partial
        nothing = edition_ledger.total(recipient="COL", stage="obligated", years="FY1940-FY1941")
        assert (nothing.value, nothing.partial, nothing.count) == (None, True, 0)

    def test_a_year_covered_in_which_nothing_is_listed(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="VAT", stage="obligated", years="FY2017")
        assert (answer.value, answer.partial) == (None, False)
        assert answer.figures[0].blank == "not_reported"

    def test_nil_is_told_from_nothing_said(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="allocated", years="FY2010", by="account")
        blanks = {one.group: one for one in answer.figures if one.value is None}
        assert blanks["DA"].blank == "zero_reported"
        assert blanks["DA"].cites

    def test_only_what_was_added_is_counted(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "requested", "years": "FY2016", "source": "budget_justification"}
        answer = edition_ledger.total(**asked)
        added = [one for one in edition_ledger.rows(**asked) if one.value is not None]
        assert answer.count == len(added)

    def test_without_a_window_the_best_source_answers_for_all_it_covers(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated")
        assert answer.window == "FY1946-FY2020"
        assert not answer.partial
        assert len(answer.figures) == 76

    def test_an_open_start_closes_where_the_publications_do(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years="-FY1948")
        assert answer.window == "FY1946-FY1948"

    def test_an_open_end_closes_at_the_last_period(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", programme="FMF", stage="obligated", years="since FY2019")
        assert answer.value == 75_157_289 + 63_944_498
        assert answer.window == "FY2019-FY2020"

    def test_an_open_window_is_answered_by_the_source_that_reaches_it(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years="FY2021-")
        assert answer.answered.source == "foreign_assistance"
        assert answer.figures[0].value == 746_118_618

    def test_an_open_window_after_every_publication_is_no_answer(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer):
            edition_ledger.total(recipient="COL", stage="obligated", years="FY2030-")

    def test_an_open_window_is_not_closed_early_by_the_better_rank(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years="FY2019-")
        assert answer.partial or answer.answered.source == "foreign_assistance"

    def test_calendar_years_are_never_taken_for_fiscal_ones(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years="CY2019")
        assert answer.value is None
        with pytest.raises(NoAnswer, match="by the calendar of CY2019-; what is held is by US-FY"):
            edition_ledger.total(recipient="COL", stage="obligated", years="CY2019-")


class TestFilters:
    def test_known_on(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "FY2020", "universe": "D6"}
        early = edition_ledger.total(**asked, known_on="2022-08-09")
        assert early.answered.source == "greenbook"
        assert not early.beside
        assert edition_ledger.total(**asked, known_on="20220809").value == early.value
        late = edition_ledger.total(**asked, known_on="2023-09-29")
        assert [one.answered.source for one in late.beside] == ["foreign_assistance"]
        with pytest.raises(NoAnswer):
            edition_ledger.total(**asked, known_on="2022-08-08")
        with pytest.raises(NoAnswer):
            edition_ledger.total(**asked, known_on="20220101")
        with pytest.raises(NoAnswer, match="published by 1999-01-01"):
            edition_ledger.total(**asked, known_on="1999-01-01")

    def test_known_on_before_any_dated_publication_says_so(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="2022-01-01"):
            edition_ledger.total(recipient="COL", stage="obligated", years="2019", known_on="2022-01-01")

    def test_an_old_snapshot_stays_askable_and_the_newest_answers_without_it(self, edition_ledger: Ledger) -> None:
        asked = {
            "recipient": "COL",
            "stage": "obligated",
            "years": "FY2021",
            "source": "foreign_assistance",
        }
        newest, old = edition_ledger.total(**asked), edition_ledger.total(**asked, snapshot="1E7E3E")
        assert (old.value, newest.value) == (73_494_702, 746_118_618)
        assert (old.maturity, newest.maturity) == ("M0", "M2")
        assert newest.answered.other_snapshots == ("1e7e3e682a36",)
        with pytest.raises(NoAnswer):
            edition_ledger.total(**{**asked, "source": "greenbook"}, snapshot="1e7e3e")

    def test_one_source(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years=FOUR_YEARS, source="foreign_assistance")
        assert (answer.value, answer.beside) == (2_660_129_985, ())
        with pytest.raises(UnknownName, match="greenbok") as unknown:
            edition_ledger.total(recipient="COL", stage="obligated", source="greenbok")
        assert "greenbook" in unknown.value.near

    def test_names_in_spanish(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(
            recipient="colombia",
            provider="Estados Unidos",
            programme="Financiamiento Militar Extranjero",
            stage="obligado",
            years=FOUR_YEARS,
            lang="es",
        )
        assert answer.value == 216_151_787

    def test_a_provider_that_provides_nothing_here(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer):
            edition_ledger.total(recipient="COL", stage="obligated", provider="FRA")

    def test_a_provider_that_provides_nothing_here_is_the_reason(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match=r"FRA|France"):
            edition_ledger.total(recipient="COL", stage="obligated", provider="FRA")

    def test_a_stage_known_only_without_programmes(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="only without programmes"):
            edition_ledger.total(recipient="COL", programme="FMF", stage="disbursed", years=FOUR_YEARS)

    def test_several_recipients_and_one_named_twice(self, edition_ledger: Ledger) -> None:
        def ask(*recipients: str) -> Decimal | None:
            return edition_ledger.total(recipient=recipients, stage="obligated", years="FY2017").value

        both = ask("COL", "PER")
        assert both == (ask("COL") or 0) + (ask("PER") or 0)
        assert ask("COL,Perú,Colombia") == both


class TestPrices:
    def test_constant_is_the_sum_of_the_constant_column(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "programme": "FMF", "stage": "obligated", "years": FOUR_YEARS}
        for prices in ("constant", "constant:2020"):
            answer = edition_ledger.total(**asked, prices=prices)
            said = list(edition_ledger.rows(**asked, prices=prices))
            assert answer.unit == "USD@2020"
            assert answer.value == sum(one.value or 0 for one in said)
            assert answer.value != 216_151_787
            cited = [edition_ledger.cite(cite).statement for one in answer.figures for cite in one.cites]
            assert sorted(cited, key=lambda one: one.period) == said
            assert {one.locator.partition("cell=")[2][0] for one in cited} == {"I"}

    def test_a_base_year_that_nobody_publishes_lists_those_that_are(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="foreign_assistance: 2021; greenbook: 2020"):
            edition_ledger.total(recipient="COL", stage="obligated", years="2019", prices="constant:1999")

    def test_the_base_year_chooses_the_source(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years="2019", prices="constant:2021")
        assert (answer.answered.source, answer.unit) == ("foreign_assistance", "USD@2021")


class TestGroups:
    @pytest.mark.parametrize(
        ("by", "group", "value"),
        [
            ("programme", "FMF", 216_151_787),
            ("recipient", "COL", 2_658_847_003),
            ("account", "Foreign Military Financing Program", 216_151_787),
            ("category", "Military", 362_265_926),
            ("executor", "", 2_658_847_003),
            ("year", "FY2017", 529_212_852),
        ],
    )
    def test_the_parts_make_the_whole(self, edition_ledger: Ledger, by: str, group: str, value: int) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years=FOUR_YEARS, by=by)
        figures = {one.group: one.value for one in answer.figures}
        assert figures[group] == value
        assert sum(one or 0 for one in figures.values()) == answer.value == 2_658_847_003

    def test_sources_stand_side_by_side_and_are_not_added(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years=FOUR_YEARS, by="source")
        assert [(one.group, one.value) for one in answer.figures] == [
            ("greenbook/funding_accounts", 2_658_847_003),
            ("foreign_assistance/country_totals", 2_660_129_985),
        ]
        assert answer.value == 2_658_847_003
        assert answer.count == answer.figures[0].count

    def test_a_part_and_its_years(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "universe": "D1", "stage": "obligated", "years": FOUR_YEARS}
        answer = edition_ledger.total(**asked, by="programme,year")
        fmf = [(one.period, one.value) for one in answer.figures if one.group == "FMF"]
        assert sorted(fmf)[0] == ("FY2017", 38_525_000)
        assert sum(value or 0 for _, value in fmf) == 216_151_787
        assert sum(one.value or 0 for one in answer.figures) == answer.value == 263_727_306

    def test_account_agency_and_category_narrow_it(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": FOUR_YEARS}
        by_name = edition_ledger.total(**asked, account="foreign military financing program")
        assert by_name.value == edition_ledger.total(**asked, account="1082").value == 216_151_787
        assert edition_ledger.total(**asked, category="military").value == 362_265_926
        state = edition_ledger.total(**asked, by="agency").figures[0]
        assert edition_ledger.total(**asked, agency=state.group).value == state.value

    def test_the_largest_part_stands_first_but_years_stand_in_order(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="COL", stage="obligated", years=FOUR_YEARS, by="agency")
        values = [one.value or Decimal(0) for one in answer.figures]
        assert values == sorted(values, reverse=True)
        assert answer.figures[0].group == "Department of State"

    def test_citations_come_in_the_same_order_every_time(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": FOUR_YEARS}
        first = edition_ledger.total(**asked)
        again = edition_ledger.total(**asked)
        assert [one.cites for one in again.figures] == [one.cites for one in first.figures]


NONSENSE = ("'; DROP TABLE lines; --", "\0", "x" * 100_000, "💩", "' OR 1=1 --", "\ud800", "%", "\\", "NULL")
NAMED = (
    "recipient",
    "programme",
    "stage",
    "years",
    "by",
    "provider",
    "universe",
    "source",
    "snapshot",
    "prices",
    "known_on",
)


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("nonsense", NONSENSE, ids=ascii)
def test_nonsense_is_refused_in_one_readable_paragraph(edition_ledger: Ledger, name: str, nonsense: str) -> None:
    asked = {"recipient": "COL", "stage": "obligated", "years": "FY2017", name: nonsense}
    with pytest.raises(CuadernoError) as refused:
        edition_ledger.total(**asked)
    assert refused.value.exit_code in (1, 2)
    text = str(refused.value)
    assert 10 < len(text) < 700
    assert "\n" not in text.strip()
    assert "Traceback" not in text


@pytest.mark.parametrize("kind", ["territory", "former", "organisation", "regional", "worldwide"])
def test_every_place_has_an_answer_or_a_reason(edition_ledger: Ledger, kind: str) -> None:
    asked = [one for one in all_places() if one.kind == kind]
    assert asked
    for one in asked:
        answer = edition_ledger.total(recipient=one.code, universe="D6", stage="obligated", years=FOUR_YEARS)
        assert answer.recipients == (one.code,)
        assert (answer.value is None) == all(figure.blank for figure in answer.figures)
        assert answer.value == (sum(one.value or 0 for one in answer.figures) if answer.count else None)


def _addend(one: Statement, ledger: Ledger) -> Addend:
    series = next(held.series for held in ledger.snapshots if held.snapshot == one.snapshot)
    return Addend(
        one.stage, one.unit, one.measure_kind, one.programme, one.source, base_of(series), one.calendar, one.period
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    recipient=st.sampled_from(["COL", "PER", "ISR", "EGY", "WORLD", "VNM", "CIV", "UKR", "NATO"]),
    said=st.sampled_from(
        [
            ("greenbook", "obligated"),
            ("foreign_assistance", "obligated"),
            ("foreign_assistance", "disbursed"),
            ("foreign_assistance", "requested"),
            ("budget_justification", "allocated"),
            ("budget_justification", "requested"),
        ]
    ),
    first=st.integers(1946, 2020),
    length=st.integers(0, 12),
    prices=st.sampled_from(["current", "constant"]),
    seed=st.randoms(use_true_random=False),
)
def test_the_statements_add_up_to_the_total_in_any_order(
    edition_ledger: Ledger,
    recipient: str,
    said: tuple[str, str],
    first: int,
    length: int,
    prices: str,
    seed: random.Random,
) -> None:
    source, stage = said
    asked = {
        "recipient": recipient,
        "source": source,
        "stage": stage,
        "years": f"FY{first}-FY{first + length}",
        "prices": prices,
    }
    if source == "budget_justification" and prices == "constant":
        with pytest.raises(NoAnswer):
            edition_ledger.total(**asked)
        return
    answer = edition_ledger.total(**asked)
    pairs = [(_addend(one, edition_ledger), one.value) for one in edition_ledger.rows(**asked) if one.value is not None]
    seed.shuffle(pairs)
    assert add(pairs) == (answer.value or 0)
    cut = seed.randrange(len(pairs) + 1)
    assert add(pairs[:cut]) + add(pairs[cut:]) == (answer.value or 0)
    assert len(pairs) <= sum(one.count for one in answer.figures if one.value is not None)


class TestWhatAPublicationCannotTell:
    def test_a_table_of_one_place_covers_no_other(self, edition_ledger: Ledger) -> None:
        asked = {"programme": "DCS", "stage": "authorised", "years": "2015-2016"}
        answer = edition_ledger.total(recipient="COL", **asked)
        assert (answer.value, answer.partial, answer.untold) == (None, True, ("COL",))
        assert answer.blanks == {"not_collected_here": 2}
        assert edition_ledger.total(**asked).recipients == ("TWN",)
        both = edition_ledger.total(recipient="COL,TWN", **asked)
        assert (both.partial, both.untold, both.blanks) == (True, ("COL",), {})

    @pytest.mark.parametrize(
        ("programme", "under"), [("SECTION-333", ()), ("NADR-CWD", ("NADR",)), ("GPOI", ("PKO",)), ("INC", ("INCLE",))]
    )
    def test_a_programme_that_is_never_named_is_not_told_apart(
        self, edition_ledger: Ledger, programme: str, under: tuple[str, ...]
    ) -> None:
        answer = edition_ledger.total(recipient="COL", programme=programme, stage="obligated", years="FY2017")
        assert (answer.untold, answer.under, answer.blanks) == ((programme,), under, {"not_told_apart": 1})

    def test_a_sum_without_one_of_its_programmes_is_a_part(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "FY2017"}
        answer = edition_ledger.total(programme="FMF,NADR-CWD", **asked)
        assert (answer.value, answer.partial, answer.untold) == (38_525_000, True, ("NADR-CWD",))

    def test_a_source_of_other_programmes_is_no_answer(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match="not collected here"):
            edition_ledger.total(programme="FMS", stage="delivered", years="2015-2016")

    def test_a_former_state_may_stand_under_the_one_of_today(self, edition_ledger: Ledger) -> None:
        answer = edition_ledger.total(recipient="South Vietnam", universe="D4", stage="obligated", years="1960")
        assert (answer.untold, answer.under, answer.blanks) == (("XVS",), ("VNM",), {"not_told_apart": 1})

    def test_a_region_is_only_what_is_booked_to_it(self, edition_ledger: Ledger) -> None:
        asked = {"programme": "INCLE", "stage": "obligated", "years": "FY2019"}
        assert edition_ledger.total(recipient="Central America", **asked).regions_alone == ("REG-CAM",)
        assert edition_ledger.total(recipient="GTM", **asked).regions_alone == ()

    def test_a_warm_ledger_says_the_same(self) -> None:
        warm, cold = (Ledger(Store([edition_directory()], warm=held)) for held in (True, False))
        for asked in (
            {"recipient": "COL", "programme": "DCS", "stage": "authorised", "years": "2015-2016"},
            {"programme": "DCS", "stage": "authorised", "years": "2015-2016"},
            {"recipient": "XVS", "universe": "D4", "stage": "obligated", "years": "1960"},
        ):
            said = [
                (one.recipients, one.untold, one.value, one.blanks)
                for one in (warm.total(**asked), cold.total(**asked))
            ]
            assert said[0] == said[1]


class TestAsked:
    def test_loans_are_no_grants(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "obligated", "years": "1980-1991"}
        with pytest.raises(CannotAdd, match="not aid") as refused:
            edition_ledger.total(programme="FMF,FMF-L", **asked)
        assert refused.value.rule == "principal_not_aid"
        assert edition_ledger.total(programme="FMF-L", **asked).value
        assert edition_ledger.total(universe="D4", **asked).value

    def test_notices_add_over_years_and_their_ceilings_do_not(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "SAU", "programme": "FMS", "stage": "notified", "years": "2017-2020"}
        answer = edition_ledger.total(unit="notices", **asked)
        assert answer.value == sum(one.value or 0 for one in answer.figures) > 1
        with pytest.raises(CannotAdd, match="upper limits"):
            edition_ledger.total(unit="USD", **asked)

    def test_days_of_the_years_asked_for(self, edition_ledger: Ledger) -> None:
        with pytest.raises(NoAnswer, match=r"CY2016 has 2016-12-31\. Ask"):
            edition_ledger.total(provider="Uruguay", stage="deployed", years="2016")
        with pytest.raises(NoAnswer, match=r"CY1950 has none, others are .*2025-"):
            edition_ledger.total(provider="Uruguay", stage="deployed", years="1950")

    def test_a_unit_or_universe_that_no_source_tells_is_named(self, edition_ledger: Ledger) -> None:
        asked = {"recipient": "COL", "stage": "recorded", "years": "2018"}
        with pytest.raises(NoAnswer, match="in victims; what is held is in events"):
            edition_ledger.total(unit="victims", **asked)
        with pytest.raises(NoAnswer, match="Leave the universe out"):
            edition_ledger.total(universe="D1", **asked)
