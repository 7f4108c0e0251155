"""What a title or a heading says by itself: who gives and who receives ("Japan hands Fiji two boats"), and whether it names a country
beside another matter."""

from __future__ import annotations

from cuaderno.documents.slots.parsed import FIRM, USA, Parsed
from cuaderno.documents.slots.roles import AGAINST, BARE, BY, FOR, FROM, IN, OF, TERRITORIES, TO, WITH, Party
from cuaderno.documents.slots.stage_words import Verb

_BUYERS = frozenset(("EU", "NSPA"))
"""Organisations that buy and give as countries do."""
_VERB, _BESIDE, _LETTERHEAD = 2, 3, 8
"""Words of a verb between its subject and to whom it hands something: "to send", "hands"; between people and their nation; and fewer than make
a letterhead."""


def titled(parsed: Parsed) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Giver and receiver by a title: "Colombia's Assistance to Ukraine", "U.S. Security Cooperation With Peru", "Poland – Javelin"."""
    named = [p for p in parsed.parties if p.code in TERRITORIES or p.code in _BUYERS or p.kind == "group"]
    opening = _bracket(parsed)
    publisher, before = _publisher(parsed, named, opening), [p for p in named if p.start < opening]
    named = _not_of_a_way(parsed, _in_its_main_clause(parsed, before if before or publisher else named))
    if (told := _handing(parsed, named) or _acquiring(parsed, named) or _setting_out(parsed, named)) is not None:
        return told
    if (firm := next((p for p in named if p.kind == FIRM), None)) is not None:
        buyer = next((p for p in named if p.kind != FIRM and p.code not in (firm.code, USA)), None)
        return firm.codes, buyer.codes if buyer is not None else ()
    toward = [p for p in named if p.code != USA and p.role in (TO, FOR, WITH, IN)]
    others = [p for p in named if p.code != USA and not (p.kind == "capital" and p.role == AGAINST)]
    givers = {p.code for p in named if p.aid}
    own = ([p for p in toward if p.code not in givers] or toward or others)[:1]  # "ayuda española a Ucrania"
    if own and _one_of_several(parsed, own[0], others):
        own = []
    takers = [p for p in others if p.code in TERRITORIES]
    if own and not toward and own[0].code in _BUYERS and takers:
        codes = {p.code for p in takers}
        return own[0].codes, takers[0].codes if len(codes) == 1 else ()  # "EU mission seeks to rebuild Mali army"
    donors = [p for p in named if p.role == BARE or p.aid or p.owns]
    taking = {p.code for p in own or toward}
    donor = next((p.codes for p in donors if p.code not in taking), ()) if toward else ()
    if not donor and any(p.code == USA for p in named):
        donor = (USA,)
    if not (donor or toward) and _is_giver(parsed, named):
        return named[0].codes, own[0].codes if own and own[0] is not named[0] else ()
    taker = own[0].codes if own else ()
    return donor or tuple(code for code in publisher if code not in taker), taker


def _in_its_main_clause(parsed: Parsed, named: list[Party]) -> list[Party]:
    """Those whom a title names before the clause that only says when or why: "EU mission rebuilds Mali army after US faltered"."""
    when = parsed.sentence.scene.words.local("slot-when")
    for at, party in enumerate(named[1:], 1):
        if any(word in when for word in parsed.gap(named[0].end, party.start)):
            return named[:at]
    return named


def _bracket(parsed: Parsed) -> int:
    """Where a bracket opens that ends the title and tells who published it: "Aid to Chad falls (The Indian Post)"; its end without one."""
    opening = parsed.plain.rfind(" (", parsed.start, parsed.end) if parsed.plain.endswith(")", 0, parsed.end) else -1
    return opening if opening > parsed.start else parsed.end


def _publisher(parsed: Parsed, named: list[Party], opening: int) -> tuple[str, ...]:
    """The country whose organ published the text, by the bracket that ends its title: "(Australian Department of Defence)"."""
    organs = parsed.sentence.scene.words.local("slot-organ")
    if not any(word in organs for word in parsed.gap(opening, parsed.end)):
        return ()
    codes = {p.code: None for p in named if p.start >= opening and p.code in TERRITORIES}
    return tuple(codes) if len(codes) == 1 else ()


def _is_giver(parsed: Parsed, named: list[Party]) -> bool:
    """Whether the subject of a title gives or grants by its verb: "EU Council Approves Five Aid Measures"."""
    if not named or named[0].role != BARE or not _opens(parsed, named[0]):
        return False
    verb = parsed.verb_after(named[0].end)
    if verb is not None and verb.start >= _bracket(parsed):
        return False
    return verb is not None and verb.frame in ("give", "send", "sell") and verb.form in ("fin", "ed", "base", "fut")


def _one_of_several(parsed: Parsed, party: Party, others: list[Party]) -> bool:
    """Whether a title lists more than one country in the same role: "The commander visits Panama, Colombia"."""
    following = next((p for p in others if p.start >= party.end and p.code != party.code), None)
    return following is not None and (following.joined or parsed.gap(party.end, following.start) == [","])


def _handing(parsed: Parsed, named: list[Party]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who hands something to whom, where the verb alone stands between the two: "Japan hands Fiji two boats"."""
    if len(named) < len(("Japan", "Fiji")) or not _opens(parsed, named[0]):
        return None
    giver, taker = named[:2]
    words = parsed.gap(giver.end, taker.start)
    handing = parsed.sentence.scene.words.local("slot-handing")
    if not words or len(words) > _VERB or words[-1] not in handing or giver.code == taker.code or taker.owns:
        return None
    return ((giver.code,), (taker.code,)) if taker.kind in ("place", "capital") else None


