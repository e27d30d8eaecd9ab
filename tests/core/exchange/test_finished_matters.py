"""Matters of old ledgers that were over long ago come in as over, without deadlines, and are counted as far as they are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk.cases import load
from fengqiao_desk.cases.agenda import agenda, sleeping
from fengqiao_desk.exchange.importing import open_import
from fengqiao_desk.exchange.imports import undo_import
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.store import search
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import month_period

if TYPE_CHECKING:
    from tests.conftest import Desk
    from tests.core.exchange.conftest import Importer

HEADS = ("序号", "日期", "甲方", "乙方", "地点", "事由", "民警", "处理结果", "结案日期")
FIXED = {"source": "上门报案", "category": "邻里", "route": "告知", "risk_level": "一般", "area": "示例社区"}
Sheet = Callable[..., Path]


def row(result: Any = "已调解", closed_on: Any = None, day: str = "2020-02-03") -> tuple[Any, ...]:
    return (1, day, "张三", "李四", "示例路", "楼道堆物", "民警甲", result, closed_on)


def counted(desk: Desk, key: str, month: str) -> float:
    """A figure of a month; what has no records is no figure."""
    found = [figure for figure in Count(desk.station, month_period(month)).figures() if figure.key == key]
    return sum(figure.value.thousandths for figure in found) / 1000


@pytest.fixture
def ledger(sheet: Sheet) -> Callable[..., Path]:
    return lambda *rows: sheet(HEADS, *rows)


@pytest.mark.parametrize(
    ("written", "result", "state"),
    [
        ("已调解", "已办结（结果不详）", "已结案"),
        ("调解成功", "调解成功", "已结案"),
        ("调解不成", "未达成", "已结案"),
        ("移送法院", "移交", "已移交"),
    ],
)
def test_a_finished_matter_comes_in_as_finished(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer, written: str, result: str, state: str
) -> None:
    (number,) = take_in("disputes", ledger(row(written)), fixed=FIXED).numbers
    case = load(desk.station, kind_of("disputes"), number)
    assert (case.state, case.steps[0].entry["result"], case.steps[0].entry["told"]) == (
        state,
        result,
        written,
    )


def test_a_finished_matter_is_nothing_to_do(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    take_in("disputes", ledger(row()), fixed=FIXED)
    day = date(2030, 1, 1)
    assert agenda(desk.station, day, day) == []
    assert sleeping(desk.station, KINDS, day) == []


def test_a_matter_that_is_not_over_stays_open_with_the_words_about_it(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    (number,) = take_in("disputes", ledger(row("正在调解")), fixed=FIXED).numbers
    case = load(desk.station, kind_of("disputes"), number)
    assert (case.state, case.values["facts"], case.steps) == ("受理", "楼道堆物\n正在调解", ())


def test_the_timeline_says_what_is_not_known(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    (number,) = take_in("disputes", ledger(row()), fixed=FIXED).numbers
    case = load(desk.station, kind_of("disputes"), number)
    assert case.summary_of(case.steps[0]) == "已办结（结果不详） · 结案日期旧台账没有写 · 已调解"


def test_words_nobody_knows_are_told_with_their_cell(ledger: Callable[..., Path], take_in: Importer) -> None:
    columns = {"处理结果": "history[1].result"}
    (cell,) = take_in.bad("disputes", ledger(row("再议")), fixed=FIXED, columns=columns)
    assert (cell.address, cell.reason[:8]) == ("H2", "看不出办结没有，")


def test_a_word_is_taught_for_the_whole_sheet(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    path = "history[1].result"
    words = {path: {"已劝离": "调解成功"}}
    (number,) = take_in(
        "disputes", ledger(row("已劝离")), fixed=FIXED, columns={"处理结果": path}, words=words
    ).numbers
    assert load(desk.station, kind_of("disputes"), number).steps[0].entry["result"] == "调解成功"


def test_a_column_of_sentences_stays_with_the_facts(desk: Desk, ledger: Callable[..., Path]) -> None:
    path = ledger(row("经民警劝说，双方各让一步，自行离开"), row("调解成功"))
    assert (
        open_import(desk.station, kind_of("disputes"), path, desk.act()).mapping.columns["处理结果"]
        == "facts"
    )


def test_a_column_of_states_is_heard_before_one_of_results(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    path = sheet((*HEADS[:8], "状态"), (*row()[:8], "办理中"))
    assert (take_in("disputes", path, fixed=FIXED).finished, desk.count("steps")) == (0, 0)


@pytest.mark.parametrize(("ticked", "finished"), [(True, 1), (False, 0)])
def test_a_tick_says_that_it_is_over(sheet: Sheet, take_in: Importer, ticked: bool, finished: int) -> None:
    path = sheet((*HEADS[:7], "是否结案"), (*row()[:7], ticked))
    assert take_in("disputes", path, fixed=FIXED).finished == finished


def test_a_ledger_without_such_a_column_is_told_to_be_over_for_all_rows(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    path = sheet(HEADS[:7], row()[:7])
    done = take_in("disputes", path, fixed={**FIXED, "history[1].result": "已办结（结果不详）"})
    assert (done.finished, load(desk.station, kind_of("disputes"), done.numbers[0]).state) == (1, "已结案")


def test_a_day_of_the_end_alone_says_that_it_is_over(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    (number,) = take_in("disputes", ledger(row(None, "2020.3.1")), fixed=FIXED).numbers
    case = load(desk.station, kind_of("disputes"), number)
    assert (case.state, case.steps[0].day) == ("已结案", "2020-03-01")


@pytest.mark.parametrize(
    ("result", "closed_on", "reason"),
    [
        ("已调解", "2020.2.1", "结案日期早于受理日期 2020-02-03"),
        ("调解中", "2020.3.1", "写了结案日期，又写着“尚未办结”"),
    ],
)
def test_an_end_that_cannot_be_is_told_with_its_cell(
    ledger: Callable[..., Path], take_in: Importer, result: str, closed_on: str, reason: str
) -> None:
    (cell,) = take_in.bad("disputes", ledger(row(result, closed_on)), fixed=FIXED)
    assert (cell.address, cell.reason) == ("I2", reason)


@pytest.mark.parametrize(
    ("result", "closed_on", "settled", "finished"),
    [("调解成功", "2020.3.1", 1, 1), ("调解成功", None, 0, 0), ("已调解", "2020.3.1", 0, 1)],
)
def test_only_a_success_with_its_day_is_counted_as_settled(
    desk: Desk,
    ledger: Callable[..., Path],
    take_in: Importer,
    result: str,
    closed_on: str | None,
    settled: int,
    finished: int,
) -> None:
    take_in("disputes", ledger(row(result, closed_on)), fixed=FIXED)
    shown = [counted(desk, key, "2020-03") for key in ("disputes.settled", "disputes.finished")]
    assert shown == [settled, finished]


def test_an_end_without_a_day_says_why_it_is_not_counted(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    take_in("disputes", ledger(row("调解成功")), fixed=FIXED)
    left = Count(desk.station, month_period("2020-02")).left_out("disputes.settled")
    assert [each.why for each in left] == ["旧台账没有写结案日期，不计入任何期间"]


def test_a_success_that_was_opened_again_says_why_it_is_not_counted(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    (number,) = take_in("disputes", ledger(row("调解成功", "2020.3.1")), fixed=FIXED).numbers
    desk.step(
        load(desk.station, kind_of("disputes"), number),
        "reopen",
        {"on": "2026-11-20", "reason": "当事人反悔"},
    )
    left = Count(desk.station, month_period("2020-03")).left_out("disputes.settled")
    assert [each.why for each in left] == ["旧台账记为“调解成功”，后来重新打开"]


@pytest.mark.parametrize(("number", "open_then"), [(2, 1), (3, 0)])
def test_a_matter_counts_as_open_until_the_day_of_its_end(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer, number: int, open_then: int
) -> None:
    take_in("disputes", ledger(row("已调解", "2020.3.1")), fixed=FIXED)
    assert counted(desk, "disputes.open", f"2020-0{number}") == open_then


def test_the_cover_of_its_file_bears_the_day_an_old_ledger_tells(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    (number,) = take_in("disputes", ledger(row("调解成功", "2020.3.1")), fixed=FIXED).numbers
    case = load(desk.station, kind_of("disputes"), number)
    assert case.kind.bind is not None
    cover = PdfReader(BytesIO(case.kind.bind(desk.station, case, desk.act()).pdf)).pages[0].extract_text()
    assert "2020年3月1日" in "".join(cover.split())


def test_a_finished_import_is_undone_as_a_whole(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    key = take_in("disputes", ledger(row("已调解", "2020.3.1")), fixed=FIXED).key
    assert key is not None
    undo_import(desk.station, key, "导错了", desk.act())
    kept = desk.station.connections.run("SELECT table_name FROM withdrawn_rows ORDER BY table_name")
    assert [name for (name,) in kept if "step" in name] == ["disputes_step_history", "steps"]
    assert desk.station.connections.run("SELECT 1 FROM steps") == []


def test_a_finished_matter_is_found_by_the_words_of_its_end(
    desk: Desk, ledger: Callable[..., Path], take_in: Importer
) -> None:
    (number,) = take_in("disputes", ledger(row("双方和解")), fixed=FIXED).numbers
    assert [hit.number for hit in search.find(desk.station.connections, "双方和解", 5).hits] == [number]
