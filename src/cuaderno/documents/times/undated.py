"""The year of a month or a season named without one: that told behind it, else the nearest that the sentence allows."""

from __future__ import annotations

from datetime import date

from cuaderno.documents import calendar
from cuaderno.documents.marks import Mark
from cuaderno.documents.scene import Scene
from cuaderno.documents.times.coming import comes, in_future_tense, is_due, month_comes, would_come
from cuaderno.documents.times.glimpses import glimpsed
from cuaderno.documents.times.months_to_come import comes_next_year, is_deadline_to_come

_SENTENCE, _FRONT, _AHEAD = 160, 24, 70
"""Characters before a month in which the sentence speaks of what is to come, at its head, and behind a month there."""
_HEAD, _NEAR = 12, 70
"""Characters before a weekday at the head of its sentence, and between one and the verb of what it will bring."""
_WINTER = 9
"""Months between "this January" and the December in which it is said."""
_ALLOWED = ("approved", "authorised", "authorized")
_NAMED = ("this_named", "last_named", "next_named")
_LINKED, _HALF_YEAR, _LED = 6, 6, 4
"""Characters between a month and its year; words behind "el pasado día" up to its month."""


def year_behind(scene: Scene, end: int) -> tuple[int, int] | None:
    """The year told behind a month by its distance, and where that ends: "March of last year", "julio de este año"."""
    if scene.day is None:
        return None
    links, (word, start, behind) = scene.words.local("year_link"), scene.word_after(end)
    places = [start, scene.word_after(behind)[1]] if word in links else [start]
    for mark in (mark for place in places if place - end <= _LINKED for mark in scene.at(place)):
        if mark.kind == "relative" and mark.code.startswith("year"):
            return scene.day.year + int(mark.code.partition(" ")[2]), mark.end
    return None


def start_of_this(scene: Scene, start: int) -> int:
    """Where a month begins, its "this" or "last" with it: "this September", "by last December", "el pasado mes de marzo"."""
    word, begin, _ = _led(scene, start)
    return begin if any(word in scene.words.local(kind) for kind in _NAMED) else start


def _led(scene: Scene, start: int) -> tuple[str, int, int]:
    """The word before a month or its day, past the noun that only says what is named: "el pasado mes de marzo", "el próximo día 5 de"."""
    led = noun = scene.word_before(start)
    if led[0] in scene.words.local("year_link"):
        noun = scene.word_before(led[1])
    return scene.word_before(noun[1]) if noun[0] in scene.words.local("month_noun") else led


def is_led_by_noun(scene: Scene, start: int) -> bool:
    """Whether a noun says of a month that it is one, so that no day follows: "el próximo mes de junio 12 helicópteros"."""
    return _led(scene, start) != scene.word_before(start)


def only_leads(scene: Scene, place: int) -> bool:
    """Whether a unit that ends at a place only leads the name of a month or a day of it: "el pasado mes de marzo", "el pasado día 5"."""
    links, (noun, begin, _) = scene.words.local("year_link"), scene.word_before(place)
    if noun not in scene.words.local("month_noun") or not any(
        scene.word_before(begin)[0] in scene.words.local(kind) for kind in ("last_named", "next_named")
    ):
        return False
    for word, start, _ in scene.words_after(place, _LED):
        if any(mark.kind == "month" for mark in scene.at(start)):
            return True
        if word not in links and not word.isdigit():
            return False
    return False


def year_of_month(scene: Scene, month: int, day: int, start: int, end: int) -> int:
    """The year of a month without one: the nearest to the document's day, the last or the next where the text says so."""
    today, local = scene.day, scene.words.local
    if today is None:
        return 0
    beside = scene.word_after(end)[0], _led(scene, start)[0]
    if any(word in local("last_named") for word in beside):
        past = day and (month, day) < (today.month, today.day)
        return today.year - (not past and month >= today.month)
    if any(word in local("next_named") for word in beside):
        ahead = day and (month, day) > (today.month, today.day)
        return today.year + (not ahead and month <= today.month)
    if beside[1] in local("this_named"):
        return today.year + (today.month - month >= _WINTER)
    if month < today.month:
        return today.year + comes_next_year(scene, start, end)
    far = month - today.month > _HALF_YEAR
    if month == today.month or _looks_ahead(scene, start, far=far) or month_comes(scene, start, end):
        return today.year
    return today.year - (not is_deadline_to_come(scene, start))


