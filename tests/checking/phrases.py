"""The words of generated documents, in English and Spanish: names, sentences, hedges and what stands around them."""

from __future__ import annotations

from .readings import ALL

NAMES = {
    "COL": ("Colombia", "Colombia"), "MEX": ("Mexico", "México"), "PER": ("Peru", "Perú"), "ECU": ("Ecuador", "Ecuador"),
    "GTM": ("Guatemala", "Guatemala"), "HND": ("Honduras", "Honduras"), "SLV": ("El Salvador", "El Salvador"),
    "JOR": ("Jordan", "Jordania"), "EGY": ("Egypt", "Egipto"), "LBN": ("Lebanon", "Líbano"), "TUN": ("Tunisia", "Túnez"),
    "MAR": ("Morocco", "Marruecos"), "KEN": ("Kenya", "Kenia"), "PAK": ("Pakistan", "Pakistán"), "PHL": ("the Philippines", "Filipinas"),
    "IDN": ("Indonesia", "Indonesia"), "UKR": ("Ukraine", "Ucrania"), "GEO": ("Georgia", "Georgia"), "BGR": ("Bulgaria", "Bulgaria"),
    "ROU": ("Romania", "Rumanía"),
}  # fmt: skip
PROGRAMME_NAMES = {
    "FMF": ("Foreign Military Financing (FMF)", "Financiamiento Militar Extranjero (FMF)"),
    "IMET": (
        "International Military Education and Training (IMET)",
        "Educación y Entrenamiento Militar Internacional (IMET)",
    ),
    "NADR": (
        "Nonproliferation, Anti-terrorism, Demining and Related Programs (NADR)",
        "No Proliferación, Antiterrorismo, Desminado y Programas Relacionados (NADR)",
    ),
    "INCLE": (
        "International Narcotics Control and Law Enforcement (INCLE)",
        "Control Internacional de Narcóticos y Aplicación de la Ley (INCLE)",
    ),
    ALL: ("security assistance", "asistencia en seguridad"),
}
SENTENCES: dict[tuple[str, str], tuple[str, ...]] = {
    ("en", "obligated"): (
        "{w}, the United States obligated {x} in {p} for {c}.",
        "The United States obligated {x} in {p} funds for {c} {w}.",
        "{w}, {p} obligations to {c} came to {x}.",
    ),
    ("en", "allocated"): (
        "{w}, the United States allocated {x} in {p} to {c}.",
        "The State Department allocated {x} in {p} funds to {c} {w}.",
        "{w}, {c} was allocated {x} in {p} by the United States.",
    ),
    ("en", "disbursed"): (
        "{w}, the United States disbursed {x} in {p} to {c}.",
        "The United States disbursed {x} of {p} to {c} {w}.",
        "{w}, {p} disbursements to {c} came to {x}.",
    ),
    ("en", "provided"): (
        "{w}, the United States provided {x} in {p} to {c}.",
        "The United States has provided {c} with {x} in {p} {w}.",
        "{w}, {c} received {x} in {p} from the United States.",
    ),
    ("es", "obligated"): (
        "{w}, Estados Unidos obligó {x} en {p} para {c}.",
        "{w}, Estados Unidos obligó para {c} {x} de {p}.",
        "Las obligaciones de {p} para {c} sumaron {x} {w}.",
    ),
    ("es", "allocated"): (
        "{w}, Estados Unidos asignó {x} en {p} a {c}.",
        "{w}, el Departamento de Estado asignó a {c} {x} de {p}.",
        "Estados Unidos asignó a {c} {x} en fondos de {p} {w}.",
    ),
    ("es", "disbursed"): (
        "{w}, Estados Unidos desembolsó {x} en {p} a {c}.",
        "Estados Unidos desembolsó a {c} {x} de {p} {w}.",
        "Los desembolsos de {p} a {c} sumaron {x} {w}.",
    ),
    ("es", "provided"): (
        "{w}, Estados Unidos proporcionó {x} en {p} a {c}.",
        "{w}, {c} recibió de Estados Unidos {x} en {p}.",
        "Estados Unidos aportó a {c} {x} de {p} {w}.",
    ),
}
"""By language and stage; {w} are the years, {x} the number, {p} the programme, {c} the country."""
HEADINGS = 0.2
"""So many claims leave the programme to a heading above them."""
UNDER_A_HEADING: dict[tuple[str, str], tuple[str, ...]] = {
    ("en", "obligated"): ("{w}, the United States obligated {x} for {c}.",),
    ("en", "allocated"): ("{w}, the United States allocated {x} to {c}.",),
    ("en", "disbursed"): ("{w}, the United States disbursed {x} to {c}.",),
    ("en", "provided"): ("{w}, the United States provided {x} to {c}.",),
    ("es", "obligated"): ("{w}, Estados Unidos obligó {x} para {c}.",),
    ("es", "allocated"): ("{w}, Estados Unidos asignó {x} a {c}.",),
    ("es", "disbursed"): ("{w}, Estados Unidos desembolsó {x} a {c}.",),
    ("es", "provided"): ("{w}, Estados Unidos proporcionó {x} a {c}.",),
}
FILLERS = {
    "en": (
        "Officials of both countries met in the spring to review the work.",
        "The programs are run from the embassy and audited every other year.",
        "Section 12 of the annex describes the method.",
        "Critics say that little is known about the units that benefit.",
    ),
    "es": (
        "Funcionarios de ambos países se reunieron en primavera para revisar el trabajo.",
        "Los programas se dirigen desde la embajada y se auditan cada dos años.",
        "La sección 12 del anexo describe el método.",
        "Los críticos dicen que se sabe poco de las unidades beneficiadas.",
    ),
}
TITLES = {
    "en": ("What U.S. Assistance to {c} Amounts To", "Security Assistance to {c}: The Figures"),
    "es": ("Las cifras de la asistencia de Estados Unidos a {c}", "Cuánto suma la ayuda de Estados Unidos a {c}"),
}
HEDGES = {
    "en": (
        ("about", "approximately"), ("about", "about"), ("over", "more than"), ("over", "over"), ("under", "less than"), ("nearly", "nearly"),
    ),
    "es": (("about", "aproximadamente"), ("about", "unos"), ("over", "más de"), ("under", "menos de"), ("nearly", "casi")),
}  # fmt: skip
"""Kind and words."""
WINDOWS = {
    "en": ("from FY {a} to FY {b}", "between fiscal years {a} and {b}", "in FY {a}"),
    "es": ("entre los años fiscales {a} y {b}", "del año fiscal {a} al año fiscal {b}", "en el año fiscal {a}"),
}


def years(language: str, first: int, last: int) -> str:
    """The words for a window of fiscal years."""
    span, other, one = WINDOWS[language]
    return (one if first == last else other if (first + last) % 2 else span).format(a=first, b=last)
