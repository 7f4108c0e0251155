"""The answer of `cuaderno commitments` as text, JSON and CSV rows; and a relation's citation opened.

JSON, versioned by `format`:

    {"format": 2, "place": "USA", "partner": "", "types": ["MNNA"], "as_of": "2015-01-01", "stated": true,
     "groups": [{"type": "MNNA", "kind": "commitment", "name": {"en", "es"}, "binds": {"en", "es"}, "beside": "",
                 "in_force": 15, "counts": {"in_force": 15, "not_yet": 7},
                 "unverified_status": [keys], "unverified_day": [keys], "conflicting": [keys], "single_source": [keys],
                 "relations": [{"citation", "source", "type", "title": {"en", "es"},
                                "party": {"place", "published", "role"}, "partner": the same or null,
                                "state": {"status", "in_force", "possible", "why", "view", "views": {place: status},
                                          "since": [dates], "conflicts": [stages], "unverified", "day_unverified"},
                                "stages": [{"stage", "date", "date_end", "view", "instrument", "place", "persons", "purpose",
                                            "reference", "evidence", "note": {"en", "es"}, "locator"}]}]}]}

`beside` names the type beside which a group is shown and from which it is counted apart (Taiwan). `counts` are by status, with
`disputed` where parties see it differently. In `views` the place "" is nobody's view in particular. Dates are as known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from cuaderno.ledger.commitments import Commitments, Group, RelationCitation, Standing
from cuaderno.statements.measures import stage
from cuaderno.statements.periods import spoken_date
from cuaderno.statements.places import place
from cuaderno.statements.relation import UNVERIFIED, DatedStage, Party, Relation, relation_type, viewed, word
from cuaderno.statements.standing import NOT_YET, PENDING, UNCERTAIN, State, span_of
from cuaderno.statements.statement import citation

SINGLE = "single-source"
DAY = len("2012-02-23")


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("cuaderno.products") / "locale" / "commitments.toml").read_text(encoding="utf-8"))


def say(key: str, lang: str, **parts: object) -> str:
    """A word or sentence of this answer, filled in."""
    return _words()[key][lang].format(**parts)


def spoken(known: str, lang: str) -> str:
    """A date as known, in words: "June 2004", "4 de julio de 2012"."""
    return spoken_date(known, lang) if known else say("no_date", lang)


def commitments_text(answer: Commitments, lang: str) -> str:
    """The answer for a terminal: by type, what is in force first, each relation with its dated stages and references."""
    lines = [_heading(answer, lang)]
    if not answer.stated:
        lines.append(say("unstated", lang))
    lines.append(say("hand_kept", lang))
    for group in answer.groups:
        lines += ["", *_group(group, answer, lang)]
    return "\n".join(lines) + "\n"


def _heading(answer: Commitments, lang: str) -> str:
    key = "heading" + ("_types" if answer.types else "") + ("_with" if answer.partner else "")
    return say(
        key,
        lang,
        types=", ".join(relation_type(code).name(lang) for code in answer.types),
        place=place(answer.place).name(lang),
        partner=place(answer.partner).name(lang) if answer.partner else "",
        day=spoken(answer.as_of, lang),
    )


def _group(group: Group, answer: Commitments, lang: str) -> list[str]:
    said = ", ".join(
        f"{count} {_category(status, lang)}" for status, count in _counted(group).items() if status != NOT_YET
    )
    apart = f" ({say('apart', lang, type=relation_type(group.beside).name(lang))})" if group.beside else ""
    name = group.type.name(lang)
    lines = [f"{name[0].upper()}{name[1:]} ({group.type.code}){apart}: {said or 0}", f"  {group.type.binds(lang)}"]
    lines += [f"  {line}" for line in _cautions(group, answer, lang)]
    shown = [one for one in group.relations if one.state.status != NOT_YET]
    for one in sorted(shown, key=_in_time):
        lines += _relation(one, answer, lang)
    if later := [one for one in group.relations if one.state.status == NOT_YET]:
        lines.append(f"  {say('later', lang, who=_who(later, answer, lang))}")
    return lines


def _in_time(one: Standing) -> tuple[bool, str]:
    """What is in force first, each by the day from which its status has held."""
    return not one.state.binds, _finest(one.state.since or one.relation.stages).date


def _counted(group: Group) -> dict[str, int]:
    """How many there are by status; `disputed` where parties see it differently."""
    found: dict[str, int] = {}
    for one in sorted(group.relations, key=lambda each: not each.state.binds):
        status = "disputed" if one.state.views else one.state.status
        status = "in_force" if status == UNCERTAIN and one.state.binds else status
        found[status] = found.get(status, 0) + 1
    return found


def _category(status: str, lang: str) -> str:
    return say("disputed", lang) if status == "disputed" else word("effects", status).name(lang)


def marks(group: Group) -> dict[str, list[Standing]]:
    """What is to be said of a group's dates: which relations rest on unverified, conflicting or single accounts."""
    told = [one for one in group.relations if one.state.status != NOT_YET]
    return {
        "unverified_status": [one for one in told if one.state.unverified],
        "unverified_day": [one for one in told if one.state.day_unverified and not one.state.unverified],
        "conflicting": [one for one in told if one.state.conflicts],
        "single_source": [one for one in told if _on_one_source(one.relation)],
    }


