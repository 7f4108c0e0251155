"""Of what the finders found: what is said twice, what only echoes another claim, and what a stronger one makes needless."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.relations.held_status import HELD
from cuaderno.documents.relations.port_calls import CALL
from cuaderno.documents.relations.said_there import RULE as INFERRED
from cuaderno.documents.relations.taken_up import FORMER_ONE, TAKEN_UP
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import AGREEMENT, DESIGNATION, MEMBERSHIP, VISIT

REMEMBERED = 200
"""Claims back to which a repetition is looked for."""
VARIOUS = frozenset({"DEFENCE_COOPERATION", "PARTNERSHIP", "MILITARY_ASSISTANCE"})
"""Types of relation that two parties may have several of."""
KNOWN = "agreement: spoken of as known"
_BRACKETS = len(" (")
STRONG = frozenset(
    {
        "signed",
        "agreed",
        "designated",
        "terminated",
        "withdrawn",
        "in_force",
        "announced",
        "intent",
        "refused",
        "determination",
    }
)


def settled(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The claims to keep, in the order of the text; those that only repeat an earlier one are marked or left out."""
    joined = [d for d in drafts if d.kind == MEMBERSHIP]
    bodies = {(scene.sentence_number(d.anchor[0]), d.item) for d in joined}
    drafts = [
        d
        for d in drafts
        if d.kind != AGREEMENT
        or not ((scene.sentence_number(d.anchor[0]), d.item) in bodies or any(_begins(d, one) for one in joined))
    ]
    drafts = _without_inferred(scene, drafts)
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (_heading(scene, d), d.anchor[0])):
        former = FORMER_ONE in draft.rules
        before = [] if former else [other for other in kept[-REMEMBERED:] if _same(scene, other, draft)]
        if not before:
            kept.append(draft)
        elif _says_more(scene, draft, before):
            if draft.kind != VISIT or _heading(scene, draft):
                draft.mark("restated", "said before in the document")
            kept.append(draft)
    kept.sort(key=lambda d: (d.start, d.anchor[0]))
    return kept


def _without_inferred(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Without the visits that what was said abroad lets infer, where the same sentence or one beside it tells of them in so many words."""
    inferred = [d for d in drafts if d.rules[0] == INFERRED]
    if not inferred:
        return drafts
    told = {
        (scene.sentence_number(d.anchor[0]) + near, d.recipient, code)
        for d in drafts
        if d.kind == VISIT and d.rules[0] != INFERRED
        for near in (-1, 0, 1)
        for code in d.provider or ("",)
    }
    return [
        d
        for d in drafts
        if d.rules[0] != INFERRED
        or all((scene.sentence_number(d.anchor[0]), d.recipient, code) not in told for code in (*d.provider, ""))
    ]


def _begins(draft: Draft, joined: Draft) -> bool:
    """Whether an agreement is only the first word of the treaty that somebody joined or left."""
    inside = joined.anchor[0] <= draft.anchor[0] < joined.anchor[1] or draft.start <= joined.anchor[0] < draft.end
    return inside and bool(draft.item) and (joined.item or "").startswith(f"{draft.item} ")


def _heading(scene: Scene, draft: Draft) -> bool:
    return scene.sentence_at(draft.anchor[0]).is_heading


def _same(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind == VISIT:
        if ("negated" in one.marks) != ("negated" in other.marks):
            return False
        names = not other.item or one.item == other.item
        another = not one.item and not other.item and (one.stage, other.stage) == ("held", "announced")
        return (
            names
            and not another
            and (CALL in one.rules) == (CALL in other.rules)
            and one.anchor != other.anchor
            and _alike(one.provider, other.provider)
            and _alike(one.recipient, other.recipient)
        )
    if one.kind == DESIGNATION:
        return (
            one.relation == other.relation
            and one.recipient == other.recipient
            and one.item == other.item
            and one.anchor != other.anchor
        )
    if one.kind == MEMBERSHIP:
        told = one.provider == other.provider and ("negated" in one.marks) == ("negated" in other.marks)
        return told and one.relation == other.relation and _same_body(one, other)
    if one.kind == AGREEMENT:
        if one.anchor[0] == other.anchor[0] and one.period_start != other.period_start:
            return False  # one word for several, each of its years
        return _same_instrument(one, other) or _glossed(scene, one, other)
    return one.start == other.start and one.end == other.end


def _same_body(one: Draft, other: Draft) -> bool:
    return one.recipient == other.recipient if one.recipient or other.recipient else one.item == other.item


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or not one or not other


def _same_instrument(one: Draft, other: Draft) -> bool:
    if KNOWN in other.rules and _sides(one) == _sides(other) and one.item != other.item:
        return True
    if _initialled(one.item or "", other.item or ""):
        return True
    if one.relation or other.relation:
        same = one.relation == other.relation and _sides(one) == _sides(other)
        return same and (one.relation not in VARIOUS or _one_name(one.item or "", other.item or ""))
    return _one_name(one.item or "", other.item or "")


def _sides(draft: Draft) -> set[str]:
    return {*draft.provider, *draft.recipient}


def _one_name(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _initialled(one: str, other: str) -> bool:
    """Whether one name is made of the other's initials."""
    return any(
        short.isupper() and " " not in short and short in _initials(long)
        for short, long in ((one, other), (other, one))
    )


def _glossed(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether the later name is the short form that stood in brackets behind the earlier: "Acuerdo sobre el Estatus de las Fuerzas (SOFA)"."""
    short = other.item or ""
    if not one.item or not short.isupper() or " " in short:
        return False
    return f"{one.item} ({short}" in scene.text[one.start : one.end + len(short) + _BRACKETS]


def _initials(name: str) -> tuple[str, str]:
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words).upper(), "".join(word[0] for word in words if len(word) > 3).upper()


def _says_more(scene: Scene, draft: Draft, before: list[Draft]) -> bool:
    """Whether a later claim of the same thing tells it with a verb, or a stage, that the earlier ones lack."""
    if draft.kind == VISIT:
        sentences = {scene.sentence_number(other.anchor[0]) for other in before}
        told = draft.stage == "held" and "conditional" not in draft.marks and "verb" in draft.rules[0]
        return told and scene.sentence_number(draft.anchor[0]) not in sentences
    if draft.kind == DESIGNATION:
        if HELD in draft.rules:
            return all(HELD not in other.rules for other in before)
        return draft.stage in STRONG and all(other.stage not in STRONG for other in before)
    if draft.kind == AGREEMENT:
        return _goes_on(scene, draft, before)
    if draft.kind == MEMBERSHIP:
        return all(other.stage != draft.stage for other in before)
    return False


def _goes_on(scene: Scene, draft: Draft, before: list[Draft]) -> bool:
    """Whether an agreement told before is told to have gone further, or not to be concluded, in another sentence."""
    here = scene.sentence_number(draft.anchor[0])
    if TAKEN_UP not in draft.rules and any(scene.sentence_number(other.anchor[0]) == here for other in before):
        return False
    told = draft.stage in STRONG or "negated" in draft.marks
    return told and all(other.stage != draft.stage for other in before)
