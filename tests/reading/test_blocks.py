"""Blocks of plain text: what is one paragraph, and what is a heading, an item, a row."""

from __future__ import annotations

import pytest

from cuaderno.reading.blocks import blocks_of
from cuaderno.reading.document import HEADING, ITEM, PARAGRAPH, ROW
from cuaderno.reading.plain import text_document

NOTICE = """\
DEPARTMENT OF DEFENSE

Office of the Secretary

SUMMARY: The Department is publishing unclassified text of an arms sales{}
notification.

    (i) Prospective Purchaser: Government of Ruritania
    (ii) Total Estimated Value:

Major Defense Equipment *...............  $ 0
Other...................................  $280 million
                                         -------------------------------
  TOTAL.................................  $280 million

    Funding Source: Foreign Military Financing (FMF)
    (iii) Description and Quantity or Quantities of Articles or{}
Services under Consideration for Purchase:

Non-Major Defense Equipment:
    The following items will be included: Ku band multi-
function radars; spare and repair parts; special tools and related

[[Page 20140]]

elements of logistics and program support. The estimated total cost is{}
$280 million.
    The proposed sale will not alter the basic military balance in the{}
region.

[FR Doc. 2026-07278 Filed 4-14-26; 8:45 am]
""".replace("{}", " ")  # the blanks at the ends of lines are as published


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, " ".join(text[one.start : one.end].split())) for one in blocks_of(text)]


def test_a_notice_broken_by_hand() -> None:
    found = kinds(NOTICE)
    assert found[:6] == [
        (HEADING, "DEPARTMENT OF DEFENSE"),
        (HEADING, "Office of the Secretary"),
        (PARAGRAPH, "SUMMARY: The Department is publishing unclassified text of an arms sales notification."),
        (ITEM, "(i) Prospective Purchaser: Government of Ruritania"),
        (HEADING, "(ii) Total Estimated Value:"),
        (ROW, "Major Defense Equipment *............... $ 0"),
    ]
    assert [kind for kind, _ in found].count(ROW) == 3
    said = {text[:20]: kind for kind, text in found}
    assert said["Funding Source: Fore"] == PARAGRAPH
    assert said["Non-Major Defense Eq"] == HEADING
    whole = next(text for _, text in found if text.startswith("The following items"))
    assert whole.endswith("elements of logistics and program support. The estimated total cost is $280 million.")
    assert found[-2] == (PARAGRAPH, "The proposed sale will not alter the basic military balance in the region.")
    assert found[-1] == (PARAGRAPH, "[FR Doc. 2026-07278 Filed 4-14-26; 8:45 am]")


def test_a_fact_sheet_of_one_line_a_paragraph() -> None:
    long = "The United States provides security assistance to promote stability in the region and beyond it, year after year, everywhere."
    text = f"Security Assistance\n\n{long}\n{long}\n\nThe package includes:\n\n- 800 systems;\n- 2,000 rifles; and\n\nWhat is next?\n\n{long}\n"
    assert [kind for kind, _ in kinds(text)] == [
        HEADING,
        PARAGRAPH,
        PARAGRAPH,
        PARAGRAPH,
        ITEM,
        ITEM,
        HEADING,
        PARAGRAPH,
    ]


def test_a_wire_in_capitals_broken_by_hand() -> None:
    line = "THE STATE DEPARTMENT NOTIFIED CONGRESS ON MONDAY OF A POSSIBLE SALE OF"
    text = f"US SELLS ARMS\n\n{line}\n{line}\n{line}\n{line}\n{line}\nMISSILES.\n\nIT ENDS HERE."
    assert kinds(text)[1][1].count("CONGRESS") == 5
    assert kinds(text)[1][1].endswith("MISSILES.")


@pytest.mark.parametrize(
    "line",
    [
        "Bogotá, 12 de julio de 2012",
        "March 11, 2021",
        "Media Contact: a@b.gov and more",
        "“We applaud them”",
        "[Notices]",
    ],
)
def test_what_looks_short_and_is_no_heading(line: str) -> None:
    text = f"Title of it\n\n{line}\n\nThe text goes on here and says what it says."
    assert kinds(text)[1] == (PARAGRAPH, line)


def test_headings_of_markdown_and_the_last_line() -> None:
    text = "# One\n\nSaid.\n\n### Two\n\nSaid again.\n\nMinistry Of Defence"
    found = blocks_of(text)
    assert [(one.kind, one.level) for one in found] == [
        (HEADING, 1),
        (PARAGRAPH, 0),
        (HEADING, 3),
        (PARAGRAPH, 0),
        (PARAGRAPH, 0),
    ]


