"""Questions about relations, labels and thresholds: commitments, overlap, umbrella, thresholds."""

from __future__ import annotations

from datetime import date

import click

from cuaderno.cli.group import PRINTING, a_day, main, open_ledger_of, options


@main.command()
@click.argument("place")
@click.option("--type", "kind", default="", help="Only this type: a code such as MNNA, or its name.")
@click.option("--with", "partner", default="", help="Only with this partner.")
@click.option("--as-of", default="", help="What they are worth on this day (2015-01-01).")
@options(*PRINTING)
@click.pass_context
def commitments(context: click.Context, place: str, kind: str, partner: str, as_of: str, form: str, lang: str) -> None:
    """List the commitments of PLACE: agreements, designations, memberships, missions, and what each is worth on a day."""
    from cuaderno.products import commitments as words
    from cuaderno.products import plain

    answer = open_ledger_of(context).commitments(place, kind=kind, partner=partner, as_of=as_of, lang=lang)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **words.commitments_json(answer)}))
    elif form == "csv":
        click.echo(plain.as_csv(words.commitments_rows(answer)), nl=False)
    else:
        click.echo(words.commitments_text(answer, lang), nl=False)


@main.command()
@click.argument("place")
@click.option("--years", default="", help="Only these years, such as 2012-2020.")
@options(*PRINTING)
@click.pass_context
def overlap(context: click.Context, place: str, years: str, form: str, lang: str) -> None:
    """Set side by side what two publishers say of one thing about PLACE, with how the two stand to each other and why."""
    from cuaderno.ledger.overlap import overlap as set_beside
    from cuaderno.products import overlaps, plain

    answer = set_beside(open_ledger_of(context).store, place, years=years, lang=lang)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **overlaps.overlap_json(answer)}))
    elif form == "csv":
        click.echo(plain.as_csv(overlaps.overlap_rows(answer, lang)), nl=False)
    else:
        click.echo(overlaps.overlap_text(answer, lang), nl=False)
    if not answer.speaks:
        context.exit(1)


@main.command()
@click.argument("name")
@click.option("--recipient", multiple=True, help="Place that receives (default: those the label is about).")
@click.option("--stage", default="obligated", show_default=True, help="One stage: requested, allocated, obligated …")
@click.option("--years", help="Narrows each reading's own years, such as FY2000-FY2005.")
@click.option("--source", default="", help="Only this source.")
@options(*PRINTING)
@click.pass_context
def umbrella(
    context: click.Context,
    name: str,
    recipient: tuple[str, ...],
    stage: str,
    years: str | None,
    source: str,
    form: str,
    lang: str,
) -> None:
    """What the label NAME (Plan Colombia, Mérida …) amounts to in each of its readings, side by side and never added."""
    from cuaderno.ledger.umbrellas import read_umbrella
    from cuaderno.products import plain, umbrellas

    store = open_ledger_of(context).store
    found = read_umbrella(store, name, recipient=recipient, stage=stage, years=years, source=source, lang=lang)
    if form == "json":
        click.echo(plain.as_json({"format": plain.FORMAT, **plain.plain(found)}))
    elif form == "csv":
        click.echo(plain.as_csv(umbrellas.umbrella_rows(found)), nl=False)
    else:
        click.echo(umbrellas.umbrella_text(found, lang), nl=False)
    if all(one.value is None for one in found.readings):
        context.exit(1)


@main.command()
@click.option("--as-of", "day", callback=a_day, help="The day asked about (default: today).")
@click.option("--channel", default="", help="Only this channel: FMS, DCS, EDA, SECTION-333.")
@options(*PRINTING)
@click.pass_context
def thresholds(context: click.Context, day: date | None, channel: str, form: str, lang: str) -> None:
    """From what value on Congress is told of a transfer, and how long before, as of a day."""
    from cuaderno.products import plain, umbrellas
    from cuaderno.statements.programmes import find_programme
    from cuaderno.statements.thresholds import thresholds_on

    asked = day or date.today()  # noqa: DTZ011
    found = thresholds_on(asked, channel=find_programme(channel, lang).code if channel else "")
    if form == "json":
        listed = list(umbrellas.threshold_rows(found))
        click.echo(plain.as_json({"format": plain.FORMAT, "as_of": asked.isoformat(), "thresholds": listed}))
    elif form == "csv":
        click.echo(plain.as_csv(umbrellas.threshold_rows(found)), nl=False)
    else:
        click.echo(umbrellas.thresholds_text(found, asked, lang), nl=False)
    if not found:
        context.exit(1)
