"""Words for a stage where they stand: verbs, participles and nouns; what is only part of a name, a law or a noun phrase is none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cuaderno.documents.marks import Mark
from cuaderno.documents.slots.roles import AGAINST, BY, FOR, FROM, IN, OF, SUPPORT, TOKEN, WITH
from cuaderno.documents.slots.split_verbs import split_verb
from cuaderno.documents.slots.verb_rests import has_its_rest

if TYPE_CHECKING:
    from cuaderno.documents.slots.parsed import Parsed


_GOVERNING = frozenset((IN, OF, WITH, FROM, FOR))
"""Prepositions that stand before a noun."""
_LEVEL, _EXCEEDED = 8, 40
"""Characters beside a participle in which the level stands that it is said of, and from it to the word for exceeding."""
_HAS, _BEING = 8, 14
"""Characters before a participle in which the "has" stands that it goes with."""
_NAMED = 40
"""Characters before a participle in which the word of a name stands that goes on behind it."""
_AWAITED, _FEW = 40, 2
"""Characters before a noun in which it is told that something hangs on it, and words between at most."""
_SPENT = 2
"""Words behind "spent": a number and the unit of time that was spent."""
_MARK = 32
"""Characters between "passed" and the "mark" of a round number."""
_ASKED = 60
"""Characters between "asked" and its "for", and between a wish and what is wished, at most."""
_WISHES = frozenset(("requested", "approved", "authorised", "announced", "refused", "agreed"))
"""The stages of verbs that a subjunctive may depend on."""
_TOLD = frozenset(("fin", "inf", "fut"))
_ACTING = frozenset(("place", "capital", "government"))
"""Names behind which a participle tells what its party did."""


class Verb(NamedTuple):
    """A word for a stage: its place, the stage, its frame (who the subject is) and its form."""

    start: int
    end: int
    stage: str
    frame: str
    form: str


@cache
def verb_of(code: str) -> tuple[str, str, str]:
    """The stage, frame and form of a code of the `stage` tables; behind the form, by a hyphen, what must stand behind the word."""
    stage, frame, form = code.split(" ")
    return stage, frame, form


def verb_at(parsed: Parsed, mark: Mark) -> Verb | None:
    """The verb, participle or noun that a word for a stage is where it stands; None where it is none."""
    stage, frame, form = verb_of(mark.code)
    form, _, need = form.partition("-")
    if need and not has_its_rest(parsed, mark.end, need):
        return None
    if form == "pp":
        words = parsed.gap(max(parsed.start, mark.start - 20), mark.start)
        if not words or not (words[-1] in parsed.small.aux or parsed.small.role.get(words[-1]) == SUPPORT):
            return None
        form = "base" if parsed.small.aux.get(words[-1]) == "to" else "ed"
    elif form == "split":
        whole = split_verb(parsed, mark)
        return Verb(whole[0], whole[1], stage, frame, whole[2]) if whole is not None else None
    elif form == "far":
        end = _asked_for(parsed, mark.end)
        return Verb(mark.start, end, stage, frame, "ed") if end else None
    elif form == "fut" and _is_subjunctive(parsed, mark):
        return Verb(mark.start, mark.end, _wished(parsed, mark.start) or stage, frame, "fin")
    elif stage == "spent" and frame == "spend" and _passes_time(parsed, mark):
        stage, frame = "deployed", "deploy"
    elif form == "part" and stage == "intent" and _is_had(parsed, mark):
        form = "fin"  # "tiene previsto entregar"
    elif _no_verb(parsed, mark, form) or (form in ("ed", "part") and _tells_no_deed(parsed, mark)):
        return None
    return Verb(mark.start, mark.end, stage, frame, form)


def _tells_no_deed(parsed: Parsed, mark: Mark) -> bool:
    """Whether a participle only says what something is: of which level, or with what it is fitted: "six helicopters, equipped with guns"."""
    if _of_a_level(parsed, mark) or _on_its_way(parsed, mark):
        return True
    if parsed.plain[mark.start : mark.end] not in parsed.sentence.scene.words.local("slot-equips"):
        return False
    led = parsed.gap(max(parsed.start, mark.start - _HAS), mark.start)[-1:]
    behind = parsed.gap(mark.end, min(mark.end + _HAS, parsed.end))[:1]
    fitted = bool(behind) and parsed.small.role.get(behind[0]) == WITH
    return fitted and bool(led) and led[0] == ","


def _on_its_way(parsed: Parsed, mark: Mark) -> bool:
    """Whether a participle only tells of things where they come from, behind what is done with them: "requested parts for 12 helicopters
    being provided as excess articles", but not "are being provided"."""
    words = parsed.gap(max(parsed.start, mark.start - _BEING), mark.start)[-2:]
    if not parsed.verbs or not words or words[-1] not in parsed.sentence.scene.words.local("slot-being"):
        return False
    return len(words) == 1 or words[0] not in parsed.small.aux


