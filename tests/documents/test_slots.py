"""Programme, stage, provider and recipient of figures, a phenomenon a row, in both languages; every slot compared, empty ones too."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from cuaderno.documents.finding import find_in
from cuaderno.statements.claim import FIGURES, Claim


class Want(NamedTuple):
    """What a figure's slots must be, parties as codes parted by blanks."""

    value: float
    programme: str | None = None
    stage: str | None = None
    provider: str = ""
    recipient: str = ""


def _slots(claim: Claim) -> Want:
    assert claim.value is not None
    return Want(
        float(claim.value), claim.programme, claim.stage, " ".join(claim.provider), " ".join(claim.recipient)
    )  # fmt: skip


def _figures(text: str, language: str) -> list[Want]:
    return [_slots(claim) for claim in find_in(text, language) if claim.kind in FIGURES and claim.value is not None]


PROGRAMMES: list[tuple[str, str, list[Want]]] = [
    ("en", "The United States provided $5 million in FMF and $1.2 million in IMET to Peru.", [
        Want(5e6, "FMF", "provided", "USA", "PER"), Want(1.2e6, "IMET", "provided", "USA", "PER")]),
    ("en", "FMF and IMET for Peru totaled $38.5 million and $1.7 million, respectively.", [
        Want(38.5e6, "FMF", "provided", "USA", "PER"), Want(1.7e6, "IMET", "provided", "USA", "PER")]),
    ("es", "El FMF y el IMET para Perú sumaron 38,5 millones de dólares y 1,7 millones de dólares, respectivamente.", [
        Want(38.5e6, "FMF", "provided", "USA", "PER"), Want(1.7e6, "IMET", "provided", "USA", "PER")]),
    ("en", "State requested $9 million in FMF and $2 million in IMET for Peru, and Congress appropriated $8 million and $1 million, respectively.", [
        Want(9e6, "FMF", "requested", "USA", "PER"), Want(2e6, "IMET", "requested", "USA", "PER"),
        Want(8e6, "FMF", "appropriated", "USA", "PER"), Want(1e6, "IMET", "appropriated", "USA", "PER")]),
    ("en", "The United States provided $90 million in security assistance to Peru, including $38.5 million in FMF.", [
        Want(90e6, None, "provided", "USA", "PER"), Want(38.5e6, "FMF", "provided", "USA", "PER")]),
    ("en", "The United States provided $20 million in equipment and $30 million in FMF to Peru.", [
        Want(20e6, None, "provided", "USA", "PER"), Want(30e6, "FMF", "provided", "USA", "PER")]),
    ("en", "The United States gave $20 million in 2012 and $30 million in 2013 in FMF to Peru.", [
        Want(20e6, "FMF", "provided", "USA", "PER"), Want(30e6, "FMF", "provided", "USA", "PER")]),
    ("en", "The United States allocated $62 million to Kenya, of which $20 million was FMF.", [
        Want(62e6, None, "allocated", "USA", "KEN"), Want(20e6, "FMF", "allocated", "USA", "KEN")]),
    ("en", "The United States provided $21 million in NADR funds to Laos.", [Want(21e6, "NADR", "provided", "USA", "LAO")]),
    ("en", "The United States provided $21 million in Conventional Weapons Destruction funds to Laos.", [Want(21e6, "NADR-CWD", "provided", "USA", "LAO")]),
    ("en", "Laos received $21 million in Nonproliferation, Anti-terrorism, Demining and Related Programs funding.", [Want(21e6, "NADR", "provided", "USA", "LAO")]),
    ("en", "The United States provided $21 million to Laos for humanitarian demining.", [Want(21e6, None, "provided", "USA", "LAO")]),
    ("en", "Kenya received less than $200,000 GPOI Peacekeeping Operations (PKO) funds.", [Want(2e5, "GPOI", "provided", "USA", "KEN")]),
    ("en", "Kenya received $3 million through the Peacekeeping Operations (PKO) account.", [Want(3e6, "PKO", "provided", "USA", "KEN")]),
    ("en", "The United States approved $60 million in FMF loans for Poland.", [Want(60e6, "FMF-L", "approved", "USA", "POL")]),
    ("en", "INL funding for Ecuador totaled $40 million.", [Want(40e6, "INCLE", "provided", "USA", "ECU")]),
    ("en", "DoD obligated $7 million under 10 U.S.C. 333 for Tunisia.", [Want(7e6, "SECTION-333", "obligated", "USA", "TUN")]),
    ("en", "The President authorized a drawdown of up to $25 million for Haiti under section 506(a)(1).", [Want(25e6, "PDA", "authorised", "USA", "HTI")]),
    ("en", "Congress appropriated $12.3 billion for USAI.", [Want(12.3e9, "USAI", "appropriated", "USA", "UKR")]),
    ("en", "DSCA notified Congress of a $1.1 billion sale to Morocco.", [Want(1.1e9, "FMS", "notified", "USA", "MAR")]),
    ("en", "The United States donated two boats and 30 trucks to Peru under the Excess Defense Articles program.", [
        Want(2, "EDA", "provided", "USA", "PER"), Want(30, "EDA", "provided", "USA", "PER")]),
    ("en", "Peru took delivery of two boats, valued at $11 million, under the EDA program.", [
        Want(2, "EDA", "delivered", "USA", "PER"), Want(11e6, "EDA", "delivered", "USA", "PER")]),
    ("en", "U.S. companies shipped $41 million in defense articles to Brazil under DCS.", [Want(41e6, "DCS", "shipped", "USA", "BRA")]),
    ("en", "The Foreign Military Financing and International Military Education and Training programs gave Peru $40 million.", [
        Want(40e6, None, "provided", "USA", "PER")]),
    ("es", "Estados Unidos aportó a Ghana 4 millones de dólares en fondos de Educación y Capacitación Militar Internacional (IMET).", [
        Want(4e6, "IMET", "provided", "USA", "GHA")]),
    ("es", "El programa IMET aportó 8,69 millones de dólares y formó a 1.150 oficiales colombianos.", [
        Want(8.69e6, "IMET", "provided", "USA", "COL"), Want(1150, "IMET", "provided", "USA", "COL")]),
    ("es", "Chile recibió 1,4 mil millones de dólares de Estados Unidos, y el 60 % de esa ayuda provino del Financiamiento Militar Extranjero (FMF).", [
        Want(1.4e9, None, "provided", "USA", "CHL"), Want(60, "FMF", "provided", "USA", "CHL")]),
    ("es", "Washington asignó 2.881 millones de dólares a la Iniciativa Mérida.", [Want(2.881e9, "MERIDA", "allocated", "USA", "MEX")]),
    ("es", "El Pentágono desembolsó 15 millones de dólares en fondos NADR para Vietnam.", [Want(15e6, "NADR", "disbursed", "USA", "VNM")]),
    ("en", "The administration requested $9 million in FMF for Peru, $2.5 million for International Narcotics Control and Law Enforcement (INCLE), $3 million for Nonproliferation, Anti Terrorism, Demining and Related Programs (NADR), and $2 million for Rural Roads Support (RRS).", [
        Want(9e6, "FMF", "requested", "USA", "PER"), Want(2.5e6, "INCLE", "requested", "USA", "PER"),
        Want(3e6, "NADR", "requested", "USA", "PER"), Want(2e6, None, "requested", "USA", "PER")]),
    ("en", "The State Department approved a $20 million sale of trucks to Peru.", [Want(20e6, None, "approved", "USA", "PER")]),
    ("en", "The Defense Security Cooperation Agency said the State Department approved a $20 million sale of trucks to Peru.", [Want(20e6, "FMS", "approved", "USA", "PER")]),
    ("en", "The State Department approved licenses for the sale of $20 million in rifles to Peru.", [Want(20e6, None, "authorised", "USA", "PER")]),
    ("en", "DSCA announced sales of $41 million to Peru.", [Want(41e6, "FMS", "announced", "USA", "PER")]),
]  # fmt: skip

