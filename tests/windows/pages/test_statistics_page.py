"""统计报表: figures of a period, the records behind them, the summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.pdf_window import PdfWindow
from fengqiao_desk.ui.pages.statistics_page import StatisticsPage
from fengqiao_desk.ui.pages.statistics_sides import TEXTS
from fengqiao_desk.ui.widgets import RowRole
from fengqiao_desk.ui.widgets.period_chooser import BY_DAYS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QToolButton, QWidget

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


def test_the_month_stands_beside_the_one_before(page: StatisticsPage) -> None:
    assert figure(page, "受理纠纷")[:2] == ["2起", "1起"]


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
    assert offered(october) == ["summary", "close_period"]


def test_a_month_that_runs_is_not_offered_to_be_closed(october: StatisticsPage) -> None:
    october.chooser.step(1)
    assert offered(october) == ["summary"]


def test_an_officer_is_not_offered_to_close(page: StatisticsPage) -> None:
    page.chooser.step(-1)
    assert offered(page) == ["summary"]


def test_closing_is_asked_about_first(october: StatisticsPage, context: WindowContext) -> None:
    october.ask_close()
    press("取消")
    assert closings(context.station) == []


def test_a_closed_month_says_when_and_by_whom(october: StatisticsPage) -> None:
    close_month(october)
    assert october.closed.isVisible()
    assert october.closed.accessibleName().startswith("已于2026年11月21日14时02分由所长戊封账")
    assert offered(october) == ["summary"]


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


def test_the_summary_of_a_closed_month_is_the_stored_file(
    october: StatisticsPage, context: WindowContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_month(october)
    shown: list[bytes] = []
    monkeypatch.setattr(october, "_show_summary", lambda title, pdf: shown.append(pdf))
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
    desk.station.profiles.change({"month_begins": 26}, "2026-01-01", "2026-11-21T09:00:00", "管理员己")
    for day in ("2026-10-25", "2026-10-26"):
        desk.receive("disputes", {**dispute, "received_on": day})
    made: StatisticsPage = show(StatisticsPage(context))
    assert figure(made, "受理纠纷")[:2] == ["1起", "1起"]
    assert made.chooser.period().start == "2026-10-26"
