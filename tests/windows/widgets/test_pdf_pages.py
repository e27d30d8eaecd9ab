"""A PDF in the window: its pages on the ground of their card, a hairline around each."""

from __future__ import annotations

from datetime import date

import pytest
from fengqiao_desk.ui.look import Appearance, tokens
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.widgets.pdf_pages import PdfPages
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from fengqiao_desk.documents.typesetting import Sheet, Title, typeset


@pytest.fixture
def pages(qtbot: QtBot) -> PdfPages:
    shown = PdfPages("文书预览")
    qtbot.addWidget(shown)
    shown.resize(400, 800)
    shown.show_pdf(typeset(Sheet("样张", "示例派出所", date(2026, 11, 21), (Title("样张"),))).pdf)
    shown.show()
    return shown


def colour(pages: PdfPages, x: int, y: int) -> str:
    return QColor(pages.grab().toImage().pixel(x, y)).name()


def ground_below(pages: PdfPages) -> str:
    """The view is higher than its page: what lies below it."""
    return colour(pages, 200, 790)


def test_the_ground_around_pages_is_that_of_the_card(pages: PdfPages, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: ground_below(pages) == tokens().surface)


def test_the_ground_follows_the_dark(
    desk_application: DeskApplication, pages: PdfPages, qtbot: QtBot
) -> None:
    desk_application.theme.choose(Appearance.DARK)
    qtbot.waitUntil(lambda: ground_below(pages) == tokens().surface == "#1d2127")


def test_a_hairline_runs_around_the_page(pages: PdfPages, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: colour(pages, 0, 300) == tokens().box_line)
