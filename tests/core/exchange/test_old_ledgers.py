"""Old ledgers with headings, dates and quantities of their own come in as they were kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.exchange.importing import open_import
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.problems import Fault, FaultyEntry

if TYPE_CHECKING:
    from tests.conftest import Desk
    from tests.core.exchange.conftest import Importer

HEADS = ("序号", "日期", "甲方", "甲方身份证号", "乙方", "电话", "地点", "事由", "处理结果", "民警")
ROW = (
    1,
    "2月3日",
    "张三",
    "11010519491231002X",
    "李四",
    "13800000000",
    "示例路",
    "楼道堆物",
    "和解",
    "民警甲",
)
FIXED = {"source": "上门报案", "category": "邻里", "route": "告知", "risk_level": "一般", "area": "示例社区"}
LEDGER = ("日期", "工作内容", "数量", "社区")
Sheet = Callable[..., Path]


def stored(desk: Desk, sql: str) -> list[tuple[Any, ...]]:
    return desk.station.connections.run(sql)


@pytest.fixture
def old(sheet: Sheet) -> Path:
    return sheet(("2020年矛盾纠纷调解台账",), HEADS, ROW)


def test_the_columns_of_an_old_ledger_are_guessed(desk: Desk, old: Path) -> None:
    mapping = open_import(desk.station, kind_of("disputes"), old, desk.act()).mapping
    assert dict(mapping.columns) == {
        **{
            "序号": "",
            "日期": "received_on",
            "甲方": "parties[1].name",
            "甲方身份证号": "parties[1].id_number",
        },
        **{"乙方": "parties[2].name", "电话": "parties[2].phone", "地点": "place", "事由": "facts"},
        **{"处理结果": "history[1].result", "民警": "officer"},
    }


def test_the_row_of_headings_and_the_year_above_it_are_found(desk: Desk, old: Path) -> None:
    mapping = open_import(desk.station, kind_of("disputes"), old, desk.act()).mapping
    assert (mapping.head_row, mapping.year) == (2, 2020)


@pytest.mark.parametrize("written", ["2020年台账", "二〇二〇年台账", "２０２０年台账", "二0二0年台账"])
def test_the_year_is_read_as_it_is_written(desk: Desk, sheet: Sheet, written: str) -> None:
    path = sheet((written,), LEDGER, ("2月3日", "巡逻", "3人次", "示例社区"))
    assert open_import(desk.station, kind_of("activities"), path, desk.act()).mapping.year == 2020


def test_a_sheet_that_begins_in_another_column_is_told_by_its_own_letters(
    sheet: Sheet, take_in: Importer
) -> None:
    path = sheet((None,), (None, None, *LEDGER), (None, None, "前天", "巡逻", "3人次", "示例社区"))
    (cell,) = take_in.bad("activities", path)
    assert cell.address == "C3"


def test_headings_of_two_rows_are_read_together(desk: Desk, sheet: Sheet) -> None:
    lower = (None, None, "姓名", "电话", "姓名", "电话")
    path = sheet(
        ("2020年台账",),
        (None, None, None, None, None, None, "地点", "事由"),
        (*lower, None, None),
        (1, "2月3日", "张三", "13800000000", "李四", "13900000000", "示例路", "楼道堆物"),
        merged=(
            *((1, 0, 2, 0, "序号"), (1, 1, 2, 1, "日期"), (1, 2, 1, 3, "甲方"), (1, 4, 1, 5, "乙方")),
            *((1, 6, 2, 6, "地点"), (1, 7, 2, 7, "事由")),
        ),
    )
    mapping = open_import(desk.station, kind_of("disputes"), path, desk.act()).mapping
    assert (mapping.head_row, mapping.columns["乙方姓名"], mapping.columns["乙方电话"]) == (
        *(3, "parties[2].name"),
        "parties[2].phone",
    )


def test_a_row_of_an_old_ledger_is_a_case_with_both_parties(desk: Desk, old: Path, take_in: Importer) -> None:
    assert take_in("disputes", old, fixed=FIXED).numbers == ("JF2020-0001",)
    assert stored(desk, "SELECT received_on, facts FROM disputes") == [("2020-02-03", "楼道堆物")]
    parties = stored(desk, "SELECT name, role, phone FROM disputes_parties ORDER BY row_position")
    assert parties == [("张三", "当事人", None), ("李四", "当事人", "13800000000")]


def test_what_no_column_gives_is_asked_for_by_name(old: Path, take_in: Importer) -> None:
    with pytest.raises(FaultyEntry) as caught:
        take_in("disputes", old)
    assert [fault.field for fault in caught.value.faults] == [
        "source",
        "category",
        "route",
        "risk_level",
        "area",
    ]


def test_words_that_are_no_table_are_told_by_their_path(old: Path, take_in: Importer) -> None:
    with pytest.raises(FaultyEntry) as caught:
        take_in("disputes", old, fixed=FIXED, words={"category": "邻里"})
    assert caught.value.faults == (Fault("category", "words.category 应是一组栏目（JSON 对象）"),)


def test_a_mapping_is_remembered_for_the_same_headings(
    desk: Desk, sheet: Sheet, old: Path, take_in: Importer
) -> None:
    take_in("disputes", old, fixed=FIXED, columns={"处理结果": "claims"})
    again = sheet(HEADS, ROW, file="2021年.xlsx")
    opened = open_import(desk.station, kind_of("disputes"), again, desk.act())
    assert (opened.remembered, opened.mapping.columns["处理结果"]) == (True, "claims")
    assert opened.mapping.fixed["source"] == "上门报案"


def test_several_people_in_one_cell_are_several_parties(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    heads = ("日期", "当事人", "身份证号", "地点", "事由", "民警")
    row = ("2020.2.3", "张三、李四", "11010519491231002X", "示例路", "楼道堆物", "民警甲")
    take_in("disputes", sheet(heads, row), fixed=FIXED)
    parties = stored(desk, "SELECT name, id_number FROM disputes_parties ORDER BY row_position")
    assert parties == [("张三", "11010519491231002X"), ("李四", None)]


def test_rows_under_one_merged_number_are_one_case(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    heads = ("序号", "日期", "当事人", "地点", "事由", "民警")
    first = (None, "2020.2.3", "张三", "示例路", "楼道堆物", "民警甲")
    path = sheet(heads, first, (None, None, "李四"), merged=((1, 0, 2, 0, 1),))
    assert len(take_in("disputes", path, fixed=FIXED).numbers) == 1
    assert stored(desk, "SELECT name FROM disputes_parties ORDER BY row_position") == [("张三",), ("李四",)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        *[("2020.2.3", "2020-02-03"), ("2月3日", "2020-02-03"), ("20200203", "2020-02-03")],
        *[(20200203, "2020-02-03"), ("2020年2月3日", "2020-02-03"), (43864, "2020-02-03")],
        *[
            (datetime(2020, 2, 3, 8, 30), "2020-02-03"),
            ("２０２０－２－３", "2020-02-03"),
            ("2.3", "2020-02-03"),
        ],
        *[("20.2.3", "2020-02-03"), ("2020/2/3 8:30", "2020-02-03"), ("2020年2月3日上午", "2020-02-03")],
    ],
)
def test_a_day_is_read_as_it_was_written(
    desk: Desk, sheet: Sheet, take_in: Importer, written: Any, day: str
) -> None:
    take_in("activities", sheet(LEDGER, (written, "巡逻", "3人次", "示例社区")), year=2020)
    assert stored(desk, "SELECT day FROM activities") == [(day,)]


@pytest.mark.parametrize("written", ["2020年2月30日", "前天", 2.3, "2020.13.1"])
def test_what_is_no_day_is_told_with_its_cell(sheet: Sheet, take_in: Importer, written: Any) -> None:
    (cell,) = take_in.bad("activities", sheet(LEDGER, (written, "巡逻", "3人次", "示例社区")))
    assert (cell.address, cell.heading) == ("A2", "日期")


@pytest.mark.parametrize(
    ("written", "stored_as"),
    [
        *[
            ("2300余只", (2_300_000, "只", 1)),
            ("２３００余只", (2_300_000, "只", 1)),
            ("46人次", (46_000, "人次", None)),
        ],
        *[
            ("1.5公斤", (1_500, "公斤", None)),
            ("约30人", (30_000, "人", 1)),
            ("1,200份", (1_200_000, "份", None)),
        ],
        ("2万份", (20_000_000, "份", None)),
    ],
)
def test_a_quantity_brings_its_unit_and_what_is_over(
    desk: Desk, sheet: Sheet, take_in: Importer, written: str, stored_as: tuple[Any, ...]
) -> None:
    take_in("activities", sheet(LEDGER, ("2020.2.3", "巡逻", written, "示例社区")), fixed={"unit": "次"})
    assert stored(desk, "SELECT quantity, unit, approximate FROM activities") == [stored_as]


def test_a_word_for_all_rows_that_does_not_fit_is_told_once(sheet: Sheet, take_in: Importer) -> None:
    (cell,) = take_in.bad("disputes", sheet(HEADS, ROW, ROW), fixed={**FIXED, "area": "月球"})
    assert (cell.heading, cell.value) == ("全部行", "月球")


def test_the_columns_of_an_old_register_of_venues_are_guessed(desk: Desk, sheet: Sheet) -> None:
    heads = ("单位名称", "字号", "行业类别", "地址", "法人", "电话", "所属社区", "民警", "经营状况")
    path = sheet(
        heads, ("老地方网吧", "老地方", "网吧", "示例路101号", "赵六", None, "示例社区", "民警甲", "营业")
    )
    mapping = open_import(desk.station, kind_of("venues"), path, desk.act()).mapping
    assert list(dict(mapping.columns).values()) == [
        *("name", "trading_name", "category", "address", "person_in_charge"),
        *("phone", "area", "officer", "status"),
    ]
