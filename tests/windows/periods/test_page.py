"""统计报表: figures of a period, the records behind them, the summary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.periods.page import StatisticsPage
from fengqiao_desk.ui.periods.scope import CHARTS
from fengqiao_desk.ui.periods.sides import TEXTS
from fengqiao_desk.ui.widgets import RowRole
from fengqiao_desk.ui.widgets.editors.period_chooser import BY_DAYS
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPlainTextEdit, QToolButton, QWidget
from python_calamine import CalamineWorkbook

from fengqiao_desk import cases
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station.areas import Area
from fengqiao_desk.station.handing_out import outgoing
from fengqiao_desk.store.targets import file_target
from fengqiao_desk.summaries import closings, notes_of, stored_summary


@pytest.fixture
def page(
    desk: Any, dispute: dict[str, Any], context: WindowContext, show: Callable[..., Any]
) -> StatisticsPage:
    for day in ("2026-11-03", "2026-11-20", "2026-10-30"):
        desk.receive("disputes", {**dispute, "received_on": day})
    made: StatisticsPage = show(StatisticsPage(context))
    return made


def figure(page: StatisticsPage, label: str) -> list[str]:
    """This period, the one before, the year before."""
    words: list[str] = page.table.words(page.table.row_of(label))
    return words[1:4]


def heading(page: StatisticsPage) -> str:
    """What stands beside the page's title."""
    return str(page.heading.findChildren(QLabel)[1].text())


def test_the_month_stands_beside_the_one_before(page: StatisticsPage) -> None:
    assert figure(page, "受理纠纷")[:2] == ["2起", "1起"]


def test_the_names_of_the_figures_columns_stand_over_their_figures(page: StatisticsPage) -> None:
    model, across = page.table.model(), Qt.Orientation.Horizontal
    heads = [model.headerData(column, across, Qt.ItemDataRole.TextAlignmentRole) for column in range(6)]
    assert heads[0] is None
    assert all(head & Qt.AlignmentFlag.AlignRight for head in heads[1:])


def test_what_qt_makes_after_the_figures_were_filled_is_what_it_seems(page: StatisticsPage) -> None:
    """The chips of the filters crashed on a QAction that came back as an item of the table's head."""
    assert page._shown is not None
    wrong = []
    for _ in range(60):
        page.table.set_figures(page._shown.figures, page._shown.beside)
        menu = QMenu(page)
        made = [menu.addAction("一项") for _ in range(8)]
        wrong += [action for action in made if type(action) is not QAction]
        menu.deleteLater()
    assert wrong == []


def test_a_rate_stands_under_its_figure_with_its_records(page: StatisticsPage, desk: Any) -> None:
    case = cases.load(desk.station, kind_of("disputes"), "JF2026-0001")
    desk.step(case, "close", {"closed_on": "2026-11-20", "result": "撤回"})
    page.count()
    row = page.table.row_of("化解纠纷") + 1
    assert page.table.words(row)[:2] == ["调解成功率", "0.0%"]
    page.table.selectRow(row)
    assert page.records.title.text() == "化解纠纷 0起"


def test_a_period_that_runs_says_up_to_which_day_it_is_counted(page: StatisticsPage) -> None:
    shown = [heading(page)]
    for steps in (-1, 2):
        page.chooser.step(steps)
        shown.append(heading(page))
    assert shown == [
        "2026年11月1日至30日　还没有过完，数字只到11月21日",
        "2026年10月1日至31日",
        "2026年12月1日至31日　还没有开始",
    ]


def test_the_month_before_is_one_step_back(page: StatisticsPage) -> None:
    page.chooser.step(-1)
    assert figure(page, "受理纠纷")[0] == "1起"


def test_a_quarter_is_counted_and_the_one_before_is_a_step_back(page: StatisticsPage) -> None:
    page.chooser.how.set_value("季度")
    page.chooser.how.changed.emit()
    shown = [figure(page, "受理纠纷")[0], page.chooser.words.text()]
    page.chooser.step(-1)
    assert [*shown, figure(page, "受理纠纷")[0], page.chooser.words.text()] == [
        *("3起", "2026年第四季度"),
        *("0起", "2026年第三季度"),
    ]


def test_the_month_that_was_left_is_there_again_after_the_year(page: StatisticsPage) -> None:
    page.chooser.step(-1)
    for how in ("年", "月"):
        page.chooser.how.set_value(how)
        page.chooser.how.changed.emit()
    assert page.chooser.words.text() == "2026年10月"


