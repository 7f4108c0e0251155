"""The commitments of a place as of a day, asked of the table that the project keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from cuaderno.errors import NoAnswer, QuestionError, UnknownName
from cuaderno.ledger.build import Facts, take_in
from cuaderno.ledger.commitments import Group, Standing, changed, relation_snapshots
from cuaderno.ledger.editions import own_tables
from cuaderno.ledger.ledger import Ledger
from cuaderno.ledger.store import Store
from cuaderno.sources.card import load_card, own_table
from cuaderno.statements.locator import parse_locator
from cuaderno.statements.relation import relation_type


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("kept")
    take_in("commitments", own_table(load_card("commitments")), target)
    return target


@pytest.fixture(scope="module")
def ledger(directory: Path) -> Ledger:
    return Ledger(Store([directory]))


def group(ledger: Ledger, place: str, kind: str, day: str, partner: str = "") -> Group:
    return ledger.commitments(place, kind=kind, as_of=day, partner=partner).groups[0]


def one(ledger: Ledger, place: str, kind: str, day: str, title: str) -> Standing:
    (found,) = (each for each in group(ledger, place, kind, day).relations if title in each.relation.title_en)
    return found


@pytest.mark.parametrize(
    ("day", "count", "unverified_days"),
    [("2015-01-01", 15, {"KWT"}), ("2023-01-01", 18, {"KWT", "QAT"}), ("2026-03-01", 21, {"KWT", "QAT"})],
)
def test_major_non_nato_allies_taiwan_apart(ledger: Ledger, day: str, count: int, unverified_days: set[str]) -> None:
    allies, treated = ledger.commitments("USA", kind="MNNA", as_of=day).groups
    assert (allies.type.code, len(allies.binding)) == ("MNNA", count)
    assert (treated.beside, [each.relation.partner.code for each in treated.binding if each.relation.partner]) == (
        "MNNA",
        ["TWN"],
    )
    told = {
        each.relation.partner.code for each in allies.binding if each.relation.partner and each.state.day_unverified
    }
    assert told == unverified_days
    assert not any(each.state.unverified for each in allies.binding)


@pytest.mark.parametrize(
    ("day", "status"),
    [("2012-07-05", "not_yet"), ("2012-07-06", "in_force"), ("2022-07-06", "leaving"), ("2022-09-22", "leaving"), ("2022-09-23", "ended")],
)  # fmt: skip
def test_afghanistan_from_its_designation_to_its_end(ledger: Ledger, day: str, status: str) -> None:
    assert one(ledger, "USA", "MNNA", day, "Afghanistan").state.status == status


def test_announced_is_not_designated(ledger: Ledger) -> None:
    assert one(ledger, "Colombia", "MNNA", "2022-05-22", "Colombia").state.status == "pending"
    assert one(ledger, "Colombia", "MNNA", "2022-05-23", "Colombia").state.status == "in_force"


def test_the_defence_cooperation_agreement_on_its_two_days(ledger: Ledger) -> None:
    signed = one(ledger, "COL", "DCA", "2009-10-30", "SACTA").state
    assert (signed.status, signed.view) == ("in_force", "USA")
    struck = one(ledger, "COL", "DCA", "2010-08-18", "SACTA").state
    assert (struck.status, struck.view, struck.binds) == ("no_effect", "COL", False)
    assert "signed" in struck.conflicts  # the Library of Congress prints 2008


def test_rival_dates_of_venezuelas_exit_are_both_kept(ledger: Ledger) -> None:
    found = one(ledger, "Venezuela", "TIAR", "2014-06-01", "Venezuela")
    assert found.state.status == "uncertain"
    assert {row.date for row in found.relation.stages if row.stage == "terminated"} == {"2013", "2015"}


def test_one_voyage_two_umbrellas(ledger: Ledger) -> None:
    rivals = [
        each
        for each in group(ledger, "COL", "MISSION", "2015-08-20").relations
        if "7 de Agosto" in each.relation.title_en
    ]
    assert {each.relation.partner.code for each in rivals if each.relation.partner} == {"NATO", "EU"}
    assert all(any("ne deployment" in row.note_en for row in each.relation.stages) for each in rivals)


def test_announced_is_not_executed(ledger: Ledger) -> None:
    assert one(ledger, "COL", "AID_MEASURE", "2025-12-01", "October 2025").state.status == "not_carried_out"
    assert one(ledger, "COL", "AID_MEASURE", "2025-01-22", "January 2025").state.status == "pending"
    assert one(ledger, "COL", "CERTIFICATION", "2025-10-01", "2025").state.status == "waived"
    assert one(ledger, "COL", "CERTIFICATION", "1997-12-31", "1997").state.status == "determined"


def test_nato_grew(ledger: Ledger) -> None:
    counts = [
        len(group(ledger, "NATO", "MEMBERSHIP", day).binding) for day in ("1950-01-01", "2000-01-01", "2025-01-01")
    ]
    assert counts == [12, 19, 32]


def test_everything_of_a_place_by_type_without_events(ledger: Ledger) -> None:
    answer = ledger.commitments("Colombia")
    codes = [each.type.code for each in answer.groups]
    assert len(codes) == len(set(codes))
    assert set(codes) >= {
        "MNNA",
        "COLLECTIVE_SECURITY",
        "MEMBERSHIP",
        "PARTNERSHIP",
        "PTEC",
        "LICENCE",
        "MISSION",
        "TRAINING",
    }
    assert {relation_type(code).kind for code in codes} == {"commitment"}
    assert (answer.as_of, answer.stated) == ("2026-11-22", False)


def test_a_partner_narrows(ledger: Ledger) -> None:
    held = [
        each.relation for kind in ledger.commitments("Colombia", partner="Israel").groups for each in kind.relations
    ]
    assert held
    assert all({each.party.code, each.partner.code if each.partner else ""} == {"COL", "ISR"} for each in held)


def test_what_is_asked_wrongly_is_said(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="Colombia"):
        ledger.commitments("Colombai")
    with pytest.raises(UnknownName) as caught:
        ledger.commitments("Colombia", kind="MNA")
    assert "MNNA" in caught.value.near
    with pytest.raises(UnknownName):
        ledger.commitments("Colombia", partner="Isreal")
    for kind in (",", " , "):
        with pytest.raises(QuestionError, match="names no type"):
            ledger.commitments("Colombia", kind=kind)
    for day in ("2015", "yesterday", "2015-02-30"):
        with pytest.raises(QuestionError, match="not a day"):
            ledger.commitments("Colombia", as_of=day)


def test_what_is_not_held_is_no_answer(ledger: Ledger) -> None:
    with pytest.raises(NoAnswer, match="does not mean that there is none"):
        ledger.commitments("Vanuatu")
    with pytest.raises(NoAnswer, match="no CHIEF_OF_MISSION of COL"):
        ledger.commitments("Colombia", kind="chief of mission")


def test_every_fact_carries_its_reference_and_only_unverified_ones_have_none_seen(ledger: Ledger) -> None:
    for place in ("USA", "COL", "NATO", "OAS", "OECD", "TIAR"):
        for kind in ledger.commitments(place).groups:
            for each in kind.relations:
                for row in each.relation.stages:
                    assert row.reference
                    assert not row.reference.startswith("No source seen") or row.evidence == "unverified"
                    assert not row.note_en or row.note_es
                    assert parse_locator(row.locator)


def test_a_citation_opens_with_all_stages_and_the_table_at_hand(ledger: Ledger) -> None:
    cited = one(ledger, "Colombia", "MNNA", "2023-01-01", "Colombia").citation
    found = ledger.cite_relation(cited)
    assert found is not None
    assert (found.held, found.newest, found.others) == (True, True, ())
    assert {row.stage for row in found.relation.stages} == {"announced", "designated"}
    assert ledger.cite_relation(cited.partition("@")[0]) == found
    assert ledger.cite_relation("0123456789abcdef") is None
    with pytest.raises(NoAnswer, match="is not in a snapshot aaaaaaaaaaaa"):
        ledger.cite_relation(f"{cited.partition('@')[0]}@aaaaaaaaaaaa")


def test_a_newer_table_answers_and_the_older_stays_citable(directory: Path, tmp_path: Path) -> None:
    text = own_table(load_card("commitments")).read_text(encoding="utf-8")
    newer = tmp_path / "commitments.csv"
    newer.write_text(text.replace("Air & Space Forces Magazine, Done Deal", "Another magazine"), encoding="utf-8")
    target = tmp_path / "ledger"
    old = take_in("commitments", own_table(load_card("commitments")), target).snapshot
    new = take_in("commitments", newer, target, Facts(as_of="2027-01-01")).snapshot
    store = Store([target])
    assert [each.snapshot for each in relation_snapshots(store)] == [new.snapshot]
    placed = {each.snapshot: each for each in store.manifest.snapshots}
    added, withdrawn, same = changed(store, placed[old.snapshot], placed[new.snapshot])
    assert (added, withdrawn) == (2, 2)
    assert same > 400
    cited = Ledger(store).commitments("COL", kind="DCA", partner="USA").groups[0].relations[0].citation
    found = Ledger(store).cite_relation(f"{cited.partition('@')[0]}@{old.snapshot}")
    assert found is not None
    assert (found.newest, found.others) == (False, (cited,))
    assert directory.exists()


def test_the_kept_table_needs_no_file_from_outside() -> None:
    assert ("commitments", own_table(load_card("commitments"))) in own_tables()
    assert load_card("commitments").publications == ()
