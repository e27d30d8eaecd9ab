"""Figures, bars and streaks."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.look import LIGHT
from fengqiao_desk.ui.widgets import Bar, BarChart, BarRows, FigureTile, StreakBar
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot


@pytest.fixture
def chart(qtbot: QtBot) -> BarChart:
    bars = BarChart("受理数", [Bar("9月", 10), Bar("10月", 20), Bar("11月", 5)])
    bars.resize(300, 150)
    qtbot.addWidget(bars)
    bars.show()
    return bars


def test_a_bar_of_twice_the_value_is_twice_as_high(chart: BarChart) -> None:
    assert chart.place_of(1).height() == pytest.approx(2 * chart.place_of(0).height())


def test_a_click_on_a_bar_chooses_it(qtbot: QtBot, chart: BarChart) -> None:
    with qtbot.waitSignal(chart.chosen) as chosen:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(1).center().toPoint())
    assert chosen.args == [1]


def test_a_bar_can_be_chosen_with_the_keyboard(qtbot: QtBot, chart: BarChart) -> None:
    with qtbot.waitSignal(chart.chosen) as chosen:
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
            QTest.keyClick(chart, key)
    assert chosen.args == [1]


def test_the_last_bar_stands_in_full_accent(chart: BarChart) -> None:
    place = chart.place_of(2).center().toPoint()
    assert chart.grab().toImage().pixelColor(place).name() == LIGHT.accent


def test_the_values_are_read_out(chart: BarChart) -> None:
    assert chart.accessibleDescription() == "9月 10，10月 20，11月 5"


def test_a_chart_without_bars_takes_clicks_and_keys_in_peace(qtbot: QtBot) -> None:
    empty = BarChart("受理数")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.assertNotEmitted(empty.chosen):
        QTest.mouseClick(empty, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        QTest.keyClick(empty, Qt.Key.Key_Right)
        QTest.keyClick(empty, Qt.Key.Key_Return)


def test_a_chart_of_noughts_is_drawn(qtbot: QtBot) -> None:
    noughts = BarChart("受理数", [Bar("10月", 0), Bar("11月", 0)])
    qtbot.addWidget(noughts)
    assert not noughts.grab().isNull()


def test_a_figure_is_read_out_with_context_and_unit(qtbot: QtBot) -> None:
    tile = FigureTile("902", "人次", "配合核查")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "配合核查：902 人次"


@pytest.mark.parametrize(("days", "inked"), [(42, True), (8, False)])
def test_a_streak_is_as_long_as_its_share_of_the_longest(qtbot: QtBot, days: int, inked: bool) -> None:
    streak = StreakBar("网吧", days, 42)
    streak.resize(300, 30)
    qtbot.addWidget(streak)
    near_the_end = streak.grab().toImage().pixelColor(220, 15).name()
    assert (near_the_end == LIGHT.accent) is inked


@pytest.fixture
def rows(qtbot: QtBot) -> BarRows:
    bars = BarRows("类型", [Bar("邻里", 4, "邻里4起", "4起"), Bar("拖欠农民工工资", 1, "工资1起", "1起")])
    bars.resize(400, 60)
    qtbot.addWidget(bars)
    bars.show()
    return bars


def test_a_lying_bar_is_as_long_as_its_value(rows: BarRows) -> None:
    assert rows.place_of(0).width() == pytest.approx(4 * rows.place_of(1).width())


def test_a_lying_bar_of_a_share_is_measured_by_the_whole(qtbot: QtBot) -> None:
    bars = BarRows("覆盖率", [Bar("企业", 50_000, shown="50%")], most=100_000)
    full = BarRows("覆盖率", [Bar("企业", 100_000, shown="50%")], most=100_000)
    for widget in (bars, full):
        widget.resize(400, 30)
        qtbot.addWidget(widget)
    assert bars.place_of(0).width() == pytest.approx(full.place_of(0).width() / 2)


def test_a_lying_bar_is_chosen_with_the_arrow_keys(qtbot: QtBot, rows: BarRows) -> None:
    with qtbot.waitSignal(rows.chosen) as chosen:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(rows, key)
    assert chosen.args == [1]


def test_the_marked_bar_is_read_out(rows: BarRows) -> None:
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert rows.accessibleName() == "类型：邻里4起"
    assert rows.accessibleDescription() == "邻里 4起，拖欠农民工工资 1起"


def test_a_month_without_a_figure_has_a_name_and_no_bar(qtbot: QtBot) -> None:
    bars = BarChart("受理数", [Bar("10月", None), Bar("11月", 0), Bar("12月", 10)])
    bars.resize(300, 150)
    qtbot.addWidget(bars)
    picture = bars.grab().toImage()
    shades = [picture.pixelColor(bars.place_of(number).center().toPoint()).name() for number in (0, 1)]
    assert bars.accessibleDescription() == "10月 —，11月 0，12月 10"
    assert shades[0] != shades[1]


def test_the_same_month_of_last_year_is_told_without_colour(qtbot: QtBot) -> None:
    """Hatched: lines and ground within one bar."""
    bars = BarChart("受理数", [Bar("11月", 10), Bar("12月", 10), Bar("11月", 10)], compared=0)
    bars.resize(300, 150)
    qtbot.addWidget(bars)
    picture = bars.grab().toImage()

    def shades(number: int) -> set[str]:
        place = bars.place_of(number).toRect().adjusted(4, 4, -4, -4)
        line = range(place.left(), place.right())
        return {picture.pixelColor(x, place.center().y()).name() for x in line}

    assert len(shades(0)) > 1
    assert len(shades(1)) == 1
