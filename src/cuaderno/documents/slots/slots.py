"""Filling the slots of figures: programme, stage, provider, recipient, universe; each filling records its rule."""

from __future__ import annotations

from itertools import groupby

from cuaderno.documents.amounts.terms import TERM
from cuaderno.documents.draft import Draft
from cuaderno.documents.scene import Scene
from cuaderno.documents.sentence import Sentence
from cuaderno.documents.slots.antecedent import antecedent, bare_cost, taken_up_noun
from cuaderno.documents.slots.apportioning import apportioned, take_share
from cuaderno.documents.slots.arms_exports import date_exports
from cuaderno.documents.slots.asked import are_own_money, is_named_here
from cuaderno.documents.slots.carrying import carried_programme, near, taken_up
from cuaderno.documents.slots.context import Context
from cuaderno.documents.slots.fitting import fitting
from cuaderno.documents.slots.given import fill_parties
from cuaderno.documents.slots.implied import IMPLIED, TAUGHT
from cuaderno.documents.slots.item_topics import of_the_item
from cuaderno.documents.slots.lead import Lead, lead_of
from cuaderno.documents.slots.learners_abroad import learn_there
from cuaderno.documents.slots.losses import are_lost
from cuaderno.documents.slots.meaning import NO_STAGE, OF_ITS_PART, Governing
from cuaderno.documents.slots.missions_joined import join_its_programme
from cuaderno.documents.slots.overruling import told_otherwise
from cuaderno.documents.slots.own_funds import OWN
from cuaderno.documents.slots.papers import of_what_holds_it
from cuaderno.documents.slots.parsed import USA, Parsed
from cuaderno.documents.slots.payments import HELD, contract_has
from cuaderno.documents.slots.programmes_of import Found, assign
from cuaderno.documents.slots.roles import BARE
from cuaderno.documents.slots.spending_reports import lay_out_for_themselves
from cuaderno.documents.slots.stages_of import govern
from cuaderno.documents.slots.staging import carried_stage
from cuaderno.documents.slots.surroundings import of_the_notice
from cuaderno.documents.slots.united import unite
from cuaderno.documents.slots.whereabouts import are_there
from cuaderno.documents.slots.windows import date_shares
from cuaderno.documents.slots.worth_before import cost_of_things, cost_of_works, only_sums_up, worth_of_those_before
from cuaderno.documents.times.period_filling import is_as_of
from cuaderno.statements.claim import FIGURES, MONEY, PERSONNEL, QUANTITY

_DONE = frozenset(("provided", "delivered", "disbursed", "spent", "completed"))
"""The stages of what adds up over time."""
_LISTED = ("said before the list", "taken up by its words", "as the figure before")
"""The rules by which a list or a definite noun gives its stage to goods."""
_UNSURE = frozenset(("intent", "conditional", "negated"))
_SUBJECT = 16
"""Characters before a verb in which its pronoun is looked for."""


def fill_all(scene: Scene, drafts: list[Draft]) -> None:
    """Fill the slots of all figures of a text; drafts of other kinds are left alone, and so is a slot that is filled."""
    figures = [draft for draft in drafts if draft.kind in FIGURES]
    if not figures:
        return
    figures.sort(key=_place)
    context = Context(scene, figures[0].anchor[0])
    terms = TERM in scene.notes
    for number, members in groupby(figures, lambda draft: scene.sentence_number(draft.anchor[0])):
        sentence, told = scene.sentence(number), list(members)
        if terms:
            _fill_with_terms(context, sentence, told)
        else:
            _fill_sentence(context, context.parsed(sentence, told), told)


def _fill_with_terms(context: Context, sentence: Sentence, told: list[Draft]) -> None:
    """The same where terms may stand among them, adjectives that part no clauses and are taken up by nobody."""
    lasting = [draft for draft in told if draft.rules[0] == TERM]
    counted = [draft for draft in told if draft not in lasting] or lasting
    _fill_sentence(context, context.parsed(sentence, counted), counted)
    if lasting and counted is not lasting:
        _fill_sentence(context, Parsed(sentence, context.plain, context.small, lasting), lasting, keep=False)


