"""更改记录 through the command: each change in words, with who, when and why, the oldest first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk.values.identity import mask_identity

if TYPE_CHECKING:
    from .conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
WHY = "本人来电更正"


@pytest.fixture
def number(add: Add, dispute: Entry) -> str:
    return add("disputes", dispute)


def history(line: CommandLine, number: str, kind: str = "disputes") -> list[Entry]:
    answer = line("history", kind, number)
    assert answer.status == 0, answer.err
    changes: list[Entry] = answer.data["changes"]
    return changes


def amend(line: CommandLine, number: str, entry: Any, *more: str, kind: str = "disputes") -> None:
    answer = line("amend", kind, number, "--entry", line.entry(entry), *more)
    assert answer.status == 0, answer.err


def words_of(change: Entry) -> tuple[str, str, str]:
    return change["label"], change["old"], change["new"]


def of_verb(changes: list[Entry], verb: str) -> list[tuple[str, str, str]]:
    return [words_of(change) for change in changes if change["verb"] == verb]


def parties(dispute: Entry, **of_the_first: Any) -> Entry:
    first, *others = dispute["parties"]
    return {"parties": [{**first, **of_the_first}, *others]}


def test_the_receipt_is_one_entry(line: CommandLine, number: str) -> None:
    (received,) = history(line, number)
    assert (received["verb"], received["by"]) == ("受理", "民警甲")
    assert "张三" in received["new"]


def test_a_correction_is_told_field_by_field_with_its_reason(line: CommandLine, number: str) -> None:
    amend(line, number, {"risk_level": "较高", "amount": "1500"}, "--reason", WHY)
    changes = history(line, number)[1:]
    assert [words_of(change) for change in changes] == [
        ("风险等级", "一般", "较高"),
        ("涉及金额", "1200.50 元", "1500.00 元"),
    ]
    assert {change["reason"] for change in changes} == {WHY}
    assert [change["field"] for change in changes] == ["risk_level", "amount"]


def test_a_correction_needs_no_reason(line: CommandLine, number: str) -> None:
    amend(line, number, {"risk_level": "较高"})
    assert history(line, number)[-1]["reason"] == ""


def test_a_field_of_a_party_is_told_by_his_name(line: CommandLine, number: str, dispute: Entry) -> None:
    amend(line, number, parties(dispute, employer="某超市"))
    assert words_of(history(line, number)[-1]) == ("当事人“张三”的工作单位和职业", "无", "某超市")
    assert history(line, number)[-1]["field"] == "parties[1].employer"


def test_a_party_who_comes_and_one_who_goes_are_told_whole(
    line: CommandLine, number: str, dispute: Entry
) -> None:
    kept, gone = dispute["parties"]
    new = {
        "role": "当事人",
        "name": "王五",
        "sex": "男",
        "id_missing_reason": "未携带",
        "phone": "13900000000",
    }
    amend(line, number, {"parties": [kept, {**gone, "role": "被侵害人"}, new]})
    ((label, old, words),) = of_verb(history(line, number), "更正")
    assert (label, old) == ("当事人“王五”", "")
    assert words.startswith("王五")
    amend(line, number, {"parties": [kept, gone]})
    assert of_verb(history(line, number), "更正")[1:] == [("当事人“王五”", words, "")]


def test_a_party_who_was_renamed_is_told_by_the_name_he_had(
    line: CommandLine, number: str, dispute: Entry
) -> None:
    amend(line, number, parties(dispute, name="张叁"))
    assert of_verb(history(line, number), "更正") == [("当事人“张三”的姓名", "张三", "张叁")]


def test_numbers_of_documents_and_phones_are_masked(line: CommandLine, number: str, dispute: Entry) -> None:
    other = "110105194912310046"
    amend(line, number, parties(dispute, id_number=other, phone="13800000009"))
    whole = line("history", "disputes", number).out
    assert other not in whole
    assert dispute["parties"][0]["id_number"] not in whole
    assert "13800000009" not in whole
    assert of_verb(history(line, number), "更正")[0][2].startswith(mask_identity(other))


def test_a_number_that_reads_the_same_masked_is_still_told_as_changed(
    line: CommandLine, number: str, dispute: Entry
) -> None:
    amend(line, number, parties(dispute, phone="13811110000"))
    ((_, old, new),) = of_verb(history(line, number), "更正")
    assert old != new


def test_rows_that_only_change_places_are_told_as_their_order(
    line: CommandLine, number: str, dispute: Entry
) -> None:
    amend(line, number, {"parties": dispute["parties"][::-1]})
    assert of_verb(history(line, number), "更正") == [
        ("当事人的顺序", "张三、阿依古丽·买买提", "阿依古丽·买买提、张三")
    ]


def test_a_quantity_is_told_with_its_unit_and_its_remainder(
    line: CommandLine, add: Add, goods_case: Entry
) -> None:
    number = add("goods_cases", goods_case)
    changed = {"goods": [{**goods_case["goods"][0], "pieces": 2000, "quantity": 40}]}
    amend(line, number, changed, kind="goods_cases")
    changes = of_verb(history(line, number, "goods_cases"), "更正")
    assert [(old, new) for _, old, new in changes] == [("46盒", "40盒"), ("2300余只", "2000余只")]


def test_a_step_is_an_entry_with_what_it_made_of_the_case(
    line: CommandLine, number: str, dispute_steps: Entry
) -> None:
    entry = line.entry(dispute_steps["mediation_session"])
    assert line("step", "disputes", number, "mediation_session", "--entry", entry).status == 0
    step, state = history(line, number)[1:]
    assert (step["verb"], step["position"], state["label"]) == ("调解", 1, "状态")
    assert (state["old"], state["new"]) == ("受理", "调解中")
    assert step["act"] == state["act"]


def test_a_field_that_a_step_filled_first_is_told(line: CommandLine, add: Add, venue: Entry) -> None:
    number = add("venues", venue)
    for grade in ("B", "B"):
        entry = line.entry({"grade": grade, "graded_on": "2026-11-20", "reason": "评定"})
        assert line("step", "venues", number, "grade", "--entry", entry).status == 0
    changes = history(line, number, "venues")
    assert [words_of(each) for each in changes if each["field"] == "grade"] == [("等级", "", "B")]


def test_what_is_taken_back_replaced_and_brought_back_is_told(
    line: CommandLine, number: str, dispute_steps: Entry
) -> None:
    session = dispute_steps["mediation_session"]
    assert line("step", "disputes", number, "mediation_session", "--entry", line.entry(session)).status == 0
    entry = line.entry({**session, "place": "社区警务室"})
    for words in (
        ("replace-step", "disputes", number, "--step", 1, "--entry", entry, "--reason", "地点写错"),
        ("withdraw", "disputes", number, "--step", 2, "--reason", "登记在别的案件"),
        ("reinstate", "disputes", number, "--step", 2, "--reason", "没有登错"),
    ):
        assert line(*words).status == 0
    changes = [
        change for change in history(line, number) if change["verb"] in ("改登记", "撤回登记", "恢复登记")
    ]
    assert [(change["verb"], change["label"], change["reason"]) for change in changes] == [
        ("改登记", "第 1 步“调解”的调解地点", "地点写错"),
        ("撤回登记", "第 2 步“调解”", "登记在别的案件"),
        ("撤回登记", "状态", "登记在别的案件"),
        ("恢复登记", "第 2 步“调解”", "没有登错"),
        ("恢复登记", "状态", "没有登错"),
    ]
    assert changes[0]["new"] == "社区警务室"
    assert changes[1]["new"] == "（已撤回）"


def test_a_case_that_was_taken_back_and_brought_back_tells_both(line: CommandLine, number: str) -> None:
    assert line("withdraw", "disputes", number, "--reason", "录重了").status == 0
    assert line("reinstate", "disputes", number, "--reason", "不是一件事").status == 0
    assert [words_of(change) for change in history(line, number)[1:]] == [
        ("状态", "受理", "登记已撤回"),
        ("状态", "登记已撤回", "受理"),
    ]


def test_an_officer_who_is_renamed_is_told_in_the_cases_that_name_him(line: CommandLine, number: str) -> None:
    answer = line("--user", "管理员己", "officers", "change", "民警甲", "--rename", "民警庚")
    assert answer.status == 0, answer.err
    change = history(line, number)[-1]
    assert (change["verb"], change["old"], change["new"]) == ("随人员改名", "民警甲", "民警庚")


def test_a_voided_paper_is_told_with_its_reason(line: CommandLine, number: str, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    answer = line("document", "issue", "disputes", number, "intake_form", "--to", target)
    assert answer.status == 0, answer.err
    paper = answer.data["number"]
    assert line("document", "void", paper, "--reason", "姓名写错").status == 0
    change = history(line, number)[-1]
    assert (change["label"].endswith(paper), change["new"], change["reason"]) == (True, "作废", "姓名写错")


def test_a_ledger_row_tells_its_quantity_and_its_change_of_unit_as_one(
    line: CommandLine, add: Add, example: Callable[[str], Entry]
) -> None:
    number = add("activities", example("activity"))
    amend(line, number, {"unit": "次", "approximate": True}, kind="activities")
    assert of_verb(history(line, number, "activities"), "更正") == [("数量", "30人次", "30余次")]


def test_a_case_that_came_in_with_a_table_tells_its_receipt_too(line: CommandLine, tmp_path: Path) -> None:
    """An import is one row of the audit for all its cases."""
    table = tmp_path / "台账.csv"
    table.write_text("日期,工作内容,数量,社区\n2020.2.3,巡逻,30人次,示例社区\n", encoding="utf-8")
    answer = line("import", "activities", table)
    assert answer.status == 0, answer.err
    (received,) = history(line, answer.data["numbers"][0], "activities")
    assert (received["by"], received["at"][:10]) == ("民警甲", "2026-11-21")


def test_history_of_a_case_that_is_not_there_is_refused(line: CommandLine) -> None:
    assert line("history", "disputes", "JF2026-0099").status == 1


def test_a_case_that_was_folded_into_another_is_told_in_both(
    line: CommandLine, number: str, add: Add, dispute: Entry
) -> None:
    other = add("disputes", {**dispute, "received_on": "2026-10-09"})
    answer = line("merge", "disputes", other, "--into", number, "--reason", "同一件事")
    assert answer.status == 0, answer.err
    gone = [change for change in history(line, other) if change["verb"] == "并入"]
    assert [(change["new"], change["reason"]) for change in gone] == [
        (number, "同一件事"),
        ("登记已并入", "同一件事"),
    ]
    (came,) = (change for change in history(line, number) if change["verb"] == "收并")
    assert (came["new"], came["reason"]) == (other, "同一件事")


def test_it_is_printed_by_itself(line: CommandLine, number: str, tmp_path: Path) -> None:
    amend(line, number, {"risk_level": "较高"}, "--reason", WHY)
    target = tmp_path / "history.pdf"
    assert line("history", "disputes", number, "--to", target).status == 0
    words = text_of(target)
    assert all(part in words for part in (f"{number}更改记录", "风险等级", "较高", WHY))


@pytest.mark.parametrize("asked", [True, False])
def test_it_is_bound_with_the_file_when_it_is_asked_for(
    line: CommandLine, number: str, tmp_path: Path, asked: bool
) -> None:
    target = tmp_path / "file.pdf"
    more = ("--with-history",) if asked else ()
    assert line("document", "dossier", "disputes", number, "--to", target, *more).status == 0
    assert (f"{number}更改记录" in text_of(target)) == asked


def text_of(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(pdf).pages).replace("\n", "")
