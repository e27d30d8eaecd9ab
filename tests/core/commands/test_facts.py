"""A mistake is taken back through the command: a step, a whole record, another entry in its place, and all of it brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
WHY = ("--reason", "登记错了")


@pytest.fixture
def agreed(line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry) -> str:
    """A dispute mediated, agreed, and half paid: positions 1 to 3."""
    number = add("disputes", dispute)
    held = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T14:00"}
    for step, entry in (
        ("mediation_session", held),
        ("agreement", dispute_steps["agreement"]),
        ("performance", {**dispute_steps["performance"], "amount": "1000.00"}),
    ):
        answer = line("step", "disputes", number, step, "--entry", line.entry(entry))
        assert answer.status == 0, answer.err
    return number


def show(line: CommandLine, number: str, kind: str = "disputes") -> Any:
    answer = line("show", kind, number)
    assert answer.status == 0, answer.err
    return answer.data


def withdraw(line: CommandLine, number: str, step: int, *more: str, kind: str = "disputes") -> Answer:
    return line("withdraw", kind, number, "--step", step, *WHY, *more)


def test_the_newest_step_is_taken_back_and_the_case_stands_as_before(line: CommandLine, agreed: str) -> None:
    answer = withdraw(line, agreed, 3)
    assert answer.status == 0, answer.err
    assert answer.data["withdrawn"] == [3]
    assert show(line, agreed)["state"] == "待履行"


def test_a_step_taken_back_stays_on_the_timeline_with_who_when_and_why(
    line: CommandLine, agreed: str
) -> None:
    withdraw(line, agreed, 3)
    timeline = show(line, agreed)["timeline"]
    assert [each["position"] for each in timeline] == [1, 2, 3]
    assert timeline[2]["withdrawn"] == {
        "at": timeline[2]["withdrawn"]["at"],
        "by": "民警甲",
        "reason": "登记错了",
    }
    assert timeline[0]["withdrawn"] is None


def test_what_rests_on_a_step_stands_in_the_way_in_order(line: CommandLine, agreed: str) -> None:
    answer = withdraw(line, agreed, 1)
    assert answer.status == 1
    assert answer.data["blocking"] == [
        {"position": 2, "title": "达成协议"},
        {"position": 3, "title": "登记履行"},
    ]
    assert [each["withdrawn"] for each in show(line, agreed)["timeline"]] == [None, None, None]


def test_what_rests_on_a_step_is_taken_back_with_it_newest_first(line: CommandLine, agreed: str) -> None:
    answer = withdraw(line, agreed, 1, "--with-later")
    assert answer.data["withdrawn"] == [3, 2, 1]
    assert answer.data["state"] == "受理"


def test_a_payment_of_one_agreement_does_not_pass_to_another(
    line: CommandLine, agreed: str, dispute_steps: Entry
) -> None:
    default = {"on": "2026-10-21", "clause": 1, "reason": "未付", "told_of_court": True}
    again = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-14T14:00"}
    for step, entry in (
        ("default", default),
        ("mediation_session", again),
        ("agreement", {**dispute_steps["agreement"], "agreed_on": "2026-10-14"}),
        ("performance", {**dispute_steps["performance"], "performed_on": "2026-10-25"}),
    ):
        answer = line("step", "disputes", agreed, step, "--entry", line.entry(entry))
        assert answer.status == 0, answer.err
    answer = withdraw(line, agreed, 4, "--with-later")
    assert answer.data["withdrawn"] == [7, 6, 5, 4]


def test_a_position_is_never_given_again(line: CommandLine, agreed: str, dispute_steps: Entry) -> None:
    withdraw(line, agreed, 3)
    line("step", "disputes", agreed, "performance", "--entry", line.entry(dispute_steps["performance"]))
    assert [each["position"] for each in show(line, agreed)["timeline"]] == [1, 2, 3, 4]


def test_deadlines_are_those_of_what_stands(line: CommandLine, agreed: str) -> None:
    before = show(line, agreed)["deadlines"]
    withdraw(line, agreed, 2, "--with-later")
    codes = {each["code"] for each in show(line, agreed)["deadlines"]}
    assert codes != {each["code"] for each in before}
    assert "LX" not in codes


def test_a_step_taken_back_is_brought_back_with_those_that_went_with_it(
    line: CommandLine, agreed: str
) -> None:
    before = show(line, agreed)
    withdraw(line, agreed, 1, "--with-later")
    answer = line("reinstate", "disputes", agreed, "--step", 2, "--reason", "撤错了")
    assert answer.status == 0, answer.err
    after = show(line, agreed)
    assert after["timeline"] == before["timeline"]
    assert after["state"] == before["state"]
    assert after["deadlines"] == before["deadlines"]


def test_another_entry_stands_in_the_place_of_a_step_and_what_came_after_holds(
    line: CommandLine, agreed: str, dispute_steps: Entry
) -> None:
    entry = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T15:00"}
    answer = line("replace-step", "disputes", agreed, "--step", 1, "--entry", line.entry(entry), *WHY)
    assert answer.status == 0, answer.err
    assert (answer.data["withdrawn"], answer.data["position"]) == ([1], 4)
    timeline = show(line, agreed)["timeline"]
    assert timeline[3]["instead_of"] == 1
    assert timeline[0]["withdrawn"]["reason"] == "登记错了"
    assert show(line, agreed)["state"] == "待履行"


def test_a_payment_mistyped_is_put_right_without_a_false_closing(
    line: CommandLine, agreed: str, dispute_steps: Entry
) -> None:
    entry = {**dispute_steps["performance"], "amount": "100.00"}
    answer = line("replace-step", "disputes", agreed, "--step", 3, "--entry", line.entry(entry), *WHY)
    assert answer.status == 0, answer.err
    timeline = show(line, agreed)["timeline"]
    assert [each["entry"]["amount"] for each in timeline if each["step"] == "performance"] == [
        "1000.00",
        "100.00",
    ]


def test_an_entry_that_carries_less_than_came_after_is_refused(
    line: CommandLine, agreed: str, dispute_steps: Entry
) -> None:
    entry = {**dispute_steps["mediation_session"], "outcome": "未达成", "held_at": "2026-10-12T14:00"}
    answer = line("replace-step", "disputes", agreed, "--step", 1, "--entry", line.entry(entry), *WHY)
    assert answer.status == 1
    assert [each["position"] for each in answer.data["blocking"]] == [2, 3]
    assert len(show(line, agreed)["timeline"]) == 3


def test_a_replacement_is_checked_like_any_entry(
    line: CommandLine, agreed: str, dispute_steps: Entry
) -> None:
    entry = {**dispute_steps["performance"], "performed_on": "2027-01-01"}
    answer = line("replace-step", "disputes", agreed, "--step", 3, "--entry", line.entry(entry), *WHY)
    assert (answer.status, answer.data["problem"]) == (1, "faulty_entry")


def test_a_ledger_row_entered_twice_is_taken_back(line: CommandLine, add: Add, example: Any) -> None:
    entry = example("activity")
    add("activities", entry)
    second = add("activities", {**entry, "note": "又录了一遍"})
    answer = line("withdraw", "activities", second, *WHY)
    assert answer.status == 0, answer.err
    assert line("list", "activities").data["total"] == 1
    assert show(line, second, "activities")["state"] == "登记已撤回"
    assert show(line, second, "activities")["fields"]["note"] == "又录了一遍"


def test_a_record_taken_back_keeps_its_number(line: CommandLine, add: Add, example: Any) -> None:
    first = add("activities", example("activity"))
    line("withdraw", "activities", first, *WHY)
    assert add("activities", {**example("activity"), "note": "另一件"}) != first


def test_a_record_taken_back_is_not_found(line: CommandLine, add: Add, dispute: Entry) -> None:
    number = add("disputes", {**dispute, "facts": "独一无二的事由"})
    line("withdraw", "disputes", number, *WHY)
    assert line("search", "独一无二").data["total"] == 0


def test_a_record_taken_back_comes_back_whole(line: CommandLine, agreed: str) -> None:
    before = show(line, agreed)
    line("withdraw", "disputes", agreed, "--with-later", *WHY)
    answer = line("reinstate", "disputes", agreed, "--reason", "撤错了")
    assert answer.status == 0, answer.err
    after = show(line, agreed)
    assert {**after, "version": 0} == {**before, "version": 0}


def test_a_record_entered_anew_is_not_there_twice(line: CommandLine, add: Add, venue: Entry) -> None:
    number = add("venues", venue)
    line("withdraw", "venues", number, *WHY)
    add("venues", venue)
    answer = line("reinstate", "venues", number, "--reason", "没错")
    assert (answer.status, "已经登记" in answer.data["message"]) == (1, True)


def test_a_record_with_steps_is_not_taken_back_unawares(line: CommandLine, agreed: str) -> None:
    answer = line("withdraw", "disputes", agreed, *WHY)
    assert answer.status == 1
    assert [each["position"] for each in answer.data["blocking"]] == [1, 2, 3]


def test_a_record_with_a_numbered_paper_is_not_taken_back(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Any
) -> None:
    number = add("disputes", dispute)
    issued = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    assert issued.status == 0, issued.err
    answer = line("withdraw", "disputes", number, *WHY)
    assert answer.status == 1
    assert answer.data["blocking"] == [{"document": issued.data["number"]}]


def test_nothing_is_done_on_a_record_that_was_taken_back(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry
) -> None:
    number = add("disputes", dispute)
    line("withdraw", "disputes", number, *WHY)
    entry = line.entry(dispute_steps["mediation_session"])
    assert line("step", "disputes", number, "mediation_session", "--entry", entry).status == 1
    assert line("amend", "disputes", number, "--entry", line.entry({"facts": "改"})).status == 1
    assert line("withdraw", "disputes", number, *WHY).status == 1


def test_an_incident_on_the_wrong_venue_gives_the_streak_back(
    line: CommandLine, add: Add, venue: Entry, example: Any
) -> None:
    steps = example("venue_steps")
    number = add("venues", venue)
    for day in range(10, 20):
        sheet = {**steps["day_sheet"], "day": f"2026-11-{day}", "category": venue["category"]}
        assert line("step", "venues", number, "day_sheet", "--entry", line.entry(sheet)).status == 0
    before = line("streaks").data
    wrong = {**steps["incident"], "at": "2026-11-18T22:00"}
    line("step", "venues", number, "incident", "--entry", line.entry(wrong))
    assert line("streaks").data != before
    assert withdraw(line, number, 11, kind="venues").status == 0
    assert line("streaks").data == before


def test_a_wrong_signature_is_put_right_without_voiding_the_notice(
    line: CommandLine, add: Add, venue: Entry, service: Entry, tmp_path: Any
) -> None:
    add("venues", venue)
    made = line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    paper = made.data["numbers"][0]
    assert line("notices", "serve", paper, "--entry", line.entry(service)).status == 0
    wrong = show(line, paper, "notices")
    position = wrong["timeline"][-1]["position"]
    assert withdraw(line, wrong["number"], position, kind="notices").data["state"] == "已签发"
    assert line("notices", "board").data["totals"]["outstanding"] == 1
    assert line("notices", "serve", paper, "--entry", line.entry(service)).status == 0


def test_a_wrong_signature_of_a_voided_notice_is_taken_back_too(
    line: CommandLine, add: Add, venue: Entry, service: Entry, tmp_path: Any
) -> None:
    add("venues", venue)
    made = line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    paper = made.data["numbers"][0]
    line("notices", "serve", paper, "--entry", line.entry(service))
    line("document", "void", paper, "--reason", "错")
    number = show(line, paper, "notices")["number"]
    answer = withdraw(line, number, 2, kind="notices")
    assert (answer.status, answer.data.get("withdrawn")) == (0, [2])


def test_the_step_that_issuing_was_is_not_taken_back(
    line: CommandLine, add: Add, venue: Entry, tmp_path: Any
) -> None:
    add("venues", venue)
    made = line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    notice = show(line, made.data["numbers"][0], "notices")
    answer = withdraw(line, notice["number"], 1, kind="notices")
    assert answer.status == 1
    assert answer.data["blocking"] == [{"document": made.data["numbers"][0]}]


def test_a_venue_with_notices_is_not_taken_back(
    line: CommandLine, add: Add, venue: Entry, tmp_path: Any
) -> None:
    number = add("venues", venue)
    line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    answer = line("withdraw", "venues", number, *WHY)
    assert answer.status == 1
    assert answer.data["blocking"][0]["kind"] == "notices"


def test_a_correction_outlives_the_step_that_is_taken_back(
    line: CommandLine, agreed: str, dispute_steps: Entry
) -> None:
    line("amend", "disputes", agreed, "--entry", line.entry({"facts": "更正过的经过"}))
    withdraw(line, agreed, 3)
    assert show(line, agreed)["fields"]["facts"] == "更正过的经过"


def test_what_a_step_set_goes_with_it(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry
) -> None:
    number = add("disputes", dispute)
    handed = {"on": "2026-11-20", "to_officer": "民警乙", "due_back": "2026-11-30", "why": "轮岗"}
    answer = line("step", "disputes", number, "hand_over", "--entry", line.entry(handed))
    assert answer.status == 0, answer.err
    assert show(line, number)["fields"]["officer"] == "民警乙"
    withdraw(line, number, 1)
    assert show(line, number)["fields"]["officer"] == "民警甲"


@pytest.mark.parametrize(
    ("words", "field"),
    [(("--reason", "  "), "reason")],
    ids=["no reason"],
)
def test_a_reason_is_asked(line: CommandLine, agreed: str, words: tuple[str, ...], field: str) -> None:
    answer = line("withdraw", "disputes", agreed, "--step", 3, *words)
    assert (answer.status, answer.data["faults"][0]["field"]) == (1, field)


def test_what_was_taken_back_is_not_taken_back_again(line: CommandLine, agreed: str) -> None:
    withdraw(line, agreed, 3)
    answer = withdraw(line, agreed, 3)
    assert (answer.status, "已由民警甲" in answer.data["message"]) == (1, True)


def test_a_position_that_is_not_there_is_unknown(line: CommandLine, agreed: str) -> None:
    assert withdraw(line, agreed, 9).data["problem"] == "unknown"


def by(line: CommandLine, officer: str, *words: object, today: str = "2026-11-21") -> Answer:
    return line.run("--data", line.folder, "--today", today, "--user", officer, *words, "--json")


def test_an_auxiliary_takes_back_his_own_of_the_day_and_no_more(
    line: CommandLine, dispute: Entry, agreed: str
) -> None:
    made = by(line, "辅警丙", "add", "disputes", "--entry", line.entry(dispute)).data["number"]
    assert by(line, "辅警丙", "withdraw", "disputes", agreed, "--step", 3, *WHY).status == 1
    later = by(line, "辅警丙", "withdraw", "disputes", made, *WHY, today="2026-11-22")
    assert later.data["problem"] == "not_permitted"
    assert by(line, "辅警丙", "withdraw", "disputes", made, *WHY).status == 0


def test_an_officer_takes_back_what_another_entered_earlier(line: CommandLine, agreed: str) -> None:
    assert (
        by(line, "民警乙", "withdraw", "disputes", agreed, "--step", 3, *WHY, today="2026-11-25").status == 0
    )


def test_what_a_leader_entered_only_a_leader_takes_back(line: CommandLine, dispute: Entry) -> None:
    made = by(line, "所长戊", "add", "disputes", "--entry", line.entry(dispute)).data["number"]
    assert by(line, "民警甲", "withdraw", "disputes", made, *WHY).data["problem"] == "not_permitted"
    assert by(line, "所长戊", "withdraw", "disputes", made, *WHY, today="2026-11-30").status == 0


def test_a_closed_month_is_told(line: CommandLine, agreed: str, tmp_path: Any) -> None:
    closed = by(
        line,
        "所长戊",
        "summary",
        "--month",
        "2026-10",
        "--close",
        "--to",
        tmp_path / "m.pdf",
        today="2026-11-02",
    )
    assert closed.status == 0, closed.err
    assert withdraw(line, agreed, 3).data["corrects_closed"] is True


def test_a_step_of_an_open_month_corrects_nothing_closed(line: CommandLine, agreed: str) -> None:
    assert withdraw(line, agreed, 3).data["corrects_closed"] is False


def test_the_audit_holds_after_taking_back(line: CommandLine, agreed: str) -> None:
    withdraw(line, agreed, 1, "--with-later")
    assert line("audit", "verify").data["ok"] is True
    assert line("check").data["ok"] is True


@pytest.fixture
def photo(tmp_path: Any) -> Any:
    from PIL import Image

    path = tmp_path / "照片.png"
    Image.new("RGB", (4, 4)).save(path)
    return path


def test_a_file_of_the_wrong_case_is_taken_back(
    line: CommandLine, add: Add, dispute: Entry, photo: Any
) -> None:
    number = add("disputes", dispute)
    added = line("attach", "disputes", number, photo).data
    answer = line("withdraw", "disputes", number, "--attachment", added["sha256"], *WHY)
    assert answer.status == 0, answer.err
    assert line("withdraw", "disputes", number, "--attachment", added["sha256"], *WHY).status == 1


def test_a_file_taken_back_can_be_added_again(
    line: CommandLine, add: Add, dispute: Entry, photo: Any
) -> None:
    number = add("disputes", dispute)
    added = line("attach", "disputes", number, photo).data
    line("withdraw", "disputes", number, "--attachment", added["sha256"], *WHY)
    assert line("attach", "disputes", number, photo).status == 0
    assert line("check").data["ok"] is True


def test_a_file_that_a_step_shows_is_not_taken_from_under_it(
    line: CommandLine, add: Add, venue: Entry, example: Any, photo: Any
) -> None:
    number = add("venues", venue)
    seen = {**example("venue_steps")["inspect"], "photos": [str(photo)]}
    line("step", "venues", number, "inspect", "--entry", line.entry(seen))
    sha = show(line, number, "venues")["timeline"][0]["entry"]["photos"][0]
    answer = line("withdraw", "venues", number, "--attachment", sha, *WHY)
    assert answer.data["blocking"] == [{"position": 1, "title": "检查"}]


def test_a_link_is_taken_back(line: CommandLine, add: Add, dispute: Entry) -> None:
    first, second = add("disputes", dispute), add("disputes", dispute)
    line("link", "disputes", first, second, "--relation", "同一事项", "--why", "一回事")
    assert line("withdraw", "disputes", second, "--link", first, *WHY).status == 0
    assert line("withdraw", "disputes", second, "--link", first, *WHY).data["problem"] == "unknown"


def test_one_thing_is_taken_back_at_a_time(line: CommandLine, agreed: str) -> None:
    assert withdraw(line, agreed, 3, "--link", "JF2026-0009").status == 2


def test_a_folder_with_a_record_taken_back_is_sound(line: CommandLine, agreed: str) -> None:
    line("withdraw", "disputes", agreed, "--with-later", *WHY)
    assert line("check").data == {"ok": True, "problems": []}
    assert line("audit", "verify").data["ok"] is True


def test_an_import_is_undone_though_a_record_of_it_was_taken_back(line: CommandLine, tmp_path: Any) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("日期,工作内容,数量\n2020.2.3,巡逻,30人次\n2020.2.4,巡逻,20人次\n", encoding="utf-8")
    made = line("import", "activities", ledger)
    assert made.status == 0, made.err
    first = line("list", "activities").data["rows"][0]["number"]
    assert line("withdraw", "activities", first, *WHY).status == 0
    undone = line("import-undo", "1", "--reason", "导错了")
    assert undone.status == 0, undone.err
    assert line("list", "activities").data["total"] == 0


def test_what_an_old_ledger_tells_of_an_end_is_put_right_on_its_own_day(
    line: CommandLine, tmp_path: Any
) -> None:
    ledger = tmp_path / "台账.csv"
    heads = "受理日期,来源,类型,处理途径,风险等级,社区,当事人,地点,事由,调解结果,办结日期"
    row = "2020.2.3,110警情,邻里,人民调解,一般,示例社区,张某、李某,3栋,噪音,调解成功,2020.2.5"
    ledger.write_text(f"{heads}\n{row}\n", encoding="utf-8")
    made = line("import", "disputes", ledger)
    assert made.status == 0, made.err
    (number,) = made.data["numbers"]
    for closed_on, day in (("2020-02-06", "2020-02-06"), (None, "2020-02-03")):
        position = show(line, number)["timeline"][-1]["position"]
        entry = line.entry({"result": "调解成功", "closed_on": closed_on, "told": "调解成功"})
        answer = line("replace-step", "disputes", number, "--step", position, "--entry", entry, *WHY)
        assert answer.status == 0, answer.err
        assert show(line, number)["timeline"][-1]["day"] == day


def test_another_entry_that_names_no_day_keeps_the_day_of_the_one_it_stands_for(
    line: CommandLine, add: Add, goods_case: Entry, example: Any
) -> None:
    number, trace = add("goods_cases", goods_case), example("goods_case_steps")["trace"]
    line("step", "goods_cases", number, "trace", "--entry", line.entry(trace), today="2026-10-20")
    entry = line.entry({**trace, "evidence": "转账记录"})
    answer = line("replace-step", "goods_cases", number, "--step", 1, "--entry", entry, *WHY)
    assert answer.status == 0, answer.err
    assert show(line, number, "goods_cases")["timeline"][-1]["day"] == "2026-10-20"
