"""An import is one thing: told beforehand, put on record, undone as a whole while nobody has worked on its cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases, summaries
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.exchange.importing import import_cases, open_import
from fengqiao_desk.exchange.imports import imports, undo_import
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import FaultyEntry, NotPermitted, Problem, Refused, Unknown
from fengqiao_desk.store import audit
from fengqiao_desk.store.check import check
from fengqiao_desk.values.days import Period

if TYPE_CHECKING:
    from tests.conftest import Desk
    from tests.core.exchange.conftest import Importer

LEDGER = ("日期", "事项", "数量", "单位", "社区", "备注")
ROW = ("2020-02-03", "巡逻", "30", "人次", "示例社区", "沿示例路巡查")
OTHER = ("2020-02-04", "社区走访", "5", "户", "示例社区", "走访独居老人")
FEBRUARY = Period(date(2020, 2, 1), date(2020, 2, 29))
Sheet = Callable[..., Path]


class Stopped(Problem):
    code = "stopped"


def figures(desk: Desk) -> dict[str, str]:
    """What February counts, by label, as it is shown."""
    return {
        each.label: each.shown
        for each in summaries.Count(desk.station, FEBRUARY).figures()
        if each.value.thousandths
    }


def undo(desk: Desk, key: int | None, reason: str = "导错了文件", officer: str = "民警甲") -> None:
    undo_import(desk.station, key or 0, reason, desk.act(officer=officer))


def test_an_import_is_on_record_with_its_file_and_numbers(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    take_in("activities", sheet(LEDGER, ROW, OTHER))
    (found,) = imports(desk.station)
    assert (found.file, found.cases, found.imported_by) == ("旧台账.xlsx", 2, "民警甲")
    assert (found.first_number, found.last_number) == ("TZ2020-0001", "TZ2020-0002")


def test_one_audit_row_tells_the_whole_import_with_its_hashes(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    before = desk.count("audit")
    take_in("activities", sheet(LEDGER, ROW, OTHER))
    (row,) = audit.history(desk.station.connections, "导入 1")
    assert desk.count("audit") == before + 1
    assert (row.verb, "content_sha256" in row.changes) == ("导入", True)
    assert audit.verify(desk.station.connections).ok


def test_imported_records_are_those_that_are_typed(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    entry = dict(zip(("day", "activity", "quantity", "unit", "area", "note"), ROW, strict=True))
    typed = desk.receive("activities", {**entry, "quantity": 30})
    (number,) = take_in("activities", sheet(LEDGER, ROW)).numbers
    imported = cases.load(desk.station, kind_of("activities"), number)
    assert (imported.values, imported.title, imported.state) == (typed.values, typed.title, typed.state)


def test_imported_cases_have_the_deadlines_of_those_that_are_typed(
    desk: Desk, dispute: dict[str, Any], sheet: Sheet, take_in: Importer
) -> None:
    typed = desk.receive("disputes", dispute)
    heads = (
        "日期",
        "来源",
        "类型",
        "途径",
        "行为",
        "可调解的情形",
        "风险",
        "社区",
        "地点",
        "事由",
        "民警",
        "嫌疑人",
        "受害人",
    )
    names = ("received_on", "source", "category", "route", "conduct", "circumstance", "risk_level", "area")
    row = [dispute[name] for name in (*names, "place", "facts", "officer")]
    (number,) = take_in("disputes", sheet(heads, (*row, "张三", "李四"))).numbers
    imported = cases.load(desk.station, kind_of("disputes"), number)
    assert imported.deadlines == typed.deadlines


def test_imported_records_are_found(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    take_in("activities", sheet(LEDGER, ROW, OTHER))
    assert [hit.number for hit in find(desk.station, KINDS, "独居老人", 10).hits] == ["TZ2020-0002"]


def test_totals_and_signatures_are_skipped_and_told(sheet: Sheet, take_in: Importer) -> None:
    done = take_in("activities", sheet(LEDGER, ROW, ("合计", None, 30), ("填表人：张三",)))
    assert (len(done.numbers), [row for row, _ in done.skipped]) == (1, [3, 4])


def test_what_may_be_there_already_is_warned_of_not_refused(sheet: Sheet, take_in: Importer) -> None:
    take_in("activities", sheet(LEDGER, ROW))
    done = take_in("activities", sheet(LEDGER, ROW, OTHER, OTHER, file="二.xlsx"), dry_run=True)
    assert [(each.row, each.other.strip()) for each in done.duplicates] == [(2, "TZ2020-0001"), (4, "第3行")]


def test_the_same_parties_on_the_same_day_are_warned_of_in_any_order(sheet: Sheet, take_in: Importer) -> None:
    heads = ("日期", "甲方", "乙方", "地点", "事由")
    fixed = {
        "source": "上门报案",
        "category": "邻里",
        "route": "告知",
        "risk_level": "一般",
        "area": "示例社区",
    }
    rows = (
        ("2020.2.3", one, other, "示例路", "楼道堆物") for one, other in (("张三", "李四"), ("李四", "张三"))
    )
    done = take_in("disputes", sheet(heads, *rows), dry_run=True, fixed=fixed)
    assert [each.sentence for each in done.duplicates] == ["第3行可能与第2行重复（李四 与 张三）"]


def test_a_venue_of_the_same_name_is_warned_of(
    desk: Desk, venue: dict[str, Any], sheet: Sheet, take_in: Importer
) -> None:
    known = desk.receive("venues", {**venue, "name": "示例网吧", "trading_name": None})
    heads = ("名称", "类别", "地址", "社区", "责任民警", "经营状态")
    row = ("示例网吧", "网吧", "示例路2号附1", "示例社区", "民警甲", "营业")
    done = take_in("venues", sheet(heads, row), dry_run=True)
    assert [each.other.strip() for each in done.duplicates] == [known.number]


VENUES = ("名称", "类别", "地址", "社区", "责任民警", "经营状态", "联系电话")


@pytest.mark.parametrize(
    ("name", "address", "phone", "why"),
    [
        ("示例网络会所", "示例路2号附1", "", "名称、地址相近"),
        ("别的店", "别的路1号", "13800000000", "电话相同"),
    ],
)
def test_a_venue_much_like_one_on_record_is_warned_of_as_the_form_does(
    desk: Desk,
    venue: dict[str, Any],
    sheet: Sheet,
    take_in: Importer,
    name: str,
    address: str,
    phone: str,
    why: str,
) -> None:
    as_known = {
        "name": "示例网络会馆",
        "trading_name": None,
        "address": "示例路2号附1",
        "phone": "13800000000",
    }
    known = desk.receive("venues", {**venue, **as_known})
    row = (name, "网吧", address, "示例社区", "民警甲", "营业", phone)
    (found,) = take_in("venues", sheet(VENUES, row), dry_run=True).duplicates
    assert found.sentence == f"第2行可能与 {known.number} 重复（{name}，{why}）"


def test_two_rows_much_alike_are_warned_of(sheet: Sheet, take_in: Importer) -> None:
    rest = ("网吧", "示例路2号", "示例社区", "民警甲", "营业")
    path = sheet(VENUES[:6], ("示例网络会所", *rest), ("示例网络会馆", *rest))
    (found,) = take_in("venues", path, dry_run=True).duplicates
    assert found.sentence == "第3行可能与第2行重复（示例网络会馆，名称、地址相近）"


def test_the_same_file_again_is_told(sheet: Sheet, take_in: Importer) -> None:
    path = sheet(LEDGER, ROW)
    take_in("activities", path)
    assert [each.key for each in take_in("activities", path, dry_run=True).same_file] == [1]


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_an_import_that_is_stopped_at_any_stage_leaves_nothing(desk: Desk, sheet: Sheet, stage: int) -> None:
    def stop(done: int, total: int) -> None:
        if 3 * done // total == stage:
            raise Stopped("已取消")

    before = desk.count("audit")
    act, kind = desk.act(), kind_of("activities")
    opened = open_import(desk.station, kind, sheet(LEDGER, ROW), act)
    with pytest.raises(Stopped):
        import_cases(desk.station, kind, opened, act, tell=stop)
    assert (desk.count("cases"), desk.count("search_rows"), desk.count("audit")) == (0, 0, before)


def test_an_undone_import_leaves_lists_search_and_figures(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    key = take_in("activities", sheet(LEDGER, ROW, OTHER)).key
    counted = figures(desk)
    undo(desk, key)
    assert counted == {"巡逻": "30人次", "社区走访": "5户"} and figures(desk) == {}
    assert cases.page(desk.station, kind_of("activities")).total == 0
    assert find(desk.station, KINDS, "巡逻", 10).hits == ()


def test_the_numbers_of_an_undone_import_stay_used(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    path = sheet(LEDGER, ROW, OTHER)
    undo(desk, take_in("activities", path).key)
    assert take_in("activities", path).numbers == ("TZ2020-0003", "TZ2020-0004")


def test_a_withdrawn_number_says_so(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    undo(desk, take_in("activities", sheet(LEDGER, ROW)).key)
    with pytest.raises(Unknown, match="已随整批导入撤销"):
        cases.load(desk.station, kind_of("activities"), "TZ2020-0001")


def test_what_an_undone_import_held_is_kept_aside(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    heads = ("日期", "甲方", "乙方", "地点", "事由")
    fixed = {
        "source": "上门报案",
        "category": "邻里",
        "route": "告知",
        "risk_level": "一般",
        "area": "示例社区",
    }
    path = sheet(heads, ("2020.2.3", "张三", "李四", "示例路", "楼道堆物"))
    undo(desk, take_in("disputes", path, fixed=fixed).key)
    kept = desk.station.connections.run(
        "SELECT table_name, count(*) FROM withdrawn_rows GROUP BY 1 ORDER BY 1"
    )
    assert kept == [("disputes", 1), ("disputes_parties", 2)]
    assert (desk.count("disputes"), desk.count("disputes_parties"), desk.count("deadlines")) == (0, 0, 0)


def test_a_folder_with_an_undone_import_is_sound(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    undo(desk, take_in("activities", sheet(LEDGER, ROW)).key)
    assert check(desk.station.connections, desk.station.files) == []


def test_an_import_with_an_amended_record_is_not_undone(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    done = take_in("activities", sheet(LEDGER, ROW))
    case = cases.load(desk.station, kind_of("activities"), done.numbers[0])
    desk.amend(case, {"note": "更正"})
    with pytest.raises(Refused, match="TZ2020-0001 已经更正或者办理"):
        undo(desk, done.key)


def test_an_import_of_a_venue_that_got_a_notice_is_not_undone(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    heads = ("名称", "类别", "地址", "社区", "责任民警", "经营状态")
    done = take_in("venues", sheet(heads, ("示例网吧", "网吧", "示例路2号", "示例社区", "民警甲", "营业")))
    notice = {
        **{"drafted_on": "2026-11-21", "template": "compliance", "venue": done.numbers[0], "batch": "第一批"},
        **{"venue_name": "示例网吧", "category": "网吧", "address": "示例路2号", "law": "x"},
    }
    desk.receive("notices", notice)
    with pytest.raises(Refused, match="已经有告知书"):
        undo(desk, done.key)


def test_an_import_that_a_closed_month_counted_is_not_undone(
    desk: Desk, sheet: Sheet, take_in: Importer
) -> None:
    done = take_in("activities", sheet(LEDGER, ROW))
    summaries.close(desk.station, FEBRUARY, desk.act(officer="所长戊"))
    with pytest.raises(Refused, match="封账"):
        undo(desk, done.key)


def test_an_import_is_undone_only_once(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    key = take_in("activities", sheet(LEDGER, ROW)).key
    undo(desk, key)
    with pytest.raises(Refused, match="已经撤销"):
        undo(desk, key)


def test_undoing_needs_a_reason(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    key = take_in("activities", sheet(LEDGER, ROW)).key
    with pytest.raises(FaultyEntry, match="原因"):
        undo(desk, key, " ")


def test_an_auxiliary_undoes_no_import(desk: Desk, sheet: Sheet, take_in: Importer) -> None:
    key = take_in("activities", sheet(LEDGER, ROW)).key
    with pytest.raises(NotPermitted):
        undo(desk, key, officer="辅警丙")


def test_nobody_waits_while_an_import_is_checked_and_made_ready(desk: Desk, sheet: Sheet) -> None:
    """Only the last of the three stages keeps others from writing."""
    kind, act = kind_of("activities"), desk.act()
    stages: dict[int, bool] = {}
    database = desk.station.connections.database
    other = database.driver.connect(str(database.database), timeout=0, isolation_level=None)

    def tell(done: int, total: int) -> None:
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
            stages[3 * done // total] = True
        except database.driver.OperationalError:
            stages[3 * done // total] = False

    import_cases(desk.station, kind, open_import(desk.station, kind, sheet(LEDGER, ROW), act), act, tell=tell)
    other.close()
    assert stages == {0: True, 1: True, 2: False}


def test_what_is_recorded_while_an_import_is_made_ready_keeps_its_number(desk: Desk, sheet: Sheet) -> None:
    kind, act = kind_of("activities"), desk.act()
    opened = open_import(desk.station, kind, sheet(LEDGER, ROW), act)
    entry = {"day": "2020-02-03", "activity": "巡逻", "quantity": 3, "unit": "人次", "officers": ["民警甲"]}
    typed: list[str] = []

    def tell(done: int, total: int) -> None:
        if 3 * done // total == 1 and not typed:
            typed.append(desk.receive("activities", entry).number)

    done = import_cases(desk.station, kind, opened, act, tell=tell)
    assert (typed, done.numbers) == (["TZ2020-0001"], ("TZ2020-0002",))


def test_a_number_that_stands_for_another_matter_here_is_told(sheet: Sheet, take_in: Importer) -> None:
    """The sheet is the export of a twin: it gave the number of our record to another."""
    take_in("activities", sheet(LEDGER, ROW))
    done = take_in("activities", sheet(("编号", *LEDGER), ("TZ2020-0001", *OTHER), file="孪.xlsx"))
    (found,) = done.duplicates
    assert (found.code, found.row, found.other.strip()) == ("same_number", 2, "TZ2020-0001")
    assert done.numbers == ("TZ2020-0002",)


def test_the_same_matter_under_its_own_number_is_only_a_duplicate(sheet: Sheet, take_in: Importer) -> None:
    take_in("activities", sheet(LEDGER, ROW))
    done = take_in("activities", sheet(("编号", *LEDGER), ("TZ2020-0001", *ROW), file="本.xlsx"))
    assert [found.code for found in done.duplicates] == ["alike"]