STAGES: list[tuple[str, str, list[Want]]] = [
    ("en", f"The United States {verb} $30 million for Peru.", [Want(30e6, None, stage, "USA", "PER")])
    for verb, stage in (
        ("requested", "requested"), ("appropriated", "appropriated"), ("allocated", "allocated"), ("obligated", "obligated"),
        ("disbursed", "disbursed"), ("authorized", "authorised"), ("approved", "approved"), ("announced", "announced"),
        ("pledged", "pledged"), ("committed", "committed"), ("offered", "pledged"), ("suspended", "inactive"),
        ("cancelled", "cancelled"), ("will provide", "pledged"), ("plans to provide", "intent"), ("has not obligated", "obligated"),
        ("will not provide", "refused"), ("has agreed to provide", "agreed"), ("committed to providing", "pledged"),
    )
] + [
    ("es", f"Estados Unidos {verb} 30 millones de dólares para Perú.", [Want(30e6, None, stage, "USA", "PER")])
    for verb, stage in (
        ("solicitó", "requested"), ("pidió", "requested"), ("apropió", "appropriated"), ("asignó", "allocated"),
        ("obligó", "obligated"), ("desembolsó", "disbursed"), ("giró", "disbursed"), ("autorizó", "authorised"),
        ("aprobó", "approved"), ("anunció", "announced"), ("prometió", "pledged"), ("comprometió", "committed"),
        ("entregó", "delivered"), ("congeló", "inactive"), ("entregará", "pledged"), ("va a entregar", "pledged"),
        ("no entregará", "refused"), ("no desembolsó", "disbursed"),
    )
] + [
    ("en", "Of the $40 million appropriated by Congress for Peru, $20 million was disbursed.", [
        Want(40e6, None, "appropriated", "USA", "PER"), Want(20e6, None, "disbursed", "USA", "PER")]),
    ("en", "The United States has $71 million in active sales cases with Peru under the FMS program.", [Want(71e6, "FMS", "active", "USA", "PER")]),
    ("en", "The United States made $40 million in obligations to Peru.", [Want(40e6, None, "obligated", "USA", "PER")]),
    ("en", "The Government of Poland has requested to buy 600 missiles from the United States.", [Want(600, None, "requested", "USA", "POL")]),
    ("en", "The United States authorized the export of $172 million in defense articles to Peru.", [Want(172e6, None, "authorised", "USA", "PER")]),
    ("en", "President Biden announced $800 million for Ukraine, bringing the total committed to $2 billion.", [
        Want(800e6, None, "announced", "USA", "UKR"), Want(2e9, None, "announced", "USA", "UKR")]),
    ("en", "The bill would provide $400 million to Ukraine.", [Want(400e6, None, "intent", "", "UKR")]),
    ("en", "Sweden said it would provide 14 tanks to Ukraine.", [Want(14, None, "pledged", "SWE", "UKR")]),
    ("es", "Lo girado por Estados Unidos a Perú suma ya 700 de los 1.600 millones de dólares autorizados por el Congreso estadounidense.", [
        Want(700e6, None, "disbursed", "USA", "PER"), Want(1.6e9, None, "authorised", "USA", "PER")]),
    ("es", "La ley daría 400 millones de dólares a Ucrania.", [Want(400e6, None, "intent", "", "UKR")]),
    ("en", "The Pentagon requested congressional approval for $30 million for Peru.", [Want(30e6, None, "requested", "USA", "PER")]),
    ("en", "Forty trucks are projected to arrive in Kenya from the United States.", [Want(40, None, "pledged", "USA", "KEN")]),
    ("en", "There are about 800 U.S. soldiers in Niger.", [Want(800, None, "deployed", "USA", "NER")]),
    ("es", "En Honduras hay unos 800 militares de Estados Unidos.", [Want(800, None, "deployed", "USA", "HND")]),
    ("es", "Hay 300 policías en Lima.", [Want(300, None, None, "", "PER")]),
    ("es", "El texto fijaba el número máximo de efectivos estadounidenses en España: 900 militares.", [Want(900, None, "authorised", "USA", "ESP")]),
    ("es", "Estados Unidos espera transferir a Honduras 30 millones de dólares, lo que elevaría el total destinado a 90 millones de dólares.", [
        Want(30e6, None, "pledged", "USA", "HND"), Want(90e6, None, "announced", "USA", "HND")]),
]  # fmt: skip

