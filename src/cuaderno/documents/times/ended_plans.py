"""What a plan gave since a time, where the sentence tells that the plan has ended: it runs up to that day.

"The two governments on Friday put an end to the plan, under which Washington gave $3.3 billion since 2008": the simple past
closes what the perfect would leave open.
"""

from __future__ import annotations

from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.times import Within

_FINE = len("2024-05-14")


def close_ended(scene: Scene, within: Within, sentence: Sentence, group: list[Draft]) -> None:
    """End the open periods behind a verb of ending with the day told before them, else with the document's."""
    running = [one for one in group if one.period_start and one.period_end is None and "cumulative" in one.marks]
    if not running or scene.today is None or not glimpsed(scene, sentence.start, sentence.end, "put_an_end"):
        return
    for one in running:
        start = one.anchor[0]
        if not glimpsed(scene, sentence.start, start, "put_an_end") or glimpsed(
            scene, one.clause[0], start, "has_been"
        ):
            continue
        days = (time.last for time in within(sentence.start, start) if time.last and len(time.last) == _FINE)
        one.period_end = next((day for day in days if day <= scene.today), scene.today)
