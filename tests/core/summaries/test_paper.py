"""What stands in the summary: its parts in order, both comparisons named, shares, lists and charts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases.part import part_of
from fengqiao_desk.documents.typesetting import (
    AttachmentMark,
    Chart,
    Heading,
    Paragraph,
    Sheet,
    Style,
    Table,
    Title,
    typeset,
)
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.problems import FaultyEntry
from fengqiao_desk.store import audit
from fengqiao_desk.summaries import days_of, parse_span, summary_sheet
from fengqiao_desk.summaries.figure_values import show_quantity
from fengqiao_desk.values.days import Period
from fengqiao_desk.values.quantities import Quantity
from tests.conftest import Desk, act_on

Entry = dict[str, Any]


@pytest.fixture
def months(desk: Desk, dispute: Entry) -> Desk:
    """Twelve disputes in October 2025, ten in September 2026 and fourteen in October 2026."""
    for month, number in (("2025-10", 12), ("2026-09", 10), ("2026-10", 14)):
        for day in range(1, number + 1):
            category = "物业" if day == 1 else "邻里"
            entry = {**dispute, "received_on": f"{month}-{day:02}", "occurred_at": None, "amount": "2500.00"}
            entry["route"] = "人民调解"
            desk.receive("disputes", {**entry, "category": category})
    return desk


def sheet(desk: Desk, name: str = "2026-10", **more: Any) -> Sheet:
    return summary_sheet(desk.station, days_of(desk.station, parse_span(name)), desk.act(), **more)


def text(paper: Sheet) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def tables(paper: Sheet) -> dict[str, Table]:
    return {block.caption: block for block in paper.blocks if isinstance(block, Table)}


def row(paper: Sheet, label: str) -> tuple[str, ...]:
    return next(cells for cells in tables(paper)["主要指标"].rows if cells[0] == label)


def close(desk: Desk, number: str, day: str, result: str) -> None:
    case = cases.load(desk.station, kind_of("disputes"), number)
    if result == "调解成功":
        clause = {"who": "张三", "to": "李四", "does": "赔礼道歉", "due_on": day, "manner": "当场履行"}
        case = desk.step(case, "agreement", {"agreed_on": day, "form": "口头", "clauses": [clause]})
    desk.step(case, "close", {"closed_on": day, "result": result})


def test_the_parts_stand_in_the_order_the_bureau_reads_them(
    months: Desk, venue: Entry, goods_case: Entry, example: Any
) -> None:
    months.receive("goods_cases", {**goods_case, "found_on": "2026-10-14"})
    months.receive("venues", {**venue, "registered_on": "2026-10-01"})
    room = months.receive("venues", {**venue, "name": "另一家", "registered_on": "2026-10-01"})
    months.step(room, "inspect", {"officers": ["民警甲", "民警乙"], "at": "2026-10-10T20:00"})
    for activity in ("配合核查人员", "张贴海报"):
        months.receive("activities", {**example("activity"), "activity": activity, "day": "2026-10-05"})
    heads = [block.text for block in sheet(months).blocks if isinstance(block, Heading)]
    assert heads == [
        *("一、总体情况", "二、矛盾纠纷排查化解", "三、登记底数", "四、场所管理与告知书送达"),
        *("五、假冒伪劣案件查处", "六、服务与防控", "七、宣传与捐赠"),
    ]


def test_both_comparisons_name_their_months(months: Desk) -> None:
    sentence = "受理纠纷14起，与9月相比增加4起，上升40.0%，与2025年10月相比增加2起，上升16.7%"
    assert sentence in text(sheet(months))


def test_a_year_is_compared_once(months: Desk) -> None:
    said = text(sheet(months, "2026"))
    assert "受理纠纷24起，与2025年相比增加12起，上升100.0%；" in said
    assert len(tables(sheet(months, "2026"))["主要指标"].head) == 5


def test_the_parts_of_a_whole_have_their_share(months: Desk) -> None:
    assert "按类型分：邻里13起（92.9%），物业1起（7.1%）。" in text(sheet(months))


def test_the_only_part_has_no_share(months: Desk) -> None:
    assert "按风险等级分：一般14起。" in text(sheet(months))


def test_a_percentage_is_compared_in_percentage_points(months: Desk) -> None:
    for number, day in (("JF2026-0011", "2026-10-20"), ("JF2026-0001", "2026-09-20")):
        close(months, number, day, "调解成功")
    close(months, "JF2026-0012", "2026-10-21", "撤回")
    paper = sheet(months)
    assert "调解成功率50.0%，与9月相比下降50.0个百分点" in text(paper)
    assert row(paper, "调解成功率")[1:4] == ("50.0%", "100.0%", "下降50.0个百分点")


def test_success_is_measured_among_what_was_finished_not_received_in_the_period(
    months: Desk, dispute: Entry
) -> None:
    months.receive("disputes", {**dispute, "received_on": "2026-11-05", "occurred_at": None})
    for number in ("JF2026-0011", "JF2026-0001"):
        close(months, number, "2026-11-10", "调解成功")
    assert "办结纠纷2起" in text(sheet(months, "2026-11"))
    assert row(sheet(months, "2026-11"), "调解成功率")[1] == "100.0%"


def test_amounts_are_told_in_ten_thousands(months: Desk) -> None:
    assert "涉及金额3.50万元，与9月相比增加1.00万元，上升40.0%" in text(sheet(months))


@pytest.mark.parametrize(("yuan", "words"), [(10_000, "1.00万元"), (9_999, "9999元")])
def test_from_ten_thousand_on_an_amount_is_in_ten_thousands(yuan: int, words: str) -> None:
    assert show_quantity(Quantity(yuan * 1000), "元") == words


def test_amounts_of_one_row_are_in_one_unit(desk: Desk, dispute: Entry) -> None:
    for day, amount in (("2026-10-05", "11600.00"), ("2026-09-05", "6400.50"), ("2025-10-05", "20.00")):
        desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None, "amount": amount})
    shown = row(sheet(desk), "涉及金额")
    assert (shown[1], shown[2], shown[4]) == ("1.16万元", "0.64万元", "不足0.01万元")


def test_a_base_of_zero_has_no_percentage(desk: Desk, dispute: Entry, example: Any) -> None:
    desk.receive("activities", {**example("activity"), "day": "2025-01-05"})
    desk.receive("disputes", {**dispute, "received_on": "2026-10-05"})
    paper = sheet(desk)
    assert "受理纠纷1起，9月为0，10月1起，增加1起" in text(paper)
    assert row(paper, "受理纠纷")[3] == "—"


def test_a_fall_to_zero_is_told(months: Desk) -> None:
    assert "受理纠纷0起，与10月相比减少14起，下降100.0%" in text(sheet(months, "2026-11"))


def test_a_rest_stays_in_the_comparison(desk: Desk, goods_case: Entry, dispute: Entry) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2025-01-05"})
    case = {**goods_case, "found_on": "2026-10-05"}
    desk.receive("goods_cases", case)
    name = goods_case["goods"][0]["name"]
    assert f"{name}2300余只，9月为0，10月2300余只，增加2300余只" in text(sheet(desk))


def test_without_records_before_it_is_said_once_and_has_no_column(desk: Desk, dispute: Entry) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-10-05"})
    paper = sheet(desk)
    assert text(paper).count("无可比数据") == 1
    assert "本台账没有9月、2025年10月的记录，无可比数据。" in text(paper)
    assert tables(paper)["主要指标"].head == ("指标", "10月", "口径")


def test_a_month_that_runs_says_that_it_cannot_be_compared(months: Desk) -> None:
    said = "11月还没有过完，数字只到2026年11月21日，与10月不能直接相比。"
    assert [said in text(sheet(months, month)) for month in ("2026-11", "2026-10")] == [True, False]


def test_open_disputes_are_listed_without_names(months: Desk) -> None:
    close(months, "JF2025-0001", "2026-10-20", "撤回")
    listed = tables(sheet(months))["期末未化解纠纷清单"]
    assert len(listed.rows) == 35
    assert listed.rows[0] == (*("JF2025-0002", "10月2日", "邻里 · 示例小区3栋", "民警甲", "受理"),)


def test_a_list_that_is_too_long_says_what_is_missing(months: Desk, dispute: Entry) -> None:
    for _ in range(5):
        months.receive("disputes", {**dispute, "received_on": "2026-10-30", "occurred_at": None})
    assert "另有1起没有列出。" in text(sheet(months))


def test_a_dispute_closed_after_the_month_was_open_at_its_end(months: Desk) -> None:
    close(months, "JF2025-0001", "2026-11-02", "撤回")
    assert row(sheet(months), "期末未化解纠纷")[1] == "36起"
    assert row(sheet(months, "2026-11"), "期末未化解纠纷")[1] == "35起"


def test_the_trend_marks_this_month_and_the_same_of_last_year(months: Desk) -> None:
    drawn = next(block for block in sheet(months).blocks if isinstance(block, Chart))
    assert drawn.title == "近13个月受理纠纷（黑色为2026年10月，斜线为2025年10月）"
    assert (drawn.values[0], drawn.values[-1], drawn.compared, drawn.highlighted) == (12, 14, 0, 12)


def test_categories_are_drawn_as_lying_bars(months: Desk) -> None:
    drawn = [block for block in sheet(months).blocks if isinstance(block, Chart) and block.lying]
    assert [(chart.title, chart.labels, chart.values) for chart in drawn] == [
        ("矛盾纠纷排查化解：按类型分", ("邻里", "物业"), (13.0, 1.0))
    ]


def test_the_paper_of_a_part_says_so(months: Desk) -> None:
    part = part_of(months.station, area="示例社区", officer="民警甲")
    paper = sheet(months, part=part)
    titles = [block.text for block in paper.blocks if isinstance(block, Title)]
    assert titles == ["逍遥津派出所2026年10月工作情况汇报（示例社区、民警甲）"]
    assert "本汇报只计示例社区、民警甲的工作，按现在的记录统计。" in text(paper)
    assert "连续零警情按全所的类别日报计算，不按社区和民警分列；" in text(paper)


def test_the_days_of_the_stations_own_month_are_said(months: Desk) -> None:
    months.station.profiles.change(
        {"month_begins": 26}, "2025-01-01", act_on(months.station, "2026-11-21", "管理员己")
    )
    paper = sheet(months)
    assert "现将2026年10月（9月26日至10月25日）工作情况汇报如下：" in text(paper)
    assert "与9月相比" in text(paper)


def test_a_title_is_not_broken_within_a_day(months: Desk) -> None:
    period = Period(date(2026, 1, 24), date(2026, 9, 8))
    (title,) = (b for b in summary_sheet(months.station, period, months.act()).blocks if isinstance(b, Title))
    assert title.text == "逍遥津派出所\n2026年1月24日至9月8日工作情况汇报"


def test_an_empty_month_says_so_and_has_no_annex(desk: Desk) -> None:
    paper = sheet(desk)
    assert "10月，本所没有登记。" in text(paper)
    assert [block for block in paper.blocks if isinstance(block, Table | Chart | AttachmentMark)] == []


def test_a_month_that_has_not_begun_says_so(months: Desk) -> None:
    assert "12月还没有开始，以下只是2026年11月21日的底数。" in text(sheet(months, "2026-12"))


def test_data_cut_and_audit_head_stand_at_the_foot(months: Desk) -> None:
    said = text(sheet(months))
    assert "以上数据截至2026年11月21日9时00分。" in said
    assert f"审计链首：{audit.verify(months.station.connections).head}" in said


def test_every_page_of_a_full_summary_can_be_set(months: Desk) -> None:
    period = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert typeset(summary_sheet(months.station, period, months.act())).pages >= 3


def test_a_report_has_no_red_head_by_itself(months: Desk) -> None:
    paper = sheet(months)
    assert (paper.style, paper.header_organ) == (Style.OFFICIAL, "")


def test_a_station_that_says_so_heads_what_it_makes_from_that_day_on(months: Desk) -> None:
    head = {"summary_head": "红色版头", "letterhead_organ": "合肥市公安局逍遥津派出所"}
    months.station.profiles.change(head, "2026-11-21", act_on(months.station, "2026-11-21", "管理员己"))
    period = Period(date(2026, 10, 1), date(2026, 10, 31))
    made = [summary_sheet(months.station, period, months.act(day)) for day in ("2026-11-20", "2026-11-21")]
    assert [paper.header_organ for paper in made] == ["", "合肥市公安局逍遥津派出所"]


def test_another_head_is_refused(months: Desk) -> None:
    with pytest.raises(FaultyEntry, match="汇报版头只能选"):
        months.station.profiles.change(
            {"summary_head": "文件"}, "2026-10-01", act_on(months.station, "2026-11-21", "管理员己")
        )
