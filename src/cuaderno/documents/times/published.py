"""Times at which a report or papers came out, and no deed was done: "according to a report published in 2022", "un informe difundido en marzo"."""

from __future__ import annotations

from cuaderno.documents.scene import Scene
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.moments import Time

_BY, _NOUN, _SIGNS = 8, 10, 120
"""Words between a participle and its time, "released by the State Department in", and between the paper and the participle; characters of both."""


def of_publication(scene: Scene, time: Time) -> bool:
    """Whether a time stands behind the participle that tells when a paper came out."""
    if not glimpsed(scene, max(0, time.start - _SIGNS), time.start, "published"):
        return False
    local, participle = scene.words.local, 0
    for count, (word, start, _) in enumerate(scene.backward(time.start, _BY + _NOUN)):
        if not word[0].isalnum() or word in local("that"):
            return False
        if not participle:
            participle = start if word in local("published") else 0
            if not participle and (count >= _BY or scene.starting("stage", start, start + 1)):
                return False
        elif word in local("study") or word in local("papers"):
            return True
    return False