def _asked_for(parsed: Parsed, at: int) -> int:
    """Where "for", "that", or the "to" of an infinitive, ends behind "asked" and whom or when: "asked Congress this month for"; 0 where none."""
    role, clause, that = parsed.small.role, parsed.small.clause, parsed.sentence.scene.words.local("slot-that")
    for number, found in enumerate(TOKEN.finditer(parsed.plain, at, min(at + _ASKED, parsed.end))):
        word = found[0]
        if word in that:
            return found.end()
        if number and (role.get(word) == FOR or (word in parsed.small.aux and parsed.small.aux[word] == "to")):
            return found.end()
        if not word[0].isalnum() or clause.get(word) in ("cut", "rel") or role.get(word) == FOR:
            return 0
    return 0


def _is_subjunctive(parsed: Parsed, mark: Mark) -> bool:
    """Whether the accent that a future has is wanting, in a text that writes accents: "después de que entregara"."""
    text = parsed.sentence.scene.text
    word = text[mark.start : mark.end].partition(" ")[0]
    return (
        word.isascii()
        and word.islower()
        and word.endswith(parsed.sentence.scene.words.endings("subjunctive"))
        and not text.isascii()
    )


def _wished(parsed: Parsed, at: int) -> str:
    """The stage of the verb on which a subjunctive depends: "pidió que entregara" is asked for; "" where none is."""
    before = parsed.verbs[-1] if parsed.verbs else None
    if before is None or at - before.end > _ASKED or before.stage not in _WISHES or before.form not in _TOLD:
        return ""
    words = parsed.gap(before.end, at)
    rel = next((n for n, word in enumerate(words) if parsed.small.clause.get(word) == "rel"), None)
    return before.stage if rel is not None and not (rel and parsed.small.role.get(words[rel - 1]) == OF) else ""


def _no_verb(parsed: Parsed, mark: Mark, form: str) -> bool:
    """Whether a word for a stage is none here: in a name, before "law", behind an article, in "the proposed package"."""
    if form == "noun":
        named = _part_of_a_name(parsed, mark) or _of_a_law(parsed, mark) or _is_awaited(parsed, mark)
        return named or _has_accent(parsed, mark)
    if form == "ing":
        return _of_a_law(parsed, mark) or _within_a_name(parsed, mark)
    if form == "base":
        owned = parsed.plain.endswith(
            parsed.sentence.scene.words.endings("owner"), max(parsed.start, mark.start - 3), mark.start
        )
        taken_up = bool(parsed.anaphors) and mark.end <= parsed.anaphors[-1].end  # "the purchase would cost"
        named = not parsed.sentence.is_heading and _part_of_a_name(parsed, mark)
        return owned or taken_up or named or _is_bare_noun(parsed, mark)
    if _is_idiom(parsed, mark, form):
        return True
    if form in ("part", "ed") and mark.code.startswith("approved ") and _passes_a_mark(parsed, mark):
        return True
    if form in ("part", "ed"):
        return (bool(parsed.anaphors) and mark.end <= parsed.anaphors[-1].end) or _within_a_name(parsed, mark)
    if form in ("fin", "weak") and _lacks_accent(parsed, mark):
        return True
    if form == "weak" and _is_definite(parsed, mark):
        return True  # "raising the totals to"
    if (form == "fin" and _follows_in_a_row(parsed, mark)) or (form == "weak" and _joins(parsed, mark)):
        return True
    return form in ("fin", "weak") and bool(parsed.small.article) and _is_noun(parsed, mark)