def _on_one_source(relation: Relation) -> bool:
    return all(row.evidence == SINGLE for row in relation.stages)


def _cautions(group: Group, answer: Commitments, lang: str) -> Iterator[str]:
    found = marks(group)
    keys = {
        "unverified_status": "rest_status",
        "unverified_day": "rest_day",
        "conflicting": "conflicting",
        "single_source": "single",
    }
    if not found["unverified_status"] and not found["unverified_day"]:
        yield say("rest_none", lang)
    for mark, key in keys.items():
        if held := found[mark]:
            yield say(key, lang, count=len(held), who=_who(held, answer, lang))


def _who(standings: Iterable[Standing], answer: Commitments, lang: str) -> str:
    return ", ".join(_short(one.relation, answer, lang) for one in standings)


def _short(relation: Relation, answer: Commitments, lang: str) -> str:
    """The other side where the type says the rest; else the title."""
    other = relation.other(answer.place)
    return place(other.code).name(lang) if answer.types and other and not answer.partner else relation.title(lang)


def _relation(one: Standing, answer: Commitments, lang: str) -> list[str]:
    relation, state = one.relation, one.state
    marked = f"  [{say('conflict_mark', lang)}]" if state.conflicts else ""
    lines = [f"  {_short(relation, answer, lang)}: {status_words(state, lang)}{marked}  {one.citation}"]
    if relation.partner and not answer.types:
        lines.append(f"    {_side(relation.party, lang)}; {_side(relation.partner, lang)}")
    return lines + [f"    {_stage(row, lang)}" for row in relation.stages]


def _side(party: Party, lang: str) -> str:
    name = place(party.code).name(lang)
    if party.published not in (party.code, *_names(party.code)):
        name = f"{party.published} ({name})"
    return f"{name}, {word('roles', party.role).name(lang)}" if party.role else name


@cache
def _names(code: str) -> tuple[str, ...]:
    found = place(code)
    return (found.name_en, found.name_es, *found.aliases)


def _stage(row: DatedStage, lang: str) -> str:
    when = spoken(row.date, lang) + (f" – {spoken(row.date_end, lang)}" if row.date_end else "")
    seen = viewed_stage(row, lang)
    told = [row.instrument, row.place, row.persons, row.purpose, row.note(lang)]
    evidence = "" if row.evidence == "seen" else f" [{word('evidence', row.evidence).name(lang)}]"
    return (
        f"{when}: {seen}{evidence}" + "".join(f"; {part.rstrip('.')}" for part in told if part) + f". {row.reference}"
    )