def fill(draft: Draft, sentence: Sentence) -> None:
    """Fill the slots of one figure that stands alone in its text."""
    fill_all(sentence.scene, [draft])


def _place(draft: Draft) -> tuple[int, int]:
    return draft.anchor


def _fill_sentence(context: Context, parsed: Parsed, drafts: list[Draft], *, keep: bool = True) -> None:
    programmes = assign(parsed)
    lead = lead_of(context, parsed.sentence, drafts[0])
    for number, draft in enumerate(drafts):
        governing = govern(parsed, number)
        _programme(context, parsed, number, programmes, lead)
        if lead is None and (whole := apportioned(context, parsed, number, governing)) is not None:
            take_share(draft, whole)
        _stage(context, parsed, number, governing, lead)
        _promise_goods(draft)
        _reckon_up(draft)
        fill_parties(context, parsed, number, governing, lead)
        join_its_programme(parsed, draft)
        lay_out_for_themselves(draft)
        date_exports(context, draft)
        date_shares(context, draft)
        _let_go(context, draft)
        if draft.stage is None and learn_there(draft):
            draft.filled("stage", "provided", "learners abroad")
        elif are_there(parsed, number, governing):
            draft.filled("stage", "deployed", "people of one country with another")
        own = f"provider: {OWN}" in draft.rules
        if draft.programme is not None and draft.provider and draft.provider == draft.recipient and not own:
            _by_the_programme(draft, draft.programme)
        if draft.kind == MONEY:
            _universe(parsed, number)
        if parsed.civil:
            _civil(parsed, number)
        if keep:
            context.remember(draft)
    if len(drafts) > 1:
        unite(drafts)


def _programme(context: Context, parsed: Parsed, number: int, found: Found, lead: Lead | None) -> None:
    draft = parsed.anchors[number].draft
    if draft.programme is not None or draft.fleet:
        return
    if not parsed.parties and are_lost(parsed, number):
        return
    if mine := found[number]:
        draft.filled("programme", *mine)
    elif number in parsed.several and draft.kind == MONEY:
        draft.mark("several_programmes", "joined, as one sum")
    elif lead is not None and (lead.programme or lead.listed):
        if lead.programme and not _own_deed(parsed, number):
            draft.filled("programme", lead.programme, "named before the list")
        elif carried := (
            ((number and taken_up(context, parsed, number)) or of_the_item(context, parsed, number))
            or of_the_notice(context, parsed, number)
        ):
            draft.filled("programme", *carried)
    elif carried := carried_programme(context, parsed, number):
        draft.filled("programme", *carried)


def _by_the_programme(draft: Draft, programme: str) -> None:
    """Let a programme's own donor give what a country got under it and is told to send or to use: "received IMET funds to send 15 officers"."""
    giver = IMPLIED.get(programme, (USA, ""))[0]
    if giver and giver not in draft.provider:
        draft.filled("provider", (giver,), "the programme's own, as nobody gives to oneself")


def _let_go(context: Context, draft: Draft) -> None:
    """Take a programme of the United States that was only carried into a figure from what another country gives, or from the
    people that its receiver sends."""
    if draft.programme is None or not draft.provider or USA in draft.provider:
        return
    if IMPLIED.get(draft.programme, (USA, ""))[0] != USA or is_named_here(draft):
        return
    told = context.by_programme.get(draft.programme)
    receiver = told.recipient if told is not None else context.own
    own_money = draft.kind == MONEY and (
        are_own_money(draft.unit, draft.provider) or "recipient: own spending" in draft.rules
    )
    if draft.kind != PERSONNEL and not own_money and set(draft.provider) <= set(receiver):
        return
    draft.programme = None
    draft.rules = [rule for rule in draft.rules if not rule.startswith("programme: ")]


