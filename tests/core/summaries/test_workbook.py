"""The summary as a workbook: numbers are numbers, percentages percentages, no text is a formula, no name stands in it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from fengqiao_desk.cases import load
from fengqiao_desk.cases.part import WHOLE, Part, part_of
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.problems import Refused
from fengqiao_desk.station.areas import Area
from fengqiao_desk.summaries import close, summary_workbook, workbook
from fengqiao_desk.values.days import month_period
from tests.conftest import Desk, act_on

Entry = dict[str, Any]
OCTOBER = month_period("2026-10")


@pytest.fixture
def month(desk: Desk, dispute: Entry, venue: Entry, goods_case: Entry) -> Desk:
    for day in ("2026-09-10", "2026-10-10", "2026-10-11"):
        desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None})
    for place in (1, 2, 3):
        room = {**venue, "name": f"第{place}家", "registered_on": "2026-10-01"}
        case = desk.receive("venues", room)
    desk.step(case, "inspect", {"officers": ["民警甲", "民警乙"], "at": "2026-10-10T20:00"})
    desk.receive("goods_cases", {**goods_case, "found_on": "2026-10-14"})
    return desk


def made(desk: Desk, part: Part = WHOLE) -> bytes:
    return summary_workbook(desk.station, OCTOBER, desk.act(), part)


def sheet(xlsx: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_name(name).to_python()


def row(xlsx: bytes, label: str) -> list[Any]:
    return next(cells for cells in sheet(xlsx, "指标") if cells[1] == label)


def test_the_heads_call_the_compared_months_by_name(month: Desk) -> None:
    assert sheet(made(month), "指标")[0][:9] == [
        *("部分", "指标", "10月", "余", "单位"),
        *("9月", "比9月增减", "比9月增减率", "2025年10月"),
    ]


def test_figures_and_comparisons_are_numbers(month: Desk) -> None:
    assert row(made(month), "受理纠纷")[2:8] == [2, "", "起", 1, 1, "—"]


def test_a_change_of_ten_or_more_has_its_percentage(month: Desk, example: Any) -> None:
    for day, quantity in (("2026-09-05", 20), ("2026-10-05", 30)):
        month.receive("activities", {**example("activity"), "day": day, "quantity": quantity})
    assert row(made(month), "配合核查人员")[2:8] == [30, "", "人次", 20, 10, 0.5]


def test_the_rate_of_success_stands_under_what_was_settled(month: Desk) -> None:
    case = load(month.station, kind_of("disputes"), "JF2026-0002")
    month.step(case, "close", {"closed_on": "2026-10-20", "result": "撤回"})
    assert row(made(month), "调解成功率")[2:8] == [0, "", "", "", "", ""]


def test_a_base_of_zero_has_no_rate(month: Desk) -> None:
    assert row(made(month), "检查场所")[5:8] == [0, 1, "—"]


def test_a_base_that_was_not_kept_leaves_its_cells_empty(month: Desk) -> None:
    assert row(made(month), "受理纠纷")[8:11] == ["", "", ""]


def test_a_rest_stands_beside_its_number(month: Desk, goods_case: Entry) -> None:
    assert row(made(month), goods_case["goods"][0]["name"])[2:5] == [2300, "余", "只"]


def test_a_coverage_is_a_percentage(month: Desk) -> None:
    xlsx = made(month)
    assert row(xlsx, "重点场所走访检查覆盖率")[2] == pytest.approx(0.33333)
    assert "0.0%" in zipfile.ZipFile(io.BytesIO(xlsx)).read("xl/styles.xml").decode()


def test_the_records_of_every_figure_are_listed_with_their_days(month: Desk) -> None:
    rows = [cells for cells in sheet(made(month), "记录") if cells[0] == "受理纠纷"]
    assert [cells[2:5] for cells in rows] == [
        ["JF2026-0002", date(2026, 10, 10), 1],
        ["JF2026-0003", date(2026, 10, 11), 1],
    ]


def test_what_was_left_out_is_listed_with_why(month: Desk) -> None:
    why = {cells[4] for cells in sheet(made(month), "没有计入")}
    assert "期间内没有走访检查" in why


def test_thirteen_months_stand_below_each_other(month: Desk) -> None:
    head, *rows = sheet(made(month), "逐月")
    assert (head[1], len(rows), rows[-2][1], rows[-1][:2]) == ("受理纠纷（起）", 13, 1, ["2026-10", 2])


def test_no_party_stands_in_the_workbook(month: Desk, dispute: Entry) -> None:
    everything = zipfile.ZipFile(io.BytesIO(made(month)))
    text = "".join(everything.read(name).decode("utf-8", "ignore") for name in everything.namelist())
    for party in dispute["parties"]:
        assert party["name"] not in text


def test_a_word_that_looks_like_a_formula_is_text(month: Desk, goods_case: Entry) -> None:
    goods = [{**goods_case["goods"][0], "name": '=HYPERLINK("http://a","b")'}]
    month.receive("goods_cases", {**goods_case, "goods": goods, "found_on": "2026-10-15"})
    book = zipfile.ZipFile(io.BytesIO(made(month)))
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in book.read(name) for name in sheets)


def test_a_part_says_whose_it_is(month: Desk) -> None:
    month.station.areas.add(Area("东门社区", "社区"), act_on(month.station, "2026-10-01", "管理员己", 8))
    xlsx = made(month, part_of(month.station, area="东门社区"))
    assert row(xlsx, "受理纠纷")[2] == 0
    assert ["范围", "东门社区"] in [cells[:2] for cells in sheet(xlsx, "说明")]


def test_a_closed_month_gives_what_was_frozen(month: Desk, dispute: Entry) -> None:
    close(month.station, OCTOBER, month.act(officer="所长戊"))
    month.receive("disputes", {**dispute, "received_on": "2026-10-12", "occurred_at": None})
    xlsx = made(month)
    assert row(xlsx, "受理纠纷")[2] == 2
    assert len([cells for cells in sheet(xlsx, "记录") if cells[0] == "受理纠纷"]) == 2
    assert any(cells[0] == "封账" for cells in sheet(xlsx, "说明"))


def test_more_lines_than_excel_has_are_refused(month: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_LINES", 3)
    with pytest.raises(Refused, match="请缩短期间"):
        made(month)