def test_the_arrows_say_where_they_lead(page: StatisticsPage) -> None:
    names = [button.accessibleName() for button in page.chooser.findChildren(QToolButton)]
    assert {"上一期：2026年10月", "下一期：2026年12月"} <= set(names)


def test_any_period_can_be_counted(page: StatisticsPage) -> None:
    page.chooser.how.set_value(BY_DAYS)
    page.chooser.how.changed.emit()
    first = page.chooser.first.focusProxy()
    QTest.keyClick(first, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(first, "2026-10-01")
    assert figure(page, "受理纠纷")[0] == "3起"


def test_a_period_that_ends_before_it_begins_is_told_and_the_last_one_stays(page: StatisticsPage) -> None:
    page.chooser.how.set_value(BY_DAYS)
    page.chooser.first.set_value("2026-11-22")
    page.chooser.first.changed.emit()
    assert (bool(page.chooser.last.fault()), figure(page, "受理纠纷")[0]) == (True, "2起")


def test_a_figure_in_focus_shows_its_records(page: StatisticsPage) -> None:
    page.table.selectRow(page.table.row_of("受理纠纷"))
    assert page.records.model.rowCount() == 2


def test_a_figure_of_zero_says_that_it_has_no_records(page: StatisticsPage) -> None:
    page.table.selectRow(page.table.row_of("化解纠纷"))
    assert page.records.empty.sentence.text() == "这一期没有计入的记录。"


def test_enter_on_a_record_opens_the_case(page: StatisticsPage, went: list[Any]) -> None:
    page.table.selectRow(page.table.row_of("受理纠纷"))
    QTest.keyClick(page.records.list, Qt.Key.Key_Return)
    assert went == [("disputes", "JF2026-0001")]


def test_the_part_of_a_divided_figure_shows_only_its_own_records(page: StatisticsPage) -> None:
    page.table.selectRow(page.table.row_of("邻里"))
    assert page.records.model.rowCount() == 2


def test_the_summary_of_the_month_is_shown_as_a_paper(page: StatisticsPage) -> None:
    page.make_summary()
    window = page.findChild(PdfWindow)
    assert isinstance(window, PdfWindow)
    assert (window.windowTitle(), window.pages.page_count() > 0) == (
        "逍遥津派出所2026年11月工作情况汇报",
        True,
    )


def test_a_month_asked_for_from_elsewhere_is_shown(page: StatisticsPage) -> None:
    page.open_record("2026-10")
    assert figure(page, "受理纠纷")[0] == "1起"


@pytest.fixture
def october(
    desk: Any, dispute: dict[str, Any], context_of: Callable[[str], WindowContext], show: Callable[..., Any]
) -> StatisticsPage:
    """The chief looks at October, in which one dispute was received."""
    desk.receive("disputes", {**dispute, "received_on": "2026-10-30"})
    made: StatisticsPage = show(StatisticsPage(context_of("所长戊")))
    made.open_record("2026-10")
    return made


def press(words: str) -> None:
    """Answers the question in front."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == words).click()


def close_month(page: StatisticsPage) -> None:
    page.ask_close()
    press("封账")


def offered(page: StatisticsPage) -> list[str]:
    return [act.key for act in page.acts()]


def test_the_chief_is_offered_to_close_a_month_that_is_over(october: StatisticsPage) -> None:
    assert offered(october) == ["summary", "summary_workbook", "close_period"]


def test_a_month_that_runs_is_not_offered_to_be_closed(october: StatisticsPage) -> None:
    october.chooser.step(1)
    assert offered(october) == ["summary", "summary_workbook"]


def test_an_officer_is_not_offered_to_close(page: StatisticsPage) -> None:
    page.chooser.step(-1)
    assert offered(page) == ["summary", "summary_workbook"]


def test_closing_is_asked_about_first(october: StatisticsPage, context: WindowContext) -> None:
    october.ask_close()
    press("取消")
    assert closings(context.station) == []


def test_a_closed_month_says_when_and_by_whom(october: StatisticsPage) -> None:
    close_month(october)
    assert october.closed.isVisible()
    assert october.closed.accessibleName().startswith("已于2026年11月21日14时02分由所长戊封账")
    assert offered(october) == ["summary", "summary_workbook"]


def test_a_closed_month_keeps_figure_and_records_and_tells_the_correction(
    october: StatisticsPage, desk: Any, dispute: dict[str, Any]
) -> None:
    close_month(october)
    late = desk.receive("disputes", {**dispute, "received_on": "2026-10-29"})
    october.count()
    october.table.selectRow(october.table.row_of("受理纠纷"))
    assert (figure(october, "受理纠纷")[0], october.records.model.rowCount()) == ("1起", 1)
    assert any(late.number in words for words in october.texts.correction_words())


def test_the_month_after_tells_the_correction(
    october: StatisticsPage, desk: Any, dispute: dict[str, Any]
) -> None:
    close_month(october)
    late = desk.receive("disputes", {**dispute, "received_on": "2026-10-29"})
    october.chooser.step(1)
    assert any(late.number in words for words in october.texts.correction_words())


def test_a_closed_month_says_what_the_next_summary_will_tell(
    october: StatisticsPage, desk: Any, dispute: dict[str, Any]
) -> None:
    close_month(october)
    desk.receive("disputes", {**dispute, "received_on": "2026-10-29"})
    october.count()
    words = october.texts.correction_words()
    assert words[0] == "将写入下期的更正"
    assert f"{len(words) - 1} 项更正将写入下期汇报" in october.closed.accessibleName()


def test_the_month_that_will_tell_it_says_so(
    october: StatisticsPage, desk: Any, dispute: dict[str, Any]
) -> None:
    close_month(october)
    desk.receive("disputes", {**dispute, "received_on": "2026-10-29"})
    october.chooser.step(1)
    assert october.texts.correction_words()[0] == "将写入本期的更正"


def test_a_closed_month_says_which_summary_has_told_it(
    october: StatisticsPage, desk: Any, dispute: dict[str, Any]
) -> None:
    october.chooser.step(-1)
    close_month(october)
    desk.receive("disputes", {**dispute, "received_on": "2026-09-29"})
    october.chooser.step(1)
    close_month(october)
    assert october.texts.correction_words()[0] == "本期汇报写明的更正"
    october.chooser.step(-1)
    assert october.texts.correction_words()[0] == "2026年10月汇报已写明的更正"
    assert october.closed.accessibleName().endswith("数字和汇报不再变动。")


def test_the_summary_of_a_closed_month_is_the_stored_file(
    october: StatisticsPage, context: WindowContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_month(october)
    shown: list[bytes] = []
    monkeypatch.setattr(october.papers, "_show", lambda title, period, made: shown.append(made.pdf))
    october.make_summary()
    assert shown == [stored_summary(context.station, closings(context.station)[0])]


def write_part(page: StatisticsPage, words: str, write: Callable[[QWidget, str], None]) -> None:
    page.sides.show_view(TEXTS)
    write(page.texts.editors["存在问题"].focusProxy(), words)


def test_words_are_kept_before_another_month_is_shown(
    page: StatisticsPage, context: WindowContext, write: Callable[[QWidget, str], None]
) -> None:
    write_part(page, "走访不够。", write)
    period = page.chooser.period()
    page.chooser.step(-1)
    assert notes_of(context.station, period)["存在问题"] == "走访不够。"
    assert page.texts.editors["存在问题"].value() is None


def test_words_are_kept_when_the_page_is_left(
    page: StatisticsPage, context: WindowContext, write: Callable[[QWidget, str], None]
) -> None:
    write_part(page, "走访不够。", write)
    page.hide()
    assert notes_of(context.station, page.chooser.period())["存在问题"] == "走访不够。"


def test_words_being_typed_outlive_a_change_of_the_ledger(
    page: StatisticsPage, write: Callable[[QWidget, str], None]
) -> None:
    write_part(page, "走访", write)
    page.count()
    write(page.texts.editors["存在问题"].focusProxy(), "不够。")
    assert page.texts.editors["存在问题"].value() == "走访不够。"
    page.texts.keep()


def test_the_words_of_a_closed_month_are_only_read(october: StatisticsPage) -> None:
    close_month(october)
    heart = october.texts.editors["存在问题"].focusProxy()
    assert isinstance(heart, QPlainTextEdit)
    assert heart.isReadOnly()


def test_a_record_left_out_stands_below_with_why(page: StatisticsPage) -> None:
    page.table.selectRow(page.table.row_of("受理纠纷"))
    others = page.records.others
    assert others.rowCount() == 1
    assert others.index(0).data(RowRole.CONTEXT) == "期间内补录，按受理日期计入别的期间"


def test_a_station_that_counts_from_the_26th_sees_its_own_month(
    desk: Any, dispute: dict[str, Any], context: WindowContext, show: Callable[..., Any]
) -> None:
    desk.station.profiles.change({"month_begins": 26}, "2026-01-01", desk.act("2026-11-21", "管理员己"))
    for day in ("2026-10-25", "2026-10-26"):
        desk.receive("disputes", {**dispute, "received_on": day})
    made: StatisticsPage = show(StatisticsPage(context))
    assert figure(made, "受理纠纷")[:2] == ["1起", "1起"]
    assert made.chooser.period().start == "2026-10-26"


def turn_to(page: StatisticsPage, view: str) -> None:
    page.scope.view.set_value(view)
    page.scope.view.changed.emit()


def narrow(page: StatisticsPage, **chosen: str) -> None:
    page.scope.chips.set_value(chosen)
    page.scope.chips.changed.emit()


def test_the_columns_are_called_by_their_months(page: StatisticsPage) -> None:
    model = page.table.model()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert heads == ["指标", "11月", "10月", "2025年11月", "环比", "同比"]


def test_thirteen_months_are_drawn_with_the_same_month_of_last_year(page: StatisticsPage) -> None:
    turn_to(page, CHARTS)
    chart = page.charts.charts["近13个月受理纠纷（起）"]
    assert chart.isVisible()
    assert chart.accessibleDescription().startswith("11月 —，12月 —")
    assert chart.accessibleDescription().endswith("10月 1，11月 2")


def test_a_bar_of_a_month_opens_its_records_by_keyboard(page: StatisticsPage, went: list[Any]) -> None:
    turn_to(page, CHARTS)
    chart = page.charts.charts["近13个月受理纠纷（起）"]
    for key in (Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    assert (page.records.title.text(), page.records.model.rowCount()) == ("受理纠纷 1起", 1)
    QTest.keyClick(page.records.list, Qt.Key.Key_Return)
    assert went == [("disputes", "JF2026-0003")]


def test_a_bar_of_a_category_opens_its_records_by_a_click(page: StatisticsPage) -> None:
    turn_to(page, CHARTS)
    chart = page.charts.charts["矛盾纠纷排查化解：按类型分"]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(0).center().toPoint())
    assert (page.records.title.text(), page.records.model.rowCount()) == ("邻里 2起", 2)


def test_a_part_is_drawn_with_its_share(page: StatisticsPage) -> None:
    turn_to(page, CHARTS)
    assert page.charts.charts["矛盾纠纷排查化解：按类型分"].accessibleDescription() == "邻里 2起  100.0%"


def test_coverage_is_drawn_with_who_was_reached_and_missed(
    page: StatisticsPage, desk: Any, venue: dict[str, Any]
) -> None:
    for place in (1, 2):
        room = desk.receive("venues", {**venue, "name": f"第{place}棋牌室", "registered_on": "2026-11-01"})
    desk.step(room, "inspect", {"officers": ["民警甲", "民警乙"], "at": "2026-11-10T20:00"})
    page.count()
    turn_to(page, CHARTS)
    chart = page.charts.charts["覆盖率"]
    assert "重点场所走访检查 50%" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert (page.records.model.rowCount(), page.records.others.rowCount()) == (1, 1)


def test_an_area_is_counted_alone_and_named(page: StatisticsPage, desk: Any, dispute: dict[str, Any]) -> None:
    desk.station.areas.add(Area("东门社区", "社区"), desk.act("2026-11-01", "管理员己", 8))
    desk.receive("disputes", {**dispute, "area": "东门社区", "received_on": "2026-11-19"})
    narrow(page, area="东门社区")
    page.table.selectRow(page.table.row_of("受理纠纷"))
    assert (figure(page, "受理纠纷")[0], page.records.model.rowCount()) == ("1起", 1)
    assert heading(page).startswith("2026年11月1日至30日　东门社区")


def test_an_officer_is_counted_alone(page: StatisticsPage) -> None:
    narrow(page, officer="民警乙")
    assert figure(page, "受理纠纷")[0] == "0起"


def test_a_part_is_not_offered_to_be_closed(october: StatisticsPage) -> None:
    narrow(october, officer="民警甲")
    assert offered(october) == ["summary", "summary_workbook"]


def test_the_figures_are_saved_as_a_workbook(page: StatisticsPage, tmp_path: Path) -> None:
    place = tmp_path / "十一月.xlsx"
    page.papers.save_workbook(page.chooser.period(), page.scope.part(), outgoing(file_target(place, None)))
    rows = CalamineWorkbook.from_path(str(place)).get_sheet_by_name("指标").to_python()
    assert next(row[2] for row in rows if row[1] == "受理纠纷") == 2


def test_a_figure_asked_for_from_elsewhere_shows_its_records(page: StatisticsPage) -> None:
    page.open_record("2026-10 受理纠纷")
    assert (page.records.title.text(), page.records.model.rowCount()) == ("受理纠纷 1起", 1)
