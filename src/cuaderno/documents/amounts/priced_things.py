"""One thing whose price stands before it, or its measure: "a $29 million patrol vessel", "a $4 million, 40 meter craft"."""

from __future__ import annotations

from cuaderno.documents.draft import Draft, near
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.statements.claim import MONEY

PRICED = "article before its price"
"""The rule of such a thing."""
_REACH, _WORDS = 60, 6
"""Characters from the price to the noun, and words between them, at most."""


def priced(scene: Scene, mark: Mark, drafts: list[Draft]) -> tuple[int, int]:
    """Where the article of a noun in the singular stands that has its price before it, and where what is priced begins; (-1, -1) where
    it has none."""
    price = next((d for d in reversed(near(drafts, mark.start - _REACH, mark.start)) if d.kind == MONEY), None)
    if price is None or price.unit == "percent":
        return -1, -1
    word, start, _ = scene.word_before(price.anchor[0])
    if word not in scene.words.local("article"):
        return -1, -1
    words = scene.words_between(price.anchor[1], mark.start)
    led = words[1:] if words and words[0][0] in (",", "-") else words
    stops = scene.words.local("phrase_end")
    if len(led) > _WORDS or any(word in stops or not word[0].isalnum() for word, _, _ in led):
        return -1, -1
    return start, led[0][1] if led else mark.start
