"""Which counts are claims in the texts of the field: no years, no victims, no sources, no people known already."""

from __future__ import annotations

import re

from cuaderno.documents.amounts.counting import Head, definite
from cuaderno.documents.amounts.described import describes, held_up
from cuaderno.documents.amounts.lasting import lasts_by_its_verb
from cuaderno.documents.amounts.numbers import Number
from cuaderno.documents.amounts.sums import HALF
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence

DURATIONS = frozenset({"years", "months", "weeks", "days", "centuries", "decades"})
UNCLAIMED = frozenset({"km", "miles", "kilograms", "pounds", "liters", "gallons", "barrels"})
"""What these texts count only to describe."""
_THINGS = frozenset({"items", "doubtful", "fighters", "trainers"})
_PIECES = _THINGS | {"persons"}
_WEIGHTS, _VOLUMES = frozenset({"kilograms", "pounds"}), frozenset({"liters", "gallons"})
SMALL = 12
UNKNOWN = "unknown noun of a thing handed over"
_HARM = 60
_CLAUSE = 120
"""Characters of a clause in which somebody else's doings are told."""
_SANCTION, _TITLE, _BOND, _OFTEN, _PAIR = 40, 12, 4, 3, 2
_BODIES = frozenset(("rel_body", "alliance"))
_SAYING = 6
"""Words from people to what tells that they say something."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def claimed(scene: Scene, sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether a count of this kind is a claim in the texts of the field."""
    if (
        (head.unit in UNCLAIMED and not _seized(sentence, number, head) and not _filled(scene, head))
        or (number.value == 1 and number.whole is not None)
        or (head.unit in _PIECES and number.half < HALF)  # "5.56 x 45 mm rifles"
        or _is_year(scene, number, head)
        or _names_an_exercise(scene, sentence, number, head)
        or _only_told(sentence, number, head)
    ):
        return False
    if head.unit == "tons" and scene.word_before(number.lead)[0] in scene.words.local("weighing"):
        return False
    ranked = scene.of("ranking")
    if ranked and any(mark.kind == "ranking" for mark in scene.between(number.end, head.end)):
        return False
    if head.unit in DURATIONS:
        told = _lasts(scene, sentence, number, head) or _of_a_bond(scene, head)
        return told or lasts_by_its_verb(scene, sentence, number, head)
    if head.unit == "packages" and _signed(scene, number, head):
        return False
    if describes(scene, number, head):
        return False
    known = number.value <= SMALL and definite(scene, number) and not _moved(sentence, number)
    if head.unit in _THINGS:
        return not (known and head.rule == UNKNOWN)  # the two navies signed
    if head.unit == "persons":
        if _are_sources(sentence, number, head) or (known and not _present(scene, head)):
            return False
        return not (harmed(sentence, number, head.end) or _struck(sentence, number))
    return not known and not (number.value == 1 and number.word)


def _moved(sentence: Sentence, number: Number) -> bool:
    """Whether a verb right before the possessor of those known tells what became of them: "withdrew its 12 soldiers"."""
    _, start, _ = sentence.scene.word_before(number.lead)
    return any(0 < start - mark.end <= _BOND and mark.code.startswith("withdrawn") for mark in sentence.of("stage"))


def _filled(scene: Scene, head: Head) -> bool:
    """Whether a volume or a weight is of goods: "3 million gallons of diesel fuel", "two million pounds of aid"."""
    of, _, end = scene.word_after(head.end)
    if of not in scene.words.local("of_noun"):
        return False
    weighed = head.unit in _WEIGHTS and scene.word_after(end)[0] in scene.words.local("weighed_goods")
    return weighed or head.unit in _VOLUMES


