"""Countries set against, or beside, the one a sentence speaks of: "Unlike Argentina and Brazil, Paraguay is no major non-NATO ally"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.marks import Mark
from cuaderno.documents.relations.designating import NEVER
from cuaderno.documents.relations.looking import Look

_NEGATED, _OPEN = "negated", ("", ",", ";", "(")


def contrasted(seen: Look, trigger: Mark) -> list[str]:
    """The countries that a sentence names to tell that the opposite holds for them: "Unlike Argentina and Brazil, …"."""
    return _named(seen, trigger, "rel_contrast")


def described(seen: Look, trigger: Mark) -> list[str]:
    """Those whose status a relative clause right behind a contrast tells: "Unlike Argentina and Brazil, which Washington designated …, Paraguay"."""
    others = contrasted(seen, trigger)
    word = seen.last("rel_contrast", seen.start, trigger.start) if others else None
    if word is None:
        return []
    comma = seen.scene.folded.find(b",", word.end, trigger.start)
    told = seen.scene.word_after(comma + 1)[0] in seen.scene.words.local("relative")
    return others if told and seen.scene.folded.find(b",", comma + 1, trigger.start) < 0 else []


def likened(seen: Look, trigger: Mark) -> list[str]:
    """Those of which it tells the same: "…, as did Ecuador and Nicaragua", "…, junto con Argentina y Brasil, …"."""
    return _named(seen, trigger, "rel_alike")


def _named(seen: Look, trigger: Mark, kind: str) -> list[str]:
    """The countries behind a word, up to the comma; it opens its sentence or stands behind a comma."""
    word = seen.last(kind, seen.start, seen.end)
    if word is None or (word.start > seen.start + 1 and seen.scene.word_before(word.start)[0] not in _OPEN):
        return []
    ahead = word.end <= trigger.start
    end = trigger.start if ahead else seen.end
    comma = seen.scene.folded.find(b",", word.end, end)
    if ahead and comma < 0:
        return []
    behind = [party for party in seen.named(word.end, comma if comma >= 0 else end) if party.code not in NEVER]
    near = behind and not seen.words(word.end, behind[0].start)
    return list(dict.fromkeys(party.code for party in behind)) if near else []


def set_against(draft: Draft) -> None:
    """Turn what is told of the sentence's own country into its opposite."""
    if _NEGATED in draft.marks:
        draft.marks.remove(_NEGATED)
        draft.rules = [rule for rule in draft.rules if not rule.startswith(_NEGATED)]
        draft.rules.append("stage: by contrast")
    else:
        draft.mark(_NEGATED, "by contrast")