def _looks_ahead(scene: Scene, place: int, *, far: bool = False) -> bool:
    """Whether the sentence speaks of what is to come before a place, or behind one at its front that is not far: will, visitará."""
    first, last, _ = scene.bounds[scene.sentence_number(place)]
    begin = max(place - _SENTENCE, first)
    if place - first < _FRONT and not far:
        place = min(last, place + _AHEAD)
    told = comes(scene, begin, place) or would_come(scene, begin, place)
    return told or is_due(scene, begin, place) or _let_in(scene, begin, place)


def _let_in(scene: Scene, start: int, end: int) -> bool:
    """Whether a stay is allowed in a stretch, which so is to come: "approved the entry of 1,250 soldiers between July 1 and"."""
    if not glimpsed(scene, start, end, "entering"):
        return False
    allowed = next((mark for mark in scene.starting("stage", start, end) if mark.code.startswith(_ALLOWED)), None)
    return allowed is not None and glimpsed(scene, allowed.end, end, "entering")


def day_of_week(scene: Scene, mark: Mark, today: date) -> str:
    """The day that a weekday names: the last, or the next where the text says so or tells of what it will bring."""
    last = calendar.weekday_before(int(mark.code), today)
    beside = scene.word_before(mark.start)[0], scene.word_after(mark.end)[0]
    if any(word in scene.words.local("next_named") for word in beside):
        return calendar.moved(last, "week", 1) or last
    if last == today.isoformat() or not to_come(scene, mark):
        return last
    return calendar.moved(last, "week", 1) or last


def to_come(scene: Scene, mark: Mark) -> bool:
    """Whether the verb before a weekday, or behind one at the head of its sentence, is of what is to come, and none of saying."""
    first, last, _ = scene.bounds[scene.sentence_number(mark.start)]
    start, end = max(first, mark.start - _NEAR), mark.start
    if mark.start - first < _HEAD:
        start, end = mark.end, min(last, mark.end + _NEAR)
    if glimpsed(scene, start, end, "saying"):  # "said on Friday that they will arrive on Monday"
        said = [behind for word, _, behind in scene.words_between(start, end) if word in scene.words.local("saying")]
        start = said[-1] if said else start
    if not comes(scene, start, end) or glimpsed(scene, start, end, "past_verb") or _promised(scene, start, end):
        return False
    return not any(scene.starting(kind, start, end) for kind in ("announcing", "attributing"))


def _promised(scene: Scene, start: int, end: int) -> bool:
    """Whether all that speaks of what is to come in a stretch is a verb of the past: "prometió el lunes 40 tanques"."""
    endings, plans = tuple(scene.words.local("past_ending").values()), scene.starting("intending", start, end)
    if not (endings and plans) or in_future_tense(scene, start, end):
        return False
    return all(scene.text[mark.start : mark.end].endswith(endings) for mark in plans)


def year_of_season(scene: Scene, mark: Mark) -> int:
    """The year of a season named without one: "in the spring", "last summer", "el próximo verano"; 0 where none is meant."""
    led, start, _ = scene.word_before(mark.start)
    after, local = scene.word_after(mark.end)[0], scene.words.local
    if scene.day is None or after[:1].isdigit() or after in local("of_season"):
        return 0
    month, beside = int(mark.code), (led, after)
    if any(word in local("last_named") for word in beside):
        return scene.day.year - (month + 2 >= scene.day.month)
    if any(word in local("next_named") for word in beside):
        return scene.day.year + (month <= scene.day.month)
    if led in local("this_named"):
        return scene.day.year
    leads = led in local("definite_article") or led in local("year_link")
    before = scene.word_before(start)[0] if leads else led
    if before in local("meant_for"):
        return _nearest(month, scene.day, ahead=True)
    if before in local("month_in") or before in local("since"):
        return _nearest(month, scene.day, ahead=before in local("month_in") and _looks_ahead(scene, mark.start))
    return _nearest(month, scene.day, ahead=True) if before in local("by_then") and _looks_ahead(scene, start) else 0


def _nearest(month: int, day: date, *, ahead: bool) -> int:
    return day.year + (month < day.month) if ahead else day.year - (month > day.month)


def is_verb(scene: Scene, mark: Mark) -> bool:
    """Whether what could be a month is a verb of a text in capitals, which no day and no preposition tells: "KENYA MAY KEEP 12"."""
    if scene.plain[mark.start : mark.end] not in scene.words.local("month_or_verb"):
        return False
    behind, led = scene.word_after(mark.end)[0], scene.word_before(mark.start)[0]
    if not (scene.text[mark.start : mark.end].isupper() and behind.isalpha() and led.isalpha()):
        return False
    return scene.text[mark.end + 1 : mark.end + 3].isupper() and led not in scene.words.local("before_a_month")