def test_a_table_with_tabs_or_bars() -> None:
    assert [kind for kind, _ in kinds("Year\tAmount\n2019\t$38 million\n| 2020 | $40 |\n|---|---|\n")] == [
        ROW,
        ROW,
        ROW,
    ]


def test_prose_with_two_blanks_after_a_stop_is_no_table() -> None:
    assert kinds("He said so.  They left.")[0][0] == PARAGRAPH


def test_a_page_mark_between_two_paragraphs_parts_them() -> None:
    text = "The one ends here.\n\n[[Page 12]]\n\nThe other begins."
    assert [said for _, said in kinds(text)] == ["The one ends here.", "The other begins."]
    text = "The one goes on with\n\n[[Page 12]]\n\nsmall letters."
    assert [said for _, said in kinds(text)] == ["The one goes on with [[Page 12]] small letters."]


def test_part_of_a_text() -> None:
    text = "SOURCE: a\nThe title\n\nThe text."
    assert [(one.start, one.end) for one in blocks_of(text, 10)] == [(10, 19), (21, 30)]


def test_digits_that_say_a_number_again_begin_no_item() -> None:
    text = (
        "The Congress was notified by the certification of the possible\n"
        "sale, under the Arms Export Control Act, of one hundred eighty-three\n"
        "(183) vehicles for the army of the country, with the spare parts\n"
        "and with the training that the government has asked for in its\n"
        "letter of the year before and for which it has since paid."
    )
    assert len(blocks_of(text)) == 1


TELEGRAM = """CONFIDENTIAL
PAGE 01 STATE 123456
12
ORIGIN EA-09
P 101530Z FEB 77
FM SECSTATE WASHDC
TO AMEMBASSY SUVA PRIORITY
SUBJECT: PATROL BOATS FOR FIJI
1. THE MINISTER TOLD THE CHARGE ON MONDAY THAT FIJI HAD
ASKED FOR THREE PATROL BOATS AND FOR TRAINING OF THEIR
CREWS. HE ADDED THAT AUSTRALIA HAD OFFERED TO PAY FOR THE
CONFIDENTIAL
CONFIDENTIAL
PAGE 02 STATE 123456
THIRD BOAT IF THE FIRST TWO WERE GIVEN AS A GRANT. THE
EMBASSY SHOULD SAY THAT NO DECISION HAS YET BEEN TAKEN.
2. SHE REPLIED THAT SHE WOULD REPORT WHAT SHE HAD BEEN TOLD
AND THAT THE PROGRAM OF THE YEAR HAD ALREADY BEEN FIXED.
3. DEPARTMENT WILL INFORM POST OF FURTHER STEPS.
"""


def test_pages_of_a_telegram_meet_amid_a_sentence() -> None:
    flow = text_document(TELEGRAM).flow.text
    assert "HAD ASKED FOR THREE PATROL BOATS" in flow
    assert "OFFERED TO PAY FOR THE THIRD BOAT IF THE FIRST TWO" in " ".join(flow.split())
    assert "PAGE 0" not in flow
    assert not flow.strip().startswith("12")


def test_lines_run_together_do_not_widen_a_text_in_capitals() -> None:
    head, rest = TELEGRAM.split("1. THE MINISTER")
    odd = "THE AMBASSADOR SAID THAT SHE WOULD REPORT AND THAT THE MINISTRY OF DEFENCE COULD COUNT ON A QUICK ANSWER"
    assert "HAD ASKED FOR THREE" in text_document(f"{head}1. {odd}\n{odd}\n2. THE MINISTER{rest}").flow.text


def test_the_mark_of_an_item_alone_goes_on_with_its_text() -> None:
    text = "The Secretary approved the following actions:\n\n1)\nMilitary Programs\na)\nDelivery of three boats.\nb)\nA program of $2 million.\n"
    assert kinds(text)[1:] == [
        (ITEM, "1) Military Programs"),
        (ITEM, "a) Delivery of three boats."),
        (ITEM, "b) A program of $2 million."),
    ]


def test_numbered_paragraphs_show_how_wide_a_text_in_capitals_is() -> None:
    routing = "\n".join(f"INFO AMEMBASSY POST {number}" for number in range(30))
    head, rest = TELEGRAM.split("SUBJECT")
    assert "HAD ASKED FOR THREE PATROL" in text_document(f"{head}{routing}\nSUBJECT{rest}").flow.text
