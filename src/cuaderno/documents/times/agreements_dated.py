"""Times that date only the agreement or initiative behind a figure: "under an agreement renewed in 2017", "the Mérida Initiative, signed in 2008"."""

from __future__ import annotations

from dataclasses import replace

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import NAMES, Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.others_times import foretold
from cuaderno.documents.times.times import Time

_NEAR, _LINK, _DIRECTLY, _INSERTED, _FAR = 30, 4, 3, 120, 5
"""Characters around an agreement, between it and its year, right behind, and of an insertion; words up to its verb."""


def of_instrument(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time dates only the agreement under which something is done: "under an agreement renewed in 2017"."""
    if not scene.starting("rel_instrument", time.start - 3 * _NEAR, time.end + _NEAR):
        return False
    if _signed_then(scene, draft, time):
        return True
    if _names_instrument(scene, time) and foretold(scene, time.end, draft.anchor[0]):
        return True
    under = scene.words.local("under")
    if scene.word_after(time.end)[0] in scene.words.local("annex"):
        return not time.end <= draft.anchor[0]
    behind = [mark for mark in scene.between(time.end, time.end + _NEAR) if mark.kind == "rel_instrument"]
    if behind and behind[0].start - time.end < _DIRECTLY and not time.fiscal:
        return any(word in under for word, _, _ in scene.words_before(time.start, 2))
    if time.first != time.last and not time.since:
        return False  # "under the MOU (FY2019-FY2028)" says when the money flows
    for mark in scene.between(max(0, time.start - 2 * _NEAR), time.start):
        if mark.kind != "rel_instrument" or "," in scene.plain[mark.end : time.start]:
            continue
        if any(word in under for word, _, _ in scene.words_before(mark.start, 3)):
            return not mark.end <= draft.anchor[0] < time.start
    return False


def _signed_then(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time ends the relative clause of an agreement, parted from the figure by a comma: "…, under the memorandum that both signed in 2018"."""
    for mark in scene.starting("rel_instrument", draft.anchor[1], time.start):
        if "," in scene.plain[mark.end : time.start] or "," not in scene.plain[draft.anchor[1] : mark.start]:
            continue
        if glimpsed(scene, mark.end, time.start, "that") and scene.starting("rel_signing", mark.end, time.start):
            return True
    return False


def _names_instrument(scene: Scene, time: Time) -> bool:
    """Whether a year belongs to an agreement's name: "the 1988 agreement", "el convenio de 1988"."""
    if time.shape != "year" or time.first != time.last:
        return False
    near = scene.between(max(0, time.core - _NEAR), time.end + _NEAR)
    named = [mark for mark in near if mark.kind == "rel_instrument"]
    return any(0 <= time.core - mark.end <= _LINK or 0 <= mark.start - time.end < _DIRECTLY for mark in named)


def told_by_agreement(scene: Scene, draft: Draft, found: list[Time]) -> tuple[Time, str] | None:
    """The time of the agreement that allows a figure, or of the contract that holds it, and the rule; None where it has none of these."""
    if (since := allowed_since(scene, draft, found)) is not None:
        return since, "since the agreement that allows it"
    signed = _contract_signed(scene, draft, found)
    return (signed, "when the contract was signed") if signed is not None else None


def _contract_signed(scene: Scene, draft: Draft, found: list[Time]) -> Time | None:
    """The time of a contract that a figure is of, told in an insertion: "El contrato con la firma, firmado en mayo de 2019, comprende dos lanchas"."""
    start, contracts = draft.anchor[0], scene.words.local("contract_word")
    before = [time for time in found if time.end <= start]
    if len(before) != 1 or before[0].first is None or scene.plain[before[0].end : before[0].end + 1] != ",":
        return None
    opening = scene.plain.rfind(", ", draft.clause[0], before[0].start)
    signed = scene.word_after(opening + 1)[1] if opening >= 0 else start
    done = any(mark.kind == "stage" and mark.code.startswith("signed") for mark in scene.at(signed))
    head = (word for word, _, _ in scene.words_between(draft.clause[0], max(opening, draft.clause[0]))[:_DIRECTLY])
    since = glimpsed(scene, before[0].end, start, "that") or "," in scene.plain[before[0].end + 1 : start]
    return before[0] if done and not since and any(word in contracts for word in head) else None


def allowed_since(scene: Scene, draft: Draft, found: list[Time]) -> Time | None:
    """The time from which an agreement allows a figure: "The accord, signed in 2006, allows them to use four bases"."""
    start = draft.anchor[0]
    instruments = scene.starting("rel_instrument", draft.clause[0], start)
    if len(instruments) != 1:
        return None
    before = [time for time in found if time.end <= start and time.first and time.first == time.last]
    if len(before) != 1 or before[0].fiscal or not glimpsed(scene, before[0].end, start, "allowing"):
        return None
    time = before[0]
    allowing = scene.words.local("allowing")
    words = scene.words_between(max(time.end, instruments[0].end), start)
    verb = next((at for at, (word, _, _) in enumerate(words) if word in allowing), _FAR)
    return replace(time, last=None) if verb < _FAR else None


def of_means(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time tells when that was begun by way of which something is done: "Under a program created in 2016, it has given"."""
    sentence = scene.sentence_at(time.start)
    if (
        scene.plain[time.end : time.end + 1] != ","
        or time.end > draft.anchor[0]
        or time.start - sentence.start > _INSERTED
    ):
        return False
    if scene.word_after(sentence.start)[0] not in scene.words.local("by_way_of"):
        return False
    return "," not in scene.plain[sentence.start : time.start] and glimpsed(
        scene, sentence.start, time.start, "founded"
    )


def of_named(scene: Scene, draft: Draft, time: Time) -> bool:
    """Whether a time behind a figure tells when a thing with a name was begun: "went to the Mérida Initiative, signed in 2008"."""
    start = draft.anchor[1]
    if not start <= time.start < start + _INSERTED:
        return False
    comma = scene.plain.rfind(", ", start, time.start)
    if comma < 0 or scene.word_after(comma + 1)[0] not in scene.words.local("founded"):
        return False
    _, named, end = scene.word_before(comma)
    party = any(mark.kind in NAMES for mark in scene.between(named, end))
    return scene.text[named].isupper() and not scene.text[time.start : time.start + 2].isupper() and not party
