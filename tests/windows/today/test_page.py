"""今日: what is due, in which words, and where its act leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.look import Tone
from fengqiao_desk.ui.today.agenda_lines import line_of, pressing
from fengqiao_desk.ui.today.page import TodayPage
from fengqiao_desk.ui.venues.today import VENUES_TODAY
from fengqiao_desk.ui.widgets import LinkButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases.agenda import AgendaItem, days_left
from fengqiao_desk.notices import batch
from tests.conftest import acting

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(context: WindowContext, show: Callable[..., Any]) -> Callable[[], TodayPage]:
    return lambda: show(TodayPage(context, (VENUES_TODAY,)))


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [(-2, "逾期 2 天", Tone.DANGER), (0, "今天到期", Tone.WARNING), (3, "还有 3 天", Tone.ACCENT)],
)
def test_how_pressing_a_day_is_has_its_word(days: int, words: str, tone: Tone) -> None:
    assert pressing(days) == (words, tone)


def test_a_lapsed_measure_is_called_so_and_nobody_is_late(
    desk: Any, goods_case: dict[str, Any], example: Any, page: Callable[[], TodayPage]
) -> None:
    case = desk.receive("goods_cases", {**goods_case, "seizing_agency": "本所"})
    approved = {"approver": "所长戊", "approver_rank": "公安机关负责人"}
    steps = example("goods_case_steps")
    case = desk.step(case, "seize", {**steps["seize"], "at": "2026-11-09T10:00", **approved})
    desk.step(case, "custody", {**steps["custody"], "at": "2026-11-09T12:00"})
    shown = page()
    assert "已自动解除" in shown.rows.buttons[0].accessibleName()
    assert "1 项期限已过" in [found.text() for found in shown.heading.findChildren(QLabel)]


def test_an_overdue_dispute_stands_on_the_page_with_the_act_that_is_due(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage]
) -> None:
    desk.receive("disputes", dispute)
    assert "张三 与 阿依古丽·买买提" in page().rows.buttons[0].accessibleName()


def test_the_act_of_a_line_leads_to_the_step_of_that_case(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage], went: list[Any]
) -> None:
    case = desk.receive("disputes", dispute)
    first = page().rows.buttons[0]
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert went == [("disputes", f"{case.number} mediation_session")]


def test_who_comes_to_the_page_begins_at_the_first_line_and_tab_goes_on_from_there(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage], qtbot: QtBot
) -> None:
    desk.receive("disputes", dispute)
    desk.receive("disputes", {**dispute, "place": "示例小区5栋"})
    shown = page()
    qtbot.waitUntil(shown.rows.buttons[1].isVisible)
    shown.setFocus()
    assert shown.rows.buttons[0].hasFocus()
    QTest.keyClick(shown.rows.buttons[0], Qt.Key.Key_Tab)
    assert shown.rows.buttons[1].hasFocus()


def test_read_anew_the_page_leaves_the_keyboard_at_its_line(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage]
) -> None:
    desk.receive("disputes", dispute)
    desk.receive("disputes", {**dispute, "place": "示例小区5栋"})
    shown = page()
    shown.rows.buttons[1].setFocus()
    shown.come_into_view()
    assert shown.rows.buttons[1].hasFocus()


def test_arrow_down_goes_to_the_next_line_s_act(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage]
) -> None:
    desk.receive("disputes", dispute)
    desk.receive("disputes", {**dispute, "place": "示例小区5栋"})
    rows = page().rows
    rows.buttons[0].setFocus()
    QTest.keyClick(rows.buttons[0], Qt.Key.Key_Down)
    assert rows.buttons[1].hasFocus()


def item(
    due_on: date, plain_on: date | None = None, *, code: str = "HF", provisional: bool = False
) -> AgendaItem:
    plain = plain_on or due_on
    left = days_left(code, due_on, plain, TODAY)
    return AgendaItem(
        "disputes", "JF2026-0001", "张三", "回访", code, due_on, plain, left, "follow_up", provisional
    )


@pytest.mark.parametrize(
    ("due", "state", "when"),
    [
        (item(TODAY), "今天到期", "今天 星期六"),
        (item(date(2026, 11, 23), TODAY, code="DJ-7"), "今天到期", "今天，顺延至 11月23日 星期一"),
        (item(date(2026, 11, 23), date(2026, 11, 22)), "还有 2 天", "11月22日，顺延至 11月23日 星期一"),
        (item(date(2026, 11, 19)), "逾期 2 天", "11月19日 星期四"),
        (
            item(date(2027, 1, 4), provisional=True),
            "还有 44 天",
            "2027年1月4日 星期一\n待国务院公布后复核",
        ),
    ],
)
def test_a_day_stands_with_its_weekday_and_a_rolled_one_with_its_plain_day(
    due: AgendaItem, state: str, when: str
) -> None:
    assert (line_of(due, TODAY).state, line_of(due, TODAY).when) == (state, when)


def test_what_is_overdue_says_what_follows() -> None:
    assert (
        line_of(replace(item(date(2026, 11, 19)), on_miss="转入处罚程序"), TODAY).context
        == "回访：转入处罚程序"
    )


def test_a_sleeping_case_stands_on_the_page_with_its_working_days(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage]
) -> None:
    entry = {**dispute, "received_on": "2026-11-09", "occurred_at": None, "route": "告知"}
    desk.receive("disputes", entry, "2026-11-09")
    name = page().rows.buttons[0].accessibleName()
    assert "9 个工作日没有新的记录" in name and "沉睡" in name


def test_a_case_that_is_due_is_not_called_sleeping_too(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage]
) -> None:
    desk.receive("disputes", dispute, "2026-09-28")
    names = [button.accessibleName() for button in page().rows.buttons]
    assert not [name for name in names if "沉睡" in name]


def test_the_agenda_is_saved_as_a_calendar_file(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage], tmp_path: Path
) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-11-20", "occurred_at": None})
    page().export_calendar()
    dialog = next(found for found in QApplication.topLevelWidgets() if isinstance(found, QFileDialog))
    dialog.fileSelected.emit(str(tmp_path / "agenda.ics"))
    dialog.close()
    written = (tmp_path / "agenda.ics").read_text(encoding="utf-8")
    assert "SUMMARY:首次治安调解　JF2026-0001" in written.replace("\r\n ", "") and "张三" not in written


def test_the_parties_stand_in_the_calendar_file_for_a_stated_purpose_alone(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage], tmp_path: Path, context: WindowContext
) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-11-20", "occurred_at": None})
    page().export_calendar()
    dialog = next(found for found in QApplication.topLevelWidgets() if isinstance(found, QFileDialog))
    dialog.selectNameFilter("日历，写上当事人 (*.ics)")
    dialog.fileSelected.emit(str(tmp_path / "agenda.ics"))
    dialog.close()
    asked = next(found for found in QApplication.topLevelWidgets() if isinstance(found, AskingDialog))
    asked.try_it()
    refused = (tmp_path / "agenda.ics").exists()
    asked.rows.editors["purpose"].set_value("下社区走访")
    asked.try_it()
    written = (tmp_path / "agenda.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    last = context.station.connections.run("SELECT verb, changes FROM audit ORDER BY key DESC LIMIT 1")[0]
    assert (refused, "张三 与 阿依古丽·买买提" in written) == (False, True)
    assert last[0] == "导出日历" and "下社区走访" in last[1]


def test_a_place_that_cannot_be_written_is_told(
    desk: Any, page: Callable[[], TodayPage], tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_text("")
    page().export_calendar()
    dialog = next(found for found in QApplication.topLevelWidgets() if isinstance(found, QFileDialog))
    dialog.fileSelected.emit(str(tmp_path / "no folder" / "agenda.ics"))
    dialog.close()
    box = next(found for found in QApplication.topLevelWidgets() if isinstance(found, QMessageBox))
    sentence = box.informativeText()
    box.close()
    assert sentence != ""


def test_an_empty_agenda_says_so(page: Callable[[], TodayPage]) -> None:
    assert page().empty.isVisible()


def test_a_round_with_unsigned_notices_is_a_line_of_its_own(
    desk: Any, venue: dict[str, Any], page: Callable[[], TodayPage], context: WindowContext
) -> None:
    desk.receive("venues", venue)
    batch.issue(
        context.station,
        "compliance",
        batch.select(context.station, "all", context.now().date()),
        batch.Order(),
        desk.act(),
    )
    assert "1 家未签收：棋牌室 1" in page().rows.buttons[0].accessibleName()


def test_a_round_that_is_late_says_how_late(
    desk: Any, venue: dict[str, Any], page: Callable[[], TodayPage], context: WindowContext
) -> None:
    desk.receive("venues", {**venue, "registered_on": "2026-11-01"}, "2026-11-01")
    chosen = batch.select(context.station, "all", context.now().date())
    batch.issue(context.station, "compliance", chosen, batch.Order(), desk.act("2026-11-09"))
    assert "逾期 5 天" in page().rows.buttons[0].accessibleName()


def test_the_month_so_far_counts_the_disputes_received(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage]
) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-11-20"})
    assert page().month.tiles[0].accessibleName() == "受理纠纷 · 上月同期 0：1 起"


def test_the_month_so_far_is_the_stations_own(
    page: Callable[[], TodayPage], desk: Any, dispute: dict[str, Any]
) -> None:
    """From the 26th to the 25th: 26 October belongs to November, of the days before the first eleven are compared."""
    desk.station.profiles.change({"month_begins": 26}, "2026-01-01", desk.act("2026-11-21", "管理员己"))
    for day in ("2026-09-26", "2026-10-22", "2026-10-25", "2026-10-26", "2026-11-20"):
        desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None})
    assert page().month.tiles[0].accessibleName() == "受理纠纷 · 上月同期 2：2 起"


def test_what_the_summary_tells_first_is_told_today(page: Callable[[], TodayPage]) -> None:
    headlines = [tile.accessibleName().partition(" ")[0] for tile in page().month.tiles]
    assert headlines[:3] == ["受理纠纷", "化解纠纷", "查处假冒伪劣案件"]


def test_a_figure_leads_to_its_records(
    desk: Any, dispute: dict[str, Any], page: Callable[[], TodayPage], went: list[Any]
) -> None:
    desk.receive("disputes", {**dispute, "received_on": "2026-11-20"})
    QTest.keyClick(page().month.tiles[0], Qt.Key.Key_Return)
    assert went == [("statistics", "2026-11 受理纠纷")]


def test_a_month_s_bar_leads_to_its_figures(page: Callable[[], TodayPage], went: list[Any]) -> None:
    page().year.chart.chosen.emit(12)
    assert went == [("statistics", "2026-11")]


def test_what_was_left_half_filled_is_offered_and_leads_back_to_its_form(
    context: WindowContext, page: Callable[[], TodayPage], went: list[Any]
) -> None:
    context.station.half_filled.keep("disputes", {"place": "示例路8号"}, acting(context.station))
    resume = next(b for b in page().offers.findChildren(LinkButton) if b.text() == "继续填写")
    QTest.mouseClick(resume, Qt.MouseButton.LeftButton)
    assert went == [("disputes", "new")]