PARTIES: list[tuple[str, str, list[Want]]] = [
    ("en", "Peru received $12 million from the United Kingdom.", [Want(12e6, None, "provided", "GBR", "PER")]),
    ("en", "Peru was given $12 million by France.", [Want(12e6, None, "provided", "FRA", "PER")]),
    ("en", "French aid to Chad totaled $12 million.", [Want(12e6, None, "provided", "FRA", "TCD")]),
    ("en", "Germany and the Netherlands will send 18 howitzers to Ukraine.", [Want(18, None, "pledged", "DEU NLD", "UKR")]),
    ("en", "The United States provided $5 million and $3 million to Togo and Benin, respectively.", [
        Want(5e6, None, "provided", "USA", "TGO"), Want(3e6, None, "provided", "USA", "BEN")]),
    ("en", "Washington gave Kyiv 31 tanks.", [Want(31, None, "provided", "USA", "UKR")]),
    ("en", "The Pentagon delivered 40 trucks to the Iraqi army.", [Want(40, None, "delivered", "USA", "IRQ")]),
    ("en", "Peru bought two patrol ships from South Korea.", [Want(2, None, "agreed", "KOR", "PER")]),
    ("en", "Brazil sold 12 aircraft to Lebanon.", [Want(12, None, "agreed", "BRA", "LBN")]),
    ("en", "The Colombian state spent $70 billion on the military.", [Want(70e9, None, "spent", "COL", "COL")]),
    ("en", "The United States spent $2 billion in Somalia.", [Want(2e9, None, "spent", "USA", "SOM")]),
    ("en", "Japan's $40 million grant to the Philippines was announced.", [Want(40e6, None, "announced", "JPN", "PHL")]),
    ("en", "In addition to $7 million from Canada, Colombia received $12 million from Spain.", [
        Want(7e6, None, None, "CAN", "COL"), Want(12e6, None, "provided", "ESP", "COL")]),
    ("en", "French instructors trained over 6,500 Iraqi troops.", [Want(6500, None, "provided", "FRA", "IRQ")]),
    ("en", "Colombian forces trained 1,200 Honduran police.", [Want(1200, None, "provided", "COL", "HND")]),
    ("en", "Ecuador has 9 military experts deployed to MONUSCO and UNISFA.", [Want(9, "UN peacekeeping", "deployed", "ECU", "MONUSCO UNISFA")]),
    ("en", "Fiji has 170 personnel in the Sinai.", [Want(170, "MFO", "deployed", "FJI", "MFO")]),
    ("en", "Djibouti hosts 4,000 U.S. troops.", [Want(4000, None, "deployed", "USA", "DJI")]),
    ("en", "Uganda, which the United States supports, contributed 6,000 soldiers to AMISOM.", [Want(6000, None, "deployed", "UGA", "AMISOM")]),
    ("en", "The United States provided $2 billion to Ukraine. Other allies provided $3 billion to Ukraine.", [
        Want(2e9, None, "provided", "USA", "UKR"), Want(3e9, None, "provided", "", "UKR")]),
    ("es", "Colombia recibió de Estados Unidos 12 millones de dólares.", [Want(12e6, None, "provided", "USA", "COL")]),
    ("es", "La ayuda de Francia a Chad sumó 12 millones de dólares.", [Want(12e6, None, "provided", "FRA", "TCD")]),
    ("es", "La ayuda militar estadounidense a Egipto ascendió a 12 millones de dólares.", [Want(12e6, None, "provided", "USA", "EGY")]),
    ("es", "Perú compró dos buques a Corea del Sur.", [Want(2, None, "agreed", "KOR", "PER")]),
    ("es", "España vendió a Colombia cuatro buques.", [Want(4, None, "agreed", "ESP", "COL")]),
    ("es", "Alemania y los Países Bajos entregaron 18 obuses a Ucrania.", [Want(18, None, "delivered", "DEU NLD", "UKR")]),
    ("es", "El Comando Sur capacitó a 350 soldados guatemaltecos.", [Want(350, None, "provided", "USA", "GTM")]),
    ("es", "Unos 3.200 oficiales peruanos recibieron entrenamiento estadounidense.", [Want(3200, None, "provided", "USA", "PER")]),
    ("es", "La Casa Blanca pidió 500 millones de dólares para Colombia.", [Want(500e6, None, "requested", "USA", "COL")]),
    ("es", "Bogotá también paga. En 2011 gastó 1.280 millones de dólares.", [Want(1.28e9, None, "spent", "COL", "COL")]),
    ("es", "Honduras recibió 4,5 millones de dólares de Washington y El Salvador, 3,2 millones.", [
        Want(4.5e6, None, "provided", "USA", "HND"), Want(3.2e6, None, "provided", "USA", "SLV")]),
    ("es", "El gobierno afirma que Francia entregó 40 fusiles al ejército de Chad.", [Want(40, None, "delivered", "FRA", "TCD")]),
    ("en", "Norway has signed a 30 million dollar contract with Poland to refit 12 boats for the Polish Navy.", [
        Want(30e6, None, "signed", "NOR", "POL"), Want(12, None, "signed", "NOR", "POL")]),
    ("es", "Chile firmó un contrato por 30 millones de dólares con la empresa noruega Kongsberg para la adquisición de 12 lanchas.", [
        Want(30e6, None, "signed", "NOR", "CHL"), Want(12, None, "signed", "NOR", "CHL")]),
]  # fmt: skip