def viewed_stage(row: DatedStage, lang: str) -> str:
    """A stage's name, and whose view it is."""
    name = stage(row.stage).name(lang)
    return f"{name} ({viewed('in_force', row.view, lang).partition('(')[2]}" if row.view else name


def status_words(state: State, lang: str) -> str:
    """What a relation is worth on the day, in words: "in force since 23 May 2022", "no effect in Colombia, 17 August 2010"."""
    name = viewed(state.status, state.view, lang)
    if state.status == UNCERTAIN:
        possible = f" {say('or', lang)} ".join(word("effects", one).name(lang) for one in state.possible)
        coarse = ", ".join(dict.fromkeys(spoken(row.date, lang) for row in state.last))
        why = say(f"why_{state.why}", lang, date=coarse)
        return say("uncertain", lang, status=name, possible=possible, why=why)
    if not state.since:
        return name
    date = dates_words(state.since, lang)
    if state.status == PENDING:
        said = say("pending", lang, status=name, stage=stage(state.since[0].stage).name(lang), date=date)
    elif state.since[0].stage == "attested":
        ends = dict.fromkeys(spoken(row.date, lang) for row in (state.since[0], state.last[-1]))
        said = say("at_least", lang, status=name, date=" – ".join(ends))
    else:
        since = "since_day" if len(_finest(state.since).date) == DAY else "since"
        said = say(since if word("effects", state.status).binds else "on", lang, status=name, date=date)
    others = [(view, status) for view, status in state.views if view != state.view and status != state.status]
    return "; ".join([said, *(_otherwise(view, status, lang) for view, status in others if view or len(others) == 1)])


def _otherwise(view: str, status: str, lang: str) -> str:
    return viewed(status, view, lang) if view else say("otherwise", lang, status=viewed(status, "", lang))


def dates_words(rows: Sequence[DatedStage], lang: str) -> str:
    """The dates of one event: what is verified first and most exactly, then what says otherwise or is unverified."""
    first = _finest(rows)
    ordered = sorted(rows, key=lambda row: (row is not first, row.evidence == UNVERIFIED, -len(row.date), row.date))
    said = [spoken(first.date, lang) + (f" ({say('unverified', lang)})" if first.evidence == UNVERIFIED else "")]
    for row in ordered[1:]:
        finer = len(row.date) > len(first.date)
        if row.date and (finer or not span_of(row.date).meets(span_of(first.date))):
            unverified = f", {say('unverified', lang)}" if row.evidence == UNVERIFIED else ""
            text = spoken(row.date, lang)
            apart = not span_of(row.date).meets(span_of(first.date))
            said.append(f"({say('also', lang, date=text) if apart else text}{unverified})")
    return " ".join(dict.fromkeys(said))


def _finest(rows: Sequence[DatedStage]) -> DatedStage:
    """The account to be named first: verified, and as exact as there is."""
    return min(rows, key=lambda row: (row.evidence == UNVERIFIED, -len(row.date), row.date))


def commitments_json(answer: Commitments) -> dict[str, Any]:
    """The answer as plain values; the module's head gives the shape."""
    return {
        "place": answer.place,
        "partner": answer.partner,
        "types": list(answer.types),
        "as_of": answer.as_of,
        "stated": answer.stated,
        "groups": [_group_json(group) for group in answer.groups],
    }


def _group_json(group: Group) -> dict[str, Any]:
    kind = group.type
    return {
        "type": kind.code,
        "kind": kind.kind,
        "name": {"en": kind.name_en, "es": kind.name_es},
        "binds": {"en": kind.binds_en, "es": kind.binds_es},
        "beside": group.beside,
        "in_force": len(group.binding),
        "counts": _counted(group),
        **{mark: [one.citation for one in held] for mark, held in marks(group).items()},
        "relations": [_standing_json(one) for one in group.relations],
    }