def _own_deed(parsed: Parsed, number: int) -> bool:
    """Whether an item of a list is a sentence of its own: "Washington will deliver four patrol boats"."""
    here = parsed.anchors[number]
    verbs = (v for v in parsed.verbs if v.end <= here.start and v.form != "noun")
    return any(p.role == BARE and not p.aid and p.end <= verb.start for verb in verbs for p in parsed.parties)


def _stage(context: Context, parsed: Parsed, number: int, governing: Governing | None, lead: Lead | None) -> None:
    draft = parsed.anchors[number].draft
    if draft.stage is not None or (governing is not None and _tells_nothing(governing)) or are_lost(parsed, number):
        return
    listed = _before_the_list(lead, draft) if lead is not None else None
    if listed == "intent" and context.notice and draft.kind != PERSONNEL:
        listed = "notified"  # "Articles under consideration:"
    if lead is not None and lead.promises and (governing is None or governing.verb.form == "base"):
        draft.filled("stage", "announced", "promised before the list")
    elif told := told_otherwise(context, parsed, number, governing, listed):
        draft.filled("stage", *told)
    elif governing is not None and _says(parsed, governing) and not _rises_to(parsed, number, governing):
        draft.filled("stage", fitting(parsed, governing, draft), governing.rule)
        if governing.negated:
            draft.mark("negated", "negation before the verb")
    elif listed:
        draft.filled("stage", listed, "said before the list")
    elif found := _around(context, parsed, number, governing):
        draft.filled("stage", *found)


def _reckon_up(draft: Draft) -> None:
    """Open the period of what has been done up to a day or month, and not in it: "As of May 2019, the Army had received 40 trucks"."""
    fine = draft.period_start is not None and len(draft.period_start) > len("2019")
    if fine and is_as_of(draft) and draft.stage in _DONE and draft.period_start == draft.period_end:
        draft.period_start, draft.measure_kind = None, None
        draft.mark("cumulative", "up to a day")


def _promise_goods(draft: Draft) -> None:
    """Let goods of a drawdown be announced by the leave to draw them, of which they only are the list."""
    listed = any(f"stage: {rule}" in draft.rules for rule in _LISTED)
    if draft.kind == QUANTITY and draft.stage == "authorised" and listed:
        draft.filled("stage", "announced", "goods of what is authorised")


def _tells_nothing(governing: Governing) -> bool:
    """Whether a word that governs a figure leaves its stage open: what only would be, or is said of its part."""
    return governing.stage == NO_STAGE or governing.rule.startswith(OF_ITS_PART)


def _before_the_list(lead: Lead, draft: Draft) -> str | None:
    """The stage that a list's lead-in gives its items."""
    own = lead.governing is not None and lead.stage == lead.governing.stage
    return fitting(lead.parsed, lead.governing, draft) if own and lead.governing is not None else lead.stage


def _around(context: Context, parsed: Parsed, number: int, governing: Governing | None) -> tuple[str, str] | None:
    """The stage that the words of a sentence take up, that a weak verb of it says, or that the text carries into it."""
    draft = parsed.anchors[number].draft
    if draft.rules[0] == TERM and governing is None:
        return ("active", "what runs for a term") if _UNSURE.isdisjoint(draft.marks) else None
    if contract_has(parsed, number):
        return HELD
    taken = antecedent(context, parsed, draft.anchor[0]) if not number else None
    told = governing is not None and governing.stage in _DONE and governing.verb.form == "noun"
    if taken is not None and taken.stage and not (told and taken.stage in _DONE):
        sent = draft.kind == PERSONNEL and taken.stage == "delivered"
        return "deployed" if sent else taken.stage, "taken up by its words"
    if (worth := worth_of_those_before(context, parsed, number, governing)) is not None:
        return worth
    if governing is None or _rises_to(parsed, number, governing):
        carried = carried_stage(context, parsed, number) or cost_of_things(context, parsed, number)
        return carried or of_what_holds_it(parsed, number)
    if number and (stage := _shared_weak(context, parsed, number, governing)):
        return stage, "as the figure before"
    if not number and (stage := _of_them(context, parsed, governing)):
        return stage, "taken up by its words"
    if (works := cost_of_works(parsed, number, governing.verb)) is not None:
        return works
    if draft.kind == PERSONNEL and only_sums_up(parsed, governing.verb):
        return carried_stage(context, parsed, number)
    return fitting(parsed, governing, draft), governing.rule