def _acquiring(parsed: Parsed, named: list[Party]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who sold or gave, and who got: "Peru buys 24 jets from Sweden", "Brasil finaliza compra de 36 cazas suecos", "Togo firma con Israel la
    compra de drones"; None where a title names none of whom something comes."""
    if len({p.code for p in named}) < len(("Peru", "Sweden")):
        return None
    if (signing := _signing(parsed, named)) is not None:
        return signing
    verb = next((v for v in parsed.verbs if v.frame in ("buy", "get")), None)
    if verb is None:
        return None
    taker = next((p for p in named if p.end <= verb.start and p.role == BARE and not (p.aid or p.owns)), None)
    if taker is None and verb.form == "noun":
        taker = next((p for p in named if p.start >= verb.end and p.role == BY), None)
    if taker is None or taker.code == USA:
        return None
    others = (p for p in named if p.code != taker.code)
    source = next((p for p in others if _is_source(parsed, p, verb)), None)
    return (source.codes, taker.codes) if source is not None else None


def _signing(parsed: Parsed, named: list[Party]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who lends or builds, and who signs for it: "Poland signs tank contract with South Korea", "Venezuela negocia crédito con Rusia"."""
    taker, other = named[:2]
    if (
        taker.role != BARE
        or taker.aid
        or taker.owns
        or USA in (taker.code, other.code)
        or other.role not in (WITH, FROM)
    ):
        return None
    taken = parsed.sentence.scene.words.local("slot-signed-for")
    told = any(word in taken for word in parsed.gap(taker.end, other.start))
    return (other.codes, taker.codes) if told and taker.code != other.code else None


def _is_source(parsed: Parsed, party: Party, verb: Verb) -> bool:
    """Whether a party is of whom something is bought or received: by its preposition, or as the nation of the goods."""
    if party.start < verb.end:
        return party.role == WITH and verb.frame == "buy"
    if party.kind == "demonym":
        return party.role in (BARE, OF)
    roles = (FROM, BY, OF) if verb.frame == "get" else (FROM, WITH)
    return party.role in roles or (party.role == TO and verb.frame == "buy" and bool(parsed.small.clitic))


def _not_of_a_way(parsed: Parsed, named: list[Party]) -> list[Party]:
    """Those whom a title names but the two ends of a way at its head: "From Angola to Latvia: …"."""
    if len(named) < len(("from", "to")) or named[1].role != TO or named[0].role not in (OF, FROM):
        return named
    words = parsed.gap(parsed.start, named[0].start)
    short = len(words) == 1 and len(parsed.gap(named[0].end, named[1].start)) == 1
    return named[2:] if short and parsed.plain[named[1].end : named[1].end + 1] in (":", ",") else named


def _setting_out(parsed: Parsed, named: list[Party]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Whose people or ships set out, and for where: "Los tres barcos españoles partirán hacia el Golfo", "Ghanaian troops leave for Mali"."""
    first = named[0] if named else None
    if first is None or first.kind != "demonym" or first.role not in (BARE, OF) or first.aid:
        return None
    verb = parsed.verb_after(first.end)
    if verb is not None and verb.frame not in ("deploy", "send", "travel", "leave", "none"):
        return None
    beside = (*parsed.gap(parsed.start, first.start)[-_BESIDE:], *parsed.gap(first.end, parsed.end)[:_BESIDE])
    if not any(word in parsed.sentence.scene.words.local("slot-set-out") for word in beside):
        return None
    taker = next((p for p in named if p.role in (TO, FOR, IN) and p.code != first.code), None)
    return first.codes, taker.codes if taker is not None else ()


def _opens(parsed: Parsed, party: Party) -> bool:
    """Whether a title begins with a party, or has no more than a kicker before it: "BREAKING: Japan hands Fiji two boats"."""
    if any(verb.start < party.start for verb in parsed.verbs):
        return False
    return len(parsed.gap(parsed.start, party.start)) <= _VERB


def subject_and_other(parsed: Parsed) -> tuple[str, str]:
    """The country that a title begins with, and the other that it names behind a verb that no table has: "UK restocks Omani navy"."""
    named = [p for p in parsed.parties if p.code in TERRITORIES]
    if len(named) < len(("UK", "Oman")) or named[1].role not in (BARE, OF):
        return "", ""
    first, other = named[:2]
    plain = first.role == BARE and first.kind == "place" and not (first.aid or first.owns or other.joined)
    if not plain or not _opens(parsed, first) or USA in (first.code, other.code) or first.code == other.code:
        return "", ""
    return first.code, other.code


def published_by(parsed: Parsed) -> tuple[str, ...]:
    """Whose organ's name is all that a first line says: "Council of the EU", "UK Ministry of Defence"."""
    if len({p.code for p in parsed.parties}) != 1 or parsed.verbs or parsed.programmes:
        return ()
    party = parsed.parties[0]
    words = parsed.gap(parsed.start, parsed.end)
    organ = party.kind == "government" or any(word in parsed.sentence.scene.words.local("slot-organ") for word in words)
    return party.codes if organ and party.code and len(words) < _LETTERHEAD else ()


def adds_place(heading: Parsed) -> bool:
    """Whether a heading names a place beside another matter, of which alone it is not: "The eastern flank and Lebanon"."""
    place = next((p for p in heading.parties if p.code in TERRITORIES), None)
    words = heading.gap(heading.start, place.start) if place is not None and place.kind == "place" else []
    return len(words) > 1 and heading.small.clause.get(words[-1]) == "and" and not heading.verbs


def in_title(title: Parsed, codes: tuple[str, ...]) -> bool:
    """Whether a title names one of some countries, and not only as the place of something."""
    return any(party.code in codes and party.role != IN for party in title.parties)