CONTEXT: list[tuple[str, str, list[Want]]] = [
    ("en", "U.S. Security Cooperation With Peru\n\nForeign Military Financing\n\nThe United States provided $12 million in FY 2020.\n", [
        Want(12e6, "FMF", "provided", "USA", "PER")]),
    ("en", "Security Cooperation With Peru\n\nFrom FY 2017 to FY 2023, the U.S. provided approximately $278 million in FMF.\n", [
        Want(278e6, "FMF", "provided", "USA", "PER")]),
    ("en", "Peru's Assistance to Haiti\n\nIn 2010 it provided $3 million and 20 trucks.\n", [
        Want(3e6, None, "provided", "PER", "HTI"), Want(20, None, "provided", "PER", "HTI")]),
    ("en", "The United States provided $147 million in NADR-CWD funds to Laos. Of this amount, $21 million was disbursed.", [
        Want(147e6, "NADR-CWD", "provided", "USA", "LAO"), Want(21e6, "NADR-CWD", "disbursed", "USA", "LAO")]),
    ("en", "The United States announced $400 million for Ukraine. The assistance will come from Department of Defense stocks.", [
        Want(400e6, "PDA", "announced", "USA", "UKR")]),
    ("en", "The United States announced a drawdown of $310 million for Ukraine.\n\nThe capabilities in the drawdown include:\n\n- 30 Bradley vehicles;\n- Three radars.\n", [
        Want(310e6, "PDA", "announced", "USA", "UKR"), Want(30, "PDA", "announced", "USA", "UKR"), Want(3, "PDA", "announced", "USA", "UKR")]),
    ("en", "Previous United States assistance committed to Ukraine includes:\n\n- Five helicopters;\n- 200 shotguns.\n", [
        Want(5, None, "committed", "USA", "UKR"), Want(200, None, "committed", "USA", "UKR")]),
    ("en", "Worldwide, the United States provided $6.1 billion in FMF.", [Want(6.1e9, "FMF", "provided", "USA", "")]),
    ("es", "Estados Unidos aportó 147 millones de dólares en fondos NADR-CWD a Laos. De esa cifra, 21 millones fueron desembolsados.", [
        Want(147e6, "NADR-CWD", "provided", "USA", "LAO"), Want(21e6, "NADR-CWD", "disbursed", "USA", "LAO")]),
    ("es", "Bajo el Plan Cordillera, Washington giró 700 millones de dólares a Bogotá.\n\nEl plan prevé doce helicópteros.\n", [
        Want(700e6, "Plan Cordillera", "disbursed", "USA", "COL"), Want(12, "Plan Cordillera", "intent", "USA", "COL")]),
    ("es", "El Departamento de Estado aprobó la posible venta de seis helicópteros a Chile por unos 90 millones de dólares. El paquete propuesto abarca 12 motores y 30 misiles. La solicitud también incluye 50 visores y 60 lanzadores.", [
        Want(6, "FMS", "approved", "USA", "CHL"), Want(90e6, "FMS", "approved", "USA", "CHL"),
        Want(12, "FMS", "approved", "USA", "CHL"), Want(30, "FMS", "approved", "USA", "CHL"),
        Want(50, "FMS", "requested", "USA", "CHL"), Want(60, "FMS", "requested", "USA", "CHL")]),
    ("en", "The State Department approved a possible sale of six helicopters to Chile for $90 million. The proposed package includes 12 engines. The request also includes 50 sights.", [
        Want(6, "FMS", "approved", "USA", "CHL"), Want(90e6, "FMS", "approved", "USA", "CHL"),
        Want(12, "FMS", "approved", "USA", "CHL"), Want(50, "FMS", "requested", "USA", "CHL")]),
    ("es", "La DSCA notificó al Congreso la posible venta de ocho lanchas a Chile. Chile gastó 4.000 millones de dólares en defensa. Estados Unidos donó 12 camiones a Chile.", [
        Want(8, "FMS", "notified", "USA", "CHL"), Want(4e9, None, "spent", "CHL", "CHL"), Want(12, None, "provided", "USA", "CHL")]),
    ("en", "The United States announced $40 million in USAI funds for Ukraine. Included in this package are:\n\nTwo radars;\n\nUp to 40 trucks; and\n\nFour boats.\n", [
        Want(40e6, "USAI", "announced", "USA", "UKR"), Want(2, "USAI", "announced", "USA", "UKR"),
        Want(40, "USAI", "announced", "USA", "UKR"), Want(4, "USAI", "announced", "USA", "UKR")]),
    ("en", "The White House announced $80 million in aid for Peru. This includes an authorization of $30 million, as well as $50 million in FMF.", [
        Want(80e6, None, "announced", "USA", "PER"), Want(30e6, None, "authorised", "USA", "PER"), Want(50e6, "FMF", "announced", "USA", "PER")]),
    ("es", "Estados Unidos entregó dos lanchas a México bajo la Iniciativa Mérida.\n\nCada unidad costó 90.000 dólares.\n", [
        Want(2, "MERIDA", "delivered", "USA", "MEX"), Want(9e4, "MERIDA", "delivered", "USA", "MEX")]),
    ("es", "SOURCE: Avanza la Iniciativa Mérida | https://example.org/a | 2010-03-02 | es\nEstados Unidos dará a México 30 millones de dólares en radares. Además, Japón donó 12 camiones a México.", [
        Want(30e6, "MERIDA", "pledged", "USA", "MEX"), Want(12, None, "provided", "JPN", "MEX")]),
    ("es", "Perú firmó el Plan Colombia con sus vecinos. Para el plan, Washington entregó 30 millones de dólares.", [
        Want(30e6, "PLAN-COLOMBIA", "delivered", "USA", "COL")]),
    ("en", "The spending bill passed the Senate. It includes $30 million for Peru.", [Want(30e6, None, "approved", "", "PER")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), PROGRAMMES, ids=[row[1][:60] for row in PROGRAMMES])
def test_a_figure_has_its_own_programme(language: str, text: str, wanted: list[Want]) -> None:
    assert _figures(text, language) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), STAGES, ids=[row[1][:60] for row in STAGES])
