"""What a sentence about the worth of what was told before says of its sum: "They were handed over in May. Their value comes to 2 million"."""

from __future__ import annotations

from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.meaning import Governing
from cuaderno.documents.slots.parsed import Parsed
from cuaderno.documents.slots.stage_words import Verb
from cuaderno.documents.slots.stages_of import govern_at
from cuaderno.documents.slots.surroundings import Filling
from cuaderno.statements.claim import MONEY, PERSONNEL, QUANTITY

_UNSURE = frozenset(("intent", "conditional", "change", "negated"))
_LED, _FAR = 40, 120
"""Characters before a sum in which a verb of costing stands, and before a verb in which its subject does."""
_NEAR = 4
"""Words from such a verb to its sum, the verb and a hedge among them."""
_HEAD = 3
"""Words at the head of a sentence among which the noun for the worth stands."""
_TAKEN = frozenset(
    ("provided", "delivered", "agreed", "signed", "announced", "pledged", "approved", "authorised", "notified")
)
"""The stages of deeds whose things have a price."""
_CAME = frozenset(("provided", "delivered"))


def worth_of_those_before(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> Filling | None:
    """The stage of the price of what the sentence before told: that of its figure, or of its deed; None for all else."""
    draft, before = parsed.anchors[number].draft, parsed.sentence.previous
    if governing is not None and governing.verb.form != "weak":
        return None
    if number or draft.kind != MONEY or draft.unit == "percent" or before is None or before.is_heading:
        return None
    if parsed.sentence.block - before.block > 1 or not _is_a_price(parsed):
        return None
    last = context.last
    if last is not None and last.anchor[0] >= before.start:
        stage = last.stage if last.kind != PERSONNEL else None
    else:
        deed = govern_at(context.parsed(before), before.end)
        stage = deed.stage if deed is not None and not deed.negated and deed.verb.frame != "deploy" else None
    return (stage, "the worth of those before") if stage in _TAKEN else None


def _is_a_price(parsed: Parsed) -> bool:
    """Whether a definite noun for a price is the subject, and no verb but a weak one stands behind it."""
    here, local = parsed.anchors[0].start, parsed.sentence.scene.words.local
    words = parsed.gap(parsed.sentence.opening, here)
    led = words[:1]
    definite = bool(led) and (led[0] in local("definite_article") or led[0] in local("possessive"))
    if led and led[0] in local("priced_first") and len(words) <= _HEAD:
        return True  # "Worth $11 million in all, they are"
    priced = definite and any(word in local("slot-price") for word in words[1:_HEAD])
    return priced and not any(verb.end <= here and verb.form not in ("weak", "noun") for verb in parsed.verbs)


def cost_of_things(context: Context, parsed: Parsed, number: int) -> Filling | None:
    """The stage of what things are told to have cost: as far as they have come where they were just told of, else it was laid out for them:
    "The three radars had cost $30 million"."""
    here, scene = parsed.anchors[number], parsed.sentence.scene
    if here.draft.kind != MONEY or here.draft.unit == "percent" or not _UNSURE.isdisjoint(here.draft.marks):
        return None
    led = parsed.gap(max(parsed.start, here.start - _LED), here.start)
    at = next((place for place in reversed(range(len(led))) if led[place] in scene.words.local("slot-cost-verb")), None)
    if (
        at is None
        or len(led) - at > _NEAR
        or any(word in ",;:" or parsed.small.aux.get(word) == "passive" for word in led[at:])
    ):
        return None  # "The cost was $3 million"
    subject = led[at - 1] if at else ""
    if parsed.small.aux.get(subject) in ("cond", "future", "to") or parsed.small.role.get(subject):
        return None
    if subject in scene.words.local("article"):
        return None
    if came := _as_those_before(context, parsed, number, led[:at]):
        return came, "the worth of those before"
    return ("spent", "what things cost") if at else None


def _as_those_before(context: Context, parsed: Parsed, number: int, subject: list[str]) -> str:
    """How far the things have come that a relative, a pronoun or nothing at all is for, as the subject of a cost: "two radars, which cost
    $3 million", "It cost $20 million", "Instalación incluida, costaron"; "" where others are the subject."""
    small, last = parsed.small, context.last
    if number:
        before = parsed.anchors[number - 1].draft
        taken = any(small.clause.get(word) == "rel" for word in subject)
        return before.stage or "" if taken and before.kind == QUANTITY and before.stage in _CAME else ""
    told = parsed.sentence.previous
    unsaid = not subject or subject[-1] == ","
    if told is None or told.is_heading or not (unsaid or subject[-1] in small.it):
        return ""
    if last is not None and last.anchor[0] >= told.start:
        return last.stage or "" if last.kind == QUANTITY and last.stage in _CAME else ""
    deed = govern_at(context.parsed(told), told.end)
    return deed.stage if deed is not None and not deed.negated and deed.stage in _CAME else ""


def cost_of_works(parsed: Parsed, number: int, verb: Verb) -> Filling | None:
    """The stage of what works or an outlay are told to have come to: "The works at the base amounted to 1.9 million"."""
    draft = parsed.anchors[number].draft
    if verb.form != "weak" or verb.stage != "provided" or draft.kind != MONEY or draft.unit == "percent":
        return None
    subject = parsed.gap(max(parsed.start, verb.start - _FAR), verb.start)
    cut = max((at for at, word in enumerate(subject) if word in ";:"), default=-1)
    outlays = parsed.sentence.scene.words.local("slot-outlay")
    laid_out = any(word in outlays for word in subject[cut + 1 :]) and parsed.small.aid.keys().isdisjoint(subject)
    return ("spent", "what works cost") if laid_out and _UNSURE.isdisjoint(draft.marks) else None


def only_sums_up(parsed: Parsed, verb: Verb) -> bool:
    """Whether a weak verb only tells how many people are, and not that they are given anything: "Its crew numbers 207", "suman 600 personas"."""
    if verb.form != "weak" or verb.stage != "provided":
        return False
    return parsed.plain[verb.start : verb.end].partition(" ")[0] in parsed.sentence.scene.words.local("slot-sums-up")