def _standing_json(one: Standing) -> dict[str, Any]:
    state = one.state
    return {
        "citation": one.citation,
        **relation_json(one.relation),
        "state": {
            "status": state.status,
            "in_force": state.binds,
            "possible": list(state.possible),
            "why": state.why,
            "view": state.view,
            "views": dict(state.views),
            "since": list(dict.fromkeys(row.date for row in state.since)),
            "conflicts": list(state.conflicts),
            "unverified": state.unverified,
            "day_unverified": state.day_unverified,
        },
    }


def relation_json(relation: Relation) -> dict[str, Any]:
    """A relation with its dated stages, as plain values."""
    return {
        "source": relation.source,
        "type": relation.type,
        "title": {"en": relation.title_en, "es": relation.title_es},
        "party": _party_json(relation.party),
        "partner": _party_json(relation.partner) if relation.partner else None,
        "stages": [_stage_json(row) for row in relation.stages],
    }


def _party_json(party: Party) -> dict[str, str]:
    return {"place": party.code, "published": party.published, "role": party.role}


def _stage_json(row: DatedStage) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in DatedStage.__slots__ if not name.startswith("note_")}
    return {**fields, "note": {"en": row.note_en, "es": row.note_es}}


def commitments_rows(answer: Commitments) -> Iterator[dict[str, Any]]:
    """The answer as CSV rows: a row a dated stage, and what the relation is worth on the day on every row."""
    for group in answer.groups:
        for one in group.relations:
            relation, state = one.relation, one.state
            head = {
                "as_of": answer.as_of,
                "type": relation.type,
                "title_en": relation.title_en,
                "title_es": relation.title_es,
                "party": relation.party.code,
                "party_role": relation.party.role,
                "partner": relation.partner.code if relation.partner else None,
                "partner_role": relation.partner.role if relation.partner else None,
                "status": state.status,
                "in_force": state.binds,
                "status_view": state.view,
                "status_unverified": state.unverified,
                "day_unverified": state.day_unverified,
                "conflicts": state.conflicts,
            }
            for row in relation.stages:
                fields = {name: getattr(row, name) for name in DatedStage.__slots__}
                yield {**head, **fields, "source": relation.source, "citation": one.citation}


def citation_json(found: RelationCitation) -> dict[str, Any]:
    """A relation's citation as plain values."""
    return {
        "citation": citation(found.relation.key, found.relation.snapshot),
        "relation": relation_json(found.relation),
        "snapshot": found.snapshot,
        "publisher": found.publisher,
        "newest": found.newest,
        "others": list(found.others),
        "held": found.held,
    }


def citation_rows(found: RelationCitation) -> Iterator[dict[str, Any]]:
    """A relation's citation as CSV rows: a row a dated stage."""
    relation = found.relation
    for row in relation.stages:
        fields = {name: getattr(row, name) for name in DatedStage.__slots__}
        cited = citation(relation.key, relation.snapshot)
        yield {
            "citation": cited,
            "type": relation.type,
            "title_en": relation.title_en,
            "title_es": relation.title_es,
            **fields,
        }


def relation_text(found: RelationCitation, lang: str) -> str:
    """A relation's citation for a terminal: what it is, its dated stages with their references, and the table it stands in."""
    relation, snapshot = found.relation, found.snapshot
    sides = [_side(side, lang) for side in (relation.party, relation.partner) if side]
    lines = [
        citation(relation.key, relation.snapshot),
        f"  {say('relation', lang)}: {relation.title(lang)} ({relation_type(relation.type).name(lang)})",
        f"  {say('parties', lang)}: {'; '.join(sides)}",
        *(f"  {row.locator}  {_stage(row, lang)} [{say('cited', lang)}]" for row in relation.stages),
        f"  {say('table', lang)}: {snapshot.file}, SHA-256 {snapshot.sha256} ({snapshot.as_of}; {snapshot.evidence}); {found.publisher}",
        f"  {say('table_held' if found.held else 'table_not_held', lang)}",
    ]
    if found.others:
        lines.append(f"  {say('also_in', lang, list=', '.join(found.others))}")
    return "\n".join(lines) + "\n"