def test_each_stage_is_told_apart(language: str, text: str, wanted: list[Want]) -> None:
    assert _figures(text, language) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), PARTIES, ids=[row[1][:60] for row in PARTIES])
def test_who_gives_and_who_receives(language: str, text: str, wanted: list[Want]) -> None:
    assert _figures(text, language) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), CONTEXT, ids=[row[1][:60] for row in CONTEXT])
def test_the_text_around_carries(language: str, text: str, wanted: list[Want]) -> None:
    assert _figures(text, language) == wanted


def test_a_filled_slot_names_its_rule() -> None:
    [claim] = [each for each in find_in("The United States provided $5 million in FMF to Peru.", "en") if each.value]
    for slot in ("programme", "stage", "provider", "recipient"):
        assert [rule for rule in claim.rules if rule.startswith(f"{slot}: ")]


@pytest.mark.parametrize(
    ("text", "universe"),
    [
        ("The United States provided $5 million in security assistance to Peru.", "security_assistance"),
        ("The United States provided $5 million in military aid to Peru.", "military_assistance"),
        ("U.S. foreign assistance to Peru totaled $5 million.", "all_assistance"),
        ("The United States provided $5 million in FMF to Peru.", None),
    ],
)
def test_words_for_a_universe_stand_where_no_programme_is_named(text: str, universe: str | None) -> None:
    assert [each.universe for each in find_in(text, "en") if each.value] == [universe]


@pytest.mark.parametrize(
    ("text", "civil"),
    [
        ("The United States provided $5 million in humanitarian assistance to Peru.", True),
        ("The United States provided $5 million to reduce childhood malnutrition in Peru.", True),
        ("The United States provided $5 million for humanitarian demining in Peru.", False),
        ("The United States provided $5 million in FMF to Peru.", False),
    ],
)
def test_what_is_no_security_matter_is_marked(text: str, civil: bool) -> None:
    assert [("civil" in each.marks) for each in find_in(text, "en") if each.value] == [civil]
