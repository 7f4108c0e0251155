"""Amounts and their periods in constructed sentences: shapes of numbers, what they count, which time is theirs and which is not."""

from __future__ import annotations

from datetime import date

import pytest

from cuaderno.documents.finding import find_in

DAY = date(2023, 10, 18)
NEVER = (None, None)


def _figures(text: str, language: str) -> list[tuple[float, str | None]]:
    return [(float(claim.value), claim.unit) for claim in find_in(text, language, DAY) if claim.value is not None]


def _periods(text: str, language: str) -> list[tuple[str | None, str | None]]:
    found = find_in(text, language, DAY)
    return [(claim.period_start, claim.period_end) for claim in found if claim.value is not None]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("El gasto fue de 412 millones 305 mil 18 dólares", [(412_305_018, "USD")]), ("Pidió siete mil 420 millones de dólares.", [(7_420_000_000, "USD")]),
        ("Donó 4 millones 300 mil dólares.", [(4_300_000, "USD")]), ("Aportó seis millones y medio de dólares.", [(6_500_000, "USD")]),
        ("Entregó media docena de lanchas.", [(6, "items")]), ("Llegó medio centenar de policías.", [(50, "persons")]),
        ("El gasto asciende a U$D350 millones.", [(350_000_000, "USD")]), ("Costó USD250,5 millones.", [(250_500_000, "USD")]),
        ("El valor es de $1'350.000 dólares.", [(1_350_000, "USD")]), ("Donó 30 camionetas y 9 cuadriciclones.", [(30, "items"), (9, "items")]),
        ("La ayuda cayó de 500 millones de dólares.", [(500_000_000, "USD")]), ("Subió en un 20 por ciento (de 30 a 36 millones de dólares).", [(20, "percent"), (30_000_000, "USD"), (36_000_000, "USD")]),
        ("Recibió 70 millones, y luego 85 millones de dólares.", [(70_000_000, "USD"), (85_000_000, "USD")]),
        ("Donó una corbeta Halcón y dos lanchas.", [(1, "items"), (2, "items")]), ("Entregó un helicóptero y dos lanchas.", [(1, "items"), (2, "items")]),
        ("Entregó 10, 12 y 15 vehículos.", [(10, "items"), (12, "items"), (15, "items")]),
        ("Reparó 12 motores J85-GE-21.", [(12, "items")]), ("Un cuarto de millón de dólares fue para la Policía.", [(250_000, "USD")]),
    ],
)  # fmt: skip
def test_amounts_in_spanish(text: str, figures: list[tuple[float, str | None]]) -> None:
    assert _figures(text, "es") == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The sale is worth two-point-four billion dollars.", [(2_400_000_000, "USD")]), ("It signed a 720-million dollar deal.", [(720_000_000, "USD")]),
        ("Two and a half million dollars went to the police.", [(2_500_000, "USD")]), ("More than a quarter-million soldiers were trained.", [(250_000, "persons")]),
        ("Three-quarters of a million dollars was spent.", [(750_000, "USD")]), ("It bought half a dozen helicopters.", [(6, "items")]),
        ("THE CREDITS AMOUNT TO DLRS 45 MILLION.", [(45_000_000, "USD")]), ("It gave 3.4m euros.", [(3_400_000, "EUR")]),
        ("It gave $12.5 and $14.2 million.", [(12_500_000, "USD"), (14_200_000, "USD")]), ("A 700-man battalion left.", [(700, "persons")]),
        ("A 9,000-soldier force arrived.", [(9_000, "persons")]), ("A 30-day visit ended.", []), ("A battalion of 450 was deployed.", [(450, "persons")]),
        ("It sent 2,000 of its soldiers.", [(2_000, "persons")]), ("It received two CH-53 Stallions, four C-27s and 30 Strykers.", [(2, "items"), (4, "items"), (30, "items")]),
        ("The army asked for 6 7.5-ton and ten 12-ton trucks.", [(6, "items"), (10, "items")]), ("One (1) Model 7 guidance section was sold.", [(1, "items")]),
        ("The staff rose from 55 to 120 advisers.", [(55, "persons"), (120, "persons")]), ("Aid will rise by $25 million to $110 million.", [(25_000_000, "USD"), (110_000_000, "USD")]),
        ("It bought 50 five-ton trucks.", [(50, "items")]), ("It bought 20 T-700 GE 401 engines.", [(20, "items")]), ("Three of every five dollars went to the army.", [(60, "percent")]),
        ("The force, about 1,200 strong, left.", [(1200, "persons")]), ("It flew 8 Bell 412s.", [(8, "items")]),
        ("Denmark pledged 19 F-16s, of which six arrived.", [(19, "items"), (6, "items")]), ("It sold 24 F-16C/Ds.", [(24, "items")]),
        ("It sold 60 Mark 84 2000-lb bombs.", [(60, "items")]), ("Aid fell by half to $150 million.", [(-50, "percent"), (150_000_000, "USD")]),
        ("The offer fell far short of the $3 billion that the country wanted.", [(3_000_000_000, "USD")]),
        ("That is $90 million less than in 2022.", [(-90_000_000, "USD")]), ("It has 1 airfield and 350 troops.", [(350, "persons")]),
        ("It bought 84 new F-15SA fighters.", [(84, "items")]), ("The US gave one C-130 and a patrol boat.", [(1, "items"), (1, "items")]),
    ],
)  # fmt: skip
def test_amounts_in_english(text: str, figures: list[tuple[float, str | None]]) -> None:
    assert _figures(text, "en") == figures