def _seized(sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether a weight is of what was seized or destroyed: "incautaron 1.247 kilos de cocaína"."""
    if head.unit not in _WEIGHTS:
        return False
    verb = next((mark for mark in reversed(sentence.of("stage")) if mark.end <= number.lead), None)
    return (
        verb is not None
        and verb.code.startswith(("completed spend", "completed seize"))
        and number.lead - verb.end < _HARM
    )


def _only_told(sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether those counted are lost, only bring other things, or are the known members of a body."""
    if _felled(sentence, number, head) or _carries(sentence, number, head):
        return True
    return _of_a_body(sentence.scene, number, head)


def _carries(sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether a few craft only bring what is told: "tanks arrived aboard two ships", "61 tons, flown in on two C-17s"."""
    if head.unit != "items" or number.value > SMALL:
        return False
    scene = sentence.scene
    word, start, _ = scene.word_before(number.lead)
    if word in scene.words.local("of_noun"):
        word, start, _ = scene.word_before(start)
    if word in scene.words.local("carried_aboard"):
        return True
    if word not in scene.words.local("carried_on"):
        return False
    brought = scene.word_before(start)[0]
    return brought in scene.words.local("brought_in")


def _felled(sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether things are those that an enemy loses, "missiles brought down five of its aircraft", or people those that died: "the army lost 12
    soldiers"."""
    lost = "own" if head.unit == "persons" else "down" if head.unit == "items" else ""
    return any(mark.code == lost and 0 <= number.lead - mark.end <= 1 for mark in sentence.of("felling"))


def _present(scene: Scene, head: Head) -> bool:
    """Whether the phrase tells that those counted are there: the six representatives already in the country."""
    return scene.word_after(head.end)[0] in scene.words.local("present")


def _struck(sentence: Sentence, number: Number) -> bool:
    """Whether people are those whom a sanction strikes: "sanctioned on Tuesday three members of the cartel"."""
    for mark in sentence.of("rel_sanction"):
        if mark.code == "sanction" and 0 < number.lead - mark.end < _SANCTION:
            return not any(mark.end <= one.start < number.lead for one in sentence.of("stage"))
    return False


def _of_a_body(scene: Scene, number: Number, head: Head) -> bool:
    """Whether those counted are the known members of an organisation's body, which acts: "the 15 members of the Security Council"."""
    if scene.plain[head.start : head.end] not in scene.words.local("state_members") or not definite(scene, number):
        return False
    words = scene.words_after(head.end, _BOND)
    if not words or words[0][0] not in scene.words.local("share_of"):
        return False
    return any(mark.kind in _BODIES for mark in scene.between(words[0][2], words[-1][2] + _TITLE))


def _are_sources(sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether people are those from whom something is known: "according to four people", "two officials familiar with the talks said"."""
    if number.value > SMALL:
        return False
    if _tell(sentence.scene, head):
        return True
    telling = [mark for mark in sentence.of("attributing") if 0 <= number.lead - mark.end <= 1]
    if not telling:
        return False
    said = sentence.scene.plain[telling[-1].start : telling[-1].end] in sentence.scene.words.local("stating")
    return not (said and any(mark.start > number.end for mark in sentence.of("stage")))


def _tell(scene: Scene, head: Head) -> bool:
    """Whether people are the subject of a verb of saying: "Two officials at the ministry told", "Tres oficiales navales dijeron"."""
    telling = scene.words.local("as_sources")
    for word, start, _ in scene.words_after(head.end, _SAYING):
        if word in telling:
            return True
        if not word.isalnum() or any(mark.kind == "stage" for mark in scene.at(start)):
            return False
    return False


def _is_year(scene: Scene, number: Number, head: Head) -> bool:
    """Whether a year only stands before a noun: in 2019 soldiers …; or before a name that begins like one (2019 Estados Unidos)."""
    if number.end - number.start != len("2019") or not _YEAR.fullmatch(scene.text[number.start : number.end]):
        return False
    if scene.word_before(number.lead)[0] in scene.words.local("year_before"):
        return True
    known = definite(scene, number) and scene.starting("rel_instrument", number.end, head.end + _TITLE)
    if known and not scene.words_between(head.end, known[0].start):
        return True  # their 1980 facilities access agreement
    return any(one.start <= head.start < one.end for one in scene.between(number.end, head.end) if one.kind == "place")


def harmed(sentence: Sentence, number: Number, end: int) -> bool:
    """Whether the persons, whose words end at a place, are counted as victims."""
    harming = sentence.of("harming")
    return any(
        number.start - mark.end < _HARM
        and mark.start - end < _HARM
        and not _of_others(sentence, number, end, mark.start)
        for mark in harming
    )


def _of_others(sentence: Sentence, number: Number, start: int, end: int) -> bool:
    """Whether others are the victims, counted behind what these did or what was done to them: "of the 300 sent, 45 have returned and 12
    were wounded", "trained 300 prosecutors, and 12 smugglers were jailed"."""
    scene = sentence.scene
    if not any(start <= digits[0] < end for digits in scene.digits):
        return False
    return any(start <= mark.start < end or 0 < number.lead - mark.end <= _TITLE for mark in sentence.of("stage"))


def _lasts(scene: Scene, sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether a number of years says how long something lasts: for six months, a period of up to five years, un ejercicio de un mes."""
    local, before = scene.words.local, scene.words_before(number.lead, _PAIR + _PAIR)
    more = {*local("another"), *local("article")}  # "for an additional two years"
    around, duration = [word for word in before if word[0] not in more][:_PAIR], local("duration")
    if not around or around[0][0] not in duration or sentence.is_heading:
        return False
    if head.unit == "days" and duration[around[0][0]] == "for":
        return False
    if _dates(scene, around[0][0], head) or held_up(scene, number) or _of_others_doings(sentence, number):
        return False
    if any(word in local("distributive") for word, _, _ in before[:_OFTEN]):
        return False  # "rotate every three to six months"
    if len(around) > 1 and around[1][0] in scene.words.local("term_of"):
        return False  # un plan a tres años
    if duration[around[0][0]] == "for":
        fronted = around[0][1] == sentence.start and head.end < sentence.end - 1
        # "For seven decades, the two countries have worked …" tells since when; "… have enjoyed a partnership" how long that lasts.
        return not fronted or _bonds(scene, head.end, sentence.end)
    of_what = around[1][0] if len(around) >= _PAIR else ""
    if of_what not in scene.words.local("duration_noun") and of_what not in scene.words.local("lasting"):
        return False
    return not scene.plain.endswith(tuple(scene.words.local("within_a_term")), sentence.start, around[1][1])


def _names_an_exercise(scene: Scene, sentence: Sentence, number: Number, head: Head) -> bool:
    """Whether digits behind a name are the year in the name of an exercise: "took part in Tunex 93 communications exercises"."""
    word, start, end = scene.word_before(number.lead)
    if head.unit != "exercises" or number.word or number.end - number.start != len("93") or start <= sentence.start:
        return False
    named = scene.text[start : start + 1].isupper() and not scene.text[start:end].isupper() and word.isalpha()
    return named and not scene.names(start, end)


def _of_others_doings(sentence: Sentence, number: Number) -> bool:
    """Whether a clause only tells how long others have done something: "rebels who have been attacking villages for four years", and no
    agreement or deed of aid has lasted so long."""
    scene, start = sentence.scene, max(sentence.start, number.lead - _CLAUSE)
    words = scene.words_between(start, number.lead)
    clause, helpers = (
        scene.words.local("slot-clause"),
        {*scene.words.local("has_been"), *scene.words.local("pluperfect")},
    )
    at = next((at for at in range(len(words) - 1, 0, -1) if clause.get(words[at - 1][0]) == "rel"), 0)
    if not at or words[at][0] not in helpers or scene.starting("stage", words[at][1], number.lead):
        return False
    return not scene.starting("rel_instrument", sentence.start, number.lead)


def _of_a_bond(scene: Scene, head: Head) -> bool:
    """Whether the years are those of a bond between countries: "marked sixty years of diplomatic ties"."""
    words = scene.words_after(head.end, _BOND)
    if not words or words[0][0] not in scene.words.local("of_noun"):
        return False
    return _bonds(scene, words[0][2], words[-1][2])


def _bonds(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch names a bond between countries: "a strong partnership"."""
    bonds = scene.words.local("bond_noun")
    return any(word in bonds for word, _, _ in scene.words_between(start, end))


def _signed(scene: Scene, number: Number, head: Head) -> bool:
    """Whether a few agreements are counted that are signed, and told as such: "signed three military assistance contracts"."""
    if number.value > SMALL or not scene.starting("rel_instrument", number.end, head.end):
        return False
    return any(
        mark.end == number.lead - 1 for mark in scene.starting("rel_signing", number.lead - _SANCTION, number.lead)
    )


def _dates(scene: Scene, word: str, head: Head) -> bool:
    """Whether a time behind "a" and before "de" tells how long after: a siete años de firmada."""
    return word in scene.words.local("between_objects") and scene.word_after(head.end)[0] in scene.words.local(
        "of_noun"
    )


def as_states(sentence: Sentence, number: Number, head: Head) -> Head:
    """The head with the unit of countries where members are the states of an alliance: "NATO has 32 members"."""
    scene = sentence.scene
    if scene.word_before(head.end)[0] not in scene.words.local("state_members"):
        return head
    near = any(abs(mark.start - number.start) <= _SANCTION for mark in sentence.of("alliance"))
    own = scene.word_after(head.end)[0] in scene.words.local("of_noun")
    theirs = own and any(0 < mark.start - head.end <= _TITLE for mark in sentence.of("alliance"))
    return head._replace(unit="countries") if near and (theirs or not own) else head