def _is_had(parsed: Parsed, mark: Mark) -> bool:
    """Whether a participle stands with "has", and so is no passive but what somebody plans: "tiene previsto"."""
    return any(word in parsed.small.has for word in parsed.gap(max(parsed.start, mark.start - _HAS), mark.start)[-1:])


def _is_idiom(parsed: Parsed, mark: Mark, form: str) -> bool:
    """Whether what follows makes a participle, or a verb of arriving, another word: "dada de baja", "llegó al poder"."""
    arriving = form in ("fin", "ed") and mark.code.startswith("delivered none ")
    if form != "part" and not arriving:
        return False
    idioms = parsed.sentence.scene.words.local("slot-no-arrival" if arriving else "slot-no-deed")
    return parsed.plain.startswith(tuple(idioms), mark.end + 1)


def _of_a_level(parsed: Parsed, mark: Mark) -> bool:
    """Whether a participle only says which level is meant: "above the fiscal year 2012 enacted level", "el nivel aprobado"."""
    scene = parsed.sentence.scene
    if not scene.starting("exceeding", max(parsed.start, mark.start - _EXCEEDED), mark.start):
        return False
    levels = scene.words.local("slot-level")
    behind = parsed.gap(mark.end, min(mark.end + _EXCEEDED, parsed.end))[:2]
    told = len(behind) > 1 and parsed.small.role.get(behind[1]) == OF  # "above the enacted level of $250 million"
    beside = parsed.gap(max(parsed.start, mark.start - _LEVEL), mark.start)[-1:] + behind[:1]
    return not told and any(word in levels for word in beside)


def _has_accent(parsed: Parsed, mark: Mark) -> bool:
    """Whether a noun is written like a preterite with its accent, which so it is: "desembolsó"."""
    word = parsed.sentence.scene.text[mark.start : mark.end]
    return not word.isascii() and word.endswith(tuple(parsed.sentence.scene.words.local("past_ending").values()))


def _lacks_accent(parsed: Parsed, mark: Mark) -> bool:
    """Whether a noun that is written like a preterite but for its accent stands in a text that writes accents: "cazas y equipo"."""
    text, scene = parsed.sentence.scene.text, parsed.sentence.scene
    word = text[mark.start : mark.end]
    return word.isascii() and word in scene.words.local("slot-noun-of-preterite") and not text.isascii()


def _follows_in_a_row(parsed: Parsed, mark: Mark) -> bool:
    """Whether a verb of staying has a pronoun before it, and so tells who comes next: "Le siguen en su orden Chile, con 40"."""
    if not parsed.plain.startswith(tuple(parsed.sentence.scene.words.local("slot-next-in-a-row")), mark.start):
        return False
    return any(word in parsed.small.clitic for word in parsed.gap(max(parsed.start, mark.start - 4), mark.start)[-1:])


def _joins(parsed: Parsed, mark: Mark) -> bool:
    """Whether a verb of a total is reflexive, and so tells what joins others: "a ellos se suman 40 policías"."""
    reflexive = parsed.sentence.scene.words.local("slot-reflexive")
    return any(word in reflexive for word in parsed.gap(max(parsed.start, mark.start - 4), mark.start)[-1:])


def _is_definite(parsed: Parsed, mark: Mark) -> bool:
    """Whether a definite article right before a word shows that it is a noun, in a language whose pronouns are no articles."""
    articles = parsed.sentence.scene.words.local("definite_article")
    return not parsed.small.article and parsed.sentence.scene.word_before(mark.start)[0] in articles


def _is_bare_noun(parsed: Parsed, mark: Mark) -> bool:
    """Whether an article or a preposition before a form without an ending shows that it is a noun: "as host", "the transfer"."""
    words = parsed.gap(max(parsed.start, mark.start - 6), mark.start)[-1:]
    if not words:
        return False
    articles = parsed.sentence.scene.words.local("article")
    return words[0] in articles or parsed.small.role.get(words[0]) in (AGAINST, OF, IN, BY)