def _rises_to(parsed: Parsed, number: int, governing: Governing) -> bool:
    """Whether a sum is the total that the figure before brings about: "30 million more, by which the aid would rise to 360"."""
    if not parsed.links:
        return False
    since = parsed.anchors[number - 1].end if number else parsed.end
    until = parsed.anchors[number].start
    return any(m.code == "total" and since <= m.start and governing.verb.end <= m.start < until for m in parsed.links)


def _says(parsed: Parsed, governing: Governing) -> bool:
    """Whether the word that governs a figure says its stage by itself, and does not rather take one up."""
    taken = bare_cost(parsed, governing.verb) or taken_up_noun(parsed, governing.verb)
    return governing.verb.form != "weak" and governing.stage != "held" and not taken


def _shared_weak(context: Context, parsed: Parsed, number: int, governing: Governing) -> str | None:
    """The stage of the figure before, where both depend on one weak verb, or this one is its total: "the cost comes to 9 million, including 2 for
    parts", "pledged 5 million in 2015 and 6 in 2016, totaling 11"."""
    if context.last is not None and taken_up_noun(parsed, governing.verb):
        return context.last.stage
    if governing.verb.form != "weak" or context.last is None:
        return None
    before, total = parsed.anchors[number - 1], parsed.anchors[number].draft
    adjoins = parsed.gap(before.end, governing.verb.start)[-1:] == [","]  # "…, totaling 11", and no subject of its own
    summed = adjoins and "total" in total.marks and before.draft.kind == total.kind
    return context.last.stage if summed or governing.verb.end <= before.start else None


def _of_them(context: Context, parsed: Parsed, governing: Governing) -> str | None:
    """The stage of the figure before, where a pronoun is the subject of a weak verb: "the year before, they had reached"."""
    last = context.last
    if last is None or governing.verb.form != "weak" or not near(context, parsed, last):
        return None
    before = parsed.gap(max(parsed.start, governing.verb.start - _SUBJECT), governing.verb.start)
    subject = next((word for word in reversed(before) if word not in parsed.small.aux), "")
    return last.stage if subject in parsed.small.it else None


def _universe(parsed: Parsed, number: int) -> None:
    """A set of programmes named by its words: behind the figure, else before it, and never beside a programme."""
    draft = parsed.anchors[number].draft
    if draft.programme is not None or draft.universe is not None or not parsed.universes:
        return
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    start = parsed.anchors[number - 1].end if number else parsed.start
    after = [m for m in parsed.universes if here.end <= m.start < until]
    before = [m for m in parsed.universes if start <= m.start and m.end <= here.start]
    mark = after[0] if after else before[-1] if before else None
    if mark is not None:
        draft.filled("universe", mark.code, "named with the figure")


def _civil(parsed: Parsed, number: int) -> None:
    here, until = parsed.anchors[number], parsed.next_anchor(number)
    if not any(here.end <= m.start < until for m in parsed.civil):
        return
    if here.draft.provider and here.draft.provider == here.draft.recipient and here.draft.unit == "percent":
        return  # what a country spends on its own defence: "2.9 percent of GDP"
    learning = any(v.frame in ("train", "attend") and here.end <= v.start < until for v in parsed.verbs)
    learning = learning or learn_there(here.draft)
    if (learning or here.draft.programme in TAUGHT) and here.draft.kind == PERSONNEL:
        return  # "370 officers have graduated from U.S. schools"
    if not any(w in parsed.small.security for w in parsed.gap(here.end, until)):
        here.draft.mark("civil", "no security matter")
