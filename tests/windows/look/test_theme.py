"""Light and dark."""

from __future__ import annotations

from fengqiao_desk.ui.look import DARK, LIGHT, Appearance, tokens
from fengqiao_desk.ui.look.stylesheet import stylesheet
from fengqiao_desk.ui.running.application import DeskApplication
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_choosing_dark_changes_the_tokens_that_widgets_paint_with(desk_application: DeskApplication) -> None:
    desk_application.theme.choose(Appearance.DARK)
    assert tokens() is DARK


def test_choosing_dark_reaches_a_window_that_is_already_open(
    desk_application: DeskApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    desk_application.theme.choose(Appearance.DARK)
    assert window.palette().color(QPalette.ColorRole.Window).name() == DARK.page


def test_the_choice_is_told_once(desk_application: DeskApplication, qtbot: QtBot) -> None:
    desk_application.theme.choose(Appearance.LIGHT)
    seen: list[Appearance] = []
    desk_application.theme.changed.connect(lambda: seen.append(desk_application.theme.appearance))
    desk_application.theme.choose(Appearance.DARK)
    desk_application.theme.choose(Appearance.DARK)
    desk_application.theme.changed.disconnect()
    assert seen == [Appearance.DARK]


def test_following_the_system_is_light_where_the_system_has_no_opinion(
    desk_application: DeskApplication,
) -> None:
    desk_application.theme.choose(Appearance.DARK)
    desk_application.theme.choose(Appearance.SYSTEM)
    assert tokens() is LIGHT


def test_no_token_is_left_unfilled_in_the_stylesheet() -> None:
    assert "$" not in stylesheet(DARK)