def test_what_two_numbers_share_keeps_the_words_of_each() -> None:
    found = find_in("The army asked for 6 7.5-ton and ten 12-ton trucks.", "en", DAY)
    assert [claim.item for claim in found] == ["7.5-ton trucks", "12-ton trucks"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("It received $40 million a year over the past decade.", [("2013", "2023")]), ("It received $40 million a year.", [NEVER]),
        ("From 2000 to 2016 it received $7 billion, or about $437 million a year.", [("2000", "2016")] * 2),
        ("The army bought 12 howitzers, officials said on Monday.", [NEVER]), ("On Monday, 200 soldiers arrived.", [("2023-10-16", "2023-10-16")]),
        ("The mission, launched in 2021, now has 56 staff.", [NEVER]), ("Poland, which joined NATO in 1999, bought 32 helicopters.", [NEVER]),
        ("Under a 2014 pact, U.S. troops may use nine bases.", [NEVER]), ("It kept two bases through 2026 in exchange for $900 million.", [(None, "2026"), NEVER]),
        ("It got $128 million in fiscal 2022, up from $109 million.", [("FY2022", "FY2022"), NEVER]), ("A 2020 report says that 28,500 troops are in Korea.", [NEVER]),
        ("Ten years after the 2003 invasion, it bought 36 helicopters.", [("2013", "2013")]), ("Total aid rose to $137 million since 2021: it was small.", [("2021", None)]),
        ("Over the next three years it will receive four patrol boats.", [("2023-10", "2026-10")]), ("In December, it will receive four patrol boats.", [("2023-12", "2023-12")]),
        ("It received four patrol boats in December.", [("2022-12", "2022-12")]), ("Since the 1990s, the United States has given $2 billion.", [("1990", None)]),
        ("FY2019 Actual $35.0 million FY2020 Estimate $40.0 million", [("FY2019", "FY2019"), ("FY2020", "FY2020")]), ("IMET (FY 2018): $2.1 million", [("FY2018", "FY2018")]),
        ("The force trained more than 300,000 soldiers from 40 countries since 2005.", [("2005", None)] * 2),
        ("The sale is the tenth made since 2017, and could add $830 million.", [NEVER]), ("By the end of the year, it will receive 40 trucks.", [(None, "2023")]), ("In early 2022 the force (formed in 2010) received 40 trucks.", [("2022", "2022")]),
        ("Sales were $9 billion in FY 2021. The total includes $2 billion of grants.", [("FY2021", "FY2021")] * 2),
        ("It received $9 billion in FY 2021. The package also includes 12 trucks.", [("FY2021", "FY2021"), NEVER]),
        ("The radars, delivered in 2011, cost $9 million; the money will be paid in May.", [("2011", "2011")]),
    ],
)  # fmt: skip
def test_periods_in_english(text: str, periods: list[tuple[str | None, str | None]]) -> None:
    assert _periods(text, "en") == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("En septiembre 20 vehículos llegaron a Quito.", [("2023-09", "2023-09")]), ("A finales de diciembre llegarán 30 vehículos.", [("2023-12", "2023-12")]),
        ("Entre junio y diciembre llegaron 90 soldados.", [("2023-06", "2023-12")]), ("En la década de 1990 recibió 500 millones de dólares.", [("1990", "1999")]),
        ("El convenio, firmado en 2005, permite el uso de dos bases.", [("2005", None)]), ("En 2022 destinó el doble que en 2021, 22 millones de dólares.", [("2022", "2022")]),
        ("La ayuda militar bajó un 20 % respecto del año pasado.", [("2023", "2023")]), ("Entregará 30 camiones hasta finales de año.", [(None, "2023")]),
        ("Este año fiscal 2021 recibió 500 millones de dólares.", [("FY2021", "FY2021")]), ("En los próximos tres años recibirá cuatro lanchas.", [("2023-10", "2026-10")]),
        ("Es la propuesta para el año fiscal 2024. El documento asigna 209 millones de dólares.", [("FY2024", "FY2024")]),
        ("La compra de 12 lanchas por $ 90 millones se cerró en 2010, y por $ 60 millones otra en 2011.", [("2010", "2010")] * 2 + [("2011", "2011")]),
        ("Vendió cuatro lanchas por 40 millones de dólares; el contrato se firmará en abril próximo.", [NEVER, NEVER]),
        ("En 2021 Israel vendió 40 radares. El paquete incluye 10 camiones.", [("2021", "2021"), NEVER]),
    ],
)  # fmt: skip
def test_periods_in_spanish(text: str, periods: list[tuple[str | None, str | None]]) -> None:
    assert _periods(text, "es") == periods


@pytest.mark.parametrize("text", ["10, " * 3_000, "dos y medio " * 1_000, "up from $5, " * 300])
@pytest.mark.parametrize("language", ["en", "es"])
def test_long_rows_of_numbers_come_to_an_end(text: str, language: str) -> None:
    found = find_in(text, language, DAY)
    assert len(found) == (300 if "$" in text else 0)
