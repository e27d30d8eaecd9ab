"""The veil over a page while work runs: it takes the keyboard, and gives it back to who still lives."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.widgets import BusyOverlay, LineEditor
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete


class Page(QWidget):
    """A page with a field and an act, as the frame has them."""

    def __init__(self) -> None:
        super().__init__()
        self.act, self.field, self.elsewhere = QPushButton("导出"), LineEditor(), QPushButton("别处")
        self.below = QWidget()
        self.below.setFocusProxy(self.field)
        column = QVBoxLayout(self)
        for part in (self.act, self.elsewhere, self.below):
            column.addWidget(part)
        QVBoxLayout(self.below).addWidget(self.field)
        self.veil = BusyOverlay(self.below)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.act.setFocus()
    return made


def has_keyboard(widget: QWidget) -> bool:
    focused = widget.window().focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def test_the_keyboard_goes_back_to_where_it_was(page: Page) -> None:
    page.veil.begin("正在排版……")
    during = has_keyboard(page.veil)
    page.veil.end()
    assert (during, has_keyboard(page.act)) == (True, True)


def test_when_that_is_gone_the_keyboard_goes_to_the_page(page: Page) -> None:
    page.veil.begin("正在排版……", can_cancel=False)
    delete(page.act)
    page.veil.end()
    assert has_keyboard(page.field)


def test_where_the_officer_went_meanwhile_the_keyboard_stays(page: Page) -> None:
    page.veil.begin("正在打印……")
    page.elsewhere.setFocus()
    page.veil.end()
    assert has_keyboard(page.elsewhere)