def _of_a_law(parsed: Parsed, mark: Mark) -> bool:
    """Whether a noun only says what law or formality is meant: "the appropriations act", "notification requirements"."""
    formal = parsed.sentence.scene.words.local("slot-formality")
    return any(word in parsed.small.act or word in formal for word in parsed.gap(mark.end, mark.end + 14)[:1])


def _is_awaited(parsed: Parsed, mark: Mark) -> bool:
    """Whether a noun is only what something still hangs on: "subject to congressional notification", "sujeto a aprobación"."""
    led = parsed.plain[max(parsed.start, mark.start - _AWAITED) : mark.start]
    return any(
        len(led[found + len(words) :].split()) <= _FEW
        for words in parsed.sentence.scene.words.local("slot-awaiting")
        if (found := led.rfind(words)) >= 0
    )


def _is_noun(parsed: Parsed, mark: Mark) -> bool:
    """Whether an article before a finite verb shows that it is a noun: "el gasto", "la entrega", but "la entregó"."""
    words = parsed.gap(max(parsed.start, mark.start - 6), mark.start)
    kind = parsed.small.article.get(words[-1]) if words else None
    if (
        words
        and parsed.small.role.get(words[-1]) in _GOVERNING
        and parsed.sentence.scene.text[mark.start : mark.end].isascii()
    ):
        return True  # "en apoyo militar": a preposition governs no finite verb
    return kind == "noun" or (kind == "either" and parsed.sentence.scene.text[mark.start : mark.end].isascii())


def _passes_a_mark(parsed: Parsed, mark: Mark) -> bool:
    """Whether what is passed is a round number: "sales passed the $30 billion mark"."""
    marks = parsed.sentence.scene.words.local("slot-round-mark")
    return any(word in marks for word in parsed.gap(mark.end, min(mark.end + _MARK, parsed.end)))


def _passes_time(parsed: Parsed, mark: Mark) -> bool:
    """Whether what is spent is time, and people so are somewhere: "spent six weeks in Togo teaching 400 recruits"."""
    units = parsed.sentence.scene.words.local("term_unit")
    words = parsed.gap(mark.end, min(mark.end + _MARK, parsed.end))[:_SPENT]
    counted = words[:1] and (
        words[0].isdigit() or parsed.sentence.scene.starting("number", mark.end, mark.end + _SPENT)
    )
    return bool(counted) and words[-1] in units


def _within_a_name(parsed: Parsed, mark: Mark) -> bool:
    """Whether a participle stands between two other words of a name: "Government Furnished Equipment", "Fuel Dispensing Systems"."""
    scene, start = parsed.sentence.scene, max(parsed.start, mark.start - _NAMED)
    capitals = (
        scene.text[mark.start : mark.start + 2].istitle() and scene.text[mark.end : mark.end + 3].strip().istitle()
    )
    if not capitals or parsed.sentence.is_heading:
        return False
    before = scene.text[start : mark.start].split()[-1:]
    acts = any(name.kind in _ACTING and name.end == mark.start - 1 for name in scene.between(start, mark.start))
    return bool(before) and before[0].istitle() and before[0].lower() not in parsed.small.role and not acts


def _part_of_a_name(parsed: Parsed, mark: Mark) -> bool:
    """Whether a noun is a word of a body's or a law's name: the Committee on Appropriations, the Appropriations Act."""
    text = parsed.sentence.scene.text
    if not text[mark.start : mark.start + 2].istitle() or mark.start <= parsed.start:
        return False
    if text[mark.end : mark.end + 3].strip().istitle():
        return True
    joint, _, end = parsed.sentence.scene.word_after(mark.end)
    if parsed.small.clause.get(joint) == "and" and text[end + 1 : end + 3].istitle():
        return True  # "the Train and Equip Fund"
    before = text[max(parsed.start, mark.start - 40) : mark.start].split()[-2:]
    return len(before) > 1 and before[0].istitle() and before[1].lower() in parsed.small.role
