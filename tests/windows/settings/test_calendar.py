"""设置 · 节假日: a new year's table is loaded, and the cases whose days it changes are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.settings.calendar import CalendarSection
from fengqiao_desk.ui.widgets import LinkButton
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fengqiao_desk import cases

TABLE = "日期,安排,节日\n2027-01-01,休,元旦\n2027-01-04,休,元旦\n2027-01-10,班,元旦\n"


@pytest.fixture
def section(context_of: Callable[[str], WindowContext], show: Callable[[QWidget], Any]) -> CalendarSection:
    made: CalendarSection = show(CalendarSection(context_of("所长戊")))
    made.refresh()
    return made


def file_of(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "2027.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_in_any_common_encoding_is_loaded(
    section: CalendarSection, tmp_path: Path, context: WindowContext, encoding: str
) -> None:
    section.load(file_of(tmp_path, TABLE, encoding))
    assert context.station.calendar().is_working_day(date(2027, 1, 10))


def test_the_table_is_known_to_the_end_of_its_year(section: CalendarSection, tmp_path: Path) -> None:
    section.load(file_of(tmp_path, TABLE))
    assert "2027年12月31日" in section.known.text()


def test_a_provisional_day_is_computed_anew_and_its_case_named(
    section: CalendarSection, tmp_path: Path, desk: Any, dispute: dict[str, Any], went: list[Any]
) -> None:
    clause = {"who": "张三", "to": "李四", "does": "赔礼", "due_on": "2026-12-05", "manner": "当场履行"}
    case = desk.receive(
        "disputes",
        {**dispute, "route": "人民调解", "received_on": "2026-12-04", "occurred_at": None},
        "2026-12-05",
    )
    agreement = {"agreed_on": "2026-12-05", "form": "书面", "clauses": [clause]}
    case = desk.step(case, "agreement", agreement, "2026-12-05")
    was_provisional = [due.provisional for due in case.deadlines]
    section.load(file_of(tmp_path, TABLE))
    QTest.qWait(20)
    next(link for link in section.findChildren(LinkButton) if link.isVisible()).click()
    now = cases.load(desk.station, case.kind, case.number)
    assert (was_provisional, [due.provisional for due in now.deadlines], went) == (
        [True],
        [False],
        [("disputes", case.number)],
    )


def test_every_bad_row_is_told_and_nothing_is_kept(
    section: CalendarSection, tmp_path: Path, desk: Any
) -> None:
    section.load(file_of(tmp_path, "2027-01-01,休,元旦\n2027-13-01,休,元旦\n2027-01-02,假,元旦\n"))
    faults = section.faults.accessibleName()
    assert ("第 2 行" in faults, "第 3 行" in faults, desk.count("calendar_days")) == (True, True, 0)


def test_a_file_that_is_no_text_is_told(section: CalendarSection, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"\xff\xfe\x00\x80\xff")
    section.load(path)
    assert "不是文本文件" in section.faults.accessibleName()


def test_a_file_that_is_not_there_is_told(section: CalendarSection, tmp_path: Path) -> None:
    section.load(tmp_path / "none.csv")
    assert "读不到文件" in section.faults.accessibleName()


def test_an_officer_can_only_look(context: WindowContext, show: Callable[[QWidget], Any]) -> None:
    assert not show(CalendarSection(context)).load_button.isVisible()
