"""A brief as bytes: HTML, Markdown, PDF or JSON, all from the one object."""

from __future__ import annotations

from cuaderno.errors import QuestionError
from cuaderno.ledger.collector import uncollected
from cuaderno.products.shapes import Brief

FORMS = ("html", "md", "pdf", "json")


@uncollected()
def render(brief: Brief, lang: str = "en", form: str = "html") -> bytes:
    """Render a brief. Text is UTF-8. JSON holds both languages, so `lang` changes nothing in it.

    Raises QuestionError for another form or language, CuadernoError where the PDF extra is not installed.
    """
    if form == "json":
        from cuaderno.products.plain import as_json

        return f"{as_json(brief)}\n".encode()
    if form not in FORMS:
        raise QuestionError(f"{form!r} is not a format of a brief: use {', '.join(FORMS)}.")
    from cuaderno.products.compose import compose

    page = compose(brief, lang)
    if form == "html":
        from cuaderno.products.html import html

        return html(page)
    if form == "md":
        from cuaderno.products.markdown import markdown

        return markdown(page)
    from cuaderno.products.pdf import pdf

    return pdf(page)
